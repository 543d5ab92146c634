//! Text as it may stand on a terminal and in the log of a CI run. Nearly all of it is other people's: names of files, values, texts,
//! arguments. What would move a cursor, break the line, turn the direction of writing, print nothing at all, or be obeyed by the
//! runner that keeps the log, is shown by its code point.

use std::borrow::Cow;

/// What a line of output is, and so what may stand in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Text for people.
    #[default]
    Text,
    /// Text for people, with the codes of colours in it.
    Coloured,
    /// JSON, in which an escape is a spelling of the same character.
    Json,
    /// Commands to the runner, which their writer has escaped.
    Commands,
    /// Bytes that are all our own, or that were asked for as they are.
    Bytes,
}

/// A text as it can be printed on one line.
pub fn printable(text: &str) -> Cow<'_, str> {
    written(text, Form::Text, false)
}

/// A line of output as it can be printed; what it says of itself by tabs and, where it has any, by colours stays.
pub fn line(text: &str, form: Form) -> Cow<'_, str> {
    match form {
        Form::Bytes => Cow::Borrowed(text),
        _ => written(text, form, true),
    }
}

/// How a character is written that may not stand as it is after what is before it, where the rest begins with it.
pub fn shown_as(before: &str, c: char, rest: &str) -> Option<String> {
    is_harmful(before, c, rest).then(|| escape(c, Form::Text))
}

fn written(text: &str, form: Form, is_line: bool) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'#' | b':');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut written = String::new();
    let mut kept = 0;
    let mut colour_ends = 0;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        if form == Form::Coloured && c == '\u{1b}' {
            colour_ends = colour_ends.max(at + colour(rest));
        }
        let is_kept = at < colour_ends
            || is_line && (c == '\t' || form == Form::Commands && c == ':')
            || !is_harmful(&text[..at], c, rest);
        if is_kept {
            continue;
        }
        written += &text[kept..at];
        written += &escape(c, form);
        kept = at + c.len_utf8();
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    written += &text[kept..];
    Cow::Owned(written)
}

/// True if a character does something else than to be seen, after what stands before it and at the beginning of the rest.
fn is_harmful(before: &str, c: char, rest: &str) -> bool {
    match c {
        '#' => before.ends_with('#') && is_command(&rest[1..]),
        // At the beginning of a line, `::` makes a command of it. No command has a name that begins with a colon.
        ':' => rest.starts_with("::") && !rest.starts_with(":::") && before.trim().is_empty(),
        _ => is_unseen(c),
    }
}

/// True if the runner of GitHub or Azure obeys what begins so after `##`, wherever in a line.
fn is_command(text: &str) -> bool {
    text.starts_with('[')
        || text
            .get(..4)
            .is_some_and(|word| word.eq_ignore_ascii_case("vso["))
}

/// True if nothing is seen of a character but what it does.
fn is_unseen(c: char) -> bool {
    // What joins letters or chooses how one looks is needed in some scripts, and moves nothing.
    let is_needed = matches!(
        c,
        '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
    );
    let breaks = matches!(c, '\u{2028}' | '\u{2029}');
    breaks || c == '\u{2800}' || is_ignorable(c) && !is_needed
}

/// True if a character prints nothing, though it is no white space: what Unicode says nothing need show
/// (`Default_Ignorable_Code_Point`), and control characters.
pub fn is_ignorable(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fff8}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The length of the code of a colour that a text begins with.
fn colour(text: &str) -> usize {
    let numbers = text
        .strip_prefix("\u{1b}[")
        .map(|text| text.trim_start_matches(|c: char| c == ';' || c.is_ascii_digit()));
    let after = numbers.and_then(|text| text.strip_prefix('m'));
    after.map_or(0, |after| text.len() - after.len())
}

fn escape(c: char, form: Form) -> String {
    match form {
        Form::Json => {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units).iter();
            units.map(|unit| format!("\\u{unit:04x}")).collect()
        }
        _ => c.escape_unicode().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_stays() {
        for text in [
            "a",
            "é 漢字 🙂",
            "# a ## b",
            "a::b",
            "  ::: a/b.json:1:2",
            "a: b",
            "#[a]",
            "## [a]",
            "##",
        ] {
            assert_eq!(printable(text), text);
            assert_eq!(line(text, Form::Text), text);
        }
        assert_eq!(line("\ta", Form::Text), "\ta");
        assert_eq!(
            line("\u{1b}[1;31ma\u{1b}[0m", Form::Coloured),
            "\u{1b}[1;31ma\u{1b}[0m"
        );
        assert_eq!(line("::error::##", Form::Commands), "::error::##");
        assert_eq!(line("\u{1b}]0;", Form::Bytes), "\u{1b}]0;");
    }

    #[test]
    fn what_does_something_is_shown() {
        for (text, expected) in [
            ("a\nb\tc", "a\\u{a}b\\u{9}c"),
            ("\u{1b}[31m\u{9b}\u{7f}", "\\u{1b}[31m\\u{9b}\\u{7f}"),
            ("\u{202e}a\u{ad}", "\\u{202e}a\\u{ad}"),
            ("a ##[group]", "a #\\u{23}[group]"),
            ("###VSO[x]", "##\\u{23}VSO[x]"),
            ("::a::b", "\\u{3a}:a::b"),
            (" \u{a0}::a", " \u{a0}\\u{3a}:a"),
        ] {
            assert_eq!(printable(text), expected);
        }
        assert_eq!(
            line("\u{1b}[31m\u{1b}[2J", Form::Coloured),
            "\u{1b}[31m\\u{1b}[2J"
        );
        assert_eq!(
            line("::error::##[a]", Form::Commands),
            "::error::#\\u{23}[a]"
        );
    }

    #[test]
    fn what_is_escaped_in_json_is_the_same() {
        let text = "a\u{202e}##[b]\u{9b}::\u{7f}\u{feff}";
        let json = serde_json::Value::from(text).to_string();
        let shown = line(&json, Form::Json);
        assert!(shown.is_ascii(), "{shown}");
        assert_eq!(
            serde_json::from_str::<String>(&shown).ok().as_deref(),
            Some(text)
        );
    }
}
