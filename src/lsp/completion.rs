//! What can be written at a place: the ids of records and parts that are there, and the words of a text.

use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, TextEdit,
};

use super::cursor::{StringAt, beside, string_at, strings};
use super::hover::best;
use super::lookup::text_of;
use super::named::{Owner, Sort, owner, sort_at};
use super::position::Places;
use crate::check::rules::MAX_QUOTE_WORDS;
use crate::dataset::{Dataset, PinnedText};
use crate::derive;
use crate::json::Node;
use crate::passage::{begun, folded, shortened};
use crate::schema::{RecordSchema, Schemas};

/// The most items that are offered at a time; with more typed there are others.
const MAX_ITEMS: usize = 200;

/// Something that can be written.
struct Offer {
    /// The value.
    value: String,
    /// What it is, in a few words.
    detail: String,
    kind: CompletionItemKind,
    /// True if it comes behind all others.
    is_last: bool,
}

/// What is asked for: what can be written at a byte of a text.
pub struct Asked<'a> {
    /// The dataset that the text belongs to.
    pub dataset: &'a Dataset,
    /// The schemas of the records.
    pub schemas: &'a Schemas,
    /// The text of the record.
    pub text: &'a str,
    /// The language of those who write.
    pub language: &'a str,
}

impl Asked<'_> {
    /// What can be written at a byte of the text; nothing where no id and no quote belongs.
    pub fn complete(&self, offset: usize, places: &Places<'_>) -> Option<CompletionList> {
        let string = string_at(self.text, offset)?;
        let record_type = string.root.get("type")?.as_str()?;
        let schema = self.schemas.get(record_type)?;
        let offers = match sort_at(schema, &string.pointer) {
            Some(_) if string.pointer == "/id" || self.is_own_id(schema, &string) => return None,
            Some(sort) => self.ids(sort, &string),
            None if string.pointer.ends_with("/quote") => self.quotes(&string)?,
            None => return None,
        };
        let range = places.range(&string.span);
        let items = offers.iter().take(MAX_ITEMS).enumerate();
        let items = items.map(|(at, offer)| CompletionItem {
            label: shortened(&offer.value),
            kind: Some(offer.kind),
            detail: Some(offer.detail.clone()),
            documentation: (shortened(&offer.value) != offer.value)
                .then(|| Documentation::String(offer.value.clone())),
            sort_text: Some(format!("{}{at:05}", u8::from(offer.is_last))),
            // What was typed is looked for here, and not once more by the editor.
            filter_text: Some(string.before.clone()),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
                range,
                written(&offer.value),
            ))),
            ..CompletionItem::default()
        });
        Some(CompletionList {
            is_incomplete: true,
            items: items.collect(),
        })
    }

    /// True for the id of a part, which is to be a new one.
    fn is_own_id(&self, schema: &RecordSchema, string: &StringAt) -> bool {
        let part = string.pointer.strip_suffix("/id");
        let is_part = part.is_some_and(|part| part.ends_with(|one: char| one.is_ascii_digit()));
        is_part && sort_at(schema, &string.pointer).is_some_and(|one| one.owner == Owner::Itself)
    }

    fn ids(&self, sort: &Sort, string: &StringAt) -> Vec<Offer> {
        let root = &string.root;
        let own = root.get("id").and_then(Node::as_str).unwrap_or_default();
        let mut offers = match sort.owner {
            Owner::None => self.records(sort, ""),
            Owner::Itself => {
                let owner = owner(root, &string.pointer, sort).unwrap_or(own);
                self.parts(sort, (owner == own).then_some(root), owner, "")
            }
            Owner::Written => match string.before.split_once('#') {
                Some((record, _)) if !record.is_empty() => {
                    self.parts(sort, None, record, &format!("{record}#"))
                }
                _ => {
                    let mut offers = self.parts(sort, Some(root), own, "#");
                    offers.extend(self.records(sort, "#"));
                    offers
                }
            },
        };
        let typed = folded(&string.before);
        let words: Vec<&str> = typed.split_whitespace().collect();
        offers.retain(|offer| {
            let text = folded(&format!("{} {}", offer.value, offer.detail));
            words.iter().all(|word| text.contains(word))
        });
        offers
    }

    /// The ids of all records of the types of a sort; `behind` is written behind each.
    fn records(&self, sort: &Sort, behind: &str) -> Vec<Offer> {
        let types = sort.types.iter();
        let ids = types.flat_map(|one| self.dataset.ids(one).into_iter().map(move |id| (one, id)));
        let offer = |(record_type, id): (&&str, &str)| {
            let document = self.dataset.document(record_type, id);
            let record = document.and_then(|one| one.record.as_ref());
            let title = record.map(|one| one.title().best(self.language).to_owned());
            Offer {
                value: format!("{id}{behind}"),
                detail: title.unwrap_or_default(),
                kind: CompletionItemKind::REFERENCE,
                is_last: false,
            }
        };
        ids.map(offer).collect()
    }

    /// The ids of the parts of a record; `before` is written before each. The record that is being written is given.
    fn parts(&self, sort: &Sort, own: Option<&Node>, record: &str, before: &str) -> Vec<Offer> {
        let documents = sort.types.iter();
        let documents = documents.filter_map(|one| self.dataset.document(one, record)?.root());
        let roots: Vec<&Node> = match own {
            Some(own) => vec![own],
            None => documents.collect(),
        };
        let lists = roots
            .into_iter()
            .flat_map(|root| sort.lists.iter().filter_map(|list| root.get(list)));
        let offer = |part: &Node| {
            let id = part.get("id")?.as_str().filter(|id| !id.is_empty())?;
            let texts = ["label", "text", "type"].iter();
            let mut texts = texts.filter_map(|key| part.get(key));
            let text = texts.next();
            let text = text.and_then(|text| match text.as_str() {
                Some(code) => Some(code.to_owned()),
                None => best(text, self.language),
            });
            Some(Offer {
                value: format!("{before}{id}"),
                detail: text.unwrap_or_default(),
                kind: CompletionItemKind::REFERENCE,
                is_last: false,
            })
        };
        lists.flat_map(Node::items).filter_map(offer).collect()
    }

    /// What is quoted of a text: by other records, and by the one that is being written but for the string itself.
    fn quoted(
        &self,
        string: &StringAt,
        source: &str,
        pinned: &PinnedText<'_>,
    ) -> Vec<Range<usize>> {
        let own = string.root.get("id").and_then(Node::as_str);
        let others = derive::quotes(self.dataset).into_iter();
        let others = others.filter(|one| {
            let id = one.document.identity().map(|(_, id)| id);
            std::ptr::eq(one.text, pinned.text) && id != own
        });
        let beside_it = strings(&string.root).into_iter();
        let beside_it = beside_it.filter(|(pointer, _)| {
            pointer.ends_with("/quote")
                && *pointer != string.pointer
                && beside(&string.root, pointer, "source") == Some(source)
        });
        let words = beside_it.filter_map(|(_, node)| node.as_str());
        let found = words.flat_map(|words| pinned.text.normal().find(words));
        others.flat_map(|one| one.found).chain(found).collect()
    }

    /// The passages of the text of the source beside a quote; those that a record quotes already come last.
    fn quotes(&self, string: &StringAt) -> Option<Vec<Offer>> {
        let root = &string.root;
        let own = || root.get("id")?.as_str();
        let source = beside(root, &string.pointer, "source").or_else(own)?;
        let pinned = text_of(self.dataset, source)?;
        let text = pinned.text.normal();
        let quoted = self.quoted(string, source, &pinned);
        let passages = begun(text, &pinned.text.text, &string.before, MAX_QUOTE_WORDS);
        let offer = |at: Range<usize>| Offer {
            value: text.passage(&at).to_owned(),
            detail: format!("{source}:{}", pinned.text.position(&at).line),
            kind: CompletionItemKind::TEXT,
            is_last: quoted
                .iter()
                .any(|one| one.start < at.end && at.start < one.end),
        };
        Some(passages.into_iter().map(offer).collect())
    }
}

/// A value as it is written in JSON, between its quotes.
fn written(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}
