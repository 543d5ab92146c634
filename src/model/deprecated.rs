//! What the model still has and will lose: fields and codes that are not to be written any more, and what to write instead.
//!
//! Both schemas mark what stands here as `deprecated`, the rule `deprecated` tells of its use, and `besluit compat` refuses that it
//! goes before its time. An entry is made when the replacement can be written; it goes together with what it is about.

use serde::Serialize;

/// A field or code that is not to be written any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deprecated {
    /// The name of the type that has it, such as `Evidence`, or of the list of codes, such as `TallyUnit`.
    #[serde(rename = "in")]
    pub within: &'static str,
    /// The name of the field, or the code.
    pub name: &'static str,
    /// The first version of the model in which it is deprecated, such as `0.3.0`.
    pub since: &'static str,
    /// What to do instead, as an order that ends a sentence: "write `share` in its place".
    pub instead: &'static str,
    /// The first day on which it may go, such as `2027-12-01`. Besides, it goes only with a version that may break its users.
    pub not_before: &'static str,
}

/// Everything that is deprecated. Nothing is at present.
pub const DEPRECATED: &[Deprecated] = &[];
