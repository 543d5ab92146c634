//! Quotes that do not stand where they are said to. If their words stand in the text of another source, a hint names it: so that
//! text has to be looked at, whoever it belongs to.

use std::collections::HashSet;

use rayon::prelude::*;

use super::selection::Selection;
use super::{Plan, Screening};
use crate::check::rules::MAX_MISSING_SEARCHES;
use crate::files::Buffer;
use crate::links::{Link, Links, Origin, SOURCE, SourceCard, TextCard};
use crate::passage::{Heads, Sieve};

/// A quote that was looked for in vain.
pub struct Missing {
    /// The record that quotes.
    pub origin: Origin,
    /// The id of the source.
    pub source: String,
    /// The words.
    pub quote: String,
}

/// The sources with texts in which no quote was looked for, or in another file than the one that is pinned; before any more texts are
/// read. A quote that turns out to be missing from one of these may stand in any text.
pub fn unsearched(links: &Links) -> HashSet<u32> {
    let searched = |source: u32| links.text(source).map(|text| links.names.name(text.file).1);
    let unsearched = links.sources.iter().filter_map(|source| {
        let pinned = links.names.name(source.text?.0).1;
        (searched(source.name) != Some(pinned)).then_some(source.name)
    });
    unsearched.collect()
}

/// Adds the sources in whose texts the words of a missing quote stand: they may be what was meant.
pub fn hold_quotes<'p>(
    plan: &Plan<'_>,
    screening: &Screening<'_>,
    mut missing: Vec<Missing>,
    path: &(dyn Fn(u32) -> &'p str + Sync),
    selection: &mut Selection<'_>,
) {
    let links = screening.links;
    missing.retain(|one| selection.is_checked(&one.origin));
    if missing.is_empty() {
        return;
    }
    let place = |one: &Missing| (path(one.origin.file), one.origin.start);
    missing.sort_by(|one, other| place(one).cmp(&place(other)));
    // Those that are sure to be reported count, up to as many as get a hint.
    let is_sure = |one: &&Missing| {
        let source = links.names.get(SOURCE, &one.source);
        let text = source.and_then(|source| screening.text(source));
        text.is_some_and(|text| text.is_here)
    };
    let last = missing
        .iter()
        .enumerate()
        .filter(|(_, one)| is_sure(one))
        .nth(MAX_MISSING_SEARCHES - 1);
    if let Some((last, _)) = last {
        missing.truncate(last + 1);
    }
    let heads: Vec<Heads> = missing.iter().map(|one| Heads::of(&one.quote)).collect();
    let may_hold = |text: &TextCard| match &text.trace {
        Some(trace) => heads.iter().any(|quote| trace.may_hold(quote)),
        None => true,
    };
    let sieve = Sieve::new(missing.iter().map(|one| one.quote.as_str()));
    let holds = |buffer: &mut Buffer, at: &SourceCard| {
        let (file, _) = at.text.filter(|_| at.is_home)?;
        let text = links.text(at.name).filter(|text| text.file == file);
        if text.is_some_and(|text| !may_hold(text)) {
            return None;
        }
        let (id, name) = (links.names.name(at.name).1, links.names.name(file).1);
        (plan.text)(id, Some(name), buffer)?;
        let text = simdutf8::basic::from_utf8(buffer.bytes()).ok()?;
        (!sieve.pass(text).is_empty()).then_some(at.name)
    };
    let sources = links.sources.par_iter();
    let found: Vec<_> = sources.map_init(Buffer::default, holds).collect();
    found
        .into_iter()
        .flatten()
        .for_each(|source| selection.include_text(source));
}

/// Whether a record that is checked quotes one of these sources.
pub fn are_quoted(links: &Links, in_doubt: &[u32], sources: &HashSet<u32>) -> bool {
    let quotes = |link: &Link| match link {
        Link::Quotes(source, _) | Link::Unchecked(source, _) => sources.contains(source),
        _ => false,
    };
    let declares = |card: u32| {
        let name = links.cards[card as usize].name;
        let source = links.source(name).filter(|_| sources.contains(&name));
        source.is_some_and(|source| source.has_out_of_scope)
    };
    in_doubt
        .iter()
        .any(|&card| declares(card) || links.of(card).iter().any(quotes))
}
