//! What has become of a decision follows from its events and from the relations of later decisions, one thing at a time. Each case is the
//! smallest that shows it; the hard cases of `tests/fixtures/world` are those that governments made.

pub(in crate::derive) mod shape;

use serde_json::json;

use crate::derive::standing::due;
use crate::derive::{Moment, provision_states, standing};
use crate::support::day;
use shape::{Shape, dataset, edited, id};

/// What has become of the first decision by a day: the status, the number of the later decision that did it, or 0, and the events that
/// this follows from, as `number:place`.
type Day = (&'static str, &'static str, usize, &'static str);

const TAKEN: Shape = (&["taken 2025-01-01"], &[]);
const IN_FORCE: Shape = (&["entered_into_force 2025-01-01"], &[]);
const FOR_A_TERM: Shape = (&["entered_into_force 2025-01-01 until=2025-03-31"], &[]);

#[track_caller]
fn check(decisions: &[Shape], days: &[Day]) {
    let dataset = dataset(decisions);
    for (at, status, by, because) in days {
        let id = id(1).parse().expect("it is an id");
        let decision = dataset.decision(&id).expect("it is there");
        let found = standing(&dataset, decision, moment(at));
        let number = |id: &str| (1..=decisions.len()).find(|nth| self::shape::id(*nth) == id);
        let found_by = found.by.map_or(Some(0), |by| number(by.as_str()));
        let events = found.because.iter().map(|(decision, event)| {
            let place = decision.events.iter().position(|one| one.id == event.id);
            let of = number(decision.id.as_str()).expect("it is one of these");
            format!("{of}:{}", place.expect("it is one of its events"))
        });
        let events = events.collect::<Vec<_>>().join(" ");
        let found = (found.status.as_str(), found_by, events.as_str());
        assert_eq!(found, (*status, Some(*by), *because), "{at}: {decisions:?}");
    }
}

fn moment(at: &str) -> Moment {
    Moment {
        at: day(at),
        known: day("2025-12-31"),
    }
}

#[test]
fn it_stands_where_its_events_have_brought_it() {
    check(
        &[(
            &[
                "announced 2025-01-01",
                "taken 2025-02-01",
                "published 2025-02-10",
                "entered_into_force 2025-03-01",
            ],
            &[],
        )],
        &[
            ("2024-12-31", "unknown", 0, ""),
            ("2025-01-01", "announced", 0, "1:0"),
            ("2025-01-31", "announced", 0, "1:0"),
            ("2025-02-28", "taken", 0, "1:1"),
            ("2025-03-01", "in_force", 0, "1:3"),
        ],
    );
    // What is before a court was decided.
    check(
        &[(&["challenged 2025-01-01"], &[])],
        &[("2025-01-01", "taken", 0, "1:0")],
    );
}

#[test]
fn its_own_events_interrupt_and_end_it() {
    check(
        &[(
            &["taken 2025-01-01", "suspended 2025-02-01 until=2025-03-31"],
            &[],
        )],
        &[
            ("2025-01-31", "taken", 0, "1:0"),
            ("2025-02-01", "suspended", 0, "1:0 1:1"),
            ("2025-03-31", "suspended", 0, "1:0 1:1"),
            ("2025-04-01", "taken", 0, "1:0"),
        ],
    );
    check(
        &[(
            &[
                "taken 2025-01-01",
                "suspended 2025-02-01",
                "resumed 2025-03-01",
                "suspended 2025-04-01",
                "resumed 2025-05-01",
            ],
            &[],
        )],
        &[
            ("2025-02-28", "suspended", 0, "1:0 1:1"),
            ("2025-03-01", "taken", 0, "1:0 1:2"),
            ("2025-04-01", "suspended", 0, "1:0 1:3"),
            ("2025-05-01", "taken", 0, "1:0 1:4"),
        ],
    );
    // Of two endings the earlier one, and an annulment before all.
    check(
        &[(
            &[
                "taken 2025-01-01",
                "withdrawn 2025-02-01",
                "lapsed 2025-03-01",
                "annulled 2025-04-01",
            ],
            &[],
        )],
        &[
            ("2025-02-01", "withdrawn", 0, "1:0 1:1"),
            ("2025-03-01", "withdrawn", 0, "1:0 1:1"),
            ("2025-04-01", "annulled", 0, "1:0 1:3"),
        ],
    );
    // Of one day it is the one that needed nobody.
    check(
        &[(
            &[
                "taken 2025-01-01",
                "withdrawn 2025-02-01",
                "lapsed 2025-02-01",
            ],
            &[],
        )],
        &[("2025-02-01", "lapsed", 0, "1:0 1:2")],
    );
}

#[test]
fn a_later_decision_ends_it_if_it_has_come_as_far() {
    check(
        &[
            (&["announced 2025-01-01"], &[]),
            (&["announced 2025-02-01"], &["supersedes 1"]),
        ],
        &[
            ("2025-01-31", "announced", 0, "1:0"),
            ("2025-02-01", "superseded", 2, "1:0 2:0"),
        ],
    );
    let announced_and_taken = &["announced 2025-02-01", "taken 2025-03-01"];
    check(
        &[TAKEN, (announced_and_taken, &["supersedes 1"])],
        &[
            ("2025-02-28", "taken", 0, "1:0"),
            ("2025-03-01", "superseded", 2, "1:0 2:1"),
        ],
    );
    let taken_and_in_force = &["taken 2025-02-01", "entered_into_force 2025-03-01"];
    check(
        &[IN_FORCE, (taken_and_in_force, &["revokes 1"])],
        &[
            ("2025-02-28", "in_force", 0, "1:0"),
            ("2025-03-01", "revoked", 2, "1:0 2:1"),
        ],
    );
    // It is the first event that brought it so far.
    check(
        &[TAKEN, (taken_and_in_force, &["supersedes 1"])],
        &[("2025-04-01", "superseded", 2, "1:0 2:0")],
    );
    check(
        &[TAKEN, (&["taken 2025-02-01"], &["implements 1"])],
        &[("2025-02-01", "taken", 0, "1:0")],
    );
}

#[test]
fn of_several_endings_one_counts() {
    let second: Shape = (&["taken 2025-02-01"], &["supersedes 1"]);
    let same_day: Shape = (&["taken 2025-02-01"], &["revokes 1"]);
    let later: Shape = (&["taken 2025-03-01"], &["revokes 1"]);
    check(
        &[TAKEN, second, same_day],
        &[("2025-02-01", "revoked", 3, "1:0 3:0")],
    );
    check(
        &[TAKEN, second, later],
        &[("2025-03-01", "superseded", 2, "1:0 2:0")],
    );
    check(
        &[TAKEN, second, second],
        &[("2025-02-01", "superseded", 2, "1:0 2:0")],
    );
}

#[test]
fn of_the_endings_of_a_part_on_one_day_that_of_the_whole_counts() {
    let same_day: &[&str] = &["taken 2025-02-01"];
    let replacing: Shape = (same_day, &[]);
    let dataset = edited(
        &[TAKEN, replacing, (same_day, &["supersedes 1"])],
        |number, record| {
            let evidence = &record["events"][0]["evidence"];
            let mut toll = json!({ "id": "toll", "effect": "permits", "text": { "en": "A toll." }, "evidence": evidence });
            if number == 2 {
                toll["replaces"] = json!(format!("{}#toll", id(1)));
            }
            if number < 3 {
                record["provisions"] = json!([toll]);
            }
        },
    );
    let decision = dataset.decision(&id(1).parse().expect("it is an id"));
    let decision = decision.expect("it is there");
    let states = provision_states(&dataset, decision, moment("2025-02-01"));
    let spells = states[0].spells.iter().map(|(status, _)| status.as_str());
    assert_eq!(spells.collect::<Vec<_>>(), ["taken", "superseded"]);
}

#[test]
fn a_ruling_annuls_it_until_it_falls_itself() {
    let ruling: Shape = (&["taken 2025-02-01"], &["annuls 1"]);
    let higher: Shape = (&["taken 2025-03-01"], &["annuls 2"]);
    check(
        &[TAKEN, ruling, higher],
        &[
            ("2025-02-01", "annulled", 2, "1:0 2:0"),
            ("2025-02-28", "annulled", 2, "1:0 2:0"),
            ("2025-03-01", "taken", 0, "1:0"),
        ],
    );
    // The ruling did it, and the event of the decision says when.
    check(
        &[(&["taken 2025-01-01", "annulled 2025-02-02"], &[]), ruling],
        &[
            ("2025-02-01", "annulled", 2, "1:0 2:0"),
            ("2025-02-02", "annulled", 2, "1:0 1:1"),
        ],
    );
    let reaching_back = &["annuls 1 effective=2025-01-15"];
    check(
        &[TAKEN, (&["taken 2025-03-01"], reaching_back)],
        &[
            ("2025-01-14", "taken", 0, "1:0"),
            ("2025-01-15", "annulled", 2, "1:0 2:0"),
        ],
    );
}

#[test]
fn a_later_decision_suspends_it_for_as_long_as_it_says_and_stands() {
    let until: Shape = (&["taken 2025-02-01"], &["suspends 1 until=2025-03-31"]);
    check(
        &[TAKEN, until],
        &[
            ("2025-01-31", "taken", 0, "1:0"),
            ("2025-02-01", "suspended", 2, "1:0 2:0"),
            ("2025-03-31", "suspended", 2, "1:0 2:0"),
            ("2025-04-01", "taken", 0, "1:0"),
        ],
    );
    check(
        &[
            TAKEN,
            (&["taken 2025-02-01"], &["suspends 1"]),
            (&["taken 2025-03-01"], &["revokes 2"]),
        ],
        &[
            ("2025-02-28", "suspended", 2, "1:0 2:0"),
            ("2025-03-01", "taken", 0, "1:0"),
        ],
    );
    // Of two the later one is told.
    check(
        &[TAKEN, until, (&["taken 2025-03-01"], &["suspends 1"])],
        &[("2025-03-01", "suspended", 3, "1:0 3:0")],
    );
}

#[test]
fn what_had_ended_is_reinstated() {
    check(
        &[
            TAKEN,
            (&["taken 2025-02-01"], &["revokes 1"]),
            (&["taken 2025-03-01"], &["reinstates 1"]),
            (&["taken 2025-04-01"], &["revokes 1"]),
        ],
        &[
            ("2025-02-28", "revoked", 2, "1:0 2:0"),
            ("2025-03-01", "taken", 0, "1:0 3:0"),
            ("2025-04-01", "revoked", 4, "1:0 4:0"),
        ],
    );
    // There was nothing to restore.
    check(
        &[TAKEN, (&["taken 2025-02-01"], &["reinstates 1"])],
        &[("2025-02-01", "taken", 0, "1:0")],
    );
}

#[test]
fn a_term_ends_it_unless_it_is_moved_in_time() {
    check(
        &[FOR_A_TERM],
        &[
            ("2025-03-31", "in_force", 0, "1:0"),
            ("2025-04-01", "lapsed", 0, "1:0 1:0"),
        ],
    );
    let longer = &["amends 1 until=2025-05-31"];
    check(
        &[FOR_A_TERM, (&["entered_into_force 2025-04-01"], longer)],
        &[
            ("2025-04-01", "in_force", 0, "1:0"),
            ("2025-05-31", "in_force", 0, "1:0"),
            ("2025-06-01", "lapsed", 2, "1:0 2:0"),
        ],
    );
    check(
        &[FOR_A_TERM, (&["entered_into_force 2025-04-02"], longer)],
        &[
            ("2025-04-01", "lapsed", 0, "1:0 1:0"),
            ("2025-05-31", "lapsed", 0, "1:0 1:0"),
        ],
    );
    let again = &["reinstates 1 until=2025-05-31"];
    check(
        &[FOR_A_TERM, (&["entered_into_force 2025-04-20"], again)],
        &[
            ("2025-04-19", "lapsed", 0, "1:0 1:0"),
            ("2025-05-31", "in_force", 0, "1:0"),
            ("2025-06-01", "lapsed", 2, "1:0 2:0"),
        ],
    );
    // The term that was said last counts, and not the longest.
    let shorter = &["amends 1 until=2025-02-28"];
    check(
        &[FOR_A_TERM, (&["entered_into_force 2025-02-01"], shorter)],
        &[
            ("2025-02-28", "in_force", 0, "1:0"),
            ("2025-03-01", "lapsed", 2, "1:0 2:0"),
        ],
    );
}

#[test]
fn a_confirmation_lifts_a_term_that_depends_on_something() {
    let confirmation: Shape = (&["entered_into_force 2025-02-01"], &["confirms 1"]);
    check(
        &[
            (
                &["entered_into_force 2025-01-01 until=2025-03-31 trigger=Unless-confirmed"],
                &[],
            ),
            confirmation,
        ],
        &[("2025-04-01", "in_force", 0, "1:0")],
    );
    check(
        &[FOR_A_TERM, confirmation],
        &[("2025-04-01", "lapsed", 0, "1:0 1:0")],
    );
    // The term that an amendment sets depends on nothing.
    let shorter: Shape = (
        &["entered_into_force 2025-01-15"],
        &["amends 1 until=2025-02-28"],
    );
    check(
        &[FOR_A_TERM, shorter, confirmation],
        &[("2025-03-01", "lapsed", 2, "1:0 2:0")],
    );
}

#[test]
fn its_next_date_is_the_latest_that_is_still_to_come() {
    let dataset = dataset(&[(
        &[
            "announced 2025-01-01 due=2025-03-01",
            "reaffirmed 2025-02-01 due=2025-02-15",
            "not_executed 2025-03-02",
            "reaffirmed 2025-03-05 due=2025-04-01",
        ],
        &[],
    )]);
    let decision = dataset.decision(&id(1).parse().expect("it is an id"));
    let decision = decision.expect("it is there");
    for (at, expected) in [
        ("2024-12-31", None),
        ("2025-01-01", Some("2025-03-01")),
        ("2025-03-01", Some("2025-03-01")),
        ("2025-03-02", None),
        ("2025-03-05", Some("2025-04-01")),
    ] {
        let due = due(&dataset, decision, moment(at));
        assert_eq!(due.map(|date| date.as_str()), expected, "{at}");
    }
}
