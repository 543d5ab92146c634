//! The plain characters that were meant, where others stand that look like them: letters of another script, long hyphens, digits as
//! wide as a CJK character, spaces that do not break.

use unicode_normalization::UnicodeNormalization;

/// A character that looks like another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookAlike {
    /// The character that is written.
    pub written: char,
    /// The plain one that it looks like.
    pub meant: char,
}

impl LookAlike {
    /// What is wrong, in words: `а (U+0430) only looks like a`, with the marks of code around both.
    pub fn describe(self) -> String {
        let LookAlike { written, meant } = self;
        let code = u32::from(written);
        match meant {
            ' ' => format!("U+{code:04X} is no ordinary space"),
            _ => format!("`{written}` (U+{code:04X}) only looks like `{meant}`"),
        }
    }
}

/// Letters of other scripts, and the Latin ones that nobody can tell from them.
const LETTERS: [(&str, &str); 3] = [
    // Cyrillic
    (
        "аеорсухіјѕһԁӏɡАВЕКМНОРСТХІЈЅ",
        "aeopcyxijshdlgABEKMHOPCTXIJS",
    ),
    // Greek
    ("ονικρυωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovikpuwABEZHIKMNOPTYX"),
    // Signs
    (
        "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{ad}⁄∕：․",
        "--------//:.",
    ),
];

/// The first character of a text that looks like a plain one, and the whole with the plain ones instead; none if there is no such
/// character, or one that looks like nothing plain.
pub fn look_alike(text: &str) -> Option<(LookAlike, String)> {
    let mut first = None;
    let mut plain = String::with_capacity(text.len());
    for written in text.chars() {
        let meant = match written.is_ascii() {
            true => written,
            false => plain_of(written)?,
        };
        if meant != written {
            first.get_or_insert(LookAlike { written, meant });
        }
        plain.push(meant);
    }
    Some((first?, plain))
}

fn plain_of(written: char) -> Option<char> {
    let of = |(others, letters): &(&str, &str)| {
        let at = others.chars().position(|other| other == written)?;
        letters.chars().nth(at)
    };
    let wide = || {
        let mut compatible = std::iter::once(written).nfkc();
        let only = compatible.next().filter(char::is_ascii);
        only.filter(|_| compatible.next().is_none())
    };
    LETTERS.iter().find_map(of).or_else(wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_told() {
        for (text, plain, told) in [
            (
                "xx-c\u{430}binet",
                "xx-cabinet",
                "`а` (U+0430) only looks like `a`",
            ),
            ("b\u{3bf}dy", "body", "`ο` (U+03BF) only looks like `o`"),
            (
                "xx\u{2011}cabinet",
                "xx-cabinet",
                "`‑` (U+2011) only looks like `-`",
            ),
            (
                "2025–01–02",
                "2025-01-02",
                "`–` (U+2013) only looks like `-`",
            ),
            (
                "２０25-01-02",
                "2025-01-02",
                "`２` (U+FF12) only looks like `2`",
            ),
            ("2\u{a0}May", "2 May", "U+00A0 is no ordinary space"),
        ] {
            let (first, whole) = look_alike(text).expect("it looks alike");
            assert_eq!((whole.as_str(), first.describe().as_str()), (plain, told));
        }
        for text in ["", "xx-cabinet", "café", "xx-дом"] {
            assert_eq!(look_alike(text), None, "{text}");
        }
        for (others, letters) in LETTERS {
            assert_eq!(others.chars().count(), letters.chars().count());
            assert!(letters.is_ascii() && others.chars().all(|one| !one.is_ascii()));
        }
    }
}
