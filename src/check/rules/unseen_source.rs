//! Something rests on every source whose text is not here.
//!
//! A source that nothing rests on was not seen, or says nothing that is recorded. A gap, not a mistake: that other sources refer to
//! it is a fact about them.
//!
//! ## Bad
//!
//! No evidence in the dataset names this source:
//!
//! ```json
//! "id": "xx-report-2025",
//! "form": "minutes",
//! "title": { "en": "Report that the letter names" }
//! ```
//!
//! ## Good
//!
//! A record has this evidence:
//!
//! ```json
//! { "source": "xx-report-2025", "locator": "Its first page", "confidence": "high" }
//! ```
//!
//! ## Mend
//!
//! Read the source, and cite it for what it shows. If it cannot be had, there is nothing to mend.

use std::collections::HashSet;

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::finding::Level;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = Rule {
    name: "unseen-source",
    level: Level::Note,
    source: include_str!("unseen_source.rs"),
    check: Check::All(Screen::Links(is_seen), check),
};

fn is_seen(screening: &Screening<'_>, card: u32) -> bool {
    let links = screening.links;
    let name = links.cards[card as usize].name;
    let has_no_text = links
        .source(name)
        .is_some_and(|source| source.text.is_none());
    !has_no_text || links.whole.is_cited[name as usize]
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut used: HashSet<&str> = HashSet::new();
    // Whoever rests on it counts, whether or not anything is reported there.
    used.extend(context.dataset.cited.iter().map(String::as_str));
    for document in context.documents(&RULE) {
        let evidence = document.places_of(of_type::EVIDENCE);
        used.extend(evidence.filter_map(|evidence| evidence.get(key::SOURCE)?.as_str()));
    }
    for (document, source) in context.sources(&RULE) {
        if source.text.is_none() && !used.contains(source.id.as_str()) {
            let message = format!("`{}` is named, and nothing rests on it", source.id);
            findings.report(document, At::Value("/id"), message, None);
        }
    }
}
