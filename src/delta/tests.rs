//! A delta leads from one state to the other, to the byte, whatever was edited; two of them lead where one does; and no damaged one leads
//! anywhere. The states are random walks of edits over the records of this repository and of the invented datasets.

use serde_json::{Map, Value, json};

use super::shape::{Changed, Counts};
use super::state::{document, documents};
use super::{Delta, Kind, Op, State, StateName, apply, between};
use crate::dataset::{Document, RawFile};
use crate::export::{Export, TARGETS};
use crate::support::original::SCHEMAS;
use crate::support::random::Random;
use crate::support::{dataset, folders, raw_files, repository};

/// The records of the datasets, by the datasets.
fn originals() -> Vec<Vec<Value>> {
    let mut folders = folders(&repository().join("tests/fixtures/world"));
    folders.insert(0, repository());
    let records = folders.iter().map(|folder| {
        let mut files = raw_files(folder);
        files.retain(|file| file.path.ends_with(".json"));
        let parsed = files.iter().map(|file| {
            let bytes = file.content.as_ref().expect("it was read");
            serde_json::from_slice(bytes).expect("it is JSON")
        });
        parsed.collect()
    });
    records.collect()
}

/// The state of records in files, each laid out at random.
fn state(records: &[Value], random: &mut Random) -> State {
    let files = records.iter().enumerate().map(|(at, record)| {
        let text = match random.below(2) {
            0 => record.to_string(),
            _ => format!("{record:#}\n"),
        };
        Document::read(raw(&format!("{at}.json"), &text), &SCHEMAS)
    });
    State::of(&files.collect::<Vec<_>>(), &SCHEMAS).expect("they are records")
}

fn raw(path: &str, text: &str) -> RawFile {
    RawFile {
        path: path.to_owned(),
        content: Ok(text.as_bytes().to_vec()),
    }
}

#[track_caller]
fn delta(from: &State, to: &State) -> Delta {
    let (from, to) = ((from, StateName::default()), (to, StateName::default()));
    between(from, to, &SCHEMAS)
        .map_err(|gone| gone.0)
        .expect("nothing is gone")
}

/// The bytes that a delta, which is written and read again, leads to.
#[track_caller]
fn applied(base: &State, deltas: &[&Delta]) -> Vec<u8> {
    let state = deltas.iter().fold(base.clone(), |state, delta| {
        let read = Delta::read(&delta.bytes()).expect("it is whole");
        assert_eq!(&read, *delta);
        apply(state, &read).expect("it leads from there")
    });
    state.bytes()
}

/// One edit of a walk: it adds a record, or changes one in substance, in words, in its layout, or withdraws it.
fn edit(records: &mut Vec<Value>, spare: &mut Vec<Value>, random: &mut Random) {
    let at = random.below(records.len());
    let number = random.below(1_000_000);
    match random.below(6) {
        0 => records.extend(spare.pop()),
        1 => {
            let record = &mut records[at];
            let revision = record["record"]["revision"].as_u64().unwrap_or(1) + 1;
            record["record"] = json!({
                "revision": revision,
                "state": "withdrawn",
                "reason": { "en": format!("Reason {number} \"of\" \u{2028} the,\"record\":{{}} é") },
            });
        }
        2 => {
            let key = ["title", "name"]
                .into_iter()
                .find(|key| records[at].get(key).is_some());
            if let Some(key) = key {
                records[at][key]["en"] = format!("Title {number}\n").into();
            }
        }
        3 => {
            records[at]["identifiers"] =
                json!([{ "scheme": "local", "value": number.to_string() }]);
        }
        // A field that no model knows: states hold records of any version.
        4 => records[at]["later_field"] = json!({ "b": number, "a": [null, true, -1.5] }),
        _ => {
            let members = records[at].as_object().cloned().unwrap_or_default();
            records[at] = members.into_iter().rev().collect::<Map<_, _>>().into();
        }
    }
}

/// The states along a random walk.
fn walk(seed: u64, originals: &[Vec<Value>]) -> [State; 3] {
    let mut random = Random::new(seed, "delta");
    let mut records = random.pick(originals).clone();
    let mut spare = Vec::new();
    for _ in 0..random.below(records.len()) {
        spare.push(records.swap_remove(random.below(records.len())));
    }
    std::array::from_fn(|_| {
        for _ in 0..random.below(12) {
            edit(&mut records, &mut spare, &mut random);
        }
        // The order of the files is nothing.
        let turn = random.below(records.len());
        records.rotate_left(turn);
        state(&records, &mut random)
    })
}

