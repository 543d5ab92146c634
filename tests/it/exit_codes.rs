//! The promises to scripts: the exit code says how it went, findings go to standard output and everything else to standard error,
//! and a report for programs is one JSON document that is the same on every machine.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::process::{VALIDATE, command, finish, run};
use crate::support::small_dataset;
use serde_json::Value;

/// A dataset with one broken record in each of two folders.
fn broken_dataset() -> tempfile::TempDir {
    let folder = small_dataset();
    for record in ["actors/x.json", "sources/x.json"] {
        fs::write(folder.path().join("records").join(record), "x").expect("it can be written");
    }
    folder
}

/// Runs in a folder: the exit code, and nothing on standard error unless the job could not be done.
#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32) -> crate::process::Run {
    let run = run(folder, arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    if arguments[0] != "quote" {
        assert_eq!(run.err.is_empty(), code != 2, "{arguments:?}: {run:?}");
    }
    run
}

#[test]
fn all_is_well() {
    let folder = small_dataset();
    for arguments in [
        &["validate"][..],
        &["validate", "records/actors/xd.json"],
        &["validate", "records/actors", "records/decisions"],
        &["validate", "besluit.toml"],
        &["validate", "--as-of", "2025-12-31", "--format", "json"],
        &["fmt", "--check"],
        &["fmt"],
        &["schema", "actor"],
        &["schema", "--write", "--dir", "schema"],
        &["schema", "--check", "--dir", "schema"],
        &["--help"],
        &["--version"],
    ] {
        check(folder.path(), arguments, 0);
    }
    let text = fs::read_to_string(folder.path().join(TEXT)).expect("it can be read");
    let line = text.lines().find(|line| line.split(' ').count() > 5);
    let run = check(folder.path(), &["quote", line.expect("there is one")], 0);
    let evidence: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(evidence["source"], "xd-letter-2022-03-18", "{run:?}");
}

const TEXT: &str = "records/sources/xd-letter-2022-03-18/text.txt";

#[test]
fn something_is_wrong() {
    let folder = broken_dataset();
    check(folder.path(), &VALIDATE, 1);
    check(folder.path(), &["fmt", "--check"], 1);
    check(folder.path(), &["fmt"], 1);
    check(folder.path(), &["quote", "no such words"], 1);
    check(folder.path(), &["schema", "--check"], 1);

    let folder = small_dataset();
    let record = folder.path().join("records/actors/xd.json");
    let good = fs::read_to_string(&record).expect("it can be read");
    fs::write(&record, good.replace("  ", "\t")).expect("it can be written");
    check(folder.path(), &VALIDATE, 0);
    check(folder.path(), &["fmt", "--check"], 1);
    check(folder.path(), &["fmt", "--check", "records/decisions"], 0);
    check(folder.path(), &["fmt"], 0);
    check(folder.path(), &["fmt", "--check"], 0);
    assert_eq!(fs::read_to_string(&record).expect("it can be read"), good);

    check(folder.path(), &["schema", "--write"], 0);
    let schema = folder.path().join("schema/actor.schema.json");
    fs::write(schema, "{}").expect("it can be written");
    let run = check(folder.path(), &["schema", "--check"], 1);
    assert!(run.out.contains("actor.schema.json"), "{run:?}");
}

#[test]
fn warnings_do_not_count() {
    let folder = small_dataset();
    fs::write(folder.path().join("records/notes.txt"), "").expect("it can be written");
    let run = check(folder.path(), &VALIDATE, 0);
    assert!(run.out.contains("warning[stray-file]"), "{run:?}");
    assert!(run.out.ends_with("0 errors, 1 warning\n"), "{run:?}");
}

#[test]
fn the_job_cannot_be_done() {
    let folder = small_dataset();
    fs::create_dir(folder.path().join("docs")).expect("it can be made");
    for arguments in [
        &["validate", "--no-such-option"][..],
        &["no-such-command"],
        &["validate", "no/such/path"],
        &["validate", "records", "no/such/path"],
        &["validate", "docs"],
        &["validate", "records/../docs"],
        &["validate", ""],
        &["validate", "--as-of", "tomorrow"],
        &["validate", "--as-of", "2025-02-30"],
        &["validate", "--as-of", "2025"],
        &["validate", "--as-of", ""],
        &["validate", "--format", "yaml"],
        &["fmt", "no/such/path"],
        &["fmt", "docs"],
        &["quote", ";"],
        &["quote"],
        &["schema", "no-such-type"],
        &["schema"],
        &["schema", "--write", "--dir", "besluit.toml/schema"],
    ] {
        let run = check(folder.path(), arguments, 2);
        assert_eq!(run.out, "", "{arguments:?}");
    }
    let nothing: [&str; 0] = [];
    let run = run(folder.path(), &nothing);
    assert_eq!(run.code, Some(2), "{run:?}");

    fs::write(folder.path().join("besluit.toml"), "name").expect("it can be written");
    for arguments in [&VALIDATE[..], &["validate", "records"], &["fmt"]] {
        check(folder.path(), arguments, 2);
    }
}

