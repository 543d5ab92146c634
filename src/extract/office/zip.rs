//! The parts of a zip archive, read one by one into memory and never written. Nothing that the archive states of a size is believed.

use std::io::{Cursor, ErrorKind, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ExtraField, ZipArchive, ZipReadOptions};

use super::{MAX_PART, Refused};

/// The largest number of parts.
pub const MAX_PARTS: usize = 4096;

/// What each entry of the directory of an archive begins with.
const ENTRY: &[u8] = b"PK\x01\x02";

/// What stands before the end of an archive of more than 4 GiB.
const LARGE: &[u8] = b"PK\x06\x07";

/// How far before the end of an archive its last record may begin, with the record before it.
const MAX_END: usize = 20 + 22 + 0xffff;

/// The archive of a document.
pub struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Parts<'a> {
    /// Reads the directory.
    ///
    /// # Errors
    ///
    /// The bytes are no archive, it is cut off, it has more than [`MAX_PARTS`] parts, or it has two parts of one name.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        if !bytes.starts_with(b"PK") {
            return Err(refused("it is no zip archive, as DOCX and ODT are", SAVE));
        }
        let tail = &bytes[bytes.len().saturating_sub(MAX_END)..];
        if count(bytes, ENTRY) > MAX_PARTS || count(tail, LARGE) > 0 {
            let message = format!("it is an archive of more than {MAX_PARTS} parts");
            return Err(refused(message, SAVE));
        }
        let broken = |_: ZipError| refused("its archive is cut off or damaged", AGAIN);
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.has_duplicate_names() {
            return Err(refused("its archive has two parts of one name", SAVE));
        }
        Ok(Self { archive })
    }

    /// True if it has the part.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part, or `None` if it is not there.
    ///
    /// # Errors
    ///
    /// It has more than [`MAX_PART`] bytes, it is encrypted, it is packed in another way than DOCX and ODT are, or it is damaged.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let options = ZipReadOptions::new().enforce_header_consistency(true);
        let part = match self.archive.by_name_with_options(name, options) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(of_part(name, &error)),
        };
        if !matches!(
            part.compression(),
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) {
            return Err(packed(name));
        }
        let has_other_name = |field: &ExtraField| matches!(field, ExtraField::UnicodePath(_));
        if part.extra_data_fields().any(has_other_name) {
            // Programs differ in which of two names they go by.
            let message = format!("its part `{name}` has another name as well");
            return Err(refused(message, SAVE));
        }
        // What it states is no more than a guess at the memory, which is taken only where something is written to it. To grow takes more.
        let guess = part.size().min(MAX_PART as u64) as usize;
        let mut bytes = Vec::with_capacity(guess);
        let mut part = part.take(MAX_PART as u64 + 1);
        let mut piece = [0; 16 * 1024];
        loop {
            let read = match part.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(of_part(name, &ZipError::Io(error))),
            };
            if bytes.len() + read > MAX_PART {
                let message = format!("its part `{name}` has more than 16 MiB");
                return Err(refused(message, "split it, and read its parts"));
            }
            reserve(&mut bytes, read);
            bytes.extend_from_slice(&piece[..read]);
        }
        Ok(Some(bytes))
    }

    /// Why it is not the document that was asked for, by what it is instead.
    pub fn other_than(&mut self, wanted: &str) -> Refused {
        let media_type = self.read("mimetype").ok().flatten().unwrap_or_default();
        let media_type = String::from_utf8_lossy(&media_type);
        let kinds = [
            ("epub", "META-INF/container.xml", "an EPUB book"),
            (
                "opendocument.spreadsheet",
                "",
                "a spreadsheet of OpenDocument",
            ),
            (
                "opendocument.presentation",
                "",
                "a presentation of OpenDocument",
            ),
            ("opendocument.text", "", "a text of OpenDocument (ODT)"),
            (
                "opendocument",
                "",
                "a document of OpenDocument without text",
            ),
            ("-", "xl/workbook.xml", "a spreadsheet of Excel"),
            ("-", "xl/workbook.bin", "a spreadsheet of Excel"),
            ("-", "ppt/presentation.xml", "a presentation of PowerPoint"),
            ("-", "word/document.xml", "a document of Word (DOCX)"),
            ("-", "Index/Document.iwa", "a document of Pages"),
        ];
        let is =
            |(word, part, _): &&(&str, &str, &str)| media_type.contains(word) || self.has(part);
        let what = kinds.iter().find(is);
        let what = what.map_or(
            "a zip archive without a document of a form that is known",
            |kind| kind.2,
        );
        refused(format!("it is {what}, and not {wanted}"), SAVE)
    }
}

/// What to do about a document of another form.
const SAVE: &str = "open it in a word processor, and save it as DOCX or ODT";

/// What to do about a document that is damaged.
const AGAIN: &str = "fetch it again, or open it in a word processor and save it anew";

/// Makes room by a quarter at a time: doubling would take more memory than the part.
fn reserve(bytes: &mut Vec<u8>, more: usize) {
    if bytes.capacity() - bytes.len() < more {
        bytes.reserve_exact(more.max(bytes.len() / 4));
    }
}

/// How often the piece stands in the bytes.
fn count(bytes: &[u8], piece: &[u8]) -> usize {
    bytes.windows(piece.len()).filter(|at| *at == piece).count()
}

fn refused(message: impl Into<String>, hint: &str) -> Refused {
    let message = message.into();
    let hint = hint.to_owned();
    Refused { message, hint }
}

fn packed(name: &str) -> Refused {
    let message = format!("its part `{name}` is packed in a way that DOCX and ODT do not have");
    refused(message, SAVE)
}

fn of_part(name: &str, error: &ZipError) -> Refused {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => refused(
            format!("its part `{name}` is encrypted"),
            "open it with its password, and save it without one",
        ),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            packed(name)
        }
        _ => refused(format!("its part `{name}` is damaged: {error}"), AGAIN),
    }
}
