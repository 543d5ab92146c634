//! The promise: a view leaves out nothing that changes what a record says: which option a ballot was for, and which parts of an older
//! decision a relation touches, from when until when. What became public later is not shown early.

use crate::process::run;
use crate::support::repository;

/// What a command prints in one of the hard cases, with each run of white space as one space.
#[track_caller]
fn printed(case: &str, arguments: &[&str]) -> String {
    let folder = repository().join("tests/fixtures/world").join(case);
    let run = run(&folder, arguments);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    run.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn shows(page: &str, words: &str) {
    assert!(page.contains(words), "`{words}` is in: {page}");
}

#[test]
fn a_ballot_is_shown_with_its_option_once_it_is_public() {
    let on = |day: &str| {
        printed(
            "rate-decision",
            &[
                "show",
                "world-xj-2025-0001",
                "--as-of",
                day,
                "--known-at",
                day,
            ],
        )
    };
    let page = on("2025-02-20");
    shows(&page, "lower-to-250: 2 for (members)");
    shows(
        &page,
        "for lower-to-250: Gil Holm (xj-gil-holm); Hal Ives (xj-hal-ives)",
    );
    shows(&page, "for keep: Ira Jarl (xj-ira-jarl)");
    // The minutes came two weeks after the decision.
    let page = on("2025-02-19");
    shows(&page, "2025-02-06 taken, in Rate committee");
    assert!(!page.contains("(members)") && !page.contains("for keep: Ira Jarl"));
}

#[test]
fn a_relation_is_shown_with_its_parts_and_days() {
    let as_of = ["--as-of", "2026-01-01"];
    let view = |arguments: &[&str]| printed("partly-annulled", &[arguments, &as_of].concat());
    let reach = "only rule-2, rule-5, from 2020-03-01";
    shows(
        &view(&["status"]),
        &format!("annuls world-xs-2020-0001, {reach}"),
    );
    shows(
        &view(&["show", "world-xs-2021-0001"]),
        &format!("annuls world-xs-2020-0001, {reach}:"),
    );
    shows(
        &view(&["show", "world-xs-2020-0001"]),
        &format!("world-xs-2021-0001 annuls this, {reach}:"),
    );
    let parts = r#""parts": [ "rule-2", "rule-5" ], "effective": "2020-03-01""#;
    shows(
        &view(&["status", "--format", "json"]),
        &format!(r#""target": "world-xs-2020-0001", {parts}"#),
    );
    shows(
        &view(&["show", "world-xs-2020-0001", "--format", "json"]),
        &format!(r#""from": "world-xs-2021-0001", {parts}"#),
    );
}
