// Do the links to the words of a quote open a page there, as an implementation of others finds them?
//
// `text-fragments-polyfill` is that of those who wrote the specification. The pinned texts of this dataset become pages, a paragraph
// for each, with the marks of footnotes and without them; their sources are given addresses in a copy of the dataset, `besluit show`
// gives the links, and every link must lead to words of its quote: to all of them, where no mark stands between.

import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const modules = join(root, "target/interop/node/node_modules");
const { JSDOM } = createRequire(join(modules, "any"))("jsdom");

/** The page of a text, and what a browser has there. */
function open(text) {
  const dom = new JSDOM("<body></body>", { pretendToBeVisual: true });
  for (const paragraph of text.split(/\n\s*\n/)) {
    const element = dom.window.document.createElement("p");
    element.textContent = paragraph;
    dom.window.document.body.append(element);
  }
  for (const name of ["document", "navigator", "Node", "NodeFilter", "Range", "HTMLElement", "Element"]) {
    Object.defineProperty(globalThis, name, { value: dom.window[name], configurable: true });
  }
  globalThis.window = dom.window;
  globalThis.getComputedStyle = dom.window.getComputedStyle;
  return dom.window.document;
}

const plain = (text) => text.replace(/\s+/g, " ").trim();

open("");
const polyfill = await import(join(modules, "text-fragments-polyfill/src/text-fragment-utils.js"));

/** The words that a link marks on the page of a text. */
function marked(text, link) {
  const page = open(text);
  const directives = polyfill.parseFragmentDirectives(polyfill.getFragmentDirectives(link.slice(link.indexOf("#"))));
  const [marks] = polyfill.processFragmentDirectives(directives, page).text;
  return plain((marks ?? []).map((mark) => mark.textContent).join(""));
}

const folder = mkdtempSync(join(tmpdir(), "besluit-"));
try {
  cpSync(join(root, "records"), join(folder, "records"), { recursive: true });
  cpSync(join(root, "besluit.toml"), join(folder, "besluit.toml"));
  const records = [];
  const files = execFileSync("find", ["records", "-name", "*.json"], { cwd: folder, encoding: "utf8" }).trim().split("\n").sort();
  for (const file of files) {
    const record = JSON.parse(readFileSync(join(folder, file), "utf8"));
    if (record.text) record.url = `https://example.org/${record.id}`;
    writeFileSync(join(folder, file), JSON.stringify(record));
    records.push(record);
  }
  let [number, whole, without] = [0, 0, 0];
  for (const record of records) {
    const command = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/besluit");
    const shown = JSON.parse(execFileSync(command, ["show", record.id, "--format", "json"], { cwd: folder, encoding: "utf8" }));
    for (const [pointer, place] of Object.entries(shown.quotes ?? {})) {
      const quote = pointer.split("/").slice(1).reduce((value, key) => value[key], record);
      if (!place.link) {
        assert.match(quote, /^\[(footnoteRef:)?\d+[:\]]$/, "only what is a mark itself has no link");
        without += 1;
        continue;
      }
      // A word that is broken at a hyphen is whole on a page.
      const text = readFileSync(join(folder, place.file), "utf8").replace(/-\s*\n\s*/g, "-");
      const found = marked(text, place.link);
      assert.ok(found !== "" && quote.includes(found), `${record.id} ${pointer}: ${place.link} marks ${found}`);
      number += 1;
      whole += found === quote ? 1 : 0;
      const unmarked = text.replaceAll(/\[footnoteRef:\d+\]/g, "").replaceAll(/(?<=[\p{L}.,])\d+(?=\s)/gu, "");
      assert.ok(marked(unmarked, place.link) !== "", `${record.id} ${pointer}: ${place.link} leads nowhere without the marks`);
    }
  }
  assert.ok(number > 200 && whole > 200, `${number} links, ${whole} to the whole quote`);
  // And it must be able to fail.
  assert.strictEqual(marked("Twee woorden.", "#:~:text=andere%20woorden"), "");
  console.log(`links: ${number} lead to their words, ${whole} of them to the whole quote; ${without} marks have none`);
} finally {
  rmSync(folder, { recursive: true });
}
