//! A static site of a dataset: pages that people read without a terminal, and files beside them that programs read. It opens from a folder
//! as well as from a server, asks nothing of any other host, and needs a script for the search alone.
//!
//! A page is one file here, with its template beside it; what all pages share is [`page`], the layout in `layout.html`, and the words in
//! [`words`]. Nothing is decided here: what follows from records is computed by `derive`, and what stands in letters by `passage`.

mod about;
mod actor;
mod address;
mod argdown;
mod arguments;
mod backlinks;
mod cite;
mod claim;
mod commitments;
mod date;
mod decision;
mod discrepancy;
mod dossier;
mod feed;
mod front;
mod letter;
mod list;
mod map;
mod markdown;
mod markup;
mod neutral;
mod page;
mod parts;
mod passages;
mod records;
mod reference;
mod schema_org;
mod search;
mod source;
mod statement;
mod timeline;
mod top;
mod unknown;
mod window;
mod words;

use std::collections::HashMap;
use std::io;

use rayon::prelude::*;

use crate::dataset::Dataset;
use crate::derive::Quote;
use crate::export::derived::DecisionDerived;
use crate::export::linked::Document;
use crate::export::{Export, Exported, File, description};
use crate::model::{Decision, DecisionId, Language, LocalizedText, RECORD_TYPES, Record};

use backlinks::{Backlinks, backlinks};
use page::Page;
use passages::{Passages, passages};
use words::{Words, words};

/// What is asked of a site.
pub struct Options {
    /// The languages of its pages: those of the dataset, if none is given.
    pub languages: Vec<Language>,
    /// The titles of decisions whose own title states what had not happened yet, on the day that is looked at.
    pub titles: HashMap<DecisionId, LocalizedText>,
    /// True if that day is not the one of the newest event: then there are no data beside the pages, as the records say more.
    pub is_past: bool,
    /// Files that are served as they are, by their paths in the site: the schemas, at the addresses by which they name themselves.
    pub served: Vec<File>,
}

/// The site in one language.
struct Edition {
    /// The language, as a BCP 47 tag.
    tag: String,
    /// The words of the site in it.
    words: &'static Words,
}

/// A site: the dataset, and what its pages ask of it.
struct Site<'a> {
    export: &'a Export<'a>,
    dataset: &'a Dataset,
    /// The name of the dataset.
    title: &'a str,
    /// The address that it is served at.
    base: Option<&'a str>,
    editions: Vec<Edition>,
    titles: &'a HashMap<DecisionId, LocalizedText>,
    served: &'a [File],
    passages: Passages<'a>,
    /// The pages of the passages that do not begin on the first one of their letter, by their names.
    later: HashMap<String, usize>,
    backlinks: Backlinks<'a>,
    /// True if it shows another day than that of the newest event.
    is_past: bool,
    decisions: HashMap<&'a str, (&'a Decision, &'a DecisionDerived<'a>)>,
    records: HashMap<(&'static str, &'a str), &'a Exported<'a>>,
}

impl<'a> Site<'a> {
    fn new(export: &'a Export<'a>, quotes: &'a [Quote<'a>], options: &'a Options) -> Site<'a> {
        let own = &export.dataset.config.languages;
        let languages = match (options.languages.is_empty(), own.is_empty()) {
            (false, _) => &options.languages,
            (true, false) => own,
            (true, true) => &export.languages,
        };
        let editions = languages.iter().map(|language| Edition {
            tag: language.as_str().to_owned(),
            words: words(language.as_str()),
        });
        let records = export.records.iter();
        let passages = passages(quotes);
        Site {
            export,
            dataset: export.dataset,
            title: description::title(export),
            base: export.base.as_deref(),
            editions: editions.collect(),
            titles: &options.titles,
            served: &options.served,
            later: later(&passages),
            passages,
            backlinks: backlinks(&export.records),
            is_past: options.is_past,
            decisions: export
                .decisions()
                .map(|(one, own)| (one.id.as_str(), (one, own)))
                .collect(),
            records: records
                .map(|one| ((one.record.record_type(), one.record.id()), one))
                .collect(),
        }
    }

    /// True if a file is served as it is.
    fn serves(&self, path: &str) -> bool {
        self.served.iter().any(|one| one.path == path)
    }

