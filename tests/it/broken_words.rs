//! The promise: a word that the end of a line breaks in a text is found by whoever types it, and is told everywhere as the text has it:
//! by `validate`, `quote` and `list`, in the search of the site, in links to words, and in linked data.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use besluit::dataset::sha256;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::run;
use crate::support::{copy, repository};

/// A text, and the right value in each of the ways in which its words are found or told.
struct Case {
    /// The whole text of a source.
    text: &'static str,
    /// The words of a quote from it, as a record has to give them: `oa:exact`.
    quote: &'static str,
    /// The words before and after it: `oa:prefix` and `oa:suffix`.
    around: (&'static str, &'static str),
    /// The terms of the link to the quote.
    link: &'static str,
    /// What people type, with what they get.
    typed: &'static [Typed],
}

/// Words that somebody types.
struct Typed {
    words: &'static str,
    /// The `state` of `quote --check`, and the reason where the words differ. `validate` takes a quote that is anchored, and no other.
    quote: (&'static str, Option<&'static str>),
    /// True if `list` finds the record that has the quote. It looks into records, whose texts have no lines, and takes hyphens for
    /// nothing.
    list: bool,
    /// True if the search of the site finds the source. It takes hyphens for nothing, too.
    site: bool,
}

const ANCHORED: (&str, Option<&str>) = ("anchored", None);
const LINE_END: (&str, Option<&str>) = ("differs", Some("line_end"));
const CHARACTERS: (&str, Option<&str>) = ("differs", Some("characters"));
const WORDS: (&str, Option<&str>) = ("differs", Some("words"));
const ABSENT: (&str, Option<&str>) = ("absent", None);

const fn typed(
    words: &'static str,
    quote: (&'static str, Option<&'static str>),
    (list, site): (bool, bool),
) -> Typed {
    Typed {
        words,
        quote,
        list,
        site,
    }
}

