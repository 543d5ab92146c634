"""Does the module `besluit` say what the command says? Run by the Python in whose environment it is installed, by `wheel.py`.

- Reports on this repository, on a dataset with findings that are hard to write down, and on one with each rule broken; on files, streams and bytes; statuses,
  positions, checks of quotes and schemas: each is what the command prints, byte for byte.
- Records are those of the files and of exports; models, where pydantic is there, have nothing added and nothing lost.
- Eight threads at once get what one gets; so does a process that was forked, and one whose memory is looked at does not grow.
- The other threads of Python go on; Ctrl-C ends a call and the command within a second.
- What is in the documentation of the functions is so.
"""

import datetime
import doctest
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import get_type_hints

import besluit
from besluit import _besluit, shapes
from common import BINARY, ROOT, count, end, load

FIXTURES = ROOT / "tests/fixtures"
DAY = "2026-12-01"
HAS_MODELS = find_spec("pydantic") is not None
# Enough work for an interrupt to come in between.
LINES = 1_000_000


def dumped(value):
    return json.dumps(value, ensure_ascii=False, indent=2)


def printed(*arguments, given=b""):
    """What the command prints, and its exit code."""
    done = subprocess.run([BINARY, *map(str, arguments)], input=given, capture_output=True)
    return done.stdout, done.returncode


def compare(what, answer, *arguments, given=b""):
    """Holds an answer to what the command prints, and that to what is printed in this process."""
    output, code = printed(*arguments, given=given)
    own_code, own, _ = _besluit.answer(list(map(str, arguments)), given)
    count(output and own == output and own_code == code, f"{what}: not the same bytes")
    count(dumped(answer) == dumped(json.loads(output or "null")), f"{what}: another answer")


def error_of(call):
    try:
        call()
    except besluit.Error as error:
        return error
    return None


def broken_datasets(home):
    """For each rule the datasets that break it: `base`, and what is laid over it."""
    for case in sorted((FIXTURES / "rules").glob("*/bad*")):
        folder = home / f"{case.parent.name}-{case.name}"
        shutil.copytree(FIXTURES / "base", folder)
        shutil.copytree(case, folder, dirs_exist_ok=True)
        yield folder


def check_reports(folders):
    os.chdir(ROOT)
    report = besluit.validate(as_of=DAY)
    compare("this repository", report, "validate", "--format=json", f"--as-of={DAY}")
    count(report["summary"]["errors"] == 0 and report["summary"]["digest"], "this repository")
    for folder in [FIXTURES / "reports/bad", FIXTURES / "reports/clean", *folders]:
        report = besluit.validate(folder, as_of=datetime.date(2026, 12, 1), notes=True)
        compare(folder, report, "validate", "--format=json", f"--as-of={DAY}", "--notes", folder)
    os.chdir(FIXTURES / "reports/bad")
    for levels in [{"deny": ["warnings"], "warn": ["notes"]}, {"allow": ["stray-file", "notes"]}]:
        options = [f"--{name}={rule}" for name, rules in levels.items() for rule in rules]
        report = besluit.validate("records", as_of=DAY, **levels)
        compare("levels", report, "validate", "--format=json", f"--as-of={DAY}", *options, "records")
    os.chdir(ROOT)


