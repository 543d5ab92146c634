//! Findings say what is wrong with a dataset, and where: they are the one thing that checks produce and reports show.

mod excerpt;
mod explanation;
mod fix;
mod rule;
mod summary;

pub use crate::json::{Position, Span};
pub use excerpt::Excerpt;
pub use explanation::Explanation;
pub use fix::Fix;
pub use rule::Rule;
pub use summary::Summary;

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The dataset must not be published like this.
    Error,
    /// Somebody should look at it; it may be right.
    Warning,
    /// Worth knowing.
    Note,
}

impl Level {
    /// The level as reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// The severity of the finding.
    pub level: Level,
    /// The message that says what is wrong.
    pub message: String,
    /// The file, relative to the folder of the dataset, or in a report to the working directory; with `/` between folders.
    pub file: String,
    /// The id of the record that it is in, if that can be read.
    pub record: Option<String>,
    /// The place in the record, as a JSON Pointer (RFC 6901); empty for the whole record.
    pub pointer: String,
    /// The place in the file, in bytes.
    pub span: Span,
    /// The position at which the span starts.
    pub start: Position,
    /// The position at which the span ends.
    pub end: Position,
    /// The lines of the file around the span.
    pub excerpt: Excerpt,
    /// Other places that belong to it, such as the passage that a quote was taken from.
    pub related: Vec<Related>,
    /// The hint at what to write instead, if that is known.
    pub hint: Option<String>,
    /// The edit that mends it, where there is only one that does; editors offer it.
    pub fix: Option<Fix>,
    /// Names the finding across runs: it stays the same when other parts of the file change, move or are laid out anew.
    pub fingerprint: String,
}

impl Finding {
    /// True if it is about one of some files: it is in that, or a place that belongs to it is.
    pub fn is_about(&self, is_one: &dyn Fn(&str) -> bool) -> bool {
        is_one(&self.file) || self.related.iter().any(|place| is_one(&place.file))
    }

    /// A finding for the tests of what is made of findings.
    #[cfg(test)]
    pub fn example(level: Level, message: &str) -> Finding {
        Finding {
            rule: "unknown-code",
            level,
            message: message.to_owned(),
            file: "a.json".to_owned(),
            record: None,
            pointer: String::new(),
            span: 0..0,
            start: Position { line: 1, column: 1 },
            end: Position { line: 1, column: 1 },
            excerpt: Excerpt::default(),
            related: Vec::new(),
            hint: None,
            fix: None,
            fingerprint: String::new(),
        }
    }
}

/// A place that belongs to a finding, in its own file or another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The label that says what is there.
    pub label: String,
    /// The file, as in [`Finding::file`].
    pub file: String,
    /// The place in the file, in bytes.
    pub span: Span,
    /// The position at which the span starts.
    pub start: Position,
    /// The position at which the span ends.
    pub end: Position,
    /// The lines of the file around the span.
    pub excerpt: Excerpt,
}

/// Puts findings in the order in which they are reported: by file, place and rule.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| (finding.span.start, finding.span.end, finding.rule);
        a.file
            .cmp(&b.file)
            .then(place(a).cmp(&place(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
}
