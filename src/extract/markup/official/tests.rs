//! Official publications in the form in which they are published, and damaged ones.

use std::time::{Duration, Instant};

use super::read;
use crate::extract::Extracted;

const PAPER: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <metadata>
    <meta name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-32317-977"/>
    <meta name="OVERHEIDop.indiener" scheme="" content="A. de Vries"/>
    <meta name="OVERHEIDop.indiener" content="B. Smit"/>
    <meta name="DC.creator" content="Tweede Kamer der Staten-Generaal"/>
    <meta name="DCTERMS.available" content="2024-05-03"/>
    <meta name="DCTERMS.issued" content="2024-05-01"/>
    <meta name="DCTERMS.language" content="nl"/>
    <meta name="DC.title" content="JBZ-Raad; Brief regering"/>
  </metadata>
  <kamerstuk>
    <kamerstukkop>
      <tekstregel inhoud="vergaderjaar">Vergaderjaar 2023-2024</tekstregel>
    </kamerstukkop>
    <dossier>
      <dossiernummer>
        <dossiernr>32 317</dossiernr>
      </dossiernummer>
      <titel>JBZ-Raad</titel>
    </dossier>
    <stuk>
      <stuknr>Nr. <ondernummer kamer="2">977</ondernummer>
      </stuknr>
      <titel>BRIEF VAN DE MINISTER</titel>
      <datumtekst>Den Haag, <datum isodatum="2024-05-01">1 mei 2024</datum></datumtekst>
      <algemeen><vrije-tekst><tekst>
        <divisie opmaak="default">
          <kop kopopmaak="vet"><nr status="officieel">1.</nr><titel>Inleiding<noot id="t" type="voet"><noot.nr>1</noot.nr><noot.al>Bij de kop.</noot.al></noot></titel></kop>
          <al>Een &lt;zin&gt; over CO<inf>2</inf> en m<sup>2</sup>, mét<?xpp afbm?>een noot.<noot id="n1" type="voet">
              <noot.nr>2</noot.nr>
              <noot.al>
                 <nadruk type="cur">Kamerstukken II</nadruk> 2022/23, <extref doc="kst-1" soort="document">36 277, nr. 3</extref>.</noot.al>
              <noot.al>Nog een alinea.</noot.al>
            </noot> Na&#160;de noot<nootref refid="n1"/>.
          </al>
          <tussenkop><nadruk type="cur">Doel</nadruk></tussenkop>
          <al>Te weten:</al>
          <lijst type="expliciet">
            <li><li.nr>a.</li.nr><al>Eerste;</al><al>vervolg</al></li>
            <li><li.nr>b.</li.nr><al>Tweede:</al>
              <lijst><li><li.nr>–</li.nr><al>onder.</al></li></lijst></li>
          </lijst>
          <table><title>Tabel 1</title><tgroup cols="2"><colspec colname="c1"/><thead><row><entry><al>Jaar</al></entry><entry>Bedrag</entry></row></thead>
            <tbody><row><entry>2024</entry><entry><al>een</al><al>twee<noot type="tabel"><noot.nr>*</noot.nr><noot.al>Ruw.</noot.al></noot></al></entry></row></tbody></tgroup></table>
          <plaatje><illustratie naam="kst-1.png" type="Grafiek"/></plaatje>
        </divisie>
      </tekst>
      <tekst-sluiting><ondertekening><functie>De Minister van Justitie,</functie><naam><voornaam>C.</voornaam><achternaam>Bakker</achternaam></naam></ondertekening></tekst-sluiting>
      </vrije-tekst></algemeen>
    </stuk>
  </kamerstuk>
</officiele-publicatie>
"#;

fn publication(xml: &str) -> Extracted {
    match read(xml.as_bytes()) {
        Ok(extracted) => extracted,
        Err(refused) => panic!("{xml}: {refused}"),
    }
}

#[track_caller]
fn check(xml: &str, text: &str) {
    let xml = format!("<officiele-publicatie>{xml}</officiele-publicatie>");
    assert_eq!(publication(&xml).text, format!("{text}\n"));
}

