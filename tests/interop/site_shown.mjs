// What a browser makes of a site: Chromium, by playwright-core, with axe-core in its pages.
//
// node site_shown.mjs JOB
//
// The job is a JSON file: the folder of a site, the pages of it, those of each template, the questions to its search, and a site of
// hostile texts beside its harmless twin. Each check is a line of JSON for `site_shown.py`: whether it holds, and what does not. Every folder
// is served by a server here; whatever else a page asks for is told, and not let out.

import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "../..");
const require = createRequire(join(root, "target/interop/node/node_modules/any"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const job = JSON.parse(readFileSync(process.argv[2], "utf8"));

const AXE = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"], resultTypes: ["violations"] };
const PHONE = { width: 375, height: 800 };
const DESK = { width: 1440, height: 900 };
// Text at four times its size, as WCAG 1.4.10 has it.
const NARROW = { width: 320, height: 800 };
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".jsonld": "application/ld+json", ".atom": "application/atom+xml", ".wasm": "application/wasm", ".svg": "image/svg+xml",
};

const count = (holds, what) => console.log(JSON.stringify({ holds: Boolean(holds), what }));
const tell = (told) => console.log(JSON.stringify({ told }));

/** Serves a folder, and gives its address. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
    try {
      const file = statSync(path).isDirectory() ? join(path, "index.html") : path;
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain; charset=utf-8" }).end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

/** A window in which what a page asks for and complains of is written down, under `wrong`. */
async function open(browser, base, options) {
  const context = await browser.newContext({ viewport: PHONE, ...options });
  const page = await context.newPage();
  page.wrong = [];
  const wrong = (what) => page.wrong.push(what);
  await context.route("**", (route) => {
    const address = route.request().url();
    if (address.startsWith(`${base}/`) || address.startsWith("data:")) return route.continue();
    wrong(`asks for ${address}`);
    return route.abort();
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`the policy refuses ${event.blockedURI} for ${event.violatedDirective}`);
    });
  });
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong(`error: ${error.message}`));
  page.on("requestfailed", (request) => wrong(`failed: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && wrong(`${response.status()}: ${response.url()}`));
  page.on("dialog", (dialog) => {
    wrong(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  return page;
}

/** Opens a page, and says what went wrong meanwhile. */
async function visit(page, address) {
  page.wrong.length = 0;
  // Another fragment alone would not load the page anew.
  if (address.includes("#")) await page.goto("about:blank");
  await page.goto(address, { waitUntil: "load" });
}

const quiet = (page, what) => count(page.wrong.length === 0, `${what}: ${page.wrong.join("; ")}`);

/** By how many pixels the page is wider than the window. */
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Does the same with each item, in two windows at a time. */
async function inTwo(items, make, each) {
  const waiting = [...items];
  const work = async () => {
    const page = await make();
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await each(page, item);
    await page.context().close();
  };
  await Promise.all([work(), work()]);
}

/** Every page, served: nothing is asked of anybody else, nothing is complained of, and nothing is wider than a narrow window. */
async function checkServed(browser, base) {
  await inTwo(job.pages, () => open(browser, base, { viewport: NARROW }), async (page, path) => {
    await visit(page, `${base}/${path}`);
    const pixels = await tooWide(page);
    count(pixels <= 0, `${path}: ${pixels} px too wide for a window of ${NARROW.width}`);
    quiet(page, path);
  });
}

/** Each template from the folder itself, without a server, and there without script as well. */
async function checkFolder(browser) {
  const base = pathToFileURL(job.site).href;
  const text = (page) => page.evaluate(() => document.querySelector("main").innerText);
  const scripted = await open(browser, base);
  const plain = await open(browser, base, { javaScriptEnabled: false });
  for (const path of job.templates) {
    const said = [];
    for (const page of [scripted, plain]) {
      await visit(page, `${base}/${path}`);
      quiet(page, `file: ${path}`);
      said.push(await text(page));
    }
    // A search works by a script, so that page may say so.
    const isSearch = job.search.some((one) => one.page === path);
    count(isSearch || (said[0] === said[1] && said[0].length > 0), `${path}: says the same without script`);
  }
  for (const page of [scripted, plain]) await page.context().close();
}

/** Each template by the rules of WCAG 2.2, level A and AA. */
async function checkAccess(browser, base) {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [PHONE, DESK]) {
      await inTwo(job.templates, () => open(browser, base, { colorScheme, viewport }), async (page, path) => {
        const what = `${path}, ${colorScheme}, ${viewport.width} px`;
        await visit(page, `${base}/${path}`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate((options) => globalThis.axe.run(options), AXE);
        const found = violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.length} times, first ${one.nodes[0].html.slice(0, 200)}`);
        count(found.length === 0, `${what}: ${found.join("; ")}`);
        const pixels = await tooWide(page);
        count(pixels <= 0, `${what}: ${pixels} px too wide`);
        quiet(page, what);
      });
    }
  }
}

