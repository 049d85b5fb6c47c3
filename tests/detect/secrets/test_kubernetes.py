from __future__ import annotations

import base64

import pytest

from .conftest import Find


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


MANIFEST = """apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  user: {user}
  "config.json": '{config}'
stringData:
  note: plain-9!value  # a comment
type: Opaque
---
kind: ConfigMap
data:
  user: {other}
"""


def test_every_value_of_a_secret_is_found(find: Find) -> None:
    values = {"user": encoded("app-9!user"), "config": encoded('{"a": 1}'), "other": encoded("no secret")}
    text = MANIFEST.format(**values)
    expected = [values["user"], values["config"], "plain-9!value"]
    assert [one.secret for one in find(text, "k.yaml")] == expected
    assert [one.start for one in find(text, "k.yaml")] == [text.index(value) for value in expected]
    assert {one.rule for one in find(text, "k.yaml")} == {"kubernetes-secret"}
    crlf = text.replace("\n", "\r\n")
    assert [one.secret for one in find(crlf, "k.yaml")] == expected


@pytest.mark.parametrize("value", ["{{ .Values.user }}", "${USER}", "not base64!", "|", '""', "*anchor", "!vault x"])
def test_a_template_is_no_value(value: str, find: Find) -> None:
    assert find(f"kind: Secret\ndata:\n  user: {value}\n", "k.yaml") == []


def test_another_kind_keeps_no_secrets(find: Find) -> None:
    assert find(f"kind: SecretStore\ndata:\n  user: {encoded('app-9!user')}\n", "k.yaml") == []
