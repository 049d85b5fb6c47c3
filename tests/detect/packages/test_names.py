"""Which names look like which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.packages import names

LETTERS = st.text("abcdefgh", min_size=7, max_size=10)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("requests", "reqeusts", True),
        ("requests", "request", True),
        ("requests", "requestss", True),
        ("requests", "rekuests", True),
        ("requests", "requests", False),
        ("requests", "reqtsues", False),
        ("python2", "python3", False),
        ("numpy", "numppy", True),
        ("numpy", "nmupy", True),
        ("numpy", "bumpy", False),
        ("react", "preact", False),
        ("bpython", "ipython", False),
    ],
)
def test_one_slip(one: str, other: str, near: bool) -> None:
    assert names.slip(one, other) is near
    assert names.slip(other, one) is near


@given(LETTERS, st.integers(1, 6), st.sampled_from("abcdefgh"))
def test_every_single_edit_is_a_slip(name: str, at: int, letter: str) -> None:
    edits = {name[:at] + letter + name[at:], name[:at] + name[at + 1 :], name[:at] + letter + name[at + 1 :]}
    edits.add(name[:at] + name[at : at + 2][::-1] + name[at + 2 :])
    for edited in edits - {name}:
        assert names.slip(name, edited)


@given(LETTERS, LETTERS)
def test_a_slip_is_an_edit_distance_of_one(one: str, other: str) -> None:
    assert names.slip(f"x{one}", f"x{other}") == (_distance(one, other) == 1)


def _distance(a: str, b: str) -> int:
    """Optimal string alignment, by the textbook."""
    rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def test_words_in_another_order_are_near() -> None:
    assert names.near_used("dateutil-python", "pypi") == "python-dateutil"
    assert names.near_used("python-dateutil", "pypi") == ""


@pytest.mark.parametrize(
    ("distribution", "module"),
    [
        ("pyyaml", "yaml"),
        ("python-dateutil", "dateutil"),
        ("google-cloud-storage", "google"),
        ("acme-shop", "acme_shop_models"),
        ("acme-filter", "acme_filters"),
        ("pyfoo", "foo"),
    ],
)
def test_what_a_distribution_may_hold(distribution: str, module: str) -> None:
    assert names.provides(distribution, module)
    assert not names.provides(distribution, "zzz_other")


def test_what_everybody_knows_holds_no_more_than_is_known() -> None:
    assert not names.provides("requests", "requests_secure_client")
    assert not names.provides("requests", "request")


def test_what_comes_along() -> None:
    declared = frozenset({"fastapi", "pytest-cov"})
    assert {"starlette", "pydantic", "pluggy"} <= set(names.brought("python", declared))
    assert "werkzeug" not in names.brought("python", declared)
