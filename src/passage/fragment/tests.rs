//! The promise: the address that is given for a quote opens the page of its source at the words, and never across a footnote mark.
//!
//! The behaviour of a browser is written down here once more, apart from the program, after the specification of the WICG.

use std::ops::Range;

use crate::derive::quotes;
use crate::passage::fragment::{Page, link};
use crate::passage::normal;
use crate::support::{dataset, repository};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as a browser compares it.
fn plain(text: &str) -> String {
    let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    letters.flat_map(char::to_lowercase).collect()
}

/// The fragment of a quote that stands in a text once; and what it leads to there is in the quote.
#[track_caller]
fn check(text: &str, quote: &str, expected: Option<&str>) {
    let source = text;
    let text = normal(source);
    let found = text.find(quote);
    let [at] = found.as_slice() else {
        panic!("{quote:?} stands in {:?} {} times", text.view, found.len());
    };
    let fragment = Page::new(source, &text).fragment(at);
    let terms = fragment
        .as_deref()
        .map(|it| it.strip_prefix(":~:text=").expect("it is one"));
    assert_eq!(terms, expected, "{quote:?}");
    if let Some(terms) = terms {
        let opened = opened(&plain(&text.view), terms).expect("it leads somewhere");
        let before = plain(&text.view[..at.start]).len();
        assert!(before <= opened.start && opened.end <= before + plain(quote).len());
    }
}

/// The byte range at which a browser opens a view: the first place that has the terms, as the specification finds it.
fn opened(view: &str, terms: &str) -> Option<Range<usize>> {
    let mut terms: Vec<&str> = terms.split(',').collect();
    let prefix = terms[0].strip_suffix('-').map_or(String::new(), decoded);
    terms.drain(..usize::from(!prefix.is_empty()));
    let last = terms.last().expect("there are words");
    let suffix = last.strip_prefix('-').map_or(String::new(), decoded);
    terms.truncate(terms.len() - usize::from(!suffix.is_empty()));
    let start = decoded(terms[0]);
    let end = terms.get(1).map(|end| decoded(end));
    places(view, &start).into_iter().find_map(|from| {
        let after = from + start.len();
        let stop = match &end {
            Some(end) => after + places(&view[after..], end).first()? + end.len(),
            None => after,
        };
        let fits = view[..from].trim_end().ends_with(&prefix)
            && view[stop..].trim_start().starts_with(&suffix);
        fits.then_some(from..stop)
    })
}

/// The positions of some words in a view, not cut out of longer ones; overlapping places too.
fn places(view: &str, words: &str) -> Vec<usize> {
    let joins = |left: Option<char>, right: Option<char>| {
        let both = [left, right].map(|letter| letter.is_some_and(char::is_alphanumeric));
        both == [true, true]
    };
    let stands = |at: &usize| {
        let (before, after) = (&view[..*at], &view[at + words.len()..]);
        !joins(before.chars().next_back(), words.chars().next())
            && !joins(words.chars().next_back(), after.chars().next())
    };
    let letters = view.char_indices().map(|(at, _)| at);
    let places = letters.filter(|at| view[*at..].starts_with(words));
    places.filter(stands).collect()
}

/// A term as it is compared, of what stands in an address.
fn decoded(term: &str) -> String {
    let mut parts = term.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let byte = u8::from_str_radix(&part[..2], 16).expect("two digits come after a `%`");
        bytes.push(byte);
        bytes.extend(part[2..].bytes());
    }
    plain(&String::from_utf8(bytes).expect("a term is text"))
}

const LETTER: &str = "Zoals aangegeven hebben wij zorgen over detectie in de\nCSAM-Verordening.1 Deze zorgen worden \
    gedeeld binnen het kabinet, en de zorgen zien op de privacy, de grondrechten en de weerbaarheid.\n\
    1 Kamerstukken 32 317, nr. 977.\n";

