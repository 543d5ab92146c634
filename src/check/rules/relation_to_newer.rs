//! A record refers to what was there before: a relation runs from the newer decision to the older one, a decision is about a version that
//! was drawn up by then, a provision replaces an earlier one, and a source cites no later one.
//!
//! So nothing old is edited because something new happened; what later decisions did to an older one is computed. The older
//! one had begun, by its first event, when the last event of the newer one happened. A page of a web site can have been written on since
//! its date, so it may cite what is later.
//!
//! ## Bad
//!
//! Decision `base-xx-2025-0002` was announced on 2 June. A decision of 1 June says:
//!
//! ```json
//! "events": [{ "id": "taken", "type": "taken", "date": "2025-06-01", "evidence": ["…"] }],
//! "relations": [{ "type": "constrained_by", "target": "base-xx-2025-0002", "evidence": ["…"] }]
//! ```
//!
//! ## Good
//!
//! A decision of 1 September says it:
//!
//! ```json
//! "events": [{ "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] }],
//! "relations": [{ "type": "constrained_by", "target": "base-xx-2025-0002", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Take the relation out here, and say in the newer decision what it does to this one; name the version, provision or source that was
//! there by then. If the dates are wrong, mend them.

use std::collections::HashMap;

use jiff::civil;

use crate::check::{At, Findings, Rule, Subject, place_in};
use crate::index::Index;
use crate::model::{EventType, SourceForm};

pub const RULE: Rule = rule!(
    "relation-to-newer",
    Error,
    "relation_to_newer.rs",
    Each(relations),
    Each(effects),
    Each(versions),
    Each(replaced),
    Each(citations)
);

/// The first and the last days of the events of a record.
fn days(index: &Index, at: u32) -> impl Iterator<Item = (civil::Date, civil::Date)> {
    let events = index.facts.events.of(at).iter();
    events.filter_map(|event| event.days)
}

/// Relations to decisions, and provisions in the place of those of decisions.
fn relations(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    // The last event of this decision was over before the first of the other one began.
    let Some(over) = days(index, subject.at).map(|(_, last)| last).max() else {
        return;
    };
    let relations = (0..).zip(index.facts.relations.of(subject.at));
    let relations = relations.map(|(nth, one)| ("relations", nth, "target", one.target));
    let provisions = (0..).zip(index.facts.provisions.of(subject.at));
    let replaced =
        provisions.filter_map(|(nth, one)| Some(("provisions", nth, "replaces", one.replaces?.0)));
    for (list, nth, field, older) in relations.chain(replaced) {
        let nth: u32 = nth;
        let Some(older) = index.read(older) else {
            continue;
        };
        let begins = days(index, older).map(|(first, _)| first).min();
        if begins.is_some_and(|begins| over < begins) {
            let message = format!("`{}` is newer than this decision", index.id(older));
            let hint = format!(
                "put the {} into the newer decision",
                &list[..list.len() - 1]
            );
            let pointer = format!("/{list}/{nth}/{field}");
            let at = At::Value(&pointer);
            let finding = findings.report(subject.document(), at, message, Some(hint));
            let newer = subject.context.id_of(older, "this is newer");
            finding.related.push(newer);
        }
    }
}

/// Relations that work from a day on which there was nothing yet to work on.
fn effects(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    for (nth, relation) in index.facts.relations.of(subject.at).iter().enumerate() {
        let older = index.read(relation.target);
        let Some((effective, older)) = relation.effective.zip(older) else {
            continue;
        };
        // Either may reach back before it was taken.
        let events = index.facts.events.of(older).iter();
        let counting = events.filter_map(|event| event.counts_from);
        let holding = index.facts.provisions.of(older).iter();
        let holding = holding.filter_map(|provision| provision.effective);
        let first = days(index, older).map(|(first, _)| first);
        let begins = first.chain(counting).chain(holding).min();
        if begins.is_some_and(|begins| effective < begins) {
            let message = format!("there was no `{}` on that day", index.id(older));
            let hint = Some("mend the day, or the target".to_owned());
            let pointer = format!("/relations/{nth}/effective");
            let finding = findings.report(subject.document(), At::Value(&pointer), message, hint);
            let label = "this begins later";
            let events = subject.context.place(older, "/events/0/date", label);
            finding.related.push(events);
        }
    }
}

