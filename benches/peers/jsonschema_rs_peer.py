"""Validates a stream of records with jsonschema-rs over what orjson reads: jsonschema_rs_peer.py SCHEMA STREAM PROCESSES"""

import sys

import jsonschema_rs
import orjson

import stream

schema_path, stream_path, processes = sys.argv[1:]
with open(schema_path, "rb") as file:
    VALIDATOR = jsonschema_rs.Draft202012Validator(orjson.loads(file.read()))


def check(path, start, end):
    records = refused = 0
    is_valid, loads = VALIDATOR.is_valid, orjson.loads
    for piece in stream.pieces(path, start, end):
        for line in piece.splitlines():
            records += 1
            try:
                refused += not is_valid(loads(line))
            except orjson.JSONDecodeError:
                refused += 1
    return records, refused


stream.run(check, stream_path, int(processes))
