"""Answerable works on a machine without a network, the engine's own process included, and finds the same there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.engine]

Make = Callable[[Mapping[str, str | bytes]], Path]

ALONE = ("unshare", "--map-root-user", "--net")
"""Linux: a network namespace of its own, in which not even loopback is up. The walls of the other tests bind only what
is written in Python; this binds every process."""


def can_be_alone() -> bool:
    if shutil.which(ALONE[0]) is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


def scan(root: Path, *before: str) -> dict[str, Any]:
    command = [*before, sys.executable, "-m", "answerable", "scan", "--no-progress", "--format", "json", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.skipif(not can_be_alone(), reason="needs Linux and the right to make a network namespace")
def test_a_scan_finds_the_same_without_any_network(make_workspace: Make) -> None:
    key = "_".join(["sk", "live", "4eC39HqLyjWDarjtT1zdp7dc"])
    root = make_workspace(
        {"app.py": f'import yaml\n\nKEY = "{key}"\n\n\ndef load(text):\n    return yaml.load(text)\n'}
    )
    alone, connected = scan(root, *ALONE), scan(root)
    assert [(one["rule"], one["start"]["line"]) for one in alone["findings"]] == [
        ("secrets.stripe-access-token", 3),
        ("python.yaml-load", 7),
    ]
    assert alone["findings"] == connected["findings"]
    assert alone["skipped"] == connected["skipped"] == []
