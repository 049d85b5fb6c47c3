from __future__ import annotations

from pathlib import Path

from answerable.detect.secrets.loading import join, load, shipped
from answerable.detect.secrets.model import Table
from answerable.detect.secrets.table import parse


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_teams_table_comes_on_top_of_ours(tmp_path: Path, shipped_table: Table) -> None:
    table = write(tmp_path / "gitleaks.toml", '[[rules]]\nid = "acme"\nregex = "acme_[a-z]{8}"\n')
    ids = [rule.id for rule in load([table]).rules]
    assert ids == [*(rule.id for rule in shipped_table.rules), "acme"]


def test_a_rule_with_our_id_replaces_ours_and_a_disabled_one_is_gone(tmp_path: Path) -> None:
    text = '[extend]\nuseDefault = true\ndisabledRules = ["jwt"]\n[[rules]]\nid = "github-pat"\nregex = "ghp_x"\n'
    rules = {rule.id: rule for rule in load([write(tmp_path / "t.toml", text)]).rules}
    assert "jwt" not in rules
    assert rules["github-pat"].pattern == "ghp_x"


def test_patterns_that_do_not_compile_are_named_and_the_other_rules_work(tmp_path: Path) -> None:
    text = """
[[rules]]
id = "look-ahead"
regex = '''tok_(?=x)'''

[[rules]]
id = "unclosed"
regex = '''tok_('''

[[rules]]
id = "path"
regex = '''tok_[a-z]'''
path = '''*.py'''

[[rules]]
id = "list"
regex = '''tok_[a-z]{9}'''
[rules.allowlist]
regexes = ['''[''']

[allowlist]
paths = ['''(''']
"""
    path = write(tmp_path / "t.toml", text)
    table = load([path], base=())
    assert [rule.id for rule in table.rules] == ["list"]
    assert [(problem.line, problem.key) for problem in table.problems] == [
        (3, "look-ahead"),
        (7, "unclosed"),
        (11, "path"),
        (16, "list"),
        (None, ""),
    ]
    assert {problem.path for problem in table.problems} == {str(path)}
    assert all("does not compile" in problem.message for problem in table.problems)


def test_extends_another_file_and_overrides_it(tmp_path: Path) -> None:
    write(tmp_path / "base.toml", '[[rules]]\nid = "a"\nregex = "a1"\n[[rules]]\nid = "b"\nregex = "b1"\n')
    top = write(tmp_path / "top.toml", '[extend]\npath = "base.toml"\n[[rules]]\nid = "b"\nregex = "b2"\n')
    assert {rule.id: rule.pattern for rule in load([top], base=()).rules} == {"a": "a1", "b": "b2"}


def test_a_table_that_extends_itself_ends(tmp_path: Path) -> None:
    top = write(tmp_path / "top.toml", '[extend]\npath = "top.toml"\n[[rules]]\nid = "b"\nregex = "b2"\n')
    table = load([top], base=())
    assert [rule.id for rule in table.rules] == ["b"]
    assert ["nested too deeply" in problem.message for problem in table.problems] == [True]


def test_files_that_cannot_be_read_are_problems(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'title = "\xe9"\n')
    table = load([tmp_path / "missing.toml", latin, tmp_path], base=())
    assert [problem.path for problem in table.problems] == [str(tmp_path / "missing.toml"), str(latin), str(tmp_path)]
    assert table.rules == ()


def test_a_stale_compiled_table_is_not_believed(tmp_path: Path, monkeypatch: object) -> None:
    import pytest

    from answerable.detect.secrets import loading

    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    directory = tmp_path / "secrets"
    write(directory / "own.toml", '[[rules]]\nid = "fresh"\nregex = "x"\n')
    write(directory / "compiled.json", (shipped()[0].parent / "compiled.json").read_text("utf-8"))
    monkeypatch.setattr(loading, "rules_root", lambda: tmp_path)
    assert [rule.id for rule in load(()).rules] == ["fresh"]
    write(directory / "compiled.json", "{not json")
    assert [rule.id for rule in load(()).rules] == ["fresh"]


def test_joining_keeps_allowlists_and_problems_of_both() -> None:
    first = parse('[allowlist]\npaths = ["a"]\n[[rules]]\nid = "x"\nregex = 3\n', "first.toml")
    second = parse('[allowlist]\npaths = ["b"]\n', "second.toml")
    joined = join(first, second)
    assert [allowlist.paths for allowlist in joined.allowlists] == [("a",), ("b",)]
    assert [problem.path for problem in joined.problems] == ["first.toml"]


def test_a_rule_without_a_pattern_adds_to_the_one_before_it(tmp_path: Path) -> None:
    table = tmp_path / "gitleaks.toml"
    table.write_text(
        "[[rules]]\nid = 'github-oauth'\nkeywords = ['hub']\n[[rules.allowlists]]\nregexes = ['^gho_a']\n"
        "[[rules]]\nid = 'nothing-before'\nentropy = 3\n",
        "utf-8",
    )
    joined = load([table])
    rules = {rule.id: rule for rule in joined.rules}
    assert rules["github-oauth"].pattern == "gho_[A-Za-z0-9]{36}"
    assert rules["github-oauth"].keywords == ("gho_", "hub")
    assert [one.regexes for one in rules["github-oauth"].allowlists] == [("^gho_a",)]
    assert "nothing-before" not in rules
    (problem,) = joined.problems
    assert (problem.path, problem.line, problem.key) == (str(table), 7, "nothing-before")
    assert "no `regex`" in problem.message