/** The elements of a page and the names of their attributes. */
const elements = (page) => page.evaluate(() => {
  const names = (element) => [...element.attributes].map((one) => one.name).sort();
  // How many of each there are depends on the words: a text of a picture has lines.
  const kinds = [...document.querySelectorAll("*")].map((element) => [element.localName, ...names(element)].join(" "));
  return [...new Set(kinds)].sort();
});

/** Texts that would be more than texts: the page has the elements that it has with harmless ones. */
async function checkHostile(browser) {
  const [hostile, harmless] = [await serve(job.hostile.site), await serve(job.hostile.twin)];
  const page = await open(browser, hostile);
  const twin = await open(browser, harmless);
  for (const path of job.hostile.pages) {
    await visit(page, `${hostile}/${path}`);
    await visit(twin, `${harmless}/${path}`);
    const [found, expected] = [await elements(page), await elements(twin)];
    const at = found.findIndex((one, at) => one !== expected[at]);
    count(found.join("\n") === expected.join("\n"), `hostile: ${path} has ${found[at]} where there is ${expected[at]}`);
    quiet(page, `hostile: ${path}`);
  }
  for (const { page: path, question } of job.hostile.search) {
    await ask(page, `${hostile}/${path}`, question);
    const strange = await page.evaluate(() => document.querySelectorAll("main :is(img, svg, script, iframe, object)").length);
    count(strange === 0, `hostile: the results for ${question} have ${strange} strange elements`);
    quiet(page, `hostile: the results for ${question}`);
  }
  for (const one of [page, twin]) await one.context().close();
}

/** Asks the search by typing: the addresses of what it finds. */
async function ask(page, address, question) {
  await visit(page, address);
  await page.locator("main input[type=search]").pressSequentially(question);
  return found(page);
}

/** What the search shows, when it stays the same. */
async function found(page) {
  let last = null;
  for (let round = 0; round < 50; round += 1) {
    await page.waitForTimeout(100);
    const said = await page.locator("#count").innerText();
    const links = await page.locator("#results a").evaluateAll((all) => all.map((one) => one.href));
    const now = JSON.stringify([said, links]);
    if (said && now === last) return links;
    last = now;
  }
  return [];
}

/** Questions to the search, with the page that is expected first, or among what is shown. */
async function checkSearch(browser, base) {
  for (const where of [base, pathToFileURL(job.site).href]) {
    const page = await open(browser, where, { viewport: DESK });
    // From the folder the files are read in another way; what is found in them is the same.
    for (const { page: path, question, first, among } of where === base ? job.search : job.search.slice(0, 3)) {
      const links = (await ask(page, `${where}/${path}`, question)).map((one) => one.slice(where.length + 1));
      if (first) count(links[0] === first, `search: ${question} finds ${links.slice(0, 3)}, not ${first}`);
      else if (among) count(links.includes(among), `search: ${question} finds ${links.length} places, not ${among}`);
      else count((await page.locator("main :is(img, svg, script)").count()) === 0 && links.length === 0, `search: ${question} is text`);
      quiet(page, `search: ${question}`);
      // The address has the question in it, so it leads others to the same.
      const again = page.url();
      await visit(page, again);
      const same = (await found(page)).map((one) => one.slice(where.length + 1));
      count(JSON.stringify(same) === JSON.stringify(links), `search: ${again} finds ${same.slice(0, 3)}, not ${links.slice(0, 3)}`);
      quiet(page, `search: ${again}`);
    }
    const { page: path, question } = job.search[0];
    await ask(page, `${where}/${path}`, question);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((options) => globalThis.axe.run(options), AXE);
    count(violations.length === 0, `search: the results for ${question}: ${violations.map((one) => one.help)}`);
    await page.context().close();
  }
}

/** The index that pagefind made of the folder: each word leads to a page. */
async function checkPagefind(browser) {
  const base = await serve(job.pagefind.site);
  for (const { language, word } of job.pagefind.words) {
    const page = await (await browser.newContext()).newPage();
    await page.route(`${base}/blank`, (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><html lang="${language}">` }));
    await page.goto(`${base}/blank`);
    const found = await page.evaluate(async (word) => {
      const pagefind = await import("/pagefind/pagefind.js");
      const { results } = await pagefind.search(word);
      return Promise.all(results.slice(0, 5).map(async (one) => (await one.data()).url));
    }, word);
    count(found.length > 0 && found.every((one) => one.startsWith(`/${language}/`)), `pagefind: ${word} is found in ${found}`);
    await page.context().close();
  }
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const base = await serve(job.site);
  const parts = {
    served: () => checkServed(browser, base),
    folder: () => checkFolder(browser),
    access: () => checkAccess(browser, base),
    search: () => job.search.length > 0 && checkSearch(browser, base),
    hostile: () => checkHostile(browser),
    pagefind: () => checkPagefind(browser),
  };
  for (const [name, check] of Object.entries(parts)) {
    if (job.only && !job.only.includes(name)) continue;
    const start = Date.now();
    await check();
    tell(`browser: ${name}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
  }
} finally {
  await browser.close();
}
process.exit(0);
