"""Every rule a finding of the guard may name."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.detect.pii.catalogue import KINDS
from answerable.guard import injection, names, packs, terms
from answerable.guard.rights import OWN_POLICY


def known(chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """The ids of its own rules and of those of the packs that were chosen; secrets and hidden text have theirs."""
    return (
        *(kind.rule for kind in KINDS),
        *(rule for rule, _ in names.RULES.values()),
        *terms.RULES.values(),
        *injection.rules(),
        OWN_POLICY,
        *(rule.id for name in chosen for rule in packs.load(name)),
    )
