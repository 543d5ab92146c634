"""Plants mutants into the rules and into what follows from the records, and wants 95% of them caught by the tests.

The tests of this repository run over and over in a copy of it below target/, once for each mutant; `schemata.py` says how one build
serves all of them. A mutant is caught by the first test that fails, or that takes many times as long as it should. Those that survive are
printed as they are found, a line each: a test is missing, or the mutant changes nothing that anybody can see. Of the latter there is a
list, `mutants.toml`, that says why for each; an entry that fits no place any more is told, and one that a test has caught.

`--mutants N` takes a sample, at least one of each file as far as they go, the same for the same `--seed`. `--at src/derive/status.rs:40` takes
all mutants of the lines that begin so instead.
"""

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import tomllib
from concurrent.futures import ThreadPoolExecutor

from common import ROOT
from schemata import MODULE, mutants, numbers_around, schemata, test_modules

COPY = ROOT / "target/mutants"
LIST = ROOT / "tests/interop/mutants.toml"
PLACES = ["src/check/rules.rs", "src/check/rules/", "src/derive.rs", "src/derive/"]
WANTED = 95
# A mutant that is bound to be caught: a rule that reports nothing.
KNOWN = ("src/check/rules/happened_later.rs", "findings.report(", "")
MEMORY = 6 << 30
# The seconds after which a run is given up that does not even use a processor.
PATIENCE = 4 * 3600
# The tests by their programs, with what their names begin with, and what is left out of that: those that catch most in the least time come
# first. Not run at all are those that read the sources, as the copy has others, those of the readers and the schemas, which ask no rule,
# and those that take long and ask rules what quicker ones ask them.
SLOW = ["check::fingerprint::edits", "check::swapped", "view::foreknowledge", "view::letters"]
STAGES = [
    ("it", "follows:: rules:: world:: views:: records:: human:: named:: dutch_line:: reports:: contributing:: selection:: explain::".split(), []),
    ("besluit", "check:: derive:: view:: export:: report:: index:: document::".split(), ["check::mutations", *SLOW]),
    ("it", "delta:: elsewhere:: meant:: cli:: datasets:: derived:: completeness:: corpus:: history::".split(), []),
    ("besluit", SLOW, []),
    ("it", ["export::", "pages::"], []),
    ("mutations", [], []),
]


def sources():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return sorted(path for path in set(listed.stdout.split("\0")) if path and (ROOT / path).is_file())


