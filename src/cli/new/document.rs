//! The beginning of a source: what is known of a document, and its text where the document is at hand.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::Begun;
use super::known::{Known, Words};
use crate::cli::Out;
use crate::cli::candidates::records;
use crate::cli::codes::CodeOf;
use crate::cli::source::{Taken, read};
use crate::model::{Date, Language, SourceId, Url};
use crate::workspace::Workspace;

#[derive(clap::Args)]
pub struct Arguments {
    /// The id: the official id as a slug, such as `kst-32317-977`
    id: SourceId,
    /// The kind of document
    #[arg(long, value_name = "CODE", value_parser = CodeOf("SourceForm"))]
    form: Option<String>,
    /// Its title, or a description where it has none; once for each language of the dataset
    #[arg(long, value_name = "[LANGUAGE=]WORDS")]
    title: Vec<Words>,
    /// The language of its text, such as `nl`
    #[arg(long)]
    language: Option<Language>,
    /// An actor who answers for it, by id or name; may be given several times
    #[arg(long, value_name = "ACTOR", add = records(&["actor"]))]
    author: Vec<String>,
    /// The date of the document, such as `2025-11-26` or `2025-11`
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Whether the public can read it [default with --url: public]
    #[arg(long, value_name = "CODE", value_parser = CodeOf("Availability"))]
    availability: Option<String>,
    /// The address at which it can be read
    #[arg(long, value_name = "ADDRESS")]
    url: Option<Url>,
    /// A file with its text, which is copied and pinned byte for byte
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// The document itself (DOCX, ODT, HTML, XML, PDF or text), from which its text is taken as `besluit source add` does
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The day on which that file was taken from the address, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", requires = "url", requires = "from")]
    retrieved: Option<Date>,
    /// Keep that file beside the text
    #[arg(long, requires = "from")]
    keep_original: bool,
    /// Pin these words of it only, each an excerpt; for what may be quoted and not republished
    #[arg(long, value_name = "WORDS", requires = "from")]
    excerpt: Vec<String>,
}

impl Arguments {
    /// Takes what is known, and gives the type and id of the record.
    ///
    /// # Errors
    /// If it is not said in which language a title is.
    pub fn begin(&self, workspace: &Workspace, known: &mut Known) -> anyhow::Result<Begun> {
        let dataset = &workspace.dataset;
        known.add("/form", self.form.as_deref());
        known.add_words(("/title", "--title"), &self.title, &dataset.config)?;
        known.add("/language", self.language.as_ref().map(Language::as_str));
        known.add("/date", self.date.as_ref().map(Date::as_str));
        // Only what the public can read has an address at which it can be read.
        let public = self.url.as_ref().map(|_| "public");
        known.add("/availability", self.availability.as_deref().or(public));
        known.add("/url", self.url.as_ref().map(Url::as_str));
        Ok(known
            .add_actors("/authors", dataset, &self.author)
            .map(|()| ("source", self.id.to_string())))
    }

    /// True if there is a file that the text is in.
    pub fn has_file(&self) -> bool {
        self.text.is_some() || self.from.is_some()
    }

    /// Writes the record with the text that is taken from the file, and gives the text of the record.
    ///
    /// # Errors
    /// If no text can be taken from it, or something cannot be written.
    pub fn pin(
        &self,
        workspace: &Workspace,
        id: &str,
        known: Known,
        out: &mut Out,
    ) -> anyhow::Result<String> {
        if self.text.is_some() && self.from.is_some() {
            bail!("the text is taken from one file: give `--text` or `--from`");
        }
        let file = self.text.as_ref().or(self.from.as_ref());
        let document = read(file.map_or(Path::new(""), PathBuf::as_path))?;
        if let (Some(path), Some(media_type)) = (&self.text, document.not_text()) {
            bail!(
                "cannot read {}: it is no plain text but {media_type}; `--from` takes the text from it",
                path.display()
            );
        }
        let taken = Taken {
            document: &document,
            // Where it can be read is not where this file came from, unless somebody took it from there.
            url: self.url.as_ref().filter(|_| self.retrieved.is_some()),
            retrieved: self.retrieved.as_ref(),
            keep_original: self.keep_original,
            excerpts: &self.excerpt,
        };
        let text = taken.text()?;
        let (_, record) = taken.pin(workspace, id, &text, known.0, out)?;
        // A plain text is its own text, and says nothing of itself.
        if document.not_text().is_some() {
            taken.report();
        }
        Ok(record)
    }
}
