//! The sources that claims come from: documents, described and, where their text is here, pinned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::commitment::Commitment;
use super::evidence::Evidence;
use super::list::List;
use super::number::Bytes;
use super::state::{RecordState, SchemaVersion};
use super::string::{
    ActorId, Date, IdentifierScheme, Keyword, Language, MediaType, OriginalPath, SchemaPath,
    Sha256, SourceId, Text, TextPath, Url,
};
use super::text::LocalizedText;

/// The `type` of a source record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceType {
    /// The record describes a source.
    #[default]
    Source,
}

/// A document that claims are anchored to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The path of the schema, for editors; no program resolves it. Omit it where the editor knows by itself.
    #[serde(
        rename = "$schema",
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub schema: Option<SchemaPath>,
    /// The type of the record.
    pub r#type: SourceType,
    /// The version of the model.
    pub schema_version: SchemaVersion,
    /// The permanent id, which is also the name of the folder.
    pub id: SourceId,
    /// The kind of document that the source is.
    pub form: SourceForm,
    /// Its title, or a description where it has none.
    pub title: LocalizedText,
    /// The language of its text. Omit it where that is unknown, as of a document that nobody outside has seen.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub language: Option<Language>,
    /// The authors who answer for the source.
    pub authors: List<Author>,
    /// To whom it is addressed. Omit it where it is addressed to nobody in particular, or where that is unknown.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub addressee: Option<ActorId>,
    /// The date of the document.
    pub date: Date,
    /// The date on which it became public: the first day on which that can be shown. Omit it where that is its date, from which
    /// it then counts as public.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub published: Option<Date>,
    /// The availability of the source: whether the public can read it.
    pub availability: Availability,
    /// The address at which the source can be read. Omit it where no address is known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub url: Option<Url>,
    /// The copies of it in archives. Omit it where none is known.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub archived: List<ArchivedCopy>,
    /// Its official identifiers. Omit it where it has none, or none is known.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub identifiers: List<Identifier>,
    /// The file that the text was taken from. Omit it where the text was not taken from a file, or nothing is known of it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub original: Option<Original>,
    /// Its text, pinned byte for byte. Omit it where the text is not in the dataset; evidence then gives a place in it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub text: Option<PinnedText>,
    /// Passages of the text that say nothing to record. Omit it where there is none, or no text.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub out_of_scope: List<OutOfScope>,
    /// The sources that it refers to. Omit it where it refers to none, or where that is unknown.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub cites: List<Citation>,
    /// The commitments: what was promised in it about nothing that is decided. Omit it where nothing was.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub commitments: List<Commitment>,
    /// The evidence that shows its authors, its date and its identifiers. Omit it where these stand on the document itself and
    /// its text is not here.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub evidence: List<Evidence>,
    /// The life of this record.
    pub record: RecordState,
}

/// The kind of document that a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum SourceForm {
    /// A letter.
    Letter,
    /// Answers to written questions.
    Answers,
    /// The report or record of a debate or sitting.
    DebateReport,
    /// The paper of a motion.
    Motion,
    /// A law, decree, regulation or directive.
    Regulation,
    /// The text of a proposal, or of a version of it.
    ProposalText,
    /// A declaration, such as one attached to a decision.
    Declaration,
    /// The text of a decision itself, such as an order, a licence or a refusal.
    Decision,
    /// A judgment of a court.
    Ruling,
    /// An opinion or advice of a body that gives such.
    Opinion,
    /// Minutes, an agenda, or a list of decisions of a meeting.
    Minutes,
    /// A report in the press.
    Press,
    /// A press release.
    PressRelease,
    /// A page of a web site.
    WebPage,
}

/// Somebody who answers for a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// The actor who answers for it: the person where a person is named, else the office, body or organisation.
    pub actor: ActorId,
    /// The office in which the person wrote. Omit it where the author is no person, or wrote as none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub office: Option<ActorId>,
    /// True if the author signed it; false for somebody on whose behalf it was also sent. Omit it where that is unknown, or
    /// where such a document is not signed.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub signed: Option<bool>,
}

/// The availability of a document: whether the public can read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It can be read by anyone.
    Public,
    /// It exists, and its publication was refused.
    Withheld,
    /// It exists, and was not published.
    Unpublished,
}

/// An official identifier of a document, proposal or actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// The naming scheme, such as `kamerstuk`, `celex` or `com`.
    pub scheme: IdentifierScheme,
    /// The identifier, as that scheme writes it.
    pub value: Text,
}

/// A copy of a source in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArchivedCopy {
    /// The address of the copy.
    pub url: Url,
    /// The date on which the copy was made.
    pub at: Date,
}

/// The file that the text of a source was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// The media type of the file.
    pub media_type: MediaType,
    /// The SHA-256 hash of the file's bytes.
    pub sha256: Sha256,
    /// The size of the file.
    pub bytes: Bytes,
    /// The address that it was taken from. Omit it where it was not taken from one, or that is unknown.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub url: Option<Url>,
    /// The date on which it was taken from there. Omit it where that is unknown.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub retrieved: Option<Date>,
    /// The file itself, in the source's own folder. Omit it where the file is not here.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub path: Option<OriginalPath>,
}

/// The text of a source, pinned byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PinnedText {
    /// The file, in the source's own folder.
    pub path: TextPath,
    /// The SHA-256 hash of the file's bytes.
    pub sha256: Sha256,
    /// The method by which it was taken from the original, such as `docx/1`. Omit it where that is unknown.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub method: Option<Text>,
    /// True if a person compared it with the original; false if nobody did. Omit it where that is unknown.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub reviewed: Option<bool>,
    /// The part of the document that it is. Omit it where it is the whole.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub part: Option<TextPart>,
}

/// The part of a document that a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextPart {
    /// Some passages of it.
    Excerpt,
}

/// A passage of the text that says nothing to record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutOfScope {
    /// The passage, exactly as it stands in the text, once and only once.
    pub quote: Text,
    /// The reason why the passage says nothing to record.
    pub reason: OutOfScopeReason,
}

/// The reason why a passage says nothing to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutOfScopeReason {
    /// It is a heading or a number of one.
    Heading,
    /// It opens or closes the document, or says what the document is for.
    Courtesy,
    /// It belongs to the page, not to the text.
    PageFurniture,
    /// It was left by the conversion of the document to plain text.
    ConversionMark,
}

/// A reference from one source to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The source that is referred to.
    pub source: SourceId,
    /// The words that refer to it, or where they stand.
    pub evidence: List<Evidence>,
}
