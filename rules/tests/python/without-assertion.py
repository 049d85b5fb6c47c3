# ruleid: tests.python.without-assertion
def test_total():
    print(total([1, 2]))


# ruleid: tests.python.without-assertion
def test_later():
    pass


class TotalTest:
    # ruleid: tests.python.without-assertion
    def test_total(self):
        value = total([1])
        print(value)

    # ok: tests.python.without-assertion
    def test_equal(self):
        self.assertEqual(total([1]), 1)


# ok: tests.python.without-assertion
def test_one():
    assert total([1]) == 1


# ok: tests.python.without-assertion
def test_it_runs():
    total([1])


@pytest.mark.skip("abstract")
# ok: tests.python.without-assertion
def test_abstract():
    pass


# ok: tests.python.without-assertion
def test_refused():
    with pytest.raises(TypeError):
        total(None)


# ok: tests.python.without-assertion
def test_by_helper():
    check_total([1], 1)


# ok: tests.python.without-assertion
def total(values):
    print(values)
