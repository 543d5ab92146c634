"""Are the typed clients what the generators make of the schema, and do they work?

`clients/generate` has written the clients anew into the folder that is the first argument. They must be those that are committed. Then

- `tsc --strict` compiles the example in TypeScript, and refuses it with a misspelt field; `completions.mjs` asks the compiler what an
  editor completes, and whether a type hides another;
- pydantic reads every record of the dataset and of the world fixtures, as its file has it and as an export does, and writes it back
  unchanged, unknown fields and new codes of open lists included, and refuses what is broken otherwise;
- for each field of each model pydantic takes and refuses the values that the package `jsonschema` takes and refuses by the schema;
- both examples say who advised what, as `besluit list` does.
"""

import builtins
import json
import pathlib
import shutil
import subprocess
import sys
import warnings
from typing import Annotated

from common import BINARY, ROOT, load

GENERATED = pathlib.Path(sys.argv[1]).resolve()
TOOLS = ROOT / "target/clients"
CLIENTS = ROOT / "clients"

sys.path.insert(0, str(CLIENTS / "python"))

# A model with a field that hides what every model has is told as a warning.
with warnings.catch_warnings():
    warnings.simplefilter("error")
    import besluit as client

from jsonschema import Draft202012Validator
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

RECORD = TypeAdapter(Annotated[client.AnyRecord, Field(discriminator="type")])

# What is no field, but a text by its language.
LANGUAGES = {"nl", "en", "de", "fr", "es"}


def check_generated():
    for name in ["typescript/besluit.d.ts", "python/besluit.py"]:
        same = (GENERATED / name).read_bytes() == (CLIENTS / name).read_bytes()
        assert same, f"clients/{name} is not current: run clients/generate"
    models = (ROOT / "bindings/python/python/besluit/models.py").read_bytes()
    assert models == (CLIENTS / "python/besluit.py").read_bytes(), "the package for Python has other models: run clients/generate"


