"""The documents of the check of sources that are written by hand: pages, the XML of official publications, and archives of pages."""

import html
import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources_made import HEAD, TITLE

# What a page has besides its words, and what must not be in its text.
HIDDEN = ["nietgetoond", "ookniet", "verborgen", "sjabloonwoord", "commentaarwoord", "scriptwoord", "stijlwoord"]
PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>{title}</title><meta name="author" content="Het college">
<style>.stijlwoord::after {{ content: "stijlwoord" }}</style>
<script>const scriptwoord = "<p>scriptwoord</p>";</script></head>
<body><!-- commentaarwoord --><main>
{body}
<p hidden>nietgetoond</p><div style="display: none"><p>ookniet</p></div><p aria-hidden="true" style="display:none">verborgen</p>
<template><p>sjabloonwoord</p></template><script type="text/plain">scriptwoord</script>
{notes}</main></body></html>
"""


class Page:
    """Writes a page of the web; an entity stands where one may stand."""

    def __init__(self, document):
        self.notes = []
        blocks = [self.block(kind, content) for kind, content in document]
        self.body = "\n".join(blocks)

    def block(self, kind, content):
        if kind in ("ol", "ul"):
            return self.items(kind, content)
        if kind == "table":
            rows = ["".join(f"<td>{self.words(cell)}</td>" for cell in row) for row in content]
            return "<table><tbody>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
        name = "h2" if kind == "h" else "p"
        return f"<{name}>{self.runs(content)}</{name}>"

    @staticmethod
    def words(words):
        named = {"\u00ad": "&shy;", "\u00a0": "&nbsp;", "\u20ac": "&euro;", "ë": "&euml;", "\u0133": "&#x133;", "é": "&#233;"}
        # A line end between words is a space.
        escaped = html.escape(words, quote=False).translate(str.maketrans(named))
        return escaped.replace(" van ", " van\n  ")

    def runs(self, runs):
        made = ""
        for run in runs:
            if isinstance(run, str):
                made += self.words(run)
            elif run[0] == "n":
                self.notes.append("".join(f"<p>{self.words(one)}</p>" for one in run[1]))
                number = len(self.notes)
                made += f'<a href="#fn{number}" class="footnote-ref" id="fnref{number}" role="doc-noteref"><sup>{number}</sup></a>'
            elif run[0] == "a":
                made += f'<a href="{html.escape(run[2])}">{self.words(run[1])}</a>'
            elif run[0] == "br":
                made += "<br>\n"
            else:
                name = {"b": "strong", "i": "em"}[run[0]]
                made += f"<{name}>{self.words(run[1])}</{name}>"
        return made

    def items(self, kind, items):
        made = ""
        for runs, nested in items:
            made += f"<li>{self.runs(runs)}{self.items(*nested) if nested else ''}</li>\n"
        return f"<{kind}>\n{made}</{kind}>"

    def write(self):
        back = '<a href="#fnref{0}" role="doc-backlink">\u21a9\ufe0e</a>'
        notes = "".join(
            f'<li id="fn{number}" role="doc-endnote">{words.removesuffix("</p>")}{back.format(number)}</p></li>\n'
            for number, words in enumerate(self.notes, 1)
        )
        section = f'<section class="footnotes" role="doc-endnotes"><hr><ol>\n{notes}</ol></section>\n' if notes else ""
        return PAGE.format(title=TITLE, body=self.body, notes=section)


class Official:
    """Writes the XML of an official publication, in which a paragraph has no lines: each is a paragraph of its own."""

    def __init__(self, document):
        self.notes = 0
        self.body = "\n".join(self.block(kind, content) for kind, content in document)

    def block(self, kind, content):
        if kind in ("ol", "ul"):
            return self.items(kind, content)
        if kind == "table":
            return self.rows(content)
        if kind == "h":
            return f"<kop><titel>{self.runs(content)}</titel></kop>"
        return f"<al>{self.runs(content)}</al>"

    def runs(self, runs):
        made = ""
        for run in runs:
            if isinstance(run, str):
                made += html.escape(run, quote=False)
            elif run[0] == "n":
                self.notes += 1
                words = "".join(f"<noot.al>{html.escape(one, quote=False)}</noot.al>" for one in run[1])
                made += f'<noot id="n{self.notes}" type="voet"><noot.nr>{self.notes}</noot.nr>{words}</noot>'
            elif run[0] == "a":
                made += f'<extref doc="{html.escape(run[2])}">{html.escape(run[1], quote=False)}</extref>'
            elif run[0] == "br":
                made += "</al>\n<al>"
            else:
                made += f'<nadruk type="{"vet" if run[0] == "b" else "cur"}">{html.escape(run[1], quote=False)}</nadruk>'
        return made

    def items(self, kind, items):
        made = ""
        for number, (runs, nested) in enumerate(items, 1):
            mark = f"{number}." if kind == "ol" else "\u2013"
            made += f"<li><li.nr>{mark}</li.nr><al>{self.runs(runs)}</al>{self.items(*nested) if nested else ''}</li>\n"
        return f'<lijst type="expliciet">\n{made}</lijst>'

    @staticmethod
    def rows(rows):
        columns = "".join(f'<colspec colname="c{at}"/>' for at in range(len(rows[0])))
        made = "".join("<row>" + "".join(f"<entry><al>{html.escape(cell)}</al></entry>" for cell in row) + "</row>\n" for row in rows)
        return f'<table frame="all"><tgroup cols="{len(rows[0])}">{columns}<tbody>\n{made}</tbody></tgroup></table>'

    def write(self):
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><metadata><meta name="DC.title" content="{TITLE}"/><meta name="DC.creator" content="Het college"/>
<meta name="DCTERMS.issued" content="2031-03-03"/></metadata>
<kamerstuk><!-- {HEAD} --><stuk>
<algemeen><vrije-tekst><tekst>
{self.body}
</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>
"""


def archive(page, packed):
    """A WARC file with a response whose payload is a page, as warcio writes it; packed as a server may send it."""
    headers = [("Content-Type", "text/html; charset=utf-8")]
    if packed:
        import gzip

        page = gzip.compress(page, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    status = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    record = writer.create_warc_record("https://example.org/veer", "response", payload=io.BytesIO(page), http_headers=status)
    writer.write_record(record)
    return made.getvalue()
