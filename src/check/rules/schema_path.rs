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

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::Record;
use crate::schema::file_name;

pub const RULE: Rule = rule!("schema-path", Error, "schema_path.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    let path = match record {
        Record::Decision(decision) => &decision.schema,
        Record::Proposal(proposal) => &proposal.schema,
        Record::Source(source) => &source.schema,
        Record::Actor(actor) => &actor.schema,
    };
    let Some(path) = path else { return };
    let file = file_name(record.record_type());
    if !path.as_str().ends_with(&format!("/{file}")) {
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
