//! The actors who decide, argue, advise and write in one government. There are few of them, and thousands of records name each.

use serde_json::{Value, json};

use super::random::Random;
use super::{both, record, revision, with};

pub const MINISTERS: usize = 12;
pub const ADVISERS: usize = 16;
pub const PARTIES: usize = 10;
pub const MEMBERS: usize = 12;

/// All of them.
pub fn actors(code: &str) -> Vec<Value> {
    let of = |kind: &str| format!("{kind}-{code}");
    let mut actors = vec![
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
            actors.push(actor(
                code,
                &format!("{name}-{nth}"),
                kind,
                names,
                behalf.clone(),
            ));
        }
    }
    actors
}

/// One of several of a sort, such as `minister`.
pub fn one_of(random: &mut Random, sort: &str, count: usize, code: &str) -> String {
    format!("{sort}-{}-{code}", random.below(count))
}

fn actor(code: &str, name: &str, kind: &str, names: (&str, &str), behalf: Option<String>) -> Value {
    let own = format!("{name}-{code}");
    let register = json!([{ "scheme": "register_of_bodies", "value": format!("№ {own}") }]);
    with(
        record("actor", &own),
        json!({
            "kind": kind,
            "name": both(&format!("{} ({code})", names.0), &format!("{} ({code})", names.1)),
            "on_behalf_of": behalf,
            "identifiers": if kind == "organisation" { register } else { Value::Null },
            "record": revision(),
        }),
    )
}
