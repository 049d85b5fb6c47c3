"""``[ledger]``: what is recorded on this machine, who signs it, and how long it is kept."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from answerable.policy.fields import Section
from answerable.policy.trust import Untrusted

FAMILIES = ("block", "review", "finding", "guard", "commit", "gate", "policy", "incident")
"""What the kinds of records begin with that may be pruned; checkpoints and what prunings say of themselves stay."""
_KIND = re.compile(r"(?P<family>[a-z]+)\.(?:\*|[a-z]+)")


def _kinds(value: dict[str, int]) -> dict[str, int]:
    for name, days in value.items():
        match = _KIND.fullmatch(name)
        if match is None or match["family"] not in FAMILIES:
            raise ValueError(
                f"{name!r} names no kind of record: that is one such as `guard.warned`, or a family such as `guard.*`; "
                f"the families are {', '.join(FAMILIES)}"
            )
        if not 0 <= days <= 36_500:
            raise ValueError(f"{name}: a number of days from 0 (for ever) to 36500")
    return value


class LedgerPolicy(Section):
    """What is recorded on this machine, who signs it, and how long it is kept."""

    fsync: Annotated[bool, Untrusted.RAISE] = Field(
        default=False,
        description="Have every record on the disk before going on. Without it, no record is lost when a program is "
        "killed, but a loss of power may take the last seconds' with it. An agent's hook never waits for the disk.",
        examples=[True],
    )
    signing: Annotated[Literal["ed25519", "ssh"], Untrusted.NEVER] = Field(
        default="ed25519",
        description="Who signs checkpoints: `ed25519`, a key that is made with the first one and lies beside the "
        "ledger; or `ssh`, the key that `ledger.ssh_key` names, by way of `ssh-keygen -Y sign`.",
        examples=["ssh"],
    )
    ssh_key: Annotated[str, Untrusted.NEVER] = Field(
        default="~/.ssh/id_ed25519.pub",
        description="The SSH key that signs checkpoints, where `ledger.signing` is `ssh`. Its public half is enough "
        "where an agent holds the key.",
        examples=["~/.ssh/id_ed25519_sign.pub"],
    )
    checkpoint_every: Annotated[int, Untrusted.LOWER] = Field(
        default=1000,
        ge=1,
        le=1_000_000,
        description="Sign a checkpoint at a commit once so many records have come since the last one. Only a "
        "checkpoint that left the machine proves anything to others: see docs/ledger.md.",
        examples=[100],
    )
    keep_days: Annotated[int, Untrusted.NEVER] = Field(
        default=1095,
        ge=0,
        le=36_500,
        description="How many days a record is kept before `answerable ledger prune` may take its content away; 0: "
        "for ever. Six months at least where Article 26(6) of the EU's AI Act applies; many sectors ask for three to "
        "seven years.",
        examples=[2555],
    )
    keep: Annotated[dict[str, int], AfterValidator(_kinds), Untrusted.NEVER] = Field(
        default={"guard.*": 365},
        description="The same for single kinds of records, or families of them; the kind comes before the family.",
        examples=[{"guard.*": 184, "finding.*": 730, "gate.overridden": 0}],
    )

    def days(self, kind: str) -> int | None:
        """How many days a record of this kind is kept; None: for ever."""
        family = f"{kind.partition('.')[0]}.*"
        return self.keep.get(kind, self.keep.get(family, self.keep_days)) or None
