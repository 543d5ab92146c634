//! The smallest parts of a JSON text: white space, numbers and strings.

use super::{Fault, FaultKind, fault};

/// How far a text is read. `at` is always at a character's first byte.
pub struct Cursor<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The offset of the next byte.
    pub at: usize,
    /// How many values were begun.
    pub values: usize,
}

/// The next byte, unless the text ends.
pub fn peek(cursor: &Cursor) -> Option<u8> {
    cursor.text.as_bytes().get(cursor.at).copied()
}

/// Steps over the next byte if it is this one; says whether it was.
pub fn eat(cursor: &mut Cursor, byte: u8) -> bool {
    let found = peek(cursor) == Some(byte);
    cursor.at += usize::from(found);
    found
}

/// Steps over this byte, or refuses what stands in its place.
pub fn expect(cursor: &mut Cursor, byte: u8, expected: &str) -> Result<(), Fault> {
    if eat(cursor, byte) {
        return Ok(());
    }
    unexpected(cursor, expected)
}

/// Steps over white space.
pub fn skip_space(cursor: &mut Cursor) {
    while let Some(b' ' | b'\t' | b'\n' | b'\r') = peek(cursor) {
        cursor.at += 1;
    }
}

/// The fault that something else stands where `expected` should.
pub fn unexpected<T>(cursor: &Cursor, expected: &str) -> Result<T, Fault> {
    let at = cursor.at;
    let next = cursor.text[at..].chars().next();
    let found = match next {
        None => "the text ends".to_owned(),
        Some(c) if c.is_ascii_graphic() || c == ' ' => format!("found `{c}`"),
        Some(c) if c.is_control() => format!("found the control character U+{:04X}", c as u32),
        Some(c) => format!("found `{c}` (U+{:04X})", c as u32),
    };
    let span = at..at + next.map_or(0, char::len_utf8);
    let hint = match next {
        Some('/' | '#') => " (JSON has no comments)",
        Some('\'') => " (JSON has double quotes only)",
        _ => "",
    };
    let message = format!("{found}; expected {expected}{hint}");
    fault(FaultKind::Syntax, span, message)
}

/// Reads a number as written.
pub fn number(cursor: &mut Cursor) -> Result<String, Fault> {
    let start = cursor.at;
    eat(cursor, b'-');
    if !eat(cursor, b'0') {
        digits(cursor, "a digit after the `-`")?;
    } else if peek(cursor).is_some_and(|byte| byte.is_ascii_digit()) {
        return unexpected(cursor, "no digit after a leading `0`");
    }
    if eat(cursor, b'.') {
        digits(cursor, "a digit after the decimal point")?;
    }
    if eat(cursor, b'e') || eat(cursor, b'E') {
        let _sign = eat(cursor, b'+') || eat(cursor, b'-');
        digits(cursor, "a digit of the exponent")?;
    }
    let span = start..cursor.at;
    let text = &cursor.text[span.clone()];
    if text.parse().is_ok_and(f64::is_finite) {
        return Ok(text.to_owned());
    }
    let message = "this number is too large for a 64-bit float; write one below 1.8e308";
    fault(FaultKind::NumberOutOfRange, span, message)
}

fn digits(cursor: &mut Cursor, expected: &str) -> Result<(), Fault> {
    let start = cursor.at;
    while let Some(b'0'..=b'9') = peek(cursor) {
        cursor.at += 1;
    }
    if cursor.at == start {
        return unexpected(cursor, expected);
    }
    Ok(())
}

/// Reads a string and resolves its escapes.
pub fn string(cursor: &mut Cursor) -> Result<String, Fault> {
    let mut text = String::new();
    cursor.at += 1;
    loop {
        let start = cursor.at;
        while peek(cursor).is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
            cursor.at += 1;
        }
        text.push_str(&cursor.text[start..cursor.at]);
        match peek(cursor) {
            Some(b'"') => break,
            Some(b'\\') => text.push(escaped(cursor)?),
            Some(_) => {
                return unexpected(
                    cursor,
                    "an escape such as `\\n` or the closing `\"` of a string",
                );
            }
            None => return unexpected(cursor, "the closing `\"` of a string"),
        }
    }
    cursor.at += 1;
    Ok(text)
}

fn escaped(cursor: &mut Cursor) -> Result<char, Fault> {
    cursor.at += 1;
    let character = match peek(cursor) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
        Some(b'u') => return code_point(cursor),
        _ => return unexpected(cursor, "one of `\"\\/bfnrtu` after a backslash"),
    };
    cursor.at += 1;
    Ok(character)
}

/// A character beyond U+FFFF is written as two halves, and each half alone means
/// nothing; that is why the digits themselves decide where the text goes wrong.
fn code_point(cursor: &mut Cursor) -> Result<char, Fault> {
    cursor.at += 1;
    let mut code = hex(cursor, false)?;
    if (0xd800..0xdc00).contains(&code) {
        let expected = "a `\\udc00` to `\\udfff` after the high surrogate";
        expect(cursor, b'\\', expected)?;
        expect(cursor, b'u', expected)?;
        code = 0x10000 + ((code - 0xd800) << 10) + (hex(cursor, true)? - 0xdc00);
    }
    Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Four digits: of a low surrogate, or of anything else.
fn hex(cursor: &mut Cursor, low: bool) -> Result<u32, Fault> {
    let mut code = 0;
    for place in 0..4 {
        let digit = peek(cursor).and_then(|byte| char::from(byte).to_digit(16));
        let allowed = |digit: &u32| match place {
            0 => !low || *digit == 0xd,
            1 => low == (code == 0xd && *digit >= 0xc),
            _ => true,
        };
        let Some(digit) = digit.filter(allowed) else {
            return unexpected(
                cursor,
                match (low, place) {
                    (true, 0 | 1) => "a low surrogate (`\\udc00` to `\\udfff`)",
                    (false, 1) if code == 0xd => {
                        "a hex digit below `c`, as a low surrogate cannot come first"
                    }
                    _ => "a hex digit, of which a `\\u` escape has four",
                },
            );
        };
        code = code * 16 + digit;
        cursor.at += 1;
    }
    Ok(code)
}
