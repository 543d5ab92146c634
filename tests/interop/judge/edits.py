"""Random edits of a whole dataset, each of which leaves records in their shape: values that stand there, elsewhere or turned a little."""

import copy
import hashlib
from datetime import date, timedelta

from .dataset import DECISION_ID, kind_of, objects, pointer, walk
from .records import DATES, FORCE


def put(record, way, value):
    for step in way[:-1]:
        record = record[step]
    record[way[-1]] = value


def place(random, dataset, wanted):
    """A place that is wanted in a record of the dataset."""
    for _ in range(40):
        path = random.choice(sorted(dataset.files))
        ways = [(way, value) for way, value in walk(dataset.files[path]) if wanted(dataset.files[path], way, value)]
        if ways:
            return (dataset.files[path], *random.choice(ways))
    return None


def is_reference(record, way, value):
    return isinstance(value, str) and kind_of(record, way) is not None


def is_date(record, way, value):
    return way[-1] in DATES and isinstance(value, str) and "readings" not in way


def is_quote(record, way, value):
    return way[-1] == "quote"


def another_reference(random, dataset):
    """A reference gets a value that stands elsewhere in the place of one of its kind, or one that is nowhere."""
    found = place(random, dataset, is_reference)
    if not found:
        return None
    record, way, value = found
    kind = kind_of(record, way)
    if kind in ("actor", "source", "proposal", "decision") and random.random() < 0.7:
        others = [one["id"] for one in dataset.files.values() if one["type"] == kind]
    elif kind in ("actor", "source"):
        others = [one["id"] for one in dataset.files.values() if not DECISION_ID.match(one["id"])]
    else:
        others = [other for one in dataset.files.values() for at, other in walk(one) if kind_of(one, at) == kind]
        if kind in ("provision", "target"):
            others += [f"#{one}" for one in inner_ids(record)]
            for other in random.sample(sorted(dataset.files.values(), key=lambda one: one["id"]), 2):
                others += [f"{other['id']}#{one}" for one in inner_ids(other)]
        elif kind in ("option", "event", "version", "part"):
            others += inner_ids(record)
    if kind not in ("decision",) and random.random() < 0.15:
        others = ["#nowhere"] if kind in ("provision", "target") else ["nowhere"]
    if not others:
        return None
    put(record, way, random.choice(others))
    return f"reference {way}"


def inner_ids(record):
    all_ids = [one["id"] for way, one in objects(record) if way and isinstance(one, dict) and "id" in one]
    return [one for one in all_ids if one != record["id"]]


def shift_date(random, dataset):
    found = place(random, dataset, is_date)
    if not found:
        return None
    record, way, value = found
    sides = value.split("/")
    at = random.randrange(len(sides))
    numbers = [int(number) for number in sides[at].split("-")]
    how = random.randrange(8)
    if how == 0:
        numbers = numbers[:random.randint(1, len(numbers))]
    elif how == 1:
        numbers[0] += random.choice([-100, -26, -25, -24, -1, 1, 5, 25])
    elif how == 2 and len(numbers) == 3:
        numbers[2] = random.choice([28, 29, 30, 31])
    elif how == 3 and len(numbers) == 3:
        numbers[1] = random.choice([2, 4, 6, 12])
    elif len(numbers) == 3:
        try:
            moved = date(*numbers) + timedelta(days=random.choice([-400, -60, -31, -7, -2, -1, 1, 2, 7, 31, 60, 400]))
            numbers = [moved.year, moved.month, moved.day]
        except ValueError:
            pass
    sides[at] = "-".join(f"{number:0{width}}" for number, width in zip(numbers, (4, 2, 2)))
    if random.random() < 0.1:
        sides = [*sides, sides[0]][:2] if len(sides) == 1 else sides[::-1]
    put(record, way, "/".join(sides))
    return f"date {way}: {value} {'/'.join(sides)}"


