//! Letters of LibreOffice, each made of the parts that a point is about.

use super::super::testing::{archive, survives};
use super::super::{Extracted, Refused};
use super::read;

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0""#;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

const STYLES: &str = r#"<office:styles>
    <style:default-style style:family="paragraph"><style:text-properties fo:language="nl" fo:country="NL"/></style:default-style>
    <style:style style:name="Weg" style:family="text"><style:text-properties t:display="none"/></style:style>
    <style:style style:name="WegOok" style:family="paragraph" style:parent-style-name="Weg2"/>
    <style:style style:name="Weg2" style:family="paragraph"><style:text-properties t:display="none"/></style:style>
    <style:style style:name="Zonder" style:family="paragraph" style:list-style-name=""/>
    <t:outline-style style:name="Outline"><t:outline-level-style t:level="1" style:num-format="I" style:num-suffix="."/><t:outline-level-style t:level="2" style:num-format="1" t:display-levels="2"/><t:outline-level-style t:level="3" style:num-format=""/></t:outline-style>
    <t:list-style style:name="L1"><t:list-level-style-number t:level="1" style:num-prefix="(" style:num-suffix=")" style:num-format="a" t:start-value="2"/><t:list-level-style-number t:level="2" style:num-format="1" t:display-levels="2" style:num-suffix="."/><t:list-level-style-bullet t:level="3" t:bullet-char="&#xF0B7;"/></t:list-style>
    <t:list-style style:name="L2"><t:list-level-style-number t:level="1" style:num-format="1" style:num-suffix="." loext:num-list-format="art. %1%:"/><t:list-level-style-number t:level="2" style:num-format="&#x4e00;"/></t:list-style>
    </office:styles>
    <office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:text-properties t:display="none"/></style:style></office:automatic-styles>"#;

fn parts(body: &str, more: &str) -> Vec<u8> {
    let styles = format!("<office:document-styles {NAMES}>{STYLES}{more}</office:document-styles>");
    let content = format!(
        "<office:document-content {NAMES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let meta = format!(
        "<office:document-meta {NAMES}><office:meta><dc:title>Brief</dc:title><meta:initial-creator>A</meta:initial-creator><dc:creator>B</dc:creator><meta:creation-date>2024-01-02</meta:creation-date></office:meta></office:document-meta>"
    );
    archive(&[
        ("mimetype", MEDIA_TYPE),
        ("content.xml", &content),
        ("styles.xml", &styles),
        ("meta.xml", &meta),
    ])
}

fn document(body: &str) -> Result<Extracted, Refused> {
    read(&parts(body, ""))
}

fn text(body: &str) -> String {
    document(body).unwrap().text
}

fn left_out(read: &Extracted) -> Vec<(&'static str, &str)> {
    read.report
        .left_out
        .iter()
        .map(|one| (one.what, one.words.as_str()))
        .collect()
}

#[test]
fn white_space_collapses_as_the_standard_says() {
    let body = "<t:p>\n  Een <t:span> twee</t:span>\n\tdrie<t:s t:c=\"2\"/> <t:s/>vier<t:tab/>vijf<t:line-break/>zes  </t:p><t:p t:style-name=\"P1\">zeven&#160;</t:p>";
    assert_eq!(
        text(body),
        "Een twee drie   \u{20}vier\tvijf\nzes\n\nzeven\u{a0}\n"
    );
}

