"""notebookDocument/didClose."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import forget
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.DidCloseNotebookDocumentParams) -> None:
    uri = params.notebook_document.uri
    for cell in state.documents.uris(uri):
        state.publisher.clear(cell)
    forget(state, uri)


FEATURE = Notice(types.NOTEBOOK_DOCUMENT_DID_CLOSE, _handle)
