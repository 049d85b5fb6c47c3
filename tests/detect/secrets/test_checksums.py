"""Each check against tokens made by the vendor's published recipe, and against the same with one character changed."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.secrets.checksums import CHECKS, age, aws, base64_json, github, gitlab, grafana, jwt, macaroon
from answerable.detect.secrets.examples import expand


def test_github_takes_a_token_that_was_printed_and_revoked_long_ago() -> None:
    # The one in the articles on the format; in pieces, so that no scanner takes this file for a leak.
    assert github("ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq17")
    assert not github("ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq18")


def test_grafana_takes_the_token_of_its_documentation() -> None:
    # Grafana, "Access control HTTP API", the example of a request.
    assert grafana("glsa_" + "HOruNAb7SOiCdshU9algkrq7FDsNSLAa" + "_54e2f8be")
    assert not grafana("glsa_" + "HOruNAb7SOiCdshU9algkrq7FDsNSLAa" + "_bef8e254"), "little-endian"


def test_age_takes_the_identity_of_the_specification() -> None:
    # age(1), examples.
    identity = "AGE-SECRET-KEY-1" + "GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    assert age(identity)
    assert not age(identity.replace("GFPQ4EGAEX", "GFPQ4EGAEY"))
    assert not age("AGE-SECRET-KEY-1" + "B" * 58), "b, i, o and 1 are no digits of Bech32"


@pytest.mark.parametrize(
    ("check", "template"),
    [
        (github, "ghp_{alnum:30}{github}"),
        (github, "npm_{alnum:30}{github}"),
        (gitlab, "glpat-{word:51}.1f{gitlab}"),
        (gitlab, "glpat-{word:51}.01.1f{gitlab}"),
        (grafana, "glsa_{alnum:32}_{grafana}"),
        (age, "{age}"),
    ],
)
@given(seed=st.text("abc123", min_size=1), at=st.integers(0, 10_000), to=st.sampled_from("0aQ7"))
def test_a_changed_character_is_noticed(check: object, template: str, seed: str, at: int, to: str) -> None:
    token = expand(template, seed).text
    assert callable(check)
    assert check(token)
    # Not the prefix: the rule's own pattern looks at that.
    place = 6 + at % (len(token) - 6)
    if token[place] not in "_.-" and token[place].lower() != to.lower():
        assert not check(token[:place] + to + token[place + 1 :])


def test_aws_takes_base_32_only() -> None:
    assert aws(expand("AKIA{base32:16}").text)
    assert not aws("AKIA" + "I44QH8DHB1234567"[:16]), "0, 1, 8 and 9 stand for an older key"


@pytest.mark.parametrize(
    ("header", "is_one"),
    [({"alg": "HS256"}, True), ({"enc": "A256GCM", "alg": "dir"}, True), ({"typ": "JWT"}, False), (["alg"], False)],
)
def test_a_jwt_has_an_algorithm_in_its_header(header: object, is_one: bool) -> None:
    encoded = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    assert jwt(f"{encoded}.eyJhIjoxfQ.c2lnbmF0dXJl") is is_one


@pytest.mark.parametrize("text", ["", "eyJ", "eyJ!!!!.a.b", "é.b.c", "eyJhbGci" * 3 + ".b.c"])
def test_what_is_no_json_is_no_jwt(text: str) -> None:
    assert not jwt(text)


def test_json_in_base64_is_read_up_to_its_end() -> None:
    assert base64_json(expand('sntrys_{json64:"iat"}_{alnum:43}').text)
    assert base64_json(expand('ops_{json64:"signInAddress"}').text)
    assert not base64_json("ops_eyJabcdefgh")


def test_a_macaroon_names_the_index() -> None:
    assert macaroon(expand("{pypi}").text)
    assert not macaroon("pypi-" + base64.urlsafe_b64encode(b"\x02\x01\x08elsewhere").decode())
    assert not macaroon("pypi-é")


@given(st.text(max_size=80), st.sampled_from(sorted(CHECKS)))
def test_no_check_raises(text: str, name: str) -> None:
    assert CHECKS[name](text) in {True, False}
