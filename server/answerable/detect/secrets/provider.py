"""The pass over formats: keywords by Aho-Corasick, then only the patterns whose keyword occurred, by RE2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import ahocorasick
import re2

from answerable.detect.secrets import allowlist, judgement
from answerable.detect.secrets.assignment import GAP, context_parts
from answerable.detect.secrets.checksums import CHECKS, REJECTS
from answerable.detect.secrets.chunks import AFTER, Chunk, chunks
from answerable.detect.secrets.compiled import Rules
from answerable.detect.secrets.entropy import shannon
from answerable.detect.secrets.memory import Memory
from answerable.detect.secrets.model import Candidate, Rank, Rule, moved
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.patterns import BadPattern, Lazy, compiled
from answerable.detect.secrets.placeholders import is_sample
from answerable.detect.secrets.reach import reach
from answerable.detect.secrets.wordlike import reads_as_words
from answerable.findings.model import Confidence, Severity
from answerable.findings.problems import Problem
from answerable.policy.builtin import rules_root
from answerable.text.frozen import dataclass, replace

# What may stand right before a token although it ends in a letter or a digit: an escape sequence of a string literal,
# of a URL, or of a terminal's colours.
_ESCAPE = r"(?:\\[abfnrtv0e]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\033\[[\d;]*m|%[0-9A-Fa-f]{2}|\x1b\[[\d;]*m)\z"
_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
# A digest next to a vendor's name is not a key of that vendor.
_DIGEST = Lazy(
    r"sha-?\d|md5|hash(?!i)|digest|checksum|integrity|commit|revision|fingerprint|etag|thumbprint|(?:uu|gu)id\b|nonce"
    r"|trace[_-]?id|build[_-]?id|\bref\b|\brev\b",
    re.IGNORECASE,
)
_TELLING = Lazy(
    r"key|token|secret|auth|pass|pwd|cred|bearer|dsn|licen[cs]e|webhook|(?<![a-z])pat(?![a-z])|api|private|signature",
    re.IGNORECASE,
)
# What identifies an application to a vendor; a rule of severity ``info`` takes such names too.
_IDENTIFYING = Lazy(r"(?:client|consumer|access|app(?:lication)?)[_.\- ]?id(?![a-z])", re.IGNORECASE)
_MEMORY_OF_THE_SET = 64 * 1024 * 1024
_WORTH_A_SET = 50
"""So many short texts are looked at in the time it takes to make the set of keywords ready."""
_REMEMBERED = 4_096
"""Pieces of texts: some 50 MB of source, at a few hundred bytes for each."""
# A name that says the value identifies something.
_IDENTITY = Lazy(r"(?:[_.\- ](?:id|ID)|(?:[a-z])I[dD])[\"'`\])]{0,3}[ \t]{0,4}[:=]")
_LOWER_HEX = Lazy(r"[0-9a-f\-]+|[0-9A-F\-]+")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of one piece of a text."""

    named: frozenset[int]
    """The rules with a keyword where a match that begins in it could have one: in it, or near it on either side."""
    tried: frozenset[int] = frozenset()
    """The rules whose patterns were run over it."""
    found: tuple[tuple[int, int, tuple[Candidate, ...]], ...] = ()
    """For a rule that matched, how many bytes behind the piece its last match ends (0: within), and the candidates,
    counted from where the piece begins."""


