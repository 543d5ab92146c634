//! Provisions: what a decision, or a version of a proposal, obliges, permits or sets up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::quantity::Quantity;
use super::string::{ActorId, Date, Keyword, PartReference, Period, ProvisionId, VersionId};
use super::text::LocalizedText;

/// Something that a decision or a version of a proposal provides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The id of the provision within its record.
    pub id: ProvisionId,
    /// The version that provides it, or that removes it. Required in a proposal; omit it in a decision.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub version: Option<VersionId>,
    /// The effect of the provision in law.
    pub effect: ProvisionEffect,
    /// The fair paraphrase of what the provision provides.
    pub text: LocalizedText,
    /// The classes that it is addressed to, as keywords. Omit it where the source does not say, and where it is addressed to those
    /// whom the decision is.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub addressees: List<Keyword>,
    /// The actors that it is addressed to by name. Omit it where it names none, and where they are those whom the decision is addressed to.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub actors: List<ActorId>,
    /// The date by which what it obliges to must be done. Omit it where the source names none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub due: Option<Date>,
    /// The first day on which it holds. Omit it where that is the first day of the decision.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub effective: Option<Date>,
    /// The last day on which it holds. Omit it where that is the last day of the decision.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub until: Option<Date>,
    /// The period after which `due` and `quantity` come again. Omit it where they do not.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub every: Option<Period>,
    /// The quantity that it sets, such as an amount or a limit. Omit it where it sets none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub quantity: Option<Quantity>,
    /// The change that is made to the provision. Omit it where the source does not say.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub change: Option<ProvisionChange>,
    /// The provision that this one changes, removes or takes the place of: of an earlier version, or of another decision. Omit it where
    /// that has no entry of its own.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub replaces: Option<PartReference>,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The effect of a provision in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProvisionEffect {
    /// It obliges somebody to do something.
    Obliges,
    /// It permits something.
    Permits,
    /// It forbids something.
    Forbids,
    /// It gives somebody a right or a power.
    Entitles,
    /// It sets something up.
    Establishes,
    /// It lays down how something is to be read, or a figure.
    Declares,
}

/// The change that is made to a provision, compared with what held before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProvisionChange {
    /// It is brought in.
    Added,
    /// It is taken out.
    Removed,
    /// It is changed.
    Changed,
}
