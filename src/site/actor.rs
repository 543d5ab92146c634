//! The page of an actor: in whose name it speaks, its offices, and what it decided, argued, wrote and promised.

use askama::Template;

use crate::export::derived::OwnDerived;
use crate::export::{Exported, File};
use crate::model::{Actor, Decision, Record, Term};

use super::address::{Place, of_part};
use super::cite::{Citation, citation};
use super::list::{Row, newest};
use super::markup::{Link, in_script};
use super::page::{Page, Proof};
use super::parts::{CommitmentView, Fact, escaped};
use super::{Edition, Site, rendered, schema_org};

/// The number of statements that are shown by their words; of older decisions only their number is.
const STATEMENTS: usize = 60;

/// The number of records that one list on the page has at most.
const ROWS: usize = 100;

#[derive(Template)]
#[template(path = "actor.html")]
struct ActorPage<'a> {
    page: Page<'a>,
    linked: String,
    kind: String,
    is_withdrawn: bool,
    facts: Vec<Fact>,
    terms: Vec<TermView<'a>>,
    holders: Vec<TermView<'a>>,
    decided: Vec<Row<'a>>,
    /// What it holds: the decision, its statements there with what they are, and how many more there are.
    holds: Vec<(Link<'a>, Vec<(String, Link<'a>)>, usize)>,
    took_part: Vec<(Link<'a>, String)>,
    wrote: Vec<Row<'a>>,
    commitments: Vec<CommitmentView<'a>>,
    proofs: Vec<Proof<'a>>,
    citation: Citation<'a>,
}

/// A term of office.
struct TermView<'a> {
    id: String,
    who: Link<'a>,
    role: String,
    from: String,
    until: String,
    note: Option<String>,
    proofs: Vec<Proof<'a>>,
}

/// The page of an actor; nothing if the record is none.
pub fn page<'a>(
    site: &'a Site<'a>,
    edition: &'a Edition,
    exported: &'a Exported<'a>,
) -> Option<std::io::Result<File>> {
    let (Record::Actor(actor), OwnDerived::Actor(derived)) =
        (exported.record, &exported.derived.own)
    else {
        return None;
    };
    let place = Place::Record("actor", actor.id.as_str());
    let mut page = Page::new(site, edition, place, "", "");
    page.title = page.said(&actor.name).text.to_owned();
    let kind = page.code("actor_kind", &actor.kind);
    page.about = format!("{} · {kind}", page.title);
    let speaks_for: Vec<_> = derived
        .speaks_for
        .iter()
        .map(|id| page.actor(id).to_string())
        .collect();
    let template = made(page, exported, actor, speaks_for);
    Some(rendered(&template.page, &template))
}

fn made<'a>(
    page: Page<'a>,
    exported: &'a Exported<'a>,
    actor: &'a Actor,
    speaks_for: Vec<String>,
) -> ActorPage<'a> {
    let record = exported.record;
    let value = serde_json::to_value(record).unwrap_or_default();
    let words = page.words;
    let identifiers = actor.identifiers.iter();
    let identifiers: Vec<_> = identifiers.map(|one| escaped(one.value.as_str())).collect();
    let facts = [
        (!speaks_for.is_empty()).then(|| (words.on_behalf_of, speaks_for.join(", "))),
        (!identifiers.is_empty()).then(|| (words.identifiers, identifiers.join(", "))),
    ];
    let terms = actor.terms.iter().enumerate().map(|(at, term)| {
        let id = of_part(&value, &format!("/terms/{at}/role"));
        term_view(&page, id, page.actor(&term.office), term)
    });
    let of_actor = page.site.backlinks.actor_of(actor.id.as_str());
    let holders = of_actor.holders.iter();
    let holders =
        holders.map(|(who, term)| term_view(&page, String::new(), page.actor(&who.id), term));
    let rows = |records: Vec<&'a Record>| -> Vec<Row<'a>> {
        let mut records = records;
        records.sort_by_cached_key(|one| (std::cmp::Reverse(newest(one)), one.id()));
        records.iter().take(ROWS).map(|one| page.row(one)).collect()
    };
    let of_id = |record_type: &str, id: &str| page.site.record(record_type, id);
    let decided = of_actor
        .decided
        .iter()
        .filter_map(|one| of_id("decision", one.id.as_str()));
    let wrote = of_actor
        .wrote
        .iter()
        .filter_map(|one| of_id("source", one.id.as_str()));
    let took_part = of_actor.took_part.iter().take(ROWS);
    let commitments = of_actor.commitments.iter().take(ROWS);
    ActorPage {
        linked: in_script(&schema_org::of_actor(&page, actor)),
        kind: page.code("actor_kind", &actor.kind),
        is_withdrawn: !record.state().counts(),
        facts: facts.into_iter().flatten().collect(),
        terms: terms.collect(),
        holders: holders.take(ROWS).collect(),
        decided: rows(decided.collect()),
        holds: holds(&page, &of_actor.statements),
        took_part: took_part
            .map(|(decision, role)| {
                (
                    page.decision(&decision.id),
                    page.code("participant_role", role),
                )
            })
            .collect(),
        wrote: rows(wrote.collect()),
        commitments: commitments
            .map(|(record, one)| page.commitment(record, one))
            .collect(),
        proofs: page.proofs(&actor.evidence),
        citation: citation(&page, exported),
        page,
    }
}

fn term_view<'a>(page: &Page<'a>, id: String, who: Link<'a>, term: &'a Term) -> TermView<'a> {
    let ended = term.ended.as_ref();
    let proofs = page.proofs(&term.evidence).into_iter();
    let of_end = ended.into_iter().flat_map(|end| page.proofs(&end.evidence));
    TermView {
        id,
        who,
        role: page.code("term_role", &term.role),
        from: term
            .start
            .as_ref()
            .map_or(String::new(), |date| page.date(date)),
        until: ended.map_or(String::new(), |end| page.date(&end.date)),
        note: term.capacity.map(|one| page.code("capacity", &one)),
        proofs: proofs.chain(of_end).collect(),
    }
}

/// What an actor holds, by decision, the newest first.
fn holds<'a>(
    page: &Page<'a>,
    statements: &[(&'a Decision, &'a crate::model::Statement)],
) -> Vec<(Link<'a>, Vec<(String, Link<'a>)>, usize)> {
    let mut by_decision: Vec<(&'a Decision, Vec<&'a crate::model::Statement>)> = Vec::new();
    for (decision, statement) in statements {
        match by_decision.last_mut() {
            Some((last, all)) if last.id == decision.id => all.push(statement),
            _ => by_decision.push((decision, vec![statement])),
        }
    }
    let date = |decision: &Decision| {
        decision
            .events
            .iter()
            .filter_map(|one| one.date.order())
            .max()
    };
    by_decision.sort_by_key(|(decision, _)| std::cmp::Reverse(date(decision)));
    let mut room = STATEMENTS;
    let all = by_decision.into_iter().take(ROWS).map(|(decision, all)| {
        let shown = all.iter().take(room).map(|one| {
            let href = page.part("decision", decision.id.as_str(), one.id.as_str());
            let said = page.said(&one.text);
            (
                page.code("statement_type", &one.r#type),
                Link { href, said },
            )
        });
        let shown: Vec<_> = shown.collect();
        room -= shown.len();
        let more = all.len() - shown.len();
        (page.decision(&decision.id), shown, more)
    });
    all.collect()
}
