//! The promise: a view leaves out nothing that changes what a record says: which option a ballot was for, and which parts of an older
//! decision a relation touches, from when until when. What became public later is not shown early.

use std::fs;
use std::sync::Arc;

use besluit::derive::{Moment, Projection};
use serde_json::Value;

use crate::process::{Run, run};
use crate::support::{copy, dataset, day, repository, small_dataset};

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

/// An office can be held by whoever decides: then it is the decision of all in whose name they spoke that day.
#[test]
fn the_position_of_a_state_is_that_of_who_held_its_office() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(
        &repository().join("tests/fixtures/world/two-cabinets"),
        folder.path(),
    );
    let path = folder
        .path()
        .join("records/decisions/2023/world-xt-2023-0001.json");
    let text = fs::read_to_string(&path).expect("it can be read");
    let changed = text.replace(r#""actor": "xt-cabinet""#, r#""actor": "xt-cabinet-one""#);
    assert_ne!(text, changed);
    fs::write(&path, changed).expect("it can be written");
    let day = [
        "--as-of",
        "2023-06-01",
        "--proposal",
        "xu-sand-regulation",
        "--actor",
    ];
    for actor in ["xt", "xt-cabinet", "xt-cabinet-one"] {
        let run = run(folder.path(), &[&["status"][..], &day, &[actor]].concat());
        let line = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        shows(&line, "oppose, taken since 2023-05-12 (world-xt-2023-0001)");
        shows(&line, "1 decision as of 2023-06-01");
    }
    let run = run(
        folder.path(),
        &[&["status"][..], &day, &["xt-cabinet-two"]].concat(),
    );
    shows(&run.out, "none that\nstands");
    shows(&run.out, "0 decisions as of 2023-06-01");
}

/// Whoever finds nothing is told what there is.
#[test]
fn a_type_of_which_there_is_nothing_leads_to_others() {
    let folder = repository();
    let none = run(&folder, &["list", "--type", "dissent", "--lang", "en"]);
    assert_eq!((none.code, none.out.as_str()), (Some(1), "0 found\n"));
    shows(&none.err, "no dissent fits; of other types there are ");
    shows(&none.err, " concerns, ");
    shows(&none.err, "; did you mean `concern`?");
    // Of what else fits the question, and of nothing else.
    let none = run(
        &folder,
        &["list", "--type", "dissent", "--holder", "nl-atkm"],
    );
    assert!(
        none.err
            .starts_with("no dissent fits; of other types there are 3 view"),
        "{none:?}"
    );
    assert!(!none.err.contains("did you mean"), "{none:?}");
    // Nothing is told where nothing fits, or no type was asked for.
    for arguments in [
        &["list", "--type", "dissent", "qwertz"][..],
        &["list", "qwertz"],
    ] {
        assert_eq!(run(&folder, arguments).err, "");
    }
}

/// Topics are read in words, and asked for as they are read.
#[test]
fn a_topic_is_asked_for_as_it_is_read() {
    let folder = repository();
    let of = |topic: &str| run(&folder, &["list", "--topic", topic, "--lang", "en"]).out;
    shows(&of("digital_resilience"), "digital resilience");
    assert_eq!(of("digital resilience"), of("digital_resilience"));
}

/// A projection has what it does not cut from the dataset that it is of: no second copy of every record.
#[test]
fn what_is_not_cut_is_not_copied() {
    let dataset = dataset(&repository());
    let today = day("2026-12-31");
    let projection = Projection::new(&dataset, Moment::on(today), today);
    for of in [&projection.known, &projection.shown] {
        assert_eq!(of.documents.len(), dataset.documents.len());
        let pairs = of.documents.iter().zip(&dataset.documents);
        let shared = pairs.filter(|(one, other)| Arc::ptr_eq(one, other)).count();
        assert!(
            shared > dataset.documents.len() / 2,
            "{shared} of {}",
            of.documents.len()
        );
    }
}

/// Of two readings of a day the one that the record follows appeared a day after the other, which is no day.
#[test]
fn a_reading_that_its_field_cannot_hold_takes_no_record_away() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let fixture = repository().join("tests/fixtures/world/vote-never-came");
    copy(&fixture, folder.path());
    let path = folder
        .path()
        .join("records/decisions/2025/world-xu-2025-0001.json");
    let text = fs::read_to_string(&path).expect("it can be read");
    let mut record: Value = serde_json::from_str(&text).expect("it is JSON");
    let readings = &mut record["discrepancies"][0]["readings"];
    let (first, second) = (readings[0]["value"].take(), "on the day of the letter");
    readings[0]["value"] = second.into();
    readings[1]["value"] = first;
    fs::write(&path, record.to_string()).expect("it can be written");
    for view in [&["show", "world-xu-2025-0001"][..], &["status"]] {
        let arguments = [view, &["--as-of", "2025-10-08"]].concat();
        let run = run(folder.path(), &arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.out.contains("world-xu-2025-0001"), "{run:?}");
    }
}

