"""A line that detect-secrets is not asked about is one it could have added nothing to."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from answerable.detect.detector import Cancel
from answerable.detect.secrets import generic, second_pass, suspicion
from answerable.detect.secrets.examples import expand
from answerable.detect.secrets.foresight import Foresight
from answerable.detect.secrets.loading import load
from answerable.detect.secrets.merge import merged
from answerable.detect.secrets.model import Candidate
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.provider import Formats
from answerable.text.languages import of

FORMATS = Formats(load(()).rules)

NAMES = (
    *("password", "db_password", "API_KEY", "apiKey", "client_secret", "secret", "token", "auth_token", "private_key"),
    *("aws_secret", "name", "colour", "contraseña", "passwd", "db_pass", "sessionCookie", "salt", "digest", "user"),
    *("encryption.key", "ibm_api_key", "cloudant", "softlayer", "Authorization"),
)
SIGNS = (" = ", "=", ": ", " := ", " => ", "(", '", "', " == ", " != ", " -> ", "] = ", " ")
VALUES = tuple(
    expand(form, f"foresight {number}").text
    for number, form in enumerate(
        (
            *("{alnum:40}", "{hex:40}", "{hex:32}", "{b64:44}", "{alnum:12}", "{alnum:20}", "{hex:64}", "{uuid}"),
            *("hunter2", "correct horse battery", "changeme", "${{SECRET}}", "<your-key>", "os.environ[X]", "x" * 24),
            *("ghp_{alnum:30}{github}", "AKIA{base32:16}", "xoxb-{digit:12}-{alnum:24}", "sk_live_{alnum:24}"),
            *("{alnum:24}.{alnum:6}.{alnum:27}", "eyJ{alnum:20}.eyJ{alnum:30}.{alnum:43}", "{hex:32}-us9"),
            *("https://jane:{alnum:14}@host.example.org/x", "{digit:9}:{alnum:35}", "SG.{alnum:22}.{alnum:43}"),
            *("sq0csp-{alnum:43}", "http://softlayer.com/soap/v3/{hex:64}", "glpat-{alnum:20}", "pypi-AgEI{alnum:80}"),
            *("{alnum:210}", "The Quick Brown", "abcdefghijklmnopqrstuvwxyz", "a-b-c-d-e-f-g-h-i-j-k-l-m"),
        )
    )
)
TELEGRAM = next(value for value in VALUES if ":" in value and "/" not in value)
QUOTES = ('"', "'", "`", "")
PATHS = ("prompt.txt", "a.py", "a.yaml", "a.go", "a.js", "a.ini", "a.toml", "Makefile")
PART = st.builds(
    lambda name, sign, quote, value, end: f"{name}{sign}{quote}{value}{quote}{end}",
    st.sampled_from(NAMES),
    st.sampled_from(SIGNS),
    st.sampled_from(QUOTES),
    st.sampled_from(VALUES),
    st.sampled_from(("", ";", ",", ")", "  # é", " 🔑")),
)


def ours(text: str, path: str) -> list[Candidate]:
    utf8 = text.encode()
    offsets = Offsets(utf8, ascii_only=text.isascii())
    return [*FORMATS.scan(text, utf8, offsets, path), *generic.scan(utf8, offsets, of(path, text).id)]


@given(st.lists(PART, min_size=1, max_size=3).map(" ".join), st.sampled_from(PATHS))
@example(f'f("{VALUES[0]}")', "a.py")
@example("password == hunter2", "a.yaml")
@example(f"client_secret == {TELEGRAM}", "prompt.txt")
def test_what_it_would_have_added_is_asked_for(line: str, path: str) -> None:
    found = ours(line, path)
    foresight = Foresight(merged(found), path)
    for piece in suspicion.pieces(line, line.encode(), path):
        if not foresight.could_add(*piece):
            more = second_pass.scan([piece], path, Cancel())
            assert merged([*found, *more]) == merged(found)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (f'f("{VALUES[0]}")', True),
        ('password: how do I reset it? "no idea"', False),
        ('The secret is: "they never ask"', False),
        ("\u212aey: what detect-secrets takes for a key, and password: 'no'", True),
        (f'token = "{VALUES[15]}"', False),
    ],
)
def test_it_saves_the_question(line: str, asked: bool) -> None:
    found = merged(ours(line, "prompt.txt"))
    pieces = suspicion.pieces(line, line.encode(), "prompt.txt")
    assert any(Foresight(found, "prompt.txt").could_add(*piece) for piece in pieces) is asked
