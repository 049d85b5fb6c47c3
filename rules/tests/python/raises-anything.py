import unittest

import pytest


def test_refused():
    # ruleid: tests.python.raises-anything
    with pytest.raises(Exception):
        total(None)
    # ruleid: tests.python.raises-anything
    with pytest.raises(BaseException):
        pass
    # ok: tests.python.raises-anything
    with pytest.raises(TypeError):
        total(None)
    # ok: tests.python.raises-anything
    with pytest.raises(Exception, match="not a list"):
        total(None)
    # ok: tests.python.raises-anything
    with pytest.raises(Exception) as raised:
        total(None)
    assert raised.type is TypeError


class TotalTest(unittest.TestCase):
    def test_refused(self):
        # ruleid: tests.python.raises-anything
        with self.assertRaises(Exception):
            total(None)
        # ruleid: tests.python.raises-anything
        self.assertRaises(Exception, total, None)
        # ok: tests.python.raises-anything
        self.assertRaises(TypeError, total, None)
