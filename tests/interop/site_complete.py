"""Is everything of the records on the pages, and does each place lead back? Counted from `ndjson`, not by the program.

- Each quote is a place in its letter, by the digest of its source and its words; the words of the quote begin there; the page of the
  claim links to it from the place of the claim, and the letter links back to that place.
- The words of the letter are those of the text, and of each it is shown how many passages it lies in, that it is out of scope, or that
  nothing rests on it; the counts on the page are those of the words.
- Each statement that bears on an option stands in one cell of the tables, in the row of its holder and on its side.
"""

import hashlib
import re

from common import count
from judge.texts import is_of_word, normal_view, stands
from site_pages import page_of

# White space that parts words: the space that groups digits is none.
BETWEEN = re.compile(r"[^\S\u00a0]+")


def quotes_of(record, texts):
    """Each quote of a record from a text that is here: its place in the record, as the keys that lead there, its source and its words."""

    def walk(value, way):
        if isinstance(value, dict):
            if "quote" in value and value.get("source", record["id"]) in texts:
                yield way, value.get("source", record["id"]), value["quote"]
            for key, one in value.items():
                yield from walk(one, way + [key])
        elif isinstance(value, list):
            for at, one in enumerate(value):
                yield from walk(one, way + [at])

    own = {key: value for key, value in record.items() if key not in ("derived", "$schema")}
    return walk(own, [])


def place_of(record, way):
    """The name of the innermost part that has one, on the way to a quote; nothing if there is none."""
    name, value, key = None, record, None
    for step in way:
        value = value[step]
        key = step if isinstance(step, str) else key
        # Which proposal a decision is about is told at a place, but is none.
        if isinstance(value, dict) and isinstance(value.get("id"), str) and key != "proposal":
            name = value["id"]
    return name


def passage_of(source, quote):
    return "p-" + hashlib.sha256(f"{source}\n{normal_view(quote)}".encode()).hexdigest()[:12]


class Letter:
    """The text of a source as its page shows it: each sign that is no space, with what is said of it, and where passages begin."""

    def __init__(self, page):
        self.text, self.classes, self.begins = "", [], {}
        for paragraph in page.tree.xpath("//p[@class='par']"):
            self.read(paragraph, "")
        # What is noted of each passage, by its name, with where that leads.
        self.notes = {}
        for note in page.tree.xpath("//ol[@class='notes']/li"):
            targets = {target for _, target in page.links(note)}
            for path, name in targets:
                if path == page.path and name.startswith("p-"):
                    self.notes.setdefault(name, []).append((note, targets))

    def read(self, element, said):
        if element.tag == "a":
            # Python knows a place by the number of signs before it.
            self.begins.setdefault(element.get("id"), len(self.text))
        elif element.tag in ("mark", "span"):
            said = element.get("class")
        if element.tag != "sup":
            self.add(element.text, said)
            for child in element:
                self.read(child, said)
                self.add(child.tail, said)

    def add(self, text, said):
        signs = squeezed(text or "")
        self.text += signs
        self.classes += [said] * len(signs)


def squeezed(text):
    """A text without white space: what line ends and hyphens make of it is then no matter."""
    return re.sub(r"\s+", "", text)


def check(site, languages, records, texts):
    """Checks the pages of the records, which are in the order of `ndjson`; `texts` are those that are here, by source."""
    counting = [record for record in records if record["record"]["state"] != "withdrawn"]
    views = {source: normal_view(text) for source, text in texts.items()}
    quotes = [(record, *found) for record in counting for found in quotes_of(record, texts)]
    told = sum(len(record["derived"].get("quotes", [])) for record in counting)
    count(len(quotes) == told, f"{len(quotes)} quotes found, {told} told by the export")
    for language in languages:
        letters = {source: Letter(site.pages[page_of(language, "source", source)]) for source in texts}
        for record, way, source, quote in quotes:
            check_quote(site, language, record, way, source, quote, letters[source])
        for source, view in views.items():
            own = [(way, quote) for _, way, of, quote in quotes if of == source]
            check_words(site.pages[page_of(language, "source", source)], letters[source], view, own)
        for record in counting:
            if record["type"] == "decision":
                check_cells(site, language, record)
    return len(quotes)


