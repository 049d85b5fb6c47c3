"""A real server process and a real client, in the guise of several editors."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

Position = types.Position
Range = types.Range

PATIENCE = 20.0
"""Seconds to wait for what must come; a bound against hanging, no measure of speed."""


class Editor:
    """What an editor does: opens, types, saves, closes, and sees what the server shows."""

    def __init__(self, client: LanguageClient, root: Path, result: types.InitializeResult) -> None:
        self.client = client
        self.root = root
        self.result = result
        self.pulls = result.capabilities.diagnostic_provider is not None
        self.versions: dict[str, int] = {}
        self.registered: list[str] = []
        """What the server asked to be told of."""

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str, language: str = "python", uri: str = "") -> str:
        uri = uri or self.uri(name)
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        change = types.TextDocumentContentChangePartial(Range(Position(*start), Position(*end)), text)
        self._change(uri, change)

    def replace(self, uri: str, text: str) -> None:
        self._change(uri, types.TextDocumentContentChangeWholeDocument(text))

    def _change(self, uri: str, change: types.TextDocumentContentChangeEvent) -> None:
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def save(self, uri: str) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """What the editor shows now."""
        if not self.pulls:
            return list(self.client.diagnostics.get(uri, []))
        params = types.DocumentDiagnosticParams(text_document=types.TextDocumentIdentifier(uri))
        report = await self.client.text_document_diagnostic_async(params)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        return list(report.items)

    async def sees(self, uri: str, *expected: str) -> list[types.Diagnostic]:
        """Waits until exactly these are shown: ``rule@line:character-line:character``, in order of position."""
        shown: list[str] = []

        async def look() -> list[types.Diagnostic]:
            nonlocal shown
            while True:
                found = await self.diagnostics(uri)
                shown = [brief(diagnostic) for diagnostic in found]
                if shown == list(expected):
                    return found
                await asyncio.sleep(0.02)

        try:
            return await asyncio.wait_for(look(), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"expected {list(expected)}, the editor shows {shown}") from None

    async def command(self, name: str, *arguments: Any) -> Any:
        params = types.ExecuteCommandParams(name, list(arguments))
        return await self.client.workspace_execute_command_async(params)

    async def status(self) -> Any:
        return plain(await self.command("answerable.status"))

    async def actions(self, uri: str, line: int, character: int) -> Sequence[types.CodeAction | types.Command]:
        at = Range(Position(line, character), Position(line, character))
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, types.CodeActionContext([]))
        return await self.client.text_document_code_action_async(params) or []

    async def hover(self, uri: str, line: int, character: int) -> types.Hover | None:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), Position(line, character))
        return await self.client.text_document_hover_async(params)


def brief(diagnostic: types.Diagnostic) -> str:
    start, end = diagnostic.range.start, diagnostic.range.end
    return f"{diagnostic.code}@{start.line}:{start.character}-{end.line}:{end.character}"


def text_edits(edit: types.WorkspaceEdit | None) -> list[types.TextEdit]:
    """The edits of the one document that a workspace edit touches, in whichever form it has them."""
    assert edit is not None
    if edit.changes is not None:
        [edits] = edit.changes.values()
        return list(edits)
    assert edit.document_changes is not None
    [change] = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version is not None
    return [item for item in change.edits if isinstance(item, types.TextEdit)]


def command_of(action: types.CodeAction | types.Command) -> Any:
    """The command of a code action, as plain JSON."""
    command = action.command
    if isinstance(command, str):
        # lsprotocol takes a code action with a command for a command, and its command's text for the name.
        return ast.literal_eval(command)
    assert command is not None
    return {"command": command.command, "arguments": plain(command.arguments)}


def plain(value: Any) -> Any:
    """JSON again: the client turns objects of unknown shape into named tuples."""
    if hasattr(value, "_asdict"):
        return {key: plain(item) for key, item in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def pulling() -> types.ClientCapabilities:
    """A current VS Code: pulls diagnostics and can be asked to pull again (pytest-lsp carries an older one)."""
    caps = client_capabilities("visual_studio_code@v1.65.2")
    assert caps.text_document is not None
    assert caps.workspace is not None
    caps.text_document.diagnostic = types.DiagnosticClientCapabilities(dynamic_registration=True)
    caps.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    return caps


PROFILES: dict[str, Callable[[], types.ClientCapabilities]] = {
    "vscode-pull": pulling,
    "vscode-1.65": lambda: client_capabilities("visual_studio_code@v1.65.2"),
    "neovim-0.7": lambda: client_capabilities("neovim@v0.7.0"),
    "neovim-0.11": lambda: client_capabilities("neovim@v0.11.0"),
    "emacs-29": lambda: client_capabilities("emacs@v29.1"),
}


@asynccontextmanager
async def running(
    command: Sequence[str],
    root: Path,
    capabilities: types.ClientCapabilities,
    *,
    folders: Sequence[Path] | None = None,
    configuration: dict[str, Any] | None = None,
    options: Any = None,
) -> AsyncIterator[Editor]:
    """An editor with a server of its own, ended in good order."""
    client = make_test_lsp_client()
    client.set_configuration({"answerable": configuration or {}})
    registered: list[str] = []

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        registered.extend(registration.method for registration in params.registrations)

    await client.start_io(*command)
    where = [root] if folders is None else folders
    params = types.InitializeParams(
        capabilities=capabilities,
        workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name=folder.name) for folder in where],
        initialization_options=options,
    )
    result = await client.initialize_session(params)
    editor = Editor(client, root, result)
    editor.registered = registered
    try:
        yield editor
        await asyncio.wait_for(client.shutdown_session(), PATIENCE)
    finally:
        # After a failure the server was not told to leave, and stopping the client waits for its end.
        if client._server is not None and client._server.returncode is None:
            client._server.kill()
        await client.stop()