#[test]
fn what_is_asked_for_is_not_there() {
    let folder = small_dataset();
    for arguments in [
        &["quote", "a", "--source", "no-such-source"][..],
        &["show", "no-such-record"],
        &["status", "--proposal", "no-such-proposal"],
        &["status", "--actor", "no-such-actor"],
        &["coverage", "no-such-source"],
        &["list", "no-such-word"],
        &["list", "--holder", "no-such-actor"],
    ] {
        assert_eq!(run(folder.path(), arguments).code, Some(1), "{arguments:?}");
    }
}

#[test]
fn there_is_nothing_to_check() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    check(folder.path(), &VALIDATE, 2);
    check(folder.path(), &["fmt", "--check"], 2);
    check(folder.path(), &["quote", "a"], 2);
    fs::write(folder.path().join("notes.md"), "").expect("it can be written");
    check(folder.path(), &["fmt", "--check"], 2);

    let config = "name = \"nothing\"";
    fs::write(folder.path().join("besluit.toml"), config).expect("it can be written");
    check(folder.path(), &VALIDATE, 2);
    fs::create_dir_all(folder.path().join("records/actors")).expect("it can be made");
    check(folder.path(), &VALIDATE, 2);
    check(folder.path(), &["fmt"], 2);

    let folder = small_dataset();
    fs::create_dir(folder.path().join("records/empty")).expect("it can be made");
    check(folder.path(), &["validate", "records/empty"], 2);
}

/// One file may not be read: the others are reported, and the job is not done.
#[test]
#[cfg(unix)]
fn a_part_cannot_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = broken_dataset();
    let actors = folder.path().join("records/actors");
    let set = |mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(&actors, permissions).expect("it is ours");
    };
    set(0o000);
    // A user who may do anything reads it all the same.
    let is_closed = fs::read_dir(&actors).is_err();
    let run = run(folder.path(), &VALIDATE);
    set(0o755);
    if is_closed {
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains("records/actors"), "{run:?}");
        assert!(run.out.contains("records/sources/x.json:1:1"), "{run:?}");
    }
}

/// A record with so many faults that the report does not fit into a pipe.
fn noisy_dataset() -> tempfile::TempDir {
    let folder = small_dataset();
    let fields = (0..800).map(|at| format!("\n  \"field-{at}\": 0"));
    let record = format!(
        "{{\n  \"type\": \"actor\",{}\n}}\n",
        fields.collect::<Vec<_>>().join(",")
    );
    fs::write(folder.path().join("records/actors/x.json"), record).expect("it can be written");
    folder
}

