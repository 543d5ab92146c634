//! The shape of the reports `besluit-report-1` and `jsonl`, and its JSON Schema.
//!
//! It is written out here, apart from the types of the program, so that a change inside cannot change what other programs rely
//! on: fields may be added, never changed. What stands in the schema as a description is the manual of the report.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::{finding, json, schema};

/// The name of the schema of the report, among those of the records.
pub const NAME: &str = "report";

/// The report of what a run of `besluit validate` found: the form `json`, one object.
///
/// The form `jsonl` says the same in lines: one `Finding` a line, and as the last a `SummaryLine`. Programs should accept fields
/// that they do not know.
#[derive(Serialize, JsonSchema)]
pub struct Report<'a> {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-report-1"))]
    pub format: &'static str,
    /// The summary of what was checked, in numbers.
    pub summary: Summary,
    /// The findings: what is wrong, sorted by file, place and rule.
    pub findings: Vec<Finding<'a>>,
}

/// The last line of the form `jsonl`.
#[derive(Serialize, JsonSchema)]
pub struct SummaryLine {
    /// The summary of what was checked, in numbers.
    pub summary: Summary,
}

/// The summary of what was checked, in numbers.
#[derive(Serialize, JsonSchema)]
pub struct Summary {
    /// The number of records of each type that could be read.
    pub records: BTreeMap<&'static str, usize>,
    /// The number of record files that could not be read as a record, and were not checked further. Absent if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records_not_checked: Option<usize>,
    /// The number of quotes that stand in the text of their source exactly once.
    pub quotes: usize,
    /// The number of quotes that were not checked, because the pinned text of their source is not here. Absent if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes_not_checked: Option<usize>,
    /// The number of texts of sources that are as they were pinned.
    pub sources: usize,
    /// The evidence that the claims of the records rest on. What withdrawn records claim is not counted.
    pub evidence: Evidence,
    /// The number of sources whose text is pinned, so that claims can quote it.
    pub sources_with_text: usize,
    /// The number of the other sources.
    pub sources_without_text: usize,
    /// The digest of the dataset: `sha256:` and the SHA-256 hash, in hexadecimal, of a line `type id digest` for each of its records, each
    /// ended by a line feed, in the order of their bytes. The digest of a record is `sha256:` and the hash of its canonical form
    /// (RFC 8785) without `$schema`. It is that of all records that were read, whichever were selected. Absent if one of them could not be
    /// read, if several datasets were checked, or if no report in the form `json` was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The number of findings that are errors: the dataset must not be published like this.
    pub errors: usize,
    /// The number of findings that are warnings: somebody should look at them; they may be right.
    pub warnings: usize,
    /// The number of notes. Absent if they were not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<usize>,
    /// The number of findings that are not among these, because they are only about files that were not asked for. Absent if there
    /// are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Elsewhere>,
}

/// The findings that are only about files that were not asked for, in numbers.
#[derive(Serialize, JsonSchema)]
pub struct Elsewhere {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
}

/// The evidence of some claims, in numbers.
#[derive(Serialize, JsonSchema)]
pub struct Evidence {
    /// The number of pieces of evidence that quote their source: the words are here, and a program checks that they stand in it.
    pub quoted: u32,
    /// The number of pieces of evidence that only name a place in their source, whose text is not here.
    pub by_place: u32,
}

/// One thing that is wrong, and where.
#[derive(Serialize, JsonSchema)]
pub struct Finding<'a> {
    /// The name of the rule that found it; `besluit explain` says what the rule asks, and why.
    pub rule: &'a str,
    /// The level of the finding: how much it weighs.
    pub level: Level,
    /// The message that says what is wrong.
    pub message: &'a str,
    /// The file, relative to the working directory of the run, with `/` between folders.
    pub file: &'a str,
    /// The id of the record that it is in. Absent if there is none, or it cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<&'a str>,
    /// The place in the record, as a JSON Pointer (RFC 6901); empty for the whole record.
    pub pointer: &'a str,
    /// The place in the file, in bytes: where it starts, and where the byte after its last stands.
    pub span: [usize; 2],
    /// The place where the span starts.
    pub start: Position,
    /// The place where the span ends: the place after its last character.
    pub end: Position,
    /// Other places that belong to it. Absent if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related<'a>>,
    /// The hint on what to write instead. Absent if that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'a str>,
    /// Names the finding across runs: it stays the same when other parts of the file change, move or are laid out anew. Within one
    /// dataset no two findings have the same.
    pub fingerprint: &'a str,
}

