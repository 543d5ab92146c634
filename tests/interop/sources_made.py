"""The documents of the check of sources, and those who write them.

A document is a list of blocks, each a tuple: `("h", runs)`, `("p", runs)`, `("ol", items)`, `("ul", items)` with an item
`(runs, list or None)`, and `("table", rows)`. A run is a string, or `("b", …)`, `("i", …)`, `("a", …, address)`, `("br",)` or
`("n", [paragraphs])` for a note. All of it is invented.
"""

import html
import random
import re

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from odf import dc, style, table, text
from odf.opendocument import OpenDocumentText

HEAD = "Gemeente Waterdam, het college van burgemeester en wethouders"
FOOT = "Postbus 1, Waterdam"
TITLE = "Brief over het veer"
SHY, HYPHEN, SPACE = "\u00ad", "\u2011", "\u00a0"

LETTER = [
    ("h", ["Brief over het veer naar Oostplaat"]),
    ("p", ["Aan de leden van de gemeente", "raad van Waterdam", ("br",), "Waterdam, 3 maart 2031"]),
    ("p", [
        "Het college heeft op 1 maart 2031 be", ("b", "slot"), "en het veer naar Oostplaat nog vier jaar te laten varen.",
        ("n", ["Zie het verslag van de vergadering van 1 maart 2031."]),
        f" De b\u0133drage van de gemeente is ten hoogste \u20ac{SPACE}250.000 per jaar.",
    ]),
    ("h", ["Waarom het veer blijft"]),
    ("p", [
        f"Wĳ vinden dat de over{SHY}steek voor scho{SHY}lieren en voor het zieken{SHY}huis nodig is.",
        ("n", ["Onderzoek van bureau Peilschaal, bladzijde 12.", "Het onderzoek is van 2030."]),
        f" Een CO{HYPHEN}neutraal veer is volgens artikel{SPACE}4 van de ", ("i", "Verordening vervoer"), " verplicht.",
    ]),
    ("p", ["Het college heeft drie andere mogelijkheden bezien:"]),
    ("ol", [
        (["een brug, die te duur is;", ("n", ["De raming is \u20ac 41 miljoen."])], None),
        (["een bus over de dijk, die te lang onderweg is:"], ("ul", [
            (["veertig minuten in de ochtend;"], None), (["een uur bij hoog water;"], None),
        ])),
        (["geen ", ("b", "vervoer"), " meer, wat de raad heeft afgewezen."], None),
    ]),
    ("p", ["De kosten zĳn als volgt verdeeld, in duizenden euro\u2019s:"]),
    ("table", [["Jaar", "Gemeente", "Provincie"], ["2031", "250", "125"], ["2032", "240", "120,5"], ["Samen", "490", "245,5"]]),
    ("p", [
        "De wethouder van Financiën heeft zich tegen dit besluit verklaard",
        ("n", ["Verklaring in het verslag, punt 7."]), "; haar bezwaar is: ", "\u201eDe reserve raakt op.\u201d",
    ]),
    ("p", ["Voor het besluit gold ook:"]),
    ("ul", [(["de wens van de dorpsraad;"], None), (["de eis van de ", ("a", "waterbeheerder", "https://example.org/water"), "."], None)]),
    ("p", [
        "Het college vraagt de raad dit besluit te ", ("i", "bekrach"), "tigen vóór 1 juni 2031.",
        ("n", ["Artikel 12, tweede lid, van de Gemeentewet van Waterdam."]), ("br",), "Hoogachtend,", ("br",), "het college van Waterdam",
    ]),
]

QUOTES = [
    "Brief over het veer naar Oostplaat",
    "Het college heeft op 1 maart 2031 besloten het veer naar Oostplaat nog vier jaar te laten varen.",
    "De b\u0133drage van de gemeente is ten hoogste \u20ac 250.000 per jaar.",
    f"over{SHY}steek voor scho{SHY}lieren en voor het zieken{SHY}huis nodig is.",
    f"Een CO{HYPHEN}neutraal veer is volgens artikel 4 van de Verordening vervoer verplicht.",
    "een brug, die te duur is;",
    "veertig minuten in de ochtend;",
    "geen vervoer meer, wat de raad heeft afgewezen.",
    "120,5",
    "De wethouder van Financiën heeft zich tegen dit besluit verklaard",
    "de eis van de waterbeheerder.",
    "Het college vraagt de raad dit besluit te bekrachtigen vóór 1 juni 2031.",
]

