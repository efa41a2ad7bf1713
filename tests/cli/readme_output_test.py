#!/usr/bin/env python3
"""Holds the inventory that README.md shows against the one that `scripts/scan` prints.

    readme_output_test.py SSOT TREE README            exits 1 with the differences
    readme_output_test.py SSOT TREE README --write    writes what is printed into README
"""

import difflib
import subprocess
import sys
from pathlib import Path

BEGIN = "`scripts/scan` without arguments prints\n\n```\n"
END = "```\n"


def main():
    if len(sys.argv) not in (4, 5) or sys.argv[4:] not in ([], ["--write"]):
        sys.exit(__doc__)
    program, tree, readme = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    done = subprocess.run([program, "inventory", "--root", tree, tree], stdout=subprocess.PIPE,
                          text=True, check=True)
    text = readme.read_text(encoding="utf-8")
    begin = text.index(BEGIN) + len(BEGIN)
    end = text.index(END, begin)
    if sys.argv[4:]:
        readme.write_text(text[:begin] + done.stdout + text[end:], encoding="utf-8")
        return 0
    difference = list(difflib.unified_diff(
        text[begin:end].splitlines(), done.stdout.splitlines(), "README.md", "ssot", lineterm=""))
    print("\n".join(difference) or "README.md shows what is printed")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
