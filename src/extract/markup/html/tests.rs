//! Pages of the web as people and programs write them, and as somebody would who means harm.

use std::time::{Duration, Instant};

use super::read;
use crate::extract::{Extracted, LeftOut};

fn page(html: &str) -> Extracted {
    match read(html.as_bytes()) {
        Ok(extracted) => extracted,
        Err(refused) => panic!("{html:?}: {refused}"),
    }
}

#[track_caller]
fn check(html: &str, text: &str) {
    assert_eq!(page(html).text, format!("{text}\n"), "{html}");
}

#[track_caller]
fn check_left_out(html: &str, expected: &[(&str, &str)]) {
    let left_out = page(html).report.left_out;
    let found: Vec<_> = left_out
        .iter()
        .map(|LeftOut { what, words }| (*what, words.as_str()))
        .collect();
    assert_eq!(found, expected, "{html}");
}

#[test]
fn blocks_are_paragraphs() {
    check(
        "<h1>Besluit</h1>\n<p>Een <b>vet</b>te\n  zin.<p>Nog <i>een</i> <u>zin</u>.</p><div>In <div>elkaar</div> na</div>",
        "Besluit\n\nEen vette zin.\n\nNog een zin.\n\nIn\n\nelkaar\n\nna",
    );
    check("a<br>b<br>\n c<br><br>d <hr> e", "a\nb\nc\n\nd\n\ne");
    check(
        "<pre>\n  een\n    twee\n\ndrie  </pre>vier",
        "  een\n    twee\ndrie\n\nvier",
    );
    check(
        "x<sup>2</sup> CO<sub>2</sub> in<wbr>kort co&shy;de &euro;&nbsp;5",
        "x2 CO2 inkort co\u{ad}de €\u{a0}5",
    );
    check("<p>Hij zei <q>ja </q>.", "Hij zei “ja ”.");
    check("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)");
    check(
        "<dl><dt>Term<dd>Uitleg</dl><blockquote>Citaat</blockquote>",
        "Term\nUitleg\n\nCitaat",
    );
    check(
        "<figure><img alt=''><figcaption>Bij de foto</figcaption></figure>",
        "Bij de foto",
    );
}

#[test]
fn items_have_the_marks_that_are_printed() {
    check("<ul><li>a<li>b</ul>", "• a\n• b");
    check(
        "<ol start=3 type=a><li>een<li value=27>twee<li>drie</ol>",
        "c. een\naa. twee\nab. drie",
    );
    check("<ol reversed><li>a<li>b</ol>", "2. a\n1. b");
    check(
        "<ol type=I><li><p>a</p><p>b</p><li value=0>c</ol>",
        "I. a\nb\n0. c",
    );
    check(
        "<ol style='list-style-type: lower-roman'><li>a<li>b</ol>",
        "i. a\nii. b",
    );
    check("<ul style='list-style: none inside'><li>a</ul>", "a");
    check("<ul class='expliciet'><li><span>a. </span>b</ul>", "a. b");
    check(
        "<ol><li>a<ul><li>b</ul>c<li>d</ol><p>e",
        "1. a\n• b\nc\n2. d\n\ne",
    );
    check("<p>a</p><ul><li></li><li><img></li></ul><p>b", "a\n\nb");
    check(
        "<ol><li value=99999999999>a<li value=-1>b</ol>",
        "1. a\n-1. b",
    );
}

#[test]
fn rows_are_lines() {
    check(
        "<table><caption>Kosten</caption><tr><th>Jaar<th colspan=2>Bedrag<tr><td>2024</td> <td><p>een</p><p>twee</p> <td> 5<br>6</table>na",
        "Kosten\n\nJaar\tBedrag\n2024\teen twee\t5 6\n\nna",
    );
    check("<table><tr><td><td>b</table>", "\tb");
    check(
        "<table><tr><td><p>a</p><p>b</p><table><tr><td>1<td>2</table><td>c</table>",
        "a\n\nb\n\n1\t2\n\nc",
    );
    check("<table role=presentation><tr><td>a<td>b</table>", "a\n\nb");
}

#[test]
fn what_is_not_printed_is_told() {
    check_left_out(
        "<p hidden>geheim</p><p style='color: red; Display : none'>weg</p><div style=visibility:hidden>ook <b>weg</b></div>ja",
        &[
            ("hidden part", "geheim"),
            ("hidden part", "weg"),
            ("hidden part", "ook weg"),
        ],
    );
    check_left_out(
        "<p><noscript>Zet <b>aan</b></noscript><svg><title>Kaart</title></svg><button>Klik</button><select><option>a</select><textarea>b</textarea>\
         <iframe>c</iframe><template><p>d</template><dialog>e</dialog><!-- f --><script>g</script><input value=h>ja",
        &[
            ("part without scripts", "Zet aan"),
            ("drawing", "Kaart"),
            ("form control", "Klik"),
            ("form control", "a"),
            ("form control", "b"),
            ("embedded part", "c"),
            ("template", "d"),
            ("hidden part", "e"),
        ],
    );
    check_left_out(
        "<img alt='Een kaart' src=a.png><img src='/b/c.jpg?d=e'><img alt='' src=f.png><img src=data:abc>ja",
        &[
            ("picture", "Een kaart"),
            ("picture", "c.jpg"),
            ("picture", ""),
        ],
    );
    check("<p aria-hidden=true>zichtbaar</p>", "zichtbaar");
    let report = page("<style>p{}</style><script>1</script>ja").report;
    assert_eq!(report.remarks, ["not read: 2 parts of script or style"]);
}