const BOTH: (bool, bool) = (true, true);
const NONE: (bool, bool) = (false, false);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // A hyphen at the end of a line: whether it belongs to the word nobody can tell, so both forms are found.
    Case {
        text: "Die boot vaart in het week-\neinde niet uit.\n",
        quote: "in het week-einde niet",
        around: ("Die boot vaart ", " uit."),
        link: "in%20het",
        typed: &[
            typed("in het week-einde niet", ANCHORED, BOTH),
            typed("in het weekeinde niet", LINE_END, BOTH),
            typed("in het week- einde niet", LINE_END, BOTH),
            typed("in het Weekeinde niet", CHARACTERS, BOTH),
            typed("in het weekeinden niet", WORDS, NONE),
        ],
    },
    Case {
        text: "Elk schip ligt dan voor het week-  \r\n   einde stil.\r\n",
        quote: "voor het week-einde",
        around: ("Elk schip ligt dan ", " stil."),
        link: "voor%20het",
        typed: &[
            typed("voor het week-einde", ANCHORED, BOTH),
            typed("voor het weekeinde", LINE_END, BOTH),
        ],
    },
    // A soft hyphen there belongs to no word.
    Case {
        text: "Een pont vaart door in het week\u{ad}\neinde als altijd.\n",
        quote: "door in het week\u{ad}einde als",
        around: ("Een pont vaart ", " altijd."),
        link: "door%20in%20het%20weekeinde%20als",
        typed: &[
            typed("door in het week\u{ad}einde als", ANCHORED, BOTH),
            typed("door in het weekeinde als", LINE_END, BOTH),
            typed("door in het week-einde als", LINE_END, BOTH),
        ],
    },
    // One within a line is there for a reader who sees nothing of it.
    Case {
        text: "Een brug gaat open in elk week\u{ad}einde van mei.\n",
        quote: "in elk week\u{ad}einde van",
        around: ("Een brug gaat open ", " mei."),
        link: "in%20elk%20weekeinde%20van",
        typed: &[
            typed("in elk week\u{ad}einde van", ANCHORED, BOTH),
            typed("in elk weekeinde van", CHARACTERS, BOTH),
        ],
    },
    // A hyphen that stands for the rest of a word, at the end of a line and within one.
    Case {
        text: "Het gaat om de zee-\nen luchtmacht samen.\n",
        quote: "de zee-en luchtmacht",
        around: ("Het gaat om ", " samen."),
        link: "de",
        typed: &[
            typed("de zee-en luchtmacht", ANCHORED, BOTH),
            typed("de zee- en luchtmacht", LINE_END, BOTH),
        ],
    },
    Case {
        text: "Het gaat om een land- en zeemacht samen.\n",
        quote: "een land- en zeemacht",
        around: ("Het gaat om ", " samen."),
        link: "een%20land%2D%20en%20zeemacht",
        typed: &[
            typed("een land- en zeemacht", ANCHORED, BOTH),
            typed("een land-en zeemacht", CHARACTERS, BOTH),
            typed("een landen zeemacht", ABSENT, BOTH),
        ],
    },
    // A hyphen that belongs to the word.
    Case {
        text: "Daarom doen alle EU-\nlidstaten nu mee.\n",
        quote: "alle EU-lidstaten nu",
        around: ("Daarom doen ", " mee."),
        link: "alle",
        typed: &[
            typed("alle EU-lidstaten nu", ANCHORED, BOTH),
            typed("alle EUlidstaten nu", LINE_END, BOTH),
        ],
    },
    Case {
        text: "Daarom vaart geen EU-lidstaat zelf uit.\n",
        quote: "geen EU-lidstaat zelf",
        around: ("Daarom vaart ", " uit."),
        link: "geen%20EU%2Dlidstaat%20zelf",
        typed: &[
            typed("geen EU-lidstaat zelf", ANCHORED, BOTH),
            typed("geen EUlidstaat zelf", WORDS, BOTH),
        ],
    },
    // The hyphen of typographers.
    Case {
        text: "Zij varen op vrije week\u{2010}\neinden niet uit.\n",
        quote: "vrije week\u{2010}einden niet",
        around: ("Zij varen op ", " uit."),
        link: "vrije",
        typed: &[
            typed("vrije week\u{2010}einden niet", ANCHORED, BOTH),
            typed("vrije weekeinden niet", LINE_END, BOTH),
            typed("vrije week-einden niet", CHARACTERS, BOTH),
        ],
    },
    // Over a blank line and the end of a page no word goes on. The site has two words there, and whoever types a hyphen means one.
    Case {
        text: "Dat was dan het volle week-\n\neinde van toen.\n",
        quote: "het volle week- einde van",
        around: ("Dat was dan ", " toen."),
        link: "het%20volle%20week%2D",
        typed: &[
            typed("het volle week- einde van", ANCHORED, (true, false)),
            typed("het volle week-einde van", CHARACTERS, (true, false)),
            typed("het volle weekeinde van", WORDS, (true, false)),
        ],
    },
    Case {
        text: "Dat was ook het lege week-\u{c}einde van toen.\n",
        quote: "het lege week- einde van",
        around: ("Dat was ook ", " toen."),
        link: "het%20lege%20week%2D",
        typed: &[
            typed("het lege week- einde van", ANCHORED, (true, false)),
            typed("het lege week-einde van", CHARACTERS, (true, false)),
            typed("het lege weekeinde van", WORDS, (true, false)),
        ],
    },
    // Letters that are one character in the text.
    Case {
        text: "Het \u{fb01}etspad loopt ginds.\n",
        quote: "Het \u{fb01}etspad loopt",
        around: ("", " ginds."),
        link: "Het%20%EF%AC%81etspad%20loopt",
        typed: &[
            typed("Het \u{fb01}etspad loopt", ANCHORED, BOTH),
            typed("Het fietspad loopt", CHARACTERS, BOTH),
        ],
    },
    Case {
        text: "Een \u{fb01}ets-\ntocht loopt ginds.\n",
        quote: "Een \u{fb01}ets-tocht loopt",
        around: ("", " ginds."),
        link: "Een",
        typed: &[
            typed("Een \u{fb01}ets-tocht loopt", ANCHORED, BOTH),
            typed("Een fietstocht loopt", CHARACTERS, BOTH),
        ],
    },
    Case {
        text: "Ooit was een bedr\u{133}f rijk.\n",
        quote: "was een bedr\u{133}f",
        around: ("Ooit ", " rijk."),
        link: "was%20een%20bedr%C4%B3f",
        typed: &[
            typed("was een bedr\u{133}f", ANCHORED, BOTH),
            typed("was een bedrijf", CHARACTERS, BOTH),
        ],
    },
    // A space at which no line breaks.
    Case {
        text: "Zij betalen 10\u{202f}000 euro\u{a0}en meer.\n",
        quote: "10\u{a0}000 euro en",
        around: ("Zij betalen ", " meer."),
        link: "10%C2%A0000%20euro%20en",
        typed: &[
            typed("10\u{a0}000 euro en", ANCHORED, BOTH),
            typed("10 000 euro en", CHARACTERS, BOTH),
            typed("10\u{202f}000 euro en", ("differs", Some("white_space")), BOTH),
        ],
    },
    // A hyphen between digits stands there, line or not.
    Case {
        text: "Straks zijn het 10-\n12 landen samen.\n",
        quote: "zijn het 10-12 landen",
        around: ("Straks ", " samen."),
        link: "zijn%20het%2010%2D12%20landen",
        typed: &[
            typed("zijn het 10-12 landen", ANCHORED, BOTH),
            typed("zijn het 10- 12 landen", LINE_END, BOTH),
            typed("zijn het 1012 landen", WORDS, BOTH),
            typed("1012", ABSENT, BOTH),
        ],
    },
];

