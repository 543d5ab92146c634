"""Is the site what it says, for those who read it and for the programs of others?

`besluit site` writes this dataset as pages, several times. Then

- the bytes are the same on one thread and on two, in another time zone and another language, and `sha256sum` finds all of them listed;
- everything of the records is on the pages, counted from `ndjson`: see `site_complete.py`; and all pages are reached from the first one;
- every link leads to a file and to a place in it, with nothing that a server would have to add;
- Chromium opens each page without a request to anybody else, an error or a refusal by the policy, served and from the folder, with
  script and without; axe-core finds no fault by WCAG 2.2, level A and AA; the search answers questions: see `site_shown.mjs`;
- html-validate, linkinator, csp_evaluator and the parser of Argdown accept it: see `site_tools.mjs`;
- what programs read beside the pages is what the exports say: see `site_machine.py`;
- pagefind makes an index of the folder, and finds words in it;
- texts that would be more than texts in a page are texts: each page has the elements that it has with harmless ones.

How long 10,000 records take is printed, and proves nothing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

import site_complete
import site_machine
from common import BINARY, ROOT, TOOLS, besluit, count, end, load
from site_pages import FOLDERS, Site

OUT = TOOLS / "site-shown"
BASE = "https://example.org/besluit/"
LANGUAGES = list(FOLDERS)

# What may be on a page, and what pages and all files may have together, in bytes.
PAGE, PAGES, ALL = 100 * 1024, 6_000_000, 16_000_000

# What html-validate recommends, but for style, titles of records, and names that begin with `_` so that no local id is the same.
# The text of a letter stands as it does in its file, with the white space at the ends of its lines.
HTML = {"doctype-style": "off", "long-title": "off", "no-trailing-whitespace": "off", "valid-id": ["error", {"relaxed": True}]}

# Questions to the search in each language, and the page that is expected first.
QUESTIONS = load(ROOT / "tests/interop/site_questions.json")

HOSTILE = (
    '</script></title></style></textarea><script>alert(1)</script>"\'><svg onload=alert(2)><img src=x onerror=alert(3)>'
    '<!-- ]]> &lt;b&gt; {{7*7}} <a href="javascript:alert(4)">שלום'
)


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def build(name, *arguments, root=ROOT, **environment):
    """Writes the site into a folder, and tells how many seconds that took."""
    command = [BINARY, "site", "-o", OUT / name, "--root", root, *arguments]
    start = time.monotonic()
    done = subprocess.run([*map(str, command)], env={**os.environ, **environment}, cwd=ROOT, capture_output=True, text=True)
    count(done.returncode == 0, f"site {name}: exit code {done.returncode}: {done.stderr[:2000]}")
    return time.monotonic() - start


def check_bytes():
    build("site", RAYON_NUM_THREADS="2")
    build("again", RAYON_NUM_THREADS="1", TZ="Pacific/Kiritimati", LANG="tr_TR.UTF-8", LC_ALL="C")
    build("based", "--base", BASE, RAYON_NUM_THREADS="1", TZ="UTC")
    build("based-again", "--base", BASE, RAYON_NUM_THREADS="2", TZ="America/St_Johns", LANG="C")
    for name, other in (("site", "again"), ("based", "based-again")):
        files, again = tree(OUT / name), tree(OUT / other)
        unlike = [path for path in files.keys() | again.keys() if files.get(path) != again.get(path)]
        count(not unlike, f"{name} and {other} are not the same: {sorted(unlike)[:5]}")
        done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=OUT / name, capture_output=True, text=True)
        count(done.returncode == 0, f"{name}: sha256sum: {done.stdout[:500]}{done.stderr[:500]}")
        listed = {line.split("  ", 1)[1] for line in (OUT / name / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
        count(files.keys() - listed <= {"SHA256SUMS", ".besluit-site"}, f"{name}: not listed: {sorted(files.keys() - listed)[:5]}")
    first = {path: data for path, data in tree(OUT / "site").items()}
    build("site", "--clean")
    count(tree(OUT / "site") == first, "another run in the same folder leaves the same files")


def check_links(site):
    """Every link leads to a file and a place in it, as a browser without a server finds them."""
    for path, page in site.pages.items():
        names = [name for name, _ in page.places]
        count(len(names) == len(set(names)), f"{path}: the same name twice: {sorted({one for one in names if names.count(one) > 1})}")
        dead = {target for target, place in page.linked if target not in site.files}
        count(not dead, f"{path}: links to no file: {sorted(dead)[:3]}")
        lost = {f"{target}#{place}" for target, place in page.linked
                if place and target in site.pages and place not in site.pages[target].place}
        count(not lost, f"{path}: links to no place: {sorted(lost)[:3]}")
        missing = [target for target in page.resources() if target not in site.files]
        count(not missing, f"{path}: files that are not there: {missing[:3]}")
    reached = site.reachable("index.html")
    # Nobody is led to the page that says that there is none; and the permanent addresses are for those who cite.
    left = sorted(path for path in site.pages.keys() - reached if path != "404.html")
    count(not left, f"{len(left)} pages are not reached by links: {left[:3]}")


def check_sizes(site):
    for path in site.pages:
        count(site.size(path) <= PAGE, f"{path} has {site.size(path)} bytes")
    of_pages = sum(site.size(path) for path in site.files if path.endswith((".html", ".css", ".js")))
    of_all = sum(map(site.size, site.files))
    count(of_pages <= PAGES, f"the pages have {of_pages} bytes")
    count(of_all <= ALL, f"the site has {of_all} bytes")
    print(f"site: {len(site.pages)} pages, the largest of {max(map(site.size, site.pages))} bytes; with style and script {of_pages}; "
          f"{len(site.files)} files, {of_all} bytes")


def texts_of(records, root):
    """The texts that are here, by source."""
    folders = {path.parent.name: path for path in (root / "records").rglob("*.txt")}
    return {one["id"]: folders[one["id"]].read_bytes().decode() for one in records if one["type"] == "source" and "text" in one}


def exported(name, root=ROOT):
    besluit("export", "ndjson", "-o", OUT / name, "--root", root)
    return [json.loads(line) for line in (OUT / name / "records.ndjson").read_text(encoding="utf-8").splitlines()]


def make_copy(name, words):
    """A copy of the dataset, with some words after each text of its records, and in the texts of sources and their quotes."""
    folder = OUT / name
    shutil.copytree(ROOT / "records", folder / "records")
    shutil.copy(ROOT / "besluit.toml", folder)
    within = lambda text: text.replace("CSAM", words)

    def changed(value, key=None):
        if isinstance(value, dict):
            if value and all(isinstance(one, str) for one in value.values()) and value.keys() <= set(LANGUAGES):
                return {language: f"{text} {words}" for language, text in value.items()}
            return {key: changed(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [changed(one, key) for one in value]
        return {"quote": within, "locator": lambda text: f"{text} {words}"}.get(key, lambda text: text)(value)

    for path in folder.rglob("*.txt"):
        # The sign that turns the direction of writing may stand in a text, though in no record.
        path.write_text(within(path.read_text(encoding="utf-8")) + ("\n\u202eabc\u2066\n" if words == HOSTILE else "\nabc\n"), encoding="utf-8")
    for path in folder.rglob("*.json"):
        record = changed(load(path))
        if "sha256" in record.get("text", {}):
            record["text"]["sha256"] = hashlib.sha256((path.parent / record["text"]["path"]).read_bytes()).hexdigest()
        path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return folder


def make_hostile():
    """The site of a dataset with hostile texts, and of the same with harmless ones."""
    for name, words in (("hostile", HOSTILE), ("harmless", "harmless")):
        build(f"{name}-site", "--base", BASE, root=make_copy(f"{name}-data", words))
    hostile, harmless = Site(OUT / "hostile-site"), Site(OUT / "harmless-site")
    count(hostile.files.keys() == harmless.files.keys(), "hostile texts make no file")
    for path, page in hostile.pages.items():
        # How many lines a text of a picture has, and a letter paragraphs, depends on the words.
        shape = lambda page: {(element.tag, *sorted(element.keys())) for element in page.tree.iter()}
        count(shape(page) == shape(harmless.pages[path]), f"hostile: {path} has other elements than with harmless texts")
    records = exported("hostile-ndjson", OUT / "hostile-data")
    site_complete.check(hostile, LANGUAGES, records, texts_of(records, OUT / "hostile-data"))
    site_machine.check_linked_pages(hostile, BASE)
    path = OUT / "hostile-data/records/actors/nl-cabinet.json"
    record = load(path)
    record["name"]["nl"] += " \u202e"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    done = besluit("site", "-o", OUT / "refused", "--root", OUT / "hostile-data", quiet=True)
    count(done.returncode == 1 and not (OUT / "refused").exists(), "a name that turns the direction of writing is refused")
    # The page for what is not there has its style from where the site is served.
    return [path for path in hostile.templates() if path != "404.html"]


def make_pagefind():
    """An index by pagefind, in a copy of the site."""
    folder = OUT / "pagefind"
    shutil.copytree(OUT / "site", folder)
    done = subprocess.run([sys.executable, "-m", "pagefind", "--site", folder, "--glob", "{nl,en}/**/*.html"], capture_output=True, text=True)
    count(done.returncode == 0, f"pagefind: {done.stdout[-500:]}{done.stderr[-500:]}")
    return {"site": str(folder), "words": [{"language": "nl", "word": "detectiebevel"}, {"language": "en", "word": "abstention"}]}


def questions(site):
    """The questions to the search, each with the page that it is asked on; none if there is no search, which is told."""
    if not any(path.startswith("search/") for path in site.files):
        print("SKIPPED: the site has no search")
        return []
    found = []
    for language, asked in QUESTIONS.items():
        page = {"nl": "nl/zoeken/index.html", "en": "en/search/index.html"}[language]
        found += [{"page": page, **one} for one in asked]
        for one in asked:
            path, _, place = one.get("first", one.get("among", "")).partition("#")
            count(not path or path in site.pages and (not place or place in site.pages[path].place), f"search: {path}#{place} is expected")
    return found


def in_node(script, job):
    """Starts a program of Node with a job."""
    path = OUT / f"{script}.json"
    path.write_text(json.dumps(job), encoding="utf-8")
    return subprocess.Popen(["node", ROOT / "tests/interop" / script, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def told_by(script, program):
    """Counts what a program of Node told."""
    told, _ = program.communicate()
    checks = 0
    for line in told.splitlines():
        try:
            one = json.loads(line)
        except json.JSONDecodeError:
            print(line)
            continue
        if "told" in one:
            print(one["told"])
        else:
            checks += 1
            count(one["holds"], one["what"])
    count(program.returncode == 0 and checks > 0, f"{script}: exit code {program.returncode}, {checks} checks")


def check_corpus():
    """10,000 records, as fast as they come; and the links of a few of them."""
    made = lambda records: subprocess.run(
        ["cargo", "bench", "--locked", "--quiet", "--profile", "dev", "--bench", "corpus", "--",
         OUT / f"corpus-{records}", "--records", str(records)], cwd=ROOT, capture_output=True, text=True)
    for records in (200, 10_000):
        done = made(records)
        count(done.returncode == 0, f"corpus of {records} records: {done.stderr[-500:]}")
        if done.returncode:
            return
        seconds = build(f"corpus-{records}-site", root=OUT / f"corpus-{records}")
        print(f"site: {done.stdout.strip()}: {seconds:.1f} s")
    check_links(Site(OUT / "corpus-200-site"))


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    start = time.monotonic()
    check_bytes()
    site = Site(OUT / "site")
    records = exported("ndjson")
    tools = in_node("site_tools.mjs", {
        "site": str(site.folder), "pages": sorted(site.pages), "html": HTML,
        "headers": (site.folder / "_headers").read_text(encoding="utf-8"),
        "maps": [{"path": f"id/decision/{one['id']}/map.argdown",
                  "names": [part["id"] for key in ("options", "statements") for part in one.get(key, [])]}
                 for one in records if one["type"] == "decision"]})
    browser = in_node("site_shown.mjs", {
        "site": str(site.folder), "pages": sorted(site.pages), "templates": site.templates(), "search": questions(site),
        "hostile": {"site": str(OUT / "hostile-site"), "twin": str(OUT / "harmless-site"), "pages": make_hostile(), "search": [
            {"page": "nl/zoeken/index.html", "question": "onerror"}, {"page": "en/search/index.html", "question": "script"}]},
        "pagefind": make_pagefind()})
    quotes = site_complete.check(site, LANGUAGES, records, texts_of(records, ROOT))
    print(f"site: {quotes} quotes lead to their letters and back, in each language")
    check_links(site)
    check_sizes(site)
    site_machine.check(Site(OUT / "based"), BASE, records)
    told_by("site_tools.mjs", tools)
    told_by("site_shown.mjs", browser)
    check_corpus()
    print(f"site: {time.monotonic() - start:.0f} s")
    end()


main()
