// Does ajv, in its strict mode, accept the records of one stream by the tolerant schemas, and refuse those of another?
//
// node derived.mjs GOOD BROKEN

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const require = createRequire(join(root, "target/interop/node/node_modules/any"));
const ajv = new (require("ajv/dist/2020").default)({ strict: true, allowUnionTypes: true });
require("ajv-formats").default(ajv);

const schema = (name) => JSON.parse(readFileSync(join(root, `schema/consumer/${name}.schema.json`), "utf8"));
const names = ["decision", "proposal", "source", "actor", "record"];
const validators = Object.fromEntries(names.map((name) => [name, ajv.compile(schema(name))]));

const [good, broken] = process.argv.slice(2).map((path) => {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
});
for (const [records, expected] of [[good, true], [broken, false]]) {
  for (const record of records) {
    for (const name of [record.type, "record"]) {
      const validate = validators[name];
      const said = () => `${record.id} by ${name}: ${JSON.stringify(validate.errors?.[0] ?? record.derived)}`;
      assert.strictEqual(validate(record), expected, said());
    }
  }
}
console.log(`ajv: ${good.length} accepted, ${broken.length} refused`);
