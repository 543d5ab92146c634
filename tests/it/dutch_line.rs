//! The line of the Netherlands on the CSAM Regulation, day by day: the day before the first and on the last possible day of each
//! change, and what somebody who looked on another day knew of it. The days are those of the dossier, not of the records.

use besluit::dataset::Dataset;
use besluit::derive::{Moment, positions};
use besluit::model::code;

use crate::support::{dataset, day, repository};

/// A day, the position that stands on it, and the decision that holds it.
const DAYS: [(&str, &str, &str); 46] = [
    ("2022-06-01", "", ""),
    ("2022-06-16", "", ""),
    ("2022-06-17", "support_conditional", "besluit-nl-2026-0001"),
    // A line on encryption is no position on the text.
    ("2022-09-30", "support_conditional", "besluit-nl-2026-0001"),
    ("2023-02-28", "support_conditional", "besluit-nl-2026-0001"),
    ("2023-05-31", "support_conditional", "besluit-nl-2026-0001"),
    // The motion against client-side scanning is refused on 28 June 2023: the plan is supported, with narrower powers.
    ("2023-05-09", "support_conditional", "besluit-nl-2026-0001"),
    ("2023-06-27", "support_conditional", "besluit-nl-2026-0001"),
    ("2023-06-28", "support_conditional", "besluit-nl-2026-0004"),
    ("2023-07-07", "support_conditional", "besluit-nl-2026-0004"),
    // Between 8 July and the Council of 28 September 2023.
    ("2023-09-27", "support_conditional", "besluit-nl-2026-0004"),
    ("2023-09-28", "support_conditional", "besluit-nl-2026-0020"),
    ("2023-10-31", "support_conditional", "besluit-nl-2026-0020"),
    // The same line on the Belgian text.
    ("2024-06-20", "support_conditional", "besluit-nl-2026-0020"),
    ("2024-07-02", "support_conditional", "besluit-nl-2026-0020"),
    ("2024-09-15", "support_conditional", "besluit-nl-2026-0020"),
    ("2024-09-16", "no_position", "besluit-nl-2026-0008"),
    ("2024-09-30", "no_position", "besluit-nl-2026-0008"),
    ("2024-10-01", "abstain", "besluit-nl-2026-0009"),
    ("2024-10-02", "abstain", "besluit-nl-2026-0009"),
    ("2024-10-09", "abstain", "besluit-nl-2026-0009"),
    // The letter of 29 November 2024 says abstention again; it opposes nothing.
    ("2024-11-28", "abstain", "besluit-nl-2026-0009"),
    ("2024-11-29", "abstain", "besluit-nl-2026-0009"),
    ("2024-12-11", "abstain", "besluit-nl-2026-0009"),
    ("2024-12-12", "abstain", "besluit-nl-2026-0009"),
    ("2024-12-31", "abstain", "besluit-nl-2026-0009"),
    ("2025-01-31", "abstain", "besluit-nl-2026-0009"),
    ("2025-02-28", "abstain", "besluit-nl-2026-0009"),
    // Some day in March 2025.
    ("2025-03-31", "no_position", "besluit-nl-2026-0012"),
    ("2025-06-02", "no_position", "besluit-nl-2026-0012"),
    ("2025-06-30", "no_position", "besluit-nl-2026-0012"),
    // Some day in July 2025.
    ("2025-07-31", "no_position", "besluit-nl-2026-0013"),
    ("2025-09-28", "no_position", "besluit-nl-2026-0013"),
    ("2025-09-29", "oppose", "besluit-nl-2026-0014"),
    ("2025-10-09", "oppose", "besluit-nl-2026-0014"),
    ("2025-10-30", "oppose", "besluit-nl-2026-0014"),
    ("2025-11-13", "oppose", "besluit-nl-2026-0014"),
    ("2025-11-17", "oppose", "besluit-nl-2026-0014"),
    ("2025-11-18", "abstain", "besluit-nl-2025-0001"),
    ("2025-11-21", "abstain", "besluit-nl-2025-0001"),
    ("2025-11-24", "abstain", "besluit-nl-2025-0001"),
    ("2025-11-25", "abstain", "besluit-nl-2025-0001"),
    ("2025-11-26", "oppose", "besluit-nl-2025-0003"),
    ("2025-12-31", "oppose", "besluit-nl-2025-0003"),
    ("2026-02-23", "oppose", "besluit-nl-2025-0003"),
    ("2026-07-31", "oppose", "besluit-nl-2025-0003"),
];

/// The same for somebody who looks on the second day.
const KNOWN: [(&str, &str, &str, &str); 10] = [
    ("2022-06-17", "2022-06-16", "", ""),
    (
        "2023-06-28",
        "2023-06-27",
        "support_conditional",
        "besluit-nl-2026-0001",
    ),
    (
        "2023-09-28",
        "2023-09-27",
        "support_conditional",
        "besluit-nl-2026-0004",
    ),
    (
        "2024-10-01",
        "2024-09-30",
        "no_position",
        "besluit-nl-2026-0008",
    ),
    (
        "2024-11-29",
        "2024-11-29",
        "abstain",
        "besluit-nl-2026-0009",
    ),
    (
        "2025-03-31",
        "2025-03-30",
        "abstain",
        "besluit-nl-2026-0009",
    ),
    (
        "2025-09-29",
        "2025-09-28",
        "no_position",
        "besluit-nl-2026-0013",
    ),
    ("2025-11-18", "2025-11-17", "oppose", "besluit-nl-2026-0014"),
    (
        "2025-11-26",
        "2025-11-24",
        "abstain",
        "besluit-nl-2025-0001",
    ),
    ("2025-11-26", "2025-12-05", "oppose", "besluit-nl-2025-0003"),
];

#[test]
fn the_position_of_the_netherlands_on_each_day() {
    let dataset = dataset(&repository());
    for (at, position, decision) in DAYS {
        check(&dataset, at, "2026-12-31", position, decision);
    }
}

#[test]
fn the_position_as_it_was_known_then() {
    let dataset = dataset(&repository());
    for (at, known, position, decision) in KNOWN {
        check(&dataset, at, known, position, decision);
    }
}

fn check(dataset: &Dataset, at: &str, known: &str, position: &str, decision: &str) {
    let moment = Moment {
        at: day(at),
        known: day(known),
    };
    let proposal = "eu-com-2022-209".parse().expect("the id of the proposal");
    let actor = "nl-state".parse().expect("the id of the state");
    let found: Vec<_> = positions(dataset, &proposal, &actor, moment)
        .into_iter()
        .map(|one| {
            let chosen = one.options.iter().find(|option| option.id == one.choice);
            let position = chosen.and_then(|option| option.position.as_ref());
            (position.map_or(String::new(), code), one.id.to_string())
        })
        .collect();
    let expected: Vec<_> = (!decision.is_empty())
        .then(|| (position.to_owned(), decision.to_owned()))
        .into_iter()
        .collect();
    assert_eq!(found, expected, "at {at}, known {known}");
}
