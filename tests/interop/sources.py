"""Does `besluit source` give the words of a document, whoever wrote it, and does it keep from harm?

An invented letter is written by python-docx, odfpy and by hand, by pandoc, and by LibreOffice, as DOCX, ODT, a page and the XML of official
publications; and so are twenty documents of random structure. Then, section by section:

- **made**: the texts have the words of the letter in their order, but for what `DIFFERENCES` declares, in the form that is promised, and
  `besluit quote` finds twelve quotes in each once it is added to a dataset;
- **pandoc**: the words of all these documents are those that `pandoc -t plain` prints of them;
- **same**: a hundred runs, on one thread and on two, in other languages and time zones, give the same bytes;
- **changed**: `besluit validate` finds one changed letter in the text, in the original, and an original that was swapped;
- **pdf**: of printed documents each hyphen at the end of a line and each line that is taken off is told, and no letter is lost;
- **hostile**: files made to do harm are refused or read, with at most 64 MiB of memory and ten seconds of processor;
- **copy**: `besluit source check` finds the quotes in a letter of another form, and names the one whose word was changed;
- **archive**: the payload that warcio takes out of an archive of the web gives the text of the page.

`sources.py made pdf` checks only these.
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import warnings
import zipfile
from collections import Counter
from pathlib import Path

import sources_hostile as hostile
import sources_pdf as printed
from common import count, end, load
from sources_made import FOOT, HEAD, LETTER, QUOTES, TITLE, Docx, Odt, plain
from sources_run import FORMS, METHODS, OUT, add, dataset, differ, harmless, make, measured, office, read, run, together, words
from sources_web import HIDDEN, Official, Page, archive

# In what the text of a letter may differ from its words, by who wrote it and in which form: what stands before the words and after them.
DIFFERENCES = {
    # With a title in its metadata, pandoc prints it above the text.
    **{("pandoc", form): (TITLE, "") for form in FORMS},
    # LibreOffice writes the head and the foot of pages as paragraphs of a page of the web.
    ("office", "html"): (HEAD, FOOT),
}


def declared(writer, form, document):
    return DIFFERENCES.get((writer, form), ("", "")) if document is LETTER else ("", "")


def expected(writer, form, document):
    """The words that a text should have."""
    before, after = declared(writer, form, document)
    text, notes = plain(document)
    return " ".join([before, text, after, notes]).split()


def check_form(path, told, writer, form):
    """The form of the text of the letter, and what is told of it."""
    text = told["text"]
    holds = lambda pattern, what: count(re.search(pattern, text, re.MULTILINE), f"{path}: {what}: {text!r}")
    count(text.endswith("]\n") and not re.search(r"\n\n\n|[ \t]\n|\r|\A\s", text), f"{path}: one empty line at most, no space at an end of a line")
    holds(r"\n\n1\. een brug, die te duur is;\[3\]\n2\. een bus over de dijk, die te lang onderweg is:\n\S+ veertig minuten", "a list")
    holds(r"\n\nJaar\tGemeente\tProvincie\n2031\t250\t125\n2032\t240\t120,5\nSamen\t490\t245,5\n\n", "a table")
    holds(r"^\S+ de wens van de dorpsraad;\n\S+ de eis van de waterbeheerder\.\n\n", "a list with bullets")
    holds(r"laten varen\.\[1\] De b\u0133drage van de gemeente is ten hoogste \u20ac\u00a0250\.000", "the mark of a note, and a space that holds")
    # In the XML each line is a paragraph.
    broken = r"\n\n" if form == "xml" else r"\n"
    holds(rf"^Aan de leden van de gemeenteraad van Waterdam{broken}Waterdam, 3 maart 2031\n\n", "a line break")
    notes = re.findall(r"^\[\d: .*\]$", text, re.MULTILINE)
    count(len(notes) == 5 and text.endswith("\n\n" + "\n".join(notes) + "\n"), f"{path}: five notes at the end: {notes}")
    marks = [mark for number in range(1, 6) for mark in (f"[{number}]", f"[{number}:")]
    count(sorted(told["marks"]) == sorted(marks) and told["notes"] == 5, f"{path}: the marks: {told['marks']}")
    blocks = 21 + sum(map(bool, declared(writer, form, LETTER))) + 3 * (form == "xml")
    count(told["blocks"] == blocks, f"{path}: {told['blocks']} blocks")
    content = path.read_bytes()
    count((told["sha256"], told["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content)), f"{path}: its hash and length")
    count(told["method"] == METHODS[form] and not told["hyphens"], f"{path}: its method: {told['method']}")
    characters = {one["character"]: one["count"] for one in told["characters"]}
    count((characters.get("U+00AD"), characters.get("U+0133"), characters.get("U+00A0")) == (3, 3, 2), f"{path}: characters: {characters}")
    left = " ".join(one["words"] for one in told["left_out"])
    if form in ("docx", "odt") and writer != "pandoc":
        count(HEAD in left and FOOT in left, f"{path}: the head and the foot are told: {told['left_out']}")
    if form == "html" and writer == "own":
        count(not any(word in text for word in HIDDEN), f"{path}: a hidden word: {text}")
        count(all(word in left for word in HIDDEN[:3]), f"{path}: the hidden parts are told: {told['left_out']}")
    if writer == "own":
        count(told["suggestions"].get("title") == TITLE, f"{path}: a title to suggest: {told['suggestions']}")


def check_made(documents):
    folder = dataset("letters")
    told = together(lambda one: read(one[3]), documents)
    for (writer, form, document, path), one in zip(documents, told):
        is_words, should = words(one["text"]), expected(writer, form, document)
        count(is_words == should, f"{path}: its words: {differ(is_words, should)}")
        code, text, _ = run("source", "text", path)
        count(code == 0 and text == one["text"], f"{path}: the same text without --format json")
        if document is not LETTER:
            continue
        check_form(path, one, writer, form)
        check_record(folder, path, f"made-{writer}-{form}", one)
    asked = [(f"made-{writer}-{form}", quote) for writer, form, document, _ in documents if document is LETTER for quote in QUOTES]
    answers = together(lambda one: run("quote", one[1], "--source", one[0], "--root", folder), asked)
    for (id, quote), (code, _, wrong) in zip(asked, answers):
        count(code == 0, f"{id}: {quote!r} is not found: {wrong[:300]}")


def check_record(folder, path, id, told):
    url = ["--url", "https://example.org/veer", "--retrieved", "2031-03-04", "--keep-original"]
    record = add(folder, path, id, *url)
    if not record:
        return
    content = load(record)
    kept = record.parent / content["original"].get("path", "none")
    count(kept.suffix == path.suffix and kept.read_bytes() == path.read_bytes(), f"{id}: the original is kept: {kept.name}")
    pinned = (record.parent / content["text"]["path"]).read_bytes()
    count(pinned.decode() == told["text"], f"{id}: the text is pinned")
    original = {"media_type": told["media_type"], "sha256": told["sha256"], "bytes": told["bytes"], "path": kept.name}
    original |= {"url": "https://example.org/veer", "retrieved": "2031-03-04"}
    count(content["original"] == original, f"{id}: of the original: {content['original']}")
    own = content["text"]
    count(own["sha256"] == hashlib.sha256(pinned).hexdigest() and own["method"] == told["method"], f"{id}: of the text: {own}")
    count("reviewed" not in own or own["reviewed"] is True, f"{id}: nobody has to review it: {own}")
    outside = json.dumps(content.get("out_of_scope", []))
    count(all(f'"{mark}"' in outside for mark in told["marks"]), f"{id}: the marks are out of scope: {outside[:300]}")


def printed_by_pandoc(writer, form, document, path):
    """The words of a document as pandoc reads it, and the words that it should find: it leaves some out, and shows what is hidden."""
    done = subprocess.run(["pandoc", "--to=plain", "--wrap=none", "--columns=300", path], capture_output=True, text=True, check=True)
    text = done.stdout
    if (writer, form) == ("own", "html"):
        text = re.sub("|".join(HIDDEN), "", text)
    if (writer, form) == ("office", "html"):
        # LibreOffice glues the number of a note to its first word, and writes heads and feet into the page.
        text = re.sub(r"^\d+(?=Zo |[A-Z])", "", text, flags=re.MULTILINE)
        if document is LETTER:
            # The foot stands after the notes there.
            text = text.replace(FOOT, "").replace("Zie het verslag", f"{FOOT}\nZie het verslag")
    return words(text)


def check_pandoc(documents):
    documents = [one for one in documents if one[1] in FORMS]
    theirs = together(lambda one: printed_by_pandoc(*one), documents)
    ours = together(lambda one: words(read(one[3])["text"]), documents)
    for (writer, form, document, path), their, our in zip(documents, theirs, ours):
        if document is LETTER and writer == "pandoc" and form == "docx":
            # Of a DOCX pandoc takes the title as metadata.
            their = words(TITLE) + their
        if (writer, form) == ("pandoc", "odt"):
            # Of an ODT pandoc does not read the rows that are the head of a table.
            heads = [row for kind, content in document if kind == "table" for row in content[:1]]
            count(Counter(our) - Counter(their) == Counter(" ".join(sum(heads, [])).split()), f"{path}: {differ(our, their)}")
            our = without_heads(our, heads)
        count(our == their, f"{path}: pandoc reads other words: {differ(our, their)}")


def without_heads(own, heads):
    """Words without those of the heads of tables, each taken where it stands next."""
    made, at = [], 0
    for head in heads:
        row = " ".join(head).split()
        next_at = next((place for place in range(at, len(own)) if own[place : place + len(row)] == row), len(own))
        made += own[at:next_at]
        at = next_at + len(row)
    return made + own[at:]


def check_same(documents):
    some = [one[3] for one in documents][::3]
    first = {}
    languages = ("C", "nl_NL.UTF-8", "tr_TR.UTF-8", "C.UTF-8")
    zones = ("UTC", "Pacific/Kiritimati", "Europe/Amsterdam")

    def again(turn):
        path = some[turn % len(some)]
        form = ("--format", "json") if turn % 2 else ()
        environment = dict(RAYON_NUM_THREADS="12"[turn // 2 % 2], LANG=languages[turn % 4], LC_ALL=languages[turn // 3 % 4], TZ=zones[turn % 3])
        return (path, form), run("source", "text", path, *form, **environment)

    for (path, form), told in together(again, range(max(100, 4 * len(some)))):
        count(told == first.setdefault((path, form), told) and told[0] == 0, f"{path}: the same bytes again")
    # The same document a hundred times.
    path = documents[0][3]
    of_turn = lambda turn: dict(RAYON_NUM_THREADS="12"[turn % 2], TZ=zones[turn % 3], LC_ALL=languages[turn % 4])
    told = together(lambda turn: run("source", "text", path, **of_turn(turn)), range(100))
    count(len(set(told)) == 1, f"{path}: a hundred runs are equal")


def rules(folder):
    """The rules that `besluit validate` finds broken, each with how grave it is."""
    _, told, wrong = run("validate", "--root", folder, "--format", "json")
    try:
        report = json.loads(told)
    except json.JSONDecodeError:
        count(False, f"validate: {told[:300]}{wrong[:500]}")
        return set()
    return {(one["rule"], one["level"]) for one in report["findings"]}


def pin(record, part, path):
    content = load(record)
    data = path.read_bytes()
    content[part]["sha256"] = hashlib.sha256(data).hexdigest()
    if part == "original":
        content[part]["bytes"] = len(data)
    record.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def complete(record):
    """Fills in what `source add` leaves to a person."""
    content = load(record)
    known = {"form": "letter", "title": {"nl": "Brief"}, "language": "nl", "authors": [{"actor": "made-council"}]}
    content |= known | {"date": "2026-03-03", "availability": "public"}
    record.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def with_other_letter(content, form):
    """A document in which one letter is another one."""
    if form in ("html", "xml"):
        return content.replace(b"dorpsraad", b"dorpsraat")
    inside = {"docx": "word/document.xml", "odt": "content.xml"}[form]
    parts = []
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for info in packed.infolist():
            own = packed.read(info)
            parts.append((info.filename, own.replace(b"dorpsraad", b"dorpsraat") if info.filename == inside else own))
    return hostile.zipped(parts)


def check_changed(_):
    warning, changed = ("text-not-of-original", "warning"), lambda part: (f"{part}-changed", "error")
    for form in METHODS:
        path, other = OUT / f"own/letter.{form}", OUT / f"own/generated-1.{form}"
        folder = dataset(f"changed-{form}")
        record = add(folder, path, "made-letter", "--keep-original")
        if not record:
            continue
        complete(record)
        kept, text = record.parent / load(record)["original"]["path"], record.parent / load(record)["text"]["path"]
        source, original, pinned = record.read_bytes(), kept.read_bytes(), text.read_bytes()
        found = rules(folder)
        count(not {warning, changed("text"), changed("original")} & found, f"{form}: as it was added: {found}")
        cases = {
            "a letter of the text": (text, "text", pinned.replace(b"dorpsraad", b"dorpsraat")),
            "a letter of the original": (kept, "original", with_other_letter(original, form)),
            "another original": (kept, "original", other.read_bytes()),
        }
        for what, (place, part, content) in cases.items():
            count(content not in (original, pinned), f"{form}: {what}: the case is one")
            place.write_bytes(content)
            found = rules(folder)
            count(changed(part) in found, f"{form}: {what}, with its old hash: {found}")
            pin(record, part, place)
            found = rules(folder)
            count(warning in found and changed(part) not in found, f"{form}: {what}, with its new hash: {found}")
            record.write_bytes(source)
            kept.write_bytes(original)
            text.write_bytes(pinned)
        count(not {warning, changed("text"), changed("original")} & rules(folder), f"{form}: as it was, in the end")


def letters(text):
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if not letter.isspace() and letter not in "-\u00ad\u2010\u2011")


def make_printed():
    printed.reportlab(OUT / "reportlab.pdf")
    printed.weasyprint(OUT / "weasyprint.pdf")
    printed.document_for_office(OUT / "libreoffice.odt")
    office("pdf", [OUT / "libreoffice.odt"], OUT)


def check_pdf(_):
    make_printed()
    version = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True).stderr.split()[2]
    folder = dataset("printed")
    for name in ("reportlab", "weasyprint", "libreoffice"):
        path = OUT / f"{name}.pdf"
        pages = printed.pages(path)
        count(len(pages) >= 3, f"{name}: {len(pages)} pages")
        told = read(path)
        count(told["method"] == f"pdftotext {version} -raw", f"{name}: its method: {told.get('method')}")
        around = [line for number in range(1, len(pages) + 1) for line in (printed.HEAD, printed.FOOT.format(number))]
        given = letters("".join(printed.paragraphs() + around))
        left = "".join(one["words"] for one in told["left_out"])
        kept = letters(told["text"] + left)
        count(kept == given, f"{name}: letters that are lost, and that are more: {dict(given - kept)} {dict(kept - given)}")
        count(letters(left) == letters("".join(around)), f"{name}: the heads and feet, and no more, are taken off and told: {left[:500]}")
        count(printed.HEAD not in told["text"] and "Bladzijde" not in told["text"], f"{name}: a head or a foot is in the text")
        count(told["text"].split() == [word for page in pages for line in page if line not in around for word in line.split()], f"{name}: the words")
        check_hyphens(name, [line for page in pages for line in page if line not in around], told["hyphens"])
        record = add(folder, path, f"made-{name}")
        count(record and load(record)["text"].get("reviewed") is False, f"{name}: nobody has reviewed it")


def check_hyphens(name, lines, told):
    """Each hyphen at the end of a line is told with the words around it, in the order of the lines."""
    pairs = [(one.split()[-1], other.split()[0]) for one, other in zip(lines, lines[1:]) if one[-1] in "-\u00ad\u2010"]
    count(len(pairs) > 20 and len(told) == len(pairs), f"{name}: {len(pairs)} hyphens at ends of lines, told are {len(told)}: {told[:3]}")
    for (before, after), one in zip(pairs, told):
        count(before.rstrip("-\u00ad\u2010") in one and after in one, f"{name}: the hyphen of {before!r} {after!r}: {one!r}")


def check_hostile(_):
    folder = OUT / "hostile"
    folder.mkdir(parents=True)
    if not (OUT / "reportlab.pdf").exists():
        printed.reportlab(OUT / "reportlab.pdf")
    pdf = (OUT / "reportlab.pdf").read_bytes()
    worst = {}
    small = lambda made: ((*one, False) for one in made)
    for name, content, refused in (*small(hostile.bombs()), *small(hostile.nested()), *small(hostile.entities()), *hostile.others(pdf)):
        path = folder / name
        path.write_bytes(content)
        worst[name] = harmless(name, measured(path), refused or name.startswith("bomb"))
        path.unlink()
    worst["/dev/zero"] = harmless("/dev/zero", measured("/dev/zero"), True)
    with subprocess.Popen(["yes", "woord"], stdout=subprocess.PIPE) as endless:
        worst["without an end"] = harmless("input without an end", measured("-", endless.stdout), True)
        endless.stdout.close()
        endless.kill()
    harmless("no file", measured(folder / "none.docx"), True)
    harmless("a folder", measured(folder), True)
    count(not list(folder.iterdir()) and not Path("/tmp/besluit-climbed.txt").exists(), "nothing is written")
    for what, place in (("MiB", 0), ("s", 1)):
        most = sorted(worst.items(), key=lambda one: -one[1][place])[:5]
        print(f"most {what}: " + ", ".join(f"{name} {numbers[place]:.1f}" for name, numbers in most))
    check_control(pdf)


def check_control(pdf):
    """What is like the hostile files, but does no harm, is read; and what a file is, its bytes say."""
    for name, content in hostile.controls():
        path = OUT / name
        path.write_bytes(content)
        code, text, wrong = run("source", "text", path)
        count((code, text) == (0, "Kort.\n"), f"{name}: is not read: {code} {text!r} {wrong}")
    for name, content in hostile.tracked():
        path = OUT / name
        path.write_bytes(content)
        code, text, wrong = run("source", "text", path)
        count(code == 2 and not text and "tracked change" in wrong, f"{name}: is read: {code} {text!r} {wrong}")
    for name, content, method in (("letter.docx", pdf, "pdftotext"), ("letter.pdf", hostile.letters()["docx"], "docx/0")):
        path = OUT / name
        path.write_bytes(content)
        told = read(path)
        count(told["method"].startswith(method), f"{name}: its method: {told.get('method')}")


def check_copy(_):
    folder = dataset("copies")
    record = add(folder, OUT / "own/letter.docx", "made-letter")
    if not record:
        return
    complete(record)
    content = load(record)
    content["evidence"] = [{"source": "made-letter", "quote": quote} for quote in QUOTES]
    record.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for writer, form in [("own", form) for form in METHODS] + [(writer, form) for writer in ("pandoc", "office") for form in FORMS]:
        path = OUT / f"{writer}/letter.{form}"
        code, told, wrong = run("source", "check", path, "made-letter", "--root", folder)
        count(code == 0, f"{path}: not all quotes are found: {told[:500]}{wrong[:500]}")
    for form in METHODS:
        path = OUT / f"changed.{form}"
        path.write_bytes(with_other_letter((OUT / f"own/letter.{form}").read_bytes(), form))
        code, told, wrong = run("source", "check", path, "made-letter", "--root", folder)
        count(code == 0, f"{form}: no quote has the word that was changed: {told}{wrong}")
    for form, writer in (("docx", Docx), ("odt", Odt), ("html", Page), ("xml", Official)):
        path, made = OUT / f"changed.{form}", writer(reworded(LETTER))
        path.write_text(made.write(), encoding="utf-8") if form in ("html", "xml") else made.save(path)
        named(path, folder)


def reworded(document):
    """The letter, in which the minister of a quote has another seat."""
    return json.loads(json.dumps(document, ensure_ascii=False).replace("wethouder van Financiën", "wethouder van Verkeer"))


def named(path, folder):
    code, told, wrong = run("source", "check", path, "made-letter", "--root", folder)
    said = told + wrong
    count(code == 1, f"{path}: a word was changed: exit code {code}: {said[:500]}")
    count("De wethouder van Financiën" in said, f"{path}: the quote whose word was changed is named: {said[:500]}")
    count(not any(quote in said for quote in QUOTES if "wethouder" not in quote), f"{path}: another quote is named: {said[:500]}")


def check_archive(_):
    page = (OUT / "own/letter.html").read_bytes()
    told = read(OUT / "own/letter.html")
    for packed in (False, True):
        path = OUT / f"letter.warc{'.gz' if packed else ''}"
        path.write_bytes(archive(page, packed))
        warcio = subprocess.run([sys.executable, "-m", "warcio.cli", "extract", "--payload", path, "0"], capture_output=True)
        count(warcio.stdout == page, f"{path}: warcio gives the page: {warcio.stderr[-300:]}")
        code, text, wrong = run("source", "text", "-", given=warcio.stdout)
        count(code == 0 and text == told["text"], f"{path}: the text of the page: {code} {wrong[:300]}")


SECTIONS = {
    "made": check_made,
    "pandoc": check_pandoc,
    "same": check_same,
    "changed": check_changed,
    "pdf": check_pdf,
    "hostile": check_hostile,
    "copy": check_copy,
    "archive": check_archive,
}


def main():
    chosen = sys.argv[1:] or list(SECTIONS)
    # A file with two parts of one name is made on purpose.
    warnings.filterwarnings("ignore", "Duplicate name")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    documents = make() if set(chosen) - {"pdf", "hostile"} else []
    for name in chosen:
        SECTIONS[name](documents)
    end()


main()
