"""Which lines of a commit come from which block: in the ledger and, where the policy says so, in git notes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from answerable.files.read import snapshot_of
from answerable.findings.model import Skipped
from answerable.interop import git_ai
from answerable.interop.attribution import Attribution, assisted_by
from answerable.interop.git import GitError, Repository, notes
from answerable.interop.git.changes import Changes
from answerable.ledger.kinds import Kind
from answerable.origin.model import Origin, ReviewState
from answerable.origin.prints import LineRange
from answerable.session.gate import new_lines, ranges
from answerable.session.review import Desk
from answerable.session.standing import Standing
from answerable.text.snapshot import Snapshot

NOTE_VERSION = 1


class NoteError(Exception):
    """A note of ours that cannot be read. The message says why."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A commit and the lines it adds that come from blocks."""

    commit: str
    tree: str
    parents: tuple[str, ...]
    attributions: tuple[Attribution, ...]

    def body(self) -> dict[str, Any]:
        """The body of the record `commit.bound`."""
        files: dict[str, list[dict[str, Any]]] = {}
        for each in self.attributions:
            part = {"block": each.block, "start_line": each.lines.start, "end_line": each.lines.end}
            files.setdefault(each.path, []).append(part)
        return {
            "commit": self.commit,
            "tree": self.tree,
            "parents": list(self.parents),
            "files": [{"path": path, "ranges": parts} for path, parts in files.items()],
        }


def bind(desk: Desk, repository: Repository, commit: str) -> Binding:
    """Finds the blocks in the lines that a commit adds, and writes down which they are. Raises `GitError`.

    Of a merge only the lines that none of its parents has are its own.
    """
    binding = bound(desk, repository, commit)
    desk.ledger.append(Kind.COMMIT_BOUND, binding.body())
    review = desk.workspace.policy.review
    if review.git_note:
        notes.write(repository, notes.BINDINGS, commit, render(binding))
    if review.git_ai_note and commit not in notes.read(repository, notes.GIT_AI, (commit,)):
        text = git_ai.render(binding.attributions, commit=commit, author=author(repository, commit))
        if text:
            notes.write(repository, notes.GIT_AI, commit, text)
    return binding


def bound(desk: Desk, repository: Repository, commit: str) -> Binding:
    """The same, and writes nothing."""
    parents = repository.parents(commit)
    if repository.shallow and not parents and _has_parents(repository, commit):
        raise GitError(
            f"this clone is shallow and ends at {commit[:12]}, so what that commit adds is not known; "
            "`git fetch --unshallow` brings the rest"
        )
    limit = desk.workspace.policy.scan.max_file_bytes
    new: dict[str, tuple[Snapshot, frozenset[int]]] = {}
    for number, parent in enumerate(parents or (None,)):
        seen: dict[str, tuple[Snapshot, frozenset[int]]] = {}
        for content in Changes.between(repository, parent, commit).contents(limit=limit):
            path = content.file.path
            if content.data is None or (number and path not in new):
                continue
            snapshot = snapshot_of(content.data, repository.top / path, path)
            if not isinstance(snapshot, Skipped):
                added = new_lines(content, snapshot)
                seen[path] = snapshot, added & new[path][1] if number else added
        new = seen
    attributions = [
        each
        for snapshot, added in new.values()
        if added
        for standing in desk.standings(snapshot)
        for each in attributed(standing, snapshot, added)
    ]
    return Binding(commit, repository.tree(commit), parents, tuple(attributions))


def attributed(standing: Standing, snapshot: Snapshot, lines: frozenset[int]) -> Iterator[Attribution]:
    """What of these lines comes from the block."""
    history = standing.history
    for part in ranges(lines & standing.place.lines, snapshot):
        yield Attribution(
            path=snapshot.path,
            lines=part,
            origin=history.origin,
            confidence=history.confidence,
            tool=history.tool,
            model=history.model,
            session=history.session,
            block=history.id,
            state=standing.state,
            reviewer=standing.signers[-1].reviewer if standing.signers else None,
            changed=tuple(line for line in (standing.changed or standing.place.changed) if line in part),
        )


def render(binding: Binding) -> str:
    """The note under `refs/notes/answerable`: JSON that a program without our ledger's key can use."""
    files: dict[str, list[dict[str, Any]]] = {}
    for each in binding.attributions:
        files.setdefault(each.path, []).append(_range(each))
    data = {
        "version": NOTE_VERSION,
        "commit": binding.commit,
        "files": [{"path": path, "ranges": parts} for path, parts in files.items()],
    }
    return json.dumps(data, indent=1) + "\n"


def read(note: str, commit: str) -> tuple[Attribution, ...]:
    """What a note says of the commit it is attached to. Raises `NoteError`."""
    try:
        data = json.loads(note)
        if data["version"] != NOTE_VERSION:
            raise NoteError(f"its note has version {data['version']!r}; this program reads {NOTE_VERSION}")
        if data["commit"] != commit:
            raise NoteError("its note was copied from another commit, whose lines may be others")
        return tuple(_attribution(file["path"], part) for file in data["files"] for part in file["ranges"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoteError("its note is not in the form Answerable writes") from None


def _range(each: Attribution) -> dict[str, Any]:
    data = {
        "block": each.block,
        "start_line": each.lines.start,
        "end_line": each.lines.end,
        "origin": each.origin.value,
        "confidence": round(each.confidence, 4),
        "state": each.state.value,
        "tool": each.tool,
        "model": each.model,
        "reviewer": each.reviewer,
        "changed": list(each.changed) or None,
    }
    return {key: value for key, value in data.items() if value is not None}


def _attribution(path: str, part: dict[str, Any]) -> Attribution:
    return Attribution(
        path=str(path),
        lines=LineRange(int(part["start_line"]), int(part["end_line"])),
        origin=Origin(part["origin"]),
        confidence=float(part["confidence"]),
        tool=part.get("tool"),
        model=part.get("model"),
        block=str(part["block"]),
        state=ReviewState(part["state"]),
        reviewer=part.get("reviewer"),
        changed=tuple(int(line) for line in part.get("changed", ())),
    )


def _has_parents(repository: Repository, commit: str) -> bool:
    """Whether the commit itself names parents: git hides those that a shallow clone does not have."""
    return b"\nparent " in repository.run("cat-file", "commit", commit).partition(b"\n\n")[0]


def author(repository: Repository, commit: str) -> str:
    """The author of a commit, as git writes a person."""
    return repository.run("show", "--no-patch", "--format=%an <%ae>", commit).decode("utf-8", "replace").strip()


def trailers(desk: Desk, repository: Repository) -> Iterable[str]:
    """The `Assisted-by` trailers for what is staged."""
    limit = desk.workspace.policy.scan.max_file_bytes
    found: list[Attribution] = []
    for content in Changes.staged(repository).contents(limit=limit):
        if content.data is None:
            continue
        snapshot = snapshot_of(content.data, repository.top / content.file.path, content.file.path)
        if not isinstance(snapshot, Skipped):
            added = new_lines(content, snapshot)
            found += (each for standing in desk.standings(snapshot) for each in attributed(standing, snapshot, added))
    return assisted_by(found)
