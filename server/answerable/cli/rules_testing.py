"""`answerable rules test`: every rule on its own examples."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from answerable.cli.exits import Exit
from answerable.cli.terminal import console, errors
from answerable.cli.text_output import show_problems
from answerable.detect import table_tests
from answerable.detect.detector import Cancel
from answerable.detect.semgrep import binary
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.process import EngineError
from answerable.detect.semgrep.rule import RuleSet
from answerable.detect.semgrep.rules import load_rules
from answerable.detect.semgrep.selftest import Place, RuleTest
from answerable.detect.semgrep.selftest import run as run_tests
from answerable.detect.semgrep.timing import SLOW, timed
from answerable.files.names import display
from answerable.files.root import workspace_root
from answerable.findings.problems import Problem
from answerable.session.batch import default_jobs
from answerable.session.workspace import Workspace


def run(paths: Sequence[Path], jobs: int, form: str, color: str) -> Exit:
    """Tests the rules in these files and directories, else those of the workspace around the current directory."""
    if binary.find() is None:
        _tell_no_engine()
        return Exit.FAILED
    rules, problems = _rules(paths)
    engine, cancel = Engine(), Cancel()
    tests: list[RuleTest] = []
    times: dict[str, float] = {}
    try:
        for test in chain(run_tests(rules, engine, jobs=jobs or default_jobs(), cancel=cancel), _of_tables(paths)):
            tests.append(test)
            if form == "text" and not test.passed:
                _show(test, color)
        times = timed(rules, engine, cancel)
    except EngineError as error:
        errors(color).print(f"Rules were not timed: {error}.")
    except BaseException:
        cancel.cancel()
        raise
    finally:
        engine.stop()
    show_problems(problems, errors(color))
    failed = [test for test in tests if not test.passed]
    if form == "json":
        data = {
            "version": 1,
            "rules": [_data(test, times.get(test.rule)) for test in tests],
            "problems": [str(one) for one in problems],
        }
        click.echo(json.dumps(data, indent=2))
    else:
        examples = len({path for test in tests for path in test.examples})
        places = sum(len(test.expected) for test in tests)
        said = f"{len(tests) - len(failed):,} of {_count(len(tests), 'rule')} pass"
        console(color).print(f"{said} ({_count(examples, 'file')}, {_count(places, 'place')} to find).")
        _show_times(times, color)
    if problems:
        return Exit.WRONG
    return Exit.FINDINGS if failed else Exit.CLEAN


def _tell_no_engine() -> None:
    print("Error: there is no semgrep engine here. `answerable doctor` tells more.", file=sys.stderr)


def _rules(paths: Sequence[Path]) -> tuple[RuleSet, Iterable[Problem]]:
    if paths:
        rules = load_rules([path.absolute() for path in paths])
        return rules, list(rules.problems)
    here = Path.cwd()
    workspace = Workspace.open(workspace_root([here], here))
    try:
        return workspace.rules, list(workspace.problems)
    finally:
        workspace.close()


def _of_tables(paths: Sequence[Path]) -> Iterator[RuleTest]:
    """The tests of our own tables, unless somebody asked for others alone."""
    wanted = [path.absolute() for path in paths]
    for test in table_tests.run():
        if not wanted or any(test.source.is_relative_to(path) for path in wanted):
            yield test


def _show(test: RuleTest, color: str) -> None:
    out = console(color)
    out.print(Text.assemble(("failed", "bold red"), f"  {display(test.rule)}  ", (_near(test.source), "dim")))
    for places, what in (
        (test.missing, "not found, and it must be"),
        (test.unexpected, "found, and no note says so"),
        (test.in_slices, "another answer in a slice than in the whole file"),
    ):
        for place in places:
            out.print(Text(f"  {_at(place)}: {what}"), soft_wrap=True)
    for fault in test.faults:
        out.print(Text(f"  {display(fault)}"), soft_wrap=True)


def _show_times(times: dict[str, float], color: str) -> None:
    if not times:
        return
    out = console(color)
    out.print(f"All of them take {sum(times.values()):.1f} s for 1,000 lines of each language's examples.")
    slow = sorted(((seconds, rule) for rule, seconds in times.items() if seconds > SLOW), reverse=True)
    if slow:
        out.print(f"Slower than {SLOW * 1000:.0f} ms each, which is worth a look:")
    for seconds, rule in slow:
        out.print(f"  {seconds * 1000:6.1f} ms  {display(rule)}")


def _data(test: RuleTest, seconds: float | None) -> dict[str, Any]:
    return {
        "rule": test.rule,
        "source": str(test.source),
        "passed": test.passed,
        "examples": [str(path) for path in test.examples],
        "expected": [_place(place) for place in test.expected],
        "missing": [_place(place) for place in test.missing],
        "unexpected": [_place(place) for place in test.unexpected],
        "in_slices": [_place(place) for place in test.in_slices],
        "faults": list(test.faults),
        "seconds": round(test.seconds, 3),
        "milliseconds": None if seconds is None else round(seconds * 1000, 1),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"path": str(place.path), "line": place.line}


def _at(place: Place) -> str:
    return f"{_near(place.path)}:{place.line}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _near(path: Path) -> str:
    """The path from here, where it lies below, so that a terminal makes a link of it."""
    here = Path.cwd()
    return display(str(path.relative_to(here) if path.is_relative_to(here) else path))
