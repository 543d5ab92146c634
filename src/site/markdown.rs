//! The page of a record as plain Markdown beside it: for language models, and for who copies from it.

use std::collections::BTreeSet;

use crate::export::derived::OwnDerived;
use crate::export::{Exported, File};
use crate::model::{
    ActorId, Commitment, Decision, Direction, Evidence, Proposal, Provision, Record, Source,
    Statement,
};

use super::address::{Place, permanent};
use super::page::Page;
use super::{Edition, Site, file};

/// The name of the file in the folder of its page.
pub const NAME: &str = "index.md";

/// The path of the file beside a page.
pub fn path(page: &Page<'_>) -> String {
    let path = page.path();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{NAME}")
}

/// A record as Markdown.
pub fn page<'a>(site: &'a Site<'a>, edition: &'a Edition, exported: &'a Exported<'a>) -> File {
    let record = exported.record;
    let place = Place::Record(record.record_type(), record.id());
    let page = Page::new(site, edition, place, "", "");
    let words = page.words;
    let mut text = Markdown {
        page: &page,
        text: String::new(),
        sources: BTreeSet::new(),
    };
    text.heading(1, page.said(site.title_of_record(record)).text);
    text.fact(
        words.record,
        &format!("{} {}", record.record_type(), record.id()),
    );
    text.fact(words.revision, &record.state().revision.get().to_string());
    let address = match site.base {
        Some(base) => format!("{base}{}", permanent(record.record_type(), record.id(), "")),
        None => page.permanent("/index.html"),
    };
    text.text += &format!("- {}: <{address}>\n", words.permanent);
    if !record.state().counts() {
        text.text += &format!("\n**{}**\n", self::text(words.withdrawn));
    }
    match record {
        Record::Decision(one) => text.decision(exported, one),
        Record::Proposal(one) => text.proposal(one),
        Record::Source(one) => text.source(one),
        Record::Actor(one) => {
            text.fact(words.kind, &page.code("actor_kind", &one.kind));
            if let Some(other) = &one.on_behalf_of {
                text.fact(words.on_behalf_of, &page.actor_name(other));
            }
            for term in &one.terms {
                let start = term.start.as_ref().map(|date| page.date(date));
                let end = term.ended.as_ref().map(|ended| page.date(&ended.date));
                let span = [start, end].map(Option::unwrap_or_default).join(" – ");
                let office = page.actor_name(&term.office);
                text.fact(
                    &office,
                    &format!("{} {span}", page.code("term_role", &term.role)),
                );
                text.proofs(&term.evidence);
            }
            text.proofs(&one.evidence);
        }
    }
    text.commitments(record.commitments());
    text.sources();
    file(path(&page), text.text)
}

/// What is written of a page.
struct Markdown<'a, 'p> {
    page: &'p Page<'a>,
    text: String,
    /// The sources that were named.
    sources: BTreeSet<&'a str>,
}

