"""The policy of one workspace, read from where its parts lie.

This module and `toml_file` under it are the only ones of this room that touch files.

Layers, later over earlier: built-in, repository, user, editor. Tables are joined key by key and lists are gathered, so
that a person's own file adds to a team's rather than replacing it; for everything else the later layer wins.
Whatever is wrong with a file becomes a `Problem`, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import platformdirs

from answerable.findings.problems import Problem
from answerable.policy.builtin import shipped_packs
from answerable.policy.layers import (
    Layer,
    LayerName,
    Values,
    builtin_values,
    checked,
    merged,
    only_stricter,
    validated,
)
from answerable.policy.model import POLICY_FILE, Policy
from answerable.policy.positions import Key, Positions
from answerable.policy.toml_file import is_there, parse, read

EDITOR_SETTINGS = "editor settings"
"""How a problem names the settings an editor sent."""

# Settings of editor extensions that share our namespace and are none of the server's business.
_CLIENT_ONLY = frozenset({"server", "trace"})
# What a repository says by merely containing it: comments and a baseline. Unless vouched for, they excuse nothing.
_UNTRUSTED_BASE: Values = {
    "secrets": {"baseline": "", "honour_pragma": False},
    "suppressions": {"honour_comments": False, "honour_nosemgrep": False},
}


@dataclass(frozen=True, slots=True)
class Source:
    """A layer that was found and read, in part at least."""

    layer: LayerName
    path: Path | None
    """None for the editor's settings."""


@dataclass(frozen=True, slots=True)
class LoadedPolicy:
    """The policy in force, what is wrong with what was written, and where it was written."""

    policy: Policy
    """Paths in it (`rules.paths`, `secrets.tables`, `secrets.baseline`, `packages.environment`) are absolute."""
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()
    trusted: bool = True

    def source(self, layer: LayerName) -> Path | None:
        """The file of a layer, where it has one."""
        return next((source.path for source in self.sources if source.layer is layer), None)


def user_policy() -> Path:
    """Where a person's own policy lies, whether it is there or not."""
    return Path(platformdirs.user_config_dir("answerable", appauthor=False)) / POLICY_FILE


def policy_files(root: Path | None, user: Path | None) -> tuple[Path, ...]:
    """Every file whose change can change the policy, whether it is there or not: what to watch."""
    repository = (root / POLICY_FILE, root / "pyproject.toml") if root else ()
    return (*repository, user) if user else repository


def load_policy(
    root: Path | None,
    *,
    settings: object = None,
    user: Path | None = None,
    repository: Path | None = None,
    trusted: bool = True,
) -> LoadedPolicy:
    """The policy of the workspace at `root` (None: no folder is open). Never raises for what a file holds.

    `settings` is what the editor answered for the section ``answerable``, in which null means "not set"; `user` the
    person's own file, None for the one at `user_policy()`; `repository` a file that a person named to be read in place
    of the repository's own, whose paths may lead anywhere. Where the workspace is not `trusted`, the repository and
    the editor (whose settings may come from the workspace as well) can only make the judgement stricter.
    """
    root = root.absolute() if root else None
    problems: list[Problem] = []
    found: list[_Found] = []
    if repository is not None:
        found += _file(LayerName.REPOSITORY, repository.absolute(), problems, within=None)
    elif root is not None:
        found += _repository(root, problems)
    found += _user(user or user_policy(), problems)
    if settings is not None:
        found += _editor(settings, root, problems)

    values = builtin_values()
    values["secrets"]["baseline"] = _default_baseline(values["secrets"]["baseline"], root)
    if not trusted:
        values = merged(values, _UNTRUSTED_BASE)
    for each in found:
        first = len(problems)
        own, wrong = checked(each.layer)
        problems += wrong
        if not trusted and each.layer.name is not LayerName.USER:
            own, refused = only_stricter(each.layer, own, values)
            problems += refused
        _check_packs(own, each.layer, problems)
        _make_absolute(own, each, problems)
        problems[first:] = sorted(problems[first:], key=lambda problem: problem.line or 0)
        values = merged(values, own)
    sources = tuple(Source(each.layer.name, each.path) for each in found)
    return LoadedPolicy(validated(values), tuple(problems), sources, trusted)


@dataclass(frozen=True, slots=True)
class _Found:
    layer: Layer
    path: Path | None
    base: Path | None
    """What relative paths in it are relative to."""
    within: Path | None
    """What paths in it must not leave; None where they are the user's own business."""


def _repository(root: Path, problems: list[Problem]) -> list[_Found]:
    own, pyproject = root / POLICY_FILE, root / "pyproject.toml"
    has_own = is_there(own)
    # A broken pyproject.toml is other tools' to report, unless what is lost with it is our policy.
    ours: list[Problem] = []
    text = read(pyproject, ours)
    if ours and not has_own:
        problems += ours
    values = parse(text, pyproject, problems if text and "answerable" in text and not has_own else []) if text else None
    tool = values.get("tool") if values else None
    table = tool.get("answerable") if isinstance(tool, dict) else None
    line = _lines(text or "", ("tool", "answerable"))
    if table is not None and has_own:
        message = f"`[tool.answerable]` is not read, because {POLICY_FILE} lies beside it."
        problems.append(Problem(str(pyproject), message, "Keep one of the two.", line=line(()), key="tool.answerable"))
    if has_own:
        return _file(LayerName.REPOSITORY, own, problems, within=root)
    if table is None:
        return []
    if not isinstance(table, dict):
        message, remedy = "`tool.answerable` must be a table.", "Write `[tool.answerable]` and the keys below it."
        problems.append(Problem(str(pyproject), message, remedy, line=line(()), key="tool.answerable"))
        return []
    layer = Layer(LayerName.REPOSITORY, str(pyproject), table, line)
    return [_Found(layer, pyproject, base=root, within=root)]


