import pytest
import unittest


@pytest.mark.skip
# ruleid: tests.python.skipped
def test_total():
    assert total([1]) == 1


@pytest.mark.skip(reason="flaky, fix later")
# ruleid: tests.python.skipped
def test_one():
    assert total([1]) == 1


# ruleid: tests.python.skipped
def test_two():
    pytest.skip("TODO")
    assert total([1]) == 1


class TotalTest(unittest.TestCase):
    @unittest.skip("broken for now")
    # ruleid: tests.python.skipped
    def test_total(self):
        self.assertEqual(total([1]), 1)


@pytest.mark.skipif(sys.platform == "win32", reason="has no fork")
# ok: tests.python.skipped
def test_fork():
    assert fork() == 1


@pytest.mark.skip(reason="waits for #412: fails on 3.13")
# ok: tests.python.skipped
def test_new():
    assert total([1]) == 1


@pytest.mark.skip(reason="needs a real printer")
# ok: tests.python.skipped
def test_printer():
    assert total([1]) == 1
