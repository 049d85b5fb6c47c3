"""Writes the blocks that rules share into the rules that name them, or tells which differ.

    python scripts/rule_blocks.py [--check]

Semgrep's YAML has no way to include a file, and what a request brings in, or what makes a value harmless, is the same
in every rule about it. So each such block stands once in ``rules/shared/NAME.part``, and a rule carries a copy between

    # shared: NAME [as LABEL]
    # end shared

indented like the list it belongs to. `as LABEL` gives every entry of the block that taint label.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

RULES = Path(__file__).resolve().parent.parent / "rules"

_COPY = re.compile(
    r"^(?P<indent> *)# shared: (?P<name>[\w-]+)(?: as (?P<label>\w+))?\n(?P<body>.*?)^(?P=indent)# end shared\n",
    re.MULTILINE | re.DOTALL,
)
_ENTRY = re.compile(r"^- ", re.MULTILINE)


def blocks(rules: Path = RULES) -> dict[str, str]:
    """The shared blocks by name, each the text of a YAML list without indentation."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((rules / "shared").glob("*.part"))}


def filled(text: str, shared: dict[str, str]) -> str:
    """The text of a rule file with every copy as its block is now. Raises `KeyError` for a block there is not."""

    def copy(match: re.Match[str]) -> str:
        block = shared[match["name"]]
        if match["label"]:
            block = _ENTRY.sub(f"- label: {match['label']}\n  ", block)
        body = "".join(match["indent"] + line if line.strip() else line for line in block.splitlines(keepends=True))
        head, end = match[0].split("\n", 1)[0], f"{match['indent']}# end shared\n"
        return f"{head}\n{body}{end}"

    return _COPY.sub(copy, text)


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print("usage: scripts/rule_blocks.py [--check]", file=sys.stderr)
        return 2
    shared = blocks()
    differ = 0
    for path in sorted(RULES.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        wanted = filled(text, shared)
        if wanted != text:
            differ += 1
            print(path.relative_to(RULES.parent))
            if not arguments:
                path.write_text(wanted, encoding="utf-8", newline="\n")
    return 1 if differ and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
