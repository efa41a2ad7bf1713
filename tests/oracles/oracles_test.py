#!/usr/bin/env python3
"""Tests of the oracles themselves: what they read, and that no kind of difference escapes them."""

import contextlib
import io
import json
import os
import stat
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compare_facts  # noqa: E402
import cpython_facts  # noqa: E402
import hostile_python  # noqa: E402
import typescript_facts  # noqa: E402


def facts(source):
    return cpython_facts.facts_of(source if isinstance(source, bytes) else source.encode())


class CPythonFacts(unittest.TestCase):
    def test_imports(self):
        cases = [
            ("import a.b as c, d", [("a.b", 0, "", "c", [1, 8]), ("d", 0, "", "", [1, 18])]),
            ("from ..m import (x as y,\n  z)", [("m", 2, "x", "y", [1, 18]), ("m", 2, "z", "", [2, 3])]),
            ("from . import *", [("", 1, "*", "", [1, 15])]),
            ("é = 1; import b", [("b", 0, "", "", [1, 15])]),
        ]
        for source, expected in cases:
            with self.subTest(source):
                found = [
                    (r["module"], r["level"], r["name"], r["alias"], r["start"])
                    for r in facts(source)["imports"]
                ]
                self.assertEqual(found, expected)

    def test_places(self):
        source = """a()
if b(): c()
elif d(): e()
else: f()
@g()
class H(i()):
    if j():
        def k(self, l=m()):
            n()
            for o in p(): q()
            else: r()
            try: s()
            except t(): u()
            else: v()
            finally: w(lambda: x())
"""
        found = {c["callee"]: (c["scope"], c["enclosing"], c["guarded"]) for c in facts(source)["calls"]}
        module, body, method = ("module", ""), ("class", "H"), ("function", "H.k")
        expected = [(name, *module, False) for name in "abgi"] + [(name, *module, True) for name in "cef"]
        expected += [("d", *module, None), ("j", *body, False), ("m", *body, True), ("t", *method, None)]
        expected += [(name, *method, False) for name in "npqw"] + [(name, *method, True) for name in "rsuv"]
        expected += [("x", *method, None)]
        self.assertEqual(found, {name: tuple(place) for name, *place in expected})

    def test_definitions(self):
        source = "@d()\nclass A:\n  async  def f(s): pass\n  if 1:\n    def é(): pass\ndef g():\n  class B: pass\n"
        found = [(d["span"], d["qualifiedName"], d["what"], d["async"]) for d in facts(source)["definitions"]]
        self.assertCountEqual(
            found,
            [
                ([2, 1, 2, 8], "A", "class", False),
                ([3, 3, 3, 15], "A.f", "method", True),
                ([5, 5, 5, 10], "A.é", "method", False),
                ([6, 1, 6, 6], "g", "function", False),
                ([7, 3, 7, 10], "g.B", "class", False),
            ],
        )

    def test_calls(self):
        cases = [
            ("é.f(1)", [("é.f", [1, 1, 1, 7])]),
            ("a()(\n)", [("a", [1, 1, 1, 4]), (None, [1, 1, 2, 2])]),
            ("(a)()", [("a", [1, 1, 1, 6])]),
            ("x().y.z()", [("x", [1, 1, 1, 4]), ("?.y.z", [1, 1, 1, 10])]),
        ]
        for source, expected in cases:
            with self.subTest(source):
                found = [(c["callee"], c["span"]) for c in facts(source)["calls"]]
                self.assertCountEqual(found, expected)

    def test_calls_in_f_strings(self):
        (call,) = facts("x = f'é{ g(1) }'")["calls"]
        place = {"span": [1, 10, 1, 14]} if cpython_facts.EXACT_FSTRINGS else {"within": [1, 5, 1, 17]}
        self.assertEqual({key: call[key] for key in ("callee", *place)}, {"callee": "g"} | place)

    def test_encodings_and_line_ends(self):
        source = "# é\nimport a\rdef f(): g()\r\n"
        for data in (
            source.encode("utf-8-sig"),
            ("# coding: latin-1\n" + source).encode("latin-1"),
            source.encode("utf-16"),
        ):
            with self.subTest(data):
                record = facts(data)
                first = 3 if data.startswith(b"# coding") else 2
                self.assertEqual(record["imports"][0]["start"], [first, 8])
                self.assertEqual(record["calls"][0]["span"], [first + 1, 10, first + 1, 13])

    def test_rejected(self):
        for source, line in [("a\nprint 1\n", 2), ("x = (\n", 1), (b"\xff\n", 1), ("\0", 1), ("(" * 500, 1)]:
            with self.subTest(source):
                record = facts(source)
                self.assertEqual((record["status"], record["error"]["line"]), ("rejected", line))


