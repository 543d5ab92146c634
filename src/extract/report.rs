//! What is said of a document that was read, besides its text.

/// The form of a document, told by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML: a letter of Word.
    Docx,
    /// OpenDocument: a letter of LibreOffice.
    Odt,
    /// A page of the web.
    Html,
    /// The XML of official publications in the Netherlands.
    OfficialXml,
    /// A document as it is printed, which only another program reads.
    Pdf,
    /// Plain text.
    Text,
}

impl Kind {
    /// Its media type, as registered with IANA.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Html => "text/html",
            Self::OfficialXml => "application/xml",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain",
        }
    }

    /// The method by which it is read; none for what another program reads, and for what is its own text.
    pub fn method(self) -> Option<&'static str> {
        match self {
            Self::Docx => Some("docx/0"),
            Self::Odt => Some("odt/0"),
            Self::Html => Some("html/0"),
            Self::OfficialXml => Some("koop/0"),
            Self::Pdf | Self::Text => None,
        }
    }
}

/// A part of a document that is not in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is, as a noun: `head of pages`, `comment`, `script`, `hidden part`, `picture`, `line of a page's head`.
    pub what: &'static str,
    /// Its words, or a name where it has none.
    pub words: String,
}

/// What a document says of itself: hints for the record, which nobody has checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Its title.
    pub title: Option<String>,
    /// Its date, as it is written there.
    pub date: Option<String>,
    /// Its language, as a tag of BCP 47.
    pub language: Option<String>,
    /// Its official identifier, such as `32317-977`.
    pub number: Option<String>,
    /// Its authors, as they are written there.
    pub authors: Vec<String>,
}

/// What is said of a document besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The pieces of the text that the conversion put there: marks of notes. Each stands in it once.
    pub marks: Vec<String>,
    /// The numbers of paragraphs, of items of lists and of rows of tables together.
    pub blocks: usize,
    /// The number of notes.
    pub notes: usize,
    /// What is not in the text.
    pub left_out: Vec<LeftOut>,
    /// The hyphens at ends of lines, each with the words around it; only of a document that is printed in lines.
    pub hyphens: Vec<String>,
    /// The characters that are worth a look, each with how often it stands there.
    pub characters: Vec<(char, usize)>,
    /// What else is to be known of how it was read, each as one clause: its encoding if that is not UTF-8, names that are not known.
    pub remarks: Vec<String>,
    /// What the document says of itself.
    pub suggestions: Suggestions,
}
