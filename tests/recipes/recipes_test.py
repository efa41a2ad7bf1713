#!/usr/bin/env python3
"""Runs every shell line of the CI recipes in a small repository, with the real binary.

    recipes_test.py SSOT

The recipes are .github/actions/scan/action.yml, .gitlab/ssot.gitlab-ci.yml, .pre-commit-hooks.yaml
and the ```sh, ```groovy and ```yaml blocks of docs/ci.md.

What runs the recipes is not here, and neither npm nor apt has it. GitHub's, GitLab's and Jenkins's
runners, pre-commit and scripts/scan are stood in for by a shell that is called as they call theirs.
reviewdog and the check of github/codeql-action are stand-ins that were written after their sources
and refuse what these refuse.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest
import xml.etree.ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SSOT = ""

RULES = """\
pack: house
title: One place for the clock
rules:
  - id: clock-import
    title: The clock is imported directly
    severity: error
    import: {modules: [time]}
    message: "`{module}` is imported here"
    bad:
      - {path: app/a.py, code: "import time"}
    good:
      - {path: app/a.py, code: "import timeit"}
"""

# A path as parser/sarif.go finds it: one base, joined, and relative to the current folder.
REVIEWDOG = """\
#!/usr/bin/env python3
import argparse, json, os, sys, urllib.parse
options = argparse.ArgumentParser(allow_abbrev=False)
options.add_argument("-f", choices=["sarif"], required=True)
options.add_argument("-name", required=True)
options.add_argument("-reporter", choices=["local", "github-pr-review", "github-check"])
options.parse_args()
for run in json.load(sys.stdin)["runs"]:
    bases = run.get("originalUriBaseIds", {})
    for result in run["results"]:
        if any(s.get("status", "accepted") == "accepted" for s in result.get("suppressions", [])):
            continue
        place = result["locations"][0]["physicalLocation"]
        artifact = place["artifactLocation"]
        uri = bases.get(artifact.get("uriBaseId"), {}).get("uri", "") + artifact["uri"]
        path = urllib.parse.unquote(urllib.parse.urlparse(uri).path)
        path = os.path.relpath(path) if os.path.isabs(path) else path
        print(path, place["region"]["startLine"], result["message"]["text"])
