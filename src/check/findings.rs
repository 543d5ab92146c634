//! The findings that a rule reports, and their places.

use super::fingerprint;
use crate::document::Document;
use crate::finding::{Excerpt, Finding, Fix, Related, Rule};
use crate::json::{Lines, Node, Span};
use crate::suggest::Hint;

/// The place in a document to which a finding points.
pub(crate) enum At<'a> {
    /// The value at a JSON Pointer.
    Value(&'a str),
    /// The key of the member at a JSON Pointer.
    Key(&'a str),
    /// Bytes of a text that is not JSON.
    Bytes(Span),
}

/// Takes what one rule reports.
pub(crate) struct Findings<'a> {
    rule: &'a Rule,
    found: Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// Nothing yet.
    pub fn new(rule: &'a Rule) -> Findings<'a> {
        Findings {
            rule,
            found: Vec::new(),
        }
    }

    /// The findings that were reported.
    pub fn into_found(self) -> Vec<Finding> {
        self.found
    }

    /// Reports something at a place in a document. What belongs to it can be added to the finding; if it is about what other files
    /// hold as well, a place in each of them is: whoever asks about such a file is told.
    pub fn report(
        &mut self,
        document: &Document,
        at: At<'_>,
        message: impl Into<String>,
        hint: Option<impl Into<Hint>>,
    ) -> &mut Finding {
        let pointer = match at {
            At::Value(pointer) | At::Key(pointer) => pointer.to_owned(),
            At::Bytes(_) => String::new(),
        };
        let place = place_in(document, at, "");
        let name = fingerprint::name(self.rule.name, document, &pointer);
        let record = document.identity().map(|(_, id)| id);
        let mut finding = self.finding(place, record, name, message, hint);
        finding.pointer = pointer;
        self.add(finding)
    }

    /// Reports something about a file as a whole: one that holds no record, or that held the record of that id and is gone.
    pub fn report_path(
        &mut self,
        path: &str,
        record: Option<&str>,
        message: impl Into<String>,
        hint: Option<impl Into<Hint>>,
    ) -> &mut Finding {
        let place = place_of(path, "", &Lines::new(""), 0..0, "");
        let name = fingerprint::name_of_file(self.rule.name, path);
        let finding = self.finding(place, record, name, message, hint);
        self.add(finding)
    }

    /// Reports something about a place in a file that is no record. `subject` names what it is about, wherever it stands.
    pub fn report_place(
        &mut self,
        place: Related,
        subject: &str,
        message: impl Into<String>,
        hint: Option<impl Into<Hint>>,
    ) -> &mut Finding {
        let name = fingerprint::name_of_file(self.rule.name, &place.file) + subject;
        let finding = self.finding(place, None, name, message, hint);
        self.add(finding)
    }

    fn add(&mut self, finding: Finding) -> &mut Finding {
        self.found.push(finding);
        self.found.last_mut().expect("one was just added")
    }

    /// A finding about the whole of what is at a place. Its name becomes its fingerprint when all are there.
    fn finding(
        &self,
        place: Related,
        record: Option<&str>,
        name: String,
        message: impl Into<String>,
        hint: Option<impl Into<Hint>>,
    ) -> Finding {
        let hint = hint.map(Into::into);
        let instead = hint.as_ref().and_then(|hint| hint.instead.as_deref());
        Finding {
            rule: self.rule.name,
            level: self.rule.level,
            message: message.into(),
            file: place.file,
            record: record.map(str::to_owned),
            pointer: String::new(),
            related: Vec::new(),
            fix: instead.map(|value| Fix::of_value(place.span.clone(), value)),
            span: place.span,
            start: place.start,
            end: place.end,
            excerpt: place.excerpt,
            hint: hint.map(|hint| hint.text),
            fingerprint: name,
        }
    }
}

/// A place in a document that belongs to a finding, and what is there.
pub(crate) fn place_in(document: &Document, at: At<'_>, label: impl Into<String>) -> Related {
    let span = match (at, document.root()) {
        (At::Bytes(span), _) => span,
        (At::Value(pointer), Some(root)) => nearest_node(root, pointer).span.clone(),
        (At::Key(pointer), Some(root)) => {
            let key = root.member_at(pointer).map(|member| &member.key_span);
            key.unwrap_or_else(|| &nearest_node(root, pointer).span)
                .clone()
        }
        (At::Value(_) | At::Key(_), None) => 0..0,
    };
    let mut place = place_of(
        &document.path,
        &document.text,
        document.lines(),
        span,
        label,
    );
    if let Some(line) = &document.line {
        place.start.line += line.before;
        place.end.line += line.before;
        place.excerpt.line += line.before;
        place.excerpt.start += line.start;
        place.span = place.span.start + line.start..place.span.end + line.start;
    }
    place
}

/// The line of its file on which a value stands.
pub(crate) fn line_of(document: &Document, pointer: &str) -> usize {
    place_in(document, At::Value(pointer), "").start.line
}

/// A place in a text that belongs to a finding, and what is there.
pub(crate) fn place_of(
    file: &str,
    text: &str,
    lines: &Lines,
    span: Span,
    label: impl Into<String>,
) -> Related {
    Related {
        label: label.into(),
        file: file.to_owned(),
        start: lines.position(text, span.start),
        end: lines.position(text, span.end),
        excerpt: Excerpt::new(text, lines, &span),
        span,
    }
}

/// The node at a pointer, or the innermost one around where it would be.
fn nearest_node<'a>(root: &'a Node, pointer: &str) -> &'a Node {
    let mut pointer = pointer;
    loop {
        match (root.pointer(pointer), pointer.rsplit_once('/')) {
            (Some(node), _) => return node,
            (None, Some((outer, _))) => pointer = outer,
            (None, None) => return root,
        }
    }
}
