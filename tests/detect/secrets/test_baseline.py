from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from answerable.detect.secrets.baseline import parse, read


def sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def baseline(**files: list[Any]) -> str:
    """What `detect-secrets scan` writes, as far as it matters."""
    plugins = [{"name": "KeywordDetector"}, {"name": "Evil", "path": "file://evil.py"}]
    return json.dumps({"version": "1.5.0", "plugins_used": plugins, "results": files})


def entry(secret: str, line: int = 1, kind: str = "Secret Keyword") -> dict[str, Any]:
    return {"type": kind, "filename": "a.py", "hashed_secret": sha1(secret), "is_verified": False, "line_number": line}


def test_a_secret_is_known_in_its_file_wherever_it_moved() -> None:
    known = parse(baseline(**{"a.py": [entry("hunter2", 3)]}), ".secrets.baseline")
    assert known.problems == ()
    assert known.accepts("a.py", "hunter2", 3)
    assert known.accepts("a.py", "hunter2", 99)
    assert not known.accepts("a.py", "hunter3", 3)
    assert not known.accepts("b.py", "hunter2", 3)
    assert (known.lists("a.py"), known.lists("b.py")) == (True, False)


def test_windows_wrote_it() -> None:
    known = parse(baseline(**{"src\\app\\a.py": [entry("hunter2")]}), ".secrets.baseline")
    assert known.accepts("src/app/a.py", "hunter2", 1)


def test_a_value_that_was_cut_counts_only_where_it_stood() -> None:
    known = parse(baseline(**{"a.py": [entry("ghp", 3), entry("half-of-a-token", 5)]}), ".secrets.baseline")
    assert known.accepts("a.py", "ghp_whole", 3, ["ghp"])
    assert not known.accepts("a.py", "ghp_whole", 4, ["ghp"]), "every token of GitHub is cut to that"
    assert known.accepts("a.py", "half-of-a-token-and-the-rest", 9, ["half-of-a-token"])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"results": }', 1, "not valid JSON"),
        ("", 1, "not valid JSON"),
        ("[]", None, "no object `results`"),
        ('{"results": []}', None, "no object `results`"),
        ("[" * 100_000, None, "nested too deeply"),
    ],
)
def test_a_broken_file_is_a_problem(text: str, line: int | None, words: str) -> None:
    known = parse(text, "team/.secrets.baseline")
    (problem,) = known.problems
    assert (problem.path, problem.line) == ("team/.secrets.baseline", line)
    assert words in problem.message
    assert problem.remedy
    assert not known.lists("a.py")


def test_broken_entries_are_counted_and_the_others_work() -> None:
    text = baseline(**{"a.py": [entry("hunter2"), {"type": "x"}, 3, {"hashed_secret": "short"}], "b.py": "x"})  # type: ignore[arg-type]
    known = parse(text, "b")
    assert known.accepts("a.py", "hunter2", 1)
    assert [(problem.key, problem.message.split(":")[1][:2]) for problem in known.problems] == [
        ("results.a.py", " 3"),
        ("results.b.py", " 1"),
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "latin"
    latin.write_bytes(b'{"results": {"\xe9": []}}')
    assert "not UTF-8" in read(latin).problems[0].message
    assert "cannot be read" in read(tmp_path / "missing").problems[0].message
