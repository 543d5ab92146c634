// Compiles a schema ahead into a program of its own, as ajv recommends where speed matters: ajv_compile.mjs SCHEMA PROGRAM
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [schemaPath, programPath] = process.argv.slice(2);
// The packages lie where the program will.
const require = createRequire(resolve(programPath));
const Ajv = require("ajv/dist/2020").default;
const standalone = require("ajv/dist/standalone").default;

const ajv = new Ajv({ code: { source: true, optimize: 2 }, strict: true, strictTypes: false, strictRequired: false });
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, "utf8")));
writeFileSync(programPath, standalone(ajv, validate));
