//! The promise: a text comes in with its provenance, and whoever has the original gets the same text again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use besluit::dataset::sha256;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Run, run};
use crate::support::small_dataset;

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>The dike</title></head><body><main>\n\
    <p>The dike at Oost is worn.<a id=\"a1\" href=\"#n1\"><sup>1</sup></a></p>\n\
    <p>It is mended in&nbsp;May.</p>\n\
    <p id=\"n1\"><a href=\"#a1\">1</a> Our letter of 6 January.</p>\n</main></body></html>\n";

const TEXT: &str =
    "The dike at Oost is worn.[1]\n\nIt is mended in\u{a0}May.\n\n[1: Our letter of 6 January.]\n";

/// A small dataset, with a page beside it.
fn with_page() -> (TempDir, PathBuf) {
    let folder = small_dataset();
    let page = folder.path().join("page.html");
    fs::write(&page, PAGE).expect("it can be written");
    (folder, page)
}

fn add(folder: &Path, more: &[&str]) -> Run {
    let fixed = ["source", "add", "page.html", "--id", "xd-page-2022"];
    run(folder, &[&fixed, more].concat())
}

fn home(folder: &Path) -> PathBuf {
    folder.join("records/sources/xd-page-2022")
}

fn record(folder: &Path) -> Value {
    let text = fs::read_to_string(home(folder).join("source.json")).expect("it is there");
    serde_json::from_str(&text).expect("it is JSON")
}

/// Pins again what lies beside the record.
fn pin_again(folder: &Path) {
    let mut record = record(folder);
    for name in ["text", "original"] {
        let path = record[name]["path"].as_str().expect("it is pinned");
        let bytes = fs::read(home(folder).join(path)).expect("it is there");
        record[name]["sha256"] = json!(sha256(&bytes));
        if name == "original" {
            record[name]["bytes"] = json!(bytes.len());
        }
    }
    fs::write(home(folder).join("source.json"), record.to_string()).expect("it can be written");
}

/// Fills in what only a person can.
fn fill_in(folder: &Path) {
    let mut record = record(folder);
    for (name, value) in [
        ("form", json!("web_page")),
        ("title", json!({ "en": "The dike" })),
        ("language", json!("en")),
        ("authors", json!([{ "actor": "xd-cabinet" }])),
        ("date", json!("2022-03-19")),
        ("availability", json!("public")),
    ] {
        record[name] = value;
    }
    fs::write(home(folder).join("source.json"), record.to_string()).expect("it can be written");
}

/// What `validate` finds of the original of the page.
fn of_original(folder: &Path) -> Vec<String> {
    let run = run(folder, &["validate", "--format", "concise"]);
    let lines = run.out.lines();
    let lines = lines.filter(|line| line.contains("text-not-of-original"));
    lines.map(str::to_owned).collect()
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("it can be read");
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).expect("it can be written");
}

#[test]
fn a_page_is_pinned_with_its_provenance() {
    let (folder, _) = with_page();
    let more = [
        "--url",
        "https://dikes.example/oost",
        "--retrieved",
        "2022-03-20",
        "--keep-original",
    ];
    let added = add(folder.path(), &more);
    assert_eq!(added.code, Some(0), "{added:?}");
    let text = fs::read_to_string(home(folder.path()).join("text.txt")).expect("it is there");
    assert_eq!(text, TEXT);
    let record = record(folder.path());
    let expected = json!({
        "media_type": "text/html",
        "sha256": sha256(PAGE.as_bytes()),
        "bytes": PAGE.len(),
        "url": "https://dikes.example/oost",
        "retrieved": "2022-03-20",
        "path": "original.html",
    });
    assert_eq!(record["original"], expected);
    let expected =
        json!({ "path": "text.txt", "sha256": sha256(TEXT.as_bytes()), "method": "html/0" });
    assert_eq!(record["text"], expected);
    let marks = ["[1]", "[1:"].map(|mark| json!({ "quote": mark, "reason": "conversion_mark" }));
    assert_eq!(record["out_of_scope"], json!(marks));
    // What the page says of itself is told, and left to whoever makes the record.
    assert!(added.err.contains("The dike"), "{added:?}");
    assert_eq!(record["title"], json!({ "en": "" }));
    fill_in(folder.path());
    assert_eq!(of_original(folder.path()), [""; 0]);
}

#[test]
fn a_text_that_is_not_of_its_original_is_found() {
    let mended = |path: &str, from: &str, to: &str| {
        let (folder, _) = with_page();
        assert_eq!(add(folder.path(), &["--keep-original"]).code, Some(0));
        fill_in(folder.path());
        replace(&home(folder.path()).join(path), from, to);
        pin_again(folder.path());
        of_original(folder.path())
    };
    for (path, from, to) in [
        ("text.txt", "May", "Mai"),
        ("text.txt", "\u{a0}", " "),
        ("text.txt", "]\n", "]"),
        ("original.html", "worn", "torn"),
        ("original.html", "<p>It is", "<p hidden>It is"),
        ("original.html", PAGE, "<p>Another page.</p>"),
        ("original.html", PAGE, "%PDF-1.7"),
    ] {
        let found = mended(path, from, to);
        assert_eq!(found.len(), 1, "{path}: {from} to {to}: {found:?}");
    }
    assert_eq!(
        mended("original.html", "lang=\"en\"", "lang=\"nl\""),
        [""; 0]
    );
}

