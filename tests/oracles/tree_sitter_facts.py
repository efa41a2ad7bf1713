#!/usr/bin/env python3
"""What tree-sitter's Python grammar sees in Python files: a second oracle for the front end.

    tree_sitter_facts.py --parser PROGRAM --ssot BINARY PATH...

PROGRAM is built from tree_sitter_facts.cc. Where `ssot facts` and tree-sitter disagree CPython
decides: a difference on which CPython agrees with ssot, or in a file that it rejects, is taken to be
tree-sitter's own, but its construct must be listed in tree_sitter_differences.txt. What is left is
printed, and makes the exit code 1. In files with syntax errors tree-sitter has guessed, so nothing
is compared there.
"""

import argparse
import collections
import json
import multiprocessing
import os
import subprocess
import sys

import compare_facts
import cpython_facts


OWN_DIFFERENCES = os.path.join(os.path.dirname(__file__), "tree_sitter_differences.txt")


class Parser:
    """A running PROGRAM: one text in, one record out."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def record(self, text):
        data = text.encode("utf-8", "surrogatepass")
        self.process.stdin.write(b"%d\n" % len(data) + data)
        self.process.stdin.flush()
        record = json.loads(self.process.stdout.readline())
        if record["status"] == "ok":
            columns_in_code_points(record, cpython_facts.Positions(text))
        return record


def columns_in_code_points(record, positions):
    for kind in ("imports", "definitions", "calls"):
        for item in record[kind]:
            for key in ("start", "end", "span"):
                if key in item:
                    numbers = item[key]
                    for i in range(0, len(numbers), 2):
                        numbers[i + 1] = positions.column(numbers[i], numbers[i + 1] - 1)


parser = None  # one a process


def start_parser(program):
    global parser
    parser = Parser(program)


def place(difference):
    return (difference.line, difference.column, difference.kind)


def compare_document(job):
    """Returns (outcome, differences on which CPython is with tree-sitter, all others)."""
    path, document = job
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = cpython_facts.decode(data)
    except cpython_facts.Rejected:
        return "not decodable", [], []
    record = parser.record(text)
    if record["status"] == "rejected":
        return "rejected by tree-sitter", [], []
    differences = compare_facts.FileComparison(path, record, document).run()
    judge = cpython_facts.facts_of(data)
    if not differences:
        return "same", [], []
    if judge["status"] == "rejected":  # newer or older syntax, or an error that tree-sitter allows
        facts = [d for d in differences if d.kind != "parse"]
        return "different, CPython rejects the file", [], facts
    wrong = {place(d) for d in compare_facts.FileComparison(path, judge, document).run()}
    stay = [d for d in differences if place(d) in wrong]
    return "different", stay, [d for d in differences if place(d) not in wrong]


def main(arguments):
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--parser", required=True, help="the program built from tree_sitter_facts.cc")
    options.add_argument("--ssot", required=True, help="the binary")
    options.add_argument("paths", nargs="+", metavar="PATH")
    options = options.parse_args(arguments)
    known = compare_facts.KnownDifferences(compare_facts.KNOWN_DIFFERENCES)
    own = compare_facts.KnownDifferences(OWN_DIFFERENCES)
    outcomes, left, explained = collections.Counter(), [], 0
    jobs = (job for path in options.paths
            for job in compare_facts.documents(options.ssot, path, ["--no-ignore"]))
    with multiprocessing.Pool(os.cpu_count(), start_parser, [options.parser]) as pool:
        for outcome, stay, decided in pool.imap_unordered(compare_document, jobs, chunksize=8):
            outcomes[outcome] += 1
            unexplained = [d for d in stay if not known.explains(d)]
            unexplained += [d for d in decided if not own.explains(d)]
            explained += len(stay) + len(decided) - len(unexplained)
            left += unexplained
    for difference in sorted(left)[: compare_facts.SHOWN_DIFFERENCES]:
        print("{0.path}:{0.line}:{0.column}: {0.kind}: {0.message}".format(difference))
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:9} {outcome}")
    print(f"{explained:9} differences explained by their construct\n{len(left):9} differences left")
    return 1 if left or not outcomes["same"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
