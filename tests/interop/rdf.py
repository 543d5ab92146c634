"""Do the exports of linked data say the same in each form, and what the records say?

`besluit export` writes `jsonld`, `turtle` and `nquads`; rdflib reads them, without a network. Then

- the three have the same statements, and the context in `jsonld` is the committed one;
- pyshacl finds that they fit `shapes/besluit.shacl.ttl`, and refuses each of several planted errors;
- SPARQL answers which decisions were superseded, by what and why, with the rows that `ndjson` and `besluit status` give;
- only what was taken has an activity that made it, and each quote of the records is a selector.
"""

import json
import shutil

import pyshacl
import rdflib
from rdflib import RDF, XSD, Namespace, URIRef
from rdflib.compare import to_isomorphic

from common import ROOT, TOOLS, besluit, count, end, without_network

OUT = TOOLS / "rdf"

CONTEXT = json.loads((ROOT / "schema/context.jsonld").read_text(encoding="utf-8"))["@context"]
BESLUIT = Namespace(CONTEXT["besluit"])
CODE = Namespace(CONTEXT["code"])
BASE = "https://example.org/besluit/"
ID = BASE + "id/"
OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")

# Which decisions were superseded, by what, and why: the question that the documentation shows.
DOCUMENTED = (ROOT / "docs/vocabulary.md").read_text(encoding="utf-8")
SUPERSEDED = DOCUMENTED.partition("```sparql\n")[2].partition("```")[0]


def read():
    """The graph of each form, and the lines of `ndjson`."""
    shutil.rmtree(OUT, ignore_errors=True)
    for target in ("ndjson", "jsonld", "turtle", "nquads"):
        besluit("export", target, "-o", OUT, "--base", BASE)
    quads = rdflib.Dataset().parse(OUT / "dataset.nq", format="nquads")
    from_quads = rdflib.Graph()
    for subject, predicate, value, _ in quads.quads():
        from_quads.add((subject, predicate, value))
    graphs = {
        "jsonld": rdflib.Graph().parse(OUT / "dataset.jsonld", format="json-ld"),
        "turtle": rdflib.Graph().parse(OUT / "dataset.ttl", format="turtle"),
        "nquads": from_quads,
    }
    lines = [json.loads(line) for line in (OUT / "records.ndjson").read_text(encoding="utf-8").splitlines()]
    return graphs, lines


def check_forms(graphs):
    turtle = graphs["turtle"]
    lines = (OUT / "dataset.nq").read_text(encoding="utf-8").splitlines()
    count(len(turtle) == len(lines) > 1000, f"{len(turtle)} statements in Turtle, {len(lines)} lines of N-Quads")
    for name, graph in graphs.items():
        count(to_isomorphic(graph) == to_isomorphic(turtle), f"{name} has the statements of turtle")
        blank = {term for statement in graph for term in statement if isinstance(term, rdflib.BNode)}
        count(not blank, f"{name}: everything has an address")
    broken = rdflib.Graph() + turtle
    broken.remove(next(iter(turtle.triples((None, OA.exact, None)))))
    count(to_isomorphic(broken) != to_isomorphic(turtle), "a graph with a statement less is another one")
    document = json.loads((OUT / "dataset.jsonld").read_text(encoding="utf-8"))
    count(document["@context"] == CONTEXT | {"@base": ID}, "the context is the committed one, with the base")
    besluit("export", "jsonld", "-o", OUT / "relative")
    relative = OUT / "relative/dataset.jsonld"
    count(json.loads(relative.read_text(encoding="utf-8"))["@context"] == CONTEXT, "without a base the context has none")
    served = rdflib.Graph().parse(relative, format="json-ld", base=ID)
    count(to_isomorphic(served) == to_isomorphic(turtle), "without a base it says the same where it is served")


