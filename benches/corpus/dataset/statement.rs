//! The statements of actors, for a decision or against it.

use serde_json::{Value, json};

use super::actor::{self, ADVISERS, MEMBERS, MINISTERS, PARTIES};
use super::government::{Government, Settled};
use super::meeting::Meeting;
use super::option::DecisionOption;
use super::random::Random;
use super::source::located;
use super::{both, fields};

const TOPICS: &[&str] = &[
    "privacy",
    "public_finances",
    "safety",
    "proportionality",
    "oversight",
    "housing",
    "energy_transition",
    "trade",
    "digital_resilience",
    "rule_of_law",
];

const REASONS: &[&str] = &[
    "substance",
    "law",
    "advice",
    "strategy",
    "changed_circumstances",
    "change_of_government",
    "parliamentary_instruction",
    "coalition_rule",
    "missing_consent",
    "no_majority",
    "procedure",
];

/// The types after the first statement, which is a ground, as often as they stand here.
const TYPES: &[&str] = &[
    "ground",
    "concern",
    "concern",
    "condition",
    "advice",
    "advice",
    "advice",
    "view",
    "fact",
    "dissent",
];

/// The parts of a decision that its statements need.
pub struct About<'a> {
    /// The id of its first event.
    pub first_event: &'a str,
    pub decider: &'a str,
    pub kind: &'a str,
    pub options: &'a [DecisionOption],
    pub choice: &'a str,
    /// The provisions of its proposal, if it is about one.
    pub provisions: &'a [String],
}

/// The statements of a decision that is taken up at a meeting.
pub fn statements(
    government: &mut Government,
    meeting: &mut Meeting,
    about: &About<'_>,
) -> Vec<Value> {
    let count = match government.random.below(16) {
        // Where no source gives a reason.
        0 => 0,
        _ => 1 + government.random.below(4) + government.random.below(4),
    };
    let mut statements: Vec<Value> = Vec::new();
    for at in 0..count {
        let statement = statement(government, meeting, about, at, &statements);
        statements.push(statement);
    }
    statements
}

fn statement(
    government: &mut Government,
    meeting: &mut Meeting,
    about: &About<'_>,
    at: usize,
    before: &[Value],
) -> Value {
    let evidence = evidence(government, meeting);
    let code = government.code.clone();
    let (words, random) = (&government.words, &mut government.random);
    let of_type = if at == 0 {
        "ground"
    } else {
        *random.pick(TYPES)
    };
    let (dutch, english) = words.paraphrase(random);
    let topic = random.below(TOPICS.len());
    let topics = match random.below(4) {
        0 => Value::Null,
        1 => json!([TOPICS[topic], TOPICS[(topic + 3) % TOPICS.len()]]),
        _ => json!([TOPICS[topic]]),
    };
    let only = |of: &str, codes: &[&str], random: &mut Random| {
        if of_type == of {
            Value::from(*random.pick(codes))
        } else {
            Value::Null
        }
    };
    let bearing = match (of_type, random.below(3)) {
        ("ground", _) => json!({ "option": about.choice, "direction": "for" }),
        (_, 0) => Value::Null,
        (_, turn) => {
            let direction = if turn == 1 { "for" } else { "against" };
            json!({ "option": random.pick(about.options).0, "direction": direction })
        }
    };
    let provisions = match about.provisions.len() {
        count if count > 0 && random.below(2) == 0 => {
            json!([about.provisions[random.below(count)]])
        }
        _ => Value::Null,
    };
    let outcomes = match (of_type, random.below(2)) {
        ("concern", turn) => {
            let outcome = ["resolved", "unresolved"][turn];
            json!([{ "type": outcome, "date": meeting.date(), "evidence": evidence }])
        }
        _ => Value::Null,
    };
    let is_counted = of_type == "fact" && evidence.iter().all(super::has_no_digit);
    fields(json!({
        "id": format!("{}-{}", TOPICS[topic].replace('_', "-"), at + 1),
        "type": of_type,
        "text": both(&dutch, &english),
        "holder": holder(of_type, about, &code, random),
        "jointly": (of_type == "view" && random.below(3) == 0).then(|| json!([format!("state-{code}")])),
        "basis": if random.below(8) == 0 { "inferred" } else { "stated" },
        "event": (random.below(12) == 0).then_some(about.first_event),
        "about": provisions,
        "topics": topics,
        "bearing": bearing,
        "reason": only("ground", REASONS, random),
        "strength": only("condition", &["red_line", "requirement", "preference"], random),
        "quantity": is_counted.then(|| json!({ "value": "12.5", "unit": "percent", "bound": "about" })),
        "outcomes": outcomes,
        "relations": relations(before, &government.settled.iter().collect::<Vec<_>>(), random),
        "evidence": evidence,
    }))
}

/// Whose statement it is: a ground is the decider's own, a dissent that of a member of the deciding body.
fn holder(of_type: &str, about: &About<'_>, code: &str, random: &mut Random) -> String {
    let is_cabinet = about.decider.starts_with("cabinet");
    match of_type {
        "ground" if is_cabinet && random.below(3) == 0 => {
            actor::one_of(random, "minister", MINISTERS, code)
        }
        "ground" | "fact" => about.decider.to_owned(),
        "dissent" if is_cabinet => actor::one_of(random, "minister", MINISTERS, code),
        "dissent" | "view" => actor::one_of(random, "party", PARTIES, code),
        "condition" if about.kind == "position" => actor::one_of(random, "member", MEMBERS, code),
        _ => actor::one_of(random, "adviser", ADVISERS, code),
    }
}

fn evidence(government: &mut Government, meeting: &mut Meeting) -> Vec<Value> {
    let mut evidence = vec![meeting.said(government)];
    match government.random.below(12) {
        0 => evidence.push(meeting.said(government)),
        1 | 2 => evidence.push(located(&meeting.press, &mut government.random)),
        _ => {}
    }
    evidence
}

/// The relation to an earlier statement of the same decision, or to one of another decision.
fn relations(before: &[Value], settled: &[&Settled], random: &mut Random) -> Value {
    let of_type = *random.pick(&["supports", "opposes", "qualifies", "responds_to"]);
    let relation = |target: String| json!([{ "type": of_type, "target": target }]);
    match random.below(10) {
        0..3 if !before.is_empty() => {
            let id = random.pick(before)["id"].as_str().unwrap_or_default();
            relation(format!("#{id}"))
        }
        3 if !settled.is_empty() => {
            let decision = random.pick(settled);
            match decision.statements.first() {
                Some(statement) => relation(format!("{}#{statement}", decision.id)),
                None => Value::Null,
            }
        }
        _ => Value::Null,
    }
}
