"""A dataset as it lies on the disk: its records, the texts of its sources, and what refers to what."""

import json
import re

DECISION_ID = re.compile(r"^[a-z]+-[a-z]{2}(-[a-z0-9]{1,3})?-[0-9]{4}-[0-9]{4,6}$")

# What a field refers to, by the type of the record that has it and the way to it. `*` stands for a number.
REFERENCES = {
    "on_behalf_of": "actor", "office": "actor", "addressee": "actor", "actor": "actor", "by": "actor", "to": "actor", "body": "actor",
    "holder": "actor", "jointly/*": "actor", "actors/*": "actor", "source": "source", "document": "source", "decisions/*": "decision",
    "choice": "option", "on": "option", "option": "option", "event": "event", "parts/*": "part", "version": "version",
    "replaces": "provision", "about/*": "provision", "target": "target",
}


def walk(value, way=()):
    """Every value of a record that is no object and no list, with the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*way, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from walk(inner, (*way, at))
    else:
        yield way, value


def objects(value, way=()):
    """Every object and list of a record, with the way to it."""
    if isinstance(value, dict):
        yield way, value
        for key, inner in value.items():
            yield from objects(inner, (*way, key))
    elif isinstance(value, list):
        yield way, value
        for at, inner in enumerate(value):
            yield from objects(inner, (*way, at))


def pointer(way):
    return "".join(f"/{step}" for step in way)


def kind_of(record, way):
    """What the value at a place refers to, if it refers to something."""
    *above, last = way
    key = f"{above[-1]}/*" if isinstance(last, int) else last
    if way[:1] in (("discrepancies",), ("title",)) and key not in ("source",):
        return None
    if way == ("proposal", "id"):
        return "proposal"
    if key == "target":
        return "decision" if record["type"] == "decision" and way[0] == "relations" else "target"
    if key == "about/*" and way[0] == "commitments":
        return "target"
    return REFERENCES.get(key)


class Dataset:
    """All records by file, and by type and id."""

    def __init__(self, files, texts):
        # By path; what lies beside a source, by its folder and its name.
        self.files, self.texts = files, texts
        self.by_id = {}
        for path in sorted(files):
            record = files[path]
            self.by_id.setdefault((record["type"], record["id"]), record)

    def get(self, kind, name):
        return self.by_id.get((kind, name))

    def of_type(self, kind):
        return [(path, record) for path, record in sorted(self.files.items()) if record["type"] == kind]

    def evidence(self, record):
        for way, value in objects(record):
            if way and way[-1] == "evidence":
                for at, one in enumerate(value):
                    yield (*way, at), one

    def proposal_of(self, decision):
        return self.get("proposal", decision["proposal"]["id"]) if "proposal" in decision else None

    def adopted(self, decision):
        """The version of its proposal that a decision adopts: it settles the proposal, and its choice adopts."""
        about = decision.get("proposal", {})
        choice = next((option for option in decision["options"] if option["id"] == decision["choice"]), {})
        proposal = self.proposal_of(decision)
        if not about.get("decides") or choice.get("result") != "adopts" or proposal is None:
            return None
        return about.get("version")

    def parts(self, decision):
        """The parts of a decision: its provisions, and those of the version that it adopts."""
        own = [one["id"] for one in decision.get("provisions", [])]
        version, proposal = self.adopted(decision), self.proposal_of(decision)
        return own + (provisions_of(proposal, version) if version else [])


def provisions_of(proposal, version):
    """A version has its own provisions and those of earlier versions that none up to it has replaced or removed."""
    order = [one["id"] for one in proposal["versions"]]
    if version not in order:
        return []
    known = order[:order.index(version) + 1]
    there = [one for one in proposal.get("provisions", []) if one.get("version") in known]
    replaced = [one["replaces"].split("#") for one in there if "replaces" in one]
    gone = {name for record, name in replaced if record in ("", proposal["id"])}
    return [one["id"] for one in there if one.get("change") != "removed" and one["id"] not in gone]


def read(folder):
    """The records of a folder by path, and the texts."""
    files, texts = {}, {}
    for path in sorted((folder / "records").rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".json":
            files[name] = json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".txt":
            texts[name] = path.read_bytes()
    return files, texts
