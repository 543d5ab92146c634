//! Who argued what about a decision: its grounds and who differed, in short, and the table of each option, in which every statement that
//! bears on it stands once, by who holds it.

use crate::model::{
    ActorId, Decision, DecisionOption, Direction, Record, Statement, StatementType,
};

use super::markup::{Link, Links, Said};
use super::page::{Page, Proof};
use super::parts::escaped;
use super::statement::StatementView;

/// An option, with who argued for and against it.
pub struct OptionView<'a> {
    pub id: &'a str,
    pub is_choice: bool,
    pub label: Said<'a>,
    pub notes: Vec<String>,
    pub proofs: Vec<Proof<'a>>,
    pub rows: Vec<Row<'a>>,
}

/// What one holder argued about an option.
pub struct Row<'a> {
    pub holder: Links<'a>,
    pub supporting: Vec<StatementView<'a>>,
    pub opposing: Vec<StatementView<'a>>,
}

/// The number of grounds that are named before everything else.
pub const IN_SHORT: usize = 5;

/// The grounds of the decision, each as a link to where it is shown whole; first those of which a source says which option they bear on.
pub fn grounds<'a>(page: &Page<'a>, decision: &'a Decision) -> Vec<Link<'a>> {
    let statements = decision.statements.iter();
    let grounds = statements.filter(|one| one.r#type == StatementType::Ground);
    let mut grounds: Vec<_> = grounds.collect();
    grounds.sort_by_key(|one| one.bearing.is_none());
    let grounds = grounds.into_iter();
    grounds
        .map(|one| to_statement(page, decision, one))
        .collect()
}

/// Who spoke against the choice, or for another option: the holder, and a link to where it is shown whole.
pub fn differing<'a>(page: &Page<'a>, decision: &'a Decision) -> Vec<(Link<'a>, Link<'a>)> {
    let statements = decision.statements.iter();
    let differs = |one: &&Statement| {
        let is_against = one.bearing.as_ref().is_some_and(|bearing| {
            (bearing.option == decision.choice) == (bearing.direction == Direction::Against)
        });
        let is_fact = one.r#type == StatementType::Fact;
        !is_fact && (is_against || one.r#type == StatementType::Dissent)
    };
    statements
        .filter(differs)
        .map(|one| (page.actor(&one.holder), to_statement(page, decision, one)))
        .collect()
}

fn to_statement<'a>(page: &Page<'a>, decision: &'a Decision, one: &'a Statement) -> Link<'a> {
    Link {
        href: page.part("decision", decision.id.as_str(), one.id.as_str()),
        said: page.said(&one.text),
    }
}

/// An option of a decision, with the statements that bear on it.
pub fn option_view<'a>(
    page: &Page<'a>,
    record: &'a Record,
    decision: &'a Decision,
    option: &'a DecisionOption,
    statements: &[&'a Statement],
) -> OptionView<'a> {
    let mut rows: Vec<(Vec<&ActorId>, Row<'a>)> = Vec::new();
    for one in statements {
        let holders: Vec<_> = std::iter::once(&one.holder).chain(&one.jointly).collect();
        let at = rows.iter().position(|(other, _)| *other == holders);
        let at = at.unwrap_or_else(|| {
            let row = Row {
                holder: page.actors(holders.iter().copied()),
                supporting: Vec::new(),
                opposing: Vec::new(),
            };
            rows.push((holders, row));
            rows.len() - 1
        });
        let direction = one.bearing.as_ref().map(|bearing| bearing.direction);
        let shown = StatementView::of(page, record, decision, one);
        let row = &mut rows[at].1;
        match direction {
            Some(Direction::Against) => row.opposing.push(shown),
            _ => row.supporting.push(shown),
        }
    }
    let position = option
        .position
        .map(|one| escaped(&page.code("position", &one)));
    let result = option
        .result
        .map(|one| escaped(&page.code("option_result", &one)));
    let appoints = option.appoints.as_ref().map(|one| {
        let words = page.words;
        let (actor, office) = (page.actor(&one.actor), page.actor(&one.office));
        format!("{} {actor} {} {office}", words.appoints, words.as_office)
    });
    OptionView {
        id: option.id.as_str(),
        is_choice: option.id == decision.choice,
        label: page.said(&option.label),
        notes: [position, result, appoints].into_iter().flatten().collect(),
        proofs: page.proofs(&option.evidence),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    }
}
