"""Do the exports open where their users work, and say there what the records say?

`besluit export all` writes the dataset in every form, twice, with another number of threads: the same bytes. Then

- `ndjson`: each line, without `derived`, fits the schema and is accepted by `besluit validate`;
- `csv`: pandas reads the tables, with the counts that `besluit validate` gives, and finds in them what `ndjson` says;
- `datapackage.json`: frictionless validates the package with all its keys;
- `croissant.json`: mlcroissant reads every record set, without a network;
- `CITATION.cff` fits the schema of the Citation File Format that cffconvert carries;
- `dcat.jsonld`: rdflib reads what DCAT-AP asks of a dataset and its distributions;
- `SHA256SUMS`: every file is listed with its hash.

Each validator must refuse a broken export, so that this check can fail.
"""

import hashlib
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import mlcroissant
import pandas
import rdflib
import yaml
from frictionless import Package
from jsonschema import Draft7Validator, Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "target/interop"
OUT = TOOLS / "exports"
ALL = OUT / "all"
BINARY = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/besluit"

passed = failed = 0


def count(holds, what):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}")


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def besluit(*arguments, threads="2"):
    environment = {**os.environ, "RAYON_NUM_THREADS": threads}
    done = subprocess.run([BINARY, *map(str, arguments)], cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout, done.stderr)
    return done


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_network():
    """From here on nothing is fetched: whoever tries fails."""

    def refuse(*_, **__):
        raise OSError("a validator of exports wants a network")

    socket.socket.connect = refuse
    socket.getaddrinfo = refuse


def check_files():
    for target, threads in (("all", "1"), ("again", "4")):
        done = besluit("export", "all", "-o", OUT / target, threads=threads)
        count(done.returncode == 0, f"export all: exit code {done.returncode}")
    files = tree(ALL)
    count(files == tree(OUT / "again"), "two builds are equal")
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    count(sums == {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}, "SHA256SUMS")


def read_lines():
    """The lines of ndjson, and whether they are records once what is derived is taken off."""
    lines = [json.loads(line) for line in (ALL / "ndjson/records.ndjson").read_text(encoding="utf-8").splitlines()]
    validator = Draft202012Validator(load(ROOT / "schema/record.schema.json"))
    count(not validator.is_valid(lines[0]), "ndjson: a line is more than a record")
    records = [{key: value for key, value in line.items() if key != "derived"} for line in lines]
    for record in records:
        count(validator.is_valid(record), f"ndjson: {record['id']} fits the schema")
    stream = OUT / "records.ndjson"
    stream.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    done = besluit("validate", "--root", ROOT, stream)
    count(done.returncode == 0, "ndjson: besluit validate accepts the records")
    return lines


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
            ("title_nl", line["title"]["nl"]),
            ("status", line["derived"]["status"]),
            ("undone_by", line["derived"].get("by", "")),
            ("position", line["derived"].get("position", "")),
        ):
            count(row[column].removeprefix("'") == value, f"csv: {column} of {line['id']}")
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
    for name, table in tables.items():
        unsafe = table.map(lambda cell: cell[:1] in "=+-@\t\r" and cell != "").any().any()
        count(not unsafe, f"csv: a cell of {name} is a formula")


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
        (lambda path, resources: rewrite(path, resources, b",oppose,not_for,", b",opposed,not_for,"), "constraint-error"),
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


def main():
    warnings.simplefilter("ignore")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    check_files()
    summary = json.loads(besluit("validate", "--format", "json").stdout)["summary"]
    lines = read_lines()
    tables = read_tables()
    without_network()
    check_tables(tables, lines, summary)
    check_package(tables)
    check_croissant(tables)
    check_citation()
    check_catalogue()
    print(f"{len(tree(ALL))} files, {len(lines)} records and {sum(map(len, tables.values()))} rows in {len(tables)} tables")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
