//! From 0.1.0 to 0.2.0: what changes after it was said is dated and evidenced by itself, references to provisions may lead into other
//! records, and a proposal may have several voting rules.

use serde_json::{Value, json};

use super::meaning::{Fact, Reading};
use super::{Known, Object, Step};

pub const STEP: Step = Step {
    from: "0.1.0",
    to: "0.2.0",
    run,
    reading: Reading {
        newer,
        added: &[
            "participants.consents.date",
            "participants.consents.evidence",
            "statements.outcomes.date",
            "statements.outcomes.evidence",
            "voting_rules.body",
            "voting_rules.needed_to",
        ],
        changes: &[
            "a consent has the date of the first event of its decision, and the evidence of its participant",
            "an outcome has the earliest date of the sources of its statement, and the evidence of that",
            "references to provisions name the record that has them",
            "a voting rule names the body that votes, and says that it is needed to adopt",
        ],
    },
};

/// The words of 0.2.0 for a fact of either version.
fn newer(fact: &mut Fact) {
    let (at, value) = match fact.at.as_str() {
        "participants.consent" => ("participants.consents.type", None),
        "statements.outcome" => ("statements.outcomes.type", None),
        // The older version named a provision alone: that of the proposal of the decision, or of the record itself.
        at @ ("statements.about" | "provisions.replaces") => {
            let id = fact.value.rsplit(['#', '"']).nth(1);
            (at, id.map(|id| format!("\"{id}\"")))
        }
        "discrepancies.pointer" => {
            let value = fact.value.replace("/consent\"", "/consents/0/type\"");
            let value = value.replace("/outcome\"", "/outcomes/0/type\"");
            ("discrepancies.pointer", Some(value))
        }
        at => match at.strip_prefix("voting_rule.") {
            Some(rest) => {
                fact.at = format!("voting_rules.{rest}");
                return;
            }
            None => return,
        },
    };
    fact.at = at.to_owned();
    if let Some(value) = value {
        fact.value = value;
    }
}

fn run(record: &mut Object, known: &Known<'_>) -> Result<(), String> {
    match record.get("type").and_then(Value::as_str) {
        Some("decision") => decision(record, known),
        Some("proposal") => proposal(record, known),
        _ => Ok(()),
    }
}

fn decision(record: &mut Object, known: &Known<'_>) -> Result<(), String> {
    let first_day = record
        .get("events")
        .and_then(|events| events.pointer("/0/date"));
    let first_day = first_day.cloned();
    for participant in objects(record, "participants") {
        let evidence = participant.get("evidence").cloned();
        if let Some(consent) = participant.get("consent").cloned() {
            let date = first_day.clone().ok_or("it has no event")?;
            let evidence = evidence.ok_or("a participant has no evidence")?;
            let consents = json!([{ "type": consent, "date": date, "evidence": evidence }]);
            replace(participant, "consent", "consents", consents);
        }
    }
    let proposal = record
        .get("proposal")
        .and_then(|one| one.get("id"))
        .and_then(Value::as_str);
    let proposal = proposal.map(str::to_owned);
    for statement in objects(record, "statements") {
        for provision in statement
            .get_mut("about")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            let id = provision.as_str().ok_or("`about` names no provision")?;
            let proposal = proposal
                .as_deref()
                .ok_or("a statement is about provisions, and the decision about no proposal")?;
            *provision = format!("{proposal}#{id}").into();
        }
        let evidence = statement.get("evidence").cloned();
        if let Some(outcome) = statement.get("outcome").cloned() {
            let evidence = evidence.ok_or("a statement has no evidence")?;
            let date =
                earliest(&evidence, known).ok_or("the date of no source of an outcome is known")?;
            let outcomes = json!([{ "type": outcome, "date": date, "evidence": evidence }]);
            replace(statement, "outcome", "outcomes", outcomes);
        }
    }
    for discrepancy in objects(record, "discrepancies") {
        let Some(pointer) = discrepancy.get("pointer").and_then(Value::as_str) else {
            continue;
        };
        for (old, new) in [
            ("/consent", "/consents/0/type"),
            ("/outcome", "/outcomes/0/type"),
        ] {
            if let Some(above) = pointer.strip_suffix(old) {
                let moved = format!("{above}{new}");
                discrepancy.insert("pointer".to_owned(), moved.into());
                break;
            }
        }
    }
    Ok(())
}

fn proposal(record: &mut Object, known: &Known<'_>) -> Result<(), String> {
    for provision in objects(record, "provisions") {
        if let Some(older) = provision.get_mut("replaces") {
            let id = older.as_str().ok_or("`replaces` names no provision")?;
            *older = format!("#{id}").into();
        }
    }
    if let Some(rule) = record.get("voting_rule").cloned() {
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
        let body = (known.body_of)(id).ok_or_else(|| {
            format!("it has a `voting_rule`: say which body votes, as `--body {id}=ACTOR`")
        })?;
        let rules = json!([{
            "body": body,
            "majority": rule["majority"],
            "needed_to": "adopt",
            "evidence": rule["evidence"],
        }]);
        replace(record, "voting_rule", "voting_rules", rules);
    }
    Ok(())
}

/// The objects in a list of a record; none if there is no such list.
fn objects<'a>(record: &'a mut Object, list: &str) -> impl Iterator<Item = &'a mut Object> {
    let items = record.get_mut(list).and_then(Value::as_array_mut);
    items.into_iter().flatten().filter_map(Value::as_object_mut)
}

