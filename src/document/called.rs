//! Records by what people call them, where an id is meant: by a name or title, by what stands before the brackets in it or within them,
//! or by an official number.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Record;
use crate::passage::folded;

/// The ids of records, by each of their names.
#[derive(Default)]
pub struct Called(BTreeMap<String, BTreeSet<String>>);

/// The fewest letters of a part of a name by which records are looked for.
const FEWEST: usize = 3;

impl Called {
    /// Those of some records.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Called {
        let mut called = Called::default();
        records.into_iter().for_each(|record| called.add(record));
        called
    }

    /// Adds one that counts.
    pub fn add(&mut self, record: &Record) {
        if !record.state().counts() {
            return;
        }
        let names = record.title().iter();
        let names = names.flat_map(|(_, name)| forms(name.as_str()));
        let numbers = record.identifiers().iter().map(|one| one.value.as_str());
        for name in names.chain(numbers).map(plain) {
            let ids = self.0.entry(name).or_default();
            ids.insert(record.id().to_owned());
        }
    }

    /// The ids of those that are called so, in order; how the name is written makes no difference.
    pub fn ids(&self, written: &str) -> Vec<&str> {
        let name = plain(written);
        let ids = self.0.get(&name).filter(|_| !name.is_empty());
        ids.into_iter().flatten().map(String::as_str).collect()
    }

    /// The ids of those in whose names it stands, in order.
    pub fn ids_like(&self, written: &str) -> Vec<&str> {
        let part = plain(written);
        if part.chars().count() < FEWEST {
            return Vec::new();
        }
        let names = self.0.iter().filter(|(name, _)| name.contains(&part));
        let ids: BTreeSet<&str> = names.flat_map(|(_, ids)| ids).map(String::as_str).collect();
        ids.into_iter().collect()
    }
}

/// The forms of a name: `AIVD (General Intelligence and Security Service)` is one, and so is what stands before the brackets, and what
/// stands within them.
fn forms(name: &str) -> impl Iterator<Item = &str> {
    let within = name.strip_suffix(')').and_then(|name| name.split_once('('));
    let within = within
        .into_iter()
        .flat_map(|(before, within)| [before, within]);
    std::iter::once(name).chain(within)
}

/// A name without the style that it is written in: its letters and digits, in the form in which words are searched for.
fn plain(name: &str) -> String {
    folded(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: &str, name: &str, state: &str) -> Record {
        let record = serde_json::json!({
            "type": "actor",
            "schema_version": crate::model::SCHEMA_VERSION,
            "id": id,
            "kind": "organisation",
            "name": { "nl": name, "en": format!("{name} of Xx") },
            "identifiers": [{ "scheme": "register", "value": "12 34" }],
            "record": { "revision": 1, "state": state, "reason": { "en": "it is there twice" } },
        });
        let mut record = record;
        if state == "published" {
            let state = record["record"].as_object_mut().expect("an object");
            state.remove("reason");
        }
        Record::from_value(record).expect("it is an actor")
    }

    #[test]
    fn a_record_is_found_by_what_people_call_it() {
        let records = [
            actor("xx-rws", "RWS (Rĳkswaterstaat)", "published"),
            actor("xx-cabinet", "kabinet-Één", "published"),
            actor("xx-cabinet-two", "kabinet-Twee", "published"),
        ];
        let called = Called::of(&records);
        for name in [
            "RWS",
            "rws",
            "rijkswaterstaat",
            "RIJKSWATERSTAAT",
            "Rĳkswaterstaat",
            "rws (rijkswaterstaat)",
            "RWS (Rijkswaterstaat) of Xx",
        ] {
            assert_eq!(called.ids(name), ["xx-rws"], "{name}");
        }
        assert_eq!(called.ids("Kabinet Een"), ["xx-cabinet"]);
        assert_eq!(called.ids("1234").len(), 3);
        for name in ["", "-", "kabinet", "xx-rws"] {
            assert!(called.ids(name).is_empty(), "{name}");
        }
        assert_eq!(called.ids_like("kabinet"), ["xx-cabinet", "xx-cabinet-two"]);
        assert!(called.ids_like("ka").is_empty());
    }

    #[test]
    fn what_counts_for_nothing_is_called_nothing() {
        let records = [actor("xx-old", "RWS", "withdrawn")];
        assert!(Called::of(&records).ids("RWS").is_empty());
    }
}
