"""What is left out of a module makes no difference to what is said of the rest."""

from __future__ import annotations

import ast
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.semgrep.constant.parts import seen
from answerable.detect.semgrep.constant.question import surely_constant
from answerable.detect.semgrep.units import Unit, units
from answerable.text.snapshot import Snapshot

MODULE = """\
import os
FOLDER = "/srv"
PLACES = ["a", "b"]
NAMES = {"k": "v"}

def unused(value):
    return value

def spoils():
    PLACES[0] = os.environ["X"]

def declares():
    global FOLDER
    FOLDER = input()

class Base:
    kind = "k"

    def __init__(self, start="s"):
        self.start = start

    def other(self):
        NAMES.update(os.environ)

class Thing(Base):
    def echo(self, value):
        return value

    @staticmethod
    def fixed(value):
        return "f"

class Only:
    def alone(self):
        return FOLDER

def shape(value):
    return value + "!"

"""


def definitions(text: str) -> tuple[Unit, ...]:
    tree = Snapshot.of(text, "a.py").tree
    assert tree is not None
    return units("python", tree.root_node) or ()


def both(text: str, place: range) -> tuple[bool, bool]:
    """What is said with all of the module in sight, and with what matters."""
    utf8 = text.encode()
    return (
        surely_constant(utf8, place.start, place.stop),
        surely_constant(utf8, place.start, place.stop, definitions(text)),
    )


BODIES = {
    "sink(FOLDER)#": False,
    "sink(PLACES[0])#": False,
    "sink(NAMES['k'])#": False,
    "sink(Thing().start)#": True,
    "sink(Thing(user).start)#": False,
    "sink(Thing().echo(user))#": False,
    "sink(Thing.fixed(user))#": True,
    "sink(shape('a'))#": True,
    "sink(shape(user))#": False,
    "sink('a' if user else 'b')#": True,
}


@pytest.mark.parametrize("body", BODIES)
def test_the_answer_is_that_about_the_whole_module(body: str) -> None:
    text = f"{MODULE}def handler(user):\n    {body}\n\ndef later():\n    return shape\n"
    at = text.index("sink(") + 5
    whole, part = both(text, range(at, text.index(")#")))
    assert whole == part == BODIES[body]


def test_what_nothing_mentions_is_out_of_sight_and_the_rest_where_it_was() -> None:
    text = f"{MODULE}def handler(user):\n    sink(Thing().echo(user))\n"
    place = range(text.index("Thing().echo"), text.rindex(")"))
    found = seen(text.encode(), definitions(text), place)
    assert found is not None
    assert len(found.text) == len(text)
    shown = found.text.decode()
    for name in ("unused", "spoils", "declares", "class Only", "def shape", "def fixed", "def other"):
        assert name not in shown
    for name in ("class Base", "def __init__", "class Thing(Base)", "def echo", "def handler", "FOLDER ="):
        assert shown.index(name) == text.index(name)
    assert found.changed == {"PLACES", "FOLDER", "NAMES"}
    ast.parse(found.text)


def test_a_definition_that_does_not_parse_leaves_nothing_to_say() -> None:
    text = "def broken():\n    x = = 1\n\ndef handler(user):\n    sink('a')\n"
    at = text.index("'a'")
    assert both(text, range(at, at + 3)) == (False, False)


_PIECES = st.sampled_from(
    [
        "def {n}(value):\n    return value",
        "def {n}(value):\n    return 'c'",
        "def {n}(value):\n    return f0(value)",
        "def {n}(value):\n    global G\n    G = value\n    return 'd'",
        "def {n}(value):\n    L.append(value)\n    return L[0]",
        "class {n}:\n    a = 'x'\n    def m(self, v):\n        return v\n    def n(self):\n        return self.m(G)",
        "class {n}:\n    def __init__(self):\n        self.a = G\n    def m(self, value):\n        return f1(value)",
        "G = 'g'",
        "L = ['l']",
        "if G:\n    def {n}(value):\n        return 'i'",
    ]
)
_SINKS = st.sampled_from(
    [
        "G",
        "L[0]",
        "f0(user)",
        "f1('a')",
        "f2(G)",
        "f0().m(user)",
        "f1().n()",
        "f2().a",
        "f1(f0('z'))",
        "f0('b') + G",
    ]
)


@given(st.lists(_PIECES, max_size=6), _SINKS, st.booleans())
def test_any_module_gives_the_same_answer(pieces: list[str], sink: str, first: bool) -> None:
    parts = [piece.format(n=f"f{number % 3}") for number, piece in enumerate(pieces)]
    handler = f"def handler(user):\n    t = 'a'\n    sink({sink})\n"
    parts.insert(0 if first else len(parts), textwrap.dedent(handler))
    text = "\n".join(parts) + "\n"
    at = text.index("sink(") + 5
    whole, part = both(text, range(at, at + len(sink)))
    assert whole == part
