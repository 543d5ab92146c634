//! A dataset of any size that looks like one that people made: decisions of weekly meetings, the list of decisions of each meeting
//! as a pinned text, statements that quote it, sources seen elsewhere, and links between decisions. The same on every machine. A
//! share of the records can be given one error each.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use besluit::dataset::sha256;
use serde_json::{Value, json};

use crate::random::Random;

/// How many decisions a meeting takes: each has its paragraph in the list of decisions.
const OF_A_MEETING: usize = 20;

/// How many meetings go by between two proposals.
const MEETINGS_OF_A_PROPOSAL: usize = 5;

/// What the sentences are made of.
const WORDS: &[&str] = &[
    "raad",
    "besluit",
    "voorstel",
    "minister",
    "burgers",
    "veiligheid",
    "kosten",
    "gemeenten",
    "uitvoering",
    "advies",
    "toezicht",
    "termijn",
    "regeling",
    "bescherming",
    "gegevens",
    "onderzoek",
    "onderwijs",
    "zorg",
    "water",
    "wegen",
    "wonen",
    "handel",
    "kust",
    "haven",
    "rivier",
    "brug",
    "spoor",
    "energie",
    "natuur",
    "landbouw",
    "vergunning",
    "belasting",
    "overleg",
    "verzoek",
    "steun",
    "bezwaar",
    "maatregel",
    "wijziging",
    "invoering",
    "evaluatie",
];

const TOPICS: &[&str] = &[
    "privacy",
    "public_finances",
    "safety",
    "proportionality",
    "oversight",
    "housing",
    "energy",
    "trade",
];

/// What is asked for.
pub struct Arguments {
    /// The folder that it is written into.
    pub folder: PathBuf,
    /// About how many records.
    pub records: usize,
    /// Whether the records go into one stream instead of a file each.
    pub is_stream: bool,
    /// How many of a thousand records are given an error.
    pub broken: usize,
}

/// What was written.
pub struct Totals {
    pub records: usize,
    /// The bytes of all records.
    pub bytes: usize,
    /// How many records have an error.
    pub broken: usize,
}

/// Writes a dataset: its `besluit.toml`, its texts, and its records as files, or as the stream `records.ndjson`.
pub fn generate(arguments: &Arguments) -> Totals {
    let mut out = Out::new(arguments);
    let mut random = Random::new(2_026, "corpus");
    let config = "name = \"corpus\"\nprefix = \"corpus\"\nlanguages = [\"nl\", \"en\"]\n";
    out.write("besluit.toml", config.as_bytes());
    for actor in actors() {
        out.record("actors", &actor);
    }
    let mut meeting: usize = 0;
    while out.totals.records < arguments.records {
        if meeting.is_multiple_of(MEETINGS_OF_A_PROPOSAL) {
            out.record("proposals", &proposal(meeting / MEETINGS_OF_A_PROPOSAL));
        }
        hold(meeting, &mut random, &mut out);
        meeting += 1;
    }
    out.finish()
}

/// Where the records go.
struct Out {
    folder: PathBuf,
    stream: Option<BufWriter<File>>,
    totals: Totals,
    per_mille: usize,
    random: Random,
}

impl Out {
    fn new(arguments: &Arguments) -> Out {
        fs::create_dir_all(&arguments.folder).expect("the folder can be made");
        let stream = arguments.folder.join("records.ndjson");
        Out {
            stream: arguments
                .is_stream
                .then(|| BufWriter::new(File::create(stream).expect("it can be made"))),
            folder: arguments.folder.clone(),
            totals: Totals {
                records: 0,
                bytes: 0,
                broken: 0,
            },
            per_mille: arguments.broken,
            random: Random::new(2_026, "errors"),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("it is below the folder"))
            .expect("a folder can be made");
        fs::write(path, bytes).expect("it can be written");
    }

