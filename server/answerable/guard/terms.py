"""Confidential terms: names of projects and customers, hosts and paths, plain, with wildcards, or as salted digests."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from answerable.findings.model import Severity
from answerable.guard.model import Found, Kind
from answerable.guard.settings import Term
from answerable.text.spans import Span

RULES = {"term": "guard.term", "host": "guard.host", "path": "guard.path"}
"""The rule by the kind of the term."""

MOST_WORDS = 4
"""How many words a term may have of which only the digest is known: so many at a time are tried."""

_SIGNS = r"[^\s\"'`<>(),;|]"
_GAP = r"(?:[\s_\-]|[^\S\r\n]*\r?\n[^\S\r\n]*){1,8}"
_HOST = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
_PATH_END = re.compile(r"[\s\"'`<>(),;|:*?\[\]{}]")
_WORD = re.compile(r"\w+(?:[.'’@:/\\\-]+\w+)*")
_ATOM = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s_\-]{1,8}")
_HOST_NAME = re.compile(r"[\w\-]+(?:\.[\w\-]+)+")
_MESSAGES = {
    "term": "A confidential term. Leave it out, or send a placeholder in its place.",
    "host": "A confidential host. Leave it out, or send a placeholder in its place.",
    "path": "A confidential path. Leave it out, or send a placeholder in its place.",
}


class BadTerm(ValueError):
    """A term that cannot be looked for by its digest; the message says why and does not quote it."""


class Terms:
    """The terms of one policy, ready to run. Any thread may call it."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._plain = [term for term in terms if term.text is not None]
        self._digests = [term for term in terms if term.digest is not None]

    def scan(self, text: str) -> Iterator[Found]:
        """Every place where one of them stands."""
        for term, pattern in self._patterns:
            for match in pattern.finditer(text):
                span = _span(text, match.start(), match.end(), term.kind)
                if span is not None:
                    yield _found(term, span)
        if self._digests:
            yield from self._by_digest(text)

    @cached_property
    def _patterns(self) -> list[tuple[Term, Any]]:
        return [(term, re.compile(_pattern(term), re.IGNORECASE)) for term in self._plain]

    @cached_property
    def _by_salt(self) -> dict[str, dict[bytes, Term]]:
        known: dict[str, dict[bytes, Term]] = {}
        for term in self._digests:
            salt, _, value = (term.digest or "").partition("$")
            known.setdefault(salt, {})[bytes.fromhex(value)] = term
        return known

    def _by_digest(self, text: str) -> Iterator[Found]:
        words = [match.span() for match in _WORD.finditer(text)]
        # The same without what may stand inside a word: `Falcon's`, `falcon_eu`, `globex-corp`.
        atoms = [match.span() for match in _ATOM.finditer(text)]
        hosts = [match.span() for match in _HOST_NAME.finditer(text)]
        for salt, known in self._by_salt.items():
            look = _Look(hashlib.sha256(f"{salt}\0".encode()), known)
            seen: set[Span] = set()
            for term, span in (*_phrases(text, words, look), *_joined(text, atoms, look), *_hosts(text, hosts, look)):
                if span not in seen:
                    seen.add(span)
                    yield _found(term, span)


def digest(term: str, salt: str) -> str:
    """What a policy holds in place of the term: ``salt$hex``. Raises `BadTerm`."""
    phrase = _normal(term)
    if "*" in term:
        raise BadTerm("a term with `*` cannot be looked for by its digest; write it as `text`")
    if sum(map(str.isalnum, phrase)) < 2:
        raise BadTerm("a term needs two letters or digits at least")
    if phrase.count(" ") >= MOST_WORDS:
        raise BadTerm(f"a term has {MOST_WORDS} words at most when only its digest is known")
    data = f"{salt}\0{phrase}".encode("utf-8", "surrogatepass")
    return f"{salt}${hashlib.sha256(data).hexdigest()}"


def new_salt() -> str:
    """Sixteen bytes of chance in hexadecimal."""
    return os.urandom(16).hex()


