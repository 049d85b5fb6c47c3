"""What `answerable guard check` does between its options and its output."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import click

from answerable.cli.exits import Exit
from answerable.cli.guard import batch, output
from answerable.cli.guard.inputs import Unread, inputs
from answerable.cli.guard.loading import Loaded, load
from answerable.findings.decision import Decision, strictest
from answerable.guard.check import Check
from answerable.guard.placeholders import PlaceholderMap


def run(files: tuple[str, ...], form: str, named: str | None, host: str, config: Path | None, *, reading: bool) -> int:
    """Checks texts and tells; the exit code."""
    loaded = load(config, paths=tuple(Path(name) for name in files if name != "-"))
    code = loaded.exit_code
    answers: list[dict[str, Any]] = []
    checks: list[Check] = []
    several = len(files) > 1
    for one in inputs(files, named):
        if isinstance(one, Unread):
            code = max(code, Exit.WRONG)
            click.echo(f"answerable: {one.name} cannot be read: {one.reason}", err=True)
            if form != "text":
                answers.append({"version": output.VERSION, "path": one.name, "error": f"cannot be read: {one.reason}"})
            continue
        path = loaded.inside(one.path) if one.path else None
        if form == "text":
            checked = loaded.guard.check(one.text, path=path, host=host, reading=reading or None)
            for told in output.shown(one.name, one.text, checked):
                click.echo(told)
        else:
            checked, data = _answered(loaded, one.text, path, host, reading=reading)
            answers.append({"path": one.name, **data} if several else data)
        checks.append(checked)
        code = max(code, _code(checked))
    _write(form, answers, checks)
    return code


def answer_lines(requests: Iterable[bytes], out: BinaryIO, host: str, config: Path | None, *, reading: bool) -> int:
    """Answers requests, one a line; the exit code."""
    loaded = load(config)

    def answer(text: str, fields: dict[str, Any]) -> tuple[dict[str, Any], Exit]:
        checked, data = _answered(
            loaded,
            text,
            fields.get("path"),
            fields.get("host") or host,
            reading=reading or fields.get("reading") is True,
        )
        return data, _code(checked)

    return max(loaded.exit_code, batch.run(requests, answer, out))


def _answered(loaded: Loaded, text: str, path: str | None, host: str, *, reading: bool) -> tuple[Check, dict[str, Any]]:
    redacted = loaded.guard.redact(text, PlaceholderMap(), path=path, host=host, reading=reading or None)
    return redacted.check, output.as_data(redacted.check, redacted.text)


def _code(checked: Check) -> Exit:
    if not checked.complete:
        return Exit.FAILED
    return Exit.CLEAN if checked.decision is Decision.ALLOW else Exit.FINDINGS


def _write(form: str, answers: list[dict[str, Any]], checks: list[Check]) -> None:
    if form == "text":
        findings = [found for checked in checks for found in checked.findings]
        if findings:
            decision = strictest([checked.decision for checked in checks])
            click.echo(f"{decision.value}: {output.counted(findings)}; `answerable guard redact` takes them out")
    elif form == "json" and len(answers) == 1:
        click.echo(output.line(answers[0]), nl=False)
    elif form == "json":
        click.echo(output.line({"version": output.VERSION, "results": answers}), nl=False)
    else:
        for answer in answers:
            click.echo(output.line(answer), nl=False)
