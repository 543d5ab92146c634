//! What the elements of official publications are: those of the schema of 2014, and of the documents before 2010.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What an element is in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It says something of the document, and is not printed.
    Metadata,
    /// It holds other elements, each on lines of its own.
    Structure,
    /// It is a paragraph or a heading.
    Line,
    /// It is a piece of a line, with space around it.
    Piece,
    /// It is a piece of the text, as it stands.
    Inline,
    /// It is a number or letter that stands before what follows.
    Mark,
    /// It is an item of a list.
    Item,
    /// It is a row of a table.
    Row,
    /// It is a cell of a row.
    Cell,
    /// It is a note, where it is referred to.
    Note,
    /// It is the number of a note.
    NoteNumber,
    /// It is a note, which is referred to from elsewhere.
    FarNote,
    /// It is where a note is referred to that stands elsewhere.
    Reference,
    /// It is a picture.
    Picture,
    /// Nothing is known of it.
    Unknown,
}

/// The elements at the beginning of a document that is read.
pub const ROOTS: [&str; 5] = [
    "handeling",
    "kamerwrk",
    "officiele-publicatie",
    "stcart",
    "vraagdoc",
];

/// What an element is, by its name.
pub(super) fn role(name: &str) -> Role {
    match name {
        "metadata" | "meta" | "meta-data" | "colspec" | "spanspec" | "versie" => Role::Metadata,
        "al"
        | "artcode"
        | "bijschrift"
        | "bron"
        | "citeertitel"
        | "considerans.al"
        | "dagtekening"
        | "datumtekst"
        | "dossiernummer"
        | "functie"
        | "intitule"
        | "item-titel"
        | "itemkop"
        | "kamervraagnummer"
        | "kamervraagomschrijving"
        | "koning"
        | "kop"
        | "margetekst"
        | "naam"
        | "ondertekeningsdatum"
        | "onderwerp"
        | "opschr"
        | "ordernr"
        | "organisatie"
        | "spreker"
        | "stuknr"
        | "subtitel"
        | "tekstregel"
        | "term"
        | "titel"
        | "title"
        | "tuskop"
        | "tussenkop"
        | "vergjaar"
        | "wat"
        | "wie"
        | "wij" => Role::Line,
        "aanspr"
        | "achternaam"
        | "begrotingshoofdstuk"
        | "datum"
        | "dossiernr"
        | "gemeente"
        | "herdruk"
        | "label"
        | "ondernummer"
        | "partij"
        | "plaats"
        | "politiek"
        | "voornaam"
        | "voorvoegsels" => Role::Piece,
        "dossierref" | "extref" | "extref-groep" | "inf" | "intref" | "intref-groep" | "nadruk"
        | "sub" | "sup" | "tekstcorrectie" | "unl" | "marquee" => Role::Inline,
        "li.nr" | "lidnr" | "ltrlabel" | "nr" | "noot.li.nr" | "vetnr" | "volgnr" => Role::Mark,
        "nummer" => Role::Line,
        "li" | "noot.li" => Role::Item,
        "row" => Role::Row,
        "entry" => Role::Cell,
        "noot" => Role::Note,
        "noot.nr" => Role::NoteNumber,
        "voetnoot" => Role::FarNote,
        "nootref" | "voetref" => Role::Reference,
        "illustratie" => Role::Picture,
        _ if STRUCTURES.contains(name) => Role::Structure,
        _ => Role::Unknown,
    }
}

/// The elements that hold others.
static STRUCTURES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "aanhaling aanhangsel aanhef actie advies adviesrvs afdeling afkondiging agendapunt al-groep algemeen \
     amendement amendement-lid antwoord artikel artikeltekst bezwaarschrift bijlage bijlage-sluiting \
     bladgemeenschappelijkeregeling blwstuk body boek box circulaire circulaire-sluiting circulaire-tekst \
     circulaire.divisie citaat considerans deel definitie definitie-item definitielijst divisie dossier draad \
     enig-artikel frontm gegeven gemeenteblad handeling handelingen handtekening hoofdstuk item kamerstuk \
     kamerstukkop kamervraagkop kamervraagonderwerp kamervragen kamerwrk lid lijst motie motie-info nader-rapport \
     naderrap nds-stuk niet-dossier-stuk noot.al noot.lijst nota-toelichting notatoe object_van_advies \
     officiele-inhoudsopgave officiele-publicatie ondertekening onderw ondtek paragraaf part plaatje preambule \
     provinciaalblad provincieblad reactie regeling regeling-sluiting regeling-tekst slotformulering specificatie \
     specificatie-item specificatielijst spreekbeurt staatsblad staatscourant stcart structuurtekst stuk table \
     tbody tekst tekst-sluiting tfoot tgroup thead tractatenblad uitgifte verdrag verdragtekst voorstel-sluiting \
     voorstel-wet voorwerk voorz vraag vraagdoc vragen vrije-tekst waterschapsblad wet-besluit wetgeving \
     wetsluiting wettekst wijzig-artikel wijzig-divisie wijzig-lid wijziging witreg zakelijke-mededeling \
     zakelijke-mededeling-sluiting zakelijke-mededeling-tekst"
        .split(' ')
        .collect()
});
