"""Globs of ``paths:``, against a table and against the engine."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from answerable.detect.semgrep import paths

PATHS = (
    "a.py",
    "src/a.py",
    "src/sub/a.py",
    "lib/src/a.py",
    "tests/test_a.py",
    "src/tests/a.py",
    "foo.py",
    "foo/bar.py",
    "x/foo/bar/y.py",
    "foo/bar",
    "src/A.py",
    ".hidden/a.py",
    "src/.a.py",
    "a b.py",
    "src/a.test.py",
    "node_modules/x/a.py",
    "ä/ö.py",
)

GLOBS = (
    *("*.py", "a.py", "src", "src/", "/src", "/src/", "src/*", "src/**", "src/*.py", "src/**/*.py", "/src/*.py"),
    *("**/src/*.py", "tests", "test_*", "*test*", "foo/bar", "./src", "./src/*.py", "src/?.py", "[ab].py"),
    *("{a,foo}.py", "*.{py,js}", "*", "**", "**/*", "**/a.py", "/a.py", "a*", "*/a.py", "SRC", "src/sub/"),
    *("sub/a.py", "!a.py", "/", "src//a.py", "**/tests/**", "foo/**/y.py", "x/**/y.py", "*.test.py", "\\*.py"),
    *("a b.py", "src/**/a.py", "(a).py", "foo", "**foo", "f*o/b*", "src/a.py/", ".*", ".hidden", "**/.a.py"),
    *("tests/**/", "**/", "/**/a.py", "[a-c].py", "[.]hidden", "ä", "?/?.py", "a.p[y]", "a\\.py", "x/foo/**"),
)


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("*.py", ["a.py", "x/y/a.py"], ["a.pyi", "a.py.txt"]),
        ("tests", ["tests/a.py", "x/tests/y/a.py", "tests"], ["tests2/a.py", "mytests/a.py"]),
        ("/tests", ["tests/a.py"], ["x/tests/a.py"]),
        ("./tests", ["tests/a.py"], ["x/tests/a.py"]),
        ("src/*.py", ["src/a.py", "x/src/a.py"], ["src/x/a.py"]),
        ("src/**/*.py", ["src/a.py", "src/x/y/a.py"], ["a.py"]),
        ("tests/", ["tests/a.py"], ["tests"]),
        ("[!a].py", ["b.py"], ["a.py", "x/a.py"]),
        ("{a,b}.py", ["{a,b}.py"], ["a.py", "b.py"]),
        ("\\*.py", ["*.py"], ["a.py"]),
    ],
)
def test_a_glob_matches_what_its_writer_means(glob: str, yes: list[str], no: list[str]) -> None:
    assert [path for path in (*yes, *no) if paths.matches(glob, path)] == yes


@pytest.mark.parametrize("glob", ["[a", "src/[a/b", "a[!", "[!]", "[]"])
def test_a_set_that_does_not_end_is_an_error(glob: str) -> None:
    with pytest.raises(ValueError, match="without its"):
        paths.check(glob)


@pytest.mark.engine
def test_globs_mean_what_they_mean_to_the_engine(tmp_path: Path, engine_path: Path) -> None:
    rules, targets = [], []
    for number, glob in enumerate(GLOBS):
        for kind in ("include", "exclude"):
            rule = {"id": f"{kind}-{number}", "languages": ["regex"], "severity": "INFO", "message": "m"}
            rules.append({**rule, "pattern-regex": "q", "paths": {kind: [glob]}})
    for number, path in enumerate(PATHS):
        file = tmp_path / f"t{number}"
        file.write_text("q")
        where = {"fpath": str(file), "ppath": f"/{path}"}
        targets.append(["CodeTarget", {"path": where, "analyzer": "regex", "products": ["sast"]}])
    (tmp_path / "rules.json").write_text(json.dumps({"rules": rules}))
    (tmp_path / "targets.json").write_text(json.dumps(["Targets", targets]))
    command = [engine_path, "-json_nodots", "-rules", tmp_path / "rules.json", "-targets", tmp_path / "targets.json"]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert answer["errors"] == []
    hits = {(result["check_id"], Path(result["path"]).name) for result in answer["results"]}
    for number, glob in enumerate(GLOBS):
        included = [path for index, path in enumerate(PATHS) if (f"include-{number}", f"t{index}") in hits]
        excluded = [path for index, path in enumerate(PATHS) if (f"exclude-{number}", f"t{index}") not in hits]
        assert (glob, included, excluded) == (glob, *[[path for path in PATHS if paths.matches(glob, path)]] * 2)
