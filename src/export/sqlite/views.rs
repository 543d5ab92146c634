//! The views of a database.

use super::quoted;
use crate::export::Export;
use crate::export::relational::VIEWS;

/// The statements that make the views.
pub fn definitions(export: &Export<'_>) -> String {
    let statements = VIEWS.iter().map(|view| {
        let columns = view.columns(&|table| table.columns(export));
        let columns = columns.iter().map(|one| {
            let column = quoted(&one.column.name);
            format!("{}.{column} AS {}", one.table, quoted(&one.name))
        });
        format!(
            "CREATE VIEW {} AS\n-- {}\nSELECT {}\n{};\n",
            view.name,
            view.about,
            columns.collect::<Vec<_>>().join(", "),
            view.rows
        )
    });
    statements.collect()
}
