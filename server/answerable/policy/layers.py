"""One layer of a policy checked key by key, and layers laid over one another. Knows no files.

A key that is wrong is taken out and named; what is left is a valid layer. So a slip in one line never switches off
what the other lines say.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from answerable.findings.problems import Problem
from answerable.policy.fields import Section
from answerable.policy.model import Entry, Policy
from answerable.policy.positions import Key, dotted
from answerable.policy.sections.guard import Term, Where
from answerable.policy.trust import Untrusted, allowed


class LayerName(StrEnum):
    """Where a layer comes from, weakest first: what a later one says wins over what an earlier one says."""

    BUILTIN = "built-in"
    REPOSITORY = "repository"
    USER = "user"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Layer:
    """The values of one layer as they were written."""

    name: LayerName
    place: str
    """How a problem names it: the file's path, or what the editor calls its settings."""
    values: Mapping[str, Any]
    line: Callable[[Key], int | None] = lambda key: None
    """The line of a key, counted from 1, where the layer is a file."""

    def problem(self, key: Key, message: str, remedy: str) -> Problem:
        return Problem(self.place, message, remedy, line=self.line(key), key=dotted(key))


Values = dict[str, Any]

# Lists in which leaving something out is the point.
_REPLACED = frozenset({"packs", "regions"})
# Tables by rule.
_BY_RULE = (("rules", "severity"), ("guard", "decisions"))
LISTED: tuple[tuple[tuple[str, str], type[Section]], ...] = (
    (("suppressions", "entries"), Entry),
    (("guard", "terms"), Term),
    (("guard", "where"), Where),
)
"""Tables that stand in a list, by the key of the list."""


def checked(layer: Layer) -> tuple[Values, list[Problem]]:
    """The valid part of a layer, in the types of JSON, and a problem for every key that was taken out."""
    values = _plain(layer.values)
    problems: list[Problem] = []
    while True:
        try:
            validated(values)
        except ValidationError as error:
            drop: set[Key] = set()
            for detail in error.errors(include_url=False, include_input=False):
                key = _key(detail)
                problems.append(_problem(layer, key, detail))
                drop.add(_dropped(key))
            for key in sorted(drop, key=_last_first, reverse=True):
                _remove(values, key)
        else:
            return values, problems


def only_stricter(layer: Layer, values: Values, below: Values) -> tuple[Values, list[Problem]]:
    """What of a checked layer an untrusted workspace may say over what lies `below`, and a problem for the rest."""
    typed, base = validated(values), validated(below)
    kept: Values = {}
    problems: list[Problem] = []
    for key, model, name in _leaves(values):
        verdict = allowed(_mark(model, name), _at(typed, key), _at(base, key))
        if verdict.kept:
            around: Any = kept
            for part in key[:-1]:
                around = around.setdefault(part, {})
            around[key[-1]] = _jsonable(verdict.value) if not verdict.whole else _in(values, key)
        if not verdict.whole:
            problems.append(
                layer.problem(
                    key,
                    f"`{dotted(key)}` can weaken the policy, and this workspace is not trusted.",
                    "It does not count until you trust the workspace.",
                )
            )
    return kept, problems


def merged(below: Values, above: Values) -> Values:
    """Both layers as one: tables are joined key by key, lists one after the other, and for the rest the upper wins."""
    out = dict(below)
    for key, value in above.items():
        old = out.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            out[key] = merged(old, value)
        elif isinstance(old, list) and isinstance(value, list) and key not in _REPLACED:
            # A pattern said again counts where it was said last: in a list of paths the last one that matches decides.
            out[key] = [item for item in old if item not in value] + value
        else:
            out[key] = value
    return out


def builtin_values() -> Values:
    """The built-in policy in the types of JSON."""
    values: Values = Policy().model_dump(mode="json")
    return values


def validated(values: Mapping[str, Any]) -> Policy:
    """The policy these values make. Raises pydantic's `ValidationError`."""
    # From JSON, strict mode takes a list for a tuple and a text for a path, but still no text for a number.
    return Policy.model_validate_json(json.dumps(values))


def _plain(values: Mapping[str, Any]) -> Values:
    plain: Values = json.loads(json.dumps(copy.deepcopy(dict(values)), default=_text))
    for name, key in _BY_RULE:
        section = plain.get(name)
        if isinstance(section, dict) and isinstance(section.get(key), dict):
            # TOML reads `python.eval = "error"` without quotes as a table in a table; everybody means the id.
            section[key] = dict(_flat(section[key], ""))
    return plain


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for key, value in table.items():
        flat += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]
    return flat


