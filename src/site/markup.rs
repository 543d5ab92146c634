//! Parts of pages that are made in one way only: words in a language, links, code in titles. Everything that comes from a record or a
//! text is escaped here or by the templates, and nowhere else is markup written by hand.

use std::fmt::{self, Display, Formatter, Write as _};

use askama::filters::HtmlSafe;

/// A text with what means something in HTML written otherwise.
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => to.write_str("&amp;")?,
                '<' => to.write_str("&lt;")?,
                '>' => to.write_str("&gt;")?,
                '"' => to.write_str("&quot;")?,
                '\'' => to.write_str("&#39;")?,
                other => to.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// Words of a record in the language that the page is in, or else in one that they are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The words.
    pub text: &'a str,
    /// Their language, if it is not that of the page.
    pub lang: Option<&'a str>,
}

impl Display for Said<'_> {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        match self.lang {
            None => write!(to, "{}", Escaped(self.text)),
            Some(lang) => write!(
                to,
                "<span lang=\"{}\">{}</span>",
                Escaped(lang),
                Escaped(self.text)
            ),
        }
    }
}

impl HtmlSafe for Said<'_> {}

/// A link to another page of the site, or to a place on one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The address, as seen from the page.
    pub href: String,
    /// The words.
    pub said: Said<'a>,
}

impl Display for Link<'_> {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(to, "<a href=\"{}\">{}</a>", Escaped(&self.href), self.said)
    }
}

impl HtmlSafe for Link<'_> {}

/// Links one after another, with commas between.
pub struct Links<'a>(pub Vec<Link<'a>>);

impl Display for Links<'_> {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        for (at, link) in self.0.iter().enumerate() {
            write!(to, "{}{link}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl HtmlSafe for Links<'_> {}

/// A value as JSON that can stand in a `script` element, where only `</` and `<!--` mean something.
pub fn in_script(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