def write(path, content, mode):
    """Writes a file of the copy, unless it is so already: what is untouched is not compiled again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)
    path.chmod(mode)


def copy(files, numbered):
    """Makes the copy, with mutants by their numbers."""
    for path in COPY.rglob("*"):
        name = path.relative_to(COPY)
        if name.parts[0] != "target" and path.is_file() and str(name) not in files and str(name) != "src/mutant.rs":
            path.unlink()
    for name in files:
        content = (ROOT / name).read_bytes()
        here = [(number, mutant) for number, mutant in numbered.items() if mutant.file == name]
        if name == "src/lib.rs":
            content += b"\n#[doc(hidden)]\npub mod mutant;\n"
        write(COPY / name, schemata(content, here), (ROOT / name).stat().st_mode & 0o777)
    write(COPY / "src/mutant.rs", MODULE.encode(), 0o644)


def build():
    """Builds the tests of the copy: their programs by name, and the places of what does not compile."""
    command = ["cargo", "test", "--locked", "--no-run", "--lib", "--test", "it", "--test", "mutations", "--message-format=json"]
    environment = {key: value for key, value in os.environ.items() if key != "CARGO_TARGET_DIR"}
    done = subprocess.run(command, cwd=COPY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    programs, errors = {}, {}
    for line in done.stdout.splitlines():
        told = json.loads(line)
        if told["reason"] == "compiler-artifact" and told["profile"]["test"]:
            programs[told["target"]["name"]] = told["executable"]
        if told["reason"] == "compiler-message" and told["message"]["level"] == "error":
            spans = [span for span in told["message"]["spans"] if span["is_primary"]]
            for span in spans:
                errors[span["file_name"], span["byte_start"]] = told["message"]["rendered"]
    assert errors or not done.returncode, "the copy cannot be built"
    return programs, errors


def draw(space, asked):
    """The mutants in the order in which they are taken."""
    if asked.at:
        return [mutant for mutant in space if f"{mutant.file}:{mutant.line}".startswith(asked.at)]
    chance = random.Random(asked.seed)
    shuffled = chance.sample(space, len(space))
    first = {mutant.file: mutant for mutant in reversed(shuffled)}
    first = chance.sample(list(first.values()), len(first))
    taken = {id(mutant) for mutant in first}
    return first + [mutant for mutant in shuffled if id(mutant) not in taken]


def compiled(space, asked):
    """Builds the copy with as many mutants as are asked for; those that do not compile are replaced. The programs, and what they hold."""
    files = sources()
    [known] = [mutant for mutant in space if (mutant.file, mutant.was, mutant.becomes) == KNOWN]
    order = draw(space, asked)
    wanted = len(order) if asked.at else min(asked.mutants, len(order))
    numbered, waiting, dropped = {1: known}, list(enumerate(order, start=2)), 0
    while True:
        while len(numbered) <= wanted and waiting:
            number, mutant = waiting.pop(0)
            numbered[number] = mutant
        copy(files, numbered)
        programs, errors = build()
        if not errors:
            print(f"{len(numbered) - 1} mutants of {len(space)}, {dropped} more that did not compile", flush=True)
            return programs, numbered
        for (name, place), message in errors.items():
            found = numbers_around((COPY / name).read_bytes(), place)
            assert found, f"this does not compile without a mutant:\n{message}"
            dropped += sum(numbered.pop(number, None) is not None for number in found)
        assert 1 in numbered, "the mutant that is bound to be caught does not compile"


def fails(programs, stage, number, limit):
    """Runs the tests of a stage with a mutant, for so many seconds of a processor: the first test that fails, or nothing; and the seconds
    that it took. Other work on the machine makes no difference."""
    target, only, left_out = stage
    command = [programs[target], *only, *(f"--skip={name}" for name in left_out), "--test-threads=1"]
    environment = {**os.environ, "BESLUIT_MUTANT": str(number), "RAYON_NUM_THREADS": "1", "RUST_BACKTRACE": "0"}

    def bound():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

    run = subprocess.Popen(
        command,
        cwd=COPY,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=bound,
    )
    # What waits for something that does not come takes no time of a processor.
    timer = threading.Timer(PATIENCE, stop, [run])
    timer.start()
    failed = None
    for line in run.stdout:
        if line.startswith(b"test ") and line.rstrip().endswith(b"FAILED"):
            failed = line.split()[1].decode()
            stop(run)
            break
    run.stdout.close()
    _, status, used = os.wait4(run.pid, 0)
    timer.cancel()
    code = run.returncode = os.waitstatus_to_exitcode(status)
    ended = "time" if code == -signal.SIGKILL else f"{target}, which ended with {code}"
    return failed or (ended if code else None), used.ru_utime + used.ru_stime


def stop(run):
    """Ends a run, and what it started."""
    try:
        os.killpg(run.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", metavar="FILE:LINE")
    asked = parser.parse_args()

    texts = {name: (ROOT / name).read_bytes() for name in sources() if name.endswith(".rs") and name.startswith(tuple(PLACES))}
    tests = tuple(path for name, text in texts.items() for path in test_modules(name, text))
    space = [mutant for name, text in texts.items() if not name.startswith(tests) for mutant in mutants(name, text)]
    listed = {(one["file"], one["line"], one["becomes"]): one["reason"] for one in tomllib.loads(LIST.read_text()).get("equivalent", [])}
    key = lambda mutant: (mutant.file, mutant.was, mutant.becomes)
    wrong = [f"{LIST.name}: nothing is like {entry}" for entry in listed.keys() - set(map(key, space))]

    programs, numbered = compiled(space, asked)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        limits = []
        for stage, (failed, seconds) in zip(STAGES, pool.map(lambda stage: fails(programs, stage, 0, PATIENCE), STAGES)):
            assert failed is None, f"{failed} fails without a mutant"
            print(f"without a mutant {stage[0]} {' '.join(stage[1])} takes {seconds:.1f} s", flush=True)
            limits.append(20 + 5 * int(seconds))

        def judged(number):
            runs = (fails(programs, stage, number, limit)[0] for stage, limit in zip(STAGES, limits))
            by = next(filter(None, runs), None)
            if by is None and key(numbered[number]) not in listed:
                print(f"survives: {numbered[number]}", flush=True)
            return number, by

        caught = dict(pool.map(judged, numbered))

    assert caught.pop(1), f"{numbered[1]} is not caught: the mutants are not at work"
    survivors = [numbered[number] for number, by in caught.items() if by is None]
    explained = [mutant for mutant in survivors if key(mutant) in listed]
    wrong += [f"{LIST.name}: {numbered[number]}, and {by} tells" for number, by in caught.items() if by and key(numbered[number]) in listed]
    for what in wrong:
        print(what)
    counted = len(caught) - len(explained)
    percent = 100 * (counted - len(survivors) + len(explained)) / max(counted, 1)
    print(f"{percent:.1f}% of {counted} mutants are caught, and {len(explained)} change nothing")
    sys.exit(1 if wrong or percent < WANTED else 0)


main()
