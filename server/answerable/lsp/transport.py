"""Input and output that do not block the event loop, and an end to the server when its client is gone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import threading
from collections.abc import Callable
from typing import BinaryIO

import psutil

LARGEST_LINE = 2**16
"""Bytes of a header line; a longer one is no LSP header. Bodies are not bounded by it."""


def threaded_reader(stream: BinaryIO) -> asyncio.StreamReader:
    """Reads in a daemon thread: blocked in a read, as it is most of the time, it does not keep the process alive."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LARGEST_LINE)
    descriptor = stream.fileno()

    def feed() -> None:
        try:
            while data := os.read(descriptor, 1 << 16):
                loop.call_soon_threadsafe(reader.feed_data, data)
            loop.call_soon_threadsafe(reader.feed_eof)
        except (OSError, RuntimeError):
            # The stream broke, or the loop has ended before us.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(reader.feed_eof)

    threading.Thread(target=feed, name="reader", daemon=True).start()
    return reader


class ThreadedWriter:
    """Writes in a thread of its own: a client that stops reading fills a queue instead of stopping the loop."""

    def __init__(self, stream: BinaryIO, lost: Callable[[], None]) -> None:
        """`lost` is called, from the writing thread, when the stream cannot be written any more."""
        self._stream = stream
        self._lost = lost
        self._queue: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, data: bytes) -> None:
        self._queue.put(data)

    def close(self) -> None:
        """Writes what is queued, then ends; waits a bounded time for a client that does not read."""
        self._queue.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout=2)

    def _run(self) -> None:
        try:
            while (data := self._queue.get()) is not None:
                self._stream.write(data)
                if self._queue.empty():
                    self._stream.flush()
            self._stream.flush()
        except (OSError, ValueError):
            self._lost()


class ClientProcess:
    """The client's process (`InitializeParams.processId`), as it was when the client introduced itself.

    Looked up while the client still waits for our answer: one that died before a first look would never be missed. Its
    start time is kept too: a process id may be given to another process.
    """

    def __init__(self, process_id: int) -> None:
        self._id = process_id
        self._started: float | None
        try:
            self._started = psutil.Process(process_id).create_time()
        except psutil.Error:
            # One that we may not look at, or that lives in another container, cannot be watched; then the end of our
            # input is what tells.
            self._started = None

    @property
    def gone(self) -> bool:
        """Whether it has ended; False for a process that cannot be watched."""
        if self._started is None:
            return False
        try:
            process = psutil.Process(self._id)
            return process.create_time() != self._started or process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True
        except psutil.Error:
            return False


async def watch_client(client: ClientProcess, left: Callable[[], None], interval: float = 3.0) -> None:
    """Calls `left` once the client's process has ended."""
    while True:
        if client.gone:
            left()
            return
        await asyncio.sleep(interval)
