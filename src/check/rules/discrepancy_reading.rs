//! A discrepancy names a value of its record and at least two readings of it, each different, of which exactly one equals the value:
//! that is the reading followed.
//!
//! Otherwise the record says one thing and its own account of the sources another.
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

use super::line_of;
use crate::check::{At, Context, Findings, Rule, Screen};
use crate::finding::Level;
use crate::gist::Gist;
use crate::gist::vocabulary::{key, key_of};
use crate::json::Value;
use crate::model::ReadingValue;
use crate::outline::Kind;

pub const RULE: Rule = Rule {
    name: "discrepancy-reading",
    level: Level::Error,
    source: include_str!("discrepancy_reading.rs"),
    screen: Screen::Record(|gist| {
        gist.facts
            .discrepancies
            .iter()
            .all(|one| is_read(gist, *one))
    }),
    check,
};

/// Whether a discrepancy surely has two readings that differ, of which one is that of the record.
fn is_read(gist: &Gist<'_>, discrepancy: u32) -> bool {
    let list = gist.member(discrepancy, key::READINGS);
    let readings = list.into_iter().flat_map(|list| gist.parts(list));
    let readings: Option<Vec<_>> = readings
        .map(|reading| scalar(gist, gist.member(reading, key::VALUE)?))
        .collect();
    let Some(readings) = readings else {
        return false;
    };
    let is_repeated = |at: usize| readings[..at].contains(&readings[at]);
    let pointer = gist.member(discrepancy, key::POINTER);
    let meant = pointer.and_then(|pointer| meant(gist, gist.text(pointer)));
    // Few sources contradict one another in more than a few ways; the full check has time for more.
    (2..=16).contains(&readings.len())
        && !(1..readings.len()).any(is_repeated)
        && meant.is_some_and(|meant| readings.contains(&meant))
}

/// A single value, as the full check compares them.
#[derive(PartialEq)]
enum Scalar<'a> {
    Text(&'a str),
    Number(f64),
}

fn scalar<'a>(gist: &Gist<'a>, at: u32) -> Option<Scalar<'a>> {
    match gist.mark(at).kind {
        Kind::String => Some(Scalar::Text(gist.text(at))),
        Kind::Plain => gist.number(at).map(Scalar::Number),
        Kind::Object | Kind::List => None,
    }
}

/// The value at a place of the record, if it can be followed by the keys that have numbers.
fn meant<'a>(gist: &Gist<'a>, pointer: &str) -> Option<Scalar<'a>> {
    let mut at = 0;
    for segment in pointer.split('/').skip(1) {
        at = match gist.mark(at).kind {
            Kind::Object => gist.member(at, key_of(segment)?)?,
            Kind::List if segment == "0" || !segment.starts_with('0') => {
                gist.parts(at).nth(segment.parse().ok()?)?
            }
            _ => return None,
        };
    }
    scalar(gist, at)
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.decisions(&RULE) {
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
            let repeated = |at: usize| {
                let mut before = readings[..at].iter();
                let first = before.position(|one| same(&one.value, &readings[at].value))?;
                Some((at, first))
            };
            if let Some((at, first)) = (0..readings.len()).find_map(repeated) {
                let line = line_of(document, &format!("{pointer}/readings/{first}/value"));
                report(
                    &format!("/readings/{at}/value"),
                    &format!("this reading is there already, on line {line}"),
                    "put their evidence together",
                );
            }
            let value = document
                .root()
                .and_then(|root| root.pointer(discrepancy.pointer.as_str()));
            let value = match value.map(|node| &node.value) {
                None => {
                    report(
                        "/pointer",
                        "nothing stands at this place of the record",
                        "name the place of the value, such as `/events/0/date`",
                    );
                    continue;
                }
                Some(Value::String(text)) => ReadingValue::String(text.clone()),
                Some(Value::Number(number)) => match serde_json::from_str(number) {
                    Ok(number) => ReadingValue::Number(number),
                    Err(_) => continue,
                },
                Some(_) => {
                    report(
                        "/pointer",
                        "what stands at this place is not a single value",
                        "name the place of one value in it",
                    );
                    continue;
                }
            };
            if !readings.iter().any(|reading| same(&reading.value, &value)) {
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
}

/// Whether two values are the same JSON value: `1.0` is `1`.
fn same(one: &ReadingValue, other: &ReadingValue) -> bool {
    match (one, other) {
        (ReadingValue::Number(one), ReadingValue::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}
