"""The folders of the editor's workspace, each with its policy, rules and detectors."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pygls.uris import to_fs_path

from answerable.session.workspace import Workspace

Crashed = Callable[[str, BaseException], None]


def within(uri: str, root: str) -> bool:
    """Whether the first uri is that of the second or lies below it, however each client escapes its characters."""
    here, base = (to_fs_path(each) if each.startswith("file:") else each for each in (uri, root))
    if here is None or base is None:
        return False
    here, base = os.path.normcase(here), os.path.normcase(base).rstrip("/\\")
    return here == base or here.startswith((f"{base}/", f"{base}{os.sep}"))


class Roots:
    """Opens workspaces off the loop and keeps them until their folder goes or their configuration changes."""

    def __init__(self, crashed: Crashed) -> None:
        self._crashed = crashed
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="roots")
        self._open: dict[str, Workspace] = {}
        """By uri of the folder; the empty uri stands for documents outside every folder."""
        self._settings: dict[str, Mapping[str, Any]] = {}
        self._opening: dict[str, asyncio.Task[Workspace]] = {}
        self._generation: dict[str, int] = {}
        """How often a folder was to be read again or was removed: what was begun before that counts no more."""
        self.uris: list[str] = []
        self.trusted = True

    def __iter__(self) -> Iterator[Workspace]:
        return iter(list(self._open.values()))

    def owner(self, uri: str) -> str:
        """The uri of the innermost folder that holds this document; empty where none does."""
        inside = [root for root in self.uris if within(uri, root)]
        if inside:
            return max(inside, key=len)
        # An untitled document belongs to no folder, but is meant for the one that is open.
        return self.uris[0] if self.uris and not uri.startswith("file:") else ""

    def relative(self, uri: str) -> str:
        """The document's path in its folder with ``/`` between the parts; outside every folder its whole path."""
        root = self.owner(uri)
        path = to_fs_path(uri) if uri.startswith("file:") else None
        if path is None:
            # untitled:Untitled-1, vscode-notebook-cell:… and others have no file.
            return uri.split(":", 1)[-1].lstrip("/") or uri
        base = to_fs_path(root) if root else None
        if base is not None:
            try:
                return Path(path).relative_to(base).as_posix()
            except ValueError:
                pass
        return Path(path).as_posix()

    def all_uris(self) -> list[str]:
        """Every folder, and the empty uri for what lies outside them."""
        return [*self.uris, ""]

    def of(self, root: str) -> Workspace | None:
        """The workspace of a folder if it is open."""
        return self._open.get(root)

    def started(self, root: str) -> bool:
        """Whether the workspace of a folder is open or being opened."""
        return root in self._open or root in self._opening

    def add(self, root: str) -> None:
        """Takes note of a folder; its workspace is opened with its first document."""
        if root not in self.uris:
            self.uris.append(root)

    def configure(self, root: str, settings: Mapping[str, Any]) -> bool:
        """Keeps a folder's settings from the editor; True when they are not what they were."""
        if self._settings.get(root, {}) == settings:
            return False
        self._settings[root] = dict(settings)
        return True

    async def workspace(self, uri: str) -> Workspace:
        """The workspace of the document's folder, opened if need be."""
        return await self.of_root(self.owner(uri))

    def ready(self, uri: str) -> Workspace | None:
        """The same if it is open already."""
        return self._open.get(self.owner(uri))

    async def reload(self, root: str) -> Workspace:
        """Reads policy and rules of a folder again; the old workspace serves until the new one is there."""
        self._generation[root] = self._generation.get(root, 0) + 1
        self._opening[root] = task = asyncio.get_running_loop().create_task(self._start(root))
        return await asyncio.shield(task)

    def remove(self, root: str) -> None:
        """Forgets a folder."""
        self.uris = [uri for uri in self.uris if uri != root]
        self._generation[root] = self._generation.get(root, 0) + 1
        self._settings.pop(root, None)
        self._opening.pop(root, None)
        workspace = self._open.pop(root, None)
        if workspace is not None:
            self._pool.submit(workspace.close)

    def close(self) -> None:
        """Ends every engine process."""
        for workspace in self:
            workspace.close()
        self._open.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def of_root(self, root: str) -> Workspace:
        """The workspace of a folder, opened if need be; the empty uri for documents outside every folder."""
        if root in self._open:
            return self._open[root]
        # Several documents of a folder are opened at once: they share one task.
        if root not in self._opening:
            self._opening[root] = asyncio.get_running_loop().create_task(self._start(root))
        return await asyncio.shield(self._opening[root])

    async def _start(self, root: str) -> Workspace:
        """Opens the folder's workspace and puts it in place, unless a later reading has overtaken this one."""
        generation = self._generation.get(root, 0)
        path = to_fs_path(root) if root else None
        settings = self._settings.get(root, self._settings.get("", {}))

        def opened() -> Workspace:
            return Workspace.open(
                Path(path) if path else None, settings=settings, trusted=self.trusted, crashed=self._crashed
            )

        loop = asyncio.get_running_loop()
        workspace = await loop.run_in_executor(self._pool, opened)
        if generation != self._generation.get(root, 0):
            loop.run_in_executor(self._pool, workspace.close)
            # Whoever waits for this one gets what overtook it; of a folder that was removed, what it asked for.
            newer = self._opening.get(root)
            return await asyncio.shield(newer) if newer is not None else self._open.get(root, workspace)
        old, self._open[root] = self._open.get(root), workspace
        self._opening.pop(root, None)
        # Not waited for: a first document that comes meanwhile is checked all the same.
        loop.run_in_executor(self._pool, workspace.warm)
        if old is not None:
            loop.run_in_executor(self._pool, old.close)
        return workspace
