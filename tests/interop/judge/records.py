"""What is wrong in a record by itself: ids, dates, what is said twice. Written from docs/rules.md and docs/reference.md."""

import json
import re

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


# What is still to come, or was set as a day before.
AHEAD = {"due", "effective", "until", "start"}


def happened_later(record, today):
    """Nothing that is told as done lies after the day on which the dataset is judged."""
    found = []
    for way, value in dates_of(record):
        is_set = way[-1] in AHEAD or way[-2:] == ("ended", "date")
        if record["type"] == "decision" and way[0] == "events" and len(way) == 3 and at(record, way[:-1])["type"] in BY_ITSELF:
            is_set = True
        if not is_set and days(value) and days(value)[0] > today:
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

    def not_before(way, began):
        named = at(record, way[:-1])
        if way[-1] in named and began and is_before(named[way[-1]], began):
            found.append(pointer(way))

    for way, value in objects(record):
        if way and way[-1] in ("events", "versions", "consents", "outcomes") and isinstance(value, list):
            in_order(way, value)
    for i, event in enumerate(record.get("events", [])):
        not_before(("events", i, "due"), event["date"])
        not_before(("events", i, "until"), event.get("effective", event["date"]))
    for key in ("provisions", "relations"):
        for i, one in enumerate(record.get(key, [])):
            began = one.get("effective", first_day_of(record, one))
            not_before((key, i, "until"), began)
            not_before((key, i, "due"), began)
    for i, term in enumerate(record.get("terms", [])):
        if is_before(term.get("ended", {}).get("date", "9999"), term.get("start", "0001")):
            found.append(f"/terms/{i}/ended/date")
    for i, promise in enumerate(record.get("commitments", [])):
        made = [event for event in promise["events"] if event["type"] == "made"]
        for j, event in enumerate(promise["events"]):
            if (event["type"] == "made") != (j == 0):
                found.append(pointer(("commitments", i, "events", j, "type")))
        if made:
            not_before(("commitments", i, "due"), promise["events"][0]["date"])
    return found


def counting_date(event):
    """What changes legal force counts from its `effective`."""
    return event["effective"] if event["type"] in FORCE and "effective" in event else event["date"]


def first_day_of(record, provision):
    """The first day of the decision, or of the version that provides something."""
    if record["type"] == "decision":
        dates = [counting_date(event) for event in record["events"]]
    else:
        dates = [one["date"] for one in record["versions"] if one["id"] == provision.get("version")][:1]
    return min((date for date in dates if days(date)), key=lambda date: days(date)[0], default=None)


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


def whole(item):
    return json.dumps(item, sort_keys=True)


# What items of a list go by; of a statement and a relation between statements, the list of the record counts.
SAID = {
    "tallies": ("unit", "option"), "voting_rules": ("body", "needed_to"), "participants": ("actor", "role"),
    # A party that splits has two ballots, and so has whoever votes for two options.
    "cast": ("actor", "vote", "option"), "terms": ("office", "role", "capacity", "start", "ended"), "options": ("label",),
}
SAID_WHOLE = {"topics", "addressees", "parts", "actors", "about", "jointly", "decisions", "evidence", "identifiers", "authors"}


def said_twice(record):
    found = []
    for way, value in objects(record):
        if not isinstance(value, list):
            continue
        key = way[-1]
        if way == ("relations",):
            name = lambda one: (one["type"], one["target"], *sorted(one.get("parts", [])))
        elif way == ("statements",):
            name = lambda one: [whole(one[field]) for field in ("holder", "type", "text", "evidence")]
        elif key in SAID:
            name = lambda one: [whole(one.get(field)) for field in SAID[key]]
        elif key in SAID_WHOLE or key == "relations":
            name = whole
        else:
            continue
        seen = []
        for i, one in enumerate(value):
            if name(one) in seen:
                found.append(pointer((*way, i)))
            seen.append(name(one))
    return found + beside_itself(record)


def beside_itself(record):
    """Those beside whom somebody decides, acts or holds a statement are others."""
    if record["type"] != "decision":
        return []
    decider = record["decider"]["actor"]
    named = [("/decider", record["decider"], decider)]
    named += [(f"/events/{i}", event, event.get("by", decider)) for i, event in enumerate(record["events"])]
    named += [(f"/statements/{i}", one, one["holder"]) for i, one in enumerate(record.get("statements", []))]
    return [f"{place}/jointly/{one.get('jointly').index(who)}" for place, one, who in named if who in one.get("jointly", [])]


