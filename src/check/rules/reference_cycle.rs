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

use crate::check::{At, Context, Findings, Rule, Screen, Screening};
use crate::dataset::Document;
use crate::finding::Level;
use crate::gist::Gist;
use crate::gist::vocabulary::key;
use crate::model::Record;
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    name: "reference-cycle",
    level: Level::Error,
    source: include_str!("reference_cycle.rs"),
    screen: Screen::Both(is_straight, leads_into_none),
    check,
};

fn is_straight(gist: &Gist<'_>) -> bool {
    let facts = gist.facts;
    let own_id = gist.text(facts.id);
    let of_itself = facts.targets.iter().any(|target| {
        // The statement that a relation stands in is the last one that begins before it.
        let next = facts.statements.partition_point(|one| one.at < *target);
        let statement = next
            .checked_sub(1)
            .map(|at| gist.text(facts.statements[at].id));
        let target = gist.text(*target);
        let local = target
            .strip_prefix(own_id)
            .unwrap_or(target)
            .strip_prefix('#');
        local.is_some() && local == statement
    });
    // A provision that replaces one before it in the list closes no circle.
    let mut before = Vec::new();
    let replaces_older = gist.outline.list(0, key::PROVISIONS).all(|provision| {
        let member = |name| gist.member(provision as u32, name).map(|at| gist.text(at));
        let is_known = member(key::REPLACES).is_none_or(|older| before.contains(&older));
        before.extend(member(key::ID));
        is_known && before.len() <= 512
    });
    let cites_itself = gist.outline.list(0, key::CITES).any(|citation| {
        let source = gist.member(citation as u32, key::SOURCE);
        source.is_some_and(|source| gist.text(source) == own_id)
    });
    !of_itself && replaces_older && !cites_itself
}

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
                for (at, statement) in decision.statements.iter().enumerate() {
                    for (relation_at, relation) in statement.relations.iter().enumerate() {
                        let (record, id) = relation.target.parts();
                        if record.is_none_or(|record| record == decision.id)
                            && id == statement.id.as_str()
                        {
                            let pointer =
                                format!("/statements/{at}/relations/{relation_at}/target");
                            let message = "a statement has no relation to itself";
                            findings.report(document, At::Value(&pointer), message, None);
                        }
                    }
                }
                let relations = decision.relations.iter().enumerate();
                let links = relations.map(|(at, one)| {
                    (
                        one.target.as_str(),
                        document,
                        format!("/relations/{at}/target"),
                    )
                });
                decisions.insert(decision.id.as_str(), links.collect());
            }
            Record::Proposal(proposal) => {
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
            Record::Source(source) => {
                for (at, citation) in source
                    .cites
                    .iter()
                    .enumerate()
                    .filter(|(_, one)| one.source == source.id)
                {
                    let pointer = format!("/cites/{at}/source");
                    findings.report(
                        document,
                        At::Value(&pointer),
                        format!("`{}` refers to itself", citation.source),
                        None,
                    );
                }
            }
        }
    }
    report_circles(&actors, findings);
    report_circles(&decisions, findings);
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
