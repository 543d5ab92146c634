//! What follows from the records and is therefore stored nowhere: who speaks for whom, when something was known, what became
//! of a decision.

pub mod chain;
pub mod status;
pub mod time;

pub use chain::chain;
pub use status::{Stage, Standing, Status, standing};
pub use time::Moment;
