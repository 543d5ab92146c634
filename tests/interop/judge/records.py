"""What is wrong in a record by itself: ids, dates, votes. Written from docs/rules.md and docs/reference.md."""

from fractions import Fraction

from .dataset import objects, pointer, walk
from .dates import days, is_before

DATES = {"date", "published", "at", "retrieved", "effective", "due", "until", "start"}
# What changes legal force, and what of it comes about on a day that a text sets, and so may lie ahead.
FORCE = {"entered_into_force", "provisionally_applied", "suspended", "resumed", "lapsed", "annulled"}
BY_ITSELF = {"entered_into_force", "provisionally_applied", "resumed", "lapsed"}
# The lists in which things have ids of one record.
NAMED = {"options", "provisions", "events", "statements", "commitments", "discrepancies", "versions"}


def dates_of(record):
    for way, value in walk(record):
        if way[-1] in DATES and "readings" not in way and isinstance(value, str):
            yield way, value


def impossible_date(record):
    return [pointer(way) for way, value in dates_of(record) if not days(value)]


def happened_later(record, today):
    """No event, no consent and no outcome lies after the day on which the dataset is judged."""
    found = []
    for way, value in dates_of(record):
        is_done = way[-1] == "date" and len(way) > 2 and way[-3] in ("events", "consents", "outcomes")
        if is_done and at(record, way[:-1])["type"] not in BY_ITSELF and days(value) and days(value)[0] > today:
            found.append(pointer(way))
    return found


def at(record, way):
    for step in way:
        record = record[step]
    return record


def event_order(record):
    """Things stand in the order in which they happened, and nothing is due or ends before what names the date, or before it begins."""
    found = []

    def in_order(way, items):
        for i, item in enumerate(items):
            if any(is_before(item["date"], earlier["date"]) for earlier in items[:i]):
                found.append(pointer((*way, i, "date")))

    def not_before(way, thing, named):
        for key in ("due", "until"):
            if key in thing and is_before(thing[key], named):
                found.append(pointer((*way, key)))

    for way, value in objects(record):
        if way and way[-1] in ("events", "versions", "consents", "outcomes") and isinstance(value, list):
            in_order(way, value)
    for i, event in enumerate(record.get("events", [])):
        # What changes legal force counts from its `effective`.
        not_before(("events", i), event, event["effective"] if event["type"] in FORCE and "effective" in event else event["date"])
    for key in ("provisions", "relations"):
        for i, one in enumerate(record.get(key, [])):
            if "effective" in one and "until" in one and is_before(one["until"], one["effective"]):
                found.append(f"/{key}/{i}/until")
    for i, term in enumerate(record.get("terms", [])):
        if is_before(term.get("ended", {}).get("date", "9999"), term.get("start", "0001")):
            found.append(f"/terms/{i}/ended/date")
    for i, promise in enumerate(record.get("commitments", [])):
        made = [event for event in promise["events"] if event["type"] == "made"]
        for j, event in enumerate(promise["events"]):
            if (event["type"] == "made") != (j == 0):
                found.append(pointer(("commitments", i, "events", j, "type")))
        if made:
            not_before(("commitments", i), promise, promise["events"][0]["date"])
    return found


def published_not_later(record):
    if record["type"] != "source" or "published" not in record:
        return []
    published, written = days(record["published"]), days(record["date"])
    is_later = not (published and written) or published[1] > written[0]
    return [] if is_later and record["published"] != record["date"] else ["/published"]


def archived_before_published(record):
    if record["type"] != "source":
        return []
    found = [f"/archived/{i}/at" for i, copy in enumerate(record.get("archived", [])) if is_before(copy["at"], record["date"])]
    if is_before(record.get("original", {}).get("retrieved", "9999"), record["date"]):
        found.append("/original/retrieved")
    return found


