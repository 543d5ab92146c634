//! The answers to what an editor asks of a place in a file.

use std::path::Path;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CompletionParams,
    CompletionResponse, DocumentChanges, DocumentFormattingParams, DocumentSymbolParams,
    DocumentSymbolResponse, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverContents,
    HoverParams, Location, MarkupContent, MarkupKind, OneOf,
    OptionalVersionedTextDocumentIdentifier, ReferenceParams, SymbolKind, TextDocumentEdit,
    TextDocumentPositionParams, TextEdit, WorkspaceEdit, WorkspaceSymbol, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};
use serde_json::{Value, json};

use super::completion::Asked;
use super::desk::path_in;
use super::diagnostics::Shown;
use super::hover::Reader;
use super::lookup::{Found, Place, definitions, named_at, quotes_at, references};
use super::position::{Encoding, Places};
use super::server::Server;
use super::symbols;
use super::uri::{path_of, uri_of};
use crate::dataset::{Dataset, Document};
use crate::derive::Moment;
use crate::json;
use crate::schema::Schemas;
use crate::workspace::Workspace;

/// A place in a file that is open, and its dataset.
struct Seat<'a> {
    workspace: &'a Workspace,
    schemas: &'a Schemas,
    /// The path of the file in the dataset.
    path: &'a str,
    text: String,
    offset: usize,
    encoding: Encoding,
    language: String,
}

