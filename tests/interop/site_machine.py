"""Do programs find beside the pages what the exports say?

- `id/<type>/<id>.json` is the record; `site.py` compares the linked data beside it with the export;
- extruct finds the JSON-LD in each page, and rdflib reads it; what it names is there;
- feedparser finds nothing wrong with any feed, and each entry leads to a place on a page; the sitemap names pages that are there, all of
  those that people read;
- the links in Markdown lead to files.
"""

import json
import xml.etree.ElementTree

import extruct
import feedparser
import rdflib
from markdown_it import MarkdownIt

from common import count, load


def check(site, base, records):
    check_records(site, records)
    check_linked_pages(site, base)
    check_feeds(site, base)
    check_markdown(site, base)


def check_records(site, records):
    for record in records:
        id = f"{record['type']}/{record['id']}"
        path = f"id/{id}.json"
        count(site.files.get(path) is not None, f"{path} is there")
        if path not in site.files:
            continue
        plain = lambda one: {key: value for key, value in one.items() if key not in ("$schema", "derived")}
        count(plain(load(site.files[path])) == plain(record), f"{path} is the record")
    parts = [path for path in site.files if path.startswith("id/") and path.endswith((".json", ".jsonld"))]
    for path in parts:
        count(isinstance(load(site.files[path]), (dict, list)), f"{path} is JSON")


def is_there(site, base, address):
    """True if an address of the site leads to a file, and to a place in it if it names one."""
    path, _, place = address.removeprefix(base).partition("#")
    for file in (path, f"{path.rstrip('/')}/index.html".lstrip("/")):
        if address.startswith(base) and file in site.files:
            return not place or file not in site.pages or place in site.pages[file].place
    return False


def check_linked_pages(site, base):
    """The JSON-LD in pages."""
    pages = 0
    for path, page in site.pages.items():
        text = site.files[path].read_text(encoding="utf-8")
        found = extruct.extract(text, syntaxes=["json-ld", "opengraph"], uniform=False, errors="strict")
        elements = page.tree.xpath("//script[@type='application/ld+json']")
        count(len(found["json-ld"]) == len(elements), f"{path}: {len(found['json-ld'])} of {len(elements)} pieces of JSON-LD are read")
        for piece in found["json-ld"]:
            pages += 1
            # Its context is a page of schema.org, which nobody asks for here.
            graph = rdflib.Graph().parse(data=json.dumps({**piece, "@context": {"@vocab": "https://schema.org/"}}), format="json-ld")
            kinds = {str(kind) for kind in graph.objects(None, rdflib.RDF.type)}
            count(len(graph) > 3 and all(kind.startswith("https://schema.org/") for kind in kinds), f"{path}: JSON-LD of {kinds}")
            own = [one for key in ("url", "isBasedOn", "citation") for one in listed(piece.get(key))]
            lost = [one for one in own if not is_there(site, base, one)]
            count(not lost, f"{path}: JSON-LD names what is not there: {lost[:3]}")
        if page.tree.xpath("//meta[@property='og:title']"):
            properties = dict(found["opengraph"][0]["properties"])
            count(is_there(site, base, properties.get("og:url", "")), f"{path}: og:url {properties.get('og:url')} is not there")
            count(properties.get("og:title"), f"{path}: og:title {properties.get('og:title')}")
    count(pages > 0, "pages have JSON-LD")


def listed(value):
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def check_feeds(site, base):
    feeds = [path for path in site.files if path.endswith(".atom")]
    count("feed.atom" in feeds, "there is a feed")
    for path in feeds:
        feed = feedparser.parse(site.files[path].read_bytes())
        count(feed.bozo == 0, f"{path}: {feed.get('bozo_exception')}")
        count(feed.entries and feed.feed.get("title") and feed.feed.get("id") and feed.feed.get("updated_parsed"), f"{path}: {feed.feed}")
        count(len({entry.id for entry in feed.entries}) == len(feed.entries), f"{path}: an entry stands twice")
        days = [entry.updated_parsed for entry in feed.entries]
        count(days == sorted(days, reverse=True) and days[:1] == [feed.feed.updated_parsed], f"{path}: the newest entry is first")
        for entry in feed.entries:
            addresses = [link.href for link in entry.links] + [entry.id]
            lost = [one for one in addresses[:-1] if not is_there(site, base, one)]
            count(not lost and len(addresses) > 1, f"{path}: {entry.id} leads to {lost}")
            count(entry.title and entry.get("summary"), f"{path}: {entry.id} says nothing")
    broken = feedparser.parse(site.files["feed.atom"].read_bytes().replace(b"</entry>", b"", 1))
    count(broken.bozo == 1, "feedparser refuses a broken feed")
    sitemap = xml.etree.ElementTree.parse(site.files["sitemap.xml"])
    places = [one.text for one in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    lost = [one for one in places if not is_there(site, base, one)]
    count(places and not lost and len(set(places)) == len(places), f"the sitemap names what is not there: {lost[:3]}")
    named = {one.removeprefix(base) for one in places}
    left = [path for path in site.pages if path.split("/")[0] in ("nl", "en") and not {path, path.removesuffix("index.html")} & named]
    count(not left, f"the sitemap leaves out {len(left)} pages: {left[:3]}")


def check_markdown(site, base):
    markdown = MarkdownIt()
    texts = [path for path in site.files if path.endswith(".md") or path == "llms.txt"]
    count(len(texts) > 1, "there is Markdown")
    for path in texts:
        text = site.files[path].read_text(encoding="utf-8")
        tokens = [child for token in markdown.parse(text) for child in token.children or []]
        addresses = [token.attrs["href"] for token in tokens if token.type == "link_open"]
        lost = [one for one in addresses if one.startswith(base) and not is_there(site, base, one)]
        count(not lost and not any(token.type == "html_inline" for token in tokens), f"{path} leads to {lost[:3]}")
