//! The files of columns: as many rows as there are records, a column for each field of the schema, and no clock in them.
//! That the values are those of `ndjson` is for the readers that others made: `tests/interop/exports.py`.

use std::io::Write;

use besluit::model::RECORD_TYPES;
use besluit::schema;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::{datasets, files};

#[test]
fn a_file_has_the_records_of_a_type() {
    for (folder, dataset) in datasets() {
        let files = files(&dataset);
        for record_type in RECORD_TYPES {
            let bytes = &files[&format!("parquet/{record_type}s.parquet")];
            let mut file = tempfile::tempfile().expect("a file can be made");
            file.write_all(bytes).expect("it can be written");
            let reader = SerializedFileReader::new(file).expect("it is Parquet");
            let metadata = reader.metadata().file_metadata();
            let records = dataset
                .records()
                .filter(|(_, record)| record.record_type() == record_type);
            let rows = metadata.num_rows();
            assert_eq!(usize::try_from(rows), Ok(records.count()), "{folder:?}");
            let schema = schema::generate(record_type).expect("there is one");
            let fields = schema["properties"].as_object().expect("it has some");
            let fields = fields.keys().map(String::as_str).chain(["derived"]);
            let columns = metadata.schema().get_fields();
            assert!(columns.iter().map(|column| column.name()).eq(fields));
        }
    }
}
