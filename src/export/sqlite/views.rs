//! Views of a database: the questions that are asked most, as of the newest event.

use super::quoted;
use crate::export::Export;
use crate::export::tables::TABLES;

/// The statements that make the views.
pub fn definitions(export: &Export<'_>) -> String {
    let titles = |of: &str, prefix: &str| -> String {
        let columns = TABLES.iter().filter(|table| table.is_of("decision"));
        let columns = columns.flat_map(|table| table.columns(export));
        columns
            .filter(|column| column.field == "title")
            .map(|column| {
                let name = quoted(&format!("{prefix}{}", column.name));
                format!(", {of}.{} AS {name}", quoted(&column.name))
            })
            .collect()
    };
    format!(
        "CREATE VIEW current_position AS
-- The position of each actor on each proposal that stands, since when, and the decision that it stands on.
SELECT held.proposal, held.actor, held.position, held.valid_from, decisions.status, held.decision{}
FROM current_positions AS held JOIN decisions ON decisions.id = held.decision
ORDER BY held.proposal, held.actor, held.decision;

CREATE VIEW superseded_decisions AS
-- Each decision that a later one with another choice took the place of, that one, and since when.
SELECT older.id{}, older.proposal, older.reached, older.status_since AS superseded_since, later.id AS superseded_by{}
FROM decisions AS older JOIN decisions AS later ON later.id = older.undone_by
WHERE older.status = 'superseded'
ORDER BY older.id;
",
        titles("decisions", ""),
        titles("older", ""),
        titles("later", "later_"),
    )
}
