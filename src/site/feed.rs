//! Atom feeds: what became public of the dataset, and of each dossier. An entry is an event of the world or a new revision of a record, and
//! its day is the one on which it was public: nothing here asks a clock.

use std::io;

use jiff::civil;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event as Xml};
use quick_xml::writer::Writer;

use crate::derive::time::known_by;
use crate::export::File;
use crate::export::linked::addresses;
use crate::model::{Decision, Evidence, Record};

use super::Site;
use super::address::Place;
use super::page::Page;

/// The number of entries of a feed.
const ENTRIES: usize = 50;

/// Something that became public.
struct Entry<'a> {
    /// The day on which it did.
    day: civil::Date,
    /// Its name in linked data.
    id: String,
    title: String,
    text: String,
    record: &'a Record,
    /// The name of its place on the page of the record.
    part: String,
    /// The proposal that it is about.
    proposal: Option<&'a str>,
}

/// The path of the feed of the whole dataset.
pub const PATH: &str = "feed.atom";

/// The path of the feed of a dossier.
pub fn path(proposal: &str) -> String {
    format!("dossiers/{proposal}/{PATH}")
}

/// The feeds of a site; none if it has no address, as a feed needs whole ones.
pub fn files(site: &Site<'_>) -> io::Result<Vec<File>> {
    let (Some(base), Some(edition)) = (site.base, site.editions.first()) else {
        return Ok(Vec::new());
    };
    let page = Page::new(site, edition, Place::Front, site.title, "");
    let mut entries: Vec<_> = site
        .export
        .records
        .iter()
        .filter(|one| one.record.state().counts())
        .flat_map(|one| of_record(&page, base, one.record))
        .collect();
    entries.sort_by(|one, other| (other.day, &one.id).cmp(&(one.day, &other.id)));
    let mut files = vec![written(&page, base, PATH, site.title, entries.iter())?];
    for (proposal, _) in site.export.proposals() {
        let id = proposal.id.as_str();
        let own = entries.iter().filter(|entry| entry.proposal == Some(id));
        let title = page.said(&proposal.title).text;
        files.push(written(&page, base, &path(id), title, own)?);
    }
    Ok(files)
}

