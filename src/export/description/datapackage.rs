//! `datapackage.json`: a Data Package (version 2), with each csv table as a tabular resource, and the whole records as a
//! file.

use serde_json::{Map, Value, json};

use super::{About, Described, SAFE_CELLS};
use crate::export::tables::{Column, ColumnType, Reference, TABLES, Table};
use crate::export::{codes, csv, ndjson};
use crate::model::Date;

pub fn write(about: &About<'_>, described: &[Described]) -> Value {
    let mut package = Map::new();
    let profile = "https://datapackage.org/profiles/2.0/datapackage.json";
    package.insert("$schema".into(), json!(profile));
    package.insert("name".into(), json!(about.slug()));
    package.insert("title".into(), json!(about.title));
    if let Some(release) = about.release {
        package.insert("version".into(), json!(release.version));
    }
    let description = [&about.summary(), SAFE_CELLS].join(" ");
    package.insert("description".into(), json!(description));
    package.insert("contributors".into(), json!([{ "title": about.authors }]));
    if let (Some(name), Some(path)) = (about.license, about.license_url()) {
        package.insert("licenses".into(), json!([{ "name": name, "path": path }]));
    }
    let lists = codes::lists();
    let resources = described
        .iter()
        .filter_map(|file| resource(about, file, &lists));
    package.insert("resources".into(), resources.collect());
    Value::Object(package)
}

/// A table, or the file of whole records. What other targets write says the same again.
fn resource(about: &About<'_>, file: &Described, lists: &[codes::CodeList]) -> Option<Value> {
    let (_, format) = file.path.rsplit_once('.')?;
    let mut resource = json!({
        "name": "records",
        "path": file.path,
        "format": format,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
    });
    let mut tables = TABLES.iter();
    if let Some(table) = tables.find(|table| file.path == csv::path_of(table)) {
        resource["name"] = json!(table.name);
        resource["type"] = json!("table");
        resource["description"] = json!(table.about);
        resource["schema"] = schema(table, &table.columns(about.export), lists);
    } else if file.target == ndjson::TARGET.name {
        resource["description"] = json!(ndjson::TARGET.about);
    } else {
        return None;
    }
    Some(resource)
}

fn schema(table: &Table, columns: &[Column], lists: &[codes::CodeList]) -> Value {
    let fields = columns.iter().map(|column| field(column, lists));
    let mut schema = json!({
        "fields": fields.collect::<Vec<_>>(),
        "primaryKey": table.key,
    });
    let of_column = columns.iter().filter_map(|column| {
        let there = column.references?;
        Some(foreign_key(table, &[&column.name], there, &["id"]))
    });
    // A reference of which a part can be empty is not one of a row, and validators take it for one.
    let is_required = |name: &&str| {
        let mut columns = columns.iter();
        columns.any(|column| column.name == *name && column.required)
    };
    let of_columns = table
        .references
        .iter()
        .filter(|reference| reference.columns.iter().all(is_required))
        .map(
            |Reference {
                 columns,
                 table: there,
                 key,
             }| foreign_key(table, columns, there, key),
        );
    let keys: Vec<_> = of_column.chain(of_columns).collect();
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    schema
}

fn foreign_key(table: &Table, columns: &[&str], there: &str, key: &[&str]) -> Value {
    let mut reference = json!({ "fields": key });
    // A table that refers to itself is not named.
    if there != table.name {
        reference["resource"] = json!(there);
    }
    json!({ "fields": columns, "reference": reference })
}

fn field(column: &Column, lists: &[codes::CodeList]) -> Value {
    let field_type = match column.column_type {
        ColumnType::Text | ColumnType::Date => "string",
        ColumnType::Integer => "integer",
        ColumnType::Number | ColumnType::Decimal => "number",
        ColumnType::Boolean => "boolean",
        ColumnType::Day => "date",
    };
    let mut field = json!({
        "name": column.name,
        "type": field_type,
        "description": column.description,
    });
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), json!(true));
    }
    if column.column_type == ColumnType::Date {
        constraints.insert("pattern".into(), json!(Date::PATTERN));
    }
    // A list that may grow is no bound on the values.
    let list = lists
        .iter()
        .find(|list| Some(&list.name) == column.list.as_ref());
    if let Some(list) = list.filter(|list| !list.open) {
        let codes: Vec<_> = list.codes.iter().map(|code| &code.code).collect();
        constraints.insert("enum".into(), json!(codes));
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}
