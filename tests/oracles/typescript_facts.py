#!/usr/bin/env python3
"""What TypeScript's own parser sees in TypeScript and JavaScript files, compared with `ssot facts`.

    typescript_facts.py --ssot PROGRAM [--node PROGRAM] [--resolve] [--least N]
                        [--option=OPTION]... TREE...

typescript_facts.mjs asks the npm package `typescript`. Compared in both directions: imports with
their names, aliases and type-only marks, re-exports, require and import(); calls with their written
callees; definitions; reads and writes of process.env and import.meta.env; of each the place, and
what it stands in. With --resolve also the files of the tree that imports lead to, and where what they
bring in is declared, through all re-exports. A file that TypeScript rejects is left out and counted. Ends with 1 on a difference
that typescript_differences.txt does not name, or when fewer than --least files were compared.
"""

import argparse
import collections
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from compare_facts import KnownDifferences

HERE = Path(__file__).resolve().parent
ENDINGS = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")
ENVIRONMENTS = ("process.env", "node:process.env", "import.meta.env")
SHOWN_DIFFERENCES = 300

Difference = collections.namedtuple("Difference", "path line column kind message")


def place_of(fact):
    return (fact["line"], fact["column"], fact["endLine"], fact["endColumn"])


def place_of_record(record):
    return (*record["start"], *record["end"])


def callee_agrees(expected, callee):
    """`?` stands for any expression that is no name."""
    if "?" in expected:
        return callee.endswith(expected[expected.rindex("?") + 1 :])
    return callee == expected


def form_of(access):
    """process.env of process.env[], and of `in process.env`."""
    return access.get("form", "").removesuffix("[]").removeprefix("in ")


def is_direct(fact):
    return fact["of"] == "environment" and form_of(fact) in ENVIRONMENTS


class FileComparison:
    def __init__(self, path, record, document):
        self.path, self.record, self.document = path, record, document
        self.differences = []

    def of(self, kind):
        return [fact for fact in self.document["facts"] if fact["kind"] == kind]

    def differ(self, place, kind, message):
        self.differences.append(Difference(self.path, place[0], place[1], kind, message))

    def pairs(self, kind, records, facts, key_of_record=place_of_record, key_of_fact=place_of):
        """Yields what both have under one key, in order; what only one has is a difference."""
        by_key = collections.defaultdict(list)
        for fact in facts:
            by_key[key_of_fact(fact)].append(fact)
        for record in records:
            found = by_key.get(key_of_record(record))
            if found:
                yield record, found.pop(0)
            else:
                self.differ(record["start"], kind, f"ssot misses {record}")
        for left in by_key.values():
            for fact in left:
                self.differ(place_of(fact), kind, f"only ssot has {fact}")

    def compare_fields(self, kind, record, fact, fields):
        for field in fields:
            expected, actual = record[field], fact.get(field, type(record[field])())
            if expected != actual:
                self.differ(record["start"], kind, f"{field} is {expected!r}, ssot has {actual!r}")

    def compare_place(self, kind, record, fact):
        self.compare_fields(kind, record, fact, ["scope"])
        if record["guarded"] not in (None, fact["guarded"]):
            self.differ(record["start"], kind, f"guarded is {record['guarded']}, ssot has {fact['guarded']}")
        module = re.sub(r"(\.d)?\.\w+$", "", self.document["path"])
        enclosing = fact.get("enclosing", "").removeprefix(module)
        if enclosing.removeprefix(".") != record["enclosing"]:
            self.differ(record["start"], kind, f"enclosing is {record['enclosing']!r}, ssot has {enclosing!r}")

    def compare_imports(self):
        calls = {place_of_record(call) for call in self.record["calls"]}
        modules = {place_of_record(record) for record in self.record["imports"]}

        def is_call(fact):
            """jest.requireActual("m"), require(CONSTANT) and mocks are calls to TypeScript."""
            return fact["form"] == "mock" or fact["form"] == "dynamic" and place_of(fact) in calls - modules

        facts = [fact for fact in self.of("import") if not is_call(fact)]
        for record, fact in self.pairs("import", self.record["imports"], facts):
            fields = ["name", "alias", "form", "typeOnly"]
            self.compare_fields("import", record, fact, fields + ["statementLine"] * ("statementLine" in record))
            self.compare_place("import", record, fact)
            self.compare_module(record, fact)
            self.compare_meaning(record, fact)

    def compare_module(self, record, fact):
        """A module of the tree is named by its path: there only the last part is compared."""
        written, module = record["module"], fact.get("module", "")
        stem = written.rsplit("/", 1)[-1].split(".")[0]
        if written != module and written.startswith(".") and stem and stem not in module:
            self.differ(record["start"], "import", f"module is {written!r}, ssot has {module!r}")

    def compare_meaning(self, record, fact):
        """ssot also finds what the compiler finds only when packages are installed or built."""
        module = fact.get("module", "")
        if "file" in record and record["file"] not in (module, f"{module}/index"):
            self.differ(record["start"], "module", f"{record['module']} is {record['file']}, ssot has {module}")
        elif "origin" in record:
            origin = [fact.get("originModule", module), fact.get("originName", record["name"])]
            expected = record["origin"]
            if origin[0] != expected["file"] or origin[1] not in [*expected["names"], "default"]:
                self.differ(record["start"], "origin", f"origin is {expected}, ssot has {origin}")

    def compare_calls(self):
        for record, fact in self.pairs("call", self.record["calls"], self.of("call")):
            if not callee_agrees(record["callee"], fact.get("callee", "")):
                self.differ(record["start"], "call", f"callee is {record['callee']!r}, ssot has {fact.get('callee')!r}")
            self.compare_place("call", record, fact)

    def compare_accesses(self):
        """A key that is not literal may be known to ssot through constants, and then be several."""
        records = self.record["accesses"]
        unknown = {place_of_record(record) for record in records if record["name"] is None}
        facts, seen = [], set()
        for fact in self.of("access"):
            if is_direct(fact) and (fact["resolution"] == "exact" or place_of(fact) in unknown):
                if place_of(fact) not in unknown or place_of(fact) not in seen:
                    facts.append(fact)
                seen.add(place_of(fact))
        for record, fact in self.pairs("access", records, facts):
            self.compare_fields("access", record, fact, ["mode"] + ["name"] * (record["name"] is not None))
            if form_of(fact) != record["form"]:
                self.differ(record["start"], "access", f"form is {record['form']!r}, ssot has {fact['form']!r}")
            self.compare_place("access", record, fact)

    def compare_definitions(self):
        def key_of_record(record):
            return tuple(record["start"]) if record["isWithoutName"] else place_of_record(record)

        without_name = {tuple(r["start"]) for r in self.record["definitions"] if r["isWithoutName"]}

        def key_of_fact(fact):
            start = place_of(fact)[:2]
            return start if start in without_name else place_of(fact)

        records, facts = self.record["definitions"], self.of("definition")
        for record, fact in self.pairs("definition", records, facts, key_of_record, key_of_fact):
            fields = ["name", "what"] + ["async"] * (record["what"] != "class")
            self.compare_fields("definition", record, fact, fields)
            self.compare_place("definition", record, fact)

    def run(self):
        if self.document["parse"] != "ok":
            error = (self.document["errors"] or [{"line": 1, "column": 1, "message": "no error given"}])[0]
            self.differ((error["line"], error["column"]), "parse",
                        f"{self.document['parse']}: {error['message']}, but TypeScript accepts the file")
        self.compare_imports()
        self.compare_calls()
        self.compare_accesses()
        self.compare_definitions()
        return self.differences


