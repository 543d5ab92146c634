//! The promise: the dataset of this repository holds. That it is laid out in the one canonical way is held beside the
//! layout.

use crate::support::{check_status, dataset, findings, repository};

#[test]
fn nothing_is_wrong_with_the_dataset() {
    let findings = findings(&dataset(&repository()), "2026-12-31");
    assert!(findings.is_empty(), "{findings:#?}");
}

/// The line of the story in the records: announced, superseded by what was done, unknown before it was said.
#[test]
fn what_became_of_the_announced_abstention() {
    let dataset = dataset(&repository());
    let check = |id, at, known, status, by| check_status(&dataset, id, at, known, status, by);
    let (abstain, motion, oppose) = (
        "besluit-nl-2025-0001",
        "besluit-nl-2025-0002",
        "besluit-nl-2025-0003",
    );
    check(abstain, "2025-11-17", "2025-11-17", "unknown", None);
    check(abstain, "2025-11-20", "2025-11-20", "announced", None);
    check(abstain, "2025-11-25", "2025-11-25", "announced", None);
    check(
        abstain,
        "2025-11-27",
        "2025-11-27",
        "superseded",
        Some(oppose),
    );
    // Seen from the day itself, what came later was not known.
    check(abstain, "2025-11-27", "2025-11-20", "announced", None);
    check(motion, "2025-11-24", "2025-12-31", "proposed", None);
    check(motion, "2025-11-25", "2025-12-31", "taken", None);
    check(oppose, "2025-11-25", "2025-12-31", "unknown", None);
    check(oppose, "2025-11-27", "2025-12-31", "executed", None);
}
