//! Alternatives: which of them are the same, and what it means that one is not there in both.

use std::collections::BTreeSet;

use serde_json::Value;

use super::same::same;
use super::{Edit, Told, Walk};
use crate::compat::form::{Alternatives, Form, Node};
use crate::compat::list::{Codes, alternatives, codes};

impl Walk {
    pub(super) fn compare_alternatives(&mut self, old: &Form<'_>, new: &Form<'_>, at: &str) {
        let (before, after) = (alternatives(old), alternatives(new));
        if before.len() != after.len() {
            self.push(at, Edit::Alternatives, Told::Maybe, Told::Maybe);
            return;
        }
        for (one, other) in before.iter().zip(&after) {
            self.compare_pair(one, other, at);
        }
    }

    fn compare_pair(&mut self, old: &Alternatives<'_>, new: &Alternatives<'_>, at: &str) {
        let are_apart = are_disjoint(&old.nodes) && are_disjoint(&new.nodes);
        let is_exclusive = old.is_exclusive || new.is_exclusive;
        if is_exclusive && !are_apart {
            // A value that fits one alternative more may fit two, which is none.
            let pairs = old.nodes.iter().zip(&new.nodes);
            let mut pairs = pairs.map(|(one, other)| same(&one.form(), &other.form()));
            let is_same = old.nodes.len() == new.nodes.len() && pairs.all(|is_same| is_same);
            if !is_same || old.is_exclusive != new.is_exclusive {
                self.push(at, Edit::Alternatives, Told::Maybe, Told::Maybe);
            }
            return;
        }
        let mut rest: Vec<&Node<'_>> = new.nodes.iter().collect();
        let mut gone = Vec::new();
        let found = self.found.len();
        self.doubts += usize::from(!are_apart);
        for one in &old.nodes {
            let is_it = |other: &&Node<'_>| label(one) == label(other);
            match rest.iter().position(is_it) {
                Some(other) => self.compare(one, rest.remove(other), at),
                None => gone.push(label(one)),
            }
        }
        let mut changes = self.found[found..].iter();
        let is_clear = changes.all(|one| one.edit == Edit::Words);
        // Another alternative that changed may have taken the place of one that is gone.
        let is_clear = is_clear && (gone.is_empty() || rest.is_empty());
        let sure = if is_clear { Told::Yes } else { Told::Maybe };
        let other = if is_clear { Told::No } else { Told::Maybe };
        for name in gone {
            self.push(at, Edit::AlternativeRemoved(name), other, sure);
        }
        for node in rest {
            self.push(at, Edit::AlternativeAdded(label(node)), sure, other);
        }
        self.doubts -= usize::from(!are_apart);
    }
}

/// The name by which an alternative is known: its definition, else the types that it has.
fn label(node: &Node<'_>) -> String {
    let form = node.form();
    match form.names.first() {
        Some(name) => name.rsplit('/').next().unwrap_or(name).to_owned(),
        None => form.types().into_iter().collect::<Vec<_>>().join(" or "),
    }
}

/// True if no value fits two of the nodes.
fn are_disjoint(nodes: &[Node<'_>]) -> bool {
    let forms: Vec<_> = nodes.iter().map(Node::form).collect();
    let mut pairs = forms
        .iter()
        .enumerate()
        .flat_map(|(at, one)| forms[at + 1..].iter().map(move |other| (one, other)));
    pairs.all(|(one, other)| are_apart(one, other))
}

fn are_apart(one: &Form<'_>, other: &Form<'_>) -> bool {
    let types = |form: &Form<'_>| {
        let types = form.types().into_iter();
        let types = types.map(|name| if name == "integer" { "number" } else { name });
        types.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    if types(one).is_disjoint(&types(other)) {
        return true;
    }
    if let (Some(one), Some(other)) = (closed(one), closed(other)) {
        return !one.iter().any(|code| other.contains(code));
    }
    let are_objects =
        types(one) == BTreeSet::from(["object".to_owned()]) && types(one) == types(other);
    let both: Vec<_> = one
        .required()
        .intersection(&other.required())
        .copied()
        .collect();
    are_objects
        && both.into_iter().any(|name| {
            let codes = |form: &Form<'_>| {
                let field = form.property(name).form();
                closed(&field).map(|codes| codes.into_iter().cloned().collect::<Vec<Value>>())
            };
            match (codes(one), codes(other)) {
                (Some(one), Some(other)) => !one.iter().any(|code| other.contains(code)),
                _ => false,
            }
        })
}

/// The codes of a list that may not grow.
fn closed<'a>(form: &Form<'a>) -> Option<Vec<&'a Value>> {
    match codes(form) {
        Codes::List(list) if list.open.is_empty() => Some(list.codes),
        _ => None,
    }
}
