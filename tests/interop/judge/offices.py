"""What is wrong in who is what: offices, bodies and those who come into them. Written from docs/rules.md and docs/reference.md."""

from .dates import days

OFFICE, BODY, FORUM, PERSON = {"office", "body"}, {"body", "organisation"}, {"body", "organisation", "office"}, {"person"}


def roles(record):
    """Each field that names an actor as something of a kind, with the person beside an office, and the office beside a person."""
    if record["type"] == "decision":
        for i, option in enumerate(record["options"]):
            yield from both(option.get("appoints"), f"/options/{i}/appoints")
        yield from ((f"/events/{i}/body", event["body"], FORUM, None) for i, event in enumerate(record["events"]) if "body" in event)
    for i, rule in enumerate(record.get("voting_rules", [])):
        yield f"/voting_rules/{i}/body", rule["body"], BODY, None
    for i, author in enumerate(record.get("authors", [])):
        yield from both(author, f"/authors/{i}")
    for i, term in enumerate(record.get("terms", [])):
        yield f"/terms/{i}/office", term["office"], OFFICE if term["role"] == "holder" else BODY, None


def both(one, place):
    if one and "office" in one:
        yield f"{place}/actor", one["actor"], PERSON, one["office"]
        yield f"{place}/office", one["office"], OFFICE, one["actor"]


def actor_kind(record, dataset):
    kind = lambda name: (dataset.get("actor", name) or {}).get("kind")
    found = []
    for place, name, fits, beside in roles(record):
        # Two that stand in each other's place are one error.
        is_swapped = fits is OFFICE and kind(name) in PERSON and beside and kind(beside) in OFFICE
        if kind(name) and kind(name) not in fits and not is_swapped:
            found.append(place)
    return found


def is_shown(evidence, dataset):
    """Whether one of the sources that show something is public, by some day."""
    for one in evidence:
        source = dataset.get("source", one["source"])
        if source and source["availability"] == "public" and source["record"]["state"] != "withdrawn":
            if days(source.get("published", source["date"])):
                return True
    return False


def holds(actor, office, day, dataset):
    """Whether an actor holds an office on a day: the last of its terms there that have begun runs."""
    if actor is None or actor["record"]["state"] == "withdrawn":
        return False
    begun = []
    for term in actor.get("terms", []):
        start = days(term["start"]) if "start" in term else None
        has_begun = "start" not in term or (start and start[1] <= day)
        if (term["office"], term["role"]) == (office, "holder") and has_begun and is_shown(term["evidence"], dataset):
            begun.append((start[1].toordinal() if start else 0, term))
    last = max((start for start, _ in begun), default=None)
    return any(start == last and not has_ended(term, day, dataset) for start, term in begun)


def has_ended(term, day, dataset):
    end = term.get("ended")
    return bool(end and days(end["date"]) and days(end["date"])[1] <= day and is_shown(end["evidence"], dataset))


def not_in_office(record, dataset):
    """Who wrote in an office held it on the date of the source, as far as terms are recorded."""
    found = []
    if record["type"] != "source" or not days(record["date"]):
        return found
    day = days(record["date"])[0]
    actors = [one for _, one in dataset.of_type("actor")]
    for i, author in enumerate(record.get("authors", [])):
        own = dataset.get("actor", author["actor"])
        if "office" not in author or own is None or holds(own, author["office"], day, dataset):
            continue
        has_term = any((term["office"], term["role"]) == (author["office"], "holder") for term in own.get("terms", []))
        if has_term or any(holds(one, author["office"], day, dataset) for one in actors):
            found.append(f"/authors/{i}/office")
    return found
