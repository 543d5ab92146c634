//! The hints for a text that is no JSON: what to write instead, where the text shows what was meant.
//!
//! Each function is for a place at which the reader can fail; what is wrong everywhere alike comes last in all of them.

use super::super::Lines;
use super::cursor::Cursor;
use super::foreign::Foreign;

/// The hint where a value is needed. `start` is where it begins, which may be before the byte that is wrong in it.
pub fn value(cursor: &Cursor, start: usize) -> Option<String> {
    let rest = &cursor.text[start..];
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let word = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
    if let Some(foreign @ Foreign::Word(_)) = Foreign::at(cursor.text, start) {
        return foreign.hint();
    }
    let hint = match word.to_ascii_lowercase().as_str() {
        "true" if cursor.at < start + word.len() => "write `true`",
        "false" if cursor.at < start + word.len() => "write `false`",
        _ if rest.starts_with('+') => "write the number without the `+`",
        _ if rest.starts_with('.') => "put a `0` before the point",
        _ if cursor.at == start && rest.starts_with(char::is_alphabetic) => {
            "put a text in double quotes"
        }
        _ => return closing(cursor).or_else(|| anywhere(cursor)),
    };
    Some(hint.to_owned())
}

/// The hint where a key is needed.
pub fn key(cursor: &Cursor) -> Option<String> {
    let is_bare = next(cursor).is_some_and(|c| c.is_alphanumeric() || "_$".contains(c));
    if is_bare {
        return Some("put the key in double quotes".to_owned());
    }
    closing(cursor).or_else(|| anywhere(cursor))
}

/// The hint where the colon between a key and its value is needed.
pub fn colon(cursor: &Cursor) -> Option<String> {
    match next(cursor) {
        Some('=') => Some("write `:`".to_owned()),
        Some('{' | '[' | '-' | '0'..='9') => Some("put a `:` before it".to_owned()),
        // A list whose bracket is missing takes the next key for an item, so this is no place to speak of a colon.
        _ => anywhere(cursor),
    }
}

/// The hint where a value is over, and a comma or a bracket is needed.
pub fn comma(cursor: &Cursor) -> Option<String> {
    let Some(next) = next(cursor) else {
        return anywhere(cursor);
    };
    let end = before(cursor).len();
    let (line, own) = (line(cursor, end), line(cursor, cursor.at));
    let follows_string = end == cursor.at && cursor.text[..end].ends_with('"');
    let hint = match next {
        ';' => "write `,`".to_owned(),
        _ if follows_string && (next.is_alphanumeric() || next == '\\') => {
            "write a double quote inside a string as `\\\"`".to_owned()
        }
        _ if "\"{[-".contains(next) || (next.is_ascii_alphanumeric() && end < cursor.at) => {
            match line == own {
                true => "put a `,` before it".to_owned(),
                false => format!("put a `,` at the end of line {line}"),
            }
        }
        ':' if cursor
            .open
            .last()
            .is_some_and(|at| cursor.text[*at..].starts_with('[')) =>
        {
            format!(
                "close the `[` of line {}, if this is the key after it",
                line_of_last(cursor)
            )
        }
        _ => return anywhere(cursor),
    };
    Some(hint)
}

/// After the one value of a text.
pub fn end(cursor: &Cursor) -> Option<String> {
    match next(cursor) {
        Some('{' | '[' | '"') => Some("put each record in a file of its own".to_owned()),
        _ => anywhere(cursor),
    }
}

/// In a number.
pub fn number(cursor: &Cursor, start: usize) -> Option<String> {
    let before = &cursor.text[start..cursor.at];
    if before.ends_with('0') {
        return Some("write the number without the `0` before it".to_owned());
    }
    if before.ends_with('.') {
        return Some("write the digits after the point, or leave the point out".to_owned());
    }
    value(cursor, start)
}

/// In a string that begins at `start`.
pub fn string(cursor: &Cursor, start: usize) -> Option<String> {
    Some(match next(cursor) {
        None => format!(
            "close the string that begins on line {}",
            line(cursor, start)
        ),
        // No text of a record holds these, escaped or not, so that an escape would only be refused later.
        Some('\n' | '\r') => {
            "write a space instead of the line break, or close the string with `\"`".to_owned()
        }
        Some('\t') => "write a space instead of the tab".to_owned(),
        Some(c) if c < ' ' => "take it out".to_owned(),
        Some(_) => "write a backslash itself as `\\\\`".to_owned(),
    })
}

/// In half a character: an escape whose other half is missing.
pub fn surrogate(cursor: &Cursor, start: usize) -> Option<String> {
    match next(cursor) {
        None => string(cursor, start),
        Some(_) => Some("write the character itself, or both halves of its escape".to_owned()),
    }
}

/// A bracket or the end of the text where something else is needed.
fn closing(cursor: &Cursor) -> Option<String> {
    let is_bracket = matches!(next(cursor), Some('}' | ']'));
    let before = before(cursor);
    (is_bracket && before.ends_with(',')).then(|| match line(cursor, before.len()) {
        own if own == line(cursor, cursor.at) => "take out the `,` before it".to_owned(),
        other => format!("take out the `,` at the end of line {other}"),
    })
}

/// The hint for what is no JSON wherever it stands.
fn anywhere(cursor: &Cursor) -> Option<String> {
    let foreign = Foreign::at(cursor.text, cursor.at).and_then(Foreign::hint);
    if foreign.is_some() {
        return foreign;
    }
    Some(match next(cursor) {
        None => {
            let open = cursor.text[*cursor.open.last()?..].chars().next()?;
            format!("close the `{open}` of line {}", line_of_last(cursor))
        }
        Some(c) if c.is_whitespace() || c == '\u{feff}' => "write an ordinary space".to_owned(),
        Some(_) => return None,
    })
}

