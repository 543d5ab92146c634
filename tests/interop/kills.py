"""Kills runs that write at one call of the system after another, and wants nothing torn and nothing lost.

`strace` ends the run at its k-th call of those that change a file system. Whatever then is there is whole: each record is what it was or
what it was to become, an export is whole or absent, and the same command, run again, does its job and leaves nothing behind.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BESLUIT = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/besluit")
WORLD = ROOT / "tests/fixtures/world/late-dissent"
# What changes a file system. A run is killed before the call is made.
CALLS = "openat write rename renameat renameat2 unlink unlinkat mkdir mkdirat rmdir fchmod chmod fchown fsync".split()
LEAST = 500


def run(folder, *command):
    return subprocess.run([BESLUIT, *command], cwd=folder, capture_output=True, text=True)


def killed(folder, call, k, command):
    """Runs a command that is killed at its k-th call of a sort; whether it came that far."""
    inject = f"inject={call}:signal=KILL:when={k}"
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
    done = subprocess.run([*strace, BESLUIT, *command], cwd=folder, capture_output=True)
    return done.returncode in (-9, 137)


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
    (empty, ["init", ".", "--prefix", "a", "--languages", "en"], None),
    (dataset, ["schema", "--write"], None),
    (dataset, ["export", "csv", "-o", "out"], "out"),
    (exported, ["export", "csv", "-o", "out"], "out"),
    (exported, ["export", "ndjson", "-o", "out"], "out"),
    # One file in the folder that one stands in; several are refused there.
    (dataset, ["export", "ndjson", "-o", "."], None),
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
    assert files(folder) == after, f"{command}, killed at {call} {k}: {files(folder).keys() ^ after.keys()}"
    told = run(folder, "validate", "--as-of", "2026-12-31", "--format", "concise").stdout
    for path in left(folder):
        assert is_done or path.name in told, f"{command}, killed at {call} {k}: {path} is left and not told"
    shutil.rmtree(folder)
    shutil.rmtree(whole)
    return came_so_far


def main():
    if shutil.which("strace") is None:
        sys.exit("kills.py needs strace: install it, or say that this check was left out")
    kills = 0
    with tempfile.TemporaryDirectory() as temporary:
        for begin, command, at_once in CASES:
            own = 0
            for call in CALLS:
                k = 1
                while check(begin, command, at_once, call, k, pathlib.Path(temporary)):
                    k += 1
                own += k - 1
            assert own > 10, f"{command} was killed {own} times only"
            print(f"{begin.__name__}, {' '.join(command)}: killed at each of {own} calls", flush=True)
            kills += own
    assert kills >= LEAST, kills
    print(f"{kills} kills: nothing torn, nothing lost")


main()
