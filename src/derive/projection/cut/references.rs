//! What refers to something that is not in view goes with it.

use serde_json::Value;

use super::moves::Moves;
use super::{Object, Walk};

impl Walk<'_> {
    /// Takes out what refers to something that is not in view, and says where the items of the lists are then.
    pub(super) fn references(&self, root: &mut Object) -> Moves {
        let cut = self.cut;
        let mut moves = Moves::default();
        let ids = |root: &Object, list: &str| -> Vec<Value> {
            let items = root
                .get(list)
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            items.map(|item| item["id"].clone()).collect()
        };
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
        let own_decision = Value::from(self.record.id());
        for (at, event) in items(root, "events") {
            unless(event, "version", sees_version);
            let had_parts = event.contains_key("parts");
            moves.keep(event, &format!("/events/{at}"), "parts", |part| {
                self.sees_part_of(&own_decision, part)
            });
            // What happened to parts of which none is in view did not happen to the whole.
            if had_parts && !event.contains_key("parts") {
                event.shift_remove("evidence");
            }
            if let Some(Value::Object(vote)) = event.get_mut("vote") {
                let is_seen = |one: &Value| one.get("option").is_none_or(|id| options.contains(id));
                let place = format!("/events/{at}/vote");
                moves.keep(vote, &place, "tallies", is_seen);
                moves.keep(vote, &place, "cast", is_seen);
                // Of what a yes meant nothing is known, or of how anybody voted.
                let on = vote.get("on").is_none_or(|id| options.contains(id));
                if !on || !(vote.contains_key("tallies") || vote.contains_key("cast")) {
                    event.shift_remove("vote");
                }
            }
        }
        moves.keep(root, "", "events", |event| event.get("evidence").is_some());
        let events = ids(root, "events");
        if root.contains_key("document") && !cut.sees("source", &root["document"]) {
            root.shift_remove("document");
            root.shift_remove("identifiers");
        }
        for (at, version) in items(root, "versions") {
            unless(version, "document", |id| cut.sees("source", id));
            let place = format!("/versions/{at}");
            moves.keep(version, &place, "decisions", |id| cut.sees("decision", id));
        }
        for (_, provision) in items(root, "provisions") {
            unless(provision, "replaces", sees_part);
        }
        for (at, statement) in items(root, "statements") {
            unless(statement, "event", |id| events.contains(id));
            unless(statement, "bearing", |bearing| {
                options.contains(&bearing["option"])
            });
            let place = format!("/statements/{at}");
            moves.keep(statement, &place, "about", sees_part);
            moves.keep(statement, &place, "relations", |relation| {
                sees_part(&relation["target"])
            });
        }
        for (at, commitment) in items(root, "commitments") {
            let place = format!("/commitments/{at}");
            moves.keep(commitment, &place, "about", sees_part);
        }
        moves.keep(root, "", "cites", |citation| {
            cut.sees("source", &citation["source"])
        });
        for (at, relation) in items(root, "relations") {
            // A relation to parts of which none is in view is none to the whole.
            let target = relation["target"].clone();
            let has_parts = relation.contains_key("parts");
            moves.keep(relation, &format!("/relations/{at}"), "parts", |part| {
                self.sees_part_of(&target, part)
            });
            if has_parts && !relation.contains_key("parts") {
                relation.shift_remove("target");
            }
        }
        moves.keep(root, "", "relations", |relation| {
            let target = relation.get("target");
            target.is_some_and(|target| cut.sees("decision", target))
        });
        moves
    }

    /// True if a part of a decision is in view: its own provision, or one of the version that it adopts.
    fn sees_part_of(&self, decision: &Value, part: &Value) -> bool {
        let decision = decision.as_str().unwrap_or_default();
        let part = part.as_str().unwrap_or_default();
        let proposal = self.cut.dataset.decision_of(decision);
        let proposal = proposal.and_then(|decision| decision.proposal.as_ref());
        let records = [Some(decision), proposal.map(|one| one.id.as_str())];
        let mut records = records.into_iter().flatten();
        records.any(|record| self.cut.sees_part(&Value::from(format!("{record}#{part}"))))
    }
}

/// The objects of a list, each with its place in it.
pub(super) fn items<'o>(
    object: &'o mut Object,
    list: &str,
) -> impl Iterator<Item = (usize, &'o mut Object)> {
    let items = object.get_mut(list).and_then(Value::as_array_mut);
    let items = items.into_iter().flatten().enumerate();
    items.filter_map(|(at, item)| Some((at, item.as_object_mut()?)))
}

/// Takes a member out unless its value passes.
fn unless(object: &mut Object, name: &str, passes: impl Fn(&Value) -> bool) {
    if object.get(name).is_some_and(|value| !passes(value)) {
        object.shift_remove(name);
    }
}
