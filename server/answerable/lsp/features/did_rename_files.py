"""workspace/didRenameFiles: the old name shows nothing any more; the client opens the document under its new one."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import forget_below
from answerable.lsp.features.did_delete_files import EVERYTHING
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State


def _handle(state: State, params: types.RenameFilesParams) -> None:
    for file in params.files:
        forget_below(state, file.old_uri)


FEATURE = Notice(types.WORKSPACE_DID_RENAME_FILES, _handle, EVERYTHING)
