"""Values made of a program's own constants, and those that are not. What is asked about stands in `sink(…)`."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.semgrep.constant.question import surely_constant

MODULE = """
import base64, configparser, helpers, io
from elsewhere import something
FOLDER = "/srv"
LIST = []

def shape(value):
    return value + "!"

def other(value):
    fixed = "a"
    return fixed

def fill(box, value):
    box.append(value)

class Base:
    def inherited(self, value):
        return "b"

class Thing(Base):
    kind = "k"
    def __init__(self, start="s"):
        self.start = start
    def echo(self, value):
        return value
    def plain(self, value):
        return self.kind
    def keep(self, value):
        self.start = value

def recursive(value):
    return recursive(value)

"""


def asked(body: str) -> bool:
    """What is said of the argument of the only call to `sink` in a function with this body and an argument `user`."""
    inside = textwrap.indent(textwrap.dedent(body).strip("\n"), "    ")
    text = f"{MODULE}def handler(user):\n{inside}\n".encode()
    start = text.index(b"sink(") + len(b"sink(")
    return surely_constant(text, start, text.index(b")#", start))


CONSTANT = [
    'bar = "a"\nsink(bar)#',
    'sink(FOLDER + "/x")#',
    'sink(f"{helpers.FOLDER}/{FOLDER}")#',
    'bar = user\nbar = "a"\nsink(bar)#',
    'd = {}\nd["a"] = "x"\nd["b"] = user\nsink(d["a"])#',
    'd = {"a": "x", "b": user}\nbar = d.get("a")\nsink(bar)#',
    'l = []\nl.append("x")\nl.append(user)\nl.append("y")\nl.pop(0)\nsink(l[1])#',
    'l = ["x", user]\nl[1] = "z"\nsink(l[1])#',
    'n = 106\nif 7 * 18 + n > 200:\n    bar = "c"\nelse:\n    bar = user\nsink(bar)#',
    'n = 86\nbar = "c" if 7 * 42 - n > 200 else user\nsink(bar)#',
    'pick = "ABC"[1]\nmatch pick:\n    case "A":\n        bar = user\n    case "B":\n        bar = "b"\n    case _:\n'
    "        bar = user\nsink(bar)#",
    'c = configparser.ConfigParser()\nc.add_section("s")\nc.set("s", "A", "x")\nc.set("s", "b", user)\n'
    'sink(c.get("s", "a"))#',
    "sink(other(user))#",
    "t = Thing()\nsink(t.plain(user))#",
    "t = Thing(user)\nsink(t.inherited(user))#",
    't = Thing()\nt.keep("x")\nsink(t.start)#',
    'bar = base64.b64decode(base64.b64encode("x".encode())).decode()\nsink(bar)#',
    'bar = "a"\nfor x in (1, 2):\n    bar = bar + "b"\nsink(bar)#',
    'bar = "a"\nif user:\n    bar = "b"\nsink(bar)#',
    'try:\n    bar = "a"\nexcept ValueError as e:\n    bar = "b"\nsink(bar)#',
    "if 1 > 2:\n    sink(user)#",
    "def inner(v):\n    return 'x'\nbar = inner(user)\nsink(bar)#",
    'out = io.StringIO()\nout.write("x")\nsink(out.getvalue())#',
    'a, b = "x", user\nsink(a)#',
    "bar = int(user)\nsink(str(bar))#",
    'sink(f"{len(user)}-{float(user):.2f}")#',
    'if user not in ("a", "b"):\n    return None\nsink(user)#',
    'if user in ("a", "b"):\n    sink(user)#',
    'if not user or user not in ["a", "b"]:\n    raise ValueError\nsink(user)#',
    "if not (len(user) > 1 and user in helpers.ALLOWED):\n    return None\nsink(user)#",
    'bar = user\nif bar not in {"a": 1, "b": 2}:\n    bar = "a"\nsink(bar)#',
]

FROM_OUTSIDE = [
    "sink(user)#",
    'sink("a" + user)#',
    'bar = "a"\nbar += user\nsink(bar)#',
    'd = {}\nd["a"] = user\nd["b"] = "x"\nsink(d["a"])#',
    'd = {"a": "x"}\nd[user] = user\nsink(d["a"])#',
    'd = {"a": "x"}\nd.update(user)\nsink(d["a"])#',
    'l = []\nl.append("x")\nl.append(user)\nl.pop(0)\nsink(l[0])#',
    'l = ["x"]\nfill(l, user)\nsink(l[1])#',
    'l = ["x"]\nm = l\nm[0] = user\nsink(l[0])#',
    'l = ["x"]\nsomething(l)\nsink(l[0])#',
    'l = ["x"]\nl.insert(0, user)\nsink(l[0])#',
    "sink(shape(user))#",
    "sink(recursive('a'))#",
    "sink(something('a'))#",
    "sink(open('/etc/x').read())#",
    "sink(input('name'))#",
    "t = Thing()\nsink(t.echo(user))#",
    "t = Thing()\nt.keep(user)\nsink(t.start)#",
    "sink(LIST[0])#",
    "sink(helpers.request.GET)#",
    'bar = "a"\nif user:\n    bar = user\nsink(bar)#',
    'bar = "a"\nfor x in user:\n    bar = x\n    break\nsink(bar)#',
    'bar = "a"\nwhile True:\n    bar = user\n    if user:\n        break\nsink(bar)#',
    'bar = "a"\nfor x in (1, 2, 3, 4, 5, 6, 7):\n    l = bar\n    bar = user\nsink(l)#',
    "try:\n    bar = user\nexcept ValueError:\n    bar = 'b'\nsink(bar)#",
    "try:\n    bar = 'a'\n    something()\n    bar = 'b'\nexcept ValueError:\n    bar = user\nsink(bar)#",
    "with something() as bar:\n    sink(bar)#",
    "f = lambda v: sink(v)#",
    "out = io.StringIO()\nout.write(user)\nsink(out.getvalue())#",
    "def inner(v):\n    return user\nbar = inner('x')\nsink(bar)#",
    "pick = user\nmatch pick:\n    case 'A':\n        bar = user\n    case _:\n        bar = 'x'\nsink(bar)#",
    "match user:\n    case {'a': bar}:\n        sink(bar)#",
    "global shared\nshared = 'x'\nsink(shared)#",
    "bar = [user for _ in (1, 2)]\nsink(bar)#",
    "bar = 'x'\nif (bar := user):\n    sink(bar)#",
    "x = {k: sink(k)#\n for k in user}",
    'if user not in ("a", "b"):\n    pass\nsink(user)#',
    'if user in ("a", "b") or len(user) > 3:\n    sink(user)#',
    'if user in ("a", "b"):\n    return None\nsink(user)#',
    'if user in [something(), "a"]:\n    sink(user)#',
    'bar = user\nif bar in ("a", "b"):\n    bar = user\n    sink(bar)#',
    "int = something\nsink(int(user))#",
]


@pytest.mark.parametrize("body", CONSTANT)
def test_what_is_made_of_constants(body: str) -> None:
    assert asked(body)


@pytest.mark.parametrize("body", FROM_OUTSIDE)
def test_what_may_hold_something_else(body: str) -> None:
    assert not asked(body)


def test_at_the_level_of_the_module() -> None:
    text = b"import sys\nname = sys.argv[1]\nname = 'x'\nopen(name)\nopen(sys.argv[1])\n"
    assert surely_constant(text, text.index(b"name)"), text.index(b"name)") + 4)
    assert not surely_constant(text, text.rindex(b"sys.argv"), text.rindex(b")"))


def test_a_default_value_and_a_decorator_are_not_inside_the_function() -> None:
    text = b"@wrap(user)\ndef f(a=user):\n    return 1\n"
    for at in (text.index(b"user"), text.rindex(b"user")):
        assert not surely_constant(text, at, at + 4)


@pytest.mark.parametrize("text", [b"def f(:\n  sink(1)", b"sink(1)\rsink(2)", b"\x00sink(1)"])
def test_what_does_not_parse_is_not_known(text: bytes) -> None:
    assert not surely_constant(text, text.index(b"(") + 1, text.index(b"(") + 2)


def test_a_text_of_great_depth_is_given_up() -> None:
    text = ("def f(user):\n    bar = 'a'\n" + "    bar = bar + 'b'\n" * 9_000 + "    sink(bar)\n").encode()
    assert not surely_constant(text, text.rindex(b"bar"), text.rindex(b"bar") + 3)


_PIECES = st.sampled_from(
    [
        "bar = user", "bar = 'a'", "bar = bar + 'b'", "bar = shape(bar)", "bar = other(bar)", "box = [bar, 'a', user]",
        "bar = box[0]", "bar = box[1]", "box.append(bar)", "box.pop(0)", "d['k'] = bar", "bar = d['k']", "d['m'] = 'x'",
        "if len(user) > 3:\n    bar = 'c'", "if bar not in ('a', 'c'):\n    bar = 'q'",
        "if bar in ('a', 'c'):\n    box = [bar]",
        "if 1 > 2:\n    bar = user", "for i in (1, 2):\n    box.append(user)",
        "for c in user:\n    bar = c", "d = {'k': 'v', 'm': user}", "bar = d.get('m')", "box[0] = user",
        "bar = f'{bar}'", "bar = t.echo(bar)", "t.keep(bar)", "bar = t.start", "fill(box, user)",
        "for i in (1, 2):\n    if len(user) > 2:\n        bar = 'q'\n        break\n    bar = user",
        "try:\n    bar = d['zz']\nexcept KeyError:\n    bar = box[-1]",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, min_size=1, max_size=12), st.text("\N{LATIN SMALL LETTER U WITH DIAERESIS}", max_size=5))
def test_what_is_called_constant_holds_nothing_of_the_input(pieces: list[str], user: str) -> None:
    """The same program run: where the answer is yes, no letter of the input is in what comes out."""
    module = MODULE.replace("import base64, configparser, helpers, io\nfrom elsewhere import something\n", "")
    body = "bar = 'start'\nbox = ['x', user]\nd = {'k': 'v'}\nt = Thing()\n" + "\n".join(pieces) + "\nreturn bar"
    text = module + "def handler(user):\n" + textwrap.indent(body, "    ") + "\n"
    at = text.rindex("bar")
    if not surely_constant(text.encode(), at, at + 3):
        return
    scope: dict[str, object] = {}
    exec(text, scope)
    try:
        result = scope["handler"](user)  # type: ignore[operator]
    except (IndexError, KeyError, TypeError):
        return
    assert not set(user) & set(str(result))
