"""Whether detect-secrets could add anything to a line, told without it.

It takes 150 ms to import, and all it may add is what our own passes did not see and `second_pass` would believe. So
the same is asked of the line first: could one of its plugins take something here, would we accept it, and is there no
answer of ours in that place already? Where that is not sure the answer is yes, and it is asked; a test holds the two
together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from answerable.detect.secrets.entropy import shannon
from answerable.detect.secrets.judgement import acceptable
from answerable.detect.secrets.model import Candidate
from answerable.detect.secrets.naming import echoes, kind_of
from answerable.detect.secrets.patterns import Lazy, compiled
from answerable.detect.secrets.randomness import believable
from answerable.text.spans import Span

# The kinds of files in which it takes values without quotes (`detect_secrets.util.filetype`, `plugins.keyword`).
_UNQUOTED = frozenset({"go", "yaml", "yml", "eyaml", "cnf", "conf", "cfg", "cf", "ini", "properties", "toml"})
_NAME = Lazy(r"([\w.\-]+)[\"'`\])]{0,3}\s{0,9}(?:[:=!>]{1,3}|\()")
_CHARSET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\\-_=")
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_TRIMMED = " \t=:\"'"
_ENOUGH, _ENOUGH_OF_HEXADECIMAL = 4.5, 3.0
"""The plugins' limits of entropy, in bits a character."""
_ASSIGNED = r"[\"']?\]? *(?:=>?|::?|:=| ) *[\"']?"
# The formats of its plugins (`detect_secrets.plugins`, 1.5.0), each as it is there or wider, behind what is in every
# match in small letters; where there is a group, it is the value.
_FORMATS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("akia", "asia", "abia", "acca", "a3t"), r"(?:A3T|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}"),
    (("aws",), r"(?i:aws)[^\n]*?[\"']([0-9a-zA-Z/+]{40})[\"']"),
    (
        ("key", "pw", "pass", "token"),
        rf"(?i:key|pwd|pw|password|pass|token){_ASSIGNED}([A-Za-z0-9_\-]{{24}}[A-Za-z0-9_\-]*)",
    ),
    (("m", "n", "o"), r"[MNO][a-zA-Z0-9_\-]{23,25}\.[a-zA-Z0-9_\-]{6}\.[a-zA-Z0-9_\-]{27}"),
    (("gh",), r"gh[pousr]_[A-Za-z0-9_]{36}"),
    (("gl", "gr"), r"(?:gl[a-z]{2,6}-|GR1348941)[A-Za-z0-9_\-]{20}[A-Za-z0-9_\-]*"),
    (("eyj",), r"eyJ[A-Za-z0-9\-_=]+\.[A-Za-z0-9\-_.+/=]*"),
    (("-us",), r"[0-9a-z]{32}-us[0-9]"),
    (("/:_authtoken=",), r"/:_authToken=\s*([^\n]+)"),
    (("t3blbkfj",), r"sk-[A-Za-z0-9\-_]*T3BlbkFJ[A-Za-z0-9]{20}"),
    (("pypi-ag",), r"pypi-Ag[A-Za-z0-9\-_]{70}[A-Za-z0-9\-_]*"),
    (("sg.",), r"SG\.[a-zA-Z0-9_\-]{22}\.[a-zA-Z0-9_\-]{43}"),
    (("xox", "hooks.slack.com"), r"(?i:xox[abposr]-[0-9][a-z0-9\-]*|hooks\.slack\.com[A-Za-z0-9_/]*)"),
    (("softlayer.com/soap",), r"(?i:softlayer\.com/soap/v3(?:.1)?/([a-z0-9]{64}))"),
    (("sq0csp",), r"sq0csp-[0-9A-Za-z\\\-_]{43}"),
    (("k_live_",), r"[rs]k_live_[0-9a-zA-Z]{24}"),
    ((":",), r"[0-9]{8,10}:[0-9A-Za-z_\-]{35}"),
    (("://",), r"://[^\s:]+:([^\s@]+)@"),
)
_ANY_FORMAT = "|".join(pattern for _, pattern in _FORMATS)
_FEW = 40
"""So many lines are looked at in the time it takes to compile that."""


