"""Names and hosts made of letters that look like other letters.

UTS #39 (mixed-script and whole-script confusables), with its data by way of `confusable-homoglyphs`, which is loaded
only for a text that has a letter of this sort. A word in one script of its own is somebody's language and left alone.
"""

from __future__ import annotations

import builtins
import json
import keyword
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from importlib.resources import files

from answerable.detect.hidden_text.places import Place, Places
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# The blocks whose letters can pass for ASCII ones. Han, kana, Hangul and accented Latin are not among them.
_ALPHABETS = re.compile(
    "[\u0250-\u02af\u0370-\u052f\u0531-\u0587\u13a0-\u167f\u1c80-\u1c8f\u1d00-\u1dbf\u2071\u207f\u2090-\u209c\u2100-\u214f"
    "\u2160-\u217f\u2c80-\u2cff\ua4d0-\ua4ff\ua640-\ua69f\ua700-\ua7ff\uab30-\uabbf\uff21-\uff5a\u2c7c"
    "\U00010280-\U0001032f\U00010400-\U0001052f\U000118a0-\U000118ff\U00016f00-\U00016f9f\U0001d400-\U0001d7ff\u017f]"
)
# Latin letters that are no part of the ASCII alphabet and yet of living orthographies: their words are words.
_ORTHOGRAPHIC = frozenset("ıɩʋɣƖƦƧƽ")
_RAISED = ("<super>", "<sub>")
_AMBIGUOUS = frozenset("lI1O0")

_FOREIGN = re.compile(r"[^\W\x00-\x7f]+")
_WORD_CHARACTER = re.compile(r"[\w$]")
_ASCII_WORD = re.compile(r"(?<![\w$])[A-Za-z_$][A-Za-z0-9_$]*(?![\w$])")
_HOST_CHARACTER = re.compile(r"[\w.-]")
# RFC 1035, 2.3.4: 255 octets with their lengths.
_LONGEST_HOST = 253
_COMMON_TLD = re.compile(r"(?i)ai|app|cloud|com?|de|dev|edu|eu|gov|info|io|me|net|org|u[ks]|xyz")


