"""workspace/didChangeConfiguration."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol import types

from answerable.lsp.configuration import apply_settings, fetch_settings
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.DidChangeConfigurationParams) -> None:
    if state.client.configuration:
        # What the notification carries is optional and client-specific; asking gives each folder its own answer.
        state.spawn(fetch_settings(state), "workspace/configuration")
        return
    settings = params.settings
    if isinstance(settings, Mapping) and isinstance(settings.get("answerable", settings), Mapping):
        apply_settings(state, {root: settings.get("answerable", settings) for root in state.roots.all_uris()})


FEATURE = Notice(types.WORKSPACE_DID_CHANGE_CONFIGURATION, _handle)
