//! The promise of the site: the same dataset gives the same bytes, every link leads somewhere, nothing in a record works as markup, and
//! nothing that somebody else put into its folder is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use besluit::dataset::sha256;
use regex::Regex;
use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::process::run;
use crate::support::{copy, raw_files, repository, small_dataset};

/// The files of a folder, by their paths with `/` between folders.
type Files = BTreeMap<String, Vec<u8>>;

/// What would work in a page, in every place of markup.
const HOSTILE: &str =
    r#"</script><svg onload=alert(1)>"'><img src=x onerror=alert(1)>{{7*7}}]]>--><b a=&quot;"#;

/// The address at which a site is served.
const BASE: [&str; 2] = ["--base", "https://example.org/decisions/"];

/// Makes the site of a dataset, in a folder of it.
#[track_caller]
fn site(folder: &Path, arguments: &[&str]) -> Files {
    let all: Vec<_> = ["site", "-o", "out"].iter().chain(arguments).collect();
    let made = run(folder, &all);
    assert_eq!(made.code, Some(0), "{}{}", made.out, made.err);
    files(&folder.join("out"))
}

fn files(folder: &Path) -> Files {
    let entries = WalkDir::new(folder).into_iter();
    let entries = entries.map(|entry| entry.expect("it can be listed"));
    let found = entries.filter(|entry| entry.file_type().is_file());
    let found = found.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("it is below");
        let path = path.to_str().expect("it is UTF-8").replace('\\', "/");
        (path, fs::read(entry.path()).expect("it can be read"))
    });
    found.collect()
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    let bytes = files.get(path);
    let bytes = bytes.unwrap_or_else(|| panic!("{path} is not there"));
    std::str::from_utf8(bytes).expect("it is UTF-8")
}

/// The pages, with their texts.
fn pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    let pages = files.keys().filter(|path| path.ends_with(".html"));
    pages.map(|path| (path.as_str(), text(files, path)))
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("it is a pattern")
}

/// The records of this repository, without their history.
fn own_records() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for name in ["records", "schema"] {
        copy(&repository().join(name), &folder.path().join(name));
    }
    let config = "besluit.toml";
    fs::copy(repository().join(config), folder.path().join(config)).expect("it can be copied");
    folder
}

/// What an address leads to from a page: a file, and a place in it.
fn target(page: &str, href: &str) -> (String, String) {
    let (path, place) = href.split_once('#').unwrap_or((href, ""));
    if path.is_empty() {
        return (page.to_owned(), place.to_owned());
    }
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => folders.truncate(folders.len().saturating_sub(1)),
            "." => {}
            part => folders.push(part),
        }
    }
    (folders.join("/"), place.to_owned())
}

