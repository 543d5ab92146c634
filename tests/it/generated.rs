//! The promise: what is generated and committed is current.

use std::collections::BTreeSet;

use crate::support::{dataset, repository};
use besluit::check::RULES;
use besluit::view::{explain, reference};
use besluit::{scaffold, schema};

#[test]
fn the_schemas_are_those_of_the_types() {
    let folder = repository().join("schema");
    let mut generated = BTreeSet::new();
    for (name, text) in scaffold::schemas() {
        let path = folder.join(name);
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "{} is not current: run `cargo run -- schema --write`",
            path.display()
        );
        generated.insert(path);
    }
    let files = walkdir::WalkDir::new(&folder).into_iter();
    let files = files.map(|file| file.expect("the schemas are committed"));
    // The context of the linked data stands beside them and is written by hand.
    let is_schema = |name: &std::ffi::OsStr| name.to_string_lossy().ends_with(".schema.json");
    let there = files.filter(|file| is_schema(file.file_name()));
    let there: BTreeSet<_> = there.map(|file| file.path().to_owned()).collect();
    assert_eq!(there, generated, "every file in schema/ is generated");
}

#[test]
fn the_page_of_fields_and_codes_is_that_of_the_schema_and_the_records() {
    let path = repository().join("docs/reference.md");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let schema = schema::generate("record").expect("it has a schema");
    let mut generated = Vec::new();
    reference::write(&schema, Some(&dataset(&repository())), &mut generated)
        .expect("there is memory");
    assert!(
        committed.as_bytes() == generated,
        "{} is not current: run `cargo run -- schema record --format markdown > docs/reference.md`",
        path.display()
    );
    // Its links lead to its headings.
    let headings = committed
        .lines()
        .filter_map(|line| line.strip_prefix("### "));
    let headings: BTreeSet<_> = headings
        .map(|heading| heading.to_lowercase().replace(' ', "-"))
        .collect();
    let links = committed.split("](#").skip(1);
    let links: BTreeSet<_> = links
        .filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()))
        .collect();
    assert_eq!(links, headings);
    let definitions = schema["$defs"]
        .as_object()
        .map_or(0, |definitions| definitions.len());
    assert_eq!(headings.len(), definitions, "every type has a section");
}

#[test]
fn the_page_of_the_rules_is_that_of_their_files() {
    let path = repository().join("docs/rules.md");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let mut generated = Vec::new();
    let rules: Vec<_> = RULES.iter().collect();
    explain::write_markdown(&explain::view(&rules), &mut generated).expect("there is memory");
    assert!(
        committed.as_bytes() == generated,
        "{} is not current: run `cargo run -- explain --format markdown > docs/rules.md`",
        path.display()
    );
}

#[test]
fn editors_find_the_schemas_as_in_a_new_dataset() {
    let committed =
        std::fs::read_to_string(repository().join(".vscode/settings.json")).unwrap_or_default();
    assert_eq!(committed, besluit::scaffold::editor_settings());
    let committed =
        std::fs::read_to_string(repository().join(".vscode/tasks.json")).unwrap_or_default();
    assert_eq!(committed, besluit::scaffold::editor_tasks());
}