def duplicate_id(record):
    """An id names one thing in its record, of whatever kind."""
    seen, found = set(), []
    for way, value in objects(record):
        if isinstance(value, dict) and "id" in value and len(way) > 1 and way[-2] in NAMED:
            if value["id"] in seen:
                found.append(pointer((*way, "id")))
            seen.add(value["id"])
    return found


def said_twice(record):
    found = []
    for way, value in objects(record):
        if not isinstance(value, list):
            continue
        key = way[-1]
        if key in ("topics", "addressees", "parts", "actors", "about", "jointly", "decisions"):
            same = lambda one: one
        elif key == "evidence":
            same = lambda one: (one["source"], one.get("quote"), one.get("locator"))
        elif key == "identifiers":
            same = lambda one: (one["scheme"], one["value"])
        elif key == "authors":
            same = lambda one: one["actor"]
        elif key == "relations":
            same = lambda one: (one["type"], one["target"], tuple(sorted(one.get("parts", []))))
        elif key == "participants":
            same = lambda one: (one["actor"], one["role"])
        elif key == "tallies":
            same = lambda one: (one["unit"], one.get("option"))
        elif key == "cast":
            # A party that splits has two ballots, and so has whoever votes for two options.
            same = lambda one: (one["actor"], one["vote"], one.get("option"))
        else:
            continue
        seen = set()
        for i, one in enumerate(value):
            if same(one) in seen:
                found.append(pointer((*way, i)))
            seen.add(same(one))
    return found


# Votes

COUNTED = ("for", "against", "abstain", "blank")


def votes(record):
    for i, event in enumerate(record.get("events", []) if record["type"] == "decision" else []):
        if "vote" in event:
            yield f"/events/{i}/vote", event, event["vote"]


def vote_form(record):
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
    return found


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
                    found.append(f"{place}/cast")
    return found


def known(vote, tally, way, dataset):
    """How many of what a tally counts are known to have voted so."""
    total = 0
    for ballot in vote.get("cast", []):
        if ballot["vote"] != way or ("option" in tally and ballot.get("option") != tally["option"]):
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
        # What a vote means that names options twice, nobody can tell; `vote-form` says so.
        if event["type"] != "taken" or "on" not in vote or any("option" in tally for tally in vote.get("tallies", [])):
            continue
        enough = carried(record, event, vote, dataset)
        if enough is None:
            continue
        vetoed = enough and has_veto(record, event, dataset) and any(ballot["vote"] == "against" for ballot in vote.get("cast", []))
        if enough != (record["choice"] == vote["on"]) and not vetoed:
            found.append(place)
    return found


def rules_of(record, event, dataset):
    proposal = dataset.proposal_of(record)
    return [rule for rule in (proposal or {}).get("voting_rules", []) if rule["body"] == event.get("body", record["decider"]["actor"])]


def has_veto(record, event, dataset):
    return any(rule["majority"] == "qualified_majority_with_veto" for rule in rules_of(record, event, dataset))


def carried(record, event, vote, dataset):
    answers = []
    for tally in vote.get("tallies", []):
        if "for" not in tally:
            answers.append(None)
        elif "needed" in tally:
            answers.append(number(tally["for"]) >= number(tally["needed"]))
        else:
            answers.append(by_rule(tally, record, event, dataset))
    if False in answers:
        return False
    return None if not answers or None in answers else True


NEEDED_TO = {"adopts": "adopt", "rejects": "reject"}


def by_rule(tally, record, event, dataset):
    """What the voting rule says that the proposal has for that, where it can be told from the numbers of one tally."""
    option = next((option for option in record["options"] if option["id"] == event["vote"]["on"]), {})
    for rule in rules_of(record, event, dataset):
        if rule["needed_to"] != NEEDED_TO.get(option.get("result")):
            continue
        if rule["majority"] == "simple_majority" and "against" in tally:
            return number(tally["for"]) > number(tally["against"])
        if rule["majority"] == "unanimity" and "against" in tally:
            return number(tally["against"]) == 0
    return None
