"""`answerable guard hook` in this process: bytes in, bytes and an exit code out."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from answerable.cli.guard import hook


@dataclass(frozen=True)
class Told:
    """What one call gave back."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        return json.loads(self.out, parse_constant=_no_number) if self.out else None


def _no_number(name: str) -> Any:
    raise AssertionError(f"{name} is no JSON: the host would throw the answer away")


def call(raw: bytes, *arguments: str, where: Path) -> Told:
    """The hook's own entry, with the three streams in our hands, encoded as a process has them."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", write_through=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(where)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = hook.run(arguments)
    return Told(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))
