//! Whoever follows a finding to its place in a file finds there what it is about: the text at a span parses to the value at the
//! pointer, lines and columns are those that people count, and a syntax error stands at the first byte at which no JSON can go on.
//!
//! The other readers here are serde_json, for values, pointers and the beginnings of texts, and a count of characters by hand, for
//! places. The strict reader's own tests let serde_json judge it on texts made of a few characters; here it reads every record,
//! and documents with what records have and those texts lack: keys that need escapes in a pointer, and letters of every width.

use crate::dataset::{Dataset, Document};
use crate::files::RawFile;
use crate::json::{FaultKind, Lines, Node, Position, escape, parse};
use crate::schema::Schemas;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::Value;

use crate::support::random::Random;
use crate::support::{self, config, folders, raw_files, repository};

/// The number of documents and changes that are drawn.
const CASES: u32 = 3_000;

/// Every record of the dataset and of the invented ones.
fn records() -> Vec<(String, String)> {
    let mut all = folders(&repository().join("tests/fixtures/world"));
    all.push(repository());
    let files = all.iter().flat_map(|folder| raw_files(folder));
    let records: Vec<_> = files
        .filter(|file| file.path.ends_with(".json"))
        .map(|file| {
            let bytes = file.content.expect("it was read");
            (file.path, String::from_utf8(bytes).expect("it is UTF-8"))
        })
        .collect();
    assert!(records.len() > 200, "the records are where they were");
    records
}

/// The same cases in every run.
fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: CASES,
        rng_seed: RngSeed::Fixed(20_251_126),
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn a_span_holds_the_value_at_its_pointer() {
    let mut pointers = 0;
    for (path, text) in records() {
        pointers += check_spans(&path, &text);
    }
    assert!(pointers > 10_000, "only {pointers} pointers");
    runner()
        .run(&(documents(), any::<bool>()), |(value, pretty)| {
            let text = match pretty {
                true => serde_json::to_string_pretty(&value),
                false => serde_json::to_string(&value),
            };
            check_spans("a random document", &text.expect("it can be written"));
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}

/// Checks every pointer of a text, and how many there are.
#[track_caller]
fn check_spans(name: &str, text: &str) -> usize {
    let whole: Value = serde_json::from_str(text).expect("it is JSON");
    let parsed = parse(text.as_bytes());
    assert!(
        parsed.faults.is_empty(),
        "{name}: {:?}\n{text}",
        parsed.faults
    );
    let root = parsed.root.expect("it has a value");
    let lines = Lines::new(text);
    let mut pointers = Vec::new();
    list_pointers(&whole, String::new(), &mut pointers);
    for pointer in &pointers {
        let what = format!("{name}: `{pointer}`\n{text}");
        let node = root
            .pointer(pointer)
            .unwrap_or_else(|| panic!("{what}: nothing there"));
        check_span(
            &what,
            text,
            &lines,
            node,
            whole.pointer(pointer).expect("it was listed"),
        );
        let key = key_of(&whole, pointer);
        let member = root.member_at(pointer);
        assert_eq!(member.map(|member| member.key.as_str()), key, "{what}");
        if let Some(member) = member {
            let written: String =
                serde_json::from_str(&text[member.key_span.clone()]).expect(&what);
            assert_eq!(Some(written.as_str()), key, "{what}");
            check_position(&what, text, &lines, member.key_span.start);
        }
    }
    pointers.len()
}

/// The text at the span is the value and nothing around it, and its ends have the places that people count.
#[track_caller]
fn check_span(what: &str, text: &str, lines: &Lines, node: &Node, value: &Value) {
    let written = &text[node.span.clone()];
    let read: Value =
        serde_json::from_str(written).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(&read, value, "{what}");
    assert_eq!(written.trim(), written, "{what}");
    check_position(what, text, lines, node.span.start);
    check_position(what, text, lines, node.span.end);
}

/// Every pointer of a value, by RFC 6901.
fn list_pointers(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                list_pointers(item, format!("{pointer}/{at}"), found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                list_pointers(member, format!("{pointer}/{}", escape(key)), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}

/// The key that a value is a member by, if it is one.
fn key_of<'a>(whole: &'a Value, pointer: &str) -> Option<&'a str> {
    let (outer, segment) = pointer.rsplit_once('/')?;
    let members = whole.pointer(outer)?.as_object()?;
    let mut keys = members.keys().map(String::as_str);
    keys.find(|key| escape(key) == segment)
}

/// The line and column of a byte, counted letter by letter.
fn counted(text: &str, offset: usize) -> Position {
    let mut place = Position { line: 1, column: 1 };
    let mut letters = text[..offset].chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().or(text[offset..].chars().next());
        if letter == '\n' || (letter == '\r' && next != Some('\n')) {
            place = Position {
                line: place.line + 1,
                column: 1,
            };
        } else {
            place.column += 1;
        }
    }
    place
}

#[track_caller]
fn check_position(what: &str, text: &str, lines: &Lines, offset: usize) {
    assert_eq!(
        lines.position(text, offset),
        counted(text, offset),
        "{what}: at {offset}"
    );
}

/// Documents with letters of one to four bytes, combining and wide ones, and keys that a pointer has to escape.
fn documents() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-z0-9~/ ]{0,6}",
        "[aéĳ€한字😀👩e\u{301}\u{200d}\u{fe0f}\u{202e}\u{a0}]{0,8}",
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        let members = prop::collection::vec((text.clone(), inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            members.prop_map(|members| members.into_iter().collect()),
        ]
    })
}

