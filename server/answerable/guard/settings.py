"""What the guard is made from: plain data, so that a hook can do without the 300 ms of the policy's model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.findings.decision import Decision
from answerable.guard.model import Kind
from answerable.text.frozen import dataclass, field

if TYPE_CHECKING:
    from answerable.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Term:
    """See `policy.sections.guard.Term`."""

    text: str | None = None
    digest: str | None = None
    kind: str = "term"
    label: str = "TERM"


@dataclass(frozen=True, slots=True)
class Where:
    """Other decisions for some paths or some hosts."""

    path: str | None = None
    host: str | None = None
    decisions: Mapping[Kind, Decision] = field(default_factory=dict)


_KINDS: Mapping[Kind, Decision] = {
    Kind.SECRET: Decision.BLOCK,
    Kind.CONFIDENTIAL: Decision.BLOCK,
    Kind.PII: Decision.WARN,
    Kind.HIDDEN: Decision.WARN,
    Kind.PERMISSION: Decision.WARN,
}
# fmt: off
_REGIONS = (
    "US", "CA", "GB", "IE", "DE", "FR", "ES", "IT", "NL", "BE", "CH", "AT", "PT", "PL",
    "CZ", "SE", "DK", "NO", "FI", "AU", "NZ", "IN", "BR", "MX", "ZA", "SG", "JP",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class GuardSettings:
    """`GuardSettings()` says what `Policy()` says; a test holds them together."""

    kinds: Mapping[Kind, Decision] = field(default_factory=lambda: _KINDS)
    samples: Decision = Decision.WARN
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """By rule, or by a pattern with ``*``."""
    disable: tuple[str, ...] = ()
    where: tuple[Where, ...] = ()
    unreadable: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    packs: tuple[str, ...] = ()
    regions: tuple[str, ...] = _REGIONS
    presidio: bool = False
    fail_closed: bool = True
    restore_hours: int = 24
    prompt_files: tuple[str, ...] = ()
    tables: tuple[Path, ...] = ()
    """A team's own tables of token formats."""
    baseline: Path | None = None
    second_pass: bool = True
    honour_pragma: bool = True

    @classmethod
    def of(cls, policy: Policy) -> GuardSettings:
        """What this policy says of the guard."""
        own, secrets = policy.guard, policy.secrets
        return cls(
            kinds={
                Kind.SECRET: own.secrets,
                Kind.CONFIDENTIAL: own.confidential,
                Kind.PII: own.pii,
                Kind.HIDDEN: own.hidden,
                Kind.PERMISSION: own.permissions,
            },
            samples=own.samples,
            decisions=dict(own.decisions),
            disable=own.disable,
            where=tuple(
                Where(
                    one.path,
                    one.host,
                    {
                        kind: decision
                        for kind, decision in (
                            (Kind.SECRET, one.secrets),
                            (Kind.CONFIDENTIAL, one.confidential),
                            (Kind.PII, one.pii),
                            (Kind.HIDDEN, one.hidden),
                            (Kind.PERMISSION, one.permissions),
                        )
                        if decision is not None
                    },
                )
                for one in own.where
            ),
            unreadable=own.unreadable,
            terms=tuple(Term(term.text, term.digest, term.kind, term.label) for term in own.terms),
            packs=own.packs,
            regions=own.regions,
            presidio=own.presidio,
            fail_closed=own.fail.value == "closed",
            restore_hours=own.restore_hours,
            prompt_files=own.prompt_files,
            tables=secrets.tables,
            baseline=secrets.baseline if secrets.baseline is not None and secrets.baseline.is_file() else None,
            second_pass=secrets.second_pass,
            honour_pragma=secrets.honour_pragma,
        )
