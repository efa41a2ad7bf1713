#!/usr/bin/env python3
"""Holds a scan of the documented tree against the documents and against the tree's own authors.

    documented_tree_test.py SSOT GENERATOR FOLDER

FOLDER is the generator's output. Text counts must be the recorded figures, findings must be those that
expected.json lists and no others, true counts must be those below, and a second run of the generator
must give the same bytes.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

TEXT_COUNTS = {
    "backend-jwt-imports": 3,
    "backend-jwt-operations": 46,
    "websocket-auth-bypass": 2,
    "duplicate-validate-token": 4,
    "jwt-secret-access": 181,
    "jwt-validation-implementations": 143,
    "frontend-jwt-decodes": 3574,
    "websocket-managers": 7,
    "websocket-factories": 180,
    "websocket-operations": 1021,
    "legacy-websocket-imports": 7821,
}
TEXT_FILES = {"jwt-secret-access": 33}
TEXT_PARTS = {("websocket-auth-bypass", "validate_and_decode_jwt"): 2,
              ("websocket-auth-bypass", "jwt_secret"): 10}
# They follow from the expected findings.
TRUE_COUNTS = {
    "backend-jwt-imports": 5,
    "backend-jwt-operations": 26,
    "websocket-auth-bypass": 2,
    "jwt-secret-access": 36,
    "jwt-validation-implementations": 18,
    "frontend-jwt-decodes": 5,
    "backend-jwt-delegation": 273,
    "websocket-managers": 6,
    "websocket-factories": 7,
    "websocket-operations": 81,
    "legacy-websocket-imports": 115,
    "duplicate-validate-token": 6,
    "mixed-authority": 1,
    "inconsistent-validation-options": 5,
    "jwt-config-outside-authority": 7,
}
# Percentages that the documents recorded: inside, of all.
SHARES = {"websocket-event-consistency": (3, 15), "architectural-compliance": (2, 5)}


def scan(program, tree):
    done = subprocess.run(
        [program, "scan", "--root", tree, "--fail-on", "never", "--format", "json", tree],
        stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def differences(what, actual, expected):
    for key, figure in expected.items():
        if actual.get(key) != figure:
            yield f"{key}: {what} is {actual.get(key)}, not {figure}"


def row_differences(report):
    rows = {row["id"]: row for row in report["inventory"]}
    parts = {(row["id"], part["id"]): part.get("textCount")
             for row in rows.values() for part in row.get("parts", [])}
    for what, key, expected in (("textCount", "textCount", TEXT_COUNTS),
                                ("textFiles", "textFiles", TEXT_FILES),
                                ("count", "count", TRUE_COUNTS)):
        yield from differences(what, {name: row.get(key) for name, row in rows.items()}, expected)
    yield from differences("textCount", parts, TEXT_PARTS)
    shares = {name: (row.get("inside"), row.get("total")) for name, row in rows.items()}
    yield from differences("the share", shares, SHARES)
    for name in rows.keys() - TEXT_COUNTS.keys() - TRUE_COUNTS.keys() - SHARES.keys():
        yield f"{name}: no figure is expected of this row"
    for name, row in rows.items():
        if "textCount" in row and row.get("recorded", row["textCount"]) != row["textCount"]:
            yield f"{name}: textCount is {row['textCount']}, recorded {row['recorded']}"


def finding_differences(report, folder):
    marked = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    expected = Counter((path, line, rule) for path, found in marked.items() for line, rule in found)
    found = Counter((f["path"], f["line"], f["ruleId"]) for f in report["findings"])
    for path, line, rule in sorted(expected - found):
        yield f"{path}:{line}: {rule} is expected and not found"
    for path, line, rule in sorted(found - expected):
        yield f"{path}:{line}: {rule} is found and not expected"


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def generator_differences(generator, folder):
    with tempfile.TemporaryDirectory() as again:
        environment = dict(os.environ, PYTHONHASHSEED="1", LC_ALL="C", TZ="Asia/Tokyo")
        subprocess.run([sys.executable, "-B", generator, again], env=environment, check=True)
        first, second = contents(folder), contents(Path(again))
    for path in sorted(first.keys() | second.keys()):
        if first.get(path) != second.get(path):
            yield f"{path}: a second run of the generator wrote something else"


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, generator, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    report = scan(program, folder / "tree")
    found = [*row_differences(report), *finding_differences(report, folder),
             *generator_differences(generator, folder)]
    print("\n".join(found) or f"{len(report['findings'])} findings and all rows as expected")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
