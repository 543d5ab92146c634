//! The page of an actor: in whose name it speaks, its offices, and what it decided, argued, wrote and promised.

use std::io;

use askama::Template;

use crate::export::derived::OwnDerived;
use crate::export::{Exported, File};
use crate::model::{Actor, Decision, Record, Statement, Term};

use super::address::{Place, of_part};
use super::cite::{Citation, citation};
use super::list::Row;
use super::markup::{Link, in_script};
use super::page::{Page, Proof};
use super::parts::{CommitmentView, Fact, escaped};
use super::{Edition, Site, rendered, schema_org, window};

/// The number of records of each list that one page shows; of statements, and of commitments and terms, which are long.
const ROWS: usize = 40;
const STATEMENTS: usize = 60;
const LONG: usize = 12;

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
    /// What it holds: the decision, and its statements there with what they are.
    holds: Vec<(Link<'a>, Vec<(String, Link<'a>)>)>,
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

/// The pages of an actor; nothing if the record is none.
pub fn pages<'a>(
    site: &'a Site<'a>,
    edition: &'a Edition,
    exported: &'a Exported<'a>,
) -> Option<Vec<io::Result<File>>> {
    let (Record::Actor(actor), OwnDerived::Actor(derived)) =
        (exported.record, &exported.derived.own)
    else {
        return None;
    };
    let id = actor.id.as_str();
    let of_actor = site.backlinks.actor_of(id);
    let parts = window::parts(&[
        (of_actor.decided.len(), ROWS),
        (of_actor.wrote.len(), ROWS),
        (of_actor.took_part.len(), ROWS),
        (of_actor.statements.len(), STATEMENTS),
        (of_actor.commitments.len(), LONG),
        (of_actor.holders.len(), LONG),
    ]);
    let pages = window::pages(parts, |part| {
        let place = Place::Record("actor", id).at(part);
        let mut page = Page::new(site, edition, place, "", "");
        page.parts = parts;
        page.title = page.said(&actor.name).text.to_owned();
        let kind = page.code("actor_kind", &actor.kind);
        page.about = format!("{} · {kind}", page.title);
        let speaks_for = page.actors(derived.speaks_for.iter().copied());
        let template = made(page, exported, actor, speaks_for.to_string());
        rendered(&template.page, &template)
    });
    Some(pages)
}

fn made<'a>(
    page: Page<'a>,
    exported: &'a Exported<'a>,
    actor: &'a Actor,
    speaks_for: String,
) -> ActorPage<'a> {
    let record = exported.record;
    let value = serde_json::to_value(record).unwrap_or_default();
    let words = page.words;
    let identifiers = actor.identifiers.iter();
    let identifiers: Vec<_> = identifiers.map(|one| escaped(one.value.as_str())).collect();
    let facts = [
        (!speaks_for.is_empty()).then_some((words.on_behalf_of, speaks_for)),
        (!identifiers.is_empty()).then(|| (words.identifiers, identifiers.join(", "))),
    ];
    let terms = actor.terms.iter().enumerate().map(|(at, term)| {
        let id = of_part(&value, &format!("/terms/{at}/role"));
        term_view(&page, id, page.actor(&term.office), term)
    });
    let of_actor = page.site.backlinks.actor_of(actor.id.as_str());
    let holders = page.window(&of_actor.holders, LONG).iter();
    let holders =
        holders.map(|(who, term)| term_view(&page, String::new(), page.actor(&who.id), term));
    let decided = page.window(&of_actor.decided, ROWS).iter();
    let wrote = page.window(&of_actor.wrote, ROWS).iter();
    let took_part = page.window(&of_actor.took_part, ROWS).iter();
    let commitments = page.window(&of_actor.commitments, LONG).iter();
    let row = |of_type: &str, id: &str| {
        let record = page.site.record(of_type, id)?;
        Some(page.row(record))
    };
    ActorPage {
        linked: in_script(&schema_org::of_actor(&page, actor)),
        kind: page.code("actor_kind", &actor.kind),
        is_withdrawn: !record.state().counts(),
        facts: facts.into_iter().flatten().collect(),
        terms: terms.filter(|_| page.is_first()).collect(),
        holders: holders.collect(),
        decided: decided
            .filter_map(|one| row("decision", one.id.as_str()))
            .collect(),
        holds: holds(&page, page.window(&of_actor.statements, STATEMENTS)),
        took_part: took_part
            .map(|(decision, role)| {
                let role = page.code("participant_role", role);
                (page.decision(&decision.id), role)
            })
            .collect(),
        wrote: wrote
            .filter_map(|one| row("source", one.id.as_str()))
            .collect(),
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

/// What an actor holds, by decision.
fn holds<'a>(
    page: &Page<'a>,
    statements: &[(&'a Decision, &'a Statement)],
) -> Vec<(Link<'a>, Vec<(String, Link<'a>)>)> {
    let mut by_decision: Vec<(Link<'a>, Vec<_>)> = Vec::new();
    for (decision, statement) in statements {
        let href = page.part("decision", decision.id.as_str(), statement.id.as_str());
        let said = page.said(&statement.text);
        let kind = page.code("statement_type", &statement.r#type);
        let shown = (kind, Link { href, said });
        let decision = page.decision(&decision.id);
        match by_decision.last_mut() {
            Some((last, all)) if *last == decision => all.push(shown),
            _ => by_decision.push((decision, vec![shown])),
        }
    }
    by_decision
}
