//! Slips of the finger in keys and codes, and whether the right word is suggested for each.

use std::collections::BTreeMap;

use besluit::bench::quote;
use besluit::dataset::Document;
use besluit::dataset::RawFile;

use crate::kind::Mutation;
use crate::support::original::SCHEMAS;
use crate::support::random::Random;
use crate::world::World;

/// The shortest word that takes part: of shorter ones a slip makes another word too easily.
pub const SHORTEST: usize = 5;

/// The number of times that each word is misspelt.
const SLIPS: usize = 16;

/// A word with one letter more, one less, another one, or two that changed places. Never the word itself.
pub fn misspell(random: &mut Random, word: &str) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
    loop {
        let mut letters = word.as_bytes().to_vec();
        let at = random.below(letters.len());
        match random.below(4) {
            0 => letters.insert(random.below(letters.len() + 1), *random.pick(LETTERS)),
            1 => drop(letters.remove(at)),
            2 => letters[at] = *random.pick(LETTERS),
            _ if at > 0 => letters.swap(at - 1, at),
            _ => {}
        }
        let misspelt = String::from_utf8(letters).expect("keys and codes are ASCII");
        if misspelt != word {
            return misspelt;
        }
    }
}

/// The outcome of misspelling every key and code.
pub struct Suggestions {
    pub slips: usize,
    pub right: usize,
    /// Those that were not answered with the word that was meant.
    pub wrong: Vec<String>,
}

/// Misspells every key in each type of object, and every code in each list, as they occur in the records.
pub fn suggestions(world: &World) -> Suggestions {
    // Each word once for each part of the schema that it belongs to: in the records some occur hundreds of times.
    let mut words: BTreeMap<(String, String), (usize, bool)> = BTreeMap::new();
    for (at, site) in world.sites.iter().enumerate() {
        if let Some(key) = site.key() {
            let parent = world.parent(site);
            if key.len() >= SHORTEST && parent.fields().contains(&key) {
                let title = format!("{}: ", parent.shape.schema["title"]);
                words.entry((title, key.to_owned())).or_insert((at, true));
            }
        }
        if let Some(code) = site.str().filter(|code| code.len() >= SHORTEST)
            && site.codes().contains(&code)
        {
            let title = format!("{} ", site.shape.schema["title"]);
            words.entry((title, code.to_owned())).or_insert((at, false));
        }
    }
    let mut suggestions = Suggestions {
        slips: 0,
        right: 0,
        wrong: Vec::new(),
    };
    for ((title, word), (at, is_key)) in &words {
        let mut random = Random::new(crate::SEED, &format!("{title}{word}"));
        let site = &world.sites[*at];
        let known = if *is_key {
            world.parent(site).fields()
        } else {
            site.codes()
        };
        let mut seen = Vec::new();
        while seen.len() < SLIPS {
            let misspelt = misspell(&mut random, word);
            if known.contains(&misspelt.as_str()) || seen.contains(&misspelt) {
                continue;
            }
            let span = match site.member.filter(|_| *is_key) {
                Some(member) => member.key_span.clone(),
                None => site.span(),
            };
            let mutation = Mutation::edit(site.document, span, quote(&misspelt));
            let hints = hints(mutation, &misspelt);
            suggestions.slips += 1;
            if hints
                .iter()
                .any(|hint| *hint == format!("did you mean `{word}`?"))
            {
                suggestions.right += 1;
            } else {
                suggestions
                    .wrong
                    .push(format!("{title}`{misspelt}` for `{word}`: {hints:?}"));
            }
            seen.push(misspelt);
        }
    }
    suggestions
}

/// The hints where the misspelt word stands.
fn hints(mutation: Mutation, misspelt: &str) -> Vec<String> {
    let (path, bytes) = mutation.files.into_iter().next().expect("one file differs");
    let content = Ok(bytes.unwrap_or_default());
    let document = Document::read(RawFile { path, content }, &SCHEMAS);
    let about = format!("`{misspelt}`");
    let violations = document.violations.into_iter();
    violations
        .filter(|violation| violation.message.contains(&about))
        .filter_map(|violation| Some(violation.hint?.text))
        .collect()
}
