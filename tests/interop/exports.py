"""Do the exports open where their users work, and say there what the records say?

`besluit export all` writes the dataset in every form, twice, with another number of threads: the same bytes. Then

- `ndjson`: each line is accepted by `besluit validate`, and without `derived` fits the schema and has the digest that the package
  rfc8785 gives;
- `csv`: pandas reads the tables, with the counts that `besluit validate` gives, and finds in them what `ndjson` says; those for a
  spreadsheet are the same tables, and no reader with another separator finds a formula in either;
- `datapackage.json`: frictionless validates the package with all its keys;
- `croissant.json`: mlcroissant reads every record set, without a network;
- `CITATION.cff` fits the schema of the Citation File Format that cffconvert carries;
- `dcat.jsonld`: rdflib reads what DCAT-AP asks of a dataset and its distributions;
- `SHA256SUMS`: every file is listed with its hash;
- `sqlite`: the engine that Python has finds every key and page in order and a known quote by its words, and each column of a record
  is what the JSON beside it says;
- `parquet`: DuckDB reads it beside `ndjson`, with the counts that `besluit validate` gives, and pandas finds the same values in both.

The binary is one with all forms: `cargo build --release --features rdf,sqlite,parquet`.

The digest of the dataset, in the report and in `CITATION.cff`, is made once more of the folder of the records, by rfc8785 and hashlib.

Each validator must refuse a broken export, so that this check can fail.
"""

import csv
import hashlib
import io
import json
import logging
import re
import shutil
import sqlite3
import warnings
import zipfile
from pathlib import Path

import duckdb
import mlcroissant
import pandas
import rdflib
import rfc8785
import yaml
from frictionless import Package
from jsonschema import Draft7Validator, Draft202012Validator

from common import ROOT, TOOLS, besluit, count, end, load, without_network

OUT = TOOLS / "exports"
ALL = OUT / "all"


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def check_files():
    for target, threads in (("all", "1"), ("again", "4")):
        done = besluit("export", "all", "-o", OUT / target, threads=threads)
        count(done.returncode == 0, f"export all: exit code {done.returncode}")
    files = tree(ALL)
    count(files == tree(OUT / "again"), "two builds are equal")
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    count(sums == {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}, "SHA256SUMS")


def read_lines():
    """The lines of ndjson, and whether they are records once what is derived is taken off, and a stream of them as they stand."""
    lines = [json.loads(line) for line in (ALL / "ndjson/records.ndjson").read_text(encoding="utf-8").splitlines()]
    validator = Draft202012Validator(load(ROOT / "schema/record.schema.json"))
    count(not validator.is_valid(lines[0]), "ndjson: a line is more than a record")
    records = [{key: value for key, value in line.items() if key != "derived"} for line in lines]
    for record in records:
        count(validator.is_valid(record), f"ndjson: {record['id']} fits the schema")
        said = {key: value for key, value in record.items() if key != "$schema"}
        digest = hashlib.sha256(rfc8785.dumps(said)).hexdigest()
        told = next(line for line in lines if line["type"] == record["type"] and line["id"] == record["id"])["derived"]["digest"]
        count(told == f"sha256:{digest}", f"ndjson: {record['id']} has the digest that rfc8785 gives")
    done = besluit("validate", "--root", ROOT, ALL / "ndjson/records.ndjson")
    count(done.returncode == 0, "ndjson: besluit validate accepts the records")
    return lines


def check_digest(summary):
    """The digest of the dataset, made of nothing but its folder."""
    lines = []
    for path in (ROOT / "records").rglob("*.json"):
        record = {key: value for key, value in load(path).items() if key != "$schema"}
        digest = hashlib.sha256(rfc8785.dumps(record)).hexdigest()
        lines.append(f"{record['type']} {record['id']} sha256:{digest}\n")
    digest = "sha256:" + hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
    count(len(lines) == sum(summary["records"].values()), "the records of the folder are those of the report")
    count(summary["digest"] == digest, f"the digest of the dataset is {digest}, and the report tells {summary['digest']}")
    citation = yaml.safe_load((ALL / "CITATION.cff").read_text(encoding="utf-8"))
    count([one["value"] for one in citation["identifiers"]] == [digest], "CITATION.cff names the digest of the dataset")


