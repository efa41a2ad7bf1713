#!/usr/bin/env python3
"""What CPython's own parser sees in Python files: an oracle for the Python front end.

    cpython_facts.py print PATH...                      one JSON object a file
    cpython_facts.py compare --ssot BINARY PATH...      diff with `ssot facts`, exit 1 on a difference

Only the standard library is used, and nothing below needs more than Python 3.11, so that the same
file runs inside newer interpreters too. A file's record is

    {path, status: ok|rejected, python, error, imports[], definitions[], calls[]}

Lines and columns start at 1, columns count code points, ends are exclusive, as in `ssot facts`.
"""

import ast
import io
import json
import os
import re
import sys
import tokenize
import typing
import warnings

# Before 3.12 the positions inside f-strings are made up, so only the literal's own span is kept.
EXACT_FSTRINGS = sys.version_info >= (3, 12)

BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

DEFINITION_HEAD = re.compile(
    r"(?:async(?:[ \t\f]|\\\n)+)?(?:def|class)(?:[ \t\f]|\\\n)+[^\s(\[:\\]+"
)


class Rejected(Exception):
    """CPython does not accept the file."""

    def __init__(self, line, column, message):
        super().__init__(message)
        self.error = {"line": line, "column": column, "message": message}


def decode(data):
    """The text with '\\n' line ends and no byte-order mark; raises Rejected."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    try:
        if encoding is None:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Rejected(line, 1, f"not {error.encoding}") from error
    except SyntaxError as error:
        raise Rejected(1, 1, str(error)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Positions:
    """CPython's columns are UTF-8 bytes from 0; ours are code points from 1."""

    def __init__(self, text):
        self.text = text
        self.lines = text.split("\n")
        self.plain = [line.isascii() for line in self.lines]

    def column(self, line, byte_offset):
        if line > len(self.lines) or self.plain[line - 1]:
            return byte_offset + 1
        prefix = self.lines[line - 1].encode("utf-8", "surrogatepass")[:byte_offset]
        return len(prefix.decode("utf-8", "surrogatepass")) + 1

    def start(self, node):
        return [node.lineno, self.column(node.lineno, node.col_offset)]

    def span(self, node):
        return self.start(node) + [
            node.end_lineno,
            self.column(node.end_lineno, node.end_col_offset),
        ]

    def end_of_name(self, alias):
        """CPython has the `as` part in the span too; null where the name is written with spaces."""
        if alias.asname is None:
            return self.span(alias)[2:]
        line, column = self.start(alias)
        if self.lines[line - 1].startswith(alias.name, column - 1):
            return [line, column + len(alias.name)]
        return None

    def definition_head(self, node):
        """From `def`, `async` or `class` to the end of the name."""
        line, column = self.start(node)
        rest = "\n".join(self.lines[line - 1 : line + 20])
        match = DEFINITION_HEAD.match(rest, column - 1)
        if match is None:
            raise AssertionError(f"no definition at line {line}")
        before = rest[: match.end()]
        line_start = before.rfind("\n") + 1
        return [line, column, line + before.count("\n"), match.end() - line_start + 1]


