"""What one connection knows, handed to every feature."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from answerable.guard.placeholders import PlaceholderMap
from answerable.lsp.archives import Archives
from answerable.lsp.client import Client
from answerable.lsp.documents import Documents
from answerable.lsp.health import Health
from answerable.lsp.progress import FirstScan
from answerable.lsp.provenance import Provenance
from answerable.lsp.publisher import Publisher
from answerable.lsp.roots import Roots
from answerable.origin.model import Block
from answerable.schedule import Schedule
from answerable.text.lines import Encoding
from answerable.text.snapshot import Snapshot


@dataclass(slots=True)
class State:
    """Made while ``initialize`` is answered; changed on the event loop only."""

    client: Client
    encoding: Encoding
    documents: Documents
    roots: Roots
    schedule: Schedule
    blocks_of: Callable[[Snapshot], tuple[Block, ...]]
    """The blocks that lie in a snapshot; none where it is not the newest of its document: they have moved on."""
    publisher: Publisher
    progress: FirstScan
    provenance: Provenance
    archives: Archives
    health: Health
    server: LanguageServer
    """To send with; features answer through what they return."""
    show_warning: Callable[[str], None]
    """Shows a sentence to the person at the editor."""
    ask_configuration: Callable[[types.ConfigurationParams], Awaitable[Any]]
    left_out: dict[str, str] = field(default_factory=dict)
    """Open documents that are not analysed, by uri, and why."""
    beginning: dict[str, asyncio.Task[Any]] = field(default_factory=dict)
    """Documents whose workspace is still being opened."""
    reloading: dict[str, asyncio.TimerHandle] = field(default_factory=dict)
    """Folders about to be read again."""
    placeholders: PlaceholderMap = field(default_factory=PlaceholderMap)
    """Which value has which placeholder in what was redacted for a prompt; in memory only, gone with the server."""
    redacting: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever gives out placeholders: a redaction tries its own out elsewhere before it adds them."""
    told: set[str] = field(default_factory=set)
    """Configuration problems the person has been shown."""
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def spawn(self, work: Coroutine[Any, Any, Any], feature: str) -> asyncio.Task[Any]:
        """Runs work that no request waits for; what it raises is counted under the feature's name."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)

        def done(task: asyncio.Task[Any]) -> None:
            self.tasks.discard(task)
            if not task.cancelled() and (error := task.exception()) is not None:
                self.health.crashed(feature, error)

        task.add_done_callback(done)
        return task


def encoding_of(params: types.InitializeParams) -> Encoding:
    """What a position's character counts: the client's first wish that we know, else UTF-16 as LSP demands."""
    general = params.capabilities.general
    for wish in (general.position_encodings if general else None) or []:
        if wish in set(Encoding):
            return Encoding(wish)
    return Encoding.UTF16
