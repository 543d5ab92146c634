//! A dataset without a fault, of which thousands of variants are read: only what differs is read anew.

use std::path::Path;
use std::sync::LazyLock;

use besluit::dataset::{Dataset, Document, RawFile, Sidecar};
use besluit::schema::Schemas;

use super::{config, raw_files};

/// The schemas, made ready once.
pub static SCHEMAS: LazyLock<Schemas> = LazyLock::new(Schemas::new);

/// A dataset as it stands in a folder.
pub struct Original {
    /// The folder, for messages.
    pub name: String,
    /// Its files.
    pub files: Vec<RawFile>,
    /// The dataset that was read from them.
    pub dataset: Dataset,
}

impl Original {
    /// Reads the dataset in a folder.
    #[track_caller]
    pub fn read(folder: &Path) -> Original {
        let files = raw_files(folder);
        Original {
            name: folder.display().to_string(),
            dataset: Dataset::new(config(folder), files.clone(), &SCHEMAS),
            files,
        }
    }

    /// The dataset of other files. Those that are as they were are not read anew.
    pub fn read_again(&self, files: &[RawFile]) -> Dataset {
        let (mut documents, mut sidecars) = (Vec::new(), Vec::new());
        for file in files {
            let is_same = self.files.contains(file);
            let document = self.document(&file.path).filter(|_| is_same);
            let mut known = self.dataset.sidecars.iter();
            let sidecar = known.find(|one| is_same && one.path == file.path);
            match (document, sidecar) {
                (Some(document), _) => documents.push(document.clone()),
                (_, Some(sidecar)) => sidecars.push(sidecar.clone()),
                _ if file.path.ends_with(".json") => {
                    documents.push(Document::read(file.clone(), &SCHEMAS))
                }
                _ => sidecars.push(Sidecar::read(file.clone())),
            }
        }
        Dataset::assemble(self.dataset.config.clone(), documents, sidecars)
    }

    /// The document at a path, if there is one.
    pub fn document(&self, path: &str) -> Option<&Document> {
        let mut documents = self.dataset.documents.iter();
        documents.find(|one| one.path == path).map(|one| &**one)
    }

    /// The files, one of them with other bytes, or without it, or with a new one.
    pub fn with(&self, path: &str, bytes: Option<Vec<u8>>) -> Vec<RawFile> {
        let others = self.files.iter().filter(|file| file.path != path);
        let mut files: Vec<_> = others.cloned().collect();
        files.extend(bytes.map(|bytes| RawFile {
            path: path.to_owned(),
            content: Ok(bytes),
        }));
        files
    }

    /// The bytes of a file.
    #[track_caller]
    pub fn bytes(&self, path: &str) -> &[u8] {
        let file = self.files.iter().find(|file| file.path == path);
        let content = file.expect("it is there").content.as_ref();
        content.expect("it was read")
    }
}
