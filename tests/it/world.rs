//! The promise: the model says hard cases from other governments without bending. Each is a small invented dataset in
//! `fixtures/world/`, whose `besluit.toml` says what it stresses.

use std::path::PathBuf;

use crate::support::{check_status, config, dataset, findings, folders, repository};
use besluit::finding::Level;

const AS_OF: &str = "2026-01-01";

fn world() -> PathBuf {
    repository().join("tests/fixtures/world")
}

/// The cases, each with the warnings that it rightly gives.
const CASES: [(&str, &[&str]); 16] = [
    ("absolute-majority-missed", &[]),
    ("appeal-restores", &[]),
    (
        "batch-sitting",
        &["stale-announcement", "stale-announcement"],
    ),
    ("coalition-abstention", &[]),
    ("conditional-consent", &[]),
    ("contested-referendum", &[]),
    ("late-dissent", &[]),
    ("minister-against-the-line", &["two-positions"]),
    ("moving-cap", &[]),
    ("one-act-many-revoked", &[]),
    ("quashed-and-remitted", &[]),
    ("regions-disagree", &[]),
    ("silence-is-consent", &[]),
    ("suspended-order", &[]),
    ("unpublished-votes", &[]),
    ("void-from-the-start", &[]),
];

#[test]
fn every_case_holds() {
    let there = folders(&world());
    let named: Vec<_> = CASES.iter().map(|(case, _)| world().join(case)).collect();
    assert_eq!(there, named);
    for (case, warnings) in CASES {
        let folder = world().join(case);
        assert!(
            config(&folder).description.is_some(),
            "{case} says what it stresses"
        );
        let findings = findings(&dataset(&folder), AS_OF);
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, warnings, "{case}: {findings:#?}");
        assert!(
            findings
                .iter()
                .all(|finding| finding.level == Level::Warning)
        );
    }
}

#[track_caller]
fn check(case: &str, id: &str, at: &str, known: &str, status: &str, by: Option<&str>) {
    check_status(&dataset(&world().join(case)), id, at, known, status, by);
}

#[test]
fn what_became_of_the_decisions() {
    let now = AS_OF;
    // The threshold counts all members: what was taken is the rejection.
    check(
        "absolute-majority-missed",
        "world-xg-2024-0001",
        now,
        now,
        "taken",
        None,
    );
    // Three items of one sitting, at three stages; what is put off has not been announced.
    check(
        "batch-sitting",
        "world-xb-2025-0001",
        now,
        now,
        "proposed",
        None,
    );
    check(
        "batch-sitting",
        "world-xb-2025-0002",
        now,
        now,
        "taken",
        None,
    );
    check(
        "batch-sitting",
        "world-xb-2025-0003",
        now,
        now,
        "proposed",
        None,
    );
    check(
        "coalition-abstention",
        "world-xf-2022-0001",
        now,
        now,
        "executed",
        None,
    );
    check(
        "conditional-consent",
        "world-xg-2022-0001",
        now,
        now,
        "taken",
        None,
    );
    // A challenge and its dismissal leave the status as it is.
    check(
        "contested-referendum",
        "world-xr-2023-0001",
        "2024-01-15",
        now,
        "taken",
        None,
    );
    check(
        "contested-referendum",
        "world-xr-2023-0001",
        now,
        now,
        "taken",
        None,
    );
    check(
        "late-dissent",
        "world-xd-2022-0001",
        now,
        now,
        "taken",
        None,
    );
    // The announced line still stands for the one who announced it; what was done stands beside it.
    check(
        "minister-against-the-line",
        "world-xe-2024-0001",
        now,
        now,
        "announced",
        None,
    );
    check(
        "minister-against-the-line",
        "world-xe-2024-0002",
        now,
        now,
        "executed",
        None,
    );
    check(
        "moving-cap",
        "world-xc-2023-0001",
        "2024-09-29",
        now,
        "announced",
        None,
    );
    check(
        "moving-cap",
        "world-xc-2023-0001",
        now,
        now,
        "superseded",
        Some("world-xc-2024-0001"),
    );
    // Taken is not in force: the decrees stand until the act that revokes them is in force.
    check(
        "one-act-many-revoked",
        "world-xv-2022-0001",
        "2025-03-01",
        now,
        "in_force",
        None,
    );
    for id in [
        "world-xv-2022-0001",
        "world-xv-2022-0002",
        "world-xv-2022-0003",
    ] {
        check(
            "one-act-many-revoked",
            id,
            "2025-04-01",
            now,
            "revoked",
            Some("world-xv-2025-0001"),
        );
    }
    // The ban stays throughout; the refusal to lift it is annulled, and decided again.
    check(
        "quashed-and-remitted",
        "world-xb-2022-0001",
        "2024-02-01",
        now,
        "in_force",
        None,
    );
    check(
        "quashed-and-remitted",
        "world-xb-2023-0001",
        "2023-12-31",
        now,
        "taken",
        None,
    );
    check(
        "quashed-and-remitted",
        "world-xb-2023-0001",
        "2024-02-01",
        now,
        "annulled",
        Some("world-xb-2024-0001"),
    );
    check(
        "quashed-and-remitted",
        "world-xb-2024-0002",
        now,
        now,
        "taken",
        None,
    );
    check(
        "regions-disagree",
        "world-xd-2023-0001",
        now,
        now,
        "executed",
        None,
    );
    // Silence is known as consent only from the minutes, four days after the period ended.
    check(
        "silence-is-consent",
        "world-xh-2025-0001",
        "2025-05-03",
        "2025-05-06",
        "proposed",
        None,
    );
    check(
        "silence-is-consent",
        "world-xh-2025-0001",
        "2025-05-03",
        "2025-05-07",
        "taken",
        None,
    );
    check(
        "suspended-order",
        "world-xa-2024-0001",
        "2024-04-01",
        now,
        "in_force",
        None,
    );
    check(
        "suspended-order",
        "world-xa-2024-0001",
        "2024-09-05",
        now,
        "suspended",
        None,
    );
    check(
        "suspended-order",
        "world-xa-2024-0001",
        "2024-09-09",
        now,
        "in_force",
        None,
    );
    // What only a withheld source shows was not known: the release is the first public one.
    check(
        "unpublished-votes",
        "world-xm-2024-0001",
        "2024-05-15",
        "2024-05-15",
        "unknown",
        None,
    );
    check(
        "unpublished-votes",
        "world-xm-2024-0001",
        "2024-05-15",
        "2024-05-16",
        "taken",
        None,
    );
    // Void from the start: in force as it was known then, annulled for that same day as it is known now.
    check(
        "void-from-the-start",
        "world-xc-2023-0001",
        "2023-06-01",
        "2023-06-01",
        "in_force",
        None,
    );
    check(
        "void-from-the-start",
        "world-xc-2023-0001",
        "2023-06-01",
        now,
        "annulled",
        None,
    );
    // A ruling that is itself annulled gives the place back.
    check(
        "appeal-restores",
        "world-xk-2023-0001",
        "2024-01-01",
        now,
        "in_force",
        None,
    );
    check(
        "appeal-restores",
        "world-xk-2023-0001",
        "2024-06-01",
        now,
        "annulled",
        Some("world-xk-2024-0001"),
    );
    check(
        "appeal-restores",
        "world-xk-2023-0001",
        "2025-02-01",
        now,
        "in_force",
        None,
    );
    check(
        "appeal-restores",
        "world-xk-2024-0001",
        "2025-02-01",
        now,
        "annulled",
        Some("world-xk-2025-0001"),
    );
}
