"""Finds text that its reader does not see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from answerable.detect.detector import Cancel
from answerable.detect.hidden_text import cards, messages, severity
from answerable.detect.hidden_text.bidi import BidiLine, suspicious_lines
from answerable.detect.hidden_text.cards import Card
from answerable.detect.hidden_text.characters import PLAIN_ASCII_BYTES, RUN, Kind, is_variation_selector, kind_of
from answerable.detect.hidden_text.context import follows_black_flag, is_emoji, wanted, wanted_tags
from answerable.detect.hidden_text.homoglyph import LookAlike, look_alikes, may_look_alike
from answerable.detect.hidden_text.instructions import is_instructions
from answerable.detect.hidden_text.payload import from_bits, from_tags, from_variation_selectors
from answerable.detect.hidden_text.places import Places
from answerable.detect.hidden_text.severity import Weight
from answerable.findings.model import Finding, Fix, Replacement, Report, Severity
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

MOST = 100
"""Findings of one rule in one document; the last one tells how many more there are."""

_CHECK_EVERY = 512
_REGION = re.compile(r"[a-z]{2}[a-z0-9]{1,3}\Z")

_Found = TypeVar("_Found", Span, BidiLine, LookAlike)


class HiddenTextDetector:
    """Invisible, reordering, control and look-alike characters. Keeps nothing; safe to call from several threads."""

    name = "hidden-text"

    def applies(self, snapshot: Snapshot) -> bool:
        """Always: any text can hide another."""
        return True

    def scan(self, snapshot: Snapshot, cancel: Cancel) -> Report:
        """All it finds, by position. Raises `Cancelled`."""
        # What is left without plain ASCII is short, and deleting bytes is the quickest way to it: no pattern runs over
        # a text that holds nothing for it.
        left = snapshot.utf8.translate(None, PLAIN_ASCII_BYTES).decode("utf-8")
        if not RUN.search(left) and not may_look_alike(left):
            return Report()
        findings = _Scan(snapshot, cancel).findings()
        if is_instructions(snapshot.path):
            findings = [replace(f, severity=Severity.ERROR, message=f.message + messages.AGENT) for f in findings]
        return Report(tuple(sorted(findings, key=lambda f: (f.span.start, f.span.end, f.rule))))


class _Scan:
    """One pass over one snapshot."""

    def __init__(self, snapshot: Snapshot, cancel: Cancel) -> None:
        self._snapshot = snapshot
        self._text = snapshot.text
        self._javascript = snapshot.language.id.startswith(("javascript", "typescript"))
        self._cancel = cancel
        self._places = Places(snapshot)
        self._spelt = ""
        """What all tag characters of the document spell together."""

    def findings(self) -> list[Finding]:
        runs = self._runs()
        self._spelt = "".join(from_tags(self._text[span.start : span.end]) for span in runs[Kind.TAGS])
        controls = [span.start for span in runs[Kind.BIDI]]
        return [
            *self._told(runs[Kind.TAGS], self._tags),
            *self._told(runs[Kind.ZERO_WIDTH], self._zero_width),
            *self._told(runs[Kind.CONTROL], self._control),
            *self._told([*suspicious_lines(self._text, controls, self._snapshot.lines, self._places)], self._bidi),
            *self._told([*look_alikes(self._snapshot, self._places)], self._look_alike),
        ]

    def _told(self, found: Sequence[_Found], tell: Callable[[_Found], Finding]) -> list[Finding]:
        """A finding for each, up to `MOST`."""
        self._cancel.check()
        told = [tell(one) for one in found[:MOST]]
        left = len(found) - MOST
        if left > 0:
            told[-1] = replace(told[-1], message=f"{told[-1].message} There are {left} more of these in this file.")
        return told

    def _runs(self) -> dict[Kind, list[Span]]:
        """Every run of one kind that is not wanted where it stands; bidi controls one by one."""
        text, runs = self._text, {kind: list[Span]() for kind in Kind}
        for count, match in enumerate(RUN.finditer(text)):
            if count % _CHECK_EVERY == 0:
                self._cancel.check()
            at, end = match.span()
            while at < end:
                kind = kind_of(text[at])
                run = kind.value.match(text, at, end)
                stop = run.end() if run else at + 1
                if kind is Kind.ZERO_WIDTH:
                    runs[kind] += self._unwanted(at, stop)
                elif kind is not Kind.TAGS or not wanted_tags(text, at, stop):
                    runs[kind].append(Span(at, stop))
                at = stop
        return runs

    def _unwanted(self, start: int, end: int) -> list[Span]:
        """The parts of a zero-width run that do no work where they stand."""
        spans: list[Span] = []
        for at in range(start, end):
            if wanted(self._text, at):
                continue
            if spans and spans[-1].end == at:
                spans[-1] = Span(spans[-1].start, at + 1)
            else:
                spans.append(Span(at, at + 1))
        return spans

    def _tags(self, span: Span) -> Finding:
        run = self._text[span.start : span.end]
        spelt = from_tags(run)
        flag = follows_black_flag(self._text, span.start) and bool(_REGION.match(spelt))
        together = self._spelt if self._spelt != spelt and not flag else ""
        return _finding(
            cards.TAGS,
            span,
            severity.of_tags(flag=flag),
            messages.tags(run, spelt, flag=flag),
            why=messages.together(together),
            fixes=_removal("Remove the invisible text", [span]),
        )

    def _zero_width(self, span: Span) -> Finding:
        span, decoded = self._decoded(span)
        run = self._text[span.start : span.end]
        place, _ = self._places.at(span.start)
        return _finding(
            cards.ZERO_WIDTH,
            span,
            severity.of_zero_width(run, place, decoded=decoded is not None),
            messages.zero_width(run, place, decoded),
            fixes=_removal("Remove the invisible characters", [span]),
        )

    def _decoded(self, span: Span) -> tuple[Span, str | None]:
        """The text that a run encodes, and the span of the characters that encode it."""
        run = self._text[span.start : span.end]
        if len(run) == 1 or not all(map(is_variation_selector, run)):
            return span, from_bits(run)
        decoded = from_variation_selectors(run)
        if decoded is None and run[0] == "\ufe0f" and is_emoji(self._text[span.start - 1 : span.start]):
            # The first selector is the emoji's own.
            return Span(span.start + 1, span.end), from_variation_selectors(run[1:])
        return span, decoded

    def _control(self, span: Span) -> Finding:
        run = self._text[span.start : span.end]
        place, _ = self._places.at(span.start)
        weight = severity.of_control(run, place, javascript=self._javascript)
        return _finding(cards.CONTROL, span, weight, messages.control(run, place))

    def _bidi(self, line: BidiLine) -> Finding:
        controls = "".join(self._text[offset] for offset in line.controls)
        spans = [Span(offset, offset + 1) for offset in line.controls]
        fixes = _removal("Remove the bidi controls of this line", spans)
        return _finding(cards.BIDI, line.span, severity.of_bidi(line), messages.bidi(line, controls), fixes=fixes)

    def _look_alike(self, name: LookAlike) -> Finding:
        edits = tuple(Replacement(span, name.reads) for span in name.spans)
        fixes = (Fix(f"Write “{name.reads}” in ASCII letters", edits),) if name.certain else ()
        weight = severity.of_look_alike(name)
        return _finding(cards.HOMOGLYPH, name.spans[0], weight, messages.look_alike(name), fixes=fixes)


def _removal(title: str, spans: Sequence[Span]) -> tuple[Fix, ...]:
    return (Fix(title, tuple(Replacement(span, "") for span in spans)),)


def _finding(
    card: Card,
    span: Span,
    weight: Weight,
    message: str,
    *,
    why: tuple[str, ...] = (),
    fixes: tuple[Fix, ...] = (),
) -> Finding:
    return Finding(
        rule=card.rule,
        detector=HiddenTextDetector.name,
        span=span,
        severity=weight[0],
        message=message,
        confidence=weight[1],
        cwe=card.cwe,
        owasp=card.owasp,
        controls=card.controls,
        lesson=card.lesson,
        why=why,
        references=card.references,
        fixes=fixes,
    )
