//! The contract: everything that other programs parse of this one, as files that are committed below `schema/` and can be frozen.
//!
//! Each file follows from what it describes: the types that are written, the definitions of the tables, the rules, the arguments. So
//! whoever changes one of these sees in the difference what others will notice. They say what the program does, not what is in a
//! dataset, so they are the same in every dataset but for the address at which a schema is served, and in a build with any features.

mod codes;
mod deprecated;
mod layout;
mod linked;
mod rules;
mod tables;
mod views;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::export::derived::{self, follows};
use crate::schema::{self, consumer};
use crate::{delta, release, report};

/// The name of the schema of what follows from records.
const DERIVED: &str = "derived";

/// The names of the files that are no schemas.
const OTHERS: [&str; 6] = ["tables", "codes", "linked", "deprecated", "rules", "cli"];

/// The names of all files but the tolerant schemas of records, in the order in which they are listed.
pub fn names() -> impl Iterator<Item = &'static str> {
    let records = schema::NAMES.into_iter();
    let schemas = records.chain([report::SCHEMA, delta::SCHEMA, release::SCHEMA]);
    let schemas = schemas.chain(views::NAMES).chain([DERIVED]);
    schemas.chain(OTHERS)
}

/// True if the file of that name is a JSON Schema.
pub fn is_schema(name: &str) -> bool {
    !OTHERS.contains(&name)
}

/// The path of the file of that name, below the folder of the schemas.
pub fn path_of(name: &str) -> String {
    match is_schema(name) {
        true => schema::file_name(name),
        false => format!("{name}.json"),
    }
}

/// Every file, as it is in a dataset that is served at that base: its path below the folder of the schemas, and its text. What the
/// command takes is told by the floor above.
pub fn files(cli: Value, base: Option<&str>) -> BTreeMap<String, String> {
    let mut schemas = BTreeMap::new();
    for name in schema::NAMES {
        schemas.insert(path_of(name), schema::generate(name).unwrap_or_default());
        let tolerant = consumer::generate(name, follows).unwrap_or_default();
        schemas.insert(consumer::path(name), tolerant);
    }
    for name in views::NAMES {
        schemas.insert(path_of(name), views::schema(name));
    }
    schemas.insert(path_of(report::SCHEMA), report::schema());
    schemas.insert(path_of(delta::SCHEMA), delta::schema());
    schemas.insert(path_of(release::SCHEMA), release::schema());
    schemas.insert(path_of(DERIVED), derived::schema(DERIVED));
    let schemas = schemas.into_iter();
    let schemas = schemas.map(|(path, schema)| (path, schema::served(schema, base)));
    let others = [
        tables::tables(),
        codes::codes(),
        linked::linked(),
        deprecated::deprecated(),
        rules::rules(),
        cli,
    ];
    let others = OTHERS.into_iter().zip(others);
    let others = others.map(|(name, value)| (path_of(name), layout::lay_out(&value)));
    schemas.chain(others).collect()
}
