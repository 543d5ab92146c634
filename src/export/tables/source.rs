//! Where claims come from: documents, who answers for them, what they refer to, and what of them says nothing to record.

use schemars::JsonSchema;
use serde::Serialize;

use super::{RecordColumns, Rows, Table};
use crate::export::Export;
use crate::export::derived::Day;
use crate::model::{
    ActorId, Availability, Date, Language, LocalizedText, OutOfScopeReason, Sha256, SourceForm,
    SourceId, Text, TextPath, Url,
};
use crate::schema;

pub const SOURCES: Table = Table {
    name: "sources",
    key: &["id"],
    references: &[],
    schema: || schema::of::<SourceRow<'_>>("sources", |_| ()),
    rows: sources,
};

/// A document that claims are anchored to.
#[derive(Serialize, JsonSchema)]
struct SourceRow<'a> {
    /// The permanent id.
    id: &'a SourceId,
    /// What sort of document it is.
    form: SourceForm,
    /// Its title, or a description where it has none.
    title: &'a LocalizedText,
    /// The language of its text. Empty where that is unknown.
    language: Option<&'a Language>,
    /// To whom it is addressed. Empty where it is addressed to nobody in particular, or where that is unknown.
    addressee: Option<&'a ActorId>,
    /// The date of the document.
    date: &'a Date,
    /// When it became public. Empty where that is its date.
    published: Option<&'a Date>,
    /// Whether the public can read it.
    availability: Availability,
    /// Where it can be read. Empty where no address is known.
    url: Option<&'a Url>,
    /// The file of its pinned text in the dataset. Empty where the text is not in the dataset.
    text_path: Option<&'a TextPath>,
    /// The SHA-256 hash of that file.
    text_sha256: Option<&'a Sha256>,
    /// Derived: the day by which it was public. Empty where the public cannot read it.
    known_by: Option<Day>,
    /// Derived: how many words its text has. Empty where the text is not in the dataset.
    words: Option<usize>,
    /// Derived: how many of them are evidence.
    words_anchored: Option<usize>,
    /// Derived: how many of them say nothing to record.
    words_out_of_scope: Option<usize>,
    /// Derived: how many of them are left.
    words_uncovered: Option<usize>,
    #[serde(flatten)]
    record: RecordColumns<'a>,
}

fn sources(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (source, derived) in export.sources() {
        let coverage = derived.coverage.as_ref();
        rows.add(&SourceRow {
            id: &source.id,
            form: source.form,
            title: &source.title,
            language: source.language.as_ref(),
            addressee: source.addressee.as_ref(),
            date: &source.date,
            published: source.published.as_ref(),
            availability: source.availability,
            url: source.url.as_ref(),
            text_path: source.text.as_ref().map(|text| &text.path),
            text_sha256: source.text.as_ref().map(|text| &text.sha256),
            known_by: derived.known_by,
            words: coverage.map(|coverage| coverage.words),
            words_anchored: coverage.map(|coverage| coverage.anchored),
            words_out_of_scope: coverage.map(|coverage| coverage.out_of_scope),
            words_uncovered: coverage.map(|coverage| coverage.uncovered),
            record: RecordColumns::of(&source.record),
        });
    }
}

pub const AUTHORS: Table = Table {
    name: "authors",
    key: &["source", "place"],
    references: &[],
    schema: || schema::of::<AuthorRow<'_>>("authors", |_| ()),
    rows: authors,
};

/// Who answers for a source.
#[derive(Serialize, JsonSchema)]
struct AuthorRow<'a> {
    /// The source.
    source: &'a SourceId,
    /// Who: the person where a person is named, else the office, body or organisation.
    actor: &'a ActorId,
    /// The office in which the person wrote. Empty where the author is no person, or wrote as none.
    office: Option<&'a ActorId>,
    /// Whether the author signed it; false for somebody on whose behalf it was also sent. Empty where that is unknown.
    signed: Option<bool>,
    /// Where it stands in the record, as a JSON Pointer.
    place: String,
}

fn authors(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (source, _) in export.sources() {
        for (at, author) in source.authors.iter().enumerate() {
            rows.add(&AuthorRow {
                source: &source.id,
                actor: &author.actor,
                office: author.office.as_ref(),
                signed: author.signed,
                place: format!("/authors/{at}"),
            });
        }
    }
}

pub const CITATIONS: Table = Table {
    name: "citations",
    key: &["source", "place"],
    references: &[],
    schema: || schema::of::<CitationRow<'_>>("citations", |_| ()),
    rows: citations,
};

/// A reference from one source to another.
#[derive(Serialize, JsonSchema)]
struct CitationRow<'a> {
    /// The source that refers.
    source: &'a SourceId,
    /// The source that is referred to.
    cited: &'a SourceId,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn citations(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (source, _) in export.sources() {
        for (at, citation) in source.cites.iter().enumerate() {
            rows.add(&CitationRow {
                source: &source.id,
                cited: &citation.source,
                place: format!("/cites/{at}"),
            });
        }
    }
}

pub const OUT_OF_SCOPE: Table = Table {
    name: "out_of_scope",
    key: &["source", "place"],
    references: &[],
    schema: || schema::of::<OutOfScopeRow<'_>>("out_of_scope", |_| ()),
    rows: out_of_scope,
};

/// A passage of a source's text that says nothing to record.
#[derive(Serialize, JsonSchema)]
struct OutOfScopeRow<'a> {
    /// The source.
    source: &'a SourceId,
    /// The passage, exactly as it stands in the text.
    quote: &'a Text,
    /// Why it says nothing to record.
    reason: OutOfScopeReason,
    /// Where it stands in the record, as a JSON Pointer.
    place: String,
}

fn out_of_scope(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (source, _) in export.sources() {
        for (at, passage) in source.out_of_scope.iter().enumerate() {
            rows.add(&OutOfScopeRow {
                source: &source.id,
                quote: &passage.quote,
                reason: passage.reason,
                place: format!("/out_of_scope/{at}"),
            });
        }
    }
}
