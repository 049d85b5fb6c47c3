"""initialize: reads what the client can do and makes the state of the connection."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path

from answerable.lsp.archives import Archives, desk_of
from answerable.lsp.board import Board
from answerable.lsp.client import Client
from answerable.lsp.documents import Documents
from answerable.lsp.health import Health
from answerable.lsp.progress import FirstScan
from answerable.lsp.provenance import Provenance
from answerable.lsp.publisher import Publisher
from answerable.lsp.roots import Roots
from answerable.lsp.state import State, encoding_of
from answerable.schedule import Result, Schedule, Stage


def prepare(server: LanguageServer, params: types.InitializeParams) -> State:
    """The state for this client. Runs before the server's capabilities are made out."""
    client = Client.of(params)
    if not client.pulls:
        # A client that is not told to ask again would never see what the engine found: it gets it pushed.
        server.protocol.fm.features.pop(types.TEXT_DOCUMENT_DIAGNOSTIC, None)
    health, documents, encoding = Health(), Documents(), encoding_of(params)
    roots = Roots(health.crashed)
    for uri in _folders(params):
        roots.add(uri)
    options = params.initialization_options
    if isinstance(options, Mapping):
        # VS Code's word on workspace trust; who does not say is taken to have looked before opening.
        roots.trusted = options.get("trusted", True) is not False
        own = options.get("settings")
        if isinstance(own, Mapping):
            for uri in roots.all_uris():
                roots.configure(uri, own)
    board = Board(server, client, documents, encoding)
    publisher = Publisher(server, documents, encoding, pulls=client.pulls, blocks_of=board.blocks_of)
    progress = FirstScan(server, supported=client.progress)

    def publish(result: Result) -> None:
        publisher.publish(result)
        if result.stage is Stage.FULL:
            progress.finish(result.snapshot.uri)

    def show_warning(text: str) -> None:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))

    archives = Archives(desk_of, roots, lambda text: show_warning(f"Answerable: {text}"), health.crashed)
    schedule = Schedule(publish, health.crashed)
    provenance = Provenance(lambda uri: archives.of(roots.owner(uri)), board.changed, health.crashed, moved=board.moved)
    board.attach(provenance, schedule, publisher)
    return State(
        client=client,
        encoding=encoding,
        documents=documents,
        roots=roots,
        schedule=schedule,
        blocks_of=board.blocks_of,
        publisher=publisher,
        progress=progress,
        provenance=provenance,
        archives=archives,
        health=health,
        show_warning=show_warning,
        ask_configuration=server.workspace_configuration_async,
        server=server,
    )


def _folders(params: types.InitializeParams) -> list[str]:
    if params.workspace_folders:
        return [folder.uri for folder in params.workspace_folders]
    if params.root_uri:
        return [params.root_uri]
    uri = from_fs_path(params.root_path) if params.root_path else None
    return [uri] if uri else []
