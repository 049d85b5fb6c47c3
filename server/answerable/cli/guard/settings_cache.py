"""What a policy says of the guard, kept between two calls of a hook: reading a policy costs 300 ms of imports.

It is kept for as long as the policy's files are the ones it was made from, by place, size and time of change, and only
where nothing was wrong with them, so that what is wrong is told each time. The file is the user's alone (0600): a
policy may name what is confidential.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from answerable import __version__
from answerable.findings.decision import Decision
from answerable.guard.model import Kind
from answerable.guard.settings import GuardSettings, Term, Where

Stamp = list[list[Any]]


def stamp(files: Iterable[Path]) -> Stamp:
    """What tells whether any of the files is another than it was."""
    told: Stamp = [[__version__]]
    for file in files:
        try:
            status = file.stat()
            told.append([str(file), status.st_size, status.st_mtime_ns, status.st_ino])
        except OSError:
            told.append([str(file)])
    return told


class SettingsCache:
    """One file a workspace, in the user's cache directory."""

    def __init__(self, directory: Path, root: Path) -> None:
        # Two roots may share a file: the stamp in it says whose it is. To load `hashlib` takes longer than the rest.
        self._file = directory / f"guard-{zlib.crc32(os.fsencode(root)):08x}.json"

    def load(self, now: Stamp) -> GuardSettings | None:
        """What was kept, where it was made from the files as they are; None for anything else."""
        try:
            data = json.loads(self._file.read_bytes())
            return _loaded(data["settings"]) if data["stamp"] == now else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def save(self, now: Stamp, settings: GuardSettings) -> None:
        """Keeps the settings, where that can be done; a cache that cannot be written costs time and nothing else."""
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary = self._file.with_name(f"{self._file.name}.{os.getpid()}")
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                json.dump({"stamp": now, "settings": _dumped(settings)}, stream)
            temporary.replace(self._file)


def through(
    cache: SettingsCache, files: Iterable[Path], make: Callable[[], GuardSettings | None]
) -> GuardSettings | None:
    """The settings from the cache, or made anew and kept. `make` gives None where something is wrong."""
    now = stamp(files)
    kept = cache.load(now)
    if kept is not None:
        return kept
    made = make()
    if made is not None:
        cache.save(now, made)
    return made


def _dumped(settings: GuardSettings) -> dict[str, Any]:
    data = {name: getattr(settings, name) for name in GuardSettings.__slots__}
    data["kinds"] = dict(settings.kinds)
    data["decisions"] = dict(settings.decisions)
    data["where"] = [[one.path, one.host, dict(one.decisions)] for one in settings.where]
    data["terms"] = [[one.text, one.digest, one.kind, one.label] for one in settings.terms]
    data["tables"] = [str(path) for path in settings.tables]
    data["baseline"] = str(settings.baseline) if settings.baseline else None
    return data


def _loaded(data: dict[str, Any]) -> GuardSettings:
    """Raises `KeyError`, `TypeError` and `ValueError` for what `_dumped` did not give."""
    for name in ("disable", "unreadable", "packs", "regions", "prompt_files"):
        data[name] = tuple(data[name])
    data["kinds"] = _kinds(data["kinds"])
    data["samples"] = Decision(data["samples"])
    data["decisions"] = {rule: Decision(decision) for rule, decision in data["decisions"].items()}
    data["where"] = tuple(Where(path, host, _kinds(decisions)) for path, host, decisions in data["where"])
    data["terms"] = tuple(Term(*one) for one in data["terms"])
    data["tables"] = tuple(Path(path) for path in data["tables"])
    data["baseline"] = Path(data["baseline"]) if data["baseline"] else None
    return GuardSettings(**data)


def _kinds(data: dict[str, str]) -> dict[Kind, Decision]:
    return {Kind(kind): Decision(decision) for kind, decision in data.items()}