#[test]
fn a_paper_is_read() {
    let paper = publication(PAPER);
    let text = "Vergaderjaar 2023-2024\n\n32 317\n\nJBZ-Raad\n\nNr. 977\n\nBRIEF VAN DE MINISTER\n\nDen Haag, 1 mei 2024\n\n\
        1. Inleiding[1]\n\nEen <zin> over CO2 en m2, méteen noot.[2] Na\u{a0}de noot[2].\n\nDoel\n\nTe weten:\n\n\
        a. Eerste;\nvervolg\nb. Tweede:\n– onder.\n\nTabel 1\n\nJaar\tBedrag\n2024\teen twee[3]\n\n\
        De Minister van Justitie,\n\nC. Bakker\n\n\
        [1: Bij de kop.]\n[2: Kamerstukken II 2022/23, 36 277, nr. 3. Nog een alinea.]\n[3: Ruw.]\n";
    assert_eq!(paper.text, text);
    let report = paper.report;
    assert_eq!(report.notes, 3);
    assert_eq!(report.marks, ["[1]", "[1:", "[2:", "[3]", "[3:"]);
    assert_eq!(report.left_out.len(), 1);
    assert_eq!(report.left_out[0].words, "kst-1.png");
    assert_eq!(report.remarks, [""; 0]);
    let suggestions = report.suggestions;
    assert_eq!(
        suggestions.title.as_deref(),
        Some("JBZ-Raad; Brief regering")
    );
    assert_eq!(suggestions.date.as_deref(), Some("2024-05-01"));
    assert_eq!(suggestions.number.as_deref(), Some("32317-977"));
    assert_eq!(suggestions.language.as_deref(), Some("nl"));
    assert_eq!(suggestions.authors, ["A. de Vries", "B. Smit"]);
}

#[test]
fn a_gazette_is_read() {
    check(
        "<kop><titel>Staatsblad</titel><subtitel>van het Koninkrijk</subtitel></kop><staatsblad><wet-besluit><aanhef><wij>Wij</wij>\
         <considerans><considerans.al>Gelet op;</considerans.al></considerans></aanhef><wettekst><artikel><kop><label>Artikel</label> <nr>1</nr>\
         </kop><lid><lidnr>1.</lidnr><al>Een lid.</al></lid><lid><lidnr>2.</lidnr><al>Nog een.</al></lid></artikel><wijzig-artikel><wijzig-lid>\
         <lidnr>B</lidnr><wat>Komt te luiden:</wat></wijzig-lid></wijzig-artikel></wettekst><wetsluiting><gegeven><dagtekening><plaats>Den Haag,\
         </plaats><datum>1 mei</datum></dagtekening><koning>Willem</koning></gegeven></wetsluiting></wet-besluit></staatsblad>",
        "Staatsblad van het Koninkrijk\n\nWij\n\nGelet op;\n\nArtikel 1\n\n1. Een lid.\n\n2. Nog een.\n\nB Komt te luiden:\n\nDen Haag, 1 mei\n\nWillem",
    );
}

#[test]
fn notes_that_stand_elsewhere_are_referred_to() {
    let xml = "<kamerwrk><kop><titel>Tweede Kamer</titel></kop><body><stuk><ltrlabel>Nr. </ltrlabel><nummer>3</nummer><titel>BRIEF </titel>\
        <tuskop>Kop</tuskop><al>Een<voetref refid='v1' nr='1'/>, twee<voetref nr='2'/> en drie<voetref nr='3'/>.</al><witreg/></stuk>\
        <voetnoot nr='1' id='v1'><al>Noot\n een</al></voetnoot><voetnoot nr='2'><al>Noot twee</al></voetnoot><voetnoot nr='4'><al>Los</al></voetnoot></body></kamerwrk>";
    let text = "Tweede Kamer\n\nNr. 3\n\nBRIEF\n\nKop\n\nEen[1], twee[2] en drie.\n\nLos\n\n[1: Noot een]\n[2: Noot twee]\n";
    assert_eq!(publication(xml).text, text);
}

