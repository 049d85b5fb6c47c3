"""Files that a command or a prompt names without being a field for a file: ``cat secrets/a.txt``, ``see @k.pem``.

What a shell makes of a command (variables, substitutions, programs that read what they are told elsewhere) is not known
here: this stops who forgets, not who hides.
"""

from __future__ import annotations

from collections.abc import Iterator

from answerable.guard.hosts.model import Event, Moment, Piece
from answerable.text.later import compiled_later

_COMMANDS = frozenset(
    [
        "command",
        "cmd",
        "script",
        "path",
        "paths",
        "file",
        "files",
        "file_path",
        "filePath",
        "filename",
        "glob",
        "pattern",
        "include",
        "exclude",
        "args",
        "url",
        "uri",
        "cwd",
        "dir",
        "directory",
        "workdir",
        "target",
        "source",
    ]
)
"""The fields of a tool's input in which files are named; what else it is given is prose or code."""
_BREAKS = compiled_later(r"[\s'\"`;|&<>(){}\[\],=:]+")
_MENTION = compiled_later(r"(?<![^\s(\[{'\"`])@(?:\"([^\"\r\n]+)\"|([^\s@\"'`]+))")
_MOST = 2_000
"""Names looked at in one text: more is data."""


def named_files(event: Event) -> Iterator[str]:
    """What may be names of files in the event's texts, as they stand there. None of them need exist."""
    if event.moment is Moment.PROMPT:
        for piece in event.pieces:
            yield from mentioned(piece.text)
    elif event.moment is Moment.TOOL_INPUT:
        for piece in event.pieces:
            if _field(piece) in _COMMANDS:
                yield from [word.lstrip("@") for word in _BREAKS.split(piece.text)[:_MOST] if word.strip("@.-/")]


def mentioned(prompt: str) -> tuple[str, ...]:
    """The files a prompt puts into the context by ``@path`` or ``@"path"``, as Claude Code takes them.

    Without the lines (``#L3-9``) and without what ends a sentence.
    """
    found: dict[str, None] = {}
    for match in _MENTION.finditer(prompt):
        name = match[1] or match[2].partition("#")[0].rstrip(".,;:!?)]}>")
        if name:
            found[name] = None
        if len(found) >= _MOST:
            break
    return tuple(found)


def _field(piece: Piece) -> str:
    """The name of the field that the text is in, or in the list of."""
    return next((part for part in reversed(piece.place) if isinstance(part, str)), "")
