"""Addresses of machines: IPv4 and IPv6 (what is routed on the internet and so leads to somebody), and MAC.

The General Data Protection Regulation, recital 30, counts both among what identifies a person. Addresses of private
networks, loopback and the like (RFC 1918, 6890) lead to nobody and are left alone; those set aside for documentation
(RFC 5737, 3849, 7042) are samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from answerable.detect.pii.model import Hit, Kind
from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.patterns import Words
from answerable.findings.model import Confidence, Severity

IP = Kind("pii.ip-address", "IP_ADDRESS", "IP address", Severity.INFO)
MAC = Kind("pii.mac-address", "MAC_ADDRESS", "MAC address", Severity.INFO)

_V4 = r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"
# Global unicast is 2000::/3 (RFC 4291, section 2.4): the first group tells.
_V6 = r"\b[23][0-9A-Fa-f]{3}:(?:[0-9A-Fa-f]{0,4}:){1,6}[0-9A-Fa-f]{0,4}"
_MAC = r"[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})"
_LENGTH_OF_MAC = 17
_ADDRESS = f"{_V6}|{_MAC}|{_V4}"
_VERSION = Words(r"(?:version|ver|release|build|rev|firmware|\bv|==|>=|<=|~=|assemblyversion|fileversion)\W{0,4}$")
_IP = Words(
    r"\bip\b|ipv[46]|address|\bhost|server|client|remote|from|connect|ping|gateway|dns|visitor|login|request|peer"
)


def scan(subject: Subject) -> Iterator[Hit]:
    """Every address that leads somewhere."""
    if not subject.digits:
        return
    for match in subject.matches(_ADDRESS):
        value = match.group()
        if b"." in value:
            yield from _v4(subject, match)
        elif len(value) == _LENGTH_OF_MAC and value[2:3] in (b":", b"-"):
            yield from _mac(subject, match)
        else:
            yield from _v6(subject, match)


def _v4(subject: Subject, match: Any) -> Iterator[Hit]:
    start, end = match.span()
    value = match.group().decode("ascii")
    parts = value.split(".")
    if any(int(part) > 255 or (part[0] == "0" and len(part) > 1) for part in parts):
        return
    if not _alone(subject, start, end) or _VERSION.near(subject.utf8[max(0, start - 24) : start]):
        return
    octets = tuple(map(int, parts))
    if _leads_nowhere(octets) or octets[3] == 0:
        return
    told = subject.told(start, end, _IP, before=40, after=12)
    if (not told or subject.at(start - 1) == "@") and (max(octets) < 32 or subject.at(start - 1) == "/"):
        return  # `1.2.3.4` is a version more often than an address, and so are `Chrome/91.0.44.124`, `name@1.2.3.4`
    evidence = ("it is written as an IPv4 address and not of a private range",)
    yield Hit(IP, subject.span(start, end), Confidence.MEDIUM, _documentation(octets), evidence)


def _v6(subject: Subject, match: Any) -> Iterator[Hit]:
    start, end = match.span()
    value = match.group().decode("ascii").lower()
    if value.endswith(":") and not value.endswith("::"):
        end, value = end - 1, value[:-1]
    if subject.in_word(start - 1) or subject.in_word(end) or subject.at(start - 1) == ":" or subject.at(end) == ":":
        return
    groups = value.count(":") + 1
    if value.count("::") > 1 or ":::" in value or ("::" not in value and groups != 8) or groups > 9:
        return
    sample = value.startswith("2001:db8:") or re.match(r"3fff:0?[0-9a-f]{0,3}:", value) is not None
    yield Hit(IP, subject.span(start, end), Confidence.MEDIUM, sample, ("it is a global IPv6 address",))


def _mac(subject: Subject, match: Any) -> Iterator[Hit]:
    start, end = match.span()
    sign = chr(subject.utf8[start + 2])
    if not subject.apart(start, end) or subject.at(start - 1) == sign or subject.at(end) == sign:
        return
    octets = tuple(int(part, 16) for part in re.split("[:-]", match.group().decode("ascii")))
    if len(set(octets)) == 1 or octets[0] & 1:
        return  # nobody's, or a group's
    if sign == "-" and not any(char in b"abcdefABCDEF" for char in match.group()):
        return  # a row of numbers
    sample = octets[:3] == (0x00, 0x00, 0x5E) or octets in _MADE_UP
    yield Hit(MAC, subject.span(start, end), Confidence.MEDIUM, sample, ("six octets, and not a group's address",))


def _alone(subject: Subject, start: int, end: int) -> bool:
    if not subject.apart(start, end):
        return False
    before, after = subject.at(start - 1), subject.at(end)
    if before in (".", "-") or (after == "." and subject.in_word(end + 1)):
        return False
    return not (after == "-" and subject.in_word(end + 1))


def _leads_nowhere(octets: tuple[int, ...]) -> bool:
    a, b = octets[:2]
    if a in (0, 10, 127) or a >= 224:
        return True
    return (a, b) in ((192, 168), (169, 254)) or (a == 172 and 16 <= b < 32) or (a == 100 and 64 <= b < 128)


def _documentation(octets: tuple[int, ...]) -> bool:
    # The last two are everybody's resolvers.
    return octets[:3] in ((192, 0, 2), (198, 51, 100), (203, 0, 113)) or octets in (
        (8, 8, 8, 8),
        (1, 1, 1, 1),
        (8, 8, 4, 4),
    )


_MADE_UP = (
    (0x00, 0x11, 0x22, 0x33, 0x44, 0x55),
    (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF),
    (0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC),
)
