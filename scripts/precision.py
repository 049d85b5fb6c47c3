"""Counts what the shipped rules say of code that is well kept, so that a rule that cries wolf is seen and mended.

    python scripts/precision.py PATH… [--rules DIR…] [--show RULE] [--skip NAME…] [--jobs N]

The code under the paths is taken as right: most of what is found there is a false alarm until somebody has read it.
Prints one row a rule, findings counted and per 100,000 lines; with `--show` the places, an excerpt each.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.rules import load_rules
from answerable.findings.model import Finding
from answerable.text.languages import of_path
from answerable.text.snapshot import Snapshot

RULES = Path(__file__).resolve().parent.parent / "rules"
LANGUAGES = frozenset({"python", "javascript", "javascriptreact", "typescript", "typescriptreact", "go", "java"})
# Programs at a time: large enough that starting the engine does not count, small enough to show progress.
BATCH = 400


def main() -> int:
    arguments = _arguments()
    rules = load_rules(arguments.rules)
    for problem in rules.problems:
        print(problem, file=sys.stderr)
    detector = SemgrepDetector(rules)
    counts: Counter[str] = Counter()
    lines = files = skipped = 0
    try:
        for batch in _batches(_sources(arguments.paths, frozenset(arguments.skip))):
            files += len(batch)
            lines += sum(snapshot.text.count("\n") for _, snapshot in batch)
            snapshots = dict(batch)
            for path, report in detector.scan_files(batch, jobs=arguments.jobs).items():
                skipped += len(report.skipped)
                counts.update(finding.rule for finding in report.findings)
                for finding in report.findings:
                    if finding.rule in arguments.show or "all" in arguments.show:
                        print(_place(path, snapshots[path], finding))
            print(f"{files} files, {lines} lines", file=sys.stderr)
    finally:
        detector.stop()
    if not lines:
        print("There is no source file under these paths.", file=sys.stderr)
        return 2
    print("| rule | findings | per 100,000 lines |\n| --- | ---: | ---: |")
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(f"| `{rule}` | {count} | {count * 100_000 / lines:.1f} |")
    print(f"\n{files} files, {lines} lines, {sum(counts.values())} findings, {skipped} files or parts not checked")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--rules", nargs="+", type=Path, default=[RULES / "code", RULES / "llm"], metavar="DIR")
    parser.add_argument(
        "--show", nargs="+", default=[], metavar="RULE", help="print the places where these fire; `all` for every rule"
    )
    parser.add_argument("--skip", nargs="+", default=["test", "tests", "testing"], metavar="NAME", help="folder names")
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def _sources(paths: list[Path], skip: frozenset[str]) -> Iterator[tuple[Path, Snapshot]]:
    for root in paths:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if of_path(path).id not in LANGUAGES or not path.is_file():
                continue
            if skip.intersection(path.relative_to(root).parts[:-1]):
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            yield path, Snapshot.of(text, path.name)


def _batches(sources: Iterator[tuple[Path, Snapshot]]) -> Iterator[list[tuple[Path, Snapshot]]]:
    batch: list[tuple[Path, Snapshot]] = []
    for source in sources:
        batch.append(source)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _place(path: Path, snapshot: Snapshot, finding: Finding) -> str:
    line = snapshot.lines.line_at(finding.span.start)
    span = snapshot.lines.span(line)
    return f"{path}:{line + 1}: {finding.rule}: {snapshot.text[span.start : span.end].strip()[:160]}"


if __name__ == "__main__":
    sys.exit(main())
