#!/usr/bin/env python3
"""Hostile Python for the front end, made here because it is too big or too much to commit.

    hostile_python.py extremes     --ssot BINARY [--only NAME]
    hostile_python.py mutants      --ssot BINARY [--seed N] [--count N] [--keep FOLDER] PATH...
    hostile_python.py broken-lines --ssot BINARY

extremes      very long, very deep, very many: `ssot facts` ends in time, without a crash, and keeps
              what stands before and after.
mutants       files below PATH with other white space, random damage or both, the same for the same
              seed. `ssot facts` may not crash on any; where CPython still accepts the file the facts
              must be CPython's.
broken-lines  one line of a function is broken in many ways; all other functions keep their facts.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import tokenize

import compare_facts
import cpython_facts
import layouts
from hostile_extremes import EXTREMES, PROJECTS

TIME_LIMIT = 120  # seconds for one run, also under a sanitizer on a busy machine
FILES_A_RUN = 250


class Failure(Exception):
    """The binary did what it never may."""


def run_facts(binary, root, path):
    """The documents of one run, by path."""
    command = [binary, "facts", "--no-ignore", "--root", root, path]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise Failure(f"no end after {TIME_LIMIT} s") from None
    if done.returncode != 0:
        raise Failure(f"exit code {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
    documents = map(json.loads, done.stdout.splitlines())
    return {document["path"]: document for document in documents}


# ---- extremes ------------------------------------------------------------------------------------


def imported(document):
    return {f["module"] for f in document["facts"] if f["kind"] == "import" and "module" in f}


def check_extreme(binary, extreme):
    name, source, is_closed = extreme
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "extreme.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"import stands_before\n{source()}\nimport stands_after\n")
        size = os.path.getsize(path)
        start = time.monotonic()
        document = run_facts(binary, folder, path).get("extreme.py")
        seconds = time.monotonic() - start
    if document is None:
        raise Failure("the file is not in the output")
    wanted = {"stands_before", "stands_after"} if is_closed else {"stands_before"}
    missing = wanted - imported(document)
    if missing:
        raise Failure(f"{document['parse']}, lost: {', '.join(sorted(missing))} ({document['errors'][:3]})")
    return f"{seconds:7.2f} s {size / 1e6:6.1f} MB {document['parse']:9} {len(document['facts']):8} facts"


def check_project(binary, project):
    _, files = project
    with tempfile.TemporaryDirectory() as folder:
        for path, source in files():
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                file.write(source)
        start = time.monotonic()
        documents = run_facts(binary, folder, folder)
        return f"{time.monotonic() - start:7.2f} s {len(documents)} files"


def extremes(options):
    failed = 0
    checks = [(check_extreme, case) for case in EXTREMES] + [(check_project, case) for case in PROJECTS]
    for check, case in checks:
        name = case[0]
        if options.only and options.only not in name:
            continue
        try:
            print(f"ok     {name:32} {check(options.ssot, case)}", flush=True)
        except Failure as failure:
            failed += 1
            print(f"FAILED {name:32} {failure}", flush=True)
    print(f"{failed} failed")
    return 1 if failed else 0


# ---- mutants -------------------------------------------------------------------------------------

TOKENS = re.compile(rb"[A-Za-z0-9_\x80-\xff]+|[ \t]+|\r?\n|.", re.DOTALL)
LINES = re.compile(rb"[^\n]*\n|[^\n]+")
SPLICES = [
    b"'", b'"', b'"""', b"'''", b"(", b")", b"[", b"]", b"{", b"}", b":", b",", b"\\", b"\\\n", b"\n", b"\r",
    b"\t", b"\x0c", b" ", b"#", b"@", b";", b"=", b":=", b"->", b"**", b"*", b"...", b"!", b"$", b"?", b"`",
    b"f'", b"f'{", b'f"{x', b"{{", b"}}", b"rb'", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"lambda ",
    b"def ", b"class ", b"async ", b"await ", b"import ", b"from ", b"match ", b"case ", b"type ", b"if ",
    b"else ", b"in ", b"for ", b"not ", b"yield ", b"0x", b"1e", b"1_", b".5j",
]


