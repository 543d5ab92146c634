//! The forms that strings can have: a pattern each, and for those of the model's types a quick test that is sure where it says yes.
//!
//! The pattern is the truth. A form without a quick test is read as well, by its pattern, and only slower; so a new type of string
//! needs nothing here.

use std::sync::OnceLock;

use regex::Regex;

use super::scan::plain_until;
use crate::model::{
    ActorId, Date, DecisionId, Keyword, Language, Pointer, SchemaPath, Sha256, Target, Text,
    TextPath, Url,
};
use crate::simd::{WIDTH, between, bits, equal, lanes};

/// Reads a string from its first byte on: where its closing quotation mark stands, if it surely has the form.
type Quick = fn(&[u8], usize) -> Option<usize>;

/// The quick tests by the pattern that they stand for. Ids share one, and so do keywords and schemes.
const QUICK: [(&str, Quick); 12] = [
    (Text::PATTERN, text),
    (ActorId::PATTERN, slug),
    (Date::PATTERN, date),
    (Keyword::PATTERN, keyword),
    (DecisionId::PATTERN, decision_id),
    (Target::PATTERN, target),
    (Language::PATTERN, language),
    (Sha256::PATTERN, sha256),
    (Url::PATTERN, url),
    (Pointer::PATTERN, pointer),
    (SchemaPath::PATTERN, schema_path),
    (TextPath::PATTERN, text_file),
];

/// What a string has to look like.
#[derive(Debug)]
pub struct Form {
    pattern: String,
    /// The place of its quick test among all of them.
    quick: Option<usize>,
    regex: OnceLock<Option<Regex>>,
}

impl Form {
    /// The form of a pattern.
    pub fn new(pattern: &str) -> Form {
        Form {
            pattern: pattern.to_owned(),
            quick: QUICK.iter().position(|(known, _)| *known == pattern),
            regex: OnceLock::new(),
        }
    }

    /// Where the closing quotation mark of a string that begins at a place stands, if the string surely has the form.
    pub fn quickly(&self, bytes: &[u8], at: usize) -> Option<usize> {
        self.quick.and_then(|quick| QUICK[quick].1(bytes, at))
    }

    /// The number of the form, the same wherever its pattern is; none of a pattern without a quick test.
    pub fn number(&self) -> Option<usize> {
        self.quick
    }

    /// Whether a string has the form, by its pattern.
    pub fn fits(&self, string: &str) -> bool {
        let regex = self.regex.get_or_init(|| Regex::new(&self.pattern).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(string))
    }
}

/// One line of text. What might be white space at an end or a character that no text has is left to the pattern.
fn text(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at = plain_until(bytes, at);
        let rest = bytes.get(at..)?;
        at += match *rest {
            [b'"', ..] => break,
            [0xc2, 0xa1..=0xff, ..] | [0xc3..=0xdf, ..] => 2,
            // From U+2010 to U+2027: dashes, quotation marks, the ellipsis.
            [0xe2, 0x80, 0x90..=0xa7, ..] | [0xe2, 0x82..=0xff, ..] => 3,
            [0xe0 | 0xe4..=0xee, ..] => 3,
            [0xe3, 0x81..=0xff, ..] => 3,
            [0xef, 0x80..=0xba, ..] => 3,
            [0xf0..=0xf4, ..] => 4,
            _ => return None,
        };
    }
    let is_blunt = at > start && bytes[start] != b' ' && bytes[at - 1] != b' ';
    is_blunt.then_some(at)
}

/// Runs of lower-case letters and digits with one of these between two.
fn joined(bytes: &[u8], mut at: usize, by: u8) -> Option<usize> {
    let mut is_open = true;
    while let Some(sixteen) = lanes(bytes, at) {
        let joints = bits(equal(sixteen, by));
        let letters = bits(between(sixteen, b'a', b'z') | between(sixteen, b'0', b'9'));
        // The bit behind the last lane says that all are of the form.
        let end = (!(joints | letters) | 1 << WIDTH).trailing_zeros();
        let opened = joints << 1 | u32::from(is_open);
        if joints & opened & ((1 << end) - 1) != 0 {
            return None;
        }
        is_open = opened >> end & 1 == 1;
        at += end as usize;
        if end < WIDTH as u32 {
            return closed(bytes, at).filter(|_| !is_open);
        }
    }
    loop {
        match *bytes.get(at)? {
            b'a'..=b'z' | b'0'..=b'9' => is_open = false,
            byte if byte == by && !is_open => is_open = true,
            b'"' if !is_open => return Some(at),
            _ => return None,
        }
        at += 1;
    }
}

