"""`answerable rules`: list, show, test and validate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from answerable.cli.exits import Exit
from answerable.cli.options import color_option, format_option

if TYPE_CHECKING:
    from answerable.cli.catalogue import Entry

_workspace_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The workspace whose policy and rules count.  [default: the one you are in]",
)


@click.group(short_help="List, show, test and validate rules.")
def rules() -> None:
    """What is looked for: Semgrep rules, formats of secrets, hidden text, suppressions."""


@rules.command("list")
@click.argument("pattern", required=False)
@click.option("--language", help="Only Semgrep rules for this language.")
@_workspace_option
@format_option
@color_option
def list_(pattern: str | None, language: str | None, root: Path | None, form: str, color: str) -> int:
    """List the rules in force; with PATTERN, an id with `*`, only those it names."""
    from answerable.cli import rules_output
    from answerable.policy.matching import rule_matches

    chosen = [
        entry
        for entry in _entries(root, color)
        if (pattern is None or rule_matches(pattern, entry.id)) and (language is None or language in entry.languages)
    ]
    if form == "json":
        click.echo(json.dumps({"version": 1, "rules": [rules_output.as_data(entry) for entry in chosen]}, indent=2))
    else:
        rules_output.show_list(chosen, color)
    return Exit.CLEAN


@rules.command()
@click.argument("rule")
@_workspace_option
@format_option
@color_option
def show(rule: str, root: Path | None, form: str, color: str) -> int:
    """Show one rule: what it finds and why that is wrong, what to write instead, what it cites, its examples."""
    from difflib import get_close_matches

    from answerable.cli import rules_output

    known = {entry.id: entry for entry in _entries(root, color)}
    if rule not in known:
        near = get_close_matches(rule, known, n=3, cutoff=0.5) or [one for one in known if rule in one][:3]
        hint = f" Did you mean {' or '.join(near)}?" if near else " `answerable rules list` shows them all."
        raise click.UsageError(f"There is no rule {rule!r}.{hint}")
    examples = rules_output.examples(known[rule])
    if form == "json":
        data = {**rules_output.as_data(known[rule]), "examples": [rules_output.example_data(one) for one in examples]}
        click.echo(json.dumps({"version": 1, "rule": data}, indent=2))
    else:
        rules_output.show_rule(known[rule], examples, color)
    return Exit.CLEAN


@rules.command("test")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-j", "--jobs", type=click.IntRange(0, 256), default=0, help="Processes side by side; 0: one a processor."
)
@format_option
@color_option
def test_(paths: tuple[Path, ...], jobs: int, form: str, color: str) -> int:
    """Run Semgrep rules on the examples beside them; by default all rules of the workspace you are in.

    Beside `eval.yaml` lies `eval.py`, where `# ruleid: team.eval` stands above each line that the rule must find and
    `# ok: team.eval` above lines that it must leave alone. Each example is read as a whole and in the slices that an
    editor's text is cut into. What each rule costs for a thousand lines is told as well, where the examples are long
    enough to say. Exit code 1 when a rule fails, 2 when one is broken, 3 without an engine.
    """
    from answerable.cli import rules_testing

    return rules_testing.run(paths, jobs, form, color)


@rules.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@format_option
@color_option
def validate(paths: tuple[Path, ...], form: str, color: str) -> int:
    """Check rules without running them; by default those of the workspace you are in.

    PATHS are Semgrep rules (YAML files, or directories of them) and tables of secret formats (TOML files). Exit code 2
    when anything is wrong with one; each problem is told with file, line, key and what to do.
    """
    from answerable.cli.rules_output import show_problems
    from answerable.cli.rules_validation import validated

    count, problems = validated(paths)
    if form == "json":
        listed = [
            {
                "path": problem.path,
                "line": problem.line,
                "key": problem.key,
                "message": problem.message,
                "remedy": problem.remedy,
            }
            for problem in problems
        ]
        click.echo(json.dumps({"version": 1, "rules": count, "problems": listed}, indent=2))
    else:
        show_problems(count, problems, color)
    return Exit.WRONG if problems else Exit.CLEAN


def _entries(root: Path | None, color: str) -> list[Entry]:
    """The rules in force; what is wrong with others is told on the standard error."""
    from answerable.cli.catalogue import entries
    from answerable.cli.terminal import errors
    from answerable.cli.text_output import show_problems
    from answerable.files.root import workspace_root
    from answerable.session.workspace import Workspace

    here = Path.cwd()
    workspace = Workspace.open(workspace_root([root.absolute() if root else here], here))
    try:
        show_problems(workspace.problems, errors(color))
        return entries(workspace)
    finally:
        workspace.close()