def copy_date(random, dataset):
    found, other = place(random, dataset, is_date), place(random, dataset, is_date)
    if not found or not other:
        return None
    put(found[0], found[1], other[2])
    return f"date {found[1]}: {other[2]}"


def new_date(random, dataset):
    """A date that may be there, and was not."""
    path = random.choice(sorted(dataset.files))
    record = dataset.files[path]
    fits = []
    for way, one in objects(record):
        if not isinstance(one, dict):
            continue
        if "events" in way[-2:] and len(way) == 2 and record["type"] == "decision":
            fits += [(one, key) for key in ("due", "until")] + ([(one, "effective")] if one["type"] in FORCE else [])
        if way[:1] == ("relations",) and len(way) == 2:
            fits += [(one, "effective")] + ([(one, "until")] if one["type"] in WITH_UNTIL else [])
        if way[:1] == ("provisions",) and len(way) == 2:
            fits += [(one, "effective"), (one, "until")]
        if way[:1] == ("commitments",) and len(way) == 2:
            fits.append((one, "due"))
        if way == () and record["type"] == "source":
            fits.append((one, "published"))
    other = place(random, dataset, is_date)
    if not fits or not other:
        return None
    one, key = random.choice(fits)
    one[key] = other[2]
    return f"{record['id']} {key} {other[2]}"


WITH_UNTIL = ("suspends", "amends", "confirms", "reinstates")
RELATIONS = [*WITH_UNTIL, "supersedes", "revokes", "annuls", "maintains", "corrects", "based_on"]


def cut_quote(random, dataset):
    found = place(random, dataset, is_quote)
    if not found:
        return None
    record, way, value = found
    at = random.randrange(len(value))
    how = random.randrange(9)
    changed = {
        0: value[1:], 1: value[:-1], 2: value[at:], 3: value[:at], 4: value[:at] + value[at + 1:],
        5: value[:at] + value[at].swapcase() + value[at + 1:], 6: value[:at] + " " + value[at:],
        7: " ".join(value.split(" ")[1:]), 8: random.choice(value.split(" ")),
    }[how].strip("\u00a0 \u202f\u2007")
    if not changed:
        return None
    put(record, way, changed)
    return f"quote {way}: {changed!r}"


def long_quote(random, dataset):
    """A quote that goes on, up to more words than a quote may have."""
    found = place(random, dataset, is_quote)
    if not found or "evidence" not in found[1]:
        return None
    record, way, value = found
    evidence = record
    for step in way[:-1]:
        evidence = evidence[step]
    own = [path for path in sorted(dataset.texts) if f"/{evidence.get('source')}/" in path]
    content = dataset.texts[own[0]] if own else b""
    words = content.decode("utf-8", errors="replace").split()
    if len(words) < 12:
        return None
    start, number = random.randrange(len(words)), random.choice([1, 2, 3, 59, 60, 61])
    quote = " ".join(words[start:start + number])
    put(record, way, quote)
    return f"quote {way}: {quote!r}"


SPACES = ["\n", "-\n", " \n ", "\u00a0", "\u202f", "  ", "\r\n", "\t", "-\r\n", "- \n", "\u2009", "\u2028"]


