//! A rule explains itself in the one form that docs/development.md names, and its examples are true: the bad one stands in a fixture that
//! breaks the rule, and the good one in a fixture that holds to it.
//!
//! A `json` example is a value, or members that follow each other in one object; it stands wherever a record has just that. A `text`
//! example is one of three things. Lines that begin with `records/` are all files that the fixture has in those folders; bytes in
//! hexadecimal stand in a file; anything else does too, whatever its white space. `…` stands for what is left out: any value, some
//! items of a list, or a part of a string.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::check::{RULES, Rule};
use crate::config::FILE_NAME;
use crate::finding::Explanation;
use crate::json::{Member, Node, Value, parse};
use crate::model::DEPRECATED;
use crate::support::{folders, raw_files, repository};

/// Rules about files that no repository can hold, whose examples therefore stand in none.
const MADE: [&str; 2] = ["not-a-file", "file-too-large"];

/// Rules whose bad example is bad by what is nowhere else, or by what was published before, so that a good fixture may have it as
/// well, and the finding may stand elsewhere.
const BAD_BY_OTHERS: [&str; 7] = [
    "text-without-words",
    "unseen-source",
    "vanished-record",
    "vanished-id",
    "lower-revision",
    "silent-change",
    "silent-rewording",
];

/// True if a fixture can show a rule at work. That about what is deprecated finds nothing as long as nothing is.
fn has_fixtures(rule: &Rule) -> bool {
    let is_idle = rule.about.name == "deprecated" && DEPRECATED.is_empty();
    !(MADE.contains(&rule.about.name) || is_idle)
}

/// A fixture laid over the base.
struct Case {
    /// Every file by its path.
    files: BTreeMap<String, Vec<u8>>,
    /// The paths of those that are not of the base.
    own: BTreeSet<String>,
    /// The paths of those in which the rule is broken.
    reported: BTreeSet<String>,
}

/// A fenced block.
#[derive(Debug)]
struct Example<'a> {
    language: &'a str,
    text: String,
}

#[test]
fn every_explanation_has_the_form() {
    for rule in RULES {
        let lines = rule
            .about
            .source
            .lines()
            .map_while(|line| line.strip_prefix("//!"));
        let headings: Vec<&str> = lines
            .map(str::trim)
            .filter(|line| line.starts_with('#'))
            .collect();
        let name = rule.about.name;
        assert_eq!(headings, ["## Bad", "## Good", "## Mend"], "{name}");
        let Explanation {
            what,
            why,
            bad,
            good,
            mend,
        } = rule.about.explanation();
        for prose in [&what, &why, &mend] {
            assert!(prose.ends_with('.'), "{name} says: {prose:?}");
            assert!(!prose.contains("```"), "{name} has code in: {prose:?}");
        }
        assert!(what.len() <= 300, "{name} asks this in many words: {what}");
        assert!(!mend.contains('\n'), "{name} is mended at length: {mend}");
        for part in [&bad, &good] {
            let examples = examples(part);
            assert!(!examples.is_empty(), "{name} shows nothing: {part:?}");
            for example in examples {
                let is_known = ["json", "text"].contains(&example.language);
                assert!(is_known && !example.text.is_empty(), "{name}: {example:?}");
            }
        }
    }
}

