"""Authorship logs of git-ai, against the grammar of the Git AI Standard v3.0.0 (1.2)."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.interop.attribution import Attribution, InteropError
from answerable.interop.git_ai import key, parse, render
from answerable.origin.model import Origin
from answerable.origin.prints import LineRange

COMMIT = "7734793b756b3921c88db5375a8c156e9532447b"
FILE = re.compile(r'"[^"]+"|[^\s"][^\s]*')
ENTRY = re.compile(r"  [0-9a-f]{16} [1-9]\d*(-[1-9]\d*)?(,[1-9]\d*(-[1-9]\d*)?)*")
COUNT = {"type": "integer", "minimum": 0}
METADATA = {
    "type": "object",
    "required": ["schema_version", "base_commit_sha", "prompts"],
    "properties": {
        "schema_version": {"const": "authorship/3.0.0"},
        "base_commit_sha": {"type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"},
        "prompts": {
            "type": "object",
            "propertyNames": {"pattern": "^[0-9a-f]{16}$"},
            "additionalProperties": {
                "type": "object",
                "required": [
                    "agent_id",
                    "messages",
                    "total_additions",
                    "total_deletions",
                    "accepted_lines",
                    "overridden_lines",
                    "overriden_lines",
                ],
                "properties": {
                    "agent_id": {
                        "type": "object",
                        "required": ["tool", "id", "model"],
                        "additionalProperties": {"type": "string"},
                    },
                    "human_author": {"type": "string"},
                    "messages": {"type": "array", "maxItems": 0},
                    "total_additions": COUNT,
                    "total_deletions": COUNT,
                    "accepted_lines": COUNT,
                    "overridden_lines": COUNT,
                    "overriden_lines": COUNT,
                },
            },
        },
    },
}


def ai(path: str, start: int, end: int, **more: Any) -> Attribution:
    told = {"origin": Origin.DECLARED_AI, "tool": "cursor", "model": "claude-4.5-opus", "session": "6ef2"} | more
    return Attribution(path, LineRange(start, end), **told)


def checked(note: str) -> dict[str, Any]:
    """The note's metadata, once all of it follows the grammar."""
    above, _, below = note.partition("\n---\n")
    metadata: dict[str, Any] = json.loads(below)
    jsonschema.Draft202012Validator(METADATA).validate(metadata)
    files = 0
    for line in above.split("\n"):
        if line.startswith(" "):
            assert files
            assert ENTRY.fullmatch(line), line
            assert line.split(" ")[2] in metadata["prompts"]
            numbers = [int(number) for number in re.split("[-,]", line.split(" ")[3])]
            assert numbers == sorted(set(numbers))
        else:
            files += 1
            assert FILE.fullmatch(line), line
    return metadata


def test_a_note() -> None:
    note = render(
        [
            ai("src/main.rs", 15, 20),
            ai("src/main.rs", 1, 10),
            ai("src/main.rs", 25, 25, session="other", changed=()),
            ai("src/lib.rs", 1, 3, changed=(2,)),
            Attribution("src/lib.rs", LineRange(9, 9), Origin.HUMAN),
            ai("src/lib.rs", 30, 31, origin=Origin.SUSPECTED_AI),
        ],
        commit=COMMIT,
        author="Developer <dev@example.com>",
    )
    one, other = key("cursor", "6ef2"), key("cursor", "other")
    entries = sorted([f"  {one} 1-10,15-20", f"  {other} 25"])
    assert note.partition("---\n")[0] == "\n".join(["src/lib.rs", f"  {one} 1,3", "src/main.rs", *entries]) + "\n"
    metadata = checked(note)
    assert metadata["base_commit_sha"] == COMMIT
    prompt = metadata["prompts"][one]
    assert prompt["agent_id"] == {"tool": "cursor", "id": "6ef2", "model": "claude-4.5-opus"}
    assert prompt["human_author"] == "Developer <dev@example.com>"
    assert (prompt["total_additions"], prompt["accepted_lines"], prompt["overriden_lines"]) == (19, 18, 1)


def test_the_key_is_the_standard_s() -> None:
    # printf 'cursor:6ef2299e' | sha256sum | cut -c-16
    assert key("cursor", "6ef2299e") == "90a4429512bf1e1b"


def test_nothing_of_an_ai_needs_no_note() -> None:
    assert render([Attribution("a", LineRange(1, 2), Origin.HUMAN)], commit=COMMIT) == ""
    suspected = ai("a", 1, 2, origin=Origin.SUSPECTED_AI)
    assert render([suspected], commit=COMMIT) == ""
    assert render([suspected], commit=COMMIT, suspected=True) != ""


