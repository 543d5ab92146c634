//! The notes of a publication: in their place, or elsewhere with references to them.

use super::Reader;

impl Reader {
    /// Ends a note. Returns its words.
    pub(super) fn close_note(&mut self) -> String {
        self.depth_of_notes = self.depth_of_notes.saturating_sub(1);
        let outer = self.outer.pop().unwrap_or_default();
        std::mem::replace(&mut self.flow, outer).into_words()
    }

    pub(super) fn end_note(&mut self, ids: Vec<String>) {
        let words = self.close_note();
        if words.is_empty() {
            return;
        }
        if self.depth_of_notes > 0 {
            self.flow.put(&format!(" ({words})"));
            return;
        }
        let number = self.flow.note(&words);
        self.report.notes += 1;
        self.numbers.extend(ids.into_iter().map(|id| (id, number)));
    }

    pub(super) fn end_far_note(&mut self, keys: &[String]) {
        let words = self.close_note();
        if !keys.iter().any(|key| self.referred.contains(key)) {
            self.flow.begin(self.block());
            self.flow.put(&words);
        }
        self.flow.begin(self.block());
        if self.notes.is_empty() {
            // Numbers begin again in each piece, so that a key may have several notes, in the order of their references.
            for key in keys {
                let notes = self.far_notes.entry(key.clone()).or_default();
                notes.push_back(words.clone());
            }
        }
    }

    /// Writes the mark of a note that stands elsewhere; false if nothing is known of it, or this stands in a note itself.
    pub(super) fn refer(&mut self, keys: &[String]) -> bool {
        if self.depth_of_notes > 0 {
            return false;
        }
        self.referred.extend(keys.iter().cloned());
        let mut notes = keys
            .iter()
            .filter_map(|key| self.notes.get_mut(key)?.pop_front());
        let words = notes.next().filter(|words| !words.is_empty());
        // The same note stands under each of its keys.
        notes.for_each(drop);
        if let Some(words) = words {
            let number = self.flow.note(&words);
            self.report.notes += 1;
            let keys = keys.iter().cloned();
            self.numbers.extend(keys.map(|key| (key, number)));
            return true;
        }
        let number = keys.iter().find_map(|key| self.numbers.get(key));
        if let Some(number) = number {
            self.flow.put(&format!("[{number}]"));
        }
        number.is_some()
    }
}
