"""How much time and memory one scan may take before it is given up and listed as not checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the engine; a file that runs into one is reported, with what could still be checked."""

    rule_seconds: float = 5.0
    """For one rule on one file."""
    rules_timed_out: int = 3
    """After so many rules that ran out of time on one file the engine leaves the file."""
    scan_seconds: float = 30.0
    """For one document, from the start of the scan to its answer; then the process is killed."""
    seconds_per_mb: float = 300.0
    """Added to `scan_seconds` for each megabyte of the document: with a few hundred rules the engine does need them."""
    memory_mb: int = 2000
    """Of the engine's process; it stops the file in hand when it notices."""
    file_bytes: int = 2_000_000
    """Larger documents are not given to the engine."""
    standbys: int = 3
    """How many processes wait with their rules parsed, one for each language used last; each takes about 120 MB."""

    def seconds_for(self, size: int) -> float:
        """How long the engine may take over a document of so many bytes."""
        return self.scan_seconds + self.seconds_per_mb * size / 1_000_000
