//! The files at the top of the site: for robots, for language models, for those who serve it, and for those who check a copy of it.

use crate::dataset::sha256;
use crate::export::File;

use super::address::Place;
use super::page::Page;
use super::{Site, feed, file};

/// What the pages may load and do, as they say themselves, and what a page cannot say of itself.
const HEADERS: &str = "\
/*
  Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
/id/*.json
  Access-Control-Allow-Origin: *
/id/*.jsonld
  Content-Type: application/ld+json
  Access-Control-Allow-Origin: *
/id/*.bib
  Content-Type: application/x-bibtex; charset=utf-8
/id/*.csl.json
  Content-Type: application/vnd.citationstyles.csl+json
/id/*.argdown
  Content-Type: text/plain; charset=utf-8
/schema/*
  Access-Control-Allow-Origin: *
/*.atom
  Content-Type: application/atom+xml
/*.md
  Content-Type: text/markdown; charset=utf-8
";

/// The number of records that `llms.txt` names: more would be no overview.
const NAMED: usize = 200;

/// The files for programs that come by.
pub fn files(site: &Site<'_>) -> Vec<File> {
    vec![
        file("robots.txt", robots(site)),
        file("llms.txt", llms(site)),
        file("_headers", HEADERS),
    ]
}

fn robots(site: &Site<'_>) -> String {
    let map = site.base.map_or(String::new(), |base| {
        format!("\nSitemap: {base}sitemap.xml\n")
    });
    format!("User-agent: *\nAllow: /\n{map}")
}

/// What the site is for language models, in the form of llmstxt.org.
fn llms(site: &Site<'_>) -> String {
    let line = super::markdown::text;
    let description = crate::export::description::facts(site.export).description;
    let mut text = format!("# {}\n\n> {}\n", line(site.title), line(&description));
    text += "\nEach page has the same as Markdown beside it, `index.md`, and each record as JSON and JSON-LD below `id/`.\n";
    let Some(edition) = site.editions.first() else {
        return text;
    };
    let named = |record_type: &str| -> Vec<(String, String)> {
        let records = site.export.records.iter().map(|one| one.record);
        let own = records.filter(|one| one.record_type() == record_type && one.state().counts());
        let links = own.take(NAMED).map(|record| {
            let place = Place::Record(record_type, record.id());
            let page = Page::new(site, edition, place, "", "");
            let path = super::markdown::path(&page);
            let path = format!("{}{path}", site.base.unwrap_or_default());
            let title = page.said(site.title_of_record(record)).text.to_owned();
            (path, title)
        });
        links.collect()
    };
    let words = edition.words;
    for (title, record_type) in [
        (words.decisions, "decision"),
        (words.dossiers, "proposal"),
        ("Optional", "source"),
    ] {
        let links = named(record_type);
        if links.is_empty() {
            continue;
        }
        text += &format!("\n## {title}\n\n");
        for (path, title) in links {
            text += &format!("- [{}]({path})\n", line(&title));
        }
    }
    if site.base.is_some() && !site.is_past {
        text += &format!("\n## {}\n\n- [Atom]({})\n", words.newest, feed::PATH);
    }
    text
}

/// The hashes of all files, as `sha256sum --check` reads them.
pub fn sums(files: &[File]) -> File {
    let lines = files
        .iter()
        .map(|file| format!("{}  {}\n", sha256(&file.bytes), file.path));
    file("SHA256SUMS", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::HEADERS;

    #[test]
    fn the_headers_say_what_the_pages_say() {
        let mut parts = include_str!("head.html").split("Content-Security-Policy\" content=\"");
        let policy = parts.nth(1).and_then(|rest| rest.split('"').next());
        let policy = policy.expect("a page has a policy");
        assert!(HEADERS.contains(&format!("{policy}; frame-ancestors")));
    }
}
