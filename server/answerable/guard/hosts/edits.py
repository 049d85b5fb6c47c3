"""What an agent's editing tools write, by the arguments that the common ones take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answerable.guard.hosts.fields import field
from answerable.guard.hosts.model import Edit, Json, Written

_PATH = ("file_path", "filePath", "path", "notebook_path", "target_file", "absolute_path")
_WHOLE = ("content", "file_text", "contents", "text", "new_source", "code")
_OLD = ("old_string", "oldString", "old_str")
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
    new: list[Any] = [_new(part) for part in (parts if isinstance(parts, list) else ()) if isinstance(part, Mapping)]
    new += [_new(tool_input), field(tool_input, *_WHOLE)]
    found = tuple(text for text in new if isinstance(text, str) and text)
    return (Written(path, found),) if found else ()


def planned(tool_input: Json) -> tuple[Edit, ...]:
    """What a call of an editing tool would make of its files; nothing for a call that names no file and no new text."""
    patch = field(tool_input, "input", "patch", "command")
    if isinstance(patch, str) and "*** Begin Patch" in patch:
        return tuple(Edit(path, tuple(changes)) for path, changes in _hunks(patch).items())
    path, whole = field(tool_input, *_PATH), field(tool_input, *_WHOLE)
    if not isinstance(path, str):
        return ()
    if isinstance(whole, str):
        return (Edit(path, ((None, whole),)),)
    parts = field(tool_input, "edits", "replacements")
    changes = []
    for each in (*(parts if isinstance(parts, list) else ()), tool_input):
        old, new = (field(each, *_OLD), field(each, *_NEW)) if isinstance(each, Mapping) else (None, None)
        if isinstance(new, str):
            changes.append((old if isinstance(old, str) else "", new))
    return (Edit(path, tuple(changes)),) if changes else ()


def read_path(tool_input: Json) -> str | None:
    """The file a reading tool is asked for."""
    path = field(tool_input, *_PATH)
    return path if isinstance(path, str) else None


def _new(edit: Json) -> str | None:
    """What an edit's new text has that its old text had not, by whole lines: the lines around it, which tell the tool
    where to write, were there before."""
    new, old = field(edit, *_NEW), field(edit, *_OLD)
    if not isinstance(new, str) or not isinstance(old, str):
        return new if isinstance(new, str) else None
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    most = min(len(before), len(after))
    first = next((at for at in range(most) if before[at] != after[at]), most)
    last = next((at for at in range(most - first) if before[-1 - at] != after[-1 - at]), most - first)
    return "".join(after[first : len(after) - last])


def _hunks(patch: str) -> dict[str, list[tuple[str | None, str]]]:
    """Old and new text of each part of an `apply_patch`, by file."""
    by_path: dict[str, list[tuple[str | None, str]]] = {}
    path, old, new, added = "", "", "", False

    def end() -> None:
        nonlocal old, new
        if path and (old or new):
            by_path.setdefault(path, []).append((None if added else old, new))
        old = new = ""

    for line in patch.splitlines(keepends=True):
        if line.startswith(("*** ", "@@")):
            end()
            if line.startswith(("*** Add File: ", "*** Update File: ", "*** Move to: ")):
                path, added = line.split(": ", 1)[1].strip(), line.startswith("*** Add")
        else:
            old += line[1:] if line[:1] in ("-", " ") else ""
            new += line[1:] if line[:1] in ("+", " ") else ""
    end()
    return by_path


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
