"""What a condition that held, or did not, says of names: that a value is one of those the program lists."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def memberships(test: ast.expr, outcome: bool) -> Iterator[tuple[str, ast.expr]]:
    """Names that are surely in a container, with the container's expression, once `test` came out as `outcome`."""
    match test:
        case ast.Compare(ast.Name(name), [ast.In()], [container]) if outcome:
            yield name, container
        case ast.Compare(ast.Name(name), [ast.NotIn()], [container]) if not outcome:
            yield name, container
        case ast.UnaryOp(ast.Not(), inner):
            yield from memberships(inner, not outcome)
        case ast.BoolOp(op, parts) if isinstance(op, ast.And) is outcome:
            # Each part of an `and` that held, and of an `or` that did not, came out the same.
            for part in parts:
                yield from memberships(part, outcome)
        case _:
            pass
