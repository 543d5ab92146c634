//! `besluit source add`: pins the text of a document, and says how it came about.

use std::io::Write;

use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};

use super::{Document, DocumentArguments};
use crate::check::rules::no_id;
use crate::cli::workspace::DatasetArguments;
use crate::cli::{Out, Outcome, say};
use crate::dataset::{self, sha256};
use crate::extract::{Kind, LEFT_OUT};
use crate::files::{Writer, is_made};
use crate::json::parse;
use crate::model::{Date, SourceId, Url};
use crate::passage::{self, normal};
use crate::template;
use crate::workspace::{Workspace, shown};

/// Pins the text of a document, and begins the record of the source or adds the text to the one that is there.
///
/// The record says which file the text was taken from and by which method, so that `besluit validate` can do it again where the file is
/// kept. What the document says of itself is told, and never written into the record: read it, and fill it in.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// The id of the source: the official id as a slug, such as `kst-32317-977`
    #[arg(long)]
    id: SourceId,
    /// The address that the document was taken from
    #[arg(long, value_name = "ADDRESS")]
    url: Option<Url>,
    /// The day on which it was taken from there, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", requires = "url")]
    retrieved: Option<Date>,
    /// Keep the document itself beside the text
    #[arg(long)]
    keep_original: bool,
    /// Pin these words of it only, each an excerpt; for what may be quoted and not republished
    #[arg(long, value_name = "WORDS")]
    excerpt: Vec<String>,
}

pub fn run(
    arguments: &Arguments,
    dataset: &DatasetArguments,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let id = arguments.id.as_str();
    if let Some(reason) = no_id(id, true) {
        bail!("{reason}; give another id");
    }
    let document = arguments.document.read()?;
    let taken = Taken {
        document: &document,
        url: arguments.url.as_ref(),
        retrieved: arguments.retrieved.as_ref(),
        keep_original: arguments.keep_original,
        excerpts: &arguments.excerpt,
    };
    let text = taken.text()?;
    let workspace = dataset.read()?;
    let (is_new, _) = taken.pin(&workspace, id, &text, Vec::new(), out)?;
    taken.report();
    say(match is_new {
        true => {
            format_args!("fill in the empty strings; `besluit validate` says what belongs there")
        }
        false => format_args!("raise `revision` if the record was published, and say why"),
    });
    Ok(Outcome::Clean)
}

/// A document, and how it is taken into a dataset.
pub struct Taken<'a> {
    /// The document.
    pub document: &'a Document,
    /// The address that it was taken from, if that is known.
    pub url: Option<&'a Url>,
    /// The day on which it was taken from there, if that is known.
    pub retrieved: Option<&'a Date>,
    /// True if the document itself is kept beside the text.
    pub keep_original: bool,
    /// The words of it that are pinned; all of it if there are none.
    pub excerpts: &'a [String],
}

