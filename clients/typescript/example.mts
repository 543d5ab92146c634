// Who advised what: reads records, one a line (NDJSON), from standard input, and prints each advice with who gave it.

import { createInterface } from "node:readline";
import type * as besluit from "./besluit.js";

for await (const line of createInterface({ input: process.stdin })) {
  const record = JSON.parse(line) as besluit.AnyRecord;
  // The field `type` tells what a record is, to the reader and to the compiler.
  if (record.type !== "decision") continue;
  for (const statement of record.statements ?? []) {
    if (statement.type === "advice") {
      console.log(`${statement.holder}\t${record.id}#${statement.id}\t${statement.text["en"]}`);
    }
  }
}
