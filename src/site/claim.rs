//! A claim as others name it: what it says in a line, whose it is, and the way to where it is shown whole.

use crate::model::{Decision, Record};

use super::markup::{Link, Said};
use super::page::Page;
use super::reference::words_of;

/// A claim in a line.
pub struct ClaimView<'a> {
    /// What kind of claim it is.
    pub kind: String,
    /// Who holds it, or did it.
    pub holder: Option<Link<'a>>,
    /// Its words, as a link to where it is shown whole.
    pub link: Link<'a>,
}

impl<'a> Page<'a> {
    /// The claim that a record makes at a place on its page.
    pub fn claim(&self, record: &'a Record, part: &str) -> ClaimView<'a> {
        let href = self.part(record.record_type(), record.id(), part);
        let title = self.said(self.site.title_of_record(record));
        let view = |kind: String, holder, said: Said<'a>| ClaimView {
            kind,
            holder,
            link: Link {
                href: href.clone(),
                said,
            },
        };
        let commitments = record.commitments().iter();
        let mut promised = commitments.filter_map(|one| {
            let mut events = one.events.iter();
            let event = events.find(|event| event.id.as_str() == part);
            let is_it = one.id.as_str() == part;
            let kind = event.map(|event| self.code("commitment_event_type", &event.r#type));
            (is_it || event.is_some()).then_some((one, kind))
        });
        if let Some((one, kind)) = promised.next() {
            let kind = kind.unwrap_or_else(|| self.words.commitment.to_owned());
            return view(kind, Some(self.actor(&one.by)), self.said(&one.text));
        }
        if let Some(decision) = record.decision()
            && let Some((kind, holder, said)) = self.of_decision(decision, part, &title)
        {
            return view(kind, holder, said);
        }
        if let Record::Actor(actor) = record
            && part.starts_with("terms_")
        {
            let mut terms = actor.terms.iter();
            let is_it = |term: &&crate::model::Term| {
                part.split('_').any(|piece| piece == term.office.as_str())
            };
            if let Some(term) = terms.find(is_it) {
                let kind = self.code("term_role", &term.role);
                let office = self.site.dataset.actor(&term.office);
                let office = office.map_or(title.clone(), |one| self.said(&one.name));
                return view(kind, Some(self.actor(&actor.id)), office);
            }
        }
        match words_of(record, part) {
            Some(text) => view(self.words.provision.to_owned(), None, self.said(text)),
            None => view(self.kind_of(record), None, title),
        }
    }

    fn of_decision(
        &self,
        decision: &'a Decision,
        part: &str,
        title: &Said<'a>,
    ) -> Option<(String, Option<Link<'a>>, Said<'a>)> {
        if let Some(one) = decision
            .statements
            .iter()
            .find(|one| one.id.as_str() == part)
        {
            let kind = self.code("statement_type", &one.r#type);
            return Some((kind, Some(self.actor(&one.holder)), self.said(&one.text)));
        }
        if let Some(one) = decision.events.iter().find(|one| one.id.as_str() == part) {
            let kind = self.code("event_type", &one.r#type);
            let kind = format!("{kind}, {}", self.date(&one.date));
            return Some((
                kind,
                one.by.as_ref().map(|id| self.actor(id)),
                title.clone(),
            ));
        }
        if let Some(one) = decision.options.iter().find(|one| one.id.as_str() == part) {
            return Some((
                self.words.arguments_about.to_owned(),
                None,
                self.said(&one.label),
            ));
        }
        let took_part = part.strip_prefix("participants_")?;
        let mut participants = decision.participants.iter();
        let one = participants.find(|one| {
            let role = crate::model::code(&one.role);
            took_part.strip_prefix(role.as_str()) == Some(&format!("_{}", one.actor))
        })?;
        let kind = self.code("participant_role", &one.role);
        Some((kind, Some(self.actor(&one.actor)), title.clone()))
    }

    /// The kind of a record, in words.
    pub fn kind_of(&self, record: &Record) -> String {
        match record {
            Record::Decision(one) => self.code("decision_kind", &one.kind),
            Record::Proposal(_) => self.words.dossier.to_owned(),
            Record::Source(one) => self.code("source_form", &one.form),
            Record::Actor(one) => self.code("actor_kind", &one.kind),
        }
    }
}
