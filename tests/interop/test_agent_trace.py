"""Agent Trace records, against a schema written after section 6.1 of the specification (0.1.0, January 2026)."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import jsonschema
import pytest

from answerable.interop.agent_trace import METADATA, model_id, read, record
from answerable.interop.attribution import Attribution, InteropError, assisted_by
from answerable.origin.model import Origin, ReviewState
from answerable.origin.prints import LineRange

TEXT: dict[str, Any] = {"type": "string"}
URI = {"type": "string", "format": "uri"}
LINE = {"type": "integer", "minimum": 1}


def _closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


CONTRIBUTOR = _closed(
    ["type"], type={"enum": ["human", "ai", "mixed", "unknown"]}, model_id={"type": "string", "maxLength": 250}
)
RANGE = _closed(["start_line", "end_line"], start_line=LINE, end_line=LINE, content_hash=TEXT, contributor=CONTRIBUTOR)
CONVERSATION = _closed(
    ["ranges"],
    url=URI,
    contributor=CONTRIBUTOR,
    ranges=_list(RANGE),
    related=_list(_closed(["type", "url"], type=TEXT, url=URI)),
)
SCHEMA = _closed(
    ["version", "id", "timestamp", "files"],
    version={"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"},
    id={"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
    timestamp={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
    vcs=_closed(["type", "revision"], type={"enum": ["git", "jj", "hg", "svn"]}, revision=TEXT),
    tool=_closed(["name", "version"], name=TEXT, version=TEXT),
    files=_list(_closed(["path", "conversations"], path=TEXT, conversations=_list(CONVERSATION))),
    metadata={"type": "object"},
)
ID = UUID("550e8400-e29b-41d4-a716-446655440000")
NOW = datetime(2026, 1, 23, 14, 30, tzinfo=UTC)
COMMIT = "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0"
AI = Attribution(
    "src/a.py",
    LineRange(3, 9),
    Origin.DECLARED_AI,
    tool="claude-code",
    model="claude-opus-4-5",
    session="https://example.invalid/c/1",
    block="b1",
    state=ReviewState.REVIEWED,
    reviewer="A Person <person@example.invalid>",
)


def made(*attributions: Attribution) -> dict[str, Any]:
    data = record(attributions, id=ID, time=NOW, revision=COMMIT)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    return data


def test_a_record_of_everything() -> None:
    data = made(
        AI,
        Attribution("src/a.py", LineRange(20, 24), Origin.DECLARED_AI, tool="claude-code", model="claude-opus-4-5",
                    session="https://example.invalid/c/1", changed=(21,)),
        Attribution("src/a.py", LineRange(12, 13), Origin.DECLARED_AI, tool="claude-code", model="claude-opus-4-5",
                    session="https://example.invalid/c/1"),
        Attribution("b.py", LineRange(1, 1), Origin.SUSPECTED_AI, confidence=0.871234, session="no address"),
        Attribution("c.py", LineRange(1, 4), Origin.PASTED),
    )  # fmt: skip
    assert data["version"] == "0.1.0"
    assert data["timestamp"] == "2026-01-23T14:30:00.000Z"
    assert data["vcs"] == {"type": "git", "revision": COMMIT}
    assert data["files"] == [
        {"path": "b.py", "conversations": [{"contributor": {"type": "ai"}, "ranges": [_range(1, 1)]}]},
        {"path": "c.py", "conversations": [{"contributor": {"type": "unknown"}, "ranges": [_range(1, 4)]}]},
        {
            "path": "src/a.py",
            "conversations": [
                {
                    "url": "https://example.invalid/c/1",
                    "contributor": {"type": "ai", "model_id": "anthropic/claude-opus-4-5"},
                    "ranges": [_range(3, 9), _range(12, 13)],
                },
                {
                    "url": "https://example.invalid/c/1",
                    "contributor": {"type": "mixed", "model_id": "anthropic/claude-opus-4-5"},
                    "ranges": [_range(20, 24)],
                },
            ],
        },
    ]
    blocks = data["metadata"][METADATA]["blocks"]
    assert (blocks[0]["path"], blocks[0]["origin"], blocks[0]["confidence"]) == ("b.py", "suspected-ai", 0.8712)
    assert blocks[2]["reviewer"] == "A Person <person@example.invalid>"


def test_nothing_to_say_is_a_record_too() -> None:
    assert made()["files"] == []


def test_what_was_written_is_read_again() -> None:
    trace = read(made(AI))
    assert (trace.id, trace.time, trace.revision, trace.tool) == (str(ID), NOW, COMMIT, "answerable")
    [found] = trace.attributions
    assert (found.path, found.lines, found.origin) == (AI.path, AI.lines, Origin.DECLARED_AI)
    assert (found.model, found.session) == ("anthropic/claude-opus-4-5", AI.session)


def test_the_record_of_the_specification() -> None:
    trace = read(EXAMPLE)
    assert [(a.path, a.lines, a.model, a.tool) for a in trace.attributions] == [
        ("src/utils/parser.ts", LineRange(42, 67), "anthropic/claude-opus-4-5-20251101", "cursor"),
        ("src/utils/helpers.ts", LineRange(10, 25), "openai/gpt-4o", "cursor"),
    ]


def test_the_least_record_and_one_of_the_older_schema() -> None:
    least = {
        "version": "1.0",
        "id": str(ID),
        "timestamp": "2026-01-25T10:00:00Z",
        "files": [{"path": "a", "conversations": [{"ranges": [{"start_line": 1, "end_line": 50}]}]}],
        "later": {"unknown": True},
    }
    trace = read(least)
    assert trace.revision is None
    assert [a.origin for a in trace.attributions] == [Origin.UNKNOWN]


def test_a_range_has_its_own_contributor() -> None:
    data = made(AI)
    data["files"][0]["conversations"][0]["ranges"][0]["contributor"] = {"type": "human"}
    assert [a.origin for a in read(data).attributions] == [Origin.HUMAN]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ((), [], "the record is no JSON object"),
        (("version",), "2.0.0", "reads 0.x and 1.x"),
        (("version",), "new", "no version"),
        (("version",), None, "no text `version`"),
        (("id",), "12", "`id` is no UUID"),
        (("timestamp",), "yesterday", "no time"),
        (("files",), {}, "no list `files`"),
        (("files", 0, "path"), 7, "no text `path`"),
        (("files", 0, "conversations"), None, "no list `conversations`"),
        (("files", 0, "conversations", 0, "ranges", 0, "start_line"), 0, "no line number from 1"),
        (("files", 0, "conversations", 0, "ranges", 0, "start_line"), True, "no line number from 1"),
        (("files", 0, "conversations", 0, "ranges", 0, "end_line"), 2, "ends at line 2, before it begins at 3"),
        (("files", 0, "conversations", 0, "contributor", "type"), "robot", "none of human, ai"),
    ],
)
def test_what_is_wrong_is_named(path: tuple[Any, ...], value: Any, message: str) -> None:
    data: Any = copy.deepcopy(made(AI))
    if not path:
        data = value
    else:
        place = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
    with pytest.raises(InteropError, match=message):
        read(data)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("claude-opus-4-5", "anthropic/claude-opus-4-5"),
        ("gpt-5.1", "openai/gpt-5.1"),
        ("o4-mini", "openai/o4-mini"),
        ("x/y", "x/y"),
        ("house-model", "house-model"),
        ("m" * 300, "m" * 250),
    ],
)
def test_models_have_a_provider(model: str, expected: str) -> None:
    assert model_id(model) == expected


def test_the_kernel_s_trailer() -> None:
    attributions = [
        AI,
        AI,
        Attribution("b", LineRange(1, 1), Origin.DECLARED_AI, tool="Code Pilot: pro", model=None),
        Attribution("b", LineRange(1, 1), Origin.SUSPECTED_AI, tool="guess", model="x"),
        Attribution("b", LineRange(1, 1), Origin.DECLARED_AI),
    ]
    assert assisted_by(attributions) == (
        "Assisted-by: Code-Pilot-pro:unknown",
        "Assisted-by: claude-code:claude-opus-4-5",
    )


def _range(start: int, end: int) -> dict[str, int]:
    return {"start_line": start, "end_line": end}


EXAMPLE = {
    "version": "0.1.0",
    "id": "550e8400-e29b-41d4-a716-446655440000",
    "timestamp": "2026-01-23T14:30:00Z",
    "vcs": {"type": "git", "revision": COMMIT},
    "tool": {"name": "cursor", "version": "2.4.0"},
    "files": [
        {
            "path": "src/utils/parser.ts",
            "conversations": [
                {
                    "url": "https://api.cursor.com/v1/conversations/12345",
                    "contributor": {"type": "ai", "model_id": "anthropic/claude-opus-4-5-20251101"},
                    "ranges": [{"start_line": 42, "end_line": 67, "content_hash": "murmur3:9f2e8a1b"}],
                    "related": [{"type": "session", "url": "https://api.cursor.com/v1/sessions/67890"}],
                }
            ],
        },
        {
            "path": "src/utils/helpers.ts",
            "conversations": [
                {
                    "url": "https://api.cursor.com/v1/conversations/12345",
                    "contributor": {"type": "ai", "model_id": "openai/gpt-4o"},
                    "ranges": [{"start_line": 10, "end_line": 25}],
                }
            ],
        },
    ],
    "metadata": {"confidence": 0.95, "dev.cursor": {"workspace_id": "ws-abc123"}},
}
