"""The editor's settings (namespace ``answerable``), asked for and applied folder by folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lsprotocol import types

from answerable.lsp.analysis import reload_soon
from answerable.lsp.state import State

SECTION = "answerable"


def apply_settings(state: State, settings: Mapping[str, Any]) -> None:
    """Settings by folder; a folder whose settings are new to it is read again."""
    for root, own in settings.items():
        if state.roots.configure(root, own) and state.roots.started(root):
            reload_soon(state, root)


async def fetch_settings(state: State) -> None:
    """Asks the client for each folder's settings and applies them."""
    roots = state.roots.all_uris()
    items = [types.ConfigurationItem(scope_uri=root or None, section=SECTION) for root in roots]
    answer = await state.ask_configuration(types.ConfigurationParams(items=items))
    # A client may answer with fewer items, with null for "nothing set", or with a section it does not know as a text.
    own = {root: value for root, value in zip(roots, answer, strict=False) if isinstance(value, Mapping)}
    apply_settings(state, {root: own.get(root, {}) for root in roots})
