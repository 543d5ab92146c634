//! The description: every file is there with its hash, every table with its columns, and nothing that nobody has said.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use besluit::dataset::sha256;
use besluit::derive::quotes;
use besluit::export::Export;
use besluit::export::codes::lists;
use besluit::export::tables::TABLES;
use serde_json::Value;

use super::files;
use crate::support::{dataset, repository, small_dataset};

type Files = BTreeMap<String, Vec<u8>>;

fn ours() -> Files {
    files(&dataset(&repository()))
}

#[track_caller]
fn json(files: &Files, path: &str) -> Value {
    serde_json::from_slice(&files[path]).expect("it is JSON")
}

#[track_caller]
fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().expect("it is a list")
}

#[track_caller]
fn text(value: &Value) -> &str {
    value.as_str().expect("it is a text")
}

fn texts(values: &Value) -> Vec<&str> {
    let values = values.as_array().expect("it is a list");
    values.iter().map(text).collect()
}

/// The columns of a csv file, as it names them.
fn header(bytes: &[u8]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().expect("it has a header");
    header.iter().map(str::to_owned).collect()
}

#[test]
fn the_sums_are_those_of_all_files() {
    let mut files = ours();
    let sums = files.remove("SHA256SUMS").expect("it is there");
    let sums = String::from_utf8(sums).expect("it is UTF-8");
    let expected: String = files
        .iter()
        .map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes)))
        .collect();
    assert_eq!(sums, expected);
}

#[test]
fn the_data_package_has_every_table() {
    let files = ours();
    let package = json(&files, "datapackage.json");
    let mut resources = BTreeMap::new();
    for resource in list(&package, "resources") {
        let bytes = &files[text(&resource["path"])];
        assert_eq!(resource["bytes"], bytes.len());
        assert_eq!(resource["hash"], format!("sha256:{}", sha256(bytes)));
        resources.insert(text(&resource["name"]), resource);
    }
    let records = resources.remove("records").expect("it is there");
    assert_eq!(records["path"], "ndjson/records.ndjson");
    assert_eq!(records.get("type"), None, "it is no table");
    let names: BTreeSet<_> = resources.keys().copied().collect();
    assert_eq!(names, TABLES.iter().map(|table| table.name).collect());
    let fields: BTreeMap<_, Vec<&str>> = resources
        .iter()
        .map(|(name, resource)| {
            let fields = list(&resource["schema"], "fields").iter();
            (*name, fields.map(|field| text(&field["name"])).collect())
        })
        .collect();
    let mut keys = 0;
    for (name, resource) in &resources {
        assert_eq!(fields[name], header(&files[text(&resource["path"])]));
        let schema = &resource["schema"];
        let own = &fields[name];
        assert!(
            texts(&schema["primaryKey"])
                .iter()
                .all(|key| own.contains(key))
        );
        for key in schema
            .get("foreignKeys")
            .into_iter()
            .flat_map(Value::as_array)
            .flatten()
        {
            let there = &key["reference"];
            let table = there.get("resource").map_or(*name, text);
            assert!(there.get("resource") != Some(&Value::from(*name)));
            let (here, there) = (texts(&key["fields"]), texts(&there["fields"]));
            assert!(here.iter().all(|field| own.contains(field)), "{key}");
            assert!(
                there.iter().all(|field| fields[table].contains(field)),
                "{key}"
            );
            assert_eq!(here.len(), there.len());
            keys += 1;
        }
    }
    assert!(keys > 40, "{keys}");
}

#[test]
fn only_a_closed_list_is_a_bound() {
    let package = json(&ours(), "datapackage.json");
    let lists = lists();
    let dataset = dataset(&repository());
    let quotes = quotes(&dataset);
    let export = Export::new(&dataset, &quotes);
    let mut bounds = 0;
    for table in TABLES {
        let resource = list(&package, "resources")
            .iter()
            .find(|one| one["name"] == table.name);
        let fields = list(&resource.expect("it is there")["schema"], "fields");
        for (column, field) in table.columns(&export).iter().zip(fields) {
            let list = lists
                .iter()
                .find(|list| Some(&list.name) == column.list.as_ref());
            let codes: Option<Vec<&str>> = list
                .filter(|list| !list.open)
                .map(|list| list.codes.iter().map(|code| code.code.as_str()).collect());
            let bound = field["constraints"].get("enum").map(texts);
            assert_eq!(bound, codes, "{}.{}", table.name, column.name);
            bounds += usize::from(bound.is_some());
        }
    }
    assert!(bounds > 20, "{bounds}");
}

#[test]
fn croissant_has_every_file_and_every_column() {
    let files = ours();
    let croissant = json(&files, "croissant.json");
    let mut described = BTreeSet::new();
    for file in list(&croissant, "distribution") {
        let path = text(&file["contentUrl"]);
        assert_eq!(file["sha256"], sha256(&files[path]));
        assert_eq!(file["contentSize"], format!("{} B", files[path].len()));
        assert_eq!(file["@id"], path);
        described.insert(path);
    }
    let in_folders: BTreeSet<_> = files.keys().filter(|path| path.contains('/')).collect();
    assert_eq!(
        described,
        in_folders.iter().map(|path| path.as_str()).collect()
    );
    let sets = list(&croissant, "recordSet");
    let names: Vec<_> = sets.iter().map(|set| text(&set["name"])).collect();
    assert_eq!(
        names,
        TABLES.iter().map(|table| table.name).collect::<Vec<_>>()
    );
    for set in sets {
        let name = text(&set["name"]);
        let path = format!("csv/{name}.csv");
        let columns: Vec<_> = list(set, "field")
            .iter()
            .map(|field| {
                assert_eq!(field["source"]["fileObject"]["@id"], path);
                let column = text(&field["source"]["extract"]["column"]);
                assert_eq!(field["@id"], format!("{name}/{column}"));
                column
            })
            .collect();
        assert_eq!(columns, header(&files[&path]));
    }
}

