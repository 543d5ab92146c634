//! Places of records, by what stands there.

use serde_json::Value;

use crate::wording::Words;

/// A place of a record: the way to it from the record, without the lists on it.
pub struct Place(Vec<Step>);

/// A member, or the item of a list.
struct Step {
    /// The name of the member, or of one item of the list.
    name: String,
    /// The id of the item, or its number.
    item: Option<String>,
}

impl Place {
    /// The place in a record at a pointer.
    pub fn of(record: &Value, pointer: &str) -> Place {
        let mut steps = Vec::new();
        let (mut place, mut list) = (String::new(), "");
        for token in pointer.split('/').skip(1) {
            place = format!("{place}/{token}");
            let step = match token.parse::<usize>() {
                Err(_) => Step {
                    name: token.to_owned(),
                    item: None,
                },
                Ok(at) => {
                    let id = record.pointer(&place).and_then(|item| item["id"].as_str());
                    Step {
                        name: singular(list),
                        item: Some(id.map_or_else(|| (at + 1).to_string(), str::to_owned)),
                    }
                }
            };
            let is_list = record.pointer(&place).is_some_and(Value::is_array);
            list = token;
            if !is_list {
                steps.push(step);
            }
        }
        Place(steps)
    }

    /// The place in words: `/events/0/date` is the date of the event that has that place, by its id.
    pub fn in_words(&self, words: &Words) -> String {
        let steps = self.0.iter().rev().map(|step| {
            let name = words.noun(&step.name);
            let item = step.item.as_ref();
            item.map_or(name.clone(), |item| format!("{name} {item}"))
        });
        steps.collect::<Vec<_>>().join(&format!(" {} ", words.of))
    }
}

/// The name of one item of a list.
pub fn singular(list: &str) -> String {
    match list.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => list.strip_suffix('s').unwrap_or(list).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Place;
    use crate::wording::Words;

    #[test]
    fn a_place_is_named_by_what_it_is() {
        let record = json!({
            "decider": { "actor": "a" },
            "events": [{ "id": "taken", "date": "2025", "vote": { "tallies": [{ "for": 3 }] } }],
        });
        for (pointer, expected) in [
            ("/events/0/date", "date of event taken"),
            ("/decider/actor", "actor of decider"),
            ("/kind", "kind"),
            (
                "/events/0/vote/tallies/0/for",
                "for of tally 1 of vote of event taken",
            ),
        ] {
            let place = Place::of(&record, pointer);
            assert_eq!(place.in_words(Words::of("en")), expected);
        }
        let place = Place::of(&record, "/events/0/date");
        let dutch = place.in_words(Words::of("nl"));
        assert_eq!(dutch, "datum van gebeurtenis taken");
    }
}
