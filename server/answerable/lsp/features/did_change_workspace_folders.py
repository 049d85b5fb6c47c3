"""workspace/didChangeWorkspaceFolders."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import rehome
from answerable.lsp.configuration import fetch_settings
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.DidChangeWorkspaceFoldersParams) -> None:
    for folder in params.event.removed:
        state.roots.remove(folder.uri)
    for folder in params.event.added:
        state.roots.add(folder.uri)
    rehome(state)
    if state.client.configuration:
        state.spawn(fetch_settings(state), "workspace/configuration")


FEATURE = Notice(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, _handle)
