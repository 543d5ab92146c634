//! What tells titles apart: hashes, so that two of the same are never missed, and now and then two that differ are taken for the same.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// The hash of two strings, with a number of what they are.
pub fn pair_hash(seed: u64, one: &str, other: &str) -> u64 {
    FixedState::with_seed(seed).hash_one((one, other))
}
