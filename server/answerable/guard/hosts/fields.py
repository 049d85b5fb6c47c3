"""Reading a host's JSON: fields by either spelling, texts wherever they stand, and texts put in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from answerable.guard.hosts.model import Json, NotUnderstood, Piece, Place

_DEEPEST = 200
"""Below this many levels JSON is no tool's input any more; Python's own limit on recursion is near 1,000."""
_KEY = -1
"""Behind a key, the place of the key itself: no list has such an index."""
_SHORT_KEY = 20
"""A name of fewer characters holds no value of its own."""


def field(data: Json, *names: str) -> Any:
    """The value of the first of these fields that is there; None where none is."""
    return next((data[name] for name in names if name in data), None)


def text(data: Json, *names: str) -> str | None:
    """The same for a field that must be a text. Raises `NotUnderstood`."""
    value = field(data, *names)
    if value is None or isinstance(value, str):
        return value
    raise NotUnderstood(f"`{names[0]}` is {_kind(value)}, where a text is expected")


def needed(data: Json, *names: str) -> str:
    """The same for one that must be there. Raises `NotUnderstood`."""
    value = text(data, *names)
    if value is None:
        raise NotUnderstood(f"`{names[0]}` is missing")
    return value


def carried(data: Json, *names: str) -> tuple[Piece, ...]:
    """The texts in those of these fields that are there. Raises `NotUnderstood`."""
    return tuple(piece for name in names if name in data for piece in texts(data[name], (name,)))


def mapping(data: Json, *names: str) -> Json:
    """The same for a field that must be an object; empty where there is none. Raises `NotUnderstood`."""
    value = field(data, *names)
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value
    raise NotUnderstood(f"`{names[0]}` is {_kind(value)}, where an object is expected")


def texts(value: Any, place: Place, path: str | None = None, name: str = "") -> Iterator[Piece]:
    """Every text in a JSON value, in order, and every key that is more than a name. Raises `NotUnderstood` where it is
    nested too deep to be looked through."""
    if len(place) > _DEEPEST:
        raise NotUnderstood(f"`{place[0]}` is nested more than {_DEEPEST} levels deep")
    if isinstance(value, str):
        yield Piece(place, value, path, name)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if len(key) >= _SHORT_KEY or not (key.isidentifier() or len(key) < 8):
                yield Piece((*place, key, _KEY), key, path)
            # Headers and variables are often given as a list of pairs.
            named = value.get("name", value.get("key")) if key == "value" else key
            yield from texts(inner, (*place, key), path, named if isinstance(named, str) else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, (*place, index), path, name)


def replaced(value: Any, masked: Mapping[Place, str], place: Place) -> Any:
    """The value, which stands at `place`, with the masked texts in it put in the place of their originals."""
    if isinstance(value, str):
        return masked.get(place, value)
    if isinstance(value, Mapping):
        return {
            masked.get((*place, key, _KEY), key): replaced(inner, masked, (*place, key)) for key, inner in value.items()
        }
    if isinstance(value, list):
        return [replaced(inner, masked, (*place, index)) for index, inner in enumerate(value)]
    return value


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, Mapping) else "a text"
