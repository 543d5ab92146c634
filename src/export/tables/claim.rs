//! The row that a piece of evidence is evidence of: the nearest part of the record that has a table. The evidence of a vote is that of its
//! event, and what shows who decided is evidence of the decision.

use super::TABLES;
use super::row::Row;

/// The name of the table, and the row. The row is evidence of something in the record.
pub fn of<'r>(evidence: &Row<'r>) -> (&'static str, Row<'r>) {
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