fn of_record<'a>(page: &Page<'a>, base: &str, record: &'a Record) -> Vec<Entry<'a>> {
    let name = format!(
        "{}{}/{}",
        addresses(base),
        record.record_type(),
        record.id()
    );
    let title = page.said(page.site.title_of_record(record)).text;
    let mut entries = Vec::new();
    let decision = record.decision();
    let proposal = match record {
        Record::Proposal(proposal) => Some(proposal.id.as_str()),
        _ => decision.and_then(|one| Some(one.proposal.as_ref()?.id.as_str())),
    };
    let mut add = |part: &str, day: Option<civil::Date>, what: String, text: String| {
        entries.extend(day.map(|day| Entry {
            day,
            id: format!("{name}#{part}"),
            title: format!("{title}: {what}"),
            text,
            record,
            part: part.to_owned(),
            proposal,
        }));
    };
    let known = |evidence: &[Evidence]| known_by(page.site.dataset, evidence);
    for event in decision.into_iter().flat_map(|one| &one.events) {
        let kind = page.code("event_type", &event.r#type);
        let text = format!(
            "{}: {kind}. {}",
            page.date(&event.date),
            chosen(page, decision)
        );
        add(event.id.as_str(), known(&event.evidence), kind, text);
    }
    for one in record.commitments() {
        for event in &one.events {
            let kind = page.code("commitment_event_type", &event.r#type);
            let text = format!("{}: {}", page.date(&event.date), page.said(&one.text).text);
            add(event.id.as_str(), known(&event.evidence), kind, text);
        }
    }
    // When a record was changed it does not say. It was not before the newest of its sources.
    let state = record.state();
    if let Some(reason) = &state.reason {
        let day = newest(page, record);
        let what = format!("{} {}", page.words.revision, state.revision.get());
        let part = format!("revision-{}", state.revision.get());
        add(&part, day, what, page.said(reason).text.to_owned());
    }
    entries
}

fn chosen(page: &Page<'_>, decision: Option<&Decision>) -> String {
    let option = decision.and_then(Decision::chosen);
    option.map_or(String::new(), |option| {
        page.said(&option.label).text.to_owned()
    })
}

/// The day by which all that a record rests on was public.
fn newest(page: &Page<'_>, record: &Record) -> Option<civil::Date> {
    let dataset = page.site.dataset;
    let document = dataset.document(record.record_type(), record.id())?;
    let sources = document.pieces_of_evidence();
    let sources = sources.filter_map(|(source, _)| dataset.source_of(source));
    let own = record.source().into_iter();
    sources
        .chain(own)
        .filter_map(crate::model::Source::public_by)
        .max()
}

/// A feed with the newest of some entries, which come in that order.
fn written<'a>(
    page: &Page<'_>,
    base: &str,
    path: &str,
    title: &str,
    entries: impl Iterator<Item = &'a Entry<'a>>,
) -> io::Result<File> {
    let entries: Vec<_> = entries.take(ENTRIES).collect();
    let mut xml = Feed(Writer::new_with_indent(Vec::new(), b' ', 1));
    xml.0
        .write_event(Xml::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let feed = BytesStart::new("feed").with_attributes([
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", page.edition.tag.as_str()),
    ]);
    xml.0.write_event(Xml::Start(feed))?;
    let address = format!("{base}{path}");
    xml.text("id", &address)?;
    xml.text("title", title)?;
    // A feed in which nothing became public is as old as can be.
    let newest = entries.first().map(|entry| entry.day);
    xml.text("updated", &time(newest.unwrap_or(civil::date(1970, 1, 1))))?;
    xml.link("self", "application/atom+xml", None, &address)?;
    xml.start("author")?;
    xml.text("name", page.site.title)?;
    xml.end("author")?;
    for entry in entries {
        xml.start("entry")?;
        xml.text("id", &entry.id)?;
        xml.text("title", &entry.title)?;
        xml.text("updated", &time(entry.day))?;
        for edition in &page.site.editions {
            let place = Place::Record(entry.record.record_type(), entry.record.id());
            let path = place.path(&edition.tag, edition.words);
            let part = match entry.part.starts_with("revision-") {
                true => String::new(),
                false => format!("#{}", entry.part),
            };
            xml.link(
                "alternate",
                "text/html",
                Some(&edition.tag),
                &format!("{base}{path}{part}"),
            )?;
        }
        xml.text("summary", &entry.text)?;
        xml.end("entry")?;
    }
    xml.end("feed")?;
    let mut bytes = xml.0.into_inner();
    bytes.push(b'\n');
    Ok(File {
        path: path.to_owned(),
        bytes,
    })
}

/// The first moment of a day.
fn time(day: civil::Date) -> String {
    format!("{day}T00:00:00Z")
}

/// What is written of a feed.
struct Feed(Writer<Vec<u8>>);

impl Feed {
    fn start(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Xml::Start(BytesStart::new(name)))
    }

    fn end(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Xml::End(BytesEnd::new(name)))
    }

    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        // What XML 1.0 cannot hold at all.
        let text: String = text
            .chars()
            .filter(|letter| is_character(*letter))
            .collect();
        let element = self.0.create_element(name);
        element
            .write_text_content(BytesText::new(&text))
            .map(|_| ())
    }

    fn link(&mut self, rel: &str, media: &str, tag: Option<&str>, href: &str) -> io::Result<()> {
        let own = [("rel", rel), ("type", media), ("href", href)];
        let tag = tag.map(|tag| ("hreflang", tag));
        let link = BytesStart::new("link").with_attributes(own.into_iter().chain(tag));
        self.0.write_event(Xml::Empty(link))
    }
}

fn is_character(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')
        || letter == '\n'
        || letter == '\t'
}

/// The map of a site for search engines.
pub fn sitemap(base: &str, files: &[File]) -> io::Result<File> {
    let mut xml = Feed(Writer::new_with_indent(Vec::new(), b' ', 1));
    xml.0
        .write_event(Xml::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let name = "http://www.sitemaps.org/schemas/sitemap/0.9";
    let set = BytesStart::new("urlset").with_attributes([("xmlns", name)]);
    xml.0.write_event(Xml::Start(set))?;
    let is_page = |file: &&File| {
        let is_of_a_language = !file.path.starts_with("id/") && file.path != "404.html";
        is_of_a_language && file.path.ends_with(".html")
    };
    for page in files.iter().filter(is_page) {
        xml.start("url")?;
        xml.text("loc", &format!("{base}{}", page.path))?;
        xml.end("url")?;
    }
    xml.end("urlset")?;
    let mut bytes = xml.0.into_inner();
    bytes.push(b'\n');
    Ok(File {
        path: "sitemap.xml".to_owned(),
        bytes,
    })
}
