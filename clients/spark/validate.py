"""Checks a dataset in shards on a Spark cluster: a part of each shard is made where the shard is, and the parts are joined by one machine.

    python validate.py --root DATASET --parts FOLDER --as-of 2026-12-31 SHARD.ndjson…

The shards, the folder of the parts and the dataset, which has a `besluit.toml`, an empty folder `records` and the texts below it, are on a disk
that all machines see; without --root the records belong to no dataset. The program `besluit` is in the path of all machines, or named by --program.
Exits as `besluit validate` does.
"""

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

from pyspark.sql import SparkSession


def command(program, folder, *more):
    """The command that makes a part, as text for a shell; what differs from part to part comes after it."""
    return " ".join(shlex.quote(str(one)) for one in (program, "validate", *more)) + f" -o {shlex.quote(str(folder))}/"


def map_files(context, shards, making):
    """Makes a part of each file. The lines that are piped are the numbers and paths of the shards, not their records."""
    lines = [f"{number}\t{shard}" for number, shard in enumerate(shards)]
    one = f'{making}"$number".part --part "$number" "$shard" || exit 1'
    script = f"tab=$(printf '\\t'); while IFS=$tab read -r number shard; do {one}; done"
    piped = context.parallelize(lines, len(lines)).pipe(f"sh -c {shlex.quote(script)}", checkCode=True)
    piped.count()
    return len(lines)


def map_lines(lines, name, making):
    """Makes a part of each partition of an RDD whose elements are records, one a line: for what does not lie in files. `name` and the number of a
    partition are the name of its shard, by which findings tell where they are."""

    def make(number, partition):
        call = f"{making}{number}.part --part {number} - --stdin-filename {shlex.quote(f'{name}-{number}.ndjson')}"
        with subprocess.Popen(["sh", "-c", f"exec {call}"], stdin=subprocess.PIPE) as program:
            for line in partition:
                program.stdin.write(line.encode() + b"\n")
        if program.returncode:
            raise RuntimeError(f"part {number} was not made: exit code {program.returncode}")
        yield number

    return lines.mapPartitionsWithIndex(make).count()


def join(program, folder, count, *more):
    """Joins the parts, and gives the exit code; the report goes to standard output."""
    parts = [Path(folder) / f"{number}.part" for number in range(count)]
    return subprocess.run([program, "validate", "--join", "--expect", str(count), *more, *parts]).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="besluit")
    parser.add_argument("--root", help="the folder of the dataset")
    parser.add_argument("--parts", required=True, type=Path, help="the folder for the parts")
    parser.add_argument("--as-of", required=True, help="the day: machines may not agree on which one it is")
    parser.add_argument("--format", default="human")
    parser.add_argument("shards", nargs="+", metavar="SHARD")
    arguments = parser.parse_args()
    arguments.parts.mkdir(parents=True, exist_ok=True)
    root = ["--root", arguments.root] if arguments.root else []
    making = command(arguments.program, arguments.parts, "--as-of", arguments.as_of, *root)
    spark = SparkSession.builder.appName("besluit validate").getOrCreate()
    try:
        count = map_files(spark.sparkContext, arguments.shards, making)
    except Exception as error:
        # 1 would say that something was found.
        print(f"error: a part was not made: {error}", file=sys.stderr)
        sys.exit(2)
    finally:
        spark.stop()
    sys.exit(join(arguments.program, arguments.parts, count, "--format", arguments.format, *root))


if __name__ == "__main__":
    main()
