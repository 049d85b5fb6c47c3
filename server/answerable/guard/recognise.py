"""Everything that is looked for in one text, from whichever room, as `Found`.

Each source is loaded when a text first needs it: most prompts hold nothing but letters, and a hook has 80 ms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from answerable.detect.detector import Cancel
from answerable.detect.pii import bank
from answerable.detect.pii.catalogue import KINDS
from answerable.detect.pii.model import Hit, Recogniser
from answerable.detect.pii.scan import Remembered, recognisers
from answerable.detect.pii.scan import scan as scan_pii
from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.detector import SecretsDetector
from answerable.detect.secrets.memory import Memory
from answerable.findings.model import Confidence, Finding, Severity, Skipped
from answerable.guard.model import INJECTED, Found, Kind
from answerable.guard.near import Near
from answerable.guard.settings import GuardSettings
from answerable.guard.views import View, rejoined, unescaped, unpacked, unwrapped
from answerable.text.frozen import replace
from answerable.text.snapshot import Snapshot

if TYPE_CHECKING:
    from answerable.findings.problems import Problem
    from answerable.guard.terms import Terms

PROMPT = "prompt.txt"
"""What a text is called that belongs to no file."""

_HIDING = frozenset({"hidden-text.tags", "hidden-text.zero-width", "hidden-text.bidi"})
"""What hides a text from the person who reads it. Look-alikes and control characters are a reviewer's business."""
# What everybody calls it, where the rule's id has another word.
_LABELS = {"aws-access-token": "AWS_KEY"}


