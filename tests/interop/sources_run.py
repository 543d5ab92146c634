"""What the checks of sources share: the program, the words of a text, and the folder with the documents, which three programs write."""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from common import BINARY, TOOLS, count
from sources_made import FOOT, HEAD, LETTER, TITLE, Docx, Odt, generated, markdown
from sources_web import Official, Page

OUT = TOOLS / "sources"
SEEDS = range(20)
FORMS = ("docx", "odt", "html")
METHODS = {"docx": "docx/0", "odt": "odt/0", "html": "html/0", "xml": "koop/0"}
MEMORY, SECONDS = 64, 10
NOTHING = {
    **{"media_type": "", "method": "", "sha256": "", "bytes": 0, "text": "", "marks": [], "blocks": 0, "notes": 0},
    **{"left_out": [], "hyphens": [], "characters": [], "suggestions": {}},
}
# Runs another program and prints its exit code, seconds of processor and MiB, and ends it if it goes on. The memory of a process counts
# from that of the one that began it, and this one is small.
MEASURE = """
import os, resource, signal, sys
child = os.fork()
if not child:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    signal.alarm(120)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, file=open(3, "w"))
"""


def run(*arguments, given=None, **environment):
    done = subprocess.run([BINARY, *map(str, arguments)], cwd=OUT, env={**os.environ, **environment}, input=given, capture_output=True)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def read(path, given=None, **environment):
    """What `besluit source text` says of a document, as one object; empty if it is refused."""
    code, told, wrong = run("source", "text", path, "--format", "json", given=given, **environment)
    told = told if code == 0 else "{}"
    count(code == 0, f"{path}: exit code {code}: {wrong[:500]}")
    return {**NOTHING, **json.loads(told)}


def together(work, items):
    """The results of some work on each item, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, items))


def words(text):
    """The words of a text in their order. Left aside are the marks of lists and notes, and the lines of drawn tables.

    A note is marked `[1]`, `[1: …]` in besluit, and `[1]`, `¹`, `^([1])`, a list item or a link back in pandoc.
    """
    found = []
    for line in text.splitlines():
        line = line.replace("|", " ").strip()
        if not re.search(r"[^-+=:\s]", line):
            continue
        line = re.sub(r"^\[\d+: (.*)\]$", r"\1", line)
        line = re.sub(r"\^\(\[\d+\]\)|\[\d+\]|[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+|\u21a9\ufe0e", "", line).strip()
        while mark := re.match(r"(?:[-\u2013\u2022\u25e6\u25aa\uf0b7]|(?:\d+|[a-z]|[ivx]+)[.)])(?:\s+|$)", line):
            line = line[mark.end() :]
        found += line.split()
    return found


def differ(one, other):
    """Where two lists of words part."""
    at = next((at for at, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), min(len(one), len(other)))
    return f"{len(one)} and {len(other)} words; at {at}: {one[max(0, at - 3) : at + 5]} and {other[max(0, at - 3) : at + 5]}"


def office(form, paths, folder):
    """LibreOffice writes documents in another form, all in one call."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation=file://{OUT / 'office' / form}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", folder, *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    made = {path.stem for path in folder.glob(f"*.{form}")}
    count(made >= {path.stem for path in paths}, f"LibreOffice writes {form}: {done.stdout[-500:]}{done.stderr[-500:]}")


def pandoc(path, source, title):
    told = ["--metadata", "lang=nl", "--metadata", f"{'title' if title else 'pagetitle'}={TITLE}"]
    subprocess.run(["pandoc", "--standalone", "--from=markdown-smart", *told, "-o", path], input=source, text=True, check=True)


def make():
    """Each document by each writer: a list of the name of the writer, the form, the document and the path."""
    made = []
    documents = {"letter": LETTER, **{f"generated-{seed}": generated(seed) for seed in SEEDS}}
    for writer in ("own", "pandoc", "office"):
        (OUT / writer).mkdir(parents=True)
    for name, document in documents.items():
        around = (HEAD, FOOT) if name == "letter" else ()
        Docx(document, *around).save(OUT / f"own/{name}.docx")
        Odt(document, *around).save(OUT / f"own/{name}.odt")
        (OUT / f"own/{name}.html").write_text(Page(document).write(), encoding="utf-8")
        (OUT / f"own/{name}.xml").write_text(Official(document).write(), encoding="utf-8")
    jobs = [(OUT / f"pandoc/{name}.{form}", markdown(document), name == "letter") for name, document in documents.items() for form in FORMS]
    together(lambda job: pandoc(*job), jobs)
    open_texts = [OUT / f"own/{name}.odt" for name in documents]
    office("docx", open_texts, OUT / "office")
    office("html", open_texts, OUT / "office")
    office("odt", [path.with_suffix(".docx") for path in open_texts], OUT / "office")
    for name, document in documents.items():
        made += [("own", form, name, document) for form in METHODS]
        made += [(writer, form, name, document) for writer in ("pandoc", "office") for form in FORMS]
    return [(writer, form, document, OUT / f"{writer}/{name}.{form}") for writer, form, name, document in made]


def dataset(name):
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "records/sources").mkdir(parents=True)
    settings = 'name = "made"\ndescription = "Invented."\nprefix = "made"\nlanguages = ["nl"]\n'
    (folder / "besluit.toml").write_text(settings, encoding="utf-8")
    return folder


def add(folder, path, id, *more):
    code, told, wrong = run("source", "add", path, "--id", id, "--root", folder, *more)
    count(code == 0, f"source add {path}: exit code {code}: {told[:300]}{wrong[:500]}")
    record = folder / f"records/sources/{id}/source.json"
    return record if record.exists() else None


def measured(path, given=None):
    """Runs `besluit source text` on a file, and tells the exit code, the seconds of processor, the MiB and what it printed."""
    reading, writing = os.pipe()

    def third():
        os.dup2(writing, 3)

    command = [sys.executable, "-S", "-E", "-c", MEASURE, BINARY, "source", "text", path]
    pipes = dict(stdin=given or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    done = subprocess.Popen(command, cwd=OUT / "hostile", preexec_fn=third, close_fds=False, **pipes)
    out, wrong = done.communicate()
    os.close(writing)
    with os.fdopen(reading) as told:
        code, seconds, memory = told.read().split()
    return int(code), float(seconds), float(memory), out.decode("utf-8", "replace"), wrong.decode("utf-8", "replace")


def harmless(name, result, refused):
    code, seconds, memory, text, wrong = result
    count(code in (0, 2), f"{name}: exit code {code}: {wrong[-500:]}")
    count(code != 2 or len(wrong.strip()) > 20 and not text, f"{name}: refused without a message, or with a text: {wrong[:200]}")
    count(code == 2 or not refused, f"{name}: is read: {text[:100]!r}")
    count("panicked" not in wrong and "root:" not in text + wrong, f"{name}: it panics, or tells a secret: {wrong[-500:]}")
    count(memory <= MEMORY and seconds <= SECONDS, f"{name}: {memory:.0f} MiB, {seconds:.1f} s")
    return memory, seconds
