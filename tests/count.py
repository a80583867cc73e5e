"""The count of one run of CTest, by case: count.py RESULTS.xml REPORTS...

RESULTS.xml is what `ctest --output-junit` wrote. A GoogleTest program runs in shards; what each one
counted lies in a folder REPORTS as <name of the test>.json. Every other test of CTest is one case.
Prints what failed and what was skipped, then "N passed, M failed". Exit code 0 when cases ran and
none failed."""

import collections
import json
import pathlib
import sys
import xml.etree.ElementTree


def shard_outcomes(report):
    """{"Suite.Case": outcome} of the cases of one shard."""
    outcomes = {}
    for suite in report["testsuites"]:
        for case in suite["testsuite"]:
            outcome = "passed" if case["result"] == "COMPLETED" else "skipped"
            outcomes[f"{suite['name']}.{case['name']}"] = "failed" if "failures" in case else outcome
    return outcomes


def test_outcome(test):
    """Of a <testcase> of CTest: only what ran to its end without a fault has passed, and only a test
    that said so itself is skipped; CTest says it of a program that it did not find, too."""
    skipped = test.find("skipped")
    if skipped is not None and skipped.get("message", "").startswith("SKIP_RETURN_CODE"):
        return "skipped"
    return "passed" if test.get("status") == "run" else "failed"


def outcomes_of(results, shards):
    """[(name, outcome)] of the cases of one run: RESULTS is the root of CTest's XML, SHARDS has what
    a shard counted by the name of its test."""
    counted = []
    for test in results.iter("testcase"):
        name, whole = test.get("name"), test_outcome(test)
        cases = shard_outcomes(shards[name]) if name in shards else {}
        counted += [(f"{name} {case}", outcome) for case, outcome in cases.items()]
        # A crash or a leak after the last case is a fault as well, and a shard without a word.
        if not cases or (whole == "failed" and "failed" not in cases.values()):
            counted.append((name, whole))
    return counted


def main():
    results = xml.etree.ElementTree.parse(sys.argv[1]).getroot()
    shards = {path.stem: json.loads(path.read_text()) for folder in sys.argv[2:]
              for path in pathlib.Path(folder).glob("*.json")}
    counted = outcomes_of(results, shards)
    for wanted in ("skipped", "failed"):
        for name, outcome in counted:
            if outcome == wanted:
                print(f"{wanted}: {name}")
    count = collections.Counter(outcome for _, outcome in counted)
    print(f"{count['passed']} passed, {count['failed']} failed")
    sys.exit(count["failed"] > 0 or count["passed"] == 0)


if __name__ == "__main__":
    main()