/// The links that lead nowhere.
fn dangling(files: &Files) -> BTreeSet<String> {
    let links = regex(r#"\s(?:href|src)="([^"]*)""#);
    let ids = regex(r#"\sid="([^"]*)""#);
    let places: BTreeMap<&str, BTreeSet<&str>> = pages(files)
        .map(|(path, page)| {
            let all = ids.captures_iter(page).filter_map(|found| found.get(1));
            (path, all.map(|id| id.as_str()).collect())
        })
        .collect();
    let mut missing = BTreeSet::new();
    for (page, text) in pages(files) {
        for found in links.captures_iter(text) {
            let href = found[1].replace("&#38;", "&").replace("&amp;", "&");
            if href.contains("://") || href.starts_with("data:") {
                continue;
            }
            let (path, place) = target(page, &href);
            if !files.contains_key(&path) {
                missing.insert(format!("{path} (from {page})"));
            } else if !place.is_empty()
                && !places
                    .get(path.as_str())
                    .is_some_and(|ids| ids.contains(place.as_str()))
            {
                missing.insert(format!("{path}#{place} (from {page})"));
            }
        }
    }
    missing
}

#[test]
fn the_same_dataset_gives_the_same_bytes() {
    let (one, other) = (small_dataset(), small_dataset());
    let made = site(one.path(), &BASE);
    assert!(made == site(other.path(), &BASE), "two runs differ");
    // And once more over what is there.
    assert!(made == site(one.path(), &BASE), "a second run differs");
    let sums = text(&made, "SHA256SUMS");
    let named: BTreeSet<_> = sums
        .lines()
        .map(|line| line.split_once("  ").expect("a hash and a path"))
        .map(|(hash, path)| {
            assert_eq!(sha256(&made[path]), hash, "{path}");
            path
        })
        .collect();
    let others = made.keys().map(String::as_str);
    let others = others.filter(|path| !["SHA256SUMS", ".besluit-site"].contains(path));
    assert_eq!(named, others.collect());
}

#[test]
fn every_link_leads_somewhere() {
    let mut missing = BTreeSet::new();
    for folder in [small_dataset(), own_records()] {
        for arguments in [&[][..], &BASE] {
            missing.extend(dangling(&site(folder.path(), arguments)));
        }
    }
    let told: Vec<_> = missing.iter().take(40).map(String::as_str).collect();
    assert!(
        missing.is_empty(),
        "{} links: {}",
        missing.len(),
        told.join("\n")
    );
}

#[test]
fn a_place_is_on_a_page_once() {
    let ids = regex(r#"\sid="([^"]*)""#);
    for folder in [small_dataset(), own_records()] {
        for (path, page) in pages(&site(folder.path(), &[])) {
            let mut seen = BTreeSet::new();
            for id in ids.captures_iter(page) {
                assert!(
                    seen.insert(id[1].to_owned()),
                    "{path}: {} is there twice",
                    &id[1]
                );
            }
        }
    }
}

#[test]
fn records_that_are_hostile_are_text() {
    let folder = small_dataset();
    let path = folder.path();
    for file in raw_files(path) {
        let bytes = file.content.expect("it was read");
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        if file.path.ends_with(".json") {
            let record: Value = serde_json::from_str(&text).expect("it is JSON");
            let written = hostile(&record, false).to_string();
            fs::write(path.join(&file.path), written).expect("it can be written");
        }
    }
    let config = fs::read_to_string(path.join("besluit.toml")).expect("it can be read");
    let others = config
        .lines()
        .filter(|line| !line.starts_with("description"));
    let others = others.collect::<Vec<_>>().join("\n");
    let config = format!("description = '''{HOSTILE}'''\n{others}\n");
    fs::write(path.join("besluit.toml"), config).expect("it can be written");
    let made = site(path, &BASE);
    let element = regex(r"<[a-zA-Z/!][^>]*>");
    let handler = regex(r#"\son[a-z]+\s*="#);
    let mut shown = 0;
    for (path, page) in pages(&made) {
        for found in element.find_iter(page) {
            let tag = found.as_str();
            let ours = tag.starts_with("<script type=\"application/ld+json\">")
                || tag.starts_with("<script src=\"../../site.js\"");
            assert!(!tag.starts_with("<script") || ours, "{path}: {tag}");
            for other in ["<img", "<iframe", "<style"] {
                assert!(!tag.starts_with(other), "{path}: {tag}");
            }
            assert!(!handler.is_match(&without_values(tag)), "{path}: {tag}");
        }
        assert!(!page.contains("<svg onload"), "{path}");
        shown += page.matches("&#60;svg onload").count() + page.matches("&lt;svg onload").count();
        // What stands in a script for programs is JSON, and ends where we end it.
        for script in page.split("<script type=\"application/ld+json\">").skip(1) {
            let end = script.find("</script>").expect("it ends");
            let value: Result<Value, _> = serde_json::from_str(&script[..end]);
            assert!(value.is_ok(), "{path}: {}", &script[..end]);
        }
    }
    assert!(shown > 20, "{shown}");
    for (path, _) in made.iter().filter(|(path, _)| path.ends_with(".atom")) {
        assert!(!text(&made, path).contains("<svg"), "{path}");
    }
    for (path, _) in made.iter().filter(|(path, _)| path.ends_with(".md")) {
        assert!(
            !text(&made, path).contains("\n<") && !text(&made, path).contains(": <svg"),
            "{path}"
        );
    }
    for (path, _) in made.iter().filter(|(path, _)| path.ends_with(".argdown")) {
        assert!(!text(&made, path).contains("{{"), "{path}");
    }
}

/// A record in which every text for readers is hostile.
fn hostile(value: &Value, is_text: bool) -> Value {
    match value {
        Value::String(text) if is_text => Value::from(format!("{text} {HOSTILE}")),
        Value::Array(items) => items.iter().map(|one| hostile(one, false)).collect(),
        Value::Object(members) => {
            let is_language = |key: &String| ["en", "nl", "fr", "de"].contains(&key.as_str());
            let member = |(key, one): (&String, &Value)| {
                let is_text = is_language(key) || key == "locator";
                (key.clone(), hostile(one, is_text))
            };
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}

/// A tag without what stands in quotation marks.
fn without_values(tag: &str) -> String {
    regex(r#""[^"]*""#).replace_all(tag, "").into_owned()
}

#[test]
fn only_what_an_earlier_run_wrote_is_removed() {
    let folder = small_dataset();
    let out = folder.path().join("out");
    site(folder.path(), &BASE);
    fs::write(out.join("CNAME"), "example.org").expect("it can be written");
    // Without an address there is no feed.
    let all = ["site", "-o", "out"];
    let made = run(folder.path(), &all);
    assert!(made.err.contains("of an earlier run"), "{}", made.err);
    assert!(
        made.err.contains("1 file there, such as CNAME"),
        "{}",
        made.err
    );
    assert!(out.join("feed.atom").exists() && out.join("CNAME").exists());
    site(folder.path(), &BASE);
    let made = files(&out);
    assert!(made.contains_key("feed.atom"));
    let made = site(folder.path(), &["--clean"]);
    assert!(!made.contains_key("feed.atom") && !made.contains_key("sitemap.xml"));
    assert_eq!(text(&made, "CNAME"), "example.org");
    // A file that says what was written leads nowhere else.
    fs::write(
        out.join(".besluit-site"),
        "../besluit.toml\n/etc/hosts\nCNAME/..\n",
    )
    .expect("it can be written");
    site(folder.path(), &["--clean"]);
    assert!(folder.path().join("besluit.toml").exists());
}

#[test]
fn an_earlier_day_has_no_data_beside_its_pages() {
    let folder = own_records();
    let made = site(folder.path(), &["--as-of", "2025-11-21"]);
    let data = made.keys().filter(|path| path.starts_with("id/"));
    let others: Vec<_> = data.filter(|path| !path.ends_with("/index.html")).collect();
    assert!(others.is_empty(), "{others:?}");
    let missing = dangling(&made);
    let of_data: Vec<_> = missing
        .iter()
        .filter(|one| one.starts_with("id/"))
        .collect();
    assert!(of_data.is_empty(), "{of_data:?}");
    // What happened later is not in it.
    for (path, bytes) in &made {
        let is_shown = !path.starts_with("schema/");
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !is_shown || !text.contains("besluit-eu-2026-0007"),
            "{path}"
        );
    }
}

#[test]
fn a_record_has_data_at_its_permanent_address() {
    let folder = small_dataset();
    let made = site(folder.path(), &BASE);
    let done = run(folder.path(), &["export", "ndjson", "-o", "exported"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let exported = folder.path().join("exported/records.ndjson");
    let exported = fs::read_to_string(exported).expect("it was exported");
    let mut count = 0;
    for line in exported.lines() {
        let line: Value = serde_json::from_str(line).expect("it is JSON");
        let field = |key: &str| line[key].as_str().expect("it is a text").to_owned();
        let address = format!("id/{}/{}", field("type"), field("id"));
        let whole: Value =
            serde_json::from_str(text(&made, &format!("{address}.json"))).expect("it is JSON");
        // Only the path of the schema is another.
        let rest = |value: &Value| {
            let mut value = value.clone();
            value
                .as_object_mut()
                .map(|members| members.remove("$schema"));
            value
        };
        assert_eq!(rest(&whole), rest(&line));
        // This dataset serves no schema.
        assert!(whole.get("$schema").is_none());
        let linked: Value =
            serde_json::from_str(text(&made, &format!("{address}.jsonld"))).expect("it is JSON");
        let nodes = linked["@graph"].as_array().expect("it is a list");
        let own = format!("{}/{}", field("type"), field("id"));
        assert_eq!(nodes.len(), 1, "{address}");
        assert_eq!(nodes[0]["id"], own.as_str());
        assert_eq!(
            linked["@context"]["@base"],
            "https://example.org/decisions/id/"
        );
        for what in ["/index.html", "/cite.bib", "/cite.csl.json"] {
            text(&made, &format!("{address}{what}"));
        }
        count += 1;
    }
    assert!(count > 3, "{exported}");
}
