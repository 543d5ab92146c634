//! The promise: a view says first what a reader asks first, states no outcome before it was reached, and gives no ground of another step.

use super::looks::{
    check_order, edited, flat, lines, of, page, page_in, page_json, project, statuses, today, world,
};
use crate::derive::digest::digest_of_value;
use crate::derive::grounds;
use crate::support::{dataset, repository};
use crate::wording::Words;

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
    let dataset = dataset(&repository());
    let projection = today(&dataset);
    for language in ["en", "nl"] {
        let page = |id: &str| page_in(&projection, id, language).expect("it is in view");
        let words = Words::of(language);
        let in_order = |id: &str, first: &[&str], headings: &[&str]| {
            let headings = headings.iter().map(|one| format!("\n{one}\n"));
            let all = first.iter().map(|one| format!("\n{one} ")).chain(headings);
            let all: Vec<_> = all.collect();
            let all: Vec<_> = all.iter().map(String::as_str).collect();
            check_order(&page(id), &all);
        };
        in_order(
            "besluit-nl-2025-0001",
            &["besluit-nl-2025-0001 ", words.choice],
            &[
                words.events,
                words.grounds,
                words.others_said,
                words.became,
                words.commitments,
                words.own_said,
                words.facts,
                words.named_by,
                words.cite_as,
            ],
        );
        in_order(
            "besluit-nl-2025-0005",
            &[],
            &[words.grounds, words.differed, words.became],
        );
    }
    // A dissent inside the deciding body comes before what others said, and facts after both.
    check_order(
        &page(&today(&world("late-dissent")), "world-xd-2022-0001"),
        &[
            "\nEvents\n",
            "\nOn what ground\n",
            "\nWho differed\n",
            "\nFacts\n",
        ],
    );
    // In a line the grounds stand below what happened.
    let (text, _) = lines(&today(&world("vote-never-came")), "en");
    check_order(
        &flat(&text),
        &[
            "2025-09-15",
            "Xa announces",
            "because: A levy",
            "2025-09-22",
            "Xe announces",
            "because: The levy is a tax",
        ],
    );
}

#[test]
fn the_position_asked_for_comes_first_and_in_words() {
    let asked = of("nl-state", "eu-com-2022-209");
    let first = |at: &str, language: &str| {
        let projection = project(&dataset(&repository()), at, "2026-11-22");
        let (text, value) = statuses(&projection, &asked, language);
        let keys: Vec<_> = value
            .as_object()
            .expect("it is one")
            .keys()
            .cloned()
            .collect();
        check_order(&keys.join(" "), &["as_of", "position_of", "decisions"]);
        flat(text.split("\n\n").next().expect("it has a first part"))
    };
    check_order(
        &first("2025-11-20", "en"),
        &[
            "Position of Netherlands on EU Regulation to combat online child sexual abuse",
            "as of 2025-11-20, as known on 2026-11-22: abstain, announced since 2025-11-18",
            "(besluit-nl-2025-0001)",
        ],
    );
    // In another language, and where none stands yet.
    check_order(
        &first("2025-11-20", "nl"),
        &[
            "Standpunt van Nederland over EU-verordening ter bestrijding",
            "(besluit-nl-2025-0001)",
        ],
    );
    check_order(
        &first("2022-06-01", "en"),
        &["Position of Netherlands", ": none that stands"],
    );
    // Where those who speak for it contradict each other.
    let asked = of("xe", "xu-river-restoration-regulation");
    let projection = project(
        &world("minister-against-the-line"),
        "2024-06-30",
        "2024-06-30",
    );
    let (text, _) = statuses(&projection, &asked, "en");
    check_order(
        &flat(text.split("\n\n").next().expect("it has a first part")),
        &[
            "abstain, announced since 2024-06-14 (world-xe-2024-0001); and support,",
            "executed since 2024-06-17 (world-xe-2024-0002)",
        ],
    );
}

#[test]
fn a_vote_is_told_whole() {
    let page = |case: &str, id: &str| flat(&page(&today(&world(case)), id));
    // What a yes meant, who abstained, and what was needed.
    check_order(
        &page("vetoed-resolution", "world-xi-2025-0001"),
        &[
            "vote: a yes means Adopt the draft resolution",
            "13 for, 1 against, 1 abstained, 9 needed (states)",
            "against: Vanta (xi-vanta)",
            "for: Ordal (xi-ordal); Kesh (xi-kesh)",
            "abstained: Tolu (xi-tolu)",
        ],
    );
    // Among several options each ballot has its own.
    check_order(
        &page("rate-decision", "world-xj-2025-0001"),
        &[
            "lower-to-250: 2 for (members)",
            "for keep: Ira Jarl (xj-ira-jarl)",
        ],
    );
    // Parties have seats, and ballots may be blank.
    check_order(
        &page("budget", "world-xm-2024-0001"),
        &[
            "a yes means Move the money",
            "25 for, 20 against (members)",
            "(xm-civic-union), 16 votes",
        ],
    );
    check_order(&page("appointment", "world-xd-2024-0001"), &["1 blank"]);
    check_order(
        &page("contested-referendum", "world-xr-2023-0001"),
        &["412360 for, 398112 against, 405237 needed (ballots)"],
    );
    // So is that of a part that is asked for by itself.
    check_order(
        &page("vetoed-resolution", "world-xi-2025-0001#taken"),
        &[
            "a yes means Adopt the draft resolution",
            "abstained: Tolu (xi-tolu)",
        ],
    );
}

