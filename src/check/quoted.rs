//! The numbers that the quotes of a claim have, and a value that is none of them.

use std::collections::HashSet;

use crate::model::Evidence;
use crate::passage::numbers::{hundredfold, numbers, plain_decimal};

/// The largest number that people like to write in a word.
const MOST_IN_A_WORD: f64 = 20.0;

/// The quotes of a claim; none if some of its evidence is only a place, where anything may stand.
pub fn quotes(evidence: &[Evidence]) -> Option<Vec<&str>> {
    evidence
        .iter()
        .map(|one| one.quote.as_ref().map(|quote| quote.as_str()))
        .collect()
}

/// The numbers in quotes, each once, in plain decimals.
pub fn numbers_of(quotes: &[&str]) -> Vec<String> {
    let mut seen = HashSet::new();
    let all = quotes.iter().copied().flat_map(numbers);
    all.filter(|one| seen.insert(one.clone())).collect()
}

/// The percentage in quotes that a value is as a fraction of one, if it is: 81.4 of 0.814.
pub fn as_percent(value: &str, quoted: &[String]) -> Option<String> {
    let percent = hundredfold(value);
    let is_fraction = plain_decimal(value).starts_with("0.");
    (is_fraction && quoted.contains(&percent)).then_some(percent)
}

/// True if a value is one of the numbers, or so small that it may be there in a word.
pub fn may_have(value: &str, quoted: &[String]) -> bool {
    let value = plain_decimal(value);
    let is_small = !value.contains('.')
        && value
            .parse()
            .is_ok_and(|number: f64| number <= MOST_IN_A_WORD);
    is_small || quoted.contains(&value)
}
