//! The options that can be chosen, by the kind of the decision.

use serde_json::{Value, json};

use super::random::Random;
use super::{both, with};

/// An option: its id, what it comes to in Dutch and in English, and the position that it amounts to.
pub type DecisionOption = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

/// The options of each kind that is no position, the usual choice first.
const KINDS: &[(&str, &[DecisionOption])] = &[
    (
        "order",
        &[
            (
                "close",
                "Sluiten – tot nader order",
                "Close it until further notice",
                None,
            ),
            ("keep-open", "Openhouden", "Keep it open", None),
        ],
    ),
    (
        "licence",
        &[
            ("grant", "Verlenen", "Grant it", None),
            ("refuse", "Weigeren", "Refuse it", None),
            (
                "grant-in-part",
                "Voor één deel verlenen",
                "Grant it in part",
                None,
            ),
        ],
    ),
    (
        "legislation",
        &[
            ("enact", "Vaststellen", "Enact it", None),
            (
                "wait",
                "Wachten op de “EU-verordening”",
                "Wait for the “EU regulation”",
                None,
            ),
        ],
    ),
    (
        "appointment",
        &[
            ("appoint", "Benoemen", "Appoint the candidate", None),
            (
                "reopen",
                "De vacature heropenen",
                "Reopen the vacancy",
                None,
            ),
        ],
    ),
    (
        "mandate",
        &[
            (
                "bind",
                "De onderhandelaars binden",
                "Bind the negotiators",
                None,
            ),
            (
                "leave-free",
                "Hen de vrĳe hand laten",
                "Leave them a free hand",
                None,
            ),
        ],
    ),
    (
        "request",
        &[
            (
                "ask",
                "Het college om advies vragen",
                "Ask the board’s advice",
                None,
            ),
            (
                "do-without",
                "Zonder advies beslissen",
                "Decide without advice",
                None,
            ),
        ],
    ),
    (
        "motion",
        &[
            ("adopt", "Aannemen", "Adopt it", None),
            ("reject", "Verwerpen", "Reject it", None),
        ],
    ),
];

/// The options of a position.
const POSITIONS: &[DecisionOption] = &[
    ("support", "Steunen", "Support it", Some("support")),
    (
        "support-if",
        "Steunen onder voorwaarden",
        "Support it on conditions",
        Some("support_conditional"),
    ),
    ("abstain", "Zich onthouden", "Abstain", Some("abstain")),
    ("oppose", "Tegenstemmen", "Vote against it", Some("oppose")),
];

/// The options of a kind, and the one that is chosen.
pub fn of_kind(kind: &str, random: &mut Random) -> (Vec<DecisionOption>, DecisionOption) {
    let (_, options) = KINDS
        .iter()
        .find(|(name, _)| *name == kind)
        .expect("it is one of them");
    // A third of the time it is not the usual one.
    let at = random.below(3) / 2;
    (options.to_vec(), options[at])
}

/// Some of the options of a position, and one that is chosen: another one than before.
pub fn of_position(
    before: Option<&str>,
    random: &mut Random,
) -> (Vec<DecisionOption>, DecisionOption) {
    let from = random.below(2);
    let options = &POSITIONS[from..from + 3];
    let others: Vec<_> = options.iter().filter(|one| Some(one.0) != before).collect();
    (options.to_vec(), **random.pick(&others))
}

/// What an option amounts to for a text, motion or request.
fn result(id: &str) -> Option<&'static str> {
    Some(match id {
        "adopt" | "enact" => "adopts",
        "reject" | "wait" => "rejects",
        "grant" => "grants",
        "grant-in-part" => "grants_in_part",
        "refuse" => "refuses",
        _ => return None,
    })
}

/// An option as the record has it; what shows an option that was not chosen stands with it.
pub fn written(
    (id, dutch, english, position): DecisionOption,
    code: &str,
    evidence: Option<Value>,
) -> Value {
    let appoints = (id == "appoint").then(
        || json!({ "actor": format!("holder-1-{code}"), "office": format!("minister-1-{code}") }),
    );
    with(
        json!({ "id": id, "label": both(dutch, english) }),
        json!({ "position": position, "result": result(id), "appoints": appoints, "evidence": evidence.map(|one| json!([one])) }),
    )
}
