//! The tables, as data: which there are, and what of them the schema does not say. It is laid out by hand, so that what belongs together
//! stands together.

use serde_json::Value;

use super::row::{self, Row};
use super::table::Columns::{self, Claim, Itself, Made, Members, Of};
use super::table::{Reference, Table};

/// Every table, those of the parts of a record after that of the record.
pub const TABLES: &[Table] = &[
    Table { name: "decisions", rows: "Decision", key: &["id"], columns: &[Members],
        references: &[to(&["proposal", "version"], "versions", IN_PROPOSAL), to(&["id", "choice"], "options", IN_DECISION)],
        about: "Who chose what, and what became of it." },
    Table { name: "statuses", rows: "Decision/derived/statuses/*", key: &["decision", "valid_from"], columns: &[DECISION, Members, BECAUSE_RECORD, BECAUSE],
        references: &[to(&["because_decision", "because"], "events", IN_DECISION)],
        about: "Derived: the status of a decision from one day until another, up to the newest event. The spells of a decision follow each other without a gap." },
    Table { name: "provision_states", rows: "Decision/derived/provision_states/*", key: &["decision", "record", "provision", "valid_from"],
        columns: &[DECISION, PART_RECORD, PART, Members, BECAUSE_RECORD, BECAUSE],
        references: &[to(&["record", "provision"], "provisions", IN_RECORD), to(&["because_decision", "because"], "events", IN_DECISION)],
        about: "Derived: the status of a part of a decision from one day until another, up to the newest event." },
    Table { name: "position_effects", rows: "Decision/derived/effects/*", key: &["decision", "body", "needed_to"], references: &[],
        columns: &[DECISION, Members],
        about: "Derived: the effect of the position of a decision in the count of a body that its decider is a member of." },
    Table { name: "participants", rows: "Decision/participants/*", key: &["decision", "place"], references: &[],
        columns: &[DECISION, Members, CLAIM],
        about: "Who took part in a decision without being the decider." },
    Table { name: "consents", rows: "Decision/participants/*/consents/*", key: &["decision", "place"], references: &[],
        columns: &[DECISION, CONSENTING, Members, CLAIM],
        about: "What became of a consent that was needed, oldest first." },
    Table { name: "jointly", rows: "Decision/**/jointly/*", key: &["decision", "claim", "actor"], references: &[],
        columns: &[DECISION, OF_LIST, OF_LIST_ID, Itself("actor", "The actor who decides, acts or holds it as well.")],
        about: "Those who decide, act or hold a statement together with the one who is named there." },
    Table { name: "options", rows: "Decision/options/*", key: &["decision", "id"], references: &[],
        columns: &[DECISION, Members, CHOSEN, CLAIM],
        about: "What could be chosen in a decision, as far as the sources name it." },
    Table { name: "relations", rows: "Decision/relations/*", key: &["decision", "place"], references: &[],
        columns: &[DECISION, Members, CLAIM],
        about: "What a decision does to an older one." },
    Table { name: "touched_parts", rows: "Decision/**/parts/*", key: &["decision", "claim", "provision"], references: &[],
        columns: &[DECISION, OF_LIST, OF_LIST_ID, Itself("provision", "The part: of the decision itself for an event, of the older one for a relation.")],
        about: "The parts that an event happened to, or that a relation touches, where that is not the whole." },
    Table { name: "events", rows: "Decision/events/*", key: &["decision", "id"], columns: &[DECISION, Members, CLAIM],
        references: &[to(&["decision", "vote_on"], "options", IN_DECISION)],
        about: "What happened to a decision, and when." },
    Table { name: "tallies", rows: "Decision/events/*/vote/tallies/*", key: &["decision", "place"],
        columns: &[DECISION, EVENT, Members, PLACE], references: &[to(&["decision", "event"], "events", IN_DECISION), to(&["decision", "option"], "options", IN_DECISION)],
        about: "The result of a vote, once for each unit in which votes were counted, and for each option that had votes of its own." },
    Table { name: "ballots", rows: "Decision/events/*/vote/cast/*", key: &["decision", "place"],
        columns: &[DECISION, EVENT, Members, VOTES, PLACE], references: &[to(&["decision", "event"], "events", IN_DECISION), to(&["decision", "option"], "options", IN_DECISION)],
        about: "How one actor voted, where this was made public; the list of a vote can be partial." },
    Table { name: "statements", rows: "Decision/statements/*", key: &["decision", "id"], columns: &[DECISION, Members, CLAIM],
        references: &[to(&["decision", "bearing_option"], "options", IN_DECISION), to(&["decision", "event"], "events", IN_DECISION)],
        about: "One proposition that somebody holds about a decision or its subject." },
    Table { name: "statement_topics", rows: "Decision/statements/*/topics/*", key: &["decision", "statement", "topic"],
        columns: &[DECISION, STATEMENT, Itself("topic", "The keyword.")],
        references: &[to(&["decision", "statement"], "statements", IN_DECISION)],
        about: "What a statement is about, as keywords." },
    Table { name: "outcomes", rows: "Decision/statements/*/outcomes/*", key: &["decision", "place"], columns: &[DECISION, STATEMENT, Members, CLAIM],
        references: &[to(&["decision", "statement"], "statements", IN_DECISION)],
        about: "What became of a concern or a condition, oldest first." },
    Table { name: "statement_provisions", rows: "Decision/statements/*/about/*", key: &["decision", "statement", "provision_record", "provision"],
        columns: &[DECISION, STATEMENT, ITS_RECORD, ITS_PROVISION],
        references: &[to(&["decision", "statement"], "statements", IN_DECISION), to(&["provision_record", "provision"], "provisions", IN_RECORD)],
        about: "The provisions that a statement is about." },
    Table { name: "statement_relations", rows: "Decision/statements/*/relations/*", key: &["decision", "statement", "place"],
        columns: &[DECISION, STATEMENT, Members, TARGET_RECORD, TARGET, PLACE],
        references: &[to(&["decision", "statement"], "statements", IN_DECISION)],
        about: "What a statement does to another one, or to a commitment." },
    Table { name: "statement_reporters", rows: "Decision/statements/*/derived/reporters/*", key: &["decision", "statement", "actor"],
        columns: &[DECISION, STATEMENT, Itself("actor", "An author of the sources that report it.")],
        references: &[to(&["decision", "statement"], "statements", IN_DECISION)],
        about: "Derived: whose words a statement comes in, if they are not those of its holder." },
    Table { name: "commitments", rows: "Record/**/commitments/*", key: IN_RECORD, references: &[],
        columns: &[RECORD_TYPE, RECORD, Members, PLACE],
        about: "A promise that one actor made to another in connection with a decision, or in a source." },
    Table { name: "commitment_conditions", rows: "Record/**/commitments/*/about/*", key: &["record", "commitment", "place"],
        columns: &[RECORD, COMMITMENT, CONDITION_RECORD, CONDITION, PLACE],
        references: &[to(&["record", "commitment"], "commitments", IN_RECORD)],
        about: "The conditions or other statements that a commitment answers." },
    Table { name: "commitment_events", rows: "Record/**/commitments/*/events/*", key: IN_RECORD,
        columns: &[RECORD_TYPE, RECORD, COMMITMENT, Members, CLAIM], references: &[to(&["record", "commitment"], "commitments", IN_RECORD)],
        about: "What happened to a commitment, beginning with the promise itself." },
    Table { name: "discrepancies", rows: "Decision/discrepancies/*", key: &["decision", "id"], references: &[],
        columns: &[DECISION, Members, PLACE],
        about: "A contradiction between sources on one value of a decision." },
    Table { name: "readings", rows: "Decision/discrepancies/*/readings/*", key: &["decision", "place"],
        columns: &[DECISION, DISCREPANCY, Members, CLAIM], references: &[to(&["decision", "discrepancy"], "discrepancies", IN_DECISION)],
        about: "The values that sources give, where they contradict each other." },
    Table { name: "proposals", rows: "Proposal", key: &["id"], columns: &[Members], references: &[],
        about: "A draft text that is decided about, through all its versions." },
    Table { name: "proposal_fates", rows: "Proposal/derived/fate/*", key: &["proposal", "decision"], references: &[],
        columns: &[PROPOSAL, Members],
        about: "Derived: what became of a proposal: the decisions that settled it or a stage of it and stand, oldest first." },
    Table { name: "positions", rows: "Proposal/derived/positions/*", key: POSITION_KEY, references: POSITION_REFERENCES, columns: POSITION_COLUMNS,
        about: "Derived: the position of an actor on a proposal from one day until another, up to the newest event, by the decision of the actor or of who \
         spoke for it. Two on one day contradict each other." },
    Table { name: "current_positions", rows: "Proposal/derived/positions/*/!valid_until", key: POSITION_KEY, references: POSITION_REFERENCES,
        columns: POSITION_COLUMNS,
        about: "Derived: the rows of `positions` that have no last day: the position of each actor on each proposal that stands." },
    Table { name: "versions", rows: "Proposal/versions/*", key: &["proposal", "id"], references: &[], columns: &[PROPOSAL, Members, CLAIM],
        about: "One version of a proposal." },
    Table { name: "version_decisions", rows: "Proposal/versions/*/decisions/*", key: &["proposal", "version", "decision"],
        columns: &[PROPOSAL, VERSION, Itself("decision", "The decision.")],
        references: &[to(&["proposal", "version"], "versions", IN_PROPOSAL)],
        about: "The decisions that made a version, such as adopted amendments." },
    Table { name: "voting_rules", rows: "Proposal/voting_rules/*", key: &["proposal", "place"], references: &[],
        columns: &[PROPOSAL, Members, CLAIM],
        about: "The majority that a body needs to adopt or to reject a proposal." },
    Table { name: "provisions", rows: "Record/**/provisions/*", key: IN_RECORD, columns: &[RECORD_TYPE, RECORD, Members, REPLACES_RECORD, REPLACES, CLAIM],
        references: &[to(&["replaces_record", "replaces"], "provisions", IN_RECORD)],
        about: "Something that a decision or a version of a proposal provides, or takes out." },
    Table { name: "provision_addressees", rows: "Record/**/provisions/*/addressees/*", key: &["record", "provision", "addressee"],
        columns: &[RECORD, PROVISION, Itself("addressee", "The keyword.")],
        references: &[to(&["record", "provision"], "provisions", IN_RECORD)],
        about: "The classes that a provision is addressed to, as keywords." },
    Table { name: "provision_actors", rows: "Record/**/provisions/*/actors/*", key: &["record", "provision", "actor"],
        columns: &[RECORD, PROVISION, Itself("actor", "The actor.")],
        references: &[to(&["record", "provision"], "provisions", IN_RECORD)],
        about: "The actors that a provision is addressed to by name." },
    Table { name: "sources", rows: "Source", key: &["id"], columns: &[Members], references: &[],
        about: "A document that claims are anchored to." },
    Table { name: "authors", rows: "Source/authors/*", key: &["source", "place"], columns: &[SOURCE, Members, PLACE], references: &[],
        about: "Who answers for a source." },
    Table { name: "citations", rows: "Source/cites/*", key: &["source", "place"], columns: &[SOURCE, Members, CLAIM], references: &[],
        about: "A reference from one source to another." },
    Table { name: "out_of_scope", rows: "Source/out_of_scope/*", key: &["source", "place"], references: &[],
        columns: &[SOURCE, Members, PLACE],
        about: "A passage of a source's text that says nothing to record." },
    Table { name: "archived_copies", rows: "Source/archived/*", key: &["source", "place"], references: &[],
        columns: &[SOURCE, Members, PLACE],
        about: "A copy of a source in an archive." },
    Table { name: "actors", rows: "Actor", key: &["id"], columns: &[Members], references: &[],
        about: "A person, office, body, organisation or state that decides, argues, advises or writes." },
    Table { name: "terms", rows: "Actor/terms/*", key: &["actor", "place"], references: &[], columns: &[ACTOR, Members, CLAIM],
        about: "A term: somebody in an office, a cabinet in power, or a member of a body, from a day on." },
    Table { name: "speaks_for", rows: "Actor/derived/speaks_for/*", key: &["actor", "speaks_for"],
        columns: &[ACTOR, Itself("speaks_for", "Itself, or in whose name it speaks."), STEPS], references: &[],
        about: "Derived: everybody in whose name an actor speaks, first itself, then in the order of `on_behalf_of`: a minister's office, \
         the cabinet, the state." },
    Table { name: "identifiers", rows: "Record/**/identifiers/*", key: &["record_type", "record", "place"],
        columns: &[RECORD_TYPE, RECORD, ITS_VERSION, Members, PLACE], references: &[],
        about: "An official identifier of a decision, a source, a proposal, a version of one, or an actor." },
    Table { name: "evidence", rows: "Record/**/evidence/*", key: &["record_type", "record", "place"],
        columns: &[RECORD_TYPE, RECORD, Claim, Members, PLACE], references: &[],
        about: "Words in a source that a claim rests on, or a place in a source whose text is not in the dataset. Words that are there are \
         anchored; whether they bear the claim is a human judgement." },
    CODES,
];

