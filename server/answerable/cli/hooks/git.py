"""Git's hooks: `pre-commit` asks the gate; `post-commit` and `post-rewrite` note down which blocks a commit holds.

A hook that is there already is kept beside ours under another name and runs first, so that whatever language it is
written in and however it ends, it does what it did. Writing ourselves into its text was rejected for that reason.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from answerable.cli.hooks.changes import EXECUTABLE, Change, Content, Plan
from answerable.cli.hooks.hosts import Place, WrongPlace
from answerable.files.names import display
from answerable.interop.git import GitError, Repository
from answerable.policy.load import load_policy

KEPT = ".before-answerable"
MARK = "# Put here by `answerable hooks install git`; `answerable hooks uninstall git` takes it out again."
HOOKS = ("pre-commit", "post-commit", "post-rewrite", "prepare-commit-msg")
_FOR_TRAILERS = "prepare-commit-msg"

_HEAD = f"""\
#!/bin/sh
{MARK}
# A hook that was here before is kept beside this one, with `{KEPT}` behind its name, and runs first.
before="$0{KEPT}"
"""
_GUARDED = """\
if [ -x "$before" ]; then
    "$before" "$@" || exit $?
fi
"""
_FIND = """\
ask() {{
    if [ -x {program} ]; then
        {command} "$@"
    elif command -v answerable >/dev/null 2>&1; then
        command answerable "$@"
    else
        echo "answerable: not found at {plain}. Install it again, or take this hook out: $0" >&2
        return 3
    fi
}}
"""
_BODIES = {
    "pre-commit": _GUARDED + "{find}ask gate --staged\n",
    "prepare-commit-msg": _GUARDED + '{find}ask hooks run prepare-commit-msg "$@"\nexit 0\n',
    "post-commit": _GUARDED + '{find}ask hooks run post-commit "$@"\n',
    "post-rewrite": """\
rewritten=$(cat)
if [ -x "$before" ]; then
    printf '%s\\n' "$rewritten" | "$before" "$@"
fi
{find}printf '%s\\n' "$rewritten" | ask hooks run post-rewrite "$@"
""",
}


class GitHooks:
    """The `Host` that is git.

    The hook that adds trailers to messages is put in only where `review.assisted_by` is on at that time.
    """

    def install(self, place: Place) -> Plan:
        """Our hooks into the directory git looks in, also where `core.hooksPath` names it."""
        repository = _repository(place)
        directory = _directory(repository)
        changes: list[Change] = []
        notes = _notes(repository, directory)
        # It costs every commit half a second, so it is there only for who wants what it does.
        trailers = load_policy(repository.top).policy.review.assisted_by
        for name in HOOKS if trailers else (name for name in HOOKS if name != _FOR_TRAILERS):
            path, kept = directory / name, directory / f"{name}{KEPT}"
            wanted = Content(script(name, place.command), EXECUTABLE)
            there = Content.of(path)
            if there == wanted:
                continue
            if there is None or _ours(there):
                changes.append(Change(path, there, wanted))
                continue
            if Content.of(kept) is not None:
                notes.append(
                    f"{display(str(path))} is not ours, yet an earlier hook is kept as {display(kept.name)}: "
                    "join the two, or remove one, and start again."
                )
                continue
            changes.append(Change(kept, None, there, why=f"the hook that is there is kept, and runs first ({name})"))
            changes.append(Change(path, there, wanted))
        return Plan(tuple(changes), tuple(notes))

    def uninstall(self, place: Place) -> Plan:
        """Our hooks out; what was kept goes back under its name."""
        directory = _directory(_repository(place))
        changes: list[Change] = []
        notes: list[str] = []
        for name in HOOKS:
            path, kept = directory / name, directory / f"{name}{KEPT}"
            there, before = Content.of(path), Content.of(kept)
            if there is None or not _ours(there):
                if before is not None:
                    notes.append(
                        f"{display(str(path))} is not ours any more, so {display(kept.name)} is left where it is."
                    )
                continue
            changes.append(Change(path, there, before))
            if before is not None:
                changes.append(Change(kept, before, None, why="goes back under its own name"))
        return Plan(tuple(changes), tuple(notes))


def script(name: str, command: tuple[str, ...]) -> bytes:
    """The text of one of our hooks, which starts Answerable by these words."""
    find = _FIND.format(
        program=shlex.quote(command[0]),
        command=shlex.join(command),
        # Inside double quotes of a shell; what would end them or start something has no place in a message.
        plain="".join(c for c in command[0] if c not in '"$`\\'),
    )
    return (_HEAD + _BODIES[name].replace("{find}", find)).encode()


def _ours(content: Content) -> bool:
    return not content.link and MARK.encode() in content.data.split(b"\n")[:3]


def _repository(place: Place) -> Repository:
    if place.user:
        raise WrongPlace("git has no hooks for every repository; install into each, or name a `core.hooksPath`")
    try:
        return Repository.at(place.directory)
    except GitError as error:
        raise WrongPlace(str(error)) from None


def _directory(repository: Repository) -> Path:
    try:
        return repository.hooks_directory()
    except GitError as error:
        raise WrongPlace(str(error)) from None


def _notes(repository: Repository, directory: Path) -> list[str]:
    if directory.is_relative_to(repository.common_directory):
        return []
    where = f"`core.hooksPath` is {display(str(directory))}"
    if directory.is_relative_to(repository.top):
        return [f"{where}, inside the work tree: the hooks will be files of the repository, for everybody who has it."]
    return [f"{where}, outside the repository: the hooks will run for every repository that uses it."]