def mutate_pieces(chance, pieces):
    """One random damage to a list of pieces of a file, in place."""
    first, second = chance.randrange(len(pieces)), chance.randrange(len(pieces))
    kind = chance.choice(["delete", "double", "swap", "splice", "move", "cut"])
    if kind == "delete":
        del pieces[first : first + chance.choice([1, 1, 1, 2, 5])]
    elif kind == "double":
        pieces.insert(first, pieces[first])
    elif kind == "swap":
        pieces[first], pieces[second] = pieces[second], pieces[first]
    elif kind == "splice":
        pieces.insert(first, chance.choice(SPLICES))
    elif kind == "move":
        pieces.insert(second, pieces.pop(first))
    elif chance.random() < 0.2:
        del pieces[first:]


def with_other_layout(chance, data):
    """For UTF-8 that CPython accepts; tokenize has many ways to fail on anything else."""
    if cpython_facts.facts_of(data)["status"] == "rejected":
        return data
    try:
        text = cpython_facts.decode(data)
        if text.encode("utf-8", "surrogatepass") != data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"):
            return data
        return layouts.with_other_line_ends(chance, layouts.relayout(chance, text)).encode()
    except (SyntaxError, tokenize.TokenError, UnicodeError):
        return data


def mutate(chance, data):
    what = chance.choice(["layout", "both", "damage", "damage", "damage"])
    if what != "damage":
        data = with_other_layout(chance, data)
    return data if what == "layout" else damage(chance, data)


def damage(chance, data):
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        pieces = chance.choice([TOKENS.findall, LINES.findall, lambda d: [bytes([b]) for b in d]])(data)
        if not pieces:
            return data
        mutate_pieces(chance, pieces)
        data = b"".join(pieces)
    return data


def victims(paths):
    """Small files: damage to them is seen, and many can be had."""
    found = [p for p in cpython_facts.python_files(paths) if os.path.getsize(p) <= 40_000]
    return [path for path in found if not os.path.islink(path)]


def write_mutants(folder, seed, numbers, sources):
    for number in numbers:
        chance = random.Random(f"{seed}:{number}")
        with open(chance.choice(sources), "rb") as file:
            data = file.read()
        with open(os.path.join(folder, f"mutant_{number}.py"), "wb") as file:
            file.write(mutate(chance, data))


def keep(options, path):
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
        with open(path, "rb") as source:
            with open(os.path.join(options.keep, os.path.basename(path)), "wb") as target:
                target.write(source.read())


def crash_of(options, path):
    """What goes wrong with one file alone, or None."""
    try:
        run_facts(options.ssot, os.path.dirname(path), path)
        return None
    except Failure as failure:
        keep(options, path)
        return f"{os.path.basename(path)}: {failure}"


def check_mutants(job):
    """Runs one batch; returns (outcomes by name, failures)."""
    options, numbers, sources = job
    outcomes, failures = collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        write_mutants(folder, options.seed, numbers, sources)
        paths = [os.path.join(folder, f"mutant_{number}.py") for number in numbers]
        try:
            documents = run_facts(options.ssot, folder, folder)
        except Failure as failure:
            alone = [crash for crash in (crash_of(options, path) for path in paths) if crash]
            return outcomes, alone or [f"mutants {numbers[0]} to {numbers[-1]} together: {failure}"]
        for path in paths:
            document = documents.get(os.path.basename(path))
            if document is None:
                if compare_facts.is_binary(path):
                    outcomes["binary, left out"] += 1
                else:
                    failures.append(f"{os.path.basename(path)}: not in the output")
                    keep(options, path)
                continue
            note, outcome, differences, _ = compare_facts.compare_document((path, document, None))
            outcomes[outcome] += 1
            if outcome == "rejected, ssot accepts":
                outcomes[f"  accepts: {note.split(': ', 2)[2][:60]}"] += 1
                if options.keep_accepted:
                    keep(options, path)
            if differences:
                keep(options, path)
            failures += [f"{os.path.basename(path)}:{d.line}:{d.column}: {d.kind}: {d.message}" for d in differences]
    return outcomes, failures


