"""The guard: what a text holds that should not leave, what is decided about it, and a version that may be sent."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from answerable.detect.pii.subject import Subject
from answerable.findings.decision import strictest
from answerable.guard.decision import Decider, disabled, readable
from answerable.guard.model import Check, Found
from answerable.guard.placeholders import PLACEHOLDER, PlaceholderMap
from answerable.guard.recognise import Recognition, without_inner
from answerable.guard.redact import Redacted, redact
from answerable.guard.settings import GuardSettings
from answerable.text.frozen import replace
from answerable.text.spans import Span

if TYPE_CHECKING:
    from answerable.findings.problems import Problem
    from answerable.policy.model import Policy

__all__ = ["Check", "Found", "Guard", "Redacted"]


class Guard:
    """One policy's guard. Made in no time: each source is loaded when a text first needs it. Any thread may call it."""

    def __init__(self, settings: GuardSettings | None = None) -> None:
        self.settings = settings if settings is not None else GuardSettings()
        self._recognition = Recognition(self.settings)

    @classmethod
    def build(cls, policy: Policy) -> Guard:
        """The guard of this policy, with absolute paths in it (`policy.load`)."""
        return cls(GuardSettings.of(policy))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with a team's own tables and baseline; the rest of them counts."""
        return self._recognition.problems

    def check(
        self, text: str, *, path: str | None = None, host: str | None = None, reading: bool | None = None
    ) -> Check:
        """What the text holds. `path`, relative to the workspace with ``/`` between its parts, where it is a file's.

        `reading` says that the text is something a model is about to read, a file or a tool's output, and not the
        person's own prompt: then sentences that give the model orders count too. None: where it has a path.

        Spans count code points. Never raises for what the text holds; a source that failed is in `skipped`.
        """
        found, skipped = self._recognition.scan(text, path, reading=path is not None if reading is None else reading)
        decider = Decider(self.settings, path=path, host=host)
        findings = tuple(decider.decided(one) for one in without_inner(self._wanted(text, found)))
        return Check(strictest([one.decision for one in findings]), findings, tuple(skipped))

    def redact(
        self,
        text: str,
        session: PlaceholderMap,
        *,
        path: str | None = None,
        host: str | None = None,
        reading: bool | None = None,
        known: Check | None = None,
    ) -> Redacted:
        """The text with a placeholder of the session for each value; see `redact.redact` for what holds of it.

        `known` is what `check` gave for the same arguments, where that was asked before.
        """
        return redact(text, lambda version: self.check(version, path=path, host=host, reading=reading), session, known)

    def redact_part(
        self, text: str, part: Span, session: PlaceholderMap, *, path: str | None = None, host: str | None = None
    ) -> Redacted:
        """A part of a text, redacted: by what the whole text tells of it, and without half of a value.

        What stands around a selection says what is in it (``password =``), and a selection may begin or end in the
        midst of a value: then it reaches to where that begins and ends. Spans count from the beginning of the part.
        """
        whole = self.check(text, path=path, host=host)
        widened = None
        while widened != part:
            widened = part
            for found in whole.findings:
                if found.span.overlaps(part):
                    part = Span(min(part.start, found.span.start), max(part.end, found.span.end))
        own = self.check(text[part.start : part.end], path=path, host=host)
        inside = (
            replace(found, span=Span(found.span.start - part.start, found.span.end - part.start))
            for found in whole.findings
            if part.contains(found.span)
        )
        findings = without_inner((*own.findings, *inside))
        known = Check(strictest([found.decision for found in findings]), tuple(findings), whole.skipped or own.skipped)
        return self.redact(text[part.start : part.end], session, path=path, host=host, known=known)

    def of_tool(self, text: str, *, path: str) -> tuple[Found, ...]:
        """The orders to a model in a text that describes a tool, each with its decision; spans as in `check`."""
        from answerable.guard import injection

        decider = Decider(self.settings, path=path, host="editor")
        found = self._wanted(text, injection.scan(Subject(text), tool=True))
        return tuple(decider.decided(one) for one in without_inner(found))

    def gained(self, before: str, after: str, *, path: str, host: str | None = None) -> Check:
        """What an agent allows itself by making of the file at `path` what it will be; spans in `after`."""
        from answerable.guard import rights

        return self._permissions(rights.gained(path, before, after), path, host)

    def started(self, command: str, *, host: str | None = None) -> Check:
        """What a shell's command allows the agent that it starts."""
        from answerable.guard import rights

        return self._permissions(rights.started(command), None, host)

    def _permissions(self, found: Iterable[Found], path: str | None, host: str | None) -> Check:
        decider = Decider(self.settings, path=path, host=host)
        decided = tuple(decider.decided(one) for one in found if not disabled(self.settings, one.rule))
        return Check(strictest([one.decision for one in decided]), decided)

    def readable(self, path: str) -> bool:
        """Whether an agent may read the file at this path (``/`` between its parts) at all."""
        return readable(self.settings, path)

    def _wanted(self, text: str, found: Iterable[Found]) -> list[Found]:
        wanted = [one for one in found if not disabled(self.settings, one.rule)]
        if wanted and "<" in text:
            labels = self._recognition.labels
            placeholders = [match.span() for match in PLACEHOLDER.finditer(text) if match[1] in labels]
            starts = [start for start, _ in placeholders]
            wanted = [one for one in wanted if not _inside(one, starts, placeholders)]
        return wanted


def _inside(found: Found, starts: list[int], placeholders: list[tuple[int, int]]) -> bool:
    """Whether what was found is a part of a placeholder; these are disjoint and in order, as `starts` are theirs."""
    at = bisect_right(starts, found.span.start)
    return at > 0 and found.span.end <= placeholders[at - 1][1]