/// Every code, as the target `codelists` writes it.
pub const CODES: Table =
    Table { name: "codes", rows: "CodeList/codes/*", key: &["list", "code"], columns: &[LIST, Members, OPEN], references: &[],
        about: "The codes of the other tables, list by list." };

/// Statements with their evidence, for those who do not want to join: what somebody argued, and in which words. It is none of the
/// tables that refer to each other: what it says stands there.
pub const FLAT_STATEMENTS: Table =
    Table { name: "statements", rows: "Decision/statements/*/evidence/*", key: &["decision", "statement", "place"], references: &[],
        columns: &[
            Of("decision", "statements", "decision", 2), Of("decision_title", "decisions", "title", 4),
            Of("proposal", "decisions", "proposal", 4), Of("statement", "statements", "id", 2),
            Of("type", "statements", "type", 2), Of("holder", "statements", "holder", 2),
            Of("reported", "statements", "reported", 2), Of("option", "statements", "bearing_option", 2), OPTION_CHOSEN,
            Of("direction", "statements", "bearing_direction", 2), Of("reason", "statements", "reason", 2),
            Of("strength", "statements", "strength", 2), OUTCOME,
            Of("text", "statements", "text", 2), Of("source", "evidence", "source", 0), Of("quote", "evidence", "quote", 0),
            Of("locator", "evidence", "locator", 0), Of("confidence", "evidence", "confidence", 0),
            Of("known_by", "statements", "known_by", 2), Of("link", "evidence", "link", 0), PLACE,
        ],
        about: "One piece of evidence of one statement: a statement with two quotes has two rows." };

