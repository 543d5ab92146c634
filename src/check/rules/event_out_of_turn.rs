//! What happened to a decision as a whole follows from what came before: nothing is in force or carried out before it is taken, it is taken
//! once, and what was withdrawn, annulled or has lapsed does not go on.
//!
//! The status follows from the events, and would be told wrongly. A legal effect that reaches back is no exception: the event happened on
//! its `date`, and works from its `effective`. What ended and was put into effect again by a later decision, which `reinstates` it, may go
//! on; and so may what happens to a part, before a court, or in print. An objection ends a procedure of silence, so what is
//! taken next was not taken by silence.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "in-force", "type": "entered_into_force", "date": "2025-08-01", "evidence": ["…"] },
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] },
//!   { "id": "in-force", "type": "entered_into_force", "date": "2025-09-15", "effective": "2025-08-01", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look the dates up in the sources, and mend the one that is wrong, or the type of the event. What was done first and decided on
//! afterwards is two decisions, of which the later `confirms` the earlier; so is what was laid before others once more.

use std::collections::HashMap;

use jiff::civil;

use crate::check::{At, Findings, Rule, Subject, line_of};
use crate::model::{ActorId, Event, EventType, Procedure, RelationType, code};

pub const RULE: Rule = rule!(
    "event-out-of-turn",
    Error,
    "event_out_of_turn.rs",
    Each(check)
);

