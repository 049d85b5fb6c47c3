"""Authorship logs of git-ai, schema ``authorship/3.0.0``: git notes under ``refs/notes/ai`` (Git AI Standard v3.0.0).

A note has two sections with a line ``---`` between them. Above stand files, each followed by indented lines of a key
and line ranges; below stands JSON that tells what the keys are. Keys are 16 hexadecimal digits of a prompt (seven in
older notes), and, as git-ai itself has written them since, ``s_….::t_…`` of a session and ``h_…`` of a person.

The standard wants the whole conversation in a note. Prompts stay out of everything we write, so `messages` is empty;
and of a note that has them, none is read. Its table asks for a count ``overridden_lines``, its example and git-ai's own
code have ``overriden_lines``: both are written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from answerable.interop.attribution import Attribution, InteropError
from answerable.origin.model import Origin
from answerable.origin.prints import LineRange

SCHEMA = "authorship/3.0.0"
DIVIDER = "---"
_RANGE = re.compile(r"([1-9]\d*)(?:-([1-9]\d*))?", re.ASCII)
_KEY = re.compile(r"[0-9a-z]{6,64}|s_[0-9a-f]+(?:::t_[0-9a-f]+)?|h_[0-9a-f]+", re.ASCII)


def key(tool: str, session: str) -> str:
    """The key of a conversation: the first 16 hexadecimal digits of SHA-256 over ``tool:session`` (1.2.3)."""
    return hashlib.sha256(f"{tool}:{session}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def render(
    attributions: Iterable[Attribution], *, commit: str, author: str | None = None, suspected: bool = False
) -> str:
    """The note for a commit. Empty where nothing in it is an AI's.

    A note states that an AI wrote the lines, so what is only suspected is left out unless it is asked for. `author` is
    the person at work, as git writes one.
    """
    wanted = (Origin.DECLARED_AI, Origin.SUSPECTED_AI) if suspected else (Origin.DECLARED_AI,)
    files: dict[str, dict[str, set[int]]] = {}
    prompts: dict[str, dict[str, Any]] = {}
    for each in attributions:
        if each.origin not in wanted:
            continue
        tool, session = each.tool or "unknown", each.session or each.block or "unknown"
        name = key(tool, session)
        lines = set(each.lines) - set(each.changed)
        if not lines:
            continue
        files.setdefault(each.path, {}).setdefault(name, set()).update(lines)
        prompt = prompts.setdefault(name, _prompt(tool, session, each.model, author))
        prompt["total_additions"] += len(each.lines)
        prompt["accepted_lines"] += len(lines)
        prompt["overridden_lines"] += len(each.changed)
        prompt["overriden_lines"] += len(each.changed)
    if not files:
        return ""
    out: list[str] = []
    for path in sorted(files):
        out.append(_quoted(path))
        out += (f"  {name} {_ranges(lines)}" for name, lines in sorted(files[path].items()))
    metadata = {"schema_version": SCHEMA, "base_commit_sha": commit, "prompts": dict(sorted(prompts.items()))}
    return "\n".join([*out, DIVIDER, json.dumps(metadata, indent=2, ensure_ascii=False)]) + "\n"


def parse(note: str) -> tuple[Attribution, ...]:
    """What a note says, its AIs' and its people's lines. Raises `InteropError` naming the line that is wrong."""
    lines = note.split("\n")
    try:
        divider = next(number for number, line in enumerate(lines) if line.rstrip() == DIVIDER)
    except StopIteration:
        raise InteropError(f"the note has no line {DIVIDER!r} between attestations and metadata") from None
    try:
        metadata = json.loads("\n".join(lines[divider + 1 :]))
    except ValueError as error:
        raise InteropError(f"the metadata below {DIVIDER!r} is no JSON: {error}") from None
    if not isinstance(metadata, dict):
        raise InteropError(f"the metadata below {DIVIDER!r} is no JSON object")
    version = metadata.get("schema_version")
    if not isinstance(version, str) or not version.startswith("authorship/3."):
        raise InteropError(f"the note has `schema_version` {version!r}; this program reads {SCHEMA}")
    return tuple(_attributions(lines[:divider], metadata))


def _attributions(lines: list[str], metadata: Mapping[str, Any]) -> Iterator[Attribution]:
    path: str | None = None
    opened: list[str] = []
    for number, line in enumerate(lines, 1):
        if opened:
            # A quoted path goes on until its closing quote: the standard allows a newline in it.
            opened.append(line)
            if line.rstrip().endswith('"'):
                path, opened = "\n".join(opened).rstrip()[1:-1], []
        elif not line.strip():
            continue
        elif line.startswith("  "):
            if path is None:
                raise InteropError(f"line {number}: an attestation before any file")
            name, _, ranges = line[2:].rstrip().partition(" ")
            if _KEY.fullmatch(name) is None:
                raise InteropError(f"line {number}: {name[:40]!r} is no key of a prompt, a session or a person")
            author = _author(name, metadata)
            yield from (Attribution(path, part, **author) for part in _parse_ranges(ranges, number))
        elif line.startswith('"') and not (len(line.rstrip()) > 1 and line.rstrip().endswith('"')):
            opened = [line]
        else:
            plain = line.rstrip()
            path = plain[1:-1] if plain.startswith('"') else plain
    if opened:
        raise InteropError('a file name begins with `"` and never ends')


def _author(name: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    if name.startswith("h_"):
        return {"origin": Origin.HUMAN}
    table, entry = ("sessions", name.partition("::")[0]) if name.startswith("s_") else ("prompts", name)
    entries = metadata.get(table)
    record = entries.get(entry) if isinstance(entries, dict) else None
    # An entry that is missing may stand in another commit's note; the lines are an AI's all the same.
    agent = record.get("agent_id") if isinstance(record, dict) else None
    told = agent if isinstance(agent, dict) else {}
    tool, session, model = (told.get(field) for field in ("tool", "id", "model"))
    return {
        "origin": Origin.DECLARED_AI,
        "tool": tool if isinstance(tool, str) else None,
        "model": model if isinstance(model, str) else None,
        "session": session if isinstance(session, str) else name,
    }


def _parse_ranges(text: str, number: int) -> Iterator[LineRange]:
    for part in text.split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise InteropError(f"line {number}: {part[:40]!r} is no range of lines such as 4 or 4-9")
        start, end = int(match[1]), int(match[2] or match[1])
        if end < start:
            raise InteropError(f"line {number}: the range {part} ends before it begins")
        yield LineRange(start, end)


def _prompt(tool: str, session: str, model: str | None, author: str | None) -> dict[str, Any]:
    prompt: dict[str, Any] = {"agent_id": {"tool": tool, "id": session, "model": model or "unknown"}}
    if author is not None:
        prompt["human_author"] = author
    return prompt | {
        "messages": [],
        "total_additions": 0,
        "total_deletions": 0,
        "accepted_lines": 0,
        "overridden_lines": 0,
        "overriden_lines": 0,
    }


def _ranges(lines: set[int]) -> str:
    parts: list[list[int]] = []
    for line in sorted(lines):
        if parts and parts[-1][1] == line - 1:
            parts[-1][1] = line
        else:
            parts.append([line, line])
    return ",".join(str(start) if start == end else f"{start}-{end}" for start, end in parts)


def _quoted(path: str) -> str:
    # Spaces, tabs and newlines as the standard has it; the others would be read as something else.
    return f'"{path}"' if re.search(r"\s", path) or path.startswith('"') or path == DIVIDER else path
