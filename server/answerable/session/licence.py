"""Under which licence a project is, by what stands at its root: a manifest's own word, else the text of the licence."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_MOST = 1_000_000
"""Bytes of a file that are read; a manifest is never longer."""

# Sentences that only this licence has, the first that is there decides.
_TEXTS = (
    (r"GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3", "AGPL-3.0-only"),
    (r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3", "LGPL-3.0-only"),
    (r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2\.1", "LGPL-2.1-only"),
    (r"GNU GENERAL PUBLIC LICENSE\s+Version 3", "GPL-3.0-only"),
    (r"GNU GENERAL PUBLIC LICENSE\s+Version 2", "GPL-2.0-only"),
    (r"Mozilla Public License,? (?:V|v)ersion 2\.0", "MPL-2.0"),
    (r"Apache License\s+Version 2\.0", "Apache-2.0"),
    (r"Neither the name of [^.]{1,200} may be used to endorse", "BSD-3-Clause"),
    (r"Redistribution and use in source and binary forms", "BSD-2-Clause"),
    (r"Permission to use, copy, modify,? and(?:/or)? distribute this software", "ISC"),
    (r"Permission is hereby granted, free of charge", "MIT"),
    (r"This is free and unencumbered software", "Unlicense"),
)


def licence_of(root: Path) -> str:
    """An SPDX expression, or what the manifest has in its place; empty where nothing tells. Never raises."""
    for name, of in _MANIFESTS:
        text = _text(root / name)
        try:
            said = of(text) if text else ""
        except (ValueError, TypeError, AttributeError, RecursionError):
            # What is wrong with a manifest is for the tools it belongs to.
            said = ""
        if said:
            return said
    for path in _files(root):
        text = _text(path)
        for pattern, licence in _TEXTS:
            if re.search(pattern, text):
                return licence
    return ""


def _python(text: str) -> str:
    project: Any = tomllib.loads(text).get("project", {})
    said = project.get("license", "")
    return _said(said.get("text", "") if isinstance(said, dict) else said)


def _rust(text: str) -> str:
    return _said(tomllib.loads(text).get("package", {}).get("license", "")).replace("/", " OR ")


def _node(text: str) -> str:
    said: Any = json.loads(text).get("license", "")
    return _said(said.get("type", "") if isinstance(said, dict) else said)


def _said(value: Any) -> str:
    return value.strip() if isinstance(value, str) and "\n" not in value and not value.startswith("SEE ") else ""


_MANIFESTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("pyproject.toml", _python),
    ("package.json", _node),
    ("Cargo.toml", _rust),
)


def _files(root: Path) -> Iterator[Path]:
    try:
        names = sorted(path for path in root.iterdir() if re.match(r"(?i)(?:licen[cs]e|copying)(?:\.\w+)?$", path.name))
    except OSError:
        return
    yield from names


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""
