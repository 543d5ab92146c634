//! The columns of a table: those that follow from the schema, and those that are made.

use serde_json::Value;

use super::beside::{self, Beside};
use super::claim;
use super::list::{LEFT_OUT, RENAMED, TABLES};
use super::row::Row;
use super::table::{Columns, Make, Table};
use crate::export::ndjson::DERIVED;
use crate::export::{Export, codes};

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name: that of the field, and for a text for readers the language after it, as in `title_nl`.
    pub name: String,
    /// The type of its values.
    pub column_type: ColumnType,
    /// True if every row has a value.
    pub required: bool,
    /// Its description: what its values say, and when it is empty.
    pub description: String,
    /// The code list that its values are from.
    pub list: Option<String>,
    /// The table whose `id` its values are.
    pub references: Option<&'static str>,
    /// The language of its texts.
    pub language: Option<String>,
    /// The field of the row that the value is in: the name without the language.
    pub field: String,
    /// True if it is a text for readers, which becomes a column for each language.
    is_localized: bool,
    /// The number of steps up from the row to the part of the record that its values are found in.
    steps: usize,
    /// The origin of the values in that part.
    origin: Origin,
    /// What is made of the value there, where the column has not that itself.
    make: Option<beside::Make>,
}

/// The stand-in for a language in the name of a column.
pub const LANGUAGE: &str = "{language}";

/// The type of the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A decimal with up to eighteen digits before the point and nine behind it, as text: exactly what the source has.
    Decimal,
    /// True or false.
    Boolean,
    /// A date as far as it is known, as text: a year, a month, a day, or an interval of two of them (EDTF level 0).
    Date,
    /// A day of the calendar, as text: `2025-11-26`.
    Day,
}

impl ColumnType {
    /// Its name, for those who read a table.
    pub fn as_str(self) -> &'static str {
        match self {
            ColumnType::Text => "text",
            ColumnType::Integer => "integer",
            ColumnType::Number => "number",
            ColumnType::Decimal => "decimal",
            ColumnType::Boolean => "boolean",
            ColumnType::Date => "date",
            ColumnType::Day => "day",
        }
    }
}

/// The origin of the values of a column.
#[derive(Clone, Debug)]
enum Origin {
    /// Below these members of the row, each in the one before.
    Member(Vec<String>),
    /// The value that this function makes of the row.
    Made(Make),
}

impl Column {
    /// The value of the column in a row; null where there is none.
    pub(super) fn cell(&self, row: &Row<'_>) -> Value {
        let row = row.above(self.steps);
        let mut value = match &self.origin {
            Origin::Member(path) => {
                let mut part = &Value::Null;
                let mut value = row.value;
                for key in path {
                    (part, value) = (value, &value[key]);
                }
                match self.make {
                    Some(make) if !value.is_null() => make(value, part),
                    _ => value.clone(),
                }
            }
            Origin::Made(make) => make(&row),
        };
        if let Some(language) = &self.language {
            value = value[language].take();
        }
        match value {
            // The schema says that it is a text or a number.
            Value::Number(number) if self.column_type == ColumnType::Text => {
                Value::from(number.to_string())
            }
            value => value,
        }
    }

    /// The column of what stands beside its values.
    pub fn with(&self, beside: &Beside, schema: &Value) -> Column {
        let about = beside.about.replace("{}", &self.name);
        let when_empty = self
            .description
            .find(" Empty ")
            .map_or("", |at| &self.description[at..]);
        let definition = &schema["$defs"][beside.type_name];
        let name = format!("{}_{}", self.name, beside.suffix);
        Column {
            // No calendar has every date that can be written.
            required: false,
            origin: self.origin.clone(),
            steps: self.steps,
            make: Some(beside.make),
            ..column(
                &name,
                &format!("{about}{when_empty}"),
                (beside.type_name, definition),
            )
        }
    }
}

