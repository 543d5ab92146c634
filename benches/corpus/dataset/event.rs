//! The events of a decision: stories of some events each, and the events as they come.

use serde_json::{Value, json};

use super::government::{Government, Step, What};
use super::meeting::{Meeting, day, loosely};
use super::random::Random;
use super::{actor, actor::MEMBERS, actor::PARTIES};
use super::{both, fields};

/// Events, each with the number of meetings after the first at which it comes.
type Story = &'static [(&'static str, usize)];

/// The stories of most decisions, each as often as its number says.
const STORIES: &[(usize, Story)] = &[
    (42, &[("taken", 0)]),
    (12, &[("announced", 0), ("taken", 3), ("executed", 5)]),
    (8, &[("announced", 0), ("postponed", 2), ("taken", 6)]),
    (
        8,
        &[("taken", 0), ("published", 1), ("entered_into_force", 4)],
    ),
    (8, &[("taken", 0), ("executed", 4)]),
    (
        5,
        &[("announced", 0), ("reaffirmed", 2), ("not_executed", 5)],
    ),
    (4, &[("taken", 0), ("lapsed", 20)]),
    // Nothing became of it yet: what it waits for is far ahead.
    (4, &[("announced", 0)]),
    (3, &[("taken", 0), ("challenged", 3), ("upheld", 9)]),
    (
        3,
        &[
            ("taken", 0),
            ("published", 1),
            ("entered_into_force", 2),
            ("suspended", 6),
            ("resumed", 9),
        ],
    ),
    (2, &[("taken", 0), ("challenged", 2), ("annulled", 8)]),
    (1, &[("proposed", 0), ("taken", 2)]),
    (1, &[("approved_in_principle", 0), ("taken", 3)]),
    (
        1,
        &[
            ("taken", 0),
            ("provisionally_applied", 2),
            ("entered_into_force", 6),
        ],
    ),
    (1, &[("proposed", 0), ("withdrawn", 3)]),
    (
        1,
        &[
            ("proposed", 0),
            ("objected", 1),
            ("postponed", 2),
            ("taken", 5),
        ],
    ),
];

/// The story of a motion: the House votes on it.
const MOTION: Story = &[("proposed", 0), ("taken", 1)];

/// The stories of a position, each as often as its number says.
const POSITIONS: &[(usize, Story)] = &[
    (3, &[("announced", 0), ("taken", 2), ("executed", 3)]),
    (2, &[("taken", 0), ("executed", 1)]),
];

/// The steps that a decision of a kind will take from a meeting on.
pub fn story(kind: &str, meeting: usize, random: &mut Random) -> Vec<Step> {
    let story = match kind {
        "motion" => MOTION,
        "position" => weighted(POSITIONS, random),
        _ => weighted(STORIES, random),
    };
    let meetings: Vec<_> = story.iter().map(|(_, after)| meeting + after).collect();
    let step = |(at, (of_type, _)): (usize, &(&'static str, usize))| Step {
        meeting: meetings[at],
        what: What::Event(of_type, meetings.get(at + 1).copied()),
    };
    story.iter().enumerate().map(step).collect()
}

/// Adds an event to a record. `next` is the meeting for which the one after it is planned.
pub fn add(
    government: &mut Government,
    meeting: &mut Meeting,
    record: &mut Value,
    of_type: &'static str,
    next: Option<usize>,
) {
    let code = government.code.clone();
    let of = |name: &str| Value::from(format!("{name}-{code}"));
    let kind = record["kind"].as_str().unwrap_or_default();
    let evidence = meeting.evidence(government);
    let random = &mut government.random;
    let date = match of_type {
        "proposed" => meeting.days_before(7),
        // What other events follow has its place before them by its day.
        _ if next.is_some() => meeting.date(),
        _ => loosely(meeting.number, random),
    };
    let due = match (of_type, next) {
        ("announced" | "proposed" | "postponed" | "suspended", Some(next)) => day(next).into(),
        // A term that runs out, if that is what comes next.
        ("taken", Some(next)) if next >= meeting.number + 20 => day(next).into(),
        ("announced", None) => format!("20{}-07", 30 + random.below(60)).into(),
        _ => Value::Null,
    };
    let effective = match of_type {
        "entered_into_force" if random.below(2) == 0 => day(meeting.number + 1).into(),
        "annulled" => record["events"][0]["date"].clone(),
        _ => Value::Null,
    };
    let body = match (of_type, kind) {
        ("challenged" | "upheld" | "annulled" | "suspended", _) => of("court"),
        ("executed", "position") => of("council"),
        ("taken", "motion") => of("house"),
        _ => Value::Null,
    };
    let by = match of_type {
        "challenged" => actor::one_of(random, "adviser", actor::ADVISERS, &code).into(),
        "objected" => actor::one_of(random, "member", MEMBERS, &code).into(),
        "upheld" | "annulled" | "suspended" => of("court"),
        _ => Value::Null,
    };
    let act = match of_type {
        "executed" => act(record, random).into(),
        _ => Value::Null,
    };
    let vote = match (of_type, kind) {
        ("taken", "motion") => vote(record, "party", PARTIES, &code, random),
        ("taken", "legislation") => vote(record, "member", MEMBERS, &code, random),
        ("taken", "appointment") => election(record, &code, random),
        _ => Value::Null,
    };
    let until = match (of_type, next) {
        ("entered_into_force", None) => meeting.day_after(9000).into(),
        ("taken", Some(next)) if next >= meeting.number + 20 => day(next - 1).into(),
        _ => Value::Null,
    };
    let trigger = match (of_type, next) {
        ("announced", None) => both("Als het advies er is", "When the advice is there"),
        _ => Value::Null,
    };
    let jointly = (of_type == "reaffirmed").then(|| json!([of("house")]));
    let version = match (of_type, &record["proposal"]["version"]) {
        ("executed", version) => version.clone(),
        _ => Value::Null,
    };
    let touches = of_type == "executed" && record["provisions"].is_array();
    let parts = touches.then(|| json!(["limit"]));
    let procedure = match (of_type, random.below(6)) {
        ("taken", 0) => "written".into(),
        ("proposed", 0) => "silence".into(),
        _ => Value::Null,
    };
    // What a decision provides ends with it.
    if !until.is_null()
        && of_type == "taken"
        && let Some(provisions) = record.get_mut("provisions").and_then(Value::as_array_mut)
    {
        for provision in provisions {
            if let Some(provision) = provision.as_object_mut() {
                provision.shift_remove("until");
            }
        }
    }
    let event = fields(json!({
        "id": of_type.replace('_', "-"), "type": of_type, "date": date, "effective": effective, "due": due, "until": until,
        "trigger": trigger, "by": by, "jointly": jointly, "body": body, "version": version, "parts": parts,
        "procedure": procedure, "act": act, "vote": vote, "evidence": evidence,
    }));
    let events = record["events"].as_array_mut().expect("it has a list");
    events.push(event);
}

/// The kind of act that carries a decision out.
fn act(record: &Value, random: &mut Random) -> &'static str {
    match record["choice"].as_str().unwrap_or_default() {
        "support" => "voted_for",
        "support-if" => "spoke_for",
        "abstain" => "abstained",
        "oppose" => ["voted_against", "spoke_against"][random.below(2)],
        "ask" => "sent",
        "enact" => "signed",
        _ => "performed",
    }
}

