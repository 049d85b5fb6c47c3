"""The languages there are: LSP id, file names, syntax grammar, the engine's analyzer, how a comment begins."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath

from answerable.text.frozen import dataclass
from answerable.text.later import compiled_later


@dataclass(frozen=True, slots=True)
class Language:
    """What we know of one language."""

    id: str
    """LSP `languageId`."""
    suffixes: tuple[str, ...] = ()
    """File name endings, lower case, with the dot."""
    names: tuple[str, ...] = ()
    """Whole file names."""
    grammar: str | None = None
    """Name of the tree-sitter grammar (see `text.syntax`)."""
    analyzer: str | None = None
    """What the semgrep engine calls it; None where it has no parser for it."""
    comment: tuple[str, str] | None = None
    """How a one-line comment begins and ends; None where the language has none."""


_HASH = ("#", "")
_SLASHES = ("//", "")

PLAIN = Language("plaintext", (".txt",))

_LANGUAGES = (
    Language("python", (".py", ".pyi", ".pyw"), grammar="python", analyzer="python", comment=_HASH),
    Language("javascript", (".js", ".mjs", ".cjs"), grammar="javascript", analyzer="javascript", comment=_SLASHES),
    Language("javascriptreact", (".jsx",), grammar="javascript", analyzer="javascript", comment=_SLASHES),
    Language("typescript", (".ts", ".mts", ".cts"), grammar="typescript", analyzer="typescript", comment=_SLASHES),
    Language("typescriptreact", (".tsx",), grammar="tsx", analyzer="typescript", comment=_SLASHES),
    Language("go", (".go",), grammar="go", analyzer="go", comment=_SLASHES),
    Language("java", (".java",), grammar="java", analyzer="java", comment=_SLASHES),
    Language("json", (".json", ".ipynb"), ("composer.lock", "Pipfile.lock"), grammar="json", analyzer="json"),
    Language("jsonc", (".jsonc", ".code-workspace"), grammar="json", analyzer="json", comment=_SLASHES),
    Language("yaml", (".yaml", ".yml"), grammar="yaml", analyzer="yaml", comment=_HASH),
    Language("toml", (".toml",), ("Cargo.lock", "Pipfile", "poetry.lock", "uv.lock"), grammar="toml", comment=_HASH),
    Language(
        "markdown",
        (".md", ".markdown", ".mdc", ".mdx"),
        (".cursorrules", ".windsurfrules", ".clinerules"),
        grammar="markdown",
        comment=("<!--", "-->"),
    ),
    # What VS Code and its extensions call files of prompts; all of them are Markdown, with a head in YAML.
    *(
        Language(id_, suffixes, grammar="markdown", comment=("<!--", "-->"))
        for id_, suffixes in (
            ("prompt", (".prompt", ".prompty")),
            ("instructions", ()),
            ("chatagent", ()),
            ("chatmode", ()),
            ("skill", ()),
        )
    ),
    Language("dockerfile", (".dockerfile",), ("Dockerfile", "Containerfile"), analyzer="dockerfile", comment=_HASH),
    Language("dotenv", (".env",), (".env",), comment=_HASH),
    Language(
        "shellscript", (".sh", ".bash", ".zsh"), (".bashrc", ".profile", ".zshrc"), analyzer="bash", comment=_HASH
    ),
    Language("ini", (".ini", ".cfg", ".conf"), (".gitconfig", ".npmrc", ".pypirc"), comment=_HASH),
    Language("properties", (".properties",), comment=_HASH),
    Language("ruby", (".rb",), ("Gemfile", "Rakefile"), analyzer="ruby", comment=_HASH),
    Language("php", (".php",), analyzer="php", comment=_SLASHES),
    Language("csharp", (".cs",), analyzer="csharp", comment=_SLASHES),
    Language("c", (".c", ".h"), analyzer="c", comment=_SLASHES),
    Language("cpp", (".cc", ".cpp", ".cxx", ".hpp"), analyzer="cpp", comment=_SLASHES),
    Language("rust", (".rs",), analyzer="rust", comment=_SLASHES),
    Language("kotlin", (".kt", ".kts"), analyzer="kotlin", comment=_SLASHES),
    Language("swift", (".swift",), analyzer="swift", comment=_SLASHES),
    Language("scala", (".scala",), analyzer="scala", comment=_SLASHES),
    Language("terraform", (".tf", ".tfvars"), analyzer="terraform", comment=_HASH),
    Language("html", (".html", ".htm"), analyzer="html", comment=("<!--", "-->")),
    Language("xml", (".xml",), analyzer="xml", comment=("<!--", "-->")),
    Language("sql", (".sql",), comment=("--", "")),
    PLAIN,
)

BY_ID = {language.id: language for language in _LANGUAGES}
_BY_SUFFIX = {suffix: language for language in _LANGUAGES for suffix in language.suffixes}
_BY_NAME = {name: language for language in _LANGUAGES for name in language.names}

# What clients say for a language that has another id in LSP 3.17: file types of Vim, modes of Emacs, Jupyter's kernels.
_ALIASES = {
    "bash": "shellscript",
    "sh": "shellscript",
    "zsh": "shellscript",
    "docker": "dockerfile",
    "dockercompose": "yaml",
    "env": "dotenv",
    "js": "javascript",
    "jsx": "javascriptreact",
    "ts": "typescript",
    "tsx": "typescriptreact",
    "typescript.tsx": "typescriptreact",
    "javascript.jsx": "javascriptreact",
    "python3": "python",
    "ipython": "python",
    "hcl": "terraform",
}

_INTERPRETERS = {
    "python": "python",
    "pypy": "python",
    "node": "javascript",
    "deno": "typescript",
    "bun": "typescript",
    "ts-node": "typescript",
    "sh": "shellscript",
    "bash": "shellscript",
    "dash": "shellscript",
    "zsh": "shellscript",
    "ruby": "ruby",
    "php": "php",
}
# `#!/usr/bin/env -S python3.12 -u`, `#!/bin/sh`: the program without its directory and its version.
_SHEBANG = compiled_later(r"#![ \t]*(?:\S*/)?(?:env[ \t]+(?:-\S+[ \t]+)*(?:\S*/)?)?([A-Za-z-]+)")


@lru_cache(maxsize=1024)
def of_path(path: str | PurePath) -> Language:
    """The language of a file by its name alone; `PLAIN` for a name we do not know."""
    name = PurePath(path).name
    known = _BY_NAME.get(name) or _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if known is None:
        if name.startswith(".env.") or name.endswith(".env"):
            return BY_ID["dotenv"]
        if name.startswith(("Dockerfile.", "Containerfile.")):
            return BY_ID["dockerfile"]
    return known or PLAIN


def of(language_id: str | None, path: str | PurePath = "", text: str = "") -> Language:
    """The language a client named, else the one the path tells, else the one a ``#!`` at the start of the text names.

    Editors look at that line too; the command line has to see the same language in the same file.
    """
    known = BY_ID.get(_ALIASES.get(language_id or "", language_id or ""))
    if known is None or known is PLAIN:
        known = of_path(path)
    if known is PLAIN and text.startswith("#!") and not PurePath(path).suffix and (shebang := _SHEBANG.match(text)):
        return BY_ID.get(_INTERPRETERS.get(shebang[1], ""), PLAIN)
    return known
