//! The promise, by example: a view tells of a day what was so on that day: since when, no outcome before it was reached, no term after its
//! end, and no ground of another step.

use serde_json::{Value, json};

use super::looks::{
    all, appears, check_order, edited, flat, lines, page, page_in, page_json, project, statuses,
    today, world,
};
use crate::dataset::Dataset;
use crate::derive::shows_outcome;
use crate::support::{dataset, folders, repository};

/// The day since when a decision has its status, as people and as programs are told.
#[track_caller]
fn check_since(case: &str, id: &str, at: &str, status: &str, since: &str) {
    let dataset = world(case);
    let projection = project(&dataset, at, "2026-12-31");
    let line = format!("{id} {} since {since}", status.replace('_', " "));
    let page = flat(&page(&projection, id));
    assert!(page.contains(&line), "`{line}` is in: {page}");
    let (text, value) = statuses(&projection, &None, "en");
    assert!(flat(&text).contains(&line), "`{line}` is in: {text}");
    let decisions = value["decisions"].as_array().expect("a list").iter();
    let own = decisions
        .clone()
        .find(|one| one["id"] == id)
        .expect("it is listed");
    let page = &page_json(&projection, id).expect("it is in view")["status"];
    for told in [own, page] {
        assert_eq!(
            (&told["status"], &told["since"]),
            (&json!(status), &json!(since))
        );
    }
}

#[test]
fn since_is_the_day_on_which_an_interruption_ended() {
    let (case, id) = ("suspended-order", "world-xa-2024-0001");
    check_since(case, id, "2024-04-01", "in_force", "2024-03-15");
    check_since(case, id, "2024-09-05", "suspended", "2024-04-10");
    check_since(case, id, "2024-09-09", "in_force", "2024-09-09");
    // A ruling that undid a decision was itself undone.
    let (case, id) = ("appeal-restores", "world-xk-2023-0001");
    check_since(case, id, "2024-02-05", "in_force", "2023-04-12");
    check_since(case, id, "2025-01-21", "in_force", "2025-01-21");
    // The refusal that had been quashed.
    let (case, id) = ("emergency-order", "world-xn-2024-0001");
    check_since(case, id, "2025-03-10", "suspended", "2024-05-24");
}

