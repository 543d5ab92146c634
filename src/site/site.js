// The search. It loads its files when the first key is pressed, asks nobody anything, and shows what it finds as text alone.
"use strict";

// What the files hold, by their names: each of them puts itself in here.
var besluit = {};

// The number of results that are shown.
const SHOWN = 100;

const SPACES = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const GAPS = new RegExp(`(${SPACES.source})`, "u");
const LINE_ENDS = /\r\n|[\n\r\v\u0085\u2028]/gu;
const PARAGRAPH = "\u2029";
const IGNORED = new RegExp(
  "[\\p{Cc}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f" +
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]",
  "u",
);
const LETTER = /[\p{Alphabetic}\p{N}]/u;
const MARK = /\p{M}/u;
const AROUND = /^[^\p{Alphabetic}\p{N}]+|[^\p{Alphabetic}\p{N}]+$/gu;

const PLAIN = new Map(
  ["’‘‚‛ʼ′`´|'", "“”„‟«»″|\"", "‐‑‒–—―−|-", "ĳĲ|ij", "ﬀ|ff", "ﬁ|fi", "ﬂ|fl", "ﬃ|ffi", "ﬄ|ffl", "ﬅﬆ|st", "…|..."].flatMap((line) => {
    const [letters, plain] = line.split("|");
    return [...letters].map((letter) => [letter, plain]);
  }),
);

// A text in the form in which words are compared, as `passage::folded` has it: a test compares the two.
function folded(text) {
  let letters = "";
  let before = "";
  for (const letter of onLines(text)) {
    const joined = before === "\u00ad" || letters.endsWith("-");
    before = letter;
    if (IGNORED.test(letter) || (letter === " " && joined)) continue;
    letters += PLAIN.get(letter) ?? letter.toLowerCase();
  }
  let done = "";
  let last = "";
  let breaks = false;
  for (const letter of letters.normalize("NFD")) {
    if (MARK.test(letter)) continue;
    if (letter === "-") {
      breaks = LETTER.test(last);
    } else if (SPACES.test(letter)) {
      if (!(breaks && letter !== PARAGRAPH) && last !== " ") done += last = " ";
    } else {
      done += last = letter;
      breaks = false;
    }
  }
  return done;
}

// A text with each run of white space as a space, or as PARAGRAPH where it parts what a hyphen would join.
function onLines(text) {
  let lines = "";
  const runs = text.split(GAPS).filter(Boolean);
  runs.forEach((run, at) => {
    if (!SPACES.test(run)) {
      lines += run;
    } else if (at > 0 && at < runs.length - 1) {
      const last = [...lines].at(-1);
      const isDash = last === "-" || last === "\u00ad" || PLAIN.get(last) === "-";
      lines += isDash && partsParagraphs(run) ? PARAGRAPH : " ";
    }
  });
  return lines;
}

// True if white space parts paragraphs or pages.
function partsParagraphs(gap) {
  return /[\f\u2029]/u.test(gap) || (gap.match(LINE_ENDS) ?? []).length > 1;
}

// The words of a text, without the marks around them.
function wordsOf(text) {
  return folded(text)
    .split(" ")
    .map((word) => word.replace(AROUND, ""))
    .filter(Boolean);
}

// The words that have a part of a word in them, by their numbers, and how: 0 for the whole word, 1 for its beginning, 2 for another part.
function matching(word) {
  besluit.list ??= besluit.words.words.split(" ");
  const found = new Map();
  besluit.list.forEach((other, at) => {
    const place = other.indexOf(word);
    if (place >= 0) found.set(at, other === word ? 0 : place === 0 ? 1 : 2);
  });
  return found;
}

// The names of the files that hold the places of some words.
function filesOf(numbers) {
  const shards = besluit.words.shards ?? [];
  const of = (number) => shards.findLast(([, from]) => from <= number)[0];
  return shards.length ? [...new Set([...numbers].map((number) => "words-" + of(number)))] : [];
}

// The places of a word.
function placesOf(number) {
  if (besluit.words.places) return besluit.words.places[number];
  const file = besluit[filesOf([number])[0]];
  return file.places[number - file.from];
}

