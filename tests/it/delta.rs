//! The promise: a delta between any two states that can be named leads from one to the other, wherever they are, and nothing else is
//! taken for one.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::history::repository::{ACTOR, DECISION, commit, edit, git, has_git, published};
use crate::process::{Run, command, finish, run, run_with};
use crate::support::{repository, small_dataset};

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32) -> Run {
    let run = run(folder, &[&["delta"], arguments].concat());
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    let (silent, loud) = match code {
        0 => (&run.err, &run.out),
        _ => (&run.out, &run.err),
    };
    assert_eq!(silent, "", "{arguments:?}: {run:?}");
    assert!(code == 0 || loud.starts_with("error: "), "{run:?}");
    run
}

/// A state by whatever it is given.
#[track_caller]
fn state(folder: &Path, given: &str) -> String {
    check(folder, &["--apply", given], 0).out
}

/// The header of the delta between two states.
#[track_caller]
fn header(folder: &Path, states: &[&str]) -> Value {
    let run = check(folder, &[states, &["--format", "jsonl"]].concat(), 0);
    let first = run.out.lines().next().expect("it has a header");
    serde_json::from_str(first).expect("it is JSON")
}

#[test]
fn from_a_commit_to_the_work_tree() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    let nothing = header(folder, &["v1"]);
    assert_eq!(nothing["counts"], header(folder, &["v1", "."])["counts"]);
    assert_eq!(nothing["counts"]["layout"], 0);
    assert_eq!(nothing["from"]["version"], "v1");
    assert_eq!(nothing["from"]["commit"], git(folder, &["rev-parse", "v1"]));
    assert_eq!(nothing["to"]["commit"], Value::Null);
    assert_eq!(nothing["from"]["sha256"], nothing["to"]["sha256"]);

    edit(
        folder,
        DECISION,
        "\"date\": \"2022-03-14\"",
        "\"date\": \"2022-03-15\"",
    );
    edit(folder, ACTOR, "State of Xd", "The State of Xd");
    let cabinet = "records/actors/xd-cabinet.json";
    edit(folder, cabinet, "  ", "\t");
    let text = check(folder, &["v1", "--lang", "en"], 0).out;
    for told in [
        "Changed\n  world-xd-2022-0001  decision, revision 2\n",
        "    differs in: events\n",
        "Changed in words only\n  xd  actor, revision 1\n    The State of Xd\n",
        "0 added, 2 changed (1 in words only), 0 withdrawn; 1 record only laid out",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    // What is in no commit is not in the state of one.
    assert_eq!(header(folder, &["v1", "HEAD"])["counts"], nothing["counts"]);
    commit(folder);
    check(folder, &["v1", "HEAD", "-o", "delta.ndjson"], 0);
    let made = check(folder, &["--apply", "v1", "delta.ndjson"], 0);
    assert_eq!(made.out, state(folder, "HEAD"));
    assert_eq!(made.out, state(folder, "."));
    // From elsewhere the dataset is given by its folder.
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let root = folder.to_str().expect("it is UTF-8");
    let there = check(elsewhere.path(), &["--apply", "HEAD", "--root", root], 0);
    assert_eq!(there.out, made.out);
    assert_eq!(state(elsewhere.path(), root), made.out);
}

#[test]
fn a_chain_from_any_form() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    let release = folder.join("release");
    for (number, from, to) in [
        (1, "Cabinet extends", "The cabinet extends"),
        (2, "The cabinet", "Our cabinet"),
    ] {
        edit(folder, DECISION, from, to);
        commit(folder);
        let delta = format!("{number}.ndjson");
        check(folder, &["HEAD~1", "HEAD", "-o", &delta], 0);
    }
    finish(command(folder, &["export", "ndjson", "-o", "release"]));
    let last = state(folder, "HEAD");
    let mut before = state(folder, "v1");
    fs::write(folder.join("before.ndjson"), &before).expect("it can be written");
    for base in ["v1", "before.ndjson"] {
        let chain = check(folder, &["--apply", base, "1.ndjson", "2.ndjson"], 0);
        assert_eq!(chain.out, last);
    }
    check(folder, &["--apply", "v1", "2.ndjson", "1.ndjson"], 1);
    check(folder, &["--apply", "v1", "2.ndjson"], 1);
    // An export has what follows from the records, and a release is a folder with one.
    for given in ["release", "release/records.ndjson"] {
        assert_eq!(state(folder, given), last);
        assert_eq!(
            header(folder, &["HEAD", given])["counts"]["layout"],
            Value::Null
        );
    }
    let export = fs::read_to_string(release.join("records.ndjson")).expect("it is there");
    assert!(export.contains("\"derived\""));
    for arguments in [
        &["delta", "--apply", "-"][..],
        &["delta", "--apply", "-", "1.ndjson"],
    ] {
        let run = run_with(folder, arguments, &before);
        assert_eq!(run.code, Some(0), "{run:?}");
    }
    // A base of another layout is the same state.
    before = before
        .lines()
        .rev()
        .map(|line| line.replace(":{", ": {") + "\n\n")
        .collect();
    fs::write(folder.join("before.ndjson"), before).expect("it can be written");
    let chain = check(
        folder,
        &["--apply", "before.ndjson", "1.ndjson", "2.ndjson"],
        0,
    );
    assert_eq!(chain.out, last);
}