/// Every value of a key, wherever it stands.
fn values_of<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| values_of(item, key, found)),
        Value::Object(object) => {
            found.extend(object.get(key).and_then(Value::as_str));
            object
                .values()
                .for_each(|value| values_of(value, key, found));
        }
        _ => {}
    }
}

#[test]
fn the_entry_for_catalogues_leads_to_the_files() {
    let files = ours();
    let entry = json(&files, "dcat.jsonld");
    let dataset = &entry["@graph"][0];
    assert_eq!(dataset["dct:title"], "besluit");
    let mut led_to = BTreeSet::new();
    for distribution in list(dataset, "dcat:distribution") {
        let folder = text(&distribution["dcat:accessURL"]["@id"]);
        assert_eq!(
            text(&distribution["@id"]),
            format!("#{}", &folder[..folder.len() - 1])
        );
        for file in list(distribution, "dcat:downloadURL") {
            let path = text(&file["@id"]);
            assert!(
                path.starts_with(folder) && files.contains_key(path),
                "{path}"
            );
            led_to.insert(path);
        }
    }
    let in_folders = files.keys().filter(|path| path.contains('/'));
    assert_eq!(in_folders.count(), led_to.len());
    // What is not relative is a term that somebody else has defined.
    let mut ids = Vec::new();
    values_of(&entry, "@id", &mut ids);
    let known = [
        "http://publications.europa.eu/resource/authority/",
        "https://www.iana.org/assignments/media-types/",
        "https://spdx.org/licenses/CC0-1.0",
        "spdx:checksumAlgorithm_sha256",
    ];
    for id in ids.iter().filter(|id| id.contains(':')) {
        assert!(known.iter().any(|start| id.starts_with(start)), "{id}");
    }
}

#[test]
fn what_nobody_has_said_is_absent() {
    let folder = small_dataset();
    let bare = "prefix = \"world\"\nlanguages = [\"en\"]\n";
    fs::write(folder.path().join("besluit.toml"), bare).expect("it can be written");
    let files = files(&dataset(folder.path()));
    let package = json(&files, "datapackage.json");
    let croissant = json(&files, "croissant.json");
    let entry = json(&files, "dcat.jsonld");
    let citation = String::from_utf8_lossy(&files["CITATION.cff"]);
    assert_eq!(package["name"], "world");
    assert_eq!(croissant["name"], "world");
    for (file, absent) in [
        (
            &package,
            &["licenses", "version", "created", "homepage"][..],
        ),
        (&croissant, &["license", "version", "datePublished", "url"]),
        (
            &entry["@graph"][0],
            &["dct:publisher", "dct:issued", "dcat:contactPoint"],
        ),
        (
            &entry["@graph"][0]["dcat:distribution"][0],
            &["dct:license"],
        ),
    ] {
        for key in absent {
            assert_eq!(file.get(key), None, "{key}");
        }
    }
    for absent in ["license", "version", "date-released", "url", "doi"] {
        let has = citation.lines().any(|line| line.starts_with(absent));
        assert!(!has, "{absent}: {citation}");
    }
    assert!(citation.contains("authors:\n  - name: \"world contributors\"\n"));
}

/// Whoever has any of the descriptions can tell which contents it is of, and how far they are anchored.
#[test]
fn they_say_which_dataset_it_is() {
    let dataset = dataset(&repository());
    let quotes = quotes(&dataset);
    let digest = Export::new(&dataset, &quotes).digest().to_string();
    let counts = besluit::derive::completeness(&dataset);
    let files = ours();
    for path in [
        "datapackage.json",
        "dcat.jsonld",
        "croissant.json",
        "CITATION.cff",
    ] {
        let text = String::from_utf8_lossy(&files[path]);
        assert!(text.contains(&digest), "{path}");
        let evidence = counts.evidence;
        let expected = format!(
            "{} quote their source and {} only name a place in it; {} of {} sources have a text.",
            evidence.quoted,
            evidence.by_place,
            counts.sources_with_text,
            counts.sources_with_text + counts.sources_without_text,
        );
        assert!(text.contains(&expected), "{path}");
    }
    let citation = String::from_utf8_lossy(&files["CITATION.cff"]);
    let identifier = format!("identifiers:\n  - type: other\n    value: \"{digest}\"\n");
    assert!(citation.contains(&identifier), "{citation}");
}

#[test]
fn how_to_cite_it() {
    let citation = ours().remove("CITATION.cff").expect("it is there");
    let citation = String::from_utf8(citation).expect("it is UTF-8");
    for line in [
        "cff-version: 1.2.0",
        "type: dataset",
        "title: \"besluit\"",
        "  - name: \"besluit contributors\"",
        "license: \"CC0-1.0\"",
    ] {
        assert!(
            citation.lines().any(|one| one == line),
            "{line}: {citation}"
        );
    }
}