def edit_text(random, dataset):
    """A text gets other words or other spaces; most often its hash is mended."""
    paths = sorted(path for path in dataset.texts if dataset.texts[path])
    if not paths:
        return None
    path = random.choice(paths)
    try:
        text = dataset.texts[path].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text:
        return None
    at = random.randrange(len(text))
    to = min(len(text), at + random.randrange(1, 80))
    changed = random.choice([
        lambda: text[:at] + text[at + 1:], lambda: text[:at] + random.choice("-\u2010\u00ad’'.\u0301é ") + text[at:],
        lambda: text[:at] + random.choice(SPACES) + text[at:],
        lambda: text[:at] + text[to:], lambda: text + "\n" + text[at:to], lambda: text[:at] + text[at:to] + text[at:],
        lambda: text.replace(" ", random.choice(["  ", "\n", "\u00a0", "\u202f"])),
        lambda: text.replace("-", random.choice(["-\n", "\u2010", " "])),
        lambda: random.choice(["", "\n", "- - -\n", "12 34\n"]),
        lambda: text[:at] + random.choice(["1\u00a0234", "12\u202f345", "1 \u00a0 2", "1,5", "−5", "a-b", "-a", "a-"]) + text[at:],
    ])().encode("utf-8", errors="replace")
    how = random.random()
    if how < 0.05:
        del dataset.texts[path]
        return f"text {path} is gone"
    if how < 0.1:
        changed = changed[:7] + b"\xff" + changed[7:]
    dataset.texts[path] = changed
    source = dataset.files.get(path.rsplit("/", 1)[0] + "/source.json")
    if how < 0.85 and source and "text" in source:
        source["text"]["sha256"] = hashlib.sha256(changed).hexdigest()
    return f"text {path}"


def change_tally(random, dataset):
    found = place(random, dataset, lambda record, way, value: isinstance(value, int | float) and "vote" in way)
    if not found:
        return None
    record, way, value = found
    changed = random.choice([value + 1, max(value - 1, 0), 0, value * 2, value / 2, value + 0.5, 50, 100, 51.2, 100.5])
    if random.random() < 0.2:
        parent = record
        for step in way[:-1]:
            parent = parent[step]
        key = random.choice(["for", "against", "abstain", "blank", "needed"])
        if "unit" in parent:
            parent[key] = changed
            return f"tally {way[:-1]} {key}: {changed}"
    if way[-1] == "count" and (changed != int(changed) or not changed):
        return None
    put(record, way, changed)
    return f"tally {way}: {changed}"


def change_vote(random, dataset):
    """A vote, a ballot, a unit or what was voted on."""
    decisions = [record for _, record in sorted(dataset.files.items()) if record["type"] == "decision"]
    votes = [(record, event) for record in decisions for event in record["events"] if "vote" in event]
    if not votes:
        return None
    record, event = random.choice(votes)
    vote, how = event["vote"], random.randrange(9)
    options = [option["id"] for option in record["options"]]
    actors = [one["id"] for _, one in sorted(dataset.files.items()) if one["type"] == "actor"]
    tallies, cast = vote.get("tallies", []), vote.get("cast", [])
    if how == 0:
        vote["on"] = random.choice(options)
    elif how == 1:
        vote.pop("on", None)
    elif how == 2:
        record["choice"] = random.choice(options)
    elif how == 3 and tallies:
        random.choice(tallies)["option"] = random.choice(options)
    elif how == 4 and tallies:
        random.choice(tallies)["unit"] = random.choice(["members", "states", "population_percent", "ballots", "ballots_percent"])
    elif how == 5 and tallies:
        tally = random.choice(tallies)
        keys = [key for key in tally if key not in ("unit", "option")]
        if keys:
            tally.pop(random.choice(keys))
    elif how == 6 and cast:
        ballot = random.choice(cast)
        ballot["vote"] = random.choice(["for", "against", "abstain", "absent"])
    elif how == 7 and cast:
        ballot = random.choice(cast)
        if random.random() < 0.5:
            ballot["option"] = random.choice(options)
        else:
            ballot["count"] = random.choice([1, 2, 30])
    elif how == 8:
        vote.setdefault("cast", []).append({"actor": random.choice(actors), "vote": random.choice(["for", "against", "abstain"])})
    return f"vote of {record['id']} {how}"


def turn_result(random, dataset):
    """Of a decision taken by votes that were counted another option is the choice."""
    taken = [
        record
        for _, record in sorted(dataset.files.items())
        for event in record.get("events", [])
        if record["type"] == "decision" and event["type"] == "taken" and {"on", "tallies"} <= event.get("vote", {}).keys()
    ]
    if not taken:
        return None
    record = random.choice(taken)
    others = [option["id"] for option in record["options"] if option["id"] != record["choice"]]
    if not others:
        return None
    record["choice"] = random.choice(others)
    return f"choice of {record['id']}: {record['choice']}"


