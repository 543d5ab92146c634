//! The encoding of a page or of XML, and its characters.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes of a document may say which encoding it has.
const MAX_HEAD: usize = 1024;

/// The encoding that a document says it has, by the mark at its beginning or by its own words; none if it says nothing.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let head = &bytes[..bytes.len().min(MAX_HEAD)];
    let head: String = head.iter().map(|&byte| char::from(byte)).collect();
    let head = head.to_ascii_lowercase();
    let of_xml = head
        .starts_with("<?xml")
        .then(|| label(&head[..head.find("?>").unwrap_or(head.len())], "encoding"));
    let of_meta = || {
        let tags = head.split("<meta").skip(1);
        tags.filter_map(|tag| label(tag.split('>').next()?, "charset"))
            .next()
    };
    let label = of_xml.flatten().or_else(of_meta)?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // Words that can be read byte by byte are in no encoding of two bytes.
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    Some(if is_wide { UTF_8 } else { encoding })
}

/// The encoding of a document: what it says, or else UTF-8 if it is that, or else Windows-1252.
pub(super) fn of(bytes: &[u8]) -> &'static Encoding {
    declared(bytes).unwrap_or_else(|| match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) => WINDOWS_1252,
    })
}

/// The value that follows a name and an equals sign.
fn label<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(name)?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value
        .find(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ';' | '/'))
        .unwrap_or(value.len());
    Some(&value[..end])
}

/// The characters of a document, a piece at a time, so that not all of them are in memory twice.
pub(super) struct Pieces<'a> {
    decoder: Decoder,
    bytes: &'a [u8],
    is_done: bool,
}

impl<'a> Pieces<'a> {
    /// The characters of these bytes, without the mark at their beginning.
    pub(super) fn new(bytes: &'a [u8], encoding: &'static Encoding) -> Self {
        Self {
            decoder: encoding.new_decoder_with_bom_removal(),
            bytes,
            is_done: false,
        }
    }
}

impl Iterator for Pieces<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        const SIZE: usize = 4 * 1024;
        if self.is_done {
            return None;
        }
        let mut piece = String::with_capacity(SIZE);
        let (result, read, _) = self.decoder.decode_to_string(self.bytes, &mut piece, true);
        self.bytes = &self.bytes[read..];
        self.is_done = result == CoderResult::InputEmpty;
        Some(piece)
    }
}
