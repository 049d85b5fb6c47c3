"""textDocument/didChange."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import changed
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State
from answerable.text.edits import ContentChange


def to_change(change: types.TextDocumentContentChangeEvent) -> ContentChange:
    """The change without lsprotocol's types; without a range it is the whole new text."""
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return ContentChange(change.text)
    start, end = change.range.start, change.range.end
    return ContentChange(change.text, ((start.line, start.character), (end.line, end.character)))


def _handle(state: State, params: types.DidChangeTextDocumentParams) -> None:
    document = state.documents.text(params.text_document.uri)
    if document is None:
        return
    changes = [to_change(change) for change in params.content_changes]
    change = document.change(params.text_document.version, changes, state.encoding)
    if change is not None:
        changed(state, document, change.edits)


FEATURE = Notice(types.TEXT_DOCUMENT_DID_CHANGE, _handle)
