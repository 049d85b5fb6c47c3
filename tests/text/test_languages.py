import pytest

from answerable.text import languages
from answerable.text.languages import BY_ID, of, of_path
from answerable.text.snapshot import Snapshot
from answerable.text.syntax import GRAMMARS


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("src/a.py", "python"),
        ("A.PY", "python"),
        ("a.test.tsx", "typescriptreact"),
        ("a.mjs", "javascript"),
        ("x/Dockerfile", "dockerfile"),
        ("Dockerfile.prod", "dockerfile"),
        (".env", "dotenv"),
        (".env.local", "dotenv"),
        ("prod.env", "dotenv"),
        ("AGENTS.md", "markdown"),
        (".cursorrules", "markdown"),
        ("uv.lock", "toml"),
        (".npmrc", "ini"),
        ("a.unknown", "plaintext"),
        ("README", "plaintext"),
        ("", "plaintext"),
    ],
)
def test_a_file_name_tells_the_language(path: str, id: str) -> None:
    assert of_path(path).id == id


@pytest.mark.parametrize(
    ("language_id", "path", "id"),
    [
        ("python", "a.txt", "python"),
        (None, "a.py", "python"),
        ("", "a.py", "python"),
        ("klingon", "a.py", "python"),
        ("plaintext", "a.py", "python"),
        ("klingon", "", "plaintext"),
        ("sh", "", "shellscript"),
        ("dockercompose", "", "yaml"),
        ("typescript.tsx", "", "typescriptreact"),
    ],
)
def test_the_client_knows_better_than_the_name_where_we_know_what_it_says(
    language_id: str | None, path: str, id: str
) -> None:
    assert of(language_id, path).id == id


@pytest.mark.parametrize(
    ("text", "path", "id"),
    [
        ("#!/usr/bin/python3.12 -u\n", "tool", "python"),
        ("#!/usr/bin/env -S node --x\n", "bin/tool", "javascript"),
        ("#! /bin/sh\n", "tool", "shellscript"),
        ("#!/usr/bin/env perl\n", "tool", "plaintext"),
        ("#!/bin/sh\n", "a.py", "python"),
        ("#!/bin/sh\n", "a.weird", "plaintext"),
        (" #!/bin/sh\n", "tool", "plaintext"),
        ("#!", "tool", "plaintext"),
    ],
)
def test_a_first_line_tells_where_the_name_does_not(text: str, path: str, id: str) -> None:
    assert Snapshot.of(text, path).language.id == id


def test_no_name_suffix_or_alias_is_claimed_twice_or_leads_nowhere() -> None:
    suffixes = [suffix for language in BY_ID.values() for suffix in language.suffixes]
    names = [name for language in BY_ID.values() for name in language.names]
    assert len(set(suffixes)) == len(suffixes)
    assert len(set(names)) == len(names)
    assert {*languages._ALIASES.values(), *languages._INTERPRETERS.values()} <= BY_ID.keys()
    assert not languages._ALIASES.keys() & BY_ID.keys()


def test_every_grammar_is_used_and_every_one_used_is_there() -> None:
    assert {language.grammar for language in BY_ID.values()} - {None} == GRAMMARS
