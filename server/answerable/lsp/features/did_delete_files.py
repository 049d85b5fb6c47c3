"""workspace/didDeleteFiles: nothing is shown any more for a file that is gone, though its editor may still be open."""

from __future__ import annotations

from lsprotocol import types

from answerable.lsp.analysis import forget_below
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State

EVERYTHING = types.FileOperationRegistrationOptions(
    filters=[types.FileOperationFilter(pattern=types.FileOperationPattern(glob="**/*"), scheme="file")]
)


def _handle(state: State, params: types.DeleteFilesParams) -> None:
    for file in params.files:
        forget_below(state, file.uri)


FEATURE = Notice(types.WORKSPACE_DID_DELETE_FILES, _handle, EVERYTHING)
