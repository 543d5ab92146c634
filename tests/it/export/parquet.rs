//! The files of columns: as many rows as there are records, a column for each field of the schema, a file for each table, and no clock in
//! them.
//! That the values are those of `ndjson` is for the readers that others made: `tests/interop/exports.py`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;

use besluit::export::tables::TABLES;
use besluit::model::RECORD_TYPES;
use besluit::schema;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::{datasets, files_of, tables};

pub fn open(bytes: &[u8]) -> SerializedFileReader<File> {
    let mut file = tempfile::tempfile().expect("a file can be made");
    file.write_all(bytes).expect("it can be written");
    SerializedFileReader::new(file).expect("it is Parquet")
}

/// Days are days there, votes whole numbers and quantities decimals, each in a column of its own.
#[test]
fn a_file_has_the_rows_of_a_table() {
    let mut types = BTreeSet::new();
    for (folder, dataset) in datasets() {
        let files = files_of("parquet", &dataset);
        let rows = tables(&dataset);
        for table in TABLES {
            let reader = open(&files[&format!("tables/{}.parquet", table.name)]);
            let metadata = reader.metadata().file_metadata();
            let expected = rows[table.name].len();
            assert_eq!(
                usize::try_from(metadata.num_rows()),
                Ok(expected),
                "{folder:?}"
            );
            types.extend(metadata.schema().get_fields().iter().map(|column| {
                let info = column.get_basic_info();
                let stored = column.get_physical_type();
                format!("{} {stored} {}", info.name(), info.converted_type())
            }));
        }
    }
    for expected in [
        "valid_from INT32 DATE",
        "date BYTE_ARRAY UTF8",
        "date_latest INT32 DATE",
        "votes_for INT64 NONE",
        "votes_for_percent DOUBLE NONE",
        "quantity_value BYTE_ARRAY UTF8",
        "quantity_value_decimal FIXED_LEN_BYTE_ARRAY DECIMAL",
    ] {
        assert!(types.contains(expected), "{expected}: {types:#?}");
    }
}

#[test]
fn a_file_has_the_records_of_a_type() {
    for (folder, dataset) in datasets() {
        let files = files_of("parquet", &dataset);
        for record_type in RECORD_TYPES {
            let bytes = &files[&format!("{record_type}s.parquet")];
            let reader = open(bytes);
            let metadata = reader.metadata().file_metadata();
            let records = dataset
                .records()
                .filter(|(_, record)| record.record_type() == record_type);
            let rows = metadata.num_rows();
            assert_eq!(usize::try_from(rows), Ok(records.count()), "{folder:?}");
            let schema = schema::generate(record_type).expect("there is one");
            let fields = schema["properties"].as_object().expect("it has some");
            let fields = fields.keys().map(String::as_str).chain(["derived"]);
            let columns = metadata.schema().get_fields().iter();
            let columns: Vec<_> = columns.map(|column| column.name()).collect();
            // What stands beside a date has no field of its own.
            let is_beside = |name: &&str| {
                let ends = ["_earliest", "_latest", "_precision"];
                let mut bases = ends.iter().filter_map(|end| name.strip_suffix(end));
                bases.any(|base| columns.contains(&base))
            };
            let own = columns.iter().copied().filter(|name| !is_beside(name));
            assert!(own.eq(fields), "{columns:?}");
        }
    }
}