#[test]
fn a_record_that_is_there_gets_the_text() {
    let (folder, _) = with_page();
    assert_eq!(add(folder.path(), &[]).code, Some(0));
    let mut without = record(folder.path());
    let members = without.as_object_mut().expect("it is an object");
    for name in ["text", "original"] {
        members.shift_remove(name).expect("it is there");
    }
    let heading = json!({ "quote": "The dike", "reason": "heading" });
    without["out_of_scope"] = json!([heading]);
    without["title"] = json!({ "nl": "De dijk", "en": "The dike" });
    let path = home(folder.path()).join("source.json");
    fs::write(path, without.to_string()).expect("it can be written");
    fs::remove_file(home(folder.path()).join("text.txt")).expect("it is there");
    let added = add(folder.path(), &[]);
    assert_eq!(added.code, Some(0), "{added:?}");
    let now = record(folder.path());
    assert_eq!(now["title"]["nl"], "De dijk");
    assert_eq!(now["text"]["method"], "html/0");
    assert_eq!(now["out_of_scope"][0], heading);
    assert_eq!(now["out_of_scope"].as_array().map(Vec::len), Some(3));
    // A second time nothing is overwritten.
    let again = add(folder.path(), &[]);
    assert_eq!(again.code, Some(2), "{again:?}");
    assert!(again.err.contains("has `text` already"), "{again:?}");
    assert_eq!(record(folder.path()), now);
}

#[test]
fn an_excerpt_is_what_was_asked_for() {
    let (folder, _) = with_page();
    let more = ["--keep-original", "--excerpt", "It is mended in\u{a0}May."];
    let added = add(folder.path(), &more);
    assert_eq!(added.code, Some(0), "{added:?}");
    let text = fs::read_to_string(home(folder.path()).join("text.txt")).expect("it is there");
    assert_eq!(text, "[…]\n\nIt is mended in\u{a0}May.\n\n[…]\n");
    assert_eq!(record(folder.path())["text"]["part"], "excerpt");
    fill_in(folder.path());
    assert_eq!(of_original(folder.path()), [""; 0]);
    let coverage = run(folder.path(), &["coverage", "--format", "json"]);
    assert!(!coverage.out.contains("xd-page-2022"), "{coverage:?}");
    replace(&home(folder.path()).join("text.txt"), "May", "June");
    pin_again(folder.path());
    assert_eq!(of_original(folder.path()).len(), 1);
}

#[test]
fn a_copy_has_the_quotes_or_not() {
    let folder = small_dataset();
    let text = "records/sources/xd-letter-2022-03-18/text.txt";
    let source = "xd-letter-2022-03-18";
    let check = |file: &str| run(folder.path(), &["source", "check", file, source]);
    let all = check(text);
    assert_eq!(all.code, Some(0), "{all:?}");
    let whole = fs::read_to_string(folder.path().join(text)).expect("it can be read");
    let which = run(folder.path(), &["source", "check", text]);
    assert_eq!(which.code, Some(0), "{which:?}");
    assert!(which.out.starts_with(source), "{which:?}");
    // Without its middle the copy lacks some.
    let cut: Vec<_> = whole.lines().take(whole.lines().count() / 2).collect();
    fs::write(folder.path().join("cut.txt"), cut.join("\n")).expect("it can be written");
    let some = check("cut.txt");
    assert_eq!(some.code, Some(1), "{some:?}");
    assert!(some.out.contains("not in this copy"), "{some:?}");
}

#[test]
fn what_is_no_document_is_refused() {
    let (folder, _) = with_page();
    let new = ["new", "source", "xd-page-2022", "--text", "page.html"];
    let refused = run(folder.path(), &new);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.err.contains("`--from` takes"), "{refused:?}");
    fs::write(folder.path().join("empty.docx"), "").expect("it can be written");
    fs::write(folder.path().join("letter.docx"), "%PDF-1.7\n").expect("it can be written");
    fs::write(folder.path().join("blank.txt"), " \n").expect("it can be written");
    for file in ["empty.docx", "blank.txt", "no-such-file"] {
        let refused = run(folder.path(), &["source", "text", file]);
        assert_eq!(refused.code, Some(2), "{file}: {refused:?}");
        assert!(refused.out.is_empty(), "{file}: {refused:?}");
    }
    // It is what its bytes say, and nothing here reads that.
    let refused = Command::new(env!("CARGO_BIN_EXE_besluit"))
        .args(["source", "text", "letter.docx"])
        .current_dir(folder.path())
        .env("PATH", folder.path())
        .output()
        .expect("the program can be run");
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("poppler-utils"), "{said}");
}
