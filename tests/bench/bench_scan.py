"""A repository of 100,000 lines: `answerable scan` beside `semgrep scan` with the same rules, and detect-secrets."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.detect.secrets.detector import SecretsDetector
from answerable.text.snapshot import Snapshot
from measuring import copy_of, merged_rules, show, sources, timed

RUNS = int(os.environ.get("RUNS", "1"))
"""How often each command is timed; one pair takes minutes."""


def _run(*command: str, cwd: Path) -> float:
    def work() -> None:
        done = subprocess.run(command, cwd=cwd, check=False, capture_output=True)
        assert done.returncode in (0, 1), done.stderr.decode(errors="replace")[-2000:]

    return timed(work)


def test_a_repository_of_100000_lines(tmp_path: Path) -> None:
    source = tmp_path / "source"
    lines = copy_of(100_000, source)
    rules = str(merged_rules(tmp_path))
    semgrep = str(Path(sysconfig.get_path("scripts")) / "semgrep")
    quiet = ("--metrics=off", "--disable-version-check", "--quiet", "--json")
    ours, semgreps, detects = [], [], []
    for _ in range(RUNS):
        ours.append(_run(sys.executable, "-m", "answerable", "scan", "--format", "json", ".", cwd=source))
        semgreps.append(_run(semgrep, "scan", *quiet, "--no-git-ignore", "--config", rules, ".", cwd=source))
        detects.append(_run(sys.executable, "-m", "detect_secrets", "scan", "--all-files", ".", cwd=source))
    mine, peer, other = (sorted(times)[len(times) // 2] for times in (ours, semgreps, detects))
    rows = [
        ("answerable scan (rules, secrets, hidden text)", f"{mine:.1f} s", "1"),
        ("semgrep scan, the same rules in one file", f"{peer:.1f} s", f"{peer / mine:.2f}"),
        ("detect-secrets scan", f"{other:.1f} s", f"{other / mine:.2f}"),
    ]
    show(f"Scan of {lines:,} lines, median of {RUNS}", ("command", "time", "in ours"), rows)


def test_secrets_in_process() -> None:
    """Our three passes beside detect-secrets on the same lines, one process each."""
    from detect_secrets.core.scan import scan_file
    from detect_secrets.settings import default_settings

    files = sources()[:150]
    snapshots = [Snapshot.of(path.read_text(encoding="utf-8", errors="replace"), path.name) for path in files]
    lines = sum(len(snapshot.lines) for snapshot in snapshots)
    detector = SecretsDetector.load()

    def ours() -> None:
        for snapshot in snapshots:
            detector.scan(snapshot, Cancel())

    def theirs() -> None:
        with default_settings():
            for path in files:
                list(scan_file(str(path)))

    first, again, peer = timed(ours), timed(ours), timed(theirs)
    rows = [
        ("secrets detector, first time", f"{lines / first:,.0f}", f"{peer / first:.1f}x"),
        ("secrets detector, lines seen before", f"{lines / again:,.0f}", f"{peer / again:.1f}x"),
        ("detect-secrets", f"{lines / peer:,.0f}", "1.0x"),
    ]
    show(f"Secrets in {lines:,} lines", ("", "lines a second", "as fast as detect-secrets"), rows)