def check_inputs(home):
    os.chdir(ROOT)
    files = sorted((ROOT / "records/actors").glob("*.json"))
    few = [path.relative_to(ROOT) for path in files[:3]]
    compare("files", besluit.validate(few, as_of=DAY), "validate", "--format=json", f"--as-of={DAY}", *few)
    pattern = "records/actors/*.json"
    compare("a pattern", besluit.validate(pattern, as_of=DAY), "validate", "--format=json", f"--as-of={DAY}", pattern)
    record = files[0].read_bytes().replace(b'"kind": "', b'"kind": "x')
    compare("bytes", besluit.validate(record, as_of=DAY), "validate", "--format=json", f"--as-of={DAY}", "-", given=record)
    options = [f"--root={ROOT}", f"--stdin-filename={few[0]}"]
    report = besluit.validate(record, root=ROOT, filename=few[0], as_of=DAY)
    compare("bytes of a file", report, "validate", "--format=json", f"--as-of={DAY}", *options, "-", given=record)
    count([finding["file"] for finding in report["findings"]] == [str(few[0])], "bytes of a file have its name")
    lines = b"".join(json.dumps(load(path)).encode() + b"\n" for path in files)
    compare("lines", besluit.validate(lines, as_of=DAY), "validate", "--format=json", f"--as-of={DAY}", "-", given=lines)
    stream = home / "lines.ndjson"
    stream.write_bytes(lines)
    report = besluit.validate(stream, root=".", as_of=datetime.datetime(2026, 12, 1, 9))
    compare("a stream", report, "validate", "--format=json", f"--as-of={DAY}", "--root=.", stream)
    # Names that a command line would take for something else, or that are no text.
    for name in ["--help.json", os.fsdecode(b"\xff.json")]:
        (home / name).write_bytes(record)
        os.chdir(home)
        found = besluit.validate(name, as_of=DAY)["findings"]
        count(any(finding["rule"] == "unknown-code" for finding in found), f"a file that is called {name!r}")
        os.chdir(ROOT)
    (home / "-").write_bytes(record)
    os.chdir(home)
    error = error_of(lambda: besluit.validate("-"))
    count("nothing to check in -" in str(error), f"a file that is called -: {error!r}")
    os.chdir(ROOT)


def check_errors(home):
    os.chdir(home)
    for call, code, words in [
        (lambda: besluit.validate("not-there.json"), 2, "cannot read not-there.json"),
        (lambda: besluit.validate(), 2, "there is no dataset here"),
        (lambda: besluit.validate(b"{}", as_of="1-12-2026"), 2, "YYYY-MM-DD"),
        (lambda: besluit.validate(b"{}", deny=["no-such-rule"]), 2, "no-such-rule"),
        (lambda: besluit.status(ROOT, actor="nobody"), 1, "there is no actor `nobody`"),
        (lambda: besluit.status("."), 2, "is no dataset"),
        (lambda: besluit.quote_check(ROOT, "nothing", "words"), 1, "there is no source `nothing`"),
        (lambda: besluit.quote_check(ROOT, "kst-32317-977", " "), 2, "no word"),
        (lambda: besluit.schema("nothing"), 2, "nothing"),
    ]:
        error = error_of(call)
        is_told = error is not None and (error.code, error.answer) == (code, None) and words in str(error)
        count(is_told, f"an error with `{words}`: {error!r}")
    shutil.copy(FIXTURES / "base/besluit.toml", home)
    (home / "records").mkdir()
    error = error_of(lambda: besluit.validate())
    count(error and error.code == 2 and error.answer["findings"] == [], f"a dataset without records: {error!r}")
    os.chdir(ROOT)
    for given in [[], 5]:
        try:
            besluit.validate(given)
            count(False, f"validate({given})")
        except (TypeError, ValueError):
            count(True, "")


