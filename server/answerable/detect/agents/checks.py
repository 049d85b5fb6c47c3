"""What no pattern of a table can say of an entry: what its command fetches, shows, opens and gives away.

Each check is handed a place and yields the spans that are wrong in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from answerable.detect.agents import scripts
from answerable.detect.agents.argv import Word, commands, name, shell
from answerable.detect.agents.node import Node, Place, walk
from answerable.detect.agents.packages import unpinned
from answerable.text.spans import Span

_HOME = r"(?:~|\$HOME|\$\{HOME\}|\$\{env:HOME\}|\$\{userHome\}|%USERPROFILE%|\$\{env:USERPROFILE\})"
_SOMEBODY = r"(?:/home/[^/\s]+|/Users/[^/\s]+|/root|[A-Za-z]:[\\/]+Users[\\/]+[^\\/\s]+)"
_ROOT = re.compile(rf"(?:/+|[A-Za-z]:[\\/]*|{_HOME}|/home|/Users|/etc|{_SOMEBODY})[\\/]*(?:\*\*?)?$")
_PLAIN_ROOT = re.compile(rf"(?:/|[A-Za-z]:[\\/]+|{_HOME})[\\/]*(?:\*\*?)?$")
_FILES = re.compile(r"(?i)file[-_]?system|filesystem|desktop-commander|\bfiles?\b|mcp-fs|fs-mcp")
_FLAG = re.compile(
    r"(?i)^--?(?:root|roots|dir|directory|path|allowed[-_]\w+|allow[-_]\w+|workspace|base[-_]?(?:dir|path))$"
)
_FLAG_VALUE = re.compile(
    r"(?i)^--?(?:root|roots|dir|directory|path|allowed[-_]\w+|allow[-_]\w+|base[-_]?(?:dir|path))=(.+)$"
)
_MOUNT = re.compile(rf"^(?:{_HOME}|/|/etc|/home|/Users|{_SOMEBODY})/?:[^:]+")
_MOUNT_SOURCE = re.compile(rf"(?:^|,)(?:src|source)=(?:{_HOME}|/|/etc|/home|/Users|{_SOMEBODY})/?(?:,|$)")
_SOCKET = re.compile(r"/(?:var/)?run/(?:docker|podman/podman|containerd/containerd)\.sock")

_EVERYWHERE = re.compile(r"(?<![\d.])0\.0\.0\.0(?![\d.])|(?<![\w:])\[::\](?![\w:])")
_AUTHENTICATED = re.compile(r"(?i)auth|token|api[-_]?key|bearer|secret|password|credential|mtls|client[-_]?cert")
_UNAUTHENTICATED = re.compile(
    r"(?i)no[-_]?auth|omit[-_]?auth|auth[=_-]?(?:none|off|false|disabled)|disable[-_]?auth|without-auth"
)

_SECRET_NAME = re.compile(
    r"(?i)(?:^|[-_])(?:api[-_]?key|access[-_]?key|secret|token|password|passwd|pat|auth[-_]?key|credential)s?$|^x-.*(?:key|token)$"
    r"|^(?:proxy-)?authorization$"
)
_SCHEME = re.compile(r"(?i)(?:bearer|basic|token|apikey)\s+")
_SECRET_FLAG = re.compile(
    r"(?i)^--?(?:[\w-]*[-_])?(?:api[-_]?key|access[-_]?token|auth[-_]?token|token|secret|password|key)$"
)
_SECRET_FLAG_VALUE = re.compile(
    r"(?i)^--?(?:[\w-]*[-_])?(?:api[-_]?key|access[-_]?token|auth[-_]?token|token|secret|password)=(?P<value>.+)$"
)
_HEADER_WORD = re.compile(
    r"(?i)^(?:authorization|x-[\w-]*(?:key|token)|api-key)\s*:\s*(?:bearer\s+|basic\s+)?(?P<value>\S+)$"
)
# What stands for a value: a reference, or words that say it is to be filled in.
_STANDS_FOR = re.compile(
    r"(?i)[$%{}<>]|^op://|^vault:|^keychain:|your|example|changeme|change-me|placeholder|dummy|replace|redacted|insert"
    r"|^x{3,}|\.\.\.|\*{3,}|^(?:test|todo|none|null|true|false|secret|token|password|key|value|string|local|dev)[-_\w]{0,8}$"
)
_TOKEN = re.compile(r"[^\s,;{}<>()\"']{8,}$")


def _servers(place: Place) -> Iterator[Node]:
    """The entry itself, where it runs something."""
    if place.node.get("command") is not None or place.node.get("args") is not None:
        yield place.node


def _package_of_server(place: Place) -> Iterator[Span]:
    for node in _servers(place):
        for words in commands(node):
            yield from (word.span for word in unpinned(words, server=True))


def _package_of_command(place: Place) -> Iterator[Span]:
    """For a text that a shell runs."""
    for words in shell(place.node):
        yield from (word.span for word in unpinned(words, server=False))


def _file_root(place: Place) -> Iterator[Span]:
    for node in _servers(place):
        for words in commands(node):
            if name(words[0]) in ("docker", "podman", "nerdctl"):
                continue
            files = any(_FILES.search(word.text) for word in words[:4])
            for before, word in pairwise(words):
                flag = _FLAG_VALUE.match(word.text)
                # What serves files serves somebody's home too; elsewhere `/home/ann` may be what it is about.
                wide = files or flag is not None or _FLAG.match(before.text) is not None
                value = flag[1] if flag else word.text
                if _ROOT.match(value) if wide else _PLAIN_ROOT.match(value) and not before.text.startswith("-"):
                    yield word.span


def _container_root(place: Place) -> Iterator[Span]:
    for node in _servers(place):
        for words in commands(node):
            if name(words[0]) not in ("docker", "podman", "nerdctl"):
                continue
            for before, word in pairwise(words):
                text = word.text.partition("=")[2] if word.text.startswith(("--volume=", "--mount=")) else word.text
                mounted = before.text in ("-v", "--volume", "--mount") or text is not word.text
                whole = _MOUNT.match(text) or _MOUNT_SOURCE.search(text) or _SOCKET.search(text)
                if (mounted and whole) or word.text in ("--privileged", "--pid=host", "--cap-add=ALL"):
                    yield word.span


def _open_to_all(place: Place) -> Iterator[Span]:
    """An entry that listens on, or calls, every address, and says nothing of who may."""
    if place.node.pairs is None:
        return
    texts = [
        inner
        for inner in walk(place.node)
        if isinstance(inner.node.value, str) and (not inner.path or inner.path[0] not in ("description", "name"))
    ]
    if any(
        _AUTHENTICATED.search(part) and not _UNAUTHENTICATED.search(part)
        for inner in texts
        for part in (*inner.path, str(inner.node.value))
    ):
        return
    for inner in texts:
        match = _EVERYWHERE.search(str(inner.node.value))
        if match:
            exact = len(str(inner.node.value)) == len(inner.node.span)
            start = inner.node.span.start
            yield Span(start + match.start(), start + match.end()) if exact else inner.node.span


def _secret_value(place: Place) -> Iterator[Span]:
    """A mapping of headers or variables: values under a name that tells."""
    for pair in place.node.pairs or ():
        value = pair.node.value
        if not isinstance(value, str) or not _SECRET_NAME.search(pair.key):
            continue
        scheme = _SCHEME.match(value)
        start = scheme.end() if scheme else 0
        if _is_secret(value[start:]):
            yield _part(Word(value, pair.node.span), start)


def _secret_argument(place: Place) -> Iterator[Span]:
    for node in _servers(place):
        for words in commands(node):
            for before, word in pairwise(words):
                inline = _SECRET_FLAG_VALUE.match(word.text) or _HEADER_WORD.match(word.text)
                if inline and _is_secret(inline["value"]):
                    yield _part(word, inline.start("value"))
                elif _SECRET_FLAG.match(before.text) and _is_secret(word.text):
                    yield word.span


def _part(word: Word, start: int) -> Span:
    exact = len(word.text) == len(word.span)
    return Span(word.span.start + start, word.span.end) if exact else word.span


def _is_secret(value: str) -> bool:
    if _STANDS_FOR.search(value) or not _TOKEN.fullmatch(value):
        return False
    varied = any(char.isdigit() for char in value) and any(char.isalpha() for char in value) and len(set(value)) > 5
    return varied and not value.startswith(("-", "/", ".", "~", "http")) and not _WHERE.search(value)


def _downloaded(place: Place) -> Iterator[Span]:
    yield from _found(place, scripts.runs_what_it_fetched)


def _sent(place: Place) -> Iterator[Span]:
    yield from _found(place, scripts.sends_data)


def _found(place: Place, look: Callable[[str], tuple[int, int] | None]) -> Iterator[Span]:
    """The part of a text for a shell that is meant, or the whole of it where escapes stand in the way."""
    value = place.node.value
    found = look(value) if isinstance(value, str) else None
    if found is None or not isinstance(value, str):
        return
    start = place.node.span.start
    exact = len(value) == len(place.node.span)
    yield Span(start + found[0], start + found[1]) if exact else place.node.span


_WHERE = re.compile(r"^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/|$)|^[\w.-]+:\d+$|\.(?:json|pem|txt|key|env)$")
"""A host, a port, a file: a name such as `TOKEN` may have one for its value."""


CHECKS: Mapping[str, Callable[[Place], Iterator[Span]]] = {
    "downloaded code": _downloaded,
    "sent data": _sent,
    "unpinned package of a server": _package_of_server,
    "unpinned package in a command": _package_of_command,
    "root of the files": _file_root,
    "root of a container": _container_root,
    "open to all": _open_to_all,
    "secret in a header": _secret_value,
    "secret in an argument": _secret_argument,
}
"""By the name a table knows them by."""