"""


def keys_of_runs(sarif):
    """What github/codeql-action tells runs apart by; it refuses a file with two that are equal."""
    keys = []
    for run in sarif["runs"]:
        driver = run["tool"]["driver"]
        named = ("name", "fullName", "version", "semanticVersion", "guid")
        keys.append((*(driver.get(key) for key in named), run["automationDetails"]["id"]))
    return keys


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def block_after(text, key, after=""):
    """The lines of the first YAML block scalar behind `key: |`, below the line `after`."""
    lines = text.split("\n")
    begin = next(i for i, line in enumerate(lines) if not after or line.strip() == after)
    start = next(i for i, line in enumerate(lines) if i >= begin and line.strip() == f"{key}: |")
    depth = len(lines[start]) - len(lines[start].lstrip())
    taken = []
    for line in lines[start + 1 :]:
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        taken.append(line)
    return textwrap.dedent("\n".join(taken))


def items_after(text, key):
    """The items of the YAML list of plain scalars below `key:`."""
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line.strip() == f"{key}:")
    taken = []
    for line in lines[start + 1 :]:
        if not line.strip().startswith("- "):
            break
        taken.append(line.strip()[2:])
    return taken


class Recipe(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.repo = os.path.join(self.folder.name, "repo")
        tools = os.path.join(self.folder.name, "bin")
        os.makedirs(os.path.join(self.repo, "app"))
        os.makedirs(tools)
        os.symlink(SSOT, os.path.join(tools, "ssot"))
        scan = self.write(os.path.join(tools, "scan"), f'#!/bin/sh\nexec "{SSOT}" scan "$@"\n')
        reviewdog = self.write(os.path.join(tools, "reviewdog"), REVIEWDOG)
        for program in (scan, reviewdog):
            os.chmod(program, 0o755)
        self.environment = dict(
            os.environ,
            PATH=tools + os.pathsep + os.environ["PATH"],
            GIT_CONFIG_GLOBAL=os.devnull,
            GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@example.org",
            GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="a@example.org",
            GITHUB_ACTION_PATH=os.path.join(ROOT, ".github/actions/scan"),
            GITHUB_OUTPUT=os.path.join(self.folder.name, "output"),
            GITHUB_STEP_SUMMARY=os.path.join(self.folder.name, "summary.md"),
            SSOT_SCAN=scan, SSOT_PATH=".", SSOT_SINCE="", SSOT_ARGUMENTS="", SSOT_CATEGORY="shop",
        )
        for variable in ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "CHANGE_TARGET"):
            self.environment.pop(variable, None)
        self.put(".ssot.yaml", "rules: [./rules.yaml]\n")
        self.put("rules.yaml", RULES)
        self.put("app/old.py", "import time\n")
        self.shell("git init -q -b main && git add -A && git commit -qm first")

    def write(self, path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def put(self, path, text):
        return self.write(os.path.join(self.repo, path), text)

    def output(self, path):
        with open(os.path.join(self.repo, path), encoding="utf-8") as file:
            return file.read()

    def shell(self, script, expected=0, program=("bash", "-euo", "pipefail", "-c"), folder=""):
        done = subprocess.run(
            [*program, script], cwd=os.path.join(self.repo, folder), env=self.environment,
            capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, expected, f"{script}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def test_github_action(self):
        action = read(".github/actions/scan/action.yml")
        self.assertEqual(action.count("run: |"), 2)
        script = block_after(action, "run", after="- name: Scan")
        self.assertIn("::error", self.shell(script, expected=1))
        sarif = json.loads(self.output("ssot.sarif"))
        self.assertEqual(len(sarif["runs"][0]["results"]), 1)
        self.assertEqual(sarif["runs"][0]["automationDetails"]["id"], "shop/")
        with open(self.environment["GITHUB_STEP_SUMMARY"], encoding="utf-8") as summary:
            self.assertIn("clock-import", summary.read())
        # What stands in the base is not new.
        self.shell("git checkout -q -b change && git commit -q --allow-empty -m second")
        self.environment["SSOT_SINCE"] = "main"
        self.shell(script, expected=0)
        self.put("app/new.py", "import time\n")
        self.environment["SSOT_ARGUMENTS"] = "--jobs 1"
        self.assertIn("app/new.py", self.shell(script, expected=1))

    def test_github_action_builds_what_is_checked_out(self):
        action = read(".github/actions/scan/action.yml")
        self.shell(block_after(action, "run"))
        with open(self.environment["GITHUB_OUTPUT"], encoding="utf-8") as file:
            outputs = dict(line.rstrip("\n").split("=", 1) for line in file)
        self.assertEqual(outputs["root"], ROOT)
        self.assertRegex(outputs["sources"], "^[0-9a-f]{64}$")
        for name in re.findall(r"steps\.program\.outputs\.(\w+)", action):
            self.assertIn(name, outputs)
        self.assertTrue(os.access(os.path.join(ROOT, "scripts/scan"), os.X_OK))

    def test_github_action_has_the_documented_inputs(self):
        action = read(".github/actions/scan/action.yml")
        inputs = action[action.index("inputs:") : action.index("runs:")]
        page = read("docs/ci.md")
        documented = page[page.index("Inputs:") : page.index("Code scanning shows")]
        self.assertEqual(sorted(re.findall(r"^  (\w+):$", inputs, re.M)),
                         sorted(re.findall(r"`(\w+)(?:: [^`]*)?`", documented)))
        for used in re.findall(r"inputs\.(\w+)", action):
            self.assertIn(f"\n  {used}:\n", inputs)

    def test_code_scanning_accepts_a_split_report(self):
        for split, least in (("none", 1), ("pack", 2), ("rule", 3)):
            self.environment["SSOT_ARGUMENTS"] = f"--sarif-split {split}"
            script = block_after(read(".github/actions/scan/action.yml"), "run",
                                 after="- name: Scan")
            self.shell(script, expected=1)
            keys = keys_of_runs(json.loads(self.output("ssot.sarif")))
            self.assertGreaterEqual(len(keys), least)
            self.assertEqual(len(set(keys)), len(keys))

    def test_gitlab_template(self):
        # All lines in one shell, which need not be bash.
        lines = "\n".join(items_after(read(".gitlab/ssot.gitlab-ci.yml"), "script"))
        script = f"set -e\n{lines}"
        self.shell(script, expected=1, program=("sh", "-c"))
        self.assertEqual(len(json.loads(self.output("gl-code-quality-report.json"))), 1)
        xml.etree.ElementTree.fromstring(self.output("ssot-junit.xml"))
        self.environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "main"
        self.shell(script, expected=0, program=("sh", "-c"))

    def test_pre_commit_hook(self):
        hook = read(".pre-commit-hooks.yaml")
        entry = re.search(r"^  entry: (\S+)$", hook, re.M).group(1)
        arguments = re.search(r"^  args: \[(.*)\]$", hook, re.M).group(1).split(", ")
        self.assertTrue(os.access(os.path.join(ROOT, entry), os.X_OK))
        self.assertIn("pass_filenames: false", hook)
        self.shell(" ".join(["scan", *arguments]), expected=1)

    def accept_all(self):
        self.put(".ssot.yaml", "rules: [./rules.yaml]\nbaseline: .ssot-baseline.json\n")
        self.shell("ssot baseline create")

    def test_documented_lines(self):
        page = read("docs/ci.md")
        lines = re.findall(r"```sh\n(.*?)```", page, re.S)
        for yaml in re.findall(r"```yaml\n(.*?)```", page, re.S):
            self.assertNotIn("run: |", yaml)
            lines += re.findall(r"^[ -]*(?:run|entry|script): (.*)$", yaml, re.M)
        self.assertGreaterEqual(len(lines), 3)
        self.shell(lines[0], expected=1)
        self.accept_all()
        for line in lines:
            with self.subTest(line):
                self.shell(line, expected=0)

    def test_reviewdog_does_not_hide_the_exit_code(self):
        blocks = re.findall(r"```sh\n(.*?)```", read("docs/ci.md"), re.S)
        block = next(block for block in blocks if "reviewdog" in block)
        self.assertIn("app/old.py 1 `time` is imported here", self.shell(block, expected=1))

    def test_reviewdog_and_github_find_files_of_a_root_below_the_repository(self):
        self.shell("mkdir shop && git mv -k app .ssot.yaml rules.yaml shop && git commit -qam moved")
        blocks = re.findall(r"```sh\n(.*?)```", read("docs/ci.md"), re.S)
        block = next(block for block in blocks if "reviewdog" in block)
        found = self.shell(block, expected=1, folder="shop")
        self.assertIn("app/old.py 1 `time` is imported here", found)
        result = json.loads(self.output("shop/ssot.sarif"))["runs"][0]["results"][0]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        self.assertEqual(location["uri"], "shop/app/old.py")

    def run_jenkins(self, lines, expected):
        """Each `sh` is a shell of its own; the first that fails ends the stage."""
        for line in lines[:-1]:
            self.shell(line, program=("sh", "-xe", "-c"))
        return self.shell(lines[-1], expected=expected, program=("sh", "-xe", "-c"))

    def test_jenkins_pipeline(self):
        groovy = re.search(r"```groovy\n(.*?)```", read("docs/ci.md"), re.S).group(1)
        lines = re.findall(r"sh '([^']*)'", groovy)
        self.assertEqual(len(lines), groovy.count(" sh "))
        self.run_jenkins(lines, expected=1)
        self.assertEqual(len(json.loads(self.output("ssot.sarif"))["runs"][0]["results"]), 1)
        xml.etree.ElementTree.fromstring(self.output("ssot-junit.xml"))
        # A pull request: what stands in its target is not new.
        self.shell("git clone -q --bare . ../origin.git && git remote add origin ../origin.git")
        self.environment["CHANGE_TARGET"] = "main"
        self.run_jenkins(lines, expected=0)
        self.put("app/new.py", "import time\n")
        self.assertIn("app/new.py", self.run_jenkins(lines, expected=1))


if __name__ == "__main__":
    SSOT = os.path.abspath(sys.argv.pop(1))
    unittest.main()
