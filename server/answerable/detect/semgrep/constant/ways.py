"""Where ways through a program part and meet again."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from answerable.detect.semgrep.constant.values import (
    UNKNOWN,
    Class,
    Entries,
    Function,
    Instance,
    Items,
    Known,
    Scope,
    Value,
    fixed,
    merged,
)


def met(one: Scope | None, other: Scope | None) -> Scope | None:
    """The names where two ways meet; None for one that does not get there."""
    if one is None or other is None:
        return one if other is None else other
    return merged(one, other)


def left(body: Sequence[ast.stmt], end: Scope) -> Scope:
    """The names after a round of a loop: what a way that was cut short assigned is not followed, so not known."""
    early = any(isinstance(inner, ast.Break | ast.Continue) for node in body for inner in ast.walk(node))
    if not early:
        return end
    stored = {
        inner.id
        for node in body
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }
    for node in body:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call | ast.Subscript | ast.Attribute):
                holder: ast.AST = inner
                while isinstance(holder, ast.Call | ast.Subscript | ast.Attribute):
                    holder = holder.func if isinstance(holder, ast.Call) else holder.value
                if isinstance(holder, ast.Name) and isinstance(end.get(holder.id), Items | Entries | Instance):
                    stored.add(holder.id)
    return {**end, **dict.fromkeys(stored, UNKNOWN)}


def same(one: Scope, other: Scope) -> bool:
    """Whether as much is known of all names."""
    return one.keys() == other.keys() and all(_as_known(one[name], other[name]) for name in one)


def _as_known(one: Value, other: Value) -> bool:
    """Whether as much is known of both."""
    match one, other:
        case Items(a), Items(b):
            return len(a) == len(b) and all(_as_known(x, y) for x, y in zip(a, b, strict=True))
        case Entries(c), Entries(d):
            return c.keys() == d.keys() and all(_as_known(c[key], d[key]) for key in c)
        case Instance(attributes=e), Instance(attributes=f):
            return same(e, f)
        case _:
            if isinstance(one, Known | Function | Class):
                return one == other
            return type(one) is type(other) and fixed(one) == fixed(other)


def fits(pattern: ast.pattern, subject: Value) -> bool | None:
    """Whether a `case` is the one; None where that is not known."""
    match pattern:
        case ast.MatchAs(pattern=None):
            return True
        case ast.MatchAs(pattern=ast.pattern() as inner):
            return fits(inner, subject)
        case ast.MatchValue(ast.Constant(value)) if isinstance(subject, Known):
            return bool(value == subject.value)
        case ast.MatchSingleton(value) if isinstance(subject, Known):
            return value is subject.value
        case ast.MatchOr(patterns):
            answers = [fits(inner, subject) for inner in patterns]
            return True if True in answers else None if None in answers else False
        case _:
            return None
