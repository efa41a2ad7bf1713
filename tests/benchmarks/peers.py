#!/usr/bin/env python3
"""Times ssot beside ripgrep and ast-grep on the same files in the same run, and prints ratios.

    peers.py --ssot BINARY [--language LANGUAGE] [--rg PROGRAM] [--ast-grep PROGRAM] [--runs N] PATH

Each program runs once unmeasured, so that the files are in memory, then N times in turn with the
others. A row is a program: wall seconds, processor seconds and peak memory, each the median of its
runs, and the wall time as a multiple of ssot's, pair by pair. All look at files of the language
alone. ripgrep looks for the literals of rg-LANGUAGE.txt and ast-grep has the rules of
ast-grep-LANGUAGE.yml; ssot has its built-in rules with Python, and those of ssot-LANGUAGE.yaml with
C++ (cpp) and TypeScript. A peer that is not installed is left out and said to be.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


# For ripgrep, and for ssot where its rules look at files of other languages, too.
FILE_TYPES = {"python": ["-t", "py"], "cpp": ["-t", "c", "-t", "cpp"], "typescript": ["-t", "ts", "-t", "js"]}
INCLUDES = {"python": ["--include", "*.py"]}


def commands(options):
    """(name, arguments) of every program that is there."""
    own_rules = os.path.join(HERE, f"ssot-{options.language}.yaml")
    own_rules = ["--rules", own_rules] if os.path.exists(own_rules) else []
    found = [("ssot", [options.ssot, "scan", "--quiet", "--fail-on", "never", *own_rules,
                       *INCLUDES.get(options.language, []), options.path])]
    rg = shutil.which(options.rg)
    if rg:
        patterns = os.path.join(HERE, f"rg-{options.language}.txt")
        found.append(("rg", [rg, "--hidden", "-F", "-c", "-f", patterns, *FILE_TYPES[options.language],
                             options.path]))
    bundled = os.path.join(ROOT, "node_modules", ".bin", "ast-grep")
    ast_grep = shutil.which(options.ast_grep) or (bundled if os.path.exists(bundled) else None)
    if ast_grep:
        rules = os.path.join(HERE, f"ast-grep-{options.language}.yml")
        found.append(("ast-grep", [ast_grep, "scan", "--json=compact", "-r", rules, options.path]))
    for name, there in (("rg", rg), ("ast-grep", ast_grep)):
        if not there:
            print(f"{name} is not installed: left out", file=sys.stderr)
    return found


def run(arguments):
    """Wall seconds, processor seconds, peak memory in MiB of one run."""
    start = time.monotonic()
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    wall = time.monotonic() - start
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ssot", required=True)
    parser.add_argument("--language", choices=sorted(FILE_TYPES), default="python")
    parser.add_argument("--rg", default="rg")
    parser.add_argument("--ast-grep", default="ast-grep")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("path")
    options = parser.parse_args()

    programs = commands(options)
    samples = {name: [] for name, _ in programs}
    for _, arguments in programs:
        run(arguments)
    for _ in range(options.runs):
        for name, arguments in programs:
            samples[name].append(run(arguments))

    print(f"{'program':<10}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}{'wall / ssot':>13}")
    for name, rows in samples.items():
        ratios = [row[0] / own[0] for row, own in zip(rows, samples["ssot"])]
        wall, cpu, memory = (statistics.median(column) for column in zip(*rows))
        print(f"{name:<10}{wall:>9.2f}{cpu:>9.2f}{memory:>10.0f}{statistics.median(ratios):>13.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
