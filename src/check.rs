//! The rules applied to a dataset: records in, findings out. No I/O, no clock, and it cannot fail.

mod explanation;
mod fingerprint;
pub(crate) mod history;
mod level;
mod rule;
pub(crate) mod rules;
pub(crate) mod screen;
mod summary;
#[cfg(test)]
mod tamper;

use std::sync::OnceLock;

use jiff::civil;
use rayon::prelude::*;

use crate::dataset::{Attachment, Dataset, Document};
use crate::derive::{Quote, quotes};
use crate::finding::{self, Excerpt, Finding, Related};
use crate::json::{Lines, Node, Span};
use crate::model::{Decision, Source};

pub use explanation::Explanation;
pub use level::Levels;
pub(crate) use level::allows_notes;
pub use rule::Rule;
pub(crate) use rule::{Check, Setting};
pub use rules::RULES;
pub(crate) use screen::{Screen, Screening};
pub(crate) use summary::tally;
pub use summary::{Summary, summary};

/// What a rule looks at.
pub struct Context<'a> {
    /// The whole dataset, whatever part of it is reported.
    pub dataset: &'a Dataset,
    /// Every quote, and where it stands.
    pub quotes: Vec<Quote<'a>>,
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
    /// Whether notes are looked for: what is only worth knowing.
    pub notes: bool,
    /// The dataset as it was published before, if it is to be compared with that.
    pub before: Option<&'a Dataset>,
    /// The records that are not as they were published, made when the first rule asks for them.
    history: OnceLock<Vec<history::Pair>>,
}

impl<'a> Context<'a> {
    /// A dataset as it looks on a day.
    pub fn new(dataset: &'a Dataset, as_of: civil::Date) -> Context<'a> {
        Context {
            dataset,
            quotes: quotes(dataset),
            as_of,
            notes: true,
            before: None,
            history: OnceLock::new(),
        }
    }

    /// Every document in which a rule may find something: all but those that are there for the checks of others, and those of which it
    /// is known that it does not.
    pub(crate) fn documents(&self, rule: &Rule) -> impl Iterator<Item = &'a Document> + use<'a> {
        let documents = self.dataset.documents.iter();
        documents.filter(is_open(rule))
    }

    /// The decisions in those documents.
    pub(crate) fn decisions(
        &self,
        rule: &Rule,
    ) -> impl Iterator<Item = (&'a Document, &'a Decision)> + use<'a> {
        let is_open = is_open(rule);
        let all = self.dataset.decisions();
        all.filter(move |(document, _)| is_open(document))
    }

    /// The sources in those documents.
    pub(crate) fn sources(
        &self,
        rule: &Rule,
    ) -> impl Iterator<Item = (&'a Document, &'a Source)> + use<'a> {
        let is_open = is_open(rule);
        let all = self.dataset.sources();
        all.filter(move |(document, _)| is_open(document))
    }
}

/// Whether a rule may find something in a document.
fn is_open(rule: &Rule) -> impl Fn(&&Document) -> bool + use<> {
    let bit = rule.bit();
    move |document| !document.is_aside && document.settled & bit == 0
}

/// Where in a document a finding points.
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
    /// What was found last in a document in which nothing of this rule is reported.
    aside: Option<Finding>,
}

/// How many records are checked on one thread.
const FEW: usize = 16;

/// Applies every rule. Findings come out sorted by file, place and rule.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    check_rest(context, Vec::new())
}

