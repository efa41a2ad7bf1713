#!/usr/bin/env python3
"""Holds the remediation plan of the documented tree against its inventory and its findings.

    documented_plan_test.py SSOT TREE
"""

import json
import re
import subprocess
import sys

MOST_ISSUE_BYTES = 60_000


def run(program, *arguments):
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8")


def sections_of(plan):
    """(row or None, files) in the plan's order."""
    for phase in plan["phases"]:
        for row in phase["rows"]:
            yield row, row["files"]
    yield None, plan["otherFiles"]


def file_problems(file):
    told_here = sum(len(step["places"]) for step in file["steps"])
    if told_here + file["toldBefore"] != file["places"]:
        yield "places are told neither here nor before"
    for step in file["steps"]:
        text = step.get("instruction", "")
        # A placeholder that nothing filled, or that nothing was there to fill.
        if not text or re.search(r"[{}]|``|  | [.,;]", text):
            yield f"{step['ruleId']} says {text!r}"


def order_problems(files):
    def rank(file):
        left = file["places"] - file["toldBefore"]
        lines = {place["line"] for step in file["steps"] for place in step["places"]}
        return (left == 0, file["group"] == "tests", -left, len(lines))
    ranks = [rank(file) for file in files]
    if ranks != sorted(ranks):
        yield "a file stands before one that removes more for fewer edits"


def plan_problems(plan):
    places = {}
    for row, files in sections_of(plan):
        name = row["row"]["id"] if row else "otherFiles"
        yield from (f"{name}: {problem}" for problem in order_problems(files))
        for file in files:
            yield from (f"{name}: {file['path']}: {p}" for p in file_problems(file))
            for step in file["steps"]:
                for place in step["places"]:
                    at = (file["path"], place["line"], place["column"])
                    places[at] = places.get(at, 0) + 1
    # What is missing in a file stands at its beginning, beside what stands there.
    for at, count in places.items():
        if count > 1 and at[1:] != (1, 1):
            yield f"{at}: told {count} times"
    if sum(places.values()) != plan["places"]:
        yield f"{sum(places.values())} places are told, of {plan['places']}"


def inventory_problems(program, tree, plan):
    inventory = json.loads(run(program, "inventory", "--root", tree, "--format", "json", tree))
    told = [row["row"] for row, _ in sections_of(plan) if row]
    told += plan["done"] + plan["onlyCounted"] + plan["notCounted"]
    for row in inventory["inventory"]:
        mine = [each for each in told if each["id"] == row["id"]]
        if mine != [row]:
            yield f"{row['id']}: the inventory says {row}, the plan {mine}"


def markdown_problems(markdown, plan):
    if len(markdown.encode("utf-8")) > MOST_ISSUE_BYTES:
        yield f"{len(markdown)} characters are too many for an issue"
    sections = dict(re.findall(r"(?ms)^### .*?\(`([\w-]+)`\)$(.*?)(?=^##|\Z)", markdown))
    for row, files in sections_of(plan):
        if row is None:
            continue
        text = sections.get(row["row"]["id"], "")
        if row["verify"] not in text:
            yield f"{row['row']['id']}: the command is not there"
        with_steps = [file for file in files if file["steps"]]
        listed = re.findall(r"(?m)^- \[ \] `([^`]+)`", text)
        if listed != [file["path"] for file in with_steps][:len(listed)] or (with_steps and not listed):
            yield f"{row['row']['id']}: lists {listed[:3]}…"
        cut = re.search(r"(?m)^- ([\d,]+) files? with ([\d,]+) places?", text)
        left = with_steps[len(listed):]
        said = tuple(int(number.replace(",", "")) for number in cut.groups()) if cut else (0, 0)
        if said != (len(left), sum(file["places"] - file["toldBefore"] for file in left)):
            yield f"{row['row']['id']}: says that {said} are left out, which are {len(left)} files"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, tree = sys.argv[1:]
    plan = json.loads(run(program, "plan", "--root", tree, "--format", "json", tree))
    markdown = run(program, "plan", "--root", tree, tree)
    found = [*plan_problems(plan), *inventory_problems(program, tree, plan),
             *markdown_problems(markdown, plan)]
    print("\n".join(found) or f"{plan['places']} places, each told once")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