class Formats:
    """The rules of the tables, ready to run. Scanning is a pure function of text and path; any thread may call it."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        own = isinstance(rules, Rules)
        keywords = rules.keywords if isinstance(rules, Rules) else tuple(rule.keywords for rule in rules)
        self.paired = rules.paired if isinstance(rules, Rules) else any(rule.required or rule.silent for rule in rules)
        """Whether any of them counts only beside another."""
        self._always = frozenset(index for index, words in enumerate(keywords) if not words)
        by_word: dict[str, list[int]] = {}
        for index, words in enumerate(keywords):
            for word in words:
                by_word.setdefault(word, []).append(index)
        # A single sign stands hundreds of times in a text: looked for once, not counted by the automaton.
        self._signs = {word: tuple(by_word.pop(word)) for word in list(by_word) if len(word) == 1}
        self._words: Any = ahocorasick.Automaton()
        for word, indices in by_word.items():
            self._words.add_word(word, tuple(indices))
        if by_word:
            self._words.make_automaton()
        shipped = str(rules_root())
        self._local = frozenset(
            index for index, words in enumerate(keywords) if words and (own or rules[index].source.startswith(shipped))
        )
        """Our own rules: a keyword is part of what they match, or stands beside it. A team's may stand anywhere."""
        self._by_word = by_word
        self._texts = 0
        self._memory: Memory[_Seen] = Memory(_REMEMBERED)

    def scan(self, text: str, utf8: bytes, offsets: Offsets, path: str) -> Iterator[Candidate]:
        """Every secret of a known format. `utf8` is the text encoded, one character for each code point.

        A long text is looked at piece by piece, and a piece only if it was not seen lately: the answer is the same.
        """
        parts = chunks(utf8)
        if len(parts) > 1:
            yield from self._in_pieces(parts, utf8, offsets, path)
            return
        self._texts += 1
        named = self._named(text) if self._texts < _WORTH_A_SET else self._named_in(utf8)
        for index in sorted(self._always | named):
            for candidate, _ in self._matches(index, utf8, offsets, path, Chunk(0, len(utf8))):
                if candidate is not None:
                    yield candidate

    def _in_pieces(self, parts: list[Chunk], utf8: bytes, offsets: Offsets, path: str) -> list[Candidate]:
        about = path.encode("utf-8", "replace")
        keys = [part.digest(utf8, about) for part in parts]
        seen = [
            self._memory.get(key) or self._first_look(key, part, utf8) for key, part in zip(keys, parts, strict=True)
        ]
        wanted = self._always.union(*(one.named for one in seen))
        near = frozenset(index for index in wanted if 4 * _tail(self._rules[index]) <= AFTER)
        found = [
            (index, candidate)
            for index in wanted - near
            for candidate, _ in self._matches(index, utf8, offsets, path, Chunk(0, len(utf8)))
            if candidate is not None
        ]
        anywhere = near - self._local
        taken: dict[int, int] = {}
        """Where a rule's last match ended, if that is behind the piece it began in: there its next one may begin."""
        for key, part, known in zip(keys, parts, seen, strict=True):
            here = (known.named & near) | anywhere
            if not here <= known.tried:
                known = self._tried(known, here - known.tried, part, utf8, offsets, path)
                self._memory.put(key, known)
            base = offsets.point(part.start) if known.found else 0
            for index, behind, candidates in known.found:
                if index not in here:
                    continue
                if taken.get(index, 0) > part.start:
                    rest = Chunk(taken[index], part.end)
                    _, behind, candidates = self._all_of(index, rest, part, utf8, offsets, path)
                found += ((index, moved(candidate, base)) for candidate in candidates)
                taken[index] = max(part.end + behind, taken.get(index, 0))
        # As they come from a text in one piece: rule by rule.
        return [candidate for _, candidate in sorted(found, key=lambda pair: (pair[0], pair[1].span))]

    def _first_look(self, key: bytes, part: Chunk, utf8: bytes) -> _Seen:
        first, last = part.around(utf8)
        known = _Seen(self._named_in(utf8[first:last]))
        self._memory.put(key, known)
        return known

    def _named_in(self, piece: bytes) -> frozenset[int]:
        """As `_named`, for the pieces of a long text: five times as quick, but made ready in more time than a prompt
        is read in.

        RE2's set says nothing where it runs out of memory too, so the automaton is asked where it says nothing.
        """
        words, together = self._set
        found = together.Match(piece)
        if found:
            folded = piece.lower()
            signs = (indices for sign, indices in self._signs.items() if sign.encode() in folded)
            named = (self._by_word[words[number]] for number in found)
            return frozenset(index for indices in (*signs, *named) for index in indices)
        return frozenset(self._named(piece.decode("utf-8", "ignore")))

    @cached_property
    def _set(self) -> tuple[tuple[str, ...], Any]:
        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        options.max_mem = _MEMORY_OF_THE_SET
        together = re2.Set.SearchSet(options)
        for word in self._by_word:
            together.Add(re2.escape(word))
        together.Compile()
        return tuple(self._by_word), together

    def _tried(
        self, known: _Seen, more: frozenset[int], part: Chunk, utf8: bytes, offsets: Offsets, path: str
    ) -> _Seen:
        """What is known of a piece once these rules were run over it, too."""
        found = (self._all_of(index, part, part, utf8, offsets, path) for index in sorted(more))
        matched = tuple(one for one in found if one[1] or one[2])
        return _Seen(known.named, known.tried | more, (*known.found, *matched))

    def _all_of(
        self, index: int, searched: Chunk, part: Chunk, utf8: bytes, offsets: Offsets, path: str
    ) -> tuple[int, int, tuple[Candidate, ...]]:
        """What a rule finds in `searched`, as `_Seen.found` has it for the piece that it is of."""
        last = 0
        candidates = []
        for candidate, end in self._matches(index, utf8, offsets, path, searched):
            last = end
            if candidate is not None:
                candidates.append(moved(candidate, -offsets.point(part.start)))
        return index, max(last - part.end, 0), tuple(candidates)

    def _matches(
        self, index: int, utf8: bytes, offsets: Offsets, path: str, part: Chunk
    ) -> Iterator[tuple[Candidate | None, int]]:
        """Each match of a rule that begins in this part of the text: what it is a candidate for, and where it ends."""
        rule = self._rules[index]
        begin, end = part.start, min(part.end + AFTER, len(utf8))
        try:
            if rule.context:
                at = _beside(rule, utf8, begin, end)
                if at is None:
                    return
                begin = at
            pattern = compiled(rule.pattern)
            if rule.path and not compiled(rule.path).search(path.encode("utf-8", "replace")):
                return
        except BadPattern:
            return  # `problems_of` names it
        if part.start >= part.end and utf8:
            return
        for match in pattern.finditer(utf8, begin, end):
            if match.start() >= part.end and part.end < len(utf8):
                return
            yield _candidate(rule, match, utf8, offsets, path), match.end()

    def _named(self, text: str) -> set[int]:
        """The rules with a keyword in this text."""
        found, folded = set[int](), text.lower()
        for sign, indices in self._signs.items():
            if sign in folded:
                found.update(indices)
        if len(self._words):
            for indices in {indices for _, indices in self._words.iter(folded)}:
                found.update(indices)
        return found


