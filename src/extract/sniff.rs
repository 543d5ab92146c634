//! What a document is, by its bytes and never by its name.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::markup::ROOTS;
use super::{Kind, Refused};

/// How many bytes at the beginning say what a document is.
const HEAD: usize = 4096;

/// What other forms are, by the bytes at their beginning, and what to do with them.
const OTHERS: [(&[u8], &str, &str); 22] = [
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "it is a document of an old Office, or one with a password",
        "save it as DOCX, without a password",
    ),
    (b"{\\rtf", "it is RTF", "save it as DOCX or ODT"),
    (
        b"\x1f\x8b",
        "it is packed with gzip",
        "unpack it first, with `gunzip`",
    ),
    (
        b"BZh",
        "it is packed with bzip2",
        "unpack it first, with `bunzip2`",
    ),
    (
        b"\xfd7zXZ\0",
        "it is packed with xz",
        "unpack it first, with `unxz`",
    ),
    (
        b"\x28\xb5\x2f\xfd",
        "it is packed with zstd",
        "unpack it first, with `unzstd`",
    ),
    (
        b"7z\xbc\xaf\x27\x1c",
        "it is an archive of 7-Zip",
        "unpack it first",
    ),
    (
        b"Rar!\x1a\x07",
        "it is an archive of RAR",
        "unpack it first",
    ),
    (b"\x89PNG\r\n", "it is a picture, which has no text", SCAN),
    (b"\xff\xd8\xff", "it is a picture, which has no text", SCAN),
    (b"GIF87a", "it is a picture, which has no text", SCAN),
    (b"GIF89a", "it is a picture, which has no text", SCAN),
    (b"II*\0", "it is a picture, which has no text", SCAN),
    (b"MM\0*", "it is a picture, which has no text", SCAN),
    (
        b"\0\0\0\x0cjP  ",
        "it is a picture, which has no text",
        SCAN,
    ),
    (b"AT&TFORM", "it is DjVu, which is mostly pictures", SCAN),
    (b"%!PS", "it is PostScript", "make PDF of it, with `ps2pdf`"),
    (
        b"WARC/",
        "it is an archive of the web",
        "take the payload of the record out of it, with `warcio extract --payload`",
    ),
    (
        b"bplist00",
        "it is an archive of the web by Safari",
        "save the page as HTML",
    ),
    (b"\x7fELF", "it is a program", ASK),
    (b"SQLite format 3\0", "it is a database", ASK),
    (
        b"<!-- saved from url=(0013)about:internet -->\r\nMIME-Version",
        "it is MHTML",
        MHTML,
    ),
];

const SCAN: &str =
    "a scan has to be read by a person, or by a program that recognises letters, and checked";
const ASK: &str =
    "give a document as PDF, DOCX, ODT, HTML, the XML of an official publication, or plain text";
const MHTML: &str = "save the page as HTML";

/// Tells what a document is.
///
/// # Errors
///
/// It is no document that can be read; the error says what it is, and what to do.
pub fn sniff(bytes: &[u8]) -> Result<Kind, Refused> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refused("it is empty", "fetch the document once more");
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    // Readers allow for a little before it. In a sentence it is a word.
    let begins = |at: usize| at == 0 || b"\n\r\0".contains(&head[at - 1]);
    let mut starts = head[..head.len().min(1024)].windows(5).enumerate();
    if starts.any(|(at, piece)| piece == b"%PDF-" && begins(at)) {
        return Ok(Kind::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return packed(bytes);
    }
    if let Some((_, what, hint)) = OTHERS.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return refused(what, hint);
    }
    let is_of_riff = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    let is_bitmap = head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]);
    let is_heic = head.get(4..8) == Some(b"ftyp");
    if is_of_riff || is_bitmap || is_heic {
        return refused("it is a picture or a film, which has no text", SCAN);
    }
    let text = decoded(head);
    if let Some(kind) = marked_up(bytes, &text) {
        return kind;
    }
    plain(bytes)
}

fn refused(what: &str, hint: &str) -> Result<Kind, Refused> {
    Err(Refused {
        message: what.to_owned(),
        hint: hint.to_owned(),
    })
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The characters at the beginning, as far as they say what a document is.
fn decoded(head: &[u8]) -> Cow<'_, str> {
    let encoding = Encoding::for_bom(head).map_or(UTF_8, |(encoding, _)| encoding);
    encoding.decode_with_bom_removal(head).0
}

/// What a zip file is, by the names of its parts.
fn packed(bytes: &[u8]) -> Result<Kind, Refused> {
    let first = &bytes[..bytes.len().min(200)];
    let kind_is = |kind: &str| contains(first, format!("mimetype{kind}").as_bytes());
    let of_documents = "application/vnd.oasis.opendocument.";
    for (form, what, hint) in [
        (
            "spreadsheet",
            "it is a spreadsheet (ODS)",
            "save the sheet as ODT or PDF",
        ),
        (
            "presentation",
            "it is a presentation (ODP)",
            "save it as PDF",
        ),
        ("graphics", "it is a drawing (ODG)", "save it as PDF"),
    ] {
        if kind_is(&format!("{of_documents}{form}")) {
            return refused(what, hint);
        }
    }
    if kind_is(&format!("{of_documents}text")) {
        return Ok(Kind::Odt);
    }
    if kind_is("application/epub+zip") {
        return refused(
            "it is a book (EPUB)",
            "unpack it, and take the page of HTML that is quoted",
        );
    }
    let has = |name: &str| parts(bytes).any(|part| part.starts_with(name.as_bytes()));
    if has("[Content_Types].xml") {
        if has("word/") {
            return Ok(Kind::Docx);
        }
        if has("xl/") {
            return refused(
                "it is a spreadsheet (XLSX)",
                "save the sheet as DOCX or PDF",
            );
        }
        if has("ppt/") {
            return refused("it is a presentation (PPTX)", "save it as PDF");
        }
    }
    if parts(bytes).next().is_none() {
        return refused(
            "it is a zip file that is cut off or damaged",
            "fetch it again",
        );
    }
    refused(
        "it is a zip file of other files",
        "unpack it, and give the document alone",
    )
}

