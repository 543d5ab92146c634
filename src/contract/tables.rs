//! The tables of the forms that have some: the names of their columns, of what type these are, which can be empty, and what leads where.
//!
//! The languages of a dataset are its own, so [`LANGUAGE`] stands in the name of a column for each of them: `title_{language}` is `title_nl`
//! and `title_en` where texts are in Dutch and English. Such a column is never empty, if it says so, in a language that the dataset
//! requires.

use serde_json::{Map, Value, json};

use crate::export::columnar::{
    ENDING, Field, ITEM, Kind, Shape, TABLES_FOLDER, of_table, with_decimals,
};
use crate::export::relational::{JSON, VIEWS, index, type_name, with_approximations};
use crate::export::tables::{self, Column, FLAT_STATEMENTS, LANGUAGE, TABLES, Table};
use crate::model::RECORD_TYPES;

/// Every table of every form.
pub fn tables() -> Value {
    let schema = tables::schema();
    json!({ "csv": csv(&schema), "sqlite": sqlite(&schema), "parquet": parquet(&schema) })
}

/// The files of comma-separated values.
fn csv(schema: &Value) -> Map<String, Value> {
    let tables = TABLES.iter().map(|table| {
        let columns = table.pattern(schema);
        let columns = columns
            .iter()
            .map(|column| told(&column.name, column.column_type.as_str(), table, column));
        (table.name.to_owned(), shape(table.key, columns.collect()))
    });
    tables.collect()
}

/// The tables of the database, then the indexes by which they are searched, then the views.
fn sqlite(schema: &Value) -> Map<String, Value> {
    let columns_of = |table: &Table| with_approximations(table.pattern(schema), schema);
    let mut all = Map::new();
    for table in TABLES {
        let columns = columns_of(table);
        let columns = columns.iter().map(|column| {
            let type_name = type_name(column.column_type);
            told(&column.name, type_name, table, column)
        });
        let record = json!({ "name": JSON, "type": "TEXT", "nullable": false });
        let record = table.is_of_records().then_some(record);
        let columns = columns.chain(record).collect();
        all.insert(table.name.to_owned(), shape(table.key, columns));
    }
    for table in TABLES {
        if let Some(index) = index(table, columns_of(table)) {
            let columns = index.columns.iter();
            let columns = columns.map(|one| in_form(&one.name, one));
            all.insert(index.name, shape(&[], columns.collect()));
        }
    }
    for view in &VIEWS {
        let columns = view.columns(&columns_of);
        let columns = columns.iter().map(|one| in_form(&one.name, &one.column));
        all.insert(view.name.to_owned(), shape(&[], columns.collect()));
    }
    all
}

/// The files of columns: of the records of each type, of the statements with their evidence, and of each table.
fn parquet(schema: &Value) -> Map<String, Value> {
    let mut files = Map::new();
    for record_type in RECORD_TYPES {
        let shape = Shape::of_records(record_type, std::iter::once(LANGUAGE));
        add(&format!("{record_type}s"), &shape.fields(), &mut files);
    }
    let fields = |table: &Table| of_table(&with_decimals(table.pattern(schema), schema));
    add(FLAT_STATEMENTS.name, &fields(&FLAT_STATEMENTS), &mut files);
    for table in TABLES {
        let name = format!("{TABLES_FOLDER}{}", table.name);
        add(&name, &fields(table), &mut files);
    }
    files
}

fn add(name: &str, fields: &[Field], files: &mut Map<String, Value>) {
    let mut columns = Vec::new();
    add_fields(fields, "", &mut columns);
    let file = json!({ "columns": columns });
    files.insert(format!("{name}{ENDING}"), file);
}

/// Adds fields, and what is in them, each by its path from the root.
fn add_fields(fields: &[Field], above: &str, columns: &mut Vec<Value>) {
    for field in fields {
        let path = format!("{above}{}", field.name);
        add_kind(&path, &field.kind, field.nullable, columns);
    }
}

fn add_kind(path: &str, kind: &Kind, nullable: bool, columns: &mut Vec<Value>) {
    columns.push(json!({ "name": path, "type": kind.name(), "nullable": nullable }));
    match kind {
        Kind::Struct(members) => add_fields(members, &format!("{path}."), columns),
        Kind::List(item) => add_kind(&format!("{path}.{ITEM}"), item, false, columns),
        _ => {}
    }
}

fn shape(key: &[&str], columns: Vec<Value>) -> Value {
    json!({ "key": key, "columns": columns })
}

/// A column of a table, with what it refers to.
fn told(name: &str, type_name: &str, table: &Table, column: &Column) -> Value {
    let mut told = json!({ "name": name, "type": type_name, "nullable": !column.required });
    if let Some(references) = references(table, column) {
        told["references"] = references.into();
    }
    told
}

/// A column of an index or of a view.
fn in_form(name: &str, column: &Column) -> Value {
    json!({ "name": name, "type": type_name(column.column_type), "nullable": !column.required })
}

/// The column that a column refers to, by itself or together with others. The own id of a row tells it from others, also
/// where it is half of a reference.
fn references(table: &Table, column: &Column) -> Option<String> {
    if column.name == "id" {
        return None;
    }
    if let Some(table) = column.references {
        return Some(format!("{table}.id"));
    }
    let mut references = table.references.iter();
    references.find_map(|one| {
        let mut pairs = one.columns.iter().zip(one.key);
        let (_, there) = pairs.find(|(here, _)| **here == column.name)?;
        Some(format!("{}.{there}", one.table))
    })
}
