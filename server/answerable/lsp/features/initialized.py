"""initialized: asks for the settings and for news of the files that our judgement depends on."""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from answerable.lsp.analysis import report_problems
from answerable.lsp.configuration import fetch_settings
from answerable.lsp.features.registry import Notice
from answerable.lsp.state import State

# Rule files may lie anywhere a policy names; which of these files count is decided when one changes.
_WATCHED = (
    "**/answerable.toml",
    "**/pyproject.toml",
    "**/*.yaml",
    "**/*.yml",
    "**/*gitleaks*.toml",
    "**/.secrets.baseline",
    # What a project declares and locks: packages are held against it.
    "**/requirements*.txt",
    "**/{package.json,Pipfile,setup.cfg,setup.py,tsconfig.json}",
    "**/{poetry.lock,uv.lock,pdm.lock,Pipfile.lock,package-lock.json,yarn.lock,pnpm-lock.yaml}",
)


def _handle(state: State, params: types.InitializedParams) -> None:
    state.spawn(_start(state), "initialized")


async def _start(state: State) -> None:
    registrations = []
    if state.client.watches:
        watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
        options: object = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
        registrations.append(_registration(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if state.client.watches_configuration:
        options = types.DidChangeConfigurationRegistrationOptions(section="answerable")
        registrations.append(_registration(types.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
    if registrations:
        try:
            await state.server.client_register_capability_async(types.RegistrationParams(registrations))
        except JsonRpcException as error:
            # It said that it could; without, settings and policy are read again when such a file is saved.
            state.health.crashed("client/registerCapability", error)
    if state.client.configuration:
        await fetch_settings(state)
    # Opening the folders now means that the first document finds rules and engine ready.
    for workspace in await asyncio.gather(*(state.roots.of_root(root) for root in state.roots.uris or [""])):
        report_problems(state, workspace)


def _registration(method: str, options: object) -> types.Registration:
    return types.Registration(id=f"answerable-{method}", method=method, register_options=options)


FEATURE = Notice(types.INITIALIZED, _handle)
