//! Confidence is `high` only where a source in the evidence is no press report and no web page, or where two sources have no author in common.
//!
//! One press site can be wrong, and two articles of one site are one source.
//!
//! ## Bad
//!
//! ```json
//! "evidence": [{ "source": "xx-courant-2025-09-02", "locator": "First paragraph", "confidence": "high" }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "evidence": [{ "source": "xx-courant-2025-09-02", "locator": "First paragraph", "confidence": "medium" }]
//! ```
//!
//! ## Mend
//!
//! Cite the primary source, or a second one by somebody else; or say `medium`.

use std::collections::BTreeSet;

use crate::check::{At, Findings, Rule, Subject};
use crate::document::Place;
use crate::index::Kind;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!("high-confidence", Error, "high_confidence.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let is_press = |name: u32| index.source_of(name).is_some_and(|source| source.is_press);
    let mut forms = index.facts.evidence.of(subject.at).iter();
    // Only what some press report or page alone may show is looked at.
    if !forms.any(|fact| fact.is_high && is_press(fact.source)) {
        return;
    }
    let document = subject.document();
    let is_evidence = |list: &Place<'_>| {
        list.items()
            .next()
            .is_some_and(|one| one.is(of_type::EVIDENCE))
    };
    for list in document.places().filter(is_evidence) {
        let items: Vec<(Place<'_>, u32)> = list
            .items()
            .filter_map(|item| {
                let source = item.get(key::SOURCE)?.as_str()?;
                Some((item, index.names.get(Kind::Source, source)?))
            })
            .collect();
        let is_primary = |name: u32| index.read(name).is_none() || !is_press(name);
        if items.iter().any(|(_, name)| is_primary(*name)) {
            continue;
        }
        let shares_author = |one: u32, other: u32| {
            let authors = |name: u32| {
                index
                    .read(name)
                    .map_or(&[][..], |at| index.facts.authors.of(at))
            };
            authors(one)
                .iter()
                .any(|one| authors(other).iter().any(|other| one.actor == other.actor))
        };
        let mut pairs = items
            .iter()
            .flat_map(|one| items.iter().map(move |other| (one.1, other.1)));
        if pairs.any(|(one, other)| !shares_author(one, other)) {
            continue;
        }
        let sources: BTreeSet<u32> = items
            .iter()
            .filter_map(|(_, name)| index.read(*name))
            .collect();
        for (item, _) in items {
            let confidence = item.get(key::CONFIDENCE);
            let high = confidence.filter(|one| one.as_str() == Some("high"));
            if let Some(high) = high {
                let message = "this rests on the press alone, and on one author";
                let hint = "say `medium`, or cite a primary source or another author";
                let pointer = high.pointer();
                let at = At::Value(&pointer);
                let finding = findings.report(document, at, message, Some(hint.to_owned()));
                let press = |at: &u32| subject.context.id_of(*at, "of the press");
                finding.related.extend(sources.iter().map(press));
            }
        }
    }
}
