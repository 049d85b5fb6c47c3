"""Work-done progress while the documents that were open at the start are checked for the first time."""

from __future__ import annotations

import uuid

from lsprotocol import types
from pygls.lsp.server import LanguageServer


class FirstScan:
    """Shows one progress bar from the first document to the moment all open ones have had their full stage."""

    def __init__(self, server: LanguageServer, *, supported: bool) -> None:
        self._server = server
        self._supported = supported
        self._token: str | None = None
        self._waiting: set[str] = set()
        self._done = 0
        self._began = False
        self._over = False

    def begin(self, key: str) -> None:
        """A document waits for its first full stage."""
        if self._over or not self._supported:
            return
        self._waiting.add(key)
        if self._token is None:
            self._token = f"answerable-{uuid.uuid4()}"
            self._server.protocol.send_request(
                types.WINDOW_WORK_DONE_PROGRESS_CREATE,
                types.WorkDoneProgressCreateParams(token=self._token),
                lambda _: self._begun(),
            )

    def finish(self, key: str) -> None:
        """A document has had its first full stage, or was closed before it."""
        if key not in self._waiting:
            return
        self._waiting.discard(key)
        self._done += 1
        if self._waiting:
            total = self._done + len(self._waiting)
            self._tell(
                types.WorkDoneProgressReport(
                    message=f"{self._done} of {total} documents", percentage=100 * self._done // total
                )
            )
        elif self._began:
            self._end()

    def _begun(self) -> None:
        # The client must have answered before anything is reported under the token.
        self._began = True
        self._tell(types.WorkDoneProgressBegin(title="Answerable: first check", percentage=0, cancellable=False))
        if not self._waiting:
            self._end()

    def _end(self) -> None:
        self._tell(types.WorkDoneProgressEnd(message=f"{self._done} documents checked"))
        self._over = True

    def _tell(
        self, value: types.WorkDoneProgressBegin | types.WorkDoneProgressReport | types.WorkDoneProgressEnd
    ) -> None:
        if self._began and self._token is not None:
            self._server.protocol.notify(types.PROGRESS, types.ProgressParams(token=self._token, value=value))
