//! The page of a decision: what, when, on what ground and who differed first; then who argued what, what happened, and the rest.

use askama::Template;

use crate::export::derived::{DecisionDerived, InverseRelation, OwnDerived};
use crate::export::{Exported, File};
use crate::model::{Date, Decision, NeededTo, Relation, code};

use super::address::{self, Place};
use super::arguments::{IN_SHORT, OptionView, differing, grounds, option_view};
use super::cite::{Citation, citation};
use super::discrepancy::{DiscrepancyView, discrepancies};
use super::markup::{Link, Said, in_script};
use super::page::{Page, Proof};
use super::parts::{CommitmentView, EventView, Fact, ProvisionView, escaped};
use super::statement::{StatementView, placed};
use super::{Edition, Site, map, rendered, schema_org};

#[derive(Template)]
#[template(path = "decision.html")]
struct DecisionPage<'a> {
    page: Page<'a>,
    decision: &'a Decision,
    linked: String,
    kind: String,
    since: Option<String>,
    is_withdrawn: bool,
    /// True if nothing shows yet that it was decided.
    is_open: bool,
    /// The sections of the page: their names, and their titles.
    sections: Vec<(&'static str, &'static str)>,
    capacity: Option<String>,
    decider_proofs: Vec<Proof<'a>>,
    status: Option<StatusView<'a>>,
    choice: Said<'a>,
    position: Option<(String, String)>,
    effects: Vec<String>,
    proposal: Option<(Link<'a>, Option<String>)>,
    facts: Vec<Fact>,
    has_statements: bool,
    in_short: Vec<Link<'a>>,
    /// The number of grounds that are only shown below.
    more_grounds: usize,
    differing: Vec<(Link<'a>, Link<'a>)>,
    overview: String,
    options: Vec<OptionView<'a>>,
    others: Vec<(String, Vec<(Link<'a>, StatementView<'a>)>)>,
    events: Vec<EventView<'a>>,
    statuses: Vec<SpellView>,
    older: Vec<RelationView<'a>>,
    newer: Vec<(String, Link<'a>, String)>,
    provisions: Vec<ProvisionView<'a>>,
    commitments: Vec<CommitmentView<'a>>,
    participants: Vec<ParticipantView<'a>>,
    discrepancies: Vec<DiscrepancyView<'a>>,
    citation: Citation<'a>,
}

/// What has become of the decision.
struct StatusView<'a> {
    code: &'static str,
    title: String,
    since: Option<String>,
    by: Option<Link<'a>>,
}

/// A status, from one day until another.
struct SpellView {
    from: String,
    until: String,
    code: &'static str,
    title: String,
    because: Option<(String, String)>,
}

struct RelationView<'a> {
    id: String,
    kind: String,
    link: Link<'a>,
    reach: String,
    proofs: Vec<Proof<'a>>,
}

struct ParticipantView<'a> {
    id: String,
    actor: Link<'a>,
    role: String,
    consents: Vec<String>,
    proofs: Vec<Proof<'a>>,
}

/// The page of a decision; nothing if the record is none.
pub fn page<'a>(
    site: &'a Site<'a>,
    edition: &'a Edition,
    exported: &'a Exported<'a>,
) -> Option<std::io::Result<File>> {
    let OwnDerived::Decision(derived) = &exported.derived.own else {
        return None;
    };
    let decision = exported.record.decision()?;
    let place = Place::Record("decision", decision.id.as_str());
    let mut page = Page::new(site, edition, place, "", "");
    page.title = page.said(site.title_of(decision)).text.to_owned();
    page.about = about(&page, decision, derived);
    let template = made(page, exported, decision, derived);
    Some(rendered(&template.page, &template))
}

