"""What pygls' protocol leaves to us: the order of the handshake, malformed messages, and documents of our own.

pygls keeps a copy of every document, splits its lines with `str.splitlines`, which is not LSP's rule, and lets an older
version overwrite a newer one. So the built-in document handlers are replaced by ones that only call the feature.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method

_BEFORE_INITIALIZE: Final = frozenset({types.INITIALIZE, types.EXIT})

_Feature = Generator[Any, Any, Any]


class AnswerableProtocol(LanguageServerProtocol):
    """The protocol of one connection."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._initialize_seen = False

    # Handshake

    def handle_message(self, message: Any) -> None:
        """Refuses what is no JSON-RPC message instead of raising into the read loop."""
        if not hasattr(message, "jsonrpc"):
            self.refuse(types.ErrorCodes.InvalidRequest, "Not a JSON-RPC 2.0 message: there is no `jsonrpc` field.")
            return
        if self._shutdown and getattr(message, "id", None) is not None and hasattr(message, "method"):
            # LSP: after shutdown a request errors with InvalidRequest; pygls would leave it unanswered.
            self._fail(message.id, types.ErrorCodes.InvalidRequest, "The server is shutting down.")
            return
        super().handle_message(message)

    def _handle_request(self, msg_id: Any, method_name: str, params: Any) -> None:
        if not self._initialize_seen and method_name not in _BEFORE_INITIALIZE:
            self._fail(msg_id, types.ErrorCodes.ServerNotInitialized, f"Send initialize before {method_name}.")
            return
        if method_name == types.INITIALIZE:
            if self._initialize_seen:
                self._fail(msg_id, types.ErrorCodes.InvalidRequest, "initialize may be sent only once.")
                return
            self._initialize_seen = True
        super()._handle_request(msg_id, method_name, params)

    def _handle_notification(self, method_name: str, params: Any) -> None:
        if not self._initialize_seen and method_name not in _BEFORE_INITIALIZE:
            return
        super()._handle_notification(method_name, params)

    def _execute_handler(self, msg_id: Any, *args: Any, **kwargs: Any) -> None:
        """Lets go of what a request started when it is done. pygls keeps the inner steps of its own requests, such as
        workspace/executeCommand, with all they hold, for as long as the server lives."""
        super()._execute_handler(msg_id, *args, **kwargs)
        future = self._request_futures.get(msg_id)
        if future is not None:
            future.add_done_callback(lambda done: self._forget(msg_id, done))

    def _forget(self, msg_id: Any, done: Any) -> None:
        if self._request_futures.get(msg_id) is done:
            del self._request_futures[msg_id]

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *_: Any) -> None:  # type: ignore[override]  # a plain function is a handler, too
        """Cancels what is under way. pygls does so over a dictionary that shrinks meanwhile, and fails."""
        for future in list(self._request_futures.values()):
            future.cancel()
        self._shutdown = True

    # Malformed messages

    def refuse(self, code: int, message: str) -> None:
        """Answers something that has no usable id, as JSON-RPC 2.0 asks: an error with id null."""
        body = {"jsonrpc": "2.0", "id": None, "error": {"code": int(code), "message": message}}
        self._send_data(body)

    def refuse_unreadable(self, error: Exception) -> None:
        """Answers a message that could not be read; the message itself is not repeated, it may hold source text."""
        if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
            self.refuse(types.ErrorCodes.ParseError, f"The message is not JSON ({type(error).__name__}).")
        elif isinstance(error, JsonRpcException):
            self.refuse(error.code or types.ErrorCodes.InvalidRequest, "The message does not have its method's form.")
        else:
            self.refuse(types.ErrorCodes.InvalidRequest, f"The message cannot be read ({type(error).__name__}).")

    def structure_message(self, data: dict[str, Any]) -> Any:
        """As pygls does, and remembers the id, so that a request with broken parameters gets its own error."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "jsonrpc" in data and "id" in data and "method" in data:
                self._fail(
                    data["id"], types.ErrorCodes.InvalidParams, f"The parameters of {data['method']} are broken."
                )
                return _Answered()
            raise error from None

    def _fail(self, msg_id: Any, code: int, message: str) -> None:
        self._send_response(msg_id, error=types.ResponseError(code=int(code), message=message))

    # Documents and folders: straight to our features

    def _feature(self, method: str, params: Any) -> _Feature:
        handler = self.fm.features.get(method)
        if handler is not None:
            yield handler, (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> _Feature:
        yield from self._feature(types.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> _Feature:
        yield from self._feature(types.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> _Feature:
        yield from self._feature(types.TEXT_DOCUMENT_DID_CLOSE, params)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def lsp_notebook_document__did_open(self, params: types.DidOpenNotebookDocumentParams) -> _Feature:
        yield from self._feature(types.NOTEBOOK_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def lsp_notebook_document__did_change(self, params: types.DidChangeNotebookDocumentParams) -> _Feature:
        yield from self._feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def lsp_notebook_document__did_close(self, params: types.DidCloseNotebookDocumentParams) -> _Feature:
        yield from self._feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE, params)

    @lsp_method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def lsp_workspace__did_change_workspace_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> _Feature:
        yield from self._feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, params)


class _Answered:
    """Stands for a message that has had its answer already."""

    jsonrpc = "2.0 (answered)"
