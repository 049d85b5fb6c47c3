"""Where a format begins and ends in a text, and what keeps it from being one."""

from __future__ import annotations

import pytest

from answerable.detect.secrets.examples import expand
from answerable.detect.secrets.loading import load
from answerable.detect.secrets.model import Table
from answerable.findings.model import Confidence

from .conftest import Found, candidates, run

TOKEN = expand("tok_{alnum:20}").text
OTHER = expand("tok_{alnum:20}", "other").text
RULE = "[[rules]]\nid = 'tok'\nregex = '''tok_[A-Za-z0-9]{20}'''\nkeywords = ['tok_']\nboundary = true\n"


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '"{}"',
        "({})",
        "{}.",
        "{}, {}",
        "{}\\n",
        "\\n{}",
        "\\t{}\\r\\n",
        "%3D{}%26",
        "\\u003d{}",
        "\x1b[32m{}\x1b[0m",
        "\\033[1;32m{}",
        "x_{}",
        "🔑{}🔑",
        "é{}é",
        "a\r\n{}\r\nb",
        "a\x00{}\x00",
        "x={}&y={}",
        "日本語{}\u2028{}",
    ],
)
def test_the_whole_token_is_found_and_nothing_else(text: str) -> None:
    filled = text.format(TOKEN, OTHER)
    expected = [Found("tok", filled.index(token), token) for token in (TOKEN, OTHER) if token in filled]
    assert run(RULE, filled) == expected


@pytest.mark.parametrize("text", ["x{}", "9{}", "{}x", "{}9", "{}_", "\\\\{}x"])
def test_a_longer_word_is_no_token(text: str) -> None:
    assert run(RULE, text.format(TOKEN)) == []


def test_without_a_boundary_a_pattern_means_what_it_says() -> None:
    assert run(RULE.replace("boundary = true", ""), f"x{TOKEN}") == [Found("tok", 1, TOKEN)]


def test_keywords_are_found_in_any_case_and_are_needed() -> None:
    rule = "[[rules]]\nid = 'tok'\nregex = '''(?i)tok_[a-z0-9]{20}'''\nkeywords = ['tok_']\n"
    assert run(rule, TOKEN.upper()) == [Found("tok", 0, TOKEN.upper())]
    assert run(rule.replace("['tok_']", "['acme']"), TOKEN) == []
    assert run(rule.replace("keywords = ['tok_']", ""), TOKEN) == [Found("tok", 0, TOKEN)]


def test_the_secret_is_the_group_or_the_first_that_took_part_or_the_match() -> None:
    text = f"key={TOKEN} end"
    for group, regex in ((2, "(key)=(tok_\\w+)"), (0, "key=(tok_\\w+)"), (0, "(?:(x)|key=(tok_\\w+))")):
        toml = f"[[rules]]\nid = 't'\nregex = '''{regex}'''\nsecretGroup = {group}\n"
        assert run(toml, text) == [Found("t", 4, TOKEN)], regex
    assert run("[[rules]]\nid = 't'\nregex = '''key=tok_\\w+'''\n", text) == [Found("t", 0, f"key={TOKEN}")]
    assert run("[[rules]]\nid = 't'\nregex = '''key=(tok_\\w+)'''\nsecretGroup = 9\n", text) == [Found("t", 4, TOKEN)]


def test_the_entropy_floor() -> None:
    low = "tok_aaaabbbbccccdddd1111"
    assert run(RULE, low) == [Found("tok", 0, low)]
    assert run(RULE + "entropy = 3.0\n", low) == []
    assert run(RULE + "entropy = 3.0\n", TOKEN) == [Found("tok", 0, TOKEN)]


def test_a_path_narrows_a_rule() -> None:
    rule = RULE + "path = '''\\.env$'''\n"
    assert run(rule, TOKEN, "config/prod.env") == [Found("tok", 0, TOKEN)]
    assert run(rule, TOKEN, "src/app.py") == []


def test_allowlists_of_a_rule() -> None:
    rule = RULE + "[[rules.allowlists]]\nregexTarget = 'line'\nregexes = ['''# fake$''']\n"
    text = f"a = '{TOKEN}'  # fake\nb = '{OTHER}'\n"
    assert run(rule, text) == [Found("tok", text.index(OTHER), OTHER)]


def test_samples_are_left_out_unless_the_rule_wants_them() -> None:
    sample = "tok_" + "x" * 20
    ours = "[answerable]\n" + RULE
    assert run(ours, sample) == []
    assert run(ours + "samples = true\n", sample) == [Found("tok", 0, sample)]


def test_what_a_teams_pattern_takes_is_the_teams_business() -> None:
    sample = "tok_" + "x" * 20
    assert run(RULE, sample) == [Found("tok", 0, sample)]


def test_a_checksum_raises_or_lowers_the_confidence(shipped_table: Table) -> None:
    good = expand("ghp_{alnum:30}{github}").text
    bad = good[:-1] + ("a" if good[-1] != "a" else "b")
    (right,) = candidates(shipped_table, good)
    (wrong,) = candidates(shipped_table, bad)
    assert (right.confidence, right.verified) == (Confidence.HIGH, True)
    assert (wrong.confidence, wrong.verified) == (Confidence.LOW, False)
    assert any("checksum is right" in line for line in right.evidence)
    assert any("checksum does not match" in line for line in wrong.evidence)


def test_what_is_not_json_inside_is_no_jwt(shipped_table: Table) -> None:
    assert not list(
        candidates(shipped_table, "eyJ" + "hbGciOiJIU" * 3 + ".eyJ" + "zdWIiOiIx" * 3 + ".c2lnbmF0dXJlIGhlcmU")
    )


@pytest.mark.parametrize(
    "line",
    [
        'SENTRY_SHA256 = "{hex:64}"',
        "sentry-sdk==1.2 --hash=sha256:{hex:64}",
        'datadog_checksum = "{hex:32}"',
        'DATADOG_API_KEY_MD5 = "{hex:32}"',
        'sentry_token_digest: "{hex:64}"',
        'heroku_app_uuid = "{uuid}"',
        'okta_commit = "00{hex:40}"',
        'mistral = "the_name_of_the_mistral_model_ok"',
        "segment writeKey lookups: {hex:8}",
    ],
)
def test_a_digest_or_a_name_beside_a_vendor_is_no_key(line: str, shipped_table: Table) -> None:
    assert not list(candidates(shipped_table, expand(line).text))


def test_scanning_depends_on_text_and_path_alone() -> None:
    table = load(())
    text = "\n".join(
        expand(template).text for template in ("ghp_{alnum:30}{github}", "npm_{alnum:30}{github}", "{jwt}")
    )
    once = list(candidates(table, text))
    list(candidates(table, "something else entirely: " + TOKEN))
    assert list(candidates(table, text)) == once
    assert len(once) == 3


def test_words_that_could_go_on_over_the_value_do_not_hide_it(shipped_table: Table) -> None:
    token = expand("{lownum:6}.{lownum:16}", "kubeadm").text
    text = f"kubeadm join 10.0.0.1:6443 --token {token} --discovery-token-ca-cert-hash sha256:1 # or --token X"
    found = [one.rule.id for one in candidates(shipped_table, text) if text[one.span.start : one.span.end] == token]
    assert "kubernetes-bootstrap-token" in found
