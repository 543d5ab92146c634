"""What is wrong between records: references, quotes, what leads back to itself. Written from docs/rules.md and docs/reference.md."""

import hashlib
import re
from datetime import date

from . import texts
from .dataset import DECISION_ID, kind_of, pointer, walk
from .dates import days, years_later
from .records import BY_ITSELF, counting_date, resumes_nothing


def names(record, *lists):
    return {one["id"] for key in lists for one in record.get(key, [])}


def dangling_reference(record, dataset):
    found = []
    for way, value in walk(record):
        kind = kind_of(record, way)
        if kind and isinstance(value, str) and not leads_somewhere(record, way, kind, value, dataset):
            found.append(pointer(way))
    return found


def leads_somewhere(record, way, kind, value, dataset):
    if kind in ("actor", "source", "proposal", "decision"):
        return dataset.get(kind, value) is not None
    if kind == "option":
        return value in names(record, "options")
    if kind == "event":
        return value in names(record, "events")
    if kind == "version":
        proposal = record if record["type"] == "proposal" else None
        if record["type"] == "decision":
            proposal = dataset.proposal_of(record)
            if proposal is None:
                # That its proposal is not there is told of that; without one there are no versions.
                return "proposal" in record
        return value in names(proposal, "versions")
    if kind == "part":
        if way[0] == "events":
            return value in dataset.parts(record)
        older = dataset.get("decision", record["relations"][way[1]]["target"])
        return older is None or value in dataset.parts(older)
    there, name = value.split("#")
    if kind == "provision":
        if there == "":
            return name in names(record, "provisions")
        other = dataset.get("decision" if DECISION_ID.match(there) else "proposal", there)
        return other is not None and name in names(other, "provisions")
    if there == "":
        return name in names(record, "statements", "commitments")
    other = dataset.get("decision" if DECISION_ID.match(there) else "source", there)
    return other is not None and name in names(other, "statements", "commitments")


# The record that a part is in if its id is not that of a decision.
BESIDE = {"provision": "proposal", "target": "source"}


def withdrawn_reference(record, dataset):
    """A record that counts does not rest on one that was withdrawn."""
    if record["record"]["state"] == "withdrawn":
        return []
    found = []
    for way, value in walk(record):
        kind = kind_of(record, way)
        if kind in ("actor", "source", "proposal", "decision"):
            other = dataset.get(kind, value)
        elif kind in ("provision", "target") and "#" in value:
            there = value.split("#")[0]
            other = dataset.get("decision" if DECISION_ID.match(there) else BESIDE[kind], there)
        else:
            continue
        if other and other["record"]["state"] == "withdrawn":
            found.append(pointer(way))
    return found


def folder_of(path):
    return path.rsplit("/", 1)[0]


class Texts:
    """The texts that sources pin, each read once."""

    def __init__(self, dataset):
        self.found, self.views = [], {}
        for path, source in dataset.of_type("source"):
            if "text" not in source:
                continue
            content = dataset.texts.get(f"{folder_of(path)}/{source['text']['path']}")
            try:
                text = None if content is None else content.decode("utf-8")
            except UnicodeDecodeError:
                text = None
            if text is None:
                self.found.append(("text-missing", path, "/text/path"))
                continue
            if hashlib.sha256(content).hexdigest() != source["text"]["sha256"]:
                self.found.append(("text-changed", path, "/text/sha256"))
            view = texts.normal_view(text)
            if not texts.words(view):
                self.found.append(("text-without-words", path, "/text/path"))
            self.views[source["id"]] = view


def quotes(dataset, pinned):
    """Where the quotes of all records stand, and what is wrong with them."""
    found, spans = [], {}
    for path, record in dataset.files.items():
        for way, one in dataset.evidence(record):
            source = dataset.get("source", one["source"])
            if source is None:
                continue
            if ("text" in source) != ("quote" in one):
                found.append(("evidence-form", path, pointer((*way, "quote" if "quote" in one else "locator"))))
            if "quote" in one:
                view, place = pinned.views.get(one["source"]), pointer((*way, "quote"))
                found += quote(path, place, one["quote"], view, spans.setdefault(one["source"], []))
    for path, source in dataset.of_type("source"):
        for i, passage in enumerate(source.get("out_of_scope", [])):
            place, own = f"/out_of_scope/{i}/quote", []
            found += quote(path, place, passage["quote"], pinned.views.get(source["id"]), own)
            if any(a < d and c < b for a, b in own for c, d in spans.get(source["id"], ())):
                found.append(("quote-out-of-scope", path, place))
    return found


