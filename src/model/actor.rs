//! The actors who decide, argue, advise and write.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::source::Identifier;
use super::state::{RecordState, SchemaVersion};
use super::string::{ActorId, Keyword, SchemaPath};
use super::text::LocalizedText;

/// The `type` of an actor record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorType {
    /// The record describes an actor.
    #[default]
    Actor,
}

/// A person, office, body, organisation or state that decides, argues, advises or writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The path of the schema, for editors; no program resolves it. Omit it where the editor knows by itself.
    #[serde(
        rename = "$schema",
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub schema: Option<SchemaPath>,
    /// The type of the record.
    pub r#type: ActorType,
    /// The version of the model.
    pub schema_version: SchemaVersion,
    /// The permanent id, which is also the name of the file.
    pub id: ActorId,
    /// The kind of actor that it is.
    pub kind: ActorKind,
    /// Its name.
    pub name: LocalizedText,
    /// In whose name it speaks: an office in that of the cabinet, a cabinet in that of the state. Omit it for an actor that
    /// speaks for itself, such as an intelligence service that advises its minister, or a parliament.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub on_behalf_of: Option<ActorId>,
    /// Its identifiers elsewhere. Omit it where none is known.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub identifiers: List<Identifier>,
    /// The sources that show its name, its kind and in whose name it speaks. Omit it where no source here shows them.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub evidence: List<Evidence>,
    /// The life of this record.
    pub record: RecordState,
}

/// The kind of actor that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum ActorKind {
    /// A natural person.
    Person,
    /// A post that persons hold in turn, such as a minister's.
    Office,
    /// An association, foundation, agency, company or party.
    Organisation,
    /// A state.
    State,
    /// A collegial body that decides, such as a cabinet, a parliament, a court or a council.
    Body,
}
