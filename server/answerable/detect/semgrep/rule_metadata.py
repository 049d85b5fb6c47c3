"""A rule's ``metadata:``: what the engine does not care about and a person who reads a finding does.

Community rules write ``cwe: ["CWE-89: Improper Neutralization …"]``, ``confidence: HIGH``, ``owasp``, ``references``;
ours add ``controls``, ``lesson`` (``why``, ``wrong``, ``right``, ``when`` it is no mistake), ``sensitive`` and
``unless_constant``. Keys we do not know are left alone: metadata is free for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from answerable.findings.model import Confidence, Control, Lesson

# A key that is wrong: its name, what is wrong, what to do.
Complain = Callable[[str, str, str], None]

# Rules for these match secrets in source: hard-coded password, cryptographic key, credentials (MITRE CWE 4.x).
_SECRET_CWES = frozenset({"CWE-259", "CWE-321", "CWE-798"})
_UNLESS = re.compile(r"(?:match|\$[A-Z_][A-Z_0-9]*)?")
_CWE = re.compile(r"(?:CWE-)?([0-9]{1,5})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The parts of ``metadata:`` a finding carries."""

    confidence: Confidence = Confidence.MEDIUM
    cwe: tuple[str, ...] = ()
    owasp: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    lesson: Lesson | None = None
    references: tuple[str, ...] = field(default=())
    impact: str = ""
    """``high``, ``medium``, ``low``; empty where the rule does not say."""
    since: str = ""
    """The first version of ours that had the rule; empty where it does not say."""
    sensitive: bool = False
    unless_constant: str = ""
    """Where a match is not meant: when what this metavariable stands for (``$…``; or ``match``, all of it) is made of
    constants. Empty where that does not matter."""


def read(raw: Any, complain: Complain) -> Metadata:
    """What can be used of a rule's metadata; each key that cannot is complained of and left out."""
    if raw is None:
        return Metadata()
    if not isinstance(raw, Mapping):
        complain("metadata", "is not a mapping.", "Write keys under it, such as `cwe: CWE-89`.")
        return Metadata()
    cwe = tuple(_cwe(raw.get("cwe"), complain))
    sensitive = raw.get("sensitive")
    if sensitive is not None and not isinstance(sensitive, bool):
        complain("metadata.sensitive", "is neither true nor false.", "Write `sensitive: true`.")
        sensitive = True
    unless = raw.get("unless_constant", "")
    if not isinstance(unless, str) or not _UNLESS.fullmatch(unless):
        complain("metadata.unless_constant", "names neither a metavariable nor the match.", "Write `$CODE` or `match`.")
        unless = ""
    return Metadata(
        confidence=_confidence(raw.get("confidence"), complain),
        cwe=cwe,
        owasp=tuple(_texts("owasp", raw.get("owasp"), complain)),
        controls=tuple(_controls(raw.get("controls"), complain)),
        lesson=_lesson(raw.get("lesson"), complain),
        references=tuple(_texts("references", raw.get("references"), complain)),
        impact=_text("impact", raw.get("impact"), complain).lower(),
        since=_text("since", raw.get("since"), complain),
        sensitive=bool(_SECRET_CWES.intersection(cwe)) if sensitive is None else sensitive,
        unless_constant=unless,
    )


def _texts(key: str, value: Any, complain: Complain) -> Iterable[str]:
    items = [] if value is None else value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, str | int | float) and not isinstance(item, bool):
            yield str(item)
        else:
            complain(f"metadata.{key}", "holds something that is not text.", "Write a text or a list of texts.")


def _text(key: str, value: Any, complain: Complain) -> str:
    return next(iter(_texts(key, None if isinstance(value, list) else value, complain)), "")


def _cwe(value: Any, complain: Complain) -> Iterable[str]:
    for text in _texts("cwe", value, complain):
        match = _CWE.match(text.strip())
        if match is None:
            complain("metadata.cwe", f"{text!r} is not a CWE.", "Write it as `CWE-89`.")
        else:
            yield f"CWE-{int(match[1])}"


def _confidence(value: Any, complain: Complain) -> Confidence:
    if value is None:
        return Confidence.MEDIUM
    try:
        return Confidence(str(value).lower())
    except ValueError:
        complain("metadata.confidence", f"{value!r} is no confidence.", "Use one of low, medium, high.")
        return Confidence.MEDIUM


def _lesson(value: Any, complain: Complain) -> Lesson | None:
    if value is None:
        return None
    texts = value if isinstance(value, Mapping) else {}
    if not isinstance(texts.get("why"), str) or not all(
        isinstance(texts.get(key, ""), str) for key in ("wrong", "right", "when")
    ):
        complain(
            "metadata.lesson", "lacks a text.", "Give it the keys `why`, `wrong`, `right` and `when`, each a text."
        )
        return None
    return Lesson(*(str(texts.get(key, "")).strip() for key in ("why", "wrong", "right", "when")))


def _controls(value: Any, complain: Complain) -> Iterable[Control]:
    for item in [] if value is None else value if isinstance(value, list) else [value]:
        texts = item if isinstance(item, Mapping) else {}
        parts = [texts.get(key) for key in ("framework", "edition", "id")]
        relation = texts.get("relation", "supports")
        if not all(isinstance(part, str | int | float) for part in parts) or relation not in ("supports", "evidences"):
            complain(
                "metadata.controls",
                "holds an entry that is not a control.",
                "Give each `framework`, `edition`, `id` and, if need be, `relation` (`supports` or `evidences`).",
            )
            continue
        kind: Literal["supports", "evidences"] = "evidences" if relation == "evidences" else "supports"
        framework, edition, name = (str(part) for part in parts)
        yield Control(framework, edition, name, kind)
