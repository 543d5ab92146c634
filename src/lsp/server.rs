//! The talk with an editor: what it asks, and what it is told when something changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil;
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, Response};
use lsp_types::notification::{self as told, Notification as _};
use lsp_types::request::{self as asked, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, Diagnostic,
    DiagnosticSeverity, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, FileSystemWatcher, GlobPattern,
    InitializeParams, OneOf, PublishDiagnosticsParams, Registration, RegistrationParams,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::desk::{Desk, Open};
use super::diagnostics::{Shown, Texts};
use super::position::Encoding;
use super::uri::{path_of, uri_of};
use crate::config;
use crate::schema::Schemas;
use crate::workspace::{Error, datasets_below, root_of};

/// How long a dataset rests after an edit before it is checked: as long as somebody types, nobody reads.
const REST: Duration = Duration::from_millis(150);

/// The most folders of a workspace that are looked into for datasets.
const MAX_FOLDERS: usize = 1000;

/// The files that findings depend on.
const WATCHED: [&str; 3] = ["**/records/**", "**/besluit.toml", "**/schema"];

/// The clock of the machine, of which a talk asks both the day and how long it has waited.
#[derive(Clone, Copy)]
pub struct Clock {
    /// Tells the day on which datasets are judged; it changes while an editor is open.
    pub today: fn() -> civil::Date,
    /// Tells the time.
    pub now: fn() -> Instant,
}

/// Talks with an editor until it says that all is over.
///
/// # Errors
/// If the editor breaks the talk off.
pub fn serve(connection: &Connection, clock: Clock) -> Result<(), ProtocolError> {
    let (id, parameters) = connection.initialize_start()?;
    let parameters: InitializeParams = serde_json::from_value(parameters).unwrap_or_default();
    let general = parameters.capabilities.general.as_ref();
    let known = general.and_then(|general| general.position_encodings.as_deref());
    let encoding = Encoding::of(known);
    let answer = json!({
        "capabilities": capabilities(encoding),
        "serverInfo": ServerInfo {
            name: "besluit".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        },
    });
    connection.initialize_finish(id, answer)?;
    let mut server = Server {
        connection,
        desk: Desk::new(clock.today),
        now: clock.now,
        schemas: Schemas::new(),
        encoding,
        locale: parameters.locale.clone(),
        shown: BTreeMap::new(),
        versions: BTreeMap::new(),
        due: None,
    };
    server.enter(&parameters);
    server.watch(&parameters);
    server.listen()
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["\"", "#"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// A talk with an editor.
pub struct Server<'a> {
    connection: &'a Connection,
    /// What is open.
    pub desk: Desk,
    /// The schemas of the records.
    pub schemas: Schemas,
    /// The units in which the editor counts.
    pub encoding: Encoding,
    /// The language of the editor.
    pub locale: Option<String>,
    /// The findings that the editor was told of, by the dataset and the file.
    pub shown: BTreeMap<PathBuf, BTreeMap<PathBuf, Vec<Shown>>>,
    /// The states of the open files of which the editor was told the findings.
    versions: BTreeMap<PathBuf, i32>,
    /// Tells the time.
    now: fn() -> Instant,
    /// When the datasets that have changed are to be checked.
    due: Option<Instant>,
}

impl Server<'_> {
    /// Begins with the datasets of the folders that are open.
    fn enter(&mut self, parameters: &InitializeParams) {
        #[allow(deprecated, reason = "older editors name their one folder so")]
        let root = parameters.root_uri.iter();
        let folders = parameters.workspace_folders.iter().flatten();
        let folders = folders.map(|folder| &folder.uri).chain(root);
        for folder in folders.filter_map(path_of) {
            // Within a dataset there is no other, but for what somebody opens.
            let below = match root_of(&folder) {
                Some(root) => vec![root],
                None => datasets_below(&folder, MAX_FOLDERS),
            };
            below.into_iter().for_each(|root| self.desk.enter(root));
        }
        self.wait();
    }

    /// Asks to be told of files that change on the disk, if the editor can.
    fn watch(&self, parameters: &InitializeParams) {
        let workspace = parameters.capabilities.workspace.as_ref();
        let watched = workspace.and_then(|one| one.did_change_watched_files);
        if watched.and_then(|one| one.dynamic_registration) != Some(true) {
            return;
        }
        let watchers = WATCHED.map(|glob| FileSystemWatcher {
            glob_pattern: GlobPattern::String(glob.to_owned()),
            kind: None,
        });
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: watchers.to_vec(),
        };
        let registration = Registration {
            id: "files".to_owned(),
            method: told::DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let parameters = RegistrationParams {
            registrations: vec![registration],
        };
        let method = asked::RegisterCapability::METHOD.to_owned();
        self.send(Request::new(0.into(), method, parameters));
    }

    fn listen(&mut self) -> Result<(), ProtocolError> {
        loop {
            let message = match self.due {
                None => self.connection.receiver.recv().ok(),
                Some(due) => {
                    let left = due.saturating_duration_since((self.now)());
                    match self.connection.receiver.recv_timeout(left) {
                        Ok(message) => Some(message),
                        Err(error) if error.is_timeout() => {
                            self.tell();
                            continue;
                        }
                        Err(_) => None,
                    }
                }
            };
            match message {
                // The editor is gone without a word.
                None => return Ok(()),
                Some(Message::Request(request)) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    let response = self.answer(request);
                    self.send(response);
                }
                Some(Message::Notification(notification)) => self.hear(notification),
                Some(Message::Response(_)) => {}
            }
        }
    }

    /// Sends something. An editor that is gone is found out where it is listened to.
    fn send(&self, message: impl Into<Message>) {
        let _ = self.connection.sender.send(message.into());
    }

    /// Lets the datasets that have changed rest; one that rests already is checked when it was to be.
    fn wait(&mut self) {
        if self.desk.has_changed() && self.due.is_none() {
            self.due = Some((self.now)() + REST);
        }
    }

    /// Takes in what the editor tells.
    fn hear(&mut self, notification: Notification) {
        let parameters = notification.params;
        match notification.method.as_str() {
            told::DidOpenTextDocument::METHOD => {
                if let Some(DidOpenTextDocumentParams { text_document }) = parsed(parameters) {
                    self.take(Open {
                        uri: text_document.uri,
                        text: text_document.text,
                        version: text_document.version,
                    });
                }
            }
            told::DidChangeTextDocument::METHOD => {
                let change: Option<DidChangeTextDocumentParams> = parsed(parameters);
                if let Some(mut change) = change
                    && let Some(last) = change.content_changes.pop()
                {
                    self.take(Open {
                        uri: change.text_document.uri,
                        text: last.text,
                        version: change.text_document.version,
                    });
                }
            }
            told::DidCloseTextDocument::METHOD => {
                let closed: Option<DidCloseTextDocumentParams> = parsed(parameters);
                if let Some(path) = closed.and_then(|one| path_of(&one.text_document.uri)) {
                    self.desk.close(&path);
                }
            }
            told::DidSaveTextDocument::METHOD => {
                let saved: Option<DidSaveTextDocumentParams> = parsed(parameters);
                if let Some(path) = saved.and_then(|one| path_of(&one.text_document.uri)) {
                    self.desk.touch(&path);
                }
            }
            told::DidChangeWatchedFiles::METHOD => {
                let changed: Option<DidChangeWatchedFilesParams> = parsed(parameters);
                let changes = changed.into_iter().flat_map(|one| one.changes);
                for path in changes.filter_map(|change| path_of(&change.uri)) {
                    self.desk.touch(&path);
                }
            }
            _ => {}
        }
        self.wait();
    }

    fn take(&mut self, open: Open) {
        if let Some(path) = path_of(&open.uri) {
            self.desk.take(path, open);
        }
    }

    /// Checks the datasets that have changed, and tells the editor whatever is other than it was told last.
    pub fn tell(&mut self) {
        self.due = None;
        let mut versions = Vec::new();
        for (root, findings) in self.desk.check() {
            let mut texts = Texts::new(&self.desk, &root, self.encoding);
            let shown = match findings {
                Ok(findings) => texts.show(&findings),
                Err(error) => BTreeMap::from([(root.join(config::FILE_NAME), vec![whole(&error)])]),
            };
            let before = self.shown.insert(root.clone(), shown).unwrap_or_default();
            let now = &self.shown[&root];
            let open = self.desk.open_in(&root);
            let paths: BTreeSet<&PathBuf> = now.keys().chain(before.keys()).chain(open).collect();
            for path in paths {
                let version = self.desk.open(path).map(|open| open.version);
                let is_new = version.is_some() && self.versions.get(path) != version.as_ref();
                if is_new || now.get(path) != before.get(path) {
                    self.publish(path, now.get(path).map_or(&[][..], Vec::as_slice), version);
                }
                versions.push((path.clone(), version));
            }
        }
        for (path, version) in versions {
            match version {
                Some(version) => self.versions.insert(path, version),
                None => self.versions.remove(&path),
            };
        }
    }

    fn publish(&self, path: &Path, shown: &[Shown], version: Option<i32>) {
        let open = self.desk.open(path);
        let Some(uri) = open.map(|open| open.uri.clone()).or_else(|| uri_of(path)) else {
            return;
        };
        let parameters = PublishDiagnosticsParams {
            uri,
            diagnostics: shown.iter().map(|one| one.diagnostic.clone()).collect(),
            version,
        };
        let method = told::PublishDiagnostics::METHOD.to_owned();
        self.send(Notification::new(method, parameters));
    }

    /// The answer to what the editor asks.
    fn answer(&mut self, request: Request) -> Response {
        let parameters = request.params;
        let answer = match request.method.as_str() {
            asked::Completion::METHOD => parsed(parameters).map(|one| self.complete(one)),
            asked::HoverRequest::METHOD => parsed(parameters).map(|one| self.hover(one)),
            asked::GotoDefinition::METHOD => parsed(parameters).map(|one| self.define(one)),
            asked::References::METHOD => parsed(parameters).map(|one| self.refer(one)),
            asked::DocumentSymbolRequest::METHOD => parsed(parameters).map(|one| self.outline(one)),
            asked::WorkspaceSymbolRequest::METHOD => parsed(parameters).map(|one| self.find(one)),
            asked::Formatting::METHOD => parsed(parameters).map(|one| self.lay_out(one)),
            asked::CodeActionRequest::METHOD => parsed(parameters).map(|one| self.mend(one)),
            other => {
                let code = ErrorCode::MethodNotFound as i32;
                return Response::new_err(request.id, code, format!("there is no `{other}` here"));
            }
        };
        match answer {
            Some(answer) => Response::new_ok(request.id, answer),
            None => {
                let code = ErrorCode::InvalidParams as i32;
                let method = request.method;
                Response::new_err(
                    request.id,
                    code,
                    format!("not the parameters of `{method}`"),
                )
            }
        }
    }
}

/// What is wrong with a dataset as a whole.
fn whole(error: &Error) -> Shown {
    let diagnostic = Diagnostic {
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("besluit".to_owned()),
        message: error.to_string(),
        ..Diagnostic::default()
    };
    Shown {
        diagnostic,
        fix: None,
    }
}

fn parsed<T: DeserializeOwned>(parameters: Value) -> Option<T> {
    serde_json::from_value(parameters).ok()
}
