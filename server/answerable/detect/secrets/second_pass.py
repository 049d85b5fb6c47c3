"""detect-secrets behind our own passes: what its plugins see on the lines that could hold something.

Three of its habits are kept out. Its settings are one object for the whole process and not thread-safe: no call here
reads them, and the plugins run under a lock all the same. `scan_line` searches eagerly and without entropy limits: the
plugins are asked directly. And the value it reports may be cut (``ghp`` for a GitHub token): every span is widened to
the whole token, then judged like anything else. Its plugins are taken from the library alone, never from a baseline.
"""

from __future__ import annotations

import base64
import hashlib
import re
import string
from collections import OrderedDict
from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

from answerable.detect.detector import Cancel
from answerable.detect.secrets.entropy import shannon
from answerable.detect.secrets.judgement import acceptable
from answerable.detect.secrets.model import Candidate, Rank, Rule
from answerable.detect.secrets.naming import kind_of
from answerable.detect.secrets.patterns import Lazy, compiled
from answerable.findings.model import Confidence
from answerable.text.lines import LineIndex
from answerable.text.spans import Span

RULES = {
    rule.id: rule
    for rule in (
        Rule("high-entropy", "High-entropy string", "", confidence=Confidence.LOW),
        Rule("keyword", "Credential", "", confidence=Confidence.LOW),
        Rule("library-format", "Credential of a form that detect-secrets knows", "", confidence=Confidence.MEDIUM),
    )
}
_PLUGINS = (
    ("artifactory", "ArtifactoryDetector"),
    ("aws", "AWSKeyDetector"),
    ("basic_auth", "BasicAuthDetector"),
    ("cloudant", "CloudantDetector"),
    ("discord", "DiscordBotTokenDetector"),
    ("github_token", "GitHubTokenDetector"),
    ("gitlab_token", "GitLabTokenDetector"),
    ("high_entropy_strings", "Base64HighEntropyString"),
    ("high_entropy_strings", "HexHighEntropyString"),
    ("ibm_cloud_iam", "IbmCloudIamDetector"),
    ("ibm_cos_hmac", "IbmCosHmacDetector"),
    ("jwt", "JwtTokenDetector"),
    ("keyword", "KeywordDetector"),
    ("mailchimp", "MailchimpDetector"),
    ("npm", "NpmDetector"),
    ("openai", "OpenAIDetector"),
    ("pypi_token", "PypiTokenDetector"),
    ("sendgrid", "SendGridDetector"),
    ("slack", "SlackDetector"),
    ("softlayer", "SoftlayerDetector"),
    ("square_oauth", "SquareOAuthDetector"),
    ("stripe", "StripeDetector"),
    ("telegram_token", "TelegramBotTokenDetector"),
)
"""All but those that report what is no secret (addresses, account ids) or the label before one (private keys)."""

# What one of the plugins could take: a keyword with a value after it, a long quoted run of base64 or hexadecimal
# digits, or the beginning of a format. Everything else is not shown to them.
_COULD = (
    r"(?i:api_?key|auth_?key|service_?key|account_?key|db_?key|database_?key|priv(?:ate)?_?key|client_?key|(?:db|database|key)_?pass"
    r"|password|passwd|pwd|secret|contrase(?:ñ|n)a)[^\r\n]{0,60}?[\"'`:=]"
    r"|\"[A-Za-z0-9+/\\_=-]{20,200}\"|'[A-Za-z0-9+/\\_=-]{20,200}'"
    r"|://[^\s/:@]{1,80}:[^\s/:@]{1,80}@|(?i:softlayer|cloudant|ibm|bluemix)[^\r\n]{0,60}[:=]|\bA(?:KC|P[0-9A-F])[A-Za-z0-9]{8}"
)
_LONGEST_LINE = 1000
_WINDOW = 200
_MOST_WINDOWS = 200
_TOKEN = frozenset(string.ascii_letters + string.digits + "_-")
_TELLING = Lazy(r"key|token|secret|auth(?!ors?(?![a-z]))|pass|pwd|cred|bearer|private|signature|salt", re.IGNORECASE)
# An identifier that says what it is of, as many services give them: ``agent_011CZ…``.
_PREFIXED = Lazy(r"^[a-z]{2,14}[_-]")
_NAME = Lazy(r"([\w.\-]+)[\"'`\])]{0,3}\s{0,9}(?:[:=!>]{1,3}|\()")
_HARMLESS = Lazy(
    r"sha-?\d|md5|hash|digest|checksum|integrity|commit|revision|fingerprint|etag|thumbprint|(?:uu|gu)id|certificate|public|base64|charset"
    r"|alphabet|-----|mappings|svg|font|image|png|jpeg|rsa-?\d|test[-_ ]?vector",
    re.IGNORECASE,
)


class Seen(NamedTuple):
    """What one plugin took out of a line: its type, its value's digest, and where in the line the whole token lies."""

    type: str
    start: int
    end: int
    cut_start: int
    cut_end: int
    """What the plugin itself took for the value; a baseline has the digest of that."""


class Unavailable(Exception):
    """detect-secrets cannot be loaded; the message says why."""


