"""notebookDocument/didOpen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lsprotocol import types

from answerable.lsp.analysis import begin
from answerable.lsp.features.registry import Notice
from answerable.lsp.notebooks import OpenNotebook
from answerable.lsp.state import State
from answerable.text.document import Document
from answerable.text.languages import of


def to_cells(items: Iterable[types.TextDocumentItem], path: str) -> list[Document]:
    """The cells' texts as documents of their own; their path is the notebook's."""
    return [Document(item.uri, path, of(item.language_id), item.version, item.text) for item in items]


def _handle(state: State, params: types.DidOpenNotebookDocumentParams) -> None:
    book = params.notebook_document
    path = state.roots.relative(book.uri)
    cells = to_cells(params.cell_text_documents, path)
    # The kernel's language is that of most cells; the protocol does not tell it in a way that clients agree on.
    most = Counter(cell.language.id for cell in cells).most_common(1)
    notebook = OpenNotebook(book.uri, path, of(most[0][0] if most else "python"), (c.document for c in book.cells))
    notebook.add(cells)
    notebook.rejoin()
    state.documents.open_notebook(notebook)
    begin(state, notebook.document)


FEATURE = Notice(types.NOTEBOOK_DOCUMENT_DID_OPEN, _handle)