#[test]
fn deltas_lead_from_state_to_state() {
    let originals = originals();
    let mut counts = Counts::default();
    for seed in 0..200 {
        let [a, b, c] = walk(seed, &originals);
        let (first, second) = (delta(&a, &b), delta(&b, &c));
        assert_eq!(applied(&a, &[&first]), b.bytes(), "seed {seed}");
        assert_eq!(applied(&a, &[&first, &second]), c.bytes(), "seed {seed}");
        assert_eq!(applied(&a, &[&delta(&a, &c)]), c.bytes(), "seed {seed}");
        let read = State::verbatim(&c.bytes()).expect("it is a state");
        assert!(delta(&read, &c).changes.is_empty(), "seed {seed}");
        let told = first.header.counts;
        counts.added += told.added;
        counts.changed.substance += told.changed.substance;
        counts.changed.words += told.changed.words;
        counts.withdrawn += told.withdrawn;
        *counts.layout.get_or_insert_default() += told.layout.expect("all are from files");
    }
    let Counts {
        added,
        changed: Changed { substance, words },
        withdrawn,
        layout,
    } = counts;
    println!("{added} added, {substance} and {words} changed, {withdrawn} withdrawn, {layout:?}");
    for count in [added, substance, words, withdrawn, layout.unwrap_or(0)] {
        assert!(count > 50, "each kind of edit is among them: {counts:?}");
    }
}

#[test]
fn a_damaged_delta_is_refused() {
    let originals = originals();
    let mut refused = 0;
    for seed in 0..40 {
        let [a, b, _] = walk(seed, &originals);
        let delta = delta(&a, &b);
        let bytes = delta.bytes();
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let mut random = Random::new(seed, "damage");
        let mut damaged = Vec::new();
        for at in 0..lines.len() {
            let (mut less, mut twice) = (lines.clone(), lines.clone());
            less.remove(at);
            twice.insert(at, lines[at]);
            damaged.extend([less.concat(), twice.concat()]);
            if at > 0 {
                let mut swapped = lines.clone();
                swapped.swap(at - 1, at);
                damaged.push(swapped.concat());
            }
        }
        for _ in 0..100 {
            let mut flipped = bytes.clone();
            flipped[random.below(bytes.len())] ^= 1 << random.below(8);
            damaged.push(flipped);
        }
        damaged.push(bytes[..random.below(bytes.len())].to_vec());
        for damaged in damaged {
            // Two lines that are the same may change places.
            if damaged != bytes {
                let read = Delta::read(&damaged);
                assert!(
                    read.is_err(),
                    "seed {seed}: {}",
                    String::from_utf8_lossy(&damaged)
                );
                refused += 1;
            }
        }
        if a != b && !delta.changes.is_empty() {
            let refusal = apply(b, &delta).expect_err("it leads from elsewhere");
            assert!(refusal.1.contains("leads from"), "{refusal:?}");
        }
    }
    assert!(refused > 4000, "{refused}");
}

