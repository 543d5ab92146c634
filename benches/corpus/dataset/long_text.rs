//! One source with a text as long as one may be, and decisions that quote it as often as wanted: what takes more time than in
//! proportion to its length shows there.

use serde_json::{Value, json};

use super::output::Output;
use super::random::Random;
use super::source::{Pinned, quoted};
use super::words::Words;
use super::{actor, both, record, revision, with};

/// The number of quotes in a decision, so that no record is too large.
const OF_A_DECISION: usize = 1_000;

/// The number of words in a quote.
const OF_A_QUOTE: usize = 14;

/// The most words that a text is given: some 3.9 of the 4 MiB that it may have.
pub const MAX_WORDS: usize = 400_000;

/// Writes them.
pub fn write(words: usize, quotes: usize, out: &mut Output) {
    let code = "xa";
    let mut random = Random::new(2_026, "long text");
    // The same lines and letters, however long the text is.
    let mut lines = Random::new(2_026, "long text, lines");
    for actor in actor::actors(code) {
        out.record(&actor);
    }
    let mut report = Pinned::new(format!("report-{code}"));
    let text = text(words.max(OF_A_QUOTE), &mut random);
    for paragraph in text.chunks(80) {
        report.text.paragraph(paragraph.join(" "));
    }
    let described = json!({
        "form": "opinion",
        "title": both("Het verslag", "The report"),
        "language": "nl",
        "authors": [{ "actor": format!("adviser-0-{code}") }],
        "date": "2000-01-03",
        "availability": "public",
    });
    let id = report.id.clone();
    report.write(described, json!({}), &mut lines, out);
    let quote = |nth: usize| {
        // Evenly over the whole text, the last one at its end.
        let at = (text.len() - OF_A_QUOTE) * nth / quotes.saturating_sub(1).max(1);
        quoted(&id, &text[at..at + OF_A_QUOTE].join(" "))
    };
    for nth in 0..quotes.div_ceil(OF_A_DECISION) {
        let of_this = nth * OF_A_DECISION..quotes.min((nth + 1) * OF_A_DECISION);
        out.record(&decision(code, nth, of_this.map(quote).collect()));
    }
}

/// Words in an order in which hardly any two quotes are alike.
fn text(count: usize, random: &mut Random) -> Vec<String> {
    let words = Words::new();
    let all = words.dutch(random, count);
    all.split(' ').map(str::to_owned).collect()
}

/// A decision that quotes each passage in a statement, the first for its event.
fn decision(code: &str, nth: usize, quotes: Vec<Value>) -> Value {
    let (own, rest) = quotes.split_first().expect("there is one");
    let statement = |(at, quote): (usize, &Value)| {
        json!({
            "id": format!("statement-{at}"),
            "type": if at == 0 { "ground" } else { "fact" },
            "text": both("Het is zo.", "So it is."),
            "holder": format!("cabinet-{code}"),
            "basis": "stated",
            "reason": if at == 0 { Value::from("substance") } else { Value::Null },
            "evidence": [quote],
        })
    };
    let statements: Vec<_> = rest
        .iter()
        .enumerate()
        .map(statement)
        .map(super::fields)
        .collect();
    with(
        record("decision", &format!("corpus-{code}-2000-{:04}", nth + 1)),
        json!({
            "title": both(&format!("Besluit {nth}"), &format!("Decision {nth}")),
            "kind": "order",
            "decider": { "actor": format!("cabinet-{code}") },
            "options": [{ "id": "close", "label": both("Sluiten", "Close it") }],
            "choice": "close",
            "events": [{ "id": "taken", "type": "taken", "date": "2000-01-03", "evidence": [own] }],
            "statements": statements,
            "record": revision(),
        }),
    )
}