fn slug(bytes: &[u8], at: usize) -> Option<usize> {
    joined(bytes, at, b'-')
}

fn keyword(bytes: &[u8], at: usize) -> Option<usize> {
    let begins = bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    begins.then(|| joined(bytes, at, b'_'))?
}

/// The place after so many bytes of a class, if there are as many.
fn run(bytes: &[u8], at: usize, count: usize, is_in: fn(&u8) -> bool) -> Option<usize> {
    let run = bytes.get(at..at + count)?;
    run.iter().all(is_in).then_some(at + count)
}

/// The place after a byte, if it stands there.
fn after(bytes: &[u8], at: usize, byte: u8) -> Option<usize> {
    (bytes.get(at) == Some(&byte)).then_some(at + 1)
}

/// The place of the closing quotation mark, if it stands there.
fn closed(bytes: &[u8], at: usize) -> Option<usize> {
    after(bytes, at, b'"').map(|_| at)
}

/// The place after a year, a month or a day.
fn day(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = run(bytes, at, 4, u8::is_ascii_digit)?;
    for months in [true, false] {
        if bytes.get(at) != Some(&b'-') {
            break;
        }
        let fits = match *bytes.get(at + 1..at + 3)? {
            [b'0', b'1'..=b'9'] => true,
            [b'1', b'0'..=b'2'] if months => true,
            [b'1' | b'2', b'0'..=b'9'] | [b'3', b'0' | b'1'] => !months,
            _ => false,
        };
        at = fits.then_some(at + 3)?;
    }
    Some(at)
}

fn date(bytes: &[u8], at: usize) -> Option<usize> {
    let at = day(bytes, at)?;
    match bytes.get(at) {
        Some(b'/') => closed(bytes, day(bytes, at + 1)?),
        _ => closed(bytes, at),
    }
}

/// The place after an id of a decision.
fn decision(bytes: &[u8], at: usize) -> Option<usize> {
    let letters = bytes
        .get(at..)?
        .iter()
        .take_while(|byte| byte.is_ascii_lowercase());
    let at = run(bytes, at, letters.count().max(1), u8::is_ascii_lowercase)?;
    let at = run(bytes, after(bytes, at, b'-')?, 2, u8::is_ascii_lowercase)?;
    let at = run(bytes, after(bytes, at, b'-')?, 4, u8::is_ascii_digit)?;
    let at = after(bytes, at, b'-')?;
    let digits = bytes
        .get(at..)?
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    let digits = digits.take(7).count();
    (4..=6).contains(&digits).then_some(at + digits)
}

fn decision_id(bytes: &[u8], at: usize) -> Option<usize> {
    closed(bytes, decision(bytes, at)?)
}

fn target(bytes: &[u8], at: usize) -> Option<usize> {
    let at = match bytes.get(at) {
        Some(b'#') => at,
        _ => decision(bytes, at)?,
    };
    slug(bytes, after(bytes, at, b'#')?)
}

/// Two or three letters; what else a tag can have is left to the pattern.
fn language(bytes: &[u8], at: usize) -> Option<usize> {
    let at = run(bytes, at, 2, u8::is_ascii_lowercase)?;
    let third = bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    closed(bytes, at + usize::from(third))
}

fn sha256(bytes: &[u8], at: usize) -> Option<usize> {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    closed(bytes, run(bytes, at, 64, is_digit)?)
}

/// Folders with a file in them, or a way through a value: runs of a class, each after one of these.
fn steps(bytes: &[u8], mut at: usize, by: u8, is_in: fn(&u8) -> bool) -> Option<usize> {
    loop {
        let start = after(bytes, at, by)?;
        let run = bytes[start..].iter().take_while(|byte| is_in(byte)).count();
        at = (run > 0).then_some(start + run)?;
        if bytes.get(at) != Some(&by) {
            return closed(bytes, at);
        }
    }
}

/// What has no sign written in another way is left to the pattern.
fn pointer(bytes: &[u8], at: usize) -> Option<usize> {
    let is_in = |byte: &u8| matches!(byte, b'!'..=b'}') && !matches!(byte, b'/' | b'"' | b'\\');
    steps(bytes, at, b'/', is_in)
}

