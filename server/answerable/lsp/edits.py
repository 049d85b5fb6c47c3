"""Replacements as workspace edits, in the form this client takes."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from answerable.findings.model import Replacement
from answerable.lsp.convert import to_range
from answerable.lsp.documents import Piece
from answerable.lsp.state import State
from answerable.text.snapshot import Snapshot


def to_workspace_edit(
    state: State, snapshot: Snapshot, replacements: Iterable[Replacement]
) -> types.WorkspaceEdit | None:
    """The edit of the client's documents that makes these replacements; None where one reaches over two cells."""
    by_uri: dict[str, list[types.TextEdit]] = {}
    pieces = state.documents.pieces(snapshot)
    versions = {piece.uri: piece.version for piece in pieces}
    for replacement in replacements:
        placed = _placed(state, pieces, replacement)
        if placed is None:
            return None
        uri, edit = placed
        by_uri.setdefault(uri, []).append(edit)
    if not state.client.versioned_edits:
        return types.WorkspaceEdit(changes=dict(by_uri))
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=versions[uri]), list(edits)
            )
            for uri, edits in by_uri.items()
        ]
    )


def _placed(state: State, pieces: list[Piece], replacement: Replacement) -> tuple[str, types.TextEdit] | None:
    for piece in pieces:
        local = piece.inside(replacement.span)
        if local is not None:
            return piece.uri, types.TextEdit(to_range(local, piece.lines, state.encoding), replacement.text)
    return None
