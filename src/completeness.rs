//! How far records are anchored: what their claims rest on, and how many sources have a text. What is counted is decided here, once, for
//! reports, views and exports.

use crate::counted::count;
use std::fmt;
use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The numbers of pieces of evidence: what claims rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceCounts {
    /// The number of pieces of evidence that quote their source: the words are here, and a program checks that they stand in it.
    pub quoted: u32,
    /// The number of pieces of evidence that only name a place in their source, whose text is not here.
    pub by_place: u32,
}

impl EvidenceCounts {
    /// Counts one more piece of evidence.
    pub fn add(&mut self, has_quote: bool) {
        if has_quote {
            self.quoted += 1;
        } else {
            self.by_place += 1;
        }
    }
}

/// The numbers as people read them.
impl fmt::Display for EvidenceCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} quoted, {} by place only", self.quoted, self.by_place)
    }
}

impl AddAssign for EvidenceCounts {
    fn add_assign(&mut self, other: EvidenceCounts) {
        self.quoted += other.quoted;
        self.by_place += other.by_place;
    }
}

/// How far records are anchored to words that are here. Withdrawn records, which count for nothing, are not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Completeness {
    /// What the claims of the records rest on: how many pieces of evidence quote their source, and how many only name a place in it.
    pub evidence: EvidenceCounts,
    /// The number of sources whose text is pinned.
    pub sources_with_text: usize,
    /// The number of the other sources.
    pub sources_without_text: usize,
}

impl AddAssign for Completeness {
    fn add_assign(&mut self, other: Completeness) {
        self.evidence += other.evidence;
        self.sources_with_text += other.sources_with_text;
        self.sources_without_text += other.sources_without_text;
    }
}

/// What the claims of some records rest on and which sources have a text, as people read it.
impl fmt::Display for Completeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sources = self.sources_with_text + self.sources_without_text;
        write!(
            f,
            "evidence: {}; {} of {} with a text",
            self.evidence,
            self.sources_with_text,
            count(sources, "source")
        )
    }
}
