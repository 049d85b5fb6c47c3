"""Where changed blocks are put up for the client to see: diagnostics, code lenses, and marks for a gutter."""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from answerable.lsp.block_view import to_marks
from answerable.lsp.client import Client
from answerable.lsp.documents import Documents
from answerable.lsp.provenance import Provenance
from answerable.lsp.publisher import Publisher
from answerable.origin.model import Block
from answerable.schedule import Schedule
from answerable.text.lines import Encoding
from answerable.text.snapshot import Snapshot

BLOCKS = "answerable/blocks"
_SOON = 0.1
"""Seconds: who types above a block moves it at each key."""


class Board:
    """Collects what changed within one turn of the loop, and shows each document once."""

    def __init__(self, server: LanguageServer, client: Client, documents: Documents, encoding: Encoding) -> None:
        self._server = server
        self._client = client
        self._documents = documents
        self._encoding = encoding
        self._provenance: Provenance | None = None
        self._schedule: Schedule | None = None
        self._publisher: Publisher | None = None
        self._waiting: set[str] = set()
        self._moving: set[str] = set()

    def attach(self, provenance: Provenance, schedule: Schedule, publisher: Publisher) -> None:
        """Whom to ask for blocks and findings, and through whom diagnostics go."""
        self._provenance, self._schedule, self._publisher = provenance, schedule, publisher

    def blocks_of(self, snapshot: Snapshot) -> tuple[Block, ...]:
        """The blocks that lie in a snapshot; none where it is not the newest of its document."""
        document = self._documents.analysed(snapshot.uri)
        if self._provenance is None or document is None or document.version != snapshot.version:
            return ()
        return self._provenance.blocks(snapshot.uri)

    def changed(self, key: str) -> None:
        """The blocks of a document are not what they were."""
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._show)
        self._waiting.add(key)

    def moved(self, key: str) -> None:
        """The blocks of a document are where they were not: what the client was told of it is told again, soon."""
        if self._client.shows_blocks and key not in self._moving:
            self._moving.add(key)
            asyncio.get_running_loop().call_later(_SOON, self._show_moved, key)

    def _show_moved(self, key: str) -> None:
        self._moving.discard(key)
        self._mark(key)

    def _show(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for key in waiting:
            self._show_document(key)
        if self._client.refreshes_lenses:
            self._server.protocol.send_request(types.WORKSPACE_CODE_LENS_REFRESH, None)

    def _show_document(self, key: str) -> None:
        assert self._schedule is not None
        assert self._publisher is not None
        document, result = self._documents.analysed(key), self._schedule.result(key)
        if document is None:
            return
        fresh = result is not None and result.snapshot.version == document.version
        # Else the fast stage of the newest version is under way, and shows them with what it finds.
        if result is not None and fresh:
            self._publisher.publish(result)
        if self._client.shows_blocks:
            self._mark(key)

    def _mark(self, key: str) -> None:
        assert self._schedule is not None
        document, result = self._documents.analysed(key), self._schedule.result(key)
        if document is None:
            return
        snapshot = document.snapshot()
        fresh = result is not None and result.snapshot.version == document.version
        findings = result.judged.findings if result is not None and fresh else ()
        for piece in self._documents.pieces(snapshot):
            marks = to_marks(self.blocks_of(snapshot), findings, piece, self._encoding)
            body = {"uri": piece.uri, "version": piece.version, "blocks": marks}
            self._server.protocol.notify(BLOCKS, body)
