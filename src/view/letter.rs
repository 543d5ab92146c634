//! The text of a source with its marks: the passages that claims rest on, by number, and below each paragraph those claims; what was
//! declared to say nothing to record; and what is left.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;

use super::coverage::counts;
use super::place::singular;
use super::{Reader, Style, past_in_words};
use crate::dataset::{Dataset, SourceText};
use crate::derive::coverage::uncovered;
use crate::derive::{Projection, Purpose, Quote, coverage, quotes};
use crate::model::Source;

/// A text to be marked.
struct Letter<'a> {
    text: &'a SourceText,
    /// The passages that claims rest on, as bytes of the text, in its order, each with its claims in words. The first has the number 1.
    passages: Vec<(Range<usize>, Vec<String>)>,
    /// The passages that say nothing to record.
    out_of_scope: Vec<Range<usize>>,
    /// What is left.
    uncovered: Vec<Range<usize>>,
}

/// Writes the text of a source for people; of a source without one, that it has none.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    projection: &Projection,
    source: &Source,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (dataset, words) = (&projection.shown, reader.words);
    let title = reader.styled(Style::Bold, source.title.best(reader.language));
    writeln!(out, "{}", reader.paragraph(&title, 0))?;
    let line = format!("{}  {}", reader.id(&source.id), words.code(&source.form));
    writeln!(out, "{}\n", reader.paragraph(&line, 0))?;
    let Some(text) = dataset.text(source) else {
        let line = (words.no_text_of)(source.id.as_str());
        return writeln!(out, "{}", reader.paragraph(&line, 0));
    };
    let quotes = quotes(dataset);
    let is_counted = |quote: &&Quote<'_>| {
        let record = quote.document.record.as_ref();
        quote.source.id == source.id && record.is_some_and(|record| record.state().counts())
    };
    let quotes: Vec<_> = quotes.iter().filter(is_counted).collect();
    if let Some(found) = coverage(dataset, source, &quotes) {
        let all = (
            found.words,
            found.anchored,
            found.out_of_scope,
            found.uncovered(),
        );
        writeln!(out, "{}", reader.paragraph(&counts(words, all), 0))?;
    }
    let letter = Letter::of(text, &quotes, |quote| claim(dataset, quote, reader));
    let claims = letter.passages.iter().map(|(_, claims)| claims.len()).sum();
    let passages = (words.passages)(letter.passages.len(), claims);
    writeln!(out, "{}\n", reader.paragraph(&passages, 0))?;
    for (style, mark, what) in [
        (Style::Cyan, "[1|…|1]", words.is_evidence),
        (Style::Dim, "{…}", words.is_out_of_scope),
        (Style::Yellow, "<?…?>", words.is_uncovered),
    ] {
        let line = format!("{} {what}", reader.styled(style, mark));
        writeln!(out, "{}", reader.paragraph(&line, 2))?;
    }
    letter.write(reader, out)?;
    match past_in_words(projection, words) {
        Some(moment) => writeln!(out, "\n{moment}"),
        None => Ok(()),
    }
}