class Reason(Enum):
    MIXED = "mixed"
    """Letters of several alphabets in one word."""
    TWIN = "twin"
    """A word that looks the same as another name of the file."""
    ALIAS = "alias"
    """Another spelling of an ASCII name that the language reads as that name (PEP 3131: NFKC)."""
    HOST = "host"
    """A host name of an address."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    word: str
    spans: tuple[Span, ...]
    """Every place in the snapshot, in order; code points."""
    reason: Reason
    reads: str
    """What a reader takes it for."""
    letters: tuple[str, ...]
    """The letters that are not what they look like, each once."""
    certain: bool
    """Whether `reads` is the only thing it can be taken for, so that it may be put in its place."""


def may_look_alike(text: str) -> bool:
    """Whether any letter of this text could be taken for an ASCII one."""
    return _ALPHABETS.search(text) is not None


def look_alikes(snapshot: Snapshot, places: Places) -> Iterator[LookAlike]:
    """Names and hosts of the snapshot that look like others, each once, by where they first stand."""
    text = snapshot.text
    if not may_look_alike(text):
        return
    python = snapshot.language.id == "python"
    names = _Names(text, places)
    words: dict[tuple[str, Reason], list[Span]] = {}
    judged: dict[str, Reason | None] = {}
    done = no_host = 0
    for run in _disguised(text):
        if run.start < done:
            # A run further on in the same word: looked up for each, a long word would take the square of its length.
            continue
        span = _around(text, run, _WORD_CHARACTER)
        done = span.end
        word = text[span.start : span.end]
        if word not in judged:
            judged[word] = _judge_name(word, names, python=python)
        reason = judged[word]
        if reason is not None and places.is_name(span.start, span.end):
            words.setdefault((word, reason), []).append(span)
            continue
        if span.start < no_host:
            continue
        chunk = _around(text, span, _HOST_CHARACTER, _LONGEST_HOST)
        if len(chunk) > _LONGEST_HOST:
            # Nor are the other words of this chain of words and dots a host's.
            no_host = chunk.end
            continue
        host = _host(text, span, chunk, places)
        if host is not None:
            words.setdefault((text[host.start : host.end], Reason.HOST), []).append(host)
    for (word, why), spans in words.items():
        # Two disguised words of one label are one host.
        yield _look_alike(word, tuple(dict.fromkeys(spans)), why)


@cache
def folds() -> Mapping[str, str]:
    """Every letter we know of that looks like one ASCII letter -> that letter."""
    # The library's data without its code, which imports an HTTP client to renew that data.
    data = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8"))
    known: dict[str, str] = {}
    for code in range(0x80, 0x1D800):
        char = chr(code)
        if not _ALPHABETS.match(char) or not char.isalpha() or char in _ORTHOGRAPHIC:
            continue
        compatible = unicodedata.normalize("NFKC", char)
        shapes = [compatible, *(other["c"] for other in data.get(char, ()))]
        fold = next((shape for shape in shapes if len(shape) == 1 and shape.isascii() and shape.isalpha()), None)
        if fold is not None:
            # UTS #39 takes l, I and 1 for one shape and writes l for all of them.
            known[char] = "I" if fold == "l" and not char.islower() else fold
    # The library's table has the small palochka as i; its glyph is a bar (confusables.txt of Unicode 9 and later).
    known["ӏ"] = "l"
    return known


def _disguised(text: str) -> Iterator[Span]:
    """Every run of foreign letters that are look-alikes, all of them.

    A letter that looks like nothing in ASCII gives its word away: no reader takes ``getИмя`` for something else.
    """
    table = folds()
    known: dict[str, bool] = {}
    for match in _FOREIGN.finditer(text):
        run = match.group()
        if run not in known:
            known[run] = all(char in table for char in run)
        if known[run]:
            yield Span(*match.span())


def _fold(word: str) -> str:
    table = folds()
    return "".join(table.get(char, char) for char in word)


def _around(text: str, span: Span, character: re.Pattern[str], most: int | None = None) -> Span:
    """The span and what stands round it of these characters, at most so many on either side."""
    start, end = span.start, span.end
    first = 0 if most is None else max(start - most, 0)
    last = len(text) if most is None else min(end + most, len(text))
    while start > first and character.match(text[start - 1]):
        start -= 1
    while end < last and character.match(text[end]):
        end += 1
    return Span(start, end)


def _judge_name(word: str, names: _Names, *, python: bool) -> Reason | None:
    folded = _fold(word)
    if python and len(word) > 1:
        plain = unicodedata.normalize("NFKC", word)
        if plain.isascii() and (not _mathematical(word) or _known_to_python(plain) or plain in names):
            return Reason.ALIAS
    if len(word) == 1 and _is_mathematical(word):
        return None
    has_latin = any(char.isascii() and char.isalpha() for char in word)
    if has_latin and not _mathematical(word):
        return Reason.MIXED
    if folded.isascii() and folded in names:
        return Reason.TWIN
    return None


def _known_to_python(name: str) -> bool:
    return hasattr(builtins, name) or keyword.iskeyword(name)


def _is_mathematical(char: str) -> bool:
    """Whether mathematicians write this letter for its own sake: small Greek, ℓ and ℝ, raised and lowered letters."""
    code = ord(char)
    if 0x3B1 <= code <= 0x3C9:
        return char != "ο"
    # KELVIN SIGN is no symbol of its own but a second K.
    return (0x2100 <= code <= 0x214F and char != "\u212a") or unicodedata.decomposition(char).startswith(_RAISED)


def _mathematical(word: str) -> bool:
    """Whether each look-alike of the word is one symbol at an end of a part of it: ``σ_x``, ``αmax``, ``xⁿ``."""
    table = folds()
    for part in re.split(r"[_\d$]+", word):
        symbols = [index for index, char in enumerate(part) if char in table]
        if any(not _is_mathematical(part[index]) for index in symbols):
            return False
        raised = symbols and all(unicodedata.decomposition(part[index]).startswith(_RAISED) for index in symbols)
        if symbols and not raised and (len(symbols) > 1 or symbols[0] not in (0, len(part) - 1)):
            return False
    return True


class _Names:
    """The ASCII words of a text that are names in it; the words are looked for once, when first asked."""

    def __init__(self, text: str, places: Places) -> None:
        self._text = text
        self._places = places

    def __contains__(self, word: str) -> bool:
        return any(self._places.is_name(at, at + len(word)) for at in self._words.get(word, ()))

    @cached_property
    def _words(self) -> Mapping[str, list[int]]:
        words: dict[str, list[int]] = {}
        for match in _ASCII_WORD.finditer(self._text):
            words.setdefault(match.group(), []).append(match.start())
        return words


def _host(text: str, word: Span, chunk: Span, places: Places) -> Span | None:
    """The label of a host that the word stands in, if `chunk` around it is one and it can be taken for an ASCII one."""
    labels = text[chunk.start : chunk.end].rstrip(".-").split(".")
    tld = labels[-1]
    if len(labels) < 2 or not (tld.isascii() and tld.isalpha() and 2 <= len(tld) <= 18):
        return None
    addressed = text.endswith(("://", "@"), 0, chunk.start)
    if not (addressed or _COMMON_TLD.fullmatch(tld)) or places.at(word.start)[0] is Place.CODE:
        return None
    at = chunk.start
    for label in labels:
        if at <= word.start < at + len(label):
            return Span(at, at + len(label)) if _fold(label).isascii() else None
        at += len(label) + 1
    return None


def _look_alike(word: str, spans: tuple[Span, ...], reason: Reason) -> LookAlike:
    table = folds()
    letters = tuple(dict.fromkeys(char for char in word if char in table))
    reads = unicodedata.normalize("NFKC", word) if reason is Reason.ALIAS else _fold(word)
    # An l that may as well be an I is for a person to decide.
    certain = reads.isascii() and (reason is Reason.ALIAS or not any(table[char] in _AMBIGUOUS for char in letters))
    return LookAlike(word, spans, reason, reads, letters, certain)
