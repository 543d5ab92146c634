//! `$schema`, where a record has it, names the schema of the record's own type; where the dataset has a folder `schema`, it is the
//! path that leads there from the record.
//!
//! Editors believe it: with another one they mark what is right and miss what is wrong. No program resolves it, and this one opens
//! nothing.
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
//! Write the path that the hint says, or leave `$schema` out: `besluit init` writes the settings by which an editor finds the schemas
//! without it.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::Record;
use crate::schema::{file_name, path_from};

pub const RULE: Rule = rule!("schema-path", Error, "schema_path.rs", Record(check));

fn check(document: &Document, setting: &Setting<'_>, findings: &mut Findings<'_>) {
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
    let (path, record_type) = (path.as_str(), record.record_type());
    // What stands in a stream, or comes from elsewhere, is seen from nowhere in the dataset.
    let is_at_home = setting.has_schemas && document.line.is_none();
    let file = file_name(record_type);
    let (is_it, hint) = if is_at_home {
        let expected = path_from(&document.path, record_type);
        (path == expected, format!("write `{expected}`"))
    } else {
        let is_it = path.ends_with(&format!("/{file}"));
        (is_it, format!("its name is `{file}`"))
    };
    if !is_it {
        let message = match path.ends_with(&format!("/{file}")) {
            true => format!("`{path}` does not lead from here to the schema of the dataset"),
            false => format!("`{path}` is not the schema of a record of the type `{record_type}`"),
        };
        findings.report(document, At::Value("/$schema"), message, Some(hint));
    }
}
