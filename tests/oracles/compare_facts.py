#!/usr/bin/env python3
"""Compares `ssot facts` with an oracle's records (cpython_facts.py documents their form).

    compare_facts.py --ssot BINARY [--oracle PROGRAM [--oracle ARGUMENT]...] PATH...

CPython, as it runs this script, is the oracle. With --oracle it is the program that prints one
record a line for all Python files below PATH.

Every difference is printed as path:line:column with both sides. The exit code is 1 when there is
one that known_differences.txt does not list. A file that the oracle rejects has no facts to
compare: there the place of the first error is only counted in the statistics.
"""

import argparse
import collections
import fnmatch
import json
import multiprocessing
import os
import re
import subprocess
import sys
import unicodedata

import cpython_facts

KNOWN_DIFFERENCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "known_differences.txt")
NEARBY_LINES = 2  # CPython often reports the line after the one that is broken
SHOWN_DIFFERENCES = 200

Difference = collections.namedtuple("Difference", "path line column kind message")


def same_name(name):
    """CPython compares identifiers after NFKC normalisation."""
    return unicodedata.normalize("NFKC", name)


# ---- ssot's side ---------------------------------------------------------------------------------


def start_of(fact):
    return (fact["line"], fact["column"])


def span_of(fact):
    return (fact["line"], fact["column"], fact["endLine"], fact["endColumn"])


def facts_of_kind(document, kind):
    return [fact for fact in document["facts"] if fact["kind"] == kind]


def imports_of(document):
    """Dynamic imports and mocks are calls to CPython."""
    return [f for f in facts_of_kind(document, "import") if f["form"] not in ("dynamic", "mock")]


def plain_callee(text):
    """A callee as written, without white space and line continuations."""
    return same_name("".join(text.replace("\\", " ").split()))


def callee_agrees(oracle_callee, callee):
    """Only names are compared: `?.b` stands for any expression before `.b`."""
    if oracle_callee is None:
        return True
    written = plain_callee(callee)
    if oracle_callee.startswith("?"):
        return written.endswith(same_name(oracle_callee[1:]))
    return "#" in callee or written.strip("()") == same_name(oracle_callee)


