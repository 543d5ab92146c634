//! Counting what was checked.

use super::Context;
use crate::derive::{Digest, digest_of_all};
use crate::finding::Summary;
use crate::index::{Index, SourceFact, Verdict};
use crate::model::RECORD_TYPES;

/// Counts what was checked among the files that are selected by their path.
pub(super) fn count(context: &Context<'_>, is_selected: &dyn Fn(&str) -> bool) -> Summary {
    let index = context.index;
    let mut records = [0; RECORD_TYPES.len()];
    let mut summary = Summary::default();
    let is_pinned = |source: &SourceFact| {
        let hash = source.text.as_ref().and_then(|text| text.sha256);
        let file = source.text.as_ref().and_then(|text| context.file_of(text));
        hash.is_some() && file.is_some_and(|file| file.sha256.ok() == hash)
    };
    let mut is_as_pinned = vec![false; index.names.bound()];
    for at in index.all() {
        if let (Some(name), Some(source)) = (index.entry(at).name, index.source(at)) {
            is_as_pinned[name as usize] |= is_pinned(source);
        }
    }
    let mut is_used = vec![false; index.names.bound()];
    for at in index.all().filter(|at| is_selected(context.path(*at))) {
        let entry = index.entry(at);
        if !entry.is_read {
            summary.unread += 1;
        } else if let Some(kind) = index.kind(at) {
            records[kind as usize] += 1;
        }
        if let Some(name) = entry.name.filter(|name| index.at(*name) == Some(at)) {
            is_used[name as usize] = true;
        }
        for quote in index.facts.quotes.of(at) {
            let name = quote.source;
            // Whether a source that is not here has a text is not known; a quote says that it has.
            let pins = index
                .source_of(name)
                .is_none_or(|source| source.text.is_some());
            match quote.verdict() {
                _ if !pins => {}
                _ if context.text_of(name).is_none() => summary.unchecked_quotes += 1,
                Verdict::Once(..) if is_as_pinned[name as usize] => {
                    summary.quotes += 1;
                    is_used[name as usize] = true;
                }
                _ => {}
            }
        }
    }
    let selected = index.all().filter(|at| is_selected(context.path(*at)));
    summary.completeness = index.completeness(selected);
    if context.setting.digest {
        summary.digest = digest(index);
    }
    summary.records = RECORD_TYPES.into_iter().zip(records).collect();
    let counts = |name: &u32| is_as_pinned[*name as usize] && is_used[*name as usize];
    summary.sources = index.names.all().filter(counts).count();
    summary
}

/// The digest of the dataset; none if one of its records could not be read.
fn digest(index: &Index) -> Option<String> {
    let records = index.all().zip(&index.facts.digests);
    let records = records.map(|(at, digest)| {
        let record_type = index.kind(at)?.record_type()?;
        Some((record_type, index.id(at), Digest((*digest)?)))
    });
    let digest = digest_of_all(records.collect::<Option<Vec<_>>>()?);
    Some(digest.to_string())
}

/// The number of files and lines that are selected.
pub(super) fn selected(context: &Context<'_>, is_selected: &dyn Fn(&str) -> bool) -> usize {
    let records = context.index.all().map(|at| context.path(at));
    let others = context
        .inventory
        .sidecars()
        .iter()
        .map(|file| file.path.as_str());
    records
        .chain(others)
        .filter(|path| is_selected(path))
        .count()
}