def _beside(rule: Rule, utf8: bytes, start: int, end: int) -> int | None:
    """Where the first of a `context` rule's words stands, if a value of its form stands in it or behind it; else None.

    Most texts have one without the other, and the pattern of both with all that may lie between them takes fifty times
    as long to compile.
    """
    parts = context_parts(rule.pattern)
    if parts is None:
        return start
    first = compiled(parts[0]).search(utf8, start, end)
    # From where the words begin: how far they go is for the whole pattern to find out.
    if first is None or compiled(parts[1]).search(utf8, first.start(), end) is None:
        return None
    begins: int = first.start()
    return begins


def _tail(rule: Rule) -> float:
    """How far a match goes on from its first line feed, in code points."""
    parts = context_parts(rule.pattern) if rule.context else None
    if parts is None:
        return reach(rule.pattern).tail
    # What stands between a name and its value is the same in hundreds of patterns, and read once.
    return reach(parts[0]).then(reach(GAP)).then(reach(parts[1])).tail


def problems_of(rule: Rule) -> tuple[Problem, ...]:
    """One for each pattern of the rule that does not compile."""
    found: list[Problem] = []
    for key, pattern in (("regex", rule.pattern), ("path", rule.path)):
        try:
            compiled(pattern)
        except BadPattern as error:
            found.append(
                Problem(
                    rule.source,
                    f"rule `{rule.id}`: `{key}` does not compile: {error}.",
                    "Write it in RE2 syntax (no look-around, no back-references).",
                    rule.line,
                    rule.id,
                )
            )
    found += (replace(problem, line=rule.line) for problem in allowlist.problems(rule.allowlists, rule.source, rule.id))
    return tuple(found)