impl Taken<'_> {
    /// The text that is pinned.
    ///
    /// # Errors
    /// If an excerpt does not stand in the document, or in several places.
    pub fn text(&self) -> anyhow::Result<String> {
        match self.excerpts {
            [] => Ok(self.document.extracted.text.clone()),
            excerpts => excerpt(self.document, excerpts),
        }
    }

    /// Writes the text, what is kept of the document, and the record of the source, which is begun with values that are known by their
    /// JSON pointers, or to which the text is added. True if the record is new, and the text of it.
    ///
    /// # Errors
    /// If the record has a text already, or something cannot be written. Then nothing, or not the record, was written.
    pub fn pin(
        &self,
        workspace: &Workspace,
        id: &str,
        text: &str,
        known: Vec<(String, Value)>,
        out: &mut Out,
    ) -> anyhow::Result<(bool, String)> {
        let fields = self.fields(text);
        let there = workspace.dataset.document("source", id);
        let (path, record) = match there {
            None => {
                let config = &workspace.dataset.config;
                template::filled(config, "source", id, fields, known)
            }
            Some(there) => (there.path.clone(), with_text(workspace, there, fields)?),
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = |name: &str| format!("{folder}/{name}");
        let mut writer = Writer::default();
        // What is pinned first: a record that pins what is not there would be wrong, should a later write fail.
        let mut pinned = vec![(beside(template::TEXT), text.as_bytes())];
        if self.keep_original {
            pinned.push((
                beside(original_name(self.document.kind)),
                self.document.bytes.as_slice(),
            ));
        }
        // All of it or nothing is written.
        for (path, bytes) in &pinned {
            let place = workspace.locate(path);
            if place.symlink_metadata().is_ok() && !is_made(&place, bytes) {
                bail!(
                    "{} is there already, and is another file: move it away first",
                    workspace.display(path)
                );
            }
        }
        for (path, bytes) in pinned {
            writer
                .create(&workspace.locate(&path), bytes)
                .with_context(|| format!("cannot write {}", workspace.display(&path)))?;
            writeln!(out, "{}", shown(&workspace.locate(&path)))?;
        }
        let place = workspace.locate(&path);
        let written = match there {
            None => writer.create(&place, record.as_bytes()),
            Some(_) => writer.write(&place, record.as_bytes()),
        };
        written.with_context(|| format!("cannot write {}", workspace.display(&path)))?;
        writeln!(out, "{}", shown(&place))?;
        Ok((there.is_none(), record))
    }

    /// Says how the text was taken, what is not in it, and what the document says of itself.
    pub fn report(&self) {
        if self.keep_original && !self.excerpts.is_empty() {
            say(format_args!(
                "warning: the whole document is kept beside the excerpt: whoever publishes the dataset publishes it"
            ));
        }
        for line in self.document.view().report() {
            say(format_args!("{line}"));
        }
    }

    /// What the record says of the document and its text.
    fn fields(&self, text: &str) -> Map<String, Value> {
        let document = self.document;
        let mut fields = Map::new();
        let mut pinned = json!({ "path": template::TEXT, "sha256": sha256(text.as_bytes()) });
        if let Some(method) = &document.method {
            pinned["method"] = json!(method);
        }
        if document.kind == Kind::Pdf {
            pinned["reviewed"] = json!(false);
        }
        if !self.excerpts.is_empty() {
            pinned["part"] = json!("excerpt");
        }
        fields.insert("text".to_owned(), pinned);
        if document.kind != Kind::Text || self.keep_original || self.url.is_some() {
            let mut original = json!({
                "media_type": document.kind.media_type(),
                "sha256": sha256(&document.bytes),
                "bytes": document.bytes.len(),
            });
            if let Some(url) = self.url {
                original["url"] = json!(url);
            }
            if let Some(date) = self.retrieved {
                original["retrieved"] = json!(date);
            }
            if self.keep_original {
                original["path"] = json!(original_name(document.kind));
            }
            fields.insert("original".to_owned(), original);
        }
        let marks = document.extracted.report.marks.iter();
        let marks = marks.filter(|mark| text.matches(mark.as_str()).count() == 1);
        let marks: Vec<_> = marks
            .map(|mark| json!({ "quote": mark, "reason": "conversion_mark" }))
            .collect();
        if !marks.is_empty() {
            fields.insert("out_of_scope".to_owned(), json!(marks));
        }
        fields
    }
}

/// The text of the record of a source with the fields of a text, which it does not have yet.
fn with_text(
    workspace: &Workspace,
    there: &dataset::Document,
    fields: Map<String, Value>,
) -> anyhow::Result<String> {
    let shown = workspace.display(&there.path);
    if !parse(there.text.as_bytes()).faults.is_empty() {
        bail!("{shown} cannot be read as it is: `besluit validate` says why; mend that first");
    }
    let record: Value = serde_json::from_str(&there.text)
        .with_context(|| format!("{shown} is no JSON: mend it first"))?;
    let had = ["text", "original"]
        .into_iter()
        .find(|name| record.get(name).is_some());
    if let Some(name) = had {
        bail!("{shown} has `{name}` already; `besluit source text` prints what the document has");
    }
    Ok(template::with(record, fields))
}

/// The passages of the text that were asked for, in the order of the text, each on lines of its own.
fn excerpt(document: &Document, words: &[String]) -> anyhow::Result<String> {
    let text = &document.extracted.text;
    let view = normal(text);
    let mut passages = Vec::new();
    for words in words {
        let found = view.find(&passage::view(words));
        let [place] = found.as_slice() else {
            let closest = match found.is_empty() {
                true => passage::closest(&view, words),
                false => None,
            };
            bail!(
                "“{words}” stands {} times in the text of the document{}",
                found.len(),
                closest.map_or(String::new(), |words| format!(
                    "; the closest words there are “{words}”"
                ))
            );
        };
        passages.push(view.source_range(place.clone()));
    }
    passages.sort_by_key(|passage| passage.start);
    let left_out = format!("\n\n{LEFT_OUT}\n\n");
    let mut excerpt = String::new();
    let mut end = 0;
    for passage in passages {
        if passage.start < end {
            bail!("two of the excerpts overlap: give them as one");
        }
        if !text[end..passage.start].trim().is_empty() {
            excerpt.push_str(if end == 0 { &left_out[2..] } else { &left_out });
        } else if end > 0 {
            excerpt.push_str(&text[end..passage.start]);
        }
        excerpt.push_str(&text[passage.clone()]);
        end = passage.end;
    }
    if !text[end..].trim().is_empty() {
        excerpt.push_str(&left_out[..left_out.len() - 2]);
    }
    Ok(format!("{}\n", excerpt.trim_end()))
}

/// The name under which a document is kept beside its text.
fn original_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Docx => "original.docx",
        Kind::Odt => "original.odt",
        Kind::Html => "original.html",
        Kind::OfficialXml => "original.xml",
        Kind::Pdf => "original.pdf",
        Kind::Text => "original.text",
    }
}
