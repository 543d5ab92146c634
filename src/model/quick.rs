//! A quick test for each form of string that records are full of, beside the pattern that it answers for. It is sure where it says
//! yes; where it says no the pattern decides.

use super::string::{
    ActorId, Date, DecisionId, Keyword, Language, Pointer, SchemaPath, Sha256, Target, Text,
    TextPath, Url,
};
use crate::simd::{WIDTH, between, bits, equal, lanes, plain_until};

/// Reads a string from its first byte on: where its closing quotation mark stands, if it surely has the form.
pub type Quick = fn(&[u8], usize) -> Option<usize>;

/// The quick tests by the pattern that they stand for. Ids share one, and so do keywords and schemes.
pub const QUICK: [(&str, Quick); 12] = [
    (Text::PATTERN, text),
    (ActorId::PATTERN, slug),
    (Date::PATTERN, date),
    (Keyword::PATTERN, keyword),
    (DecisionId::PATTERN, decision_id),
    (Target::PATTERN, part),
    (Language::PATTERN, language),
    (Sha256::PATTERN, sha256),
    (Url::PATTERN, url),
    (Pointer::PATTERN, pointer),
    (SchemaPath::PATTERN, schema_path),
    (TextPath::PATTERN, text_file),
];

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
    let at = run_of(bytes, at, u8::is_ascii_lowercase)?;
    let mut at = run(bytes, after(bytes, at, b'-')?, 2, u8::is_ascii_lowercase)?;
    let region = bytes.get(at + 1..)?.iter().take(4);
    let letters = region.take_while(|byte| is_slug(byte)).count();
    // A year has four digits, and a region at most three.
    if letters < 4 && bytes.get(at) == Some(&b'-') {
        at = run_of(bytes, at + 1, is_slug)?;
    }
    let at = run(bytes, after(bytes, at, b'-')?, 4, u8::is_ascii_digit)?;
    let start = after(bytes, at, b'-')?;
    let end = run_of(bytes, start, u8::is_ascii_digit)?;
    let digits = &bytes[start..end];
    match digits.len() {
        4 => digits != b"0000",
        5 | 6 => digits[0] != b'0',
        _ => false,
    }
    .then_some(end)
}

/// The place after all bytes of a class, of which there is at least one.
fn run_of(bytes: &[u8], at: usize, is_in: fn(&u8) -> bool) -> Option<usize> {
    let run = bytes
        .get(at..)?
        .iter()
        .take_while(|byte| is_in(byte))
        .count();
    (run > 0).then_some(at + run)
}

fn is_slug(byte: &u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

fn decision_id(bytes: &[u8], at: usize) -> Option<usize> {
    closed(bytes, decision(bytes, at)?)
}

/// A part of a record, behind the id of another one or alone.
fn part(bytes: &[u8], at: usize) -> Option<usize> {
    let mark = match bytes.get(at) {
        Some(b'#') => at,
        _ => {
            at + bytes[at..]
                .iter()
                .position(|byte| *byte == b'#' || *byte == b'"')?
        }
    };
    if mark > at {
        // What stands before the mark has the form of a slug: no joint at an end, and none beside another.
        let id = &bytes[at..mark];
        let is_joined = id.iter().all(|byte| is_slug(byte) || *byte == b'-')
            && !id.starts_with(b"-")
            && !id.ends_with(b"-")
            && id.windows(2).all(|two| two != b"--");
        is_joined.then_some(())?;
    }
    slug(bytes, after(bytes, mark, b'#')?)
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
    let mut host = bytes[start..].iter();
    let host = host.position(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))?;
    let mut labels = bytes[start..start + host].split(|byte| *byte == b'.');
    let has_domain = bytes[start..start + host].contains(&b'.');
    if !has_domain || labels.any(<[u8]>::is_empty) {
        return None;
    }
    let path = start + host;
    let length = match bytes[path] {
        b'/' => bytes[path..]
            .iter()
            .take_while(|byte| matches!(byte, b'!'..=b'~') && !matches!(byte, b'"' | b'\\'))
            .count(),
        _ => 0,
    };
    closed(bytes, path + length)
}
