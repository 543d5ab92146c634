//! A finding keeps its fingerprint while the file around it is edited, so that who has accepted or reported it recognises it: a
//! statement is put in, keys are put in another order, lines move, another fault comes or goes. A finding elsewhere has another one.

use std::collections::BTreeMap;

use crate::finding::Level;
use crate::json::layout::{layout, quote};
use crate::json::{Node, Value, parse};
use crate::support::check;
use jiff::civil::date;

use crate::support::original::Original;
use crate::support::repository;

/// The record with the most statements.
const RECORD: &str = "records/decisions/2025/besluit-nl-2025-0001.json";

/// A fault: the rule that finds it, the words of the record, and what is written in their place, where they stand first.
type Fault = (&'static str, &'static str, &'static str);

/// Faults of a record whose shape is right. Two of them are alike but for their place.
const IN_THE_RECORD: &[Fault] = &[
    (
        "impossible-date",
        r#""date": "2025-11-18""#,
        r#""date": "2025-11-31""#,
    ),
    (
        "missing-language",
        r#""nl": "Het Deense compromisvoorstel"#,
        r#""de": "Het Deense compromisvoorstel"#,
    ),
    (
        "dangling-reference",
        r##""target": "#not-all-concerns-removed""##,
        r##""target": "#no-such-statement""##,
    ),
    (
        "dangling-reference",
        r##""target": "#aivd-view-of-a-hacker""##,
        r##""target": "#no-such-statement""##,
    ),
    (
        "quote-not-found",
        "De ATKM acht het verder cruciaal",
        "De ATKM acht het nogal cruciaal",
    ),
    ("revision-reason", r#""revision": 1"#, r#""revision": 2"#),
];

/// Faults of the shape, with which nothing else of a record is checked.
const IN_THE_SHAPE: &[Fault] = &[
    ("unknown-field", r#""choice":"#, r#""chioce":"#),
    (
        "malformed-value",
        r#""date": "2025-11-18""#,
        r#""date": "18-11-2025""#,
    ),
    ("unknown-code", r#""basis": "stated""#, r#""basis": "said""#),
    ("wrong-type", r#""revision": 1"#, r#""revision": "1""#),
];

/// A finding as a person would say which one it is: its rule, and the value that it points at with the id of what that is in.
type Name = (&'static str, String);

struct Bench(Original);

impl Bench {
    fn new() -> Bench {
        Bench(Original::read(&repository()))
    }

    /// The record with faults.
    #[track_caller]
    fn text(&self, faults: &[Fault]) -> String {
        let text = self.0.bytes(RECORD).to_vec();
        let text = String::from_utf8(text).expect("it is UTF-8");
        faults.iter().fold(text, |text, (rule, good, bad)| {
            assert!(
                text.contains(good),
                "{rule}: the record has no `{good}` any more"
            );
            text.replacen(good, bad, 1)
        })
    }

    /// The fingerprints of what is wrong with the record if it has that text, in the order of their findings.
    #[track_caller]
    fn fingerprints(&self, text: &str) -> BTreeMap<Name, Vec<String>> {
        let files = self.0.with(RECORD, Some(text.as_bytes().to_vec()));
        let dataset = self.0.read_again(&files);
        let root = parse(text.as_bytes()).root;
        let mut named: BTreeMap<Name, Vec<String>> = BTreeMap::new();
        for finding in check(&dataset, date(2026, 12, 31)) {
            if finding.level == Level::Note {
                continue;
            }
            assert_eq!(finding.file, RECORD, "{finding:?}");
            let subject = root.as_ref().map(|root| subject(root, &finding.pointer));
            let name = (finding.rule, subject.unwrap_or_default());
            named.entry(name).or_default().push(finding.fingerprint);
        }
        named
    }

    /// Checks that each finding about the faults has the same fingerprint after an edit, and a different one from all others.
    #[track_caller]
    fn check(&self, faults: &[Fault], edit: impl Fn(&str) -> String) {
        let text = self.text(faults);
        let edited = edit(&text);
        assert_ne!(text, edited, "something is edited");
        let (before, after) = (self.fingerprints(&text), self.fingerprints(&edited));
        let count: usize = before.values().map(Vec::len).sum();
        assert_eq!(count, faults.len(), "a finding for each fault: {before:#?}");
        for (rule, _, _) in faults {
            assert!(
                before.keys().any(|(found, _)| found == rule),
                "{rule}: {before:#?}"
            );
        }
        let mut all: Vec<_> = before.values().flatten().collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "no two have the same: {before:#?}");
        assert_eq!(before, after);
    }

    /// The same with faults of either sort.
    #[track_caller]
    fn check_both(&self, edit: impl Fn(&str) -> String) {
        self.check(IN_THE_RECORD, &edit);
        self.check(IN_THE_SHAPE, &edit);
    }
}

/// The value at a pointer, with the id of the innermost thing that has one around it.
fn subject(root: &Node, pointer: &str) -> String {
    let at = |end: usize| root.pointer(&pointer[..end]);
    let ends = pointer.rmatch_indices('/').map(|(end, _)| end);
    let mut ids = ends.filter_map(|end| at(end)?.get("id")?.as_str());
    let own = at(pointer.len()).map(value).unwrap_or_default();
    format!("{}: {own}", ids.next().unwrap_or_default())
}

/// The content of a value, whatever the order of its keys and the space around them.
fn value(node: &Node) -> String {
    match &node.value {
        Value::Object(members) => {
            let mut members: Vec<_> = members
                .iter()
                .map(|member| format!("{}:{}", quote(&member.key), value(&member.value)))
                .collect();
            members.sort();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(value).collect();
            format!("[{}]", items.join(","))
        }
        Value::String(text) => quote(text),
        Value::Number(number) => number.clone(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null => "null".to_owned(),
    }
}

/// The record with a tree that was edited.
#[track_caller]
fn rebuilt(text: &str, edit: impl Fn(&mut Node)) -> String {
    let mut root = parse(text.as_bytes()).root.expect("it is JSON");
    edit(&mut root);
    layout(&root, None)
}

/// The items of a list of the record.
#[track_caller]
fn list<'a>(root: &'a mut Node, key: &str) -> &'a mut Vec<Node> {
    let Value::Object(members) = &mut root.value else {
        panic!("a record is an object");
    };
    let member = members.iter_mut().find(|member| member.key == key);
    match &mut member.expect("the record has it").value.value {
        Value::Array(items) => items,
        _ => panic!("`{key}` is a list"),
    }
}

/// A statement of the record's own by another id, so that nothing is wrong with it.
#[track_caller]
fn statement(root: &mut Node, id: &str) -> Node {
    let statements = list(root, "statements");
    let mut statement = statements.last().expect("it has statements").clone();
    if let Value::Object(members) = &mut statement.value {
        for member in members.iter_mut() {
            match (member.key.as_str(), &mut member.value.value) {
                ("id", value) => *value = Value::String(id.to_owned()),
                // What says the same would be said twice.
                ("text", Value::Object(texts)) => texts
                    .iter_mut()
                    .for_each(|text| text.value.value = Value::String(id.to_owned())),
                _ => {}
            }
        }
    }
    statement
}

#[test]
fn a_statement_is_put_in() {
    let bench = Bench::new();
    for place in ["first", "middle", "last"] {
        bench.check_both(|text| {
            rebuilt(text, |root| {
                let new = statement(root, "a-new-statement");
                let statements = list(root, "statements");
                let at = match place {
                    "first" => 0,
                    "middle" => statements.len() / 2,
                    _ => statements.len(),
                };
                statements.insert(at, new);
            })
        });
    }
}

#[test]
fn statements_change_places() {
    Bench::new().check(IN_THE_RECORD, |text| {
        rebuilt(text, |root| list(root, "statements").reverse())
    });
}

#[test]
fn keys_come_in_another_order() {
    fn reverse(node: &mut Node) {
        match &mut node.value {
            Value::Object(members) => {
                members.reverse();
                members
                    .iter_mut()
                    .for_each(|member| reverse(&mut member.value));
            }
            Value::Array(items) => items.iter_mut().for_each(reverse),
            _ => {}
        }
    }
    Bench::new().check_both(|text| rebuilt(text, reverse));
}

#[test]
fn lines_move() {
    let bench = Bench::new();
    bench.check_both(|text| format!("\n\n\n{text}\n"));
    bench.check_both(|text| text.replace('\n', "\r\n"));
    bench.check_both(|text| text.replace('\n', "\n\n\t"));
    bench.check_both(|text| text.lines().map(str::trim).collect());
    bench.check_both(|text| text.replace("  ", "        "));
}

/// A fault that is mended or added has no part in the fingerprints of the others.
#[test]
fn another_fault_comes_or_goes() {
    let bench = Bench::new();
    for faults in [IN_THE_RECORD, IN_THE_SHAPE] {
        let all = bench.fingerprints(&bench.text(faults));
        for nth in 0..faults.len() {
            let mut others = faults.to_vec();
            let (rule, _, _) = others.remove(nth);
            let rest = bench.fingerprints(&bench.text(&others));
            let kept = rest.iter().filter(|(name, own)| all.get(name) == Some(own));
            assert_eq!(
                kept.count(),
                rest.len(),
                "without {rule}: {rest:#?}\n{all:#?}"
            );
        }
    }
}