fn id(nth: usize) -> String {
    format!("case-{nth}")
}

/// A copy of the dataset that the fixtures of the rules are laid over.
pub fn base() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(&repository().join("tests/fixtures/base"), folder.path());
    folder
}

/// The same with a source for each case, whose record quotes some words of its text.
fn dataset(quotes: impl Fn(&Case) -> Vec<&'static str>) -> TempDir {
    let folder = base();
    let path = folder.path().join("besluit.toml");
    let config = fs::read_to_string(&path).expect("it can be read");
    let config = format!("{config}\nbase = \"https://example.org/\"\n");
    fs::write(&path, config).expect("it can be written");
    for (nth, case) in CASES.iter().enumerate() {
        let quotes = quotes(case);
        let evidence = quotes
            .iter()
            .map(|quote| json!({ "source": id(nth), "quote": quote }));
        add_source(folder.path(), &id(nth), case.text, evidence.collect());
    }
    folder
}

/// Adds a source with a text to a dataset that has those of the base.
pub fn add_source(folder: &Path, id: &str, text: &str, evidence: Value) {
    let sources = folder.join("records/sources");
    let model = sources.join("river-league-minutes-2025-06-27/source.json");
    let mut source = read(&model);
    source["id"] = json!(id);
    source["url"] = json!(format!("https://example.org/{id}"));
    source["title"] = json!({ "en": format!("The text {id}") });
    source["text"] = json!({ "path": "text.txt", "sha256": sha256(text.as_bytes()) });
    source["evidence"] = evidence;
    let own = sources.join(id);
    fs::create_dir_all(&own).expect("a folder can be made");
    fs::write(own.join("text.txt"), text).expect("it can be written");
    fs::write(own.join("source.json"), source.to_string()).expect("it can be written");
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("it can be read");
    serde_json::from_str(&text).expect("it is JSON")
}

/// What is printed as JSON.
pub fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| panic!("no JSON: {text}"))
}

fn recorded() -> TempDir {
    dataset(|case| vec![case.quote])
}

#[test]
fn validate_takes_what_is_anchored() {
    let folder = dataset(|case| case.typed.iter().map(|one| one.words).collect());
    let report = run(folder.path(), &["validate", "--format", "json"]);
    let report = parsed(&report.out);
    let findings = report["findings"].as_array().expect("there are some");
    let missing: BTreeSet<(String, String)> = findings
        .iter()
        .filter(|one| one["rule"] == "quote-not-found")
        .map(|one| (one["file"].to_string(), one["pointer"].to_string()))
        .collect();
    for (nth, case) in CASES.iter().enumerate() {
        for (at, typed) in case.typed.iter().enumerate() {
            let file = json!(format!("records/sources/{}/source.json", id(nth)));
            let pointer = json!(format!("/evidence/{at}/quote"));
            let is_missing = missing.contains(&(file.to_string(), pointer.to_string()));
            assert_eq!(is_missing, typed.quote != ANCHORED, "{:?}", typed.words);
        }
    }
}

#[test]
fn quote_finds_what_is_typed() {
    let folder = recorded();
    for (nth, case) in CASES.iter().enumerate() {
        for typed in case.typed {
            let id = id(nth);
            let asked = ["quote", typed.words, "--source", &id];
            let told = [&asked[..], &["--check", "--format", "json"]].concat();
            let checked = run(folder.path(), &told);
            let view = parsed(&checked.out);
            let (state, reason) = typed.quote;
            assert_eq!(view["state"], state, "{:?}: {view:#}", typed.words);
            assert_eq!(
                view["reason"].as_str(),
                reason,
                "{:?}: {view:#}",
                typed.words
            );
            assert_eq!(
                checked.code,
                Some(i32::from(state != "anchored")),
                "{checked:?}"
            );
            let found = run(folder.path(), &asked);
            assert_eq!(found.code, checked.code, "{found:?}");
            let is_broken = reason == Some("line_end");
            let says = found
                .err
                .contains("the source breaks this word at the end of a line");
            assert!(says || !is_broken, "{found:?}");
            if state == "absent" {
                assert_eq!(found.out, "", "{found:?}");
                continue;
            }
            // Exactly the extent that was asked for, in the source's own characters.
            assert_eq!(parsed(&found.out)["quote"], case.quote, "{found:?}");
            assert_eq!(view["places"][0]["quote"], case.quote, "{view:#}");
            let span = view["places"][0]["span"].as_array().expect("it is there");
            let [start, end] = [0, 1].map(|at| span[at].as_u64().expect("it is a number") as usize);
            let written = &case.text[start..end];
            let whole = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(whole(written), whole(case.quote).replace('\u{a0}', ""));
        }
    }
}

