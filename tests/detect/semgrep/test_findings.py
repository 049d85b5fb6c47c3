"""From matches to findings: places, messages, fixes, and nothing of a secret."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.semgrep.limits import Limits
from answerable.findings.fingerprint import MASK
from answerable.findings.model import Confidence, Control, Finding, Lesson, Severity
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

pytestmark = pytest.mark.engine

EVAL = """
    rules:
    - id: e
      languages: [python, go, java]
      severity: WARNING
      message: "`eval` of $X."
      pattern: eval($X)
    # To the engine `eval` of JavaScript is a keyword, that of Python a name.
    - id: j
      languages: [javascript, typescript]
      severity: WARNING
      message: "`eval` of $X."
      pattern: eval($X)
"""


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("a.py", "x = 1\neval(x)\n", ["2:1 e 'eval(x)'"]),
        ("a.py", "x = 1\r\nif x:\r\n\teval(x)\r\n", ["3:2 e 'eval(x)'"]),
        ("a.py", "x = 1\reval(x)\ry = 2\r", ["2:1 e 'eval(x)'"]),
        ("a.py", "# harmless\reval(x)\n", ["2:1 e 'eval(x)'"]),
        ("a.py", "\ufeffeval(x)\n", ["1:2 e 'eval(x)'"]),
        ("a.py", "\ufeff# 😀\neval('é')\n", ["2:1 e \"eval('é')\""]),
        ("a.py", "s = '😀é\u2028'; eval(s)  # \x0c\neval(t)\n", ["1:12 e 'eval(s)'", "2:1 e 'eval(t)'"]),
        ("a.py", "eval(\n    x,\n)\n", ["1:1 e 'eval(\\n    x,\\n)'"]),
        ("a.py", "s = '\0'\neval(s)\n", ["2:1 e 'eval(s)'"]),
        ("a.py", "s = '\ud800'\neval(s)\n", ["2:1 e 'eval(s)'"]),
        ("a.py", "", []),
        ("a.pyw", "eval(x)", ["1:1 e 'eval(x)'"]),
        ("a.mts", "eval(x as any)", ["1:1 j 'eval(x as any)'"]),
        ("a.tsx", "const a = <b>{eval(x)}</b>", ["1:15 j 'eval(x)'"]),
        ("a.ts", "const a = <any>eval(x)", ["1:16 j 'eval(x)'"]),
        ("a.go", "package a\n\nfunc f() { eval(x) }\n", ["3:12 e 'eval(x)'"]),
        ("A.java", "class A { int f() { return eval(x); } }\n", ["1:28 e 'eval(x)'"]),
        ("a.rb", "eval(x)\n", []),
    ],
)
def test_findings_lie_where_the_code_does(
    scan: Callable[..., list[str]], path: str, text: str, found: list[str]
) -> None:
    assert scan(EVAL, text, path) == found


@pytest.fixture
def find(make_rules: Callable[..., object], make_detector: Callable[..., object]) -> Callable[..., list[Finding]]:
    def find(yaml: str, text: str, path: str = "a.py") -> list[Finding]:
        detector = make_detector(make_rules(yaml), limits=Limits(standbys=0))
        report = detector.scan(Snapshot.of(text, path), Cancel())  # type: ignore[attr-defined]
        assert report.skipped == ()
        return list(report.findings)

    return find


def test_a_finding_says_what_its_rule_does(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find(
        """
        rules:
        - id: python.sql
          languages: [python]
          severity: ERROR
          message: "$Q goes into a query."
          mode: taint
          pattern-sources: [{pattern: 'request.args[...]'}]
          pattern-sinks: [{pattern: execute($Q)}]
          metadata:
            cwe: CWE-89
            owasp: [A03]
            confidence: high
            references: [https://example.invalid]
            controls: [{framework: f, edition: e, id: i}]
            lesson: {why: y, wrong: w, right: r}
        """,
        "def f():\n    a = request.args['é']\n    b = 'x' + a\n    execute(b)\n",
    )
    assert finding == Finding(
        rule="python.sql",
        detector="semgrep",
        span=Span(55, 65),
        severity=Severity.ERROR,
        message="b goes into a query.",
        confidence=Confidence.HIGH,
        cwe=("CWE-89",),
        owasp=("A03",),
        controls=(Control("f", "e", "i"),),
        lesson=Lesson("y", "w", "r"),
        why=(
            "The data comes from `request.args['é']` on line 2.",
            "`$Q` is `b`, which holds `'x'+a`.",
        ),
        references=("https://example.invalid",),
    )


RULE = "rules:\n- id: r\n  languages: [{}]\n  severity: INFO\n  message: m\n  "


@pytest.mark.parametrize(
    ("rule", "text", "title", "fixed"),
    [
        (
            RULE.format("python") + "pattern: yaml.load($X)\n  fix: yaml.safe_load($X)",
            "a = yaml.load(f('é'))\n",
            "Replace with `yaml.safe_load(f('é'))`",
            "a = yaml.safe_load(f('é'))\n",
        ),
        (
            RULE.format("python") + "pattern: eval($X)\n  fix-regex: {regex: 'ev(al)', replacement: 'lit_\\1'}",
            "eval(x)\n",
            "Replace with `lit_al(x)`",
            "lit_al(x)\n",
        ),
        (RULE.format("python") + "pattern: debug()\n  fix: ''", "debug()\n", "Remove it", "\n"),
        (
            RULE.format("regex") + 'pattern-regex: f[(]1[)]\n  fix: "g(\\n  1)"',
            "f(1)\r\n",
            "Replace with `g( 1)`",
            "g(\r\n  1)\r\n",
        ),
    ],
)
def test_a_fix_replaces_what_was_matched(
    find: Callable[..., list[Finding]], rule: str, text: str, title: str, fixed: str
) -> None:
    (finding,) = find(rule, text)
    (fix,) = finding.fixes
    (replacement,) = fix.replacements
    assert fix.title == title
    assert text[: replacement.span.start] + replacement.text + text[replacement.span.end :] == fixed


def test_a_fix_that_changes_nothing_is_not_offered(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find(
        "rules: [{id: r, languages: [python], severity: INFO, message: m, pattern: f($X), fix: f($X)}]", "f(1)\n"
    )
    assert finding.fixes == ()


SECRET = "hunter" + "2-and-more"

SECRETS = """
    rules:
    - id: content
      languages: [python]
      severity: ERROR
      message: "`$NAME` holds $VALUE, that is value($VALUE)."
      pattern: $NAME = "$VALUE"
      fix: $NAME = os.environ["$VALUE"]
      metadata: {cwe: CWE-798}
    - id: whole
      languages: [python]
      severity: ERROR
      message: "$F is called with $X."
      pattern: $F($X, ...)
      metadata: {sensitive: true}
    - id: text
      languages: [regex]
      severity: ERROR
      message: "$1 and $WORD"
      pattern-regex: "token (?<WORD>[a-z0-9-]+)"
      metadata: {sensitive: true}
"""


@pytest.mark.parametrize(
    ("text", "rule", "under", "message"),
    [
        (f"db.password = '{SECRET}'\n", "content", SECRET, f"`db.password` holds {MASK}, that is {MASK}."),
        (f"p = '{SECRET}'\nlogin(p)\n", "whole", "login(p)", "login is called with p."),
        (f"db.login('{SECRET}', 3)\n", "whole", SECRET, f"db.login is called with {MASK}."),
        (f"# token {SECRET}\n", "text", f"token {SECRET}", f"{MASK} and {MASK}"),
    ],
)
def test_a_finding_of_a_secret_never_tells_it(
    find: Callable[..., list[Finding]], text: str, rule: str, under: str, message: str
) -> None:
    (finding,) = [finding for finding in find(SECRETS, text) if finding.rule == rule]
    assert finding.sensitive
    assert text[finding.span.start : finding.span.end] == under
    assert finding.message == message
    assert SECRET not in "".join((finding.message, *finding.why, *(fix.title for fix in finding.fixes)))


def test_a_long_value_is_cut_in_the_evidence(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find(textwrap.dedent(EVAL), f"eval('{'x' * 200}')\n")
    assert finding.why == (f"`$X` is `'{'x' * 78}…`.",)


def test_the_groups_of_a_regular_expression_are_no_evidence(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find(
        """
        rules:
        - id: r
          languages: [python]
          severity: INFO
          message: m
          patterns:
          - pattern: $F(...)
          - metavariable-regex: {metavariable: $F, regex: (ev)(al)}
        """,
        "eval(x)\n",
    )
    assert finding.why == ("`$F` is `eval`.",)


def test_one_place_is_one_finding_with_the_fuller_message(find: Callable[..., list[Finding]]) -> None:
    found = find(
        """
        rules:
        - id: r
          languages: [python]
          severity: INFO
          message: "$F of $X"
          pattern-either:
          - pattern: eval(...)
          - pattern: $F($X)
          - pattern: eval($X)
        """,
        "eval(a)\n",
    )
    assert [finding.message for finding in found] == ["eval of a"]


def test_a_comment_that_suppresses_is_left_to_the_policy(scan: Callable[..., list[str]]) -> None:
    assert scan(EVAL, "eval(x)  # nosemgrep\n# nosemgrep: e\neval(y)\n") == ["1:1 e 'eval(x)'", "3:1 e 'eval(y)'"]


def test_a_rule_looks_only_at_its_paths(scan: Callable[..., list[str]]) -> None:
    rules = EVAL.split("    #")[0] + "      paths: {include: [src/], exclude: ['*_ok.py']}\n"
    found = [bool(scan(rules, "eval(x)\n", path)) for path in ("src/a.py", "x/src/b/a.py", "a.py", "src/a_ok.py")]
    assert found == [True, True, False, False]


def test_rules_without_a_grammar_look_at_every_file(scan: Callable[..., list[str]]) -> None:
    rules = """
        rules:
        - id: todo
          languages: [regex]
          severity: INFO
          message: m
          pattern-regex: TODO
        - id: host
          languages: [generic]
          severity: INFO
          message: m
          pattern: 192.168.$X.$Y
        """
    text = "x 192.168.3.4\n# TODO é\n"
    for path in ("a.toml", "a.txt", "notes", "a.md"):
        assert scan(rules, text, path) == ["1:3 host '192.168.3.4'", "2:3 todo 'TODO'"]
