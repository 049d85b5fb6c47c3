from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.secrets.examples import expand
from answerable.detect.secrets.placeholders import is_reference, is_sample


@pytest.mark.parametrize(
    "value",
    [
        "AKIAIOSFODNN7" + "EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY",
        "ghp_" + "x" * 36,
        "ghp_" + "a" * 36,
        "sk-proj-your-api-key-goes-here",
        "YOUR_API_KEY_HERE",
        "xoxb-" + "0000-0000-0000000000000000",
        "abcdefghijklmnopqrstuvwxyz012345",
        "ab" * 10,
        "00ff" * 8,
        "1234567890" * 3,
        "0123456789abcdef0123456789abcdef",
        "glpat-REDACTED-REDACTED1",
        "********************",
        "abc...xyz1234567890",
        "changeme-changeme-1",
        "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc",
        "sk_test_" + "BQokikJOvBiI2HlWgH4olfQ2",
    ],
)
def test_nobody_could_use_these(value: str) -> None:
    assert is_sample(value)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9))
def test_a_generated_token_is_no_sample(seed: str) -> None:
    for template in ("{alnum:40}", "{hex:32}", "{base32:16}", "{b64:88}"):
        assert not is_sample(expand(template, seed).text)


def test_a_long_token_may_hold_a_run() -> None:
    # Session tokens of AWS hold a row of slashes (base64 of 0xFF bytes).
    token = "IQoJb3JpZ2luX2Vj" + "/" * 10 + base64.b64encode(bytes(range(200))).decode()
    assert not is_sample(token)
    assert is_sample("IQoJ" + "/" * 10 + "ab12")


@pytest.mark.parametrize(
    "value",
    [
        "${DB_PASSWORD}",
        "$DB_PASSWORD",
        "$(cat /run/secrets/db)",
        "{{ .Values.password }}",
        "<your password>",
        "%(password)s",
        "%PASSWORD%",
        "%s",
        "os.environ['DB']",
        "process.env.DB_PASS",
        "#{ENV['X']}",
        "ENC[AES256_GCM,data:abc]",
        "vault:secret/data/db#password",
        "op://vault/item/password",
        "arn:aws:secretsmanager:eu-west-1:1:secret:x",
        "!vault",
        "[password]",
        "{password}",
        "@password@",
        "__PASSWORD__",
    ],
)
def test_these_say_where_a_secret_is(value: str) -> None:
    assert is_reference(value)


@pytest.mark.parametrize("value", ["pa$$w0rd", "S3cure!Pass", "a{b9!x", "100%sure9", "x<y9!zz", "q8#Lm2vX"])
def test_a_password_with_signs_is_no_reference(value: str) -> None:
    assert not is_reference(value)
