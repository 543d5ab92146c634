//! `croissant.json`: the dataset as Croissant 1.0 describes one, for tools of machine learning: its files, and a record set for each
//! csv table.

use serde_json::{Map, Value, json};

use super::{About, Described, SAFE_CELLS};
use crate::export::csv;
use crate::export::tables::{Column, ColumnType, TABLES, Table};

pub fn write(about: &About<'_>, described: &[Described]) -> Value {
    let mut dataset = Map::new();
    dataset.insert("@context".into(), context());
    dataset.insert("@type".into(), json!("sc:Dataset"));
    let standard = "http://mlcommons.org/croissant/1.0";
    dataset.insert("conformsTo".into(), json!(standard));
    dataset.insert("name".into(), json!(about.slug()));
    dataset.insert("alternateName".into(), json!(about.title));
    let description = [&about.summary(), SAFE_CELLS].join(" ");
    dataset.insert("description".into(), json!(description));
    if let Some(release) = about.release {
        dataset.insert("version".into(), json!(release.version));
        dataset.insert("datePublished".into(), json!(release.date.to_string()));
    }
    if let Some(license) = about.license_url() {
        dataset.insert("license".into(), json!(license));
    }
    let citation = format!("{}: {}. {}", about.authors, about.title, about.state());
    dataset.insert("citeAs".into(), json!(citation));
    let creator = json!({ "@type": "sc:Organization", "name": about.authors });
    dataset.insert("creator".into(), creator);
    let languages = about
        .export
        .languages
        .iter()
        .map(|language| language.as_str());
    dataset.insert("inLanguage".into(), languages.collect());
    if let Some((first, last)) = about.period {
        let period = format!("{}/{}", first.0, last.0);
        dataset.insert("temporalCoverage".into(), json!(period));
    }
    dataset.insert(
        "distribution".into(),
        described.iter().map(file_object).collect(),
    );
    let tables = TABLES.iter().filter(|table| {
        let path = csv::path_of(table);
        described.iter().any(|file| file.path == path)
    });
    let record_sets = tables.map(|table| record_set(about, table));
    dataset.insert("recordSet".into(), record_sets.collect());
    Value::Object(dataset)
}

fn file_object(file: &Described) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": format!("{} B", file.bytes),
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    })
}

fn record_set(about: &About<'_>, table: &Table) -> Value {
    let id = |column: &str| json!({ "@id": format!("{}/{column}", table.name) });
    let key: Vec<_> = table.key.iter().map(|column| id(column)).collect();
    let columns = table.columns(about.export);
    let fields = columns.iter().map(|column| field(table, column));
    json!({
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.about,
        "key": key,
        "field": fields.collect::<Vec<_>>(),
    })
}

fn field(table: &Table, column: &Column) -> Value {
    let data_type = match column.column_type {
        ColumnType::Text | ColumnType::Date => "sc:Text",
        ColumnType::Integer => "sc:Integer",
        ColumnType::Number | ColumnType::Decimal => "sc:Float",
        ColumnType::Boolean => "sc:Boolean",
        ColumnType::Day => "sc:Date",
    };
    let name = format!("{}/{}", table.name, column.name);
    // References are left to `datapackage.json`: the reader of Croissant follows each, and loses the rows that refer to nothing.
    json!({
        "@type": "cr:Field",
        "@id": name,
        "name": column.name,
        "description": column.description,
        "dataType": data_type,
        "source": {
            "fileObject": { "@id": csv::path_of(table) },
            "extract": { "column": column.name },
        },
    })
}

/// The JSON-LD context: the meaning of each term, as the standard gives it.
fn context() -> Value {
    let typed = |id: &str, kind: &str| json!({ "@id": id, "@type": kind });
    let mut context = json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "conformsTo": "dct:conformsTo",
        "citeAs": "cr:citeAs",
        "data": typed("cr:data", "@json"),
        "dataType": typed("cr:dataType", "@vocab"),
        "examples": typed("cr:examples", "@json"),
    });
    let own = [
        "column",
        "equivalentProperty",
        "extract",
        "field",
        "fileObject",
        "fileProperty",
        "fileSet",
        "format",
        "includes",
        "isLiveDataset",
        "jsonPath",
        "key",
        "md5",
        "parentField",
        "path",
        "recordSet",
        "references",
        "regex",
        "repeated",
        "replace",
        "samplingRate",
        "separator",
        "source",
        "subField",
        "transform",
    ];
    for term in own {
        context[term] = json!(format!("cr:{term}"));
    }
    context
}
