"""What do other validators find of the errors that `tests/mutations/main.rs` plants, given the same files and the same schemas?

Reads the folder that the test writes when `BESLUIT_MUTATIONS_DIR` names one: records with one error each, and `table.json`, which
says what besluit found. Prints a line for each kind: how many of its files besluit, check-jsonschema and the sourcemeta CLI find
wrong, and behind the slash for how many they name a line on which the error can be told. An error between records cannot be found
by a tool that reads one record at a time; the table shows what that leaves.

Fails if a tool cannot be run, or if it refuses a record of the dataset: then its column says nothing. What the columns say is for
people.
"""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TYPES = ["decision", "proposal", "source", "actor"]


class BrokenDown(Exception):
    """A call that ended without a report of its files."""


def call(command):
    """What a command wrote. It must not have been ended by a signal."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode < 0:
        raise BrokenDown(f"signal {-done.returncode}")
    return done


class CheckJsonschema:
    name = "check-jsonschema"

    def __init__(self, folder):
        self.command = [str(folder / "bin" / "check-jsonschema"), "--output-format", "json", "--schemafile"]

    def report(self, schema, files):
        """The files that are found wrong, each with the lines that are named; of these there are none here, only paths."""
        done = call([*self.command, schema, *files])
        try:
            report = json.loads(done.stdout)
        except json.JSONDecodeError:
            raise BrokenDown(done.stderr[-200:]) from None
        wrong = [*report.get("errors", []), *report.get("parse_errors", [])]
        return {one["filename"]: set() for one in wrong}


class Sourcemeta:
    name = "sourcemeta"

    def __init__(self, folder):
        self.command = [str(folder / "node" / "node_modules" / ".bin" / "jsonschema"), "validate"]

    def report(self, schema, files):
        """The files that are found wrong, each with the lines that are named."""
        done = call([*self.command, schema, *files, "--continue"])
        wrong, about = {}, None
        for line in done.stderr.splitlines():
            if line.startswith("fail: "):
                about = str(Path(line.removeprefix("fail: ")).resolve())
                wrong[about] = set()
            elif about and (place := re.search(r"\(line (\d+), column \d+\)", line)):
                wrong[about].add(int(place[1]))
        if done.returncode == 0 or (wrong and "Failed to parse" not in done.stderr):
            return wrong
        # It stops at the first file that is no JSON, and says nothing of the others.
        line = re.search(r"at line (\d+)", done.stderr)
        if len(files) > 1 or not line:
            raise BrokenDown(done.stderr[-200:])
        return {files[0]: {int(line[1])}}


def wrong_files(tool, schema, files):
    """The files that a tool finds wrong. Where it breaks down over several, each has a call of its own; a file over which it
    breaks down alone counts as found, without a line."""
    try:
        return tool.report(schema, files)
    except BrokenDown:
        if len(files) == 1:
            return {files[0]: set()}
        # The folder of a file has the name of its type; a smaller schema is read faster.
        alone = [(tool, schema_of(Path(file).parent.name), [file]) for file in files]
        with ThreadPoolExecutor() as pool:
            return {file: lines for found in pool.map(lambda one: wrong_files(*one), alone) for file, lines in found.items()}


def schema_of(name):
    return str(ROOT / "schema" / f"{name}.schema.json")


def check_good(tool):
    """A tool that cannot be run, or that refuses what is right, is of no use here."""
    for name in TYPES:
        folder = ROOT / "records" / f"{name}s"
        good = sorted(str(path) for path in folder.rglob("*.json"))
        assert good, f"there are no records in {folder}"
        wrong = tool.report(schema_of(name), good)
        assert not wrong, f"{tool.name} refuses {sorted(wrong)[:3]}"
    # And it must be able to refuse: a schema is no record.
    assert tool.report(schema_of("actor"), [schema_of("actor")]), f"{tool.name} accepts anything"


def find(tool, folder, table):
    """What a tool finds of all files: for each kind how many, and how many on the right line."""
    jobs = []
    for name in TYPES:
        files = [file for row in table if row["layer"] != "bytes" for file in row["files"] if file.startswith(f"{name}/")]
        jobs.append((name, files))
    # A call over files of which some are no JSON breaks down with one tool or the other: a call for each kind of these.
    jobs += [("record", list(row["files"])) for row in table if row["layer"] == "bytes"]
    calls = [(schema_of(name), [str(folder / file) for file in files]) for name, files in jobs if files]
    wrong = {}
    with ThreadPoolExecutor() as pool:
        for found in pool.map(lambda one: wrong_files(tool, *one), calls):
            wrong.update(found)
    counts = {}
    for row in table:
        found = {file: wrong[str(folder / file)] for file in row["files"] if str(folder / file) in wrong}
        placed = sum(bool(lines & set(row["files"][file])) for file, lines in found.items())
        counts[row["kind"]] = (len(found), placed)
    return counts


def main():
    mutations, installed = (Path(argument).resolve() for argument in sys.argv[1:3])
    table = json.loads((mutations / "table.json").read_text(encoding="utf-8"))
    tools = [CheckJsonschema(installed), Sourcemeta(installed)]
    for tool in tools:
        check_good(tool)
    columns = [find(tool, mutations, table) for tool in tools]
    print(f"{'found/in place':28} {'files':>5} {'besluit':>9} " + " ".join(f"{tool.name:>16}" for tool in tools))
    layer = None
    for row in table:
        if row["layer"] != layer:
            layer = row["layer"]
            print(layer)
        cells = " ".join(f"{found:>12}/{placed:<3}" for found, placed in (column[row["kind"]] for column in columns))
        print(f"  {row['kind']:26} {len(row['files']):>5} {row['found']:>5}/{row['placed']:<3} {cells}")
    sums = [tuple(map(sum, zip(*column.values()))) for column in columns]
    files = sum(len(row["files"]) for row in table)
    own = [sum(row[count] for row in table) for count in ("found", "placed")]
    cells = " ".join(f"{found:>11}/{placed:<4}" for found, placed in sums)
    print(f"{'all':28} {files:>5} {own[0]:>4}/{own[1]:<4} {cells}")


main()