#[test]
fn what_ended_with_its_term_is_not_in_force() {
    let (case, id) = ("emergency-order", "world-xn-2024-0001");
    check_since(case, id, "2025-03-11", "lapsed", "2025-03-11");
    // A budget ends with its year, and its lines with it.
    let (case, id) = ("budget", "world-xm-2024-0002");
    check_since(case, id, "2025-12-31", "in_force", "2025-01-01");
    check_since(case, id, "2026-01-01", "lapsed", "2026-01-01");
    // An appointment after six years, and a covenant after twenty, whose term was moved.
    let appointment = world("appointment");
    let status = |dataset: &Dataset, id: &str, at: &str| {
        let value = page_json(&project(dataset, at, "2026-12-31"), id).expect("it is in view");
        value["status"]["status"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    let id = "world-xd-2024-0001";
    assert_eq!(status(&appointment, id, "2030-08-31"), "in_force");
    assert_eq!(status(&appointment, id, "2030-09-01"), "lapsed");
    let sitting = world("one-sitting");
    let id = "world-be-vlg-2015-0001";
    assert_eq!(status(&sitting, id, "2035-12-14"), "in_force");
    assert_eq!(status(&sitting, id, "2035-12-15"), "lapsed");
}

/// On the day on which something was laid before those who decide, nobody knew what they would decide.
#[track_caller]
fn check_outcome(dataset: &Dataset, id: &str, days: (&str, &str), neutral: &str, outcome: &str) {
    let (before, after) = days;
    appears(
        dataset,
        id,
        days,
        &[
            ("show", outcome),
            ("show as JSON", outcome),
            ("show as JSON", r#""choice":"#),
            ("status", outcome),
            ("timeline", outcome),
            ("timeline as JSON", outcome),
            ("list", outcome),
            ("list as JSON", outcome),
        ],
    );
    let then = project(dataset, before, before);
    for view in [
        "show",
        "status",
        "status as JSON",
        "timeline",
        "list",
        "list as JSON",
    ] {
        let all = all(&then, id);
        let (_, text) = all
            .iter()
            .find(|(name, _)| *name == view)
            .expect("there is such a view");
        assert!(
            text.contains(neutral),
            "{view} on {before}: `{neutral}` is in: {text}"
        );
    }
    assert!(!page(&then, id).contains("chosen"));
    assert!(page(&project(dataset, after, after), id).contains("\nchoice "));
}

#[test]
fn no_title_and_no_choice_states_an_outcome_that_was_not_reached() {
    let neutral =
        "legislation, Council of the Union Xh (Presidency of the Council of the Union Xh)";
    check_outcome(
        &world("silence-broken"),
        "world-xh-2025-0001",
        ("2025-03-19", "2025-03-24"),
        neutral,
        "The Council adopts the Decision on fire aircraft",
    );
    check_outcome(
        &world("vote-never-came"),
        "world-xu-2025-0001",
        ("2025-10-07", "2025-10-08"),
        "legislation, Council of the Union Xu",
        "The Council does not vote on the Port Levy Regulation",
    );
    // Nor does the page of another record, which names the decision.
    let dataset = dataset(&repository());
    let id = "besluit-nl-2025-0002";
    let outcome = "House asks the government to vote against";
    let house =
        |at: &str, known: &str| flat(&page(&project(&dataset, at, known), "nl-tweede-kamer"));
    let tabled = house("2025-11-24", "2025-11-25");
    assert!(tabled.contains(&format!("{id}: motion, House of Representatives")));
    assert!(!tabled.contains(outcome));
    assert!(house("2025-12-05", "2025-12-05").contains(outcome));
    // In each language.
    let dutch = page_in(&project(&dataset, "2025-11-24", "2025-11-25"), id, "nl");
    assert!(flat(&dutch.expect("it is in view")).starts_with("motie, Tweede Kamer"));
}

/// The grounds of each entry of a line, by what happened to a decision.
fn reasons<'a>(line: &'a Value, id: &str) -> Vec<(&'a str, Vec<&'a str>)> {
    let entries = line["entries"].as_array().expect("a list").iter();
    let own = entries.filter(|entry| entry["decision"] == id);
    let reasons = own.map(|entry| {
        let reasons = entry["reasons"].as_array().expect("a list").iter();
        let what = entry["what"].as_str().expect("a text");
        (what, reasons.filter_map(|one| one["en"].as_str()).collect())
    });
    reasons.collect()
}

#[test]
fn grounds_of_a_later_step_are_no_reasons_of_the_first() {
    let (_, of_silence) = lines(&today(&world("silence-broken")), "en");
    assert_eq!(
        reasons(&of_silence[0], "world-xh-2025-0001"),
        [
            (
                "proposed",
                vec![
                    "The maker holds the aircraft until 31 March, and no meeting is planned before that day."
                ]
            ),
            ("objected", vec![]),
            ("postponed", vec![]),
            ("taken", vec![]),
        ]
    );
    let (_, of_vote) = lines(&today(&world("vote-never-came")), "en");
    assert_eq!(
        reasons(&of_vote[0], "world-xu-2025-0001"),
        [
            ("proposed", vec![]),
            (
                "lapsed",
                vec!["Without the three states there is no qualified majority for the text."]
            ),
        ]
    );
    let (text, _) = lines(&today(&world("proposal-withdrawn")), "en");
    check_order(
        &flat(&text),
        &[
            "[announced, world-xu-2024-0001] because: The draft has only divided. because: The Parliament rejected the draft, and",
            "taken, withdraws [world-xu-2024-0001",
            "because: The Parliament had rejected the draft. because: There is no prospect of an agreement.",
            "published [world-xu-2024-0001",
        ],
    );
}

/// A position is that of a step at which it was known.
#[test]
fn no_position_goes_with_a_step_before_it_was_taken() {
    let dataset = edited("two-cabinets", "world-xt-2024-0002", |record| {
        let mut proposed = record["events"][0].clone();
        proposed["id"] = json!("laid-before");
        proposed["type"] = json!("proposed");
        let events = record["events"].as_array_mut().expect("a list");
        events.insert(0, proposed);
    });
    let (_, lines) = lines(&today(&dataset), "en");
    let entries = lines[0]["entries"].as_array().expect("a list").iter();
    let own = entries.filter(|one| one["decision"] == "world-xt-2024-0002");
    let positions: Vec<_> = own
        .map(|one| (one["what"].as_str(), one["position"].as_str()))
        .collect();
    assert_eq!(
        positions,
        [
            (Some("proposed"), None),
            (Some("taken"), Some("support")),
            (Some("published"), Some("support")),
        ]
    );
}

/// What the status says of the outcome is what the events say that are in view.
#[test]
fn an_outcome_is_shown_by_an_event_or_an_end() {
    let mut seen = [0, 0];
    for folder in folders(&repository().join("tests/fixtures/world")) {
        let dataset = crate::support::dataset(&folder);
        let decisions: Vec<_> = dataset.decisions().map(|(_, one)| one.id.clone()).collect();
        let dates = crate::derive::time::happened(&dataset);
        let days: Vec<_> = dates.filter_map(|date| date.last_day()).collect();
        for at in days {
            let projection = project(&dataset, &at.to_string(), "2026-12-31");
            for id in &decisions {
                let Some(decision) = projection.shown.decision(id) else {
                    continue;
                };
                let mut events = decision.events.iter();
                let is_shown = events.any(|event| shows_outcome(event.r#type));
                let has_ended = projection.shown.relations_to(id).next().is_some();
                let names_outcome = projection.names_outcome(decision);
                assert!(!is_shown || names_outcome, "{id} on {at}");
                assert!(!names_outcome || is_shown || has_ended, "{id} on {at}");
                seen[usize::from(names_outcome)] += 1;
            }
        }
    }
    assert!(seen[0] > 10 && seen[1] > 100, "{seen:?}");
}

/// A relation goes with the step that its sources are about, and not with the first.
#[test]
fn relations_of_a_later_step_do_not_go_with_the_first() {
    let steps = |case: &str, id: &str| {
        let (_, lines) = lines(&today(&world(case)), "en");
        let entries = lines[0]["entries"].as_array().expect("a list").iter();
        let own = entries.filter(|one| one["decision"] == id && one.get("relations").is_some());
        let steps: Vec<_> = own
            .map(|one| one["what"].as_str().unwrap_or_default().to_owned())
            .collect();
        steps
    };
    assert_eq!(steps("vote-never-came", "world-xu-2025-0001"), ["lapsed"]);
    assert_eq!(steps("proposal-withdrawn", "world-xu-2024-0001"), ["taken"]);
    assert_eq!(steps("two-cabinets", "world-xt-2024-0001"), ["taken"]);
}
