//! SARIF 2.1.0 (OASIS), for code scanning and editors.
//!
//! Every rule that was asked is listed, whether or not it found something: GitHub compares the rules of runs to learn what was looked for. A
//! fingerprint of our own tells findings apart across runs. GitHub reads none but its hash of a line, `primaryLocationLineHash`;
//! its upload makes that itself, and warns of each that another made.
//!
//! The explanation of a rule is in the log itself. `helpUri` would have to be an absolute address (section 3.49.12), and these pages
//! have none: they lie beside the program.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value, json};

use super::{Report, with_hint};
use crate::finding::{Excerpt, Finding, Related, Rule};
use crate::json::{Position, Span};

/// The address that the schema gives as its own.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The number of results of a run that GitHub takes; a file with more is refused. It shows the gravest 5,000 of them ("SARIF support for
/// code scanning", "Validating your SARIF file"). Its other limits no log comes near: 25,000 rules, and 100 locations of a result.
const MOST: usize = 25_000;

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<_> = report.rules.iter().map(rule).collect();
    let mut findings = report.worst_first();
    let left_out = findings.len().saturating_sub(MOST);
    findings.truncate(MOST);
    let results: Vec<_> = findings
        .into_iter()
        .map(|finding| result(finding, report))
        .collect();
    let mut invocation = json!({ "executionSuccessful": report.is_complete });
    if left_out > 0 {
        let text = format!("{left_out} more findings are left out, none worse than those told");
        invocation["toolExecutionNotifications"] =
            json!([{ "level": "warning", "message": { "text": text } }]);
    }
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "invocations": [invocation],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// A rule as a reporting descriptor.
fn rule(rule: &Rule) -> Value {
    let explanation = rule.explanation();
    let what = &explanation.what;
    let sentence = match what.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => what.clone(),
    };
    let help = format!(
        "{}\n\n`besluit explain {}` says more.",
        explanation.mend, rule.name
    );
    let page = format!("{what}\n\n{}", explanation.details());
    json!({
        "id": rule.name,
        "shortDescription": { "text": sentence },
        "fullDescription": { "text": what },
        "help": { "text": help, "markdown": page },
        "defaultConfiguration": { "level": rule.level.as_str() },
    })
}

fn result(finding: &Finding, report: &Report) -> Value {
    let mut text = escape(&with_hint(finding, "\nhint: "));
    for (at, related) in finding.related.iter().enumerate() {
        text += &format!("\nsee [{}]({})", escape_label(&related.label), at + 1);
    }
    let mut result = Map::new();
    let mut set = |key: &str, value: Value| result.insert(key.to_owned(), value);
    set("ruleId", json!(finding.rule));
    if let Some(index) = (report.rules.iter()).position(|rule| rule.name == finding.rule) {
        set("ruleIndex", json!(index));
    }
    set("level", json!(finding.level.as_str()));
    set("message", json!({ "text": text }));
    set("locations", json!([location(finding, report)]));
    if !finding.related.is_empty() {
        let places = finding.related.iter().enumerate();
        let places = places.map(|(at, one)| related(at + 1, one, report));
        set("relatedLocations", places.collect());
    }
    set(
        "partialFingerprints",
        json!({ "besluit/v1": finding.fingerprint }),
    );
    if let Some(record) = &finding.record {
        set("properties", json!({ "record": record }));
    }
    Value::Object(result)
}

fn location(finding: &Finding, report: &Report) -> Value {
    let region = region(&finding.span, finding.start, finding.end, &finding.excerpt);
    let mut location =
        json!({ "physicalLocation": physical(report.path_from_top(&finding.file), region) });
    if !finding.pointer.is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": finding.pointer }]);
    }
    location
}

/// A place that belongs to a finding. The message of the result leads to it by its number.
fn related(id: usize, related: &Related, report: &Report) -> Value {
    let region = region(&related.span, related.start, related.end, &related.excerpt);
    json!({
        "id": id,
        "message": { "text": escape(&related.label) },
        "physicalLocation": physical(report.path_from_top(&related.file), region),
    })
}

fn physical(file: &str, region: Value) -> Value {
    json!({ "artifactLocation": { "uri": uri(file) }, "region": region })
}

fn region(span: &Span, start: Position, end: Position, excerpt: &Excerpt) -> Value {
    let mut region = json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": span.start,
        "byteLength": span.len(),
    });
    // A snippet is the region, no more and no less; what was cut is left out.
    let local = excerpt.local(span);
    let is_whole = local.len() == span.len() && span.start >= excerpt.start;
    if let Some(snippet) = excerpt.text.get(local).filter(|text| !text.is_empty())
        && is_whole
    {
        region["snippet"] = json!({ "text": snippet });
    }
    region
}

/// A path as a relative reference of RFC 3986. Even `:` is encoded: in a first segment it would end the name of a scheme.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}

/// A text as a message in which nothing is a link (section 3.11.6 of the standard) or a placeholder.
fn escape(text: &str) -> String {
    keep_braces(text).replace("](", "\\](")
}

/// A text as the words of a link in a message.
fn escape_label(text: &str) -> String {
    keep_braces(text)
        .replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

/// A text in which nothing is a placeholder, such as `{0}`, for an argument of the message.
///
/// The standard has every brace stand twice (section 3.11.5). But the viewers leave braces as they are where a message has no
/// arguments, and hints hold JSON that people copy; so only what could be a placeholder is written that way.
fn keep_braces(text: &str) -> Cow<'_, str> {
    static PLACEHOLDER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\{([0-9]+)\}").expect("the pattern compiles"));
    PLACEHOLDER.replace_all(text, "{{$1}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_references() {
        assert_eq!(uri("records/a b/100%.json"), "records/a%20b/100%25.json");
        assert_eq!(uri("../a:b/é🙂?#"), "../a%3Ab/%C3%A9%F0%9F%99%82%3F%23");
    }

    #[test]
    fn words_are_no_markup() {
        assert_eq!(escape("{0} {\"a\"} [a](b)"), "{{0}} {\"a\"} [a\\](b)");
        assert_eq!(escape_label("a] (b)\\ [c {12}"), "a\\] (b)\\\\ \\[c {{12}}");
    }

    #[test]
    fn the_worst_come_first_and_the_rest_is_counted() {
        let finding = |level| Finding::example(level, "");
        let mut report = Report::default();
        let warnings = (0..MOST + 2).map(|_| finding(crate::finding::Level::Warning));
        report.findings = warnings.collect();
        report.findings.push(finding(crate::finding::Level::Error));
        let mut text = Vec::new();
        write(&report, &mut text).expect("memory takes it");
        let log: Value = serde_json::from_slice(&text).expect("it is JSON");
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("it is a list");
        assert_eq!(results.len(), MOST);
        assert_eq!(results[0]["level"], "error");
        let said = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(
            said,
            "3 more findings are left out, none worse than those told"
        );
    }
}
