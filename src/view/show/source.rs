//! A source as a page: what it is, who answers for it, what it refers to, and which records rest on it.

use std::io;

use super::{Page, commitments};
use crate::counted::count;
use crate::derive::address_by_number;
use crate::model::Source;
use crate::view::words;

pub fn write(page: &mut Page<'_>, source: &Source) -> io::Result<()> {
    page.title(
        &format!("{}  {}", source.id, words(&source.form)),
        &source.title,
    )?;
    for author in &source.authors {
        let office = author.office.as_ref().map_or(String::new(), |office| {
            format!(", as {}", page.actor(office))
        });
        let signed = match author.signed {
            Some(true) => ", signed",
            Some(false) => ", and on whose behalf it was also sent",
            None => "",
        };
        page.field(
            "author",
            &format!("{}{office}{signed}", page.actor(&author.actor)),
        )?;
    }
    if let Some(addressee) = &source.addressee {
        page.field("to", &page.actor(addressee))?;
    }
    page.field("date", source.date.as_str())?;
    if let Some(published) = &source.published {
        page.field("published", published.as_str())?;
    }
    page.field("availability", &words(&source.availability))?;
    if let Some(language) = &source.language {
        page.field("language", language.as_str())?;
    }
    match (&source.url, address_by_number(&source.identifiers)) {
        (Some(url), _) => page.field("address", url.as_str())?,
        (None, Some(address)) => {
            page.field("address", &format!("{address} (address by its number)"))?
        }
        (None, None) => page.field("address", "none known")?,
    }
    for identifier in &source.identifiers {
        page.field(
            "identifier",
            &format!("{}: {}", words(&identifier.scheme), identifier.value),
        )?;
    }
    for copy in &source.archived {
        page.field("archived", &format!("{} ({})", copy.url, copy.at))?;
    }
    if let Some(original) = &source.original {
        let retrieved = original.retrieved.as_ref();
        let retrieved = retrieved.map_or(String::new(), |date| format!(", of {date}"));
        let line = format!(
            "{}, {}{retrieved}, SHA-256 {}",
            original.media_type,
            count(original.bytes.get(), "byte"),
            original.sha256
        );
        page.field("original", &line)?;
    }
    if let Some(text) = &source.text {
        let mut line = format!("{}, SHA-256 {}", text.path, text.sha256);
        if let Some(part) = text.part {
            line += &format!(", {}", words(&part));
        }
        if let Some(method) = &text.method {
            line += &format!(", taken by {method}");
        }
        match text.reviewed {
            Some(true) => line += ", compared with the original",
            Some(false) => line += ", not compared with the original",
            None => {}
        }
        page.field("text", &line)?;
    }
    if !source.evidence.is_empty() {
        page.heading("What shows this")?;
        page.evidence("", &source.evidence, 2)?;
    }
    if !source.cites.is_empty() {
        page.heading("Refers to")?;
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
