//! What a rule is called, how much it weighs, and what it asks.

use super::{Explanation, Level};

/// Something that must hold, or ought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in kebab-case; permanent.
    pub name: &'static str,
    /// How much a finding of it weighs.
    pub level: Level,
    /// The file that it is written in, for the explanation.
    pub source: &'static str,
}

impl Rule {
    /// What the rule asks, why, an example of either kind, and how to mend what breaks it: the documentation of its file.
    pub fn explanation(&self) -> Explanation {
        Explanation::of(self.source)
    }
}
