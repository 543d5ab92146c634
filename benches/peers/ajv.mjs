// Validates a stream of records with a program that ajv compiled ahead, in as many workers as wanted: ajv.mjs PROGRAM STREAM THREADS
// Prints how many records it saw and how many it refused; exits with 1 if it refused one.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const PIECE = 4 * 1024 * 1024;
const NEWLINE = 10;

// The records of which the line begins in [start, end).
function check({ program, stream, start, end }) {
  const validate = createRequire(resolve(program))(resolve(program));
  const file = openSync(stream, "r");
  let buffer = Buffer.allocUnsafe(PIECE);
  let held = 0;
  let at = start;
  let records = 0;
  let refused = 0;
  const take = (line) => {
    records += 1;
    try {
      if (!validate(JSON.parse(line))) refused += 1;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      refused += 1;
    }
  };
  while (at < end) {
    if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const count = readSync(file, buffer, held, Math.min(buffer.length - held, end - at), at);
    if (count === 0) break;
    at += count;
    held += count;
    const last = buffer.lastIndexOf(NEWLINE, held - 1);
    if (last < 0) continue;
    for (const line of buffer.toString("utf8", 0, last).split("\n")) take(line);
    buffer.copy(buffer, 0, last + 1, held);
    held -= last + 1;
  }
  if (held > 0) take(buffer.toString("utf8", 0, held));
  closeSync(file);
  return { records, refused };
}

// Where the stream can be cut into so many parts: at ends of lines.
function cuts(stream, count) {
  const { size } = statSync(stream);
  const file = openSync(stream, "r");
  const buffer = Buffer.allocUnsafe(64 * 1024);
  const after = (offset) => {
    for (let at = offset; at < size; ) {
      const read = readSync(file, buffer, 0, buffer.length, at);
      const found = buffer.subarray(0, read).indexOf(NEWLINE);
      if (found >= 0) return at + found + 1;
      at += read;
    }
    return size;
  };
  const inner = Array.from({ length: count - 1 }, (_, nth) => after(Math.floor((size * (nth + 1)) / count)));
  closeSync(file);
  return [0, ...inner, size];
}

function inWorker(part) {
  return new Promise((done, failed) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: part });
    worker.once("message", done);
    worker.once("error", failed);
  });
}

if (isMainThread) {
  const [program, stream, threads] = process.argv.slice(2);
  const ends = cuts(stream, Number(threads));
  const parts = ends.slice(1).map((end, nth) => ({ program, stream, start: ends[nth], end }));
  const counts = await Promise.all(parts.length === 1 ? [check(parts[0])] : parts.map(inWorker));
  const records = counts.reduce((sum, one) => sum + one.records, 0);
  const refused = counts.reduce((sum, one) => sum + one.refused, 0);
  console.log(`${records} records, ${refused} refused`);
  process.exitCode = refused > 0 ? 1 : 0;
} else {
  parentPort.postMessage(check(workerData));
}
