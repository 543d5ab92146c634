//! A discrepancy names a value of its record and at least two readings of it, each different, of which exactly one equals the value:
//! that is the reading followed.
//!
//! Otherwise the record says one thing and its own account of the sources another. Each reading is a value that may stand there, such as
//! a date or a code, so that what was known on a past day can be shown with it.
//!
//! ## Bad
//!
//! The event has the date `2025-09-01`, and no reading does:
//!
//! ```json
//! "pointer": "/events/0/date",
//! "readings": [
//!   { "value": "2025-09-02", "evidence": ["…"] },
//!   { "value": "2025-09-03", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "pointer": "/events/0/date",
//! "readings": [
//!   { "value": "2025-09-01", "evidence": ["…"] },
//!   { "value": "2025-09-02", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Add the reading that the record follows, or mend the value, or the pointer to it. Put what several sources agree on into one
//! reading, with the evidence of all.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::Value;

use crate::check::{At, Findings, Rule, Setting, line_of};
use crate::document::Document;
use crate::json::unescape;
use crate::model::{Date, Pointer, ReadingValue, Record};
use crate::schema::vocabulary::of_type;

pub const RULE: Rule = rule!(
    "discrepancy-reading",
    Error,
    "discrepancy_reading.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    let written = OnceCell::new();
    for (at, discrepancy) in decision.discrepancies.iter().enumerate() {
        let pointer = format!("/discrepancies/{at}");
        let mut report = |field: &str, message: &str, hint: &str| {
            findings.report(
                document,
                At::Value(&format!("{pointer}{field}")),
                message,
                Some(hint.to_owned()),
            );
        };
        let readings = &discrepancy.readings;
        if readings.len() < 2 {
            report(
                "/readings",
                "a discrepancy has at least two readings",
                "add the other one, or leave the discrepancy out",
            );
        }
        let mut seen = HashMap::new();
        let mut repeated = readings.iter().enumerate().filter_map(|(at, reading)| {
            match seen.entry(sense(&reading.value)) {
                Entry::Occupied(first) => Some((at, *first.get())),
                Entry::Vacant(place) => {
                    place.insert(at);
                    None
                }
            }
        });
        if let Some((at, first)) = repeated.next() {
            let line = line_of(document, &format!("{pointer}/readings/{first}/value"));
            report(
                &format!("/readings/{at}/value"),
                &format!("this reading is there already, on line {line}"),
                "put their evidence together",
            );
        }
        let value = document.place(discrepancy.pointer.as_str());
        let value = match value.map(|value| (value.as_str(), value.as_plain())) {
            None => {
                report(
                    "/pointer",
                    "nothing stands at this place of the record",
                    "name the place of the value, such as `/events/0/date`",
                );
                continue;
            }
            Some((Some(text), _)) => ReadingValue::String(text.to_owned()),
            Some((_, Some(plain))) if !["true", "false"].contains(&plain) => {
                match serde_json::from_str(plain) {
                    Ok(number) => ReadingValue::Number(number),
                    Err(_) => continue,
                }
            }
            Some(_) => {
                report(
                    "/pointer",
                    "what stands at this place is not a single value",
                    "name the place of one value in it",
                );
                continue;
            }
        };
        let is_date = document
            .place(discrepancy.pointer.as_str())
            .is_some_and(|place| place.is(of_type::DATE));
        let can_hold = |reading: &ReadingValue| {
            let record = written.get_or_init(|| serde_json::to_value(&document.record).ok());
            let record = record.as_ref();
            record.is_none_or(|record| can_hold(record, &discrepancy.pointer, reading))
        };
        for (at, reading) in readings.iter().enumerate() {
            let needed = match (&value, &reading.value) {
                (ReadingValue::Number(_), ReadingValue::String(_)) => "a number",
                (ReadingValue::String(_), ReadingValue::Number(_)) => "a string",
                (_, ReadingValue::String(text)) if is_date && text.parse::<Date>().is_err() => {
                    "a date, such as `2025-11-26`"
                }
                _ if can_hold(&reading.value) => continue,
                _ => {
                    report(
                        &format!("/readings/{at}/value"),
                        &format!("`{}` cannot hold this", discrepancy.pointer),
                        "write a value that may stand there; what the source says instead stands in its quote",
                    );
                    continue;
                }
            };
            report(
                &format!("/readings/{at}/value"),
                &format!("at `{}` the record has {needed}", discrepancy.pointer),
                &format!("write {needed} here too"),
            );
        }
        if !readings
            .iter()
            .any(|reading| sense(&reading.value) == sense(&value))
        {
            let written = match &value {
                ReadingValue::String(text) => text.clone(),
                ReadingValue::Number(number) => number.to_string(),
            };
            let line = line_of(document, discrepancy.pointer.as_str());
            report(
                "/readings",
                "no reading equals the value that the record has",
                &format!(
                    "the record has `{written}`, on line {line}: add that reading, or mend the value"
                ),
            );
        }
    }
}

/// True if the record can be read with a reading in the place of the value. Only what stands around the value is read: of each list one
/// item, so that many readings in a large record take no longer than their number.
fn can_hold(record: &Value, pointer: &Pointer, reading: &ReadingValue) -> bool {
    let steps = pointer.as_str().split('/').skip(1).filter_map(unescape);
    let path: Vec<_> = steps.collect();
    let Ok(reading) = serde_json::to_value(reading) else {
        return true;
    };
    serde_json::from_value::<Record>(with(record, Some(&path), &reading)).is_ok()
}

/// A value of a record with another value at the end of a path, and of each list only the item on that path, or else the first.
fn with(value: &Value, path: Option<&[Cow<'_, str>]>, other: &Value) -> Value {
    if path.is_some_and(<[_]>::is_empty) {
        return other.clone();
    }
    let below = |key: &str| path.filter(|path| path[0] == key).map(|path| &path[1..]);
    match value {
        Value::Array(items) => {
            let at = path.map_or("0", |path| &path[0]);
            let item = at.parse::<usize>().ok().and_then(|at| items.get(at));
            item.map(|item| with(item, below(at), other))
                .into_iter()
                .collect()
        }
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(key, member)| (key.clone(), with(member, below(key), other)))
                .collect()
        }
        _ => value.clone(),
    }
}

/// What two values have in common if they are the same JSON value: `1.0` is `1`.
#[derive(PartialEq, Eq, Hash)]
enum Sense<'a> {
    Text(&'a str),
    Number(Option<u64>),
}

fn sense(value: &ReadingValue) -> Sense<'_> {
    match value {
        ReadingValue::String(text) => Sense::Text(text),
        // Zero has two signs, and is one number.
        ReadingValue::Number(number) => {
            Sense::Number(number.as_f64().map(|number| (number + 0.0).to_bits()))
        }
    }
}
