"""For each folder: its ledger's thread, and the index of its lines that tells a copy from something new."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path

from pygls.uris import to_fs_path

from answerable.files.read import read
from answerable.files.walk import NoSuchPath, discover
from answerable.findings.model import Skipped
from answerable.lsp.roots import Roots
from answerable.origin.lines import LineIndex
from answerable.session.books import repository_at, rules_of
from answerable.session.chronicle import Chronicle
from answerable.session.ledgers import open_ledger
from answerable.session.review import Desk
from answerable.session.workspace import Workspace

_LARGEST = 2 * 1024 * 1024
_BREATH = 0.002
"""Seconds after each file of the first look through a folder in which whoever types goes first."""
_LONGEST_END = 10.0
"""Seconds that the end of the server waits for the ledger."""
_PATIENCE = 3.0
"""Seconds before that look begins: the first findings are waited for, the index is not."""

OpenDesk = Callable[[Path | None, Workspace], Desk]


class _Ended(Exception):
    """The folder was closed while it was being looked through."""


class FolderArchive:
    """One folder's; see `provenance.Archive`."""

    def __init__(
        self,
        root: Path | None,
        chronicle: Chronicle,
        pool: ThreadPoolExecutor,
        crashed: Callable[[str, BaseException], None],
    ) -> None:
        """`crashed` is told what failed where nobody waits for it, in the pool's thread."""
        self.chronicle = chronicle
        self._crashed = crashed
        self.lines = LineIndex()
        self._root = root
        self._pool = pool
        self._closed = False
        if root is not None:
            asyncio.get_running_loop().call_later(_PATIENCE, self._begin)

    def on_disk(self, uri: str) -> asyncio.Future[tuple[str, float] | None]:
        path = to_fs_path(uri) if uri.startswith("file:") else None

        def look() -> tuple[str, float] | None:
            if path is None:
                return None
            try:
                written = Path(path).stat().st_mtime
            except (OSError, ValueError):
                return None
            content = read(Path(path), Path(path).parent, limit=_LARGEST)
            return None if isinstance(content, Skipped) else (content.text, written)

        return asyncio.get_running_loop().run_in_executor(None, look)

    def learn(self, path: str, text: str) -> None:
        if not self._closed:
            self._in_background(self.lines.update, path, text)

    def close(self) -> None:
        """Ends the look through the folder; what is to be written into the ledger still is."""
        self._closed = True
        self.chronicle.close()

    def _begin(self) -> None:
        if not self._closed:
            self._in_background(self._look_through)

    def _in_background(self, work: Callable[..., object], *arguments: str) -> None:
        def ended(done: Future[object]) -> None:
            if not done.cancelled() and (error := done.exception()) is not None:
                self._crashed("line index", error)

        self._pool.submit(work, *arguments).add_done_callback(ended)

    def _leave_out(self, path: str, directory: bool) -> None:
        # A walk through a whole disk takes minutes, and the process would stay for it.
        if self._closed:
            raise _Ended

    def _look_through(self) -> None:
        assert self._root is not None
        try:
            files = discover([str(self._root)], self._root, self._leave_out).files
        except (_Ended, NoSuchPath):
            return
        for found in files:
            if self._closed or len(self.lines) >= self.lines.capacity:
                return
            content = read(found.path, self._root, limit=_LARGEST)
            # What is open is told by the editor, whose text may be newer.
            if not isinstance(content, Skipped) and content.path not in self.lines:
                self.lines.update(content.path, content.text)
            time.sleep(_BREATH)


def desk_of(root: Path | None, workspace: Workspace) -> Desk:
    """The desk of a folder, at the ledger of its repository. Raises what `open_ledger` and `rules_of` do."""
    directory = root or Path.home()
    repository = repository_at(directory)
    ledger = open_ledger(repository, directory)
    ledger.fsync = workspace.policy.ledger.fsync
    return Desk(ledger, workspace, rules_of(workspace, repository))


class Archives:
    """All folders' archives, opened when a first document of theirs is."""

    def __init__(
        self,
        open_desk: OpenDesk,
        roots: Roots,
        trouble: Callable[[str], None],
        crashed: Callable[[str, BaseException], None],
    ) -> None:
        """`trouble` is told on the event loop what is wrong; `crashed` in any thread what nobody waits for."""
        self._crashed = crashed
        self._open_desk = open_desk
        self._roots = roots
        self._trouble = trouble
        self._open: dict[str, FolderArchive] = {}
        self._closing = threading.Event()
        # One thread for every index: an index is changed by one thread at a time.
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="lines")

    def of(self, root: str) -> FolderArchive:
        """The archive of a folder, by its uri; the empty one for what lies outside every folder."""
        archive = self._open.get(root)
        if archive is None:
            path = to_fs_path(root) if root else None
            directory = Path(path) if path else None
            loop = asyncio.get_running_loop()

            def opened() -> Desk:
                return self._open_desk(directory, self._wait_for(root, loop))

            def trouble(text: str) -> None:
                loop.call_soon_threadsafe(self._trouble, text)

            archive = self._open[root] = FolderArchive(directory, Chronicle(opened, trouble), self._pool, self._crashed)
        return archive

    def _wait_for(self, root: str, loop: asyncio.AbstractEventLoop) -> Workspace:
        """The folder's workspace: a first block may come before its policy and rules are read. Not on the loop."""

        async def ready() -> Workspace:
            return await self._roots.of_root(root)

        workspace = self._roots.of(root)
        if workspace is not None:
            return workspace
        if not self._closing.is_set():
            asked = asyncio.run_coroutine_threadsafe(ready(), loop)
            with contextlib.suppress(CancelledError):
                while not self._closing.is_set():
                    with contextlib.suppress(TimeoutError):
                        return asked.result(timeout=0.2)
            asked.cancel()
        # The loop that would answer is ending, and what is to be recorded must not end with it.
        path = to_fs_path(root) if root else None
        return Workspace.open(Path(path) if path else None, trusted=self._roots.trusted)

    def reloaded(self, root: str) -> None:
        """A folder's policy was read again."""
        if root in self._open:
            self._open[root].chronicle.reopen()

    async def finish(self) -> None:
        """Waits, for a bounded time, until everything that was to be recorded is: a folder's policy may still be on its
        way, and is waited for on the loop."""
        waiting = [asyncio.wrap_future(archive.chronicle.done()) for archive in self._open.values()]
        if waiting:
            await asyncio.wait(waiting, timeout=_LONGEST_END)

    def close(self) -> None:
        """Ends every thread once what it was given is done."""
        self._closing.set()
        for archive in self._open.values():
            archive.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
