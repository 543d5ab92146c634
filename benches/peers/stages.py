"""Makes a table of what `cargo bench --bench stages` prints, which comes on standard input."""

import re
import sys

UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}

# The stages in the order of a run: what each does, and beside what it is put.
STAGES = [
    ("read_stream", "the stream in pieces of whole lines", "memory"),
    ("tape", "each record along its schema", "memory"),
    ("record", "the record in the types of the model", "memory"),
    ("read_texts", "the files of the texts", "open_texts"),
    ("hash_texts", "the hashes by which they are pinned", "memory"),
    ("normal_texts", "their normal views", "memory"),
    ("index_texts", "where quotes may begin in them", "memory"),
    ("find_quotes", "the quotes", "memory"),
]


def read(lines):
    """The median seconds of each stage, and the bytes that it reads in a second."""
    seconds, rates = {}, {}
    for line in lines:
        cells = [cell.strip() for cell in line.split("│")]
        name = re.match(r"[├╰]─ (\w+)", line)
        if name:
            stage = name[1]
            amount, unit = cells[2].split()
            seconds[stage] = float(amount) * UNITS[unit]
        # The fastest, the slowest, the median and the mean.
        elif len(found := re.findall(r"([\d.]+) ([KMGT]?)B/s", line)) == 4:
            rate, unit = found[2]
            rates[stage] = float(rate) * {"": 1, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}[unit]
    return seconds, rates


def main():
    lines = sys.stdin.read().splitlines()
    seconds, rates = read(lines)
    whole = seconds["whole_run"]
    seconds["record"] = seconds["tape_and_record"] - seconds["tape"]
    # The rate of the stream, which both stages read.
    stream = rates["tape"] * seconds["tape"]
    rates["record"] = stream / seconds["record"]
    print("| stage | ms | share of the run | bytes a second | the floor | ms | times the floor |")
    print("|---|--:|--:|--:|---|--:|--:|")
    rest = whole
    for stage, what, floor in STAGES:
        rest -= seconds[stage]
        size = rates[stage] * seconds[stage]
        if floor == "memory":
            beside, least = "every byte from memory once", size / rates["memory"]
        else:
            beside, least = "each file opened and closed", seconds[floor]
        print(
            f"| {what} | {seconds[stage] * 1e3:.2f} | {seconds[stage] / whole:.0%} | {rates[stage] / 1e9:.2f} GB | {beside} "
            f"| {least * 1e3:.2f} | {seconds[stage] / least:.1f} |"
        )
    print(f"| rules, links, the start of the program, memory given by the system | {rest * 1e3:.2f} | {rest / whole:.0%} | | | | |")
    print(f"| the whole run | {whole * 1e3:.2f} | 100% | | | | |")
    print(f"\n{stream / 1e6:.0f} MB of records; memory gives {rates['memory'] / 1e9:.1f} GB a second to one thread.")


main()
