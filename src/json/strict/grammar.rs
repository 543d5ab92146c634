//! The grammar of JSON: how values stand inside one another.

use super::super::{Member, Node, Value};
use super::cursor::{Cursor, eat, peek};
use super::token::{number, skip_space, string, unexpected};
use super::{Fault, FaultKind, MAX_DEPTH, MAX_VALUES, fault, hint, other};

/// Reads the one value of a text; faults are those of [`super::parse`].
pub fn document(text: &str) -> Result<Node, Fault> {
    let mut cursor = Cursor::new(text, 0);
    skip_space(&mut cursor);
    if cursor.at == text.len() {
        let message = "the text is empty; expected one JSON value";
        return fault(FaultKind::Empty, cursor.at..cursor.at, message);
    }
    let root = node(&mut cursor, 0, "a JSON value").map_err(|fault| {
        // Within a bracket it is JSON, with something wrong in it.
        match cursor.open.is_empty() && fault.kind == FaultKind::Syntax {
            true => other::name_whole(text, fault),
            false => fault,
        }
    })?;
    skip_space(&mut cursor);
    if cursor.at < text.len() {
        let expected = "the end of the text after its one value";
        let fault = unexpected(&cursor, expected, hint::end(&cursor));
        return fault.map_err(|fault| other::name_rest(text, &root, fault));
    }
    Ok(root)
}

fn node(cursor: &mut Cursor, depth: usize, expected: &str) -> Result<Node, Fault> {
    let start = cursor.at;
    cursor.values += 1;
    if cursor.values > MAX_VALUES {
        let message = format!("the text holds more than {MAX_VALUES} values; split it");
        return fault(FaultKind::TooLarge, start..start, message);
    }
    let value = match peek(cursor) {
        Some(b'{' | b'[') if depth == MAX_DEPTH => {
            let message = format!(
                "this array or object stands inside {MAX_DEPTH} others, the most allowed; nest less"
            );
            return fault(FaultKind::TooDeep, start..start + 1, message);
        }
        Some(b'{') => Value::Object(object(cursor, depth + 1)?),
        Some(b'[') => Value::Array(array(cursor, depth + 1)?),
        Some(b'"') => Value::String(string(cursor)?),
        Some(b'-' | b'0'..=b'9') => Value::Number(number(cursor)?),
        Some(b't') => word(cursor, "true", Value::Bool(true))?,
        Some(b'f') => word(cursor, "false", Value::Bool(false))?,
        Some(b'n') => word(cursor, "null", Value::Null)?,
        _ => return unexpected(cursor, expected, hint::value(cursor, start)),
    };
    let span = start..cursor.at;
    Ok(Node { span, value })
}

fn object(cursor: &mut Cursor, depth: usize) -> Result<Vec<Member>, Fault> {
    open(cursor);
    if close(cursor, b'}') {
        return Ok(Vec::new());
    }
    let first = cursor.members.len();
    let mut expected = "a key in double quotes or `}`";
    loop {
        let start = cursor.at;
        if peek(cursor) != Some(b'"') {
            return unexpected(cursor, expected, hint::key(cursor));
        }
        let key = string(cursor)?;
        let key_span = start..cursor.at;
        skip_space(cursor);
        if !eat(cursor, b':') {
            return unexpected(cursor, "the `:` after a key", hint::colon(cursor));
        }
        skip_space(cursor);
        let value = node(cursor, depth, "the value of a key")?;
        cursor.members.push(Member {
            key,
            key_span,
            value,
        });
        if close(cursor, b'}') {
            return Ok(cursor.members.split_off(first));
        }
        comma(cursor, "`,` or `}` after a member of an object")?;
        expected = "another key in double quotes after the `,`";
    }
}

