"""The printed documents of the check of sources: three pages or more, a head and a foot on each, and words broken at the ends of lines."""

import random
import subprocess

import pyphen
from odf import style, text
from odf.opendocument import OpenDocumentText

HEAD = "Gemeente Waterdam, brief van 3 maart 2031"
FOOT = "Bladzijde {}"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
# Long words break.
LONG = (
    "gemeenteraadsvergadering veiligheidsvoorschriften financieringsverplichtingen bereikbaarheidsonderzoek waterschapsbestuur "
    "samenwerkingsovereenkomst vergunningverlening uitvoeringsprogramma b\u0133drageregeling CO2-arme niet-bindende advies-aanvraag"
).split(" ")
SHORT = "de het een van en op voor met is wordt over niet door geen zo 2031 12,5 \u20ac 250 artikel".split(" ")


def paragraphs():
    source = random.Random(7)
    made = []
    for number in range(45):
        words = [source.choice(LONG if source.random() < 0.4 else SHORT) for _ in range(source.randint(25, 60))]
        made.append(f"Alinea {number} gaat over {' '.join(words)}, en verder over niets.")
    return made


def reportlab(path):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("DejaVu", FONT))

    def page(canvas, document):
        canvas.setFont("DejaVu", 9)
        canvas.drawString(100, 800, HEAD)
        canvas.drawString(100, 30, FOOT.format(document.page))

    own = ParagraphStyle("own", fontName="DejaVu", fontSize=11, leading=14, spaceAfter=8, hyphenationLang="nl_NL", uriWasteReduce=0)
    made = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=170, rightMargin=170, topMargin=70, bottomMargin=70)
    made.build([Paragraph(one, own) for one in paragraphs()], onFirstPage=page, onLaterPages=page)


def weasyprint(path):
    import weasyprint as program

    look = (
        f"@page {{ size: A4; margin: 25mm 60mm; @top-left {{ content: '{HEAD}'; white-space: nowrap }}"
        f" @bottom-left {{ content: 'Bladzijde ' counter(page) }} }}"
        " body { font-family: 'DejaVu Sans'; font-size: 11pt; hyphens: auto }"
    )
    body = "\n".join(f"<p>{one}</p>" for one in paragraphs())
    program.HTML(string=f"<html lang='nl'><head><style>{look}</style></head><body>{body}</body></html>").write_pdf(path)


def document_for_office(path):
    """The document of which LibreOffice makes a PDF: words may break at their soft hyphens, for it has no dictionary."""
    syllables = pyphen.Pyphen(lang="nl_NL")
    made = OpenDocumentText()
    layout = style.PageLayout(name="page")
    layout.addElement(style.PageLayoutProperties(pagewidth="210mm", pageheight="297mm", margin="25mm", marginleft="60mm", marginright="60mm"))
    layout.addElement(style.HeaderStyle())
    layout.addElement(style.FooterStyle())
    made.automaticstyles.addElement(layout)
    own = style.Style(name="own", family="paragraph")
    own.addElement(style.TextProperties(fontfamily="DejaVu Sans", fontsize="11pt"))
    made.automaticstyles.addElement(own)
    page = style.MasterPage(name="Standard", pagelayoutname="page")
    head, foot = style.Header(), style.Footer()
    head.addElement(text.P(text=HEAD))
    line = text.P(text=FOOT.format(""))
    line.addElement(text.PageNumber(selectpage="current"))
    foot.addElement(line)
    page.addElement(head)
    page.addElement(foot)
    made.masterstyles.addElement(page)
    for one in paragraphs():
        words = [syllables.inserted(word, "\u00ad") if word in LONG and "-" not in word else word for word in one.split(" ")]
        made.text.addElement(text.P(stylename="own", text=" ".join(words)))
    made.save(str(path))


def pages(path):
    """The lines of each page, as pdftotext prints them."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return [page.splitlines() for page in done.stdout.decode().split("\f") if page.strip()]
