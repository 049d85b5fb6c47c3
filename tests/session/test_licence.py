"""What a project says of its licence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from answerable.session.licence import licence_of


@pytest.mark.parametrize(
    ("name", "text", "licence"),
    [
        ("pyproject.toml", '[project]\nlicense = "MIT"\n', "MIT"),
        ("pyproject.toml", '[project]\nlicense = {text = "Apache-2.0"}\n', "Apache-2.0"),
        ("pyproject.toml", '[project]\nlicense = {file = "LICENSE"}\n', ""),
        ("pyproject.toml", "[project\n", ""),
        ("pyproject.toml", "project = 1\n", ""),
        ("package.json", '{"license": "ISC"}', "ISC"),
        ("package.json", '{"license": "SEE LICENSE IN x"}', ""),
        ("package.json", "[]", ""),
        ("Cargo.toml", '[package]\nlicense = "MIT/Apache-2.0"\n', "MIT OR Apache-2.0"),
        ("LICENSE", "MIT License\n\nPermission is hereby granted, free of charge, to any person", "MIT"),
        ("COPYING", "GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007", "GPL-3.0-only"),
        ("LICENCE.md", "Apache License\n        Version 2.0, January 2004", "Apache-2.0"),
        ("LICENSE.txt", "All rights reserved.", ""),
    ],
)
def test_the_licence_of_a_project(tmp_path: Path, name: str, text: str, licence: str) -> None:
    (tmp_path / name).write_text(text)
    assert licence_of(tmp_path) == licence


def test_a_manifest_s_word_comes_first_and_nothing_hangs_or_raises(tmp_path: Path) -> None:
    assert licence_of(tmp_path / "nowhere") == ""
    (tmp_path / "LICENSE").write_text("Permission is hereby granted, free of charge")
    (tmp_path / "package.json").write_text('{"license": "ISC"}')
    assert licence_of(tmp_path) == "ISC"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pyproject.toml")
        assert licence_of(tmp_path) == "ISC"
