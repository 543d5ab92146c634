//! Archives and letters that were made to do harm.

use super::super::super::MAX_PART;
use super::super::super::testing::{archive, survives};
use super::super::read;
use super::{NUMBERING, ROOT, STYLES, W, in_list, p, parts};

#[test]
fn another_document_is_refused_by_what_it_is() {
    let of = |parts: &[(&str, &str)]| read(&archive(parts)).unwrap_err().message;
    let root = ROOT.replace("word/document.xml", "xl/workbook.xml");
    assert!(
        of(&[("_rels/.rels", &root), ("xl/workbook.xml", "<x/>")])
            .starts_with("it is a spreadsheet of Excel")
    );
    assert!(of(&[("mimetype", "application/epub+zip")]).starts_with("it is an EPUB book"));
    assert!(
        of(&[(
            "mimetype",
            "application/vnd.oasis.opendocument.presentation"
        )])
        .starts_with("it is a presentation of OpenDocument")
    );
    assert!(of(&[("a.txt", "")]).starts_with("it is a zip archive without"));
    assert_eq!(
        read(b"%PDF-1.7\n...").unwrap_err().message,
        "it is no zip archive, as DOCX and ODT are"
    );
    assert!(of(&[("word/document.xml", "<html/>")]).contains("is none of a document of Word"));
}

fn refused(document: &str) -> String {
    read(&archive(&[
        ("_rels/.rels", ROOT),
        ("word/document.xml", document),
    ]))
    .unwrap_err()
    .message
}

#[test]
fn hostile_documents_are_refused() {
    let open = format!("<w:document {W}><w:body>");
    let deep = format!("{open}{}", "<w:p>".repeat(1_000_000));
    assert!(refused(&deep).contains("deep in one another"));
    let entities = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>"#;
    assert_eq!(
        refused(entities),
        "its part `word/document.xml` declares entities"
    );
    let outside = r#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>"#;
    assert_eq!(
        refused(outside),
        "its part `word/document.xml` declares entities"
    );
    assert!(
        refused(&format!("{open}<w:p>&a;</w:p></w:body></w:document>"))
            .contains("entity that XML does not have")
    );
    assert!(refused(&format!("{open}<w:p>")).contains("not well-formed"));
    let attributes: String = (0..300).map(|nth| format!(" a{nth}=''")).collect();
    assert!(
        refused(&format!("{open}<w:p{attributes}/></w:body></w:document>")).contains("attributes")
    );
    let bomb = " ".repeat(MAX_PART + 1);
    assert!(refused(&bomb).contains("more than 16 MiB"));
    let words = format!(
        "{open}{}</w:body></w:document>",
        p("", &"woord ".repeat(10_000)).repeat(80)
    );
    assert!(refused(&words).contains("larger than 4 MiB"));
}

#[test]
fn names_of_parts_are_never_paths() {
    let root = ROOT.replace("word/document.xml", "../../../etc/passwd");
    let document = format!(
        "<w:document {W}><w:body>{}</w:body></w:document>",
        p("", "veilig")
    );
    let read = |name: &str| read(&archive(&[("_rels/.rels", &root), (name, &document)]));
    assert_eq!(read("etc/passwd").unwrap().text, "veilig\n");
    assert!(read("../../../etc/passwd").is_err());
}

#[test]
fn no_change_of_a_byte_makes_it_panic() {
    let body = [
        in_list(1, 0, "een"),
        in_list(2, 1, "twee"),
        p(r#"<w:pStyle w:val="Kop2b"/>"#, "Kop"),
        p("", "tekst"),
    ]
    .concat();
    survives(
        &body,
        |body| parts(body, &[("numbering", NUMBERING), ("styles", STYLES)]),
        read,
    );
    // The parts beside the text.
    survives(
        NUMBERING,
        |numbering| parts(&body, &[("numbering", numbering)]),
        read,
    );
}

#[test]
fn an_archive_that_is_not_as_it_says_is_refused() {
    let good = parts(&p("", "tekst"), &[]);
    // The same part twice: the name of another one is changed, where it stands and in the directory.
    let twice = archive(&[
        ("_rels/.rels", ROOT),
        ("word/document.xml", "<a/>"),
        ("word/documenT.xml", "<b/>"),
    ]);
    let twice = replaced(&twice, b"word/documenT.xml", b"word/document.xml");
    assert!(
        read(&twice)
            .unwrap_err()
            .message
            .contains("two parts of one name")
    );
    // The name in front of the part is another one than in the directory.
    let mut other = good.clone();
    let at = find(&other, b"word/document.xml");
    other[at] = b'W';
    assert!(read(&other).is_err());
    // Encrypted, by the flags, and packed in another way; each stands in front of the part and in the directory.
    for (offset, value, message) in [(6, 1, "is encrypted"), (8, 12, "packed in a way")] {
        let mut changed = good.clone();
        let local = find(&changed, b"word/document.xml") - 30;
        changed[local + offset] = value;
        let central = local + 10 + find(&changed[local + 40..], b"word/document.xml") + 30 - 46;
        changed[central + offset + 2] = value;
        let refused = read(&changed).unwrap_err().message;
        assert!(refused.contains(message), "{refused}");
    }
    // What it states of sizes is not believed: a part of one byte that unpacks to more, and one of 4 GiB.
    for stated in [[1, 0, 0, 0], [0xff, 0xff, 0xff, 0x7f]] {
        let mut changed = good.clone();
        let central = changed
            .windows(4)
            .rposition(|at| at == b"PK\x01\x02")
            .unwrap();
        changed[central + 24..central + 28].copy_from_slice(&stated);
        assert!(read(&changed).is_err());
    }
    let names: Vec<_> = (0..5000).map(|nth| format!("a{nth}")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert!(
        read(&archive(&many))
            .unwrap_err()
            .message
            .contains("more than 4096 parts")
    );
}

fn find(bytes: &[u8], piece: &[u8]) -> usize {
    bytes
        .windows(piece.len())
        .position(|at| at == piece)
        .unwrap()
}

fn replaced(bytes: &[u8], piece: &[u8], by: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    while let Some(at) = bytes.windows(piece.len()).position(|at| at == piece) {
        bytes[at..at + piece.len()].copy_from_slice(by);
    }
    bytes
}
