"""Records in words."""

from __future__ import annotations

from pathlib import Path

from answerable.cli.ledger.describing import describe
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from ledgers import DIGEST, lines


def test_one_line_is_a_line_and_two_are_lines(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger")
    body = {"block": "ab" * 16, "path": "a.py", "digest": DIGEST, "lines": lines("a1"), "review": 0}
    one, two = (ledger.append(Kind.BLOCK_RESIDUAL, {**body, "changed_lines": changed}) for changed in ([3], [3, 4]))
    assert describe(one).startswith("a.py  edited after record 0: line 3  ")
    assert describe(two).startswith("a.py  edited after record 0: lines 3, 4  ")