def contradictory_outcomes(record):
    """A condition, a concern, a consent or a commitment has one outcome on a day."""
    found = []
    for way, value in objects(record):
        is_outcome = len(way) == 3 and way[::2] in (("statements", "outcomes"), ("participants", "consents"), ("commitments", "events"))
        if not is_outcome:
            continue
        # A promise can be kept on the day on which it is made.
        known = [(i, one["type"], days(one["date"])) for i, one in enumerate(value) if one["type"] != "made"]
        for at, (i, kind, day) in enumerate(known):
            if day and day[0] == day[1] and any(other != kind and on == day for _, other, on in known[:at]):
                found.append(pointer((*way, i, "type")))
    return found


def both_sides(record):
    found = []
    if record["type"] == "decision":
        decider = record["decider"]
        deciders = {decider["actor"], *decider.get("jointly", [])}
        found += [f"/participants/{i}/actor" for i, one in enumerate(record.get("participants", [])) if one["actor"] in deciders]
        for i, one in enumerate(record.get("statements", [])):
            if one["type"] == "dissent" and one["holder"] == decider["actor"]:
                found.append(f"/statements/{i}/holder")
    found += [f"/commitments/{i}/to" for i, one in enumerate(record.get("commitments", [])) if one["by"] == one["to"]]
    authors = [one["actor"] for one in record.get("authors", [])]
    if "addressee" in record and authors == [record["addressee"]]:
        found.append("/addressee")
    return found


def resumes_nothing(record):
    events = record["events"] if record["type"] == "decision" else []
    before = lambda i: any(event["type"] == "suspended" for event in events[:i])
    return [f"/events/{i}/type" for i, event in enumerate(events) if event["type"] == "resumed" and not before(i)]


# The forms of numbers that every program that knows the scheme can check.
FORMS = {
    "celex": r"[0-9CE]\d{4}[A-Z]{1,2}\d{4}[0-9A-Z()_/-]*", "com": r"(COM|SWD|SEC|JOIN)\(\d{4}\) ?\d+( final)?",
    "kamerstuk": r"{0}( en {0})*(, nr\. [0-9A-Z]+)?".replace("{0}", r"\d\d \d{3}(-\d+)?( [A-Z]+)?"), "wikidata": r"Q[1-9]\d*",
    "ecli": r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:\d{4}:[A-Z0-9.]{1,25}", "doi": r"10\.\d{4,9}(\.\d+)*/\S+", "orcid": r"(\d{4}-){3}\d{3}[0-9X]",
}


def identifier_form(record):
    named = list(enumerate(record.get("identifiers", [])))
    return [f"/identifiers/{i}/value" for i, one in named if one["scheme"] in FORMS and not re.fullmatch(FORMS[one["scheme"]], one["value"])]


DATE_FORM = "{0}(/{0})?".format(r"\d{4}(-\d\d(-\d\d)?)?")


def discrepancy_reading(record):
    """A discrepancy names a value of its record and at least two readings of it, each different, of which exactly one equals the value."""
    found = []
    for i, one in enumerate(record.get("discrepancies", [])):
        values = [reading["value"] for reading in one["readings"]]
        if len(values) < 2:
            found.append(f"/discrepancies/{i}/readings")
        again = [at for at, value in enumerate(values) if value in values[:at]]
        found += [f"/discrepancies/{i}/readings/{at}/value" for at in again[:1]]
        places = {pointer(way): value for way, value in walk(record)}
        if one["pointer"] not in places or isinstance(places[one["pointer"]], bool):
            found.append(f"/discrepancies/{i}/pointer")
            continue
        value, is_date = places[one["pointer"]], one["pointer"].rsplit("/", 1)[1] in DATES
        for at, other in enumerate(values):
            has_form = isinstance(other, str) == isinstance(value, str) and (not is_date or re.fullmatch(DATE_FORM, other))
            found += [] if has_form else [f"/discrepancies/{i}/readings/{at}/value"]
        if value not in values:
            found.append(f"/discrepancies/{i}/readings")
    return found
