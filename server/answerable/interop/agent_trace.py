"""Agent Trace 0.1.0 (agent-trace.dev, github.com/cursor/agent-trace): records of which lines an agent wrote.

The specification's prose and examples say version ``0.1.0``; the JSON Schema in an earlier revision of it asked for two
numbers only. Read are both; written is what the current text has. A record has no place for a confidence or a review,
so these go where it puts what is a vendor's own, under a reversed domain name in ``metadata``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from answerable import __version__
from answerable.interop.attribution import Attribution, InteropError
from answerable.origin.model import Origin
from answerable.origin.prints import LineRange

VERSION = "0.1.0"
MIME = "application/vnd.agent-trace.record+json"
METADATA = "io.github.answerable"
_READ = re.compile(r"(\d+)\.\d+(?:\.\d+)?")
_MODEL_LENGTH = 250
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
# The providers of models.dev by what their models are called; a name that has one already is left as it is.
_PROVIDERS = (
    (re.compile(r"claude"), "anthropic"),
    (re.compile(r"gpt|o\d|codex|chatgpt"), "openai"),
    (re.compile(r"gemini|gemma"), "google"),
    (re.compile(r"grok"), "xai"),
    (re.compile(r"mistral|codestral|devstral|magistral"), "mistral"),
    (re.compile(r"deepseek"), "deepseek"),
    (re.compile(r"llama"), "llama"),
)
_TYPES = {
    Origin.HUMAN: "human",
    Origin.DECLARED_AI: "ai",
    Origin.SUSPECTED_AI: "ai",
}
_ORIGINS = {"human": Origin.HUMAN, "ai": Origin.DECLARED_AI, "mixed": Origin.DECLARED_AI, "unknown": Origin.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Trace:
    """What a record said."""

    id: str
    time: datetime
    revision: str | None
    """The commit its lines count in; None where it names none, or one of something other than git."""
    tool: str | None
    attributions: tuple[Attribution, ...]


def record(attributions: Iterable[Attribution], *, id: UUID, time: datetime, revision: str | None) -> dict[str, Any]:
    """A trace record of these ranges, which count in the version that the commit `revision` has."""
    kept = sorted(attributions, key=lambda each: (each.path, each.lines))
    files: dict[str, dict[tuple[str | None, ...], dict[str, Any]]] = {}
    for each in kept:
        key = (each.session, each.tool, each.model, _type(each))
        conversations = files.setdefault(each.path, {})
        conversation = conversations.setdefault(key, _conversation(each))
        conversation["ranges"].append({"start_line": each.lines.start, "end_line": each.lines.end})
    data: dict[str, Any] = {
        "version": VERSION,
        "id": str(id),
        "timestamp": time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    if revision is not None:
        data["vcs"] = {"type": "git", "revision": revision}
    data["tool"] = {"name": "answerable", "version": __version__}
    data["files"] = [
        {"path": path, "conversations": list(conversations.values())} for path, conversations in files.items()
    ]
    data["metadata"] = {METADATA: {"blocks": [_block(each) for each in kept]}}
    return data


def read(data: Any) -> Trace:
    """What a record says. Raises `InteropError` naming what is wrong and where; fields we do not know are passed over.

    The tool of an attribution is the record's; its session the address of its conversation. Of what other tools put
    into ``metadata`` nothing is read.
    """
    top = _object(data, "the record")
    version = _text(top, "version", "the record")
    match = _READ.fullmatch(version)
    if match is None:
        raise InteropError(f"`version` is no version: {version[:40]!r}")
    if int(match[1]) > 1:
        raise InteropError(f"the record has version {version} of Agent Trace; this program reads 0.x and 1.x")
    try:
        id_ = str(UUID(_text(top, "id", "the record")))
    except ValueError:
        raise InteropError("`id` is no UUID") from None
    try:
        time = datetime.fromisoformat(_text(top, "timestamp", "the record").replace("Z", "+00:00"))
    except ValueError:
        raise InteropError("`timestamp` is no time in the form of RFC 3339") from None
    vcs = _object(top.get("vcs", {}), "`vcs`")
    tool = _object(top.get("tool", {}), "`tool`").get("name")
    name = tool if isinstance(tool, str) else None
    found: list[Attribution] = []
    for index, item in enumerate(_list(top, "files", "the record")):
        where = f"`files[{index}]`"
        file = _object(item, where)
        path = _text(file, "path", where)
        for inner, each in enumerate(_list(file, "conversations", where)):
            found += _attributions(path, name, _object(each, where), f"`files[{index}].conversations[{inner}]`")
    revision = vcs.get("revision") if vcs.get("type") == "git" else None
    zoned = time if time.tzinfo is not None else time.replace(tzinfo=UTC)
    return Trace(id_, zoned, revision if isinstance(revision, str) else None, name, tuple(found))


def _attributions(path: str, tool: str | None, conversation: Mapping[str, Any], where: str) -> Iterable[Attribution]:
    url = conversation.get("url")
    common = conversation.get("contributor")
    for index, item in enumerate(_list(conversation, "ranges", where)):
        place = f"{where[:-1]}.ranges[{index}]`"
        part = _object(item, place)
        start, end = (_line(part, name, place) for name in ("start_line", "end_line"))
        if end < start:
            raise InteropError(f"{place} ends at line {end}, before it begins at {start}")
        contributor = _object(part.get("contributor", common) or {"type": "unknown"}, f"the contributor of {place}")
        kind = contributor.get("type")
        if kind not in _ORIGINS:
            raise InteropError(f"the contributor of {place} is none of human, ai, mixed, unknown")
        model = contributor.get("model_id")
        yield Attribution(
            path=path,
            lines=LineRange(start, end),
            origin=_ORIGINS[kind],
            tool=tool,
            model=model if isinstance(model, str) else None,
            session=url if isinstance(url, str) else None,
        )


def _conversation(each: Attribution) -> dict[str, Any]:
    conversation: dict[str, Any] = {}
    if each.session and _SCHEME.fullmatch(each.session):
        conversation["url"] = each.session
    contributor = {"type": _type(each)}
    if each.model and contributor["type"] in ("ai", "mixed"):
        contributor["model_id"] = model_id(each.model)
    conversation["contributor"] = contributor
    conversation["ranges"] = []
    return conversation


def model_id(model: str) -> str:
    """The model as models.dev names it, ``provider/model``, where its name tells the provider."""
    name = model.strip()
    if "/" not in name:
        provider = next((provider for pattern, provider in _PROVIDERS if pattern.match(name.lower())), None)
        name = f"{provider}/{name}" if provider else name
    return name[:_MODEL_LENGTH]


def _type(each: Attribution) -> str:
    kind = _TYPES.get(each.origin, "unknown")
    return "mixed" if kind == "ai" and each.changed else kind


def _block(each: Attribution) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": each.path,
        "start_line": each.lines.start,
        "end_line": each.lines.end,
        "origin": each.origin.value,
        "confidence": round(each.confidence, 4),
        "state": each.state.value,
    }
    optional = {
        "block": each.block,
        "tool": each.tool,
        "session": each.session,
        "reviewer": each.reviewer,
        "changed_lines": list(each.changed) or None,
    }
    return data | {key: value for key, value in optional.items() if value is not None}


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InteropError(f"{where} is no JSON object")
    return value


def _list(value: Mapping[str, Any], key: str, where: str) -> list[Any]:
    found = value.get(key)
    if not isinstance(found, list):
        raise InteropError(f"{where} has no list `{key}`")
    return found


def _text(value: Mapping[str, Any], key: str, where: str) -> str:
    found = value.get(key)
    if not isinstance(found, str):
        raise InteropError(f"{where} has no text `{key}`")
    return found


def _line(value: Mapping[str, Any], key: str, where: str) -> int:
    found = value.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise InteropError(f"`{key}` of {where} is no line number from 1")
    return found
