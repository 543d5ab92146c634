//! What pages say of themselves in the words of schema.org, for programs that read pages.

use serde_json::{Value, json};

use crate::export::derived::DecisionDerived;
use crate::model::{Actor, ActorKind, Decision, Proposal, Source};

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

/// A source, as a work that others made.
pub fn of_source(page: &Page<'_>, source: &Source) -> Value {
    let authors = source.authors.iter().map(|one| page.actor_name(&one.actor));
    let authors: Vec<_> = authors
        .map(|name| json!({ "@type": "Organization", "name": name }))
        .collect();
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": page.title,
        "author": authors,
        "identifier": source.id.as_str(),
        "url": page.absolute(&permanent("source", source.id.as_str(), "")),
    });
    if let Some(language) = &source.language {
        value["inLanguage"] = language.as_str().into();
    }
    if let Some(url) = &source.url {
        value["sameAs"] = url.as_str().into();
    }
    value
}

/// An actor, as a person or an organisation.
pub fn of_actor(page: &Page<'_>, actor: &Actor) -> Value {
    let of_type = match actor.kind {
        ActorKind::Person => "Person",
        ActorKind::State => "Country",
        ActorKind::Body | ActorKind::Office => "GovernmentOrganization",
        _ => "Organization",
    };
    json!({
        "@context": "https://schema.org",
        "@type": of_type,
        "name": page.title,
        "identifier": actor.id.as_str(),
        "url": page.absolute(&permanent("actor", actor.id.as_str(), "")),
    })
}

/// The dataset.
pub fn of_dataset(page: &Page<'_>) -> Value {
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": page.site.title,
        "description": page.about,
        "inLanguage": page.edition.tag,
        "url": page.absolute(page.path()),
    });
    if let Some(license) = page.site.license() {
        value["license"] = license.into();
    }
    value
}

/// A proposal.
pub fn of_proposal(page: &Page<'_>, proposal: &Proposal) -> Value {
    let identifiers: Vec<_> = proposal
        .identifiers
        .iter()
        .map(|one| one.value.as_str())
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": page.title,
        "legislationIdentifier": identifiers,
        "url": page.absolute(&permanent("proposal", proposal.id.as_str(), "")),
    })
}

/// The sources that a decision rests on, each once, in the order in which it first names them.
fn sources(decision: &Decision) -> impl Iterator<Item = &str> {
    let mut seen = std::collections::HashSet::new();
    let events = decision.events.iter().flat_map(|one| &one.evidence);
    let statements = decision.statements.iter().flat_map(|one| &one.evidence);
    let all = events.chain(statements).map(|one| one.source.as_str());
    all.filter(move |id| seen.insert(*id))
}
