"""Who advised what: reads records, one a line (NDJSON), from standard input, and prints each advice with who gave it."""

import sys

from pydantic import TypeAdapter

from besluit import Decision, Record

RECORD = TypeAdapter(Record)

for line in sys.stdin:
    # Anything that is no record is refused here, and says why.
    record = RECORD.validate_json(line)
    if isinstance(record, Decision):
        for statement in record.statements or []:
            if statement.type == "advice":
                print(statement.holder, f"{record.id}#{statement.id}", statement.text["en"], sep="\t")
