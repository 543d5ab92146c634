//! The columns of a table, as they follow from the schema of its rows.

use serde_json::Value;

use crate::export::{Export, codelists};

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: that of the field, and for a text for readers the language after it, as in `title_nl`.
    pub name: String,
    /// What its values are.
    pub column_type: ColumnType,
    /// Whether every row has a value.
    pub required: bool,
    /// What it says, and when it is empty.
    pub description: String,
    /// The code list that its values are from.
    pub list: Option<String>,
    /// The table whose `id` its values are.
    pub references: Option<&'static str>,
    /// The language of its texts.
    pub language: Option<String>,
    /// The field of the row that the value is in: the name without the language.
    pub field: String,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A date as far as it is known, as text: a year, a month, a day, or an interval of two of them (EDTF level 0).
    Date,
    /// A day of the calendar, as text: `2025-11-26`.
    Day,
}

impl Column {
    /// The value of the column in a row; null where there is none.
    pub(super) fn cell(&self, row: &Value) -> Value {
        let value = &row[&self.field];
        match &self.language {
            Some(language) => value[language].clone(),
            None => value.clone(),
        }
    }
}

/// What a schema says that its values are.
pub(super) fn description(schema: &Value) -> String {
    let description = schema["description"].as_str();
    description.unwrap_or_default().to_owned()
}

/// The columns of a table whose rows have this schema.
pub(super) fn columns(table: &str, schema: &Value, export: &Export<'_>) -> Vec<Column> {
    let required = schema["required"].as_array();
    let is_required = |field: &str| {
        let mut names = required.into_iter().flatten();
        names.any(|name| name == field)
    };
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .flat_map(|(field, property)| {
            let type_name = property["$ref"].as_str();
            let type_name = type_name.and_then(|path| path.strip_prefix("#/$defs/"));
            let type_name = type_name.unwrap_or_default();
            let definition = match type_name {
                "" => property,
                name => &schema["$defs"][name],
            };
            let column = Column {
                name: field.clone(),
                column_type: column_type(type_name, definition),
                required: is_required(field),
                description: description(property),
                list: codelists::is_list(type_name, definition).then(|| codelists::name(type_name)),
                // A record does not refer to itself by its own id.
                references: table_of(type_name).filter(|other| (*other, &**field) != (table, "id")),
                language: None,
                field: field.clone(),
            };
            if type_name == "LocalizedText" {
                by_language(&column, export)
            } else {
                vec![column]
            }
        })
        .collect()
}

/// A text for readers as one column for each language. Only the languages that the dataset requires are always there, and not even
/// those where it allows that one is missing.
fn by_language(column: &Column, export: &Export<'_>) -> Vec<Column> {
    let config = &export.dataset.config;
    let mut allowances = config.allowances.iter();
    let may_miss = allowances.any(|allowance| allowance.rule == "missing-language");
    let required: &[_] = if may_miss { &[] } else { &config.languages };
    let languages = export.languages.iter();
    languages
        .map(|language| {
            let suffix = language.as_str().to_lowercase().replace('-', "_");
            Column {
                name: format!("{}_{suffix}", column.name),
                required: column.required && required.contains(language),
                language: Some(language.to_string()),
                ..column.clone()
            }
        })
        .collect()
}

fn column_type(type_name: &str, definition: &Value) -> ColumnType {
    match (type_name, definition["type"].as_str()) {
        ("Date", _) => ColumnType::Date,
        ("Day", _) => ColumnType::Day,
        (_, Some("integer")) => ColumnType::Integer,
        (_, Some("number")) => ColumnType::Number,
        (_, Some("boolean")) => ColumnType::Boolean,
        _ => ColumnType::Text,
    }
}

/// The table of the records that a type of id names.
fn table_of(type_name: &str) -> Option<&'static str> {
    Some(match type_name {
        "DecisionId" => "decisions",
        "ProposalId" => "proposals",
        "SourceId" => "sources",
        "ActorId" => "actors",
        _ => return None,
    })
}
