//! From the value of a string back to the bytes that it was written in.

use super::cursor::Cursor;
use super::token::escaped;

/// The position, in a string as written with its quotes, at which the character at a byte of its value begins. The end of the value
/// is at the closing quote, and so is whatever lies past it.
pub fn written_at(written: &str, offset: usize) -> usize {
    let mut cursor = Cursor::new(written, 1);
    let mut passed = 0;
    loop {
        let start = cursor.at;
        let rest = written.get(start..).unwrap_or_default();
        let length = match rest.chars().next() {
            None | Some('"') => return start,
            Some('\\') => match escaped(&mut cursor, 0) {
                Ok(character) => character.len_utf8(),
                Err(_) => return start,
            },
            Some(character) => {
                cursor.at += character.len_utf8();
                character.len_utf8()
            }
        };
        passed += length;
        if passed > offset {
            return start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn every_escape_is_stepped_over() {
        for (written, pieces) in [
            (r#""""#, &[][..]),
            (r#""één €""#, &["é", "é", "n", " ", "€"]),
            (
                r#""\"\\\/\b\f\n\r\t""#,
                &["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"],
            ),
            (
                r#""a\u00e9\u20ACb\ud83d\ude00\u0022c""#,
                &[
                    "a",
                    "\\u00e9",
                    "\\u20AC",
                    "b",
                    "\\ud83d\\ude00",
                    "\\u0022",
                    "c",
                ],
            ),
        ] {
            let root = parse(written.as_bytes()).root.expect("it is JSON");
            let value = root.as_str().expect("it is a string");
            let mut at = 1;
            for ((offset, character), piece) in value.char_indices().zip(pieces) {
                for within in offset..offset + character.len_utf8() {
                    assert_eq!(written_at(written, within), at, "{within} of {written}");
                }
                assert_eq!(&written[at..at + piece.len()], *piece);
                at += piece.len();
            }
            assert_eq!(value.chars().count(), pieces.len(), "{written}");
            for end in [value.len(), value.len() + 9] {
                assert_eq!(written_at(written, end), written.len() - 1, "{written}");
            }
        }
    }

    #[test]
    fn what_is_no_string_has_an_answer_too() {
        for written in ["", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\ud800\""] {
            assert!(written_at(written, 9) <= written.len().max(1));
        }
    }
}
