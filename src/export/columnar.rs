//! The columns of files of columns, whatever writes them: those of the records, nested as these are, and those of the tables. They follow
//! from the schemas, so that a field of the model is a column without another word.

use serde_json::Value;

use super::derived::follows;
use super::ndjson::DERIVED;
use super::tables::beside::{self, Beside};
use super::tables::{Column, ColumnType};
use crate::schema;

/// A column, or a member of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The type of its values.
    pub kind: Kind,
    /// True if a value can be absent.
    pub nullable: bool,
}

/// The type of the values of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A floating-point number.
    Number,
    /// A decimal of [`PRECISION`] digits, [`SCALE`] of them behind the point.
    Decimal,
    /// True or false.
    Boolean,
    /// A day of the calendar.
    Day,
    /// An object with these members.
    Struct(Vec<Field>),
    /// A list of values, none of which is absent.
    List(Box<Kind>),
}

/// The digits of a decimal: of its whole part, and of as many places behind the point as the column has.
pub const PRECISION: u8 = 27;

/// The places behind the point of a decimal.
pub const SCALE: i8 = 9;

/// The name of the items of a list.
pub const ITEM: &str = "element";

/// The ending of the names of the files.
pub const ENDING: &str = ".parquet";

/// The folder of the files of the tables.
pub const TABLES_FOLDER: &str = "tables/";

/// A decimal as one, without the zeros at its end, which say how exact the source is.
const DECIMAL: Beside = Beside {
    suffix: "decimal",
    type_name: "Decimal",
    about: "The number that `{}` is.",
    make: |decimal, _| decimal.clone(),
};

impl Kind {
    /// Its name, as Arrow spells it.
    pub fn name(&self) -> String {
        match self {
            Kind::Text => "string".to_owned(),
            Kind::Integer => "int64".to_owned(),
            Kind::Number => "double".to_owned(),
            Kind::Decimal => format!("decimal128({PRECISION}, {SCALE})"),
            Kind::Boolean => "bool".to_owned(),
            Kind::Day => "date32".to_owned(),
            Kind::Struct(_) => "struct".to_owned(),
            Kind::List(_) => "list".to_owned(),
        }
    }
}

/// The shape of the records of a type, with what follows from them.
pub struct Shape<'a> {
    /// The schema of the record.
    pub record: Value,
    /// The schema of what follows from it.
    pub derived: Value,
    /// The languages of the texts for readers.
    languages: Vec<&'a str>,
}

impl Shape<'_> {
    /// The shape of the records of a type.
    pub fn of_records<'a>(
        record_type: &str,
        languages: impl Iterator<Item = &'a str>,
    ) -> Shape<'a> {
        let record = schema::with_derived(record_type, follows).unwrap_or_default();
        let root = type_name(&record["properties"][DERIVED]);
        let mut derived = record["$defs"][root].clone();
        derived["$defs"] = record["$defs"].clone();
        Shape {
            record: schema::generate(record_type).unwrap_or_default(),
            derived,
            languages: languages.collect(),
        }
    }

    /// Its columns.
    pub fn fields(&self) -> Vec<Field> {
        let members = |root| members(root, root, &self.languages);
        let mut fields = members(&self.record);
        fields.push(Field {
            name: DERIVED.to_owned(),
            kind: Kind::Struct(members(&self.derived)),
            nullable: false,
        });
        fields
    }
}

/// The columns of a table: beside a decimal, which stays the text that it is, stands the number.
pub fn with_decimals(columns: Vec<Column>, schema: &Value) -> Vec<Column> {
    let columns = columns.into_iter().flat_map(|mut column| {
        let is_decimal = column.column_type == ColumnType::Decimal;
        let decimal = is_decimal.then(|| column.with(&DECIMAL, schema));
        if is_decimal {
            column.column_type = ColumnType::Text;
        }
        std::iter::once(column).chain(decimal)
    });
    columns.collect()
}

/// The columns of a table, as a file of columns has them.
pub fn of_table(columns: &[Column]) -> Vec<Field> {
    let columns = columns.iter();
    columns
        .map(|column| Field {
            name: column.name.clone(),
            kind: match column.column_type {
                ColumnType::Text | ColumnType::Date => Kind::Text,
                ColumnType::Integer => Kind::Integer,
                ColumnType::Number => Kind::Number,
                ColumnType::Decimal => Kind::Decimal,
                ColumnType::Boolean => Kind::Boolean,
                ColumnType::Day => Kind::Day,
            },
            nullable: !column.required,
        })
        .collect()
}

/// What stands beside a member of an object. `part` is the schema of the object.
pub(super) fn beside(property: &Value, part: &Value) -> impl Iterator<Item = &'static Beside> {
    let name = type_name(property);
    let decimal = (name == "Decimal").then_some(&DECIMAL);
    beside::of(name, part).iter().chain(decimal)
}

/// The name of the type of a property; empty if it has none.
pub(super) fn type_name(property: &Value) -> &str {
    let path = property["$ref"].as_str().unwrap_or_default();
    path.strip_prefix("#/$defs/").unwrap_or_default()
}

/// The members of an object. `root` has the definitions that `part` refers to.
fn members(root: &Value, part: &Value, languages: &[&str]) -> Vec<Field> {
    let required = part["required"].as_array();
    let is_required =
        |name: &str| required.is_some_and(|names| names.iter().any(|one| one == name));
    let properties = part["properties"].as_object().into_iter().flatten();
    let fields = properties.flat_map(|(name, property)| {
        let kind = kind(root, property, languages);
        let beside = beside(property, part).map(move |one| Field {
            name: format!("{name}_{}", one.suffix),
            kind: match one.type_name {
                "Decimal" => Kind::Decimal,
                "Day" => Kind::Day,
                "Number" => Kind::Number,
                _ => Kind::Text,
            },
            nullable: true,
        });
        let field = Field {
            name: name.clone(),
            // A list with nothing in it is left out.
            nullable: !is_required(name) || matches!(kind, Kind::List(_)),
            kind,
        };
        std::iter::once(field).chain(beside)
    });
    fields.collect()
}

fn kind(root: &Value, part: &Value, languages: &[&str]) -> Kind {
    match type_name(part) {
        "" => {}
        // A share stands beside it.
        "Count" => return Kind::Integer,
        name => return kind(root, &root["$defs"][name], languages),
    }
    match part["type"].as_str() {
        Some("object") if part.get("properties").is_some() => {
            Kind::Struct(members(root, part, languages))
        }
        // The only object whose keys are not fields is a text for readers.
        Some("object") => {
            let texts = languages.iter().map(|tag| Field {
                name: (*tag).to_owned(),
                kind: Kind::Text,
                nullable: true,
            });
            Kind::Struct(texts.collect())
        }
        Some("array") => Kind::List(Box::new(kind(root, &part["items"], languages))),
        Some("integer") => Kind::Integer,
        Some("number") => Kind::Number,
        Some("boolean") => Kind::Boolean,
        Some("string") if part["format"] == "date" => Kind::Day,
        // Texts and codes; and where a value may be a number as well, it is written as text.
        _ => Kind::Text,
    }
}
