//! Where the items of lists are after some were taken out.

use std::collections::HashMap;

use serde_json::Value;

use super::Object;

/// The new place in its list of every item of the lists that were gone through, by its place before; none of one that was taken out.
#[derive(Default)]
pub struct Moves(HashMap<String, Option<usize>>);

impl Moves {
    /// Keeps of the list at a place the items that stay, each of which is given with its own place, and says whether any is left.
    pub fn retain(
        &mut self,
        items: &mut Vec<Value>,
        place: &str,
        mut stays: impl FnMut(&mut Moves, &mut Value, &str) -> bool,
    ) -> bool {
        let mut kept = Vec::new();
        for (at, mut item) in std::mem::take(items).into_iter().enumerate() {
            let own = format!("{place}/{at}");
            let is_kept = stays(self, &mut item, &own);
            self.0.insert(own, is_kept.then_some(kept.len()));
            if is_kept {
                kept.push(item);
            }
        }
        *items = kept;
        !items.is_empty()
    }

    /// Keeps of a list in the object at a place the items that pass, and no empty list.
    pub fn keep(
        &mut self,
        object: &mut Object,
        place: &str,
        list: &str,
        mut passes: impl FnMut(&Value) -> bool,
    ) {
        let Some(Value::Array(items)) = object.get_mut(list) else {
            return;
        };
        let place = format!("{place}/{list}");
        if !self.retain(items, &place, |_, item, _| passes(item)) {
            object.shift_remove(list);
        }
    }

    /// Where a place is now; nothing if it was taken out.
    pub fn of(&self, pointer: &str) -> Option<String> {
        let (mut old, mut new) = (String::new(), String::new());
        for token in pointer.split('/').skip(1) {
            old = format!("{old}/{token}");
            new += "/";
            match self.0.get(&old) {
                None => new += token,
                Some(at) => new += &(*at)?.to_string(),
            }
        }
        Some(new)
    }
}