/// The names of the parts of a zip file, from its list of them.
fn parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let entries = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| window == b"PK\x01\x02");
    entries.filter_map(|(start, _)| {
        let length = bytes.get(start + 28..start + 30)?;
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        bytes.get(start + 46..start + 46 + length)
    })
}

/// What a document with tags is; none if it is plain text.
fn marked_up(bytes: &[u8], head: &str) -> Option<Result<Kind, Refused>> {
    let lower = head.to_ascii_lowercase();
    if lower.contains("mime-version:") && lower.contains("multipart/related") {
        return Some(refused("it is MHTML", MHTML));
    }
    let (rest, is_xml) = without_prolog(&lower);
    let name = |rest: &str| -> String {
        let is_of_name =
            |letter: &char| letter.is_alphanumeric() || matches!(letter, ':' | '-' | '_' | '.');
        rest.chars().take_while(is_of_name).collect()
    };
    if let Some(rest) = rest.strip_prefix("<!doctype") {
        let root = name(rest.trim_start());
        return Some(if root == "html" {
            Ok(Kind::Html)
        } else {
            xml(&root, bytes)
        });
    }
    let root = rest.strip_prefix('<').map(name).unwrap_or_default();
    if is_xml || ROOTS.contains(&root.as_str()) {
        return Some(if root == "html" {
            Ok(Kind::Html)
        } else {
            xml(&root, bytes)
        });
    }
    if is_tag(&root) || count_of_tags(&lower) >= 12 {
        return Some(Ok(Kind::Html));
    }
    let end = format!("</{root}>");
    let tail = bytes.trim_ascii_end().to_ascii_lowercase_end(end.len());
    (!root.is_empty() && tail == end.as_bytes()).then(|| xml(&root, bytes))
}

/// The end of bytes, in small letters.
trait End {
    fn to_ascii_lowercase_end(&self, length: usize) -> Vec<u8>;
}

impl End for [u8] {
    fn to_ascii_lowercase_end(&self, length: usize) -> Vec<u8> {
        self[self.len().saturating_sub(length)..].to_ascii_lowercase()
    }
}

/// What follows the declaration, comments and instructions at the beginning, and whether it is declared to be XML.
fn without_prolog(text: &str) -> (&str, bool) {
    let mut rest = text.trim_start();
    let is_xml = rest.starts_with("<?xml");
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            return (rest, is_xml);
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return ("", is_xml),
        }
    }
}

fn xml(root: &str, bytes: &[u8]) -> Result<Kind, Refused> {
    if ROOTS.contains(&root) {
        return Ok(Kind::OfficialXml);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if root == "office:document" && contains(head, b"opendocument.text") {
        return refused("it is flat ODT", "save it as ODT");
    }
    let what = match root {
        "" => "it is XML without an element at its beginning".to_owned(),
        _ => format!("it is XML of another kind: its root element is `{root}`"),
    };
    let read = ROOTS.map(|root| format!("`{root}`")).join(", ");
    refused(
        &what,
        &format!(
            "the elements that are read are {read} and `html`; save it as HTML, or pin its text"
        ),
    )
}

/// True for an element with which a page begins.
fn is_tag(name: &str) -> bool {
    const TAGS: &str = "a article b base blockquote body br center div dl em font form frameset h1 h2 h3 head header html img link \
     main meta nav ol p pre script section span strong style table title ul";
    TAGS.split(' ').any(|tag| tag == name)
}

/// The number of ends of elements that pages have, in text in small letters.
fn count_of_tags(text: &str) -> usize {
    let ends = text.split("</").skip(1);
    let names = ends.filter_map(|rest| rest.split('>').next());
    names
        .filter(|name| is_tag(name.trim()) || matches!(*name, "li" | "td" | "tr" | "i"))
        .count()
}

fn plain(bytes: &[u8]) -> Result<Kind, Refused> {
    const CONVERT: &str = "convert it, with `iconv -f";
    let has_mark = |mark: &[u8]| bytes.starts_with(mark);
    let zeros = bytes.iter().take(HEAD).filter(|&&byte| byte == 0).count();
    let is_wide = has_mark(b"\xff\xfe") || has_mark(b"\xfe\xff");
    // Half of the bytes of Latin letters are zero.
    let is_unmarked =
        zeros * 5 > bytes.len().min(HEAD) * 2 && zeros * 5 < bytes.len().min(HEAD) * 3;
    if is_wide || is_unmarked {
        return refused(
            "it is text in UTF-16",
            &format!("{CONVERT} UTF-16 -t UTF-8 old.txt > new.txt`, and look at the result"),
        );
    }
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f);
    let controls = bytes.iter().filter(|byte| is_control(byte)).count();
    if zeros > 0 || controls > bytes.len() / 100 {
        return refused("it is binary, and of no form that is known", ASK);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(Kind::Text);
    }
    refused(
        "it is text, but not in UTF-8; perhaps it is in Windows-1252",
        &format!("{CONVERT} WINDOWS-1252 -t UTF-8 old.txt > new.txt`, and look at the result"),
    )
}

#[cfg(test)]
mod tests;
