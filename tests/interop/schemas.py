"""Do the records fit the committed schemas of both contracts, as the Python package `jsonschema` reads them?

Every schema is checked against the meta-schema of JSON Schema 2020-12. Every record of the dataset and of the world fixtures must
be accepted by the schema of its type and by the union of all types, formats on. And what the rules of the shape refuse in their
bad fixtures must be refused here too, so that this check can fail; of that, unknown fields pass the tolerant schemas, and
`src/schema/contracts.rs` says what else does.

What the views print of this dataset must fit their schemas, and without a field that these require, or with another `format`, must not;
so must what exports have under `derived`, by the definition of the type of record.
"""

import json

from jsonschema import Draft202012Validator

from common import ROOT, besluit, count, end, load

TYPES = ["decision", "proposal", "source", "actor"]
SHAPE_RULES = ["unknown-field", "missing-field", "wrong-type", "unknown-code", "malformed-value"]


def validator(folder, name):
    schema = load(ROOT / folder / f"{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def errors_of(record, validators):
    """What the schema of the record's own type and the union say; a record without a known type is refused by the union."""
    own = validators.get(record.get("type")) if isinstance(record, dict) else None
    by_type = list(own.iter_errors(record)) if own else [None]
    by_union = list(validators["record"].iter_errors(record))
    return by_type, by_union


# What is asked of the views, each with the name of its schema.
VIEWS = [
    ("show", ["besluit-nl-2025-0001"]),
    ("show", ["besluit-nl-2025-0001", "--as-of", "2025-11-20", "--known-at", "2025-11-20"]),
    ("show", ["eu-com-2022-209"]),
    ("show", ["aboutict-2025-11-11"]),
    ("show", ["nl-state"]),
    ("status", []),
    ("status", ["--proposal", "eu-com-2022-209", "--actor", "nl-state"]),
    ("timeline", ["eu-com-2022-209"]),
    ("timeline", ["eu-com-2022-209", "--actor", "nl-state"]),
    ("list", []),
    ("list", ["--type", "concern"]),
    ("coverage", []),
]


def views():
    """Holds what the views print to their schemas; gives the number of outputs."""
    for name, asked in VIEWS:
        schema = load(ROOT / f"schema/views/{name}.schema.json")
        fits = validator("schema/views", name)
        done = besluit(name, *asked, "--format", "json")
        output = json.loads(done.stdout)
        for error in fits.iter_errors(output):
            print(f"{name} {asked}: {error.json_path} {error.message}")
        count(fits.is_valid(output), f"{name} {asked} fits")
        for field in schema["required"]:
            count(not fits.is_valid({key: output[key] for key in output if key != field}), f"{name} without {field}")
        count(not fits.is_valid({**output, "format": "besluit-other-1"}), f"{name} of another format")
        count(fits.is_valid({**output, "later": 1}), f"{name} with a field that was added later")
    return len(VIEWS)


def derived():
    """Holds what follows from each record to the definition of its type; gives the number of records."""
    schema = load(ROOT / "schema/derived.schema.json")
    Draft202012Validator.check_schema(schema)
    of_type = {name: {**schema["$defs"][f"{name.capitalize()}Derived"], "$defs": schema["$defs"]} for name in TYPES}
    lines = besluit("export", "ndjson", "-o", "-").stdout.splitlines()
    for line in map(json.loads, lines):
        for fits in [Draft202012Validator(of_type[line["type"]]), Draft202012Validator(schema)]:
            count(fits.is_valid(line["derived"]), f"what follows from {line['id']} fits")
            count(not fits.is_valid({**line["derived"], "digest": "none"}), f"a digest of {line['id']} that is none")
    return len(lines)


def main():
    validators = {name: validator("schema", name) for name in [*TYPES, "record"]}
    tolerant = {name: validator("schema/consumer", name) for name in [*TYPES, "record"]}
    good = sorted((ROOT / "records").rglob("*.json"))
    good += sorted((ROOT / "tests/fixtures/world").glob("*/records/**/*.json"))
    for path in good:
        for error in [error for errors in errors_of(load(path), validators) for error in errors]:
            print(f"{path.relative_to(ROOT)}: {error.json_path if error else ''} {error.message if error else 'no type'}")
        count(not any(errors_of(load(path), validators)), path.relative_to(ROOT))
        count(not any(errors_of(load(path), tolerant)), f"{path.relative_to(ROOT)} by the tolerant schemas")

    bad = []
    for rule in SHAPE_RULES:
        found = sorted((ROOT / "tests/fixtures/rules" / rule).glob("bad*/records/**/*.json"))
        count(found, f"the rule {rule} has bad fixtures")
        bad += found
    for path in bad:
        by_type, by_union = errors_of(load(path), validators)
        count(by_type and by_union, f"{path.relative_to(ROOT)} must be refused")
        if "/missing-field/" in str(path) or "/wrong-type/" in str(path):
            count(all(errors_of(load(path), tolerant)), f"{path.relative_to(ROOT)} must be refused by the tolerant schemas")

    print(f"{len(good)} records accepted, {len(bad)} broken ones refused, {len(validators) + len(tolerant)} schemas")
    print(f"{views()} views and what follows from {derived()} records accepted")
    count(good, "there are records")
    end()


main()