def check_views():
    os.chdir(ROOT)
    for folder in [ROOT, *sorted((FIXTURES / "world").glob("*/"))]:
        for day, known in [("2025-06-30", None), (DAY, "2025-06-30"), (DAY, DAY)]:
            options = [f"--as-of={day}"] + ([f"--known-at={known}"] if known else [])
            view = besluit.status(folder, as_of=day, known_at=known)
            compare(f"status of {folder.name}", view, "status", "--format=json", f"--root={folder}", *options)
    stands = 0
    proposals = [record["id"] for record in besluit.records(models=False) if record["type"] == "proposal"]
    for proposal in proposals:
        for actor in ["nl-cabinet", "nl-cabinet-schoof", "nl-tweede-kamer", "eu-council"]:
            options = [f"--proposal={proposal}", f"--actor={actor}", f"--as-of={DAY}"]
            output, _ = printed("status", "--format=json", *options)
            if output:
                found = [item["id"] for item in besluit.positions(actor=actor, proposal=proposal, as_of=DAY)]
                expected = json.loads(output)["position_of"]["standing_on"]
                count(sorted(found) == sorted(expected), f"the position of {actor} on {proposal}: {found}")
                stands += len(found)
    count(stands, "an actor has a position")
    letter = (ROOT / "records/sources/kst-32317-977/text.txt").read_text(encoding="utf-8")
    line = max(letter.splitlines(), key=len)
    for words in [line[:60].rsplit(" ", 1)[0], line.replace("e", "é"), "de", "--help", "nothing like it at all"]:
        view = besluit.quote_check(".", "kst-32317-977", words)
        compare(words, view, "quote", "--check", "--format=json", "--root=.", "--source=kst-32317-977", "--", words)
    files = json.loads(printed("schema", "cli")[0])["commands"]
    names = next(command for command in files if command["name"] == "schema")["arguments"][0]["values"]
    tolerant = {path.name.split(".")[0] for path in (ROOT / "schema/consumer").iterdir()}
    for name in names:
        compare(name, besluit.schema(name, consumer=False), "schema", name)
        options = ["--consumer"] if name in tolerant else []
        compare(name, besluit.schema(name), "schema", *options, name)


def check_records(home):
    os.chdir(ROOT / "records")
    plain = list(besluit.records(models=False))
    numbers = besluit.validate(as_of=DAY)["summary"]["records"]
    os.chdir(ROOT)
    count(len(plain) == sum(numbers.values()), f"{len(plain)} records, and not {numbers}")
    subprocess.run([BINARY, "export", "ndjson", "-o", home / "exported"], check=True, capture_output=True)
    derived = list(besluit.records(home / "exported/records.ndjson", models=False))
    count({one["id"] for one in derived} == {one["id"] for one in plain}, "an export has other records")
    one = ROOT / "records/actors/nl-aivd.json"
    count(list(besluit.records(one, models=False)) == [load(one)], "one record")
    if not HAS_MODELS:
        count(list(besluit.records()) == plain, "dictionaries where there is no pydantic")
        try:
            next(besluit.records(models=True))
            count(False, "models without pydantic")
        except ImportError as error:
            count("besluit[models]" in str(error), "what to install for models")
        return
    for path, expected in [(None, plain), (home / "exported/records.ndjson", derived)]:
        models = list(besluit.records(path))
        back = [json.loads(model.model_dump_json(by_alias=True, exclude_unset=True)) for model in models]
        count(back == expected, f"models of {path} come back changed")
    (home / "wrong.json").write_text('{"type": "actor"}', encoding="utf-8")
    try:
        next(besluit.records(home / "wrong.json"))
        count(False, "a record without its fields")
    except ValueError:
        count(True, "")


def check_shapes():
    """The shapes have the fields of the schemas, and the same of them are always there."""
    for name, root in [("report", "Report"), ("views/status", "StatusView"), ("views/quote", "QuoteView")]:
        schema = besluit.schema(name)
        parts = {root: schema, **schema["$defs"]}
        for part, definition in parts.items():
            if "properties" in definition and part != "SummaryLine":
                shape = getattr(shapes, part)
                expected = (set(definition["properties"]), set(definition["required"]))
                count((set(get_type_hints(shape)), set(shape.__required_keys__)) == expected, f"the shape {part}")


def check_threads(folders):
    given = [ROOT, *folders[:31]] * 2
    ask = lambda folder: dumped([besluit.validate(folder, as_of=DAY), besluit.quote_check(ROOT, "kst-32317-977", folder.name)])
    alone = [ask(folder) for folder in given]
    with ThreadPoolExecutor(8) as threads:
        count(list(threads.map(ask, given)) == alone, "eight threads get something else than one")
    child = os.fork()
    if child == 0:
        os._exit(0 if ask(ROOT) == alone[0] else 3)
    due = time.monotonic() + 30
    while not (ended := os.waitpid(child, os.WNOHANG))[0] and time.monotonic() < due:
        time.sleep(0.01)
    if not ended[0]:
        os.kill(child, signal.SIGKILL)
    count(ended[0] and ended[1] == 0, f"a process that is forked: {ended}")


