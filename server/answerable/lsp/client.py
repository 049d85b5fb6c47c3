"""What the client at the other end can do, read once from its capabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lsprotocol import types


@dataclass(frozen=True, slots=True)
class Client:
    """Only what our behaviour depends on."""

    name: str = ""
    pulls: bool = False
    """Asks for diagnostics itself, and can be told to ask again when the engine is done."""
    configuration: bool = False
    """Answers ``workspace/configuration``."""
    watches: bool = False
    """Can be asked to watch files."""
    watches_configuration: bool = False
    """Wants to be asked before it tells that settings changed."""
    progress: bool = False
    markdown: bool = False
    versioned_edits: bool = False
    """Takes ``documentChanges`` in a workspace edit."""
    creates_files: bool = False
    """Takes the creation of a file in a workspace edit."""
    applies_edits: bool = False
    """Answers ``workspace/applyEdit``."""
    action_literals: bool = False
    """Takes code actions; otherwise only commands."""

    refreshes_lenses: bool = False
    """Can be asked to ask for code lenses again."""
    shows_blocks: bool = False
    """Takes `answerable/blocks` (``experimental.answerable.blocks`` among its capabilities)."""

    @classmethod
    def of(cls, params: types.InitializeParams) -> Client:
        """Reads the client's word; what it does not say, it cannot do."""
        caps = params.capabilities
        workspace = caps.workspace or types.WorkspaceClientCapabilities()
        document = caps.text_document or types.TextDocumentClientCapabilities()
        window = caps.window or types.WindowClientCapabilities()
        refresh = workspace.diagnostics is not None and bool(workspace.diagnostics.refresh_support)
        hover = document.hover.content_format if document.hover else None
        action = document.code_action
        edits = workspace.workspace_edit
        watched = workspace.did_change_watched_files
        changed = workspace.did_change_configuration
        return cls(
            name=params.client_info.name if params.client_info else "",
            pulls=document.diagnostic is not None and refresh,
            configuration=bool(workspace.configuration),
            watches=bool(watched and watched.dynamic_registration),
            watches_configuration=bool(changed and changed.dynamic_registration),
            progress=bool(window.work_done_progress),
            markdown=types.MarkupKind.Markdown in (hover or []),
            versioned_edits=bool(edits and edits.document_changes),
            creates_files=bool(
                edits
                and edits.document_changes
                and types.ResourceOperationKind.Create in (edits.resource_operations or [])
            ),
            applies_edits=bool(workspace.apply_edit),
            refreshes_lenses=bool(workspace.code_lens and workspace.code_lens.refresh_support),
            shows_blocks=_experimental(caps.experimental, "blocks"),
            action_literals=bool(action and action.code_action_literal_support),
        )


def _experimental(value: Any, name: str) -> bool:
    """Whether the client names a part of our own protocol; pygls makes objects with attributes of free JSON."""
    for key in ("answerable", name):
        value = value.get(key) if isinstance(value, Mapping) else getattr(value, key, None)
    return value is True
