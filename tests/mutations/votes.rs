//! Errors in votes: the tallies, the ballots, the choice and the rule of the body contradict each other.

use besluit::dataset::Document;
use besluit::model::{OptionResult, Record};

use crate::kind::Layer::{Links, Record as InRecord};
use crate::kind::{Kind, Mutation};
use crate::life::{actor, before, event, here, is_of, term, told, with_member};
use crate::support::random::Random;
use crate::world::{Site, World};

pub const KINDS: &[Kind] = &[
    Kind::within(
        InRecord,
        "vote-on-nothing",
        &here("vote-form"),
        vote_on_nothing,
    ),
    Kind::within(
        InRecord,
        "choice-against-most-votes",
        &here("against-the-majority"),
        choice_against_most_votes,
    )
    .warning(),
    Kind::within(
        InRecord,
        "election-of-the-second",
        &here("against-the-majority"),
        election_of_the_second,
    )
    .warning(),
    Kind::within(
        InRecord,
        "ballot-for-no-option",
        &here("vote-form"),
        ballot_for_no_option,
    ),
    Kind::within(
        InRecord,
        "ballot-names-an-option",
        &here("vote-form"),
        ballot_names_an_option,
    ),
    Kind::within(
        InRecord,
        "ballot-for-a-misspelt-option",
        &here("dangling-reference"),
        ballot_for_a_misspelt_option,
    ),
    Kind::within(
        InRecord,
        "more-ballots-than-votes",
        &here("vote-counts"),
        more_ballots_than_votes,
    ),
    Kind::across(
        Links,
        "vetoed-by-nobody",
        &here("vote-result"),
        vetoed_by_nobody,
    ),
    Kind::across(
        Links,
        "carried-by-less-than-half",
        &here("vote-result"),
        carried_by_less_than_half,
    ),
    Kind::across(
        Links,
        "ballot-of-no-member",
        &here("ballot-not-member"),
        ballot_of_no_member,
    )
    .warning(),
];

fn vote_on_nothing(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = event(world, random, |site| site.node.get("vote").is_none())?;
    let text = with_member(
        site,
        "vote",
        r#"{ "tallies": [{ "unit": "members", "for": 9 }] }"#,
    )?;
    Some(told(site.document, text, &format!("{}/vote", site.pointer))?.suggest("add `on`"))
}

fn choice_against_most_votes(world: &World, random: &mut Random) -> Option<Mutation> {
    let site = event(world, random, |site| {
        is_of(site, "taken") && site.node.get("vote").is_none()
    })?;
    let decision = site.document.record.as_ref()?.decision()?;
    let other = decision
        .options
        .iter()
        .find(|option| option.id != decision.choice)?;
    // Of a body that votes by a rule another one tells.
    let proposal = decision.proposal.as_ref();
    let proposal = proposal.and_then(|one| world.original.dataset.proposal(&one.id));
    let rules = proposal.map_or(&[][..], |one| &one.voting_rules);
    if rules.iter().any(|rule| rule.body == decision.decider.actor) {
        return None;
    }
    let vote = format!(
        r#"{{ "on": "{}", "tallies": [{{ "unit": "members", "for": {}, "against": 10 }}] }}"#,
        other.id,
        11 + random.below(90)
    );
    told(
        site.document,
        with_member(site, "vote", &vote)?,
        &format!("{}/vote", site.pointer),
    )
}

/// An event by which a decision was taken, without a vote; and its choice and another option.
fn taken<'a>(world: &'a World<'a>, random: &mut Random) -> Option<(&'a Site<'a>, [&'a str; 2])> {
    let site = event(world, random, |site| {
        is_of(site, "taken") && site.node.get("vote").is_none()
    })?;
    let decision = site.document.record.as_ref()?.decision()?;
    let mut options = decision.options.iter();
    let other = options.find(|option| option.id != decision.choice)?;
    Some((site, [decision.choice.as_str(), other.id.as_str()]))
}

/// The result of an election between two options.
fn tallies(options: [&str; 2], counts: [usize; 2]) -> String {
    let tallies = [0, 1].map(|nth| {
        let (option, count) = (options[nth], counts[nth]);
        format!(r#"{{ "unit": "members", "option": "{option}", "for": {count} }}"#)
    });
    format!(r#""tallies": [{}]"#, tallies.join(", "))
}

/// An event with a vote, and the place below the vote at which a finding has to stand.
fn with_vote(site: &Site, vote: &str, place: &str) -> Option<Mutation> {
    let text = with_member(site, "vote", &format!("{{ {vote} }}"))?;
    told(
        site.document,
        text,
        &format!("{}/vote{place}", site.pointer),
    )
}

/// The id of somebody who can have voted.
fn voter<'a>(world: &'a World<'a>, random: &mut Random) -> Option<&'a str> {
    Some(actor(world, random, "person")?.identity()?.1)
}

fn election_of_the_second(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, options) = taken(world, random)?;
    let most = 11 + random.below(90);
    with_vote(site, &tallies(options, [most - 1, most]), "")
}

fn ballot_for_no_option(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, options) = taken(world, random)?;
    let (voter, tallies) = (voter(world, random)?, tallies(options, [7, 2]));
    let vote = format!(r#"{tallies}, "cast": [{{ "actor": "{voter}", "vote": "for" }}]"#);
    Some(with_vote(site, &vote, "/cast/0")?.suggest("add `option`"))
}

fn ballot_names_an_option(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, [choice, other]) = taken(world, random)?;
    let voter = voter(world, random)?;
    let vote = format!(
        r#""on": "{choice}", "tallies": [{{ "unit": "members", "for": 7, "against": 2 }}], "cast": [{{ "actor": "{voter}", "vote": "for", "option": "{other}" }}]"#
    );
    Some(with_vote(site, &vote, "/cast/0/option")?.suggest("leave `option` out"))
}