def check_completeness(lines, summary):
    """The evidence of the records, counted by their keys."""

    def pieces(value, key=""):
        if isinstance(value, list):
            yield from (piece for one in value for piece in ([one] if key == "evidence" else pieces(one)))
        elif isinstance(value, dict):
            yield from (piece for key, one in value.items() if key != "derived" for piece in pieces(one, key))

    total = {"quoted": 0, "by_place": 0}
    for line in lines:
        found = list(pieces(line))
        counts = {"quoted": sum("quote" in piece for piece in found), "by_place": sum("locator" in piece for piece in found)}
        count(line["derived"]["evidence"] == counts, f"ndjson: {line['id']} rests on {counts}")
        if line["record"]["state"] != "withdrawn":
            total = {key: total[key] + counts[key] for key in total}
    count(summary["evidence"] == total and all(total.values()), f"the summary tells of {total}")
    texts = sum(line["type"] == "source" and "text" in line for line in lines)
    count(summary["sources_with_text"] == texts > 0, f"{texts} sources have a text")


def read_tables():
    read = lambda path: pandas.read_csv(path, dtype=str, keep_default_na=False)
    return {path.stem: read(path) for path in sorted((ALL / "csv").glob("*.csv"))}


def check_tables(tables, lines, summary):
    for name, number in summary["records"].items():
        count(len(tables[f"{name}s"]) == number, f"csv: {number} records of type {name}")
        count(sum(line["type"] == name for line in lines) == number, f"ndjson: {number} records of type {name}")
    anchored = (tables["evidence"]["text_line"] != "").sum()
    count(anchored == summary["quotes"], f"csv: {summary['quotes']} quotes are anchored, here {anchored}")
    pinned = (tables["sources"]["words"] != "").sum()
    count(pinned == summary["sources"], f"csv: {summary['sources']} pinned texts, here {pinned}")
    decisions = tables["decisions"].set_index("id")
    for line in lines:
        if line["type"] != "decision":
            continue
        row = decisions.loc[line["id"]]
        for column, value in (
            ("evidence_quoted", str(line["derived"]["evidence"]["quoted"])),
            ("title_nl", line["title"]["nl"]),
            ("status", line["derived"]["status"]),
            ("undone_by", line["derived"].get("by", "")),
            ("position", line["derived"].get("position", "")),
        ):
            count(text_of(row[column]) == value, f"csv: {column} of {line['id']}")
    # Who is superseded, and who argued what in reported speech: a join each, as an analyst would make it.
    joined = tables["decisions"].merge(tables["relations"], left_on="id", right_on="target", suffixes=("", "_later"))
    superseded = set(joined[joined["type"] == "supersedes"]["id"])
    by_status = set(decisions[decisions["status"] == "superseded"].index)
    count(by_status and by_status <= superseded, "csv: what is superseded has a later decision that says so")
    argued = tables["statements"].merge(
        tables["evidence"].query("record_type == 'decision'"),
        left_on=["decision", "place"],
        right_on=["record", "claim"],
    )
    count(set(argued["id"]) == set(tables["statements"]["id"]), "csv: every statement has its evidence")
    typed = pandas.read_csv(ALL / "csv/events.csv", parse_dates=["counts_from", "known_by"])
    count(typed["counts_from"].dtype.kind == "M", "csv: days are days")


# The expression by which the page gives the text of a cell back.
GUARD = re.compile(re.search(r"^```text\n(\(\^.*)\n```$", (ROOT / "docs/exports.md").read_text(encoding="utf-8"), re.MULTILINE)[1])


