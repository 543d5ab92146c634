//! How a record is cited, and the files beside its page.

use crate::export::Exported;
use crate::export::linked::addresses;
use crate::model::Record;

use super::address::permanent;
use super::markdown;
use super::markup::Said;
use super::page::Page;
use super::records::FILES;

/// How a record is cited.
pub struct Citation<'a> {
    pub sentence: String,
    /// The permanent address: whole if the site has one, else as seen from its top.
    pub address: String,
    pub id: &'a str,
    pub revision: String,
    pub reason: Option<Said<'a>>,
    pub digest: &'a str,
    /// The files beside the page: their names, and the ways to them.
    pub files: Vec<(&'static str, String)>,
}

/// How a record is cited on a page.
pub fn citation<'a>(page: &Page<'a>, exported: &'a Exported<'a>) -> Citation<'a> {
    let record = exported.record;
    let state = record.state();
    let (record_type, id) = (record.record_type(), record.id());
    let address = match page.site.base {
        Some(base) => format!("{}{record_type}/{id}", addresses(base)),
        None => permanent(record_type, id, ""),
    };
    let title = page.said(page.site.title_of_record(record)).text;
    let words = page.words;
    let day = page.as_of();
    let day = day.map_or(String::new(), |day| {
        format!(", {} {day}", words.as_of.to_lowercase())
    });
    let sentence = format!(
        "{}, “{title}”, {} {id}, {} {}{day}. {address}",
        page.site.title,
        words.record.to_lowercase(),
        words.revision,
        state.revision.get(),
    );
    let file = |what: &str| page.to(&permanent(record_type, id, what));
    let mut files = vec![("Markdown", markdown::NAME.to_owned())];
    if !page.site.is_past {
        let is_decision = matches!(record, Record::Decision(_));
        let own = FILES
            .iter()
            .filter(|(name, _)| is_decision || *name != "Argdown");
        files.extend(own.map(|(name, what)| (*name, file(what))));
    }
    Citation {
        sentence,
        address,
        id,
        revision: state.revision.get().to_string(),
        reason: state.reason.as_ref().map(|reason| page.said(reason)),
        digest: exported.derived.digest(),
        files,
    }
}