    /// Writes a record where it belongs. In a stream it is a line; its text, if it has one, stands in the folder all the same.
    fn record(&mut self, of_type: &str, record: &Value) {
        let id = record["id"].as_str().expect("it has one");
        let mut text = match &self.stream {
            Some(_) => record.to_string(),
            None => format!("{record:#}\n"),
        };
        if self.random.below(1_000) < self.per_mille {
            text = broken(&mut self.random, &text);
            self.totals.broken += 1;
        }
        self.totals.records += 1;
        self.totals.bytes += text.len();
        match &mut self.stream {
            Some(stream) => writeln!(stream, "{text}").expect("it can be written"),
            None => {
                let path = match of_type {
                    "decisions" => format!(
                        "{of_type}/{}/{id}.json",
                        id.split('-').nth(2).expect("it has a year")
                    ),
                    "sources" => format!("{of_type}/{id}/source.json"),
                    _ => format!("{of_type}/{id}.json"),
                };
                self.write(&format!("records/{path}"), text.as_bytes());
            }
        }
    }

    fn finish(self) -> Totals {
        if let Some(mut stream) = self.stream {
            stream.flush().expect("it can be written");
        }
        self.totals
    }
}

/// The same record with one error: of bytes, shape, links or evidence.
fn broken(random: &mut Random, text: &str) -> String {
    match random.below(4) {
        0 => text.replacen("\"schema_version\"", "\"schema_versoin\"", 1),
        1 => text.replacen("\"published\"", "\"publised\"", 1),
        2 => text.replacen("\"record\":", "\"record\"", 1),
        _ => text.replacen("\"state-xx\"", "\"state-xy\"", 1).replacen(
            "\"revision\"",
            "\"revison\"",
            1,
        ),
    }
}

fn revision() -> Value {
    json!({ "revision": 1, "state": "published" })
}

fn both(text: &str) -> Value {
    json!({ "nl": text, "en": format!("({text})") })
}

fn actors() -> Vec<Value> {
    let actor = |id: &str, kind: &str, of: Option<&str>| {
        let mut actor = json!({ "type": "actor", "schema_version": "0.1.0", "id": id, "kind": kind, "name": both(id) });
        if let Some(of) = of {
            actor["on_behalf_of"] = of.into();
        }
        actor["record"] = revision();
        actor
    };
    let mut actors = vec![
        actor("state-xx", "state", None),
        actor("cabinet-xx", "body", Some("state-xx")),
        actor("house-xx", "body", None),
        actor("council-xx", "body", None),
    ];
    actors
        .extend((0..16).map(|n| actor(&format!("minister-{n}-xx"), "office", Some("cabinet-xx"))));
    actors.extend((0..16).map(|n| actor(&format!("adviser-{n}-xx"), "body", None)));
    actors
}

/// A day that goes with a meeting: a week apart, from 1950 on.
fn day(meeting: usize) -> String {
    let days = i64::try_from(meeting * 7 % 27_000).expect("it is small");
    let day = jiff::civil::date(1950, 1, 2)
        .checked_add(jiff::Span::new().days(days))
        .expect("it is a day");
    day.to_string()
}

fn words(random: &mut Random, count: usize) -> String {
    let words: Vec<_> = (0..count).map(|_| *random.pick(WORDS)).collect();
    words.join(" ")
}

fn seen(source: &str, confidence: &str) -> Value {
    json!({ "source": source, "locator": "Second paragraph", "confidence": confidence })
}

fn proposal(nth: usize) -> Value {
    let source = format!("draft-{nth}");
    let date = day(nth * MEETINGS_OF_A_PROPOSAL);
    json!({
        "type": "proposal", "schema_version": "0.1.0", "id": format!("proposal-{nth}"),
        "title": both(&format!("Voorstel {nth}")),
        "versions": [{ "id": "first", "date": date, "by": "council-xx", "evidence": [seen(&source, "high")] }],
        "provisions": [
            { "id": "rule", "version": "first", "effect": "obliges", "text": both("Er is toezicht."), "evidence": [seen(&source, "high")] },
            { "id": "limit", "version": "first", "effect": "forbids", "text": both("Meer kosten dan begroot."), "evidence": [seen(&source, "high")] },
        ],
        "evidence": [seen(&source, "high")],
        "record": revision(),
    })
}

fn source(id: &str, form: &str, title: &str, author: &str, date: &str) -> Value {
    json!({
        "type": "source", "schema_version": "0.1.0", "id": id, "form": form, "title": both(title), "language": "nl",
        "authors": [{ "actor": author }], "date": date, "availability": "public",
    })
}