#[test]
fn words_that_stand_once() {
    check(
        "De AIVD geeft advies.",
        "geeft advies",
        Some("geeft%20advies"),
    );
    check(
        "De AIVD geeft advies.",
        "De AIVD geeft advies.",
        Some("De%20AIVD%20geeft%20advies."),
    );
    check(
        "zei: \u{201c}één facet\u{201d}",
        "één facet",
        Some("%C3%A9%C3%A9n%20facet"),
    );
    check(
        "het R&D-beleid, één facet",
        "R&D-beleid, één",
        Some("R%26D%2Dbeleid%2C%20%C3%A9%C3%A9n"),
    );
    check(
        "100% \"zeker\" #1 <b>",
        "100% \"zeker\" #1 <b>",
        Some("100%25%20%22zeker%22%20%231%20%3Cb%3E"),
    );
}

#[test]
fn long_quotes_by_their_ends() {
    let quote = "en de zorgen zien op de privacy, de grondrechten en de weerbaarheid.";
    check(
        LETTER,
        quote,
        Some("en%20de%20zorgen%20zien,grondrechten%20en%20de%20weerbaarheid."),
    );
    // The first four words stand twice, so it takes five; the last four do not.
    let text = "De lidstaat kan zich uitspreken. De lidstaat kan zich onthouden en de raad kan zijn besluit nemen.";
    let quote = "De lidstaat kan zich onthouden en de raad kan zijn besluit nemen.";
    check(
        text,
        quote,
        Some("De%20lidstaat%20kan%20zich%20onthouden,kan%20zijn%20besluit%20nemen."),
    );
    // Its ends stand elsewhere however long they are, so it is given whole.
    let text = "a b c d e f g h i j. a b c d e, f g h i j";
    check(
        text,
        "a b c d e f g h i j",
        Some("a%20b%20c%20d%20e%20f%20g%20h%20i%20j"),
    );
}

#[test]
fn words_that_stand_elsewhere_too_to_a_reader() {
    check(
        "De brief. En de brief is kort.",
        "de brief",
        Some("En-,de%20brief"),
    );
    check(
        "de brief is kort. De brief.",
        "de brief",
        Some("de%20brief,-is"),
    );
    check(
        "een facet; één facet",
        "een facet",
        Some("een%20facet,-%3B"),
    );
    check(
        "een facet; één facet",
        "één facet",
        Some("facet%3B-,%C3%A9%C3%A9n%20facet"),
    );
    check(
        "a De x b c a de x d e de x b c",
        "De x",
        Some("a-,De%20x,-b"),
    );
    check(
        "\u{201c}de brief\u{201d} De brief",
        "de brief",
        Some("%E2%80%9C-,de%20brief"),
    );
}

#[test]
fn never_across_a_footnote_mark() {
    // The longest piece without a mark.
    check(
        LETTER,
        "de CSAM-Verordening.1 Deze zorgen worden gedeeld",
        Some("Deze%20zorgen%20worden%20gedeeld"),
    );
    check(
        LETTER,
        "zorgen over detectie in de CSAM-Verordening.1 Deze",
        Some("zorgen%20over%20detectie%20in%20de"),
    );
    // The longest piece stands twice, and the other does not.
    let text = "Deze zorgen blijven. In de Verordening.1 Deze zorgen";
    check(text, "In de Verordening.1 Deze zorgen", Some("In%20de"));
    check(
        "in de. Verordening.1 Deze. In de Verordening.1 deze",
        "In de Verordening.1 deze",
        None,
    );
    // A quote that ends before the mark, or begins after it, does not have it.
    check(
        LETTER,
        "in de CSAM-Verordening.",
        Some("in%20de%20CSAM%2DVerordening."),
    );
    check(
        "detectie1 en de detectie2 en De detectie",
        "de detectie2",
        None,
    );
    check(
        "over.1 Deze zorgen; deze",
        "1 Deze zorgen",
        Some("Deze%20zorgen"),
    );
    // What stands beside it has none either.
    check("zie.1 de brief is kort.2 De brief", "De brief", None);
    check(
        "zie.1 de brief is kort. De brief",
        "De brief",
        Some("kort.-,De%20brief"),
    );
}

