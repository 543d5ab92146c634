//! Every code list of the records, and of what follows from them.
//!
//! The lists are the enumerations of the model, whose documentation is the definition; only the titles are written down apart.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

use crate::derive::status::{RelationEffect, effect_on_older};
use crate::derive::{Effect, EndedHow, Stage, Status};
use crate::model::{DatePrecision, Record, RelationType, title};
use crate::schema;

/// A list of codes that a field can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CodeList {
    /// The name of its type in the schemas, such as `DecisionKind`.
    #[serde(skip)]
    pub type_name: String,
    /// Its name, such as `decision_kind`.
    pub name: String,
    /// The description of the list: what its codes say.
    pub description: String,
    /// True if the list may grow without a change of the model: then a program should accept a code that it does not know.
    pub open: bool,
    /// The codes, in their order.
    pub codes: Vec<Code>,
}

/// A code of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Code {
    /// The code, such as `support_conditional`.
    pub code: String,
    /// The title of the code in Dutch; empty if nobody has said.
    pub title_nl: &'static str,
    /// The title of the code in English; empty if nobody has said.
    pub title_en: &'static str,
    /// The definition of the code: what it means.
    pub definition: String,
    /// What such a relation does to the older decision: `ends`, `interrupts` or `restores` it, or `moves` its last day. Absent where it
    /// does none of these, and for codes that are no types of relations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<&'static str>,
}

/// Types with one value that says what a record is, not what it is about.
const DISCRIMINATORS: [&str; 5] = [
    "DecisionType",
    "ProposalType",
    "SourceType",
    "ActorType",
    "SchemaVersion",
];

/// Every code list, in the order of the alphabet.
pub fn lists() -> Vec<CodeList> {
    // The committed schemas say of a list with one code what the list is, not what the code means.
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    generator.subschema_for::<Record>();
    generator.subschema_for::<Status>();
    generator.subschema_for::<Stage>();
    generator.subschema_for::<Effect>();
    generator.subschema_for::<EndedHow>();
    generator.subschema_for::<DatePrecision>();
    let definitions = Value::Object(generator.take_definitions(true));
    let named = definitions.as_object().into_iter().flatten();
    let mut lists: Vec<_> = named
        .filter(|(type_name, definition)| is_list(type_name, definition))
        .map(|(type_name, definition)| list(type_name, definition, &definitions))
        .collect();
    lists.sort_by(|a, b| a.name.cmp(&b.name));
    lists
}

fn list(type_name: &str, definition: &Value, definitions: &Value) -> CodeList {
    let name = name(type_name);
    let title_of = |code: &str, language| title(&name, code, language).unwrap_or_default();
    let codes = codes(definition, definitions)
        .into_iter()
        .map(|(code, definition)| {
            let relation = (type_name == "RelationType")
                .then(|| serde_json::from_value::<RelationType>(code.into()).ok());
            let effect = relation.flatten().and_then(effect_on_older);
            Code {
                code: code.to_owned(),
                title_nl: title_of(code, "nl"),
                title_en: title_of(code, "en"),
                definition,
                effect: effect.map(RelationEffect::as_str),
            }
        });
    CodeList {
        codes: codes.collect(),
        description: description(definition),
        open: definition.get(schema::OPEN).is_some(),
        type_name: type_name.to_owned(),
        name,
    }
}

/// True if a type is a code list, by its definition in a schema.
pub fn is_list(type_name: &str, definition: &Value) -> bool {
    let is_code = |one: &Value| one.get("const").is_some();
    let has_codes = is_code(definition) || alternatives(definition).any(is_code);
    has_codes && !DISCRIMINATORS.contains(&type_name)
}

/// The name of the list that a type is: `DecisionKind` is `decision_kind`.
pub fn name(type_name: &str) -> String {
    schema::words(type_name).to_lowercase().replace(' ', "_")
}

/// The codes of a definition with what they mean: its own, and those of the lists that are among its alternatives.
fn codes<'a>(definition: &'a Value, definitions: &'a Value) -> Vec<(&'a str, String)> {
    if let Some(code) = definition["const"].as_str() {
        return vec![(code, description(definition))];
    }
    if let Some(path) = definition["$ref"].as_str() {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        return codes(&definitions[name], definitions);
    }
    alternatives(definition)
        .flat_map(|one| codes(one, definitions))
        .collect()
}

fn alternatives(definition: &Value) -> impl Iterator<Item = &Value> {
    ["oneOf", "anyOf"]
        .into_iter()
        .filter_map(|keyword| definition[keyword].as_array())
        .flatten()
}

/// The documentation of a part, in one line.
fn description(part: &Value) -> String {
    let lines = part["description"].as_str().unwrap_or_default().lines();
    let lines: Vec<_> = lines
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}
