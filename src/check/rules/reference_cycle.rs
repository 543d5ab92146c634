//! Nothing leads back to itself: not in whose name an actor speaks, not the relations between decisions, not what a provision replaces,
//! and neither a statement nor a source to itself.
//!
//! Programs follow these chains to their end, and so a chain of actors has an end: after 64 at most. And of two decisions, only the newer
//! one can have amended the other. To and fro they may answer, decline, maintain or bind one another: that makes what becomes of neither
//! depend on the other.
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

use std::collections::BTreeMap;

use crate::check::{At, Context, Findings, Rule, Setting, place_in};
use crate::document::Document;
use crate::finding::Finding;
use crate::index::MAX_CHAIN;
use crate::model::{Citation, Provision, Record, RelationType};
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!(
    "reference-cycle",
    Error,
    "reference_cycle.rs",
    Record(within),
    All(among_records)
);

/// The links from each id to others, each with what tells its place.
type Links<'a, Place> = BTreeMap<&'a str, Vec<(&'a str, Place)>>;

/// In whose name actors speak, and the relations between decisions.
fn among_records(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    // What does not lead into a circle closes none.
    let open = leading_into_circles(context);
    let (mut actors, mut decisions) = (Links::new(), Links::new());
    for at in index.all().filter(|at| open[*at as usize]) {
        let name = |name: &u32| index.names.name(*name).1;
        for (to, what) in ways(context, at) {
            let links = match what {
                Way::Speaks => &mut actors,
                Way::Relates(_) => &mut decisions,
            };
            let own = links.entry(index.id(at)).or_insert_with(Vec::new);
            own.push((name(&to), (at, what)));
        }
    }
    for at in index.all() {
        let too_long = |at: u32| {
            let chain = index
                .entry(at)
                .name
                .map_or(Vec::new(), |name| index.chain(name));
            let last = chain
                .last()
                .and_then(|last| index.actor_of(*last)?.speaks_for);
            chain.len() == MAX_CHAIN && last.is_some_and(|next| !chain.contains(&next))
        };
        // Of those whose chain is too long, the last one.
        let next = |at: u32| index.read(index.actor_of(index.entry(at).name?)?.speaks_for?);
        if index.facts.actors.of(at).is_empty() || !too_long(at) || next(at).is_some_and(too_long) {
            continue;
        }
        let message =
            format!("this goes on to more than {MAX_CHAIN} actors, one in the name of the next");
        findings.report(
            &context.document(at),
            At::Value("/on_behalf_of"),
            message,
            Some("name the one who answers for it in the end".to_owned()),
        );
    }
    let circles = circles(&actors).into_iter().chain(circles(&decisions));
    let pointer = |way: Way| match way {
        Way::Speaks => "/on_behalf_of".to_owned(),
        Way::Relates(nth) => format!("/relations/{nth}/target"),
    };
    for circle in circles {
        let (at, way) = circle.closed_at;
        let finding = report(
            &context.document(at),
            &pointer(way),
            circle.message,
            findings,
        );
        let links = circle.others.into_iter();
        let links = links.map(|(at, way)| context.place(at, &pointer(way), "and by this link"));
        finding.related.extend(links);
    }
}

/// The way in which a record leads to another one.
#[derive(Clone, Copy)]
enum Way {
    /// It is an actor that speaks in the name of the other.
    Speaks,
    /// It is a decision that relates to the other, and which of its relations that is.
    Relates(usize),
}

/// The names that a record leads to, each with the way; none if another record is chosen as the one of its id.
fn ways(context: &Context<'_>, at: u32) -> impl Iterator<Item = (u32, Way)> {
    let index = context.index;
    let is_it = index.entry(at).name.and_then(|name| index.at(name)) == Some(at);
    let speaks = index.facts.actors.of(at).iter();
    let relates = index.facts.relations.of(at).iter().enumerate();
    let own = index.entry(at).name;
    let relates = relates.filter(move |(_, one)| carries(one.what) || Some(one.target) == own);
    speaks
        .filter_map(|actor| Some((actor.speaks_for?, Way::Speaks)))
        .chain(relates.map(|(nth, one)| (one.target, Way::Relates(nth))))
        .filter(move |_| is_it)
}

/// True if a relation makes what becomes of one decision depend on the other. Two decisions may answer, decline, maintain or bind one
/// another to and fro.
fn carries(relation: RelationType) -> bool {
    match relation {
        RelationType::Supersedes
        | RelationType::Amends
        | RelationType::Implements
        | RelationType::Revokes
        | RelationType::Annuls
        | RelationType::Suspends
        | RelationType::Reinstates
        | RelationType::Confirms
        | RelationType::Corrects
        | RelationType::BasedOn => true,
        RelationType::Declines
        | RelationType::ConstrainedBy
        | RelationType::Maintains
        | RelationType::RespondsTo => false,
    }
}

/// For each record whether it leads into a circle. Whatever leads only to what leads nowhere is taken away until nothing is left to
/// take; what stays leads into one.
fn leading_into_circles(context: &Context<'_>) -> Vec<bool> {
    let index = context.index;
    let mut back = Vec::new();
    for at in index.all() {
        let to = ways(context, at).filter_map(|(to, _)| index.at(to));
        back.extend(to.map(|to| (to, at)));
    }
    back.sort_unstable();
    let mut open = vec![0u32; index.facts.entries.len()];
    back.iter().for_each(|(_, from)| open[*from as usize] += 1);
    let mut closed: Vec<u32> = index.all().filter(|at| open[*at as usize] == 0).collect();
    while let Some(at) = closed.pop() {
        let first = back.partition_point(|(to, _)| *to < at);
        for (_, from) in back[first..].iter().take_while(|(to, _)| *to == at) {
            open[*from as usize] -= 1;
            if open[*from as usize] == 0 {
                closed.push(*from);
            }
        }
    }
    open.into_iter().map(|ways| ways > 0).collect()
}

/// Cycles within a record: a statement that relates to itself, provisions that replace one another, a source that cites itself.
fn within(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    match &document.record {
        Some(Record::Decision(decision)) => {
            provisions(
                document,
                decision.id.as_str(),
                &decision.provisions,
                findings,
            );
            for (at, statement) in decision.statements.iter().enumerate() {
                for (relation_at, relation) in statement.relations.iter().enumerate() {
                    let (record, id) = relation.target.parts();
                    if record.is_none_or(|record| record == decision.id.as_str())
                        && id == statement.id.as_str()
                    {
                        let pointer = format!("/statements/{at}/relations/{relation_at}/target");
                        let message = "a statement has no relation to itself";
                        findings.report(document, At::Value(&pointer), message, NO_HINT);
                    }
                }
            }
        }
        Some(Record::Proposal(proposal)) => {
            provisions(
                document,
                proposal.id.as_str(),
                &proposal.provisions,
                findings,
            );
        }
        Some(Record::Source(source)) => {
            let own = |one: &&Citation| one.source == source.id;
            for (at, citation) in source.cites.iter().enumerate().filter(|(_, one)| own(one)) {
                let message = format!("`{}` refers to itself", citation.source);
                let pointer = format!("/cites/{at}/source");
                findings.report(document, At::Value(&pointer), message, NO_HINT);
            }
        }
        Some(Record::Actor(_)) | None => {}
    }
}

/// Provisions of a record that replace one another.
fn provisions(
    document: &Document,
    own: &str,
    provisions: &[Provision],
    findings: &mut Findings<'_>,
) {
    let mut links: Links<'_, String> = BTreeMap::new();
    for (at, provision) in provisions.iter().enumerate() {
        let older = provision.replaces.as_ref().map(|older| older.parts());
        let older = older.filter(|(record, _)| record.is_none_or(|record| record == own));
        let pointer = format!("/provisions/{at}/replaces");
        let all = links.entry(provision.id.as_str()).or_default();
        all.extend(older.map(|(_, id)| (id, pointer)));
    }
    for circle in circles(&links) {
        let finding = report(document, &circle.closed_at, circle.message, findings);
        let links = circle.others.iter();
        let links = links.map(|at| place_in(document, At::Value(at), "and by this link"));
        finding.related.extend(links);
    }
}

/// A circle of links.
struct Circle<Place> {
    /// The place of the link that closes it.
    closed_at: Place,
    /// The places of the other links.
    others: Vec<Place>,
    message: String,
}

/// Each link that closes a circle, once.
fn circles<Place: Clone>(links: &Links<'_, Place>) -> Vec<Circle<Place>> {
    let mut circles = Vec::new();
    // A thing is under way while what it leads to is being followed, at its place in the path, and done once all of that has been.
    let mut states: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for &start in links.keys() {
        if states.contains_key(start) {
            continue;
        }
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        states.insert(start, Some(0));
        while let Some((id, next)) = path.last_mut() {
            let Some((target, place)) = links.get(id).and_then(|links| links.get(*next)) else {
                states.insert(*id, None);
                path.pop();
                continue;
            };
            *next += 1;
            match states.get(target) {
                Some(None) => {}
                Some(Some(start)) => {
                    let circle = &path[*start..];
                    let others = circle[..circle.len() - 1].iter().take(SHOWN);
                    let others = others.map(|(id, next)| links[id][next - 1].1.clone());
                    circles.push(Circle {
                        closed_at: place.clone(),
                        others: others.collect(),
                        message: message(circle, target),
                    });
                }
                None => {
                    states.insert(*target, Some(path.len()));
                    path.push((*target, 0));
                }
            }
        }
    }
    circles
}

/// The most links of a circle that are told: there can be thousands of circles of thousands.
const SHOWN: usize = 32;

fn message(circle: &[(&str, usize)], target: &str) -> String {
    let ids = circle.iter().take(SHOWN);
    let ids: Vec<_> = ids.map(|(id, _)| format!("`{id}`")).collect();
    let more = match circle.len() - ids.len() {
        0 => String::new(),
        more => format!(" → and {more} more"),
    };
    format!(
        "this goes in a circle: {}{more} → `{target}`",
        ids.join(" → ")
    )
}

fn report<'f>(
    document: &Document,
    pointer: &str,
    message: String,
    findings: &'f mut Findings<'_>,
) -> &'f mut Finding {
    let hint = "take out the link that is wrong, here or in another record";
    findings.report(document, At::Value(pointer), message, Some(hint.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_told_in_bounded_words() {
        let ids: Vec<String> = (0..100).map(|at| format!("{at:03}")).collect();
        // A chain through all, of which each leads back to the first as well.
        let mut links: Links<'_, usize> = BTreeMap::new();
        for at in 0..100 {
            let next = ids.get(at + 1).map(|next| (next.as_str(), at));
            let back = (ids[0].as_str(), at);
            links.insert(&ids[at], next.into_iter().chain([back]).collect());
        }
        let circles = circles(&links);
        assert_eq!(circles.len(), 100);
        for circle in &circles {
            let length = circle.closed_at + 1;
            assert_eq!(circle.others.len(), (length - 1).min(SHOWN));
            let told = circle.message.matches('`').count() / 2;
            assert_eq!(told, length.min(SHOWN) + 1, "{}", circle.message);
            let rest = format!("and {} more", length.saturating_sub(SHOWN));
            assert_eq!(
                circle.message.contains(&rest),
                length > SHOWN,
                "{}",
                circle.message
            );
        }
    }
}
