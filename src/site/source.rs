//! The page of a source: its text with what rests on each passage, or, where its text is not here, the claims that name a place in it.

use askama::Template;

use crate::export::derived::{CoverageCounts, OwnDerived, SourceDerived};
use crate::export::{Exported, File};
use crate::model::{Availability, Source};

use super::address::Place;
use super::cite::{Citation, citation};
use super::claim::ClaimView;
use super::letter::{Paragraph, paragraphs};
use super::markup::{Escaped, Link, in_script};
use super::page::{Page, Proof};
use super::parts::{CommitmentView, Fact, escaped};
use super::passages::pages_of;
use super::{Edition, Site, rendered, schema_org, window};

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage<'a> {
    page: Page<'a>,
    linked: String,
    kind: String,
    is_withdrawn: bool,
    facts: Vec<Fact>,
    coverage: Option<CoverageCounts>,
    language: Option<&'a str>,
    has_text: bool,
    paragraphs: Vec<Paragraph<'a>>,
    /// The passages on later pages, each by a number, its name and the way to it: the address of a passage leads on from the first page.
    later: Vec<(usize, &'a str, String)>,
    /// The claims that rest on a place in it, with that place.
    claims: Vec<(ClaimView<'a>, &'a str)>,
    /// The sources that it refers to: the name of the place, the source, and what shows it.
    cites: Vec<(String, Link<'a>, Vec<Proof<'a>>)>,
    cited_by: Vec<Link<'a>>,
    commitments: Vec<CommitmentView<'a>>,
    proofs: Vec<Proof<'a>>,
    citation: Citation<'a>,
}

/// The number of claims that one page shows, and of sources that refer to it.
const CLAIMS: usize = 100;

/// The number of passages on later pages that the first page of a letter leads to.
const LATER: usize = 600;

/// The pages of a source; nothing if the record is none.
pub fn pages<'a>(
    site: &'a Site<'a>,
    edition: &'a Edition,
    exported: &'a Exported<'a>,
) -> Option<Vec<std::io::Result<File>>> {
    let OwnDerived::Source(derived) = &exported.derived.own else {
        return None;
    };
    let crate::model::Record::Source(source) = exported.record else {
        return None;
    };
    let id = source.id.as_str();
    let lengths = site
        .backlinks
        .sources
        .get(id)
        .map_or((0, 0), |one| (one.by_place.len(), one.cited_by.len()));
    let text = site.dataset.text(source).map_or(1, pages_of);
    let parts = window::parts(&[(lengths.0, CLAIMS), (lengths.1, CLAIMS), (text, 1)]);
    let pages = window::pages(parts, |part| {
        let place = Place::Record("source", id).at(part);
        let mut page = Page::new(site, edition, place, "", "");
        page.parts = parts;
        page.title = page.said(&source.title).text.to_owned();
        let authors = source.authors.iter().map(|one| page.actor_name(&one.actor));
        let authors = authors.collect::<Vec<_>>().join(", ");
        let kind = page.code("source_form", &source.form);
        page.about = format!("{kind} · {authors} · {}", page.date(&source.date));
        let template = made(page, exported, source, derived);
        rendered(&template.page, &template)
    });
    Some(pages)
}

