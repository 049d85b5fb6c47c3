"""From the engine's answer to findings of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from answerable.detect.semgrep import paths
from answerable.detect.semgrep.answer import Match, Metavariable, Place
from answerable.detect.semgrep.constant.question import LANGUAGES, surely_constant
from answerable.detect.semgrep.literals import secret_span, shown
from answerable.detect.semgrep.ranges import completed
from answerable.detect.semgrep.rule import Rule
from answerable.detect.semgrep.slice import Slice
from answerable.detect.semgrep.units import units
from answerable.findings.fingerprint import MASK
from answerable.findings.model import Finding, Fix, Replacement
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

DETECTOR = "semgrep"

# Evidence shown in a hover: so many metavariables, so much of each.
_MOST_SHOWN = 5
_LONGEST_SHOWN = 80

_VALUE_OF = re.compile(r"value\(\$[A-Z_][A-Z_0-9]*\)")
_BARE_NEWLINE = re.compile(r"(?<!\r)\n")
_METAVARIABLE = re.compile(r"\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*|\$[0-9]+")


def findings(
    matches: Iterable[Match], rules: Mapping[str, Rule], snapshot: Snapshot, scanned: Slice
) -> tuple[Finding, ...]:
    """The findings in order of position, one for each rule and place, of the rules whose ``paths:`` allow the document.

    Those that a ``nosemgrep`` comment excuses are among them: whether such a comment counts is for the policy to say.
    """
    found: dict[tuple[str, Span], tuple[bool, Finding]] = {}
    for match in matches:
        rule = rules.get(match.rule)
        if rule is None or not paths.applies(rule, snapshot.path) or _harmless(match, rule, snapshot, scanned):
            continue
        finding = _finding(match, rule, snapshot, scanned)
        # Two ways to match the same place: the one whose message has all its metavariables tells more.
        vague = bool(_METAVARIABLE.search(finding.message))
        key = (rule.id, finding.span)
        if key not in found or (found[key][0] and not vague):
            found[key] = (vague, finding)
    return tuple(sorted((finding for _, finding in found.values()), key=lambda f: (f.span, f.rule)))


def _harmless(match: Match, rule: Rule, snapshot: Snapshot, scanned: Slice) -> bool:
    """Whether the rule is about what comes from outside, and this does not."""
    about = rule.about.unless_constant
    language = snapshot.language.id
    if not about or language not in LANGUAGES:
        return False
    places = [match.place] if about == "match" else [m.place for m in match.metavariables if m.name == about]
    if not places:
        return False
    python = language == "python" and snapshot.tree is not None
    definitions = units("python", snapshot.tree.root_node) if python and snapshot.tree is not None else None
    return all(
        surely_constant(snapshot.utf8, *scanned.to_document(place.start, place.end), definitions or (), language)
        for place in places
    )


def _finding(match: Match, rule: Rule, snapshot: Snapshot, scanned: Slice) -> Finding:
    def span_of(place: Place) -> Span:
        start, end = scanned.to_document(place.start, place.end)
        return snapshot.utf8_index.span(*((start, end) if rule.textual else completed(snapshot, start, end)))

    place = span_of(match.place)
    span, message = place, match.message.strip()
    source = span_of(match.source) if match.source is not None else None
    if rule.about.sensitive:
        stands_for = {m.name: span_of(m.place) for m in match.metavariables}
        span = secret_span(snapshot, place, [hint for hint in stands_for.values() if place.contains(hint)])
        values = {name: shown(snapshot, where) for name, where in stands_for.items()}
        # Never the engine's own message: it has the value in it.
        message = _filled(rule.message, values)
        told = [f"`{name}` is `{value}`." for name, value in values.items() if _named(name)]
        origin = shown(snapshot, source) if source is not None else ""
    else:
        told = [_stands_for(m) for m in match.metavariables if m.value and _named(m.name)]
        origin = _cut(snapshot.text[source.start : source.end]) if source is not None else ""
    if source is not None:
        line = snapshot.lines.line_at(source.start) + 1
        told.insert(0, f"The data comes from `{origin}` on line {line}.")
    return Finding(
        rule=rule.id,
        detector=DETECTOR,
        span=span,
        severity=rule.severity,
        message=message,
        confidence=rule.about.confidence,
        cwe=rule.about.cwe,
        owasp=rule.about.owasp,
        controls=rule.about.controls,
        lesson=rule.about.lesson,
        why=tuple(told[:_MOST_SHOWN]),
        references=rule.about.references,
        fixes=_fixes(match, rule, snapshot, place),
        sensitive=rule.about.sensitive,
    )


def _named(metavariable: str) -> bool:
    """Whether a rule's author gave it a name: `$1` is a group of some regular expression and tells a reader nothing."""
    return not metavariable[1:].isdigit()


def _filled(message: str, values: Mapping[str, str]) -> str:
    """A message with masked values; ``value($X)`` is how a rule asks for what a metavariable is known to hold."""
    message = _VALUE_OF.sub(MASK, message)
    return _METAVARIABLE.sub(lambda name: values.get(name[0], name[0]), message)


def _stands_for(metavariable: Metavariable) -> str:
    value, known = _cut(metavariable.value), _cut(metavariable.known)
    held = f", which holds `{known}`" if known and known != value else ""
    return f"`{metavariable.name}` is `{value}`{held}."


def _fixes(match: Match, rule: Rule, snapshot: Snapshot, place: Span) -> tuple[Fix, ...]:
    if match.fix is None:
        return ()
    text = match.fix
    if "\r\n" in snapshot.text:
        # The rule's own line ends are those of its YAML file.
        text = _BARE_NEWLINE.sub("\r\n", text)
    if text == snapshot.text[place.start : place.end]:
        return ()
    if rule.about.sensitive:
        title = "Replace it as the rule says"
    elif not text.strip():
        title = "Remove it"
    else:
        title = f"Replace with `{_cut(text)}`"
    return (Fix(title, (Replacement(place, text),)),)


def _cut(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
