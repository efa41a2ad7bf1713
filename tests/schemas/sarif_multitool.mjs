// Runs Microsoft's SARIF validator: node sarif_multitool.mjs FILE…
//
// It exits with 0 whatever it finds, so its output is read. Exit code 0: it says nothing but what
// is accepted below; 1: something else; 2: it did not run. Needs `npm ci --ignore-scripts`.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const packageFile = createRequire(import.meta.url).resolve(
  "@microsoft/sarif-multitool-linux/package.json");
const validator = join(dirname(packageFile), "Sarif.Multitool");

const accepted = [
  { rule: "SARIF2002", text: /./, reason: "GitHub and VS Code want message.text, not message.id" },
  { rule: "SARIF2003", text: /./, reason: "--reproducible leaves out the repository" },
  { rule: "SARIF2005", text: /does not provide 'informationUri'/, reason: "there is no home page yet" },
  { rule: "SARIF2006", text: /./, reason: "URIs cannot be reached without a network" },
  { rule: "SARIF2009", text: /./, reason: "rule ids are words by design: jwt-import" },
  { rule: "SARIF2010", text: /'snippet'/, reason: "a file that is gone has no lines to show" },
  { rule: "SARIF2011", text: /'contextRegion'/,
    reason: "a file that is gone and a span of more lines than an excerpt holds have no context" },
  { rule: "SARIF2012", text: /does not provide a help URI/,
    reason: "a rule's help is in the report; the URI is its CWE's, and not every rule has one" },
];

function isAccepted(line) {
  return accepted.some(({ rule, text }) => line.includes(` ${rule}: `) && text.test(line));
}

function validate(path, output) {
  const run = spawnSync(
    validator,
    ["validate", path, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "--kind",
     "Fail", "--output", output, "--log", "ForceOverwrite"],
    { encoding: "utf8", env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" } });
  const text = `${run.stdout}${run.stderr}`;
  if (run.error || !text.includes("Analysis completed successfully")) {
    console.error(`${path}: the validator did not run: ${run.error ?? text}`);
    process.exit(2);
  }
  const messages = text.split("\n").filter((line) => / (error|warning|note) \w+: /.test(line));
  // It says nothing at all about a file that it could not read (an unknown level is enough), and
  // something about every file that it could: there is no home page.
  return messages.length > 0 ? messages : [`${path}: the validator could not read it`];
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node sarif_multitool.mjs FILE…");
  process.exit(2);
}
chmodSync(validator, 0o755);
const folder = mkdtempSync(join(tmpdir(), "sarif-multitool-"));
const messages = paths.flatMap((path) => validate(path, join(folder, "out.sarif")));
rmSync(folder, { recursive: true });
const refused = messages.filter((line) => !isAccepted(line));
refused.forEach((line) => console.error(line));
console.log(`${paths.length} files, ${messages.length} messages, ${refused.length} not accepted`);
process.exit(refused.length === 0 ? 0 : 1);
