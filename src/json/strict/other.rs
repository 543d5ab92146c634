//! A text that is something else than JSON, or has something else around it: people know a page, a table or a fence of Markdown better
//! than the character at which it stops being JSON.

use super::super::{Lines, Node, Value};
use super::Fault;

/// The most of a text that is looked at to tell what it is, in bytes.
const HEAD: usize = 4096;

/// The mark that begins and ends code in Markdown.
pub const FENCE: &str = "```";

/// The beginning of a file that stands for a large one.
const POINTER: &str = "version https://git-lfs.github.com/spec/";

/// Names a text that does not even begin as JSON, in the fault that was found in it.
pub fn name_whole(text: &str, fault: Fault) -> Fault {
    let Some((name, hint)) = whole(text) else {
        return fault;
    };
    Fault {
        message: format!("found {name}; expected a JSON value"),
        hint: Some(hint),
        ..fault
    }
}

/// Says what to do with what stands after the one value of a text, in the fault that was found there.
pub fn name_rest(text: &str, root: &Node, fault: Fault) -> Fault {
    if !matches!(root.value, Value::Object(_) | Value::Array(_)) {
        return name_whole(text, fault);
    }
    let rest = &text[fault.span.start..];
    let lines = Lines::new(text);
    let line = |offset| lines.position(text, offset).line;
    let (start, end) = (line(root.span.start), line(root.span.end));
    let is_next = line(fault.span.start) > end;
    let first = rest.chars().next().unwrap_or_default();
    let hint = match first {
        '{' if start == end && is_next => {
            "one record a line is a stream, and is named `.ndjson`; else put each record in a file of its own".to_owned()
        }
        ',' if rest[1..].trim_start().starts_with('{') => {
            "put each record in a file of its own".to_owned()
        }
        _ if first.is_alphabetic() && is_next => {
            format!("take out what stands after line {end}, where the record ends")
        }
        _ => return fault,
    };
    Fault {
        hint: Some(hint),
        ..fault
    }
}

/// The name of a text that is no JSON from its beginning on, and what to do with it.
fn whole(text: &str) -> Option<(&'static str, String)> {
    let text = text.trim_start();
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let first = head.lines().next()?;
    let lower = head.to_ascii_lowercase();
    let is_tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '?');
    let named = |name, hint: &str| Some((name, hint.to_owned()));
    if head.starts_with(POINTER) {
        return named(
            "a pointer of git LFS",
            "`git lfs pull` fetches the file that it stands for",
        );
    }
    if lower.starts_with("<!doctype html") || lower.starts_with('<') && lower.contains("<html") {
        return named(
            "an HTML page",
            "what was saved is a page, perhaps of an error: fetch the record itself",
        );
    }
    if head.strip_prefix('<').is_some_and(is_tag) {
        return named("XML", "write the record as JSON");
    }
    if head.starts_with(FENCE) {
        return None;
    }
    if let Some(line) = line_of_object(text) {
        let hint = format!("take out what stands before line {line}, where the record begins");
        return Some(("other text", hint));
    }
    if is_table(head) {
        return named(
            "a table",
            "write each row as a record of its own; `besluit new` begins one",
        );
    }
    let key = |mark: &str| {
        let (key, value) = first.split_once(mark)?;
        let is_key = |c: char| c.is_ascii_alphanumeric() || "_-$\"' ".contains(c);
        let is_apart = value.is_empty() || value.starts_with(' ');
        Some(key.trim()).filter(|key| is_apart && !key.is_empty() && key.chars().all(is_key))
    };
    if first.trim_end() == "---" || key(":").is_some_and(|key| !key.contains(' ')) {
        return named("YAML", "write the record as JSON");
    }
    if key("=").is_some() {
        return named("TOML", "write the record as JSON");
    }
    None
}

/// The line of the object that stands in a text after other words.
fn line_of_object(text: &str) -> Option<usize> {
    if !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let mut lines = text.lines();
    let at = lines.position(|line| line.starts_with('{'))?;
    Some(at + 1)
}

