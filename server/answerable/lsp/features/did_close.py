"""textDocument/didClose."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import forget
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.DidCloseTextDocumentParams) -> None:
    forget(state, params.text_document.uri)


FEATURE = Notice(types.TEXT_DOCUMENT_DID_CLOSE, _handle)
