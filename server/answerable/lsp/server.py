"""Puts the server together and runs it on standard input and output, or on a socket."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.io_ import run_async
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from answerable import __version__
from answerable.lsp.features import FEATURES
from answerable.lsp.features.initialize import prepare
from answerable.lsp.features.registry import wire
from answerable.lsp.notebooks import SYNC as NOTEBOOK_SYNC
from answerable.lsp.protocol import AnswerableProtocol
from answerable.lsp.state import State
from answerable.lsp.transport import LARGEST_LINE, ClientProcess, ThreadedWriter, threaded_reader, watch_client

logger = logging.getLogger(__name__)


class AnswerableServer(LanguageServer):
    """One connection: pygls' server with our protocol, and the state once ``initialize`` came."""

    protocol: AnswerableProtocol

    def __init__(self) -> None:
        self.state: State | None = None
        self.gone = threading.Event()
        """Set when the client is not there any more."""
        super().__init__(
            "answerable",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            notebook_document_sync=NOTEBOOK_SYNC,
            protocol_cls=AnswerableProtocol,
            converter_factory=default_converter,
        )
        # A function, because pygls marks handlers with attributes, which a bound method cannot hold.
        self.feature(types.INITIALIZE)(lambda params: self._initialize(params))
        wire(self, lambda: self.state, FEATURES)

    def _initialize(self, params: types.InitializeParams) -> None:
        self.state = prepare(self, params)
        if params.process_id is not None:
            self.state.spawn(watch_client(ClientProcess(params.process_id), self.leave), "client watch")

    def leave(self) -> None:
        """Ends the server: the client is gone."""
        self.gone.set()
        self.end()

    end: Callable[[], Any] = staticmethod(lambda: None)
    """Set by the transport: stops reading."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Called by pygls for what went wrong outside a feature: a message that could not be read or handled."""
        logger.warning("a message could not be handled: %s", type(error).__name__)
        self.protocol.refuse_unreadable(error)

    async def close(self) -> None:
        """Ends all work and every engine process."""
        if self.state is None:
            return
        state, self.state = self.state, None
        for task in list(state.tasks):
            task.cancel()
        state.provenance.close()
        await state.schedule.close()
        await state.archives.finish()
        state.archives.close()
        state.roots.close()


def serve_stdio() -> int:
    """Serves standard input and output until the client leaves; the process's exit code.

    0 after ``shutdown`` and ``exit``, 1 when the client went without them (LSP 3.17, "Exit Notification").
    """
    source, sink = _own_stdio()
    return asyncio.run(_serve_stdio(source, sink))


async def _serve_stdio(source: BinaryIO, sink: BinaryIO) -> int:
    server = AnswerableServer()
    loop = asyncio.get_running_loop()

    def lost() -> None:
        loop.call_soon_threadsafe(server.leave)

    return await _run(server, threaded_reader(source), ThreadedWriter(sink, lost))


async def _run(server: AnswerableServer, reader: Any, writer: Any) -> int:
    stop = threading.Event()
    server.protocol.set_writer(writer)
    reading = asyncio.ensure_future(
        run_async(stop, reader, server.protocol, logging.getLogger("answerable.transport"), server.report_server_error)
    )
    server.end = reading.cancel
    code = 1
    try:
        await reading
    except (asyncio.CancelledError, OSError, ValueError, asyncio.IncompleteReadError):
        logger.info("the client left")
    except SystemExit as leave:
        code = int(leave.code or 0)
    await server.close()
    with contextlib.suppress(OSError):
        writer.close()
    return code


def serve_tcp(host: str, port: int, ready: Callable[[str, int], None] = lambda host, port: None) -> int:
    """Serves one client on a socket, then ends. `ready` gets the address once it listens; port 0 means any free one."""
    return asyncio.run(_serve_tcp(host, port, ready))


async def _serve_tcp(host: str, port: int, ready: Callable[[str, int], None]) -> int:
    finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    connected = False

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connected
        if connected:
            writer.close()
            return
        connected = True
        code = await _run(AnswerableServer(), reader, writer)
        if not finished.done():
            finished.set_result(code)

    listening = await asyncio.start_server(connection, host, port, limit=LARGEST_LINE)
    address = listening.sockets[0].getsockname()
    ready(address[0], address[1])
    async with listening:
        return await finished


def _own_stdio() -> tuple[BinaryIO, BinaryIO]:
    """Our own copies of standard input and output; what a library prints goes to standard error instead."""
    source = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return source, sink
