#!/usr/bin/env python3
"""What clang's own AST dump and preprocessor see in C and C++ files, compared with `ssot facts`.

    clang_facts.py --ssot PROGRAM --clang PROGRAM --dump PROGRAM [--compile-commands FOLDER]
                   [--every N] [--least N] TREE [FILE...]

--dump is built from clang_dump.cc. Compared in both directions: includes with the file that they
lead to, definitions with their full names, classes with their bases, and calls with their full
targets. What ssot marks as a guess is not held against it. Without FILEs every Nth C or C++ file is
taken. A file that clang does not compile is left out and counted. Ends with 1 on a difference that
clang_differences.txt does not name, or when fewer than --least files were compared.
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
ENDINGS = (".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".hxx")
DROPPED_WITH_VALUE = ("-o", "-MF", "-MT", "-MQ")
DROPPED = ("-c", "-MD", "-MMD", "-MP", "-g", "-Werror")

Difference = collections.namedtuple("Difference", "path line kind message")


class Database:
    """compile_commands.json. A header gets the entry whose path is most like its own."""

    def __init__(self, folder):
        entries = json.loads((Path(folder) / "compile_commands.json").read_text(encoding="utf-8"))
        self.entries = {}
        for entry in entries:
            path = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
            self.entries.setdefault(path, entry)

    def command(self, path):
        """(folder, arguments without program and source)."""
        entry = self.entries.get(str(path)) or self.nearest(path)
        words = entry.get("arguments") or entry["command"].split()
        source = os.path.join(entry["directory"], entry["file"])
        kept, skip = [], False
        for word in words[1:]:
            if skip or word in DROPPED_WITH_VALUE:
                skip = not skip
            elif word not in DROPPED and os.path.join(entry["directory"], word) != source:
                kept.append(word)
        return entry["directory"], kept

    def nearest(self, path):
        def likeness(other):
            return len(os.path.commonprefix([str(path), other])), other.rsplit(".")[0] == str(path).rsplit(".")[0]
        return self.entries[max(sorted(self.entries), key=likeness)]


class Clang:
    def __init__(self, program, dump, root, database):
        self.program, self.dump, self.root, self.database = program, dump, root, database

    def command(self, path):
        language = ["-x", "c"] if path.suffix == ".c" else ["-x", "c++"]
        if self.database:
            folder, options = self.database.command(path)
            return folder, [self.program, "-Wno-everything", "-ferror-limit=0", *options, *language, str(path)]
        standard = "-std=c17" if path.suffix == ".c" else "-std=c++23"
        folders = [path.parent, self.root, self.root / "include", self.root / "src"]
        return str(self.root), [self.program, "-Wno-everything", "-ferror-limit=0", standard,
                                *(f"-I{folder}" for folder in folders), *language, str(path)]

    def facts(self, path):
        """None where it does not compile."""
        folder, command = self.command(path)
        with subprocess.Popen([*command, "-fsyntax-only", "-Xclang", "-ast-dump=json"], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as clang:
            read = subprocess.run([self.dump, str(path)], stdin=clang.stdout, capture_output=True, check=False)
        if clang.returncode != 0:
            return None
        if read.returncode != 0:
            raise RuntimeError(f"{path}: {read.stderr.decode('utf-8', 'replace')}")
        return [json.loads(line) for line in read.stdout.splitlines()]

    def includes(self, path):
        """{(line, path below the root or "")}, and the lines that are compiled."""
        folder, command = self.command(path)
        run = subprocess.run([*command, "-E", "-dI", "-H", "-fshow-skipped-includes"], cwd=folder,
                             capture_output=True, check=False)
        files = [line[2:] for line in run.stderr.decode("utf-8", "replace").splitlines() if line.startswith(". ")]
        lines, compiled, current, line = [], set(), None, 0
        for text in run.stdout.decode("utf-8", "replace").split("\n"):
            marker = re.match(r'# (\d+) "(.*?)"', text)
            if marker:
                line, current = int(marker[1]) - 1, marker[2]
                continue
            line += 1
            if current == str(path) and text.endswith("/* clang -E -dI */"):
                lines.append(line)
            if current == str(path) and text.strip():
                compiled.add(line)
        if len(lines) != len(files):
            raise RuntimeError(f"{path}: {len(lines)} includes, {len(files)} files")
        found = {(line, self.below_root(os.path.join(folder, file))) for line, file in zip(lines, files)}
        return found, whole_branches(path, compiled)

    def below_root(self, file):
        real = os.path.realpath(file)
        return os.path.relpath(real, self.root) if real.startswith(f"{self.root}/") else ""


def whole_branches(path, lines):
    """All lines of the branches in which one of `lines` is: what a macro gets as its arguments comes
    out of the preprocessor on the macro's line."""
    texts = path.read_bytes().decode("utf-8", "replace").split("\n")
    branch, branches = set(), []
    for number, text in enumerate([*texts, "#endif"], 1):
        branch.add(number)
        if re.match(r"\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b", text):
            branches.append(branch)
            branch = set()
    return set().union(*(branch for branch in branches if branch & lines))


