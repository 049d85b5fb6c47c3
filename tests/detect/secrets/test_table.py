"""What a table may look like: gitleaks' TOML as it is, our own keys, and everything that can be wrong with either."""

from __future__ import annotations

import pytest

from answerable.detect.secrets.model import Allowlist, Companion
from answerable.detect.secrets.table import parse
from answerable.findings.model import Confidence, Severity

GITLEAKS = """
title = "a team's table"
minVersion = "v8.25.0"

[extend]
useDefault = true
disabledRules = ["github-pat", "jwt"]

[allowlist]
description = "everywhere"
paths = ['''(^|/)vendor/''']
stopwords = ["Sandbox"]

[[rules]]
id = "acme-key"
description = "Acme key"
regex = '''acme_([a-z0-9]{12})'''
secretGroup = 1
entropy = 2.5
keywords = ["ACME_"]
path = '''\\.env$'''
tags = ["team"]

  [[rules.allowlists]]
  condition = "AND"
  regexTarget = "line"
  regexes = ['''# sandbox''']
  stopwords = ["0000"]

[[rules]]
id = "acme-old"
regex = '''old_[a-z]{8}'''
  [rules.allowlist]
  commits = ["abc"]
  paths = ['''docs/''']
"""


def test_gitleaks_keys_are_read() -> None:
    table = parse(GITLEAKS, "gitleaks.toml")
    assert table.problems == ()
    key, old = table.rules
    assert (key.id, key.description, key.pattern, key.group, key.entropy) == (
        "acme-key",
        "Acme key",
        "acme_([a-z0-9]{12})",
        1,
        2.5,
    )
    assert (key.keywords, key.path, key.tags) == (("acme_",), r"\.env$", ("team",))
    assert key.allowlists == (Allowlist(regexes=("# sandbox",), stopwords=("0000",), target="line", every=True),)
    assert (key.source, key.line, old.line) == ("gitleaks.toml", 15, 31)
    assert old.description == "acme-old"
    assert old.allowlists == (Allowlist(paths=("docs/",)),)
    assert table.allowlists == (Allowlist(paths=("(^|/)vendor/",), stopwords=("sandbox",)),)
    assert table.disabled == {"github-pat", "jwt"}


def test_a_gitleaks_rule_gets_no_boundary_and_high_confidence() -> None:
    (rule, _) = parse(GITLEAKS, "gitleaks.toml").rules
    assert not rule.boundary
    assert (rule.confidence, rule.severity) == (Confidence.HIGH, None)


def test_our_own_keys_are_read() -> None:
    table = parse(
        """
[answerable]
boundary = true

[[rules]]
id = "one"
regex = "tok_[a-z]{8}"
checksum = "github"
severity = "info"
confidence = "low"
cwe = ["CWE-321"]
references = ["https://example.org/"]

[[rules]]
id = "two"
context = ["acme"]
value = "[0-9a-f]{32}"
judge = "token"
boundary = false
""",
        "own.toml",
    )
    assert table.problems == ()
    one, two = table.rules
    assert (one.boundary, one.checksum, one.severity, one.confidence) == (True, "github", Severity.INFO, Confidence.LOW)
    assert (one.cwe, one.references) == (("CWE-321",), ("https://example.org/",))
    assert (two.context, two.boundary, two.keywords, two.group) == (True, False, ("acme",), 1)
    assert (two.confidence, two.judge) == (Confidence.MEDIUM, "token")


def test_companions_are_read() -> None:
    table = parse(
        '[[rules]]\nid = "a"\nregex = "x"\n[[rules.required]]\nid = "b"\nwithinLines = 2\n'
        '[[rules]]\nid = "b"\nregex = "y"\nskipReport = true\n',
        "t.toml",
    )
    assert table.problems == ()
    assert table.rules[0].required == (Companion("b", 2, None),)
    assert [rule.silent for rule in table.rules] == [False, True]


@pytest.mark.parametrize(
    ("toml", "line", "key", "words"),
    [
        ("[[rules]\n", 1, "", "not valid TOML"),
        ("x = \n", 1, "", "not valid TOML"),
        ("rules = 3\n", None, "rules", "not an array of tables"),
        ("rules = [3]\n", None, "", "a rule is not a table"),
        ('[[rules]]\nregex = "x"\n', None, "", "has no `id`"),
        ('\n[[rules]]\nid = "a"\npath = "x"\n', 3, "a", "paths alone"),
        ('[[rules]]\nid = "a"\nregex = 3\n', 2, "a", "`regex` is not a string"),
        ('[[rules]]\nid = "a"\nregex = "x"\nkeywords = "y"\n', 2, "a", "`keywords` is not an array of strings"),
        ('[[rules]]\nid = "a"\nregex = "x"\nentropy = "high"\n', 2, "a", "`entropy` is not a number"),
        ('[[rules]]\nid = "a"\nregex = "x"\nsecretGroup = -1\n', 2, "a", "`secretGroup` is not a number"),
        ('[[rules]]\nid = "a"\nregex = "x"\nboundary = "yes"\n', 2, "a", "`boundary` is not true or false"),
        ('[[rules]]\nid = "a"\nregex = "x"\nchecksum = "md5"\n', 2, "a", "unknown checksum"),
        ('[[rules]]\nid = "a"\nregex = "x"\nconfidence = "sure"\n', 2, "a", "unknown confidence"),
        ('[[rules]]\nid = "a"\nregex = "x"\nseverity = "fatal"\n', 2, "a", "unknown severity"),
        ('[[rules]]\nid = "a"\nregex = "x"\njudge = "taste"\n', 2, "a", "unknown judge"),
        ('[[rules]]\nid = "a"\ncontext = ["x"]\n', 2, "a", "no `value`"),
        ('[[rules]]\nid = "a"\ncontext = ["x.?y"]\nvalue = "z"\n', 2, "a", "no `keywords`"),
        ('[[rules]]\nid = "a"\nregex = "x"\nrequired = ["b"]\n', 2, "a", "`required` is not"),
        ('[extend]\nurl = "https://example.org/x.toml"\n', None, "extend", "nothing is fetched"),
        ('[allowlist]\ncondition = "AND"\ncommits = ["a"]\n', None, "", "never holds"),
        ('[allowlist]\ncondition = "XOR"\n', None, "", "`condition`"),
        ('[allowlist]\nregexTarget = "word"\n', None, "", "`regexTarget`"),
        ("allowlists = [1]\n", None, "", "not a table"),
        ('[extend]\ndisabledRules = "x"\n', None, "extend", "`disabledRules`"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(toml: str, line: int | None, key: str, words: str) -> None:
    table = parse(toml + "", "team/gitleaks.toml")
    (problem,) = table.problems
    assert (problem.path, problem.line, problem.key) == ("team/gitleaks.toml", line, key)
    assert words in problem.message
    assert problem.remedy


def test_one_broken_rule_leaves_the_others() -> None:
    table = parse('[[rules]]\nid = "a"\nregex = 3\n\n[[rules]]\nid = "b"\nregex = "b_[a-z]+"\n', "t.toml")
    assert [rule.id for rule in table.rules] == ["b"]
    assert len(table.problems) == 1


def test_nesting_that_would_exhaust_the_reader_is_a_problem() -> None:
    table = parse("x = " + "[" * 20_000, "t.toml")
    assert len(table.problems) == 1
