//! Nothing leads back to itself: not in whose name an actor speaks, not the relations between decisions, not what a provision
//! replaces, and neither a statement nor a source to itself.
//!
//! Programs follow these chains to their end. And of two decisions, only the newer one can have amended the other.
//!
//! ## Bad
//!
//! In `base-xx-2025-0003`:
//!
//! ```json
//! "relations": [{ "type": "amends", "target": "base-xx-2025-0004", "evidence": ["…"] }]
//! ```
//!
//! In `base-xx-2025-0004`:
//!
//! ```json
//! "relations": [{ "type": "amends", "target": "base-xx-2025-0003", "evidence": ["…"] }]
//! ```
//!
//! ## Good
//!
//! In `base-xx-2025-0004` only:
//!
//! ```json
//! "relations": [{ "type": "amends", "target": "base-xx-2025-0003", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Take out the link that is wrong. The message names every record of the circle, and it can be in any of them.

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening, Setting};
use crate::dataset::Document;
use crate::finding::Level;
use crate::model::{Citation, Record};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    name: "reference-cycle",
    level: Level::Error,
    source: include_str!("reference_cycle.rs"),
    check: Check::Both(check_record, Screen::Links(leads_into_none), check),
};

fn leads_into_none(screening: &Screening<'_>, card: u32) -> bool {
    !screening.links.whole.leads_into_circle[card as usize]
}

/// What leads to what, and where each thing stands.
type Links<'a> = BTreeMap<&'a str, Vec<(&'a str, &'a Document, String)>>;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut actors = Links::new();
    let mut decisions = Links::new();
    for (document, record) in context.dataset.records() {
        match record {
            Record::Actor(actor) => {
                let links = actor
                    .on_behalf_of
                    .iter()
                    .map(|next| (next.as_str(), document, "/on_behalf_of".to_owned()));
                actors.insert(actor.id.as_str(), links.collect());
            }
            Record::Decision(decision) => {
                let relations = decision.relations.iter().enumerate();
                let links = relations.map(|(at, one)| {
                    let pointer = format!("/relations/{at}/target");
                    (one.target.as_str(), document, pointer)
                });
                decisions.insert(decision.id.as_str(), links.collect());
            }
            Record::Proposal(_) | Record::Source(_) => {}
        }
    }
    report_circles(&actors, findings);
    report_circles(&decisions, findings);
}

/// What a record says of itself: a statement that relates to itself, provisions that replace one another, a source that cites itself.
fn check_record(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    match &document.record {
        Some(Record::Decision(decision)) => {
            for (at, statement) in decision.statements.iter().enumerate() {
                for (relation_at, relation) in statement.relations.iter().enumerate() {
                    let (record, id) = relation.target.parts();
                    if record.is_none_or(|record| record == decision.id)
                        && id == statement.id.as_str()
                    {
                        let pointer = format!("/statements/{at}/relations/{relation_at}/target");
                        let message = "a statement has no relation to itself";
                        findings.report(document, At::Value(&pointer), message, None);
                    }
                }
            }
        }
        Some(Record::Proposal(proposal)) => {
            let mut provisions = Links::new();
            for (at, provision) in proposal.provisions.iter().enumerate() {
                let pointer = format!("/provisions/{at}/replaces");
                let links = provision
                    .replaces
                    .iter()
                    .map(|older| (older.as_str(), document, pointer.clone()));
                provisions.insert(provision.id.as_str(), links.collect());
            }
            report_circles(&provisions, findings);
        }
        Some(Record::Source(source)) => {
            let own = |one: &&Citation| one.source == source.id;
            for (at, citation) in source.cites.iter().enumerate().filter(|(_, one)| own(one)) {
                let message = format!("`{}` refers to itself", citation.source);
                let pointer = format!("/cites/{at}/source");
                findings.report(document, At::Value(&pointer), message, None);
            }
        }
        Some(Record::Actor(_)) | None => {}
    }
}

/// Reports each link that closes a circle, once.
fn report_circles(links: &Links<'_>, findings: &mut Findings<'_>) {
    // A thing is under way while what it leads to is being followed, and done once all of that has been.
    let mut done: BTreeMap<&str, bool> = BTreeMap::new();
    for &start in links.keys() {
        if done.contains_key(start) {
            continue;
        }
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        done.insert(start, false);
        while let Some((id, next)) = path.last_mut() {
            let Some((target, document, pointer)) =
                links.get(id).and_then(|links| links.get(*next))
            else {
                done.insert(*id, true);
                path.pop();
                continue;
            };
            *next += 1;
            match done.get(target) {
                Some(true) => {}
                Some(false) => {
                    let start = path
                        .iter()
                        .position(|(id, _)| id == target)
                        .unwrap_or_default();
                    let circle: Vec<_> = path[start..]
                        .iter()
                        .map(|(id, _)| format!("`{id}`"))
                        .collect();
                    let message =
                        format!("this goes in a circle: {} → `{target}`", circle.join(" → "));
                    let hint = Some(
                        "take out the link that is wrong, here or in another record".to_owned(),
                    );
                    findings.report(document, At::Value(pointer), message, hint);
                }
                None => {
                    done.insert(*target, false);
                    path.push((*target, 0));
                }
            }
        }
    }
}
