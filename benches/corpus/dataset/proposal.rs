//! The proposals that are decided about: a draft text that went through two versions, and who has which stand on it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::decision;
use super::government::{Government, Proposal};
use super::meeting::Meeting;
use super::output::Output;
use super::source::{Pinned, located};
use super::{both, fields, record, revision, with};

const EFFECTS: &[&str] = &["obliges", "permits", "forbids", "entitles", "declares"];

/// Writes a proposal that lies before a meeting, and the source that is its text.
pub fn laid_before(
    government: &mut Government,
    meeting: &Meeting,
    nth: usize,
    out: &mut Output,
) -> Proposal {
    let (code, words) = (government.code.clone(), &government.words);
    let random = &mut government.random;
    let id = format!("proposal-{code}-{nth}");
    let mut draft = Pinned::new(format!("draft-{code}-{nth}"));
    let council = format!("council-{code}");
    draft
        .text
        .head(&format!("Voorstel voor een richtlĳn, nr. {nth}"));
    let mut provisions = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    for at in 0..4 + random.below(5) {
        // The first ones stood in the first version already, and the others change them.
        let is_first = at < 2;
        let (dutch, english) = words.paraphrase(random);
        let change = if at % 3 == 0 { "changed" } else { "added" };
        provisions.push(with(
            json!({
                "id": format!("provision-{}", at + 1),
                "version": if is_first { "first" } else { "second" },
                "effect": *random.pick(EFFECTS),
                "text": both(&dutch, &english),
            }),
            json!({
                "addressees": if random.below(2) == 0 { json!(["service_providers", "member_states"]) } else { Value::Null },
                "change": if is_first { Value::Null } else { change.into() },
                "replaces": if at == 3 { Value::from("#provision-1") } else { Value::Null },
                "evidence": [if is_first { located(&meeting.press, random) } else { draft.quote(words, random) }],
            }),
        ));
        ids.push(format!("{id}#provision-{}", at + 1));
    }
    // The next decision that is taken up is about it.
    let next = decision::id(&code, meeting, government.decisions);
    let made_by: Vec<_> = (random.below(4) == 0).then_some(next).into_iter().collect();
    let majority = ["simple_majority", "qualified_majority", "unanimity"][random.below(3)];
    let first_day = meeting.days_before(70);
    out.record(&with(
        record("proposal", &id),
        json!({
            "title": both(
                &format!("Richtlĳn {nth}: {}", words.dutch(random, 4)),
                &format!("Directive {nth}: {}", words.english(random, 4)),
            ),
            "identifiers": [{ "scheme": "paper", "value": format!("COM({}) {nth} – {code}", &meeting.date()[..4]) }],
            "versions": [
                { "id": "first", "date": &first_day[..7], "by": council, "evidence": [located(&meeting.press, random)] },
                fields(json!({
                    "id": "second", "date": meeting.date(), "by": council,
                    "identifiers": [{ "scheme": "document", "value": format!("{}/{nth}", 10_000 + nth) }],
                    "document": draft.id, "decisions": made_by, "evidence": [draft.quote(words, random)],
                })),
            ],
            "provisions": provisions,
            "voting_rules": [
                { "body": council, "majority": majority, "needed_to": "adopt", "evidence": [draft.quote(words, random)] },
            ],
            "evidence": [located(&meeting.press, random)],
            "record": revision(),
        }),
    ));
    let described = json!({
        "form": "proposal_text",
        "title": both(&format!("Voorstel {nth} ({code})"), &format!("Proposal {nth} ({code})")),
        "language": "nl",
        "authors": [{ "actor": council }],
        "date": meeting.date(),
        "availability": "public",
    });
    draft.write(described, json!({}), random, out);
    Proposal {
        id,
        provisions: ids,
        made_by,
        positions: BTreeMap::new(),
    }
}
