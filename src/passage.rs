//! Quotes in source texts: the one reading of a text that quotes are compared
//! with, the exact search, and an account of why a quote was not found.
//!
//! This part knows text only. A text is read into its *normal view* once
//! ([`normal()`]); a quote is found when it equals a piece of that view, byte for
//! byte, between word boundaries ([`NormalText::find`]). Nothing here ever
//! accepts a quote that is merely similar: [`miss()`] only explains a failure.
//!
//! Unless said otherwise a range counts bytes of the view.

mod alike;
#[cfg(feature = "cli")]
mod begun;
mod compare;
mod find;
mod fold;
pub mod fragment;
pub mod garbled;
mod index;
mod marks;
pub mod markup;
mod miss;
mod near;
mod normal;
pub mod numbers;
mod plain;
#[cfg(test)]
mod properties;
pub mod retouched;
mod sieve;
mod words;

#[cfg(feature = "cli")]
pub use begun::begun;
pub use compare::{describe_words, shortened};
pub use find::places;
pub use fold::{Difference, describe, describe_alike, folded, named};
pub use index::{Finder, Heads, Index, Trace, WORTH_SEARCHING};
pub use miss::{Miss, Search, closest, miss};
pub use normal::{NormalText, normal, view};
pub use sieve::Sieve;
pub use words::word_count;
