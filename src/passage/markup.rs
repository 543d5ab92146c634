//! What a text has left of the form that it was copied from: entities and tags of HTML, and marks of Markdown.

/// The tags that pages put around and into prose.
const TAGS: [&str; 32] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "u",
    "ul",
];

/// The first piece of markup in a text.
pub fn first(text: &str) -> Option<&str> {
    let marks = text.match_indices(['&', '<', '*', '_', ']']);
    marks
        .map(|(at, _)| &text[at..])
        .find_map(|rest| match rest.as_bytes()[0] {
            b'&' => entity(rest),
            b'<' => tag(rest),
            b']' => rest.starts_with("](http").then_some("]("),
            _ => emphasis(rest),
        })
}

/// An entity, by its name or its number, such as `&nbsp;` and `&#39;`.
fn entity(text: &str) -> Option<&str> {
    let end = text.find(';')?;
    let name = &text[1..end];
    let number = name.strip_prefix('#');
    let is_one = match number {
        Some(number) => {
            let digits = number.strip_prefix(['x', 'X']).unwrap_or(number);
            !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_hexdigit())
        }
        None => name.len() > 1 && name.bytes().all(|one| one.is_ascii_alphanumeric()),
    };
    (is_one && name.len() <= 8).then(|| &text[..=end])
}

/// A tag that begins or ends something.
fn tag(text: &str) -> Option<&str> {
    let end = text.find('>')?;
    let inner = text[1..end].trim_start_matches('/');
    let name = inner
        .split(|one: char| !one.is_ascii_alphanumeric())
        .next()?;
    let is_tag = TAGS.contains(&name.to_ascii_lowercase().as_str());
    let is_whole = ["", "/", " "].iter().any(|after| match *after {
        "" => inner.len() == name.len(),
        after => inner[name.len()..].starts_with(after),
    });
    (is_tag && is_whole).then(|| &text[..=end])
}

/// Words between two marks of strong emphasis.
fn emphasis(text: &str) -> Option<&str> {
    let mark = ["**", "__"]
        .into_iter()
        .find(|mark| text.starts_with(mark))?;
    let is_word = |one: char| !one.is_whitespace() && !"*_".contains(one);
    let inner = &text[2..];
    let end = inner.find(mark)?;
    let words = &inner[..end];
    let is_emphasis = words.starts_with(is_word) && words.ends_with(is_word);
    is_emphasis.then(|| &text[..end + 4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_seen() {
        for (text, markup) in [
            ("Rivers &amp; ports", "&amp;"),
            ("the islands&#39; ferries", "&#39;"),
            ("the islands&#x2019; ferries", "&#x2019;"),
            ("a&nbsp;cap", "&nbsp;"),
            ("<p>The cap", "<p>"),
            ("the cap<br/>", "<br/>"),
            ("the cap<BR />", "<BR />"),
            ("see <a href=\"x\">this</a>", "<a href=\"x\">"),
            ("the cap</p>", "</p>"),
            ("the **cap** stays", "**cap**"),
            ("the __toll cap__ stays", "__toll cap__"),
            ("see [the letter](https://a.example)", "]("),
        ] {
            assert_eq!(first(text), Some(markup), "{text}");
        }
    }

    #[test]
    fn prose_has_none() {
        for text in [
            "",
            "R&D; AT&T; Q&A",
            "Rivers & ports; and more",
            "fewer than <10, and more than > 5",
            "a < b and b > c",
            "footnotes * and **, and *** as well",
            "2 ** 3",
            "xx_letter__2025, and __init",
            "article 3 [new](4)",
            "<name> of the ship",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