/// The text up to what is wrong, without the white space before that.
fn before<'a>(cursor: &Cursor<'a>) -> &'a str {
    cursor.text[..cursor.at].trim_end_matches([' ', '\t', '\n', '\r'])
}

fn next(cursor: &Cursor) -> Option<char> {
    cursor.text[cursor.at..].chars().next()
}

/// The line on which the innermost bracket that is open stands.
fn line_of_last(cursor: &Cursor) -> usize {
    line(cursor, cursor.open.last().copied().unwrap_or_default())
}

fn line(cursor: &Cursor, offset: usize) -> usize {
    Lines::new(cursor.text).position(cursor.text, offset).line
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[track_caller]
    fn check(text: &str, hint: Option<&str>) {
        let fault = &parse(text.as_bytes()).faults[0];
        assert_eq!(fault.hint.as_deref(), hint, "{text}: {}", fault.message);
    }

    #[test]
    fn what_to_write_instead() {
        for (text, hint) in [
            ("[1,]", "take out the `,` before it"),
            ("{\"a\":1,\n}", "take out the `,` at the end of line 1"),
            (
                "[1,\n<<<<<<< HEAD\n2",
                "keep one of the two sides of the merge, and take its marks out",
            ),
            (
                "{\"a\":1\n=======\n}",
                "keep one of the two sides of the merge, and take its marks out",
            ),
            (
                "{}\n>>>>>>> branch",
                "keep one of the two sides of the merge, and take its marks out",
            ),
            ("{\"a\":1\n\"b\":2}", "put a `,` at the end of line 1"),
            ("[1\ntrue]", "put a `,` at the end of line 1"),
            ("[{} {}]", "put a `,` before it"),
            ("[true false]", "put a `,` before it"),
            ("{\"a\":1;\"b\":2}", "write `,`"),
            ("{\"a\"=1}", "write `:`"),
            ("{\"a\" {}}", "put a `:` before it"),
            ("{\"a\" 1}", "put a `:` before it"),
            (
                "{\"a\":[1,\"b\":2}",
                "close the `[` of line 1, if this is the key after it",
            ),
            ("{a:1}", "put the key in double quotes"),
            ("{'a':1}", "write the double quote `\"`"),
            ("[“a”]", "write the double quote `\"`"),
            (
                "[\"a \"b\" c\"]",
                "write a double quote inside a string as `\\\"`",
            ),
            ("[1, // one\n2]", "take it out: JSON has no comments"),
            ("[1 # one\n]", "take it out: JSON has no comments"),
            (
                "[NaN]",
                "JSON has no `NaN`: write the value, or leave the field out where it may be absent",
            ),
            (
                "[nan]",
                "JSON has no `nan`: write the value, or leave the field out where it may be absent",
            ),
            (
                "[-Infinity]",
                "JSON has no `-Infinity`: write the value, or leave the field out where it may be absent",
            ),
            (
                "[None]",
                "JSON has no `None`: write the value, or leave the field out where it may be absent",
            ),
            ("[True]", "write `true`"),
            ("[fALSE]", "write `false`"),
            ("[yes]", "put a text in double quotes"),
            ("[+1]", "write the number without the `+`"),
            ("[.5]", "put a `0` before the point"),
            ("[01]", "write the number without the `0` before it"),
            (
                "[1.]",
                "write the digits after the point, or leave the point out",
            ),
            (
                "[\"a]\n",
                "write a space instead of the line break, or close the string with `\"`",
            ),
            ("[\n\"a", "close the string that begins on line 2"),
            ("[\"a\tb\"]", "write a space instead of the tab"),
            ("[\"a\u{1}b\"]", "take it out"),
            ("[\"a\\d\"]", "write a backslash itself as `\\\\`"),
            (
                "[\"\\ud800\"]",
                "write the character itself, or both halves of its escape",
            ),
            ("{\n\"a\":[1", "close the `[` of line 2"),
            ("{\n\"a\":[1]", "close the `{` of line 1"),
            ("[1,", "close the `[` of line 1"),
            ("{} {}", "put each record in a file of its own"),
            ("[\u{a0}1]", "write an ordinary space"),
        ] {
            check(text, Some(hint));
        }
    }

    #[test]
    fn what_is_no_json_is_named() {
        for (text, found) in [
            (
                "[1,\n<<<<<<< HEAD\n2",
                "the mark `<<<<<<<` of a merge conflict",
            ),
            (
                "{}\n>>>>>>> branch",
                "the mark `>>>>>>>` of a merge conflict",
            ),
            ("[<<<<<<<]", "`<`"),
            ("[1, // one\n2]", "a comment (`//`)"),
            ("[1 # one\n]", "a comment (`#`)"),
            ("{'a':1}", "a single quote (`'`)"),
            ("[“a”]", "the quotation mark `“`"),
            ("[-Infinity]", "`Infinity`"),
            ("[NaN]", "`NaN`"),
            ("[\"a\nb\"]", "a line break"),
        ] {
            let fault = &parse(text.as_bytes()).faults[0];
            let start = format!("found {found}; expected ");
            assert!(
                fault.message.starts_with(&start),
                "{text}: {}",
                fault.message
            );
        }
    }

    #[test]
    fn what_nobody_can_know_has_no_hint() {
        for text in ["", "]", "{\"a\":}", "{\"a\" \"b\"}", "[@]", "truex"] {
            check(text, None);
        }
    }
}
