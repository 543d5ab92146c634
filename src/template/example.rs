//! The first example of a new dataset, in its own languages: a cabinet, a letter of it, and the decision that the letter shows.
//! Invented, and said to be.

use serde_json::{Map, Value, json};

use super::{TEXT, lay_out, record};
use crate::config::Config;
use crate::dataset::sha256;
use crate::json;

/// The words of the example in a language.
struct Words {
    /// The language, without script and region.
    language: &'static str,
    cabinet: &'static str,
    letter: &'static str,
    decision: &'static str,
    option: &'static str,
    /// The letter up to the quote, and after it.
    text: [&'static str; 2],
    quote: &'static str,
}

/// English is the first, for who writes in none of these languages.
const WORDS: [Words; 2] = [
    Words {
        language: "en",
        cabinet: "Example cabinet (replace it)",
        letter: "Example letter (replace it)",
        decision: "The example bridge is opened (replace it)",
        option: "Open the bridge",
        text: [
            "Example letter, ",
            "\n\nThis letter is invented. It says that ",
        ],
        quote: "the cabinet decided on 5 January to open the example bridge",
    },
    Words {
        language: "nl",
        cabinet: "Voorbeeldkabinet (vervang dit)",
        letter: "Voorbeeldbrief (vervang dit)",
        decision: "De voorbeeldbrug gaat open (vervang dit)",
        option: "De brug openen",
        text: [
            "Voorbeeldbrief, ",
            "\n\nDeze brief is verzonnen. Er staat in: ",
        ],
        quote: "op 5 januari besloot het kabinet de voorbeeldbrug te openen",
    },
];

/// The words for a language tag.
fn words(tag: &str) -> &'static Words {
    let mut known = WORDS.iter();
    known.find(|words| is_in(tag, words)).unwrap_or(&WORDS[0])
}

/// True if words are in the language of a tag.
fn is_in(tag: &str, words: &Words) -> bool {
    tag.split('-').next() == Some(words.language)
}

/// The paths and texts of its files.
pub fn example(config: &Config, year: i16) -> Vec<(String, String)> {
    let first = config.languages.first().map_or("en", |tag| tag.as_str());
    let own = words(first);
    // A letter in a language that is not known here is in English, and says so.
    let language = match is_in(first, own) {
        true => first,
        false => own.language,
    };
    let [head, opening] = own.text;
    let letter = format!("{head}{year}{opening}{}.\n", own.quote);
    let decision_id = format!(
        "{}-xx-{year}-0001",
        config.prefix.as_deref().unwrap_or("example")
    );
    let evidence = json!([{ "source": "example-letter", "quote": own.quote }]);
    let actor = json!({ "kind": "body", "name": texts(config, |words| words.cabinet) });
    let source = json!({
        "form": "letter",
        "title": texts(config, |words| words.letter),
        "language": language,
        "authors": [{ "actor": "example-cabinet" }],
        "date": format!("{year}-01-06"),
        "availability": "public",
        "text": { "path": TEXT, "sha256": sha256(letter.as_bytes()) },
    });
    let decision = json!({
        "title": texts(config, |words| words.decision),
        "kind": "order",
        "decider": { "actor": "example-cabinet" },
        "options": [{ "id": "open", "label": texts(config, |words| words.option) }],
        "choice": "open",
        "events": [{ "id": "taken", "type": "taken", "date": format!("{year}-01-05"), "evidence": evidence }],
    });
    let whole = |record_type: &str, id: &str, body: Value| {
        let (path, text) = record(config, record_type, id, Map::new());
        let skeleton = json::parse(text.as_bytes())
            .root
            .map(|root| root.to_value());
        let Some(Value::Object(mut record)) = skeleton else {
            unreachable!("a skeleton is an object")
        };
        let Value::Object(body) = body else {
            unreachable!("a body is an object")
        };
        record.extend(body);
        (path, lay_out(record_type, &Value::Object(record)))
    };
    let (source_path, source_text) = whole("source", "example-letter", source);
    let text_path = source_path.replace("source.json", TEXT);
    vec![
        whole("actor", "example-cabinet", actor),
        (source_path, source_text),
        (text_path, letter),
        whole("decision", &decision_id, decision),
    ]
}

/// The words of the example for a language; in English where they are not known here, and then they say so.
fn in_language(language: &str, of: fn(&Words) -> &'static str) -> String {
    let own = words(language);
    let text = of(own);
    if is_in(language, own) {
        return text.to_owned();
    }
    let text = text.trim_end_matches(" (replace it)");
    format!("{text} (in English; replace it by words in {language})")
}

/// A text in each language that the dataset requires; in English if it requires none.
fn texts(config: &Config, of: fn(&Words) -> &'static str) -> Value {
    let languages = config.languages.iter().map(|language| language.as_str());
    let mut texts: Map<String, Value> = languages
        .map(|language| (language.to_owned(), json!(in_language(language, of))))
        .collect();
    if texts.is_empty() {
        texts.insert("en".to_owned(), json!(of(&WORDS[0])));
    }
    Value::Object(texts)
}
