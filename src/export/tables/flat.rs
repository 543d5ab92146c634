//! Statements with their evidence in one table, for those who do not want to join: what somebody argued, and in which words.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Table;
use crate::export::Export;
use crate::export::derived::Day;
use crate::model::{
    ActorId, Confidence, DecisionId, Direction, LocalId, LocalizedText, OptionId, Outcome,
    ProposalId, Reason, SourceId, StatementType, Strength, Text,
};
use crate::schema;

/// None of the tables that refer to each other: what it says stands there.
pub const FLAT_STATEMENTS: Table = Table {
    name: "statements",
    key: &["decision", "statement", "place"],
    references: &[],
    schema: || schema::of::<FlatRow<'_>>("statements", |_| ()),
    rows,
};

/// One piece of evidence of one statement: a statement with two quotes has two rows.
#[derive(Serialize, JsonSchema)]
struct FlatRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The headline of the decision.
    decision_title: &'a LocalizedText,
    /// The draft text that the decision is about. Empty where it is about none.
    proposal: Option<&'a ProposalId>,
    /// The id of the statement within the decision.
    statement: &'a LocalId,
    /// What sort of proposition it is.
    r#type: StatementType,
    /// Whose proposition it is: not who reports it, but who holds it.
    holder: &'a ActorId,
    /// Derived: whether it comes in the words of others than its holder.
    reported: bool,
    /// The option that it speaks for or against. Empty where the source does not tie the point to an option.
    option: Option<&'a OptionId>,
    /// Whether that option was chosen. Empty where there is none.
    option_chosen: Option<bool>,
    /// Which way it bears on that option.
    direction: Option<Direction>,
    /// What sort of reason it is. Empty unless it is a ground.
    reason: Option<Reason>,
    /// How firm a condition is. Empty for other types, and where the source does not say.
    strength: Option<Strength>,
    /// Whether a concern was removed. Empty for other types, and where the source does not say.
    outcome: Option<Outcome>,
    /// The proposition, as a fair paraphrase.
    text: &'a LocalizedText,
    /// The source.
    source: &'a SourceId,
    /// The words, exactly as they stand in the source. Empty where its text is not in the dataset.
    quote: Option<&'a Text>,
    /// Where in the source it is said. Empty where there is a quote.
    locator: Option<&'a Text>,
    /// How sure the claim is. Empty where there is a quote.
    confidence: Option<Confidence>,
    /// Derived: the day by which the statement was public. Empty where only withheld or unpublished sources show it.
    known_by: Option<Day>,
    /// Derived: the address that opens the page of the source at the words. Empty where the source has none or its text is not here.
    link: Option<&'a str>,
    /// Where the evidence stands in the record, as a JSON Pointer.
    place: String,
}

fn rows(export: &Export<'_>, rows: &mut super::Rows<'_>) {
    let mut links = HashMap::new();
    for exported in &export.records {
        for anchor in &exported.derived.quotes {
            let place = (exported.record.id(), anchor.pointer);
            links.extend(anchor.link.as_deref().map(|link| (place, link)));
        }
    }
    for (decision, derived) in export.decisions() {
        let statements = decision.statements.iter().zip(&derived.statements);
        for (at, (statement, derived)) in statements.enumerate() {
            let option = statement.bearing.as_ref().map(|bearing| &bearing.option);
            for (evidence_at, evidence) in statement.evidence.iter().enumerate() {
                let place = format!("/statements/{at}/evidence/{evidence_at}");
                let quote = format!("{place}/quote");
                rows.add(&FlatRow {
                    decision: &decision.id,
                    decision_title: &decision.title,
                    proposal: decision.proposal.as_ref().map(|proposal| &proposal.id),
                    statement: &statement.id,
                    r#type: statement.r#type,
                    holder: &statement.holder,
                    reported: derived.reported,
                    option,
                    option_chosen: option.map(|option| *option == decision.choice),
                    direction: statement.bearing.as_ref().map(|bearing| bearing.direction),
                    reason: statement.reason,
                    strength: statement.strength,
                    outcome: statement.outcome,
                    text: &statement.text,
                    source: &evidence.source,
                    quote: evidence.quote.as_ref(),
                    locator: evidence.locator.as_ref(),
                    confidence: evidence.confidence,
                    known_by: derived.known_by,
                    link: links.get(&(decision.id.as_str(), &*quote)).copied(),
                    place,
                });
            }
        }
    }
}
