"""A notebook's file: judged as the module its cells make, told at places in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from answerable.findings.model import Finding, Report, Skipped
from answerable.policy.judge import Judged
from answerable.text.ipynb import NoNotebook, NotebookFile, read_ipynb
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span


def is_notebook(snapshot: Snapshot) -> bool:
    """Whether the snapshot is the text of an ``.ipynb`` file."""
    return PurePosixPath(snapshot.path).suffix.lower() == ".ipynb"


def read_notebook(snapshot: Snapshot) -> NotebookFile | Skipped:
    """The notebook in the file, or why its cells cannot be checked as code."""
    book = read_ipynb(snapshot.text, snapshot.uri)
    if isinstance(book, NoNotebook):
        return Skipped(snapshot.path, f"its cells were not checked as code: {book.reason}", "notebook")
    return book


def outside_cells(book: NotebookFile, report: Report) -> Report:
    """What was found in the file as plain text, without what the module's own check tells better.

    Outputs, Markdown and metadata are seen this way: a token that a cell printed is in the file, too.
    """
    pieces = [piece for cell in book.cells if cell not in book.others for piece in cell.pieces]
    kept = tuple(f for f in report.findings if not any(piece.overlaps(f.span) for piece in pieces))
    return Report(kept, report.skipped, report.secrets)


def in_file(book: NotebookFile, judged: Judged) -> Judged:
    """The module's findings at their places in the file, without fixes: those are text, not JSON."""
    place: Callable[[Span], Span | None] = lambda span: found[1] if (found := book.from_module(span)) else None  # noqa: E731
    return Judged(
        tuple(_placed(judged.findings, place)),
        tuple((one, why) for finding, why in judged.suppressed for one in _placed([finding], place)),
        tuple(span for secret in judged.secrets if (span := place(secret)) is not None),
    )


def joined(one: Judged, other: Judged) -> Judged:
    """Two judgements about parts of the same file."""
    return Judged(
        tuple(sorted((*one.findings, *other.findings), key=lambda f: (f.span, f.rule))),
        (*one.suppressed, *other.suppressed),
        tuple(sorted({*one.secrets, *other.secrets})),
    )


def _placed(findings: Iterable[Finding], place: Callable[[Span], Span | None]) -> Iterable[Finding]:
    for finding in findings:
        span = place(finding.span)
        if span is not None:
            yield replace(finding, span=span, fixes=())
