"""Packages that a command fetches and runs, and whether their version is fixed.

Who names no version runs whatever was published last, at each start, with the rights of the person at the keyboard
(OWASP Top 10 for LLM applications 2025, LLM03; CWE-829, CWE-494).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from answerable.detect.agents.argv import Word, name

_LOCAL = re.compile(r"^(?:[./~\\$%{<]|file:|link:|workspace:|[A-Za-z]:[\\/])|\$\{|\.(?:py|js|ts|mjs|cjs|tgz|whl)$")
_NPM = re.compile(r"(?:npm:)?(?:@[\w.~-]+/)?[\w.~-]+(?:@(?P<version>.+))?$")
_HOSTED = re.compile(r"^(?:git\+|github:|gitlab:|bitbucket:|https?:|ssh:|git@|[\w.-]+/[\w.-]+$)")
_COMMIT = re.compile(r"[#@](?:v?\d[\w.]*|[0-9a-f]{7,64}|semver:.+)(?:[#&?].*)?$")
_PYTHON = re.compile(r"[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?(?P<rest>.*)$")
_GO = re.compile(r"[\w.-]+\.[a-z]+/\S+@(?P<version>\S+)$")
_IMAGE = re.compile(r"(?P<name>[\w.-]+(?::\d+)?(?:/[\w./-]+)?)(?::(?P<tag>[\w.-]+))?(?P<digest>@sha256:[0-9a-f]+)?$")
_MOVING = frozenset({"latest", "next", "beta", "alpha", "canary", "main", "master", "edge", "nightly", "dev", "stable"})

_DEV_TOOLS = re.compile(
    "biome|eslint|jest|next|nodemon|nx|playwright|prettier|stylelint|tsc|ts-node|tsx|turbo|vite|vite-node|vitest|husky"
    "|lint-staged|mocha"
)
"""What projects have among their own dependencies, from where `npx` takes it."""

# Options that take the word after them for their value.
_NPX_VALUES = re.compile("-p|--package|-c|--call|--cache|--registry|--userconfig|-w|--workspace")
_UV_VALUES = re.compile(
    "--from|--with|--with-editable|--with-requirements|--python|-p|--index|--index-url|-i|--extra-index-url"
    "|--default-index|--find-links|-f|--directory|--project|--env-file|--cache-dir|--refresh-package|--constraints|-c"
    "|--spec|--pip-args|--extra|--group|--only-group|--package"
)
_RUN_VALUES = re.compile(
    "-e|--env|--env-file|-v|--volume|--mount|-p|--publish|--name|--network|--net|-w|--workdir|-u|--user|--entrypoint"
    "|--platform|--add-host|-h|--hostname|-l|--label|-m|--memory|--cpus|--pull|--log-driver|--log-opt|--restart|--gpus"
    "|--shm-size|--security-opt|--cap-add|--cap-drop|--device|--tmpfs|--ulimit|--dns|--pid|--ipc|--userns|--cidfile"
    "|--volumes-from|--expose|--link|--runtime|--group-add|--sysctl|--stop-signal|--annotation"
)


def unpinned(words: Sequence[Word], *, server: bool) -> Iterator[Word]:
    """The words that name a package without a version. `server`: the command is that of a server, which nothing but
    this command installs; elsewhere `npx` without ``-y`` runs what the project has.
    """
    program, rest = name(words[0]), words[1:]
    second = rest[0].text if rest else ""
    if program == "npx":
        yield from _npx(rest, server=server)
    elif program in ("bunx", "pnpx") or (program, second) in {("bun", "x"), ("pnpm", "dlx"), ("yarn", "dlx")}:
        yield from _npx(rest if program in ("bunx", "pnpx") else rest[1:], server=True)
    elif program == "npm" and second in ("exec", "x"):
        yield from _npx([word for word in rest[1:] if word.text != "--"], server=server)
    elif program == "uvx":
        yield from _uvx(rest)
    elif program == "uv" and second == "tool" and len(rest) > 1 and rest[1].text == "run":
        yield from _uvx(rest[2:])
    elif program == "uv" and "run" in [word.text for word in rest]:
        yield from (word for word in _valued(rest, ("--with",)) if _loose_python(word.text))
    elif program == "pipx" and second == "run":
        yield from _uvx(rest[1:])
    elif program in ("docker", "podman", "nerdctl") and "run" in [word.text for word in rest[:3]]:
        at = [word.text for word in rest].index("run")
        image = _image(rest[at + 1 :])
        if image is not None and _loose_image(image.text):
            yield image
    elif program == "deno":
        yield from (word for word in rest if word.text.startswith(("npm:", "jsr:")) and _loose_npm(word.text[4:]))
    elif program == "go" and second == "run":
        for word in rest[1:]:
            match = _GO.match(word.text)
            if match and match["version"] in _MOVING:
                yield word


def _valued(words: Sequence[Word], options: Sequence[str]) -> Iterator[Word]:
    """What stands after these options."""
    for option, word in pairwise(words):
        if option.text in options:
            yield word


def _first(words: Sequence[Word], valued: re.Pattern[str]) -> Word | None:
    """The first word that is neither an option nor the value of one."""
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word.text.startswith("-") and word.text != "-":
            skip = valued.fullmatch(word.text) is not None
        else:
            return word
    return None


def _npx(words: Sequence[Word], *, server: bool) -> Iterator[Word]:
    named = list(_valued(words, ("-p", "--package")))
    first = _first(words, _NPX_VALUES)
    at = words.index(first) if first is not None else len(words)
    sure = any(word.text in ("-y", "--yes") for word in words[:at])
    for word in named or ([first] if first is not None else []):
        if not _loose_npm(word.text):
            continue
        tagged = "@" in word.text[1:] or _HOSTED.match(word.text) is not None
        if sure or tagged or (server and not _DEV_TOOLS.fullmatch(word.text)):
            yield word


def _loose_npm(package: str) -> bool:
    if _LOCAL.search(package):
        return False
    if _HOSTED.match(package) and not package.startswith("@"):
        return _COMMIT.search(package) is None
    match = _NPM.match(package)
    if match is None:
        return False
    version = match["version"]
    return version is None or (version[0].isalpha() and version[0] != "v") or version == "*"


def _uvx(words: Sequence[Word]) -> Iterator[Word]:
    first = _first(words, _UV_VALUES)
    named = list(_valued(words, ("--from", "--spec")))
    if not named and first is not None:
        named = [first]
    yield from (word for word in (*named, *_valued(words, ("--with",))) if _loose_python(word.text))


def _loose_python(package: str) -> bool:
    if _LOCAL.search(package) and not package.startswith("git+"):
        return False
    if package.startswith(("git+", "http:", "https:")):
        return _COMMIT.search(package) is None and not package.endswith((".whl", ".gz", ".zip"))
    match = _PYTHON.match(package)
    if match is None:
        return False
    rest = match["rest"].strip()
    return not rest or (rest.startswith("@") and rest[1:].strip() in _MOVING)


def _image(words: Sequence[Word]) -> Word | None:
    return _first(words, _RUN_VALUES)


def _loose_image(image: str) -> bool:
    match = _IMAGE.match(image)
    if match is None or match["digest"] or "$" in image:
        return False
    if match["tag"] is not None:
        return match["tag"] in _MOVING
    # A name without a registry or an owner is as a rule an image that was built here.
    return "/" in match["name"] and not match["name"].startswith(("localhost", "127."))
