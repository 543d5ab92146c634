//! The keys, types and codes of the model that rules ask an outline for, by number. A name that the schema does not have never
//! occurs; `tests/screen.rs` holds each list to the schemas.

use crate::outline::Names;

/// The names to which outlines give numbers: the places in these lists.
pub const NAMES: Names<'static> = Names {
    keys: KEYS,
    types: TYPES,
    codes: CODES,
};

const KEYS: &[&str] = &[
    "$schema",
    "id",
    "type",
    "title",
    "choice",
    "proposal",
    "version",
    "decider",
    "actor",
    "capacity",
    "evidence",
    "role",
    "consent",
    "events",
    "statements",
    "commitments",
    "date",
    "effective",
    "due",
    "act",
    "vote",
    "on",
    "tallies",
    "for",
    "needed",
    "holder",
    "reason",
    "strength",
    "outcome",
    "target",
    "source",
    "quote",
    "locator",
    "confidence",
    "record",
    "revision",
    "state",
    "published",
    "availability",
    "text",
    "path",
    "sha256",
    "out_of_scope",
    "on_behalf_of",
    "replaces",
    "position",
    "options",
    "cites",
    "versions",
    "provisions",
    "pointer",
    "readings",
    "value",
];

const TYPES: &[&str] = &[
    "LocalizedText",
    "Date",
    "ActorId",
    "SourceId",
    "ProposalId",
    "DecisionId",
    "OptionId",
    "VersionId",
    "ProvisionId",
    "LocalId",
    "Target",
    "Evidence",
    "Event",
    "Statement",
    "StatementRelation",
    "Participant",
    "Commitment",
    "CommitmentEvent",
    "Relation",
    "Discrepancy",
    "DecisionOption",
    "Version",
    "Provision",
    "OutOfScope",
    "Citation",
    "Keyword",
    "Identifier",
    "Author",
    "Tally",
    "Ballot",
];

const CODES: &[&str] = &[
    "proposed",
    "announced",
    "reaffirmed",
    "postponed",
    "not_executed",
    "taken",
    "published",
    "entered_into_force",
    "executed",
    "suspended",
    "resumed",
    "challenged",
    "upheld",
    "lapsed",
    "annulled",
    "ground",
    "concern",
    "condition",
    "made",
    "medium",
    "withdrawn",
    "public",
    "consent_required",
    "no_position",
    "supersedes",
    "amends",
    "implements",
    "declines",
    "constrained_by",
    "revokes",
    "annuls",
    "maintains",
];

/// The number of a name: its place in a list. It does not compile where the name is in none.
const fn number(names: &[&str], name: &str) -> u8 {
    let mut at = 0;
    while at < names.len() {
        if same(names[at].as_bytes(), name.as_bytes()) {
            return at as u8;
        }
        at += 1;
    }
    panic!("this name has no number")
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The number of a key, such as `date`.
pub const fn key(name: &str) -> u8 {
    number(KEYS, name)
}

/// The number of a key that is known only when the program runs, if it has one.
pub fn key_of(name: &str) -> Option<u8> {
    let at = KEYS.iter().position(|one| *one == name);
    at.and_then(|at| u8::try_from(at).ok())
}

/// The number of a type, such as `Date`.
pub const fn of_type(name: &str) -> u8 {
    number(TYPES, name)
}

/// The number of a code, such as `taken`.
pub const fn code(name: &str) -> u8 {
    number(CODES, name)
}