fn made<'a>(
    page: Page<'a>,
    exported: &'a Exported<'a>,
    decision: &'a Decision,
    derived: &'a DecisionDerived<'a>,
) -> DecisionPage<'a> {
    let record = exported.record;
    let chosen = decision.chosen();
    let proposal = decision.proposal.as_ref();
    let value = serde_json::to_value(record).unwrap_or_default();
    let place = |pointer: String| address::of_part(&value, &pointer);
    let placed = placed(decision);
    let mut others: Vec<(String, Vec<_>)> = Vec::new();
    for one in placed.others {
        let kind = page.code("statement_type", &one.r#type);
        let shown = (
            page.actor(&one.holder),
            StatementView::of(&page, record, decision, one),
        );
        match others.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, all)) => all.push(shown),
            None => others.push((kind, vec![shown])),
        }
    }
    let mut options: Vec<_> = decision.options.iter().collect();
    options.sort_by_key(|option| option.id != decision.choice);
    let none = Vec::new();
    let grounds = grounds(&page, decision);
    let options = options.into_iter().map(|option| {
        let statements = placed.bearing.get(option.id.as_str()).unwrap_or(&none);
        option_view(&page, record, decision, option, statements)
    });
    DecisionPage {
        linked: in_script(&schema_org::of_decision(&page, decision, derived)),
        kind: page.code("decision_kind", &decision.kind),
        since: first_date(decision).map(|date| page.date(date)),
        is_withdrawn: !record.state().counts(),
        is_open: is_open(derived),
        sections: sections(&page, decision, derived),
        capacity: decision
            .decider
            .capacity
            .map(|one| page.code("capacity", &one)),
        decider_proofs: page.proofs(&decision.decider.evidence),
        status: derived.status.map(|code| StatusView {
            code,
            title: page.code("status", code),
            since: derived.since.as_ref().map(|date| page.date(date)),
            by: derived.by.map(|id| page.decision(id)),
        }),
        choice: chosen.map_or(
            Said {
                text: decision.choice.as_str(),
                lang: None,
            },
            |option| page.said(&option.label),
        ),
        position: derived
            .position
            .map(|position| (code(&position), page.code("position", &position))),
        effects: effects(&page, derived),
        proposal: proposal.map(|one| {
            let version = one.version.as_ref();
            let version = version.map(|version| page.version(&one.id, version));
            (page.proposal(&one.id), version)
        }),
        facts: facts(&page, decision, derived),
        has_statements: !decision.statements.is_empty(),
        more_grounds: grounds.len().saturating_sub(IN_SHORT),
        in_short: grounds.into_iter().take(IN_SHORT).collect(),
        differing: differing(&page, decision),
        overview: map::overview(&page, decision),
        options: options.collect(),
        others,
        events: decision
            .events
            .iter()
            .map(|one| page.event(record, one))
            .collect(),
        statuses: statuses(&page, derived),
        older: decision
            .relations
            .iter()
            .enumerate()
            .map(|(at, one)| RelationView {
                id: place(format!("/relations/{at}/type")),
                kind: page.code("relation_type", &one.r#type),
                link: page.decision(&one.target),
                reach: reach(&page, one),
                proofs: page.proofs(&one.evidence),
            })
            .collect(),
        newer: derived
            .inverse_relations
            .iter()
            .map(|one| {
                let kind = page.code("relation_type", &one.r#type);
                (kind, page.decision(one.from), inverse_reach(&page, one))
            })
            .collect(),
        provisions: decision
            .provisions
            .iter()
            .map(|one| page.provision(record, one))
            .collect(),
        commitments: decision
            .commitments
            .iter()
            .map(|one| page.commitment(record, one))
            .collect(),
        participants: decision
            .participants
            .iter()
            .enumerate()
            .map(|(at, one)| ParticipantView {
                id: place(format!("/participants/{at}/role")),
                actor: page.actor(&one.actor),
                role: page.code("participant_role", &one.role),
                consents: one
                    .consents
                    .iter()
                    .map(|one| {
                        let kind = page.code("consent_type", &one.r#type);
                        format!("{kind} {}", page.date(&one.date))
                    })
                    .collect(),
                proofs: page
                    .proofs(&one.evidence)
                    .into_iter()
                    .chain(
                        one.consents
                            .iter()
                            .flat_map(|one| page.proofs(&one.evidence)),
                    )
                    .collect(),
            })
            .collect(),
        discrepancies: discrepancies(&page, decision, &value),
        citation: citation(&page, exported),
        decision,
        page,
    }
}

/// What the page is about, in a sentence.
fn about(page: &Page<'_>, decision: &Decision, derived: &DecisionDerived<'_>) -> String {
    let kind = page.code("decision_kind", &decision.kind);
    let decider = page.actor_name(&decision.decider.actor);
    let status = derived.status.map(|code| page.code("status", code));
    let since = derived.since.as_ref().map(|date| page.date(date));
    let parts = [Some(kind), Some(decider), status, since];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The date of the first event.
fn first_date(decision: &Decision) -> Option<&Date> {
    decision.events.iter().next().map(|event| &event.date)
}

fn effects(page: &Page<'_>, derived: &DecisionDerived<'_>) -> Vec<String> {
    let effects = derived.effects.iter();
    effects
        .map(|one| {
            let needed = match one.needed_to {
                NeededTo::Adopt => String::new(),
                NeededTo::Reject => format!(", {}", page.words.needed_to_reject),
            };
            let body = page.actor_name(one.body);
            let effect = page.code("effect", one.effect);
            format!("{body}{needed}: {effect}")
        })
        .collect()
}

/// True if nothing shows yet that it was decided, or will be so.
fn is_open(derived: &DecisionDerived<'_>) -> bool {
    matches!(derived.reached, None | Some("proposed"))
}

/// The sections that the page has, but for the last.
fn sections(
    page: &Page<'_>,
    decision: &Decision,
    derived: &DecisionDerived<'_>,
) -> Vec<(&'static str, &'static str)> {
    let words = page.words;
    let relations = decision.relations.len() + derived.inverse_relations.len();
    let has_others = decision.statements.iter().any(|one| one.bearing.is_none());
    let all = [
        (true, "_arguments", words.arguments),
        (has_others, "_others", words.other_statements),
        (true, "_what-happened", words.events),
        (
            !derived.statuses.is_empty(),
            "_any-day",
            words.status_on_any_day,
        ),
        (relations > 0, "_relations", words.relations),
        (
            !decision.provisions.is_empty(),
            "_provides",
            words.provisions,
        ),
        (
            !decision.commitments.is_empty(),
            "_promised",
            words.commitments,
        ),
        (
            !decision.participants.is_empty(),
            "_took-part",
            words.took_part,
        ),
        (
            !decision.discrepancies.is_empty(),
            "_differ",
            words.discrepancies,
        ),
        (true, "_cite", words.cite),
    ];
    let there = all.into_iter().filter(|(is_there, ..)| *is_there);
    there.map(|(_, name, title)| (name, title)).collect()
}

/// What else there is to say of it in a line.
fn facts<'a>(page: &Page<'a>, decision: &'a Decision, derived: &DecisionDerived<'_>) -> Vec<Fact> {
    let words = page.words;
    let result = decision.chosen().and_then(|option| option.result);
    let result = result.filter(|_| !is_open(derived));
    let identifiers = decision.identifiers.iter();
    let identifiers: Vec<_> = identifiers.map(|one| escaped(one.value.as_str())).collect();
    let document = decision.document.as_ref();
    let facts = [
        result.map(|result| (words.result, escaped(&page.code("option_result", &result)))),
        (!identifiers.is_empty()).then(|| (words.identifiers, identifiers.join(", "))),
        document.map(|id| (words.text_of_decision, page.source(id).to_string())),
    ];
    facts.into_iter().flatten().collect()
}

fn statuses(page: &Page<'_>, derived: &DecisionDerived<'_>) -> Vec<SpellView> {
    let statuses = derived.statuses.iter();
    statuses
        .map(|one| SpellView {
            from: page.day(&one.spell.valid_from),
            until: match &one.spell.valid_until {
                Some(day) => page.day(day),
                None => page.words.still.to_owned(),
            },
            code: one.status,
            title: page.code("status", one.status),
            because: one
                .spell
                .because
                .as_deref()
                .and_then(|event| page.event_link(event)),
        })
        .collect()
}

/// What a relation touches, and when.
fn reach(page: &Page<'_>, relation: &Relation) -> String {
    let parts = relation.parts.iter().map(|part| part.as_str());
    in_words(
        page,
        parts.collect(),
        relation.effective.as_ref(),
        relation.until.as_ref(),
    )
}

fn inverse_reach(page: &Page<'_>, relation: &InverseRelation<'_>) -> String {
    let parts = relation.parts.iter().map(|part| part.as_str());
    in_words(page, parts.collect(), relation.effective, relation.until)
}

fn in_words(
    page: &Page<'_>,
    parts: Vec<&str>,
    from: Option<&Date>,
    until: Option<&Date>,
) -> String {
    let words = page.words;
    let parts = (!parts.is_empty()).then(|| format!("{} {}", words.parts, parts.join(", ")));
    let from = from.map(|date| format!("{} {}", words.from, page.date(date)));
    let until = until.map(|date| format!("{} {}", words.until, page.date(date)));
    let all = [parts, from, until].into_iter().flatten();
    all.collect::<Vec<_>>().join(", ")
}