#[test]
fn bad_examples_stand_in_what_breaks_the_rule() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| has_fixtures(rule)) {
        let bad = rule.about.explanation().bad;
        let (broken, sound) = cases(rule);
        let by_others = BAD_BY_OTHERS.contains(&rule.about.name);
        let is_reported = |case: &Case| {
            let paths = where_all_stand(&bad, case).unwrap_or_default();
            let mut paths = paths.iter();
            paths.any(|path| by_others || case.reported.contains(path))
        };
        if !broken.iter().any(is_reported) {
            wrong.push(format!(
                "no bad case of {} has this: {bad}",
                rule.about.name
            ));
        }
        let is_sound = |case: &Case| where_all_stand(&bad, case).is_some();
        if sound.iter().any(is_sound) && !by_others {
            wrong.push(format!(
                "a good case of {} has this: {bad}",
                rule.about.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn good_examples_stand_in_what_holds_to_the_rule() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| has_fixtures(rule)) {
        let good = rule.about.explanation().good;
        let (_, sound) = cases(rule);
        let stands = |case: &Case| where_all_stand(&good, case).is_some();
        if !sound.iter().any(stands) {
            wrong.push(format!(
                "no good case of {} has this: {good}",
                rule.about.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The fixtures that break a rule, and those that hold to it, among which is the base alone.
fn cases(rule: &Rule) -> (Vec<Case>, Vec<Case>) {
    let fixtures = repository().join("tests/fixtures");
    let files = |folder: &Path| -> BTreeMap<String, Vec<u8>> {
        let files = raw_files(folder).into_iter();
        let records = files.map(|file| (file.path, file.content.expect("a fixture can be read")));
        let config = std::fs::read(folder.join(FILE_NAME)).ok();
        let config = config.map(|bytes| (FILE_NAME.to_owned(), bytes));
        records.chain(config).collect()
    };
    let base = files(&fixtures.join("base"));
    let case = |folder: PathBuf| {
        let own = files(&folder);
        let expected = std::fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
        let reported = expected.lines().filter_map(|line| {
            let place = line.strip_prefix(rule.about.name)?.strip_prefix(' ')?;
            Some(place.split(':').next()?.to_owned())
        });
        Case {
            own: own.keys().cloned().collect(),
            reported: reported.collect(),
            files: base.clone().into_iter().chain(own).collect(),
        }
    };
    let folders = folders(&fixtures.join("rules").join(rule.about.name)).into_iter();
    let is_bad = |folder: &PathBuf| {
        let name = folder.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with("bad")
    };
    let (broken, mut sound): (Vec<_>, Vec<_>) = folders.partition(is_bad);
    sound.push(fixtures.join("base"));
    (
        broken.into_iter().map(case).collect(),
        sound.into_iter().map(case).collect(),
    )
}

/// The fenced blocks of Markdown.
fn examples(markdown: &str) -> Vec<Example<'_>> {
    let mut examples = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let code: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            let text = code.join("\n");
            examples.push(Example { language, text });
        }
    }
    examples
}

/// The files in which the examples of one part stand, if every one stands somewhere.
fn where_all_stand(part: &str, case: &Case) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for example in examples(part) {
        let paths = example.paths(case);
        if paths.is_empty() {
            return None;
        }
        all.extend(paths);
    }
    Some(all)
}

impl Example<'_> {
    /// The files in which it stands.
    fn paths(&self, case: &Case) -> Vec<String> {
        let of_all = |stands: &dyn Fn(&str, &[u8]) -> bool| {
            let files = case
                .files
                .iter()
                .filter(|(path, bytes)| stands(path, bytes));
            files.map(|(path, _)| path.clone()).collect()
        };
        if self.language == "json" {
            let pattern = Pattern::of(&self.text);
            return of_all(&|path, bytes| {
                let root = path.ends_with(".json").then(|| parse(bytes).root).flatten();
                root.is_some_and(|root| pattern.stands_in(&root))
            });
        }
        if self.text.starts_with("records/") {
            let named: BTreeSet<String> = self.text.lines().map(str::to_owned).collect();
            let folder = |path: &String| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
            let folders: BTreeSet<_> = named.iter().map(folder).collect();
            let there = case
                .own
                .iter()
                .filter(|path| folders.contains(&folder(path)));
            let is_there = there.eq(named.iter());
            return named.into_iter().filter(|_| is_there).collect();
        }
        if let Some(part) = bytes(&self.text) {
            return of_all(&|_, bytes| bytes.windows(part.len()).any(|window| window == part));
        }
        let wanted = format!("…{}…", words(&self.text));
        of_all(&|_, bytes| is_text(&wanted, &words(&String::from_utf8_lossy(bytes))))
    }
}

/// The pattern that a `json` example asks for.
enum Pattern {
    /// A value as a whole.
    Value(Node),
    /// Members that follow each other in one object.
    Members(Vec<Member>),
}

impl Pattern {
    #[track_caller]
    fn of(text: &str) -> Pattern {
        if let Some(root) = parse(text.as_bytes()).root {
            return Pattern::Value(root);
        }
        let root = parse(format!("{{{text}}}").as_bytes()).root;
        Pattern::Members(root.expect("an example is JSON").members().to_vec())
    }

    /// True if the pattern stands in a value, or in something that is in it.
    fn stands_in(&self, node: &Node) -> bool {
        let is_here = match self {
            Pattern::Value(wanted) => is(wanted, node),
            Pattern::Members(wanted) => {
                let mut runs = node.members().windows(wanted.len());
                runs.any(|run| are(wanted, run))
            }
        };
        let mut inner = node.members().iter().map(|member| &member.value);
        is_here
            || inner.any(|inner| self.stands_in(inner))
            || node.items().iter().any(|inner| self.stands_in(inner))
    }
}

/// True if a value is what an example asks for.
fn is(wanted: &Node, node: &Node) -> bool {
    match (&wanted.value, &node.value) {
        (Value::String(gap), _) if gap == "…" => true,
        (Value::String(wanted), Value::String(text)) => is_text(wanted, text),
        (Value::Array(wanted), Value::Array(items)) => are_items(wanted, items),
        (Value::Object(wanted), Value::Object(members)) => are(wanted, members),
        (wanted, value) => wanted == value,
    }
}

fn are(wanted: &[Member], members: &[Member]) -> bool {
    let mut pairs = wanted.iter().zip(members);
    wanted.len() == members.len()
        && pairs
            .all(|(wanted, member)| wanted.key == member.key && is(&wanted.value, &member.value))
}

fn are_items(wanted: &[Node], items: &[Node]) -> bool {
    match wanted.split_first() {
        None => items.is_empty(),
        Some((gap, rest)) if gap.as_str() == Some("…") => {
            (1..=items.len()).any(|left_out| are_items(rest, &items[left_out..]))
        }
        Some((first, rest)) => items
            .split_first()
            .is_some_and(|(item, items)| is(first, item) && are_items(rest, items)),
    }
}

/// True if a text is the wanted one, of which parts may be left out.
fn is_text(wanted: &str, text: &str) -> bool {
    let Some((start, rest)) = wanted.split_once('…') else {
        return wanted == text;
    };
    text.strip_prefix(start).is_some_and(|text| {
        let mut ends = (0..=text.len()).filter(|&at| text.is_char_boundary(at));
        ends.any(|at| is_text(rest, &text[at..]))
    })
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes that a text writes in hexadecimal, if it does nothing else.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let byte = |word: &str| {
        u8::from_str_radix(word, 16)
            .ok()
            .filter(|_| word.len() == 2)
    };
    text.split_whitespace().map(byte).collect()
}