/// True if, of two events, the first cannot be the earlier one.
pub(super) fn cannot_precede(first: &Event, then: &Event) -> bool {
    let is_whole = first.parts.is_empty() && then.parts.is_empty();
    is_whole
        && (needs_the_other(first.r#type, then.r#type)
            || ends(first.r#type, then.r#type)
            || is_taken_again(first, then))
}

/// True if an event can only follow another one.
fn needs_the_other(first: EventType, then: EventType) -> bool {
    matches!(first, EventType::EnteredIntoForce | EventType::Executed) && then == EventType::Taken
}

/// True if an event ends a decision in such a way that another one cannot happen to it afterwards.
fn ends(first: EventType, then: EventType) -> bool {
    let ends = matches!(
        first,
        EventType::Withdrawn | EventType::Lapsed | EventType::Annulled
    );
    ends && match then {
        EventType::Proposed
        | EventType::Announced
        | EventType::Reaffirmed
        | EventType::Postponed
        | EventType::ApprovedInPrinciple
        | EventType::Taken
        | EventType::EnteredIntoForce
        | EventType::ProvisionallyApplied
        | EventType::Suspended
        | EventType::Resumed
        | EventType::Objected => true,
        // What was owed within the term may be done after it.
        EventType::Executed => first != EventType::Lapsed,
        EventType::Published
        | EventType::NotExecuted
        | EventType::Challenged
        | EventType::Upheld
        | EventType::Lapsed
        | EventType::Annulled
        | EventType::Withdrawn => false,
    }
}

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let events = subject.index().facts.events.of(subject.at);
    let has_ended = events
        .iter()
        .any(|event| ends(event.what, EventType::Taken));
    let is_taken = events.iter().any(|event| event.what == EventType::Taken);
    // A single event is out of no order.
    if events.len() < 2 || !(has_ended || is_taken) {
        return;
    }
    let Some(decision) = subject.decision() else {
        return;
    };
    let is_reinstated = has_ended && is_reinstated(subject);
    let mut before = Earlier::default();
    for (at, event) in decision.events.iter().enumerate() {
        let earlier = before.first(event, is_reinstated);
        before.add(at, event);
        let last = at.checked_sub(1).map(|last| &decision.events[last]);
        let mut tell = |field, message, hint: &str| {
            let pointer = format!("/events/{at}/{field}");
            let at = At::Value(&pointer);
            findings.report(subject.document(), at, message, Some(hint.to_owned()));
        };
        if let Some(nth) = earlier {
            let earlier = &decision.events[nth];
            let line = line_of(subject.document(), &format!("/events/{nth}"));
            let message = format!(
                "`{}` on {}, and `{}` on {} before it, on line {line}",
                code(&event.r#type),
                event.date,
                code(&earlier.r#type),
                earlier.date
            );
            tell("date", message, hint(earlier.r#type));
        } else if last.is_some_and(|last| is_silent_after_objection(last, event)) {
            let message = "somebody objected, so this was not taken by silence";
            let hint = "mend `procedure`, or record what came between";
            tell("procedure", message.to_owned(), hint);
        }
    }
}

/// What to do about an event that came after one of a type that it cannot follow.
fn hint(earlier: EventType) -> &'static str {
    match earlier {
        EventType::EnteredIntoForce => {
            "mend one of the two dates; an effect that reaches back is `effective` on the event"
        }
        EventType::Executed => {
            "mend one of the two dates; what confirmed it afterwards is a decision of its own"
        }
        EventType::Taken => {
            "mend the type of one of the two; a new choice is a decision of its own"
        }
        _ => {
            "mend a date or a type; what was taken up again is a decision of its own, or one that `reinstates` it"
        }
    }
}

/// True if a decision that was taken is taken once more, by the same actor in the same meeting as far as the record says.
fn is_taken_again(earlier: &Event, event: &Event) -> bool {
    let differ =
        |one: &Option<_>, other: &Option<_>| one.is_some() && other.is_some() && one != other;
    [earlier, event].map(|one| one.r#type) == [EventType::Taken; 2]
        && !differ(&earlier.by, &event.by)
        && !differ(&earlier.body, &event.body)
}

fn is_silent_after_objection(last: &Event, event: &Event) -> bool {
    last.r#type == EventType::Objected
        && event.r#type == EventType::Taken
        && event.procedure == Some(Procedure::Silence)
        && last.parts.is_empty()
        && event.parts.is_empty()
}

/// The day on which an event was over; an end, only when it worked as well.
fn over(event: &Event) -> Option<civil::Date> {
    let happened = event.date.last_day();
    match ends(event.r#type, EventType::Taken) {
        true => happened.max(event.counts_from()),
        false => happened,
    }
}

/// The events so far that others cannot follow. The first of them that was over on a day is found without a look at each: a decision
/// can have some ten thousand events.
#[derive(Default)]
struct Earlier<'a> {
    /// Of each kind the places in their order, each over on an earlier day than those before it.
    by_kind: HashMap<Kind<'a>, Vec<(civil::Date, usize)>>,
}

/// The type of an event, who acted, and in whose meeting: `None` is whoever it was, and `Some(None)` who is not named.
type Kind<'a> = (
    EventType,
    Option<Option<&'a ActorId>>,
    Option<Option<&'a ActorId>>,
);

impl<'a> Earlier<'a> {
    /// The types of the events that others cannot follow.
    const TYPES: [EventType; 6] = [
        EventType::EnteredIntoForce,
        EventType::Executed,
        EventType::Taken,
        EventType::Withdrawn,
        EventType::Lapsed,
        EventType::Annulled,
    ];

    fn add(&mut self, at: usize, event: &'a Event) {
        let is_whole = event.parts.is_empty();
        let Some(over) = over(event).filter(|_| is_whole && Self::TYPES.contains(&event.r#type))
        else {
            return;
        };
        for by in [None, Some(event.by.as_ref())] {
            for body in [None, Some(event.body.as_ref())] {
                let days = self.by_kind.entry((event.r#type, by, body)).or_default();
                // What was over no sooner than one before it is never the first.
                if days.last().is_none_or(|(least, _)| over < *least) {
                    days.push((over, at));
                }
            }
        }
    }

    /// The place of the first event that was over before this one began, and that cannot precede it. After an end that was undone, it
    /// can.
    fn first(&self, event: &'a Event, is_reinstated: bool) -> Option<usize> {
        let began = event.date.bounds().filter(|_| event.parts.is_empty())?;
        let then = event.r#type;
        let mut kinds = Vec::new();
        for first in Self::TYPES {
            if first == EventType::Taken && then == EventType::Taken {
                // By the same actor in the same meeting, as far as the record says.
                let bodies = alike(&event.body);
                let both = |by| bodies.map(|body| (first, by, body));
                kinds.extend(alike(&event.by).into_iter().flat_map(both));
            } else if needs_the_other(first, then) || ends(first, then) && !is_reinstated {
                kinds.push((first, None, None));
            }
        }
        let first = |kind: Kind<'a>| {
            let days = self.by_kind.get(&kind)?;
            let at = days.partition_point(|(over, _)| *over >= began.first);
            Some(days.get(at)?.1)
        };
        kinds.into_iter().filter_map(first).min()
    }
}

/// Who may be the same as somebody: whoever it was, if that is not said.
fn alike(who: &Option<ActorId>) -> [Option<Option<&ActorId>>; 2] {
    match who {
        None => [None; 2],
        Some(_) => [Some(None), Some(who.as_ref())],
    }
}

/// True if a later decision puts a decision into effect again.
fn is_reinstated(subject: &Subject<'_>) -> bool {
    let index = subject.index();
    let name = index.entry(subject.at).name;
    let mut later = name.into_iter().flat_map(|name| index.relations_to(name));
    later.any(|(newer, nth)| {
        let relation = index.facts.relations.of(newer)[nth as usize];
        relation.what == RelationType::Reinstates
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::random::Random;

    /// An event of a type, with more members.
    fn event(of_type: &str, more: &str) -> Event {
        let event = format!(
            r#"{{ "id": "it", "type": "{of_type}", "date": "2025-09-01"{more}, "evidence": [{{ "source": "a", "quote": "b" }}] }}"#
        );
        serde_json::from_str(&event).expect("it is an event")
    }

    #[test]
    fn only_some_events_cannot_come_first() {
        for (first, then, cannot) in [
            ("entered_into_force", "taken", true),
            ("executed", "taken", true),
            ("taken", "taken", true),
            ("withdrawn", "postponed", true),
            ("annulled", "executed", true),
            ("lapsed", "taken", true),
            ("lapsed", "executed", false),
            ("annulled", "challenged", false),
            ("withdrawn", "published", false),
            ("taken", "entered_into_force", false),
            ("proposed", "taken", false),
            ("suspended", "resumed", false),
        ] {
            let [one, other] = [first, then].map(|of_type| event(of_type, ""));
            assert_eq!(cannot_precede(&one, &other), cannot, "{first}, {then}");
            let part = event(first, r#", "parts": ["article-1"]"#);
            assert!(!cannot_precede(&part, &other), "a part of {first}, {then}");
        }
        let [one, other] = ["eu-council", "eu-parliament"]
            .map(|body| event("taken", &format!(r#", "body": "{body}""#)));
        assert!(!cannot_precede(&one, &other));
    }

    #[test]
    fn the_first_is_the_one_that_a_look_at_each_finds() {
        let types = "taken taken executed entered_into_force lapsed withdrawn annulled suspended";
        let types: Vec<_> = types.split(' ').collect();
        let mut random = Random::new(1, "events");
        let mut found = 0;
        for _ in 0..2_000 {
            let mut events: Vec<Event> = Vec::new();
            for _ in 0..8 {
                let mut more = String::new();
                for (field, value) in [("by", "a"), ("by", "b"), ("body", "c"), ("body", "d")] {
                    if random.below(3) == 0 && !more.contains(field) {
                        more += &format!(r#", "{field}": "{value}""#);
                    }
                }
                if random.below(6) == 0 {
                    more += r#", "effective": "2025-09-05""#;
                }
                let date = format!(r#""2025-09-0{}""#, 1 + random.below(6));
                let mut one = event(random.pick(&types), &more);
                one.date = serde_json::from_str(&date).expect("it is a date");
                events.push(one);
            }
            for is_reinstated in [false, true] {
                let mut before = Earlier::default();
                for (at, then) in events.iter().enumerate() {
                    let began = then.date.bounds().map(|days| days.first);
                    let by_each = events[..at].iter().position(|first| {
                        let goes_on = is_reinstated && ends(first.r#type, then.r#type);
                        cannot_precede(first, then) && over(first) < began && !goes_on
                    });
                    assert_eq!(before.first(then, is_reinstated), by_each, "{events:#?}");
                    found += usize::from(by_each.is_some());
                    before.add(at, then);
                }
            }
        }
        assert!(found > 2_000, "{found}");
    }
}
