//! What the program `pdftotext -raw` prints of a document: lines as they are printed, page after page.

use std::collections::{HashMap, HashSet};

use super::characters::worth_a_look;
use super::finish::without_controls;
use super::report::{LeftOut, Report};
use super::{Extracted, MAX_TEXT};

/// The most lines at each end of a page that may be its head or foot.
const MAX_LINES: usize = 6;

/// The fewest pages on which a line stands that is part of a head or foot.
const MIN_PAGES: usize = 3;

/// The most pages that are read.
const MAX_PAGES: usize = 50_000;

/// Makes a text of what `pdftotext -raw` prints, in which a form feed ends each page.
///
/// Its lines stay lines, and pages have an empty line between them. A line at the head or foot of pages is taken off if it is the same at
/// the same place of at least three pages, and of half of them at least, but for one number that counts the pages; the report has each. No hyphen is taken away:
/// the report has those at ends of lines. What is beyond 4 MiB or 50,000 pages is cut off, and the remarks say so.
pub fn of_pages(output: &str) -> Extracted {
    let mut report = Report::default();
    let pages = output.split('\u{c}').map(lines).enumerate();
    let pages = pages.map(|(number, lines)| Page { number, lines });
    let pages = pages.filter(|page| !page.lines.is_empty());
    let mut pages: Vec<Page<'_>> = pages.take(MAX_PAGES + 1).collect();
    if pages.len() > MAX_PAGES {
        pages.truncate(MAX_PAGES);
        report.remarks.push(format!(
            "its text was cut off, as it has more than {MAX_PAGES} pages"
        ));
    }
    let (mut heads, mut feet) = (Vec::new(), Vec::new());
    let (tops, bottoms) = (repeated(&pages, false), repeated(&pages, true));
    for page in &mut pages {
        // No line is both, so that one of a page with few lines is taken off once.
        let foot = page.lines.len() - count(page, &bottoms, true);
        feet.extend(page.lines.drain(foot..));
        let head = count(page, &tops, false);
        heads.extend(page.lines.drain(..head));
    }
    for (what, lines) in [
        ("line of a page's head", heads),
        ("line of a page's foot", feet),
    ] {
        report
            .left_out
            .extend(lines.into_iter().map(|line| LeftOut {
                what,
                words: line.trim().to_owned(),
            }));
    }
    let pages: Vec<_> = pages
        .iter()
        .filter(|page| !page.lines.is_empty())
        .map(|page| page.lines.join("\n"))
        .collect();
    let mut text = pages.join("\n\n");
    cut(&mut text, &mut report);
    text.push('\n');
    let text = without_controls(text, &mut report);
    report.blocks = text.lines().filter(|line| !line.is_empty()).count();
    report.hyphens = hyphens(&text);
    report.characters = worth_a_look(&text);
    Extracted { text, report }
}

/// A page: its number among all, and those of its lines that are left.
struct Page<'a> {
    number: usize,
    lines: Vec<&'a str>,
}

/// The lines of a page that have words.
fn lines(page: &str) -> Vec<&str> {
    let lines = page
        .split('\n')
        .map(|line| line.trim_end_matches(['\r', ' ', '\t']));
    lines.filter(|line| !line.trim().is_empty()).collect()
}

/// What a line of a page may have in common with those of other pages: all of it, or all but one number, which is as far from the number
/// of the page as theirs are. A table whose rows differ in their numbers has nothing in common that way.
fn patterns(line: &str, page: usize) -> Vec<String> {
    let line = line.trim();
    let from_page = |number: usize| number as i64 - page as i64;
    let mut patterns = vec![line.to_owned()];
    patterns.extend(roman(line).map(|number| format!("\0{}", from_page(number))));
    let mut start = 0;
    for piece in line.split_inclusive(|letter: char| !letter.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        if let Ok(number) = digits.parse() {
            let (before, after) = (&line[..start], &line[start + digits.len()..]);
            patterns.push(format!("{before}\0{}\0{after}", from_page(number)));
        }
        start += piece.len();
    }
    patterns
}