/// Applies every rule but to records to which it was applied while they were at hand; `found` is what was found then.
pub(crate) fn check_rest(context: &Context<'_>, found: Vec<Finding>) -> Vec<Finding> {
    let dataset = context.dataset;
    let setting = Setting {
        config: &dataset.config,
        is_loose: dataset.is_loose,
        as_of: context.as_of,
        notes: context.notes,
    };
    let of_record = |document: &Document| {
        let is_open = !document.is_aside && !document.is_checked;
        let found = is_open.then(|| check_record(document, &setting));
        found.unwrap_or_default()
    };
    let of_rule = |rule: &'static Rule| {
        let mut findings = Findings::new(rule);
        if let Some((_, check)) = rule.check.all().filter(|_| rule.is_asked(context.notes)) {
            check(context, &mut findings);
        }
        findings.found
    };
    let mut findings = found;
    // Threads take longer to start than a few records to check.
    if dataset.documents.len() < FEW {
        findings.extend(dataset.documents.iter().flat_map(of_record));
        findings.extend(RULES.iter().flat_map(of_rule));
    } else {
        findings.par_extend(dataset.documents.par_iter().flat_map_iter(of_record));
        findings.par_extend(RULES.par_iter().flat_map_iter(of_rule));
    }
    rules::take_allowed(context, &mut findings);
    finding::sort(&mut findings);
    fingerprint::assign(&mut findings);
    findings
}

/// Applies the rules about single records to one.
pub(crate) fn check_record(document: &Document, setting: &Setting<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.is_asked(setting.notes)) {
        if let Some(check) = rule.check.record() {
            let mut findings = Findings::new(rule);
            check(document, setting, &mut findings);
            found.append(&mut findings.found);
        }
    }
    found
}

impl<'a> Findings<'a> {
    /// Nothing yet.
    fn new(rule: &'a Rule) -> Findings<'a> {
        Findings {
            rule,
            found: Vec::new(),
            aside: None,
        }
    }

    /// What was reported.
    fn into_found(self) -> Vec<Finding> {
        self.found
    }

    /// Reports something at a place in a document. What belongs to it can be added to the finding.
    pub fn report(
        &mut self,
        document: &Document,
        at: At<'_>,
        message: impl Into<String>,
        hint: Option<String>,
    ) -> &mut Finding {
        let pointer = match at {
            At::Value(pointer) | At::Key(pointer) => pointer.to_owned(),
            At::Bytes(_) => String::new(),
        };
        // Nobody reads what is found there, but whoever reports may add to it.
        if !is_open(self.rule)(&document) {
            let nowhere = place_of(&document.path, "", &Lines::new(""), 0..0, "");
            let finding = self.finding(nowhere, None, String::new(), message, hint);
            return self.aside.insert(finding);
        }
        let place = place_in(document, at, "");
        let name = fingerprint::name(self.rule.name, document, &pointer);
        let record = document.identity().map(|(_, id)| id);
        let mut finding = self.finding(place, record, name, message, hint);
        finding.pointer = pointer;
        self.found.push(finding);
        self.found.last_mut().expect("one was just added")
    }

    /// Reports something about a file that holds no record.
    pub fn report_file(
        &mut self,
        attachment: &Attachment,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.report_path(&attachment.path, None, message, hint);
    }

    /// Reports something about a file that need not be there any more, and held the record of that id.
    pub fn report_path(
        &mut self,
        path: &str,
        record: Option<&str>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let place = place_of(path, "", &Lines::new(""), 0..0, "");
        let name = fingerprint::name_of_file(self.rule.name, path);
        let finding = self.finding(place, record, name, message, hint);
        self.found.push(finding);
    }

    /// Reports something about a place in a file that is no record. `subject` names what it is about, wherever it stands.
    pub fn report_place(
        &mut self,
        place: Related,
        subject: &str,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let name = fingerprint::name_of_file(self.rule.name, &place.file) + subject;
        let finding = self.finding(place, None, name, message, hint);
        self.found.push(finding);
    }

    /// A finding about the whole of what is at a place. Its name becomes its fingerprint when all are there.
    fn finding(
        &self,
        place: Related,
        record: Option<&str>,
        name: String,
        message: impl Into<String>,
        hint: Option<String>,
    ) -> Finding {
        Finding {
            rule: self.rule.name,
            level: self.rule.level,
            message: message.into(),
            file: place.file,
            record: record.map(str::to_owned),
            pointer: String::new(),
            span: place.span,
            start: place.start,
            end: place.end,
            excerpt: place.excerpt,
            related: Vec::new(),
            hint,
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
