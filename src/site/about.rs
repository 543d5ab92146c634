//! The page that says how the dataset is made, what can be relied on, and how to report an error.

use askama::Template;

use crate::export::File;
use crate::model::SCHEMA_VERSION;

use super::address::{Place, Section};
use super::page::Page;
use super::{Edition, Site, rendered};

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage<'a> {
    page: Page<'a>,
    facts: Vec<(&'static str, String)>,
}

/// The page about the dataset.
pub fn page<'a>(site: &'a Site<'a>, edition: &'a Edition) -> std::io::Result<File> {
    let words = edition.words;
    let place = Place::List(Section::About, 0);
    let page = Page::new(site, edition, place, words.about, words.front_lead);
    let facts = [
        page.as_of().map(|day| (words.as_of, day)),
        Some((words.digest, site.export.digest().to_string())),
        Some((words.version_of_model, SCHEMA_VERSION.to_owned())),
        site.license()
            .map(|license| (words.license, license.to_owned())),
    ];
    let template = AboutPage {
        facts: facts.into_iter().flatten().collect(),
        page,
    };
    rendered(&template.page, &template)
}