def quote(path, place, words, view, spans):
    """What is wrong with a quote; the places where it stands are added to `spans`."""
    found = []
    number = texts.words(words)
    if not 1 <= number <= 60:
        found.append(("quote-length", path, place))
    if view is None:
        return found
    places = texts.stands(view, words)
    if not places:
        found.append(("quote-not-found", path, place))
    elif len(places) > 1:
        found.append(("quote-ambiguous", path, place))
    spans += places
    return found


def shown_at(event, dataset):
    """The days of the sources that show an event; nothing if one of them is not known. One that became public later counts from then."""
    sources = [dataset.get("source", one["source"]) for one in event["evidence"]]
    if None in sources:
        return None, None
    written = [days(source["date"]) for source in sources]
    public = [days(source.get("published", source["date"])) for source in sources]
    if None in written or None in public:
        return None, None
    return min(first for first, _ in written), max(last for _, last in (*written, *public))


def dated(record):
    """What has a date and sources that show it, but is no event of a decision."""
    for i, one in enumerate(record.get("versions", [])):
        # The text of a version shows it as well.
        own = [{"source": one["document"]}] if "document" in one else []
        yield f"/versions/{i}", {**one, "evidence": one["evidence"] + own}
    for outer, inner in (("participants", "consents"), ("statements", "outcomes"), ("commitments", "events")):
        for i, one in enumerate(record.get(outer, [])):
            for j, what in enumerate(one.get(inner, [])):
                yield f"/{outer}/{i}/{inner}/{j}", what


def event_and_sources(record, dataset):
    """An event is not later than every source that shows it, and not 25 years or more before every one."""
    found = []
    events = [(f"/events/{i}", event) for i, event in enumerate(record.get("events", []))]
    # A version is not later than its text, whatever else shows it.
    texts = [(place, {**one, "evidence": [{"source": one["document"]}]}) for place, one in dated(record) if "document" in one]
    for place, event in (*events, *dated(record), *texts):
        (first, last), when = shown_at(event, dataset), days(event["date"])
        if not when or not first:
            continue
        if event.get("type") not in BY_ITSELF and when[0] > last:
            found.append(("event-after-sources", f"{place}/date"))
        if place.startswith("/events/") and years_later(when[1], 25) <= first:
            found.append(("event-long-before-source", f"{place}/date"))
    return found


def life(decision):
    """The first day on which a decision can have begun, and the last one on which something can have happened to it."""
    dates = [days(event["date"]) for event in decision["events"]]
    dates = [one for one in dates if one]
    return (min(first for first, _ in dates), max(last for _, last in dates)) if dates else None


def relation_to_newer(record, dataset):
    """A record refers to what was there before."""
    if record["type"] == "decision":
        return newer_decisions(record, dataset) + effects(record, dataset) + newer_versions(record, dataset)
    if record["type"] == "proposal":
        return newer_provisions(record)
    return newer_sources(record, dataset) if record["type"] == "source" else []


def newer_decisions(record, dataset):
    """The older one had begun when the last event of the newer one happened."""
    named = [(f"/relations/{i}/target", one["target"]) for i, one in enumerate(record.get("relations", []))]
    for i, one in enumerate(record.get("provisions", [])):
        named.append((f"/provisions/{i}/replaces", one.get("replaces", "#").split("#")[0]))
    found = []
    for place, name in named:
        older = dataset.get("decision", name)
        own, other = life(record), older and life(older)
        if own and other and own[1] < other[0]:
            found.append(place)
    return found


def effects(record, dataset):
    """A relation does not work from a day on which nothing of the older one was there; either may reach back."""
    found = []
    for i, relation in enumerate(record.get("relations", [])):
        older, effective = dataset.get("decision", relation["target"]), days(relation.get("effective", ""))
        if older is None or not effective:
            continue
        first = [life(older)[0]] if life(older) else []
        counting = [counting_date(event) for event in older["events"]]
        counting += [one["effective"] for one in older.get("provisions", []) if "effective" in one]
        first += [days(day)[1] for day in counting if days(day)]
        if first and effective[1] < min(first):
            found.append(f"/relations/{i}/effective")
    return found


def newer_versions(record, dataset):
    proposal = dataset.proposal_of(record)
    if proposal is None:
        return []
    found = []

    def look(place, version, over):
        drawn_up = [days(one["date"]) for one in proposal["versions"] if one["id"] == version]
        if any(one and over < one[0] for one in drawn_up):
            found.append(place)

    for i, event in enumerate(record["events"]):
        if "version" in event and days(event["date"]):
            look(f"/events/{i}/version", event["version"], days(event["date"])[1])
    if "version" in record["proposal"]:
        # That of the decision lay there when it was taken, unless that event names its own, or else by its last event.
        taken = [event for event in record["events"] if event["type"] == "taken"]
        decisive = [event for event in taken if "version" not in event] if taken else record["events"]
        over = [days(event["date"])[1] for event in decisive if days(event["date"])]
        if over:
            look("/proposal/version", record["proposal"]["version"], max(over))
    return found


