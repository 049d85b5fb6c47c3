"""What a hook leaves in the ledger: what it warned of, and which blocks an agent wrote. No values, no code.

A hook that cannot record says so and goes on: whoever waits for the prompt has done nothing wrong.
"""

from __future__ import annotations

import hmac
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from answerable.findings.decision import Decision
from answerable.guard.hosts.model import Event
from answerable.guard.hosts.ruling import Outcome
from answerable.ledger.errors import LedgerError
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger

if TYPE_CHECKING:
    from answerable.text.snapshot import Snapshot
    from answerable.text.spans import Span

_LARGEST = 2 * 1024 * 1024
_FEWEST = 12
"""Letters and digits that a block must have: a closing bracket is nobody's work."""
_LONGEST_NAME = 200
_LATELY = 256 * 1024
"""Bytes of the ledger's end in which a block is looked for that was recorded already."""


def warned(event: Event, outcome: Outcome, cwd: Path) -> None:
    """Records what was found and decided, and an override with its reason; nothing for what the policy allows."""
    if outcome.ruling.decision is Decision.ALLOW:
        return
    kind = Kind.GUARD_WARNED
    if outcome.override is not None:
        kind = Kind.GUARD_OVERRIDDEN
    elif outcome.ruling.masked:
        kind = Kind.GUARD_REDACTED

    def record(ledger: Ledger, top: Path) -> None:
        body: dict[str, Any] = {
            "host": event.host,
            "event": event.name,
            "decision": outcome.ruling.decision.value,
            "labels": _labels(outcome, ledger.key),
            "session": _short(event.session),
        }
        if outcome.override is not None:
            body["reason"] = outcome.override
        ledger.append(kind, body)

    _recorded(cwd, record)


def written(event: Event, cwd: Path) -> None:
    """Records what the agent wrote as blocks that it declared."""

    def record(ledger: Ledger, top: Path) -> None:
        from answerable.origin.model import Block, Evidence, Origin, Verdict
        from answerable.origin.prints import Digester
        from answerable.session import bodies

        digester = Digester(ledger.key)
        told = Evidence(
            "declared", 10.0, f"the hook of {event.host} said that {_short(event.tool) or 'the agent'} wrote it"
        )
        verdict = Verdict(Origin.DECLARED_AI, 1.0, (told,), event.host, _short(event.model), _short(event.session))
        entries = []
        for snapshot, span in _places(event, cwd, top):
            block = Block(os.urandom(16).hex(), span, verdict, datetime.now(UTC))
            entries.append(bodies.opened(digester, digester.text(snapshot.text), block, snapshot))
        if entries:
            _append_new(ledger, entries)

    _recorded(cwd, record)


def _short(name: str | None) -> str | None:
    """A host's name for something, as far as a record takes it: what happened must not be lost for its sake."""
    return (name[:_LONGEST_NAME] or None) if name is not None else None


def _append_new(ledger: Ledger, bodies: list[dict[str, Any]]) -> None:
    """Adds the blocks, all or none, without those that stand in the ledger as they are: a host that runs a hook again,
    or for the project and for the user, says the same twice."""
    with ledger.writing() as writer:
        known: set[tuple[Any, ...]] = set()
        new = []
        for body in bodies:
            before = writer.lately(Kind.BLOCK_OPENED, _LATELY, body["digest"].encode("ascii"))
            known.update(_same(record.body) for record in before)
            if _same(body) not in known:
                known.add(_same(body))
                new.append((Kind.BLOCK_OPENED, body))
        writer.append(new)


def _same(body: Mapping[str, Any]) -> tuple[Any, ...]:
    """What two records of one block have in common."""
    return tuple(body.get(key) for key in ("path", "start_line", "end_line", "digest", "tool", "model", "session"))


def _places(event: Event, cwd: Path, top: Path) -> Iterator[tuple[Snapshot, Span]]:
    """Where in its files, as they are now, lies what was written. What was changed again meanwhile is left out."""
    from answerable.files.names import display
    from answerable.files.read import read
    from answerable.findings.model import Skipped
    from answerable.text.spans import Span

    for wrote in event.wrote:
        try:
            path = (cwd / wrote.path).resolve()
        except (OSError, ValueError, RuntimeError) as error:
            # One name that is none takes the other files' blocks with it no more than the edit itself.
            print(f"answerable: a file that was written has no name: {type(error).__name__}", file=sys.stderr)
            continue
        if not path.is_relative_to(top.resolve()):
            # A scratch file somewhere else is no part of this repository's account.
            continue
        snapshot = read(path, top.resolve(), limit=_LARGEST)
        if isinstance(snapshot, Skipped):
            name = display(snapshot.path)
            print(f"answerable: {name}: what was written is not recorded: {snapshot.reason}", file=sys.stderr)
            continue
        lines = [snapshot.lines.text(number) for number in range(len(snapshot.lines))]
        for text in wrote.texts:
            if sum(map(str.isalnum, text)) < _FEWEST:
                continue
            found = _runs(lines, text)
            if len(found) != 1:
                what = "is not in it any more" if not found else f"stands in it {len(found)} times"
                print(f"answerable: {snapshot.path}: what was written {what}; {_WHICH[bool(found)]}", file=sys.stderr)
            # Of several equal places the last one: what is added is mostly added below.
            for first, last in found[-1:]:
                yield snapshot, Span(snapshot.lines.span(first).start, snapshot.lines.full_span(last).end)


_WHICH = {True: "the last is taken for it", False: "nothing was recorded"}


def _runs(lines: list[str], text: str) -> list[tuple[int, int]]:
    """Where a text stands, by whole lines from 0, whatever ends them; a text that is less than a line, in the lines
    that hold it."""
    wanted = re.split(r"\r\n|\n|\r", text.strip("\r\n"))
    size = len(wanted)
    runs = [(at, at + size - 1) for at in range(len(lines) - size + 1) if lines[at : at + size] == wanted]
    if runs or size > 1:
        return runs
    return [(at, at) for at, line in enumerate(lines) if wanted[0] in line]


def _labels(outcome: Outcome, key: bytes) -> list[dict[str, Any]]:
    """What was found, by kind, label and value; the value as a digest that only this ledger's owner can compare."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for piece, check in outcome.checks:
        for found in check.findings:
            if found.decision is not Decision.ALLOW:
                value = piece.text[found.span.start : found.span.end].encode("utf-8", "surrogatepass")
                counts[found.kind.value, found.label, hmac.digest(key, value, "sha256").hex()] += 1
    return [
        {"kind": kind, "label": label, "count": count, "digest": digest}
        for (kind, label, digest), count in counts.items()
    ]


def _recorded(cwd: Path, record: Callable[[Ledger, Path], None]) -> None:
    from answerable.interop.git import GitError, NoRepository, Repository
    from answerable.session.ledgers import open_ledger, root_outside_git

    try:
        repository = Repository.at(cwd)
    except NoRepository:
        repository = None
    except GitError as error:
        print(f"answerable: nothing was recorded: {error}", file=sys.stderr)
        return
    try:
        top = repository.top if repository is not None else root_outside_git(cwd)
        record(open_ledger(repository, top), top)
    except (LedgerError, GitError) as error:
        print(f"answerable: nothing was recorded: {error}", file=sys.stderr)
    except Exception as error:  # noqa: BLE001 - the host named a file that is none; its edit is made all the same
        print(f"answerable: nothing was recorded: {type(error).__name__}", file=sys.stderr)
