//! From bytes to text: UTF-8 without a mark, and of anything else the name of the encoding that it seems to be in.

use super::{Fault, FaultKind};
use crate::json::Span;

/// The characters of Windows-1252 from 0x80 to 0x9F; a space where it has none. From 0xA0 on it is Latin-1.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The text that bytes are, or the first reason why they are none.
pub fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    for (mark, name) in [
        (&b"\xef\xbb\xbf"[..], "UTF-8"),
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
    ] {
        if bytes.starts_with(mark) {
            let message = format!(
                "the text starts with a {name} byte order mark; save it as UTF-8 without one"
            );
            return fault(FaultKind::ByteOrderMark, 0..mark.len(), message, None);
        }
    }
    // Whatever JSON begins with is one byte in UTF-8, and has a zero beside it in UTF-16.
    if let [first, second, ..] = *bytes
        && (first == 0) != (second == 0)
    {
        let name = if first == 0 { "UTF-16BE" } else { "UTF-16LE" };
        let message = "the text is UTF-16, where every second byte of a letter is zero".to_owned();
        return fault(FaultKind::InvalidUtf8, 0..2, message, Some(convert(name)));
    }
    std::str::from_utf8(bytes).or_else(|error| {
        let start = error.valid_up_to();
        let end = error.error_len().map_or(bytes.len(), |bad| start + bad);
        let archives = [(&b"PK\x03\x04"[..], "zip"), (b"\x1f\x8b", "gzip")];
        if let Some((mark, name)) = archives.iter().find(|(mark, _)| bytes.starts_with(mark)) {
            let message = format!("this is a {name} archive, as a spreadsheet is one, and no text");
            let hint = "write each record as JSON in a file of its own".to_owned();
            return fault(FaultKind::InvalidUtf8, 0..mark.len(), message, Some(hint));
        }
        let byte = bytes[start];
        let (meant, hint) = match windows(byte) {
            Some(letter) => (
                format!("; in Windows-1252 it is `{letter}`"),
                convert("WINDOWS-1252"),
            ),
            None => (String::new(), "save the file as UTF-8".to_owned()),
        };
        let message = format!("the byte 0x{byte:02x} is not UTF-8 here{meant}");
        fault(FaultKind::InvalidUtf8, start..end, message, Some(hint))
    })
}

/// The character of a byte in Windows-1252, if people write it.
fn windows(byte: u8) -> Option<char> {
    let letter = match byte {
        0x80..0xa0 => WINDOWS.chars().nth(usize::from(byte - 0x80))?,
        _ => char::from(byte),
    };
    (!letter.is_whitespace() && !letter.is_control()).then_some(letter)
}

fn convert(name: &str) -> String {
    format!("save the file as UTF-8; `iconv -f {name} -t UTF-8` converts it")
}

fn fault<T>(
    kind: FaultKind,
    span: Span,
    message: String,
    hint: Option<String>,
) -> Result<T, Fault> {
    Err(Fault {
        kind,
        span,
        message,
        hint,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], span: Span, message: &str, hint: &str) {
        let fault = decode(bytes).expect_err("it is no UTF-8");
        assert_eq!(fault.span, span);
        assert!(fault.message.contains(message), "{}", fault.message);
        assert!(fault.hint.unwrap_or_default().contains(hint));
    }

    #[test]
    fn encodings_are_named() {
        check(
            b"[\"\xeb\"]",
            2..3,
            "in Windows-1252 it is `ë`",
            "-f WINDOWS-1252",
        );
        check(
            b"[\"\x92\"]",
            2..3,
            "in Windows-1252 it is `’`",
            "-f WINDOWS-1252",
        );
        check(
            b"[\"\x9f\"]",
            2..3,
            "in Windows-1252 it is `Ÿ`",
            "-f WINDOWS-1252",
        );
        check(
            b"[\"\x81\"]",
            2..3,
            "the byte 0x81 is not UTF-8 here",
            "save the file as UTF-8",
        );
        check(
            b"PK\x03\x04\xff",
            0..4,
            "a zip archive",
            "write each record",
        );
        check(b"{\0\"\0", 0..2, "UTF-16", "-f UTF-16LE");
        check(b"\0{\0\"", 0..2, "UTF-16", "-f UTF-16BE");
        assert_eq!(decode("[\"ë\"]".as_bytes()).ok(), Some("[\"ë\"]"));
        assert_eq!(WINDOWS.chars().count(), 32);
    }
}
