//! `$schema`, where a record has it, names the schema of the record's own type.
//!
//! Editors believe it: with another one they mark what is right and miss what is wrong. No program resolves it.
//!
//! ## Bad
//!
//! ```json
//! "$schema": "../../../../../../schema/decision.schema.json",
//! "type": "actor"
//! ```
//!
//! ## Good
//!
//! ```json
//! "$schema": "../../../../../../schema/actor.schema.json",
//! "type": "actor"
//! ```
//!
//! ## Mend
//!
//! Name the schema of the record's `type`, or leave `$schema` out: `besluit init` writes the settings by which an editor finds the
//! schemas without it.

use crate::check::{At, Context, Findings, Rule, Screen};
use crate::finding::Level;
use crate::gist::Gist;
use crate::gist::vocabulary::key;
use crate::schema::file_name;

pub const RULE: Rule = Rule {
    name: "schema-path",
    level: Level::Error,
    source: include_str!("schema_path.rs"),
    screen: Screen::Record(names_its_schema),
    check,
};

fn names_its_schema(gist: &Gist<'_>) -> bool {
    gist.member(0, key::SCHEMA).is_none_or(|path| {
        let name = gist.text(path).rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".schema.json") == Some(gist.record_type())
    })
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, record) in context.records(&RULE) {
        let file = file_name(record.record_type());
        if let Some(path) = document
            .str_at("/$schema")
            .filter(|path| !path.ends_with(&format!("/{file}")))
        {
            let message = format!(
                "`{path}` is not the schema of a record of the type `{}`",
                record.record_type()
            );
            findings.report(
                document,
                At::Value("/$schema"),
                message,
                Some(format!("its name is `{file}`")),
            );
        }
    }
}
