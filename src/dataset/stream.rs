//! Files that hold one record a line (NDJSON, JSON Lines).

use rayon::prelude::*;

use super::{Document, StreamLine};
use crate::files::{MAX_RECORD, RawFile, Refusal};
use crate::schema::Schemas;

/// Reads each line of a stream as a record; empty lines are passed over.
pub fn read_lines(path: &str, bytes: &[u8], schemas: &Schemas) -> Vec<Document> {
    lines(bytes)
        .par_iter()
        .map(|(place, line)| {
            let content = if line.len() > MAX_RECORD {
                Err(Refusal::TooLarge)
            } else {
                Ok(line.to_vec())
            };
            let file = RawFile {
                path: path.to_owned(),
                content,
            };
            let mut document = Document::read(file, schemas);
            document.line = Some(*place);
            document
        })
        .collect()
}

/// The lines that hold something, without their line breaks.
fn lines(bytes: &[u8]) -> Vec<(StreamLine, &[u8])> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (before, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let place = StreamLine { before, start };
        start += line.len() + 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !line.trim_ascii().is_empty() {
            lines.push((place, line));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place() {
        let places: Vec<_> = lines(b"{}\r\n\n  \n[1]")
            .into_iter()
            .map(|(place, line)| (place.before, place.start, line))
            .collect();
        assert_eq!(places, [(0, 0, &b"{}"[..]), (3, 8, b"[1]")]);
        assert!(lines(b"\n").is_empty());
    }
}
