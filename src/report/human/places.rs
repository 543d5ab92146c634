//! Whatever place of whatever text a finding is about, it is shown, and nothing of the text works on a terminal.

use proptest::prelude::*;
use proptest::sample::Index;

use crate::finding::{Excerpt, Finding, Level, Related};
use crate::json::{Lines, Span};
use crate::report::{Format, Report};

fn human(findings: &[Finding], is_coloured: bool) -> String {
    let report = Report {
        findings: findings.to_vec(),
        tells_notes: true,
        is_complete: true,
        ..Report::default()
    };
    let mut text = Vec::new();
    report
        .write(Format::Human, is_coloured, &mut text)
        .expect("memory takes it");
    String::from_utf8(text).expect("it is UTF-8")
}

/// A place in a text, as the checks make it.
fn place(text: &str, ends: (Index, Index)) -> Related {
    let end = |index: Index| {
        let mut at = index.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (one, other) = (end(ends.0), end(ends.1));
    let span: Span = one.min(other)..one.max(other);
    let lines = Lines::new(text);
    Related {
        label: "a\u{1b}label".to_owned(),
        file: "a\u{1b}/b.json".to_owned(),
        start: lines.position(text, span.start),
        end: lines.position(text, span.end),
        excerpt: Excerpt::new(text, &lines, &span),
        span,
    }
}

proptest! {
    // A failing case is printed in full, so none is kept in a file.
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_place_of_any_text_is_shown(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::sample::select(&[
                    "word ", "\n", "\r\n", "\r", "\t", "{", "[", "\"", "漢字", "e\u{301}", "👩\u{200d}🚀", "\u{202e}",
                    "\u{1b}[31m", "\u{0}", "\u{2028}", "\u{ad}", "\u{feff}", "      ",
                ][..]).prop_map(str::to_owned),
                any::<char>().prop_map(String::from),
                "[a-z ]{0,120}",
            ],
            0..60,
        ),
        own: (Index, Index),
        more in prop::collection::vec(any::<(Index, Index)>(), 0..6),
        is_coloured: bool,
    ) {
        let text = pieces.concat();
        let own = place(&text, own);
        let location = format!("{}:{}", own.start.line, own.start.column);
        let finding = Finding {
            rule: "unknown-code",
            level: Level::Error,
            message: "a\nmessage".to_owned(),
            file: own.file,
            record: None,
            pointer: String::new(),
            span: own.span,
            start: own.start,
            end: own.end,
            excerpt: own.excerpt,
            related: more.into_iter().map(|ends| place(&text, ends)).collect(),
            hint: Some("a\u{7}hint".to_owned()),
            fix: None,
            fingerprint: String::new(),
        };
        let shown = human(&[finding], is_coloured);
        let shown = anstream::adapter::strip_str(&shown).to_string();
        prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n'));
        let place = shown.lines().nth(1).unwrap_or_default();
        prop_assert!(place.trim_start().starts_with("--> "));
        prop_assert!(place.ends_with(&format!(":{location}")), "{place:?} {location}");
    }
}
