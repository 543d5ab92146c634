//! The facts that follow from the records and are therefore stored nowhere: who speaks for whom, when something was known, what
//! became of a decision.

pub(crate) mod address;
pub(crate) mod anchor;
pub(crate) mod chain;
pub(crate) mod coverage;
pub(crate) mod digest;
pub(crate) mod fate;
pub(crate) mod grounds;
pub(crate) mod lifecycle;
pub(crate) mod position;
pub(crate) mod projection;
pub(crate) mod reported;
pub(crate) mod spell;
pub(crate) mod standing;
pub(crate) mod status;
pub(crate) mod time;
pub(crate) mod timeline;
pub(crate) mod written;

pub use address::address_by_number;
pub use anchor::{CONTEXT, Purpose, Quote, quotes};
pub use chain::{chain, deciders, speakers};
pub use coverage::{Coverage, Passage, cited, completeness, coverage};
pub use digest::{Digest, digest, digest_of_all};
pub use fate::{Settled, fate};
pub use grounds::{grounds, step};
pub use position::{Effect, PositionSpell, effects_of, position_spells, positions};
pub use projection::Projection;
pub use reported::reporters;
pub use spell::{EndedHow, PartSpells, Spell, provision_states, statuses};
pub use standing::{Standing, standing, standing_of_part};
pub use status::{Stage, Status, shows_outcome, stage_of};
pub use time::{Moment, newest};
pub use timeline::{TimelineItem, What, timeline};
