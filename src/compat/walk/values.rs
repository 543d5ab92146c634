//! Types, lists of codes, strings, numbers and lists of items.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::same::same;
use super::{Edit, Told, Walk};
use crate::compat::form::Form;
use crate::compat::language::{Inclusion, inclusion};
use crate::compat::list::{Codes, List, alternatives, codes, type_of};

/// The formats that validators know.
const FORMATS: [&str; 12] = [
    "date",
    "time",
    "date-time",
    "uri",
    "uri-reference",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "uuid",
    "regex",
    "json-pointer",
];

impl Walk {
    /// Compares lists of codes; true if that is all there is to compare.
    pub(super) fn compare_codes(&mut self, old: &Form<'_>, new: &Form<'_>, at: &str) -> bool {
        let (before, after) = (codes(old), codes(new));
        match (&before, &after) {
            (Codes::None, Codes::None) => return false,
            (Codes::List(before), Codes::List(after)) => self.compare_lists(before, after, at),
            (Codes::List(list), Codes::None) => {
                let (more, less, samples) = list_and_form(list, new);
                self.push_with(at, Edit::Listed, more, less, samples);
            }
            (Codes::None, Codes::List(list)) => {
                let (less, more, samples) = list_and_form(list, old);
                self.push_with(at, Edit::Listed, more, less, samples);
            }
            _ if same(old, new) => {}
            _ => self.push(at, Edit::Listed, Told::Maybe, Told::Maybe),
        }
        true
    }

    fn compare_lists(&mut self, before: &List<'_>, after: &List<'_>, at: &str) {
        let missing = |list: &List<'_>, code: &Value| match list.admits(code) {
            Some(true) => Told::No,
            Some(false) => Told::Yes,
            None => Told::Maybe,
        };
        for code in &after.codes {
            if !before.codes.contains(code) {
                let edit = Edit::CodeAdded((*code).clone());
                let more = missing(before, code);
                self.push_with(at, edit, more, Told::No, vec![(*code).clone()]);
            }
        }
        for code in &before.codes {
            if !after.codes.contains(code) {
                let edit = Edit::CodeRemoved((*code).clone());
                let less = missing(after, code);
                self.push_with(at, edit, Told::No, less, vec![(*code).clone()]);
            }
        }
        let is_same = before.open == after.open;
        if is_same || (before.open.is_empty() && after.open.is_empty()) {
            return;
        }
        let mut samples = Vec::new();
        let more = told(&beyond(after, before), &mut samples);
        let less = told(&beyond(before, after), &mut samples);
        let edit = match (before.open.is_empty(), after.open.is_empty()) {
            (true, _) => Edit::ListOpened,
            (_, true) => Edit::ListClosed,
            _ => Edit::ListForm,
        };
        self.push_with(at, edit, more, less, samples);
    }

    /// Compares the types, and gives those that both let pass.
    pub(super) fn compare_types<'a>(
        &mut self,
        old: &Form<'a>,
        new: &Form<'a>,
        at: &str,
    ) -> BTreeSet<&'a str> {
        let (before, after) = (old.types(), new.types());
        let has = |types: &BTreeSet<&str>, one: &str| {
            types.contains(one) || (one == "integer" && types.contains("number"))
        };
        for one in after.iter().filter(|one| !has(&before, one)) {
            let edit = Edit::TypeAdded((*one).to_owned());
            self.push_with(at, edit, Told::Yes, Told::No, examples(one));
        }
        for one in before.iter().filter(|one| !has(&after, one)) {
            let edit = Edit::TypeRemoved((*one).to_owned());
            self.push_with(at, edit, Told::No, Told::Yes, examples(one));
        }
        let all = before.iter().chain(&after).copied();
        all.filter(|one| has(&before, one) && has(&after, one))
            .collect()
    }

    pub(super) fn compare_strings(&mut self, old: &Form<'_>, new: &Form<'_>, at: &str) {
        let (before, after) = (old.patterns(), new.patterns());
        if before != after {
            let mut samples = Vec::new();
            let more = inclusion(after.iter().copied(), before.iter().copied());
            let less = inclusion(before.iter().copied(), after.iter().copied());
            let (more, less) = (told(&more, &mut samples), told(&less, &mut samples));
            self.push_with(at, Edit::Pattern, more, less, samples);
        }
        let (formats, later) = (old.formats(), new.formats());
        if formats != later {
            let is_sure = before.is_empty() && after.is_empty();
            let told = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| match one.is_subset(other) {
                true => Told::No,
                false if is_sure && one.difference(other).all(|one| FORMATS.contains(one)) => {
                    Told::Yes
                }
                false => Told::Maybe,
            };
            let (more, less) = (told(&formats, &later), told(&later, &formats));
            self.push_with(at, Edit::Format, more, less, vec![json!("of no format ")]);
        }
    }

    pub(super) fn compare_numbers(&mut self, old: &Form<'_>, new: &Form<'_>, at: &str) {
        let are_whole = [old, new].map(|form| !form.types().contains("number"));
        let are_whole = are_whole == [true, true];
        for keyword in ["minimum", "maximum"] {
            let bound = |form: &Form<'_>| {
                form.bound(keyword).map(|bound| match keyword {
                    "minimum" if are_whole => bound.ceil(),
                    "maximum" if are_whole => bound.floor(),
                    _ => bound,
                })
            };
            let is_clear = [old, new].iter().all(|form| {
                let mut others = form.others().into_iter();
                !others.any(|(name, _)| name.starts_with("exclusive"))
            });
            self.compare_bound(at, keyword, bound(old), bound(new), is_clear);
        }
    }

    /// Compares two bounds of a sort; an absent one lets everything pass.
    pub(super) fn compare_bound(
        &mut self,
        at: &str,
        keyword: &'static str,
        before: Option<f64>,
        after: Option<f64>,
        is_clear: bool,
    ) {
        if before == after {
            return;
        }
        let free = match keyword.starts_with("min") {
            true => f64::NEG_INFINITY,
            false => f64::INFINITY,
        };
        let (one, other) = (before.unwrap_or(free), after.unwrap_or(free));
        let is_tighter = (other > one) == keyword.starts_with("min");
        let sure = if is_clear { Told::Yes } else { Told::Maybe };
        let (more, less) = if is_tighter {
            (Told::No, sure)
        } else {
            (sure, Told::No)
        };
        let word = |bound: Option<f64>| bound.map_or("none".to_owned(), |bound| bound.to_string());
        let whole = |bound: f64| (bound.fract() == 0.0).then_some(bound as i64);
        let samples = [before, after].into_iter().flatten().filter_map(whole);
        let samples = samples.flat_map(|bound| [json!(bound), json!(bound - 1), json!(bound + 1)]);
        let edit = Edit::Bound(keyword, word(before), word(after));
        self.push_with(at, edit, more, less, samples.collect());
    }

    pub(super) fn compare_arrays(&mut self, old: &Form<'_>, new: &Form<'_>, at: &str) {
        let least = |form: &Form<'_>| Some(form.bound("minItems").unwrap_or(0.0));
        self.compare_bound(at, "minItems", least(old), least(new), true);
        let most = |form: &Form<'_>| form.bound("maxItems");
        self.compare_bound(at, "maxItems", most(old), most(new), true);
        self.compare(&old.items(), &new.items(), &format!("{at}/*"));
    }
}

