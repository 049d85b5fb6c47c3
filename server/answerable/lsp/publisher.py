"""Diagnostics on their way to the client: pushed, or kept until the client asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from answerable.lsp.block_view import to_diagnostics
from answerable.lsp.convert import to_diagnostic, to_range
from answerable.lsp.documents import Documents, Piece
from answerable.origin.model import Block
from answerable.schedule import Result
from answerable.session.raising import raised
from answerable.text.lines import Encoding
from answerable.text.snapshot import Snapshot


class Publisher:
    """Sends what the schedule finds, in the way this client wants it."""

    def __init__(
        self,
        server: LanguageServer,
        documents: Documents,
        encoding: Encoding,
        *,
        pulls: bool,
        blocks_of: Callable[[Snapshot], Sequence[Block]] = lambda snapshot: (),
    ) -> None:
        """`blocks_of` gives the blocks that lie in a snapshot; none where it is not the newest of its document."""
        self._blocks_of = blocks_of
        self._server = server
        self._documents = documents
        self._encoding = encoding
        self._pulls = pulls
        self._shown: set[str] = set()
        """Uris the client shows diagnostics for, so far as we know."""
        self._delivered: dict[str, list[types.Diagnostic]] = {}
        """For a client that pulls: what it was last given."""
        self._asked = self._again = False

    def publish(self, result: Result) -> None:
        """Shows a new result: pushes it, or asks the client to pull where it would see something else than before."""
        parts = self.by_uri(result)
        if not self._pulls:
            for piece, diagnostics in parts:
                self._push(piece.uri, diagnostics, piece.version)
            return
        if any(
            piece.uri in self._delivered and self._delivered[piece.uri] != diagnostics for piece, diagnostics in parts
        ):
            self.refresh()

    def by_uri(self, result: Result) -> list[tuple[Piece, list[types.Diagnostic]]]:
        """The result's diagnostics for each document, or cell, of the client's that it covers."""
        answer = []
        blocks = self._blocks_of(result.snapshot)
        findings = raised(result.judged.findings, blocks)
        for piece in self._documents.pieces(result.snapshot):
            diagnostics = list(to_diagnostics(blocks, piece, result.snapshot.lines, self._encoding))
            for finding in findings:
                local = piece.local(finding.span)
                if local is not None:
                    diagnostics.append(to_diagnostic(finding, to_range(local, piece.lines, self._encoding)))
            diagnostics.sort(key=lambda each: (each.range.start.line, each.range.start.character))
            answer.append((piece, diagnostics))
        return answer

    def delivered(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        """Notes what a pulling client was given."""
        self._delivered[uri] = diagnostics

    def clear(self, uri: str) -> None:
        """Takes away what the client shows for a document that was closed, renamed or deleted."""
        self._delivered.pop(uri, None)
        if uri in self._shown:
            self._push(uri, [], None)
            self._shown.discard(uri)

    def refresh(self) -> None:
        """Asks a pulling client to pull again; one request at a time, and once more if something came meanwhile."""
        if not self._pulls:
            return
        if self._asked:
            self._again = True
            return
        self._asked, self._again = True, False

        def answered(_: object) -> None:
            self._asked = False
            if self._again:
                self.refresh()

        self._server.protocol.send_request(types.WORKSPACE_DIAGNOSTIC_REFRESH, None).add_done_callback(answered)

    def _push(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None) -> None:
        if diagnostics:
            self._shown.add(uri)
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics, version=version)
        )