#[test]
fn damage_is_told_by_its_place() {
    let actor = |id: &str, name: &str| json!({ "type": "actor", "id": id, "name": { "en": name }, "record": { "revision": 1 } });
    let mut random = Random::new(0, "place");
    let from = state(&[actor("a", "A"), actor("b", "B")], &mut random);
    let to = state(
        &[actor("a", "Aa"), actor("b", "Bb"), actor("c", "C")],
        &mut random,
    );
    let text = String::from_utf8(delta(&from, &to).bytes()).expect("it is UTF-8");
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let [header, a, b, c] = lines[..] else {
        panic!("{text}")
    };
    #[track_caller]
    fn check(text: &str, line: usize, why: &str) {
        let (at, told) = Delta::read(text.as_bytes()).expect_err("it is damaged");
        assert_eq!((at, told.as_str()), (line, why));
    }
    let again = [header, a, a, b, c].concat();
    check(&again, 3, "the actor `a` is there twice");
    let swapped = [header, b, a, c].concat();
    let why = "the actor `a` stands after the actor `b`: the lines are out of their order";
    check(&swapped, 3, why);
    let missing = [header, a, c].concat();
    let why = "the header counts 3 changes, and there are 2: some are missing";
    check(&missing, 1, why);
    let why = "the record is not the one whose digest is given as `after`: the actor `b`";
    check(&text.replace("Bb", "BB"), 3, why);
    let why = "some byte was altered: the digest of the delta is not the one that its header gives";
    check(
        &text.replace(r#""revision":{"from":1,"#, r#""revision":{"from":2,"#),
        1,
        why,
    );
    check(text.trim_end(), 4, "the delta ends within this line");
    check(
        "",
        1,
        "this is not the header of a `besluit-delta-1`, as `besluit delta --format jsonl` writes it",
    );
}

#[test]
fn a_line_is_that_of_the_export() {
    let mut folders = folders(&repository().join("tests/fixtures/world"));
    folders.push(repository());
    let mut compared = 0;
    for folder in folders {
        let dataset = dataset(&folder);
        let quotes = crate::derive::quotes(&dataset);
        let export = Export::new(&dataset, &quotes);
        let target = TARGETS.iter().find(|target| target.name == "ndjson");
        let files = target
            .expect("it is there")
            .files(&export)
            .expect("it can be made");
        let state = State::of(&dataset.documents, &SCHEMAS).expect("they are records");
        let exported = documents("records.ndjson", &files[0].bytes, &SCHEMAS);
        let read = State::of(&exported, &SCHEMAS).expect("they are records");
        assert_eq!(read.bytes(), state.bytes());
        // The same lines in the same order, but for what follows.
        let text = String::from_utf8(files[0].bytes.clone()).expect("it is UTF-8");
        for (line, exported) in state.0.values().zip(text.lines()) {
            let (record, _) = exported
                .split_once(",\"derived\":{")
                .expect("it has what follows");
            assert_eq!(line.text, format!("{record}}}"));
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared}");
}

/// The op and kind of the change from one record to another.
#[track_caller]
fn check_kind(change: impl Fn(&mut Value), op: Op, kind: Option<Kind>) {
    let path = repository().join("tests/fixtures/world/late-dissent");
    let decision = dataset(&path).documents.iter().find_map(|one| {
        one.decision()
            .map(|_| serde_json::from_str::<Value>(&one.text))
    });
    let was = decision.expect("there is one").expect("it is JSON");
    let mut now = was.clone();
    change(&mut now);
    let mut random = Random::new(1, "kind");
    let delta = delta(
        &state(&[was], &mut random),
        &state(&[now.clone()], &mut random),
    );
    let (found, line) = &delta.changes[0];
    assert_eq!((found.op, found.kind), (op, kind), "{now}");
    assert_eq!(
        document(line, &SCHEMAS).identity().map(|one| one.1),
        now["id"].as_str()
    );
}

#[test]
fn substance_is_told_from_words() {
    let words = |change: &dyn Fn(&mut Value)| check_kind(change, Op::Change, Some(Kind::Words));
    words(&|record| record["title"]["en"] = "Another title".into());
    words(&|record| record["title"]["fy"] = "In oare titel".into());
    words(&|record| record["record"]["revision"] = 9.into());
    words(&|record| record["schema_version"] = "0.1.0".into());
    words(&|record| record["statements"][0]["topics"] = json!(["a new topic", "heating"]));
    let turn = |list: &str| {
        let list = list.to_owned();
        move |record: &mut Value| record[&list].as_array_mut().expect("a list").reverse()
    };
    words(&turn("statements"));
    let substance =
        |change: &dyn Fn(&mut Value)| check_kind(change, Op::Change, Some(Kind::Substance));
    substance(&|record| record["events"][0]["date"] = "2022-03-15".into());
    substance(&|record| {
        let events = record["events"].as_array_mut().expect("a list");
        let mut event = events[0].clone();
        event["id"] = "another".into();
        events.push(event);
    });
    substance(&|record| record["identifiers"] = json!([{ "scheme": "local", "value": "1" }]));
    substance(&|record| drop(record["events"].as_array_mut().expect("a list").pop()));
    let withdraw = |record: &mut Value| record["record"]["state"] = "withdrawn".into();
    check_kind(withdraw, Op::Withdraw, None);
}

#[test]
fn what_is_gone_is_told() {
    let [a, b, _] = walk(3, &originals());
    let mut less = b.clone();
    let (key, _) = less.0.pop_first().expect("there is one");
    assert!(a.0.contains_key(&key));
    let (from, to) = ((&a, StateName::default()), (&less, StateName::default()));
    let gone = between(from, to, &SCHEMAS).map_err(|gone| gone.0);
    assert_eq!(gone.map(|_| ()), Err(vec![key]));
}

#[test]
fn no_state_without_a_type_and_an_id() {
    for (text, why) in [
        ("{", "x.ndjson:2: it is not strict JSON"),
        (
            r#"{"type":"actor","id":"b","id":"c"}"#,
            "x.ndjson:2: it is not strict JSON",
        ),
        (
            r#"{"type":"actor"}"#,
            "x.ndjson:2: it has no `type` and `id`",
        ),
        (
            r#"{"id":"a","type":"actor"}"#,
            "x.ndjson:2: the actor `a` is there twice",
        ),
    ] {
        let stream = format!("{{\"type\":\"actor\",\"id\":\"a\"}}\n{text}\n");
        let documents = documents("x.ndjson", stream.as_bytes(), &SCHEMAS);
        let told = State::of(&documents, &SCHEMAS).expect_err("it is none");
        assert!(told.starts_with(why), "{told}");
    }
}
