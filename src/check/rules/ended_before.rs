//! What a decision revokes, suspends or supersedes had not ended before.
//!
//! Nothing is left of it to end. Mostly the target is a decision too old: what the earlier one put in its place is meant. What was put into effect
//! again by `reinstates` can end again, and a court can annul what has ended.
//!
//! ## Bad
//!
//! Another decision superseded it from 1 July:
//!
//! ```json
//! "relations": [{ "type": "revokes", "target": "base-xx-2025-0004", "effective": "2025-09-01", "evidence": ["…"] }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "relations": [{ "type": "revokes", "target": "base-xx-2025-0003", "effective": "2025-09-01", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Mend the target, the type or a date. If it held again in between, record the decision that reinstated it. If the source says so all the
//! same, let the warning stand.

use std::collections::HashMap;

use jiff::civil;

use crate::check::{At, Context, Findings, Rule};
use crate::derive::status::{RelationEffect, effect_on_older};
use crate::index::{EventFact, Index};
use crate::model::{EventType, RelationType};

pub const RULE: Rule = rule!("ended-before", Warning, "ended_before.rs", All(check));

/// An end of a decision: its day, and the later decision that brought it, if one did.
type End = (civil::Date, Option<u32>);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    // The ends of each older decision, found once: thousands may be about the same.
    let mut ends: HashMap<u32, Vec<End>> = HashMap::new();
    for at in index.all() {
        for (nth, relation) in index.facts.relations.of(at).iter().enumerate() {
            let acts = matches!(
                relation.what,
                RelationType::Revokes | RelationType::Suspends | RelationType::Supersedes
            );
            let older = index.read(relation.target).filter(|_| acts);
            let Some(older) = older else { continue };
            let Some(day) = day_of(index, at, nth, older) else {
                continue;
            };
            let ends = ends
                .entry(older)
                .or_insert_with(|| ends_of(index, older, relation.target));
            // Who comes after what lapsed by itself may well say that he takes its place.
            let counts = |(_, by): &&End| {
                *by != Some(at) && (by.is_some() || relation.what != RelationType::Supersedes)
            };
            let first = ends.iter().find(counts);
            let Some((ended, by)) = first.filter(|(ended, _)| *ended < day) else {
                continue;
            };
            let message = format!("`{}` had ended on {ended}, before this", index.id(older));
            let hint = "mend the target, the type or a date";
            let pointer = format!("/relations/{nth}/target");
            let (document, place) = (context.document(at), At::Value(&pointer));
            let finding = findings.report(&document, place, message, Some(hint.to_owned()));
            let ended = context.id_of(older, "this had ended");
            let ender = by.map(|by| context.id_of(by, "this ended it"));
            finding
                .related
                .extend([Some(ended), ender].into_iter().flatten());
        }
    }
}

/// The day from which one of the relations of a decision works on the whole of the older one, if that is told. An announcement is enough to
/// take the place of another one.
fn day_of(index: &Index, decision: u32, nth: usize, older: u32) -> Option<civil::Date> {
    let relation = &index.facts.relations.of(decision)[nth];
    let is_whole = index.touched(decision, relation.parts).is_empty();
    let decides =
        |event: &&EventFact| matches!(event.what, EventType::Taken | EventType::Published);
    let was_decided = index.facts.events.of(older).iter().any(|one| decides(&one));
    let works = || {
        let mut events = index.facts.events.of(decision).iter();
        let works =
            events.find(|one| decides(one) || !was_decided && one.what == EventType::Announced);
        works?.counts_from
    };
    relation.effective.or_else(works).filter(|_| is_whole)
}

/// The ends of a decision, by its place and its name, the first one first; none if it was put into effect again.
fn ends_of(index: &Index, decision: u32, name: u32) -> Vec<End> {
    let mut ends = Vec::new();
    for event in index.facts.events.of(decision) {
        let ends_it = matches!(
            event.what,
            EventType::Lapsed | EventType::Annulled | EventType::Withdrawn
        );
        let is_whole = index.touched(decision, event.parts).is_empty();
        let day = event.counts_from.filter(|_| ends_it && is_whole);
        ends.extend(day.map(|day| (day, None)));
    }
    for (newer, nth) in index.relations_to(name) {
        let relation = &index.facts.relations.of(newer)[nth as usize];
        match effect_on_older(relation.what) {
            Some(RelationEffect::Restores) => return Vec::new(),
            Some(RelationEffect::Ends(_)) if stands(index, newer) => {
                let day = day_of(index, newer, nth as usize, decision);
                ends.extend(day.map(|day| (day, Some(newer))));
            }
            _ => {}
        }
    }
    ends.sort_by_key(|(day, by)| (*day, by.map(|by| index.order(by))));
    ends
}

/// True if nothing undid a decision, so that what it ended stays ended.
fn stands(index: &Index, decision: u32) -> bool {
    let entry = index.entry(decision);
    let annuls = |(newer, nth): (u32, u32)| {
        index.facts.relations.of(newer)[nth as usize].what == RelationType::Annuls
    };
    let mut later = entry
        .name
        .into_iter()
        .flat_map(|name| index.relations_to(name));
    let mut own = index.facts.events.of(decision).iter();
    !entry.is_withdrawn
        && !later.any(annuls)
        && !own.any(|event| matches!(event.what, EventType::Annulled | EventType::Withdrawn))
}
