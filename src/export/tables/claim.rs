//! The row that a piece of evidence is evidence of: the nearest part of the record that has a table. The evidence of a vote is that of its
//! event, and what shows who decided is evidence of the decision.

use serde_json::Value;

use super::list::TABLES;
use super::row::Row;
use super::table::Make;

/// The columns that say it: the name of each, its type in the schema, what it says, and what makes it of a piece of evidence.
pub const COLUMNS: [(&str, &str, &str, Make); 3] = [
    (
        "claim_table",
        "Text",
        "The table of the row that it is evidence of. Take the rows of one table before you join: by `record` and `claim`, which are \
         `place` there, or, where the table is of records, by `record` alone.",
        |row| Value::from(of(row).0),
    ),
    (
        "claim",
        "Text",
        "The `place` of the row that it is evidence of. Empty where that row is the record itself, or says who decided.",
        |row| Value::from(Some(of(row).1.place).filter(|place| !place.is_empty())),
    ),
    (
        "claim_id",
        "Text",
        "The id of what it is evidence of, within the record. Empty where that has none.",
        |row| match of(row).1 {
            Row { place: "", .. } => Value::Null,
            claim => claim.value["id"].clone(),
        },
    ),
];

/// The name of the table, and the row.
fn of<'r>(evidence: &Row<'r>) -> (&'static str, Row<'r>) {
    let record_type = evidence.record["type"].as_str().unwrap_or_default();
    // Two steps up, behind the list, is what has the evidence.
    let mut claim = evidence.above(2);
    loop {
        let mut tables = TABLES.iter();
        let is_there = |path: &str| leads_to(path, claim.place);
        let table = tables.find(|table| table.path_in(record_type).is_some_and(is_there));
        match table {
            Some(table) => return (table.name, claim),
            // The table of its type has the record.
            None if claim.place.is_empty() => return ("", claim),
            None => claim = claim.above(1),
        }
    }
}

/// True if a path leads to a place in a record, as in [`places`](super::row::places).
fn leads_to(path: &str, place: &str) -> bool {
    let place = place.strip_prefix('/').unwrap_or(place);
    match (path.split_once('/').unwrap_or((path, "")), place) {
        (("", _), "") => true,
        (("", _), _) | (_, "") => false,
        (("**", rest), _) => {
            leads_to(rest, place)
                || place
                    .split_once('/')
                    .is_some_and(|(_, below)| leads_to(path, below))
        }
        ((step, rest), _) => {
            let (first, below) = place.split_once('/').unwrap_or((place, ""));
            let is_step = match step {
                "*" => first.bytes().all(|byte| byte.is_ascii_digit()),
                step => step == first,
            };
            is_step && leads_to(rest, below)
        }
    }
}
