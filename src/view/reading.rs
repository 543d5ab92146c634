//! The promise: a view says first what a reader asks first, states no outcome before it was reached, and gives no ground of another step.

use super::{show, status, timeline};
use crate::dataset::Dataset;
use crate::derive::digest::digest_of_value;
use crate::derive::{Moment, Projection, grounds};
use crate::schema::Schemas;
use crate::support::{config, dataset, day, raw_files, repository};

fn world(case: &str) -> Dataset {
    dataset(&repository().join("tests/fixtures/world").join(case))
}

fn project(dataset: &Dataset, at: &str, known: &str) -> Projection {
    let (at, known) = (day(at), day(known));
    Projection::new(dataset, Moment { at, known }, day("2026-12-31"))
}

/// The page of a decision on a day, as people read it.
fn page(projection: &Projection, id: &str) -> String {
    let document = projection
        .shown
        .document("decision", id)
        .expect("it is in view");
    let view = show::view(projection, document).expect("it is a record");
    let mut out = Vec::new();
    show::write(projection, &view, "en", &mut out).expect("it can be written");
    String::from_utf8(out).expect("it is UTF-8")
}

/// The statuses of the decisions that are shown on a day, as people read them.
fn statuses(projection: &Projection) -> String {
    let decisions = projection
        .shown
        .decisions()
        .map(|(_, one)| one)
        .collect::<Vec<_>>();
    let of = (
        "nl-state".parse().expect("an id"),
        "eu-com-2022-209".parse().expect("an id"),
    );
    let view = status::view(projection, &decisions, Some((&of.0, &of.1)));
    let mut out = Vec::new();
    status::write(projection, &view, "en", &mut out).expect("it can be written");
    String::from_utf8(out).expect("it is UTF-8")
}

