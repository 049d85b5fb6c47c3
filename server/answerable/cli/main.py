"""The `answerable` command: which subcommands there are, and what happens when one of them is stopped.

Nothing heavier than click is imported before a subcommand is chosen: a prompt hook has 80 ms from start to exit, and
pygls or pydantic alone would take them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from types import FrameType

import click

from answerable import __version__
from answerable.cli.exits import Exit
from answerable.cli.lazy import LazyGroup

_COMMANDS = {
    "scan": ("answerable.cli.scan:scan", "Check files and report what is wrong with them."),
    "guard": ("answerable.cli.guard.group:guard", "Keep secrets and personal data out of prompts."),
    "serve": ("answerable.cli.serve:serve", "Run the language server, over stdio or TCP."),
    "rules": ("answerable.cli.rules:rules", "List, show, test and validate rules."),
    "review": ("answerable.cli.review:review", "List the blocks nobody has read, sign for them, or reject them."),
    "gate": ("answerable.cli.gate:gate", "Stop a commit with blocks nobody has signed, or with new findings."),
    "ledger": ("answerable.cli.ledger.group:ledger", "Show, verify, sign, export and prune what was recorded."),
    "provenance": ("answerable.cli.provenance:provenance", "Exchange which lines an AI wrote with other tools."),
    "hooks": ("answerable.cli.hooks:hooks", "Put Answerable into the hooks of git and of agents, or take it out."),
    "origin": ("answerable.cli.origin:origin", "Tell where text came from, from a recorded editing history."),
    "doctor": ("answerable.cli.doctor:doctor", "Tell what is installed, what is degraded and how to mend it."),
}
_COMPLETE = "_ANSWERABLE_COMPLETE"
"""Set by the shell, with what it wants, when somebody presses tab (`click.shell_completion`)."""


@click.group(
    cls=LazyGroup,
    subcommands=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 findings at or above the threshold, 2 wrong use or a broken input, 3 something "
    "could not be checked (it is listed).",
)
@click.version_option(__version__, "-V", "--version", prog_name="answerable", message="%(prog)s %(version)s")
def cli() -> None:
    """AI can draft; a person answers for it.

    Answerable shows which code is insecure, where secrets are and what is hidden in a text: in the editor while it is
    written, and from the command line with the same judgement.
    """


class _Terminated(BaseException):
    """Somebody sent SIGTERM; raised so that every `finally` runs and no child is left behind."""


def run(arguments: Sequence[str]) -> int:
    """The whole command line; its exit code. Raises nothing but what `ANSWERABLE_DEBUG` lets through."""
    _prepare_streams()
    before = None
    with contextlib.suppress(ValueError, OSError):
        before = signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        error.show()
        return Exit.FAILED if error.exit_code == Exit.FAILED else Exit.WRONG
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted")
        return Exit.INTERRUPTED
    except _Terminated:
        return Exit.TERMINATED
    except BrokenPipeError:
        # Nobody reads any more: what is still buffered must go nowhere, or Python complains while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.BROKEN_PIPE
    except Exception as error:
        if os.environ.get("ANSWERABLE_DEBUG"):
            raise
        # The type and the place alone: a message may quote the text that was being looked at.
        _say(f"internal error: {type(error).__name__} at {_place(error)}. This is a defect of Answerable, and nothing")
        _say("was reported. Set ANSWERABLE_DEBUG=1 to see the whole trace (it may quote your files).")
        return Exit.FAILED
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _invoke(arguments: Sequence[str]) -> int:
    """What `click.Command.main` does, but for one thing: that ends with 1 when a reader leaves, which is our code for
    findings."""
    instruction = os.environ.get(_COMPLETE)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, "answerable", _COMPLETE, instruction)
    try:
        with cli.make_context("answerable", list(arguments)) as context:
            code = cli.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return int(code) if isinstance(code, int) else Exit.CLEAN


def _prepare_streams() -> None:
    """UTF-8 where Windows would take a code page, and never an exception for a character that does not fit."""
    for name in ("stdout", "stderr"):
        # A shell's `>&-` closes it, and Python then has none at all.
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - it stays open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = "utf-8" if sys.platform == "win32" else None
            reconfigure(encoding=encoding, errors="backslashreplace")


def _terminate(signal_number: int, frame: FrameType | None) -> None:
    raise _Terminated


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def _say(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        print(f"answerable: {text}", file=sys.stderr, flush=True)
