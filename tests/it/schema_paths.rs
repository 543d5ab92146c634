//! What `$schema` of a record may be: where the dataset has schemas, the path that leads to the one of its type, and nothing else.

use std::fs;

use crate::process::{run, run_with};

#[test]
fn a_record_leads_to_its_own_schema() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let folder = folder.path();
    let init = ["init", ".", "--prefix", "x", "--languages", "en"];
    assert_eq!(run(folder, &init).code, Some(0));
    let path = "records/actors/example-cabinet.json";
    let good = fs::read_to_string(folder.join(path)).expect("`init` writes it");
    let right = "../../schema/actor.schema.json";
    assert!(good.contains(right), "{good}");
    let validate = ["validate", "--format", "concise", path];
    assert_eq!(run(folder, &validate).out.matches("schema-path").count(), 0);
    for wrong in [
        "../../schema/decision.schema.json",
        "../../schema/consumer/actor.schema.json",
        "../schema/actor.schema.json",
        "../../../schema/actor.schema.json",
        "../../elsewhere/actor.schema.json",
    ] {
        let bad = good.replace(right, wrong);
        fs::write(folder.join(path), &bad).expect("it can be written");
        let found = run(folder, &validate);
        assert_eq!(found.code, Some(1), "{wrong}: {found:?}");
        assert!(found.out.contains("[schema-path]"), "{wrong}: {found:?}");
        assert!(found.out.contains(&format!("write `{right}`")), "{found:?}");
        let saved = [
            "validate",
            "--format",
            "concise",
            "-",
            "--stdin-filename",
            path,
        ];
        let found = run_with(folder, &saved, &bad);
        assert!(found.out.contains("[schema-path]"), "{wrong}: {found:?}");
    }
    // In a stream, and where the dataset has no schemas, a record is not seen from its place.
    let line = good
        .replace(right, "../schema/actor.schema.json")
        .replace('\n', "");
    fs::write(folder.join("x.ndjson"), line.clone() + "\n").expect("it can be written");
    let stream = ["validate", "--format", "concise", "--root", ".", "x.ndjson"];
    let found = run(folder, &stream);
    assert!(!found.out.contains("[schema-path]"), "{found:?}");
    fs::write(folder.join(path), line).expect("it can be written");
    fs::remove_dir_all(folder.join("schema")).expect("`init` made it");
    let found = run(folder, &validate);
    assert!(!found.out.contains("[schema-path]"), "{found:?}");
}
