"""An entry for the policy, as an edit of its file: in the editor, where a person sees it and can take it back."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from answerable.files.read import read
from answerable.findings.model import Skipped
from answerable.lsp.convert import to_range
from answerable.lsp.state import State
from answerable.policy.entries import appended
from answerable.policy.model import POLICY_FILE, Entry
from answerable.text.edits import minimal
from answerable.text.lines import LineIndex
from answerable.text.spans import Span

_LARGEST = 1 << 20


def policy_edit(state: State, root: str, entry: Entry) -> types.WorkspaceEdit | None:
    """Adds the entry to the policy file of the folder with this uri; None where that cannot be done by an edit.

    The policy is `answerable.toml`, which is made if there is none, unless `pyproject.toml` holds the policy already.
    """
    folder = to_fs_path(root)
    workspace = state.roots.of(root)
    if folder is None or workspace is None:
        return None
    path = Path(folder) / POLICY_FILE
    for source in workspace.loaded.sources:
        if source.path is not None and source.path.parent == path.parent:
            path = source.path
    uri = f"{root.rstrip('/')}/{path.name}"
    text = _text(state, uri, path)
    if text is None:
        return _created(state, uri, appended("", entry)) if not path.exists() else None
    changed = appended(text, entry, pyproject=path.name != POLICY_FILE)
    edit = minimal(text, changed) if changed is not None else None
    if edit is None:
        return None
    range_ = to_range(Span(edit.start, edit.end), LineIndex(text), state.encoding)
    return types.WorkspaceEdit(changes={uri: [types.TextEdit(range_, edit.text)]})


def _text(state: State, uri: str, path: Path) -> str | None:
    """The file as the editor has it, else as it is on disk; None where it is not there or no text."""
    document = state.documents.text(uri)
    if document is not None:
        return document.text
    found = read(path, path.parent, limit=_LARGEST)
    return None if isinstance(found, Skipped) else found.text


def _created(state: State, uri: str, text: str | None) -> types.WorkspaceEdit | None:
    if text is None or not state.client.creates_files:
        return None
    start = types.Position(0, 0)
    document = types.OptionalVersionedTextDocumentIdentifier(uri=uri)
    return types.WorkspaceEdit(
        document_changes=[
            types.CreateFile(uri=uri, options=types.CreateFileOptions(ignore_if_exists=True)),
            types.TextDocumentEdit(document, [types.TextEdit(types.Range(start, start), text)]),
        ]
    )