/// The members whose columns have another name, each after its type. Without it a member has its own name, after those of the members
/// that it is in; that says too little, or too much, or is a reserved word where tables are read, as `for` and `to` are in SQL, Python
/// or R.
pub const RENAMED: &[(&str, &str)] = &[
    ("Decider.actor", "decider"), ("Decider.capacity", "capacity"),
    ("ProposalReference.id", "proposal"), ("ProposalReference.version", "version"),
    ("RecordState.revision", "revision"), ("RecordState.state", "state"), ("RecordState.reason", "revision_reason"),
    ("Tally.for", "votes_for"), ("Tally.against", "votes_against"), ("Tally.abstain", "votes_abstain"), ("Tally.needed", "votes_needed"),
    ("Tally.blank", "votes_blank"),
    ("Commitment.by", "promised_by"), ("Commitment.to", "promised_to"),
    ("Citation.source", "cited"),
    ("Event.by", "acted_by"), ("Version.by", "acted_by"),
    ("DecisionDerived.by", "undone_by"), ("DecisionDerived.since", "status_since"), ("SourceDerived.evidence", "own_evidence"),
    ("CoverageCounts.words", "words"), ("CoverageCounts.anchored", "words_anchored"),
    ("CoverageCounts.out_of_scope", "words_out_of_scope"), ("CoverageCounts.uncovered", "words_uncovered"),
    ("Anchor.line", "text_line"), ("Anchor.column", "text_column"),
];

