//! `besluit source`: the texts of documents as governments publish them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use super::workspace::DatasetArguments;
use super::{Out, Outcome, streams};
use crate::extract::{self, Extracted, Kind, MAX_BYTES, Refused, pdf};
use crate::files;
use crate::view::source_text::{self, View};

pub use add::Taken;

mod add;
mod check;
mod pdftotext;
mod text;

/// Takes the text of a source from the document as it was published.
///
/// Reads DOCX, ODT, HTML, the XML of official publications and plain text. A PDF is read by `pdftotext` of Poppler, if that is installed.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    dataset: DatasetArguments,
}

#[derive(clap::Subcommand)]
enum Command {
    Add(add::Arguments),
    Check(check::Arguments),
    Text(text::Arguments),
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let dataset = &arguments.dataset;
    match &arguments.command {
        Command::Add(arguments) => add::run(arguments, dataset, out),
        Command::Check(arguments) => check::run(arguments, dataset, out),
        Command::Text(arguments) => text::run(arguments, out),
    }
}

/// The document that a command reads.
#[derive(clap::Args)]
struct DocumentArguments {
    /// The document; `-` reads standard input
    file: PathBuf,
    /// Read it as this, and not as what its bytes say that it is
    #[arg(long, value_enum, value_name = "KIND")]
    r#as: Option<Form>,
}

/// The kinds of documents, by their names on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Office Open XML
    Docx,
    /// OpenDocument
    Odt,
    /// A page of the web
    Html,
    /// The XML of official publications in the Netherlands
    Koop,
    /// A document as it is printed
    Pdf,
    /// Plain text
    Text,
}

/// A document that was read: its bytes, what it is, and its text.
pub struct Document {
    bytes: Vec<u8>,
    kind: Kind,
    /// The name of the method, if a method or another program took the text from it.
    method: Option<String>,
    extracted: Extracted,
}

impl DocumentArguments {
    /// Reads the document, and takes its text from it.
    ///
    /// # Errors
    /// If it cannot be read, or it is nothing that a text can be taken from.
    fn read(&self) -> anyhow::Result<Document> {
        let cannot = || format!("cannot read {}", self.file.display());
        let bytes = match self.file == Path::new("-") {
            true => read_stdin().with_context(cannot)?,
            false => match files::read(&self.file, MAX_BYTES).with_context(cannot)? {
                Ok(bytes) => bytes,
                Err(refusal) => bail!("{}: {}", cannot(), refusal.describe(MAX_BYTES)),
            },
        };
        if bytes.len() > MAX_BYTES {
            bail!("{}: it is larger than {MAX_BYTES} bytes", cannot());
        }
        let refused =
            |Refused { message, hint }| anyhow::anyhow!("{}: {message}; {hint}", cannot());
        let kind = match self.r#as {
            Some(form) => form.kind(),
            None => extract::sniff(&bytes).map_err(refused)?,
        };
        let (method, extracted) = if kind == Kind::Pdf {
            let printed = pdftotext::run(&bytes).with_context(cannot)?;
            (Some(printed.method), pdf::of_pages(&printed.pages))
        } else {
            let extracted = extract::extract(&bytes, kind).map_err(refused)?;
            (kind.method().map(str::to_owned), extracted)
        };
        if extracted.text.len() > files::MAX_TEXT {
            bail!(
                "{}: its text is larger than {} bytes",
                cannot(),
                files::MAX_TEXT
            );
        }
        if !extracted.text.contains(char::is_alphanumeric) {
            bail!("{}: there is no word in it", cannot());
        }
        Ok(Document {
            bytes,
            kind,
            method,
            extracted,
        })
    }
}

/// Reads the document in a file, whose bytes say what it is, and takes its text from it.
///
/// # Errors
/// If it cannot be read, or it is nothing that a text can be taken from.
pub fn read(file: &Path) -> anyhow::Result<Document> {
    let arguments = DocumentArguments {
        file: file.to_owned(),
        r#as: None,
    };
    arguments.read()
}

impl Form {
    fn kind(self) -> Kind {
        match self {
            Form::Docx => Kind::Docx,
            Form::Odt => Kind::Odt,
            Form::Html => Kind::Html,
            Form::Koop => Kind::OfficialXml,
            Form::Pdf => Kind::Pdf,
            Form::Text => Kind::Text,
        }
    }
}

fn read_stdin() -> io::Result<Vec<u8>> {
    // To grow takes more than this, of which memory is taken only where something is written to it.
    let mut bytes = Vec::with_capacity(MAX_BYTES + 1);
    let input = streams::input();
    input.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Document {
    /// The media type of a document that is no plain text, from which its text had to be taken.
    pub fn not_text(&self) -> Option<&'static str> {
        (self.kind != Kind::Text).then(|| self.kind.media_type())
    }

    /// The document as it is shown.
    fn view(&self) -> View {
        source_text::view(&self.bytes, self.kind, self.method.clone(), &self.extracted)
    }
}