class Foresight:
    """What our own passes found in a text, and so what need not be found again."""

    def __init__(self, found: Sequence[Candidate], path: str) -> None:
        self._spans = [candidate.span for candidate in found]
        """By position, none overlapping another (`merge.merged`)."""
        self._starts = [span.start for span in self._spans]
        self._asked = 0
        self._unquoted = path.rpartition(".")[2].lower() in _UNQUOTED

    def could_add(self, offset: int, line: str) -> bool:
        """Whether detect-secrets could add a secret to this line, which begins at `offset`."""
        if "\u212a" in line or "\u017f" in line:
            return True  # to `re` they are a k and an s in any case
        return self._format(offset, line) or self._random(offset, line) or self._named(offset, line)

    def _known(self, start: int, end: int) -> bool:
        """Whether something of ours lies here: a higher rank, so that it wins over what detect-secrets says."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._spans[at - 1].overlaps(Span(start, end))

    def _format(self, offset: int, line: str) -> bool:
        # RE2 counts bytes; one for each code point keeps them in step, and the formats are all ASCII.
        folded, data = line.lower(), line.encode("ascii", "replace")
        self._asked += 1
        if self._asked > _FEW and compiled(_ANY_FORMAT).search(data) is None:
            return False
        for parts, pattern in _FORMATS:
            if not any(part in folded for part in parts):
                continue
            search, at = compiled(pattern).search, 0
            while match := search(data, at):
                group = 1 if match.re.groups and match.start(1) >= 0 else 0
                if not self._known(offset + match.start(group), offset + match.end(group)):
                    return True
                at = match.start() + 1
        return False

    def _random(self, offset: int, line: str) -> bool:
        """Whether a quoted run is as random as its plugins for such runs ask, and looks like a secret to us."""
        if not believable(line):
            return False
        for start, value in _quoted(line, "\"'"):
            if not _CHARSET.issuperset(value):
                continue
            limit = _ENOUGH_OF_HEXADECIMAL if _HEXADECIMAL.issuperset(value) else _ENOUGH
            if shannon(value) > limit - 1e-9 and self._believed(offset, line, start, value, ("strong",)):
                return True
        return False

    def _named(self, offset: int, line: str) -> bool:
        """Whether a name that tells stands before a value that could be a credential."""
        if not _names_a_plugins_word(line):
            return False
        names = [match.group(1) for match in _NAME.finditer(line)]
        telling = [(name, found[1]) for name in names if (found := kind_of(name)) is not None]
        if not telling:
            return False
        if self._unquoted:
            return True
        kinds = tuple({kind for name, kind in telling})
        for start, value in _literals(line):
            if all(echoes(name, value) for name, _ in telling):
                continue
            if self._believed(offset, line, start, value, kinds):
                return True
        return False

    def _believed(self, offset: int, line: str, start: int, value: str, kinds: Sequence[str]) -> bool:
        shorter = value.lstrip(_TRIMMED)
        start += len(value) - len(shorter)
        value = shorter.rstrip(" \t\"'")
        if not value:
            return False
        if line.count(value) == 1 and self._known(offset + start, offset + start + len(value)):
            return False
        # Elsewhere in the line it may be a part of something longer: see `library.seen_in`.
        return line.count(value) > 1 or any(acceptable(kind, value) for kind in kinds)


_WORD_OF_A_PLUGIN = (
    r"(?i:api_?key|auth_?key|service_?key|account_?key|db_?key|database_?key|priv(?:ate)?_?key|client_?key"
    r"|(?:db|database|key)_?pass|password|passwd|pwd|secret|contrase(?:ñ|n)a)"
)

_FOLDED = Lazy(_WORD_OF_A_PLUGIN)


def _names_a_plugins_word(line: str) -> bool:
    # RE2 takes a tenth of the time, but does not fold every letter to ASCII that `re` does.
    if line.isascii():
        return compiled(_WORD_OF_A_PLUGIN).search(line.encode("ascii")) is not None
    return _FOLDED.found_in(line)


def _quoted(line: str, quotes: str) -> Iterator[tuple[int, str]]:
    """What stands between two of these signs, and where; between any two, whether or not they are a pair."""
    last = -1
    for at, char in enumerate(line):
        if char in quotes:
            if last >= 0 and at > last + 1:
                yield last + 1, line[last + 1 : at]
            last = at


def _literals(line: str) -> Iterator[tuple[int, str]]:
    """What its patterns could take for a value in quotes: between backticks there may be others."""
    yield from _quoted(line, "\"'")
    if "`" in line:
        for start, part in _quoted(f"'{line}'", "\"'"):
            ticks = [at for at, char in enumerate(part) if char == "`"]
            for first, begin in enumerate(ticks):
                for end in ticks[first + 1 :]:
                    if end > begin + 1:
                        yield start + begin, part[begin + 1 : end]
