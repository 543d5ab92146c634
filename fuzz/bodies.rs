//! What must hold for any bytes at all, a function for each target. `cargo fuzz` looks for bytes for which it does not, and the test
//! `fuzz` runs every function over what is in `fuzz/corpus/`.

use std::io::Cursor;

use besluit::bench::{Extracted, by_method, normal, of_pages, parse, sniff};
use besluit::config::Config;
use besluit::dataset::{Dataset, RawFile, home};
use besluit::derive::quotes;
use besluit::export::{Export, TARGETS, ndjson};
use besluit::model::{Date, Record};
use besluit::schema::Schemas;
use besluit::{Input, Options, validate};
use serde_json::Value;

/// What must hold for some bytes; it panics if it does not.
type Body = fn(&[u8]);

/// Every target by its name.
pub const TARGETS_OF_FUZZ: [(&str, Body); 11] = [
    ("json", json),
    ("record", record),
    ("quote", quote),
    ("date", date),
    ("dataset", dataset),
    ("export", export),
    ("docx", docx),
    ("odt", odt),
    ("html", html),
    ("koop", koop),
    ("printed", printed),
];

/// What the strict reader takes without a fault, every reader of JSON takes.
pub fn json(bytes: &[u8]) {
    let parsed = parse(bytes);
    assert!(parsed.root.is_some() || !parsed.faults.is_empty());
    if parsed.faults.is_empty() {
        serde_json::from_slice::<Value>(bytes).expect("it is JSON");
    }
}

/// A record that is read is the same when it is written and read again.
pub fn record(bytes: &[u8]) {
    if let Ok(record) = serde_json::from_slice::<Record>(bytes) {
        let written = serde_json::to_vec(&record).expect("it can be written");
        let again: Record = serde_json::from_slice(&written).expect("it can be read again");
        assert!(record == again);
    }
}

/// Where a quote is found, it stands. The first line is the quote, the rest the text.
pub fn quote(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (quote, text) = text.split_once('\n').unwrap_or((text, ""));
    let text = normal(text);
    for place in text.find(quote) {
        assert_eq!(text.passage(&place), quote);
        assert!(text.find(text.passage(&place)).contains(&place));
    }
}

/// A text that is taken from a document can be pinned, and is taken from it again.
fn extract(method: &str, bytes: &[u8]) {
    let _ = sniff(bytes);
    let taken = by_method(method, bytes);
    if let Ok(extracted) = &taken {
        can_be_pinned(extracted);
    }
    assert!(taken == by_method(method, bytes));
}

fn can_be_pinned(extracted: &Extracted) {
    let text = &extracted.text;
    let is_fit = |letter: char| !letter.is_control() || matches!(letter, '\t' | '\n');
    assert!(text.len() <= 4 * 1024 * 1024 && text.chars().all(is_fit));
    for mark in &extracted.report.marks {
        assert_eq!(text.matches(mark.as_str()).count(), 1, "{mark}");
    }
}

/// A letter of Word.
pub fn docx(bytes: &[u8]) {
    extract("docx/0", bytes);
}

/// A letter of LibreOffice.
pub fn odt(bytes: &[u8]) {
    extract("odt/0", bytes);
}

/// A page of the web.
pub fn html(bytes: &[u8]) {
    extract("html/0", bytes);
}

/// The XML of an official publication.
pub fn koop(bytes: &[u8]) {
    extract("koop/0", bytes);
}

/// What another program printed of a PDF.
pub fn printed(bytes: &[u8]) {
    can_be_pinned(&of_pages(&String::from_utf8_lossy(bytes)));
}

/// A date is written as it was read, and does not end before it begins but where it is an interval that says so.
pub fn date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string(), text);
        if let Some((last, first)) = date.order() {
            assert!(first <= last || text.contains('/'), "{text}");
        }
    }
}

/// Any lines are checked, and what is found is in order.
pub fn dataset(bytes: &[u8]) {
    let input = Input::Lines {
        name: "all.ndjson".to_owned(),
        reader: Box::new(Cursor::new(bytes.to_owned())),
    };
    let day = "2026-12-31".parse().expect("it is a day");
    let report = validate(input, &Options::on(day).with_notes()).expect("memory can be read");
    let places = report
        .findings
        .iter()
        .map(|one| (&one.file, one.span.start));
    assert!(places.is_sorted());
}

/// What is exported of any records is read back as those records.
pub fn export(bytes: &[u8]) {
    let files = bytes.split(|byte| *byte == b'\n').filter_map(|line| {
        let record: Record = serde_json::from_slice(line).ok()?;
        Some(RawFile {
            path: format!("records/{}", home(record.record_type(), record.id())),
            content: Ok(line.to_owned()),
        })
    });
    let dataset = Dataset::new(Config::default(), files.collect(), &Schemas::new());
    let found = quotes(&dataset);
    let export = Export::new(&dataset, &found);
    let target = TARGETS.iter().find(|target| target.name == "ndjson");
    let made = target
        .expect("it is there")
        .files(&export)
        .expect("it can be made");
    let text = String::from_utf8(made[0].bytes.clone()).expect("it is UTF-8");
    for line in text.lines() {
        let record = ndjson::record(line).expect("it is a record");
        let document = dataset.document(record.record_type(), record.id());
        let document = document.expect("it is in the dataset");
        assert!(document.record.as_ref() == Some(&record));
    }
}
