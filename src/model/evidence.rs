//! The evidence that a claim rests on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::string::{SourceId, Text};

/// Words in a source, or a place in a source whose text is not here. A quote that matches is *anchored*; whether the words
/// bear the claim is a human judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The source that says so.
    pub source: SourceId,
    /// The words that say so, exactly as they stand in the source's text, once and only once; at most 60 words. Present
    /// exactly if the source's text is in the dataset.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub quote: Option<Text>,
    /// The place in the source where it is said, in words of our own. Present exactly if there is no quote.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub locator: Option<Text>,
    /// The confidence in the claim, all that is known of its sources taken together. Present exactly if there is a locator.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub confidence: Option<Confidence>,
}

/// The confidence in a claim whose words are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A primary source has it, or two sources that do not depend on each other, of which the one named is one.
    High,
    /// One good source has it.
    Medium,
}
