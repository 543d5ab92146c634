"""Do others agree with `besluit compat` on whom an edit of the schemas breaks?

For each edit of the table, made in a copy of the schemas that stands for the last contract, `besluit compat` compares that with the
schemas of now. Of each witness that it prints, the Python package `jsonschema` and ajv must say that the one schema accepts it and the
other refuses it. And on each question that it decides, jsoncompat must not say otherwise: it knows fewer patterns, so it may
hold an edit of one for a break that is none, and nothing else.
"""

import copy
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

from common import ROOT, besluit, count, end, load, without_network

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"


def both(edit):
    """The edit made in each of the two contracts."""

    def edited(strict, tolerant):
        edit(strict)
        edit(tolerant)

    return edited


def field(name, value, required=False):
    def edit(schema):
        schema["properties"][name] = value
        if required:
            schema["required"].append(name)

    return both(edit)


def drop_field(name):
    def edit(schema):
        del schema["properties"][name]
        schema["required"] = [one for one in schema["required"] if one != name]

    return both(edit)


def require(name, required):
    def edit(schema):
        schema["required"] = [one for one in schema["required"] if one != name] + [name] * required

    return both(edit)


def rename(schema):
    schema["properties"]["identifier"] = schema["properties"].pop("id")
    schema["required"] = ["identifier" if one == "id" else one for one in schema["required"]]


def actor_id(**keywords):
    def edit(schema):
        assert schema["$defs"]["ActorId"]["pattern"] == ID
        schema["$defs"]["ActorId"].update(keywords)

    return both(edit)


def codes(name, edit):
    def edited(strict, tolerant):
        edit(strict["$defs"][name]["oneOf"])
        known = tolerant["$defs"][name]
        edit(known.get("oneOf") or known["anyOf"][0]["oneOf"])

    return edited


def minimum(count):
    def edit(schema):
        for definition in [schema, *schema["$defs"].values()]:
            for part in definition.get("properties", {}).values():
                if part.get("minItems") == 1:
                    part["minItems"] = count
                    return

    return both(edit)


def add_code(known):
    known.append({"type": "string", "const": "added_code"})


EDITS = {
    "optional field gone": field("added", {"type": "string"}),
    "required field gone": field("added", {"type": "string"}, required=True),
    "optional field come": drop_field("$schema"),
    "required field come": drop_field("id"),
    "required made optional": require("$schema", 1),
    "optional made required": require("id", 0),
    "renamed": both(rename),
    "pattern loosened": actor_id(pattern="^[a-z]+(-[a-z0-9]+)*$"),
    "pattern tightened": actor_id(pattern="^[a-z0-9_]+(-[a-z0-9]+)*$"),
    "null gone": actor_id(type=["string", "null"]),
    "type changed": actor_id(type="integer"),
    "closed code gone": codes("State", add_code),
    "closed code come": codes("State", lambda known: known.pop()),
    "items dropped": minimum(2),
    "items raised": minimum(0),
}


def accepts(schema, document):
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).is_valid(document)


def version_aside(schema):
    schema = copy.deepcopy(schema)
    schema.pop("$id", None)
    schema["properties"]["schema_version"] = {"type": "string"}
    return schema


def compared(before):
    """What `besluit compat` says, against a folder."""
    done = besluit("compat", "--against", before, "--format", "json", quiet=True)
    count(done.returncode == 1, f"{before.name} exits with 1: {done.stderr}")
    return json.loads(done.stdout)


def main():
    without_network()
    cases = {"witnesses": [], "questions": []}
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, edit) in enumerate(EDITS.items()):
            for kind in ["actor", "decision"]:
                before = Path(folder) / f"{number}-{kind}"
                shutil.copytree(ROOT / "schema", before, ignore=shutil.ignore_patterns("released"))
                paths = [before / f"{kind}.schema.json", before / f"consumer/{kind}.schema.json"]
                contracts = [load(path) for path in paths]
                edit(*contracts)
                for path, schema in zip(paths, contracts):
                    path.write_text(json.dumps(schema), encoding="utf-8")
                told = compared(before)
                count(not told["problems"], f"{name} of {kind}: {told['problems']}")
                count(told["changes"], f"{name} of {kind} is a change")

                def schema_of(side):
                    when, path = side.split(" ", 1)
                    return load((before if when == "old" else ROOT / "schema") / path)

                for change in told["changes"]:
                    for witness in change["witnesses"]:
                        sides = [schema_of(witness[side]) for side in ("accepted_by", "refused_by")]
                        what = f"{name} of {kind}: {change['what']}"
                        count(accepts(sides[0], witness["document"]), f"{what}: the witness is accepted")
                        count(not accepts(sides[1], witness["document"]), f"{what}: the witness is refused")
                        cases["witnesses"].append([what, *sides, witness["document"]])
                own = [one for one in told["changes"] if f"{kind}.schema.json" in one["files"]]
                broken = {whom for change in own for whom in change["breaks"]}
                now = version_aside(load(ROOT / "schema" / f"{kind}.schema.json"))
                for whom, old, role in [("readers", contracts[1], "serializer"), ("records", contracts[0], "deserializer")]:
                    question = [f"{whom} of {kind}, {name}", version_aside(old), now, role, whom not in broken]
                    cases["questions"].append([*question, "pattern" in name])
        path = Path(folder) / "cases.json"
        path.write_text(json.dumps(cases), encoding="utf-8")
        done = subprocess.run(["node", ROOT / "tests/interop/compat.mjs", path], capture_output=True, text=True)
        print(done.stdout.strip())
        count(done.returncode == 0, f"ajv and jsoncompat agree: {done.stderr}")
    print(f"{len(cases['witnesses'])} witnesses, {len(cases['questions'])} questions")
    count(len(cases["witnesses"]) > 20, "there are witnesses")
    end()


main()
