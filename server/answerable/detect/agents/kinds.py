"""Which documents say what an agent may do: by the vendors' documented places, or by keys that nothing else has."""

from __future__ import annotations

import re

from answerable.text.snapshot import Snapshot

_STRUCTURED = frozenset({"json", "toml", "yaml"})
_MOST = 1_000_000
"""Characters; a configuration is never longer."""

_PLACES = re.compile(
    r"""(?ix) (?: ^ | / ) (?:
        [\w.-]*mcp[\w.-]*\.json                                # .mcp.json, mcp_config.json, cline_mcp_settings.json …
      | claude_desktop_config\.json | \.claude\.json | managed-(?:settings|mcp)\.json
      | \.claude-plugin/(?:plugin|marketplace)\.json | hooks/hooks\.json
      | \.github/(?:hooks/.+\.json | copilot/.+\.json | workflows/[^/]+\.ya?ml)
      | \.vscode/settings\.json | [^/]+\.code-workspace | (?:\.devcontainer/(?:[^/]+/)?|\.)devcontainer\.json
      | \.(?: claude | cursor | codex | gemini | qwen | kiro | amazonq | copilot | roo | zed | continue | opencode
            | junie | windsurf | codeium | trae | augment | goose | crush | factory | amp | vibe )
        /(?:.*/)? [^/]+ \. (?: jsonc? | toml | ya?ml )
      | \.?opencode\.jsonc? | \.?crush\.json | \.aider\.conf\.ya?ml | package\.json
      | \.config/goose/config\.ya?ml
    ) $"""
)
_AGENT_FILES = re.compile(
    r"""(?ix) (?: ^ | / ) (?:
        skill\.md | [^/]+\.(?:agent|chatmode|prompt)\.md
      | \.(?:claude|opencode|cursor|gemini|qwen|factory)/
        (?:.*/)? (?:agents?|commands?|skills?|prompts?|modes?)/ .+ \.md
      | \.github/(?:agents|chatmodes|prompts|skills)/ .+ \.md
      | (?:agents|commands|skills)/ (?:.*/)? [^/]+ \.md
    ) $"""
)
_MARKS = re.compile(
    r"""(?x) "(?: mcpServers | enableAllProjectMcpServers | bypassPermissions | context_servers
        | chat\.tools\.[\w.]*autoApprove ) "
      | ^ \s* \[ (?: mcp_servers \. | sandbox_workspace_write ) | ^ \s* (?: approval_policy | sandbox_mode ) \s* = """,
    re.MULTILINE,
)
_SCRIPTS = frozenset({"shellscript", "dockerfile"})
_MAKEFILES = re.compile(r"(?:^|/)(?:GNUm|[mM])akefile$|\.mk$|(?:^|/)\.?[jJ]ustfile$")
_STARTED = re.compile(
    r"\b(?:claude|codex|gemini|qwen|copilot|cursor-agent|opencode|amp|droid|goose)\b[^\n]*[\s\"',]--?\w"
)
_WORKFLOW = re.compile(r"claude|codex|gemini|copilot|aider|opencode|agent", re.IGNORECASE)


def applies(snapshot: Snapshot) -> bool:
    """Whether the document is one that an agent reads for what it may do."""
    grammar, path = snapshot.language.grammar, snapshot.path
    if len(snapshot.text) > _MOST:
        return False
    if is_script(snapshot):
        return bool(_STARTED.search(snapshot.text))
    if grammar == "markdown":
        told = snapshot.text.startswith(("---", "\ufeff---")) or "!`" in snapshot.text
        return told and bool(_AGENT_FILES.search(path))
    if grammar not in _STRUCTURED:
        return False
    if _PLACES.search(path):
        return "workflows/" not in path or bool(_WORKFLOW.search(snapshot.text))
    return grammar != "yaml" and bool(_MARKS.search(snapshot.text))


def is_script(snapshot: Snapshot) -> bool:
    """Whether the document is a script that may start an agent: for a shell, a container's image, make, just."""
    return snapshot.language.id in _SCRIPTS or bool(_MAKEFILES.search(snapshot.path))


def starts_agent(line: str) -> bool:
    """Whether a line of a script starts an agent with an option."""
    return not line.lstrip().startswith("#") and bool(_STARTED.search(line))
