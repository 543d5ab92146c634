//! The promise: the records in the crate are those of the folder, each with all that it says.

use crate::support::{raw_files, repository};
use besluit::model::Record;
use serde_json::Value;

#[test]
fn the_crate_has_every_record() {
    let mut files = raw_files(&repository());
    files.retain(|file| file.path.ends_with(".json"));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let there: Vec<Record> = files
        .into_iter()
        .map(|file| {
            let bytes = file.content.expect("a record can be read");
            let value: Value = serde_json::from_slice(&bytes).expect("a record is JSON");
            Record::from_value(value).expect("a record fits its type")
        })
        .collect();
    let embedded: Vec<Record> = besluit::records().collect();
    let ids = |records: &[Record]| -> Vec<_> {
        let ids = records
            .iter()
            .map(|record| (record.record_type(), record.id().to_owned()));
        ids.collect()
    };
    assert_eq!(ids(&embedded), ids(&there));
    assert_eq!(embedded, there);
}
