//! A part of a run: what was read of one shard of a dataset, so that the shards can be read on many machines, and what follows from
//! all of them is checked where the parts come together.
//!
//! A part is a line of JSON, its header, which says what it is a part of; then the files of the shard, packed in blocks, from which a
//! record is read once more when something is found in it; then what was read of them: the names, the facts of each record, and the
//! findings in each by itself; then where each of these stands; and at the end the SHA-256 of all before it.

mod contents;
mod error;
mod header;
#[cfg(test)]
mod hostile;
mod join;
mod map;
mod read;
#[cfg(test)]
mod tests;

pub use join::{Joined, Request, join};
pub use map::map;