impl Table {
    /// Its columns in any dataset: where a field is a text for readers, [`LANGUAGE`] stands in the name for each language of the dataset.
    pub fn pattern(&self, schema: &Value) -> Vec<Column> {
        let fields = fields(self, schema).into_iter();
        fields
            .map(|mut field| {
                if field.is_localized {
                    field.name = format!("{}_{LANGUAGE}", field.name);
                }
                field
            })
            .collect()
    }

    /// Its columns, with one for each language where a field is a text for readers.
    pub fn columns(&self, export: &Export<'_>) -> Vec<Column> {
        let fields = fields(self, &export.schema).into_iter();
        fields
            .flat_map(|field| by_language(field, export))
            .collect()
    }
}

/// The columns of a table, in which a text for readers is one column.
fn fields(table: &Table, schema: &Value) -> Vec<Column> {
    let rows = || rows(schema, table.rows);
    let mut fields = Vec::new();
    for columns in table.columns {
        match columns {
            Columns::Members => add_members(schema, rows(), &Above::default(), &mut fields),
            Columns::Itself(name, about) => fields.push(column(name, about, rows())),
            Columns::Made(name, type_name, about, make) => {
                fields.push(made((name, type_name, about, *make), schema));
            }
            Columns::Claim => {
                fields.extend(claim::COLUMNS.map(|column| made(column, schema)));
            }
            Columns::Of(name, table, there, steps) => {
                let tables = TABLES.iter().filter(|one| one.name == *table);
                let others = tables.flat_map(|table| self::fields(table, schema));
                let found = others.filter(|one| one.name == *there);
                fields.extend(found.map(|one| Column {
                    name: (*name).to_owned(),
                    field: (*name).to_owned(),
                    steps: *steps,
                    ..one
                }));
            }
        }
    }
    fields
}

/// A column that is made of the row: its name, its type, what it says, and what makes it.
fn made((name, type_name, about, make): (&str, &str, &str, Make), schema: &Value) -> Column {
    Column {
        required: !about.contains(" Empty "),
        origin: Origin::Made(make),
        ..column(name, about, (type_name, &schema["$defs"][type_name]))
    }
}

/// The name of a type, empty if it has none, and its schema.
type Typed<'a> = (&'a str, &'a Value);

/// The type of a part of a schema.
fn typed<'a>(schema: &'a Value, part: &'a Value) -> Typed<'a> {
    let name = part["$ref"].as_str();
    match name.and_then(|path| path.strip_prefix("#/$defs/")) {
        Some(name) => (name, &schema["$defs"][name]),
        None => ("", part),
    }
}

/// The type of the rows of a table.
fn rows<'a>(schema: &'a Value, path: &'a str) -> Typed<'a> {
    let mut steps = path.split('/');
    let definitions = &schema["$defs"];
    let first = steps.next().unwrap_or_default();
    steps.fold(
        (first, &definitions[first]),
        |(name, definition), step| match step {
            step if step.starts_with('!') => (name, definition),
            // What is below it has the same type wherever it stands: that of some type which has a member of that name.
            "**" => ("", definitions),
            "*" => typed(schema, &definition["items"]),
            step if name.is_empty() => {
                let all = definition.as_object().into_iter().flatten();
                // What follows from a part has lists of the same names.
                let mut own = all.filter(|(name, _)| !name.ends_with("Derived"));
                let found = own.find_map(|(_, one)| one["properties"].get(step));
                typed(schema, found.unwrap_or(&Value::Null))
            }
            step => typed(schema, &definition["properties"][step]),
        },
    )
}

/// The context of the members of a part: what they have from the part, and from what that is in.
#[derive(Default)]
struct Above {
    /// The members of the row that lead to the part.
    path: Vec<String>,
    /// The prefix of the names of the columns.
    prefix: String,
    /// The sentences that say when the part is absent; they go after the descriptions of its members.
    when_empty: String,
    /// True if a row can lack the part.
    is_optional: bool,
    /// True if the part is derived from the record.
    is_derived: bool,
}

