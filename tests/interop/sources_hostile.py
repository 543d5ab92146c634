"""Documents that are made to do harm, or that are not what their names say."""

import io
import random
import struct
import zipfile
import zlib

from sources_made import LETTER, Docx, Odt
from sources_web import Official, Page

MANY = 1_000_000
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
O = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'office:version="1.3"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = '<Relationship Id="r{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"{}/>'
ODT = "application/vnd.oasis.opendocument.text"
# Each entity is ten of the one before: a thousand million letters in the end.
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
LONG = "<!DOCTYPE x [<!ENTITY a '" + "a" * 100_000 + "'>]>"
SECRET = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]>'


def zipped(parts, level=6):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
        for name, content in parts:
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(name, content, compress_type=stored)
    return made.getvalue()


def docx(document, *more, links=""):
    parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", LINKS.format(LINK.format(1, "officeDocument", "word/document.xml", "")))]
    return zipped([*parts, ("word/_rels/document.xml.rels", LINKS.format(links)), ("word/document.xml", document), *more])


def odt(content, *more):
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{ODT}"/></manifest:manifest>'
    )
    return zipped([("mimetype", ODT), ("META-INF/manifest.xml", manifest), ("content.xml", content), *more])


def word(body, before=""):
    return f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'


def open_text(body, before=""):
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    return f'<?xml version="1.0"?>{before}<office:document-content {O}>{inner}</office:document-content>'


