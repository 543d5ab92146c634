//! The strict reader: RFC 8259 to the letter, and less where readers differ.

use super::layout::quote;
use super::{Lines, Member, Node, Span};
use grammar::document;
use std::collections::HashMap;

mod cursor;
mod encoding;
mod foreign;
mod grammar;
mod hint;
mod other;
#[cfg(test)]
mod outsider;
mod token;
mod written;

pub use written::written_at;

/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The number of arrays and objects that may stand inside one another.
pub const MAX_DEPTH: usize = 64;
/// The number of values one text may hold, of all kinds and levels. A value takes far more memory than its shortest text does.
pub const MAX_VALUES: usize = 1_000_000;
/// The number of duplicate keys of one text that are reported.
pub const MAX_DUPLICATES: usize = 100;

/// The number of keys that are compared with each other one by one.
const FEW_KEYS: usize = 32;

/// The result of parsing a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The value, unless a fault made it unreadable.
    pub root: Option<Node>,
    /// One fatal fault, or all duplicate keys (at most [`MAX_DUPLICATES`]) by place.
    pub faults: Vec<Fault>,
}

/// A reason to refuse a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which rule is broken.
    pub kind: FaultKind,
    /// The bytes that break it; empty if something is missing.
    pub span: Span,
    /// The message for people: what is found and what is expected instead.
    pub message: String,
    /// The text to write instead, where the text shows what was meant.
    pub hint: Option<String>,
}

/// The rules a text can break. Only [`FaultKind::DuplicateKey`] leaves a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// More than [`MAX_BYTES`], or more than [`MAX_VALUES`].
    TooLarge,
    /// A byte order mark at the start.
    ByteOrderMark,
    /// Not UTF-8.
    InvalidUtf8,
    /// Nothing but white space.
    Empty,
    /// Not JSON.
    Syntax,
    /// A number beyond the range of 64-bit floats.
    NumberOutOfRange,
    /// More than [`MAX_DEPTH`] levels.
    TooDeep,
    /// A key that stands in the same object before.
    DuplicateKey,
}

/// Reads one JSON text. A syntax fault's span starts at the first byte with
/// which no JSON text can continue.
pub fn parse(bytes: &[u8]) -> Parsed {
    let read = decode(bytes).and_then(|text| Ok((text, document(text)?)));
    match read {
        Ok((text, root)) => Parsed {
            faults: duplicates(text, &root),
            root: Some(root),
        },
        Err(fault) => Parsed {
            root: None,
            faults: vec![fault],
        },
    }
}

fn fault<T>(kind: FaultKind, span: Span, message: impl Into<String>) -> Result<T, Fault> {
    let message = message.into();
    Err(Fault {
        kind,
        span,
        message,
        hint: None,
    })
}

fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    let length = bytes.len();
    if length > MAX_BYTES {
        let message =
            format!("the text has {length} bytes, but at most {MAX_BYTES} are read; split it");
        return fault(FaultKind::TooLarge, MAX_BYTES..length, message);
    }
    encoding::decode(bytes)
}

/// The tree is walked in the order of the text, so that the bound keeps the
/// first duplicates, and with a map, so that many keys cost no more than few.
fn duplicates(text: &str, root: &Node) -> Vec<Fault> {
    let mut pairs = Vec::new();
    find_duplicates(root, &mut pairs);
    if pairs.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(text);
    let fault = |(first, second): (&Member, &Member)| Fault {
        kind: FaultKind::DuplicateKey,
        span: second.key_span.clone(),
        message: format!(
            "the key {} stands in this object already, on line {}; keep one of the two",
            quote(&second.key),
            lines.position(text, first.key_span.start).line
        ),
        hint: None,
    };
    pairs.into_iter().map(fault).collect()
}

fn find_duplicates<'a>(node: &'a Node, pairs: &mut Vec<(&'a Member, &'a Member)>) {
    for item in node.items() {
        find_duplicates(item, pairs);
    }
    let members = node.members();
    let mut seen: HashMap<&str, &Member> = HashMap::new();
    for (at, member) in members.iter().enumerate() {
        // Of few keys it takes longer to make a map than to look through them.
        let first = match members.len() {
            0..FEW_KEYS => members[..at].iter().find(|one| one.key == member.key),
            _ => {
                let first = *seen.entry(&member.key).or_insert(member);
                (!std::ptr::eq(first, member)).then_some(first)
            }
        };
        if let Some(first) = first.filter(|_| pairs.len() < MAX_DUPLICATES) {
            pairs.push((first, member));
        }
        find_duplicates(&member.value, pairs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FaultKind::*;

    #[track_caller]
    fn check(text: impl AsRef<[u8]>, expected: &[(FaultKind, Span)]) {
        let parsed = parse(text.as_ref());
        let faults: Vec<_> = parsed.faults.iter().collect();
        let found: Vec<_> = faults.iter().map(|f| (f.kind, f.span.clone())).collect();
        assert_eq!(found, expected, "{faults:?}");
        let fatal = faults.iter().any(|fault| fault.kind != DuplicateKey);
        assert_eq!(parsed.root.is_none(), fatal);
    }

    #[test]
    fn other_faults_have_their_own_kind() {
        check(vec![b' '; MAX_BYTES], &[(Empty, MAX_BYTES..MAX_BYTES)]);
        let large = vec![b' '; MAX_BYTES + 1];
        check(large, &[(TooLarge, MAX_BYTES..MAX_BYTES + 1)]);
        check("\u{feff}1", &[(ByteOrderMark, 0..3)]);
        check(b"\xff\xfe1\0", &[(ByteOrderMark, 0..2)]);
        check(b"[\"\xc3\"]", &[(InvalidUtf8, 2..3)]);
        check(b"\"\xe2\x82", &[(InvalidUtf8, 1..3)]);
        check("", &[(Empty, 0..0)]);
        check(" \r\n\t", &[(Empty, 4..4)]);
        check("[-1e400]", &[(NumberOutOfRange, 1..7)]);
        check("9".repeat(400), &[(NumberOutOfRange, 0..400)]);
        check("[1e308,1e-400,-0,0e999]", &[]);
        let deep = |levels| "[".repeat(levels) + &"]".repeat(levels);
        check(deep(MAX_DEPTH), &[]);
        check(deep(MAX_DEPTH + 1), &[(TooDeep, 64..65)]);
        check("{\"a\":".repeat(100_000), &[(TooDeep, 320..321)]);
    }

    #[test]
    fn duplicate_keys_are_reported_in_the_order_of_the_text() {
        let text = "{\"a\":{\"b\":1,\"b\":2},\n\"\\u0061\":3,\"a\":4}";
        let spans = [12..15, 20..28, 31..34];
        check(text, &spans.map(|span| (DuplicateKey, span)));
        let message = &parse(text.as_bytes()).faults[2].message;
        assert!(message.contains("the key \"a\"") && message.contains("line 1"));
        let many: Vec<_> = (0..200_000).map(|n| format!("\"{}\":0", n / 2)).collect();
        let many = parse(format!("{{{}}}", many.join(",")).as_bytes());
        assert_eq!(many.faults.len(), MAX_DUPLICATES);
        assert_eq!(many.root.unwrap().members().len(), 200_000);
    }
}