fn ballot_for_a_misspelt_option(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, options) = taken(world, random)?;
    let (voter, tallies) = (voter(world, random)?, tallies(options, [7, 2]));
    let meant = options[1];
    let vote = format!(
        r#"{tallies}, "cast": [{{ "actor": "{voter}", "vote": "for", "option": "{meant}s" }}]"#
    );
    Some(with_vote(site, &vote, "/cast/0/option")?.suggest(format!("`{meant}`")))
}

fn more_ballots_than_votes(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, options) = taken(world, random)?;
    let (voter, tallies) = (voter(world, random)?, tallies(options, [7, 0]));
    let other = options[1];
    let vote = format!(
        r#"{tallies}, "cast": [{{ "actor": "{voter}", "vote": "for", "option": "{other}" }}]"#
    );
    Some(with_vote(site, &vote, "/tallies/1/for")?.suggest("mend the tally or the ballots"))
}

/// A proposal with one more voting rule: the majority by which a body adopts it.
fn with_rule(world: &World, document: &Document, body: &str, majority: &str) -> Option<String> {
    let rules = world.root(document).get("voting_rules")?;
    let first = rules.items().first()?;
    let text = &document.text;
    let evidence = &text[first.get("evidence")?.span.clone()];
    let added = format!(
        r#"{{ "body": "{body}", "majority": "{majority}", "needed_to": "adopt", "evidence": {evidence} }}, "#
    );
    let at = first.span.start;
    Some([&text[..at], &added, &text[at..]].concat())
}

/// The vote on an option by which a decision about a proposal was taken, and that proposal with a voting rule of the body that voted.
fn by_rule(
    world: &World,
    site: &Site,
    (option, counts): (&str, &str),
    majority: &str,
) -> Option<Mutation> {
    let decision = site.document.record.as_ref().and_then(Record::decision)?;
    // Another rule holds for what is rejected.
    let mut options = decision.options.iter();
    let result = options.find(|one| one.id.as_str() == option)?.result;
    if result == Some(OptionResult::Rejects) {
        return None;
    }
    let proposal = decision.proposal.as_ref()?.id.as_str();
    let proposal = world.original.dataset.document("proposal", proposal)?;
    let body = site.node.get("body").and_then(|body| body.as_str());
    let body = body.unwrap_or(decision.decider.actor.as_str());
    let rule = with_rule(world, proposal, body, majority)?;
    let vote = format!(r#""on": "{option}", "tallies": [{{ {counts} }}]"#);
    let mutation = with_vote(site, &vote, "")?;
    Some(mutation.and(&proposal.path, Some(rule.into_bytes())))
}

fn vetoed_by_nobody(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, [_, other]) = taken(world, random)?;
    let r#for = 9 + random.below(6);
    let counts = format!(r#""unit": "members", "for": {for}, "against": 1, "needed": 9"#);
    let mutation = by_rule(
        world,
        site,
        (other, &counts),
        "qualified_majority_with_veto",
    )?;
    Some(mutation.suggest("add the ballot of who vetoed it"))
}

fn carried_by_less_than_half(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, [choice, _]) = taken(world, random)?;
    let r#for = 1 + random.below(13);
    let counts = format!(r#""unit": "states", "for": {for}, "against": 14"#);
    let mutation = by_rule(world, site, (choice, &counts), "qualified_majority")?;
    Some(mutation.suggest("or the voting rule"))
}

fn ballot_of_no_member(world: &World, random: &mut Random) -> Option<Mutation> {
    let (site, [choice, _]) = taken(world, random)?;
    let body = site.node.get("body").and_then(|body| body.as_str())?;
    let voters: Option<Vec<&Document>> = (0..3).map(|_| actor(world, random, "person")).collect();
    let voters = voters?;
    let cast: Option<Vec<String>> = voters
        .iter()
        .map(|one| {
            Some(format!(
                r#"{{ "actor": "{}", "vote": "for" }}"#,
                one.identity()?.1
            ))
        })
        .collect();
    let vote = format!(r#""on": "{choice}", "cast": [{}]"#, cast?.join(", "));
    let mut mutation = with_vote(site, &vote, "/cast/2/actor")?;
    for member in &voters[..2] {
        if member.path == voters[2].path {
            return None;
        }
        let term = term(world, body, "member", "1990-01-01")?;
        let text = before(world, member, "record", &term)?;
        mutation = mutation.and(&member.path, Some(text.into_bytes()));
    }
    (voters[0].path != voters[1].path).then(|| mutation.suggest("record its term"))
}