def _candidate(rule: Rule, match: Any, utf8: bytes, offsets: Offsets, path: str) -> Candidate | None:
    start, end = match.span(_group(rule, match))
    if start < 0 or start == end:
        return None
    if rule.boundary:
        if end == len(utf8) or utf8[end : end + 1].isspace():
            # The end of a sentence, unless the token needs its full stop; within quotes one may belong to it.
            shorter = start + len(utf8[start:end].rstrip(b"."))
            end = shorter if shorter == end or compiled(rule.pattern).fullmatch(utf8, start, shorter) else end
        if not _apart(utf8, start, end):
            return None
    secret = utf8[start:end].decode("utf-8")
    entropy = shannon(secret)
    if entropy < rule.entropy or (not rule.samples and is_sample(secret)):
        return None
    evidence = [f"it has the form of: {rule.description}"]
    if rule.context:
        line = max(utf8.rfind(b"\n", 0, match.start()) + 1, match.start() - 24)
        before = utf8[line:start].decode("utf-8", "replace")
        if not _told(before, secret) and not (rule.severity is Severity.INFO and _IDENTIFYING.found_in(before)):
            return None
        evidence.append("the name beside it says whose it is")
    if rule.judge and not judgement.acceptable(rule.judge, secret):
        return None
    if rule.allowlists and allowlist.passes(rule.allowlists, _seen(rule.id, secret, match, utf8, path)):
        return None
    confidence, verified = rule.confidence, False
    if rule.checksum:
        verified = CHECKS[rule.checksum](secret)
        if verified:
            confidence = Confidence.HIGH
            evidence.append("its built-in checksum is right")
        elif rule.checksum in REJECTS:
            return None
        else:
            confidence = Confidence.LOW
            evidence.append("its built-in checksum does not match: mistyped, made up, or of an older kind")
    evidence.append(f"entropy {entropy:.1f} bits a character")
    rank = Rank.CONTEXT if rule.context or rule.judge else Rank.FORMAT
    return Candidate(rule, offsets.span(start, end), rank, confidence, tuple(evidence), verified)


def _group(rule: Rule, match: Any) -> int:
    groups: int = match.re.groups
    if rule.group:
        return min(rule.group, groups)
    return next((group for group in range(1, groups + 1) if match.span(group)[1] > match.span(group)[0]), 0)


def _apart(utf8: bytes, start: int, end: int) -> bool:
    """Whether the match is not the middle of a longer word."""
    if end < len(utf8) and utf8[end] in _WORD and (utf8[end - 1] in _WORD or utf8[end - 1] == 0x2D):
        return False
    before = utf8[max(0, start - 16) : start]
    return not before or before[-1] not in _WORD or before[-1] == 0x5F or bool(compiled(_ESCAPE).search(before))


def _told(before: str, secret: str) -> bool:
    """Whether what stands before the value makes it a credential.

    Hexadecimal digits and UUIDs are everywhere, so beside a vendor's name they need a word that says "key" too.
    """
    if _DIGEST.found_in(before) or reads_as_words(secret) > 0.7:
        return False
    return _TELLING.found_in(before) or not (_LOWER_HEX.fits(secret) or _IDENTITY.found_in(before))


def _seen(rule: str, secret: str, match: Any, utf8: bytes, path: str) -> allowlist.Seen:
    first = utf8.rfind(b"\n", 0, match.start()) + 1
    last = utf8.find(b"\n", match.end())
    line = utf8[first : last if last >= 0 else len(utf8)]
    return allowlist.Seen(rule, secret, match.group().decode("utf-8"), line.decode("utf-8"), path)