/// Puts a member in the place of another one.
fn replace(object: &mut Object, old: &str, new: &str, value: Value) {
    let members = std::mem::take(object);
    object.extend(members.into_iter().map(|(key, was)| match key == old {
        true => (new.to_owned(), value.clone()),
        false => (key, was),
    }));
}

/// The earliest date of the sources of some evidence. Dates of the same form sort as they follow one another.
fn earliest(evidence: &Value, known: &Known<'_>) -> Option<String> {
    let sources = evidence.as_array()?.iter();
    let sources = sources.filter_map(|one| one.get("source")?.as_str());
    sources.filter_map(known.date_of).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrate::migrate;

    #[track_caller]
    fn check(before: Value, after: Result<Value, &str>) {
        let known = Known {
            date_of: &|source| (source == "a-letter").then(|| "2024-05-06".to_owned()),
            body_of: &|proposal| (proposal == "a-charter").then(|| "a-council".to_owned()),
        };
        let mut record = before.as_object().expect("it is an object").clone();
        let carried = migrate(&mut record, &known);
        match after {
            Ok(after) => {
                assert!(carried.is_ok_and(|carried| carried.is_some()));
                assert_eq!(Value::Object(record.clone()), after);
                assert_eq!(migrate(&mut record, &known), Ok(None), "once is enough");
                assert_eq!(Value::Object(record), after);
            }
            Err(why) => {
                assert!(carried.is_err_and(|told| told.contains(why)));
                assert_eq!(Value::Object(record), before, "it is as it was");
            }
        }
    }

    #[test]
    fn a_decision_is_carried_over() {
        let evidence = json!([{ "source": "a-letter", "quote": "so" }]);
        check(
            json!({
                "type": "decision",
                "schema_version": "0.1.0",
                "participants": [{ "actor": "x", "consent": "given", "evidence": evidence }],
                "proposal": { "id": "a-charter" },
                "events": [{ "date": "2024-05" }],
                "statements": [{ "about": ["tolls"], "outcome": "resolved", "evidence": evidence }],
                "discrepancies": [{ "pointer": "/participants/0/consent" }],
            }),
            Ok(json!({
                "type": "decision",
                "schema_version": "0.2.0",
                "participants": [{
                    "actor": "x",
                    "consents": [{ "type": "given", "date": "2024-05", "evidence": evidence }],
                    "evidence": evidence,
                }],
                "proposal": { "id": "a-charter" },
                "events": [{ "date": "2024-05" }],
                "statements": [{
                    "about": ["a-charter#tolls"],
                    "outcomes": [{ "type": "resolved", "date": "2024-05-06", "evidence": evidence }],
                    "evidence": evidence,
                }],
                "discrepancies": [{ "pointer": "/participants/0/consents/0/type" }],
            })),
        );
    }

    #[test]
    fn a_proposal_is_carried_over_if_the_body_is_known() {
        let proposal = |id: &str| {
            json!({
                "type": "proposal",
                "schema_version": "0.1.0",
                "id": id,
                "provisions": [{ "id": "tolls", "replaces": "fees" }],
                "voting_rule": { "majority": "unanimity", "evidence": [] },
            })
        };
        let after = json!({
            "type": "proposal",
            "schema_version": "0.2.0",
            "id": "a-charter",
            "provisions": [{ "id": "tolls", "replaces": "#fees" }],
            "voting_rules": [{ "body": "a-council", "majority": "unanimity", "needed_to": "adopt", "evidence": [] }],
        });
        check(proposal("a-charter"), Ok(after));
        check(proposal("another"), Err("--body another=ACTOR"));
    }

    /// Whatever a step may lose, give to another part or make up is seen in the facts.
    #[test]
    fn what_is_lost_or_moved_is_another_meaning() {
        let evidence =
            json!([{ "source": "a-letter", "quote": "so" }, { "source": "a-note", "quote": "no" }]);
        let record = json!({
            "participants": [{ "actor": "x", "consent": "given" }, { "actor": "y", "consent": "withheld" }],
            "events": [{ "id": "taken", "date": "2024-05", "evidence": evidence }],
            "statements": [{ "id": "s1", "about": ["tolls"], "outcome": "resolved", "evidence": evidence }],
        });
        let facts = |record: &Value| STEP.reading.facts(record.as_object().expect("an object"));
        let before = facts(&record);
        let places = [
            ("/participants/0/consent", json!("withheld")),
            ("/events/0/date", json!("2024-06")),
            ("/events/0/evidence/0/source", json!("a-note")),
            (
                "/events/0/evidence",
                json!([{ "source": "a-note", "quote": "no" }]),
            ),
            ("/statements/0/about/0", json!("fees")),
            ("/statements/0/outcome", json!("unresolved")),
            ("/statements/0/id", json!("s2")),
        ];
        for (pointer, value) in places {
            let mut other = record.clone();
            *other.pointer_mut(pointer).expect("it is there") = value;
            assert_ne!(before, facts(&other), "{pointer}");
        }
        let mut swapped = record.clone();
        swapped["events"][0]["evidence"]
            .as_array_mut()
            .expect("a list")
            .reverse();
        assert_eq!(before, facts(&swapped), "evidence has no order");
    }

    #[test]
    fn what_is_of_no_version_stays() {
        check(
            json!({ "type": "actor", "schema_version": "9.0.0" }),
            Err("9.0.0"),
        );
        check(json!({ "type": "actor" }), Err("schema_version"));
    }
}
