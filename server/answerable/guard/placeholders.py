"""Typed, stable placeholders: the same value, the same ``<EMAIL_1>``, within a session.

A session keeps the values that may be restored, and of all others a keyed digest, so that even a session's own memory
holds no secret. The key is made anew for each session.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection
from typing import Any

from answerable.text.later import compiled_later

PLACEHOLDER = compiled_later(r"<([A-Z][A-Z0-9_]{0,60})_([1-9][0-9]{0,8})>")
"""What a placeholder looks like: its label and its number."""

_VERSION = 1


class PlaceholderMap:
    """One session: which value has which placeholder. Not for several threads at once."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key if key is not None else os.urandom(32)
        self._names: dict[str, str] = {}
        """Placeholder by keyed digest of label and value."""
        self._values: dict[str, str] = {}
        """Value by placeholder, of those that may be restored."""
        self._given: set[str] = set()
        """Every placeholder given out."""
        self._last: Counter[str] = Counter()
        """The last number given to each label."""

    def name(self, label: str, value: str, *, restorable: bool, taken: Collection[str] = ()) -> str:
        """The placeholder for this value, which is made where it has none; never one of those `taken`.

        `taken` are the placeholders that stand in the text already and are not this session's: restoring must not
        touch them.
        """
        digest = self._digest(label, value)
        name = self._names.get(digest)
        if name is not None and name not in taken:
            return name
        while True:
            self._last[label] += 1
            name = f"<{label}_{self._last[label]}>"
            if name not in taken:
                break
        self._names[digest] = name
        self._given.add(name)
        if restorable:
            self._values[name] = value
        return name

    def __contains__(self, name: str) -> bool:
        """Whether this session has given out this placeholder."""
        return name in self._given

    @property
    def restorable(self) -> int:
        """How many values it keeps."""
        return len(self._values)

    def restore(self, text: str) -> str:
        """The text with every placeholder of this session that stands for personal data replaced by the value."""
        if not self._values:
            return text
        return PLACEHOLDER.sub(lambda match: self._values.get(match[0], match[0]), text)

    def unknown(self, text: str) -> list[str]:
        """What looks like a placeholder and is none of this session's, each once."""
        return list(dict.fromkeys(match[0] for match in PLACEHOLDER.finditer(text) if match[0] not in self._given))

    def copy(self) -> PlaceholderMap:
        """The same session, to try something out with."""
        twin = PlaceholderMap(self._key)
        twin._names, twin._values = dict(self._names), dict(self._values)
        twin._given, twin._last = set(self._given), Counter(self._last)
        return twin

    def adopt(self, other: PlaceholderMap) -> None:
        """Takes over what was tried out with a `copy`."""
        self._names, self._values = other._names, other._values
        self._given, self._last = other._given, other._last

    def dump(self) -> dict[str, Any]:
        """All of it in the types of JSON. Holds personal data: encrypt it before it is written anywhere."""
        return {
            "version": _VERSION,
            "key": self._key.hex(),
            "names": self._names,
            "values": self._values,
            "given": sorted(self._given),
            "last": dict(self._last),
        }

    @classmethod
    def load(cls, data: Any) -> PlaceholderMap:
        """The session that `dump` gave. Raises `ValueError` for anything else."""
        try:
            if data["version"] != _VERSION:
                raise ValueError("a session of another version")
            made = cls(bytes.fromhex(data["key"]))
            made._names = {str(key): str(value) for key, value in data["names"].items()}
            made._values = {str(key): str(value) for key, value in data["values"].items()}
            made._given = {str(name) for name in data["given"]}
            made._last = Counter({str(key): int(value) for key, value in data["last"].items()})
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a session ({type(error).__name__})") from None
        return made

    def _digest(self, label: str, value: str) -> str:
        import hmac  # not needed where nothing is found

        data = f"{label}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, data, "sha256").hexdigest()
