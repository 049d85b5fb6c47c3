"""Light dataclasses are dataclasses: whatever the standard library's do, ours do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import pprint
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.text import frozen


@frozen.dataclass(frozen=True, slots=True, order=True)
class Ours:
    """A place."""

    start: int
    name: str = "x"
    found: tuple[int, ...] = frozen.field(default=())
    more: dict[str, int] = frozen.field(default_factory=dict)
    aside: int = frozen.field(default=7, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError("before the start")


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Theirs:
    start: int
    name: str = "x"
    found: tuple[int, ...] = dataclasses.field(default=())
    more: dict[str, int] = dataclasses.field(default_factory=dict)
    aside: int = dataclasses.field(default=7, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError("before the start")


@frozen.dataclass(frozen=True, slots=True)
class One:
    value: int


@frozen.dataclass(frozen=True, slots=True)
class Nothing:
    pass


_ARGUMENTS = st.tuples(st.integers(0, 3), st.sampled_from("ab"), st.lists(st.integers(0, 2), max_size=2).map(tuple))


@given(_ARGUMENTS, _ARGUMENTS)
def test_they_compare_as_theirs_do(first: tuple[Any, ...], second: tuple[Any, ...]) -> None:
    ours, theirs = (Ours(*first), Ours(*second)), (Theirs(*first), Theirs(*second))
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert (ours[0] < ours[1]) == (theirs[0] < theirs[1])
    assert (ours[0] >= ours[1]) == (theirs[0] >= theirs[1])
    assert repr(ours[0]) == repr(theirs[0]).replace("Theirs", "Ours")
    assert hash(One(first[0])) == hash((first[0],))


def test_every_call_gives_what_theirs_gives() -> None:
    calls: tuple[Callable[[Any], Any], ...] = (
        lambda cls: cls(1).more,
        lambda cls: cls(start=1, more={"a": 1}).more,
        lambda cls: [(one.name, one.type, one.default is dataclasses.MISSING) for one in dataclasses.fields(cls)],
        lambda cls: dataclasses.asdict(cls(2, "y", (1,))),
        lambda cls: dataclasses.asdict(dataclasses.replace(cls(2), name="z")),
        lambda cls: dataclasses.asdict(frozen.replace(cls(2), name="z")),
        lambda cls: dataclasses.is_dataclass(cls) and dataclasses.is_dataclass(cls(1)),
        lambda cls: cls(1, aside=1) == cls(1, aside=2),
        lambda cls: repr(cls(1, aside=1)).partition("(")[2],
        lambda cls: cls.__match_args__,
        lambda cls: cls.__slots__,
        lambda cls: dataclasses.asdict(pickle.loads(pickle.dumps(cls(3, "p")))),
        lambda cls: dataclasses.asdict(copy.deepcopy(cls(3, "p"))),
        lambda cls: list(inspect.signature(cls(1).__init__).parameters),
        lambda cls: cls(1) == (1, "x", (), {}),
        lambda cls: hasattr(cls(1), "__dict__"),
    )
    for call in calls:
        assert call(Ours) == call(Theirs)
    assert pprint.pformat(Ours(1)) == repr(Ours(1))
    assert One(1) != Nothing()
    assert Nothing() == Nothing()
    assert Ours.__doc__ == "A place."


@pytest.mark.parametrize(
    "wrong",
    [
        lambda cls: cls(),
        lambda cls: cls(1, nothing=2),
        lambda cls: cls(-1),
        lambda cls: setattr(cls(1), "start", 2),
        lambda cls: delattr(cls(1), "start"),
        lambda cls: cls(1) < 3,
        lambda cls: hash(cls(1)),  # a dict is in it
        lambda cls: frozen.replace(cls(1), nothing=2),
    ],
)
def test_every_mistake_is_the_one_theirs_is(wrong: Callable[[Any], Any]) -> None:
    def raised(cls: Any) -> type[BaseException] | None:
        try:
            wrong(cls)
        except Exception as error:  # noqa: BLE001
            return type(error)
        return None

    assert raised(Ours) is raised(Theirs) is not None


def test_what_is_not_made_here_is_refused() -> None:
    with pytest.raises(TypeError, match="frozen"):
        frozen.dataclass(frozen=False, slots=True)
    for kind, default in (("list[int]", []), ("dict[str, int]", {}), ("InitVar[int]", 0), ("KW_ONLY", 0)):
        with pytest.raises(TypeError):
            frozen.dataclass(frozen=True, slots=True)(type("New", (), {"__annotations__": {"x": kind}, "x": default}))
    with pytest.raises(TypeError, match="no base classes"):
        frozen.dataclass(frozen=True, slots=True)(type("Below", (One,), {"__annotations__": {"more": "int"}}))


def test_it_stays_light() -> None:
    program = (
        "import sys, answerable.text.frozen; print(sorted({'dataclasses', 'inspect', 'typing'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {program}"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert told.stdout == "[]\n"
