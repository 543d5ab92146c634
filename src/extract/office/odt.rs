//! `odt/0`: the text of a document of OpenDocument.

use super::flow::without_controls;
use super::xml::{Ns, Piece, Xml, decode};
use super::zip::Parts;
use super::{Extracted, Refused, Suggestions};
use crate::extract::finish::refuse_changes;

mod lists;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use walk::Walk;

/// Reads a document.
///
/// # Errors
///
/// It is no text of OpenDocument, it is damaged, it has changes that are tracked, or it is larger than what is read.
pub fn read(bytes: &[u8]) -> Result<Extracted, Refused> {
    let mut parts = Parts::open(bytes)?;
    let media_type = parts.read("mimetype")?;
    let is_text = media_type
        .is_none_or(|bytes| bytes.starts_with(b"application/vnd.oasis.opendocument.text"));
    if !is_text || !parts.has("content.xml") {
        return Err(parts.other_than(WANTED));
    }
    if is_encrypted(&mut parts)? {
        let message = "it is protected by a password".to_owned();
        let hint = "open it with its password, and save it without one".to_owned();
        return Err(Refused { message, hint });
    }
    let mut walk = Walk::default();
    for name in ["styles.xml", "content.xml"] {
        if let Some(text) = text_of(&mut parts, name)? {
            walk.file(&mut Xml::new(name, &text))?;
        }
    }
    if !walk.has_text {
        return Err(parts.other_than(WANTED));
    }
    refuse_changes(walk.changes)?;
    let mut flow = walk.flow;
    for (what, words) in &walk.margins {
        flow.leave_out(what, words)?;
    }
    let mut suggestions = match text_of(&mut parts, "meta.xml")? {
        Some(text) => meta(&mut Xml::new("meta.xml", &text))?,
        None => Suggestions::default(),
    };
    suggestions.language = suggestions.language.or(walk.styles.language);
    flow.finish(suggestions)
}

const WANTED: &str = "a text of OpenDocument (ODT)";

fn text_of(parts: &mut Parts<'_>, name: &str) -> Result<Option<String>, Refused> {
    let bytes = parts.read(name)?;
    bytes.map(|bytes| decode(name, bytes)).transpose()
}

/// True if the list of the files says that one of them is encrypted.
fn is_encrypted(parts: &mut Parts<'_>) -> Result<bool, Refused> {
    let name = "META-INF/manifest.xml";
    let Some(text) = text_of(parts, name)? else {
        return Ok(false);
    };
    let mut xml = Xml::new(name, &text);
    loop {
        match xml.next()? {
            Piece::Start(start)
                if start.ns == Ns::Manifest && start.name() == "encryption-data" =>
            {
                return Ok(true);
            }
            Piece::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// What the document says of itself. Who wrote it first counts, and not who saved it last.
fn meta(xml: &mut Xml<'_>) -> Result<Suggestions, Refused> {
    let mut suggestions = Suggestions::default();
    let (mut last_author, mut last_date) = (None, None);
    loop {
        let start = match xml.next()? {
            Piece::Start(start) if matches!(start.ns, Ns::Dc | Ns::Meta) => start,
            Piece::Eof => break,
            _ => continue,
        };
        let words = without_controls(&xml.words()?);
        let words = words.trim();
        let value = (!words.is_empty()).then(|| words.to_owned());
        match (start.ns, start.name()) {
            (Ns::Dc, "title") => suggestions.title = value,
            (Ns::Dc, "language") => suggestions.language = value,
            (Ns::Meta, "initial-creator") => suggestions.authors = value.into_iter().collect(),
            (Ns::Dc, "creator") => last_author = value,
            (Ns::Meta, "creation-date") => suggestions.date = value,
            (Ns::Dc, "date") => last_date = value,
            _ => {}
        }
    }
    if suggestions.authors.is_empty() {
        suggestions.authors.extend(last_author);
    }
    suggestions.date = suggestions.date.or(last_date);
    Ok(suggestions)
}
