"""Our own pass over names that tell: ``password = "…"``, ``"api_key": "…"``, ``Authorization: Bearer …``, ``PASS=…``.

`naming` says which kind of credential the name could hold, `judgement` whether the value could be one. Nothing but
text and language is looked at, so the pass is a pure function of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from answerable.detect.secrets.assignment import BARE_TAIL, ELEMENT_TAIL, QUOTED_GROUPS, QUOTED_TAIL, QUOTED_VALUE
from answerable.detect.secrets.entropy import shannon
from answerable.detect.secrets.judgement import acceptable, basic_auth, generated
from answerable.detect.secrets.model import Candidate, Rank, Rule
from answerable.detect.secrets.naming import AUTHORIZATION, RULES, SECRET, WORDS, echoes, kind_of
from answerable.detect.secrets.offsets import Offsets
from answerable.detect.secrets.patterns import Lazy, compiled
from answerable.detect.secrets.wordlike import reads_as_words
from answerable.findings.model import Confidence

__all__ = ["RULES", "scan"]

_QUOTED = f"(?i:{WORDS}){QUOTED_TAIL}{QUOTED_VALUE}"
_BARE = rf"(?i:{WORDS}){BARE_TAIL}([^\s\"'`<>][^\s\"'`<>]+)"
_WORD = f"(?i:{WORDS})"
_ATTRIBUTE = r"(?:[\w\-.:]{1,40}[ \t]{1,4}[\w:]{1,20}=[\"'])?"
_ELEMENT = rf"<{_ATTRIBUTE}(?:[\w\-.:]{{0,60}}(?i:{WORDS})){ELEMENT_TAIL}([^\s<>&][^<>&\r\n]+?)\s{{0,40}}</"
_ESCAPE = r"\\{1,2}[nrt\"']"
# A name and its value as two entries of one object: `"name": "PASSWORD", "value": "…"`.
_ENTRY = r",\s{0,40}\\?[\"']?(?i:value|content|default|defaultvalue|text|with)\\?[\"']?[ \t]{0,4}[=:]"
# The name of a module, which a telling name is given: `const jwt = require("…")`, `import token from "…"`.
_MODULE = r"(?:\b(?:require(?:\.resolve)?|import(?:_module)?|__import__)\s{0,4}\(\s{0,4}|\bfrom\s{1,4})[\"'`]$"
# Where the next of several names with their values begins: `pwd=v;Server=h` of a connection string, `pwd=v&user=u`.
_NEXT = r"[;,&][ \t]?[A-Za-z_][\w.\-]{1,40}(?: [A-Za-z]{1,20}){0,2}=(?:[^=]|$)"
_COPIES = r"(?:str\w*|mem\w{3}|equals|compare|hash_equals|setenv|putenv|safe_\w+)\s?\($"
_COMMENT = r"^\s*(?:#|//|;|--|\*|/\*|<!--|(?i:rem)\b|%)"
_IS_PASSWORD = Lazy(r"(?:password|passwd|passphrase|pwd|pass|(?<![a-z])pw)$", re.IGNORECASE)
_USER = Lazy(r"[\w.@\-]{2,60}")
_PROSE = frozenset({"plaintext", "markdown", "html", "xml"})
_SHELL = frozenset({"shellscript", "dockerfile"})
_CONFIG = frozenset({"dotenv", "ini", "properties", "yaml", "toml", "terraform"})
_PLAIN = _PROSE | _SHELL | _CONFIG
"""Where a value needs no quotes."""
_WHOLE = frozenset({"dotenv", "ini", "properties"})
"""Where a value without quotes may end in any sign."""


def scan(utf8: bytes, offsets: Offsets, language: str) -> Iterator[Candidate]:
    """Every literal given to a telling name. `language` is the document's LSP id: it decides what bare words mean."""
    # Most texts have none of the words, and what may stand behind one takes twenty times as long to compile.
    first = compiled(_WORD).search(utf8)
    if first is None:
        return
    at = first.start()
    while match := compiled(_QUOTED).search(utf8, at):
        group = next(group for group in QUOTED_GROUPS if match.start(group) >= 0)
        yield from _judged(utf8, match, match.span(group), offsets)
        # What one name was given may be another name: `password = getenv("PASSWORD", "…")`.
        at = match.start(group)
    for match in compiled(_BARE).finditer(utf8, first.start()):
        start, end = _bare(utf8, match, language)
        value = utf8[start:end].decode("utf-8")
        if language in _PLAIN or _deliberate(value) or (_noted(value) and _in_comment(utf8, match.start())):
            if "=" in value.rstrip("=") and not generated(value):
                continue  # the beginning of another assignment, or a comparison
            yield from _judged(utf8, match, (start, end), offsets)
    if b"</" not in utf8:
        return
    for match in compiled(_ELEMENT).finditer(utf8):
        yield from _judged(utf8, match, match.span(2), offsets)


