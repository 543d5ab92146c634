//! What pages say of themselves in the words of schema.org, for programs that read pages.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::export::derived::DecisionDerived;
use crate::export::description;
use crate::model::{Actor, ActorId, ActorKind, Decision, Identifier, Proposal, Source, SourceForm};

use super::address::permanent;
use super::page::Page;

/// The dataset, for the front page: with the values of `dcat.jsonld`.
pub fn of_dataset(page: &Page<'_>) -> Value {
    let facts = description::facts(page.site.export);
    let languages = &page.site.export.languages;
    let languages: Vec<_> = languages.iter().map(|one| one.as_str()).collect();
    let mut value = described("Dataset", page, page.site.title);
    value.insert("description".into(), json!(facts.summary));
    value.insert("identifier".into(), json!(facts.digest.to_string()));
    value.insert("isAccessibleForFree".into(), json!(true));
    value.insert("inLanguage".into(), json!(languages));
    let creator = json!({ "@type": "Organization", "name": facts.authors });
    value.insert("creator".into(), creator);
    if let Some(license) = facts.license {
        value.insert("license".into(), json!(license));
    }
    if let Some((first, last)) = facts.period {
        value.insert(
            "temporalCoverage".into(),
            json!(format!("{}/{}", first.0, last.0)),
        );
    }
    if let Some(base) = page.site.base {
        value.insert("url".into(), json!(base));
    }
    Value::Object(value)
}

/// A decision, as an article about it.
pub fn of_decision(page: &Page<'_>, decision: &Decision, derived: &DecisionDerived<'_>) -> Value {
    let id = decision.id.as_str();
    let mut value = described("Article", page, &page.title);
    value.insert("headline".into(), json!(page.title));
    value.insert("inLanguage".into(), json!(page.edition.tag));
    value.insert("identifier".into(), json!(id));
    value.insert("url".into(), address(page, "decision", id));
    value.insert("version".into(), json!(decision.record.revision));
    let sources = sources(decision).map(|id| address(page, "source", id));
    value.insert("isBasedOn".into(), sources.collect());
    let deciders = [&decision.decider.actor].into_iter();
    let deciders = deciders.chain(&decision.decider.jointly);
    let mut about: Vec<_> = deciders.map(|id| actor(page, id)).collect();
    if let Some(proposal) = &decision.proposal {
        about.push(json!({
            "@type": "CreativeWork",
            "name": page.proposal(&proposal.id).said.text,
            "url": address(page, "proposal", proposal.id.as_str()),
        }));
    }
    value.insert("about".into(), json!(about));
    if let Some(document) = &decision.document {
        value.insert(
            "mainEntity".into(),
            address(page, "source", document.as_str()),
        );
    }
    if let Some(since) = &derived.since {
        value.insert("temporalCoverage".into(), json!(since));
    }
    Value::Object(value)
}

/// A source: an act of law, an article of the press, or another work.
pub fn of_source(page: &Page<'_>, source: &Source) -> Value {
    let class = match source.form {
        SourceForm::Regulation | SourceForm::ProposalText => "Legislation",
        SourceForm::Press => "NewsArticle",
        SourceForm::Opinion | SourceForm::DebateReport => "Report",
        SourceForm::WebPage => "WebPage",
        _ => "CreativeWork",
    };
    let id = source.id.as_str();
    let mut value = described(class, page, page.said(&source.title).text);
    value.insert("url".into(), address(page, "source", id));
    let date = source.published.as_ref().unwrap_or(&source.date);
    value.insert("datePublished".into(), json!(first_day(date.as_str())));
    let authors = source.authors.iter().map(|one| actor(page, &one.actor));
    value.insert("author".into(), authors.collect());
    identify(&mut value, &source.identifiers);
    let celex = source.identifiers.iter();
    let mut celex = celex.filter(|one| one.scheme.as_str() == "celex");
    if let (Some(celex), "Legislation") = (celex.next(), class) {
        value.insert("legislationIdentifier".into(), json!(celex.value.as_str()));
    }
    if let Some(language) = &source.language {
        value.insert("inLanguage".into(), json!(language.as_str()));
    }
    if let Some(url) = &source.url {
        value.insert("sameAs".into(), json!(url.as_str()));
    }
    // The license of the dataset is not that of what it quotes.
    value.remove("license");
    Value::Object(value)
}

