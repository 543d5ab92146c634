"""Shows what each program sees: one record with each sort of error, and a whole corpus without any.

    check.py VALID BROKEN REPORT FOLDER < PROGRAMS

VALID and BROKEN are the folders of two corpora that are streams; REPORT is what besluit says of the broken one, with `--format jsonl`.
Each line of PROGRAMS is `name | ending | command`, where `{file}` in the command is a file with that ending, which is made in FOLDER.
Prints a table in Markdown. Ends with an error if a program refuses what is valid or accepts what the schema forbids, or if besluit
misses anything.
"""

import json
import shlex
import subprocess
import sys
from pathlib import Path

# The rules of which a schema sees every case, and those of which it sees none.
SHAPE = ["unknown-field", "unknown-code", "json-syntax", "missing-field", "wrong-type", "malformed-value"]
BEYOND = [
    "dangling-reference",
    "quote-not-found",
    "impossible-date",
    "event-order",
    "missing-language",
    "evidence-form",
    "duplicate-id",
]


def main():
    valid, broken, report, folder = map(Path, sys.argv[1:])
    programs = [[part.strip() for part in line.split("|", 2)] for line in sys.stdin if line.strip()]
    lines = (broken / "records.ndjson").read_bytes().splitlines()
    findings = [json.loads(line) for line in report.read_text().splitlines()]
    found = {(one["start"]["line"], one["rule"]) for one in findings if "rule" in one}
    # The first record that was broken in each way.
    examples = {}
    for planted in (broken / "planted.txt").read_text().splitlines():
        place, rule = planted.split(": ")
        number = int(place.rsplit(":", 1)[1])
        if (number, rule) not in found:
            sys.exit(f"besluit does not find what is planted: {planted}")
        examples.setdefault(rule, lines[number - 1] + b"\n")
    unknown = set(SHAPE + BEYOND) ^ set(examples)
    if unknown:
        sys.exit(f"these sorts of errors are not known, or not in the corpus: {unknown}")

    rows = [("nothing", (valid / "records.ndjson").read_bytes(), False)]
    rows += [(rule, examples[rule], True) for rule in SHAPE]
    rows += [(rule, examples[rule], False) for rule in BEYOND]
    print("| what is wrong | besluit |", *(f" {name} |" for name, _, _ in programs), sep="")
    print("|---|---|" + "---|" * len(programs))
    for what, text, is_forbidden in rows:
        print(f"| {what} | {'accepted' if what == 'nothing' else 'refused'} |", end="", flush=True)
        for name, ending, command in programs:
            # What takes one record in a file is given the last of those that are valid.
            is_one = what == "nothing" and ending == "json"
            file = folder / f"example.{ending}"
            file.write_bytes(text.splitlines()[-1] if is_one else text)
            words = shlex.split(command.replace("{file}", str(file)))
            run = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            is_refused = run.returncode != 0
            print(" refused |" if is_refused else " accepted |", end="", flush=True)
            if is_refused != is_forbidden:
                said = run.stdout[-2000:].decode(errors="replace")
                sys.exit(f"\n{name} {'refused' if is_refused else 'accepted'} a record with {what} wrong\n{said}")
        print()


main()
