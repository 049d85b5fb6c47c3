"""The kinds of records. Their names are part of the ledger's format."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a record says has happened."""

    BLOCK_OPENED = "block.opened"
    BLOCK_DECLARED = "block.declared"
    BLOCK_CHANGED = "block.changed"
    """It lies elsewhere, or has other lines, and nobody had signed it."""
    BLOCK_RESIDUAL = "block.residual"
    """It was edited after its review."""
    REVIEW_SIGNED = "review.signed"
    REVIEW_REJECTED = "review.rejected"
    FINDING_OPENED = "finding.opened"
    FINDING_CLOSED = "finding.closed"
    FINDING_SUPPRESSED = "finding.suppressed"
    GUARD_WARNED = "guard.warned"
    GUARD_REDACTED = "guard.redacted"
    GUARD_OVERRIDDEN = "guard.overridden"
    COMMIT_BOUND = "commit.bound"
    """Which lines of a commit come from which block."""
    GATE_OVERRIDDEN = "gate.overridden"
    POLICY_LOADED = "policy.loaded"
    INCIDENT_OPENED = "incident.opened"
    INCIDENT_CLOSED = "incident.closed"
    CHECKPOINT = "checkpoint"
    """A signed root of the tree over every record before this one."""
    LEDGER_PRUNED = "ledger.pruned"
    """Records whose time had come were made into tombstones."""