def newer_provisions(proposal):
    order = {one["id"]: at for at, one in enumerate(proposal["versions"])}
    provisions = {one["id"]: one for one in proposal.get("provisions", [])}
    found = []
    for i, one in enumerate(proposal.get("provisions", [])):
        there, name = one.get("replaces", "#").split("#")
        older = provisions.get(name) if there in ("", proposal["id"]) and name != one["id"] else None
        mine, other = (order.get(of and of.get("version")) for of in (one, older))
        if mine is not None and other is not None and mine < other:
            found.append(f"/provisions/{i}/replaces")
    return found


def newer_sources(source, dataset):
    """A page of a web site can have been written on since its date."""
    if source["form"] == "web_page":
        return []
    own = [days(source["date"]), days(source.get("published", source["date"]))]
    if None in own:
        return []
    found = []
    for i, one in enumerate(source.get("cites", [])):
        cited = dataset.get("source", one["source"])
        written = cited and days(cited["date"])
        if written and max(last for _, last in own) < written[0]:
            found.append(f"/cites/{i}/source")
    return found


ENDS = {"annuls", "revokes", "supersedes"}
LEAVES = {"maintains", "confirms"}


def contradictory_relations(record):
    """What undoes a decision, or a part of it, does not leave it standing."""
    relations = record.get("relations", []) if record["type"] == "decision" else []
    return [f"/relations/{i}/type" for i, one in enumerate(relations) if any(undoes(other, one) for other in relations)]


def undoes(one, other):
    if one["target"] != other["target"] or one["type"] not in ENDS | {"suspends"}:
        return False
    mine, others = set(one.get("parts", [])), set(other.get("parts", []))
    if other["type"] in LEAVES:
        return not mine or not others or bool(mine & others)
    # What is changed or restored as a whole may have a part that ends.
    touches = not mine or bool(mine & others)
    if other["type"] == "reinstates":
        return one["type"] in ENDS and touches
    # An act can be changed today, and end next year.
    is_change = other["type"] in ("amends", "corrects") and one.get("effective") == other.get("effective")
    return is_change and one["type"] in ENDS and touches


def restores_nothing(record, dataset):
    """What a later decision reinstates had ended or was suspended."""
    found = resumes_nothing(record)
    for i, relation in enumerate(record.get("relations", []) if record["type"] == "decision" else []):
        older = dataset.get("decision", relation["target"])
        if relation["type"] != "reinstates" or older is None:
            continue
        own = days(relation["effective"]) if "effective" in relation else life(record)
        ends = list(first_ends(older, dataset))
        if not ends or (own and own[1] < min(ends)):
            found.append(f"/relations/{i}/type")
    return found


def first_ends(older, dataset):
    """The first days on which a decision can have ended or been interrupted; the first of all days where it is not in the calendar."""
    for event in older["events"]:
        if event["type"] in ("suspended", "lapsed", "annulled", "withdrawn"):
            yield (days(event["date"]) or [date.min])[0]
        elif "until" in event and days(event["until"]):
            yield days(event["until"])[1]
    for _, newer in dataset.of_type("decision"):
        for relation in newer.get("relations", []) if newer["record"]["state"] != "withdrawn" else []:
            if relation["target"] == older["id"] and relation["type"] in ENDS | {"suspends"}:
                effective = days(relation.get("effective", ""))
                yield effective[1] if effective else min((days(event["date"]) or [date.min])[0] for event in newer["events"])


ENDED = {"withdrawn", "lapsed", "annulled"}
GOES_ON = {
    "proposed", "announced", "reaffirmed", "postponed", "approved_in_principle", "taken", "entered_into_force", "provisionally_applied",
    "suspended", "resumed", "objected",
}


def event_out_of_turn(record, dataset):
    """What happened to a decision as a whole follows from what came before."""
    found = []
    events = record["events"] if record["type"] == "decision" else []
    later = [one for _, one in dataset.of_type("decision") if one["record"]["state"] != "withdrawn"]
    relations = [one for newer in later for one in newer.get("relations", []) if one["target"] == record["id"]]
    is_reinstated = any(one["type"] == "reinstates" for one in relations)
    for i, event in enumerate(events):
        if any(is_out_of_turn(before, event, is_reinstated) for before in events[:i]):
            found.append(f"/events/{i}/date")
        elif i and events[i - 1]["type"] == "objected" and (event["type"], event.get("procedure")) == ("taken", "silence"):
            if "parts" not in event and "parts" not in events[i - 1]:
                found.append(f"/events/{i}/procedure")
    return found


