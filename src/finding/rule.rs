//! The name of a rule, its severity, and what it asks.

use super::{Explanation, Level};

/// Something that must hold, or ought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in kebab-case; permanent.
    pub name: &'static str,
    /// The severity of its findings.
    pub level: Level,
    /// The file that it is written in, for the explanation.
    pub source: &'static str,
}

impl Rule {
    /// The documentation of its file: what the rule asks, why, an example of either kind, and how to mend what breaks it.
    pub fn explanation(&self) -> Explanation {
        Explanation::of(self.source)
    }
}
