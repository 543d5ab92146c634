"""The site, in the hands of others.

`besluit site` writes it; then rdflib reads the linked data of each record, which must be its part of the export `jsonld`; feedparser reads
the feeds, sha256sum the hashes, the parser of Argdown the maps, and Node asks the search.
"""

import json
import re
import shutil
import subprocess

import feedparser
import rdflib
from rdflib.compare import to_isomorphic

from common import ROOT, TOOLS, besluit, count, end, load, without_network

BASE = "https://example.org/besluit/"
OUT = TOOLS / "site"
HERE = TOOLS / "site-of-a-folder"


def graph(document):
    """The triples of a document."""
    return to_isomorphic(rdflib.Graph().parse(data=json.dumps(document), format="json-ld"))


for folder in (OUT, HERE):
    shutil.rmtree(folder, ignore_errors=True)
count(besluit("site", "-o", OUT, "--base", BASE).returncode == 0, "a site with an address")
count(besluit("site", "-o", HERE).returncode == 0, "a site without an address")

# The script of the search.
for folder in (OUT, HERE):
    asked = subprocess.run(["node", ROOT / "tests/interop/search.mjs", folder], capture_output=True, text=True)
    count(asked.returncode == 0, f"the search: {asked.stdout[:2000]}{asked.stderr[:2000]}")

sums = subprocess.run(["sha256sum", "--quiet", "--check", "SHA256SUMS"], cwd=OUT, capture_output=True, text=True)
count(sums.returncode == 0, f"SHA256SUMS: {sums.stdout[:500]}")

# The maps, all of them in one go.
maps = TOOLS / "maps"
shutil.rmtree(maps, ignore_errors=True)
maps.mkdir()
found = sorted(OUT.glob("id/decision/*/map.argdown"))
for path in found:
    shutil.copy(path, maps / f"{path.parent.name}.argdown")
argdown = TOOLS / "node/node_modules/.bin/argdown"
parsed = subprocess.run([argdown, "json", "*.argdown", "out"], cwd=maps, capture_output=True, text=True)
count(parsed.returncode == 0 and "error" not in parsed.stderr.lower(), f"Argdown: {parsed.stdout}{parsed.stderr}")
for path in found:
    record = load(OUT / f"id/decision/{path.parent.name}.json")
    known = load(maps / f"out/{path.parent.name}.json")["statements"]
    own = {one["id"] for one in record["options"] + record.get("statements", [])}
    count(own <= set(known), f"{path}: {own - set(known)}")
    for one in record.get("statements", []):
        if "bearing" in one:
            relations = known[one["id"]].get("relations", [])
            sign = {"for": "support", "against": "attack"}[one["bearing"]["direction"]]
            holds = any(
                relation["to"] == one["bearing"]["option"] and relation["relationType"] == sign for relation in relations
            )
            count(holds, f"{path}: {one['id']}")

# Nothing is fetched: the context is in each document.
without_network()
for path in OUT.glob("**/*.atom"):
    feed = feedparser.parse(path.read_bytes())
    count(not feed.bozo and feed.version == "atom10", f"{path}: {feed.get('bozo_exception')}")
    count(len(feed.entries) <= 50 and len({one.id for one in feed.entries}) == len(feed.entries), f"{path}: its entries")
    for entry in feed.entries:
        count(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.updated), f"{path}: {entry.updated}")
        for link in entry.links:
            page, _, place = link.href.removeprefix(BASE).partition("#")
            text = (OUT / page).read_text(encoding="utf-8") if (OUT / page).exists() else ""
            count(f'id="{place}"' in text or not place and text, f"{path}: {link.href}")

linked = TOOLS / "site-linked"
count(besluit("export", "jsonld", "-o", linked, "--base", BASE).returncode == 0, "the linked data")
whole = load(linked / "dataset.jsonld")
nodes = {node["id"]: node for node in whole["@graph"]}
for path in sorted(OUT.glob("id/*/*.jsonld")):
    name = f"{path.parent.name}/{path.stem}"
    own = load(path)
    expected = {"@context": whole["@context"], "@graph": [nodes.get(name, {})]}
    made = graph(own)
    count(len(made) > 3 and made == graph(expected), f"{name}: its linked data")

# Without an address, names are relative to where the file is.
for path in sorted(HERE.glob("id/decision/*.jsonld"))[:3]:
    made = rdflib.Graph().parse(path, format="json-ld", publicID=f"file:///here/id/decision/{path.name}")
    count(rdflib.URIRef(f"file:///here/id/decision/{path.stem}") in set(made.subjects()), f"{path}: its name")

end()