def is_out_of_turn(before, event, is_reinstated):
    over, began = days(before["date"]), days(event["date"])
    if "parts" in before or "parts" in event or not over or not began:
        return False
    over, kinds = over[1], (before["type"], event["type"])
    if before["type"] in ENDED:
        # It ended on its day, and works from its `effective`.
        counting = days(counting_date(before))
        over = max(over, counting[1]) if counting else over
        # What was owed within the term may be done after it.
        goes_on = event["type"] in GOES_ON or (event["type"] == "executed" and before["type"] != "lapsed")
        return over < began[0] and goes_on and not is_reinstated
    again = kinds == ("taken", "taken") and all(before.get(key, event.get(key)) == event.get(key, before.get(key)) for key in ("by", "body"))
    return over < began[0] and (again or kinds in (("entered_into_force", "taken"), ("executed", "taken")))


def decision_of_other_proposal(record, dataset):
    found = []
    for i, version in enumerate(record.get("versions", [])):
        for j, name in enumerate(version.get("decisions", [])):
            decision = dataset.get("decision", name)
            # What was withdrawn is told as that.
            counts = decision and decision["record"]["state"] != "withdrawn"
            if counts and decision.get("proposal", {}).get("id") != record["id"]:
                found.append(f"/versions/{i}/decisions/{j}")
    return found


def all_parts(record, dataset):
    if record["type"] != "decision":
        return []
    found = []
    named = [(f"/events/{i}/parts", event, record) for i, event in enumerate(record["events"])]
    for i, relation in enumerate(record.get("relations", [])):
        named.append((f"/relations/{i}/parts", relation, dataset.get("decision", relation["target"])))
    for place, one, of in named:
        # A decision without parts has not all of them named: what is named is not there.
        parts = set(dataset.parts(of)) if of else set()
        if parts and parts <= set(one.get("parts", [])):
            found.append(place)
    return found


# Two decisions may answer, decline, maintain or bind one another.
TO_AND_FRO = {"responds_to", "declines", "maintains", "constrained_by"}


def circles(dataset):
    """What leads back to itself, as sets of files: a circle can be told in any of them."""
    edges = {}
    for path, record in dataset.files.items():
        own = (record["type"], record["id"])
        if record["type"] == "actor" and "on_behalf_of" in record:
            edges.setdefault(own, set()).add(("actor", record["on_behalf_of"]))
        for relation in record.get("relations", []):
            if relation["type"] not in TO_AND_FRO or relation["target"] == record["id"]:
                edges.setdefault(own, set()).add(("decision", relation["target"]))
        for cited in record.get("cites", []):
            if cited["source"] == record["id"]:
                edges.setdefault(own, set()).add(own)
        for one in record.get("provisions", []):
            if "replaces" in one:
                there, name = one["replaces"].split("#")
                kind = record["type"] if there == "" else "decision" if DECISION_ID.match(there) else "proposal"
                edges.setdefault((*own, one["id"]), set()).add((kind, there or record["id"], name))
        for one in record.get("statements", []):
            for relation in one.get("relations", []):
                if relation["target"] in (f"#{one['id']}", f"{record['id']}#{one['id']}"):
                    edges.setdefault((*own, "statement", one["id"]), set()).add((*own, "statement", one["id"]))
    paths = {(record["type"], record["id"]): path for path, record in dataset.files.items()}
    circles = []
    for start in edges:
        reached = reach(edges, start)
        if start in reached:
            same = frozenset(paths[node[:2]] for node in reached if start in reach(edges, node))
            circles.append(same)
    return set(circles)


def reach(edges, start):
    reached, open_ = set(), [start]
    while open_:
        for end in edges.get(open_.pop(), ()):
            if end not in reached:
                reached.add(end)
                open_.append(end)
    return reached


def duplicate_records(dataset):
    """Of two files with one record, the one that does not stand where it should, else the later one."""
    seen, found = set(), []
    for path in sorted(dataset.files, key=lambda path: (misplaced_file(path, dataset.files[path]), path)):
        key = (dataset.files[path]["type"], dataset.files[path]["id"])
        if key in seen:
            found.append(("duplicate-id", path, "/id"))
        seen.add(key)
    return found


def misplaced_file(path, record):
    name = record["id"]
    year = re.match(r".*-([0-9]{4})-[0-9]+$", name)
    place = {
        "decision": f"records/decisions/{year and year[1]}/{name}.json", "proposal": f"records/proposals/{name}.json",
        "source": f"records/sources/{name}/source.json", "actor": f"records/actors/{name}.json",
    }[record["type"]]
    return path != place


def has_other_prefix(record, prefix):
    return record["type"] == "decision" and not record["id"].startswith(f"{prefix}-")