/// A state that an older program wrote is what its checksum says, though this one would write its fields in another order.
#[test]
fn a_base_is_taken_to_the_byte() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let sha256 = |bytes: &str| besluit::dataset::sha256(bytes.as_bytes());
    let line = r#"{"id":"a","type":"actor","name":{"en":"A"}}"#;
    let name = format!(
        r#"{{"records":1,"sha256":"{}"}}"#,
        sha256(&format!("{line}\n"))
    );
    let header = |digits: &str| {
        format!(
            "{{\"format\":\"besluit-delta-1\",\"digest\":\"sha256:{digits}\",\"from\":{name},\"to\":{name},\
             \"counts\":{{\"added\":0,\"changed\":{{\"substance\":0,\"words\":0}},\"withdrawn\":0}}}}\n"
        )
    };
    let delta = header(&sha256(&header(&"0".repeat(64))));
    fs::write(folder.path().join("base.ndjson"), format!("{line}\n")).expect("it can be written");
    fs::write(folder.path().join("delta.ndjson"), delta).expect("it can be written");
    let made = check(
        folder.path(),
        &["--apply", "base.ndjson", "delta.ndjson"],
        0,
    );
    assert_eq!(made.out, format!("{line}\n"));
}

#[test]
fn what_is_gone_is_no_change() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    fs::remove_file(folder.join(ACTOR)).expect("it is there");
    fs::write(folder.join("delta.ndjson"), "old").expect("it can be written");
    let run = check(folder, &["v1", "-o", "delta.ndjson"], 1);
    let told = "error: the actor `xd` is in v1 and gone from the work tree: an id stays; ";
    assert!(run.err.starts_with(told), "{run:?}");
    let left = fs::read_to_string(folder.join("delta.ndjson")).expect("it is there");
    assert_eq!(left, "old");
}

#[test]
fn what_cannot_be_done() {
    let folder = small_dataset();
    let folder = folder.path();
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).expect("it can be written");
    };
    write(
        "bad.ndjson",
        "{\"type\":\"actor\",\"id\":\"a\"}\n{\"type\":\"actor\"}\n",
    );
    write("state.ndjson", &state(folder, "."));
    for (arguments, why) in [
        (&["no-such-ref"][..], "cannot read the state no-such-ref"),
        (&["records"], "cannot read the state records"),
        (&["bad.ndjson"], "bad.ndjson:2: it has no `type` and `id`"),
        (&[".", ".", "."], "there are two states"),
        (&["-", "-"], "standard input can be read once only"),
        (
            &["--apply", "-", "-"],
            "standard input can be read once only",
        ),
        (
            &["--apply", ".", "no-such-file"],
            "cannot read no-such-file",
        ),
        (&["--apply", ".", "records"], "this is a folder, not a file"),
        (
            &["--apply", "no-such-ref"],
            "cannot read the state no-such-ref",
        ),
        (
            &[".", "-o", "records/delta.ndjson"],
            "no place among the records",
        ),
        (
            &[".", "-o", "besluit.toml/delta.ndjson"],
            "cannot write besluit.toml/delta.ndjson",
        ),
    ] {
        let run = check(folder, arguments, 2);
        assert!(run.err.contains(why), "{why}: {run:?}");
    }
    // A state is no delta, and so is what people are told.
    let run = check(folder, &["--apply", ".", "state.ndjson"], 1);
    assert!(
        run.err.contains("line 1: this is not the header"),
        "{run:?}"
    );
    let actor = folder.join(ACTOR);
    fs::write(&actor, "{").expect("it can be written");
    let run = check(folder, &["state.ndjson"], 2);
    assert!(
        run.err
            .contains("records/actors/xd.json: it is not strict JSON"),
        "{run:?}"
    );
}

#[test]
fn a_delta_over_a_migration() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).expect("it is there");
    let after = read(&format!("tests/fixtures/world/late-dissent/{DECISION}"));
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, record: &Value| {
        fs::write(folder.path().join(name), format!("{record}\n")).expect("it can be written");
    };
    let mut record: Value = serde_json::from_str(&after).expect("it is JSON");
    write("after.ndjson", &record);
    // As 0.1.0 had it: another version, and fields that this one calls otherwise.
    record["schema_version"] = "0.1.0".into();
    record["statements"][0]["outcome"] = "heeded".into();
    record["unknown"] = serde_json::json!({ "b": [1], "a": null });
    write("before.ndjson", &record);
    let folder = folder.path();
    check(
        folder,
        &["before.ndjson", "after.ndjson", "-o", "delta.ndjson"],
        0,
    );
    let made = check(folder, &["--apply", "before.ndjson", "delta.ndjson"], 0);
    assert_eq!(made.out, state(folder, "after.ndjson"));
    let text = check(folder, &["before.ndjson", "after.ndjson"], 0).out;
    assert!(
        text.contains("differs in: schema version, statements, unknown"),
        "{text}"
    );
}
