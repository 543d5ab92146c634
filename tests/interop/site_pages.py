"""The pages of a site, read as a program of others reads HTML: their elements, the places on them, and where their links lead."""

import posixpath
from functools import cached_property
from urllib.parse import unquote, urlsplit

import lxml.html

# The folder of each type of record and of each list, in each language. An address is a promise, so it stands here once more.
FOLDERS = {
    "nl": {"decision": "besluiten", "proposal": "dossiers", "source": "bronnen", "actor": "wie"},
    "en": {"decision": "decisions", "proposal": "dossiers", "source": "sources", "actor": "who"},
}
LISTS = {
    "nl": ["toezeggingen", "onbekend", "over", "zoeken"],
    "en": ["commitments", "unknown", "about", "search"],
}


def page_of(language, record_type, id):
    """The path of the page of a record."""
    return f"{language}/{FOLDERS[language][record_type]}/{id}/index.html"


def templates(paths, size):
    """The largest page of each sort in each language, as the more is on it, the more can be wrong; and the smallest, as less is there."""
    kinds = {}
    for path in sorted(paths):
        parts = path.split("/")
        kind = (parts[0], parts[1], len(parts)) if len(parts) > 2 else (path,)
        kinds.setdefault(kind, []).append(path)
    by_size = lambda path: (size(path), path)
    return sorted({choose(pages, key=by_size) for pages in kinds.values() for choose in (min, max)})


class Page:
    """A page by its path below the folder of the site."""

    def __init__(self, path, data):
        self.path = path
        self.tree = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))

    @cached_property
    def places(self):
        """Each element that has a name, with it; the same name twice is there twice."""
        return [(element.get("id"), element) for element in self.tree.iter() if isinstance(element.tag, str) and element.get("id")]

    @cached_property
    def place(self):
        return dict(self.places)

    def target(self, href):
        """The path and the fragment that a link leads to; nothing if it leaves the site."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return None
        folder = posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else self.path
        return path, unquote(parts.fragment)

    def links(self, within=None):
        """The links of the page, or of an element of it, that stay in the site: the element and its target."""
        for element in (self.tree if within is None else within).iter("a", "area", "{http://www.w3.org/2000/svg}a"):
            target = self.target(element.get("href")) if element.get("href") is not None else None
            if target:
                yield element, target

    @cached_property
    def linked(self):
        return {target for _, target in self.links()}

    def resources(self):
        """The files that the page needs or names: style, script, pictures, and what else there is of it."""
        for element in self.tree.iter("link", "script", "img"):
            href = element.get("href") or element.get("src")
            target = self.target(href) if href else None
            if target:
                yield target[0]


class Site:
    """A folder with a site: its files, and its pages."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        self.pages = {path: Page(path, file.read_bytes()) for path, file in self.files.items() if path.endswith(".html")}

    def size(self, path):
        return self.files[path].stat().st_size

    def templates(self):
        return templates(self.pages, self.size)

    def reachable(self, start):
        """The pages that links lead to from one of them."""
        found, waiting = {start}, [start]
        while waiting:
            for path, _ in self.pages[waiting.pop()].linked:
                if path in self.pages and path not in found:
                    found.add(path)
                    waiting.append(path)
        return found
