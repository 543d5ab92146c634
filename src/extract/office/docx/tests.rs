//! Letters of Word, each made of the parts that a point is about.

use super::super::testing::archive;
use super::super::{Extracted, Refused};
use super::read;

mod hostile;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#;

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="/docProps/core.xml"/></Relationships>"#;

/// The parts of a document, with the relationships of those beside the text.
fn parts(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let others: Vec<_> = others
        .iter()
        .map(|(kind, content)| (*kind, format!("word/{kind}.xml"), content.replace("$W", W)))
        .collect();
    let address = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = others.iter().map(|(kind, name, _)| {
        let kind = kind.trim_end_matches(|letter: char| letter.is_ascii_digit());
        format!(r#"<Relationship Id="{name}" Type="{address}/{kind}" Target="/{name}"/>"#)
    });
    let relations: String = relations.collect();
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
    );
    let mut all = vec![
        ("_rels/.rels", ROOT),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", &relations),
    ];
    all.extend(
        others
            .iter()
            .map(|(_, name, content)| (name.as_str(), content.as_str())),
    );
    archive(&all)
}

fn document(body: &str, others: &[(&str, &str)]) -> Result<Extracted, Refused> {
    read(&parts(body, others))
}

fn text(body: &str) -> String {
    document(body, &[]).unwrap().text
}

fn left_out(read: &Extracted) -> Vec<(&'static str, &str)> {
    read.report
        .left_out
        .iter()
        .map(|one| (one.what, one.words.as_str()))
        .collect()
}

/// A paragraph with these properties.
fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn in_list(list: u32, level: u32, words: &str) -> String {
    let properties =
        format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    p(&properties, words)
}

#[test]
fn runs_of_a_paragraph_join_without_anything_between() {
    let body = r#"<w:p><w:r><w:t>Het kab</w:t></w:r>
        <w:hyperlink r:id="x"><w:r><w:t xml:space="preserve">inet </w:t></w:r></w:hyperlink>
        <w:proofErr w:type="x"/><w:r><w:t> besluit&#8217;s &amp;c. </w:t></w:r></w:p><w:p/><w:p><w:r><w:t>Twee</w:t></w:r></w:p>"#;
    assert_eq!(text(body), "Het kabinet besluit\u{2019}s &c.\n\nTwee\n");
    let body = r#"<w:p xml:space="preserve"><w:r><w:t>a </w:t><w:t xml:space="default"> b</w:t></w:r></w:p>"#;
    assert_eq!(text(body), "a b\n");
}

#[test]
fn characters_that_are_elements() {
    let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>
        <w:br w:type="page"/><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="61"/><w:sym w:char="x"/></w:r></w:p>"#;
    let read = document(body, &[]).unwrap();
    assert_eq!(read.text, "a\tb\nc\n\u{2011}\u{ad}\n\u{f0fc}\u{f061}\n");
    assert_eq!(
        read.report.characters,
        [('\u{ad}', 1), ('\u{f061}', 1), ('\u{f0fc}', 1)]
    );
    assert_eq!(left_out(&read), [("symbol", "x")]);
}

#[test]
fn characters_that_a_text_may_not_have_are_told() {
    let read = document(
        "<w:p><w:r><w:t>a&#1;b&#x85;&#xFFFF;c\u{7f}</w:t></w:r></w:p>",
        &[],
    )
    .unwrap();
    assert_eq!(read.text, "abc\n");
    let told = ["U+0001", "U+007F", "U+0085", "U+FFFF"].map(|code| ("control character", code));
    assert_eq!(left_out(&read), told);
}

const NUMBERING: &str = r#"<w:numbering $W>
    <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Kop1"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="2"/><w:numFmt w:val="lowerLetter"/><w:pStyle w:val="Kop2"/><w:lvlText w:val="%1.%2)"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:isLgl/><w:lvlText w:val="%1-%2-%3"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
        <w:lvl w:ilvl="2"><w:numFmt w:val="ordinalText"/><w:lvlText w:val="%3"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Lijst"/></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"#;

const STYLES: &str = r#"<w:styles $W><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="Heading 2"/><w:basedOn w:val="Kop1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Kop2b"><w:name w:val="Andere kop"/><w:basedOn w:val="Kop2"/></w:style>
    <w:style w:type="numbering" w:styleId="Lijst"><w:name w:val="Lijst"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
    <w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
</w:styles>"#;

