//! For people: each finding with the lines that it is about, and a last line that says what was checked.
//!
//! The looks are those of rustc. What is shown of a file is cut and wrapped here, so that output is the same whatever the terminal.

#[cfg(test)]
mod places;
mod shown;

use std::borrow::Cow;
use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Report, hints_once, printable, summary_line};
use crate::finding::{self, Excerpt, Finding, Related};
use crate::json::{Position, Span};
use shown::Shown;

/// More than any row has with its labels: rows are kept short here, and are not to be cut a second time.
const NO_WIDTH: usize = 100_000;

/// Stands for the path and place of a panel until all is drawn: the renderer counts columns in what it shows, which of a long line
/// is but a part. In nothing else that is shown can this character be left.
const PLACE: &str = "\0";

/// A part of a file that is shown, and what is marked in it.
struct Panel<'a> {
    file: &'a str,
    start: Position,
    excerpt: &'a Excerpt,
    shown: Shown,
    marks: Vec<Mark<'a>>,
}

/// A place that is underlined.
struct Mark<'a> {
    span: &'a Span,
    label: &'a str,
    kind: AnnotationKind,
}

pub fn write(report: &Report, is_coloured: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if is_coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(NO_WIDTH);
    let hints = hints_once(&report.findings);
    for (finding, hint) in report.findings.iter().zip(&hints) {
        writeln!(out, "{}\n", render(&renderer, finding, hint.as_deref()))?;
    }
    writeln!(out, "{}", summary_line(report))
}

/// One finding, without a line break at its end.
fn render(renderer: &Renderer, finding: &Finding, hint: Option<&str>) -> String {
    let level = match finding.level {
        finding::Level::Error => Level::ERROR,
        finding::Level::Warning => Level::WARNING,
        finding::Level::Note => Level::NOTE,
    };
    let title = level.primary_title(printable(&finding.message));
    let mut group = Group::with_title(title.id(finding.rule));
    let panels = panels(finding);
    for panel in &panels {
        group = if panel.excerpt.text.is_empty() {
            group.element(Origin::path(PLACE))
        } else {
            group.element(snippet(panel))
        };
    }
    if let Some(hint) = hint {
        group = group.element(Level::HELP.message(printable(hint)));
    }
    let drawn = renderer.render(&[group]);
    let mut pieces = drawn.split(PLACE);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (piece, panel) in pieces.zip(&panels) {
        let Position { line, column } = panel.start;
        text += &format!("{}:{line}:{column}", printable(panel.file));
        let piece = piece.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
        text.extend(piece.split_inclusive('\n').map(|row| panel.numbered(row)));
    }
    text
}

/// The panels of a finding: its own lines first, and with them what belongs to it and stands there too.
fn panels(finding: &Finding) -> Vec<Panel<'_>> {
    let mut panels = vec![Panel {
        file: &finding.file,
        start: finding.start,
        excerpt: &finding.excerpt,
        shown: Shown::new(&finding.excerpt),
        marks: vec![Mark {
            span: &finding.span,
            label: "",
            kind: AnnotationKind::Primary,
        }],
    }];
    for related in &finding.related {
        let home = panels.iter_mut().find(|panel| panel.shows(related));
        match home {
            Some(panel) => panel.marks.push(Mark {
                span: &related.span,
                label: &related.label,
                // What lies within another mark is told apart from it.
                kind: match panel.marks[0].kind {
                    AnnotationKind::Primary => AnnotationKind::Context,
                    _ => AnnotationKind::Primary,
                },
            }),
            None => panels.push(Panel {
                file: &related.file,
                start: related.start,
                excerpt: &related.excerpt,
                shown: Shown::new(&related.excerpt),
                marks: vec![Mark {
                    span: &related.span,
                    label: &related.label,
                    kind: AnnotationKind::Context,
                }],
            }),
        }
    }
    panels
}

impl Panel<'_> {
    /// True if a place can be marked in what is shown here.
    fn shows(&self, place: &Related) -> bool {
        let shown = self.excerpt.start..self.excerpt.start.saturating_add(self.excerpt.text.len());
        let is_inside = shown.start <= place.span.start && place.span.end <= shown.end;
        self.file == place.file && is_inside && !shown.is_empty()
    }

    /// A row as it was drawn, with the number of its line: the renderer numbers rows, of which a long line takes several.
    fn numbered<'r>(&self, drawn: &'r str) -> Cow<'r, str> {
        let start = drawn.len() - after_codes(drawn).len();
        let length = drawn[start..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let (number, rest) = drawn[start..].split_at(length);
        let row = number
            .parse()
            .ok()
            .and_then(|row: usize| row.checked_sub(self.excerpt.line));
        let Some(row) = row.filter(|_| after_codes(rest).starts_with('|')) else {
            return drawn.into();
        };
        let line = self
            .shown
            .line(row)
            .map(|line| (self.excerpt.line + line).to_string());
        let line = line.unwrap_or_default();
        format!("{}{line:>length$}{rest}", &drawn[..start]).into()
    }
}

/// What follows the spaces and the codes of colours with which a row begins.
fn after_codes(drawn: &str) -> &str {
    let rest = drawn.trim_start_matches(' ');
    match rest
        .strip_prefix('\u{1b}')
        .and_then(|code| code.split_once('m'))
    {
        Some((_, rest)) => after_codes(rest),
        None => rest,
    }
}

fn snippet<'a>(panel: &'a Panel<'_>) -> Snippet<'a, Annotation<'a>> {
    let shown = &panel.shown;
    let mut annotations = Vec::new();
    for mark in &panel.marks {
        let rows = shown.rows(&panel.excerpt.local(mark.span));
        let last = rows.len() - 1;
        for (at, row) in rows.into_iter().enumerate() {
            // The rows around help to find the place.
            for near in shown.neighbours(&row) {
                annotations.push(AnnotationKind::Visible.span(near));
            }
            let label = Some(mark.label).filter(|label| at == last && !label.is_empty());
            annotations.push(mark.kind.span(row).label(label.map(printable)));
        }
    }
    Snippet::source(&*shown.text)
        .path(PLACE)
        .line_start(panel.excerpt.line)
        .annotations(annotations)
}
