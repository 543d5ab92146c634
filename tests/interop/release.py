"""Is a release the same wherever it is made, and do the tools of others accept it?

In a clone of this repository a title is corrected, and the release that this asks for is planned, prepared, committed and made: by two
people, in two folders, in two time zones, on one thread and on two. Then

- the two folders have the same bytes, and `sha256sum --check` holds of each and of what is in the archive;
- frictionless, check-jsonschema, the schema of the Citation File Format, mlcroissant, rdflib and pyshacl accept it;
- the delta leads from the records of the release before to those of this one, and the descriptions name both versions;
- what must not be released is refused: a dirty tree, a number too low, a record that is gone, records that differ from the prepared ones.
"""

import json
import logging
import os
import shutil
import subprocess
import tarfile
import zipfile

import mlcroissant
import pyshacl
import rdflib
import yaml
from frictionless import Package
from jsonschema import Draft7Validator, Draft202012Validator

from common import BINARY, ROOT, TOOLS, count, end, load, without_network

OUT = TOOLS / "release"
NOBODY = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org"]
DATE = "2099-01-01"


def run(folder, *command, **environment):
    done = subprocess.run([*map(str, command)], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def must(folder, *command, **environment):
    code, told = run(folder, *command, **environment)
    count(code == 0, f"{command}: exit code {code}: {told}")
    return told


def clone(name, source):
    folder = OUT / name
    must(OUT, "git", "clone", "--quiet", "--no-hardlinks", source, folder)
    return folder


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def corrected(folder):
    """Gives a decision another title, as a new revision with its reason, and commits."""
    path = folder / "records/decisions/2025/besluit-nl-2025-0001.json"
    record = load(path)
    record["title"]["en"] += " (corrected)"
    record["record"]["revision"] += 1
    record["record"]["reason"] = {"nl": "De titel is verbeterd.", "en": "The title was corrected."}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    must(folder, BINARY, "fmt")
    must(folder, "git", *NOBODY, "commit", "--quiet", "--all", "--message", "Correct a title")


def last(folder):
    versions = [path.name for path in (folder / "released").iterdir()]
    return max(versions, key=lambda version: [int(part) for part in version.split(".")])


def prepared():
    """A clone with a prepared and committed release, its version and the one before."""
    folder = clone("one", ROOT)
    before = last(folder)
    code, told = run(folder, BINARY, "release", "--prepare", "99.0.0", DATE)
    count(code == 1 and "no record has changed" in told, f"nothing has changed: {code} {told}")
    corrected(folder)
    told = must(folder, BINARY, "release", "--plan")
    version = told.partition("the next release: ")[2].split()[0]
    numbers = [int(part) for part in before.split(".")]
    count(version == f"{numbers[0]}.{numbers[1]}.{numbers[2] + 1}", f"a title asks for the last number: {told}")
    code, told = run(folder, BINARY, "release", "--prepare", before, DATE)
    count(code == 1, f"{before} is released: {told}")
    must(folder, BINARY, "release", "--prepare", version, DATE)
    code, told = run(folder, BINARY, "release", version, "-o", OUT / "too-early")
    count(code == 1 and "is not as it is in the commit" in told and not (OUT / "too-early").exists(), f"a dirty tree: {told}")
    must(folder, "git", "add", "--all")
    must(folder, "git", *NOBODY, "commit", "--quiet", "--message", f"Release {version}")
    return folder, version, before


def made(folder, version):
    """The release, made twice."""
    other = clone("another place", folder)
    with_all = ["--with", "sqlite", "--with", "parquet"]
    here = dict(TZ="UTC", USER="one", LANG="C", RAYON_NUM_THREADS="1")
    there = dict(TZ="Pacific/Kiritimati", USER="two", LANG="nl_NL.UTF-8", RAYON_NUM_THREADS="2", HOME=str(OUT))
    must(folder, BINARY, "release", version, "-o", OUT / "a", *with_all, **here)
    must(other, BINARY, "release", version, "-o", OUT / "b", *with_all, **there)
    count(must(OUT, "diff", "-r", "a", "b") == "", "the same bytes, wherever it is made")
    release = OUT / "a"
    must(release, "sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS")
    listed = {line.split("  ")[1] for line in (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    archive = next(release.glob("*.tar"))
    count(listed == set(tree(release)) - {"SHA256SUMS", archive.name}, "every file is in the list of hashes")
    with tarfile.open(archive) as packed:
        packed.extractall(OUT / "packed", filter="data")
    inside = tree(OUT / "packed" / archive.stem)
    files = tree(release)
    count(inside == {path: content for path, content in files.items() if path != archive.name}, "the archive has all of it")
    return release


def check_descriptions(release, version, before):
    manifest = load(release / "manifest.json")
    checked = OUT / "schema.json"
    for name, instance in (("release", release / "manifest.json"), ("delta", None)):
        checked.write_text(must(ROOT, BINARY, "schema", name), encoding="utf-8")
        if instance:
            must(OUT, TOOLS / "bin/check-jsonschema", "--schemafile", checked, instance)
            continue
        validator = Draft202012Validator(load(checked))
        for line in (release / f"delta-from-{before}.ndjson").read_text(encoding="utf-8").splitlines():
            errors = [error.message for error in validator.iter_errors(json.loads(line))]
            count(not errors, f"a line of the delta: {errors}")
    named = {file["path"]: file for file in manifest["files"]}
    count(named.keys() == tree(release).keys() - {"manifest.json", "SHA256SUMS", next(release.glob("*.tar")).name}, "the manifest lists all")
    count((manifest["version"], manifest["previous"], manifest["date"]) == (version, before, DATE), f"the manifest: {manifest}")
    report = Package(str(release / "datapackage.json")).validate()
    count(report.valid, f"frictionless: {report.flatten(['name', 'type', 'message'])[:5]}")
    count(load(release / "datapackage.json")["version"] == version, "the version of the data package")
    with zipfile.ZipFile(next((TOOLS / "cffconvert").glob("*.whl"))) as wheel:
        citations = Draft7Validator(json.loads(wheel.read("cffconvert/schemas/1.2.0/schema.json")))
    citation = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))
    citation["date-released"] = str(citation["date-released"])
    errors = [error.message for error in citations.iter_errors(citation)]
    count(not errors and citation["version"] == version, f"CITATION.cff: {errors}")
    count((release / "CITATION.cff").read_bytes() == (OUT / "one/CITATION.cff").read_bytes(), "CITATION.cff is the prepared one")
    logging.getLogger("absl").setLevel(logging.ERROR)
    croissant = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
    issues = croissant.metadata.ctx.issues
    count(not issues.errors and croissant.metadata.version == version, f"mlcroissant: {issues.errors}")
    path = release / "dcat.jsonld"
    graph = rdflib.Graph().parse(path, format="json-ld", publicID=path.as_uri())
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    dataset = next(graph.subjects(rdflib.RDF.type, dcat.Dataset))
    count(str(graph.value(dataset, dcat.version)) == version, "the version of the catalogue entry")
    count(f"/{before}/dcat.jsonld#dataset" in str(graph.value(dataset, dcat.previousVersion)), "the entry names the one before")
    linked = rdflib.Graph().parse(release / "jsonld/dataset.jsonld", format="json-ld", base="https://example.org/")
    shapes = rdflib.Graph().parse(ROOT / "shapes/besluit.shacl.ttl", format="turtle")
    holds, _, told = pyshacl.validate(linked, shacl_graph=shapes)
    count(holds, f"pyshacl: {told[:2000]}")


def check_delta(folder, release, before):
    state = folder / f"released/{before}/records.ndjson"
    after = must(folder, BINARY, "delta", "--apply", state, release / f"delta-from-{before}.ndjson")
    count(after.encode() == (release / "records.ndjson").read_bytes(), "the delta leads to the records of the release")
    changes = (release / "CHANGES.md").read_text(encoding="utf-8")
    count("besluit-nl-2025-0001" in changes and "The title was corrected." in changes, f"CHANGES.md: {changes}")
    told = must(folder, BINARY, "validate", "--as-of", DATE, "--against", f"released/{before}")
    count("0 errors" in told, f"compared with the folder of the release before: {told}")
    count(load(release / "coverage.json")["format"] == "besluit-coverage-1", "how much of the texts is covered")


def refused(folder, version):
    def expect(what, told_part, prepare=True):
        command = ["release", "--prepare", f"{version}9", DATE] if prepare else ["release", version, "-o", OUT / "refused"]
        code, told = run(folder, BINARY, *command)
        count(code == 1 and told_part in told, f"{what}: exit code {code}: {told}")
        must(folder, "git", "reset", "--quiet", "--hard")
        must(folder, "git", "clean", "--quiet", "-d", "--force")

    path = folder / "records/decisions/2025/besluit-nl-2025-0001.json"
    record = load(path)
    record["events"][0]["date"] = "2020-01-01"
    record["record"]["revision"] += 1
    record["record"]["reason"] = {"nl": "Anders.", "en": "Otherwise."}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    expect("another date asks for more than the last number", "is too low")
    path.unlink()
    expect("a record that was released", "is gone")
    (folder / ".zenodo.json").write_text("{}", encoding="utf-8")
    expect("a file that hides CITATION.cff", "Zenodo")
    with (folder / "besluit.toml").open("a", encoding="utf-8") as settings:
        settings.write("# Later.\n")
    expect("a file that is not as in the commit", "besluit.toml is not as it is in the commit", prepare=False)
    corrected(folder)
    expect("other records than the prepared ones", "are not those that were prepared", prepare=False)


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    folder, version, before = prepared()
    release = made(folder, version)
    without_network()
    check_descriptions(release, version, before)
    check_delta(folder, release, before)
    refused(folder, version)
    end()


main()
