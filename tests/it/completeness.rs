//! The promises: what claims rest on is counted once and alike wherever it is told, and the digest of a dataset tells its contents from
//! any others.

use std::fs;
use std::path::{Path, PathBuf};

use besluit::Options;
use besluit::completeness::{Completeness, EvidenceCounts};
use besluit::dataset::sha256;
use besluit::derive::{completeness, digest, quotes};
use besluit::export::Export;
use serde_json::{Value, json};

use crate::process::{Run, run};
use crate::support::{dataset, day, folders, report, repository, small_dataset};

const ACTOR: &str = "records/actors/xd.json";
const DECISION: &str = "records/decisions/2022/world-xd-2022-0001.json";
const JSON: [&str; 5] = ["validate", "--as-of", "2026-12-31", "--format", "json"];

/// The folder of this repository, and those of the world's.
fn places() -> Vec<PathBuf> {
    let mut folders = folders(&repository().join("tests/fixtures/world"));
    folders.push(repository());
    folders
}

/// The evidence in a record, told by the keys that it has.
fn evidence(value: &Value) -> EvidenceCounts {
    let mut counts = EvidenceCounts::default();
    match value {
        Value::Array(items) => items.iter().for_each(|item| counts += evidence(item)),
        Value::Object(members) => {
            for (key, member) in members {
                counts += evidence(member);
                let pieces = member.as_array().filter(|_| key == "evidence");
                for piece in pieces.into_iter().flatten() {
                    assert_ne!(piece.get("quote").is_some(), piece.get("locator").is_some());
                    counts.add(piece.get("quote").is_some());
                }
            }
        }
        _ => {}
    }
    counts
}

fn edit(folder: &Path, path: &str, change: impl Fn(&mut Value)) {
    let path = folder.join(path);
    let text = fs::read_to_string(&path).expect("it can be read");
    let mut record: Value = serde_json::from_str(&text).expect("it is JSON");
    change(&mut record);
    fs::write(&path, format!("{record:#}\n")).expect("it can be written");
}

#[test]
fn what_claims_rest_on_is_counted_alike_everywhere() {
    let mut total = EvidenceCounts::default();
    for folder in places() {
        let dataset = dataset(&folder);
        let quotes = quotes(&dataset);
        let export = Export::new(&dataset, &quotes);
        let mut expected = Completeness::default();
        for one in &export.records {
            let record = serde_json::to_value(one.record).expect("it is JSON");
            let counts = evidence(&record);
            assert_eq!(one.document.evidence(), counts);
            let derived = serde_json::to_value(&one.derived).expect("it is JSON");
            let told = json!({ "quoted": counts.quoted, "by_place": counts.by_place });
            assert_eq!(derived["evidence"], told, "{}", one.record.id());
            if !one.record.state().counts() {
                continue;
            }
            expected.evidence += counts;
            match record["type"] == "source" {
                true if record.get("text").is_some() => expected.sources_with_text += 1,
                true => expected.sources_without_text += 1,
                false => {}
            }
        }
        assert_eq!(completeness(&dataset), expected, "{folder:?}");
        let report = report(&dataset, Options::on(day("2040-01-01")));
        assert_eq!(report.summary.completeness, expected, "{folder:?}");
        total += expected.evidence;
    }
    assert!(total.quoted > 200 && total.by_place > 200, "{total}");
}

#[test]
fn a_withdrawn_record_claims_nothing() {
    let folder = small_dataset();
    let before = completeness(&dataset(folder.path()));
    edit(folder.path(), DECISION, |record| {
        record["record"] =
            json!({ "revision": 2, "state": "withdrawn", "reason": { "en": "It was a mistake." } });
    });
    let dataset = dataset(folder.path());
    let id = "world-xd-2022-0001".parse().expect("it is an id");
    let decision = serde_json::to_value(dataset.decision(&id)).expect("it is JSON");
    let mut after = completeness(&dataset);
    assert_ne!(after, before);
    after.evidence += evidence(&decision);
    assert_eq!(after, before);
}

