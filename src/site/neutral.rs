//! Pages that have no language of their own: the top of the site, the page for what is not there, and the permanent addresses.

use std::io;

use askama::Template;

use crate::export::File;

use super::address::{INDEX, Place};
use super::{Site, file};

/// What such a page says in one language.
pub struct Choice<'a> {
    /// The language.
    pub tag: &'a str,
    pub title: &'a str,
    pub text: &'a str,
    /// The pages that it leads to, as paths from the top, and their titles.
    pub links: Vec<(String, String)>,
}

/// A page without a language.
#[derive(Template)]
#[template(path = "permanent.html")]
pub struct Neutral<'a> {
    path: &'a str,
    /// The way to the top.
    top: String,
    tag: &'a str,
    title: String,
    name: &'a str,
    choices: Vec<Choice<'a>>,
    /// The files that it leads to: their names, and their paths.
    files: Vec<(&'static str, String)>,
}

impl<'a> Neutral<'a> {
    pub fn new(
        site: &'a Site<'a>,
        path: &'a str,
        title: String,
        choices: Vec<Choice<'a>>,
    ) -> Neutral<'a> {
        Neutral {
            path,
            top: "../".repeat(path.matches('/').count()),
            tag: choices.first().map_or("en", |choice| choice.tag),
            title,
            name: site.title,
            choices,
            files: Vec::new(),
        }
    }

    /// The same page with files that it leads to.
    pub fn with(self, files: Vec<(&'static str, String)>) -> Neutral<'a> {
        Neutral { files, ..self }
    }

    /// The file of the page.
    pub fn file(&self) -> io::Result<File> {
        let text = self.render().map_err(io::Error::other)?;
        Ok(file(self.path, text))
    }
}

/// The top of the site: it leads to each language, and guesses none.
pub fn front(site: &Site<'_>) -> io::Result<File> {
    let choices = fronts(site, |words| (words.about, words.front_lead));
    Neutral::new(site, INDEX, site.title.to_owned(), choices).file()
}

/// The page for what is not there. It is shown at any address, so that only whole ones lead somewhere from it.
pub fn not_found(site: &Site<'_>) -> io::Result<File> {
    let choices = fronts(site, |words| (words.not_found, words.not_found_text));
    let mut page = Neutral::new(site, "404.html", site.title.to_owned(), choices);
    page.top = site.base.unwrap_or_default().to_owned();
    page.file()
}

type Said = (&'static str, &'static str);

fn fronts<'a>(site: &'a Site<'a>, said: fn(&super::words::Words) -> Said) -> Vec<Choice<'a>> {
    let editions = site.editions.iter();
    editions
        .map(|edition| {
            let front = Place::Front.path(&edition.tag, edition.words);
            let (title, text) = said(edition.words);
            Choice {
                tag: &edition.tag,
                title,
                text,
                links: vec![(front, site.title.to_owned())],
            }
        })
        .collect()
}
