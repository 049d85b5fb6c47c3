"""Reading rules: those that work, and what is said of those that do not."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.detect.semgrep import binary, rule_checks
from answerable.detect.semgrep.rule_cache import RuleCache
from answerable.detect.semgrep.rules import load_rules
from answerable.findings.model import Severity

GOOD = """
rules:
- id: {id}
  languages: [python]
  severity: ERROR
  message: m
  pattern: eval($X)
"""

Load = Callable[[dict[str, str]], tuple[list[str], list[str]]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """The ids of rules in files given as texts, and the problems as a person reads them, without the directory."""

    def load(files: dict[str, str]) -> tuple[list[str], list[str]]:
        root = tmp_path / "rules"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        rules = load_rules([root], ask_engine=False)
        told = [str(problem).replace(f"{root}/", "") for problem in rules.problems]
        return [rule.id for rule in rules.rules], told

    return load


def rule(**keys: str) -> str:
    """A file with one rule, on whose second line the first key stands; None leaves a key out."""
    body = {"id": "r", "languages": "[python]", "severity": "ERROR", "message": "m", "pattern": "eval($X)", **keys}
    return (
        "rules:\n- " + "\n  ".join(f"{key.replace('_', '-')}: {value}" for key, value in body.items() if value) + "\n"
    )


def test_rules_are_read_from_directories_in_order(load: Load) -> None:
    files = {"b/z.yml": GOOD.format(id="one"), "b/a.yaml": GOOD.format(id="two"), "c.yaml": GOOD.format(id="three")}
    assert load(files) == (["two", "one", "three"], [])


def test_what_is_no_rule_file_is_passed_over(load: Load) -> None:
    files = {
        "a.yaml": GOOD.format(id="a"),
        "a.py": "eval(x)\n",
        "k8s.test.yaml": "kind: Pod\n",
        "k8s.fixed.yaml": "kind: Pod\n",
        ".github/workflow.yaml": "on: push\n",
    }
    assert load(files) == (["a"], [])


def test_a_rule_knows_where_it_is_and_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        textwrap.dedent(
            """
            # A comment first.
            rules:
              - message: >-
                  Two
                  lines.
                id: a.b-c_d
                languages: [py, ts]
                severity: medium
                pattern: $X
                paths:
                  include: ["src/*"]
                  exclude: [tests]
                metadata:
                  cwe: CWE-79
            """
        )
    )
    (read,) = load_rules([path], ask_engine=False).rules
    assert (read.id, read.analyzers, read.severity) == ("a.b-c_d", ("python", "typescript"), Severity.WARNING)
    assert (read.message, read.source, read.line) == ("Two lines.", path, 4)
    assert (read.include, read.exclude, read.about.cwe) == (("src/*",), ("tests",), ("CWE-79",))
    assert set(read.for_engine()) == {"message", "id", "languages", "severity", "pattern"}


@pytest.mark.parametrize(
    ("written", "severity"),
    [
        ("CRITICAL", Severity.ERROR),
        ("HIGH", Severity.ERROR),
        ("ERROR", Severity.ERROR),
        ("MEDIUM", Severity.WARNING),
        ("WARNING", Severity.WARNING),
        ("LOW", Severity.INFO),
        ("INFO", Severity.INFO),
        ("INVENTORY", Severity.HINT),
    ],
)
def test_both_scales_of_severity_are_known(tmp_path: Path, written: str, severity: Severity) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(rule(severity=written))
    assert [r.severity for r in load_rules([path], ask_engine=False).rules] == [severity]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            rule(id=""),
            "r.yaml:2: `rule without an id`: `id` is missing or malformed. Use letters, digits, `.`, `_` and `-`.",
        ),
        (rule(id="a b"), "r.yaml:2: `a b`: `id` is missing or malformed. Use letters, digits, `.`, `_` and `-`."),
        (
            rule(id="7"),
            "r.yaml:2: `rule without an id`: `id` is missing or malformed. Use letters, digits, `.`, `_` and `-`.",
        ),
        (
            rule(message=""),
            "r.yaml:2: `r`: `message` is missing. Say in one or two sentences what is wrong and what to do.",
        ),
        (
            rule(severity="BAD"),
            "r.yaml:4: `r`: `severity` is missing or unknown. "
            "Use one of CRITICAL, HIGH, ERROR, MEDIUM, WARNING, LOW, INFO, INVENTORY, EXPERIMENT.",
        ),
        (rule(languages=""), "r.yaml:2: `r`: `languages` is missing. Write a list such as `[python]`."),
        (rule(languages="python"), "r.yaml:3: `r`: `languages` is missing. Write a list such as `[python]`."),
        (
            rule(languages="[pyton]"),
            "r.yaml:3: `r`: `languages` names `pyton`, which the engine does not know. Did you mean `python`?",
        ),
        (
            rule(pattern=""),
            "r.yaml:2: `r`: `pattern` is missing. "
            "Give one of `pattern`, `patterns`, `pattern-either`, `pattern-regex`.",
        ),
        (rule(pattern="''"), "r.yaml:6: `r`: `pattern` is empty. Write the code to look for."),
        (
            rule(pattern="", mode="taint", pattern_sources="[{pattern: a}]"),
            "r.yaml:2: `r`: `pattern-sinks` is missing. A rule in taint mode needs sources and sinks.",
        ),
        (
            rule(mode="join", pattern="", join="{}"),
            "r.yaml:6: `r`: `mode` is `join`, which looks at several files at once. Run it with `semgrep scan`.",
        ),
        (
            rule(r2c_internal_project_depends_on="{}"),
            "r.yaml:7: `r`: `r2c-internal-project-depends-on` looks at lock files, not at code. "
            "Run it with `semgrep ci`.",
        ),
        (
            rule(paths="src"),
            "r.yaml:7: `r`: `paths` is not what we know. Give it the keys `include` and `exclude`, each a list.",
        ),
        (
            rule(paths="{include: src}"),
            'r.yaml:7: `r`: `paths.include` is not a list of globs. Write `include: ["src/*.py"]`.',
        ),
        (
            rule(paths='{exclude: ["a[b"]}'),
            "r.yaml:7: `r`: `paths.exclude` holds `a[b`: a `[` without its `]`. Write a glob such as `src/*.py`.",
        ),
        (
            "rules: [x]\n",
            "r.yaml:1: `rule without an id`: `rules` holds an entry that is not a rule. Begin a rule with `- id: …`.",
        ),
        (
            "rule: []\n",
            "r.yaml:1: has no list of rules. "
            "Put the rules in a list under `rules:`, or name an example file `….test.yaml`.",
        ),
        (
            "- id: a\n",
            "r.yaml:1: has no list of rules. "
            "Put the rules in a list under `rules:`, or name an example file `….test.yaml`.",
        ),
        (
            "rules: [\n",
            "r.yaml:2: did not find expected node content. Correct the YAML; none of the file's rules is in use.",
        ),
        ("rules: \udcff\n", "r.yaml: is not UTF-8. Save it as UTF-8."),
    ],
)
def test_a_rule_that_cannot_be_used_is_named_and_the_others_work(load: Load, text: str, said: str) -> None:
    ids, told = load({"good.yaml": GOOD.format(id="good"), "r.yaml": text})
    assert told == [said]
    assert ids == ["good"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            rule(pattren_not="x"),
            "r.yaml:7: `r`: `pattren-not` is not a key of a rule, and the engine ignores it. "
            "Did you mean `pattern-not`?",
        ),
        (
            rule(owner="me"),
            "r.yaml:7: `r`: `owner` is not a key of a rule, and the engine ignores it. "
            "Remove it, or put it under `metadata`.",
        ),
        (
            rule(metadata="{cwe: x}"),
            "r.yaml:7: `r`: `metadata.cwe` 'x' is not a CWE. Write it as `CWE-89`.",
        ),
    ],
)
def test_a_rule_with_a_flaw_is_used_and_the_flaw_told(load: Load, text: str, said: str) -> None:
    assert load({"r.yaml": text}) == (["r"], [said])


def test_of_two_rules_with_an_id_the_first_counts(load: Load, tmp_path: Path) -> None:
    ids, told = load({"a.yaml": GOOD.format(id="same"), "b.yaml": GOOD.format(id="same")})
    assert ids == ["same"]
    assert told == ["b.yaml:3: `same`: the id is taken by the rule at a.yaml:3. Give it another id."]


def test_the_same_file_by_two_names_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD.format(id="a"))
    rules = load_rules([path, tmp_path, tmp_path / ".." / tmp_path.name], ask_engine=False)
    assert [(rule.id, rule.source) for rule in rules.rules] == [("a", path)]
    assert rules.problems == ()


def test_what_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (problem,) = load_rules([tmp_path / "gone.yaml"], ask_engine=False).problems
    assert str(problem) == (
        f"{tmp_path}/gone.yaml: cannot be read (No such file or directory). "
        "Give the path of a file or directory of Semgrep rules that you may read."
    )


def test_a_mistyped_path_to_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "data.yaml"
    with path.open("wb") as file:
        file.truncate(6_000_000)
    (problem,) = load_rules([path], ask_engine=False).problems
    assert str(problem) == f"{path}: is too large for a rule file. Split it, or name another file."


def test_the_digest_tells_rule_sets_apart_and_not_their_files(tmp_path: Path) -> None:
    def digest(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text)
        return load_rules([path], ask_engine=False).digest

    first = digest("a.yaml", GOOD.format(id="a"))
    assert digest("b.yaml", "# moved\n" + GOOD.format(id="a")) == first
    assert digest("c.yaml", GOOD.format(id="b")) != first
    assert digest("d.yaml", GOOD.format(id="a") + "  metadata: {cwe: CWE-95}\n") != first


@pytest.mark.engine
def test_a_pattern_the_engine_cannot_parse_is_told_with_its_line(tmp_path: Path, engine_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        textwrap.dedent(
            """\
            rules:
            - id: broken
              languages: [python]
              severity: ERROR
              message: m
              patterns:
              - pattern: eval($X)
              - pattern-not: |
                  eval($X
            - id: regex
              languages: [javascript]
              severity: ERROR
              message: m
              pattern-either:
              - pattern: eval($X)
              - patterns:
                - pattern: f($X)
                - metavariable-regex:
                    metavariable: $X
                    regex: "(a"
            - id: later
              min-version: 99.0.0
              languages: [python]
              severity: ERROR
              message: m
              pattern: eval($X)
            - id: unknown-operator
              languages: [python]
              severity: ERROR
              message: m
              patterns:
              - pattern: eval($X)
              - pattern-nott: a
            - id: good
              languages: [python]
              severity: ERROR
              message: m
              pattern: eval($X)
            """
        )
    )
    rules = load_rules([path], cache=RuleCache(tmp_path / "cache"))
    assert [rule.id for rule in rules.rules] == ["good"]
    version = binary.probe(engine_path).version
    remedy = "Correct the rule; `answerable rules validate` tells whether the engine accepts it."
    assert [(problem.line, problem.key, problem.message, problem.remedy) for problem in rules.problems] == [
        (8, "broken", "`broken`: Invalid pattern for Python: `eval($X`.", remedy),
        (20, "regex", "`regex`: invalid regex '(a': missing closing parenthesis at position 2.", remedy),
        (
            22,
            "later",
            f"`later`: This rule requires upgrading Semgrep from version {version} to at least 99.0.0.",
            remedy,
        ),
        (33, "unknown-operator", "`unknown-operator`: unexpected key pattern-nott.", remedy),
    ]


@pytest.mark.engine
def test_a_rule_that_makes_the_engine_refuse_all_is_found(
    tmp_path: Path, engine_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Our own checks keep such rules from the engine; should a later engine know more of them, this is what happens.
    monkeypatch.setattr(rule_checks, "_ID", re.compile(".*"))
    path = tmp_path / "r.yaml"
    names = ["a", "b", "not an id", "c", "d"]
    path.write_text("rules:" + "".join(GOOD.format(id=f'"{name}"').replace("\nrules:", "") for name in names))
    rules = load_rules([path], cache=RuleCache(tmp_path / "cache"))
    assert [rule.id for rule in rules.rules] == ["a", "b", "c", "d"]
    assert [str(problem).removeprefix(str(tmp_path)) for problem in rules.problems] == [
        "/r.yaml:14: `not an id`: The engine does not accept the rule. "
        "Correct the rule; `answerable rules validate` tells whether the engine accepts it."
    ]
