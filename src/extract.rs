//! The texts of documents as governments publish them: DOCX, ODT, HTML and the XML of official publications.
//!
//! What a document is, its bytes say, and never its name. Each form is read by a method that has a name and a version, such as `docx/0`;
//! the same bytes give the same text by the same method, for ever: a text that is pinned names its method, and a rule extracts again.
//! Text is never dropped without a word: what is left out is in the report.
//!
//! This part knows documents only: no records, no files, no other programs.

mod characters;
mod finish;
mod markup;
mod numerals;
mod office;
pub mod pdf;
mod report;
mod sniff;
mod text;

pub use characters::worth_a_look;
pub use report::{Kind, LeftOut, Report, Suggestions};
pub use sniff::sniff;
pub use text::{Block, Writing};

/// The largest document that is read, in bytes: 16 MiB.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The largest part of a packed document that is read, in bytes as unpacked: 16 MiB.
pub const MAX_PART: usize = 16 * 1024 * 1024;

/// The largest text that is made, in bytes: 4 MiB, as much as a pinned text may have.
pub const MAX_TEXT: usize = 4 * 1024 * 1024;

/// How deep the elements of a document may stand in one another.
pub const MAX_DEPTH: usize = 256;

/// What stands in an excerpt for a part that is left out, on a line of its own.
pub const LEFT_OUT: &str = "[…]";

/// A method: what takes the text from a document.
type Method = fn(&[u8]) -> Result<Extracted, Refused>;

/// The methods, by their names.
const METHODS: [(&str, Method); 4] = [
    ("docx/0", office::docx::read),
    ("odt/0", office::odt::read),
    ("html/0", markup::html::read),
    ("koop/0", markup::official::read),
];

/// True if a name is that of a method here, whether or not there is one: `html/0`, and not `pdftotext 22.12.0 -raw`.
pub fn names_method(name: &str) -> bool {
    let version = name.split_once('/').map(|(_, version)| version);
    version.is_some_and(|version| version.parse::<u32>().is_ok())
}

/// Takes the text from a document by the method of a name.
///
/// # Errors
/// If the method cannot read the document, or there is no such method.
pub fn by_method(name: &str, bytes: &[u8]) -> Result<Extracted, Refused> {
    let method = METHODS.iter().find(|(one, _)| *one == name);
    let Some((_, method)) = method else {
        return Err(Refused {
            message: "there is no such method".to_owned(),
            hint: "name another one".to_owned(),
        });
    };
    if bytes.len() > MAX_BYTES {
        return Err(Refused {
            message: format!("it is larger than {MAX_BYTES} bytes"),
            hint: "take the part that is quoted out of it".to_owned(),
        });
    }
    method(bytes)
}

/// Takes the text from a document of a kind, as [`sniff`] tells it. Plain text is its own text, byte for byte.
///
/// # Errors
/// If it cannot be read, or only another program reads it.
pub fn extract(bytes: &[u8], kind: Kind) -> Result<Extracted, Refused> {
    match (kind.method(), kind) {
        (Some(method), _) => by_method(method, bytes),
        (None, Kind::Pdf) => Err(Refused {
            message: "only another program reads PDF".to_owned(),
            hint: "use `pdftotext -raw` of Poppler".to_owned(),
        }),
        (None, _) => finish::plain(bytes),
    }
}

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// Its text: one paragraph a line, an empty line between paragraphs; items of a list and rows of a table on lines that follow each
    /// other, the cells of a row with a tab between them; `[1]` where a note is referred to, and `[1: …]` for its words at the end.
    pub text: String,
    /// What was left out, and what is worth a look.
    pub report: Report,
}

/// Why a document is not read: what it is, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    /// What is wrong, as one clause without a full stop.
    pub message: String,
    /// What to do instead, as one clause in the imperative.
    pub hint: String,
}
