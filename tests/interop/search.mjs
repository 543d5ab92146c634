// The search of the site without a browser: its script folds words as the program does, and its files answer questions. The first argument
// is the folder of a site; without one only words are compared.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const here = dirname(fileURLToPath(import.meta.url));
const read = (path) => readFileSync(path, "utf-8");
let passed = 0;
let failed = 0;
const count = (holds, what) => {
  if (holds) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${what}`);
  }
};

const script = read(join(here, "../../src/site/site.js"));
const loaded = () => {
  const context = vm.createContext({});
  vm.runInContext(script, context);
  return context;
};

const { wordsOf } = loaded();
for (const [text, words] of JSON.parse(read(join(here, "folds.json")))) {
  const made = wordsOf(text);
  count(JSON.stringify(made) === JSON.stringify(words), `${JSON.stringify(text)}: ${JSON.stringify(made)}`);
}

// A question, and a part of the address or of the words of one of the first results.
const QUESTIONS = {
  nl: [
    ["detectie", "detectie", 10],
    ["bevel", "detectiebevel", 100],
    ["detectiebevel", "detectiebevel", 10],
    ["PERSOONLIJKE", "", 1],
    ["persoonlĳke levenssfeer", "", 1],
    ["risico's", "risico", 5],
    ["risico’s", "risico", 5],
    ["aivd", "aivd", 3],
    ["cruciaal encryptie", "", 1],
  ],
  en: [
    ["detection", "detection", 10],
    ["encryption", "encrypt", 10],
    ["cabinet", "cabinet", 5],
    ["bevel", "bevel", 100],
  ],
};

const site = process.argv[2];
if (site) {
  for (const [tag, questions] of Object.entries(QUESTIONS)) {
    const context = loaded();
    const files = readdirSync(join(site, "search")).filter((name) => name.startsWith(`${tag}-`));
    count(files.length > 2, `${tag}: ${files}`);
    for (const name of files) vm.runInContext(read(join(site, "search", name)), context);
    const ask = `(question) => find(wordsOf(question).map(matching), { kind: -1 })`;
    const find = vm.runInContext(ask, context);
    const shown = (at) => context.besluit[`docs-${Math.floor(at / 1000)}`].shown[at % 1000];
    for (const [question, expected, first] of questions) {
      const found = find(question).slice(0, first).map(shown);
      const holds = found.some((one) => one.join(" ").toLowerCase().includes(expected));
      count(holds, `${tag}: ${question}: ${JSON.stringify(found.slice(0, 3))}`);
    }
    count(find("geenszinstewoord").length === 0, `${tag}: what is nowhere`);
    // Each result leads to a place that is there.
    for (const [, page] of Object.keys(context.besluit).filter((name) => name.startsWith("docs-")).flatMap((name) => context.besluit[name].shown)) {
      const [path, id] = page.split("#");
      let text = "";
      try {
        text = read(join(site, path));
      } catch {
        count(false, `${page} is not there`);
        continue;
      }
      count(!id || text.includes(`id="${id}"`), `${page}: no such place`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
