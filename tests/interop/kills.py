"""Kills runs that write at one call of the system after another, and wants nothing torn and nothing lost.

`strace` ends the run at its k-th call of those that change a file system. Whatever then is there is whole: each record is what it was or
what it was to become, an export is whole or absent, and the same command, run again, does its job and leaves nothing behind. A left-over
that lies in the dataset is told by `validate` until then.

A run of each command is watched first: each of its calls is a place to be killed at. `--kills N` takes a sample of them, the same for the
same `--seed`, and at least one of each command; `--all` takes all.
"""

import argparse
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

from common import BINARY, ROOT

BESLUIT = str(BINARY)
WORLD = ROOT / "tests/fixtures/world/late-dissent"
# What changes a file system. A run is killed before the call is made.
CALLS = "openat write rename renameat renameat2 unlink unlinkat mkdir mkdirat rmdir fchmod chmod fchown fsync".split()


def run(folder, *command):
    return subprocess.run([BESLUIT, *command], cwd=folder, capture_output=True, text=True)


def killed(folder, call, k, command):
    """Runs a command that is killed at its k-th call of a sort; whether it came that far."""
    inject = f"inject={call}:signal=KILL:when={k}"
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
    done = subprocess.run([*strace, BESLUIT, *command], cwd=folder, capture_output=True)
    return done.returncode in (-9, 137)


def places(folder, command):
    """Each call of the run of a command at which it can be killed: the sort, and the how manieth of it."""
    log = folder.parent / "calls"
    strace = ["strace", "-f", "-qq", "-o", log, "-e", f"trace={','.join(CALLS)}"]
    subprocess.run([*strace, BESLUIT, *command], cwd=folder, capture_output=True, check=True)
    made = re.findall(r"^\d+ +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE)
    return [(call, k) for call in CALLS for k in range(1, made.count(call) + 1)]


def files(folder):
    """Every file below a folder, but what a killed run left."""
    paths = [(path, str(path.relative_to(folder))) for path in folder.rglob("*") if path.is_file()]
    return {name: path.read_bytes() for path, name in paths if ".besluit-" not in name}


def left(folder):
    return [path for path in folder.rglob(".besluit-*")]


def dataset(folder):
    shutil.copytree(WORLD, folder)
    (folder / "letter.txt").write_text("A letter.\n")


def disordered(folder):
    dataset(folder)
    for path in (folder / "records").rglob("*.json"):
        path.write_text(path.read_text().replace("  ", " "))


def older(folder):
    """Records of the first version of the model; they have nothing that it had not."""
    dataset(folder)
    for path in (folder / "records").rglob("*.json"):
        path.write_text(re.sub(r'("schema_version": ")[0-9.]+', r"\g<1>0.1.0", path.read_text()))


def exported(folder):
    dataset(folder)
    assert run(folder, "export", "csv", "-o", "out").returncode == 0
    (folder / "out/mine.txt").write_text("mine")
    path = folder / "out/actors.csv"
    path.write_text("of another run\n")


def empty(folder):
    folder.mkdir()


# The beginning, the command, and the folder whose files come all at once, if there is one.
CASES = [
    (disordered, ["fmt"], None),
    (dataset, ["new", "source", "a-letter", "--text", "letter.txt"], None),
    (dataset, ["new", "actor", "somebody"], None),
    (dataset, ["new", "proposal", "a-text"], None),
    (dataset, ["new", "decision", "--jurisdiction", "xd", "--year", "2022"], None),
    (older, ["migrate"], None),
    (empty, ["init", ".", "--prefix", "a", "--languages", "en"], None),
    (dataset, ["schema", "--write"], None),
    (dataset, ["export", "csv", "-o", "out"], "out"),
    (exported, ["export", "csv", "-o", "out"], "out"),
    (exported, ["export", "ndjson", "-o", "out"], "out"),
    # One file in the folder that one stands in; several are refused there.
    (dataset, ["export", "ndjson", "-o", "."], None),
    (dataset, ["export", "all", "-o", "out"], "out"),
    (dataset, ["validate", "--as-of", "2026-12-31", "--format", "sarif=found.sarif", "--format", "junit=found.xml"], None),
    (dataset, ["man", "--dir", "pages"], None),
]


def check(begin, command, at_once, call, k, temporary):
    folder = temporary / "dataset"
    begin(folder)
    before = files(folder)
    whole = temporary / "whole"
    shutil.copytree(folder, whole)
    assert run(whole, *command).returncode == 0, command
    after = files(whole)
    came_so_far = killed(folder, call, k, command)
    now = files(folder)
    for path, content in now.items():
        assert content in (before.get(path), after.get(path)), f"{command}, killed at {call} {k}: {path} is torn"
    if at_once is not None:
        # What is written; other files in that folder are not the export's.
        written = {path for path in after if path.startswith(f"{at_once}/") and after[path] != before.get(path)}
        inside = lambda all: {path: content for path, content in all.items() if path in written}
        assert inside(now) in (inside(before), inside(after), {}), f"{command}, killed at {call} {k}: {at_once} is half old, half new"
    # A folder that was put aside has what is still to be carried over.
    aside = {f"{at_once}/{path}" for path in files(folder / f".besluit-old-{at_once}")}
    lost = before.keys() - now.keys() - aside
    assert not lost, f"{command}, killed at {call} {k}: {lost} are lost"
    again = run(folder, *command)
    is_done = now.keys() == after.keys() and now == after
    assert again.returncode == 0 or is_done, f"{command}, killed at {call} {k}: {again.stderr}"
    # A decision that is there already is followed by one with the next id.
    is_next = is_done and command[:2] == ["new", "decision"]
    assert is_next or files(folder) == after, f"{command}, killed at {call} {k}: {files(folder).keys() ^ after.keys()}"
    told = run(folder, "validate", "--as-of", "2026-12-31", "--format", "concise").stdout
    for path in left(folder):
        assert is_done or path.name in told, f"{command}, killed at {call} {k}: {path} is left and not told"
    shutil.rmtree(folder)
    shutil.rmtree(whole)
    return came_so_far


def main():
    if shutil.which("strace") is None:
        sys.exit("kills.py needs strace: install it, or say that this check was left out")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        temporary = pathlib.Path(temporary)
        all_places = []
        for case in CASES:
            begin, command, _ = case
            begin(temporary / "dataset")
            found = places(temporary / "dataset", command)
            shutil.rmtree(temporary / "dataset")
            assert len(found) > 5, f"{command} can be killed at {found} only"
            all_places.append([(case, place) for place in found])
        chance = random.Random(asked.seed)
        # One of each command, and the others as they come.
        first = [one for found in all_places for one in chance.sample(found, 1)]
        rest = [one for found in all_places for one in found if one not in first]
        chosen = first + (rest if asked.all else chance.sample(rest, min(len(rest), max(asked.kills - len(first), 0))))
        kills = Counter()
        for (begin, command, at_once), (call, k) in chosen:
            kills[f"{begin.__name__}, {' '.join(command)}"] += check(begin, command, at_once, call, k, temporary)
    for case, number in sorted(kills.items()):
        print(f"{case}: {number} kills")
    total = kills.total()
    assert total > len(chosen) * 2 / 3, f"of {len(chosen)} runs {total} came as far as to be killed"
    print(f"{total} kills of {sum(map(len, all_places))} places: nothing torn, nothing lost")


main()