WORDS = (
    "de het een van en op voor met besluit raad college gemeente kĳken vrĳ \u0133s bĳlage wethouder Financiën coördinatie idee\u00ebn "
    "dijk water veer brug artikel 2031 12,5 40% (voorlopig) één vóór \u2019s-avonds euro\u2019s \u201egoed\u201d kosten/baten over\u00adleg "
    "ver\u00adga\u00adde\u00adring e\u2011mail CO\u2011arm art.\u00a03 \u20ac\u00a0500 aanbesteding \u2013 termijn; bezwaar: beroep? \u2026 zie "
    "\u00a7\u00a02 niet"
).split(" ")


def phrase(source, count, end=True):
    chosen = [source.choice(WORDS) for _ in range(count)]
    return "Zo " + " ".join(chosen) + (" einde." if end else "")


def runs_of(source, notes=True):
    """Runs of which some split a word, in the order of a paragraph."""
    runs = [phrase(source, source.randint(2, 9), end=False) + " "]
    for _ in range(source.randint(0, 4)):
        kind = source.choice(["b", "i", "split", "split", "a", "br", "n", "text"])
        if kind in "bi":
            runs += [(kind, f"{source.choice(['nadruk', 'twee woorden', 'bĳ ons'])}"), " "]
        elif kind == "split":
            runs += ["on", (source.choice("bi"), "der"), "tekenen "]
        elif kind == "a":
            runs += [("a", "de pagina", "https://example.org/pagina?a=1&b=2"), " "]
        elif kind == "br":
            runs = [*runs[:-1], runs[-1].rstrip(" "), ("br",)] if isinstance(runs[-1], str) else runs
        elif kind == "n" and notes:
            runs[-1:] = [runs[-1].rstrip(" ") + "woord"] if isinstance(runs[-1], str) else [runs[-1], "woord"]
            runs += [("n", [phrase(source, source.randint(1, 8)) for _ in range(source.choice([1, 1, 1, 2]))]), ". "]
        runs.append(phrase(source, source.randint(1, 6), end=False) + " ")
    return [*runs, "slot."]


def items_of(source, depth):
    def item():
        nested = source.random() < 0.35 and depth < 2
        return runs_of(source), (source.choice(["ol", "ul"]), items_of(source, depth + 1)) if nested else None

    return [item() for _ in range(source.randint(1, 4))]


def generated(seed):
    """A document of random structure, the same for the same seed."""
    source = random.Random(seed)
    blocks = [("h", ["Kop van het stuk"])]
    for _ in range(source.randint(6, 14)):
        kind = source.choice(["h", "p", "p", "p", "list", "table"])
        if kind == "h":
            blocks.append(("h", ["Over ", ("i", "kop"), "pen ", phrase(source, source.randint(1, 4), end=False)]))
        elif kind == "list":
            blocks.append((source.choice(["ol", "ul"]), items_of(source, 1)))
        elif kind == "table":
            columns = source.randint(2, 4)
            cell = lambda: phrase(source, source.randint(0, 3), end=False) if source.random() < 0.85 else ""
            row = lambda: ["Rij", *[cell() for _ in range(columns - 1)]]
            blocks.append(("table", [["Kolom"] * columns, *[row() for _ in range(source.randint(1, 4))]]))
        blocks.append(("p", runs_of(source)))
    return blocks


def plain(document):
    """The words of a document in their order, without any mark: those of its text, and those of its notes."""
    lines, notes = [], []

    def walk(runs):
        line = ""
        for run in runs:
            if isinstance(run, str):
                line += run
            elif run[0] == "n":
                notes.append(" ".join(run[1]))
            else:
                line += "\n" if run[0] == "br" else run[1]
        lines.append(line)

    def walk_list(items):
        for runs, nested in items:
            walk(runs)
            if nested:
                walk_list(nested[1])

    for kind, content in document:
        if kind in ("ol", "ul"):
            walk_list(content)
        elif kind == "table":
            lines.extend("\t".join(row) for row in content)
        else:
            walk(content)
    return "\n".join(lines), "\n".join(notes)


