"""Which documents are prompts: by the places that tools read them from, by the editor's word, by the policy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answerable.detect.hidden_text.instructions import is_instructions

_NAMES = re.compile(r"(?i)\.(?:prompty|prompt)$")
# What editors call drafts of a chat and prompt files (VS Code's language ids).
_LANGUAGES = frozenset(
    {"prompt", "instructions", "chatmode", "chatagent", "skill", "prompty", "copilot-prompt", "chat", "chat-input"}
)


_SCHEMES = ("untitled:", "chat:", "vscode-chat", "chatSessionInput:")
_PROSE = frozenset({"markdown", "plaintext", ""})


def is_draft(uri: str) -> bool:
    """Whether the document was never saved: where people write what they will paste into a chat."""
    return uri.startswith(_SCHEMES)


def is_prompt(path: str, language_id: str = "", more: Sequence[str] = (), *, draft: bool = False) -> bool:
    """Whether the document at this path (``/`` between its parts) is a prompt.

    `language_id` is the editor's; `more` are patterns as in `.gitignore`, from `guard.prompt_files` of the policy. A
    `draft` counts where it is prose.
    """
    if draft and language_id in _PROSE:
        return True
    if language_id in _LANGUAGES or _NAMES.search(path) or is_instructions(path):
        return True
    if not more:
        return False
    from answerable.policy.matching import path_matches

    return path_matches(more, path)
