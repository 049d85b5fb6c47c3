"""What a chat leaves behind: fences, an answer's opening words, a stand-in for code left out, typeset quotes in code.

Content alone asserts nothing: a tutorial has the same. It counts only beside the way the text came.
"""

from __future__ import annotations

import re

from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence

NAME = "chat-residue"
_PROSE = frozenset({"markdown", "plaintext", "html", "latex", "restructuredtext"})
_MOST = 200_000

_MARKS: tuple[tuple[str, re.Pattern[str], float, bool], ...] = (
    ("a Markdown fence", re.compile(r"^\s*```[\w+-]*\s*$", re.MULTILINE), 1.5, True),
    (
        "the opening of a chat's answer",
        re.compile(
            r"^\W*(?:sure[,!.]|certainly[,!.]|of course[,!]|here(?:'|’)?s (?:the|an?|your)\b|here is (?:the|an?|your)\b"
            r"|(?:below|this) is (?:the|an?) (?:updated|complete|full|modified|corrected|improved)\b)"
            r".{0,80}",
            re.IGNORECASE | re.MULTILINE,
        ),
        1.5,
        False,
    ),
    (
        "a stand-in for code left out",
        re.compile(
            r"(?:\.\.\.|…)\s*\(?(?:existing|rest of|remaining|previous|other|your|same|keep)\b[^\n]{0,60}"
            r"|\b(?:existing|rest of (?:the|your)|remaining|previous|unchanged)\s[^\n]{0,40}(?:\.\.\.|…)",
            re.IGNORECASE,
        ),
        1.5,
        False,
    ),
    (
        "a placeholder for a key",
        re.compile(r"\b(?:your|my)[-_ ]?(?:api|secret|access|private|auth)[-_ ]?(?:key|token|secret)\b", re.IGNORECASE),
        0.6,
        False,
    ),
    ("typeset quotes or no-break spaces in code", re.compile("[“”‘’\u00a0\u202f]"), 0.8, True),
    (
        "a comment that speaks to the reader",
        re.compile(
            r"(?:#|//|/\*)\s*(?:replace (?:this|with your)|add your|your (?:code|logic|implementation) here)",
            re.IGNORECASE,
        ),
        0.6,
        False,
    ),
)
"""What is looked for, how much it adds, and whether that is nothing strange in prose."""
_ENOUGH = 2.5


def residue(arrival: Arrival, context: Context) -> Evidence | None:
    text = arrival.text[:_MOST]
    prose = context.language in _PROSE
    found = [
        (name, weight) for name, mark, weight, in_prose in _MARKS if not (in_prose and prose) and mark.search(text)
    ]
    if not found:
        return None
    weight = min(sum(weight for _, weight in found), _ENOUGH)
    return Evidence(NAME, round(weight, 2), "it holds " + ", ".join(name for name, _ in found))
