//! What every page has: its place, its language, and the ways in which it names dates, codes, records and their parts.

use serde::Serialize;

use crate::derive::time::known_by;
use crate::model::{
    ActorId, Date, Decision, DecisionId, Evidence, LocalizedText, ProposalId, Quantity, SourceId,
    Text, code, primary, title,
};
use crate::passage::view;

use super::address::{self, Place, SECTIONS, Section};
use super::markup::{Link, Links, Said};
use super::words::Words;
use super::{Edition, Site, date};

/// A page of the site in one language.
pub struct Page<'a> {
    /// The site.
    pub site: &'a Site<'a>,
    /// The language.
    pub edition: &'a Edition,
    /// The words of the site in that language.
    pub words: &'static Words,
    /// Which page it is.
    pub place: Place<'a>,
    /// Its title.
    pub title: String,
    /// What it is about, in a sentence, for those who list pages.
    pub about: String,
    /// The number of parts that it has, with this one.
    pub parts: usize,
    path: String,
}

/// What a claim rests on, as a page shows it.
pub struct Proof<'a> {
    /// The words of the source.
    pub quote: Option<Said<'a>>,
    /// The place in a source whose text is not here.
    pub locator: Option<&'a str>,
    /// The confidence in it, in words.
    pub confidence: Option<String>,
    /// The source, and in it the words, if its text is here.
    pub source: Link<'a>,
    /// The date of the source.
    pub date: String,
}

