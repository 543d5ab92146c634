//! Findings for people and programs. A format is a file here, and lines in [`Format`] and in [`Report::write`]; none of them checks anything.

use std::collections::HashMap;
use std::io::{self, Write};
use std::str::FromStr;

use crate::completeness::Completeness;
use crate::counted::count;
use crate::files::Failure;
use crate::finding::{Finding, Level, Rule, Summary};
use crate::printable::{Form, printable};

mod concise;
mod github;
mod gitlab;
mod human;
mod json;
mod jsonl;
mod junit;
mod sarif;
mod shape;

pub use shape::NAME as SCHEMA;

/// The results of a run, ready to be written in any format.
#[derive(Debug, Default)]
pub struct Report {
    /// The numbers of what was checked.
    pub summary: Summary,
    /// The rules that were asked.
    pub rules: Vec<Rule>,
    /// The findings, sorted by file, place and rule.
    pub findings: Vec<Finding>,
    /// The number of the findings that are only about what was not asked for.
    pub elsewhere: Elsewhere,
    /// True if notes were asked for: else none is among the findings, and it is not known how many there are.
    pub tells_notes: bool,
    /// True if everything that was to be checked could be read.
    pub is_complete: bool,
    /// The files and folders that could not be read.
    pub failures: Vec<Failure>,
    /// The path of each file of the findings from the top of its git work tree, by the one that the findings have; of a file that is in
    /// none, nothing. The machines that show a change know files by it.
    pub from_top: HashMap<String, String>,
}

/// The number of findings that are not reported, because they are only about what was not asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
}

impl Elsewhere {
    /// Counts one more.
    pub(crate) fn count(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Note => {}
        }
    }
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: each finding with the lines that it is about, and a last line that says what was checked.
    Human,
    /// One finding a line, `path:line:column: level[rule] message; hint`, and a last line that says what was checked.
    Concise,
    /// One JSON object: `besluit-report-1`.
    Json,
    /// The same in lines: one finding a line, and the summary as the last.
    Jsonl,
    /// Annotations of GitHub, as workflow commands.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// JUnit XML: a test case for each file with findings.
    Junit,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 8] = [
        Format::Human,
        Format::Concise,
        Format::Json,
        Format::Jsonl,
        Format::Github,
        Format::Gitlab,
        Format::Sarif,
        Format::Junit,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
        }
    }

    /// The form of its lines on a terminal.
    pub(crate) fn form(self, is_coloured: bool) -> Form {
        match self {
            Format::Human if is_coloured => Form::Coloured,
            Format::Human | Format::Concise | Format::Junit => Form::Text,
            Format::Json | Format::Jsonl | Format::Gitlab | Format::Sarif => Form::Json,
            Format::Github => Form::Commands,
        }
    }

    /// True if it is for machines that show a change: these know files by their paths from the top of the work tree.
    pub fn is_from_top(self) -> bool {
        match self {
            Format::Human | Format::Concise | Format::Json | Format::Jsonl => false,
            Format::Github | Format::Gitlab | Format::Sarif | Format::Junit => true,
        }
    }

    /// True if it tells the digest of the dataset. The form for large runs does not: to hash each record takes time.
    pub(crate) fn tells_digest(self) -> bool {
        self == Format::Json
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        let mut formats = Format::ALL.into_iter();
        formats.find(|format| format.name() == name).ok_or_else(|| {
            format!(
                "the formats are {}",
                Format::ALL.map(Format::name).join(", ")
            )
        })
    }
}

impl Report {
    /// The number of findings at a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.level == level)
            .count()
    }

    /// The path of a file from the top of its work tree, as far as that is known.
    fn path_from_top<'a>(&'a self, file: &'a str) -> &'a str {
        self.from_top.get(file).map_or(file, String::as_str)
    }

    /// The findings, the worst first: where only some are shown, they are not to be crowded out.
    fn worst_first(&self) -> Vec<&Finding> {
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort_by_key(|finding| finding.level);
        findings
    }

    /// Writes the report. Whether what is for people is coloured, with the codes of a terminal, is up to whoever reads it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, format: Format, is_coloured: bool, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Human => human::write(self, is_coloured, out),
            Format::Concise => concise::write(self, out),
            Format::Json => json::write(self, out),
            Format::Jsonl => jsonl::write(self, out),
            Format::Github => github::write(self, out),
            Format::Gitlab => gitlab::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Junit => junit::write(self, out),
        }
    }

    /// Every finding as Markdown for the page of a step of GitHub, in at most so many bytes.
    pub fn step_summary(&self, room: usize) -> String {
        github::summary(self, room)
    }
}

pub use shape::schema;

/// The message of a finding, and after `between` its hint: what to write instead, if that is known.
fn with_hint(finding: &Finding, between: &str) -> String {
    let hint = finding.hint.iter().flat_map(|hint| [between, hint]);
    std::iter::once(finding.message.as_str())
        .chain(hint)
        .collect()
}

/// The hints of findings, each once: what several findings of a rule have as their hint is told with the first, which says for how many
/// more it holds.
fn hints_once(findings: &[Finding]) -> Vec<Option<String>> {
    let mut holders: HashMap<(&str, &str), (usize, usize)> = HashMap::new();
    for (at, finding) in findings.iter().enumerate() {
        if let Some(hint) = &finding.hint {
            holders.entry((finding.rule, hint)).or_insert((at, 0)).1 += 1;
        }
    }
    let told = findings.iter().enumerate().map(|(at, finding)| {
        let hint = finding.hint.as_deref()?;
        match holders.get(&(finding.rule, hint)) {
            Some((first, _)) if *first != at => None,
            Some((_, number)) if *number > 1 => {
                Some(format!("{hint} (the same for {} more)", number - 1))
            }
            _ => Some(hint.to_owned()),
        }
    });
    told.collect()
}

/// The summary of what was checked and what came of it, in one line.
fn summary_line(report: &Report) -> String {
    let summary = &report.summary;
    let records: Vec<_> = summary
        .records
        .iter()
        .map(|(name, number)| count(*number, name))
        .collect();
    let unchecked = match summary.unchecked_quotes {
        0 => String::new(),
        number => format!("quotes: {number} not checked, their texts are not here; "),
    };
    let unread = match summary.unread {
        0 => String::new(),
        number => format!("{} not checked further; ", count(number, "record")),
    };
    let completeness = match summary.completeness {
        nothing if nothing == Completeness::default() => String::new(),
        completeness => format!("{completeness}; "),
    };
    let notes = match report.tells_notes {
        true => format!(", {}", count(report.count(Level::Note), "note")),
        false => String::new(),
    };
    let elsewhere = [
        (report.elsewhere.errors, "error"),
        (report.elsewhere.warnings, "warning"),
    ];
    let elsewhere = elsewhere.into_iter().filter(|(number, _)| *number > 0);
    let elsewhere: Vec<_> = elsewhere
        .map(|(number, name)| count(number, name))
        .collect();
    let elsewhere = match elsewhere.as_slice() {
        [] => String::new(),
        some => format!(
            "; {} elsewhere: `besluit validate` alone tells all",
            some.join(" and ")
        ),
    };
    format!(
        "checked {}; {unread}{} anchored in {}; {unchecked}{completeness}{}, {}{notes}{elsewhere}",
        records.join(", "),
        count(summary.quotes, "quote"),
        count(summary.sources, "pinned text"),
        count(report.count(Level::Error), "error"),
        count(report.count(Level::Warning), "warning"),
    )
}
