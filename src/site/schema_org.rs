//! What pages say of themselves in the words of schema.org, for programs that read pages.

use serde_json::{Value, json};

use crate::export::derived::DecisionDerived;
use crate::model::Decision;

use super::address::permanent;
use super::page::Page;

/// A decision, as an article about it.
pub fn of_decision(page: &Page<'_>, decision: &Decision, derived: &DecisionDerived<'_>) -> Value {
    let id = decision.id.as_str();
    let sources: Vec<_> = sources(decision)
        .map(|id| page.absolute(&permanent("source", id, "")))
        .collect();
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.about,
        "inLanguage": page.edition.tag,
        "identifier": id,
        "url": page.absolute(&permanent("decision", id, "")),
        "isPartOf": { "@type": "Dataset", "name": page.site.title },
        "isBasedOn": sources,
    });
    if let Some(since) = &derived.since {
        value["temporalCoverage"] = since.as_str().into();
    }
    if let Some(license) = page.site.license() {
        value["license"] = license.into();
    }
    value
}

/// The sources that a decision rests on, each once, in the order in which it first names them.
fn sources(decision: &Decision) -> impl Iterator<Item = &str> {
    let mut seen = std::collections::HashSet::new();
    let events = decision.events.iter().flat_map(|one| &one.evidence);
    let statements = decision.statements.iter().flat_map(|one| &one.evidence);
    let all = events.chain(statements).map(|one| one.source.as_str());
    all.filter(move |id| seen.insert(*id))
}
