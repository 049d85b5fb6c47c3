"""Which files an AI agent reads as its instructions, by name: the vendors' documented places."""

from __future__ import annotations

import re

_NAMES = re.compile(
    r"""(?ix) (?: ^ | / ) (?:
        agents?\.md | agents\.override\.md                    # agents.md, read by most agents
      | claude(?:\.local)?\.md | skill\.md | gemini\.md | qwen\.md | warp\.md | replit\.md | conventions\.md
      | llms(?:-full)?\.txt
      | \.(?:cursor|windsurf|cline|roo|goose|trae)rules(?:-[\w-]+)? | \.roomodes | \.goosehints
      | copilot-instructions\.md
      | [^/]+ \. (?: instructions | prompt | chatmode | agent ) \.md   # VS Code and Copilot customisation files
      | [^/]+ \.mdc                                           # Cursor project rules
      | \.(?: claude | cursor | windsurf | clinerules | roo | continue | amazonq | kiro | trae | augment | junie
            | openhands | gemini | codex | opencode )
        /(?:.*/)? [^/]+ \. (?: md | txt | toml )
      | \.(?:clinerules|roo/rules[\w-]*)/ [^/]+
      | \.github/(?:prompts|instructions|chatmodes|agents|skills)/ .+
    ) $"""
)


def is_instructions(path: str) -> bool:
    """Whether an agent reads the file at this path (``/`` between its parts) as instructions."""
    return bool(_NAMES.search(path))
