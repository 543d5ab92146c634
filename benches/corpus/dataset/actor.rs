//! The actors who decide, argue, advise and write in one government. There are few of them, and thousands of records name each.

use serde_json::{Value, json};

use super::random::Random;
use super::source::unpinned;
use super::{both, record, revision, with};

pub const MINISTERS: usize = 12;
pub const ADVISERS: usize = 16;
pub const PARTIES: usize = 10;
pub const MEMBERS: usize = 12;

/// All of them, after the register that says who holds which office.
pub fn actors(code: &str) -> Vec<Value> {
    let of = |kind: &str| format!("{kind}-{code}");
    let register = json!({
        "form": "decision",
        "title": both(&format!("Register ({code})"), &format!("Register ({code})")),
        "authors": [{ "actor": of("cabinet") }],
        "date": "1999-12-01",
        "availability": "public",
    });
    let mut actors = vec![
        unpinned(&format!("register-{code}"), register),
        actor(code, "state", "state", ("De staat", "The state"), None),
        actor(
            code,
            "cabinet",
            "body",
            ("Het kabinet", "The cabinet"),
            Some(of("state")),
        ),
        actor(code, "house", "body", ("De Kamer", "The House"), None),
        actor(
            code,
            "council",
            "body",
            ("De Raad van lidstaten", "The Council of member states"),
            None,
        ),
        actor(code, "court", "body", ("De rechtbank", "The court"), None),
        actor(
            code,
            "newspaper",
            "organisation",
            ("De courant", "The newspaper"),
            None,
        ),
    ];
    for (count, name, kind, names, behalf) in [
        (
            MINISTERS,
            "minister",
            "office",
            ("Minister van coördinatie", "Minister of co-ordination"),
            Some(of("cabinet")),
        ),
        (
            MINISTERS,
            "holder",
            "person",
            ("Bewindspersoon", "Holder of an office"),
            None,
        ),
        (
            ADVISERS,
            "adviser",
            "organisation",
            ("Adviescollege", "Advisory board"),
            None,
        ),
        (PARTIES, "party", "organisation", ("Partĳ", "Party"), None),
        (
            MEMBERS,
            "member",
            "state",
            ("Lidstaat", "Member state"),
            None,
        ),
    ] {
        for nth in 0..count {
            let (dutch, english) = names;
            let names = (&*format!("{dutch} {nth}"), &*format!("{english} {nth}"));
            let own = format!("{name}-{nth}");
            let terms = match name {
                "holder" => terms(code, nth),
                "member" => json!([membership(code)]),
                _ => Value::Null,
            };
            actors.push(actor_with(code, &own, kind, names, behalf.clone(), terms));
        }
    }
    actors
}

/// The terms in which a person held the office of a minister: before the first meeting as well.
fn terms(code: &str, nth: usize) -> Value {
    let shown = |place: &str| shown_by(code, place);
    let term =
        json!({ "office": format!("minister-{nth}-{code}"), "role": "holder", "start": "1999-06" });
    let ended = json!({ "date": "2400-01-01", "evidence": [shown("Second paragraph")] });
    let evidence = json!([shown("First paragraph")]);
    match nth % 4 {
        0 => json!([with(
            with(term, json!({ "ended": ended })),
            json!({ "evidence": evidence })
        )]),
        1 => json!([with(term, json!({ "evidence": evidence }))]),
        _ => Value::Null,
    }
}

fn membership(code: &str) -> Value {
    json!({
        "office": format!("council-{code}"), "role": "member", "start": "1999", "evidence": [shown_by(code, "The members")],
    })
}

/// Evidence in the register of those who hold offices.
fn shown_by(code: &str, place: &str) -> Value {
    json!({ "source": format!("register-{code}"), "locator": place, "confidence": "high" })
}

/// One of several of a sort, such as `minister`.
pub fn one_of(random: &mut Random, sort: &str, count: usize, code: &str) -> String {
    format!("{sort}-{}-{code}", random.below(count))
}

fn actor(code: &str, name: &str, kind: &str, names: (&str, &str), behalf: Option<String>) -> Value {
    actor_with(code, name, kind, names, behalf, Value::Null)
}

fn actor_with(
    code: &str,
    name: &str,
    kind: &str,
    names: (&str, &str),
    behalf: Option<String>,
    terms: Value,
) -> Value {
    let own = format!("{name}-{code}");
    let register = json!([{ "scheme": "register_of_bodies", "value": format!("№ {own}") }]);
    with(
        record("actor", &own),
        json!({
            "kind": kind,
            "name": both(&format!("{} ({code})", names.0), &format!("{} ({code})", names.1)),
            "on_behalf_of": behalf,
            "terms": terms,
            "identifiers": if kind == "organisation" { register } else { Value::Null },
            "record": revision(),
        }),
    )
}
