"""detect-secrets, asked one line at a time, and its habits kept out.

Its settings are one object for the whole process and not thread-safe: no call here reads them, and the plugins run
under a lock all the same. `scan_line` searches eagerly and without entropy limits: the plugins are asked directly. And
the value it reports may be cut (``ghp`` for a GitHub token): every place is widened to the whole token. Its plugins are
taken from the library alone, never from a baseline.
"""

from __future__ import annotations

import hashlib
import string
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from types import ModuleType
from typing import Any, NamedTuple

from answerable.detect.secrets.memory import Memory

_PLUGINS = (
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
"""All but those that report what is no secret (addresses, account ids, every name in C that begins with ``AP``) or the
label before one (private keys)."""

_TOKEN = frozenset(string.ascii_letters + string.digits + "_-")


class Seen(NamedTuple):
    """What one plugin took out of a line: its type, and where in the line the whole token lies."""

    type: str
    start: int
    end: int
    cut_start: int
    """Where the part lies that the plugin itself took for the value: a baseline has the digest of that."""
    cut_end: int


class Unavailable(Exception):
    """detect-secrets cannot be loaded; the message says why."""


_answers: Memory[tuple[Seen, ...]] = Memory(16_384)
"""By line. Offsets only, so that no secret outlives its document here."""
_lock = Lock()


def seen_in(line: str, path: str) -> tuple[Seen, ...]:
    """All that the plugins take out of one line, unjudged. Raises `Unavailable`."""
    kind = path.rpartition(".")[2].lower() if "." in path else ""
    key = hashlib.blake2b(f"{kind}\0{line}".encode("utf-8", "replace"), digest_size=16).digest()
    found = _answers.get(key)
    if found is None:
        found = tuple(dict.fromkeys(_asked(line, path)))
        _answers.put(key, found)
    return found


def _asked(line: str, path: str) -> Iterator[Seen]:
    with _lock:
        for plugin, patterns, limit in _plugins():
            if patterns is None:
                values = plugin.analyze_string(line)
            else:
                values = plugin.analyze_string(line, denylist_regex_to_group=patterns(path))
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


@cache
def _plugins() -> tuple[tuple[Any, Any, float | None], ...]:
    """Each plugin, what its patterns depend on where they do, and its entropy limit where it has one."""
    try:
        from importlib import import_module

        try:
            with _without_requests():
                for module, _ in _PLUGINS:
                    import_module(f"detect_secrets.plugins.{module}")
        except (ImportError, AttributeError):
            pass  # a version that needs it to be imported; it is below
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
        (one, patterns if type(one).__name__ == "KeywordDetector" else None, getattr(one, "entropy_limit", None))
        for one in plugins
    )


class _Empty(ModuleType):
    """Has whatever an annotation may name."""

    def __getattr__(self, name: str) -> type:
        return object


@contextmanager
def _without_requests() -> Iterator[None]:
    """Keeps the plugins from importing the HTTP client by which they would ask a vendor whether a secret is live.

    Nothing here ever asks, and the client is two thirds of the time that the plugins take to import. Another thread
    that imports it meanwhile would get the empty one, so it is kept from the main thread alone: there a command or a
    hook runs and nothing beside it; a server looks for secrets in other threads.
    """
    name = "requests"
    if name in sys.modules or threading.current_thread() is not threading.main_thread():
        yield
        return
    empty = _Empty(name)
    sys.modules[name] = empty
    try:
        yield
    finally:
        if sys.modules.get(name) is empty:
            del sys.modules[name]
