"""A text editor without a screen: buffers, a cursor's worth of editing, and a real language client (pygls).

It does what an editor does and no more: it sends each keystroke as one incremental change, keeps the newest
diagnostics that the server pushed, asks for hovers and code actions, and applies edits to its buffers. Nothing is
written to disk.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from answerable.text.lines import Encoding, LineIndex
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

Condition = Callable[[Sequence[types.Diagnostic]], bool]

KEY_INTERVAL = 0.04
"""Seconds between two keystrokes: somebody who types fast."""
PATIENCE = 60.0
"""Seconds until a diagnostic that does not come counts as missing."""


class EditorProblem(Exception):
    """The server did not do what an editor needs; the message says what was missing."""


@dataclass(slots=True)
class Buffer:
    """One open file, as it stands in the editor."""

    name: str
    uri: str
    language: str
    text: str
    version: int = 1
    diagnostics: list[types.Diagnostic] = field(default_factory=list)
    edited: float = 0.0
    """When the newest change was sent, by `time.perf_counter`."""

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.of(self.text, self.name, language=self.language, uri=self.uri, version=self.version)


class Editor:
    """One editor window on one project, with the server it started."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self.buffers: dict[str, Buffer] = {}
        self.messages: list[str] = []
        """What the server told the person."""
        self._log = log
        self._client = LanguageClient("answerable-demo", "1")
        self._encoding = Encoding.UTF16
        self._news = asyncio.Event()

        # pygls writes on the function it is given, which a bound method does not allow.
        def published(params: types.PublishDiagnosticsParams) -> None:
            self._received(params)

        self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
        self._client.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))

    async def start(self) -> float:
        """Starts the server on stdio and shakes hands; returns the seconds until it was ready."""
        began = time.perf_counter()
        log = ["--log-file", str(self._log)]
        await self._client.start_io(sys.executable, "-m", "answerable", "serve", *log)
        answer = await self._within(
            self._client.initialize_async(
                types.InitializeParams(
                    capabilities=CAPABILITIES,
                    client_info=types.ClientInfo("answerable-demo"),
                    workspace_folders=[types.WorkspaceFolder(self.root.as_uri(), self.root.name)],
                )
            ),
            "the server to start",
        )
        if answer.capabilities.position_encoding is not None:
            self._encoding = Encoding(answer.capabilities.position_encoding)
        self._client.initialized(types.InitializedParams())
        return time.perf_counter() - began

    async def stop(self) -> None:
        """Takes leave as the protocol has it; the server ends."""
        if not self._client.stopped:
            await self._within(self._client.shutdown_async(None), "the server to shut down")
            self._client.exit(None)
        await self._client.stop()  # type: ignore[no-untyped-call]

    def open(self, name: str, text: str, language: str) -> Buffer:
        """Opens a file of the project under a text, which may be another one than the file's on disk."""
        buffer = Buffer(name, (self.root / name).as_uri(), language, text, edited=time.perf_counter())
        self.buffers[buffer.uri] = buffer
        item = types.TextDocumentItem(buffer.uri, language, buffer.version, text)
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return buffer

    async def type(self, buffer: Buffer, at: int, text: str) -> None:
        """Types a text at an offset, one keystroke after the other."""
        for position, character in enumerate(text):
            await asyncio.sleep(KEY_INTERVAL)
            self.replace(buffer, Span(at + position, at + position), character)

    def replace(self, buffer: Buffer, span: Span, text: str) -> None:
        """One change, as an editor sends it; an empty span inserts (a keystroke, a paste)."""
        change = types.TextDocumentContentChangePartial(range=self._range(buffer, span), text=text)
        buffer.text = buffer.text[: span.start] + text + buffer.text[span.end :]
        buffer.version += 1
        buffer.edited = time.perf_counter()
        identifier = types.VersionedTextDocumentIdentifier(version=buffer.version, uri=buffer.uri)
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    async def until(self, buffer: Buffer, condition: Condition, what: str) -> float:
        """Waits until the diagnostics are as wanted; returns the seconds since the last change.

        Raises EditorProblem when they do not become so.
        """
        deadline = time.perf_counter() + PATIENCE
        while not condition(buffer.diagnostics):
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), deadline - time.perf_counter())
            except TimeoutError:
                shown = [diagnostic.code for diagnostic in buffer.diagnostics]
                raise EditorProblem(f"{buffer.name}: waited for {what}, and the editor shows {shown}") from None
        return time.perf_counter() - buffer.edited

    async def settled(self, *buffers: Buffer) -> None:
        """Waits until the server has looked at all of the newest text of these buffers."""
        deadline = time.perf_counter() + PATIENCE
        waiting = {buffer.uri: buffer for buffer in buffers}
        while waiting and time.perf_counter() < deadline:
            for document in (await self.status())["documents"]:
                buffer = waiting.get(document["uri"])
                done = buffer is not None and document.get("version") == buffer.version and document["stage"] == "full"
                if done or document.get("leftOut"):
                    waiting.pop(document["uri"], None)
            await asyncio.sleep(0.05)
        if waiting:
            names = ", ".join(buffer.name for buffer in waiting.values())
            raise EditorProblem(f"after {PATIENCE:.0f} s the server has not looked at {names}")

    async def status(self) -> dict[str, Any]:
        """What the command answerable.status tells."""
        request = self._client.workspace_execute_command_async(types.ExecuteCommandParams("answerable.status"))
        answer: dict[str, Any] = await self._within(request, "answerable.status")
        return answer

    async def hover(self, buffer: Buffer, diagnostic: types.Diagnostic) -> str:
        """The markdown shown when the mouse rests on a diagnostic; empty when there is none."""
        where = types.HoverParams(types.TextDocumentIdentifier(buffer.uri), diagnostic.range.start)
        answer = await self._within(self._client.text_document_hover_async(where), "a hover")
        return answer.contents.value if answer and isinstance(answer.contents, types.MarkupContent) else ""

    async def lenses(self, buffer: Buffer) -> list[str]:
        """The titles of the code lenses, from top to bottom."""
        asked = types.CodeLensParams(types.TextDocumentIdentifier(buffer.uri))
        answer = await self._within(self._client.text_document_code_lens_async(asked), "code lenses")
        return [lens.command.title for lens in answer or [] if lens.command]

    async def command(self, name: str, argument: dict[str, str]) -> dict[str, Any]:
        """Runs a command of the server's; its answer."""
        asked = types.ExecuteCommandParams(name, [argument])
        answer = await self._within(self._client.workspace_execute_command_async(asked), name)
        return answer if isinstance(answer, dict) else answer._asdict()

    def save(self, buffer: Buffer) -> None:
        """Tells that the file was written to disk."""
        identifier = types.TextDocumentIdentifier(buffer.uri)
        self._client.text_document_did_save(types.DidSaveTextDocumentParams(identifier))

    async def fixes(self, buffer: Buffer, diagnostic: types.Diagnostic) -> list[types.CodeAction]:
        """The quick fixes offered for a diagnostic that come as an edit."""
        parameters = types.CodeActionParams(
            types.TextDocumentIdentifier(buffer.uri),
            diagnostic.range,
            types.CodeActionContext([diagnostic], [types.CodeActionKind.QuickFix]),
        )
        answer = await self._within(self._client.text_document_code_action_async(parameters), "code actions")
        return [action for action in answer or [] if isinstance(action, types.CodeAction) and action.edit]

    def apply(self, action: types.CodeAction) -> None:
        """Applies a quick fix to the buffers, from the end of each document to its beginning."""
        for change in (action.edit and action.edit.document_changes) or []:
            if not isinstance(change, types.TextDocumentEdit):
                continue
            buffer = self.buffers[change.text_document.uri]
            edits = [
                (self.span(buffer, edit.range), edit.new_text) for edit in change.edits if hasattr(edit, "new_text")
            ]
            for span, text in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
                self.replace(buffer, span, text)

    def span(self, buffer: Buffer, place: types.Range) -> Span:
        """A range of the protocol as offsets in code points."""
        lines = LineIndex(buffer.text)
        return Span(
            lines.offset(place.start.line, place.start.character, self._encoding),
            lines.offset(place.end.line, place.end.character, self._encoding),
        )

    def _range(self, buffer: Buffer, span: Span) -> types.Range:
        lines = LineIndex(buffer.text)
        start, end = lines.position(span.start, self._encoding), lines.position(span.end, self._encoding)
        return types.Range(types.Position(*start), types.Position(*end))

    def _received(self, params: types.PublishDiagnosticsParams) -> None:
        buffer = self.buffers.get(params.uri)
        if buffer is None or params.version not in (None, buffer.version):
            return  # for a text that has changed since; an editor would show it in the wrong place
        buffer.diagnostics = list(params.diagnostics)
        self._news.set()

    async def _within(self, request: Any, what: str) -> Any:
        try:
            return await asyncio.wait_for(request, PATIENCE)
        except TimeoutError:
            raise EditorProblem(f"waited {PATIENCE:.0f} s for {what}; the server's log: {self.last_words()}") from None

    def last_words(self) -> str:
        """The end of the server's log."""
        if not self._log.exists():
            return "(none)"
        return self._log.read_text(encoding="utf-8", errors="replace")[-2000:] or "(empty)"


CAPABILITIES = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf16]),
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        synchronization=types.TextDocumentSyncClientCapabilities(did_save=True),
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(version_support=True, data_support=True),
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        code_action=types.CodeActionClientCapabilities(
            code_action_literal_support=types.ClientCodeActionLiteralOptions(
                code_action_kind=types.ClientCodeActionKindOptions(value_set=[types.CodeActionKind.QuickFix])
            )
        ),
    ),
)
"""What a common editor says it can do: UTF-16 positions, versioned edits, markdown, quick fixes."""