def _user(path: Path, problems: list[Problem]) -> list[_Found]:
    return _file(LayerName.USER, path, problems, within=None) if is_there(path) else []


def _editor(settings: object, root: Path | None, problems: list[Problem]) -> list[_Found]:
    if not isinstance(settings, Mapping):
        message, remedy = "The settings are not a table of keys.", "Send an object for the section `answerable`."
        problems.append(Problem(EDITOR_SETTINGS, message, remedy))
        return []
    values: dict[str, Any] = {}
    for name, value in settings.items():
        *sections, key = str(name).split(".")
        if (sections or [key])[0] in _CLIENT_ONLY or value is None:
            continue
        # Some clients send {"scan.threshold": …} where others send {"scan": {"threshold": …}}.
        for part in reversed([*sections, key]):
            value = {part: value}
        values = merged(values, _without_nulls(value))
    layer = Layer(LayerName.EDITOR, EDITOR_SETTINGS, values)
    return [_Found(layer, None, base=root, within=root)] if values else []


def _without_nulls(value: Any) -> Any:
    """VS Code sends null for a setting that is declared without a default and that nobody has set."""
    if not isinstance(value, Mapping):
        return value
    inner = {str(name): _without_nulls(inner) for name, inner in value.items() if inner is not None}
    return {name: value for name, value in inner.items() if value != {}}


def _file(name: LayerName, path: Path, problems: list[Problem], *, within: Path | None) -> list[_Found]:
    text = read(path, problems)
    values = parse(text, path, problems) if text is not None else None
    if values is None:
        return []
    return [_Found(Layer(name, str(path), values, _lines(text or "", ())), path, base=path.parent, within=within)]


def _lines(text: str, prefix: Key) -> Callable[[Key], int | None]:
    """The line of a key, for which the text is only parsed again when there is a problem to place."""
    positions: list[Positions] = []

    def line(key: Key) -> int | None:
        if not positions:
            positions.append(Positions(text))
        return positions[0].line((*prefix, *key))

    return line


def _default_baseline(name: str, root: Path | None) -> str:
    # The name everybody uses for it; that there is none is the usual case and no problem.
    return str(root / name) if root is not None and (root / name).resolve().is_relative_to(root.resolve()) else ""


def _check_packs(values: Values, layer: Layer, problems: list[Problem]) -> None:
    packs = values.get("rules", {}).get("packs")
    if packs:
        shipped = shipped_packs()
        for name in packs:
            if name not in shipped:
                near = get_close_matches(name, shipped, n=1)
                remedy = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(shipped)}."
                problems.append(layer.problem(("rules", "packs"), f"`{name}` is no pack of rules we ship.", remedy))
        values["rules"]["packs"] = [name for name in packs if name in shipped]


def _make_absolute(values: Values, found: _Found, problems: list[Problem]) -> None:
    for section, name in (("rules", "paths"), ("secrets", "tables")):
        if name in values.get(section, {}):
            absolute = (_absolute(text, (section, name), found, problems) for text in values[section][name])
            values[section][name] = [path for path in absolute if path is not None]
    for section, name in (("secrets", "baseline"), ("packages", "environment")):
        text = values.get(section, {}).get(name)
        if text:
            path = _absolute(text, (section, name), found, problems)
            if path is None:
                del values[section][name]
            else:
                values[section][name] = path


def _absolute(text: str, key: tuple[str, str], found: _Found, problems: list[Problem]) -> str | None:
    """The path made absolute; None, with a problem, where it leads nowhere or where it must not lead."""
    wrong: tuple[str, str]
    try:
        path = Path(text).expanduser() if found.within is None and found.base is not None else Path(text)
        if found.base is None:
            wrong = ("needs an open folder to be looked for in.", f"Put it into {user_policy()}.")
        else:
            path = (found.base / path).resolve()
            if found.within is not None and not path.is_relative_to(found.within.resolve()):
                wrong = ("leads out of the workspace.", "Copy what it names into the workspace.")
            elif not path.exists():
                wrong = ("is not there.", "Mend the path; relative ones begin where the policy file lies.")
            else:
                return str(path)
    except (OSError, RuntimeError, ValueError):
        wrong = ("cannot be followed.", "Look for a loop of links, or for characters no path may have.")
    written = found.layer.values[key[0]][key[1]]
    place: Key = (*key, written.index(text)) if isinstance(written, list) and text in written else key
    problems.append(found.layer.problem(place, f"`{text}` {wrong[0]}", f"{wrong[1]} Until then it does not count."))
    return None
