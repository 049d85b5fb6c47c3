"""workspace/didChangeWatchedFiles: policy and rule files count as soon as they change."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import configuration_changed
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.DidChangeWatchedFilesParams) -> None:
    configuration_changed(state, [change.uri for change in params.changes])


FEATURE = Notice(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _handle)
