"""What an agent's editing tools write, by the arguments that the common ones take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answerable.guard.hosts.fields import field
from answerable.guard.hosts.model import Json, Written

_PATH = ("file_path", "filePath", "path", "notebook_path", "target_file", "absolute_path")
_WHOLE = ("content", "file_text", "contents", "text", "new_source", "code")
_NEW = ("new_string", "newString", "new_str", "code_edit", "insert_text", "replacement")


def written(tool_input: Json) -> tuple[Written, ...]:
    """What a call of an editing tool puts into files; nothing for a call that names no file and no new text."""
    patch = field(tool_input, "input", "patch", "command")
    if isinstance(patch, str) and "*** Begin Patch" in patch:
        return _patched(patch)
    path = field(tool_input, *_PATH)
    if not isinstance(path, str):
        return ()
    parts = field(tool_input, "edits", "replacements")
    new: list[Any] = [field(part, *_NEW) for part in parts or () if isinstance(part, Mapping)]
    new += [field(tool_input, *_NEW), field(tool_input, *_WHOLE)]
    found = tuple(text for text in new if isinstance(text, str) and text)
    return (Written(path, found),) if found else ()


def read_path(tool_input: Json) -> str | None:
    """The file a reading tool is asked for."""
    path = field(tool_input, *_PATH)
    return path if isinstance(path, str) else None


def _patched(patch: str) -> tuple[Written, ...]:
    """The `apply_patch` form of Codex: sections that name a file, with added lines marked by a plus sign."""
    by_path: dict[str, list[str]] = {}
    path, run = "", ""

    def end() -> None:
        nonlocal run
        if run and path:
            by_path.setdefault(path, []).append(run)
        run = ""

    for line in patch.splitlines(keepends=True):
        if line.startswith(("*** Add File: ", "*** Update File: ", "*** Move to: ")):
            end()
            path = line.split(": ", 1)[1].strip()
        elif line.startswith("+") and path:
            run += line[1:]
        else:
            end()
    end()
    return tuple(Written(name, tuple(texts)) for name, texts in by_path.items())
