"""Does a second judge, written from the documents alone, say the same of randomly edited datasets as `besluit validate`?

The judge (the folder `judge`) is slow and plain: it reads records and texts by itself, and knows the references, quotes, dates, votes
and ids as docs/reference.md, docs/rules.md and docs/decisions say them. Each run takes a dataset, this repository's or a hard
case of tests/fixtures/world, makes several random edits in it, and wants both to find the same: the same rules at the same places, and
the same status of each decision on some days, as known on others.

`--runs N` and `--seed N` for a long run, which goes on while a rule was not broken yet; `--only K` repeats one run. A dataset on which
the two differ is told with its seed and with as few of its edits as still make them differ.
"""

import argparse
import copy
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from common import BINARY, ROOT
from judge import edits, findings
from judge.dataset import Dataset, read
from judge.dates import days
from judge.records import dates_of
from judge.statuses import Statuses

TODAY = date(2026, 12, 31)
# Of a record whose shape is wrong the program says nothing else, and the judge does not know shapes: such a dataset is left out.
SHAPE = {"unknown-field", "missing-field", "wrong-type", "unknown-code", "malformed-value", "duplicate-key", "json-syntax"}
# How many datasets a run takes beyond those asked for until each rule was found broken.
MORE = 5000
CASES = [ROOT, *sorted((ROOT / "tests/fixtures/world").glob("*/"))]


class Case:
    """A dataset in memory, and its copy on the disk that is changed and put back."""

    def __init__(self, folder, home):
        self.files, self.texts = read(folder)
        self.folder = home / folder.name
        self.folder.mkdir()
        shutil.copy(folder / "besluit.toml", self.folder)
        shutil.copytree(folder / "records", self.folder / "records")
        # What the dataset allows is to be found as well.
        settings = (folder / "besluit.toml").read_text(encoding="utf-8")
        (self.folder / "besluit.toml").write_text(settings.split("[[allowance]]")[0], encoding="utf-8")
        self.prefix = next(line.split('"')[1] for line in settings.splitlines() if line.startswith("prefix"))

    def edited(self, seed, steps=None):
        """The dataset after the edits of a seed, or after some of them."""
        dataset = Dataset(copy.deepcopy(self.files), dict(self.texts))
        source = random.Random(seed)
        told = []
        for step in range(source.randint(2, 7)):
            own = random.Random(f"{seed}/{step}")
            if steps is None or step in steps:
                told += [(step, what) for what in edits.edit(own, dataset, 1)]
                dataset = Dataset(dataset.files, dataset.texts)
        return dataset, told

    def write(self, dataset):
        other = {path: record for path, record in dataset.files.items() if record != self.files.get(path)}
        content = {path: json.dumps(record, ensure_ascii=False, indent=2).encode() for path, record in other.items()}
        content |= {path: text for path, text in dataset.texts.items() if text != self.texts.get(path)}
        gone = [path for path in (*self.files, *self.texts) if path not in dataset.files and path not in dataset.texts]
        for path, text in content.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(text)
        for path in gone:
            (self.folder / path).unlink()
        return [*content, *gone]

    def put_back(self, changed):
        for path in changed:
            target = self.folder / path
            if path in self.files or path in self.texts:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self.bytes_of(path))
            else:
                target.unlink()
        for folder in {(self.folder / path).parent for path in changed}:
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()

    def bytes_of(self, path):
        return self.texts[path] if path in self.texts else json.dumps(self.files[path], ensure_ascii=False, indent=2).encode()

    def run(self, *arguments):
        environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
        done = subprocess.run([BINARY, *arguments], cwd=self.folder, capture_output=True, text=True, env=environment)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def differ(self, dataset, seed):
        """How often each rule and status was told by both, and what only one of them told. Nothing where the shape of a record is wrong."""
        changed = self.write(dataset)
        try:
            told = self.run("validate", "--notes", "--as-of", TODAY.isoformat(), "--format", "jsonl")
            told = [json.loads(line) for line in told.splitlines()][:-1]
            rules = {one["rule"] for one in told}
            if SHAPE & rules:
                return None
            # Whether a reading has the form of the value in whose place it would stand, as a code or an id, is a matter of shape too.
            told = [one for one in told if not one["message"].endswith("` cannot hold this")]
            both, only = findings.compare(told, dataset, TODAY, self.prefix)
            # No status follows where nobody can say what is meant, what came first, or which reading is the one that the record follows.
            if not {"duplicate-id", "impossible-date", "reference-cycle", "discrepancy-reading"} & rules:
                for day, known_at in moments(dataset, random.Random(f"{seed}/moments")):
                    view = self.run("status", "--format", "json", "--as-of", day.isoformat(), "--known-at", known_at.isoformat())
                    theirs = {one["id"]: one["status"] for one in json.loads(view)["decisions"]}
                    judge = Statuses(dataset, known_at)
                    mine = {name: judge.status(decision, day) for name, decision in judge.decisions.items()}
                    both += [f"status {mine[name]}" for name in mine if mine[name] == theirs.get(name)]
                    asked = f"on {day}, known at {known_at}"
                    other = [name for name in mine if mine[name] != theirs.get(name)]
                    only += [f"{name} {asked}: besluit has {theirs.get(name)}, the judge {mine[name]}" for name in other]
            return both, only
        finally:
            self.put_back(changed)


