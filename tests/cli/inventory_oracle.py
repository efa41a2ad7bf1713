#!/usr/bin/env python3
"""Counts text as the inventory's documents did, straight from the rows' definitions.

    inventory_oracle.py TREE            a table: row, text count, files, parts
    inventory_oracle.py --json TREE     the same as one JSON object
    inventory_oracle.py --list ROW TREE every hit of one row: path:line: substring

It shares nothing with the scanner and its rule files, so that one can be held against the other.
It looks at every regular file below TREE but those in .git, follows no symbolic link, and knows
no ignore file: give it a plain export, or compare on trees whose ignore rules match no source.
"""

import argparse
import ast
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path

PYTHON = (".py",)
FRONT_END = (".ts", ".tsx", ".js", ".jsx")


class Tree:
    """The files of a tree: path below the root -> text, read once."""

    def __init__(self, root):
        self.root = Path(root)
        self.paths = []
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(f for f in folders if f != ".git")
            for name in names:
                full = Path(folder) / name
                if full.is_file() and not full.is_symlink():
                    self.paths.append(full.relative_to(self.root).as_posix())
        self.paths.sort()
        self.texts = {}

    def text(self, path):
        """UTF-8 with universal newlines; None for a file that is not UTF-8."""
        if path not in self.texts:
            try:
                text = (self.root / path).read_bytes().decode("utf-8-sig")
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            except UnicodeDecodeError:
                text = None
            self.texts[path] = text
        return self.texts[path]

    def files(self, folders, suffixes=PYTHON):
        """(path, text) of the UTF-8 files with such a suffix below one of the folders."""
        prefixes = tuple(folder.rstrip("/") + "/" for folder in folders)
        for path in self.paths:
            if path.startswith(prefixes) and path.endswith(suffixes):
                text = self.text(path)
                if text is not None:
                    yield path, text

    def scope_a(self):
        return ((p, t) for p, t in self.files(["netra_backend/app"]) if "test" not in p)


class Count:
    """One row's or part's figure, and the hits that make it: (path, line, substring)."""

    def __init__(self, figure, hits, parts=None):
        self.figure = figure
        self.hits = hits
        self.parts = parts or {}

    def files(self):
        return len({hit[0] for hit in self.hits})


def lines_of(text):
    return text.split("\n")


def file_hits(files, substrings):
    """Every (path, line, substring) of every file."""
    return [
        (path, number, substring)
        for path, text in files
        if any(substring in text for substring in substrings)
        for number, line in enumerate(lines_of(text), 1)
        for substring in substrings
        if substring in line
    ]


def count_files(files, substrings, parts=None):
    hits = file_hits(files, substrings)
    return Count(len({path for path, _, _ in hits}), hits, parts)


def count_pairs(files, substrings, skip=lambda line: False):
    """(line, substring): a line with two of the substrings counts twice."""
    hits = [
        (path, number, substring)
        for path, text in files
        for number, line in enumerate(lines_of(text), 1)
        if not skip(line)
        for substring in substrings
        if substring in line
    ]
    return Count(len(hits), hits)


def sum_of(parts):
    hits = [hit for part in parts.values() for hit in part.hits]
    return Count(sum(part.figure for part in parts.values()), hits, parts)


def is_comment(line):
    return line.strip().startswith("#")


def backend_jwt_imports(tree):
    return count_files(
        tree.scope_a(), ["import jwt", "from jwt", "import PyJWT", "from PyJWT"]
    )


def backend_jwt_operations(tree):
    return count_files(
        tree.scope_a(),
        [
            "jwt.decode(", "jwt.encode(", "PyJWT.decode(", "PyJWT.encode(",
            "def validate_token", "def decode_jwt", "def encode_jwt",
            "jwt_secret", "JWT_SECRET",
        ],
    )


def websocket_auth_bypass(tree):
    names = [
        "app/websocket_core/user_context_extractor.py",
        "app/websocket_core/auth.py",
        "app/routes/websocket.py",
        "app/middleware/auth_middleware.py",
    ]
    files = [(p, t) for p, t in tree.files(["netra_backend"])
             if p in {"netra_backend/" + name for name in names}]
    substrings = [
        "jwt.decode", "validate_and_decode_jwt", "get_unified_jwt_secret",
        "jwt_secret", "JWT_SECRET_KEY",
    ]
    parts = {
        substring: Count(
            sum(text.count(substring) for _, text in files), file_hits(files, [substring])
        )
        for substring in substrings
    }
    return count_files(files, substrings, parts)


def definitions_by_syntax(files, name):
    hits = []
    for path, text in files:
        if name not in text:
            continue
        try:
            functions = [
                node.lineno
                for node in ast.walk(ast.parse(text))
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name
            ]
        except (SyntaxError, ValueError):  # a broken file still shows its `def` lines
            pattern = re.compile(rf"\s*(async\s+)?def\s+{name}\s*[(\[]")
            functions = [n for n, line in enumerate(lines_of(text), 1) if pattern.match(line)]
        hits += [(path, number, f"def {name}") for number in sorted(functions)]
    return Count(len(hits), hits)


def duplicate_validate_token(tree):
    files = list(tree.scope_a())
    row = definitions_by_syntax(files, "validate_token")
    for name in ["decode_jwt", "encode_jwt", "validate_jwt", "validate_and_decode_jwt",
                 "extract_jwt_payload", "verify_jwt_signature"]:
        row.parts[name] = definitions_by_syntax(files, name)
    return row


