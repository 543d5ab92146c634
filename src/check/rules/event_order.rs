//! Events, versions, consents and outcomes stand in the order in which they happened, a commitment begins with the promise, and nothing
//! is due or ends before what names the date, or before it begins.
//!
//! A reader takes the list for the story. Two dates that may fall together, as `2025-09` and `2025-09-01`, stand in either order.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] },
//!   { "id": "proposed", "type": "proposed", "date": "2025-08-25", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "proposed", "type": "proposed", "date": "2025-08-25", "due": "2025-09-01", "evidence": ["…"] },
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Put the oldest first, or mend the date that is wrong: what cannot come first has the wrong one. Begin a commitment with its one event
//! `made`.

use super::event_out_of_turn::cannot_precede;
use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{
    Bounds, Commitment, CommitmentEventType, Date, Decision, Event, Proposal, Provision, Record,
};

pub const RULE: Rule = rule!("event-order", Error, "event_order.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    let mut order = Order { document, findings };
    match record {
        Record::Decision(decision) => of_decision(decision, &mut order),
        Record::Proposal(proposal) => of_proposal(proposal, &mut order),
        Record::Actor(actor) => {
            for (at, term) in actor.terms.iter().enumerate() {
                let ended = term.ended.as_ref().map(|end| &end.date);
                let pointer = format!("/terms/{at}/ended/date");
                order.not_before(&pointer, ended, term.start.as_ref());
            }
        }
        Record::Source(_) => {}
    }
    for (at, commitment) in record.commitments().iter().enumerate() {
        of_commitment(&format!("/commitments/{at}"), commitment, &mut order);
    }
}

fn of_decision(decision: &Decision, order: &mut Order<'_, '_>) {
    let events = &decision.events;
    let dates = events.iter().map(|event| &event.date);
    order.in_order("/events", dates.collect(), |older, newer| {
        cannot_precede(&events[older], &events[newer])
    });
    for (at, participant) in decision.participants.iter().enumerate() {
        let consents = participant.consents.iter().map(|one| &one.date);
        let pointer = format!("/participants/{at}/consents");
        order.in_order(&pointer, consents.collect(), |_, _| false);
    }
    for (at, statement) in decision.statements.iter().enumerate() {
        let outcomes = statement.outcomes.iter().map(|one| &one.date);
        let pointer = format!("/statements/{at}/outcomes");
        order.in_order(&pointer, outcomes.collect(), |_, _| false);
    }
    for (at, event) in events.iter().enumerate() {
        let began = event.effective.as_ref().unwrap_or(&event.date);
        let pointer = |field| format!("/events/{at}/{field}");
        order.not_before(&pointer("due"), event.due.as_ref(), Some(&event.date));
        order.not_before(&pointer("until"), event.until.as_ref(), Some(began));
    }
    let first = events.iter().map(Event::counting_date);
    let first = first.filter(|date| date.bounds().is_some());
    let first = first.min_by_key(|date| date.bounds().map(|days| days.first));
    for (at, relation) in decision.relations.iter().enumerate() {
        let pointer = format!("/relations/{at}/until");
        let began = relation.effective.as_ref().or(first);
        order.not_before(&pointer, relation.until.as_ref(), began);
    }
    for (at, provision) in decision.provisions.iter().enumerate() {
        order.of_provision(at, provision, first);
    }
}

fn of_proposal(proposal: &Proposal, order: &mut Order<'_, '_>) {
    let dates = proposal.versions.iter().map(|version| &version.date);
    order.in_order("/versions", dates.collect(), |_, _| false);
    for (at, provision) in proposal.provisions.iter().enumerate() {
        let mut versions = proposal.versions.iter();
        let version = versions.find(|one| Some(&one.id) == provision.version.as_ref());
        order.of_provision(at, provision, version.map(|version| &version.date));
    }
}

fn of_commitment(pointer: &str, commitment: &Commitment, order: &mut Order<'_, '_>) {
    let events = &commitment.events;
    let dates = events.iter().map(|event| &event.date);
    // What was kept was promised before.
    order.in_order(&format!("{pointer}/events"), dates.collect(), |_, newer| {
        events[newer].r#type == CommitmentEventType::Made
    });
    for (at, event) in events.iter().enumerate() {
        if (event.r#type == CommitmentEventType::Made) != (at == 0) {
            let message = "a commitment begins with the promise, made once";
            let hint = "put the event `made` first, and leave out every other";
            order.tell(&format!("{pointer}/events/{at}/type"), message, hint);
        }
    }
    let made = events.first().map(|made| &made.date);
    order.not_before(&format!("{pointer}/due"), commitment.due.as_ref(), made);
}

/// Reports the dates of a document that are out of order.
struct Order<'a, 'b> {
    document: &'a Document,
    findings: &'a mut Findings<'b>,
}

impl Order<'_, '_> {
    fn tell(&mut self, pointer: &str, message: impl Into<String>, hint: &str) {
        let at = At::Value(pointer);
        self.findings
            .report(self.document, at, message, Some(hint.to_owned()));
    }

    /// Reports each date that was over before one that stands earlier in the list began. `cannot_precede` says of two places whether what
    /// stands at the first cannot come before what stands at the second, so that another order would be as wrong.
    fn in_order(
        &mut self,
        pointer: &str,
        dates: Vec<&Date>,
        cannot_precede: impl Fn(usize, usize) -> bool,
    ) {
        let mut latest: Option<(Bounds, usize)> = None;
        for (at, date) in dates.iter().enumerate() {
            let Some(bounds) = date.bounds() else {
                continue;
            };
            match latest {
                Some((earlier, nth)) if bounds.last < earlier.first => {
                    let message = format!("{date} stands after {}, and was before it", dates[nth]);
                    let hint = match cannot_precede(at, nth) {
                        true => "mend one of the two dates: this cannot have come first",
                        false => "put the oldest first, or mend the date that is wrong",
                    };
                    self.tell(&format!("{pointer}/{at}/date"), message, hint);
                }
                Some((earlier, _)) if bounds.first <= earlier.first => {}
                _ => latest = Some((bounds, at)),
            }
        }
    }

    /// A provision ends, and what it obliges to is due, not before it holds: from a day of its own, or from the first one of what
    /// provides it.
    fn of_provision(&mut self, at: usize, provision: &Provision, first: Option<&Date>) {
        let began = provision.effective.as_ref().or(first);
        for (field, date) in [("due", &provision.due), ("until", &provision.until)] {
            let pointer = format!("/provisions/{at}/{field}");
            self.not_before(&pointer, date.as_ref(), began);
        }
    }

    /// Reports a date that is over before what names it began.
    fn not_before(&mut self, pointer: &str, due: Option<&Date>, began: Option<&Date>) {
        let (Some(due), Some(began)) = (due, began) else {
            return;
        };
        if let (Some(due_days), Some(days)) = (due.bounds(), began.bounds())
            && due_days.last < days.first
        {
            let message = format!("{due} is before {began}, the date of what names it");
            self.tell(pointer, message, "mend one of the two dates");
        }
    }
}