fn array(cursor: &mut Cursor, depth: usize) -> Result<Vec<Node>, Fault> {
    open(cursor);
    if close(cursor, b']') {
        return Ok(Vec::new());
    }
    let first = cursor.items.len();
    let mut expected = "a value or `]`";
    loop {
        let item = node(cursor, depth, expected)?;
        cursor.items.push(item);
        if close(cursor, b']') {
            return Ok(cursor.items.split_off(first));
        }
        comma(cursor, "`,` or `]` after an item of an array")?;
        expected = "another value after the `,`";
    }
}

/// Steps over the bracket that begins an array or object.
fn open(cursor: &mut Cursor) {
    cursor.open.push(cursor.at);
    cursor.at += 1;
}

/// Steps over white space and the bracket that ends an array or object, if it comes; says whether it did.
fn close(cursor: &mut Cursor, bracket: u8) -> bool {
    skip_space(cursor);
    let closes = eat(cursor, bracket);
    if closes {
        cursor.open.pop();
    }
    closes
}

/// Steps over a comma and the white space after it.
fn comma(cursor: &mut Cursor, expected: &str) -> Result<(), Fault> {
    if !eat(cursor, b',') {
        return unexpected(cursor, expected, hint::comma(cursor));
    }
    skip_space(cursor);
    Ok(())
}

fn word(cursor: &mut Cursor, word: &str, value: Value) -> Result<Value, Fault> {
    let start = cursor.at;
    for byte in word.bytes() {
        if !eat(cursor, byte) {
            return unexpected(cursor, &format!("`{word}`"), hint::value(cursor, start));
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use FaultKind::Syntax;

    #[test]
    fn syntax_faults_start_where_no_text_can_continue() {
        for (text, at) in [
            ("tru}", 3),
            ("truex", 4),
            ("nan", 1),
            ("NaN", 0),
            ("[1,]", 3),
            ("[,1]", 1),
            ("[1 2]", 3),
            ("[1", 2),
            ("[1,", 3),
            ("[1}", 2),
            ("]", 0),
            ("{", 1),
            ("{a:1}", 1),
            ("{\"a\" 1}", 5),
            ("{\"a\":}", 5),
            ("{\"a\":1,}", 7),
            ("{\"a\":1", 6),
            ("01", 1),
            ("-01", 2),
            ("-", 1),
            ("-x", 1),
            ("+1", 0),
            (".5", 0),
            ("1.", 2),
            ("1.e1", 2),
            ("1e", 2),
            ("1e+]", 3),
            ("1.2.3", 3),
            ("0x10", 1),
            ("1 2", 2),
            ("10\0", 2),
            ("\u{a0}1", 0),
            ("1 // x", 2),
            ("/**/1", 0),
            ("'a'", 0),
            ("\"a", 2),
            ("\"a\n\"", 2),
            ("\"\\x\"", 2),
            ("\"\\", 2),
            ("\"\\u12G4\"", 5),
            ("\"\\u12", 5),
            ("\"\\ud800x\"", 7),
            ("\"\\ud800\"", 7),
            ("\"\\ud800\\n\"", 8),
            ("\"\\uD83D\\u0041\"", 9),
            ("\"\\uD83D\\ud83d\"", 10),
            ("\"\\udc00\"", 4),
        ] {
            let next = text[at..].chars().next().map_or(0, char::len_utf8);
            let fault = &parse(text.as_bytes()).faults[0];
            // Of what has a name, such as a comment, more than the first character is pointed at.
            let first = (fault.span.start, fault.span.len().min(next));
            assert_eq!((fault.kind, first), (Syntax, (at, next)));
        }
    }

    #[test]
    fn messages_say_what_is_found_and_what_is_expected() {
        for (text, message) in [
            ("[1,]", "found `]`; expected another value after the `,`"),
            (
                "10\0",
                "found the control character U+0000; expected the end of the text after its one value",
            ),
            ("[", "the text ends; expected a value or `]`"),
        ] {
            assert_eq!(parse(text.as_bytes()).faults[0].message, message);
        }
    }
}