@pytest.mark.parametrize("path", ["a b.py", "tab\there", "new\nline", "---", "ünï/ö.py", "  lead", '"start'])
def test_names_come_back(path: str) -> None:
    note = render([ai(path, 2, 4)], commit=COMMIT)
    assert [(a.path, a.lines) for a in parse(note)] == [(path, LineRange(2, 4))]


def test_a_note_of_git_ai_with_sessions_and_people() -> None:
    note = "\n".join(
        [
            "src/main.rs",
            "  s_c9883b05a2487d::t_9f8e7d6c5b4a32 1-10,15-20",
            "  h_31dce776f88375 42-50",
            "  abcd1234abcd1234 60",
            "  1a2b3c4 70",
            "src/lib.rs",
            "  efgh5678efgh5678 1-50",
            "---",
            json.dumps(
                {
                    "schema_version": "authorship/3.0.0",
                    "base_commit_sha": COMMIT,
                    "prompts": {"abcd1234abcd1234": {"agent_id": {"tool": "cursor", "id": "i", "model": "gpt-4"},
                                                     "messages": [{"type": "user", "text": "do it"}]}},
                    "humans": {"h_31dce776f88375": {"author": "Dev <d@example.com>"}},
                    "sessions": {"s_c9883b05a2487d": {"agent_id": {"tool": "claude", "id": "s", "model": "opus"}}},
                }
            ),
        ]
    )  # fmt: skip
    found = parse(note)
    assert [(a.path, a.lines, a.origin, a.tool, a.model) for a in found] == [
        ("src/main.rs", LineRange(1, 10), Origin.DECLARED_AI, "claude", "opus"),
        ("src/main.rs", LineRange(15, 20), Origin.DECLARED_AI, "claude", "opus"),
        ("src/main.rs", LineRange(42, 50), Origin.HUMAN, None, None),
        ("src/main.rs", LineRange(60, 60), Origin.DECLARED_AI, "cursor", "gpt-4"),
        ("src/main.rs", LineRange(70, 70), Origin.DECLARED_AI, None, None),
        ("src/lib.rs", LineRange(1, 50), Origin.DECLARED_AI, None, None),
    ]
    assert "do it" not in repr(found)


def test_a_note_without_attestations() -> None:
    assert parse('---\n{"schema_version": "authorship/3.0.0", "base_commit_sha": "x", "prompts": {}}') == ()


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("", "no line '---'"),
        ("a\n  abcd1234abcd1234 1\n", "no line '---'"),
        ("---\n{", "is no JSON"),
        ("---\n[]", "no JSON object"),
        ('---\n{"schema_version": "authorship/4.0.0"}', "this program reads authorship/3.0.0"),
        ('---\n{"prompts": {}}', "`schema_version` None"),
        ('  abcd1234abcd1234 1\n---\n{"schema_version": "authorship/3.0.0"}', "line 1: an attestation before any file"),
        ('a\n  nonsense! 1\n---\n{"schema_version": "authorship/3.0.0"}', "line 2: 'nonsense!' is no key"),
        ('a\n  abcd1234abcd1234 1-\n---\n{"schema_version": "authorship/3.0.0"}', "line 2: '1-' is no range"),
        ('a\n  abcd1234abcd1234 0\n---\n{"schema_version": "authorship/3.0.0"}', "line 2: '0' is no range"),
        ('a\n  abcd1234abcd1234 9-2\n---\n{"schema_version": "authorship/3.0.0"}', "ends before it begins"),
        ('a\n  abcd1234abcd1234\n---\n{"schema_version": "authorship/3.0.0"}', "line 2: '' is no range"),
        ('"a\n---\n{"schema_version": "authorship/3.0.0"}', "begins with"),
    ],
)
def test_what_is_wrong_is_named(note: str, message: str) -> None:
    with pytest.raises(InteropError, match=message):
        parse(note)


PATHS = st.text(st.characters(blacklist_characters='"\x00', blacklist_categories=("Cs", "Zl", "Zp", "Cc")), min_size=1)
RANGES = st.tuples(st.integers(1, 500), st.integers(0, 40))


@given(st.lists(st.tuples(PATHS, RANGES, st.sampled_from(["s1", "s2"])), max_size=12))
def test_every_line_comes_back(entries: list[tuple[str, tuple[int, int], str]]) -> None:
    attributions = [ai(path, start, start + more, session=session) for path, (start, more), session in entries]
    note = render(attributions, commit=COMMIT)
    if not attributions:
        assert note == ""
        return
    wanted = {(a.path, a.session, line) for a in attributions for line in a.lines}
    assert {(a.path, a.session, line) for a in parse(note) for line in a.lines} == wanted