def from_another_import_root(one, other, root):
    """Whether the two name the same module, one with more of its folders: `tools.double` and
    `double` where `tools` is an import root."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    folders = longer[: -len(shorter) - 1] if shorter and longer.endswith("." + shorter) else ""
    return folders != "" and os.path.isdir(os.path.join(root, *folders.split(".")))


def module_agrees(record, fact, path, root):
    """ssot resolves relative modules against the file's package, and names the project's own
    modules from their import root, wherever the import statement starts."""
    module = same_name(fact.get("module", ""))
    if record["level"] == 0:
        written = same_name(record["module"])
        return module == written or from_another_import_root(module, written, root)
    parts = path.split("/")[: -record["level"]]
    absolute = ".".join(parts + ([record["module"]] if record["module"] else []))
    module = module.lstrip(".")
    return ("." + absolute).endswith("." + module) and module.endswith(same_name(record["module"]))


# ---- one file ------------------------------------------------------------------------------------


def field_differences(record, fact, fields):
    for field in fields:
        expected, actual = record[field], fact.get(field) or type(record[field])()
        if isinstance(expected, str):
            expected, actual = same_name(expected), same_name(actual)
        if expected != actual:
            yield f"{field} is {expected!r}, ssot has {actual!r}"


def enclosing_agrees(record, fact):
    """ssot puts the module before the qualified name."""
    enclosing = same_name(fact.get("enclosing", ""))
    expected = same_name(record["enclosing"])
    return enclosing.endswith("." + expected) or enclosing == expected


class FileComparison:
    def __init__(self, path, record, document):
        self.path, self.record, self.document = path, record, document
        self.differences = []

    def differ(self, place, kind, message):
        self.differences.append(Difference(self.path, place[0], place[1], kind, message))

    def by_key(self, kind, key_of_fact, facts):
        by_key = {}
        for fact in facts:
            key = key_of_fact(fact)
            if key in by_key:
                self.differ(key, kind, "ssot has this fact twice")
            by_key[key] = fact
        return by_key

    def pairs(self, kind, records, by_key, key_of_record):
        """Yields what both have under one key; what only one has is a difference."""
        for record in records:
            fact = by_key.pop(key_of_record(record), None)
            if fact is None:
                self.differ(key_of_record(record), kind, f"ssot misses {record}")
            else:
                yield record, fact
        for key, fact in by_key.items():
            self.differ(key, kind, f"only ssot has {fact}")

    def compare_place(self, place, kind, record, fact):
        if "scope" not in record:  # tree-sitter's
            return
        for text in field_differences(record, fact, ["scope"]):
            self.differ(place, kind, text)
        if record["guarded"] is not None and record["guarded"] != fact["guarded"]:
            self.differ(place, kind, f"guarded is {record['guarded']}, ssot has {fact['guarded']}")
        if not enclosing_agrees(record, fact):
            self.differ(place, kind, f"enclosing is {record['enclosing']!r}, ssot has {fact.get('enclosing')!r}")

    def compare_imports(self):
        facts = self.by_key("import", start_of, imports_of(self.document))
        records = self.record["imports"]
        for record, fact in self.pairs("import", records, facts, lambda r: tuple(r["start"])):
            fields = ["name", "alias", "form", "statementLine"]
            for text in field_differences(record, fact, fields):
                self.differ(record["start"], "import", text)
            self.compare_place(record["start"], "import", record, fact)
            root = self.path[: -len(self.document["path"])] or "."
            if not module_agrees(record, fact, self.document["path"], root):
                text = f"module is level {record['level']} {record['module']!r}, ssot has {fact.get('module')!r}"
                self.differ(record["start"], "import", text)
            if record["end"] and tuple(record["end"]) != (fact["endLine"], fact["endColumn"]):
                self.differ(record["start"], "import", f"end is {record['end']}, ssot has {span_of(fact)}")

    def compare_definitions(self):
        facts = self.by_key("definition", span_of, facts_of_kind(self.document, "definition"))
        records = self.record["definitions"]
        for record, fact in self.pairs("definition", records, facts, lambda r: tuple(r["span"])):
            for text in field_differences(record, fact, ["name", "what", "async"]):
                self.differ(record["span"], "definition", text)
            self.compare_place(record["span"], "definition", record, fact)

    def compare_calls(self):
        facts = self.by_key("call", span_of, facts_of_kind(self.document, "call"))
        self.compare_calls_in_literals(facts)
        records = [record for record in self.record["calls"] if "span" in record]
        for record, fact in self.pairs("call", records, facts, lambda r: tuple(r["span"])):
            if not callee_agrees(record["callee"], fact.get("callee", "")):
                text = f"callee is {record['callee']!r}, ssot has {fact.get('callee')!r}"
                self.differ(record["span"], "call", text)
            self.compare_place(record["span"], "call", record, fact)

    def compare_calls_in_literals(self, facts):
        """Takes them out of `facts`. Where the oracle knows no positions inside an f-string, only names are compared."""
        inside = collections.defaultdict(list)
        for record in self.record["calls"]:
            if "within" in record:
                inside[tuple(record["within"])].append(record)
        for literal, records in inside.items():
            found = [span for span in facts if literal[:2] < span[:2] and span[2:] < literal[2:]]
            self.compare_names(literal, records, [facts.pop(span) for span in sorted(found)])

    def compare_names(self, literal, records, facts):
        missing = list(facts)
        for record in sorted(records, key=lambda r: (r["callee"] is None, "?" in (r["callee"] or ""))):
            match = next((f for f in missing if callee_agrees(record["callee"], f.get("callee", ""))), None)
            if match is None:
                self.differ(literal, "call", f"in this f-string ssot misses {record['callee']}")
            else:
                missing.remove(match)
        for fact in missing:
            self.differ(span_of(fact), "call", f"in an f-string only ssot has {fact.get('callee')}")

    def run(self):
        if self.document["parse"] != "ok":
            error = (self.document["errors"] or [{"line": 1, "column": 1, "message": "no error given"}])[0]
            self.differ((error["line"], error["column"]), "parse",
                        f"{self.document['parse']}: {error['message']}, but the oracle accepts the file")
        self.compare_imports()
        self.compare_definitions()
        self.compare_calls()
        return self.differences


def rejected_outcome(record, document):
    """For the statistics: how ssot takes what the oracle rejects."""
    if document["parse"] == "ok":
        return "rejected, ssot accepts"
    if not document["errors"]:
        return "rejected, ssot names no error"
    first = min(error["line"] for error in document["errors"])
    if any(abs(e["line"] - record["error"]["line"]) <= NEARBY_LINES for e in document["errors"]):
        return "rejected, error at the line"
    return "rejected, error before" if first < record["error"]["line"] else "rejected, error after"


def compare_document(job):
    """Returns (outcome, differences, counts) of one file."""
    path, document, record = job
    if record is None:
        with open(path, "rb") as file:
            record = cpython_facts.facts_of(file.read())
    if record["status"] == "rejected":
        outcome = rejected_outcome(record, document)
        note = f"{path}:{record['error']['line']}: {outcome}: {record['error']['message']}; " + (
            "; ".join(f"{e['line']}:{e['column']} {e['message']}" for e in document["errors"][:3]))
        return note, outcome, [], {}
    counts = {kind: len(record[kind]) for kind in ("imports", "definitions", "calls")}
    return None, "accepted", FileComparison(path, record, document).run(), counts


# ---- all files -----------------------------------------------------------------------------------


class KnownDifferences:
    """Lines of `path glob | kind | regular expression | construct, and its fixture`. The regular
    expression is searched in the source line."""

    def __init__(self, path):
        self.entries = []
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip() and not line.startswith("#"):
                    self.entries.append([part.strip() for part in line.split(" | ")])

    def explains(self, difference):
        for glob, kind, pattern, _ in self.entries:
            if fnmatch.fnmatch(difference.path, glob) and kind == difference.kind:
                with open(difference.path, "rb") as file:
                    lines = cpython_facts.decode(file.read()).split("\n")
                if re.search(pattern, lines[difference.line - 1]):
                    return True
        return False


def documents(binary, path, options):
    """What `ssot facts` prints for one folder or file, as (path, document)."""
    root = path if os.path.isdir(path) else os.path.dirname(path) or "."
    command = [binary, "facts", "--root", root, *options, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            document = json.loads(line)
            if document["language"] == "python":
                yield os.path.join(root, document["path"]), document
    if process.returncode not in (0, 3):  # 3: some file could not be analysed, reported as missing
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")


def is_binary(path):
    with open(path, "rb") as file:
        return b"\0" in file.read()


def read_records(command):
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    records = [json.loads(line) for line in output.splitlines()]
    return {os.path.realpath(record["path"]): record for record in records}


class Run:
    def __init__(self, arguments):
        self.arguments = arguments
        self.known = KnownDifferences(arguments.known)
        self.records = None
        if arguments.oracle:
            self.records = read_records(arguments.oracle + arguments.paths)
        self.expected = set()
        self.outcomes, self.counts = collections.Counter(), collections.Counter()
        self.differences, self.explained = [], 0

    def expect_files(self, path):
        for file in cpython_facts.python_files([path]):
            if os.path.islink(file):  # ssot may leave it out
                continue
            if self.records is None or os.path.realpath(file) in self.records:
                self.expected.add(os.path.realpath(file))

    def jobs(self):
        for path in self.arguments.paths:
            self.expect_files(path)
            for file, document in documents(self.arguments.ssot, path, self.arguments.option):
                real = os.path.realpath(file)
                if real not in self.expected:
                    continue
                self.expected.discard(real)
                yield file, document, None if self.records is None else self.records[real]

    def add(self, result):
        note, outcome, differences, counts = result
        if note and self.arguments.rejected:
            print(note)
        self.outcomes[outcome] += 1
        self.counts.update(counts)
        for difference in differences:
            if self.known.explains(difference):
                self.explained += 1
            else:
                self.differences.append(difference)

    def add_missing(self):
        for path in sorted(self.expected):
            if is_binary(path):
                self.outcomes["binary, left out"] += 1
            else:
                self.differences.append(Difference(path, 1, 1, "file", "ssot has no facts"))

    def report(self):
        for difference in sorted(self.differences)[:SHOWN_DIFFERENCES]:
            print("{0.path}:{0.line}:{0.column}: {0.kind}: {0.message}".format(difference))
        if len(self.differences) > SHOWN_DIFFERENCES:
            print(f"... and {len(self.differences) - SHOWN_DIFFERENCES} more")
        for name, count in sorted(self.outcomes.items()) + sorted(self.counts.items()):
            print(f"{count:9} {name}")
        by_kind = collections.Counter(difference.kind for difference in self.differences)
        print(f"{len(self.differences):9} differences {dict(by_kind)}, {self.explained} known ones")
        if not self.outcomes["accepted"]:
            print("nothing was compared")
            return 1
        return 1 if self.differences else 0


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ssot", required=True, help="the binary")
    parser.add_argument("--oracle", action="append", help="another oracle's command, word for word")
    parser.add_argument("--known", default=KNOWN_DIFFERENCES)
    parser.add_argument("--option", action="append", default=["--no-ignore"], help="passed on to ssot")
    parser.add_argument("--rejected", action="store_true", help="list what the oracle rejects")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("paths", nargs="+", metavar="PATH")
    run = Run(parser.parse_args(arguments))
    with multiprocessing.Pool(run.arguments.jobs) as pool:
        for result in pool.imap_unordered(compare_document, run.jobs(), chunksize=8):
            run.add(result)
    run.add_missing()
    return run.report()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
