//! The promise: who writes a name where an id belongs is told which record that is, on the command line and in a record; and what is
//! not there leads to what is.

use std::fs;

use tempfile::TempDir;

use crate::process::run;
use crate::support::{copy, repository};

const VALIDATE: [&str; 3] = ["validate", "--as-of", "2025-12-31"];

/// A copy of the dataset that the fixtures of rules are laid over, in which nothing is wrong.
fn base_dataset() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(&repository().join("tests/fixtures/base"), folder.path());
    folder
}

/// What a command says in the dataset of the repository.
#[track_caller]
fn says(arguments: &[&str], code: i32) -> (String, String) {
    let run = run(&repository(), arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    (run.out, run.err)
}

#[test]
fn a_record_is_meant_by_its_name() {
    for (by_name, by_id) in [
        (&["show", "AIVD"][..], &["show", "nl-aivd"][..]),
        (&["show", "aivd"], &["show", "nl-aivd"]),
        (
            &["show", "algemene inlichtingen- en veiligheidsdienst"],
            &["show", "nl-aivd"],
        ),
        (
            &["list", "--holder", "AIVD"],
            &["list", "--holder", "nl-aivd"],
        ),
        (
            &["list", "--actor", "Kathmann"],
            &["list", "--actor", "nl-kathmann"],
        ),
        (
            &[
                "status",
                "--proposal",
                "CSAM Regulation",
                "--actor",
                "Dutch cabinet",
            ],
            &[
                "status",
                "--proposal",
                "eu-com-2022-209",
                "--actor",
                "nl-cabinet",
            ],
        ),
        (
            &["timeline", "csam regulation", "--actor", "dutch CABINET"],
            &["timeline", "eu-com-2022-209", "--actor", "nl-cabinet"],
        ),
        (
            &["coverage", "32 317, nr. 977"],
            &["coverage", "kst-32317-977"],
        ),
        (
            &[
                "quote",
                "Door middel van deze brief informeer",
                "--source",
                "32317 nr 977",
            ],
            &[
                "quote",
                "Door middel van deze brief informeer",
                "--source",
                "kst-32317-977",
            ],
        ),
    ] {
        let (named, other) = (run(&repository(), by_name), run(&repository(), by_id));
        assert_eq!(named.out, other.out, "{by_name:?}: {named:?}");
        assert_eq!(named.code, other.code, "{by_name:?}: {named:?}");
        assert!(!named.out.is_empty(), "{by_name:?}");
    }
}

#[test]
fn what_is_not_there_leads_to_what_is() {
    for (arguments, said) in [
        (
            &["show", "CSAM-verordening"][..],
            "error: more than one record is called `CSAM-verordening`: give the id, `besluit-nl-2025-0001` or `eu-com-2022-209`",
        ),
        (
            &["list", "--holder", "cabinet"],
            "error: there is no actor `cabinet`; did you mean `nl-cabinet`, `nl-cabinet-jetten`, `nl-cabinet-rutte-iv` or `nl-cabinet-schoof`?",
        ),
        (
            &["show", "nl-aivdd"],
            "error: there is no record `nl-aivdd`; did you mean `nl-aivd`?",
        ),
        (
            &["timeline", "nl-aivd"],
            "error: there is no proposal `nl-aivd`; there is a record of that id, of the type `actor`",
        ),
        (
            &["status", "--proposal", "qq"],
            "error: there is no proposal `qq`; `besluit list --type proposal` lists those that there are",
        ),
        (
            &["show", ""],
            "error: no record is named: the argument is empty",
        ),
        (
            &["status", "--actor", ""],
            "error: no actor is named: the argument is empty",
        ),
        (
            &["list", "--keyword", "encrypton"],
            "nothing has the keyword `encrypton`; did you mean `encryption`?",
        ),
        (
            &["explain", "qq"],
            "error: there is no rule `qq`; `besluit explain` lists them",
        ),
    ] {
        let (_, err) = says(arguments, 1);
        assert_eq!(err.trim_end(), said, "{arguments:?}");
    }
    for (arguments, said) in [
        (
            &["new", "actor", "X Y"][..],
            "`X Y` is not of the form of an actor id, such as `nl-aivd`",
        ),
        (
            &["new", "decision", "--jurisdiction", "nl", "--year", "x"],
            "a year of four digits, such as `2026`",
        ),
        (
            &["validate", "--deny", "qq"],
            "there is no rule `qq`; `besluit explain` lists them",
        ),
    ] {
        let (_, err) = says(arguments, 2);
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
}

/// No message that somebody can get from a wrong argument has the name of a type of this program in it.
#[test]
fn no_type_of_the_program_is_named() {
    let folder = base_dataset();
    let wrong = ["", "X Y", "-1", "24-11-2025", "A#b", "é"];
    for command in [
        &["show"][..],
        &["list", "--holder"],
        &["list", "--type"],
        &["list", "--as-of"],
        &["status", "--proposal"],
        &["status", "--known-at"],
        &["timeline"],
        &["coverage"],
        &["quote"],
        &["quote", "a", "--source"],
        &["new", "actor"],
        &["new", "source"],
        &["new", "proposal"],
        &["new", "decision", "--jurisdiction"],
        &["new", "decision", "--jurisdiction", "nl", "--year"],
        &["fmt"],
        &["explain"],
        &["schema"],
        &["export"],
        &["validate", "--as-of"],
        &["validate", "--format"],
        &["validate", "--deny"],
        &["init", "--languages", "nl", "--prefix"],
        &["init", "--prefix", "x", "--languages"],
    ] {
        for value in wrong {
            let run = run(folder.path(), &[command, &[value]].concat());
            assert!(
                !run.err.contains("panicked"),
                "{command:?} {value}: {run:?}"
            );
            for name in [
                "Id,",
                "Id`",
                "u32",
                "i16",
                "usize",
                "invalid digit",
                "struct",
                "enum",
                "Option<",
                "expected a sequence",
            ] {
                assert!(!run.err.contains(name), "{command:?} {value}: {run:?}");
            }
        }
    }
}

/// Replaces a piece of a record of the small dataset, and gives what `validate` says.
#[track_caller]
fn told(path: &str, from: &str, to: &str) -> String {
    let folder = base_dataset();
    let path = folder.path().join(path);
    let text = fs::read_to_string(&path).expect("it can be read");
    assert!(text.contains(from), "{from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("it can be written");
    run(folder.path(), &VALIDATE).out
}

const DECISION: &str = "records/decisions/2025/base-xx-2025-0002.json";

#[test]
fn a_name_in_a_record_leads_to_its_id() {
    for name in ["Water Agency of Xx", "water agency of XX"] {
        let out = told(
            DECISION,
            "\"holder\": \"xx-water-agency\"",
            &format!("\"holder\": \"{name}\""),
        );
        let hint = format!("help: an id belongs here, not a name: `{name}` is `xx-water-agency`");
        assert!(out.contains(&hint), "{out}");
        assert_eq!(out.matches("error[").count(), 1, "{out}");
    }
    // What is written like an id, too.
    let out = told(
        DECISION,
        "\"holder\": \"xx-water-agency\"",
        "\"holder\": \"water-agency-of-xx\"",
    );
    assert!(
        out.contains("there is no actor `water-agency-of-xx`"),
        "{out}"
    );
    assert!(
        out.contains("help: did you mean `xx-water-agency`?"),
        "{out}"
    );
    // Who is not there is looked for by a command.
    let out = told(
        DECISION,
        "\"holder\": \"xx-water-agency\"",
        "\"holder\": \"Nobody\"",
    );
    assert!(
        out.contains("`besluit list --type actor \"Nobody\"` looks for it"),
        "{out}"
    );
}

/// A file that was copied, and whose id was not changed, is one finding, which says what is free.
#[test]
fn a_copied_record_is_one_finding() {
    for (from, to, free) in [
        (
            DECISION,
            "records/decisions/2025/base-xx-2025-0009.json",
            "(`base-xx-2025-0003` is the next that is free)",
        ),
        (
            DECISION,
            "records/decisions/2025/a copy.json",
            "(`base-xx-2025-0003` is the next that is free)",
        ),
        (
            "records/actors/xx-water-agency.json",
            "records/actors/xx-salmon-agency.json",
            "(by its path `xx-salmon-agency`)",
        ),
        (
            "records/actors/xx-water-agency.json",
            "records/actors/xx-water-agency (2).json",
            "an id of its own, or remove its file",
        ),
    ] {
        let folder = base_dataset();
        fs::copy(folder.path().join(from), folder.path().join(to)).expect("it can be copied");
        let out = run(folder.path(), &VALIDATE).out;
        assert_eq!(out.matches("error[").count(), 1, "{to}: {out}");
        assert_eq!(out.matches("warning[").count(), 0, "{to}: {out}");
        assert!(
            out.contains("error[duplicate-id]") && out.contains(free),
            "{to}: {out}"
        );
        assert!(out.contains(&format!("--> {to}:")), "{to}: {out}");
        assert!(out.contains(&format!("::: {from}:")), "{to}: {out}");
    }
}

/// What eleven findings have as their help is said once, also where they are in several files.
#[test]
fn the_same_help_is_given_once() {
    let folder = base_dataset();
    for name in ["xx", "xx-cabinet", "xx-assembly", "river-league"] {
        let path = folder.path().join(format!("records/actors/{name}.json"));
        let text = fs::read_to_string(&path).expect("it can be read");
        fs::write(path, text.replace("\"revision\"", "\"revison\"")).expect("it can be written");
    }
    let out = run(folder.path(), &VALIDATE).out;
    let hint = "help: did you mean `revision`? (the same for 3 more)";
    assert_eq!(out.matches("error[unknown-field]").count(), 4, "{out}");
    assert_eq!(out.matches("did you mean").count(), 1, "{out}");
    assert!(out.contains(hint), "{out}");
}
