"""notebookDocument/didChange: cells came, went, moved or changed their text."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import changed
from answerable.lsp.features.did_change import to_change
from answerable.lsp.features.notebook_did_open import to_cells
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.DidChangeNotebookDocumentParams) -> None:
    notebook = state.documents.notebook(params.notebook_document.uri)
    cells = params.change.cells
    if notebook is None or cells is None:
        return
    if cells.structure is not None:
        array = cells.structure.array
        notebook.splice(array.start, array.delete_count, [cell.document for cell in array.cells or []])
        notebook.add(to_cells(cells.structure.did_open or [], notebook.document.path))
        for uri in notebook.drop(closed.uri for closed in cells.structure.did_close or []):
            state.publisher.clear(uri)
    for content in cells.text_content or []:
        changes = [to_change(change) for change in content.changes]
        notebook.change(content.document.uri, content.document.version, changes, state.encoding)
    change = notebook.rejoin()
    if change is not None:
        changed(state, notebook.document, change.edits)


FEATURE = Notice(types.NOTEBOOK_DOCUMENT_DID_CHANGE, _handle)