/// A vote on the first option, whose result goes with the choice.
fn vote(record: &Value, sort: &str, count: usize, code: &str, random: &mut Random) -> Value {
    let on = &record["options"][0]["id"];
    let carried = *on == record["choice"];
    let mut tally = |unit: &str, all: usize, needed: usize| {
        let favour = if carried {
            needed + random.below(all - needed)
        } else {
            random.below(needed)
        };
        let abstain = random.below(all - favour);
        json!({
            "unit": unit, "for": favour, "against": all - favour - abstain, "abstain": abstain, "needed": needed,
        })
    };
    let tallies = match sort {
        "party" => vec![tally("members", 150, 76)],
        _ => {
            let mut share = tally("population_percent", 100, 65);
            share["for"] = json!(share["for"].as_f64().expect("a number") + 0.25);
            if !carried {
                share["for"] = json!(12.5);
            }
            // The parts make up the whole.
            let left = 100.0 - share["for"].as_f64().expect("a number");
            let abstain = share["abstain"].as_f64().expect("a number").min(left);
            share["abstain"] = json!(abstain);
            share["against"] = json!(left - abstain);
            vec![tally("states", MEMBERS, 7), share]
        }
    };
    let mut cast = Vec::new();
    let left = |field: &str| tallies[0][field].as_u64().expect("a number");
    let mut left = [
        ("for", left("for")),
        ("against", left("against")),
        ("abstain", left("abstain")),
    ];
    for nth in 0..random.below(count) {
        // No more than were counted; who is not counted was not there.
        let vote = random.below(4);
        let vote = match left.get_mut(vote) {
            Some((vote, left)) if *left > 0 => {
                *left -= 1;
                *vote
            }
            _ => "absent",
        };
        let count = (sort == "party" && nth % 4 == 0).then_some(1);
        cast.push(fields(
            json!({ "actor": format!("{sort}-{nth}-{code}"), "vote": vote, "count": count }),
        ));
    }
    fields(json!({ "on": on, "tallies": tallies, "cast": cast }))
}

/// An election among the options, in which the chosen one had most votes; one party made known for whom it voted.
fn election(record: &Value, code: &str, random: &mut Random) -> Value {
    let options = record["options"].as_array().into_iter().flatten();
    let mut tallies: Vec<_> = options
        .map(|option| {
            let most = if option["id"] == record["choice"] {
                61
            } else {
                0
            };
            json!({ "unit": "members", "option": option["id"], "for": most + random.below(30) })
        })
        .collect();
    tallies.push(json!({ "unit": "members", "blank": random.below(4) }));
    let cast = json!([{ "actor": format!("party-0-{code}"), "vote": "for", "option": record["choice"], "count": 20 }]);
    json!({ "tallies": tallies, "cast": cast })
}

fn weighted(stories: &[(usize, Story)], random: &mut Random) -> Story {
    let mut left = random.below(stories.iter().map(|(weight, _)| weight).sum());
    for (weight, story) in stories {
        match left.checked_sub(*weight) {
            None => return story,
            Some(less) => left = less,
        }
    }
    unreachable!("it was below their sum")
}
