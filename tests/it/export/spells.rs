//! What holds for a time: each row of the tables of spells says from when until when, as exactly as the sources do, and every other form
//! and view says the same.

use std::collections::BTreeSet;
use std::fs;

use besluit::dataset::Dataset;
use besluit::derive::{Moment, newest, positions};
use jiff::civil;

use super::{datasets, tables};
use crate::support::{copy, dataset, repository};

/// A world in which some texts of its records are others: the file below `records`, what stands there, and what shall.
fn edited(world: &str, edits: &[(&str, &str, &str)]) -> Dataset {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(
        &repository().join("tests/fixtures/world").join(world),
        folder.path(),
    );
    for (path, from, to) in edits {
        let path = folder.path().join("records").join(path);
        let text = fs::read_to_string(&path).expect("it can be read");
        assert!(text.contains(from), "{from} is in {path:?}");
        fs::write(path, text.replacen(from, to, 1)).expect("it can be written");
    }
    dataset(folder.path())
}

/// The rows of a table that are about a decision or part, or of an actor: those in which a column has this, each as some of its columns.
#[track_caller]
fn check(
    dataset: &Dataset,
    table: &str,
    (column, is): (&str, &str),
    columns: &[&str],
    expected: &[&str],
) {
    let mut rows = tables(dataset).remove(table).expect("it is there");
    rows.retain(|row| row[column] == is);
    assert_eq!(texts(&rows, columns), expected, "{table} of {is}");
}

/// The rows of a table, each as the texts of some of its columns.
fn texts(rows: &super::Rows, columns: &[&str]) -> Vec<String> {
    let cells = rows.iter().map(|row| {
        let cells = columns.iter().map(|column| row[*column].as_str());
        cells.collect::<Vec<_>>().join(" ").trim_end().to_owned()
    });
    cells.collect()
}

/// The line of a state under two cabinets, the first as a caretaker in the end: a position that is maintained, on a text that grows old
/// while it goes on in one row, and one on the next text.
#[test]
fn a_position_has_its_spells() {
    let mut tables = tables(&dataset(
        &repository().join("tests/fixtures/world/two-cabinets"),
    ));
    let mut rows = tables.remove("positions").expect("it is there");
    rows.retain(|row| row["actor"] == "xt");
    let columns = [
        "position",
        "version",
        "is_newest_text",
        "outdated_since",
        "valid_from",
        "valid_until",
        "incumbent",
        "capacity",
        "decision",
        "because",
        "known_by",
        "ended_how",
        "ended_by",
    ];
    let expected = [
        "oppose draft true  2023-05-12 2024-02-08 xt-cabinet-one  world-xt-2023-0001 taken 2023-05-15 maintained world-xt-2024-0001",
        "oppose draft false 2024-09-02 2024-02-09 2024-09-15 xt-cabinet-one caretaker world-xt-2024-0001 taken 2024-02-14 newer_text world-xt-2024-0002",
        "support compromise true  2024-09-16  xt-cabinet-two  world-xt-2024-0002 taken 2024-09-17",
    ];
    assert_eq!(texts(&rows, &columns), expected);
    let current = &tables["current_positions"];
    let current = current.iter().filter(|row| row["actor"] == "xt");
    assert!(current.eq(rows.last()));
}

/// What holds again because the ruling against it was annulled, or lapsed, follows from that.
#[test]
fn a_status_has_its_spells() {
    let columns = [
        "from_status",
        "status",
        "valid_from",
        "valid_until",
        "because_decision",
        "because",
        "ended_how",
        "ended_by",
    ];
    for (world, table, decision, part, expected) in [
        (
            "appeal-restores",
            "statuses",
            "world-xk-2023-0001",
            None,
            [
                " in_force 2023-04-12 2024-02-05 world-xk-2023-0001 in-force annulled world-xk-2024-0001",
                "in_force annulled 2024-02-06 2025-01-20 world-xk-2024-0001 taken restored world-xk-2025-0001",
                "annulled in_force 2025-01-21  world-xk-2025-0001 taken",
            ]
            .as_slice(),
        ),
        (
            "conditional-permit",
            "provision_states",
            "world-xn-2023-0001",
            Some("night"),
            &[
                " not_yet 2023-10-16 2024-03-31 world-xn-2023-0001 taken begun",
                "not_yet in_force 2024-04-01 2024-05-13 world-xn-2023-0001 in-force suspended world-xn-2024-0001",
                "in_force suspended 2024-05-14 2025-06-09 world-xn-2024-0001 taken restored world-xn-2024-0001",
                "suspended in_force 2025-06-10  world-xn-2024-0001 lapsed",
            ],
        ),
    ] {
        let mut tables = tables(&dataset(&repository().join("tests/fixtures/world").join(world)));
        let mut rows = tables.remove(table).expect("it is there");
        rows.retain(|row| row["decision"] == decision && part.is_none_or(|part| row["provision"] == part));
        assert_eq!(texts(&rows, &columns), expected, "{world}");
    }
}