FORCE_IN_ORDER = sorted(FORCE)


def change_type(random, dataset):
    """An event or a relation gets another type, with what only goes with the old one taken off."""
    decisions = [record for _, record in sorted(dataset.files.items()) if record["type"] == "decision"]
    if not decisions:
        return None
    record = random.choice(decisions)
    if record.get("relations") and random.random() < 0.5:
        one = random.choice(record["relations"])
        one["type"] = random.choice(RELATIONS)
        if one["type"] not in WITH_UNTIL:
            one.pop("until", None)
        if one["type"] in ("amends", "corrects"):
            one.pop("parts", None)
        return f"relation of {record['id']}: {one['type']}"
    one = random.choice(record["events"])
    if one["type"] == "executed":
        return None
    one["type"] = random.choice([*FORCE_IN_ORDER, "proposed", "announced", "reaffirmed", "postponed", "taken", "published", "not_executed",
        "approved_in_principle", "withdrawn", "challenged", "upheld"])
    return f"event of {record['id']}: {one['type']}"


def name_parts(random, dataset):
    """An event or a relation names parts."""
    found = []
    for _, record in sorted(dataset.files.items()):
        if record["type"] == "decision":
            found += [(one, dataset.parts(record)) for one in record["events"]]
            for relation in record.get("relations", []):
                older = dataset.get("decision", relation["target"])
                if older and relation["type"] in RELATIONS and relation["type"] not in ("amends", "corrects"):
                    found.append((relation, dataset.parts(older)))
    found = [(one, parts) for one, parts in found if parts]
    if not found:
        return None
    one, parts = random.choice(found)
    one["parts"] = random.sample(parts, random.randint(1, len(parts)))
    return f"parts {one['type']} {one['parts']}"


def another_relation(random, dataset):
    """A decision does one more thing to one that it relates to, or to any other."""
    decisions = [record for _, record in sorted(dataset.files.items()) if record["type"] == "decision"]
    if not decisions:
        return None
    related = [record for record in decisions if "relations" in record]
    record = random.choice(related or decisions)
    targets = [one["target"] for one in record.get("relations", [])] or [one["id"] for one in decisions]
    if random.random() < 0.3:
        targets = [one["id"] for one in decisions]
    kind = random.choice(RELATIONS)
    relation = {"type": kind, "target": random.choice(targets), "evidence": [copy.deepcopy(record["events"][0]["evidence"][0])]}
    record.setdefault("relations", []).append(relation)
    return f"{record['id']} {kind} {relation['target']}"


def copy_in_archive(random, dataset):
    sources = [record for _, record in sorted(dataset.files.items()) if record["type"] == "source"]
    other = place(random, dataset, is_date)
    if not sources or not other:
        return None
    source = random.choice(sources)
    if random.random() < 0.5:
        source["archived"] = [{"url": "https://archive.example/", "at": other[2]}]
    else:
        original = {"media_type": "text/html", "sha256": "0" * 64, "bytes": 1, "url": "https://archive.example/"}
        source["original"] = {**original, "retrieved": other[2]}
    return f"{source['id']} archived {other[2]}"


def change_number(random, dataset):
    """An official number gets another scheme or loses a character."""
    found = place(random, dataset, lambda record, way, value: len(way) == 3 and way[0] == "identifiers" and way[-1] in ("scheme", "value"))
    if not found:
        return None
    record, way, value = found
    if way[-1] == "scheme":
        changed = random.choice(["celex", "com", "kamerstuk", "wikidata", "ecli", "doi", "orcid"])
    else:
        at = random.randrange(len(value))
        changed = random.choice([value[:at] + value[at + 1:], value[:at] + random.choice("0 -A,") + value[at:]]).strip()
    if not changed:
        return None
    put(record, way, changed)
    return f"number {way}: {changed}"


