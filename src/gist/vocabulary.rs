//! The keys, types and codes of the model that rules ask an outline for, by number. A name that the schema does not have never
//! occurs; `check/screen/tests.rs` holds each list to the schemas.

use crate::outline::Names;

/// The names to which outlines give numbers: the places in these lists.
pub const NAMES: Names<'static> = Names {
    keys: key::ALL,
    types: of_type::ALL,
    codes: code::ALL,
};

/// The number of a key that is known only when the program runs, if it has one.
pub fn key_of(name: &str) -> Option<u8> {
    let at = key::ALL.iter().position(|one| *one == name);
    at.and_then(|at| u8::try_from(at).ok())
}

/// A module with a number for each name: its place in the list of all.
macro_rules! numbered {
    ($(#[$about:meta])* $module:ident: $($number:ident $name:literal)*) => {
        $(#[$about])*
        pub mod $module {
            /// The names in the order of their numbers.
            pub const ALL: &[&str] = &[$($name),*];

            #[allow(dead_code, non_camel_case_types, clippy::upper_case_acronyms)]
            enum Place {
                $($number),*
            }

            $(
                #[doc = concat!("The number of `", $name, "`.")]
                #[allow(dead_code, reason = "not every name is asked for")]
                pub const $number: u8 = Place::$number as u8;
            )*
        }
    };
}

numbered! {
    /// The numbers of keys.
    key:
    SCHEMA "$schema"
    ID "id"
    TYPE "type"
    TITLE "title"
    CHOICE "choice"
    PROPOSAL "proposal"
    VERSION "version"
    DECIDER "decider"
    ACTOR "actor"
    CAPACITY "capacity"
    EVIDENCE "evidence"
    ROLE "role"
    CONSENT "consent"
    EVENTS "events"
    STATEMENTS "statements"
    COMMITMENTS "commitments"
    DATE "date"
    EFFECTIVE "effective"
    DUE "due"
    ACT "act"
    VOTE "vote"
    ON "on"
    TALLIES "tallies"
    FOR "for"
    NEEDED "needed"
    HOLDER "holder"
    REASON "reason"
    STRENGTH "strength"
    OUTCOME "outcome"
    TARGET "target"
    SOURCE "source"
    QUOTE "quote"
    LOCATOR "locator"
    CONFIDENCE "confidence"
    RECORD "record"
    REVISION "revision"
    STATE "state"
    PUBLISHED "published"
    AVAILABILITY "availability"
    TEXT "text"
    PATH "path"
    SHA256 "sha256"
    OUT_OF_SCOPE "out_of_scope"
    ON_BEHALF_OF "on_behalf_of"
    REPLACES "replaces"
    POSITION "position"
    OPTIONS "options"
    CITES "cites"
    VERSIONS "versions"
    PROVISIONS "provisions"
    POINTER "pointer"
    READINGS "readings"
    VALUE "value"
}

numbered! {
    /// The numbers of types.
    of_type:
    LOCALIZED_TEXT "LocalizedText"
    DATE "Date"
    ACTOR_ID "ActorId"
    SOURCE_ID "SourceId"
    PROPOSAL_ID "ProposalId"
    DECISION_ID "DecisionId"
    OPTION_ID "OptionId"
    VERSION_ID "VersionId"
    PROVISION_ID "ProvisionId"
    LOCAL_ID "LocalId"
    TARGET "Target"
    EVIDENCE "Evidence"
    EVENT "Event"
    STATEMENT "Statement"
    STATEMENT_RELATION "StatementRelation"
    PARTICIPANT "Participant"
    COMMITMENT "Commitment"
    COMMITMENT_EVENT "CommitmentEvent"
    RELATION "Relation"
    DISCREPANCY "Discrepancy"
    DECISION_OPTION "DecisionOption"
    VERSION "Version"
    PROVISION "Provision"
    OUT_OF_SCOPE "OutOfScope"
    CITATION "Citation"
    KEYWORD "Keyword"
    IDENTIFIER "Identifier"
    AUTHOR "Author"
    TALLY "Tally"
    BALLOT "Ballot"
}

numbered! {
    /// The numbers of codes.
    code:
    PROPOSED "proposed"
    ANNOUNCED "announced"
    REAFFIRMED "reaffirmed"
    POSTPONED "postponed"
    NOT_EXECUTED "not_executed"
    TAKEN "taken"
    PUBLISHED "published"
    ENTERED_INTO_FORCE "entered_into_force"
    EXECUTED "executed"
    SUSPENDED "suspended"
    RESUMED "resumed"
    CHALLENGED "challenged"
    UPHELD "upheld"
    LAPSED "lapsed"
    ANNULLED "annulled"
    GROUND "ground"
    CONCERN "concern"
    CONDITION "condition"
    MADE "made"
    MEDIUM "medium"
    WITHDRAWN "withdrawn"
    PUBLIC "public"
    CONSENT_REQUIRED "consent_required"
    NO_POSITION "no_position"
    SUPERSEDES "supersedes"
    AMENDS "amends"
    IMPLEMENTS "implements"
    DECLINES "declines"
    CONSTRAINED_BY "constrained_by"
    REVOKES "revokes"
    ANNULS "annuls"
    MAINTAINS "maintains"
}
