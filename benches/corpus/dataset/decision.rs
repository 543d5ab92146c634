//! A decision: who decides what at a meeting, on which text, who took part, and which older decisions it has to do with.

use serde_json::{Value, json};

use super::actor::{self, ADVISERS, MEMBERS, MINISTERS, PARTIES};
use super::government::{Government, Open, Settled, What};
use super::meeting::Meeting;
use super::option;
use super::source::located;
use super::statement::{self, About};
use super::{both, commitment, event, fields, record, revision, with};

/// The matter of a decision: its decider, its kind, and for a position whose it is and which one it takes the place of.
struct Matter {
    decider: String,
    kind: &'static str,
    position_of: Option<String>,
    before: Option<(String, &'static str)>,
}

/// Takes up a decision at a meeting; its first event is the first of its steps.
pub fn taken_up(government: &mut Government, meeting: &mut Meeting) -> Open {
    let nth = government.decisions;
    government.decisions += 1;
    let code = government.code.clone();
    let id = format!("corpus-{code}-{}-{nth:04}", &meeting.date()[..4]);
    let heading = format!(
        "Punt {nth}: {}",
        government.words.dutch(&mut government.random, 3)
    );
    meeting.minutes.text.head(&heading);
    let matter = matter(government);
    let (decider, kind) = (&*matter.decider, matter.kind);
    let random = &mut government.random;
    let (options, choice) = match kind {
        "position" => option::of_position(matter.before.as_ref().map(|before| before.1), random),
        _ => option::of_kind(kind, random),
    };
    let is_about_text = kind == "position" || kind == "motion" && random.below(3) == 0;
    let proposal = government.proposal.as_mut().filter(|_| is_about_text);
    let mut reference = Value::Null;
    let mut provisions = Vec::new();
    if let Some(proposal) = proposal {
        reference = fields(json!({
            "id": proposal.id,
            "version": if random.below(4) > 0 { Value::from("second") } else { Value::Null },
        }));
        provisions.clone_from(&proposal.provisions);
        if let Some(actor) = matter.position_of {
            proposal.positions.insert(actor, (id.clone(), choice.0));
        }
    }
    let about = About {
        decider,
        kind,
        options: &options,
        choice: choice.0,
        provisions: &provisions,
    };
    let statements = statement::statements(government, meeting, &about);
    let mut steps = event::story(kind, meeting.number, &mut government.random);
    let mut promise = None;
    if government.random.below(7) == 0 {
        let (made, end) = commitment::made(government, meeting, decider);
        promise = Some(made);
        steps.extend(end);
    }
    steps.sort_by_key(|step| step.meeting);
    let decider = self::decider(government, meeting, decider);
    let participants = participants(government, meeting, kind);
    let options: Vec<_> = options
        .into_iter()
        .map(|one| {
            let is_shown = one.0 != choice.0 && government.random.below(4) == 0;
            option::written(one, is_shown.then(|| meeting.said(government)))
        })
        .collect();
    let relations = relations(government, meeting, matter.before.map(|before| before.0));
    let (words, random) = (&government.words, &mut government.random);
    let title = both(
        &format!("Punt {nth} ({code}): {}", words.dutch(random, 5)),
        &format!("Item {nth} ({code}): {}", words.english(random, 5)),
    );
    let mut begun = with(
        record("decision", &id),
        json!({
            "title": title, "kind": kind, "decider": decider, "participants": participants, "proposal": reference,
            "options": options, "choice": choice.0,
        }),
    );
    begun["events"] = json!([]);
    let record = with(
        begun,
        json!({ "statements": statements, "commitments": promise.map(|one| json!([one])), "relations": relations }),
    );
    let mut open = Open {
        record,
        steps: steps.into(),
    };
    // The first event is of this meeting; what sources make of it can be told once it is there.
    take_step(government, meeting, &mut open);
    let random = &mut government.random;
    let discrepancy =
        (random.below(20) == 0).then(|| discrepancy(government, meeting, &open.record));
    open.record = with(
        open.record,
        json!({ "discrepancies": discrepancy.map(|one| json!([one])), "record": revision() }),
    );
    open
}

/// Takes the next step of a decision.
pub fn take_step(government: &mut Government, meeting: &mut Meeting, decision: &mut Open) {
    let record = &mut decision.record;
    match decision.steps.pop_front().map(|step| step.what) {
        Some(What::Event(of_type, next)) => event::add(government, meeting, record, of_type, next),
        Some(What::Promise(is_kept)) => commitment::end(government, meeting, record, is_kept),
        None => {}
    }
}

/// The parts of a decision that later decisions can refer to.
pub fn settled(decision: &Open) -> Settled {
    let text = |value: &Value| value["id"].as_str().unwrap_or_default().to_owned();
    let statements = decision.record["statements"].as_array();
    Settled {
        id: text(&decision.record),
        statements: statements.into_iter().flatten().map(text).collect(),
    }
}

/// The matter of the next decision. An actor has one position on a text; now and then it takes another, in the place of the first.
fn matter(government: &mut Government) -> Matter {
    let (code, random) = (&government.code, &mut government.random);
    let mut position_of = None;
    let mut before = None;
    let (sort, kinds): (String, &[&'static str]) = match random.below(20) {
        0..4 => (
            actor::one_of(random, "minister", MINISTERS, code),
            &["order", "licence", "request"],
        ),
        4..7 => (format!("house-{code}"), &["motion"]),
        7 => (format!("council-{code}"), &["legislation"]),
        8..11 => {
            // A minister speaks for the state as the cabinet does.
            let (decider, actor) = match random.below(13) {
                0 => (format!("cabinet-{code}"), "state".to_owned()),
                1 => (
                    actor::one_of(random, "minister", MINISTERS, code),
                    "state".to_owned(),
                ),
                _ => {
                    let member = actor::one_of(random, "member", MEMBERS, code);
                    (member.clone(), member)
                }
            };
            let positions = government.proposal.as_ref().map(|one| &one.positions);
            before = positions.and_then(|positions| positions.get(&actor).cloned());
            position_of = Some(actor);
            (decider, &["position"])
        }
        _ => (
            format!("cabinet-{code}"),
            &["order", "licence", "appointment", "mandate"],
        ),
    };
    Matter {
        decider: sort,
        kind: random.pick(kinds),
        position_of,
        before,
    }
}

fn decider(government: &mut Government, meeting: &mut Meeting, actor: &str) -> Value {
    let is_caretaker = actor.starts_with("cabinet") && government.random.below(12) == 0;
    let evidence = is_caretaker.then(|| json!([meeting.said(government)]));
    let capacity = is_caretaker.then_some("caretaker");
    fields(json!({ "actor": actor, "capacity": capacity, "evidence": evidence }))
}

/// The actors who took part, each in a role of its own.
fn participants(government: &mut Government, meeting: &mut Meeting, kind: &str) -> Vec<Value> {
    let code = government.code.clone();
    let mut participants = Vec::new();
    let proposer = match kind {
        "motion" => ("proposer", "party", PARTIES),
        _ => ("proposer", "minister", MINISTERS),
    };
    for (role, sort, count) in [
        proposer,
        ("co_responsible", "minister", MINISTERS),
        ("adviser", "adviser", ADVISERS),
        ("consulted", "member", MEMBERS),
        ("informed", "party", PARTIES),
        ("consent_required", "party", PARTIES),
    ] {
        let random = &mut government.random;
        if random.below(6) > 0 {
            continue;
        }
        let actor = actor::one_of(random, sort, count, &code);
        let consent = match (role, random.below(4)) {
            ("consent_required", 1..) => {
                Value::from(*random.pick(&["given", "withheld", "not_asked"]))
            }
            _ => Value::Null,
        };
        let evidence = if random.below(3) == 0 {
            located(&meeting.press, random)
        } else {
            meeting.said(government)
        };
        participants.push(fields(
            json!({ "actor": actor, "role": role, "consent": consent, "evidence": [evidence] }),
        ));
    }
    participants
}

/// The relations to older decisions. `before` is the one whose place it takes.
fn relations(
    government: &mut Government,
    meeting: &mut Meeting,
    before: Option<String>,
) -> Vec<Value> {
    let mut relations = Vec::new();
    let mut add = |of_type: &str, target: &str, evidence: Value| {
        relations.push(json!({ "type": of_type, "target": target, "evidence": [evidence] }));
    };
    if let Some(before) = before {
        add("supersedes", &before, meeting.said(government));
    } else if !government.settled.is_empty() && government.random.below(8) == 0 {
        let random = &mut government.random;
        let of_type = *random.pick(&[
            "supersedes",
            "amends",
            "implements",
            "declines",
            "constrained_by",
            "revokes",
            "maintains",
        ]);
        let at = random.below(government.settled.len());
        let target = government.settled[at].id.clone();
        let evidence = if random.below(3) == 0 {
            located(&meeting.press, random)
        } else {
            meeting.said(government)
        };
        add(of_type, &target, evidence);
    }
    relations
}

/// A value of the first event of which the newspaper has another one: a count of votes where there was a vote, else the date.
fn discrepancy(government: &mut Government, meeting: &mut Meeting, record: &Value) -> Value {
    let votes = &record["events"][0]["vote"]["tallies"][0]["for"];
    let (id, pointer, value, other) = match votes.as_u64() {
        Some(count) => (
            "votes-reported",
            "/events/0/vote/tallies/0/for",
            votes.clone(),
            Value::from(count + 1),
        ),
        None => (
            "date-reported",
            "/events/0/date",
            record["events"][0]["date"].clone(),
            Value::from(meeting.days_before(30)),
        ),
    };
    let press = meeting.press.clone();
    let followed = json!({ "value": value, "evidence": [meeting.said(government)] });
    json!({
        "id": id,
        "pointer": pointer,
        "readings": [followed, { "value": other, "evidence": [located(&press, &mut government.random)] }],
        "reason": both(
            "De besluitenlĳst is van het kabinet zelf; de courant – “naar verluidt” – niet.",
            "The minutes are the cabinet’s own; the newspaper has it from hearsay.",
        ),
    })
}
