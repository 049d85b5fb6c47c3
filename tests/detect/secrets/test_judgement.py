from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.secrets.judgement import KINDS, acceptable, basic_auth, generated


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("password", "hunter2"),
        ("password", "S3cure!Pass"),
        ("password", "mkcxvbnq"),
        ("password", "84719362"),
        ("password", "don'tuseme4real"),
        ("password", "gDCFyZzyiDdQi"),
        ("secret", "t0mlS3cret99"),
        ("token", "b7c1f09e4d2a8356"),
        ("token", "550e8400-e29b-41d4-a716-446655440000"),
        ("key", "8Kd0-x7Lq2-Vb5Nz9"),
        ("strong", "a8F3kd92LsPq0ZxVnM4bTc7Y"),
        ("url-password", "swordfish"),
        ("basic", base64.b64encode(b"ci:s3cr3t-99").decode()),
        ("secret", "Kp8sWq2LdJfY6vXc1NbTz4RhGmUe0AoIi9Q3y7PkSx5="),  # base64, no argument of a call
        ("token", "ya29.a0AfH6SMBq9xWvTz2LrKpYc7Nd4JbEoGm1Su8Fi5Hk3"),  # no attribute
    ],
)
def test_could_be_one(kind: str, value: str) -> None:
    assert acceptable(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("password", ""),
        ("password", "abc"),
        ("password", "password"),
        ("password", "test123"),
        ("password", "Enter your password"),
        ("password", "Passwort"),
        ("password", "Пароль"),
        ("password", "current-password"),
        ("password", "/run/secrets/db_1"),
        ("password", "https://acme.dev/reset?x=12"),
        ("password", "user@acme.dev"),
        ("password", "self.password2"),
        ("password", "getpass('x')"),
        ("password", "config.yaml"),
        ("password", "1.2.840.113549.1.9.7"),
        ("password", "2024-01-31"),
        ("password", "^3.1117.0"),
        ("password", "sha256"),
        ("password", "pbkdf2_sha256"),
        ("password", "[a-z0-9]{8,}"),
        ("password", "\\w+@\\d+"),
        ("password", "OTEL_EXPORTER_JAEGER_PASSWORD"),
        ("password", "{user}:{pw}1"),
        ("password", "<b>bold1</b>"),
        ("token", "IDENTIFIER"),
        ("token", "bert-base-uncased"),
        ("token", "abc123"),
        ("key", "customer_id_2"),
        ("strong", "user:1234:profile"),
        ("strong", "hunter2"),
        ("strong", "9554F04D7259F04124DE6B476D5A82AC7E37093B"),
        ("url-password", "guest"),
        ("url-password", "${PASS}"),
        ("basic", "bm90aGluZw=="),
        ("basic", "not base64"),
        ("secret", "user_name="),
        ("token", "config.v2.oauth2_client.token"),
        ("token", "self.session2.tokens_v1[0]"),
        ("key", "ed25519.Ed25519PrivateKey"),
        ("strong", "k8s.io.api.core.v1.SecretKeySelector"),
    ],
)
def test_could_not(kind: str, value: str) -> None:
    assert not acceptable(kind, value)


def test_generated_needs_length_and_chance() -> None:
    assert generated("9f8a7b6c5d4e3f2a")
    assert not generated("9f8a7b6c")
    assert not generated("the-name-of-a-service-account")
    assert not generated("ключ-ключ-ключ-12")


def test_basic_auth_needs_a_password() -> None:
    assert basic_auth(base64.b64encode(b"user:h7!kd92x").decode())
    assert not basic_auth(base64.b64encode(b"user:password").decode())
    assert not basic_auth(base64.b64encode(b"user").decode())


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=200))
def test_any_text_gets_an_answer(kind: str, value: str) -> None:
    assert acceptable(kind, value) in {True, False}