#[test]
fn items_have_their_printed_marks() {
    let item = |inner: &str| format!("<t:list-item>{inner}</t:list-item>");
    let p = |words: &str| format!("<t:p>{words}</t:p>");
    let list = |attributes: &str, inner: &str| format!("<t:list {attributes}>{inner}</t:list>");
    let deep = list("", &item(&list("", &item(&p("rond")))));
    let body = [
        list(
            r#"t:style-name="L1" xml:id="x""#,
            &[
                item(&(p("b") + &p("vervolg"))),
                item(&(p("c") + &list("", &(item(&p("c.1")) + &item(&p("c.2")))))),
                item(&(p("d") + &deep)),
            ]
            .concat(),
        ),
        p("tussen"),
        list(
            r#"t:style-name="L1" t:continue-numbering="true""#,
            &item(&p("e")),
        ),
        list(r#"t:style-name="L1""#, &item(&p("b"))),
        list(
            r#"t:style-name="L1" t:continue-list="x""#,
            &format!(
                "<t:list-header><t:p>hoofd</t:p></t:list-header>{}",
                item(&p("e"))
            ),
        ),
        list(
            r#"t:style-name="L2""#,
            &format!(
                r#"<t:list-item t:start-value="7">{}</t:list-item>{}"#,
                p("zeven"),
                item(&(p("acht") + &list("", &item(&p("teken")))))
            ),
        ),
        list(r#"t:style-name="geen""#, &item("<t:h>kop</t:h>")),
    ];
    let read = document(&body.concat()).unwrap();
    let expected = "(b) b\n\nvervolg\n\n(c) c\nc.1. c.1\nc.2. c.2\n(d) d\n\u{2022} rond\n\ntussen\n\n(e) e\n\n(b) b\n\nhoofd\n\n(e) e\n\nart. 7: zeven\nart. 8: acht\nteken\n\nkop\n";
    assert_eq!(read.text, expected);
    assert_eq!(
        left_out(&read),
        [("mark of an item", "in a form that is not known")]
    );
}

#[test]
fn headings_are_numbered_by_the_outline() {
    let h = |attributes: &str, words: &str| format!("<t:h {attributes}>{words}</t:h>");
    let body = [
        h(r#"t:outline-level="1""#, "<t:number>I.</t:number>Een"),
        h(r#"t:outline-level="2""#, "Onder"),
        h(r#"t:outline-level="3""#, "Diep"),
        h(r#"t:outline-level="2" t:is-list-header="true""#, "Kaal"),
        h(r#"t:outline-level="1" t:style-name="Zonder""#, "Los"),
        h(
            r#"t:outline-level="1" t:restart-numbering="true" t:start-value="4""#,
            "Vier",
        ),
        h(r#"t:outline-level="2""#, "Onder"),
    ];
    assert_eq!(
        text(&body.concat()),
        "I. Een\n\nI.1 Onder\n\nDiep\n\nKaal\n\nLos\n\nIV. Vier\n\nIV.1 Onder\n"
    );
}

#[test]
fn a_row_is_a_line_and_nothing_is_repeated() {
    let body = r#"<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><t:p>breed</t:p></table:table-cell><table:covered-table-cell/><table:table-cell table:number-rows-spanned="2"><t:p>hoog</t:p><t:p>twee</t:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row><table:table-cell><t:list t:style-name="L1"><t:list-item><t:p>a</t:p></t:list-item></t:list></table:table-cell><table:table-cell><table:table><table:table-row><table:table-cell><t:p>x</t:p></table:table-cell><table:table-cell><t:p>y</t:p></table:table-cell></table:table-row></table:table></table:table-cell><table:covered-table-cell><t:p>weg</t:p></table:covered-table-cell></table:table-row>
        <table:table-row><table:covered-table-cell/><table:table-cell><t:p>slot<t:tab/>woord</t:p></table:table-cell></table:table-row></table:table>"#;
    let read = document(body).unwrap();
    assert_eq!(read.text, "breed\thoog twee\n(b) a\tx y\n\tslot woord\n");
    assert_eq!(left_out(&read), [("covered cell", "weg")]);
}

#[test]
fn notes_stand_at_their_marks() {
    let note = |body: &str| {
        format!(
            r#"<t:note t:note-class="footnote"><t:note-citation>*</t:note-citation><t:note-body>{body}</t:note-body></t:note>"#
        )
    };
    let inner = note(
        "<t:p>Kamer<t:span>stuk</t:span></t:p>\n<t:list><t:list-item><t:p>nr.<t:tab/>1</t:p></t:list-item></t:list>",
    );
    let read = document(&format!(
        "<t:p>Een {inner} en{}.</t:p>",
        note("<t:p>Slot</t:p>")
    ))
    .unwrap();
    assert_eq!(
        read.text,
        "Een [1] en[2].\n\n[1: Kamerstuk nr. 1]\n[2: Slot]\n"
    );
    assert_eq!((read.report.notes, read.report.blocks), (2, 1));
    let nested = note(&format!("<t:p>a{}</t:p>", note("<t:p>b</t:p>")));
    assert_eq!(
        text(&format!("<t:p>x{nested}</t:p>")),
        "x[1]\n\n[1: a [b]]\n"
    );
}

#[test]
fn a_box_of_text_follows_its_paragraph() {
    let body = r#"<t:p>Voor<draw:frame draw:name="F"> <draw:text-box> <t:p>In</t:p> <t:list t:style-name="L1"><t:list-item><t:p>kader</t:p></t:list-item></t:list> </draw:text-box> <svg:desc>niet</svg:desc> </draw:frame>na<draw:custom-shape><t:p>Vorm</t:p></draw:custom-shape></t:p><draw:frame><draw:text-box><t:p>Los</t:p></draw:text-box></draw:frame>"#;
    let read = document(body).unwrap();
    assert_eq!(read.text, "Voorna\n\nIn\n\n(b) kader\n\nVorm\n\nLos\n");
    assert_eq!(left_out(&read), []);
}

#[test]
fn what_is_left_out_is_told() {
    let body = r#"<office:forms><t:p>niet</t:p></office:forms><t:p>Een<t:span t:style-name="Weg">ge<t:span>heim</t:span></t:span><office:annotation><dc:creator>X</dc:creator><dc:date>2024</dc:date><t:p>Klopt dit?</t:p></office:annotation><t:hidden-text t:is-hidden="true" t:string-value="verborgen">x</t:hidden-text>
        <draw:frame draw:name="Afb 1"><draw:image><t:p/></draw:image><svg:title>Titel</svg:title><svg:desc>Een grafiek</svg:desc></draw:frame><draw:frame draw:name="Object 1"><draw:object/><draw:image/></draw:frame><t:script>x()</t:script> einde</t:p>
        <t:p t:style-name="WegOok">weg</t:p><t:p>ook<t:hidden-paragraph t:is-hidden="true"/></t:p><t:section t:display="none"><t:p>deel</t:p></t:section>
        <t:table-of-content><t:table-of-content-source><t:index-title-template>sjabloon</t:index-title-template></t:table-of-content-source><t:index-body><t:index-title><t:p>Inhoud</t:p></t:index-title></t:index-body></t:table-of-content>
        <t:p><t:ruby><t:ruby-base>kan</t:ruby-base><t:ruby-text>ji</t:ruby-text></t:ruby><t:date>1 mei</t:date></t:p>"#;
    let masters = r#"<office:master-styles><style:master-page><style:header><t:p>Ministerie</t:p><t:p t:style-name="P1">niet</t:p></style:header><style:footer><t:p>1</t:p></style:footer><style:footer-first><t:p>1</t:p></style:footer-first></style:master-page></office:master-styles>"#;
    let read = read(&parts(body, masters)).unwrap();
    assert_eq!(read.text, "Een einde\n\nInhoud\n\nkan1 mei\n");
    let expected = [
        ("hidden text", "niet"),
        ("hidden text", "geheim"),
        ("comment", "Klopt dit?"),
        ("hidden text", "verborgen"),
        ("picture", "Een grafiek"),
        ("embedded object", "Object 1"),
        ("script", "x()"),
        ("hidden text", "weg"),
        ("hidden text", "ook"),
        ("hidden text", "deel"),
        ("reading aid", "ji"),
        ("head of pages", "Ministerie"),
        ("foot of pages", "1"),
    ];
    assert_eq!(left_out(&read), expected);
    let suggestions = read.report.suggestions;
    assert_eq!(suggestions.title.as_deref(), Some("Brief"));
    assert_eq!(suggestions.authors, ["A"]);
    assert_eq!(suggestions.date.as_deref(), Some("2024-01-02"));
    assert_eq!(suggestions.language.as_deref(), Some("nl-NL"));
}

#[test]
fn tracked_changes_are_refused() {
    let region = |kind: &str| {
        format!(
            "<t:changed-region><t:{kind}><office:change-info><dc:creator>X</dc:creator></office:change-info><t:p>oud</t:p></t:{kind}></t:changed-region>"
        )
    };
    let body = format!(
        "<t:tracked-changes>{}{}{}</t:tracked-changes><t:p>tekst</t:p>",
        region("insertion"),
        region("deletion"),
        region("format-change")
    );
    assert_eq!(
        document(&body).unwrap_err().message,
        "it has 2 tracked changes"
    );
    assert_eq!(text("<t:tracked-changes/><t:p>tekst</t:p>"), "tekst\n");
}

#[test]
fn another_document_is_refused_by_what_it_is() {
    let of = |parts: &[(&str, &str)]| read(&archive(parts)).unwrap_err().message;
    assert!(
        of(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", "<a/>")
        ])
        .starts_with("it is a spreadsheet of OpenDocument")
    );
    assert!(of(&[("word/document.xml", "<a/>")]).starts_with("it is a document of Word"));
    assert!(
        of(&[("mimetype", MEDIA_TYPE), ("content.xml", "<a/>")])
            .contains("and not a text of OpenDocument")
    );
    let manifest = r#"<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"#;
    assert_eq!(
        of(&[
            ("mimetype", MEDIA_TYPE),
            ("content.xml", "x"),
            ("META-INF/manifest.xml", manifest)
        ]),
        "it is protected by a password"
    );
}

#[test]
fn hostile_documents_are_refused() {
    let message = |body: &str| document(body).unwrap_err().message;
    assert!(message(&"<t:span>".repeat(1_000_000)).contains("deep in one another"));
    assert!(message(r#"<t:p><t:s t:c="1000000000"/></t:p>"#).contains("larger than 4 MiB"));
    assert!(message("<t:p>&x;</t:p>").contains("entity that XML does not have"));
    let content = r#"<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><x>&x;</x>"#;
    let refused = read(&archive(&[
        ("mimetype", MEDIA_TYPE),
        ("content.xml", content),
    ]));
    assert_eq!(
        refused.unwrap_err().message,
        "its part `content.xml` declares entities"
    );
    assert_eq!(
        text(
            r#"<t:list t:style-name="L1"><t:list-item t:start-value="4294967295"><t:p>a</t:p></t:list-item><t:list-item><t:p>b</t:p></t:list-item></t:list>"#
        ),
        "a\nb\n"
    );
}

#[test]
fn no_change_of_a_byte_makes_it_panic() {
    let body = r#"<t:h t:outline-level="1">Kop</t:h><t:list t:style-name="L1"><t:list-item><t:p>een<t:note><t:note-body><t:p>n</t:p></t:note-body></t:note></t:p></t:list-item></t:list><table:table><table:table-row><table:table-cell><t:p>a</t:p></table:table-cell></table:table-row></table:table>"#;
    survives(body, |body| parts(body, ""), read);
}
