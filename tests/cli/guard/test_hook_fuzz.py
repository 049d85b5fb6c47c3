"""Whatever a host sends, the hook answers in its form, finds what was planted, and repeats it nowhere.

The real JSON of every host is taken apart and put together wrongly: fields dropped, renamed, of another type, given
twice; numbers that are none, text that is none, JSON that ends too early or too late. Run in this process: bytes in,
bytes out.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hook_calls import Told, call

EVENTS = Path(__file__).parents[2] / "guard" / "hosts" / "events"
CASES = tuple(sorted(path.relative_to(EVENTS).with_suffix("").as_posix() for path in EVENTS.glob("*/*.json")))
TOKEN = "glpat-" + "x7Kq2mZp9RtV4wYb8NcL"
FIXED = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

Path_ = tuple[str | int, ...]


def load(case: str) -> dict[str, Any]:
    data = json.loads((EVENTS / f"{case}.json").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def dumped(data: Any) -> bytes:
    return json.dumps(data).encode()


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A repository of its own with a ledger beside it; everything the hook writes is under the parent."""
    top = tmp_path_factory.mktemp("hook")
    root = top / "app"
    root.mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANSWERABLE_LEDGER", str(top / "ledger"))
        patch.setenv("XDG_STATE_HOME", str(top / "state"))
        patch.setenv("XDG_CACHE_HOME", str(top / "cache"))
        yield root


def sound(told: Told) -> None:
    """What holds of every answer to anything."""
    assert told.code in (0, 2)
    assert "Traceback" not in told.err
    assert "the guard failed" not in told.err, "an error nobody foresaw"
    assert TOKEN not in told.out + told.err
    assert told.out.count("\n") == bool(told.out)
    assert isinstance(told.answer, dict | None)
    if told.code == 2:
        assert "nswerable: " in told.err
        assert told.answer is None


def written(where: Path) -> bytes:
    """Everything that lies on the disk after a call."""
    return b"".join(path.read_bytes() for path in where.parent.rglob("*") if path.is_file() and not path.is_symlink())


