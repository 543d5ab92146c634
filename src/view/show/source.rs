//! A source as a page: what it is, who answers for it, what it refers to, and which records rest on it.

use std::io;

use super::{Page, commitments};
use crate::derive::address_by_number;
use crate::model::Source;

pub fn write(page: &mut Page<'_>, source: &Source) -> io::Result<()> {
    let words = page.words;
    let line = format!("{}  {}", page.id(&source.id), page.code(&source.form));
    page.title(&line, &source.title)?;
    for author in &source.authors {
        let office = author.office.as_ref().map_or(String::new(), |office| {
            format!(", {} {}", words.acting_as, page.actor(office))
        });
        let signed = match author.signed {
            Some(true) => format!(", {}", words.signed),
            Some(false) => format!(", {}", words.also_for),
            None => String::new(),
        };
        page.field(
            words.author,
            &format!("{}{office}{signed}", page.actor(&author.actor)),
        )?;
    }
    if let Some(addressee) = &source.addressee {
        page.field(words.addressee, &page.actor(addressee))?;
    }
    page.field(words.date, source.date.as_str())?;
    if let Some(published) = &source.published {
        page.field(words.published_on, published.as_str())?;
    }
    page.field(words.availability, &page.code(&source.availability))?;
    if let Some(language) = &source.language {
        page.field(words.language_label, language.as_str())?;
    }
    match (&source.url, address_by_number(&source.identifiers)) {
        (Some(url), _) => page.field(words.address, url.as_str())?,
        (None, Some(address)) => {
            page.field(words.address, &format!("{address} ({})", words.by_number))?
        }
        (None, None) => page.field(words.address, words.no_address)?,
    }
    for identifier in &source.identifiers {
        page.identifier(identifier)?;
    }
    for copy in &source.archived {
        page.field(words.archived, &format!("{} ({})", copy.url, copy.at))?;
    }
    if let Some(original) = &source.original {
        let retrieved = original.retrieved.as_ref();
        let retrieved = retrieved.map_or(String::new(), |date| format!(", {} {date}", words.of));
        let line = format!(
            "{}, {}{retrieved}, SHA-256 {}",
            original.media_type,
            (words.bytes)(original.bytes.get()),
            original.sha256
        );
        page.field(words.original, &line)?;
    }
    if let Some(text) = &source.text {
        let mut line = format!("{}, SHA-256 {}", text.path, text.sha256);
        if let Some(part) = text.part {
            line += &format!(", {}", page.code(&part));
        }
        if let Some(method) = &text.method {
            line += &format!(", {} {method}", words.taken_by);
        }
        match text.reviewed {
            Some(true) => line += &format!(", {}", words.compared),
            Some(false) => line += &format!(", {}", words.not_compared),
            None => {}
        }
        page.field(words.text, &line)?;
    }
    if !source.evidence.is_empty() {
        page.heading(words.shown_by)?;
        page.evidence("", &source.evidence, 2)?;
    }
    if !source.cites.is_empty() {
        page.heading(words.refers_to)?;
        for (at, citation) in source.cites.iter().enumerate() {
            let title = page
                .dataset()
                .source(&citation.source)
                .map_or("", |source| page.text(&source.title));
            let source = page.source(&citation.source);
            page.paragraph(&format!("{source}: {title}"), 2)?;
            page.evidence(&format!("/cites/{at}"), &citation.evidence, 6)?;
        }
    }
    commitments::all(page, &source.commitments)?;
    page.ending()
}
