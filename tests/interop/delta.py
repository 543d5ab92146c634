"""Does a delta lead from one state to the other, without besluit?

Of the commits of this repository that change its records, up to ten are taken, and of all pairs the delta from the older to the newer
one. `apply_delta.py`, which has the standard library alone, applies each to the older state, and so does besluit, and both must have the
newer one to the byte. The records of older commits are of an older version of the model. Where an id is gone there is no delta, and
besluit must name just those. Chains of two deltas must lead where one does. Every line fits `schema/delta.schema.json`, as the package
`jsonschema` reads it, and the schema must refuse broken lines, so that this check can fail; so must the program, a damaged delta.

A clone that is shallow or young has fewer commits, and says so; two invented states are there in any case.
"""

import copy
import itertools
import json
import shutil
import subprocess
import sys

from jsonschema import Draft202012Validator

from common import ROOT, TOOLS, besluit, count, end, load

OUT = TOOLS / "delta"
APPLY = ROOT / "tests/interop/apply_delta.py"
INVENTED = ROOT / "tests/cli/delta.in"
MOST = 10
VALIDATOR = Draft202012Validator(load(ROOT / "schema/delta.schema.json"))


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True).stdout.split()


def commits():
    """Commits that change the records, evenly from the oldest to the newest that has a dataset; the newest state is that of HEAD."""
    changing = git("log", "--reverse", "--format=%h", "--", "records/*.json")
    changing = [one for one in changing if git("ls-tree", "--name-only", one, "besluit.toml")]
    number = min(MOST, len(changing))
    return [changing[at * (len(changing) - 1) // max(number - 1, 1)] for at in range(number)]


def state(given, path):
    done = besluit("delta", "--apply", given, "-o", path)
    count(done.returncode == 0, f"the state of {given}: {done.stderr}")
    return path


def names(path):
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(record["type"], record["id"]) for record in records]


def python(*paths):
    return subprocess.run([sys.executable, APPLY, *paths], capture_output=True)


def check_schema(delta):
    """Every line fits, and is refused with a field less, or one of another type."""
    for text in delta.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        errors = [error.message for error in VALIDATOR.iter_errors(line)]
        count(not errors, f"{delta.name}: {errors[:1]}")
    optional = ("counts.layout", "kind", "reason", "fields", "text", "before")
    for key in line:
        broken = copy.deepcopy(line)
        broken[key] = None
        count(not VALIDATOR.is_valid(broken), f"{delta.name}: `{key}` of null is no line")
        del broken[key]
        count(key in optional or not VALIDATOR.is_valid(broken), f"{delta.name}: no line without `{key}`")


def check_pair(older, newer, given):
    """The delta from one state to the other, each given by its name and its file; nothing if there is none."""
    (older, before), (newer, after) = older, newer
    delta = OUT / f"{older}-{newer}.ndjson"
    gone = [one for one in names(before) if one not in set(names(after))]
    done = besluit("delta", *given, "-o", delta, quiet=True)
    if gone:
        said = [line.split("`")[1] for line in done.stderr.splitlines()]
        count((done.returncode, said) == (1, [name for _, name in gone]), f"{delta.name}: {gone} is gone: {done.stderr}")
        count(not delta.exists(), f"{delta.name} is not written")
        return None
    count(done.returncode == 0, f"{delta.name}: {done.stderr}")
    check_schema(delta)
    made = python(before, delta)
    count(made.stdout == after.read_bytes(), f"{delta.name} by Python: {made.stderr}")
    made = OUT / "made.ndjson"
    done = besluit("delta", "--apply", before, delta, "-o", made)
    count(done.returncode == 0 and made.read_bytes() == after.read_bytes(), f"{delta.name} by besluit: {done.stderr}")
    return delta


def check_damage(before, delta):
    """Neither program takes a delta with a line less, twice or out of its place, with another byte, or from elsewhere."""
    lines = delta.read_bytes().splitlines(keepends=True)
    other = lines[-1].replace(b'"id":"', b'"id":"x', 1)
    damaged = [lines[:-1], [*lines, lines[-1]], [lines[0], *reversed(lines[1:])], [*lines[:-1], other]]
    for at, damage in enumerate(damaged):
        if damage == lines:
            continue
        path = OUT / f"damaged-{at}.ndjson"
        path.write_bytes(b"".join(damage))
        count(python(before, path).returncode == 1, f"{delta.name}, damaged ({at}), by Python")
        done = besluit("delta", "--apply", before, path, quiet=True)
        count((done.returncode, done.stdout) == (1, ""), f"{delta.name}, damaged ({at}): {done.stderr}")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    Draft202012Validator.check_schema(VALIDATOR.schema)
    invented = [(name, INVENTED / f"{name}.ndjson") for name in ("before", "after")]
    delta = check_pair(*invented, [path for _, path in invented])
    check_damage(invented[0][1], delta)

    states = [(commit, state(commit, OUT / f"{commit}.ndjson")) for commit in commits()]
    deltas = {}
    for older, newer in itertools.combinations(states, 2):
        delta = check_pair(older, newer, (older[0], newer[0]))
        if delta:
            deltas[older[0], newer[0]] = delta
            check_damage(older[1], delta)
    chains = 0
    for (one, before), (two, _), (three, after) in itertools.combinations(states, 3):
        if (one, two) in deltas and (two, three) in deltas:
            made = python(before, deltas[one, two], deltas[two, three])
            count(made.stdout == after.read_bytes(), f"{one}, {two}, {three} by Python: {made.stderr}")
            chains += 1
    pairs = len(states) * (len(states) - 1) // 2
    versions = {json.loads(line)["schema_version"] for _, path in states for line in path.read_text(encoding="utf-8").splitlines()}
    print(f"delta: {len(states)} of {MOST} commits, with records of {', '.join(sorted(versions))}; "
          f"{len(deltas)} of {pairs} pairs have a delta, {chains} chains of two")
    if len(states) < MOST:
        print(f"delta: there are fewer than {MOST} commits that change the records: this clone is shallow or young")
    end()


main()