/// The words stand in a text in this order.
#[track_caller]
fn check_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest
            .find(word)
            .unwrap_or_else(|| panic!("`{word}` comes too early, or not: {text}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn since_is_the_day_on_which_an_interruption_ended() {
    let dataset = world("suspended-order");
    for (at, since) in [
        ("2024-04-01", "in_force since 2024-03-15"),
        ("2024-09-05", "suspended since 2024-04-10"),
        ("2024-09-09", "in_force since 2024-09-09"),
    ] {
        let page = page(&project(&dataset, at, "2026-01-01"), "world-xa-2024-0001");
        assert!(page.contains(since), "{at}: {page}");
    }
}

#[test]
fn what_ended_with_its_term_is_not_in_force() {
    let dataset = world("emergency-order");
    for (at, status) in [
        ("2024-05-23", "in_force since"),
        ("2025-03-10", "suspended since 2024-05-24"),
        ("2025-03-11", "lapsed since 2025-03-11"),
    ] {
        let page = page(&project(&dataset, at, at), "world-xn-2024-0001");
        assert!(page.contains(status), "{at}: {page}");
    }
}

/// On the day on which the motion was laid before the House, nobody knew that the House would adopt it.
#[test]
fn no_title_and_no_choice_states_an_outcome_that_was_not_reached() {
    let (dataset, id) = (dataset(&repository()), "besluit-nl-2025-0002");
    let outcome = "House calls on the cabinet";
    let before = project(&dataset, "2025-11-24", "2025-11-24");
    let after = project(&dataset, "2025-11-25", "2025-11-25");
    let line = |projection: &Projection| {
        let proposal = projection
            .shown
            .proposal(&"eu-com-2022-209".parse().expect("an id"));
        let view = timeline::view(projection, proposal.expect("it is in view"), None);
        serde_json::to_string(&view).expect("it is JSON")
    };
    let json = |projection: &Projection| {
        let document = projection
            .shown
            .document("decision", id)
            .expect("it is in view");
        let view = show::view(projection, document).expect("it is a record");
        serde_json::to_value(&view).expect("it is JSON")
    };
    for view in [page(&before, id), statuses(&before), line(&before)] {
        assert!(view.contains(id) && !view.contains(outcome), "{view}");
        let neutral = view.replace('\n', " ").replace("  ", "");
        assert!(
            neutral.contains("motion, House of Representatives"),
            "{view}"
        );
    }
    assert!(!page(&before, id).contains("not chosen"));
    assert!(json(&before)["record"].get("choice").is_none());
    for view in [json(&before), json(&after)] {
        let digest = digest_of_value(view["record"].clone()).to_string();
        assert_eq!(view["digest"], digest, "it is that of what is shown");
    }
    for view in [page(&after, id), statuses(&after), line(&after)] {
        assert!(view.contains(outcome), "{view}");
    }
    assert_eq!(json(&after)["record"]["choice"], "adopt");
}

#[test]
fn grounds_go_with_their_step() {
    let dataset = world("emergency-order");
    let decision = dataset
        .decision_of("world-xn-2024-0001")
        .expect("it is there");
    let of = |id: &str| {
        let event = decision.events.iter().find(|event| event.id.as_str() == id);
        let grounds = grounds(&dataset, decision, event.expect("it is there"));
        grounds
            .iter()
            .map(|ground| ground.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("taken"), ["no-chips-by-summer"]);
    assert_eq!(of("published"), ["reach-every-plant"]);
    assert_eq!(of("suspended"), ["gesture"]);
    assert!(of("in-force").is_empty());
}

#[test]
fn what_when_why_and_who_differed_come_first_and_facts_last() {
    let projection = project(&dataset(&repository()), "2025-12-31", "2026-11-22");
    check_order(
        &page(&projection, "besluit-nl-2025-0001"),
        &[
            "Caretaker cabinet announces abstention",
            "\nchoice ",
            "\nEvents\n",
            "\nOn what ground\n",
            "\nWhat others said\n",
            "\nWhat became of it\n",
            "\nCommitments\n",
            "\nWhat else the decider said\n",
            "\nFacts\n",
            "\nNamed by\n",
            "\nCite as\n",
        ],
    );
    check_order(
        &page(&projection, "besluit-nl-2025-0005"),
        &[
            "\nOn what ground\n",
            "\nWho differed\n",
            "\nWhat became of it\n",
        ],
    );
}

#[test]
fn the_position_asked_for_comes_first_and_in_words() {
    let statuses = statuses(&project(
        &dataset(&repository()),
        "2025-11-20",
        "2026-11-22",
    ));
    let first: Vec<_> = statuses.split("\n\n").take(1).collect();
    let first = first.concat().replace('\n', " ");
    check_order(
        &first,
        &[
            "Position of Netherlands on EU Regulation to combat online child sexual abuse",
            "as of 2025-11-20, as known on 2026-11-22: abstain, announced since 2025-11-18",
            "(besluit-nl-2025-0001)",
        ],
    );
}

#[test]
fn a_vote_is_told_whole() {
    let projection = project(
        &world("absolute-majority-missed"),
        "2026-01-01",
        "2026-01-01",
    );
    check_order(
        &page(&projection, "world-xg-2024-0001"),
        &["vote: a yes means ", " for, ", " against", "abstained"],
    );
}

#[test]
fn a_withdrawn_decision_says_so_and_keeps_its_title() {
    let folder = repository().join("tests/fixtures/world/suspended-order");
    let mut files = raw_files(&folder);
    for file in &mut files {
        let text = file.content.clone().map(String::from_utf8);
        if let Ok(Ok(text)) = text
            && file.path.ends_with("world-xa-2024-0001.json")
        {
            let text = text.replace("\"state\": \"published\"", "\"state\": \"withdrawn\"");
            file.content = Ok(text.into_bytes());
        }
    }
    let dataset = Dataset::new(config(&folder), files, &Schemas::new());
    let page = page(
        &project(&dataset, "2026-01-01", "2026-01-01"),
        "world-xa-2024-0001",
    );
    check_order(
        &page,
        &[
            "WITHDRAWN, and counts for nothing",
            "The minister orders a stop",
            "\nchoice ",
        ],
    );
}
