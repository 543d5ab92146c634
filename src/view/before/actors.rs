//! Of actors: whom nobody knew is in no view, and no term before it was known that it began.

use crate::support::{dataset, repository};
use crate::view::looks::{appears, flat, found, page, page_in, project, world};
use crate::view::search::Query;

#[test]
fn terms_of_actors() {
    let dataset = world("two-cabinets");
    for (actor, days, words) in [
        (
            "xt-cabinet-one",
            ("2024-02-13", "2024-02-14"),
            "caretaker, from 2024-01-22",
        ),
        (
            "xt-cabinet-one",
            ("2024-07-01", "2024-07-02"),
            "ended 2024-07-01",
        ),
        (
            "xt-cabinet-two",
            ("2024-07-01", "2024-07-02"),
            "holder of Cabinet of Xt",
        ),
        (
            "xt-cabinet-two",
            ("2024-07-01", "2024-07-02"),
            "speaks for Cabinet of Xt",
        ),
        (
            "xt-ilva-dorn",
            ("2024-09-09", "2024-09-17"),
            "chair of Parliament of Xt",
        ),
    ] {
        appears(&dataset, actor, days, &[("show", words)]);
    }
    // Whoever left an office speaks for it no longer.
    let dorn = |at: &str| flat(&page(&project(&dataset, at, at), "xt-ilva-dorn"));
    assert!(dorn("2024-06-30").contains("speaks for Minister of the Sea"));
    assert!(dorn("2024-06-30").contains("speaks for Cabinet of Xt"));
    assert!(!dorn("2024-07-02").contains("speaks for"));
    // Somebody is found by an office from the day on which that was known.
    let query = Query {
        actor: Some("xt-parliament".to_owned()),
        item_type: Some("actor".to_owned()),
        ..Query::default()
    };
    let number = |at: &str| {
        let (_, value) = found(&project(&dataset, at, at), &query, "en");
        value["items"].as_array().map_or(0, |items| {
            items
                .iter()
                .filter(|one| one["id"] == "xt-ilva-dorn")
                .count()
        })
    };
    assert_eq!((number("2024-09-16"), number("2024-09-17")), (0, 1));
}

/// Whom nothing in view names and only later sources show, nobody knew.
#[test]
fn actors() {
    let cabinets = world("two-cabinets");
    appears(
        &cabinets,
        "xt-cabinet-two",
        ("2024-07-01", "2024-07-02"),
        &[
            ("show", "Quint cabinet (Xt)"),
            ("show as JSON", "Quint cabinet (Xt)"),
            ("list", "Quint cabinet (Xt)"),
            ("list as JSON", "xt-cabinet-two"),
        ],
    );
    let dataset = dataset(&repository());
    let days = ("2025-11-20", "2025-11-25");
    appears(
        &dataset,
        "nl-offlimits",
        days,
        &[("list", "nl-offlimits actor Offlimits")],
    );
    // Who is named by what is in view is there, with whom it speaks for.
    let then = project(&cabinets, "2023-05-15", "2023-05-15");
    for actor in [
        "xt-cabinet-one",
        "xt-ilva-dorn",
        "xt-minister-sea",
        "xt-cabinet",
        "xt",
    ] {
        assert!(page_in(&then, actor, "en").is_some(), "{actor}");
    }
}
