"""`scan --format text`: what a person reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from answerable.cli.excerpt import Row, excerpt
from answerable.cli.terminal import speaks_unicode
from answerable.files.names import display
from answerable.findings.model import Finding, Severity, Skipped
from answerable.findings.problems import Problem
from answerable.interop.outcome import Document, Outcome
from answerable.text.lines import Encoding

STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFO: "bold blue",
    Severity.HINT: "bold cyan",
}
_LABEL = 6
"""How wide `why`, `right` and `fix` are set."""
_NAMES_OF_A_REASON = 5


def show(outcome: Outcome, console: Console) -> None:
    """Every finding with its excerpt, then the sum, then what was not checked and why."""
    for document in outcome.documents:
        for finding in document.findings:
            show_finding(outcome, document, finding, console)
            console.print()
    show_summary(outcome, console)


def show_finding(outcome: Outcome, document: Document, finding: Finding, console: Console) -> None:
    line, column = document.snapshot.lines.position(finding.span.start, Encoding.UTF32)
    path = outcome.name(document.snapshot.path)
    style = STYLES[finding.severity]
    head = Text.assemble((finding.severity.label, style), "  ", (display(finding.rule), "bold"))
    if finding.cwe:
        head.append(f"  {', '.join(map(display, finding.cwe))}", "dim")
    # Never wrapped: terminals and editors turn `path:line:column` into a link only where it is whole.
    console.print(head, soft_wrap=True)
    console.print(Text(f"{path}:{line + 1}:{column + 1}", "cyan"), soft_wrap=True)
    _paragraph(console, document.discreet(finding.message))
    gutter = 9
    rows = excerpt(document.snapshot, finding.span, document.secrets, width=max(console.width - gutter, 20))
    for text in _excerpt(rows, style, speaks_unicode(console.file)):
        console.print(text, soft_wrap=True)
    if finding.lesson is not None:
        _labelled(console, "why", finding.lesson.why)
        _labelled(console, "right", finding.lesson.right, code=True)
    for fix in finding.fixes:
        _labelled(console, "fix", f"available in the editor: {document.discreet(fix.title)}")


def show_summary(outcome: Outcome, console: Console) -> None:
    """How much was found, looked at and left out."""
    counts = Counter(finding.severity for finding in outcome.findings)
    below = sum(1 for finding in outcome.findings if finding.severity < outcome.threshold)
    parts = [
        _count(counts[severity], severity.label) for severity in sorted(Severity, reverse=True) if counts[severity]
    ]
    total = Text(_count(len(outcome.findings), "finding") if outcome.findings else "No findings", "bold")
    if parts:
        total.append(f" ({', '.join(parts)})", "not bold")
    checked = [_count(outcome.files, "file"), _count(outcome.lines, "line"), _count(outcome.rules, "rule")]
    total.append(f" in {', '.join(checked)}, {outcome.seconds:.1f} s.", "not bold")
    console.print(total)
    if below:
        console.print(f"{_count(below, 'finding')} below the threshold ({outcome.threshold.label}).")
    excused = sum(len(document.suppressed) for document in outcome.documents)
    if excused:
        console.print(f"{_count(excused, 'finding')} suppressed.")
    _show_skipped(outcome, console)


def show_problems(problems: Iterable[Problem], console: Console) -> None:
    """What is broken in the configuration, each on one line: file, line, key, what to do."""
    for problem in problems:
        console.print(Text.assemble(("problem", "bold red"), "  ", display(str(problem))), soft_wrap=True)


def _show_skipped(outcome: Outcome, console: Console) -> None:
    if outcome.failures:
        console.print(Text(f"Could not be checked ({len(outcome.failures)}):", "bold red"))
        for skip in outcome.failures:
            by = f"{skip.detector}: " if skip.detector else ""
            console.print(Text(f"  {outcome.name(skip.path)}: {by}{display(skip.reason)}"), soft_wrap=True)
    decided = [skip for skip in outcome.skipped if not skip.failure]
    if decided:
        console.print(f"Left out ({len(decided)}):", style="dim")
        for line in _by_reason(outcome, decided):
            console.print(Text(f"  {line}", "dim"), soft_wrap=True)


def _by_reason(outcome: Outcome, skipped: Iterable[Skipped]) -> Iterator[str]:
    """One line a reason, with a few names: an ignored build directory can hold thousands."""
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for skip in skipped:
        # What stands in brackets is about the one file: its size, the byte that gave it away.
        reason = skip.reason.partition(" (")[0]
        paths[f"{skip.detector}: {reason}" if skip.detector else reason].append(outcome.name(skip.path))
    for reason, names in paths.items():
        shown = ", ".join(names[:_NAMES_OF_A_REASON])
        more = f" and {len(names) - _NAMES_OF_A_REASON} more" if len(names) > _NAMES_OF_A_REASON else ""
        yield f"{display(reason)}: {shown}{more}"


def _excerpt(rows: list[Row], style: str, unicode: bool) -> Iterator[Text]:
    bar = "│" if unicode else "|"
    gutter = max(max((len(str(row.number)) for row in rows if row.number), default=1), 4)
    for row in rows:
        number = "" if row.number is None else str(row.number)
        text = Text.assemble((f"  {number:>{gutter}} {bar} ", "dim"))
        for piece, marked, made in row.pieces:
            text.append(piece, "reverse" if made and marked else style if marked else "dim" if made else "")
        text.rstrip()
        yield text
        if row.marks:
            yield Text.assemble((f"  {'':>{gutter}} {bar} ", "dim"), (row.marks, style))


def _paragraph(console: Console, text: str) -> None:
    for line in text.strip().splitlines():
        console.print(Text(f"  {display(line.strip())}"), soft_wrap=not console.is_terminal)


def _labelled(console: Console, label: str, text: str, *, code: bool = False) -> None:
    lines = [display(line.expandtabs(4).rstrip()) for line in text.strip("\n").splitlines()]
    for number, line in enumerate(lines):
        head = f"  {label if number == 0 else '':<{_LABEL}}"
        console.print(Text.assemble((head, "dim"), (line, "green" if code else "")), soft_wrap=True)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 or thing in ('info',) else 's'}"