/// A page of a decision in a language.
fn page_in(language: &str) -> Run {
    let show = ["show", "besluit-nl-2025-0003", "--as-of", "2025-12-31"];
    run(&repository(), &[&show[..], &["--lang", language]].concat())
}

#[test]
fn the_words_around_texts_are_in_their_language() {
    let dutch = page_in("nl");
    for words in [
        "Op welke grond",
        "besloten door",
        "uitgevoerd sinds 2025-11-26",
    ] {
        shows(&dutch.out, words);
    }
    assert!(!dutch.out.contains("On what ground"), "{}", dutch.out);
    // A tag falls back to its language.
    for language in ["nl-BE", "NL"] {
        let same = page_in(language);
        assert_eq!((same.out, same.err.as_str()), (dutch.out.clone(), ""));
    }
    let french = page_in("fr-BE");
    shows(&french.out, "Pour quels motifs");
    shows(
        &french.err,
        "the texts of this dataset are in nl, en; what is",
    );
    assert_eq!(page_in("fr").out, french.out);
    let german = page_in("de");
    assert_eq!((german.code, german.out.as_str()), (Some(2), ""));
    shows(
        &german.err,
        "the texts of this dataset are in nl, en, not in `de`",
    );
    // Who does not ask reads the language of the dataset.
    let asked = run(&repository(), &["coverage", "--lang", "nl"]);
    assert_eq!(run(&repository(), &["coverage"]).out, asked.out);
}

/// Colours say what words say as well, and change nothing else.
#[test]
fn a_view_is_coloured_if_it_is_asked_to_be() {
    let views = [
        &["show", "besluit-nl-2025-0001"][..],
        &["show", "kst-32317-977", "--text"],
        &["status"],
        &["timeline", "eu-com-2022-209", "--actor", "nl-state"],
        &["list", "--type", "condition"],
    ];
    for view in views {
        let plain = run(&repository(), view);
        let coloured = run(&repository(), &[&["--color", "always"], view].concat());
        assert!(coloured.out.contains("\u{1b}[1m") || view[0] == "list");
        let mut stripped = String::new();
        for (at, piece) in coloured.out.split("\u{1b}[").enumerate() {
            let text = piece.split_once('m').map_or("", |(_, text)| text);
            stripped += if at == 0 { piece } else { text };
        }
        assert_eq!(stripped, plain.out, "{view:?}");
    }
}

#[test]
fn a_text_is_shown_with_its_marks() {
    let text = |source: &str| run(&repository(), &["show", source, "--text", "--lang", "en"]);
    let letter = text("kst-32317-977");
    assert_eq!(letter.code, Some(0));
    for words in [
        "877 words, 860 anchored (98.1%), 17 out of scope (1.9%), 0 uncovered\n58 passages, ",
        "\n  {…} declared to say nothing to record\n",
        "\n{1. Nieuw compromisvoorstel}\n",
        "\n[6|De voorgestelde CSAM-Verordening bevat een uitgebreid stelsel aan maatregelen\n",
        "\n    [6] besluit-nl-2025-0001#system-of-measures · fact · Dutch cabinet\n",
        "[16|Mede\ndankzij de inzet van Nederland [17|is in het voorstel",
    ] {
        shows(&letter.out, words);
    }
    let without = text("anp-2025-11-26-coreper-csam");
    assert_eq!(without.code, Some(0));
    shows(
        &without.out,
        "the text of anp-2025-11-26-coreper-csam is not here",
    );
    let other = text("besluit-nl-2025-0001");
    assert_eq!((other.code, other.out.as_str()), (Some(1), ""));
    shows(&other.err, "`besluit-nl-2025-0001` is no source");
}

/// What nothing is recorded of is marked in the text itself.
#[test]
fn a_gap_is_marked_in_the_text() {
    let folder = small_dataset();
    let path = folder
        .path()
        .join("records/sources/xd-letter-2022-03-18/source.json");
    let text = fs::read_to_string(&path).expect("it can be read");
    let mut record: Value = serde_json::from_str(&text).expect("it is JSON");
    let members = record.as_object_mut().expect("a record is an object");
    members
        .remove("evidence")
        .expect("it has evidence of its own");
    fs::write(&path, record.to_string()).expect("it can be written");
    let page = run(folder.path(), &["show", "xd-letter-2022-03-18", "--text"]);
    shows(&page.out, "\n<?The Minister for Economic Affairs?>\n");
}