def documents(program, tree, options):
    run = subprocess.run([program, "facts", "--root", tree, *options, tree], stdout=subprocess.PIPE, check=False)
    if run.returncode not in (0, 3):
        raise RuntimeError(f"{program} facts {tree} ended with {run.returncode}")
    for line in run.stdout.splitlines():
        document = json.loads(line)
        if document["path"].endswith(ENDINGS):
            yield os.path.join(tree, document["path"]), document


def records_of(node, paths, root):
    command = [node, "--max-old-space-size=8000", str(HERE / "typescript_facts.mjs"), *([root] if root else [])]
    run = subprocess.run(command, input="\n".join(paths).encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def compare_tree(arguments, tree, counts):
    found = dict(documents(arguments.ssot, tree, arguments.option))
    records = records_of(arguments.node, list(found), tree if arguments.resolve else None)
    if [record["path"] for record in records] != list(found):
        raise RuntimeError(f"{tree}: {len(records)} records for {len(found)} files")
    for record in records:
        if "error" in record:
            counts["files left out that TypeScript rejects"] += 1
            continue
        counts["files compared"] += 1
        for kind in ("imports", "calls", "accesses", "definitions"):
            counts[kind] += len(record[kind])
        counts["files of imports"] += sum("file" in imported for imported in record["imports"])
        counts["origins of imports"] += sum("origin" in imported for imported in record["imports"])
        yield from FileComparison(record["path"], record, found[record["path"]]).run()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ssot", required=True)
    parser.add_argument("--node", default="node")
    parser.add_argument("--least", type=int, default=1)
    parser.add_argument("--resolve", action="store_true")
    parser.add_argument("--option", action="append", default=[], help="of `ssot facts`")
    parser.add_argument("trees", nargs="+", metavar="TREE")
    arguments = parser.parse_args()
    known = KnownDifferences(HERE / "typescript_differences.txt")
    counts, left = collections.Counter(), 0
    for tree in arguments.trees:
        for difference in compare_tree(arguments, os.path.abspath(tree), counts):
            if known.explains(difference):
                counts["differences explained by their construct"] += 1
                continue
            left += 1
            if left <= SHOWN_DIFFERENCES:
                print("{0.path}:{0.line}:{0.column}: {0.kind}: {0.message}".format(difference), flush=True)
    for name, count in counts.items():
        print(f"{count:9} {name}")
    print(f"{left:9} differences left")
    return 1 if left or counts["files compared"] < arguments.least else 0


if __name__ == "__main__":
    sys.exit(main())
