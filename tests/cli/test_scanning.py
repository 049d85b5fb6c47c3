"""What happens to the tree while it is being checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.cli import scanning
from answerable.cli.scanning import Request, run
from answerable.files import walk
from answerable.files.walk import Discovery

pytestmark = pytest.mark.engine


def request(*paths: str) -> Request:
    return Request(paths or (".",), None, None, 1, None, progress=False, color="never")


@pytest.fixture
def after_discovery(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Callable[[], None]], None]:
    """Has something done between finding the files and reading them."""
    monkeypatch.chdir(tmp_path)

    def prepare(action: Callable[[], None]) -> None:
        def discover(*arguments: object, **options: bool) -> Discovery:
            found = walk.discover(*arguments, **options)  # type: ignore[arg-type]
            action()
            return found

        monkeypatch.setattr(scanning, "discover", discover)

    return prepare


def test_a_file_deleted_during_the_scan_is_a_failure_and_the_others_are_checked(
    tmp_path: Path, after_discovery: Callable[[Callable[[], None]], None]
) -> None:
    (tmp_path / "gone.py").write_text("x = 1\n")
    (tmp_path / "here.py").write_text("y = eval(z)\n")
    after_discovery((tmp_path / "gone.py").unlink)
    outcome = run(request())
    assert outcome.exit_code == 3
    assert [(skip.path, skip.reason) for skip in outcome.failures] == [
        ("gone.py", "it was there when the scan began and is gone now")
    ]
    assert [finding.rule for finding in outcome.findings] == ["python.eval-non-constant"]
    assert (outcome.files, outcome.lines) == (1, 1)


def test_a_file_that_becomes_a_directory_is_a_failure(
    tmp_path: Path, after_discovery: Callable[[Callable[[], None]], None]
) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")

    def swap() -> None:
        (tmp_path / "a.py").unlink()
        (tmp_path / "a.py").mkdir()

    after_discovery(swap)
    outcome = run(request())
    assert [(skip.path, skip.reason) for skip in outcome.failures] == [("a.py", "a directory, not a file")]


def test_the_same_file_named_twice_is_checked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_text("y = eval(z)\n")
    outcome = run(request(".", "a.py", "./a.py"))
    assert (outcome.files, len(outcome.findings)) == (1, 1)


def test_an_empty_directory_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(request())
    assert (outcome.files, outcome.lines, outcome.exit_code) == (0, 0, 0)