def text_of(cell):
    return GUARD.sub(r"\1\2", cell)


def check_spreadsheet(tables):
    done = besluit("export", "csv", "--for", "spreadsheet", "-o", OUT / "spreadsheet")
    count(done.returncode == 0, f"export csv --for spreadsheet: exit code {done.returncode}")
    resources = (one for one in load(ALL / "datapackage.json")["resources"] if one["name"] in tables)
    numbers = {one["name"]: [field["name"] for field in one["schema"]["fields"] if field["type"] == "number"] for one in resources}
    for name, table in tables.items():
        path = OUT / f"spreadsheet/{name}.csv"
        again = pandas.read_csv(path, sep=";", dtype=str, keep_default_na=False)
        same = table.assign(**{column: table[column].str.replace(".", ",") for column in numbers[name]})
        count(again.equals(same), f"csv: {name} for a spreadsheet is the same table")
        count(path.read_bytes().startswith(b"\xef\xbb\xbf"), f"csv: {name} for a spreadsheet begins with a mark")
        for folder in (ALL / "csv", OUT / "spreadsheet"):
            text = (folder / f"{name}.csv").read_text(encoding="utf-8-sig")
            for separator in ",;\t":
                rows = csv.reader(io.StringIO(text), delimiter=separator)
                unsafe = [cell for row in rows for cell in row if re.match(r"""[\s"]*[=+\-@＝＋－＠]""", cell)]
                count(unsafe == [], f"csv: {name} read by {separator!r} has a formula: {unsafe[:3]}")


