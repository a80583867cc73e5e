"""What count.py makes of a run of CTest."""

import pathlib
import sys
import unittest
import xml.etree.ElementTree

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from count import outcomes_of  # noqa: E402

PASSED = {"name": "Holds", "result": "COMPLETED"}
FAILED = {"name": "Breaks", "result": "COMPLETED", "failures": [{"failure": "1 is not 2"}]}
SKIPPED = {"name": "Waits", "result": "SKIPPED"}


def run(*tests):
    return xml.etree.ElementTree.fromstring(f"<testsuite>{''.join(tests)}</testsuite>")


def shard(*cases):
    return {"testsuites": [{"name": "Suite", "testsuite": list(cases)}]}


class Count(unittest.TestCase):
    def test_each_case_of_a_shard_counts(self):
        counted = outcomes_of(run('<testcase name="asan.a.1" status="fail"/>'),
                              {"asan.a.1": shard(PASSED, FAILED, SKIPPED)})
        self.assertEqual(counted, [("asan.a.1 Suite.Holds", "passed"),
                                   ("asan.a.1 Suite.Breaks", "failed"),
                                   ("asan.a.1 Suite.Waits", "skipped")])

    def test_a_test_of_its_own_is_one_case(self):
        counted = outcomes_of(run('<testcase name="e2e.one" status="run"/>',
                                  '<testcase name="e2e.two" status="fail"/>'), {})
        self.assertEqual(counted, [("e2e.one", "passed"), ("e2e.two", "failed")])

    def test_a_shard_that_fell_without_a_word_has_failed(self):
        counted = outcomes_of(run('<testcase name="asan.a.1" status="fail"/>'), {})
        self.assertEqual(counted, [("asan.a.1", "failed")])

    def test_a_leak_after_the_last_case_is_a_fault_besides(self):
        counted = outcomes_of(run('<testcase name="asan.a.1" status="fail"/>'),
                              {"asan.a.1": shard(PASSED)})
        self.assertEqual(counted, [("asan.a.1 Suite.Holds", "passed"), ("asan.a.1", "failed")])

    def test_only_what_said_so_itself_is_skipped(self):
        counted = outcomes_of(
            run('<testcase name="a" status="notrun"><skipped message="Unable to find executable"/>'
                '</testcase>',
                '<testcase name="b" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/>'
                '</testcase>'), {})
        self.assertEqual(counted, [("a", "failed"), ("b", "skipped")])


if __name__ == "__main__":
    unittest.main()
