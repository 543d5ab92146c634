"""Are the typed clients what the generators make of the schema, and do they work?

`clients/generate` has written the clients anew into the folder that is the first argument. They must be those that are committed. Then

- `tsc --strict` compiles the example in TypeScript, and refuses it with a misspelt field;
- pydantic reads every record of the dataset and of the world fixtures and writes it back unchanged, unknown fields and new codes of
  open lists included, and refuses what is broken otherwise;
- both examples say who advised what, as `besluit list` does.
"""

import json
import pathlib
import shutil
import subprocess
import sys
from typing import Annotated

from common import BINARY, ROOT, load

GENERATED = pathlib.Path(sys.argv[1]).resolve()
TOOLS = ROOT / "target/clients"
CLIENTS = ROOT / "clients"

sys.path.insert(0, str(CLIENTS / "python"))

from besluit import Record
from pydantic import Field, TypeAdapter, ValidationError

RECORD = TypeAdapter(Annotated[Record, Field(discriminator="type")])

# What is no field, but a text by its language.
LANGUAGES = {"nl", "en", "de", "fr", "es"}


def check_generated():
    for name in ["typescript/besluit.d.ts", "python/besluit.py"]:
        same = (GENERATED / name).read_bytes() == (CLIENTS / name).read_bytes()
        assert same, f"clients/{name} is not current: run clients/generate"


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
    code, said = compile_typescript(TOOLS / "example", program)
    assert code == 0, said


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
    check_typescript()
    records = sorted((ROOT / "records").rglob("*.json"))
    world = sorted((ROOT / "tests/fixtures/world").glob("*/records/**/*.json"))
    check_pydantic(records + world)
    advice = check_examples(records)
    print(f"clients: as generated; {len(records + world)} records through pydantic and back, {advice} pieces of advice by both examples")


main()
