#!/usr/bin/env python3
"""Includes respect the rooms: each library in its own, and no room knows one that comes after it."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.M)

# Third-party headers, and the only rooms that may include them.
LIBRARIES = {
    "CLI/": {"scanner/commands"},
    # A front end reads package.json and tsconfig.json, which are JSON with comments.
    "nlohmann/": {"reports", "scanner/baseline", "scanner/languages"},
    "yaml-cpp/": {"scanner/ruleset", "scanner/config"},
    "git2": {"scanner/discovery"},
    "re2/": {"scanner/prefilter", "scanner/matching", "scanner/ruleset", "scanner/pipeline",
            "scanner/secrets", "scanner/config"},
    "tree_sitter/": {"scanner/languages"},
    "clang-c/": {"scanner/languages"},
    "zlib": {"reports"},
}

# The rooms that each room may include, besides itself and those below in EVERYWHERE.
ROOMS = {
    "scanner/model": set(),
    "scanner/glob": set(),
    "scanner/parallel": set(),
    "scanner/discovery": set(),
    "scanner/encoding": set(),
    "scanner/languages": {"scanner/encoding"},  # facts from libclang's worker
    "scanner/ruleset": {"scanner/discovery"},  # an example's language, by its name
    "scanner/config": {"scanner/ruleset"},
    "scanner/prefilter": set(),
    "scanner/resolution": {"scanner/languages"},
    "scanner/matching": {"scanner/languages", "scanner/prefilter", "scanner/resolution"},
    "scanner/baseline": set(),
    "scanner/secrets": {"scanner/languages"},
    "scanner/cache": set(),
    "scanner/pipeline": {
        "scanner/baseline", "scanner/cache", "scanner/config", "scanner/discovery",
        "scanner/languages", "scanner/matching", "scanner/prefilter", "scanner/resolution",
        "scanner/ruleset", "scanner/secrets", "reports",
    },
    "scanner/commands": {
        "scanner/baseline", "scanner/config", "scanner/pipeline", "scanner/ruleset", "reports"},
    "scanner": {"scanner/commands", "scanner/languages"},  # main.cc: commands, or libclang's worker
    "reports": {"scanner/resolution"},  # the facts writer alone
    "rules": set(),
}
EVERYWHERE = {"scanner/model", "scanner/glob", "scanner/parallel"}


def room_of(path):
    """The room of a file or an include, or None for a header of the system or a library."""
    parts = Path(path).parts
    if parts[0] == "scanner":
        return "/".join(parts[:2]) if len(parts) > 2 else "scanner"
    return parts[0] if parts[0] in ("reports", "rules") else None


def sources():
    for top in ("scanner", "reports", "rules"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in (".cc", ".h") and path.is_file():
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


class Rooms(unittest.TestCase):
    def setUp(self):
        self.sources = list(sources())
        self.assertGreater(len(self.sources), 20, "the sources were not found")

    def test_libraries_stay_in_their_rooms(self):
        wrong = [
            f"{path} includes <{include}>"
            for path, text in self.sources
            for include in INCLUDE.findall(text)
            for prefix, rooms in LIBRARIES.items()
            if include.startswith(prefix) and room_of(path) not in rooms
        ]
        self.assertEqual(wrong, [])

    def test_rooms_know_only_what_comes_before_them(self):
        wrong = []
        for path, text in self.sources:
            room = room_of(path)
            self.assertIn(room, ROOMS, f"{path}: a new room; say what it may include")
            allowed = ROOMS[room] | EVERYWHERE | {room}
            for include in INCLUDE.findall(text):
                target = room_of(include)
                if target is not None and target not in allowed:
                    wrong.append(f"{path} includes {include}")
        self.assertEqual(wrong, [])

    def test_only_the_facts_writer_sees_more_than_a_report(self):
        wrong = [
            f"{path} includes {include}"
            for path, text in self.sources
            if room_of(path) == "reports" and "facts_writer" not in path
            for include in INCLUDE.findall(text)
            if room_of(include) not in (None, "reports", "scanner/model")
        ]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