def _key(detail: ErrorDetails) -> Key:
    key = detail["loc"]
    return key[:-1] if key and key[-1] == "[key]" else key


def _dropped(key: Key) -> Key:
    """What goes when this key is wrong: a list item goes whole, since half a suppression is a different one."""
    for index, part in enumerate(key):
        if isinstance(part, int):
            return key[: index + 1]
    return key


def _last_first(key: Key) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in key)


def _remove(values: Values, key: Key) -> None:
    if not key:
        values.clear()
        return
    around = _in(values, key[:-1])
    del around[key[-1]]


def _in(values: Any, key: Key) -> Any:
    for part in key:
        values = values[part]
    return values


def _at(policy: Policy, key: Key) -> Any:
    value: Any = policy
    for part in key:
        value = getattr(value, str(part))
    return value


def _leaves(values: Values) -> list[tuple[Key, type[BaseModel], str]]:
    """The keys that hold a value and not a section, each with the section's model and its name there."""
    found: list[tuple[Key, type[BaseModel], str]] = []
    for name, value in values.items():
        section = Policy.model_fields[name].annotation
        if isinstance(section, type) and issubclass(section, Section):
            found += [((name, key), section, key) for key in value]
        else:
            found.append(((name,), Policy, name))
    return found


def _mark(model: type[BaseModel], name: str) -> Untrusted:
    marks = [mark for mark in model.model_fields[name].metadata if isinstance(mark, Untrusted)]
    return marks[0] if marks else Untrusted.NEVER


def _jsonable(value: Any) -> Any:
    return {key: level.label for key, level in value.items()}


_EXPECTED = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "string_type": "text in quotes",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "date_type": "a date like 2027-01-31",
    "date_parsing": "a date of the calendar, like 2027-01-31",
}
_STAYS = "Until then it does not count; the other keys do."


def _problem(layer: Layer, key: Key, detail: ErrorDetails) -> Problem:
    kind, name, context = detail["type"], dotted(key), detail.get("ctx", {})
    if not key:
        return layer.problem(key, "This is not text that can be read as settings.", "Remove what is not valid Unicode.")
    if kind == "extra_forbidden":
        return layer.problem(key, f"`{name}` is not a key of the policy.", _nearest(key))
    if kind == "missing":
        message = f"`{name}` is missing, so `{dotted(key[:-1])}` does not count."
        return layer.problem(key, message, f"Add `{key[-1]}`.")
    if key == ("version",):
        message = "`version` is not one that this Answerable understands."
        return layer.problem(key, message, "Write `version = 1`, or update Answerable. The keys it knows count.")
    if kind == "value_error":
        return layer.problem(key, f"`{name}`: {context.get('error')}.", _STAYS)
    if kind in ("enum", "literal_error"):
        return layer.problem(key, f"`{name}` must be {context.get('expected')}.", _STAYS)
    bounds = {"greater_than": "above", "greater_than_equal": "at least", "less_than_equal": "at most"}
    if kind in bounds:
        bound = next(iter(context.values()))
        shown = int(bound) if bound == int(bound) else bound
        return layer.problem(key, f"`{name}` must be {bounds[kind]} {shown}.", _STAYS)
    return layer.problem(key, f"`{name}` must be {_EXPECTED.get(kind, detail['msg'])}.", _STAYS)


def _nearest(key: Key) -> str:
    """What the writer of an unknown key may have meant: a near name in the same table, else the name elsewhere."""
    wrong, around = str(key[-1]), key[:-1]
    known = _names()
    beside = [name for table, name in known if table == _shape(around)]
    # Names of one table are few, so a looser likeness than difflib's own still points at the right one.
    near = get_close_matches(wrong, beside, n=1, cutoff=0.5)
    if near:
        return f"Did you mean `{dotted((*around, near[0]))}`?"
    elsewhere = [table for table, name in known if name == wrong]
    if elsewhere:
        return f"Did you mean `{dotted((*elsewhere[0], wrong))}`?"
    return f"Remove it; known here: {', '.join(sorted(beside))}."


def _shape(key: Key) -> Key:
    return tuple(part for part in key if isinstance(part, str))


def _names() -> list[tuple[Key, str]]:
    """Every name there is with the table it belongs to."""
    found: list[tuple[Key, str]] = []
    for name, field in Policy.model_fields.items():
        found.append(((), name))
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Section):
            found += [((name,), key) for key in section.model_fields]
    return found + [(key, name) for key, model in LISTED for name in model.model_fields]
