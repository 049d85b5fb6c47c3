"""The engine's names for languages, and which of them look at a document."""

from __future__ import annotations

from difflib import get_close_matches

from answerable.text.languages import Language

# Canonical name -> the other spellings a rule may use (Semgrep's documentation, "Supported languages").
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "apex": (),
    "bash": ("sh",),
    "c": (),
    "cairo": (),
    "circom": (),
    "clojure": (),
    "cpp": ("c++",),
    "csharp": ("c#",),
    "dart": (),
    "dockerfile": ("docker",),
    "elixir": ("ex",),
    "fga": ("openfga",),
    "generic": ("spacegrep",),
    "go": ("golang",),
    "gosu": (),
    "hack": (),
    "html": (),
    "java": (),
    "javascript": ("js",),
    "json": (),
    "jsonnet": (),
    "julia": (),
    "kotlin": ("kt",),
    "lisp": (),
    "lua": (),
    "move_on_aptos": (),
    "move_on_sui": (),
    "objc": ("objectivec", "objective-c"),
    "ocaml": (),
    "php": (),
    "powershell": (),
    "promql": (),
    "protobuf": ("proto", "proto3"),
    "python": ("py",),
    "python2": (),
    "python3": (),
    "r": (),
    "regex": ("none",),
    "ruby": (),
    "rust": (),
    "scala": (),
    "scheme": (),
    "solidity": ("sol",),
    "swift": (),
    "terraform": ("tf", "hcl"),
    "typescript": ("ts",),
    "vue": (),
    "xml": (),
    "yaml": (),
}

_CANONICAL = {spelling: name for name, others in _SPELLINGS.items() for spelling in (name, *others)}

ANY_TEXT = ("regex", "generic")
"""Analyzers that know no grammar: their rules apply to every file."""

# What else the engine takes such a file for: rules for one Python look at every Python file, C++ rules at headers.
_ALSO = {"python": ("python3", "python2"), "c": ("cpp",)}


def canonical(name: str) -> str:
    """The engine's own name. Raises `ValueError` that says what was probably meant."""
    known = _CANONICAL.get(name.lower())
    if known is None:
        close = get_close_matches(name.lower(), _CANONICAL, 1)
        hint = f"Did you mean `{close[0]}`?" if close else "See Semgrep's list of supported languages."
        raise ValueError(hint)
    return known


def of_language(language: Language) -> tuple[str, ...]:
    """The analyzers that may have something to say of a document, the language's own first."""
    own = () if language.analyzer is None else (language.analyzer, *_ALSO.get(language.analyzer, ()))
    return (*own, *ANY_TEXT)