/// A place that belongs to a finding.
#[derive(Serialize, JsonSchema)]
pub struct Related<'a> {
    /// The message that says what is there.
    pub message: &'a str,
    /// The file, relative to the working directory of the run, with `/` between folders.
    pub file: &'a str,
    /// The place in the file, in bytes: where it starts, and where the byte after its last stands.
    pub span: [usize; 2],
    /// The place where the span starts.
    pub start: Position,
    /// The place where the span ends: the place after its last character.
    pub end: Position,
}

/// A place in a text.
#[derive(Serialize, JsonSchema)]
pub struct Position {
    /// The line, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// The column, from 1, in Unicode code points.
    #[schemars(range(min = 1))]
    pub column: usize,
}

/// The level of a finding: how much it weighs.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The dataset must not be published like this.
    Error,
    /// Somebody should look at it; it may be right.
    Warning,
    /// Worth knowing.
    Note,
}

/// The JSON Schema of the report. Its definitions `Finding` and `SummaryLine` describe the lines of the form `jsonl`.
pub fn schema() -> Value {
    schema::of::<Report<'_>>(NAME, |generator| {
        generator.subschema_for::<SummaryLine>();
    })
}

impl<'a> Report<'a> {
    pub fn new(report: &'a super::Report) -> Report<'a> {
        Report {
            format: "besluit-report-1",
            summary: Summary::new(report),
            findings: report.findings.iter().map(Finding::new).collect(),
        }
    }
}

impl Summary {
    pub fn new(report: &super::Report) -> Summary {
        let completeness = &report.summary.completeness;
        Summary {
            records: report.summary.records.iter().copied().collect(),
            records_not_checked: Some(report.summary.unread).filter(|number| *number > 0),
            quotes: report.summary.quotes,
            quotes_not_checked: Some(report.summary.unchecked_quotes).filter(|number| *number > 0),
            sources: report.summary.sources,
            evidence: Evidence {
                quoted: completeness.evidence.quoted,
                by_place: completeness.evidence.by_place,
            },
            sources_with_text: completeness.sources_with_text,
            sources_without_text: completeness.sources_without_text,
            // It is that of what could be read.
            digest: report.summary.digest.clone().filter(|_| report.is_complete),
            errors: report.count(finding::Level::Error),
            warnings: report.count(finding::Level::Warning),
            notes: report
                .tells_notes
                .then(|| report.count(finding::Level::Note)),
            elsewhere: Some(report.elsewhere)
                .filter(|elsewhere| *elsewhere != super::Elsewhere::default())
                .map(|super::Elsewhere { errors, warnings }| Elsewhere { errors, warnings }),
        }
    }
}

impl<'a> Finding<'a> {
    pub fn new(finding: &'a finding::Finding) -> Finding<'a> {
        Finding {
            rule: finding.rule,
            level: match finding.level {
                finding::Level::Error => Level::Error,
                finding::Level::Warning => Level::Warning,
                finding::Level::Note => Level::Note,
            },
            message: &finding.message,
            file: &finding.file,
            record: finding.record.as_deref(),
            pointer: &finding.pointer,
            span: [finding.span.start, finding.span.end],
            start: finding.start.into(),
            end: finding.end.into(),
            related: finding.related.iter().map(Related::new).collect(),
            hint: finding.hint.as_deref(),
            fingerprint: &finding.fingerprint,
        }
    }
}

impl<'a> Related<'a> {
    fn new(related: &'a finding::Related) -> Related<'a> {
        Related {
            message: &related.label,
            file: &related.file,
            span: [related.span.start, related.span.end],
            start: related.start.into(),
            end: related.end.into(),
        }
    }
}

impl From<json::Position> for Position {
    fn from(position: json::Position) -> Position {
        Position {
            line: position.line,
            column: position.column,
        }
    }
}