class _Cache:
    """Results by the digest of a line's text: the same line is asked about at every keystroke elsewhere.

    Digests and offsets only, so that no secret outlives its document here.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._entries: OrderedDict[bytes, tuple[Seen, ...]] = OrderedDict()

    def get(self, key: bytes) -> tuple[Seen, ...] | None:
        with self._lock:
            found = self._entries.get(key)
            if found is not None:
                self._entries.move_to_end(key)
            return found

    def put(self, key: bytes, value: tuple[Seen, ...]) -> None:
        with self._lock:
            self._entries[key] = value
            while len(self._entries) > self._size:
                self._entries.popitem(last=False)


_cache = _Cache(16_384)
_lock = Lock()


def scan(text: str, utf8: bytes, lines: LineIndex, path: str, cancel: Cancel) -> Iterator[Candidate]:
    """What detect-secrets finds in the text, with the exact span of each. Raises `Unavailable` and `Cancelled`."""
    if _is_generated(path):
        return
    for number in _lines_of_interest(text, utf8, lines):
        cancel.check()
        start = lines.span(number).start
        line = lines.text(number)
        for offset, piece in _pieces(line):
            for seen in seen_in(piece, path):
                candidate = _judged(seen, piece, Span(start + offset + seen.start, start + offset + seen.end))
                if candidate is not None:
                    yield candidate


def seen_in(line: str, path: str) -> tuple[Seen, ...]:
    """All that the plugins take out of one line, unjudged. Raises `Unavailable`."""
    kind = path.rpartition(".")[2].lower() if "." in path else ""
    key = hashlib.blake2b(f"{kind}\0{line}".encode("utf-8", "replace"), digest_size=16).digest()
    found = _cache.get(key)
    if found is None:
        found = tuple(dict.fromkeys(_ask(line, path)))
        _cache.put(key, found)
    return found


def _ask(line: str, path: str) -> Iterator[Seen]:
    with _lock:
        for plugin, patterns, limit in _plugins():
            if patterns is not None:
                values = plugin.analyze_string(line, denylist_regex_to_group=patterns(path))
            else:
                values = plugin.analyze_string(line)
            for value in values:
                if value and (limit is None or plugin.calculate_shannon_entropy(value) > limit):
                    yield from _located(plugin.secret_type, value, line)


def _located(kind: str, value: str, line: str) -> Iterator[Seen]:
    """Every place in the line where this value stands, widened to the whole token it is part of."""
    at = line.find(value)
    while at >= 0:
        start, end = at, at + len(value)
        while start < end and line[start] in " \t=:\"'":
            start += 1
        while end > start and line[end - 1] in " \t\"'":
            end -= 1
        cut = (start, end)
        if start < end and line[start] in _TOKEN:
            while start > 0 and line[start - 1] in _TOKEN:
                start -= 1
        if start < end and line[end - 1] in _TOKEN:
            while end < len(line) and line[end] in _TOKEN:
                end += 1
        if start < end:
            yield Seen(kind, start, end, *cut)
        at = line.find(value, at + max(1, len(value)))


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
    found = kind_of(names[-1].group(1)) if names else None
    return found is not None and acceptable(found[1], line[seen.start : seen.end])


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
    if "Hex" in seen.type:
        return _TELLING.found_in(before)
    mixed = any(map(str.isupper, value)) and any(map(str.islower, value)) and any(map(str.isdigit, value))
    return _TELLING.found_in(before) or (
        mixed and len(value) >= 30 and "/" not in value and not _PREFIXED.found_in(value)
    )


def _is_text(value: str) -> bool:
    """Whether it is the base64 of something to read."""
    try:
        text = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_")
    except ValueError:
        return False
    return text.isascii() and text.decode("ascii").isprintable()


def _lines_of_interest(text: str, utf8: bytes, lines: LineIndex) -> list[int]:
    if text.isascii():
        return sorted({lines.line_at(match.start()) for match in compiled(_COULD).finditer(utf8)})
    return [
        number for number in range(len(lines)) if compiled(_COULD).search(lines.text(number).encode("utf-8", "replace"))
    ]


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """The line, or of a very long one the surroundings of what could be something, so that its length costs nothing."""
    if len(line) <= _LONGEST_LINE:
        yield 0, line
        return
    last = 0
    for count, match in enumerate(compiled(_COULD).finditer(line)):
        start, end = max(last, match.start() - _WINDOW), min(len(line), match.end() + _WINDOW)
        if count >= _MOST_WINDOWS:
            return
        if match.end() > last:
            yield start, line[start:end]
            last = end


def _is_generated(path: str) -> bool:
    from detect_secrets.filters import heuristic

    return bool(
        heuristic.is_lock_file(path) or heuristic.is_swagger_file(path) or path.endswith((".map", ".min.js", ".svg"))
    )


@cache
def _plugins() -> tuple[tuple[Any, Any, float | None], ...]:
    """Each plugin, what its patterns depend on where they do, and its entropy limit where it has one."""
    try:
        from importlib import import_module

        plugins = [getattr(import_module(f"detect_secrets.plugins.{module}"), name)() for module, name in _PLUGINS]
        keyword = import_module("detect_secrets.plugins.keyword")
        filetype = import_module("detect_secrets.util.filetype")
    except (ImportError, AttributeError) as error:
        raise Unavailable(f"detect-secrets cannot be loaded: {error}") from error

    def patterns(path: str) -> Any:
        return keyword.REGEX_BY_FILETYPE.get(
            filetype.determine_file_type(path), keyword.QUOTES_REQUIRED_DENYLIST_REGEX_TO_GROUP
        )

    return tuple(
        (
            plugin,
            patterns if type(plugin).__name__ == "KeywordDetector" else None,
            getattr(plugin, "entropy_limit", None),
        )
        for plugin in plugins
    )