/// The types of which no member has a column, and the single members: those that say how a record is to be read; of what follows,
/// those that only say of which part it does; references to parts, which two columns have; and a number that is one where it is absent.
pub const LEFT_OUT: &[&str] = &[
    "SchemaPath", "DecisionType", "ProposalType", "SourceType", "ActorType", "SchemaVersion",
    "EventDerived.id", "StatementDerived.id", "PartDerived.id", "RelationDerived.type", "RelationDerived.target",
    "Anchor.pointer", "Anchor.source",
    "StatementRelation.target", "Provision.replaces", "Ballot.count",
    "StatusDerived.because", "ProvisionStateDerived.because", "ProvisionStateDerived.provision", "PositionDerived.because",
];

// The record that a row is in, and the part of it.
const DECISION: Columns = Made("decision", "DecisionId", "The decision.", row::id);
const PROPOSAL: Columns = Made("proposal", "ProposalId", "The proposal.", row::id);
const SOURCE: Columns = Made("source", "SourceId", "The source.", row::id);
const ACTOR: Columns = Made("actor", "ActorId", "The actor.", row::id);
const RECORD_TYPE: Columns = Made("record_type", "Text", "The type of the record.", |row| row.record["type"].clone());
const RECORD: Columns = Made("record", "Text", "The id of the record.", row::id);
const EVENT: Columns = Made("event", "EventId", "The event that the vote led to.", row::owner);
const STATEMENT: Columns = Made("statement", "LocalId", "The statement.", row::owner);
const COMMITMENT: Columns = Made("commitment", "LocalId", "The commitment.", row::owner);
const DISCREPANCY: Columns = Made("discrepancy", "LocalId", "The discrepancy.", row::owner);
const PROVISION: Columns = Made("provision", "ProvisionId", "The provision.", row::owner);
const VERSION: Columns = Made("version", "VersionId", "The version.", row::owner);
const CONSENTING: Columns = Made("actor", "ActorId", "The actor who was asked.",
    |row| row.above(2).value["actor"].clone());

