"""`answerable guard hook`: what an agent's host runs before a prompt goes out, a file is read or a tool runs.

The person waits for it at every prompt, so it is started without click (see `__main__`) and imports what a call turns
out to need. It must never end without an answer: what it cannot do, it says in the host's form, and where the policy
closes on failure, it stops what it could not check.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from answerable.cli.guard.loading import Loaded
    from answerable.guard.hosts.model import Answer, Event, Host, Ruling
    from answerable.guard.hosts.ruling import Outcome
    from answerable.guard.placeholders import PlaceholderMap

BLOCKED = 2
"""An exit code that Claude Code, Cursor, VS Code, Codex and Copilot all take for no, with the standard error as why."""
_UNDER_WAY: list[tuple[Host, Event, dict[str, Any]]] = []
"""The event that is being looked at, for whoever has to answer in its place."""
_SECONDS = 25.0
"""Hosts wait 30 seconds and more; after that some go on as if the hook had agreed."""


def run(arguments: Sequence[str]) -> int:
    """Answers one call on the standard input; the exit code. Never raises."""
    watchdog = threading.Timer(_SECONDS, _out_of_time)
    watchdog.daemon = True
    watchdog.start()
    if sys.stderr is None:
        # Closed by whoever started us; `print` would write into the answer.
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    _UNDER_WAY.clear()
    try:
        return _answered(_wanted(arguments))
    except BrokenPipeError:
        return BLOCKED
    except Exception as error:  # noqa: BLE001 - a crash is an answer as well, and must be one the host obeys
        return _refused(f"the guard failed ({type(error).__name__})")
    finally:
        watchdog.cancel()


def _answered(wanted: str | None) -> int:
    from answerable.guard.hosts.model import NotUnderstood
    from answerable.guard.hosts.registry import named, recognised

    data = _read()
    if isinstance(data, str):
        return _refused(data)
    host = named(wanted) if wanted else recognised(data)
    if host is None:
        return _refused("this is the JSON of no agent we know; name it with --host")
    try:
        event = host.read(data)
    except NotUnderstood as error:
        return _refused(f"what {host.name} sent was not understood: {error}")
    from answerable.guard.hosts.model import Moment

    if event.moment is Moment.OTHER:
        return _given(host.answer(event, _allowed(), data))
    _UNDER_WAY.append((host, event, data))
    loaded, base = _guard(event)
    if event.moment is Moment.WROTE:
        from answerable.cli.guard.hook_records import written

        written(event, Path.cwd())
    ruling = _ruled(event, host, loaded, base).ruling
    return _given(_plainly(ruling) if event.moment is Moment.UNKNOWN else host.answer(event, ruling, data))


def _ruled(event: Event, host: Host, loaded: Loaded, base: Path) -> Outcome:
    from answerable.guard.hosts.ruling import rule

    files: tuple[Any, ...] = ()
    if event.files:
        from answerable.cli.guard.hook_files import files_of

        files = tuple(files_of(event, base, _shown(loaded)))
    if loaded.unknown:
        from answerable.guard.hosts.ruling import Unread

        # What it was to say may be that this must not go out.
        files = (*files, Unread("answerable.toml", f"the policy could not be read ({loaded.unknown})"))
    inside, really = _inside(base, loaded)
    with _Conversation(event, loaded) as session:
        outcome = rule(event, host, loaded.guard, session, files, inside, really, _now(base))
    if outcome.findings:
        from answerable.cli.guard.hook_records import warned

        warned(event, outcome, Path.cwd())
    return outcome


def _read() -> dict[str, Any] | str:
    """The host's JSON, or why there is none."""
    from answerable.cli.guard import strict_json

    raw = sys.stdin.buffer.read() if sys.stdin is not None else b""
    try:
        # A lone surrogate in an escape is kept: it is text somebody typed, and is looked through like any other.
        data = strict_json.loads(raw.decode("utf-8", "surrogateescape"))
    except RecursionError:
        return "the JSON on the standard input is nested too deep to be looked through"
    except strict_json.Unclear as error:
        return f"the JSON on the standard input {error}"
    except ValueError:
        return (
            "the standard input is not JSON" if raw.strip() else "the standard input is empty, where JSON is expected"
        )
    return data if isinstance(data, dict) else "the JSON on the standard input is no object"


def _guard(event: Event) -> tuple[Loaded, Path]:
    """The guard, and the directory that the event's relative names count from."""
    from answerable.cli.guard.loading import load

    base = Path(event.cwd or ".")
    # Taken before we go there, or `sub/a` would be looked for in `sub/sub`.
    base = base if base.is_absolute() else base.absolute()
    with contextlib.suppress(OSError, ValueError):
        # Hosts start hooks wherever they like; the policy is that of the folder the agent works in.
        os.chdir(base)
    return load(quick=True), base