/// True if a text is lines of as many cells each, between commas, semicolons or tabs.
fn is_table(head: &str) -> bool {
    // The last line may be cut.
    let lines: Vec<&str> = head.lines().filter(|line| !line.is_empty()).collect();
    [',', ';', '\t'].into_iter().any(|mark| {
        let cells = |line: &&str| line.matches(mark).count();
        let is_prose = |line: &str| line.contains(": ") || line.contains(&format!("{mark} "));
        let is_header = |line: &&str| !is_prose(line) && cells(line) > 0;
        match lines.as_slice() {
            [header, row, ..] => is_header(header) && cells(row) >= cells(header),
            [only] => is_header(only) && cells(only) > 1,
            [] => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[track_caller]
    fn check(text: &str, found: &str, hint: &str) {
        let fault = &parse(text.as_bytes()).faults[0];
        assert!(
            fault.message.starts_with(&format!("found {found}; ")),
            "{text}: {}",
            fault.message
        );
        let told = fault.hint.as_deref().unwrap_or_default();
        assert!(told.contains(hint), "{text}: {told}");
    }

    #[test]
    fn what_is_no_json_at_all_is_named() {
        for (text, found, hint) in [
            (
                "<!DOCTYPE html>\n<title>404 Not Found</title>",
                "an HTML page",
                "fetch the record itself",
            ),
            ("<html><body>", "an HTML page", "fetch the record itself"),
            ("<?xml version=\"1.0\"?>\n<a/>", "XML", "as JSON"),
            ("id,kind,name\nxx,body,Xx\n", "a table", "each row"),
            ("name;kind\nXx;body\n", "a table", "each row"),
            ("\"id\",\"kind\"\n\"xx\",\"body\"\n", "a table", "each row"),
            ("2025-01-01\tXx\n2025-01-02\tYy\n", "a table", "each row"),
            ("type: actor\nid: xx\n", "YAML", "as JSON"),
            ("---\ntype: actor\n", "YAML", "as JSON"),
            ("\"type\": \"actor\",\n\"id\": \"xx\"\n", "YAML", "as JSON"),
            ("type = \"actor\"\n", "TOML", "as JSON"),
            (
                "version https://git-lfs.github.com/spec/v1\noid sha256:00\n",
                "a pointer of git LFS",
                "`git lfs pull`",
            ),
            (
                "Here is the record:\n\n{\n}\n",
                "other text",
                "before line 3",
            ),
            ("Sure:\n```json\n{}\n```\n", "other text", "before line 3"),
        ] {
            check(text, found, hint);
        }
    }

    #[test]
    fn what_stands_around_json_is_named() {
        for (text, found, hint) in [
            (
                "```json\n{}\n```\n",
                "a fence of Markdown (`` ``` ``)",
                "take out the lines",
            ),
            (
                "{}\n```\n",
                "a fence of Markdown (`` ``` ``)",
                "take out the lines",
            ),
            ("{\n}\nLet me know.\n", "`L`", "after line 2"),
            ("{\"a\":1}\n{\"a\":2}\n", "`{`", "`.ndjson`"),
            ("{\n}\n{\n}\n", "`{`", "a file of its own"),
            ("{\n},\n{\n}\n", "`,`", "a file of its own"),
        ] {
            check(text, found, hint);
        }
    }

    #[test]
    fn what_is_nearly_json_is_no_other_thing() {
        for text in [
            "Well, yes, no",
            "https://example.org",
            "{a:1}",
            "{\"a\":1 b}",
            "[1,\n2,",
            "nan",
            "truex",
            "'a'",
            "@",
        ] {
            let fault = &parse(text.as_bytes()).faults[0];
            for name in ["table", "YAML", "TOML", "other text", "HTML", "XML"] {
                assert!(!fault.message.contains(name), "{text}: {}", fault.message);
            }
        }
    }
}
