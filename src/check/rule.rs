//! A rule, and the checks that it makes.

use super::{Context, Findings, Setting, Subject};
use crate::document::Document;
use crate::finding::{self, Finding, Level};

/// A rule and how it is checked.
///
/// Each rule is one file in `check/rules/`, whose module documentation is the rule's explanation.
pub struct Rule {
    /// The name of the rule, its level, and what it asks.
    pub about: finding::Rule,
    /// The checks that the rule makes.
    pub(crate) checks: &'static [Check],
}

/// Reports everything in which one record breaks a rule, whatever other records say.
pub(crate) type CheckRecord = fn(&Document, &Setting<'_>, &mut Findings<'_>);

/// Reports everything in which a record breaks a rule, told from what all records say of one another.
pub(crate) type CheckEach = fn(&Subject<'_>, &mut Findings<'_>);

/// Reports everything in which all records together break a rule.
pub(crate) type CheckAll = fn(&Context<'_>, &mut Findings<'_>);

/// A check that a rule makes: of each record by itself, of each among all, or of all together.
pub(crate) enum Check {
    /// Each record by itself: it is asked while the record is at hand.
    Record(CheckRecord),
    /// Each record among all: what is asked stands in the index, and the record is read once more only to say where it is wrong.
    Each(CheckEach),
    /// All records together.
    All(CheckAll),
}

impl Rule {
    /// True if the rule has to be asked: a rule for notes only if notes are looked for.
    pub(crate) fn is_asked(&self, notes: bool) -> bool {
        notes || self.about.level != Level::Note
    }
}

/// Applies the rules about single records, each to all of them.
pub(crate) fn check_records<'d>(
    documents: impl Iterator<Item = &'d Document> + Clone,
    rules: &[Rule],
    setting: &Setting<'_>,
    found: &mut Vec<Finding>,
) {
    for rule in rules.iter().filter(|rule| rule.is_asked(setting.notes)) {
        for check in rule.checks {
            if let Check::Record(check) = check {
                let mut findings = Findings::new(&rule.about);
                for document in documents.clone() {
                    check(document, setting, &mut findings);
                }
                found.append(&mut findings.into_found());
            }
        }
    }
}
