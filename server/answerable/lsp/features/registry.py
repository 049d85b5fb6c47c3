"""How a feature is written and how it is wired.

A feature is a module with one value, `FEATURE`, of one of three types; the type says how its handler may run:

* `Notice`: a plain function, on the event loop, in the order the messages came. It changes state and returns at once;
  whatever takes time it gives to the schedule or to `State.spawn`.
* `Request`: a coroutine. It may wait for the schedule, and the client may cancel it there. It changes no document.
* `Command`: a request the client makes by name, for ``workspace/executeCommand``.

All get the `State` and the message's parameters. The wiring counts and shows what a handler raises; the other features
do not notice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from answerable.lsp.state import State

StateOf = Callable[[], State | None]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification's feature."""

    method: str
    handle: Callable[[State, Any], None]
    options: Any = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request's feature."""

    method: str
    handle: Callable[[State, Any], Awaitable[Any]]
    options: Any = None
    empty: Any = None
    """What the client gets when the handler fails: nothing found, rather than an error box at each hover."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command for ``workspace/executeCommand``; it gets the client's arguments as they came."""

    name: str
    handle: Callable[[State, Sequence[Any]], Awaitable[Any]]


def wire(server: LanguageServer, state_of: StateOf, features: Sequence[Notice | Request | Command]) -> None:
    """Registers the features with pygls, each shielded from the others."""
    shown: set[str] = set()

    def crashed(state: State, name: str, error: BaseException) -> None:
        state.health.crashed(name, error)
        if name not in shown:
            shown.add(name)
            text = f"Answerable: {name} failed ({type(error).__name__}). The rest goes on; see answerable.status."
            server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))

    for feature in features:
        if isinstance(feature, Notice):
            server.feature(feature.method, feature.options)(_notice(feature, state_of, crashed))
        elif isinstance(feature, Request):
            server.feature(feature.method, feature.options)(_request(feature, state_of, crashed))
        else:
            server.command(feature.name)(_command(feature, state_of, crashed))


_Crashed = Callable[[State, str, BaseException], None]


def _notice(feature: Notice, state_of: StateOf, crashed: _Crashed) -> Callable[[Any], None]:
    def handler(params: Any) -> None:
        state = state_of()
        if state is None:
            return
        try:
            feature.handle(state, params)
        except Exception as error:  # noqa: BLE001 - counted and shown; the loop goes on
            crashed(state, feature.method, error)

    return handler


def _request(feature: Request, state_of: StateOf, crashed: _Crashed) -> Callable[[Any], Awaitable[Any]]:
    async def handler(params: Any) -> Any:
        state = state_of()
        if state is None:
            return feature.empty
        try:
            return await feature.handle(state, params)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - counted and shown; the client gets an answer all the same
            crashed(state, feature.method, error)
            return feature.empty

    return handler


def _command(feature: Command, state_of: StateOf, crashed: _Crashed) -> Callable[..., Awaitable[Any]]:
    async def handler(*arguments: Any) -> Any:
        state = state_of()
        if state is None:
            return None
        try:
            return await feature.handle(state, arguments)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - as for a request
            crashed(state, feature.name, error)
            return None

    return handler
