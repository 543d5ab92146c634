//! Who argued what, and what it is about.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Reference, Rows, Table};
use crate::export::Export;
use crate::export::derived::Day;
use crate::model::{
    ActorId, Basis, DecisionId, Direction, Keyword, LocalId, LocalizedText, OptionId, Outcome,
    ProposalId, ProvisionId, Reason, StatementRelationType, StatementType, Strength,
};
use crate::schema;

/// What belongs to a statement names it by decision and id.
const TO_STATEMENT: Reference = Reference {
    columns: &["decision", "statement"],
    table: "statements",
    key: &["decision", "id"],
};

pub const STATEMENTS: Table = Table {
    name: "statements",
    key: &["decision", "id"],
    references: &[Reference {
        columns: &["decision", "bearing_option"],
        table: "options",
        key: &["decision", "id"],
    }],
    schema: || schema::of::<StatementRow<'_>>("statements", |_| ()),
    rows: statements,
};

/// One proposition that somebody holds about a decision or its subject.
#[derive(Serialize, JsonSchema)]
struct StatementRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The id of the statement within the decision.
    id: &'a LocalId,
    /// What sort of proposition it is.
    r#type: StatementType,
    /// The proposition, as a fair paraphrase; the words themselves are in its evidence.
    text: &'a LocalizedText,
    /// Whose proposition it is: not who reports it, but who holds it.
    holder: &'a ActorId,
    /// How the source gives it.
    basis: Basis,
    /// The option that it speaks for or against. Empty where the source does not tie the point to an option.
    bearing_option: Option<&'a OptionId>,
    /// Which way it bears on that option.
    bearing_direction: Option<Direction>,
    /// What sort of reason it is. Empty unless it is a ground.
    reason: Option<Reason>,
    /// How firm a condition is. Empty for other types, and where the source does not say.
    strength: Option<Strength>,
    /// Whether a concern was removed. Empty for other types, and where the source does not say.
    outcome: Option<Outcome>,
    /// Derived: whether it comes in the words of others than its holder; `statement_reporters` has whose.
    reported: bool,
    /// Derived: the day by which it was public. Empty where only withheld or unpublished sources show it.
    known_by: Option<Day>,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn statements(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, derived) in export.decisions() {
        let statements = decision.statements.iter().zip(&derived.statements);
        for (at, (statement, derived)) in statements.enumerate() {
            let bearing = statement.bearing.as_ref();
            rows.add(&StatementRow {
                decision: &decision.id,
                id: &statement.id,
                r#type: statement.r#type,
                text: &statement.text,
                holder: &statement.holder,
                basis: statement.basis,
                bearing_option: bearing.map(|bearing| &bearing.option),
                bearing_direction: bearing.map(|bearing| bearing.direction),
                reason: statement.reason,
                strength: statement.strength,
                outcome: statement.outcome,
                reported: derived.reported,
                known_by: derived.known_by,
                place: format!("/statements/{at}"),
            });
        }
    }
}

pub const TOPICS: Table = Table {
    name: "statement_topics",
    key: &["decision", "statement", "topic"],
    references: &[TO_STATEMENT],
    schema: || schema::of::<TopicRow<'_>>("statement_topics", |_| ()),
    rows: topics,
};

/// What a statement is about, as keywords.
#[derive(Serialize, JsonSchema)]
struct TopicRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The statement.
    statement: &'a LocalId,
    /// The keyword.
    topic: &'a Keyword,
}

fn topics(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for statement in &decision.statements {
            for topic in &statement.topics {
                rows.add(&TopicRow {
                    decision: &decision.id,
                    statement: &statement.id,
                    topic,
                });
            }
        }
    }
}

pub const PROVISIONS: Table = Table {
    name: "statement_provisions",
    key: &["decision", "statement", "provision"],
    references: &[
        TO_STATEMENT,
        Reference {
            columns: &["proposal", "provision"],
            table: "provisions",
            key: &["proposal", "id"],
        },
    ],
    schema: || schema::of::<ProvisionRow<'_>>("statement_provisions", |_| ()),
    rows: provisions,
};

/// The provisions that a statement is about.
#[derive(Serialize, JsonSchema)]
struct ProvisionRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The statement.
    statement: &'a LocalId,
    /// The proposal of the decision.
    proposal: &'a ProposalId,
    /// The provision of that proposal.
    provision: &'a ProvisionId,
}

fn provisions(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        // A provision is one of the decision's proposal.
        let Some(proposal) = &decision.proposal else {
            continue;
        };
        for statement in &decision.statements {
            for provision in &statement.about {
                rows.add(&ProvisionRow {
                    decision: &decision.id,
                    statement: &statement.id,
                    proposal: &proposal.id,
                    provision,
                });
            }
        }
    }
}

pub const RELATIONS: Table = Table {
    name: "statement_relations",
    key: &["decision", "statement", "place"],
    references: &[TO_STATEMENT],
    schema: || schema::of::<RelationRow<'_>>("statement_relations", |_| ()),
    rows: relations,
};

/// What a statement does to another one, or to a commitment.
#[derive(Serialize, JsonSchema)]
struct RelationRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The statement.
    statement: &'a LocalId,
    /// What it does to the other one.
    r#type: StatementRelationType,
    /// The decision of the other one.
    target_decision: DecisionId,
    /// The id of the other one within its decision: a statement or a commitment.
    target: &'a str,
    /// Where it stands in the record, as a JSON Pointer.
    place: String,
}

fn relations(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for (statement_at, statement) in decision.statements.iter().enumerate() {
            for (at, relation) in statement.relations.iter().enumerate() {
                let (target_decision, target) = relation.target.parts();
                rows.add(&RelationRow {
                    decision: &decision.id,
                    statement: &statement.id,
                    r#type: relation.r#type,
                    target_decision: target_decision.unwrap_or_else(|| decision.id.clone()),
                    target,
                    place: format!("/statements/{statement_at}/relations/{at}"),
                });
            }
        }
    }
}

pub const REPORTERS: Table = Table {
    name: "statement_reporters",
    key: &["decision", "statement", "actor"],
    references: &[TO_STATEMENT],
    schema: || schema::of::<ReporterRow<'_>>("statement_reporters", |_| ()),
    rows: reporters,
};

/// Derived: whose words a statement comes in, if they are not those of its holder.
#[derive(Serialize, JsonSchema)]
struct ReporterRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The statement.
    statement: &'a LocalId,
    /// An author of the sources that report it.
    actor: &'a ActorId,
}

fn reporters(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, derived) in export.decisions() {
        for (statement, derived) in decision.statements.iter().zip(&derived.statements) {
            for actor in &derived.reporters {
                rows.add(&ReporterRow {
                    decision: &decision.id,
                    statement: &statement.id,
                    actor,
                });
            }
        }
    }
}
