//! `CHANGES.md`: what changed since the release before, for people.

use super::Contents;
use crate::counted::count;
use crate::delta::changes;
use crate::export::{Exported, description};
use crate::model::RECORD_TYPES;

/// The page.
pub fn write(contents: &Contents<'_>) -> String {
    let prepared = contents.prepared;
    let mut page = format!(
        "# {} {}, {}\n\n{}\n",
        description::title(contents.export),
        prepared.version,
        prepared.date,
        summary(contents)
    );
    if let Some(delta) = contents.delta {
        let languages = contents.export.languages.iter();
        let mut languages = languages.map(|language| language.as_str());
        // The page is in English.
        let language = languages
            .clone()
            .find(|language| *language == "en")
            .or(languages.next())
            .unwrap_or("en");
        let mut told = Vec::new();
        // A vector takes whatever is written.
        let _ = changes::write(delta, language, &mut told);
        page += &format!("\n```text\n{}```\n", String::from_utf8_lossy(&told));
    }
    page
}

/// What changed, in a sentence.
pub fn summary(contents: &Contents<'_>) -> String {
    match (contents.delta, &contents.prepared.previous) {
        (Some(delta), Some(previous)) => {
            format!(
                "Since {previous}: {}.",
                changes::summary(&delta.header.counts)
            )
        }
        _ => format!("The first release: {}.", records(contents)),
    }
}

/// The numbers of records, in words.
fn records(contents: &Contents<'_>) -> String {
    let counts = RECORD_TYPES.map(|one| {
        let is_one = |exported: &&Exported<'_>| exported.record.record_type() == one;
        count(contents.export.records.iter().filter(is_one).count(), one)
    });
    counts.join(", ")
}
