"""How the demo prints what an editor would draw: source excerpts with marks, and secrets masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lsprotocol import types
from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from answerable.cli.excerpt import excerpt
from answerable.cli.terminal import speaks_unicode
from answerable.files.names import display
from answerable.text.lines import Encoding
from answerable.text.spans import Span
from demo_editor import Buffer, Editor

STYLES = {
    types.DiagnosticSeverity.Error: ("error", "bold red"),
    types.DiagnosticSeverity.Warning: ("warning", "bold yellow"),
    types.DiagnosticSeverity.Information: ("info", "bold blue"),
    types.DiagnosticSeverity.Hint: ("hint", "bold cyan"),
}


class Screen:
    """Prints to a terminal, a file or a pipe, in colours where there are any."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._unicode = speaks_unicode(console.file)

    @property
    def colourful(self) -> bool:
        return self._console.is_terminal and not self._console.no_color

    def heading(self, text: str) -> None:
        self._console.print()
        self._console.print(Text(text, "bold underline" if self._console.is_terminal else "bold"))

    def say(self, text: str, style: str = "") -> None:
        self._console.print(Text(f"  {text}", style), soft_wrap=not self._console.is_terminal)

    def took(self, seconds: float, what: str) -> None:
        """A measured time; not a promise, since the first of a kind starts the engine."""
        self._console.print(Text.assemble("  ", (f"{seconds * 1000:.0f} ms", "bold green"), f" {what}"))

    def diagnostic(self, editor: Editor, buffer: Buffer, shown: types.Diagnostic) -> None:
        """One squiggle: the code around it, the marks under it, and the message beside it."""
        snapshot = buffer.snapshot
        span = editor.span(buffer, shown.range)
        secrets = every_copy(
            snapshot.text, (editor.span(buffer, each.range) for each in buffer.diagnostics if is_secret(each))
        )
        label, style = STYLES[shown.severity or types.DiagnosticSeverity.Error]
        line, column = snapshot.lines.position(span.start, Encoding.UTF32)
        place = f"{buffer.name}:{line + 1}:{column + 1}"
        self._console.print(
            Text.assemble("  ", (label, style), f"  {shown.code}  ", (display(place), "cyan")), soft_wrap=True
        )
        bar = "│" if self._unicode else "|"
        for row in excerpt(snapshot, span, secrets, width=max(self._console.width - 14, 20)):
            text = Text.assemble((f"    {row.number or '':>4} {bar} ", "dim"))
            for piece, marked, made in row.pieces:
                text.append(piece, "reverse" if made and marked else style if marked else "dim" if made else "")
            text.rstrip()
            self._console.print(text, soft_wrap=True)
            if row.marks:
                self._console.print(Text.assemble((f"    {'':>4} {bar} ", "dim"), (row.marks, style)), soft_wrap=True)
        self.say(f"       {display(shown.message)}", "italic" if self._console.is_terminal else "")

    def diagnostics(self, editor: Editor, buffer: Buffer, shown: Sequence[types.Diagnostic]) -> None:
        for each in sorted(shown, key=lambda one: (one.range.start.line, one.range.start.character)):
            self.diagnostic(editor, buffer, each)

    def card(self, markdown: str) -> None:
        """A hover, as rendered Markdown, without the empty lines that a panel of an editor would leave out too."""
        blank = True
        for line in self._console.render_lines(Padding(Markdown(markdown), (0, 4)), pad=False):
            text = Text.assemble(*((segment.text, segment.style or "") for segment in line))
            text.rstrip()
            if text or not blank:
                self._console.print(text)
            blank = not text

    def raw(self, text: str) -> None:
        """What another program printed, as it is."""
        for line in text.splitlines():
            self._console.print(Text.from_ansi(f"  {line}"), soft_wrap=True)


def is_secret(diagnostic: types.Diagnostic) -> bool:
    """Whether the text in its range is a value that must not be shown, by the server's own word."""
    data = diagnostic.data
    return bool(data.get("sensitive") if isinstance(data, dict) else getattr(data, "sensitive", False))


def every_copy(text: str, secrets: Iterable[Span]) -> list[Span]:
    """The spans, and every other place where the same value stands."""
    values = {text[span.start : span.end] for span in secrets if len(span)}
    return [Span(found.start(), found.end()) for value in values for found in re.finditer(re.escape(value), text)]