def _judged(utf8: bytes, match: Any, place: tuple[int, int], offsets: Offsets) -> Iterator[Candidate]:
    start, end = place
    first = _first(utf8, match.start())
    name, value = utf8[first : match.end(1)].decode("utf-8", "replace"), utf8[start:end].decode("utf-8")
    found = kind_of(name)
    if found is None or echoes(name, value):
        return
    rule, kind = found
    if not _belongs(utf8, first, match.end(1), place, value) or _told_to_pass(name, utf8[match.end(1) : start]):
        return
    if compiled(_MODULE).search(utf8[max(0, start - 40) : start]):
        return
    if rule is AUTHORIZATION and utf8[start - 6 : start].lower().startswith(b"basic"):
        kind = "basic"
    confidence, looks = rule.confidence, "its value is neither a word, a reference nor a sample"
    if generated(value):
        looks = "its value looks generated"
    if not acceptable(kind, value) and not _pair(rule, name, value):
        if kind != "password" or not _IS_PASSWORD.found_in(name) or not acceptable("weak-password", value):
            return
        if b"=" not in utf8[match.end(1) : start].replace(b"=>", b"") or b"==" in utf8[match.end(1) : start]:
            return
        confidence, looks = Confidence.LOW, "its value is a single word, as weak passwords are"
    evidence = (
        f"the name says it is a {rule.description.lower()}",
        looks,
        f"entropy {shannon(value):.1f} bits a character",
    )
    yield Candidate(rule, offsets.span(start, end), Rank.NAME, confidence, evidence)


def _pair(rule: Rule, name: str, value: str) -> bool:
    """Whether it is user and password in one, as headers and ``auth`` settings have them."""
    if rule is AUTHORIZATION and basic_auth(value):
        return True
    user, _, password = value.partition(":")
    if rule not in (AUTHORIZATION, SECRET) and "auth" not in name.lower():
        return False
    return _USER.fits(user) and ":" not in password and acceptable("token", password)


def _told_to_pass(name: str, between: bytes) -> bool:
    """Whether the text says to pass something: ``pass the `deep` flag``."""
    return name.lower() == "pass" and not any(sign in between for sign in b"=:,(")


def _belongs(utf8: bytes, first: int, last: int, place: tuple[int, int], value: str) -> bool:
    """Whether the value at `place` is that of the name from `first` to `last`.

    With a comma between them they are two arguments of a call, name and value, or two entries of a list, which have
    nothing to do with each other.
    """
    start, end = place
    between = utf8[last:start]
    sign, parenthesis, _ = between.partition(b"(")
    if b"=" in sign and utf8[end + 1 : end + 2] == b"," and _one_of_several(utf8, first):
        return False
    if b"," not in sign:
        # `set_password("service", "user", "…")`: of several arguments the first is rarely the password.
        several = parenthesis and not sign.strip() and utf8[end + 1 : end + 2] == b","
        return not several or generated(value)
    if compiled(_ENTRY).search(between) or utf8[first : first + 1] == b"-":
        return True
    before, opening, argument = utf8[max(0, first - 40) : first].rpartition(b"(")
    if not opening:
        return utf8[max(0, first - 4) : first].rstrip(b"\"'`\\:").endswith(b"{")
    if b"," in argument or argument.lstrip().startswith(b"["):
        return False
    quoted = between[:1] in (b'"', b"'", b"`", b"\\", b"]", b")")
    return quoted or not value.isalpha() or bool(compiled(_COPIES).search(before + opening))


def _one_of_several(utf8: bytes, first: int) -> bool:
    """Whether other names are given a value with this one: ``user, password = "…", "…"``."""
    before = utf8[utf8.rfind(b"\n", 0, first) + 1 : first].strip()
    return before.endswith(b",") and not any(sign in before for sign in b"=:({[")


def _first(utf8: bytes, at: int) -> int:
    """Where the name begins that has its telling word here."""
    least = max(0, at - 60)
    while at > least and (utf8[at - 1 : at].isalnum() or utf8[at - 1] in b"_-."):
        at -= 1
    return at


def _bare(utf8: bytes, match: Any, language: str) -> tuple[int, int]:
    """Where a value without quotes lies: what belongs to the sentence, the command or the URL around it is left out."""
    start, end = match.span(2)
    escape = compiled(_ESCAPE).search(utf8, start, end)
    if escape:
        end = escape.start()
    first = _first(utf8, match.start())
    following = compiled(_NEXT).search(utf8, start + 1, end)
    if following and not (language in _WHOLE and utf8[first - 1 : first] in (b"", b"\n")):
        end = following.start()
    if first > 0 and utf8[first - 1] in b"?&":
        stops = b"&#"
    elif language in _PROSE or language in _CONFIG:
        stops = b""
    else:
        stops = b";,&|)"
    end = min([at for stop in stops if (at := utf8.find(stop, start, end)) > start], default=end)
    trailing = b"" if language in _WHOLE else b",}" if language == "yaml" else b".,;:)]}"
    while end > start and utf8[end - 1] in trailing:
        end -= 1
    return start, end


def _noted(value: str) -> bool:
    """Whether bare characters after a name in a comment are more than a name themselves."""
    return not value.isidentifier() or sum(map(str.isdigit, value)) >= 2


def _in_comment(utf8: bytes, at: int) -> bool:
    line = utf8.rfind(b"\n", 0, at) + 1
    return bool(compiled(_COMMENT).search(utf8[line:at]))


def _deliberate(value: str) -> bool:
    """Whether bare characters in a programming language are no name or expression of it: a key in a comment, say."""
    if not generated(value) or sum(map(str.isdigit, value)) < 4 or shannon(value) < 3.3:
        return False
    return not value.isidentifier() or (len(value) >= 24 and reads_as_words(value) < 0.25)
