"""Provenance handed on and taken in: Agent Trace records and git-ai's notes, for commits."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from answerable.files.read import snapshot_of
from answerable.findings.model import Skipped
from answerable.interop import agent_trace, git_ai
from answerable.interop.attribution import Attribution, InteropError
from answerable.interop.git import Repository, notes
from answerable.ledger.kinds import Kind
from answerable.origin.model import Origin
from answerable.session import binding
from answerable.session.review import Desk
from answerable.text.snapshot import Snapshot


@dataclass(slots=True)
class TakenIn:
    """What became of provenance that others had recorded."""

    opened: int = 0
    """Blocks that are new to the ledger."""
    known: int = 0
    """Blocks it had already, from an earlier import."""
    others: int = 0
    """Ranges of people, or of nobody knows whom: nothing to answer for."""
    problems: list[str] = field(default_factory=list)
    """What could not be taken in, a sentence each."""


def trace(desk: Desk, repository: Repository, commit: str, now: datetime) -> dict[str, Any]:
    """The Agent Trace record of a commit; the same id each time. Raises `GitError`."""
    found = binding.bound(desk, repository, commit)
    id_ = uuid5(NAMESPACE_URL, f"answerable:{desk.ledger.id}:{commit}")
    return agent_trace.record(found.attributions, id=id_, time=now, revision=commit)


def note(desk: Desk, repository: Repository, commit: str, *, suspected: bool = False) -> str:
    """git-ai's note for a commit; empty where nothing in it is an AI's. Raises `GitError`."""
    found = binding.bound(desk, repository, commit)
    author = binding.author(repository, commit)
    return git_ai.render(found.attributions, commit=commit, author=author, suspected=suspected)


def traces(text: str) -> Iterator[agent_trace.Trace]:
    """The records in a text: one, a list of them, or one a line. Raises `InteropError`, which says where."""
    try:
        data = json.loads(text)
    except ValueError:
        yield from _by_line(text)
        return
    for number, each in enumerate(data if isinstance(data, list) else [data], 1):
        yield _read(each, f"record {number}")


def from_notes(repository: Repository, commits: Iterable[str]) -> Iterator[tuple[str, tuple[Attribution, ...]]]:
    """What git-ai's notes say of these commits. Raises `GitError`, and `InteropError` which names the commit."""
    for commit, text in notes.read(repository, notes.GIT_AI, commits).items():
        try:
            yield commit, git_ai.parse(text)
        except InteropError as error:
            raise InteropError(f"the note of commit {commit[:12]}: {error}") from None


def take_in(
    desk: Desk, repository: Repository, commit: str, attributions: Iterable[Attribution], source: str, taken: TakenIn
) -> None:
    """Opens a block in the ledger for each range that an AI wrote; `source` is whose word that is.

    A range that was taken in before is left as it is, so that importing twice changes nothing. Raises `GitError` for a
    commit that is not there, and `LedgerError`.
    """
    commit = repository.commit(commit)
    texts: dict[str, Snapshot | str] = {}
    for each in attributions:
        if each.origin is not Origin.DECLARED_AI:
            taken.others += 1
            continue
        if each.path not in texts:
            texts[each.path] = _text(desk, repository, commit, each.path)
        text = texts[each.path]
        if isinstance(text, str):
            taken.problems.append(f"{each.path} at {commit[:12]}: {text}")
        elif each.lines.end > _lines(text):
            place = f"{each.path} at {commit[:12]}: lines {each.lines.start} to {each.lines.end}"
            taken.problems.append(f"{place} lie outside of the file, which has {_lines(text)}")
        else:
            _open(desk, commit, each, text, source, taken)


def _open(desk: Desk, commit: str, each: Attribution, text: Snapshot, source: str, taken: TakenIn) -> None:
    print_ = desk.printed(text).within(each.lines)
    if not print_:
        return
    told = "\0".join((source, commit, each.path, f"{each.lines.start}-{each.lines.end}", each.session or ""))
    block = hmac.digest(desk.ledger.key, told.encode("utf-8", "surrogatepass"), "sha256").hex()[:32]
    if desk.history(block) is not None:
        taken.known += 1
        return
    start = text.lines.span(each.lines.start - 1).start
    body: dict[str, Any] = {
        "block": block,
        "path": each.path,
        "origin": each.origin.value,
        "confidence": 1.0,
        "evidence": [{"signal": source, "weight": 0.0, "detail": f"recorded by {source} for commit {commit[:12]}"}],
        "tool": each.tool,
        "model": each.model,
        "session": each.session,
        "start_line": each.lines.start,
        "end_line": each.lines.end,
        "characters": text.lines.span(each.lines.end - 1).end - start,
        "digest": desk.digester.block(print_),
        "lines": list(print_),
    }
    desk.ledger.append(Kind.BLOCK_OPENED, body)
    taken.opened += 1


def _text(desk: Desk, repository: Repository, commit: str, path: str) -> Snapshot | str:
    data = repository.content(commit, path)
    if data is None:
        return "there is no such file in that commit"
    if len(data) > desk.workspace.policy.scan.max_file_bytes:
        return "it is larger than scan.max_file_bytes"
    snapshot = snapshot_of(data, repository.top / path, path)
    return snapshot.reason if isinstance(snapshot, Skipped) else snapshot


def _lines(text: Snapshot) -> int:
    count = len(text.lines)
    return count if text.text and text.text[-1] not in "\r\n" else count - 1


def _by_line(text: str) -> Iterator[agent_trace.Trace]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                data = json.loads(line)
            except ValueError as error:
                raise InteropError(f"line {number} is no JSON: {error}") from None
            yield _read(data, f"line {number}")


def _read(data: Any, where: str) -> agent_trace.Trace:
    try:
        return agent_trace.read(data)
    except InteropError as error:
        raise InteropError(f"{where}: {error}") from None
