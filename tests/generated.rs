//! The promise: what is generated and committed is current.

mod support;

use besluit::schema;
use support::repository;

#[test]
fn the_schemas_are_those_of_the_types() {
    let folder = repository().join("schema");
    for name in schema::NAMES {
        let path = folder.join(schema::file_name(name));
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        let generated = schema::text(name).expect("every name has a schema");
        assert!(
            committed == generated,
            "{} is not current: run `cargo run -- schema --write`",
            path.display()
        );
    }
    let files = std::fs::read_dir(&folder).expect("the schemas are committed");
    assert_eq!(
        files.count(),
        schema::NAMES.len(),
        "every file in schema/ is generated"
    );
}