def _normal(term: str) -> str:
    return " ".join(match[0].casefold() for match in _WORD.finditer(term))


class _Look:
    """The terms under one salt, asked by phrase; each phrase is hashed once."""

    def __init__(self, seeded: Any, known: dict[bytes, Term]) -> None:
        self._seeded, self._known = seeded, known
        self._answers: dict[str, Term | None] = {}

    def up(self, phrase: str) -> Term | None:
        """The term that this phrase is, in small letters and with single blanks."""
        if phrase not in self._answers:
            one = self._seeded.copy()
            one.update(phrase.encode("utf-8", "surrogatepass"))
            self._answers[phrase] = self._known.get(one.digest())
        return self._answers[phrase]


_Hit = tuple[Term, Span]


def _phrases(text: str, words: Sequence[tuple[int, int]], look: _Look) -> Iterator[_Hit]:
    """Terms as they are written in the list, and the directories that a path lies in."""
    folded = [text[start:end].casefold() for start, end in words]
    for first, (start, end) in enumerate(words):
        for count in range(1, min(MOST_WORDS, len(words) - first) + 1):
            if (term := look.up(" ".join(folded[first : first + count]))) is not None:
                yield term, Span(start, words[first + count - 1][1])
        for at, char in enumerate(folded[first]):
            if char in "/\\" and (term := look.up(folded[first][:at])) is not None and term.kind == "path":
                yield term, Span(start, end)


def _joined(text: str, atoms: Sequence[tuple[int, int]], look: _Look) -> Iterator[_Hit]:
    """Terms of which the words are joined by signs, or are part of a longer word that signs divide."""
    folded = [text[start:end].casefold() for start, end in atoms]
    for first, (start, _) in enumerate(atoms):
        for last in range(first, min(first + MOST_WORDS, len(atoms))):
            if last > first and not _BETWEEN.fullmatch(text, atoms[last - 1][1], atoms[last][0]):
                break
            term = look.up(" ".join(folded[first : last + 1]))
            if term is not None and term.kind == "term":
                yield term, Span(start, atoms[last][1])


def _hosts(text: str, hosts: Sequence[tuple[int, int]], look: _Look) -> Iterator[_Hit]:
    """Hosts and what stands below them, in an address or alone."""
    for start, end in hosts:
        name = text[start:end].casefold()
        for at in (0, *(at + 1 for at, char in enumerate(name) if char == ".")):
            if (term := look.up(name[at:])) is not None and term.kind == "host":
                yield term, Span(start, end)
                break


def _pattern(term: Term) -> str:
    words = (term.text or "").split()
    return _GAP.join(f"{_SIGNS}*?".join(re.escape(part) for part in word.split("*")) for word in words)


def _span(text: str, start: int, end: int, kind: str) -> Span | None:
    """What is confidential here: the word as a whole, the host with what stands below it, the path to its end."""
    if kind == "host":
        if end < len(text) and (text[end].isalnum() or text[end] == "-"):
            return None
        if end + 1 < len(text) and text[end] == "." and text[end + 1].isalnum():
            return None
        begin = start
        while begin > 0 and text[begin - 1] in _HOST:
            begin -= 1
        if begin < start and text[start - 1] != "." and text[start] != ".":
            return None
        return Span(begin, end)
    if start > 0 and (text[start - 1].isalnum() and text[start].isalnum()):
        return None
    if kind == "path":
        if text[end - 1] not in "/\\" and end < len(text) and text[end] not in "/\\" and not _PATH_END.match(text, end):
            return None
        stop = _PATH_END.search(text, end)
        end = stop.start() if stop else len(text)
        return Span(start, max(end - (text[end - 1] == "."), start + 1))
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return None
    return Span(start, end)


def _found(term: Term, span: Span) -> Found:
    return Found(
        rule=RULES[term.kind],
        kind=Kind.CONFIDENTIAL,
        label=term.label,
        span=span,
        severity=Severity.ERROR,
        message=_MESSAGES[term.kind],
        why=("the policy names it, or its digest",),
    )