def change_reading(random, dataset):
    """A discrepancy loses a reading, has one twice, or has another value or pointer; or a value of which sources differ gets one."""
    records = [record for _, record in sorted(dataset.files.items()) if record["type"] == "decision"]
    if not records:
        return None
    with_one = [record for record in records if record.get("discrepancies")]
    record = random.choice(with_one or records)
    if not with_one:
        evidence = record["events"][0]["evidence"]
        languages = record["title"]
        readings = [{"value": value, "evidence": copy.deepcopy(evidence)} for value in (record["events"][0]["date"], "1999-09-09")]
        one = {"id": "sources-differ", "pointer": "/events/0/date", "readings": readings, "reason": {key: "A reason." for key in languages}}
        record["discrepancies"] = [one]
    one = random.choice(record["discrepancies"])
    readings, how = one["readings"], random.randrange(5)
    if how == 0 and len(readings) > 1:
        del readings[random.randrange(len(readings))]
    elif how == 1:
        readings.append(copy.deepcopy(random.choice(readings)))
    elif how == 2:
        random.choice(readings)["value"] = random.choice(["2001-02-03", "elsewhere", 7])
    elif how == 3:
        one["pointer"] = random.choice([pointer(way) for way, _ in (*walk(record), *objects(record)) if way and "discrepancies" not in way])
    return f"reading of {record['id']} {how}"


def another_outcome(random, dataset):
    """A condition, a concern, a consent or a promise has one more outcome, on the day of another or on any."""
    types = {"outcomes": ["met", "not_met", "resolved", "unresolved"], "consents": ["given", "withheld", "not_asked"], "events": ["met", "not_met"]}
    found = []
    for _, record in sorted(dataset.files.items()):
        for way, value in objects(record):
            if len(way) == 3 and way[::2] in (("statements", "outcomes"), ("participants", "consents"), ("commitments", "events")):
                found.append((value, types[way[-1]]))
    other = place(random, dataset, is_date)
    if not found or not other:
        return None
    known, kinds = random.choice(found)
    one = copy.deepcopy(random.choice(known))
    if one["type"] in ("met", "not_met"):
        kinds = ["met", "not_met"]
    one["type"] = random.choice([kind for kind in kinds if one["type"] != "resolved" and one["type"] != "unresolved" or "solved" in kind])
    if "id" in one:
        one["id"] += "-again"
    if random.random() < 0.3:
        one["date"] = other[2]
    known.insert(random.randint(1, len(known)), one)
    return f"outcome {one['type']} {one['date']}"


def another_maker(random, dataset):
    """A decision made a version of a proposal."""
    proposals = [record for _, record in sorted(dataset.files.items()) if record["type"] == "proposal"]
    decisions = [record["id"] for _, record in sorted(dataset.files.items()) if record["type"] == "decision"]
    if not proposals or not decisions:
        return None
    version = random.choice(random.choice(proposals)["versions"])
    version["decisions"] = sorted({*version.get("decisions", []), random.choice(decisions)})
    return f"version {version['id']} of {version['decisions']}"


def lists(record):
    return [(way, one) for way, one in objects(record) if isinstance(one, list) and one and way[-1] not in ("readings",)]


def several_items(random, dataset):
    """A list of more than one item: its file, the way there, and the list itself."""
    path = random.choice(sorted(dataset.files))
    found = [(way, one) for way, one in lists(dataset.files[path]) if len(one) > 1]
    return (path, *random.choice(found)) if found else None


def remove_item(random, dataset):
    found = several_items(random, dataset)
    if not found:
        return None
    path, way, one = found
    at = random.randrange(len(one))
    del one[at]
    return f"{path} {way} without {at}"


