"""The engine's names."""

from __future__ import annotations

import pytest

from answerable.detect.semgrep.analyzers import canonical, of_language
from answerable.text.languages import BY_ID


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("python", "python"),
        ("py", "python"),
        ("js", "javascript"),
        ("TS", "typescript"),
        ("none", "regex"),
        ("c++", "cpp"),
    ],
)
def test_a_rule_may_spell_a_language_in_several_ways(written: str, name: str) -> None:
    assert canonical(written) == name


@pytest.mark.parametrize(
    ("written", "hint"),
    [("pyton", "Did you mean `python`?"), ("befunge", "See Semgrep's list of supported languages.")],
)
def test_an_unknown_language_comes_with_a_hint(written: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint.replace("?", r"\?")):
        canonical(written)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("python", ("python", "python3", "python2", "regex", "generic")),
        ("typescriptreact", ("typescript", "regex", "generic")),
        ("toml", ("regex", "generic")),
        ("plaintext", ("regex", "generic")),
        ("c", ("c", "cpp", "regex", "generic")),
    ],
)
def test_rules_without_a_grammar_look_at_every_document(language: str, expected: tuple[str, ...]) -> None:
    assert of_language(BY_ID[language]) == expected


def test_every_analyzer_a_language_names_is_one_of_the_engine() -> None:
    for language in BY_ID.values():
        if language.analyzer is not None:
            assert canonical(language.analyzer) == language.analyzer
