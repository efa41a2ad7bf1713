"""Prints what failed, and the totals of test cases, from the JUnit files that ctest wrote.

    count_tests.py FOLDER [NAME…]      NAMEs are tests that could not be started: they failed

A doctest program and a Python unittest say how many cases they hold; any other test is one case.
A test that ran in several builds counts once: its passes are the fewest, its failures the most.
The exit code is 1 when a case failed or none ran.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

DOCTEST = re.compile(r"^\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed", re.M)
UNITTEST = re.compile(r"^Ran (\d+) tests? in .*\n\n(OK|FAILED)(?: \((.*)\))?", re.M)


def count_cases(output, has_passed):
    """(passed, failed) cases of one program's output."""
    passed = failed = 0
    for match in DOCTEST.finditer(output):
        passed += int(match[1])
        failed += int(match[2])
    for match in UNITTEST.finditer(output):
        left_out = dict(re.findall(r"(\w+)=(\d+)", match[3] or ""))
        bad = int(left_out.get("failures", 0)) + int(left_out.get("errors", 0))
        passed += int(match[1]) - bad - int(left_out.get("skipped", 0))
        failed += bad
    if passed + failed == 0:
        return (1, 0) if has_passed else (0, 1)
    # A program may fail after its last case: a leak, a crash, a time limit.
    return (passed, failed) if has_passed else (passed, max(failed, 1))


def main():
    folder, broken = Path(sys.argv[1]), sys.argv[2:]
    totals = {name: (0, 1) for name in broken}
    for path in sorted(folder.glob("*.xml")):
        run = [0, 0]
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            status = case.get("status")
            if status == "disabled":
                continue
            output = case.findtext("system-out") or ""
            passed, failed = count_cases(output, status == "run")
            run[0] += passed
            run[1] += failed
            name = case.get("name")
            best, worst = totals.get(name, (passed, failed))
            totals[name] = (min(best, passed), max(worst, failed))
            if failed:
                print(f"--- {name} failed ({path.stem})\n{output}")
        print(f"{path.stem}: {run[0]} passed, {run[1]} failed")
    passed = sum(count for count, _ in totals.values())
    failed = sum(count for _, count in totals.values())
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