def memory():
    """The memory that this process has, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def check_memory():
    for _ in range(10):
        besluit.validate(ROOT, as_of=DAY)
    before = memory()
    for _ in range(40):
        besluit.validate(ROOT, as_of=DAY)
    grown = memory() - before
    count(grown < 40_000_000, f"40 calls have taken {grown} bytes")
    return grown


def write_large(path):
    """A stream that takes seconds to check."""
    own = load(ROOT / "records/actors/nl-aivd.json")
    actor = {key: own[key] for key in ["type", "schema_version", "kind", "record"]}
    # Nothing is wrong with it: what is read again here, of the report, keeps the lock of the interpreter.
    line = json.dumps({**actor, "id": "xx-NUMBER", "name": {"en": "Actor NUMBER"}})
    with path.open("w", encoding="utf-8") as stream:
        for number in range(LINES):
            stream.write(line.replace("NUMBER", str(number)) + "\n")


def check_interrupts(home):
    """Ctrl-C, half a second after a call was begun; and what another thread gets done while one goes on."""
    stream = home / "large.ndjson"
    write_large(stream)
    call = "import besluit, sys; print(flush=True); besluit.validate(sys.argv[1])"
    slowest = 0
    for command in [[sys.executable, "-c", call, stream], [Path(sys.executable).parent / "besluit", "validate", stream]]:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if "-c" in command:
            child.stdout.readline()
        time.sleep(0.5)
        is_busy = child.poll() is None
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        said = child.communicate(timeout=60)[1].decode()
        slowest = max(slowest, time.monotonic() - began)
        is_told = "KeyboardInterrupt" in said if "-c" in command else child.returncode == -signal.SIGINT
        count(is_busy, f"{command[0]}: there was nothing to interrupt")
        count(is_told and slowest < 1, f"{command[0]}: {child.returncode} after {slowest:.2f} s: {said}")
    pauses, is_over = [], threading.Event()

    def tick():
        last = time.monotonic()
        while not is_over.wait(0.005):
            pauses.append(time.monotonic() - last)
            last = time.monotonic()

    ticking = threading.Thread(target=tick)
    ticking.start()
    began = time.monotonic()
    besluit.validate(stream)
    took = time.monotonic() - began
    is_over.set()
    ticking.join()
    count(took > 1 and max(pauses) < 0.5, f"another thread waited {max(pauses):.2f} s of {took:.1f}")
    stream.unlink()
    return slowest, took, max(pauses)


def check_documentation():
    os.chdir(ROOT)
    # What a record is as a model is told as well.
    modules = [besluit, besluit._records] if HAS_MODELS else [besluit]
    for module in modules:
        failed, tried = doctest.testmod(module, globs={"besluit": besluit})
        count(tried and not failed, f"the examples of {module.__name__}")
    for name in besluit.__all__:
        count(getattr(besluit, name).__doc__, f"{name} is not explained")


def main():
    logging.disable()
    # Not below the repository, which is a dataset.
    with tempfile.TemporaryDirectory() as home:
        home = Path(home)
        (home / "rules").mkdir()
        folders = list(broken_datasets(home / "rules"))
        check_reports(folders)
        for name, check in [("inputs", check_inputs), ("errors", check_errors), ("records", check_records)]:
            (home / name).mkdir()
            check(home / name)
        check_views()
        check_shapes()
        check_documentation()
        check_threads(folders)
        grown = check_memory()
        slowest, took, pause = check_interrupts(home)
    print(
        f"{'with' if HAS_MODELS else 'without'} pydantic: {len(folders)} broken datasets; 40 calls took {grown / 1e6:.1f} MB; "
        f"interrupted after {slowest:.2f} s; of {took:.1f} s another thread waited {pause:.2f} s"
    )
    end()


main()
