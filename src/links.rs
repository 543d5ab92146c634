//! What records say of one another, in numbers: a card for each record, and the index over all of them.
//!
//! To tell that a record links up, the other records need not be at hand, but only what the rules ask of them: that they are
//! there and count, their dates, in whose name they speak. That is some hundred bytes a record, so that a million of them are
//! checked in the memory that their bytes would not fit in.

mod card;
mod index;
mod names;
mod quoted;
mod sheaf;
mod whole;

pub use card::{Card, Link, Origin, SourceCard, TextCard};
pub use index::{Known, Links, Others};
pub use quoted::{Quoted, Verdict};
pub use sheaf::Sheaf;

/// What a name that is no record's id is the name of, after the places of [`crate::model::RECORD_TYPES`]: a version of a proposal, or
/// a statement or commitment of a decision.
pub const PART: u8 = 4;
/// A provision of a proposal: one may have the id that a version has.
pub const PROVISION: u8 = 6;
/// The file of a text.
pub const TEXT: u8 = 5;

/// The places of the record types among [`crate::model::RECORD_TYPES`].
pub const DECISION: u8 = 0;
/// See [`DECISION`].
pub const PROPOSAL: u8 = 1;
/// See [`DECISION`].
pub const SOURCE: u8 = 2;
/// See [`DECISION`].
pub const ACTOR: u8 = 3;
