//! Every code, with what it is called and what it means.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Rows, Table};
use crate::export::{Export, codelists};
use crate::schema;

/// Every code, as the target `codelists` writes it.
pub const CODES: Table = Table {
    name: "codes",
    key: &["list", "code"],
    references: &[],
    schema: || schema::of::<CodeRow<'_>>("codes", |_| ()),
    rows: codes,
};

/// The codes of the other tables, list by list.
#[derive(Serialize, JsonSchema)]
struct CodeRow<'a> {
    /// The list that it belongs to, such as `decision_kind`.
    list: &'a str,
    /// The code, as records and tables have it.
    code: &'a str,
    /// What it is called in Dutch.
    title_nl: &'a str,
    /// What it is called in English.
    title_en: &'a str,
    /// What it means.
    definition: &'a str,
    /// Whether the list may grow: then a program should accept a code that it does not know.
    open: bool,
}

fn codes(_: &Export<'_>, rows: &mut Rows<'_>) {
    for list in codelists::lists() {
        for code in &list.codes {
            rows.add(&CodeRow {
                list: &list.name,
                code: &code.code,
                title_nl: code.title_nl,
                title_en: code.title_en,
                definition: &code.definition,
                open: list.open,
            });
        }
    }
}
