"""``docs/rules.md``, ``docs/rules/`` and ``docs/cli.md``, made from rules and commands so that they cannot be wrong.

``python -m answerable.cli.docs [DIRECTORY]`` writes them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from answerable.cli.catalogue import AGENTS, PACKAGES, RESIDUE, SECRETS, Entry, shipped
from answerable.cli.main import cli
from answerable.cli.rule_pages import cell, controls_text, has_page, lesson_text, name_of, stale
from answerable.cli.rule_pages import pages as rule_pages

RULES = "rules.md"
COMMANDS = "cli.md"
_WIDTH = 100

_PACKS = {
    "code": "Insecure code",
    "llm": "Programs that use language models",
    SECRETS: "Secrets",
    AGENTS: "Configuration of AI agents",
    RESIDUE: "Residue and licences",
    PACKAGES: "Packages that may not exist",
    "tests": "Tests that test nothing",
    "hidden text": "Hidden text",
    "guard": "Prompts",
    "suppressions": "Suppressions",
}
"""Titles by the first part of a pack's name, in the order of the page."""
_LANGUAGES = {"python": "Python", "javascript": "JavaScript and TypeScript", "typescript": "TypeScript"}
_INTRODUCTIONS = {
    SECRETS: "Formats of credentials, each looked for only where one of its keywords occurs; names that tell, such as "
    "`password = …`; and what detect-secrets sees beyond them. The flagged text is exactly the secret, and no message, "
    "log or report ever holds it.",
    AGENTS: "What the settings of agents and of the servers they get their tools from give away: Claude Code, Cursor, "
    "VS Code and Copilot, Codex, Gemini CLI and others, in JSON, TOML, YAML and the heads of Markdown files. The "
    "rules are tables in `rules/agents`, each with its examples beside it.",
    RESIDUE: "What a chat leaves in code; checks that are off and errors that are passed over, with a comment that "
    "excuses it; licences that do not go together. Python, JavaScript and TypeScript, Go, Java. The rules are "
    "tables in `rules/residue`, each with its examples beside it.",
    PACKAGES: "Imports and entries of manifests that nothing in the project vouches for: Python, JavaScript and "
    "TypeScript. Nothing is asked of any registry, and where a folder has neither manifest nor environment nothing is "
    "said. `[packages]` in [settings.md](settings.md) names what is all right all the same.",
    "guard": "What should not go into a prompt, and orders in what a model reads; ids for `guard.decisions` and "
    "`guard.disable`. See [the guard](guard.md).",
    "hidden text": "What a text says that its reader does not see. The severity depends on where it stands and what "
    "it does: an invisible instruction in an agent's rule file is an error.",
    "suppressions": "What is wrong with the comments that excuse findings; [settings.md](settings.md) tells how such "
    "a comment is written.",
}
_RULES_BEGIN = """\
<!-- Made by `python -m answerable.cli.docs` from the rules themselves. Change them there. -->

# Rules

{total:,} rules come with Answerable. `answerable rules list` shows those in force in a workspace, with its policy
applied; `answerable rules show ID` shows one of them with its examples. A rule *supports* a control; whether an
organisation complies is for its own people to judge.

| | rules |
| --- | --- |
{contents}
"""
_COMMANDS_BEGIN = """\
<!-- Made by `python -m answerable.cli.docs` from the commands themselves. Change them there. -->

# Command line

| exit code | meaning |
| --- | --- |
| 0 | clean |
| 1 | findings at or above the threshold |
| 2 | wrong use, or a broken input such as an invalid `answerable.toml`; the rest was done all the same |
| 3 | something could not be checked; it is listed |
| 130, 143 | stopped by Ctrl-C or SIGTERM; no process is left behind |
| 141 | whoever read the output stopped reading |

The greatest that holds counts: a scan that found something and could not look everywhere ends with 3.

`scan --format json` is described by [scan.schema.json](scan.schema.json), `scan --format sarif` is SARIF 2.1.0. A
secret's value is in no output.
"""


def pages() -> dict[str, str]:
    """Every generated page by its file name under docs/."""
    entries = shipped()
    return {RULES: rules_page(entries), COMMANDS: commands_page(), **rule_pages(entries)}


def main(arguments: Sequence[str]) -> int:
    """Writes the pages into the directory named, ``docs`` by default."""
    directory = Path(arguments[0] if arguments else "docs")
    written = pages()
    for name, text in written.items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text(text, encoding="utf-8", newline="\n")
    for path in stale(directory, written):
        path.unlink()
    return 0


def rules_page(entries: Sequence[Entry]) -> str:
    """The text of docs/rules.md: every rule by its pack, with a link to its page."""
    packs = sorted({entry.pack for entry in entries}, key=_order)
    contents = "\n".join(
        f"| [{_title(pack)}](#{_anchor(_title(pack))}) | {_number(entries, pack):,} |" for pack in packs
    )
    parts = [_RULES_BEGIN.format(total=len(entries), contents=contents)]
    for pack in packs:
        parts.append(f"## {_title(pack)}\n")
        if pack in _INTRODUCTIONS:
            parts.append(f"{_INTRODUCTIONS[pack]}\n")
        mine = [entry for entry in entries if entry.pack == pack]
        if pack == SECRETS and mine[0].lesson is not None:
            # The same for all of them, so it is told once.
            parts += [f"Supports {controls_text(mine[0].controls)}.\n", lesson_text(mine[0].lesson)]
        parts.append(_table(mine))
    return "\n".join(parts)


def commands_page() -> str:
    """The text of docs/cli.md."""
    parts = [_COMMANDS_BEGIN]
    for path, command in _commands(cli, ("answerable",)):
        context = click.Context(
            command,
            info_name=" ".join(path),
            max_content_width=_WIDTH,
            terminal_width=_WIDTH,
            help_option_names=["-h", "--help"],
        )
        parts.append(f"## `{' '.join(path)}`\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=" ".join(path))
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _commands(inner, (*path, name))


def _table(entries: Iterable[Entry]) -> str:
    rows = ["| rule | severity | weaknesses | what it finds |", "| --- | --- | --- | --- |"]
    for entry in entries:
        name = f"[`{entry.id}`]({name_of(entry.id)})" if has_page(entry) else f"`{entry.id}`"
        severity = entry.severity.label if entry.severity is not None else "varies"
        rows.append(f"| {name} | {severity} | {', '.join(entry.cwe)} | {cell(entry.about)} |")
    return "\n".join(rows) + "\n"


def _title(pack: str) -> str:
    family, _, language = pack.partition("/")
    title = _PACKS.get(family, family)
    return f"{title}: {_LANGUAGES.get(language, language)}" if language else title


def _order(pack: str) -> tuple[int, str]:
    family = pack.partition("/")[0]
    known = list(_PACKS)
    return (known.index(family) if family in known else -1, pack)


def _number(entries: Iterable[Entry], pack: str) -> int:
    return sum(1 for entry in entries if entry.pack == pack)


def _anchor(heading: str) -> str:
    """As GitHub makes it: lower case, spaces to dashes, punctuation gone."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