#[test]
fn lists_find_what_is_typed() {
    let folder = recorded();
    for (nth, case) in CASES.iter().enumerate() {
        for typed in case.typed {
            let list = run(folder.path(), &["list", typed.words, "--format", "json"]);
            let view = parsed(&list.out);
            let items = view["items"].as_array().expect("there is a list");
            let is_found = items.iter().any(|item| item["id"] == id(nth));
            assert_eq!(is_found, typed.list, "{:?}: {list:?}", typed.words);
        }
    }
}

/// The words that are typed, as the script of the site makes them.
fn words(typed: &str) -> Vec<String> {
    let plain = typed.to_lowercase();
    let plain = plain.replace('\u{fb01}', "fi").replace('\u{133}', "ij");
    let plain = plain.replace('\u{ad}', "").replace('\u{2010}', "-");
    let plain = plain.replace("- ", "").replace('-', "");
    plain.split_whitespace().map(str::to_owned).collect()
}

/// The value that a file of the search holds.
fn search_file(folder: &Path, name: &str) -> Value {
    let text = fs::read_to_string(folder.join(format!("out/search/en-{name}.js")));
    let text = text.expect("it can be read");
    let (_, value) = text.split_once(" = ").expect("it is an assignment");
    parsed(value.trim_end().trim_end_matches(';'))
}

#[test]
fn the_site_finds_what_is_typed() {
    let folder = recorded();
    let site = run(folder.path(), &["site", "-o", "out"]);
    assert_eq!(site.code, Some(0), "{site:?}");
    let index = search_file(folder.path(), "words");
    let shown = search_file(folder.path(), "docs-0");
    let vocabulary: Vec<&str> = index["words"]
        .as_str()
        .expect("they are there")
        .split(' ')
        .collect();
    // The items that have a word with a part in it.
    let having = |part: &str| {
        let mut items = BTreeSet::new();
        for (nth, word) in vocabulary.iter().enumerate() {
            if word.contains(part) {
                let mut at = 0;
                for step in index["places"][nth].as_array().expect("it is there") {
                    at += step.as_u64().expect("it is a number") as usize >> 2;
                    items.insert(at);
                }
            }
        }
        items
    };
    for (nth, case) in CASES.iter().enumerate() {
        let items = shown["shown"].as_array().expect("there are some").iter();
        let page = format!("/{}/", id(nth));
        let own = |item: &Value| item[1].as_str().is_some_and(|path| path.contains(&page));
        let own: Vec<usize> = items
            .enumerate()
            .filter(|(_, item)| own(item))
            .map(|(at, _)| at)
            .collect();
        assert!(!own.is_empty(), "{page}");
        for typed in case.typed {
            let found = words(typed.words).into_iter().map(|word| having(&word));
            let found = found
                .reduce(|one, other| &one & &other)
                .expect("there is a word");
            let is_found = own.iter().any(|at| found.contains(at));
            assert_eq!(is_found, typed.site, "{:?}", typed.words);
        }
    }
}

#[test]
fn links_have_no_word_that_may_be_written_otherwise() {
    let folder = recorded();
    for (nth, case) in CASES.iter().enumerate() {
        let show = run(folder.path(), &["show", &id(nth), "--format", "json"]);
        let view = parsed(&show.out);
        let link = view["quotes"]["/evidence/0/quote"]["link"].as_str();
        let expected = format!("https://example.org/{}#:~:text={}", id(nth), case.link);
        assert_eq!(link, Some(&*expected), "{:?}", case.quote);
    }
}

/// Gathers the selectors of quotes in a document.
fn selectors(value: &Value, found: &mut Vec<[String; 3]>) {
    match value {
        Value::Object(members) => {
            let part = |key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
            // The context says that `quote` is `oa:exact`.
            let selector = ["quote", "prefix", "suffix"].map(part);
            if let [Some(exact), Some(prefix), Some(suffix)] = selector {
                found.push([exact, prefix, suffix]);
            }
            members.values().for_each(|one| selectors(one, found));
        }
        Value::Array(items) => items.iter().for_each(|one| selectors(one, found)),
        _ => {}
    }
}

#[test]
fn linked_data_has_the_words_of_the_normal_view() {
    let folder = recorded();
    let export = run(folder.path(), &["export", "jsonld", "-o", "out"]);
    assert_eq!(export.code, Some(0), "{export:?}");
    let mut found = Vec::new();
    for file in fs::read_dir(folder.path().join("out")).expect("it can be listed") {
        let path = file.expect("it can be listed").path();
        if path.extension().is_some_and(|one| one == "jsonld") {
            selectors(&read(&path), &mut found);
        }
    }
    for case in CASES {
        let (prefix, suffix) = case.around;
        let selector = [case.quote, prefix, suffix].map(str::to_owned);
        assert!(found.contains(&selector), "{selector:?}: {found:?}");
    }
}