def copy_item(random, dataset):
    path = random.choice(sorted(dataset.files))
    way, one = random.choice(lists(dataset.files[path]) or [(None, None)])
    if one is None:
        return None
    # A copy has an id of its own three times out of four.
    item = copy.deepcopy(random.choice(one))
    if isinstance(item, dict) and "id" in item and random.random() < 0.75:
        item["id"] = f"{item['id']}-copy"
    one.insert(random.randrange(len(one) + 1), item)
    return f"{path} {way} with a copy"


def swap_items(random, dataset):
    found = several_items(random, dataset)
    if not found:
        return None
    path, way, one = found
    a, b = random.sample(range(len(one)), 2)
    one[a], one[b] = one[b], one[a]
    return f"{path} {way}: {a} and {b} change places"


def rename_id(random, dataset):
    """An id within a record gets another name; what refers to it does not follow."""
    found = place(random, dataset, lambda record, way, value: way[-1] == "id" and len(way) > 2)
    if not found:
        return None
    record, way, _ = found
    name = random.choice([*inner_ids(record), "renamed"])
    put(record, way, name)
    return f"id {way}: {name}"


def rename_record(random, dataset):
    path = random.choice(sorted(dataset.files))
    record = dataset.files[path]
    if record["type"] == "decision":
        head, number = record["id"].rsplit("-", 1)
        record["id"] = f"{head}-{int(number) + 1:04}"
    else:
        record["id"] = f"{record['id']}-renamed"
    if record["type"] != "source" or random.random() < 0.5:
        if random.random() < 0.8:
            move(dataset, path, record)
    return f"record {path}: {record['id']}"


def move(dataset, path, record):
    folder, name = path.rsplit("/", 1)
    if record["type"] == "source":
        new = f"{folder.rsplit('/', 1)[0]}/{record['id']}"
        for text in [text for text in dataset.texts if text.startswith(f"{folder}/")]:
            dataset.texts[f"{new}/{text.rsplit('/', 1)[1]}"] = dataset.texts.pop(text)
        target = f"{new}/{name}"
    else:
        target = f"{folder}/{record['id']}.json"
    if target not in dataset.files:
        dataset.files[target] = dataset.files.pop(path)


def remove_record(random, dataset):
    path = random.choice(sorted(dataset.files))
    if len(dataset.files) < 3:
        return None
    if dataset.files[path]["type"] == "source":
        folder = path.rsplit("/", 1)[0]
        for text in [text for text in dataset.texts if text.startswith(f"{folder}/")]:
            del dataset.texts[text]
    del dataset.files[path]
    return f"no {path}"


def copy_record(random, dataset):
    path = random.choice(sorted(dataset.files))
    if dataset.files[path]["type"] == "source":
        return None
    dataset.files[path.removesuffix(".json") + "-copy.json"] = copy.deepcopy(dataset.files[path])
    return f"{path} twice"


def withdraw_record(random, dataset):
    record = dataset.files[random.choice(sorted(dataset.files))]
    languages = record.get("title", record.get("name"))
    record["record"] = {"revision": 2, "state": "withdrawn", "reason": {language: "A mistake." for language in languages}}
    return f"{record['id']} is withdrawn"


EDITS = [
    *[another_reference] * 5, *[shift_date] * 5, copy_date, *[new_date] * 2, *[cut_quote] * 3, *[long_quote] * 2, *[edit_text] * 4,
    *[change_tally] * 2, *[change_vote] * 5, turn_result, *[change_type] * 2, name_parts, *[another_relation] * 2, copy_in_archive, remove_item, copy_item,
    change_number, change_reading, another_outcome, another_maker,
    swap_items, rename_id, rename_record, remove_record, copy_record, withdraw_record,
]


def edit(random, dataset, number):
    """Some edits, and what they were."""
    done = []
    while len(done) < number:
        told = random.choice(EDITS)(random, dataset)
        if told:
            done.append(told)
    return done