def ssot_facts(program, root, database, files):
    options = ["--compile-commands", database] if database else []
    # Without a path below the root: all files.
    run = subprocess.run([program, "facts", "--root", str(root), *options, *(files or [str(root)])],
                         capture_output=True, check=False)
    for line in run.stdout.decode("utf-8").splitlines():
        entry = json.loads(line)
        if entry["language"] in ("c", "cpp"):
            yield entry


def sampled(root, every):
    found = [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names
             if name.endswith(ENDINGS)]
    return sorted(found)[::every]


def last_name(name):
    return re.split(r"::|\.", name)[-1]


def without_arguments(name):
    """a::B<int>::c is a::B::c. An operator keeps its name."""
    if "operator" in name:
        return name
    kept, depth = "", 0
    for character in name:
        depth -= character == ">"
        if depth == 0 and character not in "<>":
            kept += character
        depth += character == "<"
    return kept.strip()


def plain(name):
    name = re.sub(r"::(__cxx11|__1|_V2|__ndk1)\b", "", without_arguments(name))
    return "std::getenv" if name == "getenv" else name


def same_base(mine, theirs):
    """A base that depends on template parameters is in the dump as it was written."""
    return mine == theirs or mine.endswith("::" + theirs)


class Comparison:
    """What stands in a branch of an #if that is not compiled is compared with nothing."""

    def __init__(self, path, includes, compiled, seen, facts):
        self.path, self.includes, self.seen = path, includes, seen
        self.facts = [f for f in facts if f["kind"] == "import" or f["line"] in compiled]
        self.differences = []

    def of(self, kind):
        return [fact for fact in self.facts if fact["kind"] == kind]

    def clang_has(self, kind):
        return [fact for fact in self.seen if fact["kind"] == kind]

    def differ(self, kind, line, message):
        self.differences.append(Difference(str(self.path), line, kind, message))

    def run(self):
        self.compare_includes()
        self.compare_definitions()
        self.compare_classes()
        self.compare_calls()
        return self.differences

    def compare_includes(self):
        modules = {fact["line"]: fact["module"] for fact in self.of("import")}
        for line, file in sorted(self.includes):
            module = modules.get(line)
            if module is None:
                self.differ("import", line, f"ssot does not see the include of {file}")
            elif file and module != file:
                self.differ("import", line, f"ssot: {module}; clang: {file}")
            elif not file and (self.path.parent / module).exists():
                self.differ("import", line, f"ssot: {module}; clang: a file outside")

    def compare_definitions(self):
        mine = {(f["endLine"], f["qualifiedName"]) for f in self.of("definition") if f["what"] != "class"}
        theirs = {(f["line"], plain(f["name"])) for f in self.clang_has("function")
                  if f["body"] != "none"}
        for line, name in sorted(theirs - mine):
            self.differ("definition", line, f"ssot does not see the definition of {name}")
        for line, name in sorted(mine - theirs):
            self.differ("definition", line, f"clang does not see the definition of {name}")

    def compare_classes(self):
        mine = {(f["endLine"], f["qualifiedName"]): f.get("bases", []) for f in self.of("definition")
                if f["what"] == "class"}
        theirs = {(f["line"], plain(f["name"])): [plain(base) for base in f["bases"]]
                  for f in self.clang_has("class")}
        for key in sorted(theirs.keys() | mine.keys()):
            if key not in mine:
                self.differ("class", key[0], f"ssot does not see the class {key[1]}")
            elif key not in theirs:
                self.differ("class", key[0], f"clang does not see the class {key[1]}")
            elif not all(map(same_base, mine[key], theirs[key])) or len(mine[key]) != len(theirs[key]):
                self.differ("class", key[0], f"bases of {key[1]}: ssot {mine[key]}; clang {theirs[key]}")

    @staticmethod
    def certain(call):
        """Resolutions that clang must agree with: it does not look into a pointer to a function."""
        if "." in call["target"]:
            return ()
        is_pointer = last_name(call["callee"]) != last_name(call["target"])
        return ("exact",) if is_pointer else ("exact", "alias")

    def compare_calls(self):
        mine = collections.Counter((f["line"], f["target"]) for f in self.of("call") if f.get("target"))
        theirs = collections.Counter((f["line"], plain(f["target"])) for f in self.clang_has("call")
                                     if not last_name(f["target"]).startswith("operator"))
        constructions = {(f["line"], last_name(plain(f["type"]))) for f in self.clang_has("construction")}
        for (line, target), count in sorted((theirs - mine).items()):
            self.differ("call", line, f"ssot does not see {count} call(s) of {target}")
        known = collections.Counter((f["line"], f["target"]) for f in self.of("call")
                                    if f.get("target") and f["resolution"] in self.certain(f))
        for (line, target), count in sorted((known - theirs).items()):
            if (line, last_name(target)) not in constructions:
                self.differ("call", line, f"clang does not see {count} call(s) of {target}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ssot", required=True)
    parser.add_argument("--clang", required=True)
    parser.add_argument("--dump", required=True)
    parser.add_argument("--compile-commands")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--least", type=int, default=1)
    parser.add_argument("tree", type=Path)
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    root = options.tree.resolve()
    files = [os.path.abspath(file) for file in options.files]
    if options.every > 1:
        files = sampled(root, options.every)
    database = Database(options.compile_commands) if options.compile_commands else None
    clang = Clang(options.clang, options.dump, root, database)
    known = KnownDifferences(HERE / "clang_differences.txt")
    counts, left = collections.Counter(), []
    for entry in ssot_facts(options.ssot, root, options.compile_commands, files):
        path = root / entry["path"]
        seen = clang.facts(path)
        if seen is None:
            counts["files left out that clang does not compile"] += 1
            continue
        counts["files compared"] += 1
        includes, compiled = clang.includes(path)
        differences = Comparison(path, includes, compiled, seen, entry["facts"]).run()
        unexplained = [d for d in differences if not known.explains(d)]
        counts["includes"] += len(includes)
        counts["calls"] += sum(fact["kind"] == "call" for fact in seen)
        counts["definitions"] += sum(fact["kind"] == "function" and fact["body"] != "none" for fact in seen)
        counts["declarations"] += sum(fact["kind"] == "function" and fact["body"] == "none" for fact in seen)
        counts["classes"] += sum(fact["kind"] == "class" for fact in seen)
        counts["differences explained by their construct"] += len(differences) - len(unexplained)
        left += unexplained
        for difference in unexplained:
            print("{0.path}:{0.line}: {0.kind}: {0.message}".format(difference), flush=True)
    for name, count in counts.items():
        print(f"{count:9} {name}")
    print(f"{len(left):9} differences left")
    return 1 if left or counts["files compared"] < options.least or counts["calls"] == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
