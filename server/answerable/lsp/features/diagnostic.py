"""textDocument/diagnostic: for clients that pull. They get the fast stage at once and are told when there is more."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from cattrs import Converter
from lsprotocol import types
from lsprotocol.converters import get_converter

from answerable.lsp.analysis import result_of
from answerable.lsp.features.registry import Request
from answerable.lsp.state import State
from answerable.schedule import Stage

_NOTHING = types.RelatedFullDocumentDiagnosticReport(items=[])


async def _handle(
    state: State, params: types.DocumentDiagnosticParams
) -> types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
    uri = params.text_document.uri
    key = state.documents.key(uri)
    if key is None:
        return _NOTHING
    result = await result_of(state, key, Stage.FAST)
    if result is None:
        if state.documents.key(uri) is not None:
            state.publisher.delivered(uri, [])
        return _NOTHING
    by_uri = {piece.uri: diagnostics for piece, diagnostics in state.publisher.by_uri(result)}
    diagnostics = by_uri.get(uri, [])
    state.publisher.delivered(uri, diagnostics)
    result_id = _digest(diagnostics)
    if params.previous_result_id == result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=result_id)
    return types.RelatedFullDocumentDiagnosticReport(items=diagnostics, result_id=result_id)


@cache
def _converter() -> Converter:
    return get_converter()


def _digest(diagnostics: list[types.Diagnostic]) -> str:
    """The same for the same diagnostics, so that a client that has them already need not be sent them again."""
    plain = json.dumps(_converter().unstructure(diagnostics), sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


FEATURE = Request(
    types.TEXT_DOCUMENT_DIAGNOSTIC,
    _handle,
    types.DiagnosticOptions(identifier="answerable", inter_file_dependencies=False, workspace_diagnostics=False),
    _NOTHING,
)