/// The number that Roman numerals are, if nothing else stands in a line.
fn roman(line: &str) -> Option<usize> {
    let value = |letter: char| {
        Some(match letter.to_ascii_lowercase() {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let values: Vec<usize> = line.chars().take(16).map(value).collect::<Option<_>>()?;
    let mut number = 0;
    for (at, value) in values.iter().enumerate() {
        let next = values.get(at + 1);
        number = match next.is_some_and(|next| next > value) {
            true => number - *value as i64,
            false => number + *value as i64,
        };
    }
    usize::try_from(number).ok().filter(|number| *number > 0)
}

/// The lines of a page from one of its ends: the distance from there, and the patterns of each.
fn ends<'a>(
    page: &'a Page<'_>,
    is_foot: bool,
) -> impl Iterator<Item = impl Iterator<Item = (usize, String)>> + 'a {
    let length = page.lines.len();
    (0..length.min(MAX_LINES)).map(move |distance| {
        let at = if is_foot {
            length - 1 - distance
        } else {
            distance
        };
        let patterns = patterns(page.lines[at], page.number).into_iter();
        patterns.map(move |pattern| (distance, pattern))
    })
}

/// The patterns that stand at the same distance from the end of enough pages.
fn repeated(pages: &[Page<'_>], is_foot: bool) -> HashSet<(usize, String)> {
    let mut counts: HashMap<_, usize> = HashMap::new();
    for pattern in pages.iter().flat_map(|page| ends(page, is_foot).flatten()) {
        *counts.entry(pattern).or_default() += 1;
    }
    let is_enough = |count: usize| count >= MIN_PAGES && count * 2 >= pages.len();
    counts.retain(|_, count| is_enough(*count));
    counts.into_keys().collect()
}

/// How many lines from the end of a page are repeated, without one between them that is not.
fn count(page: &Page<'_>, repeated: &HashSet<(usize, String)>, is_foot: bool) -> usize {
    ends(page, is_foot)
        .map(|mut patterns| patterns.any(|pattern| repeated.contains(&pattern)))
        .take_while(|is_repeated| *is_repeated)
        .count()
}

fn cut(text: &mut String, report: &mut Report) {
    if text.len() < MAX_TEXT {
        return;
    }
    let lines = text.match_indices('\n').map(|(at, _)| at);
    let end = lines.take_while(|&at| at < MAX_TEXT).last().unwrap_or(0);
    report.remarks.push(format!(
        "its text was cut off, as it is larger than {MAX_TEXT} bytes"
    ));
    text.truncate(end);
}

/// The hyphens at ends of lines, each with the words around it.
fn hyphens(text: &str) -> Vec<String> {
    let mut hyphens = Vec::new();
    let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        if line.ends_with(['-', '\u{ad}', '\u{2010}', '\u{2011}']) {
            let before = line.rsplit([' ', '\t']).next().unwrap_or(line);
            let after = lines
                .peek()
                .and_then(|line| line.split([' ', '\t']).next())
                .unwrap_or("");
            hyphens.push(format!("{before} {after}").trim_end().to_owned());
        }
    }
    hyphens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, text: &str, left_out: &[(&str, &str)]) {
        let extracted = of_pages(output);
        assert_eq!(extracted.text, format!("{text}\n"));
        let found: Vec<_> = extracted
            .report
            .left_out
            .iter()
            .map(|LeftOut { what, words }| (*what, words.as_str()))
            .collect();
        assert_eq!(found, left_out);
    }

    #[test]
    fn heads_and_feet_of_pages_are_taken_off_and_told() {
        check(
            "Kamerstuk 1\neen\ntwee\nPagina 1 van 3\n\u{c}Kamerstuk 1\ndrie\n\nPagina 2 van 3\n\u{c}Kamerstuk 1\nvier\nPagina 3 van 3\n\u{c}",
            "een\ntwee\n\ndrie\n\nvier",
            &[
                ("line of a page's head", "Kamerstuk 1"),
                ("line of a page's head", "Kamerstuk 1"),
                ("line of a page's head", "Kamerstuk 1"),
                ("line of a page's foot", "Pagina 1 van 3"),
                ("line of a page's foot", "Pagina 2 van 3"),
                ("line of a page's foot", "Pagina 3 van 3"),
            ],
        );
        // A table has other numbers on each page, and what is numbered through is no head.
        let pages = [
            "2031 € 5\na\n2032 € 7",
            "2033 € 9\nb\n2034 € 2",
            "2035 € 1\nc\n2036 € 8",
        ];
        check(&pages.join("\u{c}"), &pages.join("\n\n"), &[]);
        let pages = ["Vraag 1\na", "Vraag 4\nb", "Vraag 7\nc"];
        check(&pages.join("\u{c}"), &pages.join("\n\n"), &[]);
        // Two pages are too few, and so are less than half of the pages.
        check("Kop\na\n\u{c}Kop\nb\n\u{c}", "Kop\na\n\nKop\nb", &[]);
        let pages = ["K\na", "K\nb", "K\nc", "d\nd", "e\ne", "f\nf", "g\ng"];
        check(&pages.join("\u{c}"), &pages.join("\n\n"), &[]);
        // A line of the text between them ends the head.
        let pages = ["a\nKop\nb", "c\nKop\nd", "e\nKop\nf"];
        check(&pages.join("\u{c}"), &pages.join("\n\n"), &[]);
        // The first page has no head.
        let pages = "Titel\na\ni\u{c}Kop\nb\nii\u{c}Kop\nc\niii\u{c}Kop\nd\niv";
        let text = "Titel\na\n\nb\n\nc\n\nd";
        assert_eq!(of_pages(pages).text, format!("{text}\n"));
        // Pages that have nothing else.
        assert_eq!(
            of_pages("Kop\n\u{c}Kop\n\u{c}Kop\n\u{c}tekst").text,
            "tekst\n"
        );
        assert_eq!(of_pages("\u{c}\n\u{c}").text, "\n");
    }

    #[test]
    fn hyphens_stay_and_are_told() {
        let extracted =
            of_pages("de markt-\nordening en\nna-\n\u{c}druk \u{fb01}le\u{7}\r\neinde -");
        assert_eq!(
            extracted.text,
            "de markt-\nordening en\nna-\n\ndruk \u{fb01}le\neinde -\n"
        );
        assert_eq!(
            extracted.report.hyphens,
            ["markt- ordening", "na- druk", "-"]
        );
        assert_eq!(extracted.report.characters, [('\u{fb01}', 1)]);
        assert_eq!(extracted.report.left_out[0].words, "U+0007, once");
    }

    #[test]
    fn large_outputs_end() {
        for part in ["\u{c}", "\n", "-\n", "a\n\u{c}", "1", "a-\n"] {
            let extracted = of_pages(&part.repeat(300_000 / part.len()));
            assert!(extracted.text.len() <= 300_002);
        }
        let extracted = of_pages(&"abcd efgh ijkl\n".repeat(300_000));
        assert!(extracted.text.len() <= MAX_TEXT && extracted.text.ends_with("ijkl\n"));
        assert_eq!(
            extracted.report.remarks,
            ["its text was cut off, as it is larger than 4194304 bytes"]
        );
    }
}
