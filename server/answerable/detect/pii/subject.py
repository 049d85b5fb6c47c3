"""A text as the recognisers look at it: bytes for RE2, code points for everybody else, and the words around a value."""

from __future__ import annotations

from typing import Any

from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.patterns import Words, compiled
from answerable.text.spans import Span
from answerable.text.utf8 import encoded

_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")

SIGN = rb"(?:[ \t.\-]|\xc2\xa0|\xe2\x80[\x89\x90-\x93\xaf])"
"""What one writes between the groups of a number, for `re` over UTF-8: a space (one that does not break, too: texts
copied out of a PDF have those), a tab, a dot, a dash."""
_RUN = r"\d(?:[ \t\x{a0}\x{2009}\x{202f}().\-/\x{2010}-\x{2013}]{0,3}\d){6,}"

_OWN = Words(
    r"(?:\b(?:mrn|sin|ssn|imei|iccid|imsi|ein|vin|npi|nhs|uuid|udid|ean|upc|gtin|sku|doi|vat|po|isbn|issn)(?:-?1[034])?"
    r"|iban|serial|tracking|routing|invoice|passport|licen[cs]e|social insurance"
    r"|(?:account|acct|order|case|ticket|policy|member|patient|customer|record|ref(?:erence)?|transaction|batch)"
    r"[ _\-.]{0,2}(?:#|no\b|nr\b|num\b|number|id\b))"
    r"[ \t:=#.\"'*]{0,4}(?:(?:number|num|no|is|id|#)\b[ \t:=#.\"'*]{0,4}){0,2}$"
)


class Subject:
    """One text. Offsets into `utf8` are bytes; `span` turns them into code points."""

    __slots__ = ("_offsets", "_runs", "digits", "text", "utf8")

    def __init__(self, text: str, utf8: bytes | None = None) -> None:
        self.text = text
        self.utf8 = encoded(text) if utf8 is None else utf8
        """A lone surrogate, which UTF-8 cannot hold, is ``?`` here: code points stay in step."""
        self.digits = any(digit in self.utf8 for digit in (b"0", b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8", b"9"))
        """Whether there is any; most kinds have some."""
        self._runs: list[tuple[int, int]] | None = None
        self._offsets = Offsets(self.utf8, ascii_only=len(text) == len(self.utf8))

    def matches(self, pattern: str) -> Any:
        """The matches of an RE2 pattern over `utf8`, in order."""
        return compiled(pattern).finditer(self.utf8)

    @property
    def runs(self) -> list[tuple[int, int]]:
        """Every run of seven digits and more (bytes), with the spaces, dots, dashes, slashes and brackets between them.

        Looked for once for all kinds that are made of digits.
        """
        if self._runs is None:
            self._runs = [match.span() for match in self.matches(_RUN)] if self.digits else []
        return self._runs

    def span(self, start: int, end: int) -> Span:
        """The span of code points that these bytes are."""
        return self._offsets.span(start, end)

    def value(self, start: int, end: int) -> str:
        return self.utf8[start:end].decode("utf-8", "replace")

    def before(self, at: int, most: int = 60) -> str:
        """What stands before this byte, at most so many bytes, in small letters."""
        return self.utf8[max(0, at - most) : at].decode("utf-8", "ignore").lower()

    def after(self, at: int, most: int = 30) -> str:
        """The same behind it."""
        return self.utf8[at : at + most].decode("utf-8", "ignore").lower()

    def told(self, start: int, end: int, words: Words, *, before: int = 60, after: int = 30) -> bool:
        """Whether one of these words stands near the value, at most so many bytes before or behind it."""
        if words.near(self.utf8[max(0, start - before) : start]):
            return True
        return after > 0 and words.near(self.utf8[end : end + after])

    def labelled(self, start: int) -> bool:
        """Whether right before this byte stands what else than a telephone or a card a number there is: its own name
        counts for more than a word further off, which speaks of another one."""
        return _OWN.near(self.utf8[max(0, start - 45) : start])

    def apart(self, start: int, end: int) -> bool:
        """Whether the value is not the middle of a longer word: no letter, digit or underscore on either side.

        Bytes above 127 (letters of other alphabets, emoji) count as none: scripts without spaces write a value right
        beside a word.
        """
        return not self.in_word(start - 1) and not self.in_word(end)

    def in_word(self, at: int) -> bool:
        """Whether this byte is an ASCII letter, a digit or an underscore."""
        return 0 <= at < len(self.utf8) and self.utf8[at] in _WORD

    def at(self, at: int) -> str:
        """The ASCII character at this byte; empty outside the text and for any other."""
        return chr(self.utf8[at]) if 0 <= at < len(self.utf8) and self.utf8[at] < 0x80 else ""