def markdown(document):
    """The source that pandoc reads."""
    notes = []

    def inline(runs):
        made = ""
        for run in runs:
            if isinstance(run, str):
                made += run
            elif run[0] == "n":
                notes.append("\n\n    ".join(run[1]))
                made += f"[^{len(notes)}]"
            else:
                made += {"b": "**{}**", "i": "*{}*", "a": "[{}]({})", "br": "\\\n"}[run[0]].format(*run[1:])
        return made

    def items(kind, content, indent):
        for number, (runs, nested) in enumerate(content, 1):
            mark = f"{number}." if kind == "ol" else "-"
            yield " " * indent + mark.ljust(4) + inline(runs).replace("\n", "\n" + " " * (indent + 4))
            if nested:
                yield from items(*nested, indent + 4)

    blocks = []
    for kind, content in document:
        if kind == "h":
            blocks.append("# " + inline(content))
        elif kind == "p":
            blocks.append(inline(content))
        elif kind == "table":
            rows = ["| " + " | ".join(row) + " |" for row in content]
            blocks.append("\n".join([rows[0], "|" + " --- |" * len(content[0]), *rows[1:]]))
        else:
            blocks.append("\n".join(items(kind, content, 0)))
    return "\n\n".join(blocks + [f"[^{number}]: {words}" for number, words in enumerate(notes, 1)]) + "\n"


LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{{{level}[0]}}"/><w:lvlText w:val="{{{level}[1]}}"/>'
    f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    for level in (0, 1)
)
FORMATS = {
    "ol": [("decimal", "%1."), ("lowerLetter", "%2.")],
    "ul": [("bullet", "\u2013"), ("bullet", "\u2022")],
}


class Docx:
    """Writes with python-docx, and adds the part with the notes, which it does not make."""

    def __init__(self, document, head=None, foot=None):
        self.made = docx.Document()
        self.notes = []
        self.lists = 0
        self.made.core_properties.title, self.made.core_properties.author = TITLE, "Het college"
        if head:
            self.made.sections[0].header.paragraphs[0].text = head
            self.made.sections[0].footer.paragraphs[0].text = foot
        for kind, content in document:
            if kind in ("ol", "ul"):
                self.items(kind, content, 0)
            elif kind == "table":
                self.rows(content)
            else:
                self.runs(self.made.add_paragraph(style="Heading 1" if kind == "h" else None), content)
        self.note_part()

    def runs(self, paragraph, runs):
        for run in runs:
            if isinstance(run, str):
                self.words(paragraph.add_run(), run)
            elif run[0] == "n":
                self.notes.append(run[1])
                reference = OxmlElement("w:footnoteReference")
                reference.set(qn("w:id"), str(len(self.notes)))
                made = paragraph.add_run()
                made.font.superscript = True
                made._r.append(reference)
            elif run[0] == "a":
                link = OxmlElement("w:hyperlink")
                address = self.made.part.relate_to(run[2], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                link.set(qn("r:id"), address)
                link.append(paragraph.add_run(run[1])._r)
                paragraph._p.append(link)
            elif run[0] == "br":
                paragraph.add_run().add_break()
            else:
                made = paragraph.add_run(run[1])
                made.bold, made.italic = run[0] == "b", run[0] == "i"

    @staticmethod
    def words(run, words):
        """Soft and non-breaking hyphens are elements in Word's own files."""
        for piece in re.split(f"([{SHY}{HYPHEN}])", words):
            if piece in (SHY, HYPHEN):
                run._r.append(OxmlElement("w:softHyphen" if piece == SHY else "w:noBreakHyphen"))
            elif piece:
                made = OxmlElement("w:t")
                made.text = piece
                made.set(qn("xml:space"), "preserve")
                run._r.append(made)

    def numbering(self, kind):
        """A list of its own, so that it counts from one."""
        self.lists += 1
        numbering = self.made.part.numbering_part.element
        number = 100 + self.lists
        levels = LEVELS.format(*FORMATS[kind])
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        numbering.insert(0, parse_xml(abstract))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
        return number

    def items(self, kind, items, level):
        number = self.numbering(kind)
        for runs, nested in items:
            paragraph = self.made.add_paragraph()
            place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(place))
            self.runs(paragraph, runs)
            if nested:
                self.items(*nested, level + 1)

    def rows(self, rows):
        made = self.made.add_table(len(rows), len(rows[0]))
        for row, cells in zip(made.rows, rows):
            for cell, words in zip(row.cells, cells):
                self.runs(cell.paragraphs[0], [words])

    def note_part(self):
        if not self.notes:
            return
        paragraph = "<w:p>{}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>"
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        made = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        for number, words in enumerate(self.notes, 1):
            own = "".join(paragraph.format("" if at else mark, html.escape(one)) for at, one in enumerate(words))
            made += f'<w:footnote w:id="{number}">{own}</w:footnote>'
        content = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{made}</w:footnotes>'.encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, content, self.made.part.package)
        self.made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def save(self, path):
        self.made.save(path)


