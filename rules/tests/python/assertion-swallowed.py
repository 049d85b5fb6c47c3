import logging
import unittest


def test_total():
    # ruleid: tests.python.assertion-swallowed
    try:
        assert total([1, 2]) == 3
    except:
        pass


def test_printed():
    # ruleid: tests.python.assertion-swallowed
    try:
        found = total([1, 2])
        assert found == 3
    except Exception as error:
        print("failed", error)


class TotalTest(unittest.TestCase):
    def test_refused(self):
        # ruleid: tests.python.assertion-swallowed
        try:
            total(None)
            self.fail("it was taken")
        except AssertionError:
            logging.info("failed")


def test_raised_again():
    # ok: tests.python.assertion-swallowed
    try:
        assert total([1, 2]) == 3
    except Exception:
        raise


def test_refused():
    # ok: tests.python.assertion-swallowed
    try:
        total(None)
        assert False, "it was taken"
    except TypeError:
        pass


def test_cleaned():
    assert total([1]) == 1
    # ok: tests.python.assertion-swallowed
    try:
        remove("total.txt")
    except Exception:
        pass


def compare(value):
    # ok: tests.python.assertion-swallowed
    try:
        assert value
    except Exception:
        return False
