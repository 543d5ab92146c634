// What tools of Node make of a site: html-validate, linkinator, csp_evaluator, and the parser of Argdown.
//
// node site_tools.mjs JOB
//
// Each check is a line of JSON for `site_shown.py`: whether it holds, and what does not.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "../..");
const modules = join(root, "target/interop/node/node_modules");
const require = createRequire(join(modules, "any"));
const job = JSON.parse(readFileSync(process.argv[2], "utf8"));

const count = (holds, what) => console.log(JSON.stringify({ holds: Boolean(holds), what }));
const tell = (told) => console.log(JSON.stringify({ told }));
const read = (path) => readFileSync(join(job.site, path), "utf8");

async function checkHtml() {
  const { HtmlValidate, StaticConfigLoader } = require("html-validate");
  const validate = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ["html-validate:recommended"], rules: job.html }));
  for (const path of job.pages) {
    const report = await validate.validateString(read(path), path);
    const found = report.results.flatMap((result) => result.messages);
    const first = found.slice(0, 3).map((one) => `${one.line}:${one.column} ${one.ruleId}: ${one.message}`);
    count(found.length === 0, `html-validate: ${path}: ${found.length} findings: ${first.join("; ")}`);
  }
  const broken = await validate.validateString(read(job.pages[0]).replace("</main>", "<p><main></p></main>"), "broken");
  count(!broken.valid, "html-validate refuses a broken page");
}

async function checkLinks() {
  const { check } = await import(pathToFileURL(join(modules, "linkinator/build/src/index.js")).href);
  const linksToSkip = ["^https?://(?!localhost)"];
  // A machine with much to do answers late: that is asked again, and is no broken link.
  const again = { retryErrors: true, retryErrorsCount: 5, timeout: 60_000 };
  const { links } = await check({ path: job.site, recurse: true, checkFragments: true, linksToSkip, concurrency: 4, ...again });
  const broken = links.filter((link) => link.state === "BROKEN");
  for (const link of broken.slice(0, 20)) count(false, `linkinator: ${link.parent} leads to ${link.url}, ${link.status}`);
  count(broken.length === 0, `linkinator: ${broken.length} links are broken`);
  const good = links.filter((link) => link.state === "OK");
  count(good.length >= job.pages.length, `linkinator: ${good.length} links for ${job.pages.length} pages`);
  tell(`linkinator: ${links.length} links`);
}

function checkPolicies() {
  const { CspParser } = require("csp_evaluator/dist/parser.js");
  const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
  const { Severity } = require("csp_evaluator/dist/finding.js");
  const high = (policy) => new CspEvaluator(new CspParser(policy).csp).evaluate().filter((one) => one.severity <= Severity.HIGH_MAYBE);
  const policies = new Set();
  for (const path of job.pages) {
    const found = read(path).match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/);
    count(found, `csp: ${path} has no policy`);
    if (found) policies.add(found[1].replaceAll("&#39;", "'"));
  }
  for (const line of job.headers.split("\n")) {
    const found = line.match(/Content-Security-Policy: *(.*)/i);
    if (found) policies.add(found[1]);
  }
  for (const policy of policies) count(high(policy).length === 0, `csp: ${high(policy).map((one) => one.description)} in ${policy}`);
  count(high("default-src *; script-src 'unsafe-inline'").length > 0, "csp: an open policy is refused");
}

/** What the parser of Argdown makes of a text: what it complains of, and the names of the statements. */
function parse(input) {
  const { ArgdownApplication, ModelPlugin, ParserPlugin } = require("@argdown/core");
  const argdown = new ArgdownApplication();
  argdown.addPlugin(new ParserPlugin(), "parse-input");
  argdown.addPlugin(new ModelPlugin(), "build-model");
  const made = argdown.run({ process: ["parse-input", "build-model"], input, throwExceptions: false, logLevel: "silent" });
  const wrong = [...(made.lexerErrors ?? []), ...(made.parserErrors ?? []), ...(made.exceptions ?? [])];
  return { wrong: wrong.map((one) => one.message), names: Object.keys(made.statements ?? {}) };
}

function checkMaps() {
  for (const { path, names: expected } of job.maps) {
    const { wrong, names } = parse(read(path));
    count(wrong.length === 0, `argdown: ${path}: ${wrong[0]}`);
    const missing = expected.filter((name) => !names.includes(name));
    count(missing.length === 0, `argdown: ${path} lacks ${missing}`);
  }
  count(parse("[a]: b\n\n     - - [c").wrong.length > 0, "argdown refuses a broken map");
}

for (const [name, check] of Object.entries({ html: checkHtml, links: checkLinks, policies: checkPolicies, maps: checkMaps })) {
  if (job.only && !job.only.includes(name)) continue;
  const start = Date.now();
  await check();
  tell(`tools: ${name}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
}
process.exit(0);