// Where a row stands: what has no evidence, and what has some.
const PLACE: Columns = Made("place", "Text", "Where it stands in the record, as a JSON Pointer.", row::place);
const CLAIM: Columns = Made("place", "Text",
    "Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.", row::place);

// What else the schema does not have.
const CHOSEN: Columns = Made("chosen", "Boolean", "Whether it is the one that was chosen.",
    |row| Value::from(row.value["id"] == row.record["choice"]));
const VOTES: Columns = Made("votes", "Integer",
    "The number of votes that the actor has, such as the seats of a party; one where the record has no number. A party that splits has two rows, and so has \
     whoever votes for two options.",
    |row| Value::from(row.value["count"].as_f64().map_or(1, |count| count as u64)));
const OPTION_CHOSEN: Columns = Made("option_chosen", "Boolean", "Whether that option was chosen. Empty where there is none.",
    |row| match &row.above(2).value["bearing"]["option"] {
        Value::Null => Value::Null,
        option => Value::from(*option == row.record["choice"]),
    });
const ITS_RECORD: Columns = Made("provision_record", "Text", "The decision or proposal of the provision.", |row| record_of(row, row.value));
const ITS_PROVISION: Columns = Made("provision", "ProvisionId", "The provision.", |row| part_of(row.value));
const REPLACES_RECORD: Columns = Made("replaces_record", "Text",
    "The decision or proposal of the provision that this one changes, removes or takes the place of. Empty where that has no entry of its own.",
    |row| record_of(row, &row.value["replaces"]));
const REPLACES: Columns = Made("replaces", "ProvisionId",
    "The provision that this one changes, removes or takes the place of. Empty where that has no entry of its own.",
    |row| part_of(&row.value["replaces"]));