/// One meeting: its list of decisions, what was written about them elsewhere, and the decisions.
fn hold(meeting: usize, random: &mut Random, out: &mut Out) {
    let date = day(meeting);
    let list = format!("list-{meeting}");
    let press = format!("press-{meeting}");
    if meeting.is_multiple_of(MEETINGS_OF_A_PROPOSAL) {
        let nth = meeting / MEETINGS_OF_A_PROPOSAL;
        let mut draft = source(
            &format!("draft-{nth}"),
            "proposal_text",
            &format!("Voorstel {nth}, tekst"),
            "council-xx",
            &date,
        );
        draft["record"] = revision();
        out.record("sources", &draft);
    }
    let mut text = format!("Besluitenlijst van vergadering {meeting}, {date}\n\n");
    let mut decisions = Vec::new();
    for nth in 0..OF_A_MEETING {
        decisions.push(decision(
            meeting, nth, &date, &list, &press, random, &mut text,
        ));
    }
    let mut pinned = source(
        &list,
        "decision",
        &format!("Besluitenlijst {meeting}"),
        "cabinet-xx",
        &date,
    );
    pinned["text"] = json!({ "path": "text.txt", "sha256": sha256(text.as_bytes()) });
    pinned["record"] = revision();
    out.write(&format!("records/sources/{list}/text.txt"), text.as_bytes());
    out.record("sources", &pinned);
    let mut article = source(
        &press,
        "press",
        &format!("Verslag {meeting}"),
        "adviser-0-xx",
        &date,
    );
    article["record"] = revision();
    out.record("sources", &article);
    for decision in &decisions {
        out.record("decisions", decision);
    }
}

/// A sentence that stands nowhere else: its number is in it.
fn sentence(random: &mut Random, name: &str, text: &mut String) -> String {
    let length = 12 + random.below(16);
    let sentence = format!("Over punt {name} geldt: {}.", words(random, length));
    let _ = writeln!(text, "{sentence}");
    sentence
}

fn decision(
    meeting: usize,
    nth: usize,
    date: &str,
    list: &str,
    press: &str,
    random: &mut Random,
    text: &mut String,
) -> Value {
    let number = meeting * OF_A_MEETING + nth;
    let id = |number: usize| {
        format!(
            "corpus-xx-{}-{:04}",
            &day(number / OF_A_MEETING)[..4],
            number
        )
    };
    let quoted = |quote: String| json!([{ "source": list, "quote": quote }]);
    let taken = sentence(random, &format!("{number} (besluit)"), text);
    let mut statements = Vec::new();
    let count = 5 + random.below(6);
    for at in 0..count {
        let quote = sentence(random, &format!("{number}.{at}"), text);
        let adviser = format!("adviser-{}-xx", random.below(16));
        let mut evidence = quoted(quote);
        if random.below(4) == 0 {
            evidence
                .as_array_mut()
                .expect("a list")
                .push(seen(press, "medium"));
        }
        let mut statement = json!({
            "id": format!("statement-{at}"),
            "type": if at == 0 { "ground" } else { "advice" },
            "text": both(&words(random, 14)),
            "holder": if at == 0 { "cabinet-xx" } else { &adviser },
            "basis": "stated",
            "topics": [*random.pick(TOPICS)],
            "bearing": { "option": if at % 2 == 0 { "yes" } else { "no" }, "direction": "for" },
        });
        if at == 0 {
            statement["reason"] = "substance".into();
        } else if random.below(3) == 0 {
            statement["relations"] = json!([{ "type": "supports", "target": "#statement-0" }]);
        }
        statement["evidence"] = evidence;
        statements.push(statement);
    }
    let mut decision = json!({
        "type": "decision", "schema_version": "0.1.0", "id": id(number), "title": both(&format!("Besluit {number}: {}", words(random, 6))),
        "kind": "order", "decider": { "actor": "cabinet-xx" },
        "participants": [{ "actor": format!("minister-{}-xx", random.below(16)), "role": "proposer", "evidence": [seen(press, "medium")] }],
        "options": [{ "id": "yes", "label": both("Ja") }, { "id": "no", "label": both("Nee") }],
        "choice": "yes",
        "events": [{ "id": "taken", "type": "taken", "date": date, "evidence": quoted(taken) }],
        "statements": statements,
    });
    // One in ten undoes an earlier one, each only once.
    if number >= 100 && random.below(10) == 0 {
        decision["relations"] = json!([{ "type": "supersedes", "target": id(number - 100), "evidence": [seen(press, "medium")] }]);
    }
    decision["record"] = revision();
    decision
}
