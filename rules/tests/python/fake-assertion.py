import unittest


def test_total():
    total([1, 2])
    # ruleid: tests.python.fake-assertion
    assert True


def test_one():
    # ruleid: tests.python.fake-assertion
    assert 1 == 1
    # ruleid: tests.python.fake-assertion
    assert total([]) or True
    # ruleid: tests.python.fake-assertion
    assert len(total.__doc__) >= 0
    # ok: tests.python.fake-assertion
    assert total([1]) == 1


class TotalTest(unittest.TestCase):
    def test_total(self):
        # ruleid: tests.python.fake-assertion
        self.assertTrue(True)
        # ruleid: tests.python.fake-assertion
        self.assertEqual("a", "a")
        # ok: tests.python.fake-assertion
        self.assertTrue(total([1]))
        a = Total()
        # ruleid: tests.python.fake-assertion
        self.assertEqual(a, a)
        finished = True
        # ok: tests.python.fake-assertion
        assert finished


def test_refused():
    try:
        total(None)
        assert False, "it was taken"
    except TypeError:
        # ok: tests.python.fake-assertion
        assert True


def check(value):
    # ok: tests.python.fake-assertion
    assert True
    return value


def test_itself():
    found = total([1, 2])
    # ruleid: tests.python.fake-assertion
    assert found == found
    # ruleid: tests.python.fake-assertion
    assert (found == 3, "not the total")
    # ruleid: tests.python.fake-assertion
    assert (
        found == 3,
        "not the total",
    )
    # ok: tests.python.fake-assertion
    assert (found == 3), "not the total"
    # ok: tests.python.fake-assertion
    assert total([1]) == total([1])
    # ok: tests.python.fake-assertion
    assert found == found.rounded


def test_equality():
    a = Total()
    # ok: tests.python.fake-assertion
    assert a == a


def test_others():
    a = Total()
    # ok: tests.python.fake-assertion
    assert a == a
    assert a != Total(1)