    /// The title of a decision, on the day that is looked at.
    fn title_of(&self, decision: &'a Decision) -> &'a LocalizedText {
        self.titles.get(&decision.id).unwrap_or(&decision.title)
    }

    /// The title or the name of a record.
    fn title_of_record(&self, record: &'a Record) -> &'a LocalizedText {
        match record {
            Record::Decision(decision) => self.title_of(decision),
            other => other.title(),
        }
    }

    /// The license of the dataset, as SPDX names it.
    fn license(&self) -> Option<&str> {
        self.dataset.config.license.as_deref()
    }

    /// A record.
    fn record(&self, record_type: &str, id: &str) -> Option<&'a Record> {
        let record_type = RECORD_TYPES.into_iter().find(|one| *one == record_type)?;
        self.records.get(&(record_type, id)).map(|one| one.record)
    }

    /// The record that a reference to one of its parts names: a decision, a proposal or a source.
    fn record_of(&self, id: &str) -> Option<&'a Record> {
        let mut types = RECORD_TYPES.into_iter();
        types.find_map(|one| self.record(one, id))
    }
}

/// The pages of the passages that do not begin on the first one of their letter.
fn later(passages: &Passages<'_>) -> HashMap<String, usize> {
    let all = passages.values().flatten().filter(|one| one.page > 0);
    all.map(|one| (one.name.clone(), one.page)).collect()
}

/// Every file of the site of a dataset. `quotes` are all its quotes, and where they stand.
///
/// # Errors
/// If a page cannot be made.
pub fn files(
    export: &Export<'_>,
    quotes: &[Quote<'_>],
    options: &Options,
) -> io::Result<Vec<File>> {
    let site = Site::new(export, quotes, options);
    let pages = site
        .editions
        .par_iter()
        .map(|edition| pages(&site, edition));
    let pages: Vec<Vec<File>> = pages.collect::<io::Result<_>>()?;
    let mut files: Vec<_> = pages.into_iter().flatten().collect();
    files.extend(data(&site)?);
    files.extend([neutral::front(&site)?, neutral::not_found(&site)?]);
    files.extend(top::files(&site));
    files.extend(options.served.iter().cloned());
    files.push(file("style.css", include_str!("site/style.css")));
    files.push(file("site.js", include_str!("site/site.js")));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    if let Some(base) = site.base {
        files.push(feed::sitemap(base, &files)?);
        files.sort_by(|one, other| one.path.cmp(&other.path));
    }
    files.push(top::sums(&files));
    Ok(files)
}

/// The files for programs: those of each record, and the feeds.
fn data(site: &Site<'_>) -> io::Result<Vec<File>> {
    let linked = Document::each(site.export, "../");
    let records = site.export.records.par_iter().zip(&linked);
    let files = records.map(|(one, linked)| records::files(site, one, linked));
    let files: Vec<Vec<File>> = files.collect::<io::Result<_>>()?;
    let mut files: Vec<_> = files.into_iter().flatten().collect();
    if !site.is_past {
        files.extend(feed::files(site)?);
    }
    Ok(files)
}

/// The pages of the site in one language.
fn pages(site: &Site<'_>, edition: &Edition) -> io::Result<Vec<File>> {
    let records = site.export.records.par_iter();
    let of_records = records.flat_map_iter(|one| {
        let of_decision = decision::page(site, edition, one).map(|page| vec![page]);
        let pages = of_decision
            .or_else(|| source::pages(site, edition, one))
            .or_else(|| actor::pages(site, edition, one))
            .or_else(|| dossier::pages(site, edition, one));
        pages.unwrap_or_default()
    });
    let mut made: Vec<_> = of_records.collect();
    made.extend(list::pages(site, edition));
    made.extend(commitments::pages(site, edition));
    let records = site.export.records.par_iter();
    made.par_extend(records.map(|one| Ok(markdown::page(site, edition, one))));
    made.extend(search::files(site, edition)?.into_iter().map(Ok));
    made.push(front::page(site, edition));
    made.extend(unknown::pages(site, edition));
    made.push(about::page(site, edition));
    made.into_iter().collect()
}

/// A file with a text.
fn file(path: impl Into<String>, text: impl Into<String>) -> File {
    File {
        path: path.into(),
        bytes: text.into().into_bytes(),
    }
}

/// A page from its template.
fn rendered(page: &Page<'_>, template: &impl askama::Template) -> io::Result<File> {
    let text = template.render().map_err(io::Error::other)?;
    Ok(file(page.path(), text))
}