#[test]
fn a_reader_who_has_seen_enough() {
    let folder = noisy_dataset();
    for format in ["human", "json"] {
        let arguments = [&VALIDATE[..], &["--format", format]].concat();
        let whole = run(folder.path(), &arguments);
        assert_eq!(whole.code, Some(1), "{format}");
        assert!(whole.out.len() > 100_000, "a pipe holds less");
        let mut child = command(folder.path(), &arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be run");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        // That nobody reads on makes no error go away.
        assert_eq!((output.status.code(), &*err), (Some(1), ""), "{format}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full() {
    let folder = broken_dataset();
    for arguments in [
        &VALIDATE[..],
        &["fmt", "--check"],
        &["schema", "actor"],
        &["--help"],
        &["--version"],
        &["help", "fmt"],
        &["fmt", "--help"],
    ] {
        let mut child = command(folder.path(), arguments);
        child.stdout(fs::File::create("/dev/full").expect("it is there"));
        let output = child.output().expect("the program can be run");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains("No space left"), "{arguments:?}: {err}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn nobody_hears_the_error() {
    let folder = small_dataset();
    for arguments in [&["validate", "no/such/path"][..], &["quote", "a"]] {
        let mut child = command(folder.path(), arguments);
        child.stderr(fs::File::create("/dev/full").expect("it is there"));
        let output = child.output().expect("the program can be run");
        assert!(matches!(output.status.code(), Some(0..=2)), "{output:?}");
    }
}

#[test]
fn the_last_line_is_the_summary() {
    for (folder, errors) in [(small_dataset(), 0), (broken_dataset(), 2)] {
        let run = run(folder.path(), &VALIDATE);
        let last = run.out.lines().last().expect("there is one");
        assert!(last.starts_with("checked 1 decision, "), "{last}");
        assert!(
            last.contains(&format!("; {errors} errors, 0 warnings")),
            "{last}"
        );
        assert!(run.out.ends_with('\n'), "{run:?}");
        let summaries = run.out.lines().filter(|line| line.starts_with("checked "));
        assert_eq!(summaries.count(), 1, "{run:?}");
    }
}

fn findings(out: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(out).expect("it is one JSON document");
    let findings = report["findings"].as_array();
    findings.expect("it is a list").clone()
}

#[test]
fn a_report_for_programs_is_the_same_everywhere() {
    let folder = noisy_dataset();
    for record in ["actors/0.json", "decisions/z.json", "sources/x.json"] {
        fs::write(folder.path().join("records").join(record), "x").expect("it can be written");
    }
    let report = |threads: &str| {
        let mut command = command(
            folder.path(),
            &[&VALIDATE[..], &["--format", "json"]].concat(),
        );
        command.env("RAYON_NUM_THREADS", threads);
        let run = finish(command);
        assert_eq!((run.code, run.err.as_str()), (Some(1), ""), "{threads}");
        run.out
    };
    let one = report("1");
    for threads in ["1", "2", "4", "4", "4"] {
        assert_eq!(one, report(threads), "with {threads} threads");
    }
    let findings = findings(&one);
    assert!(findings.len() > 800, "{}", findings.len());
    let places: Vec<_> = findings.iter().map(place).collect();
    assert!(places.is_sorted(), "{places:?}");
}

fn place(finding: &Value) -> (&str, [Option<u64>; 2]) {
    let span = [finding["span"][0].as_u64(), finding["span"][1].as_u64()];
    (finding["file"].as_str().expect("it has one"), span)
}

#[test]
fn a_report_on_two_datasets_is_sorted() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for name in ["a", "a-b"] {
        fs::rename(broken_dataset().keep(), folder.path().join(name)).expect("it can be moved");
    }
    let run = run(folder.path(), &["validate", "a-b", "a", "--format", "json"]);
    let findings = findings(&run.out);
    let places: Vec<_> = findings.iter().map(place).collect();
    assert!(places.len() == 4 && places.is_sorted(), "{places:?}");
}

/// Validates from one folder of a dataset, and wants these files reported and no others.
#[track_caller]
fn check_reported(folder: &Path, paths: &[&str], expected: &[&str]) {
    let arguments = [&VALIDATE[..], &["--format", "json"], paths].concat();
    let run = run(folder, &arguments);
    let findings = findings(&run.out);
    let files: Vec<_> = findings.iter().map(|finding| &finding["file"]).collect();
    assert_eq!(files, expected, "{paths:?} from {}", folder.display());
    let code = i32::from(!expected.is_empty());
    assert_eq!((run.code, run.err.as_str()), (Some(code), ""), "{run:?}");
}

#[test]
fn a_path_selects_what_is_reported() {
    let dataset = broken_dataset();
    let root = dataset.path();
    let (actor, source) = ("records/actors/x.json", "records/sources/x.json");
    let both = &[actor, source];
    let absolute = root.join(actor);
    let absolute = absolute.to_str().expect("it is UTF-8");
    check_reported(root, &[], both);
    check_reported(root, &["."], both);
    check_reported(root, &["records"], both);
    check_reported(root, &["./records/"], both);
    check_reported(root, &["records/sources/.."], both);
    check_reported(root, &[source, actor], both);
    check_reported(root, &[actor, "records/actors", actor], &[actor]);
    check_reported(root, &["records/actors"], &[actor]);
    check_reported(root, &[actor], &[actor]);
    check_reported(root, &[absolute], &[actor]);
    check_reported(root, &["records/decisions"], &[]);
    check_reported(root, &["records/actors/xd.json"], &[]);

    let records = &root.join("records");
    check_reported(records, &[], &["actors/x.json", "sources/x.json"]);
    check_reported(records, &["actors"], &["actors/x.json"]);
    check_reported(records, &[absolute], &["actors/x.json"]);
    check_reported(&records.join("actors"), &["x.json"], &["x.json"]);

    let above = root.parent().expect("there is a folder above");
    let name = root.file_name().and_then(|name| name.to_str());
    let name = name.expect("it has one");
    let from_above = |path: &str| format!("{name}/{path}");
    let selected = from_above("records/sources");
    check_reported(above, &[&selected], &[&from_above(source)]);
    check_reported(above, &[absolute], &[&from_above(actor)]);
}

#[test]
fn a_selection_is_checked_against_the_whole() {
    let folder = small_dataset();
    let decision = "records/decisions/2022/world-xd-2022-0001.json";
    fs::remove_file(folder.path().join("records/actors/xd-cabinet.json")).expect("it is there");
    fs::write(folder.path().join(TEXT), "Nothing is left of it.\n").expect("it can be written");
    let run = check(
        folder.path(),
        &["validate", decision, "--format", "concise"],
        1,
    );
    for rule in ["dangling-reference", "quote-not-found"] {
        assert!(run.out.contains(rule), "{run:?}");
    }
    let mut lines: Vec<_> = run.out.lines().collect();
    lines.pop();
    let is_of_decision = |line: &&str| line.starts_with(decision);
    assert!(lines.iter().all(is_of_decision), "{run:?}");
    check(folder.path(), &["validate", "records/actors/xd.json"], 0);
}

#[test]
fn from_a_folder_of_records() {
    let dataset = broken_dataset();
    let actors = dataset.path().join("records/actors");
    let source = "../sources/x.json";
    check_reported(&actors, &["."], &["x.json"]);
    check_reported(&actors, &[], &[source, "x.json"]);
    check_reported(&actors, &[".."], &[source, "x.json"]);
}

#[test]
fn from_a_folder_beside_the_records() {
    let dataset = small_dataset();
    let docs = dataset.path().join("docs");
    fs::create_dir(&docs).expect("it can be made");
    check_reported(&docs, &[], &[]);
}
