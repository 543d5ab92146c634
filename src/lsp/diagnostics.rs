//! Findings as editors show them, and the edits that mend them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range,
    TextEdit,
};

use super::desk::Desk;
use super::position::{Encoding, Places};
use super::uri::uri_of;
use crate::files;
use crate::finding::{Finding, Level};
use crate::printable::printable;

/// A finding in a file, and the edit that mends it if there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// What the edit does, and the edit.
    pub fix: Option<(String, TextEdit)>,
}

/// The files of a dataset, of which each is read once to tell places in it.
pub struct Texts<'a> {
    desk: &'a Desk,
    root: &'a Path,
    encoding: Encoding,
    read: BTreeMap<PathBuf, String>,
}

impl<'a> Texts<'a> {
    /// Those of the dataset in a folder.
    pub fn new(desk: &'a Desk, root: &'a Path, encoding: Encoding) -> Texts<'a> {
        Texts {
            desk,
            root,
            encoding,
            read: BTreeMap::new(),
        }
    }

    /// The findings of the dataset by the paths of their files.
    pub fn show(&mut self, findings: &[Finding]) -> BTreeMap<PathBuf, Vec<Shown>> {
        let mut by_file: BTreeMap<PathBuf, Vec<Shown>> = BTreeMap::new();
        for finding in findings {
            let shown = self.shown(finding);
            let path = self.root.join(&finding.file);
            by_file.entry(path).or_default().push(shown);
        }
        by_file
    }

    fn shown(&mut self, finding: &Finding) -> Shown {
        let range = self.range(&finding.file, &finding.span);
        let severity = match finding.level {
            Level::Error => DiagnosticSeverity::ERROR,
            Level::Warning => DiagnosticSeverity::WARNING,
            Level::Note => DiagnosticSeverity::INFORMATION,
        };
        let hint = finding.hint.as_ref();
        let hint = hint.map_or(String::new(), |hint| format!("\nhelp: {}", printable(hint)));
        let message = format!("{}{hint}", printable(&finding.message));
        let related = finding.related.iter().filter_map(|place| {
            Some(DiagnosticRelatedInformation {
                location: Location {
                    uri: uri_of(&self.root.join(&place.file))?,
                    range: self.range(&place.file, &place.span),
                },
                message: printable(&place.label).into_owned(),
            })
        });
        let related: Vec<_> = related.collect();
        let fix = finding.fix.as_ref().map(|fix| {
            let range = self.range(&finding.file, &fix.span);
            let title = printable(&fix.title).into_owned();
            (title, TextEdit::new(range, fix.text.clone()))
        });
        Shown {
            diagnostic: Diagnostic {
                range,
                severity: Some(severity),
                code: Some(NumberOrString::String(finding.rule.to_owned())),
                source: Some("besluit".to_owned()),
                message,
                related_information: (!related.is_empty()).then_some(related),
                ..Diagnostic::default()
            },
            fix,
        }
    }

    fn range(&mut self, file: &str, span: &crate::json::Span) -> Range {
        if *span == (0..0) {
            return Range::default();
        }
        let path = self.root.join(file);
        let text = match self.desk.open(&path) {
            Some(open) => open.text.as_str(),
            None => self.read.entry(path).or_insert_with_key(|path| read(path)),
        };
        Places::new(text, self.encoding).range(span)
    }
}

/// The text of a file; nothing if it cannot be read.
fn read(path: &Path) -> String {
    let bytes = files::read(path, files::MAX_TEXT).ok().and_then(Result::ok);
    String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
}
