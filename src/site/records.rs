//! The files at the permanent address of each record: the record as data, as linked data, and as something to cite.

use std::io;

use serde_json::{Value, json};

use crate::export::linked::{Document, addresses};
use crate::export::ndjson::Line;
use crate::export::{Exported, File};
use crate::model::{Record, SCHEMA_VERSION};
use crate::schema::{FOLDER, consumer};

use super::address::{INDEX, Place, permanent, way};
use super::neutral::{Choice, Neutral};
use super::page::Page;
use super::{Site, argdown, file};

/// The files of a record. `linked` is its part of the linked data.
pub fn files<'a>(
    site: &'a Site<'a>,
    exported: &'a Exported<'a>,
    linked: &Document<'_>,
) -> io::Result<Vec<File>> {
    let record = exported.record;
    let path = |what: &str| permanent(record.record_type(), record.id(), what);
    let Some(page) = page(site, record) else {
        return Ok(Vec::new());
    };
    let mut files = vec![neutral(&page, record)?];
    if site.is_past {
        return Ok(files);
    }
    files.push(file(path(".json"), data(site, exported)?));
    // What is for programs alone has no white space: the context is most of it.
    files.push(file(path(".jsonld"), serde_json::to_string(linked)? + "\n"));
    files.push(file(path("/cite.bib"), bibtex(&page, record)));
    let csl = serde_json::to_string_pretty(&json!([csl(&page, record)]))?;
    files.push(file(path("/cite.csl.json"), csl + "\n"));
    if let Some(decision) = record.decision() {
        let map = argdown::map(&page, record, decision);
        files.push(file(path("/map.argdown"), map));
    }
    Ok(files)
}

/// A record with what follows from it. Its `$schema` is that of the site, if it serves one.
fn data(site: &Site<'_>, exported: &Exported<'_>) -> io::Result<String> {
    let record = exported.record;
    let mut value = serde_json::to_value(Line::of(exported))?;
    let own = permanent(record.record_type(), record.id(), ".json");
    let schema = consumer::path(record.record_type());
    let schema = format!("{FOLDER}/{SCHEMA_VERSION}/{schema}");
    if let Value::Object(members) = &mut value {
        match site.serves(&schema) {
            true => members.insert("$schema".to_owned(), way(&own, &schema).into()),
            false => members.shift_remove("$schema"),
        };
    }
    Ok(format!("{value:#}\n"))
}

/// A page in the first language of the site, for the words of what has no language of its own.
fn page<'a>(site: &'a Site<'a>, record: &'a Record) -> Option<Page<'a>> {
    let edition = site.editions.first()?;
    let place = Place::Record(record.record_type(), record.id());
    let mut page = Page::new(site, edition, place, "", "");
    let title = page.said(site.title_of_record(record));
    page.title = title.text.to_owned();
    Some(page)
}

/// The page at the permanent address, which leads to that of the record in each language.
fn neutral(page: &Page<'_>, record: &Record) -> io::Result<File> {
    let (record_type, id) = (record.record_type(), record.id());
    let site = page.site;
    let path = permanent(record_type, id, &format!("/{INDEX}"));
    let title = site.title_of_record(record);
    let choices = site.editions.iter().map(|edition| {
        let place = Place::Record(record_type, id);
        let own = Page::new(site, edition, place, "", "");
        Choice {
            tag: &edition.tag,
            title: edition.words.permanent,
            text: edition.words.permanent_text,
            links: vec![(own.path().to_owned(), own.said(title).text.to_owned())],
        }
    });
    let kinds: &[(&'static str, &str)] = match (site.is_past, record) {
        (true, _) => &[],
        (false, Record::Decision(_)) => &FILES,
        (false, _) => &FILES[..4],
    };
    let files = kinds.iter().map(|(name, what)| {
        let file = permanent(record_type, id, what);
        (*name, file)
    });
    Neutral::new(site, &path, page.title.clone(), choices.collect())
        .with(files.collect())
        .file()
}

/// The files at a permanent address: their names, and the ends of their paths. The last is there for decisions only.
pub const FILES: [(&str, &str); 5] = [
    ("JSON", ".json"),
    ("JSON-LD", ".jsonld"),
    ("BibTeX", "/cite.bib"),
    ("CSL", "/cite.csl.json"),
    ("Argdown", "/map.argdown"),
];

/// The permanent address, if the site has one on the web.
fn address(site: &Site<'_>, record: &Record) -> Option<String> {
    let below = |base| {
        format!(
            "{}{}/{}",
            addresses(base),
            record.record_type(),
            record.id()
        )
    };
    site.base.map(below)
}

/// What is to be known of the state of a record that is cited.
fn state(page: &Page<'_>, record: &Record) -> String {
    let words = page.words;
    let day = page.site.export.moment.map(|moment| moment.at);
    let day = day.map_or(String::new(), |day| {
        format!(", {} {day}", words.as_of.to_lowercase())
    });
    let revision = record.state().revision.get();
    let id = record.id();
    format!("{} {id}, {} {revision}{day}", words.record, words.revision)
}

fn bibtex(page: &Page<'_>, record: &Record) -> String {
    let site = page.site;
    let mut fields = vec![
        ("title", format!("{{{}}}", tex(&page.title))),
        ("author", format!("{{{} contributors}}", tex(site.title))),
        ("howpublished", tex(site.title)),
        ("note", tex(&state(page, record))),
        ("langid", tex(&page.edition.tag)),
    ];
    if let Some(moment) = site.export.moment {
        fields.push(("year", moment.at.year().to_string()));
    }
    if let Some(address) = address(site, record) {
        fields.push(("url", address));
    }
    let fields: String = fields
        .iter()
        .map(|(name, value)| format!(",\n  {name} = {{{value}}}"))
        .collect();
    format!("@misc{{{}{fields}\n}}\n", record.id())
}

/// A text as TeX reads it.
fn tex(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => written.extend(['\\', letter]),
            _ => written.push(letter),
        }
    }
    written
}

fn csl(page: &Page<'_>, record: &Record) -> Value {
    let site = page.site;
    let mut item = json!({
        "id": record.id(),
        "type": "entry",
        "title": page.title,
        "author": [{ "literal": format!("{} contributors", site.title) }],
        "container-title": site.title,
        "version": record.state().revision,
        "language": page.edition.tag,
        "note": state(page, record),
    });
    if let Some(moment) = site.export.moment {
        let day = moment.at;
        item["issued"] = json!({ "date-parts": [[day.year(), day.month(), day.day()]] });
    }
    if let Some(address) = address(site, record) {
        item["URL"] = address.into();
    }
    item
}

#[cfg(test)]
mod tests {
    use super::tex;

    #[test]
    fn what_means_something_to_tex_is_text() {
        assert_eq!(
            tex("50% {a}_b & \\c"),
            "50\\% \\{a\\}\\_b \\& \\textbackslash{}c"
        );
    }
}
