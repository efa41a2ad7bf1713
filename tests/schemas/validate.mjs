// Validates reports against their schemas: node validate.mjs FILE…
//
// A file whose name ends in "plan.json" is a plan of reports/plan.schema.json, another one in "json" a
// report of reports/report.schema.json, one whose name ends in "sarif" is SARIF of the OASIS schema.
// Exit code 0: all are valid; 1: one is not; 2: bad usage.
// Needs `npm ci --ignore-scripts`.
import { Ajv2020 } from "ajv/dist/2020.js";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function compile(validator, schemaPath) {
  addFormats.default(validator);
  return validator.compile(readJson(join(folder, schemaPath)));
}

const validators = {  // by the end of the name, the longest first
  "plan.json": () =>
    compile(new Ajv2020({ allErrors: true, strict: true, strictRequired: false }),
            "../../reports/plan.schema.json"),
  json: () =>
    compile(new Ajv2020({ allErrors: true, strict: true, strictRequired: false }),
            "../../reports/report.schema.json"),
  sarif: () =>
    compile(new AjvDraft04.default({ allErrors: true, strict: false }), "sarif-schema-2.1.0.json"),
};
const compiled = {};

// The errors of one file, one line each.
function validate(path) {
  const kind = Object.keys(validators).find((ending) => path.endsWith(ending));
  if (!kind) throw new Error(`${path}: the name must end in json or sarif`);
  compiled[kind] ??= validators[kind]();
  if (compiled[kind](readJson(path))) return [];
  return compiled[kind].errors.map(
    ({ instancePath, message, params }) =>
      `${path}: ${instancePath || "/"} ${message} ${JSON.stringify(params)}`);
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node validate.mjs FILE…");
  process.exit(2);
}
const errors = paths.flatMap(validate);
errors.forEach((error) => console.error(error));
console.log(`${paths.length} files, ${errors.length} errors`);
process.exit(errors.length === 0 ? 0 : 1);
