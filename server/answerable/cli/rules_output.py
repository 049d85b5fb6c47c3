"""How rules are shown to people and to programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich.text import Text

from answerable.cli.catalogue import Entry
from answerable.cli.examples import Shown, examples_of
from answerable.cli.terminal import console, errors
from answerable.cli.text_output import STYLES
from answerable.cli.text_output import show_problems as _show_problems
from answerable.files.names import display
from answerable.findings.problems import Problem


def as_data(entry: Entry) -> dict[str, Any]:
    """A rule as JSON has it."""
    lesson = entry.lesson
    return {
        "id": entry.id,
        "pack": entry.pack,
        "detector": entry.detector,
        "severity": entry.severity.label if entry.severity is not None else None,
        "confidence": entry.confidence.value,
        "about": entry.about,
        "languages": list(entry.languages),
        "cwe": list(entry.cwe),
        "owasp": list(entry.owasp),
        "controls": [
            {"framework": one.framework, "edition": one.edition, "id": one.id, "relation": one.relation}
            for one in entry.controls
        ],
        "lesson": None if lesson is None else asdict(lesson),
        "references": list(entry.references),
        "impact": entry.impact or None,
        "since": entry.since or None,
        "source": str(entry.source) if entry.source is not None else None,
        "line": entry.line,
    }


def example_data(example: Shown) -> dict[str, Any]:
    return {"found": example.found, "path": str(example.path), "line": example.line, "code": example.code}


def examples(entry: Entry) -> list[Shown]:
    """What the rule's own test file says it finds and leaves alone."""
    return examples_of(entry.id, entry.source) if entry.detector == "semgrep" and entry.source else []


def show_list(chosen: Sequence[Entry], color: str) -> None:
    out = console(color)
    for pack in dict.fromkeys(entry.pack for entry in chosen):
        mine = [entry for entry in chosen if entry.pack == pack]
        out.print(Text(f"{display(pack)} ({len(mine)})", "bold underline"))
        ids = max(len(display(entry.id)) for entry in mine)
        weaknesses = max(len(", ".join(entry.cwe)) for entry in mine)
        for entry in mine:
            label = entry.severity.label if entry.severity is not None else "varies"
            line = Text.assemble(
                (f"{label:<8}", STYLES[entry.severity] if entry.severity is not None else ""),
                (f"{display(entry.id):<{ids}}  ", "bold"),
                (f"{', '.join(map(display, entry.cwe)):<{weaknesses}}  ", "dim"),
                display(entry.about),
            )
            if out.is_terminal:
                line.truncate(out.width, overflow="ellipsis")
            out.print(line, soft_wrap=True)
        out.print()
    out.print(f"{len(chosen):,} rule{'' if len(chosen) == 1 else 's'}.")


def show_rule(entry: Entry, shown: Sequence[Shown], color: str) -> None:
    out = console(color)
    label = entry.severity.label if entry.severity is not None else "varies"
    style = STYLES[entry.severity] if entry.severity is not None else ""
    out.print(Text.assemble((display(entry.id), "bold"), "  ", (label, style)))
    out.print(Text(display(entry.about)))
    out.print()
    if entry.lesson is not None:
        _block(out, "Why", entry.lesson.why)
        _block(out, "Wrong", entry.lesson.wrong, style="red")
        _block(out, "Right", entry.lesson.right, style="green")
        _block(out, "No mistake", entry.lesson.when)
    facts = [
        ("confidence", entry.confidence.value),
        ("impact", entry.impact),
        ("languages", ", ".join(entry.languages)),
        ("weaknesses", ", ".join(entry.cwe)),
        ("OWASP", ", ".join(entry.owasp)),
        ("supports", ", ".join(map(str, entry.controls))),
        ("read on", "\n".join(entry.references)),
        ("since", entry.since),
        ("written in", _place(entry)),
    ]
    for name, value in facts:
        for number, line in enumerate(value.splitlines()):
            label = name if number == 0 else ""
            out.print(Text.assemble((f"{label:<12}", "dim"), display(line)), soft_wrap=True)
    for found, title in ((True, "It finds"), (False, "It leaves alone")):
        for example in [one for one in shown if one.found is found][:2]:
            out.print()
            out.print(Text(f"{title} ({display(example.path.name)}:{example.line})", "dim"))
            for line in example.code.splitlines():
                out.print(Text(f"    {display(line.expandtabs(4))}"), soft_wrap=True)


def show_problems(count: int, problems: Iterable[Problem], color: str) -> None:
    """What is wrong on the standard error, and how many rules work on the standard output."""
    listed = list(problems)
    _show_problems(listed, errors(color))
    rules = f"{count:,} rule{'' if count == 1 else 's'}"
    wrong = f", {len(listed)} problem{'' if len(listed) == 1 else 's'}" if listed else ""
    console(color).print(f"{rules} can be used{wrong}.")


def _block(out: Any, title: str, text: str, *, style: str = "") -> None:
    if text:
        out.print(Text(title, "bold"))
        for line in text.strip("\n").splitlines():
            out.print(Text(f"    {display(line.expandtabs(4))}", style))
        out.print()


def _place(entry: Entry) -> str:
    if entry.source is None:
        return ""
    return f"{entry.source}:{entry.line}" if entry.line else str(entry.source)
