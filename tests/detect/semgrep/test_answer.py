"""Reading what the engine writes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from answerable.detect.semgrep.answer import Answer, Match, Metavariable, Place, Trouble, read
from answerable.detect.semgrep.process import EngineError, EngineGaveUp


def place(start: int, end: int) -> dict[str, Any]:
    return {"start": {"line": 1, "col": 1, "offset": start}, "end": {"line": 1, "col": 1, "offset": end}}


def output(**keys: Any) -> bytes:
    return json.dumps(
        {"version": "1.2.3", "results": [], "errors": [], "paths": {"scanned": ["/t/a.py"]}, **keys}
    ).encode()


MATCH = {
    "check_id": "r",
    "path": "/t/a.py",
    **place(4, 9),
    "extra": {
        "message": "m x",
        "metavars": {
            "$X": {
                **place(5, 6),
                "abstract_content": "x",
                "propagated_value": {"svalue_start": {}, "svalue_end": {}, "svalue_abstract_content": '"y"'},
            }
        },
        "fix": "f(x)",
        "is_ignored": True,
        "dataflow_trace": {"taint_source": ["CliLoc", [{"path": "/t/a.py", **place(1, 2)}, "source()"]]},
    },
}


def test_a_match_is_read_with_all_it_has() -> None:
    (match,) = read(output(results=[MATCH])).matches
    assert match == Match(
        rule="r",
        path="/t/a.py",
        place=Place(4, 9),
        message="m x",
        metavariables=(Metavariable("$X", Place(5, 6), "x", '"y"'),),
        fix="f(x)",
        ignored=True,
        source=Place(1, 2),
    )


def test_dots_before_the_answer_do_not_matter() -> None:
    assert read(b".\n.\n" + output()) == Answer((), (), "1.2.3", frozenset({"/t/a.py"}))


def test_a_source_inside_a_call_is_found() -> None:
    inner = ["CliLoc", [{"path": "/t/a.py", **place(7, 8)}, "q"]]
    call = ["CliCall", [[{"path": "/t/a.py", **place(1, 2)}, "call"], [], inner]]
    extra = {"message": "m", "dataflow_trace": {"taint_source": call}}
    (match,) = read(output(results=[{**MATCH, "extra": extra}])).matches
    assert match.source == Place(7, 8)


@pytest.mark.parametrize(
    "trace", [None, {}, {"taint_source": None}, {"taint_source": ["CliLoc", []]}, {"taint_source": 3}]
)
def test_a_match_without_a_source_has_none(trace: Any) -> None:
    (match,) = read(output(results=[{**MATCH, "extra": {"dataflow_trace": trace}}])).matches
    assert match.source is None


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (
            {
                "error_type": ["PartialParsing", [{"path": "/t/a.py", **place(0, 3)}]],
                "message": "`x` was unexpected",
                "location": {"path": "/t/a.py", **place(0, 3)},
            },
            Trouble("PartialParsing", "/t/a.py", "", ((1, 1),), "`x` was unexpected", 1),
        ),
        (
            {"error_type": "Timeout", "message": "", "rule_id": "r", "location": {"path": "/t/a.py", **place(0, 0)}},
            Trouble("Timeout", "/t/a.py", "r", ((1, 1),), "", 1),
        ),
        ({"error_type": "Other", "message": "m"}, Trouble("Other", "", "", (), "m", -1)),
        (
            {"error_type": ["IncompatibleRule", {"rule_id": "r"}], "rule_id": "r", "message": "m"},
            Trouble("IncompatibleRule", "", "r", (), "m", -1),
        ),
    ],
)
def test_trouble_is_read_in_every_form(error: dict[str, Any], trouble: Trouble) -> None:
    assert read(output(errors=[error])).troubles == (trouble,)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"Segmentation fault",
        b"{",
        b"{}",
        b"[]",
        b'{"results": 3}',
        b'{"results": [{}]}',
        b'{"results": [], "errors": [{"location": 3}]}',
        b'{"results": [], "paths": []}',
        output(results=[{**MATCH, "start": {"offset": "x"}}]),
        output()[:-5],
        b"\xff\xfe" + output()[:20],
        b'{"results": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_answer_is_an_error_and_never_an_empty_answer(nonsense: bytes) -> None:
    with pytest.raises(EngineError, match="could not be read"):
        read(nonsense)


def test_an_engine_that_gave_up_is_told_from_one_that_found_nothing() -> None:
    with pytest.raises(EngineGaveUp):
        read(output(errors=[{"error_type": "Fatal error", "message": "Failure: invalid YAML"}]))
