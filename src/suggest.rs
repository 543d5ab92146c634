//! The name that was meant, where another one is written.

mod day;
mod look_alike;

pub use day::day;
pub use look_alike::look_alike;

use std::cmp::Reverse;
use std::fmt;

/// What to do about something that is wrong, in words, and where it is known the very value to write in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The words.
    pub text: String,
    /// The value, without quotes or escapes.
    pub instead: Option<String>,
}

/// No hint, where nothing more can be said.
pub const NO_HINT: Option<Hint> = None;

impl Hint {
    /// That a value was meant.
    pub fn meant(value: &str) -> Hint {
        Hint {
            text: did_you_mean(value),
            instead: Some(value.to_owned()),
        }
    }

    /// That a value is to be written.
    pub fn write(value: &str) -> Hint {
        Hint {
            text: format!("write `{value}`"),
            instead: Some(value.to_owned()),
        }
    }

    /// The same with other words.
    pub fn with_text(self, text: String) -> Hint {
        Hint { text, ..self }
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<String> for Hint {
    fn from(text: String) -> Hint {
        Hint {
            text,
            instead: None,
        }
    }
}

/// "did you mean", if some name is near enough to have been meant: it is a slip or two away, or written in another style. Of
/// several the nearest, and of those the one that begins alike for longest.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Hint> {
    within(1 + written.chars().count() / 4, written, names.into_iter())
}

/// The same for ids, of which a dataset has many that are alike: one slip, or of long ones another.
pub fn nearest_id<'a>(written: &str, ids: impl IntoIterator<Item = &'a str>) -> Option<Hint> {
    within(1 + written.chars().count() / 20, written, ids.into_iter())
}

/// The most names that get a search for the one that was meant, of those that are looked at together: one misnamed folder can make
/// thousands dangle.
const MAX_SEARCHES: usize = 100;

/// Counts searches, and allows those that are worth their time.
#[derive(Default)]
pub struct Searches(usize);

impl Searches {
    /// What a search finds, if there is to be another one.
    pub fn hint(&mut self, search: impl FnOnce() -> Option<Hint>) -> Option<Hint> {
        self.0 += 1;
        (self.0 <= MAX_SEARCHES).then(search).flatten()
    }
}

fn within<'a>(
    tolerance: usize,
    written: &str,
    names: impl Iterator<Item = &'a str>,
) -> Option<Hint> {
    let plain_written = plain(written);
    let length = plain_written.chars().count();
    let letters = Letters::of(&plain_written);
    names
        // A name without capitals has the length of its plain form, so most need not be written in it.
        .filter(|name| {
            !name
                .bytes()
                .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
                || name.len().abs_diff(length) <= tolerance
        })
        .filter_map(|name| {
            let plain_name = plain(name);
            // Most names differ too much in length already, and the distance takes long to compute.
            if plain_name.chars().count().abs_diff(length) > tolerance
                || letters.least_distance(&plain_name) > tolerance
            {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&plain_written, &plain_name);
            let alike = written.chars().zip(name.chars());
            let alike = alike.take_while(|(one, other)| one == other).count();
            (distance <= tolerance).then_some((distance, Reverse(alike), name))
        })
        .min_by_key(|(distance, alike, _)| (*distance, *alike))
        .map(|(_, _, name)| Hint::meant(name))
}

/// How often each byte stands in a name.
struct Letters([i32; 256]);

impl Letters {
    fn of(name: &str) -> Letters {
        let mut letters = [0; 256];
        name.bytes()
            .for_each(|byte| letters[usize::from(byte)] += 1);
        Letters(letters)
    }

    /// A number of slips that it takes at the least to make another name of this one: each changes one character, of at most four
    /// bytes, and one in another order changes none.
    fn least_distance(&self, other: &str) -> usize {
        let mut letters = self.0;
        let mut beyond = 0;
        for byte in other.bytes() {
            let left = &mut letters[usize::from(byte)];
            *left -= 1;
            beyond += usize::from(*left < 0);
        }
        if other.is_ascii() { beyond } else { beyond / 4 }
    }
}

/// The suggestion of a name.
pub(super) fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// A name without the style that it is written in: `schemaVersion`, `Schema-Version` and `SCHEMA VERSION` are `schema_version`.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for letter in name.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            plain.push('_');
        }
        match letter {
            '-' | ' ' => plain.push('_'),
            _ => plain.extend(letter.to_lowercase()),
        }
        before = letter;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, names: &[&str], meant: Option<&str>) {
        let found = nearest(written, names.iter().copied());
        assert_eq!(found, meant.map(Hint::meant), "{written}");
    }

    #[test]
    fn the_nearest_name_is_meant() {
        let codes = ["support", "oppose", "abstain", "no_position"];
        check("suport", &codes, Some("support"));
        check("opopse", &codes, Some("oppose"));
        check("abstains", &codes, Some("abstain"));
        check("neutral", &codes, None);
        // Written in another style, however many letters that takes.
        check("NO_POSITION", &codes, Some("no_position"));
        check("noPosition", &codes, Some("no_position"));
        check("No position", &codes, Some("no_position"));
        // A name of the same style as what is written has no advantage over the right letters.
        check(
            "eu-councl",
            &["eu_council", "eu-counsel"],
            Some("eu_council"),
        );
        // Of two that are as near, the one that begins alike for longest.
        check("kst-1x", &["kst-2x", "kst-12", "ks-1x"], Some("kst-12"));
    }
}