class Odt:
    """Writes with odfpy."""

    def __init__(self, document, head=None, foot=None):
        self.made = OpenDocumentText()
        self.notes = 0
        self.made.meta.addElement(dc.Title(text=TITLE))
        self.made.meta.addElement(dc.Creator(text="Het college"))
        self.styles(head, foot)
        for kind, content in document:
            if kind in ("ol", "ul"):
                self.items(self.made.text, kind, content)
            elif kind == "table":
                self.rows(content)
            else:
                block = text.H(outlinelevel=1) if kind == "h" else text.P()
                self.runs(block, content)
                self.made.text.addElement(block)

    def styles(self, head, foot):
        for name, properties in (("b", {"fontweight": "bold"}), ("i", {"fontstyle": "italic"})):
            made = style.Style(name=name, family="text")
            made.addElement(style.TextProperties(**properties))
            self.made.automaticstyles.addElement(made)
        for name in ("ol", "ul"):
            made = text.ListStyle(name=name)
            for level in (1, 2):
                if name == "ol":
                    own = text.ListLevelStyleNumber(level=level, numformat="1" if level == 1 else "a", numsuffix=".")
                else:
                    own = text.ListLevelStyleBullet(level=level, bulletchar="\u2013" if level == 1 else "\u2022")
                made.addElement(own)
            self.made.automaticstyles.addElement(made)
        if head:
            self.made.automaticstyles.addElement(style.PageLayout(name="page"))
            page = style.MasterPage(name="Standard", pagelayoutname="page")
            for part, words in ((style.Header(), head), (style.Footer(), foot)):
                part.addElement(text.P(text=words))
                page.addElement(part)
            self.made.masterstyles.addElement(page)

    def runs(self, block, runs):
        for run in runs:
            if isinstance(run, str):
                self.words(block, run)
            elif run[0] == "n":
                self.notes += 1
                note = text.Note(noteclass="footnote", id=f"ftn{self.notes}")
                note.addElement(text.NoteCitation(text=str(self.notes)))
                body = text.NoteBody()
                for words in run[1]:
                    body.addElement(text.P(text=words))
                note.addElement(body)
                block.addElement(note)
            elif run[0] == "a":
                block.addElement(text.A(type="simple", href=run[2], text=run[1]))
            elif run[0] == "br":
                block.addElement(text.LineBreak())
            else:
                block.addElement(text.Span(stylename=run[0], text=run[1]))

    @staticmethod
    def words(block, words):
        """A space at the end stands for an element of its own, as it may in any such file."""
        if words.endswith(" "):
            block.addText(words[:-1])
            block.addElement(text.S())
        else:
            block.addText(words)

    def items(self, parent, kind, items):
        made = text.List(stylename=kind)
        for runs, nested in items:
            item = text.ListItem()
            paragraph = text.P()
            self.runs(paragraph, runs)
            item.addElement(paragraph)
            if nested:
                self.items(item, *nested)
            made.addElement(item)
        parent.addElement(made)

    def rows(self, rows):
        made = table.Table(name="Tabel")
        made.addElement(table.TableColumn(numbercolumnsrepeated=len(rows[0])))
        for cells in rows:
            row = table.TableRow()
            for words in cells:
                cell = table.TableCell(valuetype="string")
                cell.addElement(text.P(text=words))
                row.addElement(cell)
            made.addElement(row)
        self.made.text.addElement(made)

    def save(self, path):
        self.made.save(str(path))
