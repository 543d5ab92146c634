//! What a rule is: its name and level, and what it looks at.

use jiff::civil;

use super::{Context, Explanation, Findings, RULES, Screen};
use crate::config::Config;
use crate::dataset::Document;
use crate::finding::Level;

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
    /// What it looks at, and how.
    pub(crate) check: Check,
}

/// Reports everything in which one record breaks a rule, whatever other records say.
pub(crate) type CheckRecord = fn(&Document, &Setting<'_>, &mut Findings<'_>);

/// Reports everything in which the dataset breaks a rule.
pub(crate) type CheckAll = fn(&Context<'_>, &mut Findings<'_>);

/// What a rule looks at, and how.
pub(crate) enum Check {
    /// Each record by itself: it is asked while the record is at hand.
    Record(CheckRecord),
    /// The whole dataset, but for the records of which it can be told quickly that it finds nothing.
    All(Screen, CheckAll),
    /// Both.
    Both(CheckRecord, Screen, CheckAll),
}

impl Check {
    /// What is asked of each record.
    pub(crate) fn record(&self) -> Option<CheckRecord> {
        match self {
            Check::Record(check) | Check::Both(check, _, _) => Some(*check),
            Check::All(..) => None,
        }
    }

    /// What is asked of the whole dataset.
    pub(crate) fn all(&self) -> Option<(&Screen, CheckAll)> {
        match self {
            Check::All(screen, check) | Check::Both(_, screen, check) => Some((screen, *check)),
            Check::Record(_) => None,
        }
    }
}

/// What is known before any record is read.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// What the dataset says about itself.
    pub config: &'a Config,
    /// Whether the records belong to no dataset: then they may stand anywhere.
    pub is_loose: bool,
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
    /// Whether notes are looked for.
    pub notes: bool,
}

impl Rule {
    /// What the rule asks, why, an example of either kind, and how to mend what breaks it: the documentation of its file.
    pub fn explanation(&self) -> Explanation {
        Explanation::of(self.source)
    }

    /// Whether the rule has to be asked, where notes are looked for or not.
    pub(crate) fn is_asked(&self, notes: bool) -> bool {
        notes || self.level != Level::Note
    }

    /// The bit of the rule where rules are told by bits.
    pub(crate) fn bit(&self) -> u64 {
        let at = RULES.iter().position(|rule| rule.name == self.name);
        at.map_or(0, |at| 1 << at)
    }
}