#[test]
fn the_furniture_of_a_site_is_told() {
    let site = "<header>Site <nav>Menu</nav></header><div>Kruimel<main><header>Kop</header><p>Tekst</p><nav>Inhoud</nav><aside>Naast\
        </aside></main><p>Lees ook</p></div><footer>Voet</footer>";
    check(site, "Kop\n\nTekst\n\nNaast");
    check_left_out(
        site,
        &[
            ("head of the page", "Site Menu"),
            ("part outside the main text", "Kruimel"),
            ("navigation", "Inhoud"),
            ("part outside the main text", "Lees ook"),
            ("foot of the page", "Voet"),
        ],
    );
    check(
        "<div>a</div><article>b<article>c</article></article><article>d</article>",
        "b\n\nc\n\nd",
    );
    check("<div role=main>a</div>b", "a");
    check("<main hidden>a</main><main> </main>b", "b");
    check(
        "<header><h1>Titel</h1></header><p>a</p><footer>b</footer>",
        "Titel\n\na",
    );
}

#[test]
fn notes_stand_where_they_are_referred_to() {
    // Pandoc.
    let pandoc = "<p>Een<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'><sup>1</sup></a> en twee<a href='#fn2' \
        id='fnref2'><sup>2</sup></a>.</p><section class='footnotes'><hr><ol><li id='fn1'><p>Zie <em>hier</em>.<a href='#fnref1' \
        class='footnote-back'>↩︎</a></p></li><li id='fn2'><p>Alinea.</p><p>Nog een.<a href='#fnref2'>↩︎</a></p></li></ol></section>";
    check(
        pandoc,
        "Een[1] en twee[2].\n\n[1: Zie hier.]\n[2: Alinea. Nog een.]",
    );
    let report = page(pandoc).report;
    assert_eq!(report.notes, 2);
    assert_eq!(report.marks, ["[1]", "[1:", "[2]", "[2:"]);
    // LibreOffice.
    check(
        "<p>Een<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a></p><div id='sdfootnote1'>\
         <p class='sdfootnote'><a class='sdfootnotesym' name='sdfootnote1sym' href='#sdfootnote1anc'>1</a> Zie hier.</p><p>Nog.</p></div>",
        "Een[1]\n\n[1: Zie hier. Nog.]",
    );
    // Official publications.
    check(
        "<p>Een?<a class='nootnum supernote-click-ID-1' href='#ID-1'>1</a> <a class='nootnum' href='#n2'>2</a></p><div id='noten'><hr>\
         <div class='voet noot' id='supernote-note-ID-1'><h5 class='note-close'><a class='note-close' href='#close-ID-1'>X</a> Noot\n</h5>\
         <sup><span class='nootnum'><a id='ID-1' name='ID-1'></a>1</span></sup><p><a href='http://nos.nl'>nos.nl</a></p></div>\
         <div class='voet noot'><h5 class='note-close'><a href='#close-n2'>X</a> Noot</h5><sup><span class='nootnum'><a id='n2'></a>2</span></sup><p>VOG</p></div></div>",
        "Een?[1] [2]\n\n[1: nos.nl]\n[2: VOG]",
    );
    // Word.
    check(
        "<p>Een<a href='#_ftn1' name='_ftnref1'>[1]</a></p><div><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> Zie.</p></div></div>",
        "Een[1]\n\n[1: Zie.]",
    );
    // A second mark of the same note.
    check(
        "<p>a<a id=r1 href='#n'>1</a> b<a href='#n'>1</a></p><p id=n>c <a href='#r1'>↑</a></p>",
        "a[1] b[1]\n\n[1: c]",
    );
}

#[test]
fn other_links_are_no_notes() {
    for html in [
        "<p><a href='#a'>1</a> een</p><h2 id=a>Kop <a href='#top'>↑</a></h2><p>b",
        "<p><a href='#a'>1</a></p><p id=a>tekst",
        "<p><a id=t href='#a'>1</a></p><div id=a><h2>Kop</h2><p>tekst <a href='#t'>↑</a></p></div>",
        "<p id=n>c <a href='#r1'>1</a></p><p>a<a id=r1 href='#n'>1</a>",
        "<p><a href='#weg'>1</a> <a href='#'>2</a> a",
    ] {
        assert_eq!(page(html).report.notes, 0, "{html}");
    }
    // A note of a part that is not read stays where it is.
    let html =
        "<nav>a<a id=r href='#n' class=noteref>1</a></nav><p id=n>noot <a href='#r'>1</a></p>";
    check(html, "noot 1");
}

