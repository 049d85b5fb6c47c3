"""Compares a scan in portions with one of the whole text, rule by rule: the findings must be the same.

As a script, over as much code as one likes; with the shipped rules:

    python tests/support/portion_equality.py --files 40 /usr/lib/python3 node_modules
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import detector as module
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.portions import portions
from answerable.findings.model import Report
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot
from slice_equality import sources

_Result = TypeVar("_Result")


def compare(path: Path, detector: SemgrepDetector) -> tuple[list[str], float, float, int]:
    """What differs, the processor time of both ways, and how many findings are equal; none for a text in one piece."""
    snapshot = Snapshot.of(path.read_text("utf-8"), str(path))
    if not portions(snapshot):
        return [], 0.0, 0.0, 0
    real = module.portions
    try:
        apart, seconds_apart = timed(lambda: detector.scan(snapshot, Cancel()))
        module.portions = lambda snapshot: ()
        whole, seconds_whole = timed(lambda: detector.scan(snapshot, Cancel()))
    finally:
        module.portions = real
    a, b = told(snapshot, apart), told(snapshot, whole)
    differences = [f"missing {each}" for each in sorted(b - a)] + [f"extra {each}" for each in sorted(a - b)]
    return differences, seconds_apart, seconds_whole, len(a & b)


def told(snapshot: Snapshot, report: Report) -> set[str]:
    """Each finding and each thing skipped, with its place."""
    line_at = snapshot.lines.line_at
    found = {f"{snapshot.path}:{line_at(f.span.start) + 1}: {f.rule}: {f.message}" for f in report.findings}
    return found | {f"{snapshot.path}: {skip.reason}" for skip in report.skipped}


def timed(work: Callable[[], _Result]) -> tuple[_Result, float]:
    """The result, and the seconds of processor time that the processes it started took."""

    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    begun = used()
    return work(), used() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--suffix", action="append", default=[])
    parser.add_argument("places", type=Path, nargs="+")
    given = parser.parse_args()
    workspace = Workspace.open(None, today=lambda: date(2026, 1, 1))
    detector = SemgrepDetector(workspace.rules, limits=Limits(standbys=0, rule_seconds=300, scan_seconds=3000))
    begun, equal, apart, whole, files = time.perf_counter(), 0, 0.0, 0.0, 0
    for path in sources(given.places, given.suffix or [".py", ".js", ".ts", ".tsx", ".go"], given.files, least=30_000):
        try:
            differences, a, b, same = compare(path, detector)
        except UnicodeDecodeError:
            continue
        equal, apart, whole, files = equal + same, apart + a, whole + b, files + bool(a)
        for line in differences:
            print(line)
        print(f"{path}: {a:.1f} s in portions, {b:.1f} s whole", flush=True)
    print(
        f"{files} files: {equal} findings equal; {apart:.0f} s in portions, {whole:.0f} s whole "
        f"({time.perf_counter() - begun:.0f} s)"
    )
    detector.stop()
    workspace.close()


if __name__ == "__main__":
    main()