def places(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """The paths to everything inside a JSON value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*at, key)
            yield from places(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield (*at, index)
            yield from places(inner, (*at, index))


def at(value: Any, place: Path_) -> Any:
    for step in place:
        value = value[step]
    return value


STRANGE_TEXT = st.one_of(
    st.sampled_from(
        ("", "\0", "\ud800", "\udc80\ud83d", "\ufeff", "é" * 3, "a" * 70_000, "🎉", "\u2028", "../" * 40, "/")
    ),
    st.text(st.characters(), max_size=20),
)
JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.sampled_from((10**400, -1, 1.5, 1e300)), STRANGE_TEXT),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRANGE_TEXT, inner, max_size=3),
    max_leaves=6,
)
RAW_NUMBERS = ("NaN", "Infinity", "-Infinity", "1e999", "-0", "1" * 5000, "0x1")


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A host's JSON with a few things wrong in it."""
    data = load(draw(st.sampled_from(CASES)))
    raw: list[tuple[str, str]] = []
    for _ in range(draw(st.integers(1, 4))):
        known = tuple(places(data))
        if not known:
            break
        place = draw(st.sampled_from(known))
        holder, key = at(data, place[:-1]), place[-1]
        match draw(st.sampled_from(("drop", "junk", "wrap", "rename", "number", "deep", "twice"))):
            case "drop":
                del holder[key]
            case "junk":
                holder[key] = draw(JUNK)
            case "wrap":
                holder[key] = draw(st.sampled_from(([holder[key]], {"text": holder[key]})))
            case "rename" if isinstance(key, str):
                holder[draw(STRANGE_TEXT | st.sampled_from(("prompt", "tool_input", "toolName")))] = holder.pop(key)
            case "number":
                raw.append((mark := f"@number{len(raw)}@", draw(st.sampled_from(RAW_NUMBERS))))
                holder[key] = mark
            case "deep":
                depth = draw(st.sampled_from((150, 250, 900, 20_000)))
                raw.append((mark := f"@deep{len(raw)}@", '{"a":[' * depth + '"x"' + "]}" * depth))
                holder[key] = mark
            case "twice" if isinstance(key, str):
                raw.append((json.dumps(key), f"{json.dumps(key)}: {json.dumps(draw(JUNK))}, {json.dumps(key)}"))
    text = json.dumps(data)
    for mark, instead in raw:
        text = text.replace(json.dumps(mark) if mark.startswith("@") else mark, instead)
    return text.encode()


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A host's JSON with something wrong about its bytes."""
    data = draw(mutated()) if draw(st.booleans()) else dumped(load(draw(st.sampled_from(CASES))))
    cut = draw(st.integers(0, len(data)))
    odd = draw(
        st.sampled_from((b"\xff", b"\xed\xa0\x80", b"\0", b"\xef\xbb\xbf", b"}", b'"', b"\xc3", b"{}", b"\x1b[2J"))
    )
    other = dumped(load(draw(st.sampled_from(CASES))))
    return draw(
        st.sampled_from(
            (data[:cut], data[:cut] + odd + data[cut:], data + odd, odd + data, data + b"\n" + other, b" \n" + data)
        )
    )


@FIXED
@given(raw=mutated() | broken() | st.binary(max_size=200), host=st.sampled_from((None, "cursor", "copilot", "codex")))
@example(raw=b"", host=None)
@example(raw=b'\xef\xbb\xbf{"cwd": "/", "prompt": "x"}', host=None)
def test_there_is_always_an_answer_in_the_hosts_form(where: Path, raw: bytes, host: str | None) -> None:
    sound(call(raw, *(("--host", host) if host else ()), where=where))


@settings(FIXED, max_examples=25)
@given(raw=mutated() | broken())
def test_with_an_open_policy_nothing_is_stopped_that_could_not_be_checked(where: Path, raw: bytes) -> None:
    policy = where / "answerable.toml"
    policy.write_text('[guard]\nfail = "open"\n')
    try:
        told = call(raw, where=where)
    finally:
        policy.unlink()
    sound(told)
    # The fixtures hold nothing to find.
    assert told.code == 0


# Where each host's protocol carries what a model will see or a tool will get. What was written already (the input of an
# editing tool that is done) is not stopped any more.
CARRIERS = {
    "claude-code/prompt": ("prompt",),
    "claude-code/bash": ("tool_input",),
    "claude-code/read": ("tool_input",),
    "claude-code/write": ("tool_input",),
    "claude-code/read-done": ("tool_response",),
    "claude-code/write-done": ("tool_response",),
    "codex/prompt": ("prompt",),
    "codex/bash": ("tool_input",),
    "codex/patch": ("tool_input",),
    "codex/patch-done": ("tool_response",),
    "copilot/prompt": ("prompt",),
    "copilot/bash": ("toolArgs",),
    "copilot/view-done": ("toolResult",),
    "copilot/create-done": ("toolResult",),
    "cursor/prompt": ("prompt",),
    "cursor/read": ("content",),
    "cursor/shell": ("command",),
    "cursor/mcp": ("tool_input",),
    "vscode/prompt": ("prompt",),
    "vscode/terminal": ("tool_input",),
    "vscode/create-done": ("tool_response",),
}
AROUND = st.text(st.characters(exclude_categories=("L", "N", "Cs")) | st.sampled_from("\0\ud800\udfff"), max_size=8)


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A host's JSON with a secret in a text that it carries, and something wrong elsewhere."""
    case = draw(st.sampled_from(sorted(CARRIERS)))
    data = load(case)
    roots = CARRIERS[case]
    if case == "claude-code/read":
        # What a file that is read is called leaves nothing: the model wrote it, and what is in there is masked later.
        data["tool_input"] = {"pages": "1-2"}
    texts = [place for place in places(data) if place[0] in roots and isinstance(at(data, place), str)]
    place = draw(st.sampled_from(texts))
    holder, key = at(data, place[:-1]), place[-1]
    text = f" {draw(AROUND)} {TOKEN} {draw(AROUND)} "
    match draw(st.sampled_from(("value", "value", "list", "object", "key"))):
        case "list" if len(place) > 1:
            holder[key] = [1, [text], None]
        case "object" if len(place) > 1:
            holder[key] = {"a": {"b": text}, "c": 1e300}
        case "key" if len(place) > 1 and isinstance(holder, dict):
            holder[text] = holder.pop(key)
        case _:
            holder[key] = json.dumps({"command": text}) if key == "toolArgs" else text
    others = [key for key in data if key not in roots]
    for other in draw(st.lists(st.sampled_from(others), max_size=2, unique=True)):
        if draw(st.booleans()):
            del data[other]
        else:
            data[other] = draw(JUNK)
    if len(place) > 1 and draw(st.booleans()):
        data[str(place[0])] |= draw(st.dictionaries(st.text(max_size=5), JUNK, max_size=2))
    return case, data


def stopped(told: Told) -> bool:
    """Whether the host keeps it from the model, as far as it lets anybody."""
    answer = told.answer or {}
    inner = answer.get("hookSpecificOutput", {})
    return (
        told.code == 2
        or answer.get("decision") == "block"
        or answer.get("continue") is False
        or "deny" in (answer.get("permission"), answer.get("permissionDecision"), inner.get("permissionDecision"))
        or "updatedToolOutput" in inner
        # Copilot obeys no more than `deny`, Cursor nothing after a tool ran.
        or "a credential" in told.err
    )


@FIXED
@given(event=planted())
def test_what_was_planted_is_stopped_and_repeated_nowhere(where: Path, event: tuple[str, dict[str, Any]]) -> None:
    told = call(dumped(event[1]), where=where)
    sound(told)
    assert stopped(told)
    assert TOKEN.encode() not in written(where)
