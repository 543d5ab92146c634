"""Who advised what: reads records, one a line (NDJSON), from standard input, and prints each advice with who gave it."""

import sys
from typing import Annotated

from pydantic import Field, TypeAdapter

from besluit import AnyRecord, Decision

# The field `type` tells what a record is; so what is wrong with one is told of that type alone.
RECORD = TypeAdapter(Annotated[AnyRecord, Field(discriminator="type")])

for line in sys.stdin:
    record = RECORD.validate_json(line)
    if isinstance(record, Decision):
        for statement in record.statements or []:
            if statement.type == "advice":
                print(statement.holder, f"{record.id}#{statement.id}", statement.text["en"], sep="\t")