/// A proposal, as the act of law that it may become.
pub fn of_proposal(page: &Page<'_>, proposal: &Proposal) -> Value {
    let mut value = described("Legislation", page, page.said(&proposal.title).text);
    value.insert(
        "url".into(),
        address(page, "proposal", proposal.id.as_str()),
    );
    identify(&mut value, &proposal.identifiers);
    if let Some(first) = proposal.versions.first() {
        let day = first_day(first.date.as_str());
        value.insert("dateCreated".into(), json!(day));
    }
    value.remove("license");
    Value::Object(value)
}

/// A person, a body or an office.
pub fn of_actor(page: &Page<'_>, actor: &Actor) -> Value {
    let name = page.said(&actor.name).text;
    let mut value = described(class_of(actor.kind), page, name);
    value.insert("url".into(), address(page, "actor", actor.id.as_str()));
    identify(&mut value, &actor.identifiers);
    let offices = actor.terms.iter().map(|term| {
        let mut office = json!({
            "@type": "Role",
            "hasOccupation": { "@type": "Occupation", "name": page.actor_name(&term.office) },
        });
        if let Some(start) = &term.start {
            office["startDate"] = json!(first_day(start.as_str()));
        }
        if let Some(ended) = &term.ended {
            office["endDate"] = json!(first_day(ended.date.as_str()));
        }
        office
    });
    let offices: Vec<_> = offices.collect();
    if actor.kind == ActorKind::Person && !offices.is_empty() {
        value.insert("hasOccupation".into(), json!(offices));
    }
    // A person belongs to no dataset.
    for key in ["license", "isPartOf"] {
        value.remove(key);
    }
    Value::Object(value)
}

/// What everything has: its class, its name, and the dataset that it is in.
fn described(class: &str, page: &Page<'_>, name: &str) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("@context".into(), json!("https://schema.org"));
    value.insert("@type".into(), json!(class));
    value.insert("name".into(), json!(name));
    if !page.about.is_empty() {
        value.insert("description".into(), json!(page.about));
    }
    if class != "Dataset" {
        let dataset = json!({ "@type": "Dataset", "name": page.site.title });
        value.insert("isPartOf".into(), dataset);
        if let Some(license) = page.site.license() {
            let license = format!("https://spdx.org/licenses/{license}");
            value.insert("license".into(), json!(license));
        }
    }
    value
}

/// An actor that something else names.
fn actor(page: &Page<'_>, id: &ActorId) -> Value {
    let kind = page.site.dataset.actor(id).map(|one| one.kind);
    json!({
        "@type": kind.map_or("Thing", class_of),
        "name": page.actor_name(id),
        "url": address(page, "actor", id.as_str()),
    })
}

/// The class of an actor. An office is none of its holders.
fn class_of(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::State => "Country",
        ActorKind::Body => "GovernmentOrganization",
        ActorKind::Office | ActorKind::Organisation => "Organization",
    }
}

fn identify(value: &mut Map<String, Value>, identifiers: &[Identifier]) {
    let identifiers = identifiers.iter().map(|one| {
        json!({
            "@type": "PropertyValue",
            "propertyID": crate::model::code(&one.scheme),
            "value": one.value.as_str(),
        })
    });
    let identifiers: Vec<_> = identifiers.collect();
    if !identifiers.is_empty() {
        value.insert("identifier".into(), json!(identifiers));
    }
}

/// The permanent address of a record.
fn address(page: &Page<'_>, record_type: &str, id: &str) -> Value {
    let path = match page.site.base {
        Some(_) => permanent(record_type, id, ""),
        None => permanent(record_type, id, "/index.html"),
    };
    json!(page.absolute(&path))
}

/// The first day that a date can mean, for those who know no intervals.
fn first_day(date: &str) -> &str {
    date.split('/').next().unwrap_or(date)
}

/// The sources that a decision rests on, each once, in the order in which it first names them.
fn sources(decision: &Decision) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::new();
    let events = decision.events.iter().flat_map(|one| &one.evidence);
    let statements = decision.statements.iter().flat_map(|one| &one.evidence);
    let all = events.chain(statements).map(|one| one.source.as_str());
    all.filter(move |id| seen.insert(*id))
}
