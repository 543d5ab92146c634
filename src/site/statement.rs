//! A statement as pages show it: what it says, whose words it comes in, what it rests on, and what became of it.

use std::collections::HashMap;

use crate::derive::reporters;
use crate::model::{Decision, Record, Statement, StatementRelation};

use super::markup::{Link, Links, Said};
use super::page::{Page, Proof};

/// A statement.
pub struct StatementView<'a> {
    pub id: &'a str,
    /// Its type, and the same in words.
    pub kind_code: String,
    pub kind: String,
    pub text: Said<'a>,
    pub reporters: Links<'a>,
    pub is_inferred: bool,
    /// Its reason, strength and quantity, in words.
    pub details: Vec<String>,
    /// The event that it belongs to: the way there, and its date.
    pub event: Option<(String, String)>,
    pub about: Vec<Related<'a>>,
    /// What it does to other statements, and what they do to it.
    pub relations: Vec<Related<'a>>,
    pub proofs: Vec<Proof<'a>>,
    pub outcomes: Vec<Outcome<'a>>,
}

/// What a statement does to another one, or another one to it.
pub struct Related<'a> {
    pub kind: String,
    pub href: String,
    /// The beginning of the other one, and whether there is more of it.
    pub said: Said<'a>,
    pub is_cut: bool,
}

/// What became of a concern or a condition.
pub struct Outcome<'a> {
    pub kind: String,
    pub date: String,
    pub proofs: Vec<Proof<'a>>,
}

impl<'a> StatementView<'a> {
    /// A statement of a decision.
    pub fn of(
        page: &Page<'a>,
        record: &'a Record,
        decision: &'a Decision,
        one: &'a Statement,
    ) -> StatementView<'a> {
        let details = [
            one.reason.map(|reason| page.code("reason", &reason)),
            one.strength
                .map(|strength| page.code("strength", &strength)),
            one.quantity
                .as_ref()
                .map(|quantity| page.quantity(quantity)),
        ];
        let event = one.event.as_ref().and_then(|id| {
            let mut events = decision.events.iter();
            events.find(|event| event.id == *id)
        });
        let about = one.about.iter();
        StatementView {
            id: one.id.as_str(),
            kind_code: crate::model::code(&one.r#type),
            kind: page.code("statement_type", &one.r#type),
            text: page.said(&one.text),
            reporters: page.actors(reporters(page.site.dataset, one)),
            is_inferred: one.basis == crate::model::Basis::Inferred,
            details: details.into_iter().flatten().collect(),
            event: event.map(|event| {
                let id = decision.id.as_str();
                let href = page.part("decision", id, event.id.as_str());
                (href, page.date(&event.date))
            }),
            about: about
                .map(|one| related(String::new(), page.reference(record, one.as_str())))
                .collect(),
            relations: relations(page, record, decision, one),
            proofs: page.proofs(&one.evidence),
            outcomes: one
                .outcomes
                .iter()
                .map(|outcome| Outcome {
                    kind: page.code("outcome_type", &outcome.r#type),
                    date: page.date(&outcome.date),
                    proofs: page.proofs(&outcome.evidence),
                })
                .collect(),
        }
    }

    /// True if there is more to say of it than its text.
    pub fn has_details(&self) -> bool {
        !self.reporters.0.is_empty()
            || self.is_inferred
            || !self.details.is_empty()
            || self.event.is_some()
            || !self.about.is_empty()
    }
}

/// What a statement does to others, and what others of the decision do to it, as "← supports".
fn relations<'a>(
    page: &Page<'a>,
    record: &'a Record,
    decision: &'a Decision,
    one: &'a Statement,
) -> Vec<Related<'a>> {
    let own = one.relations.iter().map(|relation| {
        let kind = page.code("statement_relation_type", &relation.r#type);
        related(kind, page.reference(record, relation.target.as_str()))
    });
    let here = format!("#{}", one.id);
    let others = decision.statements.iter().flat_map(|other| {
        let to_this = |relation: &&StatementRelation| relation.target.as_str() == here;
        let relations = other.relations.iter().filter(to_this);
        let relations: Vec<_> = relations.map(|relation| (other, relation)).collect();
        relations
    });
    let others = others.map(|(other, relation)| {
        let kind = page.code("statement_relation_type", &relation.r#type);
        let link = Link {
            href: page.part("decision", decision.id.as_str(), other.id.as_str()),
            said: page.said(&other.text),
        };
        related(format!("← {kind}"), link)
    });
    own.chain(others).collect()
}

/// The number of letters by which another statement is known.
const LETTERS: usize = 52;

fn related(kind: String, link: Link<'_>) -> Related<'_> {
    let Link { href, said } = link;
    let end = said.text.char_indices().nth(LETTERS).map(|(end, _)| end);
    // Words stay whole.
    let end = end.map(|end| said.text[..end].rfind(' ').unwrap_or(end));
    Related {
        kind,
        href,
        is_cut: end.is_some(),
        said: Said {
            text: end.map_or(said.text, |end| &said.text[..end]),
            lang: said.lang,
        },
    }
}

/// The statements of a decision by the place that they have on its page: each in exactly one.
pub struct Placed<'a> {
    /// Those that bear on an option, by the option.
    pub bearing: HashMap<&'a str, Vec<&'a Statement>>,
    /// All others.
    pub others: Vec<&'a Statement>,
}

/// Places the statements of a decision.
pub fn placed(decision: &Decision) -> Placed<'_> {
    let mut placed = Placed {
        bearing: HashMap::new(),
        others: Vec::new(),
    };
    for statement in &decision.statements {
        match &statement.bearing {
            Some(bearing) => placed
                .bearing
                .entry(bearing.option.as_str())
                .or_default()
                .push(statement),
            None => placed.others.push(statement),
        }
    }
    placed
}
