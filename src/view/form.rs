//! The promise: text for people says codes in words and sources with who answers for them, in the width of a screen, and tells what happened
//! in one order wherever it tells it.

use super::looks::{
    asked, covered, flat, found, lines, page, page_in, page_json, project, statuses, today, world,
};
use super::search::Query;
use super::words;
use crate::dataset::Dataset;
use crate::derive::Projection;
use crate::support::{dataset, folders, repository};

/// The dataset of this repository, and the hard cases.
fn datasets() -> Vec<Dataset> {
    let mut folders = folders(&repository().join("tests/fixtures/world"));
    folders.insert(0, repository());
    folders.iter().map(|folder| dataset(folder)).collect()
}

/// All text for people of a dataset, in its languages.
fn texts(projection: &Projection) -> String {
    let mut texts = String::new();
    for language in projection.shown.config.languages.iter() {
        let language = language.as_str();
        for document in &projection.shown.documents {
            let (_, id) = document.identity().expect("it is a record");
            texts += &page_in(projection, id, language).expect("it is in view");
        }
        texts += &lines(projection, language).0;
        for (actor, proposal) in asked(projection) {
            let of = actor.map(|actor| (actor.clone(), proposal.id.clone()));
            texts += &statuses(projection, &of, language).0;
        }
        texts += &found(projection, &Query::default(), language).0;
        texts += &covered(projection, language).0;
    }
    texts
}

#[test]
fn codes_are_in_words() {
    for dataset in datasets() {
        for line in texts(&today(&dataset)).lines() {
            let is_code = |word: &&str| {
                let word = word.trim_matches(|one: char| !one.is_alphanumeric());
                let is_keyword =
                    |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
                word.contains('_') && word.chars().all(is_keyword)
            };
            let code = line.split_whitespace().find(is_code);
            assert_eq!(code, None, "{line}");
        }
    }
}

#[test]
fn lines_are_as_wide_as_a_screen() {
    for dataset in datasets() {
        for line in texts(&today(&dataset)).lines() {
            // A path and an address stay on one line, to be copied.
            let is_one_word = |line: &str| line.split_whitespace().nth(1).is_none();
            let is_one_word = is_one_word(line) || line.contains("://");
            assert!(line.chars().count() <= 80 || is_one_word, "{line}");
        }
    }
}

#[test]
fn a_long_line_has_a_column_for_more_than_a_month() {
    let line = |case: &Dataset, at: &str| lines(&project(case, at, at), "en").0;
    let long = line(&dataset(&repository()), "2026-12-31");
    assert!(
        flat(&long).contains("nl-state: a column for each quarter"),
        "{long}"
    );
    let short = line(&dataset(&repository()), "2025-11-20");
    assert!(
        flat(&short).contains("nl-state: a column for each month"),
        "{short}"
    );
    let case = line(&world("minister-against-the-line"), "2024-06-30");
    assert!(
        !case.contains("a column"),
        "no state of the case has terms: {case}"
    );
}

#[test]
fn a_source_is_told_with_who_answers_for_it() {
    let dataset = dataset(&repository());
    let projection = today(&dataset);
    let told = "kst-32317-977 (Minister of Justice and Security, 2025-11-18)";
    let page = flat(&page(&projection, "besluit-nl-2025-0001"));
    let (statuses, _) = statuses(&projection, &None, "en");
    let (list, _) = found(&projection, &Query::default(), "en");
    let (coverage, _) = covered(&projection, "en");
    for (name, text) in [
        ("page", page),
        ("status", statuses),
        ("list", list),
        ("coverage", coverage),
    ] {
        assert!(flat(&text).contains(told), "{name}: `{told}` is in: {text}");
    }
    let dutch = page_in(&projection, "besluit-nl-2025-0001", "nl").expect("it is in view");
    assert!(
        flat(&dutch).contains("kst-32317-977 (minister van Justitie en Veiligheid"),
        "{dutch}"
    );
    // What came out later than it was written says when.
    let minutes = super::looks::page(&today(&world("late-dissent")), "world-xd-2022-0001");
    let told = "xd-cabinet-minutes-2022-03-14 (Cabinet of Xd, 2022-03-14, published 2024-03-21)";
    assert!(flat(&minutes).contains(told), "{minutes}");
}

/// The events of a decision on its page, by what happened.
fn on_page(page: &str) -> Vec<String> {
    let (_, events) = page.split_once("\nEvents\n").expect("it has some");
    let (events, _) = events.split_once("\n\n").unwrap_or((events, ""));
    let own = events.lines().filter_map(|line| line.strip_prefix("  "));
    let first = own.filter(|line| line.starts_with(|one: char| one.is_ascii_digit()));
    let what = first.filter_map(|line| Some(line.split_once("  ")?.1));
    let what = what.filter_map(|what| what.split([',', '(', ';']).next());
    what.map(|what| what.trim().to_owned()).collect()
}

#[test]
fn a_page_has_the_events_in_the_order_of_the_line() {
    let mut compared = 0;
    for dataset in datasets() {
        let projection = today(&dataset);
        let (_, lines) = lines(&projection, "en");
        for (_, decision) in projection.shown.decisions() {
            let of_line = |line: &serde_json::Value| {
                let entries = line["entries"].as_array().expect("a list").iter();
                let own = entries.filter(|one| one["decision"] == decision.id.as_str());
                let what = own.map(|one| words(&one["what"]));
                what.filter(|what| !what.starts_with("commitment"))
                    .collect::<Vec<_>>()
            };
            let line = lines.iter().map(of_line).find(|line| !line.is_empty());
            if let Some(line) = line {
                let page = page(&projection, decision.id.as_str());
                assert_eq!(on_page(&page), line, "{page}");
                compared += 1;
            }
        }
    }
    assert!(compared > 50, "{compared}");
}

/// Each page says how many of its claims rest on a quote, and how many on a place only.
#[test]
fn a_page_says_what_its_claims_rest_on() {
    let mut pages = 0;
    for dataset in datasets() {
        let projection = today(&dataset);
        for document in &projection.shown.documents {
            let (record_type, id) = document.identity().expect("it is a record");
            let counts = document.evidence();
            let page = page(&projection, id);
            let told = page.contains(&format!("\nEvidence\n  {counts}\n"));
            assert_eq!(
                told,
                counts.quoted + counts.by_place > 0,
                "{record_type} {id}: {page}"
            );
            let value = page_json(&projection, id).expect("it is in view");
            assert_eq!(value["evidence"]["quoted"], counts.quoted);
            assert_eq!(value["evidence"]["by_place"], counts.by_place);
            pages += usize::from(told);
        }
    }
    assert!(pages > 100, "{pages}");
}
