"""textDocument/didSave: the full stage at once; a saved policy, rule or table counts, whatever the client watches."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import configuration_changed
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.DidSaveTextDocumentParams) -> None:
    uri = params.text_document.uri
    state.schedule.saved(uri)
    state.provenance.saved(uri)
    configuration_changed(state, [uri])


FEATURE = Notice(types.TEXT_DOCUMENT_DID_SAVE, _handle, types.SaveOptions(include_text=False))
