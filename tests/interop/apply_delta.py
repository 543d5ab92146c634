"""Applies deltas of besluit to a state by the standard library alone: python apply_delta.py BASE [DELTA...] > STATE"""

import hashlib
import json
import sys

TYPES = ["decision", "proposal", "source", "actor"]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def name(line):
    record = json.loads(line)
    return TYPES.index(record["type"]), record["id"]


def data(state):
    return b"".join(state[one] + b"\n" for one in sorted(state))


def check(holds, what):
    if not holds:
        sys.exit(f"error: {what}")


base, *deltas = [open(path, "rb").read() for path in sys.argv[1:]]
state = {name(line): line for line in base.split(b"\n")[:-1]}
for delta in deltas:
    header = json.loads(delta.partition(b"\n")[0])
    digits = header["digest"].removeprefix("sha256:")
    check(sha256(delta.replace(digits.encode(), b"0" * 64, 1)) == digits, "the delta was altered")
    check(sha256(data(state)) == header["from"]["sha256"], "the delta leads from another state")
    for line in delta.split(b"\n")[1:-1]:
        change, record = json.loads(line), line.partition(b',"record":')[2][:-1]
        check("sha256:" + sha256(record) == change["after"], "another record than that of the line")
        state[name(record)] = record
    check(sha256(data(state)) == header["to"]["sha256"], "the delta leads to another state")
sys.stdout.buffer.write(data(state))