const BECAUSE_RECORD: Columns = Made("because_decision", "DecisionId",
    "The decision of the event that it follows from. Empty where it follows from a day that came.",
    |row| record_of(row, &row.value["because"]));
const BECAUSE: Columns = Made("because", "EventId", "The event that it follows from. Empty where it follows from a day that came.",
    |row| part_of(&row.value["because"]));
const PART_RECORD: Columns = Made("record", "Text", "The record that the part stands in: the decision, or the proposal of which it adopts a version.",
    |row| record_of(row, &row.value["provision"]));
const PART: Columns = Made("provision", "ProvisionId", "The part.", |row| part_of(&row.value["provision"]));
const TARGET_RECORD: Columns = Made("target_record", "Text", "The decision or source of the other one.", |row| record_of(row, &row.value["target"]));
const TARGET: Columns = Made("target", "Text", "The id of the other one within its record: a statement or a commitment.",
    |row| part_of(&row.value["target"]));
const CONDITION_RECORD: Columns = Made("statement_record", "Text", "The decision of the statement.", |row| record_of(row, row.value));
const CONDITION: Columns = Made("statement", "LocalId", "The statement.", |row| part_of(row.value));
const OUTCOME: Columns = Made("outcome", "OutcomeType", "The newest outcome of a concern or a condition. Empty where there is none.",
    |row| match row.above(2).value["outcomes"].as_array() {
        Some(outcomes) => outcomes.last().map_or(Value::Null, |last| last["type"].clone()),
        None => Value::Null,
    });
const OF_LIST: Columns = Made("claim", "Text",
    "Where that stands in the record, as a JSON Pointer: the `place` of a row of another table, or `/decider`.",
    |row| Value::from(row.above(2).place));
const OF_LIST_ID: Columns = Made("claim_id", "Text", "The id of that within the decision. Empty where it has none.",
    |row| row.above(2).value["id"].clone());
const STEPS: Columns = Made("steps", "Integer", "How many steps lie between the two; none to itself.",
    |row| Value::from(row.place.rsplit('/').next().and_then(|index| index.parse::<u64>().ok())));
const ITS_VERSION: Columns = Made("version", "Text",
    "The version of the proposal that it identifies. Empty where it identifies what the record describes.", row::owner);
const LIST: Columns = Made("list", "Text", "The list that it belongs to, such as `decision_kind`.",
    |row| row.record["name"].clone());
const OPEN: Columns = Made("open", "Boolean",
    "Whether the list may grow: then a program should accept a code that it does not know.",
    |row| row.record["open"].clone());

/// The record of a part that is referred to: that of the row, if the reference names none.
fn record_of(row: &Row<'_>, reference: &Value) -> Value {
    match reference.as_str().and_then(|one| one.split_once('#')) {
        Some(("", _)) => row::id(row),
        Some((record, _)) => Value::from(record),
        None => Value::Null,
    }
}

/// The id of a part that is referred to, within its record.
fn part_of(reference: &Value) -> Value {
    let part = reference.as_str().and_then(|one| one.split_once('#'));
    part.map_or(Value::Null, |(_, part)| Value::from(part))
}

const POSITION_KEY: &[&str] = &["proposal", "actor", "decision", "valid_from"];
const POSITION_COLUMNS: &[Columns] = &[PROPOSAL, Members, BECAUSE_RECORD, BECAUSE];
const POSITION_REFERENCES: &[Reference] = &[
    to(&["proposal", "version"], "versions", IN_PROPOSAL), to(&["because_decision", "because"], "events", IN_DECISION)];

const IN_RECORD: &[&str] = &["record", "id"];
const IN_DECISION: &[&str] = &["decision", "id"];
const IN_PROPOSAL: &[&str] = &["proposal", "id"];

/// A reference of these columns to the key of a table.
const fn to(columns: &'static [&'static str], table: &'static str, key: &'static [&'static str]) -> Reference {
    Reference { columns, table, key }
}
