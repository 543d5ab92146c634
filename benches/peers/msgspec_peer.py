"""Reads a stream of records into typed structs of msgspec: msgspec_peer.py SCHEMA STREAM PROCESSES

msgspec reads no JSON Schema, so the structs are made from the schema here: every type, field, code, pattern and bound of it, with
no unknown field allowed. A record is of the type that its `type` says, which is easier than to try each.
"""

import json
import sys
from typing import Annotated, Literal, Optional, Union

import msgspec

import stream

NUMBERS = {"integer": int, "number": float}


class Types:
    """The types of a schema, each made once."""

    def __init__(self, schema):
        self.definitions = schema["$defs"]
        self.made = {}
        self.tagged = {one["$ref"].rsplit("/", 1)[1] for one in schema["oneOf"]}
        self.record = Union[tuple(self.named(name) for name in sorted(self.tagged))]

    def named(self, name):
        if name not in self.made:
            self.made[name] = self.of(self.definitions[name], name)
        return self.made[name]

    def of(self, schema, name):
        """The type that a schema describes; `name` is the one to give it."""
        match schema:
            case {"$ref": reference}:
                return self.named(reference.rsplit("/", 1)[1])
            case {"const": code}:
                return Literal[code]
            case {"oneOf": codes}:
                return Literal[tuple(code["const"] for code in codes)]
            case {"type": list(types)}:
                return Union[tuple(self.of({"type": one}, name) for one in types)]
            case {"type": "string", "pattern": pattern}:
                return Annotated[str, msgspec.Meta(pattern=pattern)]
            case {"type": "string"}:
                return str
            case {"type": "boolean"}:
                return bool
            case {"type": "integer" | "number" as number}:
                bounds = msgspec.Meta(ge=schema.get("minimum"), le=schema.get("maximum"))
                return Annotated[NUMBERS[number], bounds]
            case {"type": "array", "items": items}:
                least = msgspec.Meta(min_length=schema["minItems"])
                return Annotated[list[self.of(items, name)], least]
            case {"type": "object", "properties": properties}:
                return self.struct(schema, properties, name)
            case {"type": "object", "additionalProperties": values, "propertyNames": keys}:
                least = msgspec.Meta(min_length=schema["minProperties"])
                return Annotated[dict[self.of(keys, name), self.of(values, name)], least]
        raise ValueError(f"no type is known for {schema}")

    def struct(self, schema, properties, name):
        assert schema["additionalProperties"] is False
        is_tagged = name in self.tagged
        fields, rename = [], {}
        for number, (key, of_key) in enumerate(properties.items()):
            if is_tagged and key == "type":
                continue
            # Some keys are no names in Python.
            field = f"field_{number}"
            rename[field] = key
            of_type = self.of(of_key, name)
            if key in schema.get("required", []):
                fields.append((field, of_type))
            else:
                # Absent, and not null.
                fields.append((field, Union[of_type, msgspec.UnsetType], msgspec.UNSET))
        tag: Optional[str] = None
        if is_tagged:
            tag = self.named(properties["type"]["$ref"].rsplit("/", 1)[1]).__args__[0]
        return msgspec.defstruct(
            name,
            fields,
            rename=rename,
            tag=tag,
            tag_field="type" if is_tagged else None,
            forbid_unknown_fields=True,
            kw_only=True,
            gc=False,
        )


schema_path, stream_path, processes = sys.argv[1:]
with open(schema_path) as file:
    DECODER = msgspec.json.Decoder(Types(json.load(file)).record)


def check(path, start, end):
    records = refused = 0
    for piece in stream.pieces(path, start, end):
        try:
            records += len(DECODER.decode_lines(piece))
            continue
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
        # One of them is refused, so each is looked at by itself.
        for line in piece.splitlines():
            records += 1
            try:
                DECODER.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                refused += 1
    return records, refused


stream.run(check, stream_path, int(processes))
