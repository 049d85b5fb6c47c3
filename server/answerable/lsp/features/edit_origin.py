"""answerable/editOrigin: a client that knows where an edit came from says so.

``{uri, version, kind, tool?, model?, session?, range?}``, where `kind` is one of `paste`, `completion`, `agent`,
`undo`, `redo`, `format`, `snippet` and `reload`, and `range` is where the new text lies once the edit was made. It may
come a moment before the change it speaks of, or after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lsprotocol import types

from answerable.lsp.convert import to_span
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State
from answerable.origin.declaration import Declaration, DeclarationRefused, Kind
from answerable.text.spans import Span

METHOD = "answerable/editOrigin"
_LONGEST = 200


def _handle(state: State, params: Any) -> None:
    data = plain(params)
    try:
        key, declaration = _read(state, data)
    except DeclarationRefused as error:
        text = f"Answerable: {METHOD} was not understood: {error}."
        if text not in state.told:
            state.told.add(text)
            state.show_warning(text)
        return
    if key is not None:
        state.provenance.declared(key, declaration)


def _read(state: State, data: Any) -> tuple[str | None, Declaration]:
    """Raises `DeclarationRefused`."""
    if not isinstance(data, Mapping):
        raise DeclarationRefused("its parameters are no object")
    uri = data.get("uri")
    if not isinstance(uri, str):
        raise DeclarationRefused("`uri` is missing, or no text")
    version = data.get("version")
    if version is not None and (isinstance(version, bool) or not isinstance(version, int)):
        raise DeclarationRefused("`version` is no whole number")
    kind = Kind.parse(data.get("kind"))
    said = {name: _text(data, name) for name in ("tool", "model", "session")}
    key = state.documents.key(uri)
    declaration = Declaration(kind, range=_range(state, key, uri, data.get("range")), version=version, **said)
    return key, declaration


def _text(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise DeclarationRefused(f"`{name}` is no text")
    return value[:_LONGEST] if value else None


def _range(state: State, key: str | None, uri: str, value: Any) -> Span | None:
    if value is None or key is None:
        return None
    try:
        start, end = value["start"], value["end"]
        places = [int(place[name]) for place in (start, end) for name in ("line", "character")]
    except (TypeError, KeyError, ValueError, OverflowError):
        raise DeclarationRefused("`range` is no LSP range: {start: {line, character}, end: {…}}") from None
    document = state.documents.analysed(key)
    piece = state.documents.piece(uri, document.snapshot()) if document is not None else None
    if piece is None:
        return None
    a, b, c, d = (min(max(place, 0), 2**31 - 1) for place in places)
    wanted = types.Range(types.Position(a, b), types.Position(c, d))
    return piece.outer(to_span(wanted, piece.lines, state.encoding))


def plain(value: Any) -> Any:
    """JSON again: pygls makes objects with attributes of messages it does not know."""
    if hasattr(value, "_asdict"):
        return {key: plain(item) for key, item in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


FEATURE = Notice(METHOD, _handle)
