//! The promise of tapes: what a reader accepts is strict JSON that fits its schema and that serde reads. Millions of byte strings
//! near real records are read both ways; `BESLUIT_MUTATIONS` says how many, for a long run.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::derive::quotes;
use crate::export::Export;
use crate::export::ndjson::Line;
use crate::json;
use crate::model::{DERIVED, RECORD_TYPES, Record};
use crate::schema;
use crate::support::original::SCHEMAS;
use crate::support::random::Random;
use crate::support::{dataset, folders, raw_files, repository};
use crate::tape::{Reader, Tape};
use rayon::prelude::*;

/// The number of mutated records that are read in every run of the tests.
const MUTATIONS: u64 = 60_000;

/// A record as it is laid out, as a line, and as a line of an export, with what follows from it.
struct Sample {
    record_type: usize,
    in_stream: bool,
    text: Vec<u8>,
}

impl Sample {
    fn reader(&self) -> &'static Reader {
        reader(self.record_type, self.in_stream)
    }
}

fn reader(record_type: usize, in_stream: bool) -> &'static Reader {
    schema::reader(RECORD_TYPES[record_type], in_stream).expect("it is a type")
}

/// The place of the type of a record among all.
fn type_of(record: &serde_json::Value) -> usize {
    let is_it = |one: &&str| record["type"] == **one;
    let record_type = RECORD_TYPES.iter().position(is_it);
    record_type.expect("it has a type")
}

/// The records of this repository and of the fixtures, in every layout.
fn samples() -> Vec<Sample> {
    let mut samples = Vec::new();
    let mut datasets = folders(&repository().join("tests/fixtures/world"));
    datasets.push(repository());
    for folder in datasets {
        for file in raw_files(&folder)
            .into_iter()
            .filter(|file| file.path.ends_with(".json"))
        {
            let text = file.content.expect("it was read");
            let value: serde_json::Value = serde_json::from_slice(&text).expect("it is JSON");
            for text in [text, value.to_string().into_bytes()] {
                samples.push(Sample {
                    record_type: type_of(&value),
                    in_stream: false,
                    text,
                });
            }
        }
        let dataset = dataset(&folder);
        let quotes = quotes(&dataset);
        for exported in &Export::new(&dataset, &quotes).records {
            let line = serde_json::to_value(Line::of(exported)).expect("it is JSON");
            samples.push(Sample {
                record_type: type_of(&line),
                in_stream: true,
                text: line.to_string().into_bytes(),
            });
        }
    }
    samples
}

/// True if the reader of tapes accepts some bytes.
fn accepts(reader: &Reader, bytes: &[u8], tape: &mut Tape) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| reader.read(text, tape))
}