def moments(dataset, chance):
    """Some days on which, or beside which, something happened, and days from which one looks at them."""
    all_days = sorted({days(value)[1] for record in dataset.files.values() for _, value in dates_of(record) if days(value)})
    for _ in range(2):
        day, other = (chance.choice(all_days) + timedelta(days=chance.choice([-1, 0, 0, 1])) for _ in range(2))
        yield day, chance.choice([day, other, TODAY])


HOME, OPEN = None, {}


def case_of(number):
    global HOME
    if HOME is None:
        HOME = Path(tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
        multiprocessing.util.Finalize(None, shutil.rmtree, args=(HOME,), kwargs={"ignore_errors": True}, exitpriority=1)
    # Every third run is of this repository, the largest.
    folder = CASES[0] if number % 3 == 0 else CASES[1 + number % (len(CASES) - 1)]
    if folder not in OPEN:
        OPEN[folder] = Case(folder, HOME)
    return OPEN[folder]


def judge(job):
    seed, number = job
    case = case_of(number)
    dataset, told = case.edited(f"{seed}/{number}")
    differ = case.differ(dataset, seed)
    if differ is None:
        return number, None, []
    rules, only = differ
    if only:
        steps = {step for step, _ in told}
        for step in sorted(steps):
            fewer = case.differ(case.edited(f"{seed}/{number}", steps - {step})[0], seed)
            if fewer and fewer[1]:
                steps -= {step}
        _, told = case.edited(f"{seed}/{number}", steps)
        only = case.differ(case.edited(f"{seed}/{number}", steps)[0], seed)[1]
    return number, rules, [f"{case.folder.name}, {number}: {what}" for what in only] + [f"    after {what}" for _, what in told if only]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    numbers = range(asked.runs) if asked.only is None else [asked.only]
    runs, left_out, differ, rules = 0, 0, 0, Counter()
    few = lambda: [rule for rule in findings.RULES if rules[rule] == 0]
    with multiprocessing.Pool(2) as pool:
        while numbers:
            jobs = [(asked.seed, number) for number in numbers]
            for runs, (number, found, told) in enumerate(pool.imap_unordered(judge, jobs, chunksize=4), start=runs + 1):
                if runs % 1000 == 0:
                    print(f"{runs} datasets", file=sys.stderr, flush=True)
                left_out += found is None
                rules.update(found or ())
                differ += bool(told)
                if told:
                    print("\n".join(told), flush=True)
            # The rarest of what can be wrong comes once in some hundred datasets: a short run goes on until it came.
            goes_on = asked.only is None and few() and runs < asked.runs + MORE
            numbers = range(runs, runs + 100) if goes_on else ()
    print(f"{runs} datasets, {left_out} left out for the shape of a record, {differ} on which the two differ")
    print("found by both: " + ", ".join(f"{rule} {number}" for rule, number in sorted(rules.items())))
    if asked.only is None and (few() or left_out > runs / 4):
        sys.exit(f"nothing was found of {few()}")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
