//! What follows from the records and is therefore stored nowhere: who speaks for whom, when something was known, what became
//! of a decision.

pub mod anchor;
pub mod chain;
pub mod course;
pub mod coverage;
pub mod fragment;
pub mod position;
pub mod reported;
pub mod search;
pub mod status;
pub mod time;
pub mod timeline;

pub use anchor::{Purpose, Quote, quotes};
pub use chain::chain;
pub use coverage::{Coverage, coverage};
pub use position::{Effect, effect_of, position, positions, stands};
pub use reported::reporters;
pub use search::{Item, Query, search};
pub use status::{Stage, Standing, Status, stage_of, standing};
pub use time::Moment;
