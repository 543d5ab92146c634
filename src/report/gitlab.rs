//! Code quality for merge requests of GitLab: its subset of the Code Climate format, one JSON array.
//!
//! GitLab knows five severities, of which three are used: the two gravest are for what breaks a running program. Of how many it shows
//! it documents no limit, only that of the size of an artifact, beyond which the upload fails and says so ("Instance limits", maximum
//! file size per type of artifact); so nothing is left out.

use std::io::{self, Write};

use serde::Serialize;

use super::{Report, with_hint};
use crate::dataset::sha256;
use crate::finding::{Finding, Level};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let findings = report.worst_first().into_iter();
    let issues: Vec<_> = findings
        .map(|finding| issue(finding, report.path_from_top(&finding.file)))
        .collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue(finding: &Finding, path: &str) -> Issue {
    Issue {
        description: with_hint(finding, "; hint: "),
        check_name: finding.rule,
        fingerprint: fingerprint(finding, path),
        severity: match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        location: Location {
            path: path.to_owned(),
            lines: Lines {
                begin: finding.start.line,
                end: finding.end.line,
            },
        },
    }
}

/// The fingerprint of a finding among those of the whole report. GitLab merges findings that share one, and a finding's own is
/// unique in its dataset only: two datasets of one run can have the same file with the same fault.
fn fingerprint(finding: &Finding, path: &str) -> String {
    sha256(format!("{path}\n{}", finding.fingerprint).as_bytes())
}
