//! How far records are anchored, told from the facts of each.

use super::Index;
use crate::completeness::Completeness;

impl Index {
    /// How far some records are anchored, by their places.
    pub fn completeness(&self, records: impl Iterator<Item = u32>) -> Completeness {
        let mut completeness = Completeness::default();
        for at in records.filter(|at| !self.entry(*at).is_withdrawn) {
            completeness.evidence += self.entry(at).evidence;
            match self.source(at).map(|source| source.text.is_some()) {
                Some(true) => completeness.sources_with_text += 1,
                Some(false) => completeness.sources_without_text += 1,
                None => {}
            }
        }
        completeness
    }
}
