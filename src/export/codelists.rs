//! The code lists of the records and of what follows from them.

use schemars::SchemaGenerator;
use serde_json::Value;

use crate::derive::{Effect, Stage, Status};
use crate::model::Record;
use crate::schema;

/// A list of codes that a field can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeList {
    /// Its name, such as `decision_kind`.
    pub name: String,
    /// What its codes say.
    pub description: String,
    /// Whether the list may grow without a new version of the model: then a program should accept a code that it does not know.
    pub open: bool,
    /// The codes, in their order.
    pub codes: Vec<Code>,
}

/// A code of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code, such as `support_conditional`.
    pub code: String,
    /// What it means.
    pub definition: String,
}

/// Types with one value that says what a record is, not what it is about.
const DISCRIMINATORS: [&str; 5] = [
    "DecisionType",
    "ProposalType",
    "SourceType",
    "ActorType",
    "SchemaVersion",
];

/// The words by which the description of a type says that its list is open.
const OPEN: &str = "The list may grow.";

/// Every code list, in the order of the alphabet.
pub fn lists() -> Vec<CodeList> {
    let derived = |generator: &mut SchemaGenerator| {
        generator.subschema_for::<Status>();
        generator.subschema_for::<Stage>();
        generator.subschema_for::<Effect>();
    };
    let schema = schema::of::<Record>("record", derived);
    let definitions = &schema["$defs"];
    let named = definitions.as_object().into_iter().flatten();
    let mut lists: Vec<_> = named
        .filter(|(type_name, definition)| is_list(type_name, definition))
        .map(|(type_name, definition)| CodeList {
            name: name(type_name),
            description: description(definition),
            open: description(definition).contains(OPEN),
            codes: codes(definition, definitions),
        })
        .collect();
    lists.sort_by(|a, b| a.name.cmp(&b.name));
    lists
}

/// Whether a type is a code list.
pub fn is_list(type_name: &str, definition: &Value) -> bool {
    let is_code = |one: &Value| one.get("const").is_some();
    let mut alternatives = definition["oneOf"].as_array().into_iter().flatten();
    let has_codes = is_code(definition) || alternatives.any(is_code);
    has_codes && !DISCRIMINATORS.contains(&type_name)
}

/// The name of the list that a type is: `DecisionKind` is `decision_kind`.
pub fn name(type_name: &str) -> String {
    schema::words(type_name).to_lowercase().replace(' ', "_")
}

/// The codes of a definition: itself if it is one, else its alternatives, and those of the lists that are among them.
fn codes(definition: &Value, definitions: &Value) -> Vec<Code> {
    if let Some(code) = definition["const"].as_str() {
        return vec![Code {
            code: code.to_owned(),
            definition: description(definition),
        }];
    }
    if let Some(path) = definition["$ref"].as_str() {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        return codes(&definitions[name], definitions);
    }
    let alternatives = definition["oneOf"].as_array().into_iter().flatten();
    alternatives
        .flat_map(|one| codes(one, definitions))
        .collect()
}

fn description(part: &Value) -> String {
    part["description"].as_str().unwrap_or_default().to_owned()
}