def mutants(options):
    sources = victims(options.paths)
    jobs = [
        (options, range(first, min(first + FILES_A_RUN, options.count)), sources)
        for first in range(0, options.count, FILES_A_RUN)
    ]
    outcomes, failures = collections.Counter(), []
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for some_outcomes, some_failures in pool.map(check_mutants, jobs):
            outcomes.update(some_outcomes)
            failures += some_failures
    for failure in failures[:100]:
        print(failure)
    for outcome, count in sorted(outcomes.items(), key=lambda item: (item[0].startswith(" "), -item[1]))[:40]:
        print(f"{count:9} {outcome}")
    print(f"{len(failures):9} failures in {options.count} mutants of {len(sources)} files, seed {options.seed}")
    return 1 if failures or not outcomes["accepted"] else 0


# ---- broken lines --------------------------------------------------------------------------------

AROUND = '''import stands_before


@stands_before.wrap(1)
def before(value=stands_before.default()):
    if value:
        return first(f"{{value()}}")


class Before:
    async def method(self):
        return await self.second("text", [third()])


def broken(value):
    start(value)
    if value:
        {line}
        middle(value)
    return end(value)


class After:
    """Docstring."""

    def method(self):
        for item in fourth(self):
            yield fifth(item, key="text")


def after():
    from stands_after import sixth

    return sixth({{"key": seventh()}})
'''
HEALTHY_LINES = [
    'result = call(value, key="text")[0]',
    "first, *rest = call(value), [other(x) for x in value if test(x)]",
    'text = f"{call(value)!r:>{width()}} and {value}"',
    "if call(value): other(value)",
    "for item in call(value): other(item)",
    "with call(value) as handle, other(): use(handle)",
    "return lambda x, y=call(): other(x, *y, **x)",
    "from package.module import name as alias, other",
    "import package.module as alias, other",
    "def inner(a, b: int = call(), *c, **d) -> str: return other(a)",
    "class Inner(call(), metaclass=other()): value = third()",
    "raise Error(call(value)) from other(value)",
    "assert call(value) == {1: other(value)}, third()",
    "value = call(value) if test(value) else other(value)",
    "x = a < b <= call(c) != d and not other() or third()",
    "match call(value):",
    "async with call(value) as handle: await other(handle)",
    "while (chunk := call(value)): other(chunk)",
    "del value[call(0)], other.attribute",
    "@decorator(call(value))",
    "global name; nonlocal other; yield call(value)",
    'print(call(value), file=other()); text = r"\\d" b"bytes"',
]
DAMAGES = {
    "last character gone": lambda line: line[:-1],
    "half": lambda line: line[: len(line) // 2],
    "first word gone": lambda line: line.split(" ", 1)[-1],
    "open bracket": lambda line: line + " (",
    "open square bracket first": lambda line: "[" + line,
    "open brace": lambda line: line + " {",
    "closing bracket": lambda line: line + " )",
    "closing bracket first": lambda line: "] " + line,
    "brackets gone": lambda line: re.sub(r"[)\]}]", "", line),
    "opening brackets gone": lambda line: re.sub(r"[(\[{]", "", line),
    "brackets mixed up": lambda line: line.translate(str.maketrans("()[]{}", "[)(}{]")),
    "open string": lambda line: line + " 'text",
    "quote in the middle": lambda line: line[: len(line) // 2] + '"' + line[len(line) // 2 :],
    "open f-string": lambda line: line + " f'{value",
    "operator twice": lambda line: line.replace("=", "= =").replace(",", ",,") + " * /",
    "stray character": lambda line: line[: len(line) // 3] + "?" + line[len(line) // 3 :],
    "dollar": lambda line: "$ " + line,
    "print statement": lambda line: "print 'text', " + line,
    "colon": lambda line: line + ":",
    "colons gone": lambda line: line.replace(":", ""),
    "spaces gone": lambda line: line.replace(" ", ""),
    "backslash": lambda line: line + " \\ x",
    "deeper": lambda line: "    " + line,
    "conflict marker": lambda line: "<<<<<<< HEAD " + line,
    "def": lambda line: "def " + line,
    "class without name": lambda line: "class (" + line,
    "nothing": lambda line: "",
}
BROKEN_FUNCTION = ("broken", "broken.")


def facts_elsewhere(document, first_line, last_line):
    """What the other functions hold, in a form that can be compared: qualified names without their module."""
    keys = ("kind", "line", "column", "endLine", "endColumn", "module", "name", "callee")
    return {
        tuple(str(fact.get(key)) for key in keys) + tuple(fact.get("qualifiedName", "").split(".")[1:])
        for fact in document["facts"]
        if fact["kind"] != "access" and not first_line <= fact["line"] <= last_line
    }


def error_outcome(document, first_line, last_line):
    """Where the errors are, in a file that has some."""
    lines = [error["line"] for error in document["errors"]]
    if not lines or document["parse"] == "ok":
        return "accepted"
    return "in place" if all(first_line <= line <= last_line for line in lines) else f"elsewhere: {document['errors']}"


def broken_lines(options):
    start = AROUND[: AROUND.index("def broken")].count("\n") + 1
    end = AROUND[: AROUND.index("class After")].count("\n") - 1
    cases = {"healthy.py": ("the healthy file", "pass")}
    for number, line in enumerate(HEALTHY_LINES):
        for name, damage in DAMAGES.items():
            cases[f"case_{len(cases)}.py"] = (name, damage(line))
    with tempfile.TemporaryDirectory() as folder:
        for path, (_, line) in cases.items():
            with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                file.write(AROUND.format(line=line))
        documents = run_facts(options.ssot, folder, folder)
    healthy = facts_elsewhere(documents["healthy.py"], start, end)
    assert documents["healthy.py"]["parse"] == "ok" and len(healthy) == 18, len(healthy)
    failed, lenient = 0, 0
    for path, (name, line) in cases.items():
        found = facts_elsewhere(documents[path], start, end)
        if found != healthy:
            failed += 1
            print(f"{name}: {line!r}: lost {sorted(healthy - found)}, invented {sorted(found - healthy)}")
        judge = cpython_facts.facts_of(AROUND.format(line=line).encode())
        if judge["status"] == "rejected":
            outcome = error_outcome(documents[path], start, end)
            lenient += outcome == "accepted"
            if outcome != "in place":
                print(f"{name}: {line!r}: {outcome}; CPython: {judge['error']}")
            failed += outcome.startswith("elsewhere")
    print(f"{failed} of {len(cases)} broken lines change facts elsewhere or have their error elsewhere")
    print(f"{lenient} more are accepted although CPython rejects them")
    return 1 if failed else 0


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True)
    for function in (extremes, mutants, broken_lines):
        command = commands.add_parser(function.__name__.replace("_", "-"))
        command.add_argument("--ssot", required=True, help="the binary")
        command.set_defaults(function=function)
        if function is extremes:
            command.add_argument("--only", help="only cases whose name holds this")
        if function is mutants:
            command.add_argument("--seed", type=int, default=1)
            command.add_argument("--count", type=int, default=3000)
            command.add_argument("--keep", help="folder for the files that fail")
            command.add_argument("--keep-accepted", action="store_true", help="and for needless leniency")
            command.add_argument("paths", nargs="+", metavar="PATH")
    options = parser.parse_args(arguments)
    return options.function(options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
