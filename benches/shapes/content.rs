//! What a shape is, and how it is written.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::records::{named, write_records};

/// A way in which a dataset can be large or wrong.
pub struct Shape {
    pub name: &'static str,
    /// The size to begin with.
    pub first: usize,
    /// The size up to which it can be read.
    pub most: usize,
    /// The rule that finds it, if it is wrong.
    pub rule: &'static str,
    pub content: Content,
}

/// What is checked.
pub enum Content {
    /// A stream of these records, in a size.
    Stream(fn(usize) -> Vec<Value>),
    /// What this writes in a size into a folder, and the path of it.
    Folder(fn(usize, &Path) -> PathBuf),
}

impl Shape {
    /// Writes it in a size into a folder, and gives the path that is to be checked.
    pub fn write(&self, n: usize, folder: &Path) -> PathBuf {
        match self.content {
            Content::Folder(write) => write(n, folder),
            Content::Stream(records) => {
                let all = named().into_iter().chain(records(n));
                let lines: String = all.map(|record| format!("{record}\n")).collect();
                let path = folder.join("all.ndjson");
                fs::write(&path, lines).expect("it can be written");
                path
            }
        }
    }
}

impl Shape {
    /// True if it is a stream of records, which can stand in a folder as well.
    pub fn is_stream(&self) -> bool {
        matches!(self.content, Content::Stream(_))
    }

    /// Writes it in a size into a folder, as a dataset.
    pub fn write_folder(&self, n: usize, folder: &Path) {
        if let Content::Stream(records) = self.content {
            let all: Vec<Value> = named().into_iter().chain(records(n)).collect();
            write_records(folder, &all);
        }
    }
}

/// A shape that is a stream of records.
pub const fn shape(
    name: &'static str,
    most: usize,
    rule: &'static str,
    records: fn(usize) -> Vec<Value>,
) -> Shape {
    Shape {
        name,
        first: 500,
        most,
        rule,
        content: Content::Stream(records),
    }
}
