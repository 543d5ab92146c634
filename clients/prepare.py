"""Gives the schema of the records as the generators of types need it. A validator takes both for the same.

prepare.py typescript|python < SCHEMA > SCHEMA
"""

import json
import sys

# The types that would hide one that TypeScript or Python has already, with their names in both clients.
NAMES = {
    "Record": "AnyRecord",
    "Event": "DecisionEvent",
    "Date": "EdtfDate",
    "Text": "TextLine",
    "Decimal": "DecimalString",
}


def rename(part):
    """Gives types their names in the clients: the definitions, the references to them, and the titles that generators go by."""
    if isinstance(part, list):
        for item in part:
            rename(item)
    elif isinstance(part, dict):
        for keyword, value in part.items():
            name = isinstance(value, str) and value.removeprefix("#/$defs/")
            if keyword in ("$ref", "title") and name in NAMES:
                part[keyword] = value.replace(name, NAMES[name])
            rename(value)


def complete(definitions):
    """Says of the codes to come that they are strings in a way by which an editor still completes those that are known."""
    later = {name for name in definitions if name.startswith("Later")}
    for name in later:
        del definitions[name]
    for definition in definitions.values():
        for alternative in definition.get("anyOf", []):
            if alternative.get("$ref", "").removeprefix("#/$defs/") in later:
                alternative.clear()
                alternative["tsType"] = "(string & {})"


def plain(part):
    """Lets a day be a string like every other date, and a number that is written whole stay so."""
    if isinstance(part, list):
        for item in part:
            plain(item)
    elif isinstance(part, dict):
        if part.get("type") == "string":
            part.pop("format", None)
        types = part.get("type", [])
        if "number" in types:
            part["type"] = ["integer", *([types] if isinstance(types, str) else types)]
        for value in part.values():
            plain(value)


schema = json.load(sys.stdin)
rename(schema)
schema["$defs"] = {NAMES.get(name, name): definition for name, definition in schema["$defs"].items()}
if sys.argv[1] == "typescript":
    complete(schema["$defs"])
else:
    plain(schema)
json.dump(schema, sys.stdout)
