"""Scores a scanner on a folder of labelled cases: ``make accuracy DIR=some/folder``.

Runs ``answerable scan`` on the folder or, with ``--sarif``, takes what another tool wrote about it. docs/accuracy.md
tells how cases are labelled and what the figures mean. Ends with 2 where the labels or the SARIF cannot be read, with
3 where something was not checked, else with 0: how good is good enough is not for this script to say.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from rich.console import Console
from rich.table import Table

from accuracy_labels import Case, LabelError, labelled, table_in

_CWE = re.compile(r"cwe[-_/ :]{0,2}0*(\d+)", re.IGNORECASE)
_SKIPPED = {".git", ".hg", "node_modules", "__pycache__", ".venv"}
_LEVELS = ("none", "note", "warning", "error")


@dataclass(frozen=True, slots=True)
class Result:
    """One finding of a tool."""

    path: str
    first: int
    last: int
    rule: str
    cwes: frozenset[int]

    def on(self, case: Case) -> bool:
        return case.path == self.path and (case.line is None or self.first <= case.line <= self.last)


@dataclass(slots=True)
class Score:
    """Counts of cases."""

    unsafe: int = 0
    found: int = 0
    exact: int = 0
    """Found, with the weakness or the rule that the label names."""
    named: int = 0
    """Unsafe cases whose label names one."""
    safe: int = 0
    flagged: int = 0

    def add(self, case: Case, results: Sequence[Result], known_rules: frozenset[str]) -> None:
        exact = any(case.cwe in result.cwes or result.rule in case.rules for result in results)
        if case.unsafe:
            self.unsafe += 1
            self.found += bool(results)
            self.named += case.cwe is not None or bool(case.rules)
            self.exact += exact
        else:
            self.safe += 1
            # A comment excuses its own rule; of a tool that has no such rule, any finding there is a false alarm.
            self.flagged += exact if case.rules & known_rules else bool(results)

    def as_data(self) -> dict[str, float | int | None]:
        recall, alarms = _share(self.found, self.unsafe), _share(self.flagged, self.safe)
        difference = recall - alarms if recall is not None and alarms is not None else None
        return {
            "unsafe": self.unsafe,
            "found": self.found,
            "recall": recall,
            "exact": self.exact,
            "exact_recall": _share(self.exact, self.named),
            "safe": self.safe,
            "flagged": self.flagged,
            "false_alarm_rate": alarms,
            "tpr_minus_fpr": difference,
        }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def results_of(sarif: Any, folder: Path) -> tuple[list[Result], frozenset[str]]:
    """The findings of a SARIF 2.1.0 log by their place below the folder, and the ids of the rules it names. Raises
    `ValueError` where it is none."""
    if not isinstance(sarif, dict) or not isinstance(sarif.get("runs"), list):
        raise ValueError("it is no SARIF log: there is no list of `runs`")
    results: list[Result] = []
    known: set[str] = set()
    for run in sarif["runs"]:
        tool = run.get("tool", {})
        rules = [
            rule for part in (tool.get("driver", {}), *tool.get("extensions", ())) for rule in part.get("rules", ())
        ]
        cwes = {rule["id"]: _cwes_of(rule) for rule in rules}
        known.update(cwes)
        for each in run.get("results", ()):
            if each.get("suppressions"):
                continue
            rule = each.get("ruleId") or each.get("rule", {}).get("id") or ""
            for location in each.get("locations", ())[:1]:
                place = location.get("physicalLocation", {})
                region = place.get("region", {})
                first = region.get("startLine", 1)
                path = _below(place.get("artifactLocation", {}).get("uri", ""), folder)
                own = cwes.get(rule, frozenset()) | _cwes_of(each)
                results.append(Result(path, first, region.get("endLine", first), rule, own))
    return results, frozenset(known)


def _cwes_of(part: dict[str, Any]) -> frozenset[int]:
    """The weaknesses a rule or a result names: in tags, properties, or its relations to the CWE taxonomy."""
    said = [str(tag) for tag in part.get("properties", {}).get("tags", ())]
    said += [str(value) for key, value in part.get("properties", {}).items() if "cwe" in key.lower()]
    targets = [relation.get("target", {}) for relation in part.get("relationships", ())] + list(part.get("taxa", ()))
    said += [f"cwe-{re.sub('^(?i:cwe)-?', '', str(target.get('id', '')))}" for target in targets]
    return frozenset(int(number) for text in said for number in _CWE.findall(text))


def _below(uri: str, folder: Path) -> str:
    path = unquote(urlsplit(uri).path if uri.startswith("file:") else uri)
    absolute = os.path.normpath(folder / path)
    return Path(os.path.relpath(absolute, folder)).as_posix()


def scanned(folder: Path) -> tuple[Any, str]:
    """What Answerable says of the folder, and what it could not check. Raises `ValueError`."""
    command = [sys.executable, "-m", "answerable", "scan", "--format", "sarif", "--no-progress", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        log = json.loads(done.stdout)
    except ValueError:
        raise ValueError(f"`answerable scan` ended with {done.returncode}: {done.stderr.strip()}") from None
    return log, done.stderr.strip() if done.returncode == 3 else ""


def scores(
    cases: Iterable[Case], results: Sequence[Result], known_rules: frozenset[str]
) -> tuple[Score, dict[int, Score]]:
    """Over all cases, and by the weakness that the labels name."""
    by_path: dict[str, list[Result]] = {}
    for result in results:
        by_path.setdefault(result.path, []).append(result)
    total, by_cwe = Score(), dict[int, Score]()
    for case in cases:
        on = [result for result in by_path.get(case.path, ()) if result.on(case)]
        total.add(case, on, known_rules)
        if case.cwe is not None:
            by_cwe.setdefault(case.cwe, Score()).add(case, on, known_rules)
    return total, by_cwe


def shown(total: Score, by_cwe: dict[int, Score], console: Console) -> None:
    """Writes the figures as a table."""
    table = Table("", "unsafe", "found", "recall", "exact", "safe", "flagged", "false alarms", "TPR - FPR")
    for name, score in (("all", total), *((f"CWE-{cwe}", by_cwe[cwe]) for cwe in sorted(by_cwe))):
        data = score.as_data()
        parts = [data[key] for key in ("recall", "exact_recall", "false_alarm_rate", "tpr_minus_fpr")]
        recall, exact, alarms, difference = ("-" if part is None else f"{part:.2f}" for part in parts)
        cells = (score.unsafe, score.found, recall, exact, score.safe, score.flagged, alarms, difference)
        table.add_row(name, *map(str, cells))
    console.print(table)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Scores a scanner on a folder of labelled cases.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=Path, help="a CSV file; by default the folder's own, comments, or names")
    parser.add_argument("--sarif", type=Path, help="what another tool wrote, in place of a scan")
    parser.add_argument("--level", choices=_LEVELS, default="none", help="leave out findings below this SARIF level")
    parser.add_argument("--json", action="store_true", help="write JSON")
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    if not folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    source = str(options.sarif) if options.sarif else "answerable scan"
    try:
        table = options.labels or table_in(folder)
        files = sorted(
            file
            for file in folder.rglob("*")
            if file.is_file() and file.suffix != ".csv" and _SKIPPED.isdisjoint(file.relative_to(folder).parts)
        )
        cases = list(labelled(folder, files, table))
        if not cases:
            raise LabelError(f"{options.folder}: no case is labelled; docs/accuracy.md tells how")
        if options.sarif:
            unchecked = ""
            log = json.loads(options.sarif.read_text(encoding="utf-8-sig"))
        else:
            log, unchecked = scanned(folder)
        log = _above(log, options.level)
        results, known = results_of(log, folder)
    except LabelError as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        print(f"accuracy: {source}: {error}", file=sys.stderr)
        return 2
    total, by_cwe = scores(cases, results, known)
    unlabelled = len(files) - len({case.path for case in cases})
    if options.json:
        whole = {"all": total.as_data(), "cwe": {str(cwe): by_cwe[cwe].as_data() for cwe in sorted(by_cwe)}}
        print(json.dumps({**whole, "unlabelled_files": unlabelled, "unchecked": unchecked}, indent=2))
    else:
        shown(total, by_cwe, Console(width=110))
        if unlabelled:
            files_have = "file has no label and does" if unlabelled == 1 else "files have no label and do"
            print(f"{unlabelled} {files_have} not count.")
    if unchecked:
        print(f"accuracy: not everything was checked:\n{unchecked}", file=sys.stderr)
        return 3
    return 0


def _above(log: Any, level: str) -> Any:
    """The log without findings below this level; a result that names none is a warning, as SARIF has it."""
    if isinstance(log, dict):
        least = _LEVELS.index(level)
        for run in log.get("runs") or ():
            run["results"] = [r for r in run.get("results", ()) if _LEVELS.index(r.get("level", "warning")) >= least]
    return log


if __name__ == "__main__":
    sys.exit(main())
