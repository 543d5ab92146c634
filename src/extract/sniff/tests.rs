//! Documents of every form, told by their bytes.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

#[track_caller]
fn is(bytes: impl AsRef<[u8]>, kind: Kind) {
    assert_eq!(
        sniff(bytes.as_ref()),
        Ok(kind),
        "{:?}",
        String::from_utf8_lossy(bytes.as_ref())
    );
}

#[track_caller]
fn is_refused(bytes: impl AsRef<[u8]>, what: &str, hint: &str) {
    match sniff(bytes.as_ref()) {
        Ok(kind) => panic!("{kind:?}"),
        Err(refused) => {
            assert!(refused.message.contains(what), "{refused}");
            assert!(refused.hint.contains(hint), "{}", refused.hint);
        }
    }
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let written = zip
            .start_file(*name, options)
            .map(|()| zip.write_all(text.as_bytes()));
        assert!(matches!(written, Ok(Ok(()))));
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

#[test]
fn packed_documents_are_told_by_their_parts() {
    let types = ("[Content_Types].xml", "x");
    is(zipped(&[types, ("word/document.xml", "x")]), Kind::Docx);
    is(zipped(&[("word/document.xml", "x"), types]), Kind::Docx);
    is_refused(zipped(&[types, ("xl/workbook.xml", "x")]), "XLSX", "save");
    is_refused(zipped(&[types, ("ppt/a.xml", "x")]), "PPTX", "PDF");
    is_refused(
        zipped(&[("a.txt", "word/"), ("b.pdf", "x")]),
        "zip file",
        "unpack",
    );
    is_refused(b"PK\x05\x06\0\0\0\0", "cut off", "again");
    let odf = |kind: &str| {
        zipped(&[
            (
                "mimetype",
                &format!("application/vnd.oasis.opendocument.{kind}"),
            ),
            ("content.xml", "x"),
        ])
    };
    is(odf("text"), Kind::Odt);
    is(odf("text-template"), Kind::Odt);
    is_refused(odf("spreadsheet"), "ODS", "save");
    is_refused(odf("presentation"), "ODP", "save");
    is_refused(
        zipped(&[("mimetype", "application/epub+zip")]),
        "EPUB",
        "unpack",
    );
}

#[test]
fn pages_are_told_by_their_tags() {
    for html in [
        "<!DOCTYPE html><p>x",
        "\u{feff}\n <!-- a --> <!-- b -->\n<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">",
        "<HTML lang=nl>",
        "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html PUBLIC \"a\"><html xmlns='http://www.w3.org/1999/xhtml'>",
        "<?xml version='1.0'?><html>",
        "<p>Een alinea.</p>",
        "<div class=a>b</div>",
        "tekst <p>a</p><p>a</p><p>a</p><p>a</p><p>a</p><p>a</p><p>a</p><p>a</p><p>a</p><p>a</p><p>a</p><p>a</p>",
    ] {
        is(html, Kind::Html);
    }
    is(b"\xff\xfe<\0h\0t\0m\0l\0>\0", Kind::Html);
    for text in [
        "# Kop\n\n- een <b>\n- <https://a.nl>",
        "a < b",
        "<3",
        "<jan@a.nl> schreef",
        "<",
        "< p>",
        "{ \"a\": \"<p></p>\" }",
        "een",
    ] {
        is(text, Kind::Text);
    }
}

#[test]
fn xml_is_told_by_its_root() {
    is(
        "<?xml version='1.0'?>\n<!-- a --><?b c?><officiele-publicatie>",
        Kind::OfficialXml,
    );
    is("<kamerwrk kamer='2'>", Kind::OfficialXml);
    is_refused(
        "<?xml version='1.0'?><rss>",
        "`rss`",
        "`officiele-publicatie`",
    );
    is_refused(
        "<akn:akomaNtoso>x</akn:akomaNtoso>\n",
        "`akn:akomantoso`",
        "HTML",
    );
    is_refused("<?xml version='1.0'?>", "without an element", "HTML");
    let flat = "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>";
    is_refused(flat, "flat ODT", "ODT");
}

#[test]
fn other_forms_are_refused_with_a_hint() {
    is(b"\n%PDF-1.7\n%\xe2\xe3", Kind::Pdf);
    is_refused("", "empty", "fetch");
    is_refused(" \r\n", "empty", "fetch");
    is_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "old Office", "DOCX");
    is_refused("{\\rtf1 a}", "RTF", "DOCX");
    is_refused(b"\x1f\x8b\x08", "gzip", "gunzip");
    is_refused(b"BZh9", "bzip2", "bunzip2");
    is_refused(b"\xfd7zXZ\0", "xz", "unxz");
    is_refused(b"\x28\xb5\x2f\xfd", "zstd", "unzstd");
    for picture in [
        &b"\x89PNG\r\n\x1a\n"[..],
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"II*\0",
        b"RIFF\0\0\0\0WEBP",
        b"BM\x10\0\0\0\0\0\0\0",
        b"\0\0\0\x18ftypheic",
    ] {
        is_refused(picture, "picture", "scan");
    }
    is_refused(
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
        "MHTML",
        "HTML",
    );
    is_refused("WARC/1.0\r\n", "archive of the web", "warcio");
    is_refused(b"ab\0\x01\x02cd", "binary", "plain text");
    is_refused(b"caf\xe9 is open", "Windows-1252", "iconv -f WINDOWS-1252");
    is_refused(b"\xff\xfea\0b\0c\0", "UTF-16", "iconv -f UTF-16");
    is_refused(b"\0a\0b\0c\0d", "UTF-16", "iconv");
    is("BMW reed\n".repeat(3), Kind::Text);
}
