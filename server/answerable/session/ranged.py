"""The gate over a range of commits, also where there is no ledger: there, git notes tell whose lines they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from answerable.findings.model import Severity, Skipped
from answerable.interop.attribution import Attribution
from answerable.interop.git import GitError, Repository, notes
from answerable.interop.git.blame import blame
from answerable.interop.git.changes import Changes
from answerable.origin.model import ReviewState
from answerable.session.binding import NoteError, read
from answerable.session.gate import Unanswered, Verdict, judge, ranges
from answerable.session.standing import Rules, Standing
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot

_RANGE = re.compile(r"(?P<since>.*?)\.\.(?P<third>\.?)(?P<until>.*)", re.DOTALL)

_NOTES = (
    "Notes tell it where there is no ledger: with `review.git_note = true` in answerable.toml each commit gets one, by "
    "the hook that `answerable hooks install git` puts in. They travel when told to: `git push origin "
    "refs/notes/answerable` there, `git fetch origin refs/notes/answerable:refs/notes/answerable` here."
)


@dataclass(frozen=True, slots=True)
class CommitRange:
    """The commits reachable from `until` and not from `since`, and what they change together."""

    name: str
    """As the person wrote it."""
    since: str
    until: str
    base: str | None
    """Where the two have parted; what changed since then is looked at. None: they share no history."""

    @classmethod
    def parse(cls, repository: Repository, name: str) -> CommitRange:
        """``A..B``; either side may be left out and means HEAD. Raises `GitError`, `ValueError` for what is no range.

        What counts is what the range brings in: changes made at `A` since the two parted are not undone by it. So
        ``A...B`` is the same.
        """
        match = _RANGE.fullmatch(name)
        if match is None:
            raise ValueError(f"{name} is no range of commits; write it as A..B, such as origin/main..HEAD")
        since, until = (repository.commit(match[side] or "HEAD") for side in ("since", "until"))
        base = repository.merge_base(since, until)
        if base is None and repository.shallow:
            raise GitError(
                f"this clone is shallow, and where {name} begins is not in it; `git fetch --unshallow`, or a greater "
                "fetch-depth in CI, brings it"
            )
        return cls(name, since, until, base)


def judge_range(
    repository: Repository,
    commits: CommitRange,
    workspace: Workspace,
    blocks: Callable[[Snapshot], Iterable[Standing]] | None,
    rules: Rules,
    *,
    threshold: Severity,
) -> Verdict:
    """Looks at what a range of commits brings in. Raises `GitError`.

    `blocks` asks this machine's ledger, None where there is none. Commits from elsewhere are known by their notes.
    Where neither knows of a commit, the verdict says that it could not be checked.
    """
    changes = Changes.between(repository, commits.base, commits.until)
    verdict = judge(changes, workspace, blocks, threshold=threshold)
    inside = repository.commits(commits.since, commits.until)
    noted, unknown = _noted(repository, inside, verdict)
    known = {(each.block, each.path) for each in verdict.unanswered}
    for each in _by_notes(repository, changes, commits.base, commits.until, noted, rules):
        if (each.block, each.path) not in known:
            verdict.unanswered.append(each)
    if unknown and blocks is None:
        verdict.unchecked += unknown
        verdict.remarks.append(_NOTES)
    elif unknown:
        verdict.remarks.append(
            f"{len(unknown)} of {len(inside)} commits have no note; of those, only what this machine's ledger knows "
            "was looked at."
        )
    verdict.sort()
    return verdict


def _noted(
    repository: Repository, commits: Iterable[str], verdict: Verdict
) -> tuple[dict[str, tuple[Attribution, ...]], list[Skipped]]:
    """What the notes of these commits say, and the commits nothing is known of."""
    wanted = [commit for commit in commits if len(repository.parents(commit)) < 2]
    found = notes.read(repository, notes.BINDINGS, wanted)
    said: dict[str, tuple[Attribution, ...]] = {}
    unknown: list[Skipped] = []
    for commit in wanted:
        name = f"commit {commit[:12]}"
        if commit not in found:
            unknown.append(Skipped(name, "whose lines these are is not known: no ledger here and no note"))
            continue
        try:
            said[commit] = read(found[commit], commit)
        except NoteError as error:
            unknown.append(Skipped(name, f"whose lines these are is not known: {error}"))
    return said, unknown


def _by_notes(
    repository: Repository,
    changes: Changes,
    base: str | None,
    until: str,
    noted: dict[str, tuple[Attribution, ...]],
    rules: Rules,
) -> Iterable[Unanswered]:
    """The lines that notes call unanswered and that are still there at the end of the range."""
    open_: dict[tuple[str, str, int], Attribution] = {}
    for commit, attributions in noted.items():
        for each in attributions:
            if rules.needs_review(each.path, each.origin) and each.state is not ReviewState.REVIEWED:
                open_.update({(commit, each.path, line): each for line in each.lines})
    if not open_:
        return
    for file in changes.files:
        if file.kind != "file":
            continue
        lines: dict[str, set[int]] = {}
        blocks: dict[str, Attribution] = {}
        changed: dict[str, set[int]] = {}
        for number, source in blame(repository, base, until, file.path).items():
            attribution = open_.get((source.commit, source.path, source.line))
            if attribution is not None and attribution.block is not None:
                lines.setdefault(attribution.block, set()).add(number)
                blocks[attribution.block] = attribution
                if source.line in attribution.changed:
                    changed.setdefault(attribution.block, set()).add(number)
        if lines:
            text = (repository.content(until, file.path) or b"").decode("utf-8", "replace")
            snapshot = Snapshot.of(text, file.path)
            for block, numbers in lines.items():
                yield _unanswered(blocks[block], file.path, numbers, sorted(changed.get(block, ())), snapshot)


def _unanswered(
    each: Attribution, path: str, lines: set[int], changed: Iterable[int], snapshot: Snapshot
) -> Unanswered:
    return Unanswered(
        block=each.block or "",
        path=path,
        ranges=ranges((line for line in lines if line <= len(snapshot.lines)), snapshot),
        origin=each.origin,
        confidence=each.confidence,
        state=each.state,
        why="says the note of the commit",
        changed=tuple(changed) if each.state is ReviewState.RESIDUAL else (),
        tool=each.tool,
        model=each.model,
    )
