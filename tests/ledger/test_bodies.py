"""The schemas of bodies: our fast check and JSON Schema say the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from answerable.ledger.bodies import BODIES
from answerable.ledger.docs import schema
from answerable.ledger.errors import RecordError
from answerable.ledger.kinds import Kind
from answerable.ledger.record import prepare
from answerable.origin.model import Origin
from ledgers import changed, found, guarded, opened, rejected, residual, signed

PERSON = {"name": "A", "email": "a@b.c"}
VALID: dict[Kind, dict[str, Any]] = {
    Kind.BLOCK_OPENED: opened(),
    Kind.BLOCK_DECLARED: {"block": "b", "origin": "declared-ai", "tool": "t", "model": None, "source": "hook"},
    Kind.BLOCK_CHANGED: changed(),
    Kind.BLOCK_RESIDUAL: residual(),
    Kind.REVIEW_SIGNED: signed(findings=[{"rule": "r", "fingerprint": "f", "severity": "error"}]),
    Kind.REVIEW_REJECTED: rejected(),
    Kind.FINDING_OPENED: found("f"),
    Kind.FINDING_CLOSED: found("f", block="b"),
    Kind.FINDING_SUPPRESSED: found("f", reason="known", until="2027-01-31"),
    Kind.GUARD_WARNED: guarded(),
    Kind.GUARD_REDACTED: guarded(reason=None, session="s"),
    Kind.GUARD_OVERRIDDEN: guarded(reason="I know"),
    Kind.COMMIT_BOUND: {
        "commit": "ab" * 20,
        "tree": "cd" * 32,
        "parents": ["ab" * 20],
        "files": [{"path": "a", "ranges": [{"block": "b", "start_line": 1, "end_line": 2}]}],
    },
    Kind.GATE_OVERRIDDEN: {"staged": True, "reason": "r", "reviewer": PERSON, "blocks": ["b"], "findings": ["f"]},
    Kind.POLICY_LOADED: {"digest": "ab" * 32, "sources": ["answerable.toml", {"layer": "user", "path": "p"}]},
    Kind.INCIDENT_OPENED: {"incident": "i", "summary": "s", "severity": "error", "records": [1, 2]},
    Kind.INCIDENT_CLOSED: {"incident": "i", "resolution": "r"},
    Kind.CHECKPOINT: {"size": 3, "root": "ab" * 32, "signature": "s", "key": "k"},
    Kind.LEDGER_PRUNED: {"ranges": [{"first": 1, "last": 2}], "kinds": [{"kind": "k", "count": 2, "before": "t"}]},
}
JUNK = [None, True, 0, -1, 2**53, 1.5, float("nan"), "", "x", "X" * 30_000, [], {}, ["x"], [1], {"a": 1}, ["é" * 16]]


def both(kind: Kind, body: object) -> tuple[bool, bool]:
    """What our check says, and what JSON Schema says."""
    try:
        BODIES[kind].check(body, kind.value)
        ours = True
    except RecordError:
        ours = False
    validator = jsonschema.Draft202012Validator(schema()["$defs"][kind.value])
    return ours, validator.is_valid(body)


@pytest.mark.parametrize("kind", Kind)
def test_there_is_a_schema_for_each_kind_and_the_contract_fits_it(kind: Kind) -> None:
    assert both(kind, VALID[kind]) == (True, True)
    prepare(kind, VALID[kind])


@pytest.mark.parametrize("kind", Kind)
def test_each_key_in_turn_is_missing_odd_or_too_much(kind: Kind) -> None:
    body = VALID[kind]
    assert both(kind, body | {"prompt": "x"}) == (False, False)
    for key in body:
        without = {name: value for name, value in body.items() if name != key}
        ours, theirs = both(kind, without)
        assert ours == theirs == (key not in BODIES[kind].required), key
        for junk in JUNK:
            ours, theirs = both(kind, body | {key: junk})
            # JSON has no such number; JSON Schema does not ask.
            if junk == junk:
                assert ours == theirs, (key, junk)
            else:
                assert not ours
    for junk in JUNK:
        assert both(kind, junk) == (False, False)


@pytest.mark.parametrize("kind", Kind)
def test_deep_values_are_checked_too(kind: Kind) -> None:
    for path in _paths(VALID[kind]):
        for junk in (None, -1, "", [], {}, 1.5):
            body = json.loads(json.dumps(VALID[kind]))
            _put(body, path, junk)
            ours, theirs = both(kind, body)
            assert ours == theirs, (path, junk)


def _paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, each in items for path in [(*at, key), *_paths(each, (*at, key))]]


def _put(body: Any, path: tuple[Any, ...], value: object) -> None:
    for key in path[:-1]:
        body = body[key]
    body[path[-1]] = value


def test_every_origin_has_its_word() -> None:
    for origin in Origin:
        prepare(Kind.BLOCK_OPENED, opened(origin=origin))


def test_an_error_names_the_place_and_not_the_value() -> None:
    with pytest.raises(RecordError) as caught:
        prepare(Kind.REVIEW_SIGNED, signed(findings=[{"rule": "r", "fingerprint": ["s3cret"]}]))
    assert str(caught.value) == "review.signed.findings[0].fingerprint has to be a text"


_texts = st.text(st.characters(codec="utf-8"), max_size=20)


@given(
    statement=_texts,
    reason=_texts,
    name=_texts,
    confidence=st.floats(0, 1),
    weight=st.floats(-1e6, 1e6, allow_nan=False),
    lines=st.lists(st.text("0123456789abcdef", min_size=16, max_size=16)),
)
def test_what_is_written_is_canonical_json(
    statement: str, reason: str, name: str, confidence: float, weight: float, lines: list[str]
) -> None:
    person = {"name": name, "email": "a@b.c"}
    body = signed(statement=statement, reason=reason, reviewer=person, lines=lines)
    assert prepare(Kind.REVIEW_SIGNED, body).text == rfc8785.dumps(body)
    body = opened(confidence=confidence, evidence=[{"signal": "s", "weight": weight, "detail": statement}])
    assert prepare(Kind.BLOCK_OPENED, body).text == rfc8785.dumps(body)


@pytest.mark.parametrize("change", [lambda body: body, lambda body: {**body, "lines": tuple(body["lines"])}])
def test_tuples_and_enumerations_are_taken(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    body = change(opened(origin=Origin.PASTED))
    assert json.loads(prepare(Kind.BLOCK_OPENED, body).text)["origin"] == "pasted"
