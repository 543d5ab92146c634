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

/// The id of a decision that is taken up at a meeting.
pub fn id(code: &str, meeting: &Meeting, nth: usize) -> String {
    format!("corpus-{code}-{}-{nth:04}", &meeting.date()[..4])
}

/// Takes up a decision at a meeting; its first event is the first of its steps.
pub fn taken_up(government: &mut Government, meeting: &mut Meeting) -> Open {
    let nth = government.decisions;
    government.decisions += 1;
    let code = government.code.clone();
    let id = id(&code, meeting, nth);
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
    let proposal = government.proposal.as_mut();
    let is_maker = proposal
        .as_ref()
        .is_some_and(|one| one.made_by.contains(&id));
    let is_about_text = match kind {
        _ if is_maker => true,
        "position" | "legislation" => true,
        "motion" => random.below(3) == 0,
        _ => false,
    };
    let proposal = proposal.filter(|_| is_about_text);
    let mut reference = Value::Null;
    let mut provisions = Vec::new();
    if let Some(proposal) = proposal {
        reference = fields(json!({
            "id": proposal.id,
            "version": if random.below(4) > 0 { Value::from("second") } else { Value::Null },
            "decides": (kind == "legislation").then_some(true),
        }));
        provisions.clone_from(&proposal.provisions);
        if let Some(actor) = matter.position_of {
            proposal.positions.insert(actor, (id.clone(), choice.0));
        }
    }
    let mut steps = event::story(kind, meeting.number, &mut government.random);
    let first_event = match steps.first().map(|step| &step.what) {
        Some(What::Event(of_type, _)) => of_type.replace('_', "-"),
        _ => String::new(),
    };
    let about = About {
        first_event: &first_event,
        decider,
        kind,
        options: &options,
        choice: choice.0,
        provisions: &provisions,
    };
    let statements = statement::statements(government, meeting, &about);
    let mut promise = None;
    if government.random.below(7) == 0 {
        let conditions = statements.iter().filter(|one| one["type"] == "condition");
        let conditions: Vec<_> = conditions
            .map(|one| format!("#{}", text_of(&one["id"])))
            .collect();
        let (made, end) = commitment::made(government, meeting, decider, conditions);
        promise = Some(made);
        steps.extend(end);
    }
    steps.sort_by_key(|step| step.meeting);
    let own_provisions = provisions_of(government, meeting, kind);
    let decider = self::decider(government, meeting, decider);
    let is_document = kind == "order" && government.random.below(4) == 0;
    let document = is_document.then(|| meeting.minutes.id.clone());
    let numbered = json!([{ "scheme": "order_number", "value": format!("{nth}/{code}") }]);
    let identifiers = is_document.then_some(numbered);
    let mut participants = participants(government, meeting, kind);
    participants.retain(|one| one["actor"] != decider["actor"]);
    let options: Vec<_> = options
        .into_iter()
        .map(|one| {
            let is_shown = one.0 != choice.0 && government.random.below(4) == 0;
            option::written(one, &code, is_shown.then(|| meeting.said(government)))
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
            "title": title, "kind": kind, "identifiers": identifiers, "document": document, "decider": decider,
            "participants": participants, "proposal": reference, "options": options, "choice": choice.0,
            "provisions": own_provisions,
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
    let id = |value: &Value| text_of(&value["id"]).to_owned();
    let statements = decision.record["statements"].as_array();
    Settled {
        id: id(&decision.record),
        statements: statements.into_iter().flatten().map(id).collect(),
        has_provision: decision.record["provisions"].is_array(),
    }
}

/// True if a decision ended by itself.
pub fn has_ended(decision: &Open) -> bool {
    let events = decision.record["events"].as_array().into_iter().flatten();
    let mut types = events.map(|event| text_of(&event["type"]));
    types.any(|of_type| ["lapsed", "annulled", "withdrawn"].contains(&of_type))
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The one provision that some orders and licences have.
fn provisions_of(government: &mut Government, meeting: &mut Meeting, kind: &str) -> Value {
    if !["order", "licence"].contains(&kind) || government.random.below(4) > 0 {
        return Value::Null;
    }
    let said = meeting.said(government);
    let code = government.code.clone();
    let (words, random) = (&government.words, &mut government.random);
    let (dutch, english) = words.paraphrase(random);
    let amount = 1000 * (1 + random.below(900));
    let is_money = random.below(2) == 0;
    let quantity = match is_money {
        true => json!({ "value": format!("{amount}.50"), "unit": "EUR" }),
        false => json!({ "value": amount.to_string(), "unit": "movements", "bound": "at_most" }),
    };
    let report = json!({
        "id": "report", "effect": "obliges", "text": both(&dutch, &english), "every": "P1M", "evidence": [said],
    });
    json!([
        with(
            json!({ "id": "limit", "effect": if is_money { "obliges" } else { "permits" }, "text": both(&dutch, &english) }),
            json!({
                "actors": [actor::one_of(random, "adviser", ADVISERS, &code)],
                "due": is_money.then(|| meeting.day_after(40_000)),
                "effective": meeting.day_after(20),
                "until": (random.below(3) == 0).then(|| meeting.day_after(9000)),
                "every": (!is_money).then_some("P1Y"),
                "quantity": super::has_no_digit(&said).then_some(quantity),
                "evidence": [said],
            }),
        ),
        report
    ])
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
    let house = format!("house-{}", government.code);
    let jointly = actor.starts_with("council").then(|| json!([house]));
    fields(
        json!({ "actor": actor, "jointly": jointly, "capacity": capacity, "evidence": evidence }),
    )
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
        ("addressee", "adviser", ADVISERS),
        ("party", "member", MEMBERS),
        ("chair", "holder", MINISTERS),
        ("authorised", "minister", MINISTERS),
    ] {
        let random = &mut government.random;
        let rarity = match role {
            "addressee" | "party" | "chair" | "authorised" => 16,
            _ => 6,
        };
        if random.below(rarity) > 0 {
            continue;
        }
        let actor = actor::one_of(random, sort, count, &code);
        let consent = match (role, random.below(4)) {
            ("consent_required", 1..) => Some(*random.pick(&["given", "withheld", "not_asked"])),
            _ => None,
        };
        let evidence = if random.below(3) == 0 {
            located(&meeting.press, random)
        } else {
            meeting.said(government)
        };
        let consents = consent.map(
            |consent| json!([{ "type": consent, "date": meeting.date(), "evidence": [evidence] }]),
        );
        participants.push(fields(
            json!({ "actor": actor, "role": role, "consents": consents, "evidence": [evidence] }),
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
    let mut add = |of_type: &str, target: &str, more: Value, evidence: Value| {
        let relation = with(json!({ "type": of_type, "target": target }), more);
        relations.push(with(relation, json!({ "evidence": [evidence] })));
    };
    if let Some(before) = before {
        add("supersedes", &before, json!({}), meeting.said(government));
        government.ended.insert(before);
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
            "suspends",
            "confirms",
            "corrects",
            "based_on",
            "responds_to",
        ]);
        let at = random.below(government.settled.len());
        let target = government.settled[at].id.clone();
        let of_type = match of_type {
            "supersedes" | "revokes" | "suspends" if government.ended.contains(&target) => {
                "responds_to"
            }
            other => other,
        };
        if ["supersedes", "revokes"].contains(&of_type) {
            government.ended.insert(target.clone());
        }
        let more = match of_type {
            "suspends" => json!({ "until": meeting.day_after(900) }),
            // An order that need not enter into force itself.
            "revokes" | "supersedes" => json!({ "effective": meeting.day_after(20) }),
            "based_on" | "responds_to" if government.settled[at].has_provision => {
                json!({ "parts": ["limit"] })
            }
            _ => json!({}),
        };
        let evidence = if random.below(3) == 0 {
            located(&meeting.press, random)
        } else {
            meeting.said(government)
        };
        add(of_type, &target, more, evidence);
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
