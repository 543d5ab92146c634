//! The documents that claims are anchored to: some with their text, some only seen elsewhere.

use besluit::dataset::sha256;
use serde_json::{Value, json};

use super::output::Output;
use super::random::Random;
use super::text::Text;
use super::words::Words;
use super::{fields, record, revision, with};

const PLACES: &[&str] = &[
    "Second paragraph",
    "Page 3, under “State of play”",
    "Annex, table 2 – the last row",
    "The paragraph that begins “Gezien de coördinatie”",
    "Reply to the question of the members",
];

/// A source whose text is here.
pub struct Pinned {
    /// Its id.
    pub id: String,
    /// Its text, to which sentences are added as records quote them.
    pub text: Text,
}

impl Pinned {
    pub fn new(id: String) -> Pinned {
        let text = Text::default();
        Pinned { id, text }
    }

    /// Evidence: a new sentence of the text, most often the whole of it.
    pub fn quote(&mut self, words: &Words, random: &mut Random) -> Value {
        let sentence = words.sentence(random);
        self.text.say(&sentence);
        if random.below(4) == 0 {
            // What no record says stays uncovered.
            self.text.say(&words.sentence(random));
        }
        let quote = match random.below(4) {
            0 => sentence.trim_end_matches('.'),
            1 => sentence
                .split_once(' ')
                .map_or(&*sentence, |(_, rest)| rest),
            _ => &sentence,
        };
        quoted(&self.id, quote)
    }

    /// Writes the text, and the record: what it is, with the text and what is out of scope of it, and what comes after that.
    pub fn write(self, described: Value, rest: Value, random: &mut Random, out: &mut Output) {
        let text = self.text.written(random);
        let path = format!("records/sources/{}/text.txt", self.id);
        out.write(&path, text.as_bytes());
        let original = (random.below(4) == 0).then(|| {
            json!({
                "media_type": "text/html", "sha256": sha256(self.id.as_bytes()), "bytes": text.len() + 512,
                "url": format!("https://besluit.example/{}", self.id), "retrieved": described["date"],
            })
        });
        let pinned = json!({
            "original": original,
            "text": fields(json!({
                "path": "text.txt", "sha256": sha256(text.as_bytes()), "method": original.is_some().then_some("html/1"),
                "reviewed": original.is_some().then_some(true), "part": (random.below(40) == 0).then_some("excerpt"),
            })),
            "out_of_scope": self.text.out_of_scope(),
        });
        let source = with(with(record("source", &self.id), described), pinned);
        out.record(&with(with(source, rest), json!({ "record": revision() })));
    }
}

/// A source whose text is not here.
pub fn unpinned(id: &str, described: Value) -> Value {
    let source = with(record("source", id), described);
    with(source, json!({ "record": revision() }))
}

/// Evidence in words that are here.
pub fn quoted(source: &str, quote: &str) -> Value {
    json!({ "source": source, "quote": quote })
}

/// Evidence in a source whose text is not here.
pub fn located(source: &str, random: &mut Random) -> Value {
    json!({ "source": source, "locator": *random.pick(PLACES), "confidence": "medium" })
}
