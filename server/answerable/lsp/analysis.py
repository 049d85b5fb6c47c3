"""What happens to a document between its opening and its closing, whichever message tells of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pygls.uris import to_fs_path

from answerable.lsp.roots import within
from answerable.lsp.state import State
from answerable.policy.load import policy_files, user_policy
from answerable.policy.model import Policy
from answerable.schedule import Delays, Result, Stage
from answerable.session.workspace import Workspace
from answerable.text.document import Document
from answerable.text.edits import Edit

_RELOAD_DELAY = 0.3
"""Seconds: a branch switch touches many files at once and is one reload."""


def begin(state: State, document: Document) -> None:
    """Analyses a document from now on, as soon as its workspace is open."""
    uri = document.uri
    # What is typed and pasted while the folder is still being opened is seen all the same.
    state.provenance.opened(document)
    workspace = state.roots.ready(uri)
    if workspace is not None:
        _start(state, document, workspace)
        return

    async def later() -> None:
        workspace = await state.roots.workspace(uri)
        if state.documents.analysed(uri) is document:
            _start(state, document, workspace)

    state.beginning[uri] = task = state.spawn(later(), "open workspace")

    def done(task: asyncio.Task[Any]) -> None:
        # Closed and opened again meanwhile, the document has another task by now.
        if state.beginning.get(uri) is task:
            del state.beginning[uri]

    task.add_done_callback(done)


async def result_of(state: State, key: str, stage: Stage) -> Result | None:
    """What is known of a document's newest version once this stage has seen it; None if it is not analysed."""
    task = state.beginning.get(key)
    if task is not None:
        await asyncio.wait([task])
    return await state.schedule.settled(key, stage)


def forget(state: State, uri: str) -> None:
    """A document was closed: it is not analysed any more, and the client shows nothing for it."""
    state.provenance.closed(uri)
    state.documents.close(uri)
    state.schedule.closed(uri)
    state.left_out.pop(uri, None)
    state.progress.finish(uri)
    state.publisher.clear(uri)


def forget_below(state: State, uri: str) -> None:
    """The file or folder is gone under this name: stops analysing what lies there and takes its diagnostics away.

    The client closes those documents itself, or goes on changing them; then analysis begins again.
    """
    for document in list(state.documents):
        if within(document.uri, uri):
            state.schedule.closed(document.uri)
            for part in state.documents.uris(document.uri):
                state.publisher.clear(part)
            state.progress.finish(document.uri)


def changed(state: State, document: Document, edits: Sequence[Edit]) -> None:
    """A document changed; one that was given up (its file was deleted, it was too long) may be taken up again."""
    state.provenance.edited(document, edits)
    workspace = state.roots.ready(document.uri)
    if workspace is None or document.uri in state.beginning:
        return
    if not state.schedule.tracks(document.uri) or left_out(workspace.policy, document) is not None:
        _start(state, document, workspace)
    else:
        state.schedule.changed(document.uri, edits)


def rehome(state: State) -> None:
    """Folders came or went: every document is analysed with the policy of the folder that now holds it."""
    for document in list(state.documents):
        state.provenance.closed(document.uri)
        state.schedule.closed(document.uri)
        document.path = state.roots.relative(document.uri)
        begin(state, document)


def configuration_changed(state: State, uris: Iterable[str]) -> None:
    """Reloads the folders whose policy, rules or tables are among these files, a moment after the last such word."""
    paths = [Path(path) for uri in uris if uri.startswith("file:") and (path := to_fs_path(uri))]
    for root in state.roots.all_uris():
        workspace = state.roots.of(root)
        if workspace is None:
            continue
        if any(is_configuration(workspace, path) for path in paths):
            reload_soon(state, root)
        elif any(workspace.asks_about(path) for path in paths):
            again_soon(state, root)


def is_configuration(workspace: Workspace, path: Path) -> bool:
    """Whether what this workspace finds depends on the file."""
    policy = workspace.policy
    named = [*policy_files(workspace.root, user_policy()), *policy.secrets.tables]
    if policy.secrets.baseline is not None:
        named.append(policy.secrets.baseline)
    if path in named:
        return True
    return path.suffix in {".yaml", ".yml"} and any(
        path == rules or path.is_relative_to(rules) for rules in policy.rules.paths
    )


def reload_soon(state: State, root: str) -> None:
    """Reads a folder's policy and rules again and analyses its documents anew."""
    timer = state.reloading.pop(root, None)
    if timer is not None:
        timer.cancel()
    loop = asyncio.get_running_loop()

    def start() -> None:
        state.reloading.pop(root, None)
        state.spawn(_reload(state, root), "reload")

    state.reloading[root] = loop.call_later(_RELOAD_DELAY, start)


def again_soon(state: State, root: str) -> None:
    """Analyses a folder's documents anew, with the policy and rules it has: what its project declares has changed."""
    if root in state.reloading:
        # Reading everything again, or this, is on its way.
        return

    def start() -> None:
        state.reloading.pop(root, None)
        workspace = state.roots.of(root)
        if workspace is not None:
            workspace.look_again()
            _start_all(state, root, workspace)

    state.reloading[root] = asyncio.get_running_loop().call_later(_RELOAD_DELAY, start)


async def _reload(state: State, root: str) -> None:
    workspace = await state.roots.reload(root)
    state.archives.reloaded(root)
    report_problems(state, workspace)
    _start_all(state, root, workspace)


def _start_all(state: State, root: str, workspace: Workspace) -> None:
    for document in list(state.documents):
        if state.roots.owner(document.uri) == root:
            _start(state, document, workspace)


def report_problems(state: State, workspace: Workspace) -> None:
    """Shows what is wrong with a workspace's policy and rules, each thing once."""
    for problem in workspace.problems:
        text = f"Answerable: {problem}"
        if text not in state.told:
            state.told.add(text)
            state.show_warning(text)


def _start(state: State, document: Document, workspace: Workspace) -> None:
    uri, policy = document.uri, workspace.policy
    reason = left_out(policy, document)
    if reason is not None:
        state.provenance.closed(uri)
        state.schedule.closed(uri)
        state.left_out[uri] = reason
        for part in state.documents.uris(uri):
            state.publisher.clear(part)
        return
    state.left_out.pop(uri, None)
    state.progress.begin(uri)
    state.schedule.opened(document, workspace, delays(policy))
    state.provenance.configured(document, policy.origin)


def left_out(policy: Policy, document: Document) -> str | None:
    """Why the policy has this document not analysed, or None."""
    if not policy.looks_at(document.path):
        return "left out by scan.exclude or scan.include of the policy"
    limit = policy.scan.max_file_bytes
    if document.length > limit:
        return f"longer than scan.max_file_bytes ({limit:,}) of the policy"
    return None


def delays(policy: Policy) -> Delays:
    """The waiting times the policy asks for."""
    return Delays(quiet=policy.editor.quiet_ms / 1000, idle=policy.editor.idle_ms / 1000)
