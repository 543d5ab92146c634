//! What refers to something that is not in view goes with it.

use serde_json::Value;

use super::{Object, Walk};

impl Walk<'_> {
    /// Takes out what refers to something that is not in view.
    pub(super) fn references(&self, root: &mut Object) {
        let cut = self.cut;
        let ids = |root: &Object, list: &str| -> Vec<Value> {
            let items = root
                .get(list)
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            items.map(|item| item["id"].clone()).collect()
        };
        let events = ids(root, "events");
        let options = ids(root, "options");
        let own: Vec<Value> = ["statements", "commitments", "provisions"]
            .into_iter()
            .flat_map(|list| ids(root, list))
            .collect();
        let sees_part =
            |reference: &Value| match reference.as_str().and_then(|one| one.strip_prefix('#')) {
                Some(part) => own.iter().any(|own| own == part),
                None => cut.sees_part(reference),
            };
        unless(root, "proposal", |one| cut.sees("proposal", &one["id"]));
        let proposal = root.get("proposal").map(|one| one["id"].clone());
        let proposal = proposal
            .as_ref()
            .and_then(|id| cut.dataset.document("proposal", id.as_str()?));
        let proposal = proposal.and_then(|document| document.record.as_ref());
        let sees_version = |id: &Value| {
            let id = id.as_str().unwrap_or_default();
            proposal.is_some_and(|proposal| self.sees_version(proposal, id))
        };
        if let Some(Value::Object(reference)) = root.get_mut("proposal") {
            unless(reference, "version", sees_version);
        }
        for event in items(root, "events") {
            unless(event, "version", sees_version);
        }
        if root.contains_key("document") && !cut.sees("source", &root["document"]) {
            root.shift_remove("document");
            root.shift_remove("identifiers");
        }
        for version in items(root, "versions") {
            unless(version, "document", |id| cut.sees("source", id));
            keep(version, "decisions", |id| cut.sees("decision", id));
        }
        for provision in items(root, "provisions") {
            unless(provision, "replaces", sees_part);
        }
        for statement in items(root, "statements") {
            unless(statement, "event", |id| events.contains(id));
            unless(statement, "bearing", |bearing| {
                options.contains(&bearing["option"])
            });
            keep(statement, "about", sees_part);
            keep(statement, "relations", |relation| {
                sees_part(&relation["target"])
            });
        }
        for commitment in items(root, "commitments") {
            keep(commitment, "about", sees_part);
        }
        keep(root, "cites", |citation| {
            cut.sees("source", &citation["source"])
        });
        for relation in items(root, "relations") {
            // A relation to parts of which none is in view is none to the whole.
            let target = relation["target"].as_str().unwrap_or_default().to_owned();
            let has_parts = relation.contains_key("parts");
            keep(relation, "parts", |part| {
                let part = part.as_str().unwrap_or_default();
                self.sees_part_of(&target, part)
            });
            if has_parts && !relation.contains_key("parts") {
                relation.shift_remove("target");
            }
        }
        keep(root, "relations", |relation| {
            cut.sees("decision", &relation["target"])
        });
    }

    /// True if a part of a decision is in view: its own provision, or one of the version that it adopts.
    fn sees_part_of(&self, decision: &str, part: &str) -> bool {
        let proposal = self.cut.dataset.decision_of(decision);
        let proposal = proposal.and_then(|decision| decision.proposal.as_ref());
        let records = [Some(decision), proposal.map(|one| one.id.as_str())];
        let mut records = records.into_iter().flatten();
        records.any(|record| self.cut.sees_part(&Value::from(format!("{record}#{part}"))))
    }
}

/// The objects of a list.
pub(super) fn items<'o>(
    object: &'o mut Object,
    list: &str,
) -> impl Iterator<Item = &'o mut Object> {
    let items = object.get_mut(list).and_then(Value::as_array_mut);
    items.into_iter().flatten().filter_map(Value::as_object_mut)
}

/// Takes a member out unless its value passes.
fn unless(object: &mut Object, name: &str, passes: impl Fn(&Value) -> bool) {
    if object.get(name).is_some_and(|value| !passes(value)) {
        object.shift_remove(name);
    }
}

/// Keeps of a list the items that pass, and no empty list.
pub(super) fn keep(object: &mut Object, list: &str, passes: impl Fn(&Value) -> bool) {
    let Some(Value::Array(items)) = object.get_mut(list) else {
        return;
    };
    items.retain(passes);
    if items.is_empty() {
        object.shift_remove(list);
    }
}
