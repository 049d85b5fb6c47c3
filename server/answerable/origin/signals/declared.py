"""What the client declared of the edit. It beats whatever was inferred."""

from __future__ import annotations

from answerable.origin.arrival import Arrival, Context
from answerable.origin.declaration import Kind
from answerable.origin.model import Evidence

NAME = "declared"
_CERTAIN = 8.0
_WORDS = {
    Kind.COMPLETION: "an accepted completion",
    Kind.AGENT: "an agent's edit",
    Kind.UNDO: "an undo",
    Kind.REDO: "a redo",
    Kind.FORMAT: "a formatter",
    Kind.SNIPPET: "a snippet",
    Kind.RELOAD: "a reload of the file",
    Kind.PASTE: "a paste",
}


def declared(arrival: Arrival, context: Context) -> Evidence | None:
    if not context.declarations:
        return None
    # An agent's hook knows more than an editor that saw a paste: the surest statement counts.
    said = max(context.declarations, key=lambda each: (each.kind.is_ai, each.kind.is_tool))
    detail = f"the editor or an agent declared {_WORDS[said.kind]}" + (f" ({said.tool})" if said.tool else "")
    if said.kind.is_ai:
        return Evidence(NAME, _CERTAIN, detail)
    if said.kind.is_tool:
        return Evidence(NAME, -_CERTAIN, detail)
    # Neither an agent nor a completion, which are most of what an AI writes; a chat in a browser is left.
    return Evidence(NAME, -1.2, detail)
