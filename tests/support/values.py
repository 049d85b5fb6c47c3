"""Values that a guard must find, made up here: none was ever given to anybody."""

from __future__ import annotations

import base64
import random
import string
import zlib

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


def github_token(seed: int = 1) -> str:
    """A classic personal access token whose built-in check is right."""
    body = "".join(random.Random(seed).choices(_BASE62, k=30))
    number, check = zlib.crc32(body.encode()), ""
    while number:
        number, digit = divmod(number, 62)
        check = _BASE62[digit] + check
    return f"ghp_{body}{check.rjust(6, '0')}"


def aws_key(seed: int = 1) -> str:
    """An access key id."""
    return "AKIA" + "".join(random.Random(seed).choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16))


def private_key(seed: int = 1, *, end: str = "\n") -> str:
    """Something in the form of an RSA key in PEM."""
    body = base64.b64encode(random.Random(seed).randbytes(480)).decode()
    lines = [body[at : at + 64] for at in range(0, len(body), 64)]
    return end.join(("-----BEGIN RSA PRIVATE KEY-----", *lines, "-----END RSA PRIVATE KEY-----"))


SECRETS = (*(make(seed) for make in (github_token, aws_key) for seed in (1, 2)), private_key())
EMAILS = ("jane.doe@acme-widgets.de", "o.brien+shop@mail.acme.ie", "größe@müller.de")
CARDS = ("4539578763621486", "5425 2334 3010 9903", "3714-496353-98431")
IBANS = ("DE75512108001245126199", "GB33 BUKB 2020 1555 5555 55", "FR7630006000011234567890189")
SSNS = ("536-22-8741", "219 45 1234")
PERSONAL = (*EMAILS, *CARDS, *IBANS, *SSNS)