def _inside(base: Path, loaded: Loaded) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """How the policy names a file that the host names so: by its name, and by where links lead."""

    def inside(path: str) -> str:
        return loaded.inside(Path(os.path.normpath(base / path)))

    def really(path: str) -> str:
        try:
            return loaded.inside(Path(os.path.realpath(base / path)))
        except (OSError, ValueError):
            return inside(path)

    return inside, really


def _now(base: Path) -> Callable[[str], str | None]:
    def now(path: str) -> str | None:
        from answerable.cli.guard.hook_files import text_of

        return text_of(base / path)

    return now


def _shown(loaded: Loaded) -> Callable[[str], str]:
    """A file's name as it may be told: without what should not leave, and without what a terminal obeys."""

    from answerable.guard.hosts.shown import shown

    return lambda name: shown(loaded.guard, name)


def _plainly(ruling: Ruling) -> Answer:
    """The ruling of an event whose answers we do not know, in the way that every host obeys."""
    from answerable.findings.decision import Decision
    from answerable.guard.hosts.model import Answer

    return Answer(None, BLOCKED if ruling.decision is Decision.BLOCK else 0, ruling.reason)


class _Conversation:
    """The placeholders of the event's conversation, opened when something is masked and kept afterwards."""

    def __init__(self, event: Event, loaded: Loaded) -> None:
        self._event = event
        self._hours = loaded.guard.settings.restore_hours
        self._kept: PlaceholderMap | None = None
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Callable[[], PlaceholderMap]:
        return self._get

    def _get(self) -> PlaceholderMap:
        if self._kept is None:
            self._kept = self._opened()
        return self._kept

    def _opened(self) -> PlaceholderMap:
        from answerable.guard.placeholders import PlaceholderMap

        if not self._hours or not self._event.session:
            return PlaceholderMap()
        from answerable.cli.guard.vault import Vault, VaultError

        try:
            vault = Vault.open(hours=self._hours)
            return self._open.enter_context(vault.session(self._event.session, wanted=self._wanted))
        except VaultError as error:
            self._told(error)
            return PlaceholderMap()

    def _wanted(self, kept: PlaceholderMap) -> bool:
        """What may be restored; and what a model gets to see, where the next secret must have another placeholder.

        A prompt that was stopped goes nowhere, and to encrypt takes 30 ms.
        """
        from answerable.guard.hosts.model import Moment

        return bool(kept.restorable) or self._event.moment is not Moment.PROMPT

    def _told(self, error: Exception) -> None:
        print(f"answerable: {error}; `answerable guard restore` will not know these placeholders", file=sys.stderr)

    def __exit__(self, *_: object) -> None:
        try:
            self._open.close()
        except Exception as error:
            from answerable.cli.guard.vault import VaultError

            if not isinstance(error, VaultError):
                raise
            self._told(error)


def _allowed() -> Any:
    from answerable.findings.decision import Decision
    from answerable.guard.hosts.model import Ruling

    return Ruling(Decision.ALLOW)


def _given(answer: Answer) -> int:
    if answer.message:
        print(answer.message, file=sys.stderr, flush=True)
    if answer.output is not None:
        if sys.stdout is None:
            return _refused("there is no standard output to answer on")
        sys.stdout.write(json.dumps(answer.output) + "\n")
        sys.stdout.flush()
    return answer.exit_code


def _refused(why: str) -> int:
    """What cannot be checked does not go out, unless the policy says so."""
    if _fails_open():
        _say(f"answerable: {why}. It goes on unchecked, since `guard.fail` is `open`.")
        return 0
    if _UNDER_WAY:
        from answerable.guard.hosts.ruling import withheld, withholds

        host, event, data = _UNDER_WAY.pop()
        if withholds(event, host) and sys.stdout is not None:
            return _given(host.answer(event, withheld(event, f"Answerable: {why}, so nothing was checked."), data))
    _say(
        f"answerable: {why}, so nothing was checked and it was stopped. "
        'To let such calls pass, set `guard.fail = "open"` in answerable.toml.'
    )
    return BLOCKED


def _say(text: str) -> None:
    # Whether or not anybody can be told, the exit code is what the host obeys.
    with contextlib.suppress(OSError, ValueError):
        print(text, file=sys.stderr, flush=True)


def _fails_open() -> bool:
    try:
        from answerable.cli.guard.loading import load

        return not load(quick=True).guard.settings.fail_closed
    except Exception:  # noqa: BLE001 - a policy that cannot be read opens nothing
        return False


def _out_of_time() -> NoReturn:
    os._exit(_refused(f"the guard took longer than {_SECONDS:.0f} seconds"))


def _wanted(arguments: Sequence[str]) -> str | None:
    """The host named by ``--host NAME`` or ``--host=NAME``."""
    for index, argument in enumerate(arguments):
        if argument == "--host" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--host="):
            return argument.removeprefix("--host=")
    return None
