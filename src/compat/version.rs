//! The version labels of a contract, and the one table of what each change asks of them.

use std::fmt;
use std::str::FromStr;

/// The version of the model or of the program: three numbers, and what comes before a release after a hyphen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    numbers: [u64; 3],
    /// Empty for a release.
    before: String,
}

/// The step from one version to another, or the one that a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// The same version.
    None,
    /// A higher last number.
    Patch,
    /// A higher middle number.
    Minor,
    /// A higher first number.
    Major,
}

/// What a change does, whoever it is that notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Words for people.
    Words,
    /// Something that can be passed over.
    Addition,
    /// Something breaks.
    Break,
}

impl Bump {
    /// The name of the step.
    pub fn name(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }

    /// The step that a change asks for in the line of a version. While it begins with 0, the middle number is what the first is
    /// afterwards (decision 0014).
    pub fn asked(weight: Weight, line: &Version) -> Bump {
        let is_first_line = line.numbers[0] == 0;
        match weight {
            Weight::Words => Bump::None,
            Weight::Addition if is_first_line => Bump::Patch,
            Weight::Addition => Bump::Minor,
            Weight::Break if is_first_line => Bump::Minor,
            Weight::Break => Bump::Major,
        }
    }

    /// The step between two versions; `None` if it leads back.
    pub fn between(older: &Version, newer: &Version) -> Option<Bump> {
        if newer < older {
            return None;
        }
        let [first, middle, last] = [0, 1, 2].map(|at| newer.numbers[at] != older.numbers[at]);
        Some(match (first, middle, last) {
            (true, _, _) => Bump::Major,
            (_, true, _) => Bump::Minor,
            (_, _, true) => Bump::Patch,
            _ => Bump::None,
        })
    }
}

impl Version {
    /// The lowest version that is such a step higher.
    pub fn raised(&self, step: Bump) -> Version {
        let [first, middle, last] = self.numbers;
        let numbers = match step {
            Bump::None => self.numbers,
            Bump::Patch => [first, middle, last + 1],
            Bump::Minor => [first, middle + 1, 0],
            Bump::Major => [first + 1, 0, 0],
        };
        Version {
            numbers,
            before: String::new(),
        }
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Version, String> {
        let wrong = || format!("`{text}` is no version such as 0.2.0");
        let (numbers, before) = text.split_once('-').unwrap_or((text, ""));
        let parts: Vec<_> = numbers.split('.').collect();
        let [first, middle, last] = parts[..] else {
            return Err(wrong());
        };
        let number = |part: &str| {
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let number = is_number.then(|| part.parse().ok()).flatten();
            number.ok_or_else(wrong)
        };
        Ok(Version {
            numbers: [number(first)?, number(middle)?, number(last)?],
            before: before.to_owned(),
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, middle, last] = self.numbers;
        write!(out, "{first}.{middle}.{last}")?;
        match self.before.as_str() {
            "" => Ok(()),
            before => write!(out, "-{before}"),
        }
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> std::cmp::Ordering {
        // A version is higher than what came before it.
        let rank = |version: &Version| (version.numbers, version.before.is_empty());
        rank(self)
            .cmp(&rank(other))
            .then_with(|| self.before.cmp(&other.before))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::{Bump, Version, Weight};

    fn version(text: &str) -> Version {
        text.parse().expect("it is a version")
    }

    #[test]
    fn a_step_is_that_of_the_first_number_that_differs() {
        let step = |older, newer| Bump::between(&version(older), &version(newer));
        assert_eq!(step("0.2.0", "0.2.0"), Some(Bump::None));
        assert_eq!(step("0.2.9", "0.2.10"), Some(Bump::Patch));
        assert_eq!(step("0.2.9", "0.3.0"), Some(Bump::Minor));
        assert_eq!(step("0.2.9", "1.0.0"), Some(Bump::Major));
        assert_eq!(step("0.3.0", "0.2.9"), None);
        assert_eq!(step("1.0.0", "1.0.0-rc.1"), None);
        assert!("0.2".parse::<Version>().is_err());
        assert!("0.2.x".parse::<Version>().is_err());
    }

    #[test]
    fn below_one_the_middle_number_is_what_the_first_is_later() {
        let asked = |weight, line| Bump::asked(weight, &version(line));
        assert_eq!(asked(Weight::Words, "0.2.0"), Bump::None);
        assert_eq!(asked(Weight::Addition, "0.2.0"), Bump::Patch);
        assert_eq!(asked(Weight::Break, "0.2.0"), Bump::Minor);
        assert_eq!(asked(Weight::Addition, "1.0.0"), Bump::Minor);
        assert_eq!(asked(Weight::Break, "1.0.0"), Bump::Major);
    }
}
