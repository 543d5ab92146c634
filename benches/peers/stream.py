"""What the Python programs to compare with share: a stream of records, cut into as many parts as there are to be processes."""

import multiprocessing
import os
import sys

PIECE = 4 * 1024 * 1024


def pieces(path, start, end):
    """The whole lines of a part of a file, a few megabytes at a time."""
    with open(path, "rb", buffering=0) as file:
        file.seek(start)
        held = b""
        left = end - start
        while left > 0 and (read := file.read(min(PIECE, left))):
            left -= len(read)
            held += read
            last = held.rfind(b"\n") + 1
            if last:
                yield held[:last]
                held = held[last:]
        if held:
            yield held


def cuts(path, count):
    """Where a file can be cut into so many parts: at ends of lines."""
    size = os.path.getsize(path)
    places = [0]
    with open(path, "rb") as file:
        for nth in range(1, count):
            file.seek(size * nth // count)
            file.readline()
            places.append(file.tell())
    return [*places, size]


def run(check, path, processes):
    """Has each part checked by `check(path, start, end)`, which gives how many records it saw and how many it refused."""
    ends = cuts(path, processes)
    parts = [(path, start, end) for start, end in zip(ends, ends[1:])]
    if processes == 1:
        counts = [check(*parts[0])]
    else:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            counts = pool.starmap(check, parts)
    records, refused = (sum(column) for column in zip(*counts))
    print(f"{records} records, {refused} refused")
    sys.exit(1 if refused else 0)
