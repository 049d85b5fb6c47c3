"""E-mail addresses (RFC 5321 and 5322, in the forms people use; international ones of RFC 6531 too)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from answerable.detect.pii.model import Hit, Kind
from answerable.detect.pii.subject import Subject
from answerable.detect.secrets.patterns import Lazy
from answerable.findings.model import Confidence
from answerable.text.later import compiled_later

KIND = Kind("pii.email", "EMAIL", "e-mail address")

# The signs that RFC 5322 allows besides and nobody has in an address are left out: they belong to what stands before.
# Any character beyond ASCII may stand where a letter may; which of them are letters is asked of the few that match.
_ANY = r"\x{80}-\x{10FFFF}"
_ADDRESS = (
    rf"[A-Za-z0-9._%+'&\-{_ANY}]+@"
    rf"(?:[A-Za-z0-9{_ANY}][A-Za-z0-9\-{_ANY}]*\.)+(?:xn--[A-Za-z0-9\-]+|[A-Za-z{_ANY}]{{2,}})"
)
_UNSPACED = compiled_later("[\u0e00-\u0eff\u1000-\u109f\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 64
_ESCAPED = compiled_later(r"^(?:%[0-9A-Fa-f]{2})+")
# RFC 2606 and 6761, and the domains that manuals use in their place.
_RESERVED = Lazy(
    r"(?:.*[.@])?(?:example\.(?:com|net|org|edu)|[^@]*\.(?:example|test|invalid|localhost)|test\.com|domain\.com"
    r"|email\.com|yourcompany\.com|yourdomain\.com|company\.com)",
    re.IGNORECASE,
)
_NOBODY = Lazy(
    r"(?:no-?reply|do-?not-?reply|postmaster|mailer-daemon|abuse|hostmaster|webmaster|root|git|hg|svn)", re.IGNORECASE
)
# What stands before ``user@host`` in a command: its name, then options with their values, and for those that copy,
# files. A sentence that speaks of the program has words there.
_BEGINS = r"(?:^|[\s`\"'$(;&|=/])"
_LOGS_IN = compiled_later(
    _BEGINS + r"(?:(?:auto)?ssh|mosh|ssh-copy-id|sshfs|slogin|sftp)(?:\s+-[\w-]+(?:[= ]+[^\s@-][^\s@]*)?)*\s+[\"']?$"
)
_COPIES = compiled_later(_BEGINS + r"(?:scp|rsync)(?:\s+\S+){0,12}\s+[\"']?$")
# What follows an @ and a name with a dot but is no domain: a picture for dense screens, a file of a package.
_FILES = frozenset(
    re.findall(r"\w+", "png jpg jpeg gif svg webp ico css scss less js mjs ts tsx jsx json html htm txt xml yaml yml")
)


def scan(subject: Subject) -> Iterator[Hit]:
    """Every address, without what a sentence or a URL puts around it."""
    if b"@" not in subject.utf8:
        return
    for match in subject.matches(_ADDRESS):
        start, end = match.span()
        local, _, written = subject.value(start, end).rpartition("@")
        kept, domain = _local(local), _domain(written)
        if not kept or not domain:
            continue
        start += _bytes(local) - _bytes(kept)
        end -= _bytes(written) - _bytes(domain)
        if _is_userinfo(subject, start, end) or subject.at(end) == "(":
            continue
        # `git@host:path` names a repository, `user@host:path` of scp a file; neither is an address to write to.
        if subject.at(end) == ":" and _NOBODY.fits(kept):
            continue
        if _is_login(subject, start, end):
            continue
        sample = _RESERVED.fits(f"@{domain}") or _NOBODY.fits(kept)
        evidence = ["it has the form of an address"]
        if sample:
            evidence.append("its domain is set aside for examples, or nobody reads what is sent to it")
        yield Hit(KIND, subject.span(start, end), Confidence.HIGH, sample, tuple(evidence))


def _local(local: str) -> str:
    """The part before the @ without what belongs to the text around it; empty where nothing is left."""
    escaped = _ESCAPED.match(local)
    if escaped:
        local = local[escaped.end() :]
    at = len(local)
    while at > 0 and (local[at - 1].isalnum() or local[at - 1] in "._%+'&-") and not local.startswith("..", at - 1):
        at -= 1
    local = local[at:].lstrip(".'&-%")
    if not local.isascii() and local[-1].isascii():
        # Scripts without spaces write a word right before it.
        local = _UNSPACED.split(local)[-1].lstrip(".'&-%")
    return local if len(local) <= _LONGEST and not local.endswith(".") else ""


def _domain(written: str) -> str:
    """The domain without what a script without spaces writes right behind it; empty where it is none."""
    at = next((at for at, char in enumerate(written) if not (char.isalnum() or char in ".-")), len(written))
    labels = written[:at].rstrip(".-").split(".")
    if labels[0].isascii() and not labels[-1].isascii() and "xn--" not in labels[-1]:
        # `jane@acme.comへ`: the name of a top-level domain is of one script.
        labels[-1] = "".join(takewhile(str.isascii, labels[-1])) or labels[-1]
    if len(labels) < 2 or labels[-1].lower() in _FILES or not 2 <= len(labels[-1]) <= _LONGEST:
        return ""
    if any(not label or label.startswith("-") or label.endswith("-") for label in labels):
        return ""
    return ".".join(labels)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _is_userinfo(subject: Subject, start: int, end: int) -> bool:
    """Whether it is the end of ``scheme://user:password@host``, which is a secret and no address."""
    begin = max(0, start - 200)
    before = subject.utf8[begin:start]
    scheme = before.rfind(b"://")
    if scheme < 0:
        return False
    between = before[scheme + 3 :]
    return not any(sign in between for sign in b" \t\r\n/?#\"'<>()")


def _is_login(subject: Subject, start: int, end: int) -> bool:
    """Whether it is who logs in to which machine: ``ssh user@host``, ``scp file user@host:/path``."""
    line = subject.utf8[max(0, start - 200, subject.utf8.rfind(b"\n", 0, start) + 1) : start]
    if not any(name in line for name in (b"ssh", b"scp", b"rsync", b"sftp", b"mosh", b"slogin")):
        return False
    command = line.decode("utf-8", "replace")
    return bool(_LOGS_IN.search(command) or (subject.at(end) == ":" and _COPIES.search(command)))
