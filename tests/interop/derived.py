"""Do exported records fit the tolerant schemas, what follows from them under `derived` included, as other validators read these?

`besluit export ndjson` writes this dataset and each of the world fixtures. Every record must be accepted by the tolerant schema of its
type and by the union of all types: by the Python package `jsonschema`, formats on, and by ajv in its strict mode (`derived.mjs`). Each
of them must refuse every record in which one thing that follows is broken, so that this check can fail.
"""

import copy
import json
import subprocess

from jsonschema import Draft202012Validator

from common import BINARY, ROOT, TOOLS, count, end, load

OUT = TOOLS / "derived"
TYPES = ["decision", "proposal", "source", "actor"]

SPELLS = [("decision", ["statuses", 0]), ("decision", ["provision_states", 0]), ("proposal", ["positions", 0])]

# What cannot follow from a record: the type, the place, and the value; without one, the absence of what is there.
BROKEN = [
    *[(name, ["digest"], value) for name in TYPES for value in [None, "sha256:0", 1]],
    *[(name, ["digest"]) for name in TYPES],
    *[(name, [], value) for name in TYPES for value in [None, [], "derived"]],
    *[(name, ["quotes"], []) for name in TYPES],
    ("decision", ["status"], "over"),
    ("decision", ["status"], None),
    ("decision", ["reached"], "superseded"),
    ("decision", ["position"], ["oppose"]),
    ("decision", ["since"], "last year"),
    ("decision", ["by"], "not an id"),
    ("decision", ["effects"], []),
    ("decision", ["effects", 0, "effect"], "none"),
    ("decision", ["effects", 0, "body"]),
    ("decision", ["because"], "besluit-nl-2025-0001#taken"),
    ("decision", ["events"]),
    ("decision", ["events", 0, "known_by"], "2025-13-01"),
    ("decision", ["events", 0, "known_by"], "2025-11"),
    ("decision", ["statements", 0, "reported"], "yes"),
    ("decision", ["statements", 0, "reporters"], []),
    ("decision", ["inverse_relations", 0, "type"], "Undoes it"),
    ("decision", ["quotes", 0, "line"], "1"),
    ("decision", ["quotes", 0, "column"], -1),
    ("proposal", ["fate", 0, "status"], "over"),
    ("proposal", ["fate", 0, "decider"]),
    ("proposal", ["positions", 0, "position"], "against"),
    *[(name, [*spell, *field], value) for name, spell in SPELLS for field, value in [
        (["valid_from"], "2025-11"), (["valid_from_earliest"], None), (["valid_from_precision"], "week"),
        (["valid_until_earliest"], "2025-11"), (["valid_until_precision"], "about"), (["ended_how"], "outdated"), (["known_by"], None)]],
    *[(name, [*spell, field]) for name, spell in SPELLS for field in ["valid_from", "valid_from_earliest", "valid_from_precision"]],
    ("decision", ["statuses", 1, "from_status"], "over"),
    ("decision", ["provision_states", 1, "from_status"], None),
    ("proposal", ["positions", 0, "is_newest_text"], "yes"),
    ("proposal", ["positions", 0, "outdated_since"], "last year"),
    ("proposal", ["versions"]),
    ("source", ["known_by"], 20251126),
    ("source", ["cited"]),
    ("source", ["cited", "quoted"], -1),
    ("source", ["cited", "by_place"], None),
    ("source", ["coverage", "words"], 1.5),
    ("source", ["coverage", "uncovered"]),
    ("actor", ["speaks_for"], "nl-state"),
]


def export():
    lines = []
    for folder in [ROOT, *sorted((ROOT / "tests/fixtures/world").glob("*/"))]:
        out = OUT / folder.name
        subprocess.run([BINARY, "export", "ndjson", "-o", out], cwd=folder, check=True, capture_output=True)
        lines += (out / "records.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def broken(record, place, *value):
    """The record with another value at a place of what follows from it, or without it; nothing if it does not have that place."""
    record = copy.deepcopy(record)
    *above, last = ["derived", *place]
    part = record
    try:
        for step in above:
            part = part[step]
        part[last]
    except (KeyError, IndexError):
        return None
    if value:
        part[last] = value[0]
    else:
        del part[last]
    return record


def all_broken(records):
    """For each way to break a record the first one that can be broken so."""
    found = []
    for name, place, *value in BROKEN:
        candidates = (broken(record, place, *value) for record in records if record["type"] == name)
        record = next((record for record in candidates if record), None)
        count(record, f"a {name} has {place}")
        found += [record] if record else []
    return found


def main():
    records = export()
    wrong = all_broken(records)
    for name in [*TYPES, "record"]:
        schema = load(ROOT / f"schema/consumer/{name}.schema.json")
        validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        mine = [record for record in records if name in ("record", record["type"])]
        for record in mine:
            errors = [error.message for error in validator.iter_errors(record)]
            count(not errors, f"{record['id']} by {name}: {errors[:1]}")
        for record in wrong:
            if name in ("record", record["type"]):
                count(not validator.is_valid(record), f"{name} must refuse {json.dumps(record['derived'])[:200]}")
    for name, lines in [("good", records), ("broken", wrong)]:
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (OUT / f"{name}.ndjson").write_text(text, encoding="utf-8")
    ajv = ["node", ROOT / "tests/interop/derived.mjs", OUT / "good.ndjson", OUT / "broken.ndjson"]
    done = subprocess.run(ajv, capture_output=True, text=True)
    count(done.returncode == 0, f"ajv: {done.stdout}{done.stderr}")
    print(f"derived: {len(records)} exported records accepted, {len(wrong)} broken ones refused; {done.stdout.strip()}")
    end()


main()
