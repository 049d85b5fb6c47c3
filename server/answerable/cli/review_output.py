"""How `answerable review` shows blocks: the list, and all that somebody is to read before they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from answerable.cli.blocks_output import numbers, origin_of, style_of
from answerable.cli.excerpt import listing
from answerable.cli.terminal import speaks_unicode
from answerable.cli.text_output import STYLES
from answerable.files.names import display
from answerable.interop.outcome import Document
from answerable.session.review import inside

if TYPE_CHECKING:
    from answerable.session.standing import Standing
    from answerable.session.survey import Survey
    from answerable.session.workspace import Checked
    from answerable.text.snapshot import Snapshot

    Found = tuple[Snapshot, Standing]

SHOWN = 12
"""So many digits of a block's id tell it from all others."""
_WIDEST = 10_000
"""Cells of a line that are shown: who answers for a line has to see it whole."""


def show_list(shown: Sequence[Found], found: Survey, out: Console) -> None:
    for snapshot, each in shown:
        show_head(snapshot, each, out)
    asking = sum(standing.needs_review for _, standing in found.found)
    if asking:
        out.print(f"{asking} block{'s' * (asking != 1)} to review. `answerable review sign BLOCK` signs one.")
    else:
        out.print("No block asks for a review.")
    for skip in found.skipped:
        out.print(f"could not be read: {display(skip.path)}: {display(skip.reason)}", soft_wrap=True)


def show_head(snapshot: Snapshot, each: Standing, out: Console) -> None:
    """Where a block is, its state, where it came from, and why it is not reviewed."""
    where = f"{display(snapshot.path)}:{each.lines.start}-{each.lines.end}"
    head = Text.assemble(
        (where, "cyan"), "  ", (each.state.value, style_of(each.state)), f"  {origin_of(each.history)}"
    )
    head.append(f"  {each.history.id[:SHOWN]}", "dim")
    out.print(head, soft_wrap=True)
    if each.why:
        lines = f": {numbers(each.changed)}" if each.changed else ""
        out.print(Text(f"    {display(each.why)}{lines}", "dim"), soft_wrap=True)


def show_to_read(chosen: Sequence[Found], checked: Mapping[str, Checked], out: Console) -> None:
    """Each block as it will be answered for: its code with line numbers, changed lines marked, what is open in it.

    Secrets are masked, and characters that nobody could see are spelt out, as in every excerpt.
    """
    for snapshot, each in chosen:
        found = checked[snapshot.path]
        document = Document.of(snapshot, found.findings, secrets=found.judged.secrets)
        show_head(snapshot, each, out)
        _show_code(each, document, out)
        findings = list(inside(found.findings, snapshot, each))
        for finding in findings:
            line = snapshot.lines.line_at(finding.span.start) + 1
            said = f"  {display(finding.rule)}  line {line}: {display(document.discreet(finding.message))}"
            out.print(Text.assemble("  ", (finding.severity.label, STYLES[finding.severity]), said), soft_wrap=True)
        failures = [skip for skip in found.skipped if skip.failure]
        for skip in failures:
            by = f"{skip.detector}: " if skip.detector else ""
            out.print(Text(f"  could not be checked: {by}{display(skip.reason)}", "bold red"), soft_wrap=True)
        if not findings and not failures:
            out.print(Text("  no finding is open in it", "dim"))
        out.print()


def _show_code(each: Standing, document: Document, out: Console) -> None:
    bar = "│" if speaks_unicode(out.file) else "|"
    rows = listing(document.snapshot, each.lines.start, each.lines.end, document.secrets, width=_WIDEST)
    gutter = max((len(str(row.number)) for row in rows), default=1)
    changed = frozenset(each.changed)
    for row in rows:
        new = row.number in changed
        text = Text.assemble(
            ("  + " if new else "    ", "bold yellow"), (f"{row.number or '':>{gutter}} {bar} ", "dim")
        )
        for piece, _, made in row.pieces:
            text.append(piece, "reverse" if made else "bold" if new else "")
        text.rstrip()
        out.print(text, soft_wrap=True)