def official(body, before=""):
    return (
        f'<?xml version="1.0"?>{before}<officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst><tekst>{body}</tekst></vrije-tekst>'
        "</algemeen></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


def repeated(head, chunk, count, foot):
    """The deflated bytes, the length and the CRC of a part that repeats a chunk: the chunk is packed once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.compress(foot) + packer.flush()
    crc = zlib.crc32(head)
    for _ in range(count):
        crc = zlib.crc32(chunk, crc)
    return first + again * count + last, len(head) + len(chunk) * count + len(foot), zlib.crc32(foot, crc)


def bomb(claimed=None):
    """A DOCX whose document has 1 GiB; it may claim another length."""
    head, foot = word("<w:p><w:r><w:t>\0</w:t></w:r></w:p>").encode().split(b"\0")
    packed, length, crc = repeated(head, b"a" * (1 << 20), 1 << 10, foot)
    made = bytearray(docx("MARK"))
    with zipfile.ZipFile(io.BytesIO(bytes(made))) as inside:
        entries = [(info.filename, inside.read(info)) for info in inside.infolist() if info.filename != "word/document.xml"]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
        for name, content in entries:
            again.writestr(name, content)
    made = made.getvalue()
    end = made.rindex(b"PK\x05\x06")
    size, start = struct.unpack("<II", made[end + 12 : end + 20])
    count = struct.unpack("<H", made[end + 10 : end + 12])[0] + 1
    name = b"word/document.xml"
    told = length if claimed is None else claimed
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), told, len(name), 0)
    local = b"PK\x03\x04" + common + name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, start) + name
    directory = made[start : start + size] + central
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), start + len(local), 0)
    return made[:start] + local + directory + tail


def bombs():
    yield "bomb.docx", bomb()
    yield "bomb-that-lies.docx", bomb(1000)
    # Many parts, of which each may be read.
    head = f'<w:hdr {W}><w:p><w:r><w:t>{"a" * (10 << 20)}</w:t></w:r></w:p></w:hdr>'
    parts = [(f"word/header{number}.xml", head) for number in range(40)]
    links = "".join(LINK.format(number, "header", f"header{number}.xml", "") for number in range(40))
    yield "forty-heads.docx", docx(word("<w:p><w:r><w:t>Kort.</w:t></w:r></w:p>"), *parts, links=links)
    yield "spaces.odt", odt(open_text(f'<text:p>a<text:s text:c="{10**9}"/>b</text:p>'))
    columns = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    cell = f'<table:table-cell table:number-columns-repeated="{10**9}"><text:p>a</text:p></table:table-cell>'
    cell = f'<table:table-row table:number-rows-repeated="{10**9}">{cell}</table:table-row>'
    yield "repeated-rows.odt", odt(open_text(f"<table:table {columns}>{cell}</table:table>"))
    yield "span.html", f'<table><tr><td rowspan="{10**9}" colspan="{10**9}">a</td></tr></table>'.encode()
    yield "start.html", f'<ol start="{10**18}" type="i"><li>a</li><li value="-{10**30}">b</li></ol>'.encode()
    yield "large.html", b"<p>" + b"a " * (9 << 20)
    yield "large.txt", b"woord " * (4 << 20)


def nested():
    yield "nested.docx", docx(word("<w:p>" * MANY + "</w:p>" * MANY))
    yield "nested-controls.docx", docx(word("<w:sdt><w:sdtContent>" * MANY + "</w:sdtContent></w:sdt>" * MANY))
    yield "nested.odt", odt(open_text("<text:p>" + "<text:span>" * MANY + "a" + "</text:span>" * MANY + "</text:p>"))
    yield "nested-lists.odt", odt(open_text("<text:list><text:list-item>" * MANY))
    yield "nested.xml", official("<al>" * MANY + "a" + "</al>" * MANY)
    yield "nested-lists.xml", official("<lijst><li>" * (MANY // 2))
    pieces = {"div": "<div>", "bold": "<b>", "bold-in-p": "<b><p>", "link-in-p": "<a><p>", "table": "<table>", "cell": "<table><td>"}
    for name, piece in {**pieces, "font": "<font color=x>"}.items():
        yield f"nested-{name}.html", piece.encode() * (MANY if name in ("div", "bold") else MANY // 10)
    yield "nested-lists.html", b"<ul><li>" * (MANY // 2)
    yield "nested-select.html", b"<select><template>" * (MANY // 10)
    yield "attributes.html", b"<p " + b" ".join(b"a%d" % number for number in range(MANY // 2)) + b">a"
    yield "attributes.xml", official("<al " + " ".join(f'a{number}="1"' for number in range(MANY // 2)) + ">a</al>")
    yield "attributes.docx", docx(word("<w:p " + " ".join(f'a{number}="1"' for number in range(MANY)) + "/>"))
    yield "paragraphs.docx", docx(word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * (MANY // 3)))
    yield "empty-paragraphs.docx", docx(word("<w:p/>" * MANY))
    notes = f"<w:footnotes {W}>" + f'<w:footnote w:id="1"><w:p><w:r><w:t>{"lang " * 10_000}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    reference = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    link = LINK.format(1, "footnotes", "footnotes.xml", "")
    yield "one-note-often.docx", docx(word(reference * 100_000), ("word/footnotes.xml", notes), links=link)
    loop = f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>'
    yield "note-in-itself.docx", docx(word(reference), ("word/footnotes.xml", loop), links=link)
    based = "".join(f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{1 - n}"/></w:style>' for n in (0, 1))
    link = LINK.format(1, "styles", "styles.xml", "")
    paragraph = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    yield "styles-in-a-ring.docx", docx(word(paragraph), ("word/styles.xml", f"<w:styles {W}>{based}</w:styles>"), links=link)
    begun, ended = "<text:note><text:note-body><text:p>b" * 1000, "</text:p></text:note-body></text:note>" * 1000
    yield "note-in-itself.odt", odt(open_text(f"<text:p>a{begun}{ended}</text:p>"))


def entities():
    for name, before in (("laughs", LAUGHS), ("long", LONG), ("secret", SECRET)):
        used = {"laughs": "&a9;", "long": "&a;" * 20_000, "secret": "&a;"}[name]
        yield f"{name}.docx", docx(word(f"<w:p><w:r><w:t>{used}</w:t></w:r></w:p>", before))
        yield f"{name}.odt", odt(open_text(f"<text:p>{used}</text:p>", before))
        yield f"{name}.xml", official(f"<al>{used}</al>", before)
        yield f"{name}.html", f"{before}<p>{used}</p>".encode()
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    yield "secret-included.xml", official(f"<al>a{include}</al>")
    note = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    outside = ' TargetMode="External"'
    for name, target, mode in (("outside", "file:///etc/passwd", outside), ("above", "../../../../../etc/passwd", ""), ("root", "/etc/passwd", "")):
        yield f"secret-{name}.docx", docx(word(note), links=LINK.format(1, "footnotes", target, mode))
    frame = '<iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object><link rel=import href="/etc/passwd">'
    yield "secret-frame.html", f"<p>a</p>{frame}".encode()
    short = word("<w:p><w:r><w:t>Kort.</w:t></w:r></w:p>")
    climbing = [("../../../../../../tmp/besluit-climbed.txt", "a"), ("..\\..\\climbed.txt", "a"), ("/tmp/besluit-climbed.txt", "a")]
    yield "climbing.docx", docx(short, *climbing)
    yield "climbing.odt", odt(open_text("<text:p>Kort.</text:p>"), *climbing)
    yield "two-documents.docx", docx(short, ("word/document.xml", short.replace("Kort", "Anders")))


def controls():
    """The smallest documents of each form, each with the one word `Kort.`."""
    yield "small.docx", docx(word("<w:p><w:r><w:t>Kort.</w:t></w:r></w:p>"))
    yield "small.odt", odt(open_text("<text:p>Kort.</text:p>"))
    yield "small.xml", official("<al>Kort.</al>")
    yield "small.html", b"<p>Kort."


def tracked():
    """Documents with changes of which nobody has said whether they hold."""
    by = 'w:id="1" w:author="a" w:date="2031-03-03T00:00:00Z"'
    run = f"<w:r><w:t>Kort</w:t></w:r><w:ins {by}><w:r><w:t>er</w:t></w:r></w:ins><w:del {by}><w:r><w:delText>om</w:delText></w:r></w:del>"
    yield "tracked.docx", docx(word(f"<w:p>{run}</w:p>"))
    who = '<dc:creator>a</dc:creator><dc:date>2031-03-03T00:00:00</dc:date>'
    who = f'<office:change-info xmlns:dc="http://purl.org/dc/elements/1.1/">{who}</office:change-info>'
    region = '<text:changed-region text:id="{0}"><text:{0}>{1}{2}</text:{0}></text:changed-region>'
    regions = region.format("insertion", who, "") + region.format("deletion", who, "<text:p>om</text:p>")
    regions = f"<text:tracked-changes>{regions}</text:tracked-changes>"
    begun, ended = (f'<text:change-{place} text:change-id="insertion"/>' for place in ("start", "end"))
    body = f'Kort{begun}er{ended}<text:change text:change-id="deletion"/>'
    yield "tracked.odt", odt(open_text(f"{regions}<text:p>{body}</text:p>"))


def saved(writer):
    made = io.BytesIO()
    writer.made.save(made) if isinstance(writer, Docx) else writer.made.write(made)
    return made.getvalue()


def letters():
    """The letter in each form, as bytes."""
    return {
        "docx": saved(Docx(LETTER)),
        "odt": saved(Odt(LETTER)),
        "html": Page(LETTER).write().encode(),
        "xml": Official(LETTER).write().encode(),
    }


def without(content, name):
    """A packed document without one of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return zipped([(info.filename, packed.read(info)) for info in packed.infolist() if info.filename != name])


def others(pdf):
    """Documents that are refused, and whatever else only must do no harm: the name, the bytes, and whether it must be refused."""
    whole = letters()
    book = [("[Content_Types].xml", TYPES.replace("word/document", "xl/workbook").replace("wordprocessingml.document", "spreadsheetml.sheet"))]
    book += [("_rels/.rels", LINKS.format(LINK.format(1, "officeDocument", "xl/workbook.xml", ""))), ("xl/workbook.xml", "<workbook/>")]
    yield "empty.docx", b"", True
    yield "spaces.txt", b" \n\n ", True
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, True
    yield "rich.rtf", rb"{\rtf1\ansi Kort.\par}", True
    yield "book.xlsx", zipped(book), True
    yield "sheet.ods", odt("<a/>").replace(b"opendocument.text", b"opendocument.calc"), True
    yield "archive.zip", zipped([("a.txt", "a")]), True
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, True
    yield "noise.docx", random.Random(1).randbytes(5000), True
    yield "zip-noise.docx", b"PK\x03\x04" + random.Random(2).randbytes(5000), True
    yield "other.xml", b'<?xml version="1.0"?><a><b>Kort.</b></a>', False
    yield "without-notes.docx", without(whole["docx"], "word/footnotes.xml"), False
    yield "without-document.docx", without(whole["docx"], "word/document.xml"), True
    yield "without-types.docx", without(whole["docx"], "[Content_Types].xml"), False
    yield "without-content.odt", without(whole["odt"], "content.xml"), True
    yield "noise.pdf", b"%PDF-1.7\n" + random.Random(3).randbytes(5000), True
    yield "empty-pages.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 999999999>>endobj\ntrailer<</Root 1 0 R>>", False
    for kind, content in (*whole.items(), ("pdf", pdf)):
        for part in (1, 5, 9):
            yield f"cut-{part}.{kind}", content[: len(content) * part // 10], kind in ("docx", "odt", "xml") and part > 1
    source = random.Random(4)
    for kind, content in whole.items():
        for number in range(20):
            harmed = bytearray(content)
            for _ in range(source.choice([1, 3, 30])):
                harmed[source.randrange(len(harmed))] = source.randrange(256)
            yield f"harmed-{number}.{kind}", bytes(harmed), False
