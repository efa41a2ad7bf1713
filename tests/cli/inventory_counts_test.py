#!/usr/bin/env python3
"""Holds the scanner's text counts against those of inventory_oracle.py.

    inventory_counts_test.py SSOT TREE

Figures, files and parts of every row, and every line that was counted. Prints the differences and
exits 1 when there are any.
"""

import json
import subprocess
import sys
from pathlib import Path

ORACLE = Path(__file__).with_name("inventory_oracle.py")


def output_of(*command):
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} failed with {done.returncode}")
    return done.stdout


def counted_lines(report, row):
    """(path, line) of every hit of the row's text rules, its parts' when it has none itself."""
    rules = set(row.get("textRules", []))
    return {(c["path"], c["line"]) for c in report["counted"] if c["ruleId"] in rules}


def oracle_lines(name, tree):
    lines = output_of(sys.executable, ORACLE, "--list", name, tree).splitlines()
    return {(path, int(line)) for path, line, _ in (text.split(":", 2) for text in lines)}


def differences(report, expected, tree):
    rows = {row["id"]: row for row in report["inventory"]}
    for name, figures in expected.items():
        row = rows.get(name, {})
        for key in ("textCount", "textFiles"):
            if row.get(key) != figures[key]:
                yield f"{name}: {key} is {row.get(key)}, not {figures[key]}"
        parts = {part["id"]: part.get("textCount") for part in row.get("parts", [])}
        for part, count in figures.get("parts", {}).items():
            if parts.get(part) != count:
                yield f"{name}, part {part}: textCount is {parts.get(part)}, not {count}"
        if row.get("textRules"):
            for path, line in sorted(counted_lines(report, row) ^ oracle_lines(name, tree)):
                yield f"{name}: {path}:{line} is counted by one of the two only"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, tree = sys.argv[1:]
    scan = (program, "scan", tree, "--root", tree, "--rules", "netra", "--fail-on", "never")
    report = json.loads(output_of(*scan, "--format", "json", "--list-counted"))
    expected = json.loads(output_of(sys.executable, ORACLE, "--json", tree))
    found = list(differences(report, expected, tree))
    print("\n".join(found) or f"{len(expected)} rows agree")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
