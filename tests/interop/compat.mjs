// Do ajv and jsoncompat agree with the cases of compat.py?
//
// node compat.mjs CASES

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "../..");
const modules = join(root, "target/interop/node/node_modules");
const require = createRequire(join(modules, "any"));
const Ajv = require("ajv/dist/2020").default;
const formats = require("ajv-formats").default;
const { check_compat, initSync } = await import(pathToFileURL(join(modules, "jsoncompat/jsoncompat_wasm.js")));
initSync({ module: readFileSync(join(modules, "jsoncompat/jsoncompat_wasm_bg.wasm")) });

// An edited schema may say a pattern of what it does not call a text.
const accepts = (schema, document) => {
  const ajv = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true });
  formats(ajv);
  return ajv.compile(schema)(document);
};

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const [what, accepting, refusing, document] of cases.witnesses) {
  assert.ok(accepts(accepting, document), `${what}: ajv refuses the witness`);
  assert.ok(!accepts(refusing, document), `${what}: ajv accepts the witness`);
}
let careful = 0;
for (const [what, old, now, role, isSafe, isOfPattern] of cases.questions) {
  const says = check_compat(JSON.stringify(old), JSON.stringify(now), role);
  if (isSafe && isOfPattern && !says) {
    careful += 1;
  } else {
    assert.strictEqual(says, isSafe, what);
  }
}
console.log(`ajv: ${cases.witnesses.length} witnesses; jsoncompat: ${cases.questions.length} questions, ${careful} left open`);