#[test]
fn words_of_unknown_elements_are_kept() {
    let xml = "<officiele-publicatie><nieuw><al>Een <gek>rar</gek>e zin.</al>los</nieuw><iets>woord</iets></officiele-publicatie>";
    let extracted = publication(xml);
    assert_eq!(extracted.text, "Een rare zin.\n\nlos\n\nwoord\n");
    assert_eq!(
        extracted.report.remarks,
        ["nothing is known of these elements, whose words were kept: `gek`, `iets`, `nieuw`"]
    );
}

#[test]
fn encodings_are_read() {
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><kamerwrk><al>caf\xe9</al></kamerwrk>";
    let latin = read(latin).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(latin.text, "café\n");
    assert_eq!(latin.report.remarks, ["it was read as windows-1252"]);
    assert_eq!(
        publication("\u{feff}<kamerwrk><al>é</al></kamerwrk>").text,
        "é\n"
    );
    assert!(
        read(b"<?xml version='1.0' encoding='UTF-8'?><kamerwrk><al>caf\xe9</al></kamerwrk>")
            .is_err()
    );
}

#[test]
fn what_is_refused_says_why() {
    for (xml, message) in [
        ("<kamerwrk><al>een", "it breaks off before its end"),
        (
            "<kamerwrk><al>een</kamerwrk>",
            "it is not well-formed XML, at byte ",
        ),
        (
            "<kamerwrk>een &weg; twee</kamerwrk>",
            "it has the entity `&weg;`",
        ),
        (
            "<!DOCTYPE kamerwrk [<!ENTITY a 'b'>]><kamerwrk>&a;</kamerwrk>",
            "it declares entities",
        ),
        (
            "<!DOCTYPE k [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><kamerwrk>&x;</kamerwrk>",
            "it declares entities",
        ),
        ("<ander>een</ander>", "its root element is `ander`"),
        ("<kamerwrk/>", "it has no text"),
    ] {
        let refused = read(xml.as_bytes())
            .err()
            .map(|refused| refused.message)
            .unwrap_or_default();
        assert!(refused.starts_with(message), "{xml}: {refused}");
    }
    let outside =
        "<!DOCTYPE kamerwrk SYSTEM \"http://example.org/weg.dtd\"><kamerwrk>een</kamerwrk>";
    assert_eq!(publication(outside).text, "een\n");
}

#[test]
fn hostile_publications_end() {
    let start = Instant::now();
    let wrapped = |part: &str| {
        let inside = part.repeat(2_000_000 / part.len());
        read(format!("<officiele-publicatie>{inside}</officiele-publicatie>").as_bytes())
    };
    for part in [
        "<a>",
        "<noot>",
        "<al>",
        "<",
        "&",
        "]]>",
        "<!--",
        "<al>&#x1F600;</al>",
        "<noot><noot.al>x</noot.al></noot>",
        "<row><entry>a</entry></row>",
    ] {
        let _ = wrapped(part);
    }
    let deep = read(format!("<kamerwrk>{}", "<noot>".repeat(1_000_000)).as_bytes());
    assert!(deep.is_err_and(|refused| refused.message.contains("deep")));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}='1'")).collect();
    let _ =
        read(format!("<kamerwrk><meta{attributes}/><al{attributes}>x</al></kamerwrk>").as_bytes());
    let _ = read(format!("<kamerwrk a='{}'>x</kamerwrk>", "a".repeat(1_000_000)).as_bytes());
    assert!(
        start.elapsed() < Duration::from_secs(40),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn broken_publications_are_read() {
    for end in (0..PAPER.len()).step_by(97) {
        assert!(read(&PAPER.as_bytes()[..end]).is_err());
    }
    let mut state = 1_u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize
    };
    for _ in 0..2000 {
        let mut bytes = PAPER.as_bytes().to_vec();
        let at = random() % bytes.len();
        bytes[at] = random() as u8;
        let _ = read(&bytes);
    }
}
