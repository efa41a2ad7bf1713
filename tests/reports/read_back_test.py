"""Reads rendered reports back with parsers that are not the project's own: read_back_test.py FOLDER...

Each folder holds NAME.FORMAT files. NAME.json says what the report is about; the others must agree
with it. Exit code 0: they do.
"""

import csv
import io
import json
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

FORMULA = ("=", "+", "-", "@", "\t", "\r")
FINDING_COLUMNS = ["path", "line", "column", "endLine", "endColumn", "ruleId", "severity", "state",
                   "suppressed", "message", "fingerprint"]
ROW_COLUMNS = ["id", "title", "unit", "count", "files", "textCount", "textFiles", "inside", "total",
               "recorded", "recordedFiles", "target", "status", "document", "phase", "priority",
               "check", "previous", "change", "notCounted"]
checks = 0


def check(condition, message):
    global checks
    checks += 1
    if not condition:
        raise AssertionError(message)


def same(text):
    """Writers may differ in how many U+FFFD stand for a run of bytes that are not UTF-8."""
    return re.sub("\ufffd+", "\ufffd", text)


def is_plain(text):
    return all(unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp") and c not in "\ufffd\ufffe"
               for c in text)


def is_unmet(row):
    return row.get("status") in ("unmet", "regressed")


def is_compared(report):
    return "baseline" in report["command"] or "since" in report["command"]


def reported(report):
    return [finding for finding in report.get("findings", []) if "suppressed" not in finding]


def read_junit(data, report):
    root = ElementTree.fromstring(data)
    check(root.tag == "testsuites", "the root is testsuites")
    for element in [root, *root.findall("testsuite")]:
        cases = list(element.iter("testcase"))
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            found = sum(case.find(tag) is not None for case in cases)
            check(int(element.get(name)) == found, f"{name} is {element.get(name)}, not {found}")
        check(int(element.get("tests")) == len(cases), "tests counts the test cases")
    cases = root.findall("testsuite")[0].findall("testcase")
    check(len(cases) == len(report["inventory"]), "one test case an inventory row")
    for case, row in zip(cases, report["inventory"]):
        name = row.get("check", row["id"])
        if is_plain(name):
            check(case.get("name") == name, f"{case.get('name')} is {name}")
        failed = case.find("failure") is not None
        if is_compared(report):
            check(not failed or is_unmet(row), "what fails is unmet")
            check(not is_unmet(row) or failed or case.find("skipped") is not None,
                  "what is accepted is skipped")
        else:
            check(failed == is_unmet(row), f"{name} fails while it is unmet")
        check((row.get("status") == "met") == (len(case) == 0), "what is met passes")


def read_gitlab(data, report):
    entries = json.loads(data)
    check(isinstance(entries, list), "an array")
    fingerprints = [entry["fingerprint"] for entry in entries]
    check(len(set(fingerprints)) == len(fingerprints), "fingerprints are unique")
    for entry in entries:
        check(set(entry) == {"description", "check_name", "fingerprint", "severity", "location"},
              "nothing but what is known")
        check(entry["severity"] in ("info", "minor", "major", "critical", "blocker"), "severity")
        check(set(entry["location"]) == {"path", "lines"}, "location")
        begin = entry["location"]["lines"]["begin"]
        check(isinstance(begin, int) and begin >= 1, "lines begin at 1")
    if report["command"]["name"] == "inventory":
        expected = [row["id"] for row in report["inventory"] if is_unmet(row)]
        check([same(entry["check_name"]) for entry in entries] == [same(id) for id in expected],
              "one entry an unmet row")
        return
    check(len(entries) == len(reported(report)), "one entry a finding that is not suppressed")
    for entry, finding in zip(entries, reported(report)):
        check(same(entry["check_name"]) == same(finding["ruleId"]), "check_name")
        check(same(entry["location"]["path"]).endswith(same(finding["path"])), "path")


def csv_text(cell):
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def csv_value(value):
    if isinstance(value, str):
        return same(value).replace("\0", " ")
    return "" if value is None else json.dumps(value)