/// Adds a column for each member of a part.
fn add_members(schema: &Value, part: Typed<'_>, above: &Above, columns: &mut Vec<Column>) {
    let required = part.1["required"].as_array();
    let properties = part.1["properties"].as_object().into_iter().flatten();
    for (key, property) in properties {
        let member = typed(schema, property);
        let own_name = format!("{}.{key}", part.0);
        let has = |one: &&str| *one == own_name || *one == member.0;
        if LEFT_OUT.iter().any(has) || member.1["type"] == "array" {
            continue;
        }
        let mut renamed = RENAMED.iter().filter(|(from, _)| *from == own_name);
        let name = renamed.next().map(|(_, name)| (*name).to_owned());
        let name = name.unwrap_or_else(|| format!("{}{key}", above.prefix));
        let is_required = required.is_some_and(|all| all.iter().any(|one| one == key));
        let is_optional = above.is_optional || !is_required;
        let mut path = above.path.clone();
        path.push(key.clone());
        let about = when_left_out(property["description"].as_str().unwrap_or_default());
        let about = format!("{about}{}", above.when_empty);
        if member.1.get("properties").is_some() {
            let is_derived = key == DERIVED;
            let below = Above {
                path,
                prefix: if is_derived {
                    String::new()
                } else {
                    name + "_"
                },
                when_empty: about[about.find(" Empty ").unwrap_or(about.len())..].to_owned(),
                is_optional,
                is_derived: above.is_derived || is_derived,
            };
            add_members(schema, member, &below, columns);
            continue;
        }
        let about = match about.split_at_checked(1) {
            Some((first, rest)) if above.is_derived => {
                format!("Derived: {}{rest}", first.to_lowercase())
            }
            _ => about,
        };
        let column = column(&name, &about, member);
        let beside = beside::of(member.0, part.1);
        let column = Column {
            required: !is_optional && beside::itself(member.0).is_none(),
            // A record does not refer to itself by its own id.
            references: column.references.filter(|_| path != ["id"]),
            origin: Origin::Member(path),
            make: beside::itself(member.0),
            ..column
        };
        let beside = beside.iter().map(|one| column.with(one, schema));
        let beside: Vec<_> = beside.collect();
        columns.push(column);
        columns.extend(beside);
    }
}

/// A column of the values of a type, which are the rows themselves.
fn column(name: &str, about: &str, (type_name, definition): Typed<'_>) -> Column {
    let is_list = codes::is_list(type_name, definition);
    Column {
        name: name.to_owned(),
        column_type: column_type(type_name, definition),
        required: true,
        description: about.to_owned(),
        list: is_list.then(|| codes::name(type_name)),
        references: table_of(type_name),
        language: None,
        field: name.to_owned(),
        is_localized: type_name == "LocalizedText",
        steps: 0,
        origin: Origin::Member(Vec::new()),
        make: None,
    }
}

/// The documentation of a member in the model, as it is said of a cell: what is left out of a record is empty in a table.
fn when_left_out(documentation: &str) -> String {
    documentation
        .replace("Omit it ", "Empty ")
        .replace("omit it ", "empty ")
        .replace("Absent ", "Empty ")
}

/// A text for readers as one column for each language, and any other column as it is. Only the languages that the dataset requires are
/// always there, and not even those where it allows that one is missing.
fn by_language(column: Column, export: &Export<'_>) -> Vec<Column> {
    if !column.is_localized {
        return vec![column];
    }
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
        ("Decimal", _) => ColumnType::Decimal,
        ("Number", _) => ColumnType::Number,
        ("Integer" | "Count", _) | (_, Some("integer")) => ColumnType::Integer,
        (_, Some("number")) => ColumnType::Number,
        ("Boolean", _) | (_, Some("boolean")) => ColumnType::Boolean,
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
