//! The promise: `besluit quote` prints what was asked for and no more, looks into every text that is there, and tells programs that
//! cite how words stand in a source.

use std::fs;

use serde_json::json;

use crate::broken_words::{add_source, base, parsed};
use crate::process::run;

#[test]
fn the_evidence_has_no_more_than_was_asked_for() {
    let folder = base();
    let text = "De sluis bij Noord blijft dicht, tot 1 juni. De poort is (te) oud, zegt men; \
                het water staat op 1,5 meter.\n";
    add_source(folder.path(), "extent", text, json!([]));
    for (typed, quote) in [
        (
            "sluis bij Noord blijft open",
            "sluis bij Noord blijft dicht",
        ),
        (
            "Sluis bij Noord blijft dicht",
            "sluis bij Noord blijft dicht",
        ),
        ("blijft dicht tot 2 juni", "blijft dicht, tot 1 juni"),
        ("blijft dicht tot 2 juni.", "blijft dicht, tot 1 juni."),
        ("te jong, zegt men", "te) oud, zegt men"),
        ("de poort was (te) oud", "De poort is (te) oud"),
        ("staat op 5 meter", "staat op 1,5 meter"),
        ("5 meter", "1,5 meter"),
    ] {
        let found = run(folder.path(), &["quote", typed, "--source", "extent"]);
        assert_eq!(parsed(&found.out)["quote"], quote, "{found:?}");
        assert_eq!(found.code, Some(1), "{found:?}");
    }
}

#[test]
fn a_record_that_is_not_in_order_keeps_no_text_back() {
    let folder = base();
    let sources = folder.path().join("records/sources");
    let text = "Deze kade is in het week-\neinde leeg.\n";
    // The record names another file, claims another id, is no JSON.
    let unread = [
        (
            "begun",
            "letter.txt",
            r#"{ "type": "source", "id": "begun", "form": "", "text": { "path": "letter.txt" } }"#,
        ),
        (
            "named",
            "text.txt",
            r#"{ "type": "source", "id": "named-otherwise" }"#,
        ),
        ("broken", "text.txt", "{"),
    ];
    for (name, file, record) in unread {
        let own = sources.join(name);
        fs::create_dir_all(&own).expect("a folder can be made");
        fs::write(own.join(file), text.replace("Deze", name)).expect("it can be written");
        fs::write(own.join("source.json"), record).expect("it can be written");
    }
    for (name, id) in [
        ("begun", "begun"),
        ("named", "named-otherwise"),
        ("broken", "broken"),
    ] {
        let exact = format!("{name} kade is in het week-einde");
        let found = run(folder.path(), &["quote", &exact]);
        assert_eq!(found.code, Some(0), "{found:?}");
        assert_eq!(parsed(&found.out), json!({ "source": id, "quote": exact }));
        assert!(found.err.contains("not in order yet"), "{found:?}");
        let whole = exact.replace("week-einde", "weekeinde");
        let found = run(folder.path(), &["quote", &whole, "--source", id]);
        assert_eq!(found.code, Some(1), "{found:?}");
        assert_eq!(parsed(&found.out), json!({ "source": id, "quote": exact }));
        let checked = [
            "quote", &exact, "--source", id, "--check", "--format", "json",
        ];
        let checked = run(folder.path(), &checked);
        assert_eq!(parsed(&checked.out)["state"], "anchored", "{checked:?}");
    }
}

#[test]
fn those_who_cite_are_told_how_words_stand() {
    let folder = base();
    add_source(
        folder.path(),
        "twice",
        "De pont vaart. De pont vaart niet.\n",
        json!([]),
    );
    let check = |words: &str, source: &str, state: &str, places: usize| {
        let asked = ["quote", words, "--source", source, "--check"];
        let checked = run(folder.path(), &[&asked[..], &["--format", "json"]].concat());
        let view = parsed(&checked.out);
        assert_eq!(view["format"], "besluit-quote-1");
        assert_eq!(
            (&view["source"], &view["quote"]),
            (&json!(source), &json!(words))
        );
        assert_eq!(view["state"], state, "{view:#}");
        assert_eq!(
            view["places"].as_array().map(Vec::len),
            Some(places),
            "{view:#}"
        );
        let human = run(folder.path(), &asked);
        assert_eq!(human.code, checked.code, "{human:?}");
        assert!(!human.out.is_empty(), "{human:?}");
    };
    check("De pont vaart niet", "twice", "anchored", 1);
    check("De pont vaart", "twice", "ambiguous", 2);
    check("de pont vaart nog niet", "twice", "differs", 1);
    check("heel andere woorden", "twice", "absent", 0);
    check("woorden", "river-league-minutes-2025-06-27", "no_text", 0);
    let unknown = ["quote", "a", "--source", "nowhere", "--check"];
    assert_eq!(run(folder.path(), &unknown).code, Some(1));
    assert_eq!(run(folder.path(), &["quote", "a", "--check"]).code, Some(2));
}