impl<'a> Markdown<'a, '_> {
    fn heading(&mut self, level: usize, title: &str) {
        let before = if self.text.is_empty() { "" } else { "\n" };
        self.text += &format!("{before}{} {}\n\n", "#".repeat(level), text(title));
    }

    fn fact(&mut self, name: &str, value: &str) {
        self.text += &format!("- {}: {}\n", text(name), text(value));
    }

    /// The words that a claim rests on, below its item.
    fn proofs(&mut self, evidence: &'a [Evidence]) {
        for one in evidence {
            self.sources.insert(one.source.as_str());
            let source = text(self.page.source(&one.source).said.text);
            let place = one
                .locator
                .as_ref()
                .map_or(String::new(), |place| format!(", {}", text(place.as_str())));
            if let Some(quote) = &one.quote {
                self.text += &format!("  > {}\n  >\n", text(quote.as_str()));
            }
            self.text += &format!("  > — {source}{place}\n\n");
        }
    }

    fn names(&self, actors: impl IntoIterator<Item = &'a ActorId>) -> String {
        let names = actors.into_iter().map(|one| self.page.actor_name(one));
        names.collect::<Vec<_>>().join(", ")
    }

    fn decision(&mut self, exported: &'a Exported<'a>, one: &'a Decision) {
        let (page, words) = (self.page, self.page.words);
        self.fact(words.kind, &page.code("decision_kind", &one.kind));
        let deciders = [&one.decider.actor].into_iter().chain(&one.decider.jointly);
        let deciders = self.names(deciders);
        self.fact(words.decided_by, &deciders);
        self.proofs(&one.decider.evidence);
        if let OwnDerived::Decision(derived) = &exported.derived.own {
            if let Some(status) = derived.status {
                let since = derived.since.as_ref().map(|date| page.date(date));
                let since = since.map_or(String::new(), |date| format!(" {} {date}", words.since));
                self.fact(
                    words.status,
                    &format!("{}{since}", page.code("status", status)),
                );
            }
            if let Some(position) = derived.position {
                self.fact(words.position, &page.code("position", &position));
            }
        }
        if let Some(proposal) = &one.proposal {
            self.fact(words.about_proposal, page.proposal(&proposal.id).said.text);
        }
        self.heading(2, words.options);
        for option in &one.options {
            let what = match option.id == one.choice {
                true => words.choice,
                false => words.not_chosen,
            };
            self.fact(what, page.said(&option.label).text);
            self.proofs(&option.evidence);
        }
        if !one.statements.is_empty() {
            self.heading(2, words.arguments);
            for statement in &one.statements {
                self.statement(one, statement);
            }
        }
        self.heading(2, words.events);
        for event in &one.events {
            let kind = page.code("event_type", &event.r#type);
            self.fact(&page.date(&event.date), &kind);
            self.proofs(&event.evidence);
        }
        self.provisions(&one.provisions);
        if !one.relations.is_empty() {
            self.heading(2, words.relations);
            for relation in &one.relations {
                let kind = page.code("relation_type", &relation.r#type);
                self.fact(&kind, page.decision(&relation.target).said.text);
                self.proofs(&relation.evidence);
            }
        }
    }

    fn statement(&mut self, decision: &'a Decision, one: &'a Statement) {
        let page = self.page;
        let holders = self.names([&one.holder].into_iter().chain(&one.jointly));
        let mut kind = page.code("statement_type", &one.r#type);
        if let Some(bearing) = &one.bearing {
            let direction = match bearing.direction {
                Direction::For => page.words.speaks_for,
                Direction::Against => page.words.speaks_against,
            };
            let mut options = decision.options.iter();
            let option = options.find(|option| option.id == bearing.option);
            let label = option.map_or("", |option| page.said(&option.label).text);
            kind = format!("{kind}; {direction}: {label}");
        }
        let said = page.said(&one.text).text;
        let (holders, kind, said) = (text(&holders), text(&kind), text(said));
        self.text += &format!("- **{holders}** ({kind}): {said}\n\n");
        self.proofs(&one.evidence);
    }

    fn provisions(&mut self, provisions: &'a [Provision]) {
        if provisions.is_empty() {
            return;
        }
        self.heading(2, self.page.words.provisions);
        for one in provisions {
            let effect = self.page.code("provision_effect", &one.effect);
            self.fact(&effect, self.page.said(&one.text).text);
            self.proofs(&one.evidence);
        }
    }

    fn commitments(&mut self, commitments: &'a [Commitment]) {
        if commitments.is_empty() {
            return;
        }
        self.heading(2, self.page.words.commitments);
        for one in commitments {
            let by = self.page.actor_name(&one.by);
            self.fact(&by, self.page.said(&one.text).text);
            for event in &one.events {
                let kind = self.page.code("commitment_event_type", &event.r#type);
                let date = self.page.date(&event.date);
                self.text += &format!("  - {}: {}\n\n", text(&date), text(&kind));
                self.proofs(&event.evidence);
            }
        }
    }

    fn proposal(&mut self, one: &'a Proposal) {
        let words = self.page.words;
        for number in &one.identifiers {
            self.fact(words.identifiers, number.value.as_str());
        }
        self.proofs(&one.evidence);
        self.heading(2, words.versions);
        for version in &one.versions {
            let by = self.names(version.by.as_ref());
            self.fact(
                version.id.as_str(),
                &format!("{} {by}", self.page.date(&version.date)),
            );
            self.proofs(&version.evidence);
        }
        self.provisions(&one.provisions);
    }

    fn source(&mut self, one: &'a Source) {
        let words = self.page.words;
        self.fact(words.kind, &self.page.code("source_form", &one.form));
        self.fact(words.date, &self.page.date(&one.date));
        let authors = self.names(one.authors.iter().map(|author| &author.actor));
        self.fact(words.authors, &authors);
        for number in &one.identifiers {
            self.fact(words.identifiers, number.value.as_str());
        }
        if let Some(url) = &one.url {
            self.text += &format!("- {}: <{}>\n", words.address, url.as_str());
        }
        self.proofs(&one.evidence);
        if let Some(whole) = self.page.site.dataset.text(one) {
            self.heading(2, words.letter);
            // The fence is longer than any in the text.
            let longest = whole.text.split(|letter| letter != '`').map(str::len).max();
            let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
            self.text += &format!("{fence}text\n{}\n{fence}\n", whole.text.trim_end());
        }
    }

    fn sources(&mut self) {
        if self.sources.is_empty() {
            return;
        }
        self.heading(2, self.page.words.sources);
        for id in std::mem::take(&mut self.sources) {
            let Some(source) = self.page.site.dataset.source_of(id) else {
                continue;
            };
            let own = Page::new(
                self.page.site,
                self.page.edition,
                Place::Record("source", id),
                "",
                "",
            );
            let title = text(self.page.said(&source.title).text);
            let date = text(&self.page.date(&source.date));
            let href = self.page.to(&path(&own));
            self.text += &format!("- [{title}]({href}), {date}\n");
        }
    }
}

/// A text in one line in which no letter means anything to Markdown.
pub fn text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !written.is_empty() {
            written.push(' ');
        }
        for letter in word.chars() {
            match letter {
                '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '|' | '&' => {
                    written.extend(['\\', letter]);
                }
                letter if letter.is_control() => {}
                letter => written.push(letter),
            }
        }
    }
    // What makes a heading, a list or a quotation of a line.
    match written.chars().next() {
        Some('#' | '-' | '+' | '=' | '~') => format!("\\{written}"),
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_means_nothing_to_markdown() {
        assert_eq!(
            text("# a\n<b> *c* [d](e)"),
            "\\# a \\<b\\> \\*c\\* \\[d\\](e)"
        );
    }
}