#[test]
fn a_part_is_shown_by_itself_and_one_that_is_not_there_is_not() {
    let dataset = dataset(&repository());
    let projection = today(&dataset);
    for (id, shown) in [
        ("besluit-nl-2025-0001#announced", "2025-11-18 announced"),
        ("besluit-nl-2025-0001#abstain", "choice abstain: "),
        (
            "besluit-nl-2025-0003#voted-or-spoke-against",
            "spoke against",
        ),
        ("eu-com-2022-209#danish-compromise", "danish-compromise"),
        ("eu-com-2022-209#voluntary-detection-grooming", "permits"),
    ] {
        let page = page_in(&projection, id, "en").map(|page| flat(&page));
        let page = page.unwrap_or_else(|| panic!("{id} is there"));
        assert!(page.contains(shown), "`{shown}` is in: {page}");
        assert!(!page.contains("Cite as"), "{page}");
    }
    for id in [
        "besluit-nl-2025-0001#anounced",
        "besluit-nl-2025-0001#",
        "eu-com-2022-209#announced",
        "nl-cabinet#announced",
    ] {
        assert_eq!(page_in(&projection, id, "en"), None, "{id}");
    }
    // What was not known is not there.
    let minutes = "world-xd-2022-0001#no-money-for-repairs";
    let on = |day: &str| page_in(&project(&world("late-dissent"), day, day), minutes, "en");
    assert_eq!(on("2024-03-20"), None);
    assert!(on("2024-03-21").is_some());
}

#[test]
fn sources_disagree_about_something_and_not_at_a_pointer() {
    let dataset = dataset(&repository());
    let projection = today(&dataset);
    let mut seen = 0;
    for (_, decision) in projection.shown.decisions() {
        for language in ["en", "nl"] {
            let page = page_in(&projection, decision.id.as_str(), language).expect("it is in view");
            for one in &decision.discrepancies {
                assert!(!page.contains(one.pointer.as_str()), "{page}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 8, "{seen}");
    check_order(
        &page(&projection, "besluit-nl-2025-0003"),
        &["\nWhere the sources disagree\n  act of event executed"],
    );
    let world = world("contested-referendum");
    check_order(
        &flat(&page(&today(&world), "world-xr-2023-0001")),
        &[
            "Where the sources disagree for of tally 1 of vote of event voted: ",
            "412360",
            "412306",
        ],
    );
}

#[test]
fn only_the_positions_of_members_count() {
    let counts = |case: &str, at: &str| {
        let (text, value) = statuses(&project(&world(case), at, "2026-12-31"), &None, "en");
        let decisions = value["decisions"].as_array().expect("a list").clone();
        let counting = decisions.iter().filter(|one| one.get("effects").is_some());
        let ids: Vec<_> = counting
            .map(|one| one["id"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(
            flat(&text).contains("(counts in"),
            !ids.is_empty(),
            "{text}"
        );
        ids
    };
    let none: [&str; 0] = [];
    // The members of the Council, and not the Council itself.
    assert_eq!(
        counts("vote-never-came", "2026-01-01"),
        [
            "world-xa-2025-0001",
            "world-xe-2025-0001",
            "world-xf-2025-0001"
        ]
    );
    // Of nobody else is it known that they vote there.
    assert_eq!(counts("minister-against-the-line", "2024-06-30"), none);
    let later = edited("two-cabinets", "xt", |record| {
        record["terms"][0]["start"] = "2024-03-01".into()
    });
    let (text, _) = statuses(&today(&later), &None, "en");
    let text = flat(&text);
    let headline = |id: &str| text.split(id).nth(1).expect("it is listed").to_owned();
    assert!(
        !headline("world-xt-2023-0001 ")
            .split("world-")
            .next()
            .is_some_and(|one| one.contains("counts in"))
    );
    assert!(headline("world-xt-2024-0002 ").contains("(counts in xu-council: for)"));
}

#[test]
fn a_withdrawn_decision_says_so_and_keeps_its_title() {
    let dataset = edited("suspended-order", "world-xa-2024-0001", |record| {
        record["record"]["state"] = "withdrawn".into();
    });
    check_order(
        &page(&today(&dataset), "world-xa-2024-0001"),
        &[
            "WITHDRAWN, and counts for nothing",
            "The minister orders a stop",
            "\nchoice ",
        ],
    );
}

/// What is cited is what is shown.
#[test]
fn the_digest_is_of_what_is_shown() {
    let dataset = dataset(&repository());
    for at in ["2025-11-25", "2025-11-26", "2026-12-31"] {
        let value =
            page_json(&project(&dataset, at, at), "besluit-nl-2025-0002").expect("it is in view");
        assert_eq!(
            value["digest"],
            digest_of_value(value["record"].clone()).to_string()
        );
    }
}
