//! The smallest parts of a JSON text: white space, numbers and strings.

use super::cursor::{Cursor, eat, peek};
use super::foreign::Foreign;
use super::{Fault, FaultKind, fault, hint};
use crate::simd::{WIDTH, between, bits, equal, lanes};

/// Steps over white space.
pub fn skip_space(cursor: &mut Cursor) {
    while let Some(b' ' | b'\t' | b'\n' | b'\r') = peek(cursor) {
        cursor.at += 1;
    }
}

/// The fault that something else stands where `expected` should.
pub fn unexpected<T>(cursor: &Cursor, expected: &str, hint: Option<String>) -> Result<T, Fault> {
    let at = cursor.at;
    let next = cursor.text[at..].chars().next();
    let foreign = Foreign::at(cursor.text, at);
    let found = match next {
        None => "the text ends".to_owned(),
        Some(c) if c.is_ascii_graphic() || c == ' ' => format!("found `{c}`"),
        Some(c) if c.is_control() => format!("found the control character U+{:04X}", c as u32),
        Some(c) => format!("found `{c}` (U+{:04X})", c as u32),
    };
    let (found, length) = match foreign {
        Some(foreign) => (format!("found {}", foreign.name()), foreign.written().len()),
        None => (found, next.map_or(0, char::len_utf8)),
    };
    Err(Fault {
        kind: FaultKind::Syntax,
        span: at..at + length,
        message: format!("{found}; expected {expected}"),
        hint,
    })
}

/// Reads a number as written.
pub fn number(cursor: &mut Cursor) -> Result<String, Fault> {
    let start = cursor.at;
    eat(cursor, b'-');
    if !eat(cursor, b'0') {
        digits(cursor, start, "a digit after the `-`")?;
    } else if peek(cursor).is_some_and(|byte| byte.is_ascii_digit()) {
        let expected = "no digit after a leading `0`";
        return unexpected(cursor, expected, hint::number(cursor, start));
    }
    if eat(cursor, b'.') {
        digits(cursor, start, "a digit after the decimal point")?;
    }
    if eat(cursor, b'e') || eat(cursor, b'E') {
        let _sign = eat(cursor, b'+') || eat(cursor, b'-');
        digits(cursor, start, "a digit of the exponent")?;
    }
    let span = start..cursor.at;
    let text = &cursor.text[span.clone()];
    if text.parse().is_ok_and(f64::is_finite) {
        return Ok(text.to_owned());
    }
    let message = "this number is too large for a 64-bit float; write one below 1.8e308";
    fault(FaultKind::NumberOutOfRange, span, message)
}

/// Steps over digits of a number that begins at `start`.
fn digits(cursor: &mut Cursor, start: usize, expected: &str) -> Result<(), Fault> {
    let first = cursor.at;
    while let Some(b'0'..=b'9') = peek(cursor) {
        cursor.at += 1;
    }
    if cursor.at == first {
        return unexpected(cursor, expected, hint::number(cursor, start));
    }
    Ok(())
}

/// Reads a string and resolves its escapes.
pub fn string(cursor: &mut Cursor) -> Result<String, Fault> {
    let mut text = String::new();
    let quote = cursor.at;
    cursor.at += 1;
    loop {
        let start = cursor.at;
        cursor.at = plain_until(cursor.text.as_bytes(), start);
        let piece = &cursor.text[start..cursor.at];
        // Nearly every string is this piece alone, and takes no more memory than it has to.
        match text.is_empty() {
            true => text = piece.to_owned(),
            false => text.push_str(piece),
        }
        match peek(cursor) {
            Some(b'"') => break,
            Some(b'\\') => text.push(escaped(cursor, quote)?),
            _ => {
                let expected = "the closing `\"` of a string";
                return unexpected(cursor, expected, hint::string(cursor, quote));
            }
        }
    }
    cursor.at += 1;
    Ok(text)
}

/// The first place from `at` on whose byte does not stand for itself in a string, or the end.
fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(sixteen) = lanes(bytes, at) {
        let stops = equal(sixteen, b'"') | equal(sixteen, b'\\') | between(sixteen, 0, 0x1f);
        let stops = bits(stops);
        if stops != 0 {
            return at + stops.trailing_zeros() as usize;
        }
        at += WIDTH;
    }
    let stops = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    let rest = &bytes[at..];
    at + rest.iter().position(stops).unwrap_or(rest.len())
}

/// Reads one escape, from its backslash, in a string that begins at `quote`.
pub fn escaped(cursor: &mut Cursor, quote: usize) -> Result<char, Fault> {
    cursor.at += 1;
    let character = match peek(cursor) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
        Some(b'u') => return code_point(cursor, quote),
        _ => {
            let expected = "one of `\"\\/bfnrtu` after a backslash";
            return unexpected(cursor, expected, hint::string(cursor, quote));
        }
    };
    cursor.at += 1;
    Ok(character)
}

/// A character beyond U+FFFF is written as two halves, and each half alone means
/// nothing; that is why the digits themselves decide where the text goes wrong.
fn code_point(cursor: &mut Cursor, quote: usize) -> Result<char, Fault> {
    cursor.at += 1;
    let mut code = hex(cursor, quote, false)?;
    if (0xd800..0xdc00).contains(&code) {
        let expected = "a `\\udc00` to `\\udfff` after the high surrogate";
        for byte in *b"\\u" {
            if !eat(cursor, byte) {
                return unexpected(cursor, expected, hint::surrogate(cursor, quote));
            }
        }
        code = 0x10000 + ((code - 0xd800) << 10) + (hex(cursor, quote, true)? - 0xdc00);
    }
    Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Four digits: of a low surrogate, or of anything else.
fn hex(cursor: &mut Cursor, quote: usize, low: bool) -> Result<u32, Fault> {
    let mut code = 0;
    for place in 0..4 {
        let digit = peek(cursor).and_then(|byte| char::from(byte).to_digit(16));
        let allowed = |digit: &u32| match place {
            0 => !low || *digit == 0xd,
            1 => low == (code == 0xd && *digit >= 0xc),
            _ => true,
        };
        let Some(digit) = digit.filter(allowed) else {
            let (expected, hint) = match (low, place) {
                (true, 0 | 1) => (
                    "a low surrogate (`\\udc00` to `\\udfff`)",
                    hint::surrogate(cursor, quote),
                ),
                (false, 1) if code == 0xd => (
                    "a hex digit below `c`, as a low surrogate cannot come first",
                    hint::surrogate(cursor, quote),
                ),
                _ => (
                    "a hex digit, of which a `\\u` escape has four",
                    hint::string(cursor, quote),
                ),
            };
            return unexpected(cursor, expected, hint);
        };
        code = code * 16 + digit;
        cursor.at += 1;
    }
    Ok(code)
}
