//! The promise, by example: what was first known later is in no view, whatever it is part of.

mod actors;

use serde_json::json;

use super::looks::{
    appears, check_order, covered, edited, flat, found, page, page_json, project, today, world,
};
use super::search::Query;
use crate::support::{dataset, repository};

#[test]
fn participants() {
    appears(
        &world("late-dissent"),
        "world-xd-2022-0001",
        ("2024-03-20", "2024-03-21"),
        &[
            ("show", "(xd-minister-economy), proposer"),
            ("show as JSON", r#""role":"proposer""#),
        ],
    );
    // In another language.
    appears(
        &dataset(&repository()),
        "besluit-nl-2025-0002",
        ("2025-12-04", "2025-12-05"),
        &[
            ("show", "Kathmann (nl-kathmann), proposer"),
            (
                "show in another language",
                "Kathmann (nl-kathmann), proposer",
            ),
        ],
    );
    // What a participant did.
    appears(
        &world("void-from-the-start"),
        "world-xc-2023-0001",
        ("2024-11-18", "2024-11-19"),
        &[
            ("show", "consent required, not asked 2023-03-01"),
            ("show as JSON", r#""consents""#),
        ],
    );
    // Who is looked for is found where they are shown.
    let dataset = world("rate-decision");
    let query = Query {
        actor: Some("xj-bank-staff".to_owned()),
        item_type: Some("decision".to_owned()),
        ..Query::default()
    };
    let number = |at: &str| {
        let (_, value) = found(&project(&dataset, at, at), &query, "en");
        value["items"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((number("2025-02-19"), number("2025-02-20")), (0, 1));
}

#[test]
fn evidence() {
    appears(
        &world("late-dissent"),
        "world-xd-2022-0001",
        ("2024-03-20", "2024-03-21"),
        &[
            ("show", "“The cabinet extends the licence”"),
            (
                "show as JSON",
                r#""source":"xd-cabinet-minutes-2022-03-14""#,
            ),
            ("status", "xd-cabinet-minutes-2022-03-14"),
            ("status as JSON", "xd-cabinet-minutes-2022-03-14"),
            ("list", "xd-cabinet-minutes-2022-03-14"),
            ("coverage", "xd-cabinet-minutes-2022-03-14"),
        ],
    );
    // Of a vote that was published after the decision.
    appears(
        &world("rate-decision"),
        "world-xj-2025-0001",
        ("2025-02-19", "2025-02-20"),
        &[
            ("show", "for lower-to-250: Gil Holm (xj-gil-holm)"),
            ("show as JSON", r#""tallies""#),
        ],
    );
    // Of the line through time.
    appears(
        &world("silence-broken"),
        "world-xh-2025-0001",
        ("2025-03-23", "2025-03-24"),
        &[("timeline as JSON", "xh-council-minutes-2025-03-20")],
    );
}

#[test]
fn relations_both_ways() {
    let dataset = world("proposal-withdrawn");
    let days = ("2024-04-02", "2024-04-03");
    let newer = "responds to world-xu-2023-0001";
    appears(
        &dataset,
        "world-xu-2024-0001",
        days,
        &[
            ("show", newer),
            ("status", newer),
            ("timeline", newer),
            ("show as JSON", r#""target":"world-xu-2023-0001""#),
            ("status as JSON", r#""target":"world-xu-2023-0001""#),
            ("timeline as JSON", r#""target":"world-xu-2023-0001""#),
        ],
    );
    appears(
        &dataset,
        "world-xu-2023-0001",
        days,
        &[
            ("show", "world-xu-2024-0001 responds to this"),
            ("show", "Named by decision world-xu-2024-0001"),
            ("show as JSON", r#""inverse_relations""#),
            ("show as JSON", r#""referenced_by""#),
        ],
    );
    // Between statements.
    appears(
        &world("late-dissent"),
        "world-xd-2022-0001",
        ("2024-03-20", "2024-03-21"),
        &[
            ("show", "opposes #of-one-mind"),
            ("show", "qualifies #of-one-mind"),
        ],
    );
}

/// The heading of a part tells that there is something below it.
#[test]
fn headings() {
    appears(
        &world("late-dissent"),
        "world-xd-2022-0001",
        ("2024-03-20", "2024-03-21"),
        &[("show", "Who differed")],
    );
    appears(
        &world("contested-referendum"),
        "world-xr-2023-0001",
        ("2024-02-07", "2024-02-08"),
        &[
            ("show", "Where the sources disagree"),
            ("show as JSON", r#""discrepancies""#),
        ],
    );
    appears(
        &world("conditional-consent"),
        "world-xg-2022-0001",
        ("2022-10-25", "2022-10-26"),
        &[("show", "Commitments")],
    );
    // On no page of any day is a heading over nothing.
    for dataset in [
        world("moving-number"),
        world("treaty"),
        dataset(&repository()),
    ] {
        for at in ["2022-12-31", "2023-10-15", "2025-11-20", "2026-12-31"] {
            let projection = project(&dataset, at, at);
            for document in &projection.shown.documents {
                let (_, id) = document.identity().expect("it has one");
                let page = page(&projection, id);
                let (_, parts) = page.split_once("\n\n").expect("it has a title");
                for part in parts.split("\n\n").skip(1) {
                    let (_, below) = part.split_once('\n').unwrap_or_default();
                    assert!(below.starts_with("  "), "{id} on {at}, {part}: {page}");
                }
            }
        }
    }
}

#[test]
fn reasons_of_revisions() {
    let (dataset, id) = (world("late-dissent"), "world-xd-2022-0001");
    let reason = "disclose the dissent of the Minister of Finance";
    let is_in = |page: String| flat(&page).contains(reason);
    // It has no day, so that no past has it, not even one in which all of it was known.
    for at in ["2022-03-18", "2024-03-21", "2026-12-30"] {
        let projection = project(&dataset, at, at);
        assert!(!is_in(page(&projection, id)), "{at}");
        let value = page_json(&projection, id).expect("it is in view");
        assert_eq!(value["record"]["record"].get("reason"), None, "{at}");
    }
    // Nor is the past of one day as known on another.
    assert!(!is_in(page(
        &project(&dataset, "2024-01-01", "2026-12-31"),
        id
    )));
    assert!(is_in(page(&today(&dataset), id)));
    let value = page_json(&today(&dataset), id).expect("it is in view");
    let told = &value["record"]["record"]["reason"]["en"];
    assert!(told.as_str().is_some_and(|one| one.contains(reason)));
    // So with a record that was withdrawn.
    let dataset = edited("suspended-order", "world-xa-2024-0001", |record| {
        let reason = json!({ "en": "It was a mistake.", "fr": "C’était une erreur." });
        record["record"] = json!({ "revision": 2, "state": "withdrawn", "reason": reason });
    });
    let page = |at: &str| page(&project(&dataset, at, at), "world-xa-2024-0001");
    assert!(!page("2026-12-30").contains("It was a mistake."));
    check_order(
        &page("2026-12-31"),
        &["counts for nothing: It was a mistake."],
    );
}

#[test]
fn coverage_counts_what_was_known() {
    let dataset = world("late-dissent");
    let counts = |at: &str| {
        let (text, value) = covered(&project(&dataset, at, at), "en");
        let counts = &value["evidence"];
        let line = format!(
            "evidence: {} quoted, {} by place only",
            counts["quoted"], counts["by_place"]
        );
        assert!(text.contains(&line), "`{line}` is in: {text}");
        (
            counts["quoted"].clone(),
            value["sources"].as_array().map_or(0, Vec::len),
        )
    };
    let (before, after) = (counts("2024-03-20"), counts("2024-03-21"));
    assert_eq!((before.1, after.1), (1, 2));
    assert!(before.0.as_u64() < after.0.as_u64(), "{before:?} {after:?}");
}

/// What is pointed at is followed to where it is once something before it is cut.
#[test]
fn what_is_told_of_a_place_is_told_of_where_it_is() {
    let dataset = world("vote-never-came");
    let pointed = |at: &str| {
        let value = page_json(&project(&dataset, at, "2026-12-31"), "world-xu-2025-0001");
        let record = value.expect("it is in view")["record"].clone();
        let pointer = record["discrepancies"][0]["pointer"].as_str()?.to_owned();
        let relation = pointer.trim_end_matches("/effective");
        let target = record.pointer(relation).expect("it is there")["target"].clone();
        assert_eq!(record.pointer(&pointer), Some(&json!("2025-10-08")));
        Some((pointer, target))
    };
    let xa = json!("world-xa-2025-0001");
    // The relation before it, to a younger decision, is not in view yet.
    assert_eq!(
        pointed("2025-09-20"),
        Some(("/relations/0/effective".to_owned(), xa.clone()))
    );
    assert_eq!(
        pointed("2025-09-29"),
        Some(("/relations/1/effective".to_owned(), xa))
    );
    // Nor is, before that, the one that is pointed at.
    assert_eq!(pointed("2025-09-14"), None);
}

/// What happened to a part that was not known did not happen to the whole.
#[test]
fn parts_of_events() {
    let id = "world-xs-2022-0001";
    let dataset = edited("moving-number", id, |record| {
        let evidence =
            |source: &str| json!([{ "source": source, "locator": "line 4", "confidence": "high" }]);
        record["provisions"][1]["evidence"] = evidence("xs-letter-2023-10-17");
        record["events"][1]["evidence"] = evidence("xs-letter-2023-09-04");
    });
    appears(
        &dataset,
        id,
        ("2023-10-16", "2023-10-17"),
        &[
            (
                "show",
                "2023-10-13 suspended, in Cabinet of Xs (xs-cabinet), only interim",
            ),
            ("show as JSON", r#""type":"suspended""#),
        ],
    );
}

/// Nobody voted for an option that was not known.
#[test]
fn options_of_votes() {
    let id = "world-xj-2025-0001";
    let evidence =
        json!([{ "source": "xj-notice-2025-02-06", "locator": "line 4", "confidence": "high" }]);
    let dataset = edited("rate-decision", id, |record| {
        record["events"][0]["vote"]["evidence"] = evidence.clone();
    });
    let days = ("2025-02-19", "2025-02-20");
    let words = [
        ("show", "lower-to-250: 2 for (members)"),
        ("show", "for keep: Ira Jarl"),
        ("show as JSON", r#""option":"keep""#),
    ];
    appears(&dataset, id, days, &words);
    // What was voted for was known of the choice.
    let before = project(&dataset, days.0, days.0);
    check_order(
        &page(&before, id),
        &["6 for (members)", "\n    for lower-to-275: "],
    );
    // Nor is it known what a yes to it meant.
    let dataset = edited("rate-decision", id, |record| {
        record["events"][0]["vote"] = json!({
            "on": "keep",
            "tallies": [{ "unit": "members", "for": 1, "against": 8 }],
            "evidence": evidence,
        });
    });
    let words = [
        ("show", "1 for, 8 against (members)"),
        ("show as JSON", r#""on":"keep""#),
    ];
    appears(&dataset, id, days, &words);
}