/// What is selected is what is told of.
#[test]
fn every_command_says_it() {
    let folder = repository();
    let whole = completeness(&dataset(&folder));
    let EvidenceCounts { quoted, by_place } = whole.evidence;
    let told = json!({ "quoted": quoted, "by_place": by_place });
    let (with, without) = (whole.sources_with_text, whole.sources_without_text);
    for arguments in [&JSON[..], &["coverage", "--format", "json"]] {
        let told_there = json(&run(&folder, arguments));
        let place = match told_there.get("summary") {
            Some(summary) => summary,
            None => &told_there,
        };
        assert_eq!(place["evidence"], told);
        assert_eq!(place["sources_with_text"], with);
        assert_eq!(place["sources_without_text"], without);
    }
    let sources = with + without;
    let words = format!(
        "evidence: {quoted} quoted, {by_place} by place only; {with} of {sources} sources with a text"
    );
    for arguments in [
        &["validate", "--as-of", "2026-12-31"][..],
        &["coverage", "--lang", "en"],
    ] {
        let told = run(&folder, arguments);
        let last = told.out.lines().last().expect("it has lines");
        assert!(last.contains(&words), "{told:?}");
    }
    let one = "records/decisions/2025/besluit-nl-2025-0003.json";
    let text = fs::read_to_string(folder.join(one)).expect("it can be read");
    let counts = evidence(&serde_json::from_str(&text).expect("it is JSON"));
    let told = json!({ "quoted": counts.quoted, "by_place": counts.by_place });
    let selected = json(&run(&folder, &[&JSON[..], &[one]].concat()));
    assert_eq!(selected["summary"]["evidence"], told);
    assert_eq!(selected["summary"]["sources_with_text"], 0);
    let shown = ["show", "besluit-nl-2025-0003", "--lang", "en"];
    let page = run(&folder, &[&shown[..], &["--format", "json"]].concat());
    assert_eq!(json(&page)["evidence"], told);
    let page = run(&folder, &shown);
    assert!(
        page.out.contains(&format!("\nEvidence\n  {counts}\n")),
        "{page:?}"
    );
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"))
}

/// The digest that a report tells; none if it tells none.
#[track_caller]
fn told(run: &Run) -> Option<String> {
    let report = json(run);
    let digest = report["summary"].get("digest");
    digest.map(|digest| digest.as_str().expect("it is a text").to_owned())
}

/// The digest of the dataset in a folder, made of sorted lines.
fn expected(folder: &Path) -> String {
    let dataset = dataset(folder);
    let records = dataset.records();
    let lines =
        records.map(|(_, one)| format!("{} {} {}\n", one.record_type(), one.id(), digest(one)));
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    format!("sha256:{}", sha256(lines.concat().as_bytes()))
}

#[test]
fn a_report_tells_the_digest_of_the_dataset() {
    for folder in places() {
        assert_eq!(
            told(&run(&folder, &JSON)),
            Some(expected(&folder)),
            "{folder:?}"
        );
    }
    let folder = repository();
    let whole = expected(&folder);
    for more in [
        &["records/actors"][..],
        &["--format", "human=target/report.txt"],
        &["--notes"],
    ] {
        let run = run(&folder, &[&JSON[..], more].concat());
        assert_eq!(told(&run).as_ref(), Some(&whole), "{more:?}");
    }
    // Nobody pays for what nobody asked for.
    for format in ["human", "jsonl"] {
        let other = run(&folder, &["validate", "--format", format]);
        assert!(!other.out.contains("sha256"), "{other:?}");
    }
    let dataset = dataset(&folder);
    let options = Options::on(day("2026-12-31"));
    assert_eq!(report(&dataset, options.clone()).summary.digest, None);
    let asked = Options {
        digest: true,
        ..options
    };
    assert_eq!(report(&dataset, asked).summary.digest, Some(whole.clone()));
    let held = quotes(&dataset);
    assert_eq!(Export::new(&dataset, &held).digest().to_string(), whole);
}

/// It is of what the records say, and of each that is judged, once.
#[test]
fn the_digest_is_of_what_was_judged() {
    let folder = small_dataset();
    let first = expected(folder.path());
    // Another layout says the same.
    let text = fs::read_to_string(folder.path().join(ACTOR)).expect("it can be read");
    let record: Value = serde_json::from_str(&text).expect("it is JSON");
    fs::write(folder.path().join(ACTOR), record.to_string()).expect("it can be written");
    assert_eq!(told(&run(folder.path(), &JSON)), Some(first.clone()));
    // A record from elsewhere takes the place of its own, also where it is the same one.
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path().to_str().expect("it is UTF-8");
    let stream = |record: &Value| {
        fs::write(elsewhere.path().join("some.ndjson"), format!("{record}\n"))
            .expect("it can be written");
        let arguments = [&JSON[..], &["--root", root, "some.ndjson"]].concat();
        told(&run(elsewhere.path(), &arguments))
    };
    assert_eq!(stream(&record), Some(first.clone()));
    let mut other = record.clone();
    other["name"]["en"] = "Another name".into();
    let replaced = stream(&other);
    assert_ne!(replaced, Some(first.clone()));
    fs::write(folder.path().join(ACTOR), other.to_string()).expect("it can be written");
    assert_eq!(replaced, Some(expected(folder.path())));
    // Of what cannot be read nobody knows what it says.
    fs::write(folder.path().join(ACTOR), "{}").expect("it can be written");
    assert_eq!(told(&run(folder.path(), &JSON)), None);
}

#[test]
fn of_two_datasets_there_is_no_digest() {
    let both = tempfile::tempdir().expect("a folder can be made");
    let mut arguments = JSON.to_vec();
    for name in ["one", "two"] {
        let world = repository().join("tests/fixtures/world/late-dissent");
        crate::support::copy(&world, &both.path().join(name));
        arguments.push(name);
    }
    let run = run(both.path(), &arguments);
    assert_eq!(json(&run)["summary"]["records"]["decision"], 2, "{run:?}");
    assert_eq!(told(&run), None);
}