/// One value of a type.
fn examples(name: &str) -> Vec<Value> {
    match name {
        "null" => vec![Value::Null],
        "boolean" => vec![json!(true)],
        "integer" => vec![json!(1)],
        "number" => vec![json!(0.5), json!(1)],
        "string" => vec![json!("x"), json!("")],
        "array" => vec![json!([])],
        _ => vec![json!({})],
    }
}

/// The answer, and the string that shows it.
fn told(answer: &Inclusion, samples: &mut Vec<Value>) -> Told {
    match answer {
        Inclusion::Within => Told::No,
        Inclusion::Beyond(text) => {
            samples.push(json!(text));
            Told::Yes
        }
        Inclusion::Unknown => Told::Maybe,
    }
}

/// Whether what may be added to a list is in another.
fn beyond(list: &List<'_>, other: &List<'_>) -> Inclusion {
    let open = union(list.open.iter().map(|one| (*one).to_owned()));
    inclusion([open.as_str()], [pattern(other).as_str()])
}

/// The strings of a list as one pattern.
fn pattern(list: &List<'_>) -> String {
    let codes = list.codes.iter().filter_map(|code| code.as_str());
    let codes = codes.map(|code| format!("^{}$", regex::escape(code)));
    union(codes.chain(list.open.iter().map(|one| (*one).to_owned())))
}

fn union(patterns: impl Iterator<Item = String>) -> String {
    let parts: Vec<_> = patterns.map(|one| format!("(?:{one})")).collect();
    match parts.is_empty() {
        // No string has it.
        true => "[^\\u0000-\\u{10ffff}]".to_owned(),
        false => parts.join("|"),
    }
}

/// What a form lets pass beyond a list, and what it refuses of the list.
fn list_and_form(list: &List<'_>, form: &Form<'_>) -> (Told, Told, Vec<Value>) {
    let mut samples = Vec::new();
    let types = form.types();
    let own: BTreeSet<&str> = list.codes.iter().map(|code| type_of(code)).collect();
    let are_strings = own == BTreeSet::from(["string"]);
    let is_plain =
        form.formats().is_empty() && form.others().is_empty() && alternatives(form).is_empty();
    if !are_strings || !is_plain {
        return (Told::Maybe, Told::Maybe, samples);
    }
    if !types.contains("string") {
        let more = if types.is_empty() {
            Told::No
        } else {
            Told::Yes
        };
        return (
            more,
            Told::Yes,
            list.codes.iter().map(|code| (*code).clone()).collect(),
        );
    }
    let whole = pattern(list);
    let patterns = form.patterns();
    let more = inclusion(patterns.iter().copied(), [whole.as_str()]);
    let less = inclusion([whole.as_str()], patterns.iter().copied());
    let mut more = told(&more, &mut samples);
    let less = told(&less, &mut samples);
    if types.len() > 1 {
        more = Told::Yes;
        let others = types.iter().filter(|one| **one != "string");
        samples.extend(others.flat_map(|one| examples(one)));
    }
    (more, less, samples)
}
