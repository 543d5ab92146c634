//! The places where published things stand now.

use std::collections::HashMap;

use crate::json::Node;

/// The places of things that were found again, by those where they were published.
#[derive(Default)]
pub struct Moved(HashMap<String, String>);

impl Moved {
    /// Notes where something stands now.
    pub fn insert(&mut self, was_at: &str, now_at: &str) {
        self.0.insert(was_at.to_owned(), now_at.to_owned());
    }

    /// The pointer now to the thing that a pointer of the published record meant; nothing, if that item of a list is gone. Text
    /// that is no pointer means only itself.
    pub fn now(&self, was_root: &Node, pointer: &str) -> Option<String> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return Some(pointer.to_owned());
        }
        let (mut was, mut now) = (String::new(), String::new());
        for segment in pointer.split('/').skip(1) {
            let list = was_root.pointer(&was);
            for place in [&mut was, &mut now] {
                place.push('/');
                place.push_str(segment);
            }
            match self.0.get(&was) {
                Some(place) => now.clone_from(place),
                None if list.is_some_and(|list| !list.items().is_empty())
                    && was_root.pointer(&was).is_some() =>
                {
                    return None;
                }
                None => {}
            }
        }
        Some(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_is_followed() {
        let text = br#"{"events": [{"date": 1}, {"date": 2}], "tags": {"0": 1}}"#;
        let root = crate::json::parse(text).root.expect("it is JSON");
        let mut moved = Moved::default();
        moved.insert("/events/1", "/happenings/0");
        let check =
            |pointer, now: Option<&str>| assert_eq!(moved.now(&root, pointer).as_deref(), now);
        check("", Some(""));
        check("/events/1/date", Some("/happenings/0/date"));
        check("/events/0/date", None);
        // What was never there has no other place.
        check("/events/7", Some("/events/7"));
        check("/tags/0", Some("/tags/0"));
        for malformed in ["€/c", "events/1", "x"] {
            check(malformed, Some(malformed));
        }
    }
}
