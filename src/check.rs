//! The rules applied to a dataset: records in, findings out. No I/O, no clock, and it cannot fail.

mod explanation;
mod fingerprint;
pub(crate) mod history;
mod level;
pub(crate) mod reference;
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
use crate::finding::{self, Excerpt, Finding, Level, Related};
use crate::json::{Lines, Node, Span};
use crate::model::{Decision, Record, Source};

pub use explanation::Explanation;
pub use level::Levels;
pub use rules::RULES;
pub(crate) use screen::{Screen, Screening};
pub(crate) use summary::tally;
pub use summary::{Summary, summary};

/// Something that must hold, or ought to.
///
/// Each rule is one file in `check/rules/`, whose module documentation is the rule's explanation.
pub struct Rule {
    /// Its name, in kebab-case; permanent.
    pub name: &'static str,
    /// How much a finding of it weighs.
    pub level: Level,
    /// The file that it is written in, for the explanation.
    pub source: &'static str,
    /// How it is told quickly that it finds nothing.
    pub(crate) screen: Screen,
    /// Reports everything in which the dataset breaks it.
    pub(crate) check: fn(&Context<'_>, &mut Findings<'_>),
}

impl Rule {
    /// What the rule asks, why, an example of either kind, and how to mend what breaks it: the documentation of its file.
    pub fn explanation(&self) -> Explanation {
        Explanation::of(self.source)
    }

    /// The bit of the rule where rules are told by bits.
    pub(crate) fn bit(&self) -> u64 {
        let at = RULES.iter().position(|rule| rule.name == self.name);
        at.map_or(0, |at| 1 << at)
    }
}

/// What a rule looks at.
pub struct Context<'a> {
    /// The whole dataset, whatever part of it is reported.
    pub dataset: &'a Dataset,
    /// Every quote, and where it stands.
    pub quotes: Vec<Quote<'a>>,
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
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

    /// The records in those documents.
    pub(crate) fn records(
        &self,
        rule: &Rule,
    ) -> impl Iterator<Item = (&'a Document, &'a Record)> + use<'a> {
        let is_open = is_open(rule);
        let all = self.dataset.records();
        all.filter(move |(document, _)| is_open(document))
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
    let found = |rule| {
        let mut findings = Findings::new(rule);
        (rule.check)(context, &mut findings);
        findings.found
    };
    // Threads take longer to start than a few records to check.
    let mut findings: Vec<Finding> = if context.dataset.documents.len() < FEW {
        RULES.iter().flat_map(found).collect()
    } else {
        RULES.par_iter().flat_map_iter(found).collect()
    };
    rules::take_allowed(context, &mut findings);
    finding::sort(&mut findings);
    fingerprint::assign(&mut findings);
    findings
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