/// The reason why bytes should not have been accepted, or why the tape of them is wrong.
fn objection(bytes: &[u8], in_stream: bool, tape: &Tape) -> Option<String> {
    let parsed = json::parse(bytes);
    if let Some(fault) = parsed.faults.first() {
        return Some(fault.message.clone());
    }
    let Some(root) = parsed.root else {
        return Some("there is no value".to_owned());
    };
    let mut value = root.to_value();
    if in_stream && let Some(members) = value.as_object_mut() {
        members.shift_remove(DERIVED);
    }
    let schema = match SCHEMAS.of(&value) {
        Ok(schema) => schema,
        Err(violation) => return Some(violation.message),
    };
    if let Some(violation) = schema.violations(&value).into_iter().next() {
        return Some(violation.message);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let reader = reader(type_of(&value), in_stream);
    if reader.trace(text, &root).elements != tape.elements {
        return Some("the value has another tape".to_owned());
    }
    // The record of the tape is the one that serde reads.
    match (
        Record::from_value(value),
        tape.record(text, schema.record_type),
    ) {
        (Err(error), _) => Some(error.to_string()),
        (_, Err(error)) => Some(error.to_string()),
        (Ok(read), Ok(taken)) => (read != taken).then(|| "the tape has another record".to_owned()),
    }
}

#[test]
fn every_record_is_accepted() {
    let mut tape = Tape::default();
    for sample in samples() {
        let text = &sample.text;
        let shown = String::from_utf8_lossy(text).into_owned();
        assert!(accepts(sample.reader(), text, &mut tape), "{shown}");
        let objection = objection(text, sample.in_stream, &tape);
        assert_eq!(objection, None, "{shown}");
        // A file has nothing but its fields.
        let in_file = reader(sample.record_type, false);
        assert_eq!(accepts(in_file, text, &mut tape), !sample.in_stream);
        assert!(accepts(sample.reader(), text, &mut tape));
        // The element of every string spans it where it stands.
        let text = std::str::from_utf8(text).expect("it was accepted");
        for element in &tape.elements {
            // Strings with escapes are kept as they read, and count from the end of the record on.
            if let Some(written) = text.get(element.start as usize..element.end as usize) {
                assert_eq!(tape.text(text, element), written);
            }
        }
    }
}

#[test]
fn escapes_are_resolved() {
    let record = r#"{"type":"actor","schema_version":"0.2.0","id":"xx","kind":"body","name":{"en":"The \"caf\u00e9\" \ud83d\ude00\/"},"record":{"revision":1,"state":"published"}}"#;
    let reader = schema::reader("actor", false).expect("it is a type");
    let mut tape = Tape::default();
    assert!(reader.read(record, &mut tape));
    let texts: Vec<_> = tape
        .elements
        .iter()
        .map(|element| tape.text(record, element))
        .collect();
    assert!(texts.contains(&"The \"café\" 😀/"), "{texts:?}");
}

#[test]
fn what_is_accepted_is_in_order() {
    let mutations = std::env::var("BESLUIT_MUTATIONS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(MUTATIONS);
    let samples = samples();
    let accepted = AtomicU64::new(0);
    let streams = 64;
    (0..streams).into_par_iter().for_each(|stream| {
        let mut random = Random::new(stream, "tape");
        let mut tape = Tape::default();
        for _ in 0..mutations / streams {
            let sample = random.pick(&samples);
            let mut bytes = sample.text.clone();
            for _ in 0..1 + random.below(2) {
                mutate(&mut random, &mut bytes, &samples);
            }
            // The type may have changed with the rest, so any reader may be asked.
            let (record_type, in_stream) = if random.below(16) == 0 {
                (random.below(RECORD_TYPES.len()), random.below(2) == 0)
            } else {
                (sample.record_type, sample.in_stream)
            };
            if accepts(reader(record_type, in_stream), &bytes, &mut tape) {
                accepted.fetch_add(1, Ordering::Relaxed);
                if let Some(why) = objection(&bytes, in_stream, &tape) {
                    panic!("accepted: {why}\n{}", String::from_utf8_lossy(&bytes));
                }
            }
        }
    });
    let accepted = accepted.into_inner();
    println!("{mutations} mutated records, {accepted} accepted, none of them wrongly");
    // A reader that declines everything would never be wrong.
    assert!(accepted > mutations / 20, "{accepted} of {mutations}");
}

/// Bytes that mean something to JSON or to a form of string.
const TELLING: &[u8] =
    b"{}[]:,\"\\/ \n\r\t0123456789-+.eEtfnu_#azAZ\x00\x1f\x7f\x80\xa0\xc2\xe2\xef\xff";

/// Pieces of text that mean something.
const PIECES: [&str; 28] = [
    "null",
    "true",
    "1e0",
    "-0",
    "01",
    "1.0",
    "0.5",
    "\"\"",
    "{}",
    "[]",
    "\\u0000",
    "\\ud800",
    "\\u0022",
    "\\\"",
    "\\u00e9",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "\u{e9}",
    "\"type\":\"actor\",",
    "\"id\":\"a\",",
    ",",
    "2025-02-30",
    " ",
    "--",
    ",\"derived\":{}",
    "\"deri\\u0076ed\":[],",
];

/// Changes something: a byte, a piece, a stretch, or what two records have in its place.
fn mutate(random: &mut Random, bytes: &mut Vec<u8>, samples: &[Sample]) {
    if bytes.is_empty() {
        return;
    }
    let at = random.below(bytes.len());
    // Half of the changes are made where the structure is: beside an element, or in a short string.
    let at = match random.below(2) {
        0 => (at..bytes.len())
            .find(|at| b"{}[]:,\"".contains(&bytes[*at]))
            .unwrap_or(at),
        _ => at,
    };
    match random.below(9) {
        0 => bytes[at] = *random.pick(TELLING),
        1 => bytes[at] ^= 1 << random.below(8),
        2 => bytes.insert(at, *random.pick(TELLING)),
        3 => {
            bytes.remove(at);
        }
        4 => {
            let piece = random.pick(&PIECES).as_bytes().to_vec();
            bytes.splice(at..at, piece);
        }
        5 => {
            let end = (at + 1 + random.below(40)).min(bytes.len());
            bytes.drain(at..end);
        }
        6 => {
            let end = (at + 1 + random.below(60)).min(bytes.len());
            let stretch = bytes[at..end].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, stretch);
        }
        7 => {
            let other = &random.pick(samples).text;
            let from = random.below(other.len());
            let end = (from + 1 + random.below(60)).min(other.len());
            bytes.splice(at..at, other[from..end].iter().copied());
        }
        _ => bytes.truncate(at),
    }
}
