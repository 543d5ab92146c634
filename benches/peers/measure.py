"""Runs programs in turn, and prints what each took as a table in Markdown.

    measure.py compare [--rounds N] [--warm-ups N] < PROGRAMS
    measure.py growth UNIT [--rounds N] [--warm-ups N] < PROGRAMS

Each line of PROGRAMS is `name | numbers | rounds | code | command`. For `compare` the numbers are the numbers of threads to run it
with, `{threads}` in the command, and a program cannot use more processors than it has threads; the first line is the program that
the others are compared with. For `growth` it is one number, how many units (records, words) the command has to do with. With fewer
rounds of its own a slow program is run in the first of them only; `-` stands for all. A program that ends with another code than
that did not do its work, and nothing is printed. In the command `{json:FOLDER}` stands for every `.json` file below a folder.

The programs take turns in each round, so that whatever else the machine does hits all alike. They are started by `posix_spawn`, which
costs less than a fork, and waited for by `wait4`, which tells the peak memory of the program and of what it started: of several
processes that of the largest. A program starts as a copy of this one, so that less than this one's memory is not told apart.
"""

import argparse
import os
import resource
import shlex
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Program:
    """A program as it is run, and what each counted run took."""

    name: str
    number: int
    rounds: int
    code: int
    line: str
    command: list
    threads: int
    seconds: list = field(default_factory=list)
    peak: int = 0

    @property
    def median(self):
        return statistics.median(self.seconds)


def main():
    arguments = parse()
    available = sorted(os.sched_getaffinity(0))
    programs = []
    for line in filter(str.strip, sys.stdin):
        name, numbers, rounds, code, command = (part.strip() for part in line.split("|", 4))
        own_rounds = arguments.rounds if rounds == "-" else min(int(rounds), arguments.rounds)
        for number in map(int, numbers.split()):
            threads = number if arguments.table == "compare" else len(available)
            if threads <= len(available):
                words = expand(command.replace("{threads}", str(threads)))
                programs.append(Program(name, number, own_rounds, int(code), command, words, threads))
    for number in range(-arguments.warm_ups, arguments.rounds):
        for program in programs:
            if number < program.rounds:
                run_once(program, number, available)
    if arguments.table == "compare":
        print_comparison(programs)
    else:
        print_growth(programs, arguments.unit)
    # As they would be typed here.
    here = os.getcwd() + "/"
    print("\n```text")
    for line in dict.fromkeys(one.line for one in programs):
        print(line.replace(here, ""))
    print("```")


def parse():
    parser = argparse.ArgumentParser()
    tables = parser.add_subparsers(dest="table", required=True)
    for name in ["compare", "growth"]:
        table = tables.add_parser(name)
        if name == "growth":
            table.add_argument("unit")
        table.add_argument("--rounds", type=int, default=5)
        table.add_argument("--warm-ups", type=int, default=1)
    return parser.parse_args()


def expand(command):
    words = []
    for word in shlex.split(command):
        if word.startswith("{json:"):
            words += sorted(str(path) for path in Path(word[6:-1]).rglob("*.json"))
        else:
            words.append(word)
    return words


def run_once(program, number, available):
    """Runs a program once; a run with a negative number warms up and is not counted."""
    environment = {**os.environ, "RAYON_NUM_THREADS": str(program.threads), "NO_COLOR": "1"}
    with tempfile.TemporaryFile() as errors, open(os.devnull, "rb+") as nothing:
        actions = [
            (os.POSIX_SPAWN_DUP2, nothing.fileno(), 0),
            (os.POSIX_SPAWN_DUP2, nothing.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, errors.fileno(), 2),
        ]
        # What is started inherits this.
        os.sched_setaffinity(0, available[: program.threads])
        start = time.perf_counter()
        child = os.posix_spawnp(program.command[0], program.command, environment, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        os.sched_setaffinity(0, available)
        code = os.waitstatus_to_exitcode(status)
        if code != program.code:
            errors.seek(0)
            said = errors.read()[-2000:].decode(errors="replace")
            sys.exit(f"{program.name} ended with {code}: {shlex.join(program.command)[:500]}\n{said}")
    if number >= 0:
        program.seconds.append(seconds)
        program.peak = max(program.peak, usage.ru_maxrss * 1024)
    print(f"  {number + 1:>3} {program.name} ({program.number}): {seconds:.4f} s", file=sys.stderr)


def print_comparison(programs):
    bases = [one for one in programs if one.name == programs[0].name]
    print("| program | threads | seconds | from – to | peak memory | rounds |", end="")
    for base in bases:
        print(f" times {base.name}, {threads_of(base)} |", end="")
    print("\n|---|--:|--:|--:|--:|--:|" + "--:|" * len(bases))
    for one in programs:
        ratios = "".join(f" {ratio(one.median / base.median)} |" for base in bases)
        print(
            f"| {one.name} | {one.threads} | {duration(one.median)} | {duration(min(one.seconds))} – {duration(max(one.seconds))} "
            f"| {memory(one.peak)} | {len(one.seconds)} |{ratios}"
        )


def print_growth(programs, unit):
    print(f"| program | {unit}s | seconds | µs per {unit} | times the first | peak memory | bytes per further {unit} |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    firsts = {}
    for one in programs:
        first = firsts.setdefault(one.name, one)
        cost = one.median / one.number
        growth = cost / (first.median / first.number)
        further = "" if one is first else round((one.peak - first.peak) / (one.number - first.number))
        print(
            f"| {one.name} | {one.number} | {duration(one.median)} | {cost * 1e6:.2f} | {growth:.2f} | {memory(one.peak)} | {further} |"
        )


def threads_of(program):
    return f"{program.threads} thread" + "s" * (program.threads > 1)


def duration(seconds):
    return f"{seconds:.4f}" if seconds < 0.1 else f"{seconds:.3f}"


def ratio(value):
    return f"{value:.3g}"


def memory(peak):
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return f"< {own / 2**20:.0f} MiB" if peak <= own else f"{peak / 2**20:.0f} MiB"


main()
