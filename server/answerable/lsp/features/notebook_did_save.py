"""notebookDocument/didSave."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.DidSaveNotebookDocumentParams) -> None:
    state.schedule.saved(params.notebook_document.uri)
    state.provenance.saved(params.notebook_document.uri)


FEATURE = Notice(types.NOTEBOOK_DOCUMENT_DID_SAVE, _handle)