def dotted(node):
    """`a.b.c` for a chain of names; with another base `?.b.c`; null when no name is called."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    elif parts:
        parts.append("?")
    else:
        return None
    return ".".join(reversed(parts))


def call_records(positions, node, literal):
    record = {"callee": dotted(node.func)}
    if literal is None or EXACT_FSTRINGS:
        return record | {"span": positions.span(node)}
    return record | {"within": positions.span(literal)}


def import_records(positions, node):
    from_import = isinstance(node, ast.ImportFrom)
    for alias in node.names:
        yield {
            "start": positions.start(alias),
            "end": positions.end_of_name(alias),
            "module": (node.module or "") if from_import else alias.name,
            "level": node.level if from_import else 0,
            "name": alias.name if from_import else "",
            "alias": alias.asname or "",
            "form": "from" if from_import else "import",
            "statementLine": node.lineno,
        }


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = FUNCTIONS + (ast.ClassDef,)
TRIES = (ast.Try, ast.TryStar)
LOOPS = (ast.For, ast.AsyncFor, ast.While)


class Place(typing.NamedTuple):
    """Where an expression or a statement stands."""

    owners: tuple = ()  # (class or function, name) from the outside in
    guarded: bool | None = False  # in a try or a condition, seen from its function; None: not compared
    literal: ast.AST | None = None  # the f-string around it

    def fields(self):
        names = [name for _, name in self.owners]
        return {
            "scope": self.owners[-1][0] if self.owners else "module",
            "enclosing": ".".join(names),
            "guarded": self.guarded,
        }

    def inside(self, node):
        """In the body of a definition."""
        if isinstance(node, ast.ClassDef):
            return self._replace(owners=self.owners + (("class", node.name),))
        return self._replace(owners=self.owners + (("function", node.name),), guarded=False)


def guarded_fields(node):
    """The fields of a statement that do not run whenever it is reached."""
    if isinstance(node, ast.If):
        return ("body", "orelse")
    if isinstance(node, TRIES):
        return ("body", "handlers", "orelse")
    if isinstance(node, LOOPS):
        return ("orelse",)
    if isinstance(node, ast.match_case):
        return ("body",)
    return ()


def is_not_compared(node, field):
    """Whether it is guarded is a matter of taste: tests of elif, types of handlers, patterns, parts
    of expressions."""
    if isinstance(node, ast.If):
        return field == "test" and getattr(node, "is_elif", False)
    if isinstance(node, (ast.ExceptHandler, ast.match_case)):
        return field != "body"
    return isinstance(node, (ast.Lambda, ast.IfExp, ast.BoolOp, ast.comprehension, ast.Compare))


def places_of_children(node, place):
    if isinstance(node, ast.JoinedStr) and place.literal is None:
        place = place._replace(literal=node)
    if isinstance(node, ast.If) and len(node.orelse) == 1:
        node.orelse[0].is_elif = True
    for field, value in ast.iter_fields(node):
        inner = place
        if field == "body" and isinstance(node, DEFINITIONS):
            inner = place.inside(node)
        elif field in guarded_fields(node):
            inner = place._replace(guarded=True)
        elif is_not_compared(node, field):
            inner = place._replace(guarded=None)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child, inner


def definition_record(positions, node, owners):
    if isinstance(node, ast.ClassDef):
        what = "class"
    else:
        what = "method" if owners and owners[-1][0] == "class" else "function"
    return {
        "span": positions.definition_head(node),
        "name": node.name,
        "qualifiedName": ".".join([name for _, name in owners] + [node.name]),
        "what": what,
        "async": isinstance(node, ast.AsyncFunctionDef),
    }


def records_of_tree(positions, tree):
    """Walks with a stack of its own: real files nest deeper than Python's recursion allows."""
    imports, definitions, calls = [], [], []
    stack = [(tree, Place())]
    while stack:
        node, place = stack.pop()
        if isinstance(node, ast.Call):
            calls.append(call_records(positions, node, place.literal) | place.fields())
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            imports += [record | place.fields() for record in import_records(positions, node)]
        elif isinstance(node, DEFINITIONS):
            definitions.append(definition_record(positions, node, place.owners) | place.fields())
        stack.extend(places_of_children(node, place))
    return {"imports": imports, "definitions": definitions, "calls": calls}


def parse(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        raise Rejected(error.lineno or 1, error.offset or 1, error.msg) from error
    except (ValueError, RecursionError, MemoryError) as error:  # NUL bytes, nesting
        raise Rejected(1, 1, f"{type(error).__name__}: {error}") from error


def facts_of(data):
    """The record of one file's bytes, without its path."""
    record = {"python": "{}.{}.{}".format(*sys.version_info[:3])}
    try:
        text = decode(data)
        tree = parse(text)
    except Rejected as rejected:
        return record | {"status": "rejected", "error": rejected.error}
    return record | {"status": "ok"} | records_of_tree(Positions(text), tree)


def python_files(paths):
    """Files as named, folders walked; sorted, without `.git`."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        found = []
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if name != ".git"]
            found += [os.path.join(folder, name) for name in names if name.endswith((".py", ".pyi"))]
        yield from sorted(path for path in found if os.path.isfile(path))


def print_facts(paths):
    for path in python_files(paths):
        with open(path, "rb") as file:
            record = facts_of(file.read())
        print(json.dumps({"path": path} | record))
    return 0


def main(arguments):
    if len(arguments) >= 2 and arguments[0] == "print":
        return print_facts(arguments[1:])
    if len(arguments) >= 2 and arguments[0] == "compare":
        import compare_facts  # not there when this file runs inside another interpreter

        return compare_facts.main(arguments[1:])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