// The items that have all words, the best first.
function find(matches, filter) {
  const about = besluit.docs;
  let scores = null;
  for (const found of matches) {
    const own = new Map();
    for (const [number, how] of found) {
      let at = 0;
      for (const step of placesOf(number)) {
        at += step >> 2;
        const score = (3 - (step & 3)) * 3 + (2 - how) + 1;
        if ((scores === null || scores.has(at)) && score > (own.get(at) ?? 0)) own.set(at, score);
      }
    }
    for (const [at, score] of own) own.set(at, score + (scores?.get(at) ?? 0));
    scores = own;
  }
  const is = (at) =>
    (filter.kind < 0 || about.kinds[at] === filter.kind) &&
    (!filter.holder || about.holders[about.holder[at]]?.[0] === filter.holder) &&
    (!filter.year || about.year[at] === Number(filter.year));
  const all = [...(scores ?? [])].filter(([at]) => is(at));
  return all.sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([at]) => at);
}

function start(form) {
  const { q, type, holder, year } = form.elements;
  const fields = { q, type, holder, year };
  const loading = {};
  let turn = 0;

  // Loads a file once. It comes as a script, which works from a folder too.
  const load = (name) =>
    (loading[name] ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = form.dataset.files + name + ".js";
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    }));

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const options = (select, choices) => {
    if (select.length > 1) return;
    for (const [value, text] of choices) select.append(new Option(text, value));
  };

  async function prepare() {
    await Promise.all([load("words"), load("docs")]);
    options(holder, besluit.docs.holders);
    const years = [...new Set(besluit.docs.year)].filter(Boolean).sort().reverse();
    options(year, years.map((one) => [one, one]));
  }

  // Shows what is asked for, unless something else was asked for meanwhile.
  async function show() {
    const own = ++turn;
    await prepare();
    const matches = wordsOf(q.value).map(matching);
    await Promise.all(filesOf(matches.flatMap((found) => [...found.keys()])).map(load));
    if (own !== turn) return;
    const kind = type.selectedIndex - 1;
    const found = find(matches, { kind, holder: holder.value, year: year.value });
    const shown = found.slice(0, SHOWN);
    const each = besluit.docs.each;
    await Promise.all(shown.map((at) => load("docs-" + Math.floor(at / each))));
    if (own !== turn) return;
    document.getElementById("results").replaceChildren(...shown.map(result));
    const told = found.length ? `${found.length} ${form.dataset.found}` : form.dataset.none;
    document.getElementById("count").textContent = matches.length ? told : "";
  }

  function result(at) {
    const { each, kinds, holders, holder: of, year: years } = besluit.docs;
    const [title, page, excerpt] = besluit["docs-" + Math.floor(at / each)].shown[at % each];
    const link = element("a", title);
    link.href = form.dataset.top + page;
    const facts = [type.options[kinds[at] + 1].text, holders[of[at]]?.[1], years[at] || ""];
    const item = document.createElement("li");
    item.append(link, " ", element("span", facts.filter(Boolean).join(" · "), "note"), element("p", excerpt, "excerpt"));
    return item;
  }

  // The question stands in the address, behind the mark that no server sees.
  function write() {
    const asked = Object.entries(fields).filter(([, field]) => field.value);
    history.replaceState(null, "", "#" + new URLSearchParams(asked.map(([name, field]) => [name, field.value])));
    show();
  }

  async function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (![...asked.keys()].some((name) => name in fields)) return;
    q.value = asked.get("q") ?? "";
    await prepare();
    for (const [name, field] of Object.entries(fields)) field.value = asked.get(name) ?? "";
    show();
  }

  document.getElementById("without-script").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", write);
  // The lists of the filters are there before somebody opens them.
  form.addEventListener("focusin", (event) => event.target !== q && prepare());
  addEventListener("hashchange", read);
  if (location.hash.length > 1) read();
  else q.focus();
}

if (typeof document !== "undefined") start(document.getElementById("search"));
