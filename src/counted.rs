//! Numbers of things in words, which every message, view and report says alike.

use std::fmt::Display;

/// A number of things, in the singular or the plural.
pub fn count(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    let stem = noun.strip_suffix('y');
    let stem = stem.filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match stem {
        _ if number == "1" || noun == "advice" => format!("{number} {noun}"),
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn one_is_no_plural() {
        for (number, noun, words) in [
            (0, "source", "0 sources"),
            (1, "source", "1 source"),
            (2, "source", "2 sources"),
            (1, "discrepancy", "1 discrepancy"),
            (2, "discrepancy", "2 discrepancies"),
            (2, "day", "2 days"),
            (2, "pinned text", "2 pinned texts"),
            (2, "advice", "2 advice"),
        ] {
            assert_eq!(count(number, noun), words);
        }
        assert_eq!(count("1", "vote"), "1 vote");
        assert_eq!(count(1.5, "vote"), "1.5 votes");
    }
}
