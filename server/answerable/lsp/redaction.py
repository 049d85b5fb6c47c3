"""The quick fixes that redact, with the placeholders that the guard gives the same values in this session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answerable.findings.model import Finding, Fix, Replacement
from answerable.guard.placeholders import PLACEHOLDER, PlaceholderMap
from answerable.guard.recognise import label_of
from answerable.guard.settings import GuardSettings
from answerable.lsp.state import State
from answerable.text.snapshot import Snapshot

_TITLE = "Redact: put "


def redacts(finding: Finding) -> bool:
    """Whether its first fix puts a placeholder in the place of a value."""
    return bool(finding.fixes) and finding.fixes[0].title.startswith(_TITLE)


async def numbered(state: State, snapshot: Snapshot, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, in a prompt with numbered placeholders: two values that differ are two there as well.

    In code, which no answer comes back to, the kind of thing that stood there is enough.
    """
    if not any(map(redacts, findings)):
        return tuple(findings)
    from answerable.guard.prompt_files import is_draft, is_prompt

    workspace = await state.roots.workspace(snapshot.uri)
    more = GuardSettings.of(workspace.policy).prompt_files
    if not is_prompt(snapshot.path, snapshot.language.id, more, draft=is_draft(snapshot.uri)):
        return tuple(findings)
    async with state.redacting:
        return with_placeholders(findings, snapshot.text, state.placeholders)


def with_placeholders(findings: Sequence[Finding], text: str, session: PlaceholderMap) -> tuple[Finding, ...]:
    """The same findings; what they put in place of a value is the session's name for it, numbered as it comes."""
    taken = {match[0] for match in PLACEHOLDER.finditer(text) if match[0] not in session}
    named: dict[int, Finding] = {}
    for at in sorted(range(len(findings)), key=lambda at: findings[at].span):
        finding = findings[at]
        if not redacts(finding):
            continue
        span = finding.fixes[0].replacements[0].span
        # A session keeps no secret, and orders to the model are not put back.
        restorable = finding.sensitive and not finding.rule.startswith("secrets.")
        name = session.name(_label(finding), text[span.start : span.end], restorable=restorable, taken=taken)
        fix = Fix(f"{_TITLE}{name} in its place", (Replacement(span, name),))
        named[at] = replace(finding, fixes=(fix, *finding.fixes[1:]))
    return tuple(named.get(at, finding) for at, finding in enumerate(findings))


def _label(finding: Finding) -> str:
    """What the guard calls it."""
    found = PLACEHOLDER.fullmatch(finding.fixes[0].replacements[0].text)
    return found[1] if found is not None else label_of(finding.rule.removeprefix("secrets."))