impl Server<'_> {
    /// The place that a request is about; nothing if the file is not open, or belongs to no dataset.
    fn seat(&mut self, at: &TextDocumentPositionParams) -> Option<Seat<'_>> {
        let path = path_of(&at.text_document.uri)?;
        let text = self.desk.open(&path)?.text.clone();
        let offset = Places::new(&text, self.encoding).offset(at.position);
        let root = self.desk.root_of(&path)?;
        let language = self.language(&root)?;
        let workspace = self.desk.dataset(&root)?;
        Some(Seat {
            path: path_in(workspace, &workspace.dataset, &path)?,
            workspace,
            schemas: &self.schemas,
            text,
            offset,
            encoding: self.encoding,
            language,
        })
    }

    /// The language in which texts are shown: that of the editor, if the dataset has it, else its first.
    fn language(&mut self, root: &Path) -> Option<String> {
        let locale = self.locale.clone();
        let config = &self.desk.dataset(root)?.dataset.config;
        let mut languages = config.languages.iter().map(|one| one.as_str());
        let locale = locale.map(|locale| locale.replace('_', "-"));
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let is_there = |tag: &String| languages.clone().any(|one| primary(one) == primary(tag));
        let spoken = locale.filter(is_there);
        spoken
            .or_else(|| languages.next().map(str::to_owned))
            .or_else(|| Some("en".to_owned()))
    }

    pub fn complete(&mut self, parameters: CompletionParams) -> Value {
        let list = self
            .seat(&parameters.text_document_position)
            .and_then(|seat| {
                let asked = Asked {
                    dataset: &seat.workspace.dataset,
                    schemas: seat.schemas,
                    text: &seat.text,
                    language: &seat.language,
                };
                asked.complete(seat.offset, &Places::new(&seat.text, seat.encoding))
            });
        json!(list.map(CompletionResponse::List))
    }

    pub fn hover(&mut self, parameters: HoverParams) -> Value {
        let moment = Moment::on(self.desk.today());
        let seat = self.seat(&parameters.text_document_position_params);
        let hover = seat.and_then(|seat| {
            let reader = Reader {
                language: &seat.language,
                moment,
            };
            let dataset = &seat.workspace.dataset;
            let (told, range) = match seat.named() {
                Some(found) => {
                    let places = Places::new(&seat.text, seat.encoding);
                    (
                        reader.of(dataset, &found.named)?,
                        Some(places.range(&found.span)),
                    )
                }
                None => (reader.of_text(dataset, seat.path, seat.offset)?, None),
            };
            let value = MarkupContent {
                kind: MarkupKind::Markdown,
                value: told,
            };
            Some(Hover {
                contents: HoverContents::Markup(value),
                range,
            })
        });
        json!(hover)
    }

    pub fn define(&mut self, parameters: GotoDefinitionParams) -> Value {
        let seat = self.seat(&parameters.text_document_position_params);
        let places = seat.map(|seat| match seat.named() {
            Some(found) => seat.locations(&definitions(seat.dataset(), &found.named)),
            None => seat.quotes(),
        });
        json!(places.map(GotoDefinitionResponse::Array))
    }

    pub fn refer(&mut self, parameters: ReferenceParams) -> Value {
        let with_itself = parameters.context.include_declaration;
        let seat = self.seat(&parameters.text_document_position);
        let places = seat.map(|seat| {
            let Some(found) = seat.named() else {
                return seat.quotes();
            };
            let mut places = references(seat.schemas, seat.dataset(), &found.named);
            if !with_itself {
                let itself = definitions(seat.dataset(), &found.named);
                places.retain(|place| !itself.contains(place));
            }
            seat.locations(&places)
        });
        json!(places)
    }

    pub fn outline(&mut self, parameters: DocumentSymbolParams) -> Value {
        let at = TextDocumentPositionParams {
            text_document: parameters.text_document,
            position: lsp_types::Position::default(),
        };
        let symbols = self.seat(&at).and_then(|seat| {
            let document = seat.document()?;
            let places = Places::new(&seat.text, seat.encoding);
            Some(symbols::of_document(document, &places, &seat.language))
        });
        json!(symbols.map(DocumentSymbolResponse::Nested))
    }

    pub fn find(&mut self, parameters: WorkspaceSymbolParams) -> Value {
        let mut found = Vec::new();
        for root in self.desk.roots() {
            let language = self.language(&root).unwrap_or_default();
            let encoding = self.encoding;
            let Some(workspace) = self.desk.dataset(&root) else {
                continue;
            };
            let records = symbols::of_dataset(&workspace.dataset, &parameters.query, &language);
            let symbols = records.into_iter().filter_map(|(name, place)| {
                Some(WorkspaceSymbol {
                    name,
                    kind: SymbolKind::FILE,
                    tags: None,
                    container_name: None,
                    location: OneOf::Left(location(workspace, &place, encoding)?),
                    data: None,
                })
            });
            found.extend(symbols);
        }
        json!(WorkspaceSymbolResponse::Nested(found))
    }

    pub fn lay_out(&mut self, parameters: DocumentFormattingParams) -> Value {
        let path = path_of(&parameters.text_document.uri);
        let open = path.and_then(|path| self.desk.open(&path));
        let edit = open.and_then(|open| {
            let parsed = json::parse(open.text.as_bytes());
            let root = parsed.root.filter(|_| parsed.faults.is_empty())?;
            let schema = self.schemas.get(root.get("type")?.as_str()?)?;
            let text = json::layout(&root, Some(&schema.schema));
            let range = Places::new(&open.text, self.encoding).range(&(0..open.text.len()));
            Some((text != open.text).then(|| TextEdit::new(range, text)))
        });
        json!(edit.map(Vec::from_iter))
    }

    /// The edits that mend the findings in a range.
    pub fn mend(&mut self, parameters: CodeActionParams) -> Value {
        // A finding has to be where the text is now.
        if self.desk.has_changed() {
            self.tell();
        }
        let uri = parameters.text_document.uri;
        let wanted = parameters.context.only;
        let is_wanted = wanted.is_none_or(|kinds| {
            let mut kinds = kinds.iter();
            kinds.any(|kind| "quickfix".starts_with(kind.as_str()))
        });
        let path = path_of(&uri).filter(|_| is_wanted);
        let root = path.as_ref().and_then(|path| self.desk.root_of(path));
        let shown = root.and_then(|root| self.shown.get(&root)?.get(path.as_ref()?));
        let open = path.as_ref().and_then(|path| self.desk.open(path));
        let version = open.map(|open| open.version);
        let (start, end) = (parameters.range.start, parameters.range.end);
        let touches = |shown: &&Shown| {
            let range = shown.diagnostic.range;
            range.start <= end && start <= range.end
        };
        let action = |shown: &Shown| {
            let (title, edit) = shown.fix.clone()?;
            let edits = TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    uri: uri.clone(),
                    version,
                },
                edits: vec![OneOf::Left(edit)],
            };
            Some(CodeActionOrCommand::CodeAction(CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![shown.diagnostic.clone()]),
                edit: Some(WorkspaceEdit {
                    document_changes: Some(DocumentChanges::Edits(vec![edits])),
                    ..WorkspaceEdit::default()
                }),
                is_preferred: Some(true),
                ..CodeAction::default()
            }))
        };
        let shown = shown.into_iter().flatten().filter(touches);
        json!(shown.filter_map(action).collect::<Vec<_>>())
    }
}

impl<'a> Seat<'a> {
    fn dataset(&self) -> &'a Dataset {
        &self.workspace.dataset
    }

    fn document(&self) -> Option<&'a Document> {
        let mut documents = self.dataset().documents.iter();
        documents
            .find(|one| one.path == self.path)
            .map(|one| &**one)
    }

    /// What the value there names.
    fn named(&self) -> Option<Found> {
        named_at(self.schemas, self.document()?, self.offset)
    }

    /// The quotes of the text there.
    fn quotes(&self) -> Vec<Location> {
        let quotes = quotes_at(self.dataset(), self.path, self.offset);
        let places: Vec<_> = quotes.into_iter().map(|(place, _)| place).collect();
        self.locations(&places)
    }

    fn locations(&self, places: &[Place<'_>]) -> Vec<Location> {
        let places = places.iter();
        let locations = places.filter_map(|one| location(self.workspace, one, self.encoding));
        locations.collect()
    }
}

fn location(workspace: &Workspace, place: &Place<'_>, encoding: Encoding) -> Option<Location> {
    Some(Location {
        uri: uri_of(&workspace.locate(place.path))?,
        range: Places::new(place.text, encoding).range(&place.span),
    })
}
