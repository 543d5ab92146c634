//! The texts of sources whose records are in order, and of those whose records are not yet.

use super::{Dataset, Document, Sidecar, SourceText};
use crate::model::Source;

/// The name under which the text of a source mostly lies beside its record.
const TEXT: &str = "text.txt";

/// A text that lies beside the record of a source.
pub struct PinnedText<'a> {
    /// The id of the source: the one that its record claims, or that of its folder.
    pub id: &'a str,
    /// The source; none if its record cannot be read.
    pub source: Option<&'a Source>,
    /// The path of the text in the dataset, with `/` between folders.
    pub path: &'a str,
    /// The text.
    pub text: &'a SourceText,
}

impl Dataset {
    /// The text of every source, in the order of the paths of the records: the one that its record pins, and where the record cannot be
    /// read, the one that it names all the same, or else `text.txt` beside it.
    pub fn pinned_texts(&self) -> impl Iterator<Item = PinnedText<'_>> {
        let documents = self.documents.iter();
        documents.filter_map(|document| {
            let sidecar = match (document.source(), &document.record) {
                (Some(source), _) => self.sidecar(document, source)?,
                (None, None) => self.sidecar_of_unread(document)?,
                (None, Some(_)) => return None,
            };
            Some(PinnedText {
                id: id_of(document)?,
                source: document.source(),
                path: &sidecar.path,
                text: sidecar.text.as_ref()?,
            })
        })
    }

    /// The text beside the record of a source that cannot be read.
    fn sidecar_of_unread(&self, document: &Document) -> Option<&Sidecar> {
        id_of(document)?;
        let (folder, _) = document.path.rsplit_once('/')?;
        let beside = |name: &str| {
            let at = self.texts.get(&format!("{folder}/{name}"))?;
            Some(&self.sidecars[*at])
        };
        let pinned = document
            .root()
            .and_then(|root| root.pointer("/text/path")?.as_str());
        pinned.and_then(beside).or_else(|| beside(TEXT))
    }
}

/// The id of the source whose record a document is to hold.
fn id_of(document: &Document) -> Option<&str> {
    let claimed = document.identity().filter(|(_, id)| !id.is_empty());
    let (record_type, id) = claimed.or_else(|| document.resident())?;
    (record_type == "source").then_some(id)
}
