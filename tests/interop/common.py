"""What the checks of this folder share: where things are, the program, and how what holds is counted."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "target/interop"
BINARY = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/besluit"

passed = failed = 0


def count(holds, what):
    """Counts what has to hold, and tells what does not."""
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}")


def end():
    """Tells how many held, and ends: with 1 if one did not, or if nothing was checked at all."""
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def besluit(*arguments, threads="2", cwd=ROOT, quiet=False):
    """Runs the program in this repository, or in another folder, and tells what went wrong unless that is to be expected."""
    environment = {**os.environ, "RAYON_NUM_THREADS": threads}
    done = subprocess.run([BINARY, *map(str, arguments)], cwd=cwd, env=environment, capture_output=True, text=True)
    if done.returncode and not quiet:
        print(done.stdout, done.stderr)
    return done


def without_network():
    """From here on nothing is fetched: whoever tries fails."""

    def refuse(*_, **__):
        raise OSError("a validator wants a network")

    socket.socket.connect = refuse
    socket.getaddrinfo = refuse
