"""textDocument/didOpen."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import begin
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State
from answerable.text.document import Document
from answerable.text.languages import of


def _handle(state: State, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    path = state.roots.relative(item.uri)
    document = Document(
        uri=item.uri,
        path=path,
        language=of(item.language_id, path),
        version=item.version,
        text=item.text,
    )
    state.documents.open(document)
    begin(state, document)


FEATURE = Notice(types.TEXT_DOCUMENT_DID_OPEN, _handle)