impl<'a> Page<'a> {
    /// A page with its title and what it is about.
    pub fn new(
        site: &'a Site<'a>,
        edition: &'a Edition,
        place: Place<'a>,
        title: impl Into<String>,
        about: impl Into<String>,
    ) -> Page<'a> {
        let path = place.path(&edition.tag, edition.words);
        Page {
            site,
            edition,
            words: edition.words,
            place,
            title: title.into(),
            about: about.into(),
            parts: 1,
            path,
        }
    }

    /// Its path below the folder of the site.
    pub fn path(&self) -> &str {
        &self.path
    }

    fn path_of(&self, place: &Place<'_>) -> String {
        place.path(&self.edition.tag, self.words)
    }

    /// The way from it to a file of the site.
    pub fn to(&self, path: &str) -> String {
        address::way(&self.path, path)
    }

    /// The way from it to another page in its language.
    pub fn href(&self, place: &Place<'_>) -> String {
        self.to(&self.path_of(place))
    }

    /// The sections: the way to each, its title, and whether the page is in it.
    pub fn sections(&self) -> Vec<(String, &'static str, bool)> {
        let own = match self.place {
            Place::Front => None,
            Place::Record(record_type, _) | Place::More(record_type, ..) => {
                Some(Section::of(record_type))
            }
            Place::List(section, _) => Some(section),
        };
        let sections = SECTIONS.into_iter();
        sections
            .map(|section| {
                let href = self.href(&Place::List(section, 0));
                (href, section.title(self.words), own == Some(section))
            })
            .collect()
    }

    /// The same page in each language: its tag, the way to it, and whether it is this one.
    pub fn editions(&self) -> Vec<(&'a str, String, bool)> {
        let editions = self.site.editions.iter();
        editions
            .map(|edition| {
                let path = self.place.path(&edition.tag, edition.words);
                let is_own = edition.tag == self.edition.tag;
                (edition.tag.as_str(), self.to(&path), is_own)
            })
            .collect()
    }

    /// The address of the page on the web, if the site has one there.
    pub fn canonical(&self) -> Option<String> {
        Some(format!("{}{}", self.site.base?, self.path))
    }

    /// A text of a record.
    pub fn said(&self, text: &'a LocalizedText) -> Said<'a> {
        let own = self.edition.tag.as_str();
        let Some((tag, text)) = text.nearest(own) else {
            return Said {
                text: "",
                lang: None,
            };
        };
        let is_own = primary(tag.as_str()) == primary(own);
        Said {
            text: text.as_str(),
            lang: (!is_own).then_some(tag.as_str()),
        }
    }

    /// A date in words.
    pub fn date(&self, date: &Date) -> String {
        date::in_words(date, self.words)
    }

    /// A day in words.
    pub fn day(&self, day: &crate::model::Day) -> String {
        date::day(day.0, self.words)
    }

    /// A code of a list in words.
    pub fn code(&self, list: &str, value: &(impl Serialize + ?Sized)) -> String {
        let code = code(&value);
        let title = title(list, &code, self.words.tag);
        title.map_or_else(|| code.replace('_', " "), str::to_owned)
    }

    /// A link to an actor, by its name.
    pub fn actor(&self, id: &'a ActorId) -> Link<'a> {
        let actor = self.site.dataset.actor(id);
        let said = actor.map(|actor| self.said(&actor.name));
        self.link("actor", id.as_str(), said)
    }

    /// Links to actors.
    pub fn actors(&self, ids: impl IntoIterator<Item = &'a ActorId>) -> Links<'a> {
        Links(ids.into_iter().map(|id| self.actor(id)).collect())
    }

    /// A link to a decision, by its title.
    pub fn decision(&self, id: &'a DecisionId) -> Link<'a> {
        let decision = self.site.dataset.decision(id);
        let said = decision.map(|one| self.said(self.site.title_of(one)));
        self.link("decision", id.as_str(), said)
    }

    /// A link to a proposal, by its title.
    pub fn proposal(&self, id: &'a ProposalId) -> Link<'a> {
        let proposal = self.site.dataset.proposal(id);
        let said = proposal.map(|one| self.said(&one.title));
        self.link("proposal", id.as_str(), said)
    }

    /// A link to a source, by its title.
    pub fn source(&self, id: &'a SourceId) -> Link<'a> {
        let source = self.site.dataset.source(id);
        let said = source.map(|one| self.said(&one.title));
        self.link("source", id.as_str(), said)
    }

    /// A link to a source, by the name of its first author: where its date stands beside it, that is enough to know it by.
    fn source_in_short(&self, id: &'a SourceId) -> Link<'a> {
        let source = self.site.dataset.source(id);
        let author = source.and_then(|source| source.authors.first());
        let author = author.and_then(|one| {
            self.site
                .dataset
                .actor(one.office.as_ref().unwrap_or(&one.actor))
        });
        let said = author.map(|actor| self.said(&actor.name));
        self.link("source", id.as_str(), said)
    }

    fn link(&self, record_type: &str, id: &'a str, said: Option<Said<'a>>) -> Link<'a> {
        Link {
            href: self.href(&Place::Record(record_type, id)),
            said: said.unwrap_or(Said {
                text: id,
                lang: None,
            }),
        }
    }

    /// The way to a passage of a letter.
    pub fn passage(&self, source: &str, name: &str) -> String {
        let part = self.site.later.get(name).copied().unwrap_or_default();
        let place = Place::Record("source", source).at(part);
        match self.place == place {
            true => format!("#{name}"),
            false => format!("{}#{name}", self.href(&place)),
        }
    }

    /// The way to a part of a record.
    pub fn part(&self, record_type: &str, id: &str, part: &str) -> String {
        let page = Place::Record(record_type, id);
        match self.place == page {
            true => format!("#{part}"),
            false => format!("{}#{part}", self.href(&page)),
        }
    }

    /// The way to the front page.
    pub fn to_front(&self) -> String {
        self.href(&Place::Front)
    }

    /// The day that the site shows, in words: that of the newest event, or the one that was asked for.
    pub fn as_of(&self) -> Option<String> {
        let moment = self.site.export.moment?;
        Some(date::day(moment.at, self.words))
    }

    /// The way from it to a file at the permanent address of the record that it is about.
    pub fn permanent(&self, what: &str) -> String {
        match self.place {
            Place::Record(record_type, id) | Place::More(record_type, id, _) => {
                self.to(&address::permanent(record_type, id, what))
            }
            _ => String::new(),
        }
    }

    /// The address of a file of the site: whole if the site has one, else as seen from the page.
    pub fn absolute(&self, path: &str) -> String {
        match self.site.base {
            Some(base) => format!("{base}{path}"),
            None => self.to(path),
        }
    }

    /// The way to the feed of what it is about, if the site has feeds.
    pub fn feed(&self) -> Option<String> {
        self.site.base?;
        let path = match self.place {
            Place::Record("proposal", id) => format!("dossiers/{id}/feed.atom"),
            _ => "feed.atom".to_owned(),
        };
        Some(self.to(&path))
    }

    /// True if it is the page of a record.
    pub fn is_of_record(&self) -> bool {
        matches!(self.place, Place::Record(..) | Place::More(..))
    }

    /// True if the record has files of data beside its pages.
    pub fn has_data(&self) -> bool {
        !self.site.is_past
    }

    /// The title of the record that it is about.
    pub fn heading(&self) -> Said<'a> {
        let record = match self.place {
            Place::Record(record_type, id) | Place::More(record_type, id, _) => {
                self.site.record(record_type, id)
            }
            _ => None,
        };
        record.map_or(
            Said {
                text: "",
                lang: None,
            },
            |record| self.said(self.site.title_of_record(record)),
        )
    }

    /// The title of a decision.
    pub fn title_said(&self, decision: &'a Decision) -> Said<'a> {
        self.said(self.site.title_of(decision))
    }

    /// The name of an actor.
    pub fn actor_name(&self, id: &ActorId) -> String {
        let actor = self.site.dataset.actor(id);
        actor
            .map_or(id.as_str(), |actor| actor.name.best(&self.edition.tag))
            .to_owned()
    }

    /// What a claim rests on.
    pub fn proofs(&self, evidence: &'a [Evidence]) -> Vec<Proof<'a>> {
        let evidence = evidence.iter();
        evidence.map(|one| self.proof(one)).collect()
    }

    fn proof(&self, evidence: &'a Evidence) -> Proof<'a> {
        let source = self.site.dataset.source(&evidence.source);
        let language = source.and_then(|source| source.language.as_ref());
        let quote = evidence.quote.as_ref().map(|quote| Said {
            text: quote.as_str(),
            lang: language
                .map(|language| language.as_str())
                .filter(|language| *language != self.edition.tag),
        });
        let mut link = self.source_in_short(&evidence.source);
        if let Some(quote) = &evidence.quote {
            let name = address::of_passage(evidence.source.as_str(), &view(quote.as_str()));
            link.href = self.passage(evidence.source.as_str(), &name);
        }
        Proof {
            quote,
            locator: evidence.locator.as_ref().map(Text::as_str),
            confidence: evidence.confidence.map(|one| self.code("confidence", &one)),
            source: link,
            date: source.map_or(String::new(), |source| self.date(&source.date)),
        }
    }

    /// The day by which what evidence shows was public, in words.
    pub fn known_by(&self, evidence: &[Evidence]) -> Option<String> {
        let day = known_by(self.site.dataset, evidence)?;
        Some(date::day(day, self.words))
    }

    /// A quantity in words.
    pub fn quantity(&self, quantity: &Quantity) -> String {
        let bound = quantity.bound.map(|bound| self.code("bound", &bound));
        let bound = bound.map_or(String::new(), |bound| format!("{bound} "));
        let unit = quantity.unit.as_str().replace('_', " ");
        format!("{bound}{} {unit}", quantity.value)
    }
}
