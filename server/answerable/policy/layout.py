"""Lines as a person counts them when excusing one: with the literal they begin, and the comments above them."""

from __future__ import annotations

from answerable.policy.comments import Comments
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# Where a backslash at its end joins a line to the next one. Inside literals it does so elsewhere too.
_JOINING = frozenset({"python", "shellscript", "dockerfile", "c", "cpp", "properties", "ruby"})


class Layout:
    """The lines of one snapshot, counted from 0, and the comments among them."""

    def __init__(self, snapshot: Snapshot, comments: Comments) -> None:
        self._snapshot = snapshot
        self._lines = snapshot.lines
        self.comments = comments
        self._below: dict[int, int] = {}

    def logical(self, line: int) -> tuple[int, int]:
        """The first and last line that cannot be told apart from this one by a comment between them.

        A literal, a tag or a comment that goes over several lines belongs together, and so do lines joined by a
        backslash.
        """
        first = last = line
        while True:
            around = self.comments.solid(self._lines.span(first).start)
            if around is not None:
                first = self._lines.line_at(around.start)
            elif first > 0 and self._joined(first - 1):
                first -= 1
            else:
                break
        while True:
            around = self.comments.solid(self._lines.span(last).end)
            if around is not None and self._lines.line_at(around.end) > last:
                last = self._lines.line_at(around.end)
            elif last + 1 < len(self._lines) and self._joined(last):
                last += 1
            else:
                return first, last

    def blank(self, line: int) -> bool:
        return not self._lines.text(line).strip()

    def comment_on(self, line: int) -> Span | None:
        """The comment that begins this line and leaves no code beside it; None where there is other text."""
        span = self._lines.span(line)
        text = self._snapshot.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip(" \t\f{"))
        comment = self.comments.at(start) if start < span.end else None
        if comment is None or self.code_before(comment) or self.code_after(comment):
            return None
        return comment

    def code_before(self, comment: Span) -> bool:
        """Whether there is more than white space on the comment's first line before it."""
        line = self._lines.span(self._lines.line_at(comment.start))
        # The brace of JSX, `{/* … */}`, is part of how a comment is written there.
        return bool(self._snapshot.text[line.start : comment.start].strip(" \t\f\ufeff{"))

    def code_after(self, comment: Span) -> bool:
        """Whether there is more than white space on the comment's last line behind it."""
        line = self._lines.span(self._lines.line_at(comment.end))
        return bool(self._snapshot.text[comment.end : line.end].strip(" \t\f}"))

    def covered_by(self, comment: Span) -> Span:
        """The text that a directive in this comment speaks of.

        Beside code, that code's logical line. On lines of its own, the comment, the comments directly below it, and
        the logical line of code that follows without an empty line between; in Markdown, where a block is set off by
        empty lines, with them.
        """
        first, last = self._lines.line_at(comment.start), self._lines.line_at(comment.end)
        if self.code_before(comment) or self.code_after(comment):
            return self._whole(self.logical(first)[0], self.logical(last)[1])
        return self._whole(first, self._last_below(last))

    def _last_below(self, last: int) -> int:
        """The last line of what follows this one without a gap: comments, and the code they stand above."""
        passed: list[int] = []
        while last not in self._below:
            passed.append(last)
            line = last + 1
            if self._snapshot.language.id == "markdown":
                while line < len(self._lines) and self.blank(line):
                    line += 1
            if line == len(self._lines) or self.blank(line):
                self._below[last] = last
            elif (comment := self.comment_on(line)) is not None:
                last = self._lines.line_at(comment.end)
            else:
                self._below[last] = self.logical(line)[1]
        # Each of a thousand comments in a row has the same end; it is looked for once.
        end = self._below[last]
        self._below.update(dict.fromkeys(passed, end))
        return end

    def _whole(self, first: int, last: int) -> Span:
        return Span(self._lines.span(first).start, self._lines.span(last).end)

    def _joined(self, line: int) -> bool:
        """Whether this line goes on in the next one."""
        if self._snapshot.language.id not in _JOINING:
            return False
        text = self._lines.text(line)
        if (len(text) - len(text.rstrip("\\"))) % 2 == 0:
            return False
        # A comment ends with its line, whatever it ends with; in C, where it does not, its span tells.
        return self.comments.at(self._lines.span(line).end - 1) is None
