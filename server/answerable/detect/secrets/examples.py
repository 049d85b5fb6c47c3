"""The examples a table gives of its rules, as templates: a real-looking token in a file would set every scanner off.

``{alnum:36}`` is thirty-six letters and digits, always the same ones for the same template; `_ALPHABETS` and `_SPECIAL`
have the others. A check is computed: ``{github}`` is the one that fits what stands before it. ``«…»`` marks the part
that is the secret; without marks all of it is.
"""

from __future__ import annotations

import base64
import json
import random
import re
import string
import zlib
from dataclasses import dataclass
from typing import Any

_FIELD = re.compile(r"\{([a-zA-Z0-9]+)(?::([^{}]*))?\}")
_UPPER, _LOWER, _DIGITS = string.ascii_uppercase, string.ascii_lowercase, string.digits
_ALPHABETS = {
    "alnum": _LOWER + _UPPER + _DIGITS,
    "alpha": _LOWER + _UPPER,
    "lower": _LOWER,
    "digit": _DIGITS,
    "lownum": _LOWER + _DIGITS,
    "upnum": _UPPER + _DIGITS,
    "hex": _DIGITS + "abcdef",
    "HEX": _DIGITS + "ABCDEF",
    "base32": _UPPER + "234567",
    "base32l": _LOWER + "234567",
    "b64": _LOWER + _UPPER + _DIGITS + "+/",
    "word": _LOWER + _UPPER + _DIGITS + "-_",
}
_SPECIAL = frozenset(
    {
        "uuid",
        "github",
        "gitlab",
        "grafana",
        "age",
        "jwt",
        "jwt64",
        "json64",
        "pypi",
        "discord",
        "basic",
        "pem",
        "pemcut",
        "ppk",
    }
)


@dataclass(frozen=True, slots=True)
class Example:
    """A text, and where in it the secret is, in code points."""

    text: str
    start: int
    end: int

    @property
    def secret(self) -> str:
        return self.text[self.start : self.end]


def expand(template: str, seed: str = "") -> Example:
    """The example this template stands for; the same for the same template and seed.

    Raises `ValueError` naming a field that there is not.
    """
    chance = random.Random(f"{template}\0{seed}")  # not for security: the same example every time
    parts: list[str] = []
    at = 0
    for field in _FIELD.finditer(template):
        name, argument = field.group(1), field.group(2) or ""
        if name not in _ALPHABETS and name not in _SPECIAL:
            if argument and name.islower():
                raise ValueError(f"no such field in an example: {field.group()}")
            continue
        parts.append(template[at : field.start()])
        parts.append(_value(name, argument, "".join(parts), chance))
        at = field.end()
    text = "".join(parts) + template[at:]
    start, end = text.find("«"), text.find("»")
    if start < 0 or end < 0:
        return Example(text, 0, len(text))
    return Example(text.replace("«", "").replace("»", ""), start, end - 1)


def _value(name: str, argument: str, before: str, chance: random.Random) -> str:
    if name in _ALPHABETS:
        return _drawn(_ALPHABETS[name], int(argument or 1), chance)
    token = re.split(r"[«\s\"'=]", before)[-1]
    if name == "uuid":
        digits = _drawn(_ALPHABETS["hex"], 32, chance)
        return "-".join((digits[:8], digits[8:12], "4" + digits[13:16], "a" + digits[17:20], digits[20:]))
    if name == "github":
        return _base(zlib.crc32(token.rpartition("_")[2].encode()), _DIGITS + _UPPER + _LOWER).rjust(6, "0")
    if name == "gitlab":
        return _base(zlib.crc32(token.encode()), _DIGITS + _LOWER).rjust(7, "0")
    if name == "grafana":
        return zlib.crc32(token.removesuffix("_").encode()).to_bytes(4, "little").hex()
    if name == "json64":
        content = {json.loads(argument): _drawn(_ALPHABETS["alnum"], 240, chance)}
        return _base64(json.dumps(content).encode()).rstrip("=")
    return _built(name, argument, chance)


def _built(name: str, argument: str, chance: random.Random) -> str:
    if name in {"jwt", "jwt64"}:
        header, payload = {"alg": "HS256", "typ": "JWT"}, {"sub": _drawn(_LOWER, 12, chance), "iat": 1700000000}
        text = ".".join((_part(header), _part(payload), _drawn(_ALPHABETS["alnum"], 43, chance)))
        return text if name == "jwt" else _base64(text.encode()).rstrip("=")
    if name == "pypi":
        raw = b"\x02\x01\x08pypi.org\x02" + chance.randbytes(110)
        return "pypi-" + base64.urlsafe_b64encode(raw).decode().rstrip("=")
    if name == "discord":
        user = _base64(_drawn("123456789", 18, chance).encode())
        return f"{user}.G{_drawn(_ALPHABETS['alnum'], 5, chance)}.{_drawn(_ALPHABETS['alnum'], 38, chance)}"
    if name == "basic":
        return _base64(f"ci:{_drawn(_ALPHABETS['alnum'], 14, chance)}".encode())
    if name == "age":
        return _age(chance)
    lines = [_drawn(_ALPHABETS["b64"], 64, chance) for _ in range(6)]
    if name == "ppk":
        body = "\n".join(lines)
        return (
            "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: build\nPrivate-Lines: 6\n"
            f"{body}\nPrivate-MAC: {_drawn(_ALPHABETS['hex'], 64, chance)}"
        )
    begin = f"-----BEGIN {argument}-----\n" + "\n".join(lines)
    return begin if name == "pemcut" else f"{begin}\n-----END {argument}-----"


def _age(chance: random.Random) -> str:
    from answerable.detect.secrets.checksums import age

    alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
    body = "AGE-SECRET-KEY-1" + _drawn(alphabet, 52, chance)
    # The checksum is linear (BIP 173): each of its 30 bits is set or not by itself, so it is found bit by bit.
    return body + _bech32_check(body, alphabet) if not age(body) else body


def _bech32_check(body: str, alphabet: str) -> str:
    prefix, _, data = body.lower().rpartition("1")
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    values += [alphabet.lower().index(c) for c in data] + [0] * 6
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    check ^= 1
    return "".join(alphabet[check >> 5 * (5 - place) & 31] for place in range(6))


def _drawn(alphabet: str, length: int, chance: random.Random) -> str:
    return "".join(chance.choices(alphabet, k=length))


def _base(number: int, digits: str) -> str:
    out = ""
    while number:
        number, digit = divmod(number, len(digits))
        out = digits[digit] + out
    return out


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode().rstrip("=")
