"""Does Spark tell what one run tells? The records of this repository, and some with errors, are cut into shards, the example of `clients/spark`
makes the parts on two threads of Spark, and the join must be what `besluit validate` writes, byte for byte. In the same way for records that
are in an RDD and lie in no file. Needs Java 17 and PySpark, which is installed into an environment of its own: it is larger than all others together.
"""

import json
import os
import shutil
import subprocess
import sys

from common import BINARY, ROOT, TOOLS, count, end

HOME = TOOLS / "spark"
EXAMPLE = ROOT / "clients/spark"
AS_OF = ["--as-of", "2026-12-31"]
SHARDS = 7


def records():
    """The records, one a line; of each tenth its sources are others, and one is there twice."""
    lines = []
    for path in sorted((ROOT / "records").rglob("*.json")):
        line = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
        lines.append(line.replace('"source": "', '"source": "xx-') if len(lines) % 10 == 3 else line)
    return [*lines, lines[0]]


def lay_out(lines):
    """A folder with the shards, and the dataset with its texts and no records."""
    shutil.rmtree(HOME / "work", ignore_errors=True)
    work = HOME / "work"
    (work / "shards").mkdir(parents=True)
    shutil.copytree(ROOT / "records", work / "dataset/records", ignore=shutil.ignore_patterns("*.json"))
    shutil.copy(ROOT / "besluit.toml", work / "dataset")
    for number in range(SHARDS):
        text = "".join(line + "\n" for line in lines[number::SHARDS])
        (work / f"shards/{number}.ndjson").write_text(text, encoding="utf-8")
    return work


def in_one_run(work, paths, *more):
    done = subprocess.run([BINARY, "validate", *AS_OF, "--format", "jsonl", *more, *paths], cwd=work, capture_output=True)
    count(done.returncode == 1 and done.stdout, f"one run: exit code {done.returncode}")
    return done.stdout


def of_files(work, *more):
    """What the example prints for the shards."""
    shards = [f"shards/{number}.ndjson" for number in range(SHARDS)]
    call = [sys.executable, EXAMPLE / "validate.py", "--program", BINARY, "--parts", "parts", *AS_OF, "--format", "jsonl"]
    done = subprocess.run([*call, *more, *shards], cwd=work, capture_output=True)
    count(done.returncode == 1, f"the example: exit code {done.returncode}\n{done.stderr.decode()}")
    same = done.stdout == in_one_run(work, shards, *more)
    count(same, f"files, {more}: the join tells what one run tells")


def of_lines(work):
    """What is told of the partitions of an RDD."""
    sys.path.insert(0, str(EXAMPLE))
    os.environ["PYTHONPATH"] = str(EXAMPLE)
    from pyspark import SparkContext

    import validate

    os.chdir(work)
    context = SparkContext("local[2]", "besluit")
    context.setLogLevel("ERROR")
    lines = context.textFile("shards", minPartitions=12)
    making = validate.command(BINARY, "rows", *AS_OF)
    os.mkdir("rows")
    made = validate.map_lines(lines, "rows/r", making)
    parts = [f"rows/{number}.part" for number in range(made)]
    for number, partition in enumerate(lines.glom().collect()):
        with open(f"rows/r-{number}.ndjson", "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in partition)
    context.stop()
    count(made >= 12, f"there were {made} partitions")
    done = subprocess.run([BINARY, "validate", "--join", "--format", "jsonl", *parts], capture_output=True)
    shards = [f"rows/r-{number}.ndjson" for number in range(made)]
    count(done.stdout == in_one_run(work, shards), "lines: the join tells what one run tells")


def of_nothing(work):
    """A part that cannot be made is not left out in silence."""
    call = [sys.executable, EXAMPLE / "validate.py", "--program", BINARY, "--parts", "no", *AS_OF, "shards/none.ndjson"]
    done = subprocess.run(call, cwd=work, capture_output=True)
    count(done.returncode == 2, f"a shard that is not there: exit code {done.returncode}")


os.environ.setdefault("MASTER", "local[2]")
os.environ["PYSPARK_SUBMIT_ARGS"] = "--master local[2] pyspark-shell"
os.environ["PYSPARK_PYTHON"] = sys.executable
work = lay_out(records())
of_files(work)
shutil.rmtree(work / "parts")
of_files(work, "--root", "dataset")
of_nothing(work)
of_lines(work)
end()
