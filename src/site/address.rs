//! The addresses of the site: where each page stands, and the names of places on it. They are a promise: an address that was given once
//! leads there for ever.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::words::Words;

/// The name of the file of a page in its folder. It is written out in links, so that they work where no server adds it.
pub const INDEX: &str = "index.html";

/// A part of the site that has a list of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Decisions,
    Dossiers,
    Sources,
    Actors,
    Commitments,
    Unknown,
    About,
    Search,
}

/// The sections, in the order in which every page names them.
pub const SECTIONS: [Section; 8] = [
    Section::Decisions,
    Section::Dossiers,
    Section::Sources,
    Section::Actors,
    Section::Commitments,
    Section::Unknown,
    Section::About,
    Section::Search,
];

impl Section {
    /// The section in which records of a type stand.
    pub fn of(record_type: &str) -> Section {
        match record_type {
            "decision" => Section::Decisions,
            "proposal" => Section::Dossiers,
            "source" => Section::Sources,
            _ => Section::Actors,
        }
    }

    /// The name of its folder.
    pub fn folder(self, words: &Words) -> &'static str {
        match self {
            Section::Decisions => words.decisions_folder,
            Section::Dossiers => words.dossiers_folder,
            Section::Sources => words.sources_folder,
            Section::Actors => words.actors_folder,
            Section::Commitments => words.commitments_folder,
            Section::Unknown => words.unknown_folder,
            Section::About => words.about_folder,
            Section::Search => words.search_folder,
        }
    }

    /// Its title.
    pub fn title(self, words: &Words) -> &'static str {
        match self {
            Section::Decisions => words.decisions,
            Section::Dossiers => words.dossiers,
            Section::Sources => words.sources,
            Section::Actors => words.actors,
            Section::Commitments => words.commitments,
            Section::Unknown => words.unknown,
            Section::About => words.about,
            Section::Search => words.search,
        }
    }
}

/// A page, whatever the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// The front page.
    Front,
    /// The page of a record, by its type and its id.
    Record(&'a str, &'a str),
    /// A further part of that page, by its number from 1.
    More(&'a str, &'a str, usize),
    /// A list, by the number of its part from 0.
    List(Section, usize),
}

impl Place<'_> {
    /// The path of the page in a language, which is given by its tag and its words.
    pub fn path(&self, tag: &str, words: &Words) -> String {
        match *self {
            Place::Front => format!("{tag}/{INDEX}"),
            Place::Record(record_type, id) => {
                let folder = Section::of(record_type).folder(words);
                format!("{tag}/{folder}/{id}/{INDEX}")
            }
            Place::More(record_type, id, part) => {
                let folder = Section::of(record_type).folder(words);
                format!("{tag}/{folder}/{id}/page-{}.html", part + 1)
            }
            Place::List(section, 0) => format!("{tag}/{}/{INDEX}", section.folder(words)),
            Place::List(section, part) => {
                format!("{tag}/{}/page-{}.html", section.folder(words), part + 1)
            }
        }
    }
}

/// The path of the permanent address of a record, without a language: that of its name in linked data. What follows it says what is there.
pub fn permanent(record_type: &str, id: &str, what: &str) -> String {
    format!("id/{record_type}/{id}{what}")
}

/// The way from a page to a file of the site, both given by their paths.
pub fn way(from: &str, to: &str) -> String {
    let folder = from.rfind('/').map_or("", |end| &from[..=end]);
    let both = folder.bytes().zip(to.bytes());
    let equal = both.take_while(|(one, other)| one == other).count();
    let shared = folder[..equal].rfind('/').map_or(0, |end| end + 1);
    let up = "../".repeat(folder[shared..].matches('/').count());
    format!("{up}{}", &to[shared..])
}

