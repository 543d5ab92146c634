//! The parts of a record, and the records of a dataset, as editors list them.

use lsp_types::{DocumentSymbol, SymbolKind};

use super::hover::best;
use super::lookup::{Place, place};
use super::position::Places;
use crate::dataset::{Dataset, Document};
use crate::json::Node;
use crate::passage::folded;

/// The most records that are found at a time.
const MAX_RECORDS: usize = 200;

/// The lists of a record, each with the parts in it that have an id.
pub fn of_document(
    document: &Document,
    places: &Places<'_>,
    language: &str,
) -> Vec<DocumentSymbol> {
    let members = document.root().map_or(&[][..], Node::members).iter();
    let lists = members.filter_map(|member| {
        let parts = member.value.items().iter().filter_map(|part| {
            let id = part.get("id")?;
            let texts = ["label", "text"].iter().filter_map(|key| part.get(key));
            let text = texts.filter_map(|text| best(text, language)).next();
            let code = || Some(part.get("type")?.as_str()?.to_owned());
            let symbol = symbol(id.as_str()?, SymbolKind::FIELD, (part, id), places);
            Some(DocumentSymbol {
                detail: text.or_else(code),
                ..symbol
            })
        });
        let parts: Vec<_> = parts.collect();
        let list = symbol(
            &member.key,
            SymbolKind::ARRAY,
            (&member.value, &member.value),
            places,
        );
        (!parts.is_empty()).then_some(DocumentSymbol {
            children: Some(parts),
            ..list
        })
    });
    lists.collect()
}

#[allow(deprecated, reason = "the field has no other name yet, and no default")]
fn symbol(
    name: &str,
    kind: SymbolKind,
    (whole, id): (&Node, &Node),
    places: &Places<'_>,
) -> DocumentSymbol {
    DocumentSymbol {
        name: name.to_owned(),
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: places.range(&whole.span),
        selection_range: places.range(&id.span),
        children: None,
    }
}

/// The records in whose ids or titles all of some words stand: the id and title of each, and where its id stands.
pub fn of_dataset<'a>(
    dataset: &'a Dataset,
    query: &str,
    language: &str,
) -> Vec<(String, Place<'a>)> {
    let query = folded(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let fits = |(document, record): (&'a Document, &crate::model::Record)| {
        let titles = record.title().iter().map(|(_, title)| title.as_str());
        let text = [record.id()].into_iter().chain(titles);
        let text = folded(&text.collect::<Vec<_>>().join(" "));
        let is_it = words.iter().all(|word| text.contains(word));
        let id = is_it.then(|| document.root()?.get("id")).flatten()?;
        let name = format!("{} {}", record.id(), record.title().best(language));
        Some((name, place(document, id)))
    };
    dataset
        .records()
        .filter_map(fits)
        .take(MAX_RECORDS)
        .collect()
}
