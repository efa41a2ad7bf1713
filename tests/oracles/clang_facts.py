#!/usr/bin/env python3
"""What clang's own AST dump sees in C and C++ files, compared with `ssot facts`.

    clang_facts.py --ssot PROGRAM --clang PROGRAM TREE

ssot must see every definition with a body, every call of a known function and every include. A file
that clang cannot compile is left out and counted. Ends with 1 on a difference.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

FUNCTIONS = {"FunctionDecl", "CXXMethodDecl", "CXXConstructorDecl", "CXXDestructorDecl"}
CALLS = {"CallExpr", "CXXMemberCallExpr"}
WRAPPERS = {"ImplicitCastExpr", "ParenExpr", "ExprWithCleanups", "ConstantExpr"}


class Walker:
    """The dump names a file or line only where it differs from the one printed before."""

    def __init__(self, path):
        self.path = path
        self.file = None
        self.line = None
        self.calls = set()
        self.definitions = set()

    def locate(self, location):
        if location is None:
            return None
        if "expansionLoc" in location:
            self.locate(location["spellingLoc"])
            return self.locate(location["expansionLoc"])
        self.file = location.get("file", self.file)
        self.line = location.get("line", self.line)
        return (self.file, self.line) if "offset" in location else None

    def visit(self, node, is_counted=True):
        if not isinstance(node, dict):
            return
        place = self.locate(node.get("loc"))
        span = node.get("range", {})
        begin = self.locate(span.get("begin"))
        self.locate(span.get("end"))
        if "referencedDecl" in node:
            self.locate(node["referencedDecl"].get("loc"))
        kind = node.get("kind")
        inner = node.get("inner", [])
        if is_counted:
            self.note(node, kind, inner, place, begin)
        functions = 0
        for index, child in enumerate(inner):
            child_kind = child.get("kind") if isinstance(child, dict) else None
            is_instance = False
            if kind == "FunctionTemplateDecl" and child_kind in FUNCTIONS:
                functions += 1
                is_instance = functions > 1
            # What stands in the dump and nowhere in the source: a loop's iterators.
            is_copy = kind == "CXXForRangeStmt" and 2 <= index <= 5
            is_copy |= kind == "LambdaExpr" and child_kind == "CXXRecordDecl"
            is_instance |= (child_kind == "ClassTemplateSpecializationDecl"
                            and kind == "ClassTemplateDecl")
            self.visit(child, is_counted and not is_instance and not is_copy)

    def note(self, node, kind, inner, place, begin):
        if kind in FUNCTIONS and not node.get("isImplicit") and place and place[0] == self.path:
            has_body = any(child.get("kind") in ("CompoundStmt", "CXXTryStmt") for child in inner)
            if has_body:
                self.definitions.add((place[1], node["name"]))
        if kind in CALLS and begin and begin[0] == self.path:
            name = called_name(inner[0]) if inner else None
            if name and not name.startswith("operator"):
                self.calls.add((begin[1], name))


def called_name(callee):
    while callee.get("kind") in WRAPPERS and callee.get("inner"):
        callee = callee["inner"][0]
    if callee.get("kind") == "DeclRefExpr":
        declaration = callee["referencedDecl"]
        return declaration["name"] if declaration["kind"] in FUNCTIONS else None
    if callee.get("kind") == "MemberExpr" and "bound member" in callee["type"]["qualType"]:
        return callee["name"].lstrip("->.")
    return None


def clang_facts(clang, root, path):
    is_c = path.suffix == ".c"
    folders = [path.parent, root, root / "include", root / "src"]
    command = [clang, "-fsyntax-only", "-Xclang", "-ast-dump=json", "-Wno-everything",
               "-x", "c" if is_c else "c++", "-std=c17" if is_c else "-std=c++23",
               *(f"-I{folder}" for folder in folders), str(path)]
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode != 0:
        return None
    walker = Walker(str(path))
    walker.visit(json.loads(run.stdout))
    return walker


def includes_of(path):
    """The lines. For files without comments around includes and without branches, which are all that compile."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"#if 0\n.*?#endif", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    pattern = re.compile(r'^\s*#\s*include\s*[<"]', re.M)
    return {text.count("\n", 0, match.end()) + 1 for match in pattern.finditer(text)}


def ssot_facts(program, root):
    run = subprocess.run([program, "facts", "--root", str(root), str(root)], capture_output=True,
                         check=False)
    files = {}
    for line in run.stdout.decode("utf-8").splitlines():
        entry = json.loads(line)
        if entry["language"] in ("c", "cpp"):
            files[entry["path"]] = entry["facts"]
    return files


def last_name(name):
    return re.split(r"::|\.", name)[-1]


def compare(path, walker, facts):
    calls = {(f["line"], last_name(f["target"])) for f in facts
             if f["kind"] == "call" and f.get("target")}
    definitions = {(f["endLine"], f["name"]) for f in facts
                   if f["kind"] == "definition" and f["what"] != "class"}
    includes = {f["line"] for f in facts if f["kind"] == "import"}
    differences = [f"{path}:{line}: ssot does not see the call of {name}"
                   for line, name in sorted(walker.calls - calls)]
    differences += [f"{path}:{line}: ssot does not see the definition of {name}"
                    for line, name in sorted(walker.definitions - definitions)]
    differences += [f"{path}:{line}: ssot does not see the include"
                    for line in sorted(includes_of(path) - includes)]
    return differences, len(walker.calls), len(walker.definitions)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ssot", required=True)
    parser.add_argument("--clang", required=True)
    parser.add_argument("tree", type=Path)
    arguments = parser.parse_args()
    root = arguments.tree.resolve()
    differences, compared, left_out, calls, definitions = [], 0, 0, 0, 0
    for path, facts in sorted(ssot_facts(arguments.ssot, root).items()):
        walker = clang_facts(arguments.clang, root, root / path)
        if walker is None:
            left_out += 1
            continue
        found, call_count, definition_count = compare(root / path, walker, facts)
        differences += found
        compared += 1
        calls += call_count
        definitions += definition_count
    print(f"{compared} files compared, {left_out} left out that clang does not compile; "
          f"{calls} calls, {definitions} definitions, {len(differences)} differences")
    for difference in differences:
        print(difference)
    if compared == 0 or calls == 0:
        print("nothing was compared")
        return 1
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
