//! The promise: what is generated and committed is current.

mod support;

use besluit::check::RULES;
use besluit::view::explain;
use besluit::{report, schema};
use support::repository;

#[test]
fn the_schemas_are_those_of_the_types() {
    let folder = repository().join("schema");
    let schemas = schema::NAMES.map(|name| (name, schema::text(name).expect("it has a schema")));
    let schemas = [&schemas[..], &[(report::SCHEMA, report::schema_text())]].concat();
    for (name, generated) in &schemas {
        let path = folder.join(schema::file_name(name));
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == *generated,
            "{} is not current: run `cargo run -- schema --write`",
            path.display()
        );
    }
    let files = std::fs::read_dir(&folder).expect("the schemas are committed");
    let is_schema = |name: &std::ffi::OsStr| name.to_string_lossy().ends_with(".schema.json");
    let committed = files
        .map(|file| file.expect("they can be read").file_name())
        .filter(|name| is_schema(name));
    assert_eq!(
        committed.count(),
        schemas.len(),
        "every schema in schema/ is generated"
    );
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
