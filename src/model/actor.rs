//! The actors who decide, argue, advise and write.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::decision::Capacity;
use super::evidence::Evidence;
use super::list::List;
use super::source::Identifier;
use super::state::{RecordState, SchemaVersion};
use super::string::{ActorId, Date, Keyword, SchemaPath};
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
    /// The terms in which it holds or held an office, or is or was in a body, oldest first. Omit it where none is recorded.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub terms: List<Term>,
    /// Its identifiers elsewhere. Omit it where none is known.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub identifiers: List<Identifier>,
    /// The sources that show its name, its kind and in whose name it speaks. Omit it where no source here shows them.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub evidence: List<Evidence>,
    /// The life of this record.
    pub record: RecordState,
}

/// A term: somebody in an office, a cabinet in power, or a member of a body, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The office, the cabinet as an institution, or the body.
    pub office: ActorId,
    /// The role in it.
    pub role: TermRole,
    /// A capacity other than the ordinary one. Omit it where the capacity is ordinary or unknown.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub capacity: Option<Capacity>,
    /// The first day. Omit it where no source names it: the term then counts as running before everything that is recorded.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub start: Option<Date>,
    /// The end of the term. Omit it while it runs, where the end is unknown, and where the next term of the same actor in the same
    /// office follows at once.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub ended: Option<TermEnd>,
    /// The sources that show that it began.
    pub evidence: List<Evidence>,
}

/// The end of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermEnd {
    /// The first day on which it ran no longer.
    pub date: Date,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The role of a term.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TermRole {
    /// Holds the office: acts as it and speaks for it.
    Holder,
    /// Is one of several in the body, and does not speak for it.
    Member,
    /// Leads the body and is a member of it, and does not speak for it.
    Chair,
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
