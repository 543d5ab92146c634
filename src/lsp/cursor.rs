//! The value at a place in a record that is being written, which need not be JSON yet.

use crate::json::{self, Node, Span, Value, escape};

/// The string at a place in a record, and the record with that string empty, as far as it can be read.
pub struct StringAt {
    /// The place of the string, as a JSON Pointer.
    pub pointer: String,
    /// The bytes between its quotes, in the text as it is.
    pub span: Span,
    /// What is written in it before the place.
    pub before: String,
    /// The record.
    pub root: Node,
}

/// The innermost value at a byte of a text, and its place as a JSON Pointer; the key of a member stands for its value.
pub fn value_at(root: &Node, offset: usize) -> Option<(String, &Node)> {
    let covers = |span: &Span| span.start <= offset && offset <= span.end;
    if !covers(&root.span) {
        return None;
    }
    let (mut pointer, mut node) = (String::new(), root);
    loop {
        let members = node.members().iter();
        let mut members = members.filter(|one| covers(&one.value.span) || covers(&one.key_span));
        let mut items = node.items().iter().enumerate();
        if let Some(member) = members.next() {
            pointer = format!("{pointer}/{}", escape(&member.key));
            node = &member.value;
            // Of the value of a key that the place is in, nothing within is meant.
            if !covers(&node.span) {
                return Some((pointer, node));
            }
        } else if let Some((at, item)) = items.find(|(_, item)| covers(&item.span)) {
            pointer = format!("{pointer}/{at}");
            node = item;
        } else {
            return Some((pointer, node));
        }
    }
}

/// The string that a byte of a text is in, if it is a value. Everything else need not be JSON: a string ends with its line, and what
/// cannot be read behind it is left out.
pub fn string_at(text: &str, offset: usize) -> Option<StringAt> {
    let (start, open) = opened(text, offset)?;
    let end = start + end_of_string(&text[start..]);
    let is_closed = text[end..].starts_with('"');
    let rest = end + usize::from(is_closed);
    let head = format!("{}\"\"", &text[..start - 1]);
    let whole = format!("{head}{}", &text[rest..]);
    let root = json::parse(whole.as_bytes()).root.or_else(|| {
        // Something behind it is not in order: the record ends here.
        let closed: String = open.iter().rev().collect();
        json::parse(format!("{head}{closed}").as_bytes()).root
    })?;
    let (pointer, node) = value_at(&root, start)?;
    let is_value = node.span == (start - 1..start + 1);
    let before = format!("\"{}\"", &text[start..offset]);
    let before = json::parse(before.as_bytes()).root?;
    is_value.then(|| StringAt {
        pointer,
        span: start..end,
        before: before.as_str().unwrap_or_default().to_owned(),
        root: root.clone(),
    })
}

/// Where the string begins that a byte of a text is in, behind its quote, and what closes the brackets that are open there.
fn opened(text: &str, offset: usize) -> Option<(usize, Vec<char>)> {
    let mut open = Vec::new();
    let mut at = 0;
    while at < offset {
        let rest = text.get(at..)?;
        let letter = rest.chars().next()?;
        at += letter.len_utf8();
        match letter {
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => {
                open.pop();
            }
            '"' => {
                let end = at + end_of_string(&text[at..]);
                if offset <= end {
                    return Some((at, open));
                }
                at = end + usize::from(text[end..].starts_with('"'));
            }
            _ => {}
        }
    }
    None
}

/// The number of bytes to the quote that closes a string, or to the end of its line.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    let ends = |letter: char| {
        let ends = !is_escaped && letter == '"' || letter == '\n' || letter == '\r';
        is_escaped = letter == '\\' && !is_escaped;
        ends
    };
    text.find(ends).unwrap_or(text.len())
}

/// The string at a place beside that of another value, such as the source of a quote.
pub fn beside<'a>(root: &'a Node, pointer: &str, key: &str) -> Option<&'a str> {
    let (object, _) = pointer.rsplit_once('/')?;
    root.pointer(object)?.get(key)?.as_str()
}

/// Every string below a value, with its place as a JSON Pointer.
pub fn strings(node: &Node) -> Vec<(String, &Node)> {
    let mut found = Vec::new();
    let mut left = vec![(String::new(), node)];
    while let Some((pointer, node)) = left.pop() {
        match &node.value {
            Value::String(_) => found.push((pointer, node)),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                left.extend(items.map(|(at, item)| (format!("{pointer}/{at}"), item)));
            }
            Value::Object(members) => {
                let below = |key: &str| format!("{pointer}/{}", escape(key));
                left.extend(members.iter().map(|one| (below(&one.key), &one.value)));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place is where the text has `|`.
    #[track_caller]
    fn check(marked: &str, expected: Option<(&str, &str)>) {
        let offset = marked.find('|').expect("a place");
        let text = marked.replacen('|', "", 1);
        let found = string_at(&text, offset);
        let found = found
            .as_ref()
            .map(|one| (one.pointer.as_str(), one.before.as_str()));
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn the_string_that_is_being_written() {
        check(r#"{"a":{"b":["x|y"]}}"#, Some(("/a/b/0", "x")));
        check(r#"{"a":"|"}"#, Some(("/a", "")));
        check(r#"{"a":"x|"}"#, Some(("/a", "x")));
        check(r#"{"a":|"x"}"#, None);
        check(r#"{"a|":"x"}"#, None);
        check(r#"{"a":"\"\u00e9|z"}"#, Some(("/a", "\"é")));
        // What is not JSON yet.
        check("{\"a\":[{\"b\":\"x|\n}]}", Some(("/a/0/b", "x")));
        check("{\"a\":[{\"b\":\"x|", Some(("/a/0/b", "x")));
        check("{\"a\":\"x|\"\n\"b\":}", Some(("/a", "x")));
        check("{\"a\":\"x\",,\"b\":\"y|\"}", None);
        check("\"|", Some(("", "")));
        check("|", None);
    }

    #[test]
    fn what_stands_beside_is_read_behind_as_well() {
        let text = r#"[{"quote":"","source":"xx"}]"#;
        let found = string_at(text, 11).expect("a string");
        assert_eq!(beside(&found.root, &found.pointer, "source"), Some("xx"));
    }

    #[test]
    fn the_value_at_every_byte() {
        let text = r#"{"a":[1,{"b/c":"x"}]}"#;
        let root = json::parse(text.as_bytes()).root.expect("it is JSON");
        let at = |offset| value_at(&root, offset).map(|(pointer, _)| pointer);
        assert_eq!(at(0).as_deref(), Some(""));
        assert_eq!(at(2).as_deref(), Some("/a"));
        assert_eq!(at(6).as_deref(), Some("/a/0"));
        assert_eq!(at(11).as_deref(), Some("/a/1/b~1c"));
        assert_eq!(at(17).as_deref(), Some("/a/1/b~1c"));
        assert_eq!(at(99), None);
    }
}
