//! The promise: the line through time is right, and follows from dated events alone.

use crate::dataset::{Dataset, Document};
use crate::derive::{Moment, Projection, positions};
use crate::files::RawFile;
use crate::schema::{NAMES, Schemas, generate};
use crate::support::{dataset, day, repository};
use crate::view::timeline;

const PROPOSAL: &str = "eu-com-2022-209";
const ACTOR: &str = "nl-state";
/// The day from which the line is looked at, unless a case says otherwise.
const NOW: &str = "2026-11-22";

/// The timeline of the proposal, as it looks now.
fn line(dataset: &Dataset) -> serde_json::Value {
    let projection = Projection::new(dataset, Moment::on(day(NOW)), day(NOW));
    let proposal = projection.shown.proposal(&PROPOSAL.parse().expect("an id"));
    let view = timeline::view(&projection, proposal.expect("it is there"), None);
    serde_json::to_value(&view).expect("it is JSON")
}

/// The decisions on which the position of the Netherlands rested on a day.
fn standing(dataset: &Dataset, at: &str) -> Vec<String> {
    let (proposal, actor) = (
        PROPOSAL.parse().expect("an id"),
        ACTOR.parse().expect("an id"),
    );
    let moment = Moment {
        at: day(at),
        known: day(NOW),
    };
    let decisions = positions(dataset, &proposal, &actor, moment).into_iter();
    decisions.map(|one| one.id.to_string()).collect()
}

/// Nothing that follows from the records has a field in them.
#[test]
fn what_is_derived_is_not_stored() {
    for name in NAMES {
        let schema = generate(name).expect("every name has a schema").to_string();
        for field in [
            "status",
            "superseded_by",
            "annulled_by",
            "reached",
            "reported_by",
            "known_by",
            "current_position",
        ] {
            assert!(
                !schema.contains(&format!("\"{field}\":")),
                "{name} stores `{field}`"
            );
        }
    }
}

#[test]
fn changing_one_date_changes_every_view_that_depends_on_it() {
    let original = dataset(&repository());
    let document = original
        .document("decision", "besluit-nl-2025-0001")
        .expect("it is there");
    let mut record = document.root().expect("it is JSON").to_value();
    assert_eq!(record["events"][0]["date"], "2025-11-18");
    record["events"][0]["date"] = "2025-11-20".into();
    let mut documents = original.documents.clone();
    let changed = documents
        .iter_mut()
        .find(|one| one.path == document.path)
        .expect("it is there");
    let file = RawFile {
        path: document.path.clone(),
        content: Ok(record.to_string().into_bytes()),
    };
    *changed = Document::read(file, &Schemas::new()).into();
    let later = Dataset::assemble(
        original.config.clone(),
        documents,
        original.sidecars.to_vec(),
    );
    // Until the new date, the decision that came before it stands.
    assert_eq!(standing(&original, "2025-11-19"), ["besluit-nl-2025-0001"]);
    assert_eq!(standing(&later, "2025-11-19"), ["besluit-nl-2026-0014"]);
    assert_ne!(line(&original), line(&later));
}

/// Every entry of the chronology that is well attested stands in the timeline with its date.
#[test]
fn the_chronology_is_in_the_timeline() {
    let dataset = dataset(&repository());
    let view = line(&dataset);
    let has = |date: &str, id: &str| {
        let entries = view["entries"].as_array().into_iter().flatten();
        entries
            .into_iter()
            .any(|entry| entry["date"] == date && entry["decision"] == format!("besluit-{id}"))
    };
    for (date, id) in [
        ("2022-06-17", "nl-2026-0001"),
        ("2022-07", "nl-2025-0005"),
        ("2022-09-14/2022-09-30", "nl-2026-0002"),
        ("2023-02", "nl-2026-0002"),
        ("2023-04", "nl-2026-0003"),
        ("2023-06-28", "nl-2026-0004"),
        ("2023-07-06", "nl-2026-0005"),
        ("2023-07-08/2023-09-30", "nl-2026-0020"),
        ("2023-09-01/2023-09-28", "nl-2026-0020"),
        ("2023-10-10/2023-10-20", "nl-2026-0006"),
        ("2023-10-16/2023-10-31", "nl-2026-0007"),
        ("2024-06-20", "eu-2026-0008"),
        ("2024-09-16", "nl-2026-0008"),
        ("2024-10-01", "nl-2026-0009"),
        ("2024-10-02", "eu-2026-0001"),
        ("2024-10-02/2024-10-08", "eu-2026-0001"),
        ("2024-10-09", "nl-2025-0006"),
        ("2024-10-09", "nl-2026-0009"),
        ("2024-10-09", "nl-2026-0010"),
        ("2024-11-29", "nl-2026-0009"),
        ("2024-11-29", "nl-2026-0011"),
        ("2024-12-12", "nl-2026-0009"),
        ("2024-12-12", "eu-2026-0001"),
        ("2025-03", "nl-2026-0012"),
        ("2025-09-29", "nl-2026-0014"),
        ("2025-10-01", "nl-2026-0022"),
        ("2025-10-08/2025-10-09", "eu-2026-0002"),
        ("2025-11-13", "nl-2026-0023"),
        ("2025-11-18", "nl-2025-0001"),
        ("2025-11-18", "nl-2025-0004"),
        ("2025-11-21", "nl-2025-0001"),
        ("2025-11-24", "nl-2025-0002"),
        // The promise to vote against, of the same day as the motion.
        ("2025-11-24", "nl-2025-0001"),
        ("2025-11-25", "nl-2025-0002"),
        ("2025-11-26", "nl-2025-0003"),
        ("2025-11-26", "eu-2025-0001"),
    ] {
        assert!(has(date, id), "{date} {id}");
    }
}