def check_shapes(graph):
    shapes = rdflib.Graph().parse(ROOT / "shapes/besluit.shacl.ttl", format="turtle")

    def conforms(data):
        holds, _, text = pyshacl.validate(data, shacl_graph=shapes)
        return holds, text

    holds, text = conforms(graph)
    count(holds, f"the export fits its shapes: {text[:2000]}")
    announced = graph.value(predicate=BESLUIT.eventType, object=CODE["event_type.announced"])
    decision = graph.value(predicate=BESLUIT.event, object=announced)
    fact = graph.value(predicate=BESLUIT.statementType, object=CODE["statement_type.fact"])
    taken = graph.value(predicate=BESLUIT.eventType, object=CODE["event_type.taken"])
    held = set(graph.subjects(RDF.type, BESLUIT.PositionSpell))
    spell = min(one for one in held if graph.value(one, BESLUIT.endedHow))
    long_ago = rdflib.Literal("1900-01-01", datatype=XSD.date)
    for what, missing, added in (
        ("a decision of nobody", (decision, PROV.wasAttributedTo, None), None),
        ("a decision made by its announcement", None, (decision, PROV.wasGeneratedBy, announced)),
        ("a fact as advice", None, (taken, PROV.used, fact)),
        ("a selector without words", (next(graph.subjects(OA.exact)), OA.exact, None), None),
        ("a passage of no source", (next(graph.subjects(OA.hasSource)), OA.hasSource, None), None),
        ("a code of no list", (CODE["event_type.taken"], None, None), None),
        ("a spell without its first day", (spell, BESLUIT.validFrom, None), None),
        ("a spell that ended nohow", (spell, BESLUIT.endedHow, None), None),
        ("a spell that ended before it began", (spell, BESLUIT.validUntil, None), (spell, BESLUIT.validUntil, long_ago)),
        ("a position of nobody", (spell, BESLUIT.actor, None), None),
    ):
        broken = rdflib.Graph() + graph
        if missing:
            count(any(graph.triples(missing)), f"there is something to remove for {what}")
            broken.remove(missing)
        if added:
            broken.add(added)
        count(not conforms(broken)[0], f"the shapes refuse {what}")


def check_superseded(graph, lines):
    decisions = {line["id"]: line for line in lines if line["type"] == "decision"}
    expected = set()
    for old in decisions.values():
        if old["derived"].get("status") == "superseded":
            new = decisions[old["derived"]["by"]]
            grounds = [one["text"]["en"] for one in new.get("statements", []) if one["type"] == "ground"]
            expected |= {(old["id"], new["id"], why) for why in grounds or [None]}
    local = len(ID + "decision/")
    found = {(str(old)[local:], str(new)[local:], why and str(why)) for old, new, why in graph.query(SUPERSEDED)}
    count(found and found == expected, f"SPARQL finds what was superseded: {found ^ expected}")
    days = [event["counts_from"] for one in decisions.values() for event in one["derived"]["events"]]
    status = json.loads(besluit("status", "--as-of", max(days), "--format", "json").stdout)
    rows = {(one["id"], one["by"]) for one in status["decisions"] if one["status"] == "superseded"}
    count(rows == {(old, new) for old, new, _ in found}, f"besluit status says the same: {rows}")
    return len(rows), len(found)


def check_what_is_said(graph, lines):
    decisions = [line for line in lines if line["type"] == "decision"]
    for decision in decisions:
        address = URIRef(f"{ID}decision/{decision['id']}")
        taken = {URIRef(f"{address}#{event['id']}") for event in decision["events"] if event["type"] == "taken"}
        count(set(graph.objects(address, PROV.wasGeneratedBy)) == taken, f"what made {decision['id']}")
        actor = URIRef(f"{ID}actor/{decision['decider']['actor']}")
        count(set(graph.objects(address, PROV.wasAttributedTo)) == {actor}, f"who decided {decision['id']}")
        advice = {one["id"] for one in decision.get("statements", []) if one["type"] == "advice"}
        used = {str(one).rsplit("#")[-1] for event in taken for one in graph.objects(event, PROV.used)}
        count(used == (advice if taken else set()), f"the advice on {decision['id']}")
    quotes = []
    anchors = sum(len(line["derived"].get("quotes", [])) for line in lines)

    def collect(value):
        if isinstance(value, dict):
            quotes.extend([value["quote"]] if isinstance(value.get("quote"), str) else [])
            for key, part in value.items():
                if key != "derived":
                    collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)

    for line in lines:
        collect(line)
    words = sorted(str(word) for word in graph.objects(predicate=OA.exact))
    count(words == sorted(quotes) and len(words) == anchors > 0, "each quote is a selector")
    for kind, own in (("decision", "Decision"), ("proposal", "Proposal"), ("source", "Source"), ("actor", "Actor")):
        records = {URIRef(f"{ID}{kind}/{line['id']}") for line in lines if line["type"] == kind}
        count(set(graph.subjects(RDF.type, BESLUIT[own])) == records, f"each {kind} is there")


def main():
    graphs, lines = read()
    without_network()
    check_forms(graphs)
    graph = graphs["turtle"]
    check_shapes(graph)
    decisions, rows = check_superseded(graph, lines)
    check_what_is_said(graph, lines)
    print(f"{len(graph)} statements; {decisions} decisions superseded, in {rows} rows with the reasons")
    end()


main()
