"""detect-secrets behind our own passes: what it sees on the lines that could hold something, judged like the rest."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator

from answerable.detect.detector import Cancel
from answerable.detect.secrets.entropy import shannon
from answerable.detect.secrets.judgement import acceptable
from answerable.detect.secrets.library import Seen, seen_in
from answerable.detect.secrets.model import Candidate, Rank, Rule
from answerable.detect.secrets.naming import echoes, kind_of
from answerable.detect.secrets.patterns import Lazy
from answerable.detect.secrets.randomness import LONG, TELLING, is_mixed
from answerable.findings.model import Confidence
from answerable.text.spans import Span

RULES = {
    rule.id: rule
    for rule in (
        Rule("high-entropy", "High-entropy string", "", confidence=Confidence.LOW),
        Rule("keyword", "Credential", "", confidence=Confidence.LOW),
        Rule("library-format", "Credential of a form that detect-secrets knows", "", confidence=Confidence.MEDIUM),
    )
}
# An identifier that says what it is of, as many services give them: ``agent_011CZ…``.
_PREFIXED = Lazy(r"^[a-z]{2,14}[_-]")
_NAME = Lazy(r"([\w.\-]+)[\"'`\])]{0,3}\s{0,9}(?:[:=!>]{1,3}|\()")
_HARMLESS = Lazy(
    r"verification|sha-?\d|md5|hash|digest|checksum|integrity|commit|revision|fingerprint|etag|thumbprint|(?:uu|gu)id|certificate"
    r"|pub(?:lic|key)|signature|base64|charset|alphabet|-----|mappings|svg|font|image|png|jpeg|rsa-?\d"
    r"|test[-_ ]?vector",
    re.IGNORECASE,
)


def scan(pieces: Iterable[tuple[int, str]], path: str, cancel: Cancel) -> Iterator[Candidate]:
    """What it finds in these lines, each with its offset in the text. Raises `library.Unavailable` and `Cancelled`."""
    for offset, line in pieces:
        cancel.check()
        for seen in seen_in(line, path):
            candidate = _judged(seen, line, Span(offset + seen.start, offset + seen.end))
            if candidate is not None:
                yield candidate


def _judged(seen: Seen, line: str, span: Span) -> Candidate | None:
    from detect_secrets.filters import heuristic

    value = line[seen.start : seen.end]
    entropy = "Entropy" in seen.type
    rule = RULES["high-entropy" if entropy else "keyword" if seen.type == "Secret Keyword" else "library-format"]
    if heuristic.is_sequential_string(value) or heuristic.is_templated_secret(value):
        return None
    if heuristic.is_not_alphanumeric_string(value) or heuristic.is_prefixed_with_dollar_sign(value):
        return None
    if entropy and not _random(seen, value, line):
        return None
    if rule.id == "keyword" and (heuristic.is_indirect_reference(line) or not _named(seen, line)):
        return None
    if rule.id == "library-format" and not acceptable("url-password", value):
        return None
    evidence = (f"detect-secrets reports: {seen.type}", f"entropy {shannon(value):.1f} bits a character")
    return Candidate(rule, span, Rank.LIBRARY, rule.confidence, evidence)


def _named(seen: Seen, line: str) -> bool:
    """Whether the name before a value is that of a credential, and the value could be one."""
    names = list(_NAME.finditer(line[: seen.start]))
    if not names:
        return False
    name, value = names[-1].group(1), line[seen.start : seen.end]
    found = kind_of(name)
    return found is not None and acceptable(found[1], value) and not echoes(name, value)


def _random(seen: Seen, value: str, line: str) -> bool:
    """Whether a high-entropy string may be a secret: digests, ids and the like are as random and mean nothing."""
    from detect_secrets.filters import heuristic

    before, after = line[max(0, seen.start - 80) : seen.start], line[seen.end : seen.end + 20]
    if heuristic.is_potential_uuid(value) or heuristic.is_likely_id_string(value, line):
        return False
    if _HARMLESS.found_in(before) or _HARMLESS.found_in(after) or value.startswith("/"):
        return False
    if not acceptable("strong", value) or _is_text(value):
        return False
    if TELLING.found_in(before):
        return True
    if "Hex" in seen.type or len(value) < LONG or "/" in value or _PREFIXED.found_in(value):
        return False
    return is_mixed(value)


def _is_text(value: str) -> bool:
    """Whether it is the base64 of something to read."""
    try:
        text = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_")
    except ValueError:
        return False
    return text.isascii() and text.decode("ascii").isprintable()