#[test]
fn the_encoding_is_told() {
    let read = |bytes: &[u8]| read(bytes).unwrap_or_else(|refused| panic!("{refused}"));
    let windows = read(b"<p>caf\xe9 \x80 5");
    assert_eq!(windows.text, "café € 5\n");
    assert_eq!(windows.report.remarks, ["it was read as windows-1252"]);
    let declared =
        read(b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-15'><p>\xa4 5");
    assert_eq!(declared.text, "€ 5\n");
    assert_eq!(read("<meta charset=utf-16><p>é".as_bytes()).text, "é\n");
    assert_eq!(read(b"\xff\xfe<\0p\0>\0a\0").text, "a\n");
    assert_eq!(read("\u{feff}<p>é".as_bytes()).report.remarks, [""; 0]);
    assert_eq!(
        read(b"<?xml version='1.0' encoding='ISO-8859-1'?><p>\xe9").text,
        "é\n"
    );
}

#[test]
fn a_page_says_what_it_is() {
    let suggestions = page(
        "<html lang=nl><head><title> Een\n titel </title><meta name='DC.identifier' content='kst-32317-977'>\
         <meta name=dcterms.issued content=2024-05-01><meta name=author content='A. B.'></head>x",
    )
    .report
    .suggestions;
    assert_eq!(suggestions.title.as_deref(), Some("Een titel"));
    assert_eq!(suggestions.number.as_deref(), Some("32317-977"));
    assert_eq!(suggestions.date.as_deref(), Some("2024-05-01"));
    assert_eq!(suggestions.language.as_deref(), Some("nl"));
    assert_eq!(suggestions.authors, ["A. B."]);
}

#[test]
fn controls_are_told() {
    check("a&#x80;b\u{7f}c\u{1b}", "a€bc");
    check_left_out(
        "a\u{7f}b\u{1b}\u{1b}",
        &[
            ("control character", "U+001B, 2 times"),
            ("control character", "U+007F, once"),
        ],
    );
    assert!(read(b" <p> </p>").is_err());
}

#[track_caller]
fn quick(bytes: &[u8]) -> Option<String> {
    let start = Instant::now();
    let message = read(bytes).err().map(|refused| refused.message);
    // Without optimisation, and on a machine that does other things too.
    assert!(
        start.elapsed() < Duration::from_secs(40),
        "{:?}",
        start.elapsed()
    );
    message
}

#[test]
fn hostile_pages_end() {
    let large = |part: &str| part.repeat(200_000 / part.len());
    for part in [
        "<div>",
        "<b>",
        "<font a=1><p>",
        "<table><tr><td>",
        "<a><table>",
        "<svg><g>",
        "<ul><li>",
        "<template>",
    ] {
        quick(large(part).as_bytes());
    }
    let deep = quick("<div>".repeat(1_000_000).as_bytes()).unwrap_or_default();
    assert!(deep.contains("512 deep"), "{deep}");
    quick(large("<").as_bytes());
    quick(large("&").as_bytes());
    quick(large("</p>").as_bytes());
    quick(large("<!--").as_bytes());
    quick(large("<a").as_bytes());
    quick(large("\0").as_bytes());
    quick(format!("<p {}", large(" a=b")).as_bytes());
    quick(
        format!(
            "<p {}>x",
            (0..300_000).map(|n| format!(" a{n}")).collect::<String>()
        )
        .as_bytes(),
    );
    quick(format!("<p title='{}'>x", "a".repeat(1_000_000)).as_bytes());
    quick(format!("<table>{}", large("x<b>y")).as_bytes());
    quick(large("<p><b><i><u></p>").as_bytes());
    quick(large("<a id=a href='#a'>1</a><p>").as_bytes());
}

#[test]
fn broken_pages_are_read() {
    let whole = "<!DOCTYPE html><html lang='nl'><head><title>Een titel</title><meta charset='utf-8'></head><body><main><h1>Kop &amp; \
        staart</h1><p>Een<a href='#fn1' id='fnref1'><sup>1</sup></a> zin.</p><table><tr><td>a<td>b</table><ol type=i><li>één</ol><div \
        id='fn1'><p>Noot <a href='#fnref1'>↩</a></p></div><pre> x\n y</pre></main><footer>Voet</footer></body></html>";
    for end in 0..whole.len() {
        let _ = read(&whole.as_bytes()[..end]);
    }
    let mut state = 1_u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize
    };
    for _ in 0..2000 {
        let mut bytes = whole.as_bytes().to_vec();
        let at = random() % bytes.len();
        bytes[at] = random() as u8;
        let _ = read(&bytes);
    }
}

#[test]
fn a_page_with_changes_is_refused() {
    let refused = read(b"<p>Het kabinet stemt <del>voor</del><ins>tegen</ins>.</p>");
    let message = refused.map_err(|refused| refused.message);
    assert_eq!(message, Err("it has 2 tracked changes".to_owned()));
}
