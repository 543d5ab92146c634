//! Places of records, by what stands there.

use serde_json::Value;

use super::words;

/// A place of a record in words: `/events/0/date` is the date of the event that has that place, by its id.
pub fn place_in_words(record: &Value, pointer: &str) -> String {
    let mut whole = String::new();
    let (mut place, mut list) = (String::new(), "");
    for token in pointer.split('/').skip(1) {
        place = format!("{place}/{token}");
        let name = words(token);
        let own = match token.parse::<usize>() {
            Err(_) => name,
            Ok(at) => {
                let id = record.pointer(&place).and_then(|item| item["id"].as_str());
                let singular = words(&singular(list));
                match id {
                    Some(id) => format!("{singular} {id}"),
                    None => format!("{singular} {}", at + 1),
                }
            }
        };
        let is_list = record.pointer(&place).is_some_and(Value::is_array);
        list = token;
        if !is_list {
            whole = match whole.is_empty() {
                true => own,
                false => format!("{own} of {whole}"),
            };
        }
    }
    whole
}

/// The name of one item of a list.
fn singular(list: &str) -> String {
    match list.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => list.strip_suffix('s').unwrap_or(list).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::place_in_words;

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
            assert_eq!(place_in_words(&record, pointer), expected);
        }
    }
}
