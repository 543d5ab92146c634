//! The promises made in connection with a decision, and whether they were kept.

use serde_json::{Value, json};

use super::government::{Government, Step, What};
use super::meeting::{Meeting, day, loosely};
use super::{actor, both, with};

/// A promise made at a meeting; and the step at which it becomes known what became of it, where that does.
pub fn made(
    government: &mut Government,
    meeting: &mut Meeting,
    decider: &str,
    conditions: Vec<String>,
) -> (Value, Option<Step>) {
    let said = meeting.said(government);
    let code = government.code.clone();
    let (words, random) = (&government.words, &mut government.random);
    let (dutch, english) = words.paraphrase(random);
    let speaks = decider.starts_with("cabinet") || decider.starts_with("minister");
    let by = if speaks {
        decider.to_owned()
    } else {
        actor::one_of(random, "minister", actor::MINISTERS, &code)
    };
    let trigger = match random.below(3) {
        0 => both(
            &format!("Als er {} is", words.dutch(random, 3)),
            &format!("If there is {}", words.english(random, 3)),
        ),
        _ => Value::Null,
    };
    let known = meeting.number + 3 + random.below(12);
    let due = (random.below(3) > 0).then(|| day(known));
    let commitment = with(
        json!({ "id": "promise", "by": by, "to": format!("house-{code}"), "text": both(&dutch, &english) }),
        json!({
            "about": conditions,
            "trigger": trigger,
            "due": due,
            "events": [{ "id": "made", "type": "made", "date": meeting.date(), "evidence": [said] }],
        }),
    );
    let is_known = random.below(5) > 0;
    let what = What::Promise(random.below(6) > 0);
    let step = Step {
        meeting: known,
        what,
    };
    (commitment, is_known.then_some(step))
}

/// Adds to a record what became of its promise.
pub fn end(government: &mut Government, meeting: &mut Meeting, record: &mut Value, is_kept: bool) {
    let of_type = if is_kept { "met" } else { "not_met" };
    let evidence = meeting.evidence(government);
    let date = loosely(meeting.number, &mut government.random);
    let events = record["commitments"][0]["events"].as_array_mut();
    events.expect("it has a promise").push(json!({
        "id": of_type.replace('_', "-"), "type": of_type, "date": date, "evidence": evidence,
    }));
}