/// A month stays a month, also where a term or the day of a part is what turns.
#[test]
fn a_spell_begins_and_ends_as_exactly_as_its_source_says() {
    let days = [
        "valid_from_earliest",
        "valid_from",
        "valid_from_precision",
        "valid_until_earliest",
        "valid_until",
        "valid_until_precision",
        "ended_how",
    ];
    let vague = edited(
        "two-cabinets",
        &[
            (
                "decisions/2023/world-xt-2023-0001.json",
                "2023-05-12",
                "2023-05",
            ),
            (
                "decisions/2024/world-xt-2024-0001.json",
                "2024-02-09",
                "2024-01/2024-02",
            ),
        ],
    );
    let expected = [
        "2023-05-01 2023-05-31 month 2023-12-31 2024-02-28 interval maintained",
        "2024-01-01 2024-02-29 interval 2024-09-15 2024-09-15 day newer_text",
        "2024-09-16 2024-09-16 day",
    ];
    check(&vague, "positions", ("actor", "xt"), &days, &expected);
    let expected = ["2023-05-01 2023-05-31 month"];
    check(
        &vague,
        "statuses",
        ("decision", "world-xt-2023-0001"),
        &days,
        &expected,
    );
    // The term of an order, which ends on some day of a month; and a rule of a permit, which begins on one.
    let ending = edited(
        "emergency-order",
        &[(
            "decisions/2024/world-xn-2024-0001.json",
            "2025-03-10",
            "2024-04",
        )],
    );
    let expected = [
        "2024-03-11 2024-03-11 day 2024-04-01 2024-04-30 interval lapsed",
        "2024-04-02 2024-05-01 interval",
    ];
    check(
        &ending,
        "statuses",
        ("decision", "world-xn-2024-0001"),
        &days,
        &expected,
    );
    check(
        &ending,
        "provision_states",
        ("provision", "keep-machines"),
        &days,
        &expected,
    );
    let since = ["status_since", "status_since_precision"];
    let expected = ["2024-04-02/2024-05-01 interval"];
    check(
        &ending,
        "decisions",
        ("id", "world-xn-2024-0001"),
        &since,
        &expected,
    );
    let beginning = edited(
        "conditional-permit",
        &[(
            "decisions/2023/world-xn-2023-0001.json",
            "2024-04-01",
            "2024-04",
        )],
    );
    let expected = [
        "2023-10-16 2023-10-16 day 2024-03-31 2024-04-29 month begun",
        "2024-04-01 2024-04-30 month 2024-05-13 2024-05-13 day suspended",
        "2024-05-14 2024-05-14 day 2025-06-09 2025-06-09 day restored",
        "2025-06-10 2025-06-10 day",
    ];
    check(
        &beginning,
        "provision_states",
        ("provision", "night"),
        &days,
        &expected,
    );
}