class Recognition:
    """The sources that one policy asks for. Any thread may call it."""

    def __init__(self, settings: GuardSettings) -> None:
        self._settings = settings
        self._remembered: Remembered = Memory(_PIECES)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files that the policy names."""
        named = self._settings.tables or self._settings.baseline
        return self._secrets.problems if named else ()

    def scan(self, text: str, path: str | None, *, reading: bool) -> tuple[list[Found], list[Skipped]]:
        """All that is found, in no order and overlapping, and what could not be looked for.

        `reading`: the text is not the person's own prompt but something a model is about to read.
        """
        snapshot = Snapshot.of(text, path or PROMPT)
        subject = Subject(text, snapshot.utf8)
        found, skipped = self._values(snapshot, subject)
        found += _hidden(snapshot)
        if self._settings.terms:
            found += self._terms.scan(text)
        if self._settings.presidio:
            from answerable.guard import names

            try:
                found += names.scan(text)
            except names.Unavailable as error:
                skipped = [*skipped, Skipped(path or PROMPT, str(error), "presidio")]
        if self._settings.packs:
            from answerable.guard import packs

            found += packs.scan(subject, self._settings.packs)
        if reading:
            from answerable.guard import injection

            found += injection.scan(subject, instructions=path is not None and _instructs(path))
        found += self._disguised(subject, path, found)
        return found, skipped

    def _values(self, snapshot: Snapshot, subject: Subject) -> tuple[list[Found], list[Skipped]]:
        """Secrets and personal data."""
        found, skipped = self._secret_values(snapshot)
        remembered = self._remembered if len(snapshot.text) <= _TYPED else None
        found += (_personal(hit) for hit in scan_pii(subject, self._recognisers, remembered))
        return found, skipped

    def _secret_values(self, snapshot: Snapshot) -> tuple[list[Found], list[Skipped]]:
        if not self._secrets.applies(snapshot):
            return [], []
        report = self._secrets.scan(snapshot, Cancel())
        return [_secret(finding) for finding in report.findings], [one for one in report.skipped if one.failure]

    def in_view(self, view: View, path: str) -> list[Found]:
        """All values in a view of a text."""
        snapshot = Snapshot.of(view.text, path)
        return self._values(snapshot, Subject(view.text, snapshot.utf8))[0]

    def secrets_in_view(self, view: View, path: str) -> list[Found]:
        """The secrets alone."""
        return self._secret_values(Snapshot.of(view.text, path))[0]

    def across_lines(self, view: View, path: str) -> list[Found]:
        """Secrets of a vendor's format and account numbers. Of most texts none goes on across a line's end: then no
        other pass is run, which could only have said that what is there is something else."""
        snapshot = Snapshot.of(view.text, path)
        found: list[Found] = []
        if self._secrets.applies(snapshot) and any(map(view.crosses, self._secrets.formats(snapshot))):
            found += self._secret_values(snapshot)[0]
        subject = Subject(view.text, snapshot.utf8)
        if any(view.crosses(hit.span) for hit in bank.scan(subject)):
            found += (_personal(hit) for hit in scan_pii(subject, self._recognisers))
        return found

    def _disguised(self, subject: Subject, path: str | None, plain: Sequence[Found]) -> Iterator[Found]:
        """Values that are encoded or broken in two."""
        near = Near(plain)
        for make, wanted, values in _VIEWS:
            view = make(subject)
            if view is None:
                continue
            for one in values(self, view, path or PROMPT):
                if wanted(one, view, near):
                    yield replace(one, span=view.original(one.span), disguised=True)

    @cached_property
    def labels(self) -> frozenset[str]:
        """Every label that a placeholder of ours may have."""
        named: list[str] = []
        if self._settings.packs:
            from answerable.guard.packs import load

            named = [rule.label for name in self._settings.packs for rule in load(name)]
        return frozenset(
            (
                *named,
                "PERSON",
                "LOCATION",
                *(label_of(rule.id) for rule in self._secrets.rules),
                *(kind.label for kind in KINDS),
                *(term.label for term in self._settings.terms),
                "HIDDEN_TEXT",
                INJECTED,
            )
        )

    @cached_property
    def _recognisers(self) -> tuple[Recogniser, ...]:
        return recognisers(self._settings.regions)

    @cached_property
    def _terms(self) -> Terms:
        from answerable.guard.terms import Terms

        return Terms(self._settings.terms)

    @cached_property
    def _secrets(self) -> SecretsDetector:
        settings = self._settings
        return SecretsDetector.load(
            settings.tables,
            baseline=settings.baseline,
            second_pass=settings.second_pass,
            honour_pragma=settings.honour_pragma,
        )


def _secret(finding: Finding) -> Found:
    return Found(
        rule=finding.rule,
        kind=Kind.SECRET,
        label=label_of(finding.rule.removeprefix("secrets.")),
        span=finding.span,
        severity=finding.severity,
        message=finding.message,
        why=finding.why,
    )


def _personal(hit: Hit) -> Found:
    severity = hit.kind.severity
    message = f"{hit.kind.title[0].upper()}{hit.kind.title[1:]}. Leave it out, or send a placeholder in its place."
    if hit.sample:
        severity = Severity.INFO
        message = (
            f"{hit.kind.title[0].upper()}{hit.kind.title[1:]}, by the looks of it one that is set aside for examples."
        )
    elif hit.confidence is Confidence.LOW:
        severity = min(severity, Severity.INFO)
        message = (
            f"{hit.kind.title[0].upper()}{hit.kind.title[1:]}, by the looks of it: its check digits are not right."
        )
    elif hit.confidence is Confidence.HIGH and hit.kind.severity is Severity.WARNING and len(hit.evidence) > 2:
        severity = Severity.ERROR
    return Found(
        rule=hit.kind.rule,
        kind=Kind.PII,
        label=hit.kind.label,
        span=hit.span,
        severity=severity,
        message=message,
        sample=hit.sample,
        why=hit.evidence,
    )


def _hidden(snapshot: Snapshot) -> Iterator[Found]:
    """Characters that hide a text: one finding for each run, exactly what a redaction takes out."""
    if snapshot.text.isascii():
        return
    from answerable.detect.hidden_text.characters import PLAIN_ASCII_BYTES, RUN

    # What is left without plain ASCII is short; a pattern over the whole text would take longer than all else.
    if not RUN.search(snapshot.utf8.translate(None, PLAIN_ASCII_BYTES).decode("utf-8")):
        return
    from answerable.detect.hidden_text.detector import HiddenTextDetector

    for finding in HiddenTextDetector().scan(snapshot, Cancel()).findings:
        if finding.rule not in _HIDING or finding.severity < Severity.WARNING:
            continue
        for replacement in (one for fix in finding.fixes for one in fix.replacements):
            yield Found(
                rule=finding.rule,
                kind=Kind.HIDDEN,
                label="HIDDEN_TEXT",
                span=replacement.span,
                severity=finding.severity,
                message=finding.message,
                removed=True,
                why=finding.why,
            )


def _encoded(found: Found, view: View, plain: Near) -> bool:
    """Of what was encoded, all that is sure."""
    return found.severity >= Severity.WARNING or found.sample


def _packed(found: Found, view: View, plain: Near) -> bool:
    """Of what was base64, what nobody takes for chance: the whole of it goes."""
    return found.severity >= Severity.WARNING and (found.kind is Kind.SECRET or found.rule in _CERTAIN)


def _put_together(found: Found, view: View, plain: Near) -> bool:
    """Of values put together, those that were not found in one of their parts."""
    return found.kind is Kind.SECRET and found.severity >= Severity.WARNING and view.crosses(found.span)


def _wrapped(found: Found, view: View, plain: Near) -> bool:
    """Of what a line's end may have cut, formats that are one vendor's, and numbers with two check digits.

    What was complete where the line ends is not made longer by the word that begins the next one, unless that looks
    like nothing but the rest of it.
    """
    if not view.crosses(found.span):
        return False
    if found.kind is not Kind.SECRET:
        return found.rule == "pii.iban" and found.severity >= Severity.WARNING
    if found.severity < Severity.ERROR or found.rule.startswith("secrets.generic"):
        return False
    span = view.original(found.span)
    whole = next((one for one in plain.overlapping(span) if one.kind is Kind.SECRET), None)
    if whole is None:
        return True
    rest = view.text[found.span.start : found.span.end][len(whole.span) :]
    return whole.rule == found.rule and len(rest) >= 12 and any(map(str.isdigit, rest)) and rest.isalnum()


_TYPED = 400_000
"""A longer text is hardly one that somebody types, and so has no pieces that come again."""
_PIECES = 256
_CERTAIN = frozenset({"pii.email", "pii.iban", "pii.us-ssn", "pii.payment-card"})
_Wanted = Callable[[Found, View, Near], bool]
_Values = Callable[[Recognition, View, str], list[Found]]
_VIEWS: tuple[tuple[Callable[[Subject], View | None], _Wanted, _Values], ...] = (
    (unescaped, _encoded, Recognition.in_view),
    (unpacked, _packed, Recognition.in_view),
    (rejoined, _put_together, Recognition.secrets_in_view),
    (unwrapped, _wrapped, Recognition.across_lines),
)
"""Other ways to read a text, what of each counts, and what has to be looked for in it to know."""


def _instructs(path: str) -> bool:
    from answerable.detect.hidden_text.instructions import is_instructions

    return is_instructions(path)


def label_of(rule: str) -> str:
    """``generic.api-key`` becomes ``API_KEY``: what kind of thing stood there."""
    if rule in _LABELS:
        return _LABELS[rule]
    return re.sub(r"[^A-Z0-9]+", "_", rule.removeprefix("generic.").upper()).strip("_") or "SECRET"


def without_inner(found: Iterable[Found]) -> list[Found]:
    """By position, without those that lie inside a graver one, or inside a longer one as grave."""
    kept: list[Found] = []
    near = Near()
    ordered = sorted(found, key=lambda one: (one.kind.rank, -len(one.span), one.span.start))
    for one in ordered:
        if not near.holds(one.span):
            kept.append(one)
            near.add(one)
    return sorted(kept, key=lambda one: (one.span.start, one.span.end))