impl<'a> Letter<'a> {
    fn of(
        text: &'a SourceText,
        quotes: &[&Quote<'_>],
        claim: impl Fn(&Quote<'_>) -> String,
    ) -> Letter<'a> {
        let normal = text.normal();
        let mut by_place: HashMap<Range<usize>, Vec<String>> = HashMap::new();
        let (mut out_of_scope, mut covered) = (Vec::new(), Vec::new());
        for quote in quotes {
            for found in &quote.found {
                covered.push(found.clone());
                let place = normal.source_range(found.clone());
                match quote.purpose {
                    Purpose::Evidence => {
                        let (claims, claim) = (by_place.entry(place).or_default(), claim(quote));
                        // A promise and its event can rest on the same words.
                        if !claims.contains(&claim) {
                            claims.push(claim);
                        }
                    }
                    Purpose::OutOfScope => out_of_scope.push(place),
                }
            }
        }
        let mut passages: Vec<_> = by_place.into_iter().collect();
        passages.sort_by_key(|(place, _)| (place.start, Reverse(place.end)));
        let left = uncovered(text, &covered).into_iter();
        Letter {
            text,
            passages,
            out_of_scope,
            uncovered: left.map(|place| normal.source_range(place)).collect(),
        }
    }

    /// The paragraphs, each with the claims that rest on passages which begin in it.
    fn write(&self, reader: &Reader<'_>, out: &mut dyn Write) -> io::Result<()> {
        let full = full_line(&self.text.text);
        for paragraph in paragraphs(&self.text.text) {
            writeln!(out)?;
            let mut row = String::new();
            for (at, line) in paragraph.iter().enumerate() {
                row += &self.marked(line.clone(), reader);
                let line = &self.text.text[line.clone()];
                if line.chars().count() >= full && at + 1 < paragraph.len() {
                    row += if line.ends_with('-') { "" } else { " " };
                } else {
                    writeln!(out, "{}", reader.paragraph(&row, 0))?;
                    row.clear();
                }
            }
            let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else {
                continue;
            };
            let whole = first.start..last.end;
            for (at, (place, claims)) in self.passages.iter().enumerate() {
                if !whole.contains(&place.start) {
                    continue;
                }
                let number = reader.styled(Style::Cyan, &format!("[{}]", at + 1));
                for claim in claims {
                    let line = format!("{number} {claim}");
                    writeln!(out, "{}", reader.paragraph(&line, 4))?;
                }
            }
        }
        Ok(())
    }

    /// A line of the text with the marks of what begins and ends in it.
    fn marked(&self, line: Range<usize>, reader: &Reader<'_>) -> String {
        // What ends comes before what begins, the inner before the outer; what begins, the outer before the inner.
        let mut marks: Vec<(usize, bool, Reverse<usize>, Style, String)> = Vec::new();
        let mut add = |place: &Range<usize>, style, open: String, close: String| {
            marks.push((place.start, true, Reverse(place.end), style, open));
            marks.push((place.end, false, Reverse(place.start), style, close));
        };
        for (at, (place, _)) in self.passages.iter().enumerate() {
            let number = at + 1;
            add(
                place,
                Style::Cyan,
                format!("[{number}|"),
                format!("|{number}]"),
            );
        }
        for place in &self.out_of_scope {
            add(place, Style::Dim, "{".to_owned(), "}".to_owned());
        }
        for place in &self.uncovered {
            add(place, Style::Yellow, "<?".to_owned(), "?>".to_owned());
        }
        marks.retain(|(at, is_open, ..)| match is_open {
            true => line.contains(at),
            false => line.start < *at && *at <= line.end,
        });
        marks.sort_by_key(|(at, is_open, other, ..)| (*at, *is_open, *other));
        let mut marked = String::new();
        let mut from = line.start;
        for (at, _, _, style, sign) in marks {
            marked += &self.in_style(from..at, reader);
            marked += &reader.styled(style, &sign);
            from = at;
        }
        marked + &self.in_style(from..line.end, reader)
    }

    /// A piece of the text, within which nothing begins or ends, in the style of what it is a piece of.
    fn in_style(&self, piece: Range<usize>, reader: &Reader<'_>) -> String {
        let text = &self.text.text[piece.clone()];
        let is_in = |place: &Range<usize>| place.start <= piece.start && piece.end <= place.end;
        let style = match () {
            () if piece.is_empty() => None,
            () if self.passages.iter().any(|(place, _)| is_in(place)) => Some(Style::Cyan),
            () if self.out_of_scope.iter().any(is_in) => Some(Style::Dim),
            () if self.uncovered.iter().any(is_in) => Some(Style::Yellow),
            () => None,
        };
        style.map_or(text.to_owned(), |style| reader.styled(style, text))
    }
}

/// The number of characters from which a line of a text is one that was broken because it was full, and goes on in the next.
fn full_line(text: &str) -> usize {
    let longest = text.lines().map(|line| line.trim().chars().count()).max();
    match longest.unwrap_or_default() {
        longest if longest <= 100 => longest * 3 / 4,
        // Its lines are paragraphs.
        _ => usize::MAX,
    }
}

/// The paragraphs of a text: the lines that stand together, each without the space around it.
fn paragraphs(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut paragraphs = vec![Vec::new()];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            paragraphs.push(Vec::new());
        } else if let Some(lines) = paragraphs.last_mut() {
            let begin = start + line.len() - line.trim_start().len();
            lines.push(begin..begin + trimmed.len());
        }
        start += line.len();
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

/// A claim in one line: which part of which record it is, of what type, and whose.
fn claim(dataset: &Dataset, quote: &Quote<'_>, reader: &Reader<'_>) -> String {
    let words = reader.words;
    let document = quote.document;
    let (record_type, id) = document.identity().unwrap_or_default();
    let root = document.root();
    let mut tokens = quote.pointer.split('/').skip(1);
    let list = tokens.next().unwrap_or_default();
    let at = tokens.next().and_then(|at| at.parse::<usize>().ok());
    let member = root.and_then(|root| root.get(list));
    let item = match at {
        Some(at) => member.and_then(|member| member.items().get(at)),
        None => member,
    };
    let text = |name: &str| item?.get(name)?.as_str();
    let code = |list: &str| words.code_of(list, text("type").unwrap_or_default());
    let kind = match list {
        "evidence" => words.noun(record_type),
        "statements" => code("statement_type"),
        "events" => format!("{}, {}", words.noun("event"), code("event_type")),
        list => words.noun(&singular(list)),
    };
    let id = match text("id") {
        Some(part) => format!("{id}#{part}"),
        None => id.to_owned(),
    };
    let mut names = ["holder", "by", "actor"].into_iter();
    let who = names.find_map(text);
    let who = who.map_or(String::new(), |who| {
        let actor = who.parse().ok();
        let actor = actor.and_then(|id| dataset.actor(&id));
        let name = actor.map_or(who, |actor| actor.name.best(reader.language));
        format!(" · {name}")
    });
    format!("{} · {kind}{who}", reader.id(id))
}