/// A position that goes on while a newer text is drawn up, on a day of which nobody knows whether it was before the position ended.
#[test]
fn whether_a_text_was_the_newest_can_be_unknown() {
    let columns = [
        "position",
        "version",
        "is_newest_text",
        "outdated_since",
        "valid_until",
    ];
    for (date, expected) in [
        ("2024-08", "oppose draft false 2024-08 2024-09-15"),
        ("2024-09", "oppose draft  2024-09 2024-09-15"),
        ("2024", "oppose draft  2024 2024-09-15"),
        (
            "2024-09-15/2024-09-16",
            "oppose draft  2024-09-15/2024-09-16 2024-09-15",
        ),
        ("2024-09-15", "oppose draft false 2024-09-15 2024-09-15"),
        ("2024-09-16", "oppose draft true  2024-09-15"),
        ("2024-10", "oppose draft true  2024-09-15"),
    ] {
        let dataset = edited(
            "two-cabinets",
            &[("proposals/xu-sand-regulation.json", "2024-09-02", date)],
        );
        let mut rows = tables(&dataset).remove("positions").expect("it is there");
        rows.retain(|row| row["decision"] == "world-xt-2024-0001" && row["actor"] == "xt");
        assert_eq!(texts(&rows, &columns), [expected], "{date}");
    }
    // Of two newer texts whose dates overlap either can be the first.
    let other = r#""id": "other", "date": "2024", "evidence": [{ "source": "xt-gazette-2024-61", "quote": "sand" }] },
        { "id": "compromise","#;
    let dataset = edited(
        "two-cabinets",
        &[(
            "proposals/xu-sand-regulation.json",
            r#""id": "compromise","#,
            other,
        )],
    );
    let expected = ["oppose draft false 2024-01-01/2024-09-02 2024-09-15"];
    check(
        &dataset,
        "positions",
        ("decision", "world-xt-2024-0001"),
        &columns,
        &[expected[0]; 2],
    );
}

/// The day that a status is of is when the decision came to it: of one that stands no more not when it was taken.
#[test]
fn since_is_the_first_day_of_the_open_spell() {
    let mut ended = 0;
    for (folder, dataset) in datasets() {
        let tables = tables(&dataset);
        for decision in &tables["decisions"] {
            let spells = tables["statuses"].iter();
            let mut spells = spells.filter(|row| row["decision"] == decision["id"]);
            let (first, open) = (
                spells.clone().next(),
                spells.rfind(|row| row["valid_until"].is_empty()),
            );
            let cell = |column: &str| open.map_or("", |row| row[column].as_str());
            let place = format!("{}, {folder:?}", decision["id"]);
            assert_eq!(
                decision["status_since_earliest"],
                cell("valid_from_earliest"),
                "{place}"
            );
            assert_eq!(
                decision["status_since_latest"],
                cell("valid_from"),
                "{place}"
            );
            assert_eq!(
                decision["status_since_precision"],
                cell("valid_from_precision"),
                "{place}"
            );
            let is_over = ["superseded", "revoked", "lapsed", "annulled"].contains(&cell("status"));
            if is_over && first.map(|row| &row["status"]) != open.map(|row| &row["status"]) {
                assert!(
                    first.map(|row| &row["valid_from"]) < open.map(|row| &row["valid_from"]),
                    "{place}"
                );
                ended += 1;
            }
        }
    }
    assert!(ended > 15, "{ended}");
}

/// What the views ask for a day is what holds on it in the table.
#[test]
fn the_position_of_a_day_is_the_row_that_holds_on_it() {
    let mut held = 0;
    for (folder, dataset) in datasets() {
        let known = newest(&dataset).expect("something happened");
        let rows = tables(&dataset).remove("positions").expect("it is there");
        let of: BTreeSet<_> = rows
            .iter()
            .map(|row| (&row["proposal"], &row["actor"]))
            .collect();
        let day = |text: &str| -> Option<civil::Date> { text.parse().ok() };
        let turning = rows
            .iter()
            .flat_map(|row| [day(&row["valid_from"]), day(&row["valid_until"])]);
        let around = turning
            .flatten()
            .flat_map(|day| [day.yesterday(), Ok(day), day.tomorrow()]);
        let days: BTreeSet<civil::Date> = around.flatten().filter(|day| *day <= known.at).collect();
        for (proposal, actor) in of {
            let ids = (
                proposal.parse().expect("an id"),
                actor.parse().expect("an id"),
            );
            for at in &days {
                let moment = Moment { at: *at, ..known };
                let found = positions(&dataset, &ids.0, &ids.1, moment);
                let found: BTreeSet<_> = found.iter().map(|one| one.id.as_str()).collect();
                let holds = |row: &&super::Row| {
                    (&row["proposal"], &row["actor"]) == (proposal, actor)
                        && day(&row["valid_from"]) <= Some(*at)
                        && day(&row["valid_until"]).is_none_or(|until| *at <= until)
                };
                let rows: Vec<_> = rows
                    .iter()
                    .filter(holds)
                    .map(|row| row["decision"].as_str())
                    .collect();
                // One row for one position: a join of two rows would count it twice.
                assert_eq!(rows.len(), found.len(), "{actor} on {at}, {folder:?}");
                assert_eq!(
                    rows.into_iter().collect::<BTreeSet<_>>(),
                    found,
                    "{actor} on {at}"
                );
                held += found.len();
            }
        }
    }
    assert!(held > 100, "{held}");
}
