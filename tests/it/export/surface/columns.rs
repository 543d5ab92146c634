//! What the real files of columns say of themselves, beside what `schema/tables.json` says of them.

use arrow_schema::{DataType, Field};
use parquet::arrow::parquet_to_arrow_schema;
use parquet::file::reader::FileReader;

use super::super::parquet::open;
use super::{Told, columns, datasets, files_of, in_name, of_form};

/// A column, and what is in it, as a reader of Parquet sees it.
fn add(field: &Field, above: &str, all: &mut Vec<Told>) {
    let name = format!("{above}{}", field.name());
    let below = format!("{name}.");
    let type_name = match field.data_type() {
        DataType::Utf8 => "string",
        DataType::Int64 => "int64",
        DataType::Float64 => "double",
        DataType::Decimal128(27, 9) => "decimal128(27, 9)",
        DataType::Boolean => "bool",
        DataType::Date32 => "date32",
        DataType::Struct(_) => "struct",
        DataType::List(_) => "list",
        other => panic!("no column has the type {other}"),
    };
    all.push(Told {
        name,
        type_name: type_name.to_owned(),
        nullable: field.is_nullable(),
    });
    match field.data_type() {
        DataType::Struct(members) => members.iter().for_each(|one| add(one, &below, all)),
        DataType::List(item) => add(item, &below, all),
        _ => {}
    }
}

#[test]
fn the_files_of_columns_have_these_columns() {
    let told = of_form("parquet");
    let mut count = 0;
    for (folder, dataset) in datasets() {
        let files = files_of("parquet", &dataset);
        assert!(files.keys().eq(told.keys()), "{folder:?}");
        for (name, table) in &told {
            let reader = open(&files[name]);
            // What Parquet itself has, and not what Arrow wrote beside it.
            let schema = reader.metadata().file_metadata().schema_descr();
            let schema = parquet_to_arrow_schema(schema, None).expect("it is one of Arrow");
            let mut found = Vec::new();
            for field in schema.fields() {
                add(field, "", &mut found);
            }
            // A text that is nested has its languages as members, by their tags.
            let expected = match name.starts_with("tables/") || name == "statements.parquet" {
                true => columns(table, &dataset, in_name),
                false => columns(table, &dataset, str::to_owned),
            };
            count += found.len();
            assert_eq!(found, expected, "{name}, {folder:?}");
        }
    }
    assert!(count > 1000, "{count}");
}
