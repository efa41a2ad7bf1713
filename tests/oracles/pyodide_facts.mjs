// Runs cpython_facts.py inside pyodide, whose CPython is newer than Debian's, and prints its
// records: pyodide_facts.mjs PATH...
// pyodide 314.0.7 carries CPython 3.14.2.
import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { loadPyodide } from "pyodide";

const paths = process.argv.slice(2).map((path) => resolve(path));
const pyodide = await loadPyodide();
for (const path of paths) {
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  pyodide.mountNodeFS(folder, folder);
}
const module = readFileSync(new URL("cpython_facts.py", import.meta.url), "utf8");
pyodide.FS.writeFile("/home/pyodide/cpython_facts.py", module);
pyodide.globals.set("paths", pyodide.toPy(paths));
pyodide.runPython("import cpython_facts; cpython_facts.print_facts(paths)");
