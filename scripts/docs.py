"""Writes the generated pages under docs/ (``make docs``), or tells which are stale (``make docs-check``).

Each page is made by the module that knows what it lists; this only gathers them.
"""

from __future__ import annotations

import sys

from answerable.cli import docs as commands
from answerable.cli import rule_pages
from answerable.ledger import docs as ledger
from answerable.policy import docs as policy
from environment import CHECKOUT

DIRECTORY = CHECKOUT / "docs"


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print("usage: scripts/docs.py [--check]", file=sys.stderr)
        return 2
    pages = {**policy.pages(), **ledger.pages(), **commands.pages()}
    stale = []
    for name, text in sorted(pages.items()):
        path = DIRECTORY / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in rule_pages.stale(DIRECTORY, pages):
        stale.append(path.relative_to(DIRECTORY).as_posix())
        if not arguments:
            path.unlink()
    if arguments and stale:
        print(f"docs/ is stale: {', '.join(stale)}. Run `make docs` and commit what it wrote.", file=sys.stderr)
        return 1
    print(
        f"{len(pages)} generated pages, {len(stale)} written"
        if not arguments
        else f"{len(pages)} pages are as generated"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