fn made<'a>(
    page: Page<'a>,
    exported: &'a Exported<'a>,
    source: &'a Source,
    derived: &'a SourceDerived<'a>,
) -> SourcePage<'a> {
    let record = exported.record;
    let id = source.id.as_str();
    let text = page.site.dataset.text(source);
    let passages = page.site.passages.get(id).map_or(&[][..], Vec::as_slice);
    let paragraphs = text.map(|text| paragraphs(&page, source, text, passages));
    let later = passages
        .iter()
        .filter(|one| page.is_first() && one.page > 0);
    let later = later.take(LATER).map(|one| one.name.as_str()).enumerate();
    let of_source = page.site.backlinks.sources.get(id);
    let claims = of_source.map_or(&[][..], |one| page.window(&one.by_place, CLAIMS));
    let cited_by = of_source.map_or(&[][..], |one| page.window(&one.cited_by, CLAIMS));
    let language = source.language.as_ref().map(|one| one.as_str());
    SourcePage {
        linked: in_script(&schema_org::of_source(&page, source)),
        kind: page.code("source_form", &source.form),
        is_withdrawn: !record.state().counts(),
        facts: facts(&page, source, derived),
        coverage: derived.coverage,
        language: language.filter(|one| *one != page.edition.tag),
        has_text: text.is_some(),
        paragraphs: paragraphs.unwrap_or_default(),
        later: later
            .map(|(at, name)| (at + 1, name, page.passage(id, name)))
            .collect(),
        claims: claims
            .iter()
            .map(|one| (page.claim(one.record, &one.part), one.locator))
            .collect(),
        cites: source
            .cites
            .iter()
            .map(|one| {
                let id = format!("cites_{}", one.source);
                (id, page.source(&one.source), page.proofs(&one.evidence))
            })
            .collect(),
        cited_by: cited_by.iter().map(|one| page.source(&one.id)).collect(),
        commitments: source
            .commitments
            .iter()
            .map(|one| page.commitment(record, one))
            .collect(),
        proofs: page.proofs(&source.evidence),
        citation: citation(&page, exported),
        page,
    }
}

fn facts<'a>(page: &Page<'a>, source: &'a Source, derived: &SourceDerived<'_>) -> Vec<Fact> {
    let words = page.words;
    let authors = source.authors.iter().map(|one| {
        let office = one.office.as_ref();
        let office = office.map_or(String::new(), |id| format!(", {}", page.actor(id)));
        let signed = match one.signed {
            Some(true) => format!(" ({})", words.signed),
            _ => String::new(),
        };
        format!("{}{office}{signed}", page.actor(&one.actor))
    });
    let authors = authors.collect::<Vec<_>>().join("; ");
    let outside = |url: &str| {
        let url = Escaped(url).to_string();
        format!("<a href=\"{url}\" rel=\"external\">{url}</a>")
    };
    let identifiers = source
        .identifiers
        .iter()
        .map(|one| escaped(one.value.as_str()));
    let identifiers = identifiers.collect::<Vec<_>>().join(", ");
    let archived = source.archived.iter().map(|one| {
        let date = escaped(&page.date(&one.at));
        format!("{} ({date})", outside(one.url.as_str()))
    });
    let archived = archived.collect::<Vec<_>>().join(", ");
    let original = source.original.as_ref().map(|one| {
        let hash = escaped(one.sha256.as_str());
        format!(
            "{}, <code class=\"digest\">sha256:{hash}</code>",
            escaped(one.media_type.as_str())
        )
    });
    let availability = (source.availability != Availability::Public)
        .then(|| escaped(&page.code("availability", &source.availability)));
    let language = source.language.as_ref().map(|one| escaped(one.as_str()));
    let facts = [
        Some((words.authors, authors)),
        source
            .addressee
            .as_ref()
            .map(|id| (words.addressee, page.actor(id).to_string())),
        Some((words.date, escaped(&page.date(&source.date)))),
        source
            .published
            .as_ref()
            .map(|date| (words.published, escaped(&page.date(date)))),
        availability.map(|one| (words.availability, one)),
        language.map(|one| (words.language, one)),
        (!identifiers.is_empty()).then_some((words.identifiers, identifiers)),
        source
            .url
            .as_ref()
            .map(|url| (words.address, outside(url.as_str()))),
        derived
            .address_by_number
            .as_ref()
            .map(|url| (words.address_by_number, outside(url))),
        (!archived.is_empty()).then_some((words.archived, archived)),
        original.map(|one| (words.original, one)),
    ];
    facts.into_iter().flatten().collect()
}