#[test]
fn columns_count_letters_of_every_width_as_one() {
    for (before, column) in [
        ("", 1),
        ("abc", 4),
        ("é", 2),
        ("e\u{301}", 3),
        ("€€", 3),
        ("字", 2),
        ("한국", 3),
        ("😀", 2),
        ("👩\u{200d}🚒", 4),
        ("\u{202e}x", 3),
        ("\t", 2),
        ("\u{feff}", 2),
    ] {
        let text = format!("a\n{before}x\nb");
        let position = Lines::new(&text).position(&text, 2 + before.len());
        assert_eq!(position, Position { line: 2, column }, "{before:?}");
        assert_eq!(position, counted(&text, 2 + before.len()), "{before:?}");
    }
}

/// The column of a finding, in a record on a single line with such letters before the value at fault.
#[test]
fn a_finding_has_the_column_of_its_place() {
    let schemas = Schemas::new();
    for name in [
        "x",
        "é",
        "e\u{301}e\u{301}",
        "字字",
        "😀",
        "👩\u{200d}🚒",
        "€ \u{a0}ĳ",
    ] {
        let record = format!(
            r#"{{"type":"actor","schema_version":"0.2.0","id":"xx-a","kind":"body","name":{{"en":"a{name}b"}},"on_behalf_of":"xx-nobody","record":{{"revision":1,"state":"published"}}}}"#
        );
        let at = record.find(r#""xx-nobody""#).expect("it was written");
        let content = Ok(record.clone().into_bytes());
        let path = "records/actors/xx-a.json".to_owned();
        let document = Document::read(RawFile { path, content }, &schemas);
        let config = config(&repository().join("tests/fixtures/base"));
        let dataset = Dataset::assemble(config, vec![document], Vec::new());
        let findings = support::check(&dataset, date(2025, 12, 31));
        let mut dangling = findings
            .iter()
            .filter(|one| one.rule == "dangling-reference");
        let finding = dangling.next().unwrap_or_else(|| panic!("{findings:#?}"));
        let column = record[..at].chars().count() + 1;
        assert_eq!(
            (finding.start.line, finding.start.column),
            (1, column),
            "{record}"
        );
        assert_eq!(
            finding.end.column,
            column + r#""xx-nobody""#.len(),
            "{record}"
        );
        assert_eq!(finding.span, at..at + r#""xx-nobody""#.len(), "{record}");
    }
}

/// Every record, with one byte put in, changed or taken out, or cut off.
#[test]
fn a_syntax_error_stands_where_no_json_can_go_on() {
    let records = records();
    let mut random = Random::new(20_251_126, "syntax");
    let mut faults = 0;
    for nth in 0..CASES {
        let (path, text) = &records[nth as usize % records.len()];
        let mut bytes = text.clone().into_bytes();
        let at = random.below(bytes.len());
        let byte = *random.pick(b"{}[]\",:\\/'tn0-.eE+ \n\t\x01aZ\x7f");
        match random.below(4) {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            2 => drop(bytes.remove(at)),
            _ => bytes.truncate(at),
        }
        faults += check_fault(path, &bytes);
    }
    // And documents that are no records, at places of every sort.
    runner()
        .run(
            &(documents(), any::<Index>(), any::<u8>(), any::<bool>()),
            |(value, at, byte, insert)| {
                let mut bytes = value.to_string().into_bytes();
                let at = at.index(bytes.len());
                match insert {
                    true => bytes.insert(at, byte),
                    false => bytes[at] = byte,
                }
                check_fault("a random document", &bytes);
                Ok(())
            },
        )
        .unwrap_or_else(|failure| panic!("{failure}"));
    assert!(
        faults > CASES as usize / 3,
        "only {faults} of the changes broke a record"
    );
}

/// The number of syntax faults, 0 or 1; before one, some JSON begins as the text does, and up to its end none does.
#[track_caller]
fn check_fault(name: &str, bytes: &[u8]) -> usize {
    let parsed = parse(bytes);
    let what = format!(
        "{name}: {:?}\n{}",
        parsed.faults,
        String::from_utf8_lossy(bytes)
    );
    let reads = serde_json::from_slice::<Value>(bytes).is_ok();
    assert_eq!(parsed.root.is_some(), reads, "{what}");
    let mut syntax = parsed
        .faults
        .iter()
        .filter(|one| one.kind == FaultKind::Syntax);
    let Some(fault) = syntax.next() else {
        return 0;
    };
    assert!(can_go_on(&bytes[..fault.span.start]), "{what}");
    if fault.span.is_empty() {
        assert_eq!(fault.span.start, bytes.len(), "{what}");
    } else {
        // Before the four digits of an escape are there, serde_json does not judge them.
        let until = [&bytes[..fault.span.end], b"0000"].concat();
        assert!(!can_go_on(&until), "{what}");
    }
    1
}

/// True if some JSON begins so.
fn can_go_on(start: &[u8]) -> bool {
    match serde_json::from_slice::<Value>(start) {
        Ok(_) => true,
        Err(error) => error.is_eof(),
    }
}
