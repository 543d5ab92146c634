"""What is wrong in votes. Written from docs/rules.md and docs/reference.md."""

from fractions import Fraction

COUNTED = ("for", "against", "abstain", "blank")


def votes(record):
    for i, event in enumerate(record.get("events", []) if record["type"] == "decision" else []):
        if "vote" in event:
            yield f"/events/{i}/vote", event, event["vote"]


def vote_form(record, dataset):
    found = []
    for place, _, vote in votes(record):
        tallies, cast = vote.get("tallies", []), vote.get("cast", [])
        # In an election each tally names its option, or, where there is none, each ballot.
        is_election = "on" not in vote and any("option" in one for one in tallies or cast)
        if not (tallies or cast) or ("on" not in vote and not is_election):
            found.append(place)
        for i, tally in enumerate(tallies):
            if not any(key in tally for key in COUNTED):
                found.append(f"{place}/tallies/{i}")
            elif is_election and "option" not in tally and ("for" in tally or "against" in tally):
                found.append(f"{place}/tallies/{i}")
            if "on" in vote and "option" in tally:
                found.append(f"{place}/tallies/{i}/option")
        for i, ballot in enumerate(cast):
            if "option" in ballot and not is_election:
                found.append(f"{place}/cast/{i}/option")
            if is_election and "option" not in ballot and ballot["vote"] in ("for", "against"):
                found.append(f"{place}/cast/{i}")
            if votes_both_ways(ballot, cast[:i], dataset):
                found.append(f"{place}/cast/{i}")
    return found


def votes_both_ways(ballot, before, dataset):
    """A person, an office or a state votes one way; a party or another organisation may be divided."""
    actor = dataset.get("actor", ballot["actor"])
    if actor is None or actor["kind"] not in ("person", "office", "state"):
        return False
    own = [one["vote"] for one in before if (one["actor"], one.get("option")) == (ballot["actor"], ballot.get("option"))]
    return bool(own) and own[0] != ballot["vote"]


def number(value):
    return Fraction(str(value))


def vote_counts(record, dataset):
    found = []
    for place, _, vote in votes(record):
        for i, tally in enumerate(vote.get("tallies", [])):
            here = f"{place}/tallies/{i}"
            share = tally["unit"].endswith("_percent")
            if not share and tally["unit"] in ("members", "states", "ballots"):
                found += [f"{here}/{key}" for key in (*COUNTED, "needed") if key in tally and number(tally[key]).denominator != 1]
            if share and sum(number(tally.get(key, 0)) for key in COUNTED) > 100:
                found.append(here)
            if share and number(tally.get("needed", 0)) > 100:
                found.append(f"{here}/needed")
            for way in ("for", "against", "abstain"):
                if way in tally and known(vote, tally, way, dataset) > number(tally[way]):
                    found.append(f"{here}/{way}")
    return found


def known(vote, tally, way, dataset):
    """How many of what a tally counts are known to have voted so."""
    total = 0
    for ballot in vote.get("cast", []):
        if ballot["vote"] != way or ballot.get("option") != tally.get("option"):
            continue
        actor = dataset.get("actor", ballot["actor"])
        kind = actor and actor["kind"]
        # A party whose seats are not told may have any number of members.
        is_party = tally["unit"] == "members" and kind == "organisation" and "count" in ballot
        if is_party or (tally["unit"], kind) in (("states", "state"), ("members", "person")):
            total += number(ballot.get("count", 1))
    return total


def vote_result(record, dataset):
    """The option voted on is the choice exactly if it had as many votes as were needed, in every unit that was counted."""
    found = []
    for place, event, vote in votes(record):
        if event["type"] != "taken":
            continue
        if any(tally.get("option") == record["choice"] and falls_short(tally) for tally in vote.get("tallies", [])):
            found.append(place)
        rule, enough = rule_of(record, event, dataset), None
        if "on" in vote:
            enough = carried(rule, [tally for tally in vote.get("tallies", []) if "option" not in tally])
        against = any(ballot["vote"] == "against" for ballot in vote.get("cast", []))
        may_be_vetoed = enough and rule == "qualified_majority_with_veto" and against
        if enough is not None and enough != (record["choice"] == vote["on"]) and not may_be_vetoed:
            found.append(place)
    return found


def falls_short(tally):
    return "for" in tally and "needed" in tally and number(tally["for"]) < number(tally["needed"])


def rule_of(record, event, dataset):
    """The majority by which the body that voted adopts or rejects the proposal; what does not reject it is taken to adopt it."""
    option = next((option for option in record["options"] if option["id"] == event["vote"].get("on")), {})
    needed_to = "reject" if option.get("result") == "rejects" else "adopt"
    body = event.get("body", record["decider"]["actor"])
    rules = (dataset.proposal_of(record) or {}).get("voting_rules", [])
    return next((rule["majority"] for rule in rules if (rule["body"], rule["needed_to"]) == (body, needed_to)), None)


def carried(rule, tallies):
    """Whether a vote carried, if that follows. Where one tally says how many were needed, those that do not say nothing."""
    if any("needed" in tally for tally in tallies):
        answers = [None if not {"for", "needed"} <= tally.keys() else not falls_short(tally) for tally in tallies]
    else:
        answers = [by_majority(rule, tally) for tally in tallies]
    if False in answers:
        return False
    return None if not answers or None in answers else True


def by_majority(rule, tally):
    """Whether the numbers of a tally are a majority, if that follows from them."""
    yes, no = (number(tally[way]) if way in tally else None for way in ("for", "against"))
    if rule == "simple_majority":
        return None if yes is None or no is None else yes > no
    if rule == "unanimity":
        # Of a share of the population that voted against, a small one can be rounded to nothing.
        return None if no is None or tally["unit"] == "population_percent" else no == 0
    if rule is None or yes is None:
        return None
    # More than half, or at least half, of those who were there; how many were absent is not known.
    is_share = tally["unit"].endswith("_percent")
    half = Fraction(50) if is_share else (yes + (no or 0) + number(tally.get("abstain", 0))) / 2
    if rule == "absolute_majority":
        return False if yes <= half else None
    return False if yes < half else None
