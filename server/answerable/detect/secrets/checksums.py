"""Checks that vendors built into their tokens, so that a real one can be told from a look-alike without asking them.

A check that fails rarely means "no secret": a token with one character mistyped still gives most of it away, and an
old token may predate the scheme. So a failure lowers the confidence. Only where the part checked is what makes the
string that kind of token at all (a JWT whose header is no JSON) is the match dropped: see `REJECTS`.
"""

from __future__ import annotations

import string
import zlib
from collections.abc import Callable
from typing import Any

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_BASE36 = string.digits + string.ascii_lowercase
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def github(token: str) -> bool:
    """The last six characters are the CRC-32, in base 62, of what stands between prefix and them.

    GitHub, "Behind GitHub's new authentication token formats" (2021); npm took the same form ("Announcing npm's new
    access token format", 2021).
    """
    body = token.rpartition("_")[2]
    return len(body) > 6 and body[-6:] == _in_base(zlib.crc32(body[:-6].encode()), _BASE62).rjust(6, "0")


def gitlab(token: str) -> bool:
    """A routable token ends in the CRC-32, in base 36 and seven characters, of all before it.

    GitLab, "Cells: Routable Tokens" (architecture design document).
    """
    return token[-7:] == _in_base(zlib.crc32(token[:-7].encode()), _BASE36).rjust(7, "0")


def grafana(token: str) -> bool:
    """The CRC-32 of prefix and secret, as hexadecimal of its little-endian bytes, after the last underscore.

    Grafana, `pkg/components/satokengen`.
    """
    key, _, check = token.rpartition("_")
    return check.lower() == zlib.crc32(key.encode()).to_bytes(4, "little").hex()


def age(token: str) -> bool:
    """A Bech32 string (BIP 173) over the human-readable part ``age-secret-key-``; C2SP "age" specification."""
    prefix, _, data = token.lower().rpartition("1")
    if not prefix or not data or any(char not in _BECH32 for char in data):
        return False
    values = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    check = 1
    for value in values + [_BECH32.index(char) for char in data]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> bit & 1:
                check ^= generator
    return check == 1


def aws(token: str) -> bool:
    """Sixteen base-32 digits after the prefix hold the account number in new keys; older keys are any letters."""
    return len(token) == 20 and all(char in string.ascii_uppercase + "234567" for char in token[4:])


def jwt(token: str) -> bool:
    """The first part is a JSON object with an algorithm (RFC 7515, section 4.1.1) or an encryption (RFC 7516)."""
    header = _json(token.partition(".")[0])
    return isinstance(header, dict) and ("alg" in header or "enc" in header)


def base64_json(token: str) -> bool:
    """Everything from the first ``eyJ`` (``{"`` encoded) up to a dot, an underscore or the end is JSON."""
    body = token[token.find("eyJ") :]
    for end in ("_", "."):
        body = body.partition(end)[0]
    return isinstance(_json(body), dict)


def macaroon(token: str) -> bool:
    """What follows ``pypi-`` is base64 of a macaroon for pypi.org or its test instance (PyPI, warehouse)."""
    import base64
    import binascii

    try:
        raw = base64.urlsafe_b64decode(_padded(token.removeprefix("pypi-")))
    except (binascii.Error, ValueError):
        return False
    return b"pypi.org" in raw[:24]


CHECKS: dict[str, Callable[[str], bool]] = {
    "age": age,
    "aws": aws,
    "base64-json": base64_json,
    "github": github,
    "gitlab": gitlab,
    "grafana": grafana,
    "jwt": jwt,
    "macaroon": macaroon,
}
"""The names a table may give as `checksum`."""

REJECTS = frozenset({"jwt"})
"""The checks whose failure means that the string is not that kind of token."""


def _in_base(number: int, digits: str) -> str:
    out = ""
    while number:
        number, digit = divmod(number, len(digits))
        out = digits[digit] + out
    return out


def _padded(text: str) -> str:
    return text + "=" * (-len(text) % 4)


def _json(encoded: str) -> Any:
    import base64
    import binascii
    import json

    try:
        return json.loads(base64.urlsafe_b64decode(_padded(encoded.rstrip("="))))
    except (binascii.Error, ValueError, RecursionError):
        return None