def jwt_secret_access(tree):
    return count_pairs(
        tree.scope_a(),
        ["JWT_SECRET_KEY", "JWT_SECRET_STAGING", "JWT_SECRET_PRODUCTION",
         "get_jwt_secret", "jwt_secret"],
        skip=is_comment,
    )


def jwt_validation_implementations(tree):
    return count_files(
        tree.files(["netra_backend", "auth_service", "frontend"]),
        ["jwt.decode", "jwt.encode", "JWTValidator", "TokenValidator",
         "verify_token", "validate_jwt"],
    )


def backend_jwt_delegation(tree):
    return sum_of({
        "imports": count_pairs(
            tree.files(["netra_backend"]),
            ["import jwt", "from jwt import", "import pyjwt", "from pyjwt import"],
        ),
        "operations": count_pairs(
            tree.files(["netra_backend"]),
            ["jwt.decode(", "jwt.encode(", ".decode_token(", ".encode_token(",
             "decode_jwt(", "encode_jwt("],
        ),
    })


def frontend_jwt_decodes(tree):
    libraries = ["jsonwebtoken", "jwt-decode", "jose", "@auth0/nextjs-auth0"]
    decodes = ["jwt_decode(", "decode(", "parseJwt(", "decodeToken(", "JSON.parse(atob(",
               "jwt.decode("]
    files = list(tree.files(["frontend"], FRONT_END))
    importing = [(path, text) for path, text in files if "import" in text]
    hits = file_hits(importing, libraries)
    return sum_of({
        "libraries": Count(len({(path, library) for path, _, library in hits}), hits),
        "decodes": count_files(files, decodes),
    })


def websocket_managers(tree):
    return count_files(
        tree.files(["netra_backend", "auth_service", "analytics_service", "shared",
                    "test_framework"]),
        ["class WebSocketManager", "class WSManager", "class SocketManager",
         "class WebSocketConnectionManager", "class RealtimeConnectionManager",
         "class UnifiedWebSocketManager", "class WebsocketManager"],
    )


def websocket_factories(tree):
    return count_files(
        tree.files(["netra_backend", "auth_service", "shared", "test_framework"]),
        ["WebSocketFactory", "WebSocketManagerFactory", "SocketFactory", "WSManagerFactory",
         "create_websocket_manager", "websocket_manager_factory", "get_websocket_manager"],
    )


def websocket_operations(tree):
    authority = ["websocket_core/unified_manager.py", "websocket_core/manager.py"]
    files = (
        (path, text)
        for path, text in tree.files(["netra_backend", "auth_service", "shared"])
        if not any(part in path for part in authority)
    )
    return count_pairs(
        files,
        ["websocket.send(", "websocket.accept(", "websocket.close(", "ws.send(", "ws.accept(",
         "ws.close(", ".send_json(", ".receive_json(", ".broadcast(", "websocket_send",
         "websocket_broadcast"],
    )


def legacy_websocket_imports(tree):
    allowed = [
        "from netra_backend.app.websocket_core.unified_manager import",
        "from test_framework.ssot.websocket_test_utility import",
    ]

    def skip(line):
        return not line.strip() or is_comment(line) or any(text in line for text in allowed)

    return count_pairs(
        tree.files(["netra_backend", "auth_service", "shared", "tests", "test_framework"]),
        ["from .websocket_manager import", "from ..websocket_manager import",
         "import websocket_manager", "from app.websocket import",
         "from websocket_core.manager import", "from core.websocket_manager import",
         "WebSocketManager", "WSManager", "SocketManager"],
        skip=skip,
    )


ROWS = {
    "backend-jwt-imports": backend_jwt_imports,
    "backend-jwt-operations": backend_jwt_operations,
    "websocket-auth-bypass": websocket_auth_bypass,
    "duplicate-validate-token": duplicate_validate_token,
    "jwt-secret-access": jwt_secret_access,
    "jwt-validation-implementations": jwt_validation_implementations,
    "backend-jwt-delegation": backend_jwt_delegation,
    "frontend-jwt-decodes": frontend_jwt_decodes,
    "websocket-managers": websocket_managers,
    "websocket-factories": websocket_factories,
    "websocket-operations": websocket_operations,
    "legacy-websocket-imports": legacy_websocket_imports,
}


def as_object(count):
    result = {"textCount": count.figure, "textFiles": count.files()}
    if count.parts:
        result["parts"] = {name: part.figure for name, part in count.parts.items()}
    return result


def print_table(rows):
    print(f"{'row':32} {'text count':>10} {'files':>6}  parts")
    for name, row in rows.items():
        parts = ", ".join(f"{n} {c}" for n, c in row.get("parts", {}).items())
        print(f"{name:32} {row['textCount']:10} {row['textFiles']:6}  {parts}".rstrip())


def main():
    parser = argparse.ArgumentParser(description="Text counts of the inventory over a tree.")
    parser.add_argument("tree")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--list", metavar="ROW", choices=sorted(ROWS), help="the hits of one row")
    arguments = parser.parse_args()
    if not os.path.isdir(arguments.tree):
        parser.error(f"{arguments.tree} is not a folder")
    tree = Tree(arguments.tree)
    if arguments.list:
        hits = Counter(ROWS[arguments.list](tree).hits)
        for (path, line, substring), _ in sorted(hits.items()):
            print(f"{path}:{line}: {substring}")
        return 0
    rows = {name: as_object(count(tree)) for name, count in ROWS.items()}
    if arguments.json:
        print(json.dumps(rows, indent=2))
    else:
        print_table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
