"""Rules tested against the examples beside them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from answerable.detect.semgrep import examples, selftest
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.rules import load_rules
from answerable.detect.semgrep.selftest import RuleTest

RULE = """
rules:
- id: e
  languages: [{languages}]
  severity: ERROR
  message: m
  pattern: eval($X)
  {more}
"""

Test = Callable[[dict[str, str]], dict[str, RuleTest]]


@pytest.mark.parametrize(
    ("text", "found", "left", "todo"),
    [
        ("# ruleid: a\nx\n# ok: a\ny\n", {"a": {2}}, {"a": {4}}, {}),
        ("// ruleid: a, b-c.d\nx\n", {"a": {2}, "b-c.d": {2}}, {}, {}),
        ("# ruleid: a\n# ok: b\nx\n", {"a": {3}}, {"b": {3}}, {}),
        ("/* ruleid: a */\nx\n<!-- ok: a -->\ny\n", {"a": {2}}, {"a": {4}}, {}),
        ("{/* ruleid: a */}\n<b/>\n", {"a": {2}}, {}, {}),
        ("#ruleid:a\nx # ok: b\ny", {"a": {3}}, {"b": {3}}, {}),
        ("# todoruleid: a\nx\n# todook: a\ny\n", {}, {}, {"a": {2, 4}}),
        ("# ruleid: a\r\nx\r\n", {"a": {2}}, {}, {}),
        ("ruleid: a\n# rule id: a\n", {}, {}, {}),
        ("# ruleid: a", {}, {}, {}),
    ],
)
def test_notes_are_about_the_next_line(
    tmp_path: Path, text: str, found: dict[str, set[int]], left: dict[str, set[int]], todo: dict[str, set[int]]
) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(text.encode())
    example = examples.read(path)
    assert (example.found, example.left, example.todo) == (found, left, todo)


def test_examples_are_the_files_of_the_same_name(tmp_path: Path) -> None:
    names = ["r.yaml", "r.py", "r.fixed.py", "r.tsx", "r.test.yaml", "r.yml", "other.py", "r2.py", "r.d.ts"]
    for name in names:
        (tmp_path / name).write_text("")
    (tmp_path / "r.dir").mkdir()
    assert [path.name for path in examples.beside(tmp_path / "r.yaml")] == ["r.d.ts", "r.py", "r.test.yaml", "r.tsx"]


@pytest.fixture
def run(tmp_path: Path, engine_path: Path) -> Iterator[Test]:
    """The tests, by rule, of rule files and examples given as texts."""
    engine = Engine(Limits(standbys=0))

    def run(files: dict[str, str]) -> dict[str, RuleTest]:
        for name, text in files.items():
            (tmp_path / name).write_text(textwrap.dedent(text))
        rules = load_rules([tmp_path], ask_engine=False)
        assert rules.problems == ()
        return {test.rule: test for test in selftest.run(rules, engine, jobs=2)}

    yield run
    engine.stop()


def rule(languages: str = "python", more: str = "") -> str:
    return RULE.format(languages=languages, more=more)


def lines(places: tuple[selftest.Place, ...]) -> list[str]:
    return [f"{place.path.name}:{place.line}" for place in places]


pytestmark = pytest.mark.engine


def test_a_rule_that_does_what_its_examples_say_passes(run: Test, tmp_path: Path) -> None:
    code = "# ruleid: e\neval(x)\n\ndef f():\n    # ok: e\n    literal_eval(x)\n    # ruleid: e\n    eval(y)\n"
    (test,) = run({"r.yaml": rule(), "r.py": code}).values()
    assert test.passed
    assert (test.rule, test.source, test.examples) == ("e", tmp_path / "r.yaml", (tmp_path / "r.py",))
    assert lines(test.expected) == ["r.py:2", "r.py:8"]
    assert test.seconds > 0
    assert str(test.expected[0]) == f"{tmp_path}/r.py:2"


def test_what_is_missing_and_what_is_too_much_are_told(run: Test) -> None:
    code = "# ruleid: e\nsafe(x)\n# ok: e\neval(x)\neval(y)\n# todook: e\neval(z)\n# todoruleid: e\nsafe(z)\n"
    (test,) = run({"r.yaml": rule(), "r.py": code}).values()
    assert not test.passed
    assert (lines(test.missing), lines(test.unexpected), test.faults) == (["r.py:2"], ["r.py:4", "r.py:5"], ())


def test_several_languages_have_an_example_each(run: Test) -> None:
    files = {
        "r.yaml": rule("javascript, typescript"),
        "r.js": "// ruleid: e\neval(x)\n",
        "r.tsx": "// ok: e\nconst a = <b/>\n// ruleid: e\neval(x as any)\n",
    }
    (test,) = run(files).values()
    assert test.passed
    assert lines(test.expected) == ["r.js:2", "r.tsx:4"]


def test_paths_do_not_keep_a_rule_from_its_example(run: Test) -> None:
    files = {"r.yaml": rule(more="paths: {include: [src/]}"), "r.py": "# ruleid: e\neval(x)\n# ok: e\nx\n"}
    assert run(files)["e"].passed


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("# ok: e\nx\n", "has no line marked `ruleid:`"),
        ("# ruleid: e\neval(x)\n", "has no line marked `ok:`"),
    ],
)
def test_a_rule_needs_both_kinds_of_example(run: Test, code: str, fault: str) -> None:
    assert run({"r.yaml": rule(), "r.py": code})["e"].faults == (fault,)


def test_a_rule_without_any_example_fails(run: Test) -> None:
    assert run({"r.yaml": rule()})["e"].faults == ("has no example: put one beside it, such as r.py",)


@pytest.mark.parametrize(
    ("fixed", "faults"),
    [
        ("# ruleid: e\nlit(x); lit(f(1))\n# ok: e\ny\n", []),
        ("# ruleid: e\nlit(x); lit(f(2))\n# ok: e\ny\n", ["/r.py after all fixes differs from r.fixed.py in line 2"]),
        ("# ruleid: e\nlit(x); lit(f(1))\n# ok: e\n", ["/r.py after all fixes differs from r.fixed.py in line 4"]),
    ],
)
def test_fixes_give_the_file_that_is_beside_the_example(
    run: Test, tmp_path: Path, fixed: str, faults: list[str]
) -> None:
    code = "# ruleid: e\neval(x); eval(f(1))\n# ok: e\ny\n"
    test = run({"r.yaml": rule(more="fix: lit($X)"), "r.py": code, "r.fixed.py": fixed})["e"]
    assert [fault.removeprefix(str(tmp_path)) for fault in test.faults] == faults


def test_an_example_that_does_not_parse_is_a_fault(run: Test, tmp_path: Path) -> None:
    code = "# ruleid: e\neval(x)\n# ok: e\ny\nx = = 1\n"
    (fault,) = run({"r.yaml": rule(), "r.py": code})["e"].faults
    assert fault == f"{tmp_path}/r.py: line 5 could not be parsed, so that findings may be missing there and elsewhere"


def test_an_example_that_cannot_be_read_is_a_fault(run: Test, tmp_path: Path) -> None:
    (tmp_path / "r.py").write_bytes(b"\xff")
    test = run({"r.yaml": rule()})["e"]
    assert test.faults[0] == f"{tmp_path}/r.py cannot be read (UnicodeDecodeError)"


def test_a_rule_that_needs_more_than_a_slice_is_told(run: Test) -> None:
    files = {
        "r.yaml": """
            rules:
            - id: far
              languages: [python]
              severity: INFO
              message: m
              patterns:
              - pattern: eval(...)
              - pattern-inside: |
                  def first():
                      ...
                  ...
            """,
        "r.py": "def first():\n    pass\n\ndef second():\n    # ruleid: far\n    eval(x)\n\n# ok: far\nf(x)\n",
    }
    test = run(files)["far"]
    assert (test.missing, test.unexpected) == ((), ())
    assert lines(test.in_slices) == ["r.py:6"]
    assert not test.passed


def test_an_engine_that_fails_is_a_fault(tmp_path: Path, fake_engine: Callable[[str], Path]) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "r.yaml").write_text(rule())
    (tmp_path / "rules" / "r.py").write_text("# ruleid: e\neval(x)\n# ok: e\ny\n")
    engine = Engine(Limits(standbys=0), path=fake_engine("sys.exit(1)"))
    (test,) = selftest.run(load_rules([tmp_path / "rules"], ask_engine=False), engine)
    assert test.faults == ("the engine's answer could not be read",)
    assert not test.passed


def test_rules_of_a_file_are_tested_together_and_files_in_order(run: Test) -> None:
    two = "rules:\n" + rule().split("rules:\n")[1] + rule().split("rules:\n")[1].replace("id: e", "id: f")
    code = "# ruleid: e, f\neval(x)\n# ok: e, f\ny\n"
    tests = run(
        {"b.yaml": rule().replace("id: e", "id: z"), "b.py": code.replace("e, f", "z"), "a.yaml": two, "a.py": code}
    )
    assert list(tests) == ["e", "f", "z"]
    assert all(test.passed for test in tests.values())