def check_quote(site, language, record, way, source, quote, letter):
    page = site.pages[page_of(language, record["type"], record["id"])]
    in_letter = site.pages[page_of(language, "source", source)]
    name = passage_of(source, quote)
    what = f"{page.path}: {'/'.join(map(str, way))}, {name} in {in_letter.path}"
    count(name in in_letter.place, f"{what}: is no place")
    begin = letter.begins.get(name, 0)
    count(letter.text.startswith(squeezed(normal_view(quote)), begin), f"{what}: other words begin there")
    notes = letter.notes.get(name, [])
    if "out_of_scope" in way:
        reasons = [reason for note, _ in notes for reason in note.xpath("./span[@class='scope']") if reason.text_content().strip()]
        count(len(notes) == 1 and reasons, f"{what}: no reason is told")
        return
    back = {place for _, targets in notes for path, place in targets if path == page.path and place != name}
    own = place_of(record, way)
    places = {own} if own else back
    # The links to the passage from the places that the letter leads to.
    from_claim = [place for place in places & back & page.place.keys()
                  if (in_letter.path, name) in {target for _, target in page.links(page.place[place])}]
    count(from_claim, f"{what}: the letter leads to {sorted(back)}, where the claim, {own or 'without a name'}, does not lead back")


def check_words(page, letter, view, quotes):
    """Checks what is shown of each word of a text."""
    evidence, scope = set(), set()
    for way, quote in quotes:
        (scope if "out_of_scope" in way else evidence).update(stands(view, normal_view(quote)))
    of_all = range(len(view))
    passages = [0] * len(view)
    for start, end in evidence:
        for at in range(start, end):
            passages[at] += 1
    declared = {at for start, end in scope for at in range(start, end)}
    signs = [at for at in of_all if not view[at].isspace()]
    count("".join(view[at] for at in signs) == letter.text, f"{page.path}: the letters are not those of the text")
    if len(signs) != len(letter.classes):
        return
    shown = dict(zip(signs, letter.classes))
    expected = {"anchored": 0, "out": 0, "left": 0}
    found = dict(expected)
    start = 0
    for word in BETWEEN.split(view):
        start = view.index(word, start)
        letters = [start + at for at, sign in enumerate(word) if is_of_word(sign)]
        start += len(word)
        if letters:
            expected[kind(letters, lambda at: passages[at] > 0, lambda at: at in declared)] += 1
            found[kind(letters, lambda at: shown[at] in ("c1", "c2", "c3"), lambda at: shown[at] == "scope")] += 1
            is_bare = any(shown[at] == "bare" for at in letters)
            count(is_bare == any(not passages[at] and at not in declared for at in letters), f"{page.path}: {word} is bare: {is_bare}")
    for at in signs:
        classes = {f"c{min(passages[at], 3)}"} if passages[at] else {"scope"} if at in declared else {"", "bare"}
        if shown[at] not in classes:
            count(False, f"{page.path}: {view[max(at - 20, 0):at + 20]} is {shown[at]}, not {classes}")
            break
    numbers = {key: int(re.sub(r"\D", "", page.tree.xpath(f"string(//p[@class='coverage']/b[@class='{key}'])") or "-1")) for key in found}
    words = int(re.sub(r"\D", "", page.tree.xpath("string(//p[@class='coverage']/b[@class='words'])") or "-1"))
    count(found == expected, f"{page.path}: the words are shown as {found}, and are {expected}")
    count(numbers == expected, f"{page.path}: it tells of {numbers}, and there are {expected}")
    count(words == sum(expected.values()), f"{page.path}: {words} words, in truth {sum(expected.values())}")


def kind(letters, is_anchored, is_declared):
    """What a word is: each of its letters decides."""
    if all(map(is_anchored, letters)):
        return "anchored"
    return "out" if all(is_anchored(at) or is_declared(at) for at in letters) else "left"


def check_cells(site, language, decision):
    page = site.pages[page_of(language, "decision", decision["id"])]
    cells = {}
    for cell in page.tree.xpath("//table[contains(@class, 'arguments')]/tbody/tr/td"):
        for statement in cell.xpath(".//*[contains(concat(' ', @class, ' '), ' statement ')][@id]"):
            cells.setdefault(statement.get("id"), []).append(cell)
    bearing = {one["id"]: one for one in decision.get("statements", []) if "bearing" in one}
    count(cells.keys() == bearing.keys(), f"{page.path}: statements in the tables: {sorted(cells.keys() ^ bearing.keys())}")
    for id, statement in bearing.items():
        there = cells.get(id, [])
        count(len(there) == 1, f"{page.path}#{id} stands in {len(there)} cells")
        for cell in there[:1]:
            side = {"for": 0, "against": 1}[statement["bearing"]["direction"]]
            row = cell.getparent()
            count(row.findall("td").index(cell) == side, f"{page.path}#{id} stands on the other side")
            option = cell.xpath("ancestor::section[@id][1]")[0].get("id")
            count(option == statement["bearing"]["option"], f"{page.path}#{id} stands with the option {option}")
            holders = {target[0] for _, target in page.links(row.find("th"))}
            count(page_of(language, "actor", statement["holder"]) in holders, f"{page.path}#{id} stands with {holders}")