/// A browser looks for each term within one paragraph.
#[test]
fn no_term_runs_into_the_next_paragraph() {
    let text = "Conclusie\n\nDe brief is kort.\nDat is goed.\r\n\r\nHet kabinet";
    check(text, "Conclusie De brief", Some("De%20brief"));
    check(text, "kort. Dat is", Some("kort.%20Dat%20is"));
    check(text, "goed. Het kabinet", Some("Het%20kabinet"));
    // The first and the last words of a long quote may stand in different ones, but neither of them in two.
    check(
        text,
        "Conclusie De brief is kort. Dat is goed. Het kabinet",
        Some("De%20brief%20is%20kort.%20Dat%20is%20goed."),
    );
    let long = "De brief is kort en goed\n\nen vandaag door het kabinet besproken";
    check(
        long,
        "De brief is kort en goed en vandaag door het kabinet besproken",
        Some("De%20brief%20is%20kort,door%20het%20kabinet%20besproken"),
    );
    // What tells a place from another one stands in the same paragraph as well.
    let twice = "Over de brief\n\nDe brief is kort. Nog een brief\n\nDe brief was lang";
    check(twice, "kort", Some("kort"));
    check(
        "Kort\n\nDe brief. De brief",
        "De brief.",
        Some("De%20brief."),
    );
}

#[test]
fn addresses() {
    let source = "De brief is kort.";
    let text = normal(source);
    let page = Page::new(source, &text);
    for (url, expected) in [
        (
            "https://example.org/a?b",
            "https://example.org/a?b#:~:text=is%20kort",
        ),
        (
            "https://example.org/a#b",
            "https://example.org/a#b:~:text=is%20kort",
        ),
    ] {
        let url = url.parse().expect("it is an address");
        assert_eq!(link(&url, &page, &(9..16)).as_deref(), Some(expected));
    }
}

/// Every quote of the dataset whose text is here, but for those that are footnote marks and nothing else.
#[test]
fn every_quote_of_the_dataset_can_be_opened() {
    let dataset = dataset(&repository());
    let (mut whole, mut parts) = (0, 0);
    for quote in quotes(&dataset) {
        let text = quote.text.normal();
        let [at] = quote.found.as_slice() else {
            panic!("{:?} stands once", quote.quote);
        };
        let Some(fragment) = Page::new(&quote.text.text, text).fragment(at) else {
            assert!(quote.quote.starts_with('['), "{:?}", quote.quote);
            continue;
        };
        let view = plain(&text.view);
        let opened = opened(&view, &fragment[":~:text=".len()..]).expect("it leads somewhere");
        let words = &view[opened];
        assert!(plain(quote.quote).contains(words), "{:?}", quote.quote);
        match words == plain(quote.quote) {
            true => whole += 1,
            false => parts += 1,
        }
    }
    assert!(whole > 200 && parts < 10, "{whole} {parts}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// In any text: what is opened is in the quote, and has no mark in it.
    #[test]
    fn what_is_opened_is_in_the_quote(
        words in prop::collection::vec(
            prop::sample::select(vec!["a", "A", "á", "b", "b.", "c,", "B-c", "d.1", "e2", "[3", "&", "x", "y"]),
            1..40,
        ),
        from in 0..40_usize,
        length in 1..25_usize,
    ) {
        let source = words.join(" ");
        let text = normal(&source);
        let from = from % words.len();
        let quoted = &words[from..words.len().min(from + length)];
        let found = text.find(&quoted.join(" "));
        if let [at] = found.as_slice()
            && let Some(fragment) = Page::new(&source, &text).fragment(at)
        {
            let view = plain(&text.view);
            let opened = opened(&view, &fragment[":~:text=".len()..]).expect("it leads somewhere");
            let start = plain(&text.view[..at.start]).len();
            let end = start + plain(&text.view[at.clone()]).len();
            prop_assert!(start <= opened.start && opened.end <= end, "{fragment}");
            prop_assert!(!view[opened].contains(char::is_numeric), "{fragment}");
        }
    }
}
