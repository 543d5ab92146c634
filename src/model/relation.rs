//! The relations of a decision to older ones.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::string::{Date, DecisionId, Keyword, ProvisionId};

/// The relation of a decision to an older one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The type of the relation: what this decision does to the older one.
    pub r#type: RelationType,
    /// The older decision.
    pub target: DecisionId,
    /// The parts of the older decision that it touches, and nothing else of it. Omit it where it touches the whole. Not for `amends` and
    /// `corrects`: there a provision says in `replaces` what it takes the place of.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub parts: List<ProvisionId>,
    /// The date from which it works on the older decision. Omit it where that is when this decision came as far as it has to.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub effective: Option<Date>,
    /// The last day of what it does: of the suspension for `suspends`, of the older decision's term for `amends`, `confirms` and
    /// `reinstates`. Omit it where it sets none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub until: Option<Date>,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The type of a relation: what a decision does to an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum RelationType {
    /// It takes the older one's place with another choice.
    Supersedes,
    /// It adds to or changes the older one, which stays.
    Amends,
    /// It carries the older one out.
    Implements,
    /// It refuses to carry out, grant or confirm the older one.
    Declines,
    /// The older one binds it.
    ConstrainedBy,
    /// It ends the older one, without another choice in its place.
    Revokes,
    /// It undoes the older one as unlawful, as a court does.
    Annuls,
    /// It was to change or end the older one and leaves it as it is, as a refusal to lift a ban does.
    Maintains,
    /// It puts the older one out of effect for a time.
    Suspends,
    /// It puts the older one into effect again after that had ended or was suspended.
    Reinstates,
    /// It gives the consent or confirmation that the older one needed.
    Confirms,
    /// It mends a slip of the pen in the older one; nothing is decided anew.
    Corrects,
    /// It has its power or validity from the older one.
    BasedOn,
    /// It was made because of the older one.
    RespondsTo,
}