def check_package(tables):
    report = Package(str(ALL / "datapackage.json")).validate()
    count(report.valid, f"frictionless: {report.flatten(['name', 'type', 'message'])[:5]}")
    count(len(report.tasks) == len(tables) + 1, "frictionless: the tables and the records")
    broken = OUT / "broken"

    def types_of_errors(change):
        shutil.rmtree(broken, ignore_errors=True)
        shutil.copytree(ALL, broken)
        package = load(broken / "datapackage.json")
        change(broken / "csv/decisions.csv", {resource["name"]: resource for resource in package["resources"]})
        (broken / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        report = Package(str(broken / "datapackage.json")).validate()
        return {error for error, in report.flatten(["type"])}

    def rewrite(path, resources, old, new):
        text = path.read_bytes().replace(old, new)
        path.write_bytes(text)
        resources["decisions"].update(bytes=len(text), hash=f"sha256:{hashlib.sha256(text).hexdigest()}")

    for change, error in (
        (lambda path, _: path.write_bytes(path.read_bytes() + b"\r\n"), "hash-count"),
        (lambda path, resources: rewrite(path, resources, b",nl-cabinet,", b",nobody,"), "foreign-key"),
        (lambda path, resources: rewrite(path, resources, b",oppose,", b",opposed,"), "constraint-error"),
        (lambda path, resources: rewrite(path, resources, b"besluit-nl-2025-0002,", b"besluit-nl-2025-0001,"), "primary-key"),
    ):
        errors = types_of_errors(change)
        count(error in errors, f"frictionless refuses {error}: {errors}")


def check_croissant(tables):
    logging.getLogger("absl").setLevel(logging.ERROR)
    dataset = mlcroissant.Dataset(jsonld=str(ALL / "croissant.json"))
    count(not dataset.metadata.ctx.issues.errors, f"mlcroissant: {dataset.metadata.ctx.issues.errors}")
    count({one.uuid for one in dataset.metadata.record_sets} == set(tables), "mlcroissant: a record set for each table")
    for name, table in tables.items():
        records = list(dataset.records(name))
        count(len(records) == len(table), f"mlcroissant: {name} has {len(records)} of {len(table)} records")
    statuses = [record["decisions/status"].decode() for record in dataset.records("decisions")]
    count(statuses == list(tables["decisions"]["status"]), "mlcroissant: the values are those of the table")
    broken = load(ALL / "croissant.json")
    broken["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "csv/nothing.csv"
    try:
        mlcroissant.Dataset(jsonld=broken)
        count(False, "mlcroissant refuses a field of no file")
    except mlcroissant.ValidationError:
        count(True, "")


def check_citation():
    with zipfile.ZipFile(next((TOOLS / "cffconvert").glob("*.whl"))) as wheel:
        schema = json.loads(wheel.read("cffconvert/schemas/1.2.0/schema.json"))
    validator = Draft7Validator(schema)
    citation = yaml.safe_load((ALL / "CITATION.cff").read_text(encoding="utf-8"))
    errors = [error.message for error in validator.iter_errors(citation)]
    count(not errors, f"CITATION.cff: {errors}")
    for change in ({"authors": []}, {"license": "no such licence"}, {"cff-version": "0"}, {"more": 1}):
        count(not validator.is_valid({**citation, **change}), f"CITATION.cff: {change} is refused")


def check_catalogue():
    dcat, dct = (rdflib.Namespace(f"http://{name}") for name in ("www.w3.org/ns/dcat#", "purl.org/dc/terms/"))
    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    path = ALL / "dcat.jsonld"
    graph = rdflib.Graph().parse(path, format="json-ld", publicID=path.as_uri())
    datasets = list(graph.subjects(rdflib.RDF.type, dcat.Dataset))
    count(len(datasets) == 1, "dcat: one dataset")
    for needed in (dct.title, dct.description, dcat.theme, dct.language, dct.temporal):
        count((datasets[0], needed, None) in graph, f"dcat: the dataset has {needed}")
    distributions = list(graph.objects(datasets[0], dcat.distribution))
    folders = {path.name for path in ALL.iterdir() if path.is_dir()}
    count({str(one).rsplit("#")[-1] for one in distributions} == folders, "dcat: a distribution for each target")
    for distribution in distributions:
        count(len(list(graph.objects(distribution, dcat.accessURL))) == 1, f"dcat: {distribution} has one address")
        for address in graph.objects(distribution, dcat.downloadURL):
            there = Path(str(address).removeprefix("file://"))
            count(there.is_file(), f"dcat: {address} is there")
        for checksum in graph.objects(distribution, spdx.checksum):
            value = str(graph.value(checksum, spdx.checksumValue))
            there = Path(str(graph.value(distribution, dcat.downloadURL)).removeprefix("file://"))
            count(hashlib.sha256(there.read_bytes()).hexdigest() == value.lower(), f"dcat: the hash of {there.name}")


# What stands beside a date, a count of votes and a decimal; `tables.py` checks what it says.
BESIDE = ("_earliest", "_latest", "_precision", "_percent", "_decimal")


def is_beside(column):
    """True if no JSON has it; of the days of a spell it has."""
    return column.endswith(BESIDE) and not column.startswith(("valid_from_", "valid_until_"))


def as_it_is_in_json(table, column):
    """Where the JSON of a record has what a column of its table says, or nothing if the column is worked out otherwise."""
    if is_beside(column):
        return None
    own = {
        "decisions": {"status_since": "derived.since", "decider": "decider.actor", "capacity": "decider.capacity", "proposal": "proposal.id",
                      "version": "proposal.version", "proposal_decides": "proposal.decides", "undone_by": "derived.by"},
        "proposals": {},
        "sources": {},
        "actors": {},
    }[table]
    derived = {"digest", "status", "reached", "due", "position", "known_by", "address_by_number"}
    counts = {"words": "words", "words_anchored": "anchored", "words_out_of_scope": "out_of_scope", "words_uncovered": "uncovered"}
    if column in own:
        return own[column]
    if table == "sources" and column.startswith(("text_", "original_")):
        return column.replace("_", ".", 1)
    if column in counts:
        return f"derived.coverage.{counts[column]}"
    if column in derived:
        return f"derived.{column}"
    for field in ("evidence", "cited"):
        name = column.removeprefix("own_")
        if name.startswith(f"{field}_"):
            return f"derived.{field}.{name.removeprefix(f'{field}_')}"
    if column in ("revision", "state"):
        return f"record.{column}"
    for field, place in (("title", "title"), ("name", "name"), ("revision_reason", "record.reason")):
        if column.startswith(f"{field}_"):
            return f"{place}.{column.removeprefix(f'{field}_')}"
    return column


def check_database(lines, tables):
    base = sqlite3.connect(ALL / "sqlite/records.sqlite")
    rows = lambda query, *values: base.execute(query, values).fetchall()
    count(rows("PRAGMA foreign_key_check") == [], "sqlite: every key leads somewhere")
    count(rows("PRAGMA integrity_check") == [("ok",)], "sqlite: integrity_check")
    for name, table in tables.items():
        count(rows(f'SELECT count(*) FROM "{name}"') == [(len(table),)], f"sqlite: {name} has the rows of csv")
        keys = rows(f'SELECT count(*) FROM pragma_foreign_key_list("{name}")')
        count(name in ("actors", "codes", "identifiers", "proposals") or keys[0][0] > 0, f"sqlite: {name} refers to others")
    whole = [row for name in ("decisions", "proposals", "sources", "actors") for row in rows(f"SELECT json FROM {name}")]
    count([json.loads(text) for text, in whole] == lines, "sqlite: the records are those of ndjson, in their order")
    for name in ("decisions", "proposals", "sources", "actors"):
        filled = 0
        for column, in rows("SELECT name FROM pragma_table_info(?)", name):
            if column == "json":
                continue
            path = as_it_is_in_json(name, column)
            if path is None:
                continue
            path = f"$.{path}"
            unlike = rows(f'SELECT id, "{column}" FROM {name} WHERE "{column}" IS NOT json_extract(json, ?)', path)
            count(unlike == [], f"sqlite: {name}.{column} is not {path}: {unlike[:3]}")
            filled += rows(f'SELECT count("{column}") FROM {name}')[0][0]
        count(filled > 0, f"sqlite: the columns of {name} have values")
    known = "ATKM acht het verder cruciaal voor een effectieve aanpak"
    found = rows(
        "SELECT evidence.record, evidence.quote FROM evidence_fts JOIN evidence ON evidence.rowid = evidence_fts.rowid"
        " WHERE evidence_fts MATCH ?", f'"{known}"')
    count(found != [] and all(known in quote for _, quote in found), f"sqlite: a known quote is found: {found}")
    found = [quote for quote, in rows("SELECT quote FROM evidence_fts WHERE evidence_fts MATCH 'persoonlijke'")]
    count(any("persoonlĳke" in quote for quote in found), "sqlite: a word with a ligature is found by its plain letters")
    count(rows("SELECT 1 FROM evidence_fts WHERE evidence_fts MATCH 'nosuchword'") == [], "sqlite: no other word is found")
    positions = rows("SELECT actor, position, decision FROM current_position WHERE proposal = 'eu-com-2022-209'")
    told = json.loads(besluit("status", "--proposal", "eu-com-2022-209", "--actor", "nl-state", "--format", "json").stdout)
    # The command tells of every decision of the actor, and on which of them its position stands.
    stands = told["position_of"]["standing_on"]
    told = {(one["id"], one["position"]) for one in told["decisions"] if one["id"] in stands}
    count({(decision, position) for actor, position, decision in positions if actor == "nl-state"} == told,
          f"sqlite: the position is that of `besluit status`: {positions}, {told}")
    superseded = {line["id"] for line in lines if line["derived"].get("status") == "superseded"}
    count({one for one, in rows("SELECT id FROM superseded_decisions")} == superseded != set(), "sqlite: superseded_decisions")
    base.close()


def plain(value):
    """What a reader of columns gives, as JSON has it: nothing for what is absent, lists for arrays, texts for days, and a number of votes
    in its place whether it was counted or is a share."""
    if isinstance(value, dict):
        shares = {key.removesuffix("_percent"): one for key, one in value.items() if key.endswith("_percent")}
        own = {key: shares.get(key) if one is None else one for key, one in value.items() if not is_beside(key)}
        return {key: there for key, one in own.items() if (there := plain(one)) is not None}
    if hasattr(value, "tolist") and not isinstance(value, str):
        value = value.tolist()
    if isinstance(value, list):
        return [plain(one) for one in value]
    if value is None or value is pandas.NA or value is pandas.NaT or (isinstance(value, float) and value != value):
        return None
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def written(value):
    """A line of ndjson as columns can have it: where a value may be a number as well as a text, it is a text."""
    if isinstance(value, dict):
        reading = {"value": str(value["value"])} if value.keys() == {"value", "evidence"} else {}
        return {key: written(one) for key, one in {**value, **reading}.items() if written(one) != []}
    return [written(one) for one in value] if isinstance(value, list) else value


def check_columns(lines, tables, summary):
    folder = ALL / "parquet"
    base = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    one = lambda query: base.sql(query).fetchall()[0][0]
    for name, number in summary["records"].items():
        count(one(f"SELECT count(*) FROM '{folder}/{name}s.parquet'") == number, f"duckdb: {number} {name}s in parquet")
        ndjson = f"read_json('{ALL}/ndjson/records.ndjson')"
        count(one(f"SELECT count(*) FROM {ndjson} WHERE type = '{name}'") == number, f"duckdb: {number} {name}s in ndjson")
    # A quote of what is out of scope is no evidence: it stands in the source, and is anchored as well.
    anchored = sum(one(f"SELECT count(*) FROM (SELECT unnest(derived.quotes) FROM '{folder}/{name}s.parquet')")
                   for name in summary["records"])
    declared = one(f"SELECT coalesce(sum(len(out_of_scope)), 0) FROM '{folder}/sources.parquet'")
    count(anchored - declared == summary["quotes"], f"duckdb: {summary['quotes']} quotes, here {anchored} - {declared}")
    flat = base.sql(f"SELECT decision, statement, holder, \"option\", direction, quote FROM '{folder}/statements.parquet'")
    argued = tables["statements"].merge(
        tables["evidence"].query("record_type == 'decision'"), left_on=["decision", "place"], right_on=["record", "claim"])
    quotes = argued["quote"].map(text_of)
    joined = zip(*(argued[name] for name in ("decision", "id", "holder", "bearing_option", "bearing_direction")), quotes)
    count(sorted(joined) == sorted(tuple(cell or "" for cell in row) for row in flat.fetchall()),
          "duckdb: the flat statements are those of csv with their evidence")
    for name in summary["records"]:
        table = pandas.read_parquet(folder / f"{name}s.parquet")
        records = [plain(row) for row in table.to_dict("records")]
        expected = [written(line) for line in lines if line["type"] == name]
        unlike = [record["id"] for record, line in zip(records, expected, strict=True) if record != line]
        count(unlike == [], f"pandas: {name}s of parquet and ndjson are not the same: {unlike[:3]}")


def main():
    warnings.simplefilter("ignore")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    check_files()
    summary = json.loads(besluit("validate", "--format", "json").stdout)["summary"]
    check_digest(summary)
    lines = read_lines()
    check_completeness(lines, summary)
    tables = read_tables()
    check_spreadsheet(tables)
    without_network()
    check_tables(tables, lines, summary)
    check_package(tables)
    check_croissant(tables)
    check_citation()
    check_catalogue()
    check_database(lines, tables)
    check_columns(lines, tables, summary)
    print(f"{len(tree(ALL))} files, {len(lines)} records and {sum(map(len, tables.values()))} rows in {len(tables)} tables")
    end()


main()