/// The name of the place of a passage in its letter: it follows from the source and the words alone, so it stays if a text is corrected
/// elsewhere, and two claims that quote the same words lead to the same place.
pub fn of_passage(source: &str, quote: &str) -> String {
    let digest = Sha256::digest(format!("{source}\n{quote}"));
    let mut name = "p-".to_owned();
    for byte in &digest[..6] {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

/// The name of the place on the page of a record at which what has a JSON Pointer is shown: the id of the innermost part that has one,
/// else what tells a part of its list from others.
pub fn of_part(record: &Value, pointer: &str) -> String {
    let mut name = String::new();
    let mut value = record;
    let mut list = "";
    for segment in pointer.split('/').skip(1) {
        let next = match value {
            Value::Array(items) => segment.parse().ok().and_then(|at: usize| items.get(at)),
            _ => {
                list = segment;
                value.get(segment)
            }
        };
        let Some(next) = next else { break };
        value = next;
        if let Some(id) = value.get("id").and_then(Value::as_str)
            && list != "proposal"
        {
            name = id.to_owned();
        } else if name.is_empty() && value.is_object() {
            name = without_id(list, value);
        }
    }
    match name.is_empty() {
        true => RECORD.to_owned(),
        false => name,
    }
}

/// The name of the place that is about the record as a whole. No local id begins so.
pub const RECORD: &str = "_record";

/// The name of the place of a part that has no id: local ids have no `_`.
fn without_id(list: &str, part: &Value) -> String {
    let text = |key: &str| part.get(key).and_then(Value::as_str);
    let keys = [
        "role", "type", "actor", "target", "body", "source", "office", "start",
    ];
    match list {
        "participants" | "relations" | "voting_rules" | "cites" | "terms" => {
            let told: Vec<_> = keys.into_iter().filter_map(text).collect();
            format!("{list}_{}", told.join("_").replace('/', "-"))
        }
        "decider" => "_decider".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_has_the_name_of_the_innermost_part_with_an_id() {
        let record = json!({
            "evidence": [{ "source": "a" }],
            "proposal": { "id": "eu-com" },
            "decider": { "actor": "nl-cabinet", "evidence": [{ "source": "a" }] },
            "participants": [{ "actor": "nl-aivd", "role": "adviser", "consents": [{ "type": "given" }] }],
            "events": [{ "id": "taken", "vote": { "evidence": [{ "source": "a" }] } }],
            "commitments": [{ "id": "inform", "events": [{ "id": "informed" }] }],
            "relations": [{ "type": "amends", "target": "besluit-nl-2025-0001" }],
            "terms": [{ "office": "nl-minister", "role": "holder", "start": "2025-06-03/2025-06-19" }],
        });
        for (pointer, name) in [
            ("/evidence/0/quote", "_record"),
            ("/decider/evidence/0/quote", "_decider"),
            ("/participants/0/evidence/0", "participants_adviser_nl-aivd"),
            (
                "/participants/0/consents/0/evidence/0",
                "participants_adviser_nl-aivd",
            ),
            ("/events/0/vote/evidence/0/quote", "taken"),
            ("/commitments/0/events/0/evidence/0", "informed"),
            (
                "/relations/0/evidence/0",
                "relations_amends_besluit-nl-2025-0001",
            ),
            (
                "/terms/0/evidence/0",
                "terms_holder_nl-minister_2025-06-03-2025-06-19",
            ),
        ] {
            assert_eq!(of_part(&record, pointer), name, "{pointer}");
        }
    }

    #[test]
    fn a_way_leads_up_as_far_as_it_must() {
        for (from, to, way_there) in [
            ("nl/index.html", "style.css", "../style.css"),
            (
                "nl/wie/a/index.html",
                "nl/wie/b/index.html",
                "../b/index.html",
            ),
            (
                "nl/wie/a/index.html",
                "nl/bronnen/b/index.html",
                "../../bronnen/b/index.html",
            ),
            (
                "nl/wie/a/index.html",
                "id/actor/a.json",
                "../../../id/actor/a.json",
            ),
            (
                "nl/wie/index.html",
                "nl/wie-anders/index.html",
                "../wie-anders/index.html",
            ),
            ("index.html", "nl/index.html", "nl/index.html"),
        ] {
            assert_eq!(way(from, to), way_there);
        }
    }

    #[test]
    fn a_passage_has_an_address_of_its_words() {
        let name = of_passage("kst-32317-977", "Dat vindt het kabinet een groot risico.");
        assert_eq!(name.len(), 14);
        assert_ne!(
            name,
            of_passage("kst-32317-978", "Dat vindt het kabinet een groot risico.")
        );
    }
}
