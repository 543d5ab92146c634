// Does an editor complete the codes of the TypeScript client, and does no type of it hide one that is there anyway?
//
// node completions.mjs FOLDER, in which `besluit.d.ts` and `tsconfig.json` lie. The compiler is asked as an editor asks it, in a file
// that it only knows of: for each list of codes what may stand in a string of that type, and what follows from a record.

import assert from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const root = resolve(import.meta.dirname, "../..");
const require = createRequire(join(root, "target/clients/node_modules/any"));
const { API, SymbolFlags } = await import(pathToFileURL(require.resolve("typescript/unstable/sync")));

/** The codes that each list of the schema knows, and whether it may grow. */
function lists() {
  const { $defs } = JSON.parse(readFileSync(join(root, "schema/consumer/record.schema.json"), "utf8"));
  const codes = (part) => {
    const of = (one) => ("const" in one ? [one.const] : codes(one.allOf ? $defs[one.allOf[0].$ref.slice("#/$defs/".length)] : one));
    return [part.oneOf, part.anyOf, "const" in part ? [part] : []].flatMap((all) => (all ?? []).flatMap(of));
  };
  const all = Object.entries($defs).map(([name, part]) => ({ name, codes: codes(part), isOpen: "anyOf" in part }));
  return all.filter((list) => list.codes.length > 0);
}

const all = lists();
assert(all.filter((list) => list.isOpen).length > 10 && all.filter((list) => !list.isOpen).length > 10);

// A place to be completed is where the cursor stands in this text.
const CURSOR = "¦";
let text = `import type * as besluit from "./besluit.js";\ndeclare const decision: besluit.Decision;\n`;
for (const { name } of all) text += `export const a${name}: besluit.${name} = "${CURSOR}";\n`;
text += `export const isOver = decision.derived?.status === "${CURSOR}";\n`;
text += `export const derived = decision.derived?.${CURSOR};\n`;
const places = [];
for (let at = text.indexOf(CURSOR); at >= 0; at = text.indexOf(CURSOR)) {
  places.push(at);
  text = text.slice(0, at) + text.slice(at + CURSOR.length);
}
const file = join(folder, "completed.mts");
writeFileSync(file, text);

const api = new API();
try {
  const config = join(folder, "tsconfig.json");
  const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
  const { checker } = project;
  const completed = places.map((at) => checker.getCompletionsAtPosition(file, at)?.entries.map((entry) => entry.name) ?? []);
  const bare = (names) => names.map((name) => name.replace(/^"|"$/g, "")).sort();
  for (const [at, { name, codes }] of all.entries()) {
    assert.deepStrictEqual(bare(completed[at]), [...new Set(codes)].sort(), `the codes of ${name}`);
  }
  const status = all.find((list) => list.name === "Status");
  assert.deepStrictEqual(bare(completed[all.length]), [...new Set(status.codes)].sort(), "the status of a decision");
  for (const member of ["status", "since", "effects", "statements", "quotes"]) {
    assert(completed[all.length + 1].includes(`${member}?`), `\`${member}\` follows from a decision`);
  }

  const types = readFileSync(join(folder, "besluit.d.ts"), "utf8");
  const names = [...types.matchAll(/^export (?:type|interface) (\w+)/gm)].map((found) => found[1]);
  assert(names.length > 100);
  const isThere = (name) => checker.resolveName(name, SymbolFlags.Type | SymbolFlags.Value, { document: file, position: 0 });
  for (const name of ["Record", "Event", "Date", "Text"]) assert(isThere(name), `${name} is there anyway`);
  for (const name of names) assert(!isThere(name), `${name} hides a type that is there anyway`);
  console.log(`completions: ${all.length} lists of codes, ${names.length} types`);
} finally {
  api.close();
}
