//! The promise: files that change or vanish while they are checked break nothing. Records are read once more to say where they are
//! wrong; here something else stands there by then.

use std::fs;
use std::path::Path;

use jiff::civil::date;

use super::{Job, RULES, Run, Setting, run};
use crate::files::{Failure, list};
use crate::support::{config, raw_files, repository};
use crate::workspace::{File, Held, Inventory};

/// The base with an event that is later than its sources, checked, but for the files in `left_out`; once every record was read the first
/// time, `change` is called on its folder.
fn checked(left_out: &[&str], change: impl Fn(&Path) + Sync) -> (Run, Vec<Failure>) {
    let fixtures = repository().join("tests/fixtures");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let bad = fixtures.join("rules/event-after-sources/bad");
    for from in [fixtures.join("base"), bad] {
        let files = raw_files(&from).into_iter();
        for file in files.filter(|file| !left_out.contains(&file.path.as_str())) {
            let path = folder.path().join(&file.path);
            let bytes = file.content.expect("a fixture can be read");
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
            fs::write(path, bytes).expect("it can be written");
        }
    }
    let config = config(&fixtures.join("base"));
    let (found, _) = list(folder.path());
    let files = found.into_iter().map(|found| File {
        path: below(folder.path(), &found.path),
        held: Held::Disk(found),
    });
    let (records, others) = files.partition(|file: &File<'_>| file.path.ends_with(".json"));
    let inventory = Inventory::new(records, Vec::new(), others, Vec::new());
    let setting = Setting {
        config: &config,
        is_loose: false,
        has_schemas: false,
        as_of: date(2025, 12, 31),
        notes: true,
        digest: false,
    };
    let job = Job {
        inventory: &inventory,
        rules: RULES,
        setting: &setting,
        before: None,
    };
    let run = run(job, &|_| true, &|_| change(folder.path()));
    let failures = inventory.take_failures();
    (run.expect("there is no stream"), failures)
}

fn below(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

const RECORD: &str = "records/decisions/2025/base-xx-2025-0001.json";

#[test]
fn a_record_has_fewer_events_than_it_had() {
    let shorten = |folder: &Path| {
        let text = fs::read_to_string(folder.join(RECORD)).expect("it can be read");
        let mut record: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        let events = record["events"].as_array_mut().expect("it has events");
        events.truncate(1);
        fs::write(folder.join(RECORD), record.to_string()).expect("it can be written");
    };
    let as_it_was = checked(&[], |_| ()).0;
    let rules: Vec<_> = as_it_was.findings.iter().map(|one| one.rule).collect();
    assert!(rules.contains(&"event-after-sources"), "{rules:?}");
    let (changed, failures) = checked(&[], shorten);
    let rules: Vec<_> = changed.findings.iter().map(|one| one.rule).collect();
    assert!(!rules.contains(&"event-after-sources"), "{rules:?}");
    assert!(failures.is_empty(), "{failures:?}");
}

#[test]
fn a_record_that_vanished_is_told_once() {
    let remove = |folder: &Path| {
        fs::remove_file(folder.join(RECORD)).expect("it is there");
    };
    // Two rules read it once more: that of its event, and that of the actor whom it names.
    let (_, failures) = checked(&["records/actors/xx-cabinet.json"], remove);
    let paths: Vec<_> = failures.iter().map(|one| &one.path).collect();
    assert_eq!(paths.len(), 1, "{paths:?}");
    assert!(paths[0].ends_with(RECORD), "{paths:?}");
}