def compile_typescript(folder, program):
    """Compiles a program beside the types, as somebody does who has copied them, and returns what the compiler says."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ["besluit.d.ts", "tsconfig.json"]:
        shutil.copy(CLIENTS / "typescript" / name, folder)
    (folder / "example.mts").write_text(program, encoding="utf-8")
    done = subprocess.run([TOOLS / "node_modules/.bin/tsc", "--strict", "--project", folder], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def check_typescript():
    program = (CLIENTS / "typescript/example.mts").read_text(encoding="utf-8")
    for right, wrong in [("record.statements", "record.statement"), ('"advice"', '"advise"'), ("statement.holder", "statement.held_by")]:
        assert right in program
        code, said = compile_typescript(TOOLS / "wrong", program.replace(right, wrong))
        assert code != 0 and "error TS" in said, f"{wrong} compiles: {said}"
    # A list that may grow takes other codes, and still only strings; a closed one takes none. What follows is not in every record.
    asked = "const decision = record as besluit.Decision;\n"
    for right, wrong in [
        ('decision.kind = "added_later";', "decision.kind = 1;"),
        ('decision.record.state = "withdrawn";', 'decision.record.state = "added_later";'),
        ('decision.derived?.status === "superseded";', 'decision.derived?.status === "over";'),
        ("decision.derived?.quotes?.length;", "decision.derived.quotes?.length;"),
    ]:
        for line, expected in [(right, True), (wrong, False)]:
            within = program.replace("  // The field", f"  {asked}  {line}\n  // The field")
            code, said = compile_typescript(TOOLS / "wrong", within)
            assert (code == 0) == expected, f"{line} {said}"
    code, said = compile_typescript(TOOLS / "example", program)
    assert code == 0, said
    compile_typescript(TOOLS / "completions", "")
    completions = ["node", ROOT / "tests/interop/completions.mjs", TOOLS / "completions"]
    return subprocess.run(completions, capture_output=True, text=True, check=True).stdout.strip()


def change(value, change_object):
    """Gives every object that is no text by language to `change_object`, and returns the value."""
    if isinstance(value, list):
        for item in value:
            change(item, change_object)
    elif isinstance(value, dict):
        for item in value.values():
            change(item, change_object)
        if not set(value) <= LANGUAGES:
            change_object(value)
    return value


def refused(record):
    try:
        RECORD.validate_json(json.dumps(record))
    except ValidationError:
        return True
    return False


def check_pydantic(paths):
    for path in paths:
        text = path.read_text(encoding="utf-8")
        later = change(json.loads(text), lambda members: members.update(added_later={"of": ["any", None, 1.5]}))
        if later["type"] != "proposal":
            later["form" if later["type"] == "source" else "kind"] = "added_later"
        for given in [json.loads(text), later]:
            record = RECORD.validate_json(json.dumps(given))
            assert type(record).__name__.lower() == given["type"], path
            back = json.loads(RECORD.dump_json(record, by_alias=True, exclude_unset=True))
            assert back == given, f"{path} comes back changed"
            assert RECORD.validate_python(given) == record, f"{path} is another record to Python"
        # Nothing in a record is null, so nothing is lost either way.
        record = RECORD.validate_json(text)
        assert json.loads(RECORD.dump_json(record, by_alias=True, exclude_none=True)) == json.loads(text), path
        schema = load(ROOT / f"schema/consumer/{given['type']}.schema.json")
        for name in schema["required"]:
            broken = json.loads(text)
            broken[name] = None
            assert refused(broken), f"{path} with nothing as its {name}"
            del broken[name]
            assert refused(broken), f"{path} without {name}"
        broken = json.loads(text)
        broken["record"]["state"] = "added_later"
        assert refused(broken), f"{path} with another state"


def exported():
    """Every record of the dataset and of the world fixtures, with what follows from it."""
    records = []
    for folder in [ROOT, *sorted((ROOT / "tests/fixtures/world").glob("*/"))]:
        out = TOOLS / "exported" / folder.name
        subprocess.run([BINARY, "export", "ndjson", "-o", out], cwd=folder, check=True, capture_output=True)
        records += map(json.loads, (out / "records.ndjson").read_text(encoding="utf-8").splitlines())
    return records


def check_derived(records):
    for given in records:
        record = RECORD.validate_json(json.dumps(given))
        assert isinstance(record.derived, getattr(client, f"{given['type'].capitalize()}Derived"))
        for without in [{"exclude_unset": True}, {"exclude_none": True}]:
            assert json.loads(RECORD.dump_json(record, by_alias=True, **without)) == given, f"{given['id']} comes back changed"
    statuses = {record["derived"].get("status") for record in records}
    assert {"taken", "superseded"} <= statuses


# Values of every type, and near those that a field may have. Null, and what is only like a number, were taken where they must not be.
VALUES = [None, [], {}, [None], [[]], {"a": None}, {"en": None}, True, "true", 0, 1, 1.0, 1.5, -1, 10**20]
VALUES += ["", "1", "x y", "2025", "2025-11-26", "2025-11-26T00:00:00", "added_later", "Added later"]


def check_fields(records):
    """Holds every field of every model to what the schema says of it."""
    schema = load(TOOLS / "python.schema.json")
    definitions = schema["$defs"]
    examples = {}

    def gather(part, value):
        name = None
        while "$ref" in part or "allOf" in part:
            reference = part.get("$ref") or part["allOf"][0]["$ref"]
            name = reference.removeprefix("#/$defs/")
            part = definitions[name]
        if name and "properties" in part:
            example = examples.setdefault(name, {})
            example.update({field: one for field, one in value.items() if field not in example})
        for field, what in part.get("properties", {}).items():
            if field in value:
                gather(what, value[field])
        for item in value if "items" in part else []:
            gather(part["items"], item)

    for record in records:
        gather({"$ref": f"#/$defs/{record['type'].capitalize()}"}, record)
    models = {name for name, definition in definitions.items() if "properties" in definition}
    assert set(examples) == models, f"no record has {models - set(examples)}"
    checked = 0
    for name, example in examples.items():
        validator = Draft202012Validator({"$defs": definitions, "$ref": f"#/$defs/{name}"})
        model = getattr(client, name)
        assert issubclass(model, BaseModel)
        for field in [*example, "added_later"]:
            without = {one: value for one, value in example.items() if one != field}
            for part in [without, *({**without, field: value} for value in VALUES)]:
                takes = []
                for read in [lambda: model.model_validate_json(json.dumps(part)), lambda: model.model_validate(part)]:
                    try:
                        read()
                        takes.append(True)
                    except ValidationError:
                        takes.append(False)
                expected = validator.is_valid(part)
                assert takes == [expected] * 2, f"{name} with {field}: {part.get(field, 'nothing')}"
                checked += 1
    return checked


def check_names():
    """No name of the client is one that Python has by itself, or that a program gets with what is next to it in the library."""
    names = {name for name in vars(client) if not name.startswith("_")}
    names -= {"Annotated", "Literal", "BaseModel", "ConfigDict", "Field", "TypeAliasType", "annotations", "model_validator"}
    import datetime, decimal, typing

    taken = set().union(*(dir(module) for module in [builtins, datetime, decimal, typing]))
    assert len(names) > 100 and not names & taken, names & taken


def check_examples(records):
    lines = "".join(json.dumps(json.loads(path.read_text(encoding="utf-8"))) + "\n" for path in records)
    run = lambda *command: subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    python = sorted(run(sys.executable, "-B", str(CLIENTS / "python/example.py")).splitlines())
    typescript = sorted(run("node", str(TOOLS / "example/example.mjs")).splitlines())
    listed = json.loads(run(str(BINARY), "list", "--type", "advice", "--format", "json"))
    assert python == typescript, "the examples differ"
    ids = sorted(line.split("\t")[1] for line in python)
    assert ids and ids == sorted(item["id"] for item in listed["items"]), "they list other advice than besluit does"
    return len(python)


def main():
    check_generated()
    check_names()
    completions = check_typescript()
    records = sorted((ROOT / "records").rglob("*.json"))
    world = sorted((ROOT / "tests/fixtures/world").glob("*/records/**/*.json"))
    check_pydantic(records + world)
    lines = exported()
    check_derived(lines)
    fields = check_fields(lines)
    advice = check_examples(records)
    print(
        f"clients: as generated; {completions}; {len(records + world)} records and {len(lines)} exported ones through pydantic and back, "
        f"{fields} values as by the schema, {advice} pieces of advice by both examples"
    )


main()
