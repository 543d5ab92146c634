//! Whether something may be said twice: told from hashes, so that two of the same are never missed, and now and then two that
//! differ are taken for the same.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::vocabulary::{key, of_type};
use crate::outline::{Kind, OTHER, Outline};

/// Which members tell two items of a type apart; no members, and all of them do.
const TOLD_BY: [(u8, &[u8]); 10] = [
    (of_type::TALLY, &[]),
    (of_type::BALLOT, &[key::ACTOR]),
    (of_type::PARTICIPANT, &[key::ACTOR, key::ROLE]),
    (of_type::RELATION, &[key::TYPE, key::TARGET]),
    (of_type::KEYWORD, &[]),
    (of_type::PROVISION_ID, &[]),
    (of_type::EVIDENCE, &[]),
    (of_type::STATEMENT_RELATION, &[]),
    (of_type::IDENTIFIER, &[]),
    (of_type::AUTHOR, &[]),
];

/// Whether two items of a list may say the same.
pub fn may_repeat(record: &str, outline: &Outline, list: usize, hashes: &mut Vec<u64>) -> bool {
    let items = &outline.marks[list..outline.marks[list].next as usize];
    let Some(first) = items.get(1) else {
        return false;
    };
    let is_alone = first.next == outline.marks[list].next;
    let Some((_, told_by)) = TOLD_BY
        .iter()
        .find(|(of_type, _)| *of_type == first.of_type)
    else {
        return false;
    };
    if is_alone {
        return false;
    }
    hashes.clear();
    for item in outline.parts(list) {
        match name(record, outline, item, told_by) {
            Some(hash) => hashes.push(hash),
            None => return true,
        }
    }
    any_twice(hashes)
}

/// Whether a number is there twice. The numbers are put in order.
pub fn any_twice(numbers: &mut [u64]) -> bool {
    numbers.sort_unstable();
    numbers.windows(2).any(|pair| pair[0] == pair[1])
}

/// The hash of a string, with a number of what it is.
pub fn hash(number: u8, text: &str) -> u64 {
    FixedState::with_seed(number.into()).hash_one(text)
}

/// The hash of two strings, with a number of what they are.
pub fn pair_hash(seed: u64, one: &str, other: &str) -> u64 {
    FixedState::with_seed(seed).hash_one((one, other))
}

/// A number for what an item says, whatever the order of its members; none if that cannot be told from its strings.
fn name(record: &str, outline: &Outline, item: usize, told_by: &[u8]) -> Option<u64> {
    let mark = &outline.marks[item];
    let of = |mark| hash(OTHER, outline.text(record, mark));
    match mark.kind {
        Kind::String => Some(of(mark)),
        Kind::Object => {
            let mut sum = 0u64;
            for part in outline.parts(item) {
                let part = &outline.marks[part];
                let counts = told_by.is_empty() || told_by.contains(&part.key);
                match part.kind {
                    _ if !counts => {}
                    // Numbers are left out, as the rule leaves them out.
                    Kind::Plain
                        if outline
                            .text(record, part)
                            .starts_with(|c: char| c.is_ascii_digit()) => {}
                    Kind::String | Kind::Plain => {
                        sum = sum.wrapping_add(hash(part.key, outline.text(record, part)));
                    }
                    Kind::Object | Kind::List => return None,
                }
            }
            Some(sum)
        }
        Kind::List | Kind::Plain => None,
    }
}