/// Decisions about versions that were drawn up later.
fn versions(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let Some(fact) = index.decision(subject.at) else {
        return;
    };
    let Some(proposal) = fact.proposal.and_then(|name| index.read(name)) else {
        return;
    };
    let events = index.facts.events.of(subject.at);
    let named = events.iter().enumerate().filter_map(|(nth, event)| {
        let over = event.days?.1;
        Some((format!("/events/{nth}/version"), event.version?, over))
    });
    // That of the decision lay before the decider when it was taken, unless that event names its own; or else by its last event.
    let taken = || events.iter().filter(|event| event.what == EventType::Taken);
    let decisive = taken().filter(|event| event.version.is_none());
    let over = match taken().next() {
        Some(_) => decisive.filter_map(|event| Some(event.days?.1)).max(),
        None => days(index, subject.at).map(|(_, last)| last).max(),
    };
    let own = fact.version.zip(over);
    let own = own.map(|(version, over)| ("/proposal/version".to_owned(), version, over));
    for (pointer, version, over) in named.chain(own) {
        let mut all = index.facts.versions.of(proposal).iter();
        let later = all
            .position(|one| one.name == version && one.days.is_some_and(|(first, _)| over < first));
        if let Some(nth) = later {
            let message = "this version was drawn up later";
            let hint = Some("name the version that lay there, or mend a date".to_owned());
            let finding = findings.report(subject.document(), At::Value(&pointer), message, hint);
            let place = format!("/versions/{nth}/date");
            let date = subject.context.place(proposal, &place, "its date");
            finding.related.push(date);
        }
    }
}

/// Provisions of a proposal in the place of those of a later version of it.
fn replaced(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let versions = index.facts.versions.of(subject.at);
    let provisions = index.facts.provisions.of(subject.at);
    if versions.is_empty() || provisions.iter().all(|one| one.replaces.is_none()) {
        return;
    }
    let order: HashMap<u32, usize> = versions.iter().map(|one| one.name).zip(0..).collect();
    let parts: HashMap<u32, usize> = provisions.iter().map(|one| one.name).zip(0..).collect();
    let own = index.entry(subject.at).name;
    let version = |nth: usize| order.get(&provisions[nth].version?);
    for (nth, provision) in provisions.iter().enumerate() {
        let older = provision.replaces.filter(|(record, part)| {
            // What replaces itself is a circle.
            Some(*record) == own && *part != provision.name
        });
        let Some(older) = older.and_then(|(_, part)| parts.get(&part)) else {
            continue;
        };
        if version(nth)
            .zip(version(*older))
            .is_some_and(|(own, of)| own < of)
        {
            let message = "what this replaces is of a later version";
            let hint = Some("let the later one replace this, or mend a version".to_owned());
            let pointer = format!("/provisions/{nth}/replaces");
            let at = At::Value(&pointer);
            let finding = findings.report(subject.document(), at, message, hint);
            let pointer = format!("/provisions/{older}/version");
            let label = "the version of what it replaces";
            finding
                .related
                .push(place_in(subject.document(), At::Value(&pointer), label));
        }
    }
}

/// Sources that cite later ones.
fn citations(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let latest = index.source(subject.at).and_then(|source| source.latest);
    let later = |name: u32| {
        let cited = index.read(name)?;
        let earliest = index.source(cited)?.earliest?;
        latest
            .is_some_and(|latest| latest < earliest)
            .then_some(cited)
    };
    let cites = index.facts.cites.of(subject.at).iter().enumerate();
    for (nth, newer) in cites.filter_map(|(nth, name)| Some((nth, later(*name)?))) {
        let source = subject.document().source();
        if source.is_some_and(|source| source.form == SourceForm::WebPage) {
            return;
        }
        let message = format!("`{}` is newer than this source", index.id(newer));
        let hint = Some("name the source that it refers to, or mend a date".to_owned());
        let pointer = format!("/cites/{nth}/source");
        let finding = findings.report(subject.document(), At::Value(&pointer), message, hint);
        let date = subject.context.place(newer, "/date", "this is newer");
        finding.related.push(date);
    }
}
