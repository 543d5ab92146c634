//! Documents for tests, made in memory.

use std::io::{Cursor, Write};

use ::zip::write::{SimpleFileOptions, ZipWriter};

/// An archive of parts, each with its name and its content.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The numbers of a generator that gives the same ones every time.
pub struct Numbers(pub u64);

impl Numbers {
    /// The next number, below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Reads a document that was cut off or changed in every way tried here: bytes of its archive, and characters of its body before it is
/// packed. Only a panic is wrong.
pub fn survives<T>(body: &str, pack: impl Fn(&str) -> Vec<u8>, read: impl Fn(&[u8]) -> T) {
    let document = pack(body);
    for length in (0..document.len()).step_by(97) {
        read(&document[..length]);
    }
    let mut numbers = Numbers(7);
    let mut changed = document.clone();
    for _ in 0..1000 {
        let at = numbers.below(document.len());
        changed[at] = numbers.below(256) as u8;
        read(&changed);
        changed[at] = document[at];
    }
    let letters: Vec<_> = body.chars().collect();
    for _ in 0..1000 {
        let mut changed = letters.clone();
        let at = numbers.below(letters.len());
        match numbers.below(3) {
            0 => changed[at] = char::from(numbers.below(128) as u8),
            1 => changed[at] = letters[numbers.below(letters.len())],
            _ => {
                let end = (at + numbers.below(60)).min(letters.len());
                changed.drain(at..end);
            }
        }
        let changed: String = changed.into_iter().collect();
        read(&pack(&changed));
    }
}