SOURCE = """import a.b as c
from .m import x
class C:
    async def f(self):
        return g(self.h(f'{k()}'))
"""

# Answers like `ssot facts` with what is in a file, whatever it is asked.
FAKE_BINARY = """#!/bin/sh
cat "$0.out"
exit $(cat "$0.code")
"""


def truth():
    """SOURCE as `ssot facts` must have it."""

    def fact(kind, line, column, end_line, end_column, scope, enclosing, **fields):
        place = {"line": line, "column": column, "endLine": end_line, "endColumn": end_column}
        return {"kind": kind, "scope": scope, "enclosing": enclosing, "guarded": False} | place | fields

    return {
        "path": "p/s.py",
        "language": "python",
        "parse": "ok",
        "errors": [],
        "facts": [
            fact("import", 1, 8, 1, 11, "module", "", module="a.b", alias="c", form="import", statementLine=1),
            fact("import", 2, 16, 2, 17, "module", "", module="p.m", name="x", form="from", statementLine=2),
            fact("definition", 3, 1, 3, 8, "module", "", name="C", what="class"),
            fact("definition", 4, 5, 4, 16, "class", "p.s.C", name="f", what="method", **{"async": True}),
            fact("call", 5, 16, 5, 35, "function", "p.s.C.f", callee="g"),
            fact("call", 5, 18, 5, 34, "function", "p.s.C.f", callee="self.h"),
            fact("call", 5, 28, 5, 31, "function", "p.s.C.f", callee="k"),
            fact("import", 9, 1, 9, 2, "module", "", module="dynamic", form="dynamic", statementLine=9),
        ],
    }


class Comparison(unittest.TestCase):
    def compare(self, document, exit_code=0, source=SOURCE, known=""):
        with tempfile.TemporaryDirectory() as folder:
            tree = os.path.join(folder, "tree", "p")
            binary = os.path.join(folder, "ssot")
            known_path = os.path.join(folder, "known.txt")
            os.makedirs(tree)
            for path, text in [
                (os.path.join(tree, "s.py"), source),
                (binary, FAKE_BINARY),
                (binary + ".out", json.dumps(document) + "\n"),
                (binary + ".code", str(exit_code)),
                (known_path, known),
            ]:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            os.chmod(binary, stat.S_IRWXU)
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                arguments = ["--ssot", binary, "--known", known_path, "--jobs", "1", os.path.dirname(tree)]
                code = compare_facts.main(arguments)
            return code, output.getvalue()

    def test_truth_agrees(self):
        code, output = self.compare(truth())
        self.assertEqual(code, 0, output)
        self.assertIn("3 calls", output)

    def test_every_change_is_a_difference(self):
        facts_ = truth()["facts"][:-1]
        for index, fact in enumerate(facts_):
            inside_f_string = fact.get("callee") == "k" and not cpython_facts.EXACT_FSTRINGS
            for field in fact:
                if field in ("kind", "alias", "name", "module", "callee", "what", "form", "scope", "enclosing"):
                    value = "other"
                elif field in ("async", "guarded"):
                    value = not fact[field]
                else:
                    value = fact[field] + 1
                if inside_f_string and field != "callee":
                    continue
                with self.subTest(fact=fact, field=field):
                    document = truth()
                    document["facts"][index][field] = value
                    code, output = self.compare(document)
                    self.assertEqual(code, 1, output)
            with self.subTest(removed=fact):
                document = truth()
                del document["facts"][index]
                self.assertEqual(self.compare(document)[0], 1)
            with self.subTest(doubled=fact):
                document = truth()
                document["facts"].append(fact)
                self.assertEqual(self.compare(document)[0], 1)

    def test_a_needless_syntax_error_is_a_difference(self):
        document = truth() | {"parse": "recovered", "errors": [{"line": 1, "column": 1, "message": "m"}]}
        self.assertEqual(self.compare(document)[0], 1)

    def test_a_missing_file_is_a_difference(self):
        code, output = self.compare(truth() | {"path": "p/other.py"})
        self.assertEqual(code, 1)
        self.assertIn("ssot has no facts", output)

    def test_a_crash_is_no_success(self):
        with self.assertRaises(RuntimeError):
            self.compare(truth(), exit_code=134)

    def test_known_differences(self):
        document = truth()
        document["facts"][0]["alias"] = "other"
        self.assertEqual(self.compare(document, known="*/s.py | import | a.b as c | a construct\n")[0], 0)
        self.assertEqual(self.compare(document, known="*/s.py | call | a.b as c | a construct\n")[0], 1)

    def test_what_the_oracle_rejects_is_only_counted(self):
        for document, outcome in [
            (truth() | {"parse": "recovered", "errors": [{"line": 2, "column": 1, "message": "m"}]}, "at the line"),
            (truth(), "ssot accepts"),
        ]:
            _, output = self.compare(document, source="x = 1\nx x\n")
            self.assertIn(outcome, output)