#[test]
fn items_have_their_printed_marks() {
    let body = [
        in_list(1, 0, "een"),
        in_list(1, 1, "a"),
        in_list(1, 1, "b"),
        in_list(1, 2, "diep"),
        in_list(1, 0, "twee"),
        in_list(1, 1, "a"),
        in_list(3, 0, "vijf"),
        in_list(3, 0, "zes"),
        in_list(2, 0, "punt"),
        in_list(4, 1, "rond"),
        in_list(4, 2, "onbekend"),
        in_list(9, 0, "geen"),
    ];
    let parts = [("numbering", NUMBERING), ("styles", STYLES)];
    let read = document(&body.concat(), &parts).unwrap();
    let expected = "1. een\n1.b) a\n1.c) b\n1-3-1 diep\n2. twee\n2.b) a\n5. vijf\n6. zes\n\n\u{2022} punt\no rond\nonbekend\n\ngeen\n";
    assert_eq!(read.text, expected);
    assert_eq!(
        left_out(&read),
        [("mark of an item", "in a form that is not known")]
    );
    assert_eq!(read.report.blocks, 12);
}

#[test]
fn headings_are_numbered_by_their_styles() {
    let style = |name: &str, words: &str| p(&format!(r#"<w:pStyle w:val="{name}"/>"#), words);
    let body = [
        style("Kop1", "Inleiding"),
        style("Kop2", "Doel"),
        style("Kop2b", "Vraag"),
        p(
            r#"<w:pStyle w:val="Kop1"/><w:numPr><w:numId w:val="0"/></w:numPr>"#,
            "Zonder",
        ),
        p(
            r#"<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>"#,
            "Vroeger",
        ),
        style("A", "Rond"),
        style("Kop1", "Slot"),
    ];
    let read = document(
        &body.concat(),
        &[("numbering", NUMBERING), ("styles", STYLES)],
    )
    .unwrap();
    assert_eq!(
        read.text,
        "1. Inleiding\n\n1.b) Doel\n\n1.c) Vraag\n\nZonder\n\nVroeger\n\nRond\n\n2. Slot\n"
    );
    assert_eq!(read.report.suggestions.language.as_deref(), Some("nl-NL"));
}

#[test]
fn a_row_is_a_line_and_nothing_is_repeated() {
    let cell =
        |properties: &str, body: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>");
    let nested = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>{}",
        cell("", &p("", "x")),
        cell("", &p("", "y")),
        p("", "")
    );
    let rows = [
        [
            cell(r#"<w:gridSpan w:val="2"/>"#, &p("", "breed")),
            cell(
                r#"<w:vMerge w:val="restart"/>"#,
                &(p("", "hoog") + &p("", "twee")),
            ),
        ]
        .concat(),
        [
            cell("", &p("", "a")),
            cell("", &nested),
            cell("<w:vMerge/>", &p("", "weg")),
        ]
        .concat(),
        [
            cell("", &p("", "")),
            cell("", "<w:p><w:r><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r></w:p>"),
            cell("", &p("", "e")),
        ]
        .concat(),
    ];
    let rows: String = rows
        .iter()
        .map(|row| format!("<w:tr>{row}</w:tr>"))
        .collect();
    let table = format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>");
    let read = document(&format!("{}{table}{table}", p("", "voor")), &[]).unwrap();
    let once = "breed\thoog twee\na\tx y\n\tc d\te";
    assert_eq!(read.text, format!("voor\n\n{once}\n\n{once}\n"));
    assert_eq!(left_out(&read), [("covered cell", "weg"); 2]);
}

#[test]
fn notes_stand_at_their_marks() {
    let body = r#"<w:p><w:r><w:t>Een</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> en</w:t><w:endnoteReference w:id="1"/><w:footnoteReference w:id="9"/><w:t>.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cel</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let footnotes = r#"<w:footnotes $W><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Kamer</w:t></w:r><w:r><w:t>stuk</w:t></w:r></w:p><w:p><w:r><w:t>32 317,</w:t><w:tab/><w:t>nr. 1</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let endnotes = r#"<w:endnotes $W><w:endnote w:id="1"><w:p><w:r><w:t>Slot</w:t></w:r></w:p></w:endnote></w:endnotes>"#;
    let read = document(body, &[("footnotes", footnotes), ("endnotes", endnotes)]).unwrap();
    let note = "Kamerstuk 32 317, nr. 1";
    assert_eq!(
        read.text,
        format!("Een[1] en[2].\n\ncel[3]\n\n[1: {note}]\n[2: Slot]\n[3: {note}]\n")
    );
    assert_eq!((read.report.notes, read.report.marks.len()), (3, 6));
    let missing = "note that is not in the document";
    assert_eq!(left_out(&read), [(missing, "footnote 9")]);
    let read = document(body, &[]).unwrap();
    assert_eq!(read.text, "Een en.\n\ncel\n");
    assert_eq!(left_out(&read).len(), 4);
}

#[test]
fn a_box_of_text_is_read_once_after_its_paragraph() {
    let content = format!(
        "<w:txbxContent>{}{}</w:txbxContent>",
        p("", "In"),
        p("", "kader")
    );
    let body = format!(
        r#"<w:p><w:r><w:t>Voor</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="Box 1"/><wps:txbx>{content}</wps:txbx></wp:inline></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>na</w:t></w:r></w:p>
        <w:p><w:r><mc:AlternateContent><mc:Choice Requires="x y"><w:t>niet</w:t></mc:Choice><mc:Fallback><w:t>wel</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#
    );
    let read = document(&body, &[]).unwrap();
    assert_eq!(read.text, "Voorna\n\nIn\n\nkader\n\nwel\n");
    assert_eq!(left_out(&read), []);
}

#[test]
fn of_a_field_the_result_is_text() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Zie </w:t><w:fldChar w:fldCharType="begin"/><w:instrText> IF </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>vandaag</w:t><w:fldChar w:fldCharType="end"/></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/><w:t>1 mei</w:t><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="end"/></w:r>
        <w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>
        <w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let read = document(body, &[]).unwrap();
    assert_eq!(read.text, "Zie 1 mei7\n");
    assert_eq!(
        left_out(&read),
        [
            ("instruction of a field", "vandaag"),
            ("box to tick", "ticked")
        ]
    );
}

#[test]
fn what_is_left_out_is_told() {
    let body = r#"<w:p><w:r><w:t>Een</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ge</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Weg"/></w:rPr><w:t>heim</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>!</w:t><w:commentReference w:id="1"/></w:r>
        <w:r><w:drawing><wp:inline><wp:docPr id="1" name="Afb 1" descr="Een grafiek"/><pic:pic/></wp:inline></w:drawing></w:r>
        <w:r><w:object><v:shape alt=""><v:imagedata o:title="logo"/></v:shape></w:object></w:r>
        <m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>
        <w:sectPr><w:headerReference r:id="h"/></w:sectPr>"#;
    let head = r#"<w:hdr $W><w:p><w:r><w:t>Ministerie</w:t></w:r></w:p><w:p><w:r><w:t>van X</w:t></w:r></w:p></w:hdr>"#;
    let others = [
        ("styles", STYLES),
        ("header1", head),
        ("header2", head),
        (
            "footer1",
            r#"<w:ftr $W><w:p><w:r><w:t>1</w:t></w:r></w:p></w:ftr>"#,
        ),
        (
            "comments",
            r#"<w:comments $W><w:comment w:id="1"><w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment></w:comments>"#,
        ),
    ];
    let read = document(body, &others).unwrap();
    assert_eq!(read.text, "Een!a+b\n");
    let expected = [
        ("picture", "Een grafiek"),
        ("picture", "logo"),
        ("formula", "12"),
        ("hidden text", "geheim"),
        ("head of pages", "Ministerie van X"),
        ("foot of pages", "1"),
        ("comment", "Klopt dit?"),
    ];
    assert_eq!(left_out(&read), expected);
}

#[test]
fn tracked_changes_are_refused() {
    let body = r#"<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr><w:ins w:id="2"><w:r><w:t>nieuw</w:t></w:r></w:ins><w:del w:id="3"><w:r><w:delText>oud</w:delText></w:r></w:del><w:ins w:id="4"/></w:p>"#;
    let refused = document(body, &[]).unwrap_err();
    assert_eq!(refused.message, "it has 3 tracked changes");
    assert!(refused.hint.starts_with("take a form"));
    let body = r#"<w:p><w:moveTo w:id="2"><w:r><w:t>nieuw</w:t></w:r></w:moveTo></w:p>"#;
    assert_eq!(
        document(body, &[]).unwrap_err().message,
        "it has 1 tracked change"
    );
}

#[test]
fn a_large_first_letter_belongs_to_the_next_paragraph() {
    let body = p(r#"<w:framePr w:dropCap="drop"/>"#, "H") + &p("", "et kabinet");
    assert_eq!(text(&body), "Het kabinet\n");
}

#[test]
fn strict_names_and_other_prefixes_are_read_alike() {
    let document = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Strikt</x:t></x:r></x:p></x:body></x:document>"#;
    let root = ROOT
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        )
        .replace("word/document.xml", "./word/../tekst/a.xml");
    let core = r#"<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Brief</dc:title><dc:creator>A; B</dc:creator><dcterms:created>2024-01-02T00:00:00Z</dcterms:created><dc:language/></c:coreProperties>"#;
    let read = read(&archive(&[
        ("_rels/.rels", &root),
        ("tekst/a.xml", document),
        ("docProps/core.xml", core),
    ]))
    .unwrap();
    assert_eq!(read.text, "Strikt\n");
    let suggestions = read.report.suggestions;
    assert_eq!(suggestions.title.as_deref(), Some("Brief"));
    assert_eq!(suggestions.authors, ["A", "B"]);
    assert_eq!(suggestions.date.as_deref(), Some("2024-01-02T00:00:00Z"));
    assert_eq!(suggestions.language, None);
}

#[test]
fn utf_16_is_read() {
    let document = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>\u{e9}\u{e9}n</w:t></w:r></w:p></w:body></w:document>";
    let bytes: Vec<u8> = format!("\u{feff}{document}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(super::decode("x", bytes).unwrap(), document);
    assert!(super::decode("x", vec![b'<', 0xff]).is_err());
}
