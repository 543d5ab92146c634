"""What is wrong between records: references, quotes, what leads back to itself. Written from docs/rules.md and docs/reference.md."""

import hashlib
import re

from . import texts
from .dataset import DECISION_ID, kind_of, pointer, walk
from .dates import days, is_before, years_later
from .records import BY_ITSELF


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
                found.append(("evidence-form", path, pointer((*way, "quote") if "quote" in one else way)))
            if "quote" in one:
                view, place = pinned.views.get(one["source"]), pointer((*way, "quote"))
                found += quote(path, place, one["quote"], view, spans.setdefault(one["source"], []))
    for path, source in dataset.of_type("source"):
        for i, passage in enumerate(source.get("out_of_scope", [])):
            place, own = f"/out_of_scope/{i}/quote", []
            found += quote(path, place, passage["quote"], pinned.views.get(source["id"]), own, False)
            if any(a < d and c < b for a, b in own for c, d in spans.get(source["id"], ())):
                found.append(("quote-out-of-scope", path, place))
    return found


def quote(path, place, words, view, spans, has_length=True):
    """What is wrong with a quote; the places where it stands are added to `spans`."""
    found = []
    number = texts.words(words)
    if has_length and not 1 <= number <= 60:
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


def event_and_sources(record, dataset):
    """An event is not later than every source that shows it, and not 25 years or more before every one."""
    found = []
    if record["type"] != "decision":
        return found
    for i, event in enumerate(record["events"]):
        (first, last), when = shown_at(event, dataset), days(event["date"])
        if not when or not first:
            continue
        if event["type"] not in BY_ITSELF and when[0] > last:
            found.append(("event-after-sources", f"/events/{i}/date"))
        if years_later(when[1], 25) <= first:
            found.append(("event-long-before-source", f"/events/{i}/date"))
    return found


def life(decision):
    """The first day on which a decision can have begun, and the last one on which something can have happened to it."""
    dates = [days(event["date"]) for event in decision["events"]]
    dates = [date for date in dates if date]
    return (min(date[0] for date in dates), max(date[1] for date in dates)) if dates else None


def relation_to_newer(record, dataset):
    """The older one had begun when the last event of the newer one happened."""
    found = []
    for i, relation in enumerate(record.get("relations", []) if record["type"] == "decision" else []):
        older = dataset.get("decision", relation["target"])
        own, other = life(record), older and life(older)
        if own and other and own[1] < other[0]:
            found.append(f"/relations/{i}/target")
    return found


UNDOES = {"annuls", "revokes", "supersedes", "suspends"}
LEAVES = {"maintains", "confirms"}


def contradictory_relations(record):
    relations = record.get("relations", []) if record["type"] == "decision" else []
    found = []
    for i, one in enumerate(relations):
        for j, other in enumerate(relations[:i]):
            opposed = {one["type"], other["type"]} & UNDOES and {one["type"], other["type"]} & LEAVES
            mine, others = set(one.get("parts", [])), set(other.get("parts", []))
            if opposed and one["target"] == other["target"] and (not mine or not others or mine & others):
                found.append(f"/relations/{i if one['type'] in LEAVES else j}/type")
    return found


def all_parts(record, dataset):
    if record["type"] != "decision":
        return []
    found = []
    named = [(f"/events/{i}/parts", event, record) for i, event in enumerate(record["events"])]
    for i, relation in enumerate(record.get("relations", [])):
        named.append((f"/relations/{i}/parts", relation, dataset.get("decision", relation["target"])))
    for place, one, of in named:
        if "parts" in one and of and set(dataset.parts(of)) <= set(one["parts"]):
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
        reached, open_ = set(), [start]
        while open_:
            for end in edges.get(open_.pop(), ()):
                if end not in reached:
                    reached.add(end)
                    open_.append(end)
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


def duplicate_records(dataset, prefix):
    """Of two files with one record, the one that does not stand where it should, else the later one."""
    seen, found = set(), []
    for path in sorted(dataset.files, key=lambda path: (misplaced_file(path, dataset.files[path], prefix), path)):
        key = (dataset.files[path]["type"], dataset.files[path]["id"])
        if key in seen:
            found.append(("duplicate-id", path, "/id"))
        seen.add(key)
    return found


def misplaced_file(path, record, prefix):
    name = record["id"]
    year = re.match(r".*-([0-9]{4})-[0-9]+$", name)
    place = {
        "decision": f"records/decisions/{year and year[1]}/{name}.json", "proposal": f"records/proposals/{name}.json",
        "source": f"records/sources/{name}/source.json", "actor": f"records/actors/{name}.json",
    }[record["type"]]
    return path != place or (record["type"] == "decision" and not name.startswith(f"{prefix}-"))
