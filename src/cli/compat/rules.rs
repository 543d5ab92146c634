//! What the rules of today find in the records of a frozen state.

use std::io::Cursor;
use std::path::Path;

use serde_json::Value;

use crate::compat::Misfit;
use crate::finding::Level;
use crate::validate::{Input, Options, validate};

/// Rules that only say that a record does not fit the schema; the schemas are compared by themselves.
const SHAPE: [&str; 5] = [
    "unknown-field",
    "missing-field",
    "wrong-type",
    "unknown-code",
    "malformed-value",
];

/// What the rules find at error level, the first of each rule.
pub fn misfits(root: &Path, records: &[Value]) -> anyhow::Result<Vec<Misfit>> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    let input = Input::Lines {
        name: "records.ndjson".to_owned(),
        reader: Box::new(Cursor::new(lines)),
    };
    let options = Options {
        root: Some(root.to_owned()),
        ..Options::on(crate::cli::today())
    };
    let report = validate(input, &options)?;
    let mut found: Vec<Misfit> = Vec::new();
    for finding in report.findings {
        let is_told = found.iter().any(|one| one.rule == finding.rule);
        if finding.level != Level::Error || is_told || SHAPE.contains(&finding.rule) {
            continue;
        }
        let line = finding.start.line.checked_sub(1);
        let id = line.and_then(|line| records.get(line)?.get("id")?.as_str());
        found.push(Misfit {
            rule: finding.rule.to_owned(),
            what: format!("in {}: {}", id.unwrap_or("a record"), finding.message),
        });
    }
    Ok(found)
}