TYPESCRIPT_PLACE = {"scope": "function", "enclosing": "C.f", "guarded": False}
SSOT_PLACE = {"scope": "function", "enclosing": "p/s.C.f", "guarded": False, "resolution": "exact"}


def typescript_record():
    def record(line, **fields):
        return {"start": [line, 1], "end": [line, 9], **TYPESCRIPT_PLACE, **fields}

    return {
        "imports": [record(1, module="m", name="a", alias="b", form="from", typeOnly=True, statementLine=1,
                           file="m", origin={"file": "n", "names": ["c"]})],
        "calls": [record(2, callee="a.b")],
        "accesses": [record(3, form="process.env", name="KEY", mode="read")],
        "definitions": [record(4, name="g", what="method", isWithoutName=False, **{"async": True})],
    }


def typescript_document():
    def fact(kind, line, **fields):
        place = {"line": line, "column": 1, "endLine": line, "endColumn": 9}
        return {"kind": kind, **place, **SSOT_PLACE, **fields}

    facts = [
        fact("import", 1, module="m", name="a", alias="b", form="from", typeOnly=True, statementLine=1,
             originModule="n", originName="c"),
        fact("call", 2, callee="a.b"),
        fact("access", 3, of="environment", form="process.env[]", name="KEY", mode="read"),
        fact("definition", 4, name="g", what="method", **{"async": True}),
    ]
    return {"path": "p/s.ts", "parse": "ok", "errors": [], "facts": facts}


class TypeScriptComparison(unittest.TestCase):
    def differences(self, document, record=None):
        return typescript_facts.FileComparison("s.ts", record or typescript_record(), document).run()

    def test_no_difference(self):
        self.assertEqual(self.differences(typescript_document()), [])

    def test_every_field_is_compared(self):
        other = {"form": "other", "guarded": True, "typeOnly": False, "async": False}
        for index, fact in enumerate(typescript_document()["facts"]):
            for field in fact.keys() - {"kind", "of", "resolution"}:
                with self.subTest(kind=fact["kind"], field=field):
                    document = typescript_document()
                    document["facts"][index][field] = other.get(field, 99 if isinstance(fact[field], int) else "z")
                    self.assertNotEqual(self.differences(document), [])

    def test_every_fact_is_compared(self):
        for index in range(len(typescript_document()["facts"])):
            for change in (lambda facts, i: facts.pop(i), lambda facts, i: facts.append(facts[i])):
                document = typescript_document()
                change(document["facts"], index)
                self.assertNotEqual(self.differences(document), [])

    def test_a_needless_syntax_error_is_a_difference(self):
        errors = [{"line": 1, "column": 1, "message": "m"}]
        self.assertNotEqual(self.differences(typescript_document() | {"parse": "recovered", "errors": errors}), [])

    def test_unknown_parts_of_a_callee(self):
        record = typescript_record()
        record["calls"][0]["callee"] = "?.b"
        self.assertEqual(self.differences(typescript_document(), record), [])
        record["calls"][0]["callee"] = "?.c"
        self.assertNotEqual(self.differences(typescript_document(), record), [])

    def test_a_relative_module_is_another_ones(self):
        record = typescript_record()
        record["imports"][0]["module"] = "./other"
        del record["imports"][0]["file"]
        self.assertNotEqual(self.differences(typescript_document(), record), [])


class Hostile(unittest.TestCase):
    def run_with(self, script, arguments):
        with tempfile.TemporaryDirectory() as folder:
            binary = os.path.join(folder, "ssot")
            with open(binary, "w", encoding="utf-8") as file:
                file.write(script)
            os.chmod(binary, stat.S_IRWXU)
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                code = hostile_python.main([arguments[0], "--ssot", binary, *arguments[1:]])
            return code, output.getvalue()

    def test_a_crash_is_seen(self):
        here = os.path.dirname(os.path.abspath(__file__))
        for arguments in (["extremes", "--only", "minus signs"], ["mutants", "--count", "2", here]):
            with self.subTest(arguments):
                code, output = self.run_with("#!/bin/sh\nkill -SEGV $$\n", arguments)
                self.assertEqual(code, 1)
                self.assertIn("exit code -11", output)

    def test_lost_facts_are_seen(self):
        line = '{"path":"extreme.py","parse":"recovered","errors":[],"facts":[]}'
        code, output = self.run_with(f"#!/bin/sh\necho '{line}'\n", ["extremes", "--only", "minus signs"])
        self.assertEqual(code, 1)
        self.assertIn("lost: stands_after, stands_before", output)


if __name__ == "__main__":
    unittest.main()
