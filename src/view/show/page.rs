//! The page that people read: its lines and paragraphs, and how it begins and ends.

use std::fmt::Display;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::View;
use crate::completeness::EvidenceCounts;
use crate::dataset::Dataset;
use crate::derive::Projection;
use crate::model::{ActorId, Evidence, Identifier, LocalizedText, SourceId};
use crate::printable::printable;
use crate::view::{Reader, Style, moment_in_words, source, words};
use crate::wording::Words;

/// The number of characters of a digest that people are shown: enough to tell two contents of one record apart.
const SHORT_DIGEST: usize = "sha256:".len() + 12;

/// A page being written for people.
pub struct Page<'a> {
    pub projection: &'a Projection,
    pub view: &'a View<'a>,
    pub reader: &'a Reader<'a>,
    pub words: &'static Words,
    pub out: &'a mut dyn Write,
}

impl<'a> Page<'a> {
    /// The records as they are shown.
    pub fn dataset(&self) -> &'a Dataset {
        &self.projection.shown
    }

    /// What the page is about in one line, and its title. That a record was withdrawn comes before all it says.
    pub fn title(&mut self, line: &str, text: &LocalizedText) -> io::Result<()> {
        let state = self.view.own.state();
        if !state.counts() {
            let reason = state.reason.as_ref();
            let reason = reason.map_or(String::new(), |reason| format!(": {}", self.text(reason)));
            let withdrawn = self.words.withdrawn;
            let withdrawn = self.reader.styled(Style::Red, withdrawn);
            self.paragraph(&format!("{withdrawn}{reason}\n"), 0)?;
        }
        let title = self.reader.styled(Style::Bold, self.text(text));
        self.paragraph(&title, 0)?;
        writeln!(self.out, "{}\n", self.reader.paragraph(line, 0))
    }

    /// The heading of a part.
    pub fn heading(&mut self, heading: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}", self.reader.heading(heading))
    }

    /// A label and what it labels.
    pub fn field(&mut self, label: &str, text: &str) -> io::Result<()> {
        let text = self.reader.paragraph(text, 16);
        writeln!(self.out, "{label:<16}{}", text.trim_start())
    }

    /// A number or name that others gave.
    pub fn identifier(&mut self, identifier: &Identifier) -> io::Result<()> {
        let scheme = words(&identifier.scheme);
        let text = format!("{scheme}: {}", identifier.value);
        self.field(self.words.identifier, &text)
    }

    /// A paragraph, indented by this many columns.
    pub fn paragraph(&mut self, text: &str, indent: usize) -> io::Result<()> {
        writeln!(self.out, "{}", self.reader.paragraph(text, indent))
    }

    /// A text in the reader's language.
    pub fn text<'t>(&self, text: &'t LocalizedText) -> &'t str {
        text.best(self.reader.language)
    }

    /// An actor by name and id.
    pub fn actor(&self, id: &ActorId) -> String {
        match self.dataset().actor(id) {
            Some(actor) => format!("{} ({})", self.text(&actor.name), self.id(id)),
            None => self.id(id),
        }
    }

    /// An id, as a part of a paragraph.
    pub fn id(&self, id: impl Display) -> String {
        self.reader.id(id)
    }

    /// A code in words.
    pub fn code<T: Serialize + JsonSchema>(&self, code: &T) -> String {
        self.words.code(code)
    }

    /// A source by its id, who answers for it and its date.
    pub fn source(&self, id: &SourceId) -> String {
        source(self.dataset(), id.as_str(), self.reader)
    }

    /// Those who did something together with the one who is named before.
    pub fn together(&self, jointly: &[ActorId]) -> String {
        let names = jointly
            .iter()
            .map(|actor| format!(", {} {}", self.words.with, self.actor(actor)));
        names.collect()
    }

    /// The evidence of what stands at a pointer: the words and where they stand, or the place that is named.
    pub fn evidence(
        &mut self,
        pointer: &str,
        evidence: &[Evidence],
        indent: usize,
    ) -> io::Result<()> {
        for (at, one) in evidence.iter().enumerate() {
            let source = self.source(&one.source);
            match (&one.quote, &one.locator) {
                (Some(quote), _) => {
                    self.paragraph(&format!("“{quote}”"), indent)?;
                    let pointer = format!("{pointer}/evidence/{at}/quote");
                    let found = self.view.quotes.get(pointer.as_str());
                    let place = match found {
                        Some(place) => {
                            let (line, column) = (place.line, place.column);
                            format!("{source}, {}:{line}:{column}", printable(place.file))
                        }
                        None => format!("{source}, {}", self.words.not_found),
                    };
                    self.paragraph(&place, indent + 2)?;
                    // An address is copied or clicked on, so it stays on one line.
                    if let Some(link) = found.and_then(|place| place.link.as_ref()) {
                        writeln!(self.out, "{:1$}{link}", "", indent + 2)?;
                    }
                }
                (None, Some(locator)) => {
                    let confidence = one
                        .confidence
                        .map_or(String::new(), |one| format!(" [{}]", self.code(&one)));
                    self.paragraph(&format!("{source}: {locator}{confidence}"), indent)?;
                }
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// The end of the page: what its claims rest on, the records that name this one, the revision and its reason, how to cite it, and from when it is seen.
    pub fn ending(&mut self) -> io::Result<()> {
        if self.view.evidence != EvidenceCounts::default() {
            self.heading(self.words.evidence_heading)?;
            let EvidenceCounts { quoted, by_place } = self.view.evidence;
            self.paragraph(&(self.words.evidence)(quoted, by_place), 2)?;
        }
        if !self.view.referenced_by.is_empty() {
            self.heading(self.words.named_by)?;
            let mut last = "";
            for referrer in &self.view.referenced_by {
                if referrer.id != last {
                    let noun = self.words.noun(referrer.r#type);
                    self.paragraph(&format!("{noun} {}", self.id(referrer.id)), 2)?;
                }
                last = referrer.id;
            }
        }
        let record = self.view.own;
        let state = record.state();
        if let Some(reason) = &state.reason {
            let reason = self.text(reason).to_owned();
            let heading = self.words.revision_heading;
            self.heading(&format!("{heading} {}", state.revision.get()))?;
            self.paragraph(&reason, 2)?;
        }
        let digest = &self.view.digest[..self.view.digest.len().min(SHORT_DIGEST)];
        let moment = match self.projection.is_past() {
            true => format!(", {}", moment_in_words(self.projection, self.words)),
            false => String::new(),
        };
        self.heading(self.words.cite_as)?;
        let (id, revision) = (record.id(), state.revision.get());
        let cited = format!("{id}, {} {revision}, {digest}{moment}", self.words.revision);
        self.paragraph(&cited, 2)
    }
}