def read_csv(data, report):
    text = data.decode("utf-8")
    check(text.endswith("\r\n"), "lines end in CR LF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    is_inventory = report["command"]["name"] == "inventory"
    columns = ROW_COLUMNS if is_inventory else FINDING_COLUMNS
    expected = report["inventory"] if is_inventory else report["findings"]
    check(rows[0] == columns, f"headings {rows[0]}")
    check(len(rows) == len(expected) + 1, f"{len(rows)} lines for {len(expected)} entries")
    for row, entry in zip(rows[1:], expected):
        check(len(row) == len(columns), "as many cells as headings")
        entry = dict(entry)
        if not is_inventory:
            entry["suppressed"] = "suppressed" in entry
        for column, cell in zip(columns, row):
            check(not cell.startswith(FORMULA), f"{cell!r} is a formula")
            got, want = same(csv_text(cell)), csv_value(entry.get(column))
            check(got == want, f"{column}: {got!r} is not {want!r}")


def unescape(text, codes):
    return re.sub("%(" + "|".join(codes) + ")", lambda m: chr(int(m.group(1), 16)), text)


def read_annotation(line):
    match = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line, re.DOTALL)
    check(match is not None, f"{line!r} is an annotation")
    properties = {}
    for pair in match.group(2).split(","):
        name, _, value = pair.partition("=")
        properties[name] = unescape(value, ("25", "0D", "0A", "3A", "2C"))
    return match.group(1), properties, unescape(match.group(3), ("25", "0D", "0A"))


def read_github(data, report):
    text = data.decode("utf-8")
    check("\r" not in text, "no carriage return")
    annotations = [read_annotation(line) for line in text.split("\n")[:-1]]
    kinds = [kind for kind, _, _ in annotations]
    check(max((kinds.count(kind) for kind in set(kinds)), default=0) <= 10, "ten of a kind")
    placed = [annotation for annotation in annotations if "file" in annotation[1]]
    names = {"error": "error", "warning": "warning", "note": "notice"}
    known = {(names[f["severity"]], same(f["message"]), max(f["line"], 1)) for f in reported(report)}
    states = {}
    for kind, properties, message in placed:
        check(set(properties) <= {"title", "file", "line", "endLine", "col", "endColumn"},
              "no other property")
        check((kind, same(message), int(properties["line"])) in known, f"{message!r} is reported")
        check(any(same(properties["file"]).endswith(same(f["path"])) for f in reported(report)),
              "the file is one of a finding")
        check(("endLine" in properties) != ("col" in properties),
              "columns where start and end line are the same")
        is_unchanged = properties["title"].endswith(" (unchanged)")
        check(is_unchanged or not states.get(kind), "new ones come first")
        states[kind] = is_unchanged
    if report["command"]["name"] != "inventory":
        left_out = sum(int(n) for message in (a[2] for a in annotations)
                       if message.startswith("Left out: ")
                       for n in re.findall(r"(\d+) (?:error|warning|notice)s?\b", message))
        check(len(placed) + left_out == len(reported(report)), "what is left out is counted")


def read_markdown(data, report):
    text = data.decode("utf-8")
    check(len(data) <= 1 << 20, "a step summary holds 1 MiB")
    check(text.startswith(f"## ssot {report['command']['name']}\n"), "the heading")
    width = None
    for line in text.split("\n"):
        if not line.startswith("|"):
            width = None
            continue
        width = width or line.count("|")
        check(line.count("|") == width, f"as many cells as headings: {line!r}")
    outside_code = re.sub(r"`[^`\n]*`", "", text)
    check(set(re.findall("<[^>]*>?", outside_code)) <= {"<code>", "</code>"}, "no foreign tag")


READERS = {"junit": read_junit, "gitlab": read_gitlab, "csv": read_csv, "github": read_github,
           "markdown": read_markdown}


def main():
    read = 0
    for folder in map(pathlib.Path, sys.argv[1:]):
        for truth in sorted(folder.glob("*.json")):
            report = json.loads(truth.read_bytes())
            for name, reader in READERS.items():
                path = truth.with_suffix("." + name)
                try:
                    reader(path.read_bytes(), report)
                except Exception as error:
                    raise SystemExit(f"{path}: {type(error).__name__}: {error}")
                read += 1
    if read == 0:
        raise SystemExit("usage: read_back_test.py FOLDER... (with NAME.FORMAT files in them)")
    print(f"{read} reports read back, {checks} checks")


main()