/// From the folder of a record up to that of the schemas; any other is left to the pattern.
fn schema_path(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    while bytes.get(at..)?.starts_with(b"../") {
        at += 3;
    }
    let is_up = at > 0 && bytes[at - 1] == b'/';
    let folder = bytes[at..].strip_prefix(b"schema/").filter(|_| is_up)?;
    let letters = folder.iter().take_while(|byte| byte.is_ascii_lowercase());
    let letters = letters.count();
    let end = folder[letters..].starts_with(b".schema.json\"");
    (end && letters > 0).then_some(at + b"schema/".len() + letters + b".schema.json".len())
}

fn text_file(bytes: &[u8], at: usize) -> Option<usize> {
    let begins = bytes
        .get(at)
        .is_some_and(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'));
    let is_in = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    let run = bytes
        .get(at..)?
        .iter()
        .take_while(|byte| is_in(byte))
        .count();
    let end = steps(bytes, at + run, b'.', is_in).filter(|_| begins)?;
    bytes[at..end].ends_with(b".txt").then_some(end)
}

fn url(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let scheme: &[u8] = [&b"https://"[..], b"http://"]
        .into_iter()
        .find(|scheme| rest.starts_with(scheme))?;
    let start = at + scheme.len();
    let length = bytes[start..]
        .iter()
        .take_while(|byte| matches!(byte, b'!'..=b'~') && !matches!(byte, b'"' | b'\\'))
        .count();
    closed(bytes, start + length).filter(|_| length > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Strings near every form: pieces of the right alphabet, and now and then another character.
    fn near() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-z]{1,3}",
            "[0-9]{1,4}",
            "[-_/#: .]",
            "https?://",
            "[A-Z][a-z]{3}",
            "[0-9a-f]{64}",
            "[a-z]{1,9}(-[a-z]{1,9}){0,4}",
            "[.]txt",
            "([.][.]/){1,2}schema/[a-z]{1,4}[.]schema[.]json",
            "(/[a-z~0]{1,4}){1,3}",
            "[a-z]{2,7}-[a-z]{2}-[0-9]{4}-[0-9]{3,7}",
            "[0-9]{4}-[0-9]{2}-[0-9]{2}",
            "[ \u{a0}\u{2000}-\u{206f}\u{1680}\u{3000}\u{feff}\u{7f}-\u{a1}]",
            "[é€ĳ“”–😀]",
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn a_quick_yes_is_a_yes_of_the_pattern(string in near()) {
            let written = format!("{string}\"");
            for (pattern, _) in QUICK {
                let form = Form::new(pattern);
                if let Some(end) = form.quickly(written.as_bytes(), 0) {
                    prop_assert!(form.fits(&written[..end]), "{written} by {pattern}");
                    prop_assert!(!written[..end].contains(['"', '\\']));
                }
            }
        }
    }

    #[track_caller]
    fn quick(pattern: &str, string: &str) {
        let form = Form::new(pattern);
        let written = format!("{string}\"");
        assert_eq!(
            form.quickly(written.as_bytes(), 0),
            Some(string.len()),
            "{string}"
        );
    }

    #[test]
    fn what_records_hold_is_quick() {
        quick(
            Text::PATTERN,
            "Dat vindt het kabinet ‘een groot risico’ – de Europese privé-ĳlijn kost € 5.",
        );
        quick(ActorId::PATTERN, "nl-minister-jv");
        for date in [
            "2025",
            "2025-11",
            "2025-11-26",
            "2025-10-01/2025-12",
            "1999-09-30",
        ] {
            quick(Date::PATTERN, date);
        }
        quick(Keyword::PATTERN, "digital_resilience");
        quick(DecisionId::PATTERN, "besluit-nl-2025-0001");
        quick(Target::PATTERN, "#periodic");
        quick(
            Target::PATTERN,
            "besluit-nl-2025-000123#periodic-reconsideration",
        );
        quick(Language::PATTERN, "nl");
        quick(Sha256::PATTERN, &"0f".repeat(32));
        quick(Url::PATTERN, "https://www.tweedekamer.nl/a?b=c");
        quick(Pointer::PATTERN, "/events/0/vote");
        quick(SchemaPath::PATTERN, "../../schema/decision.schema.json");
        quick(TextPath::PATTERN, "text.txt");
    }
}
