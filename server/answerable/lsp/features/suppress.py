"""The command ``answerable.suppress``: excuses one finding, for a reason that is asked for and until a day that is set.

Its one argument is an object: ``uri`` and ``fingerprint`` of the finding, ``scope`` (``line`` or ``file``), and, from a
client that has asked by itself, ``reason`` and ``until`` (ISO 8601). Without a reason the person is offered a few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lsprotocol import types

from answerable.findings.model import Finding
from answerable.lsp.analysis import result_of
from answerable.lsp.edits import to_workspace_edit
from answerable.lsp.features.registry import Command
from answerable.lsp.policy_edit import policy_edit
from answerable.lsp.state import State
from answerable.policy.entries import appended, entry_for
from answerable.policy.insertion import insertion
from answerable.policy.model import POLICY_FILE, Policy
from answerable.policy.suppressions import Scope, last_day
from answerable.schedule import Result, Stage

COMMAND = "answerable.suppress"
SCOPES = {Scope.LINE: "on this line", Scope.FILE: "in this file"}
REASONS = ("False positive", "Test or example code", "Mitigated elsewhere", "Risk accepted")


async def _handle(state: State, arguments: Sequence[Any]) -> dict[str, Any]:
    wish = arguments[0] if arguments else None
    if not isinstance(wish, Mapping) or not isinstance(wish.get("uri"), str):
        return _refused("the argument is an object with uri, fingerprint and scope")
    try:
        scope = Scope(wish.get("scope", Scope.LINE.value))
        until = date.fromisoformat(wish["until"]) if wish.get("until") else None
    except (ValueError, TypeError):
        return _refused("scope is line or file, until a date such as 2027-01-31")
    uri = wish["uri"]
    found = await _find(state, uri, wish.get("fingerprint"))
    if found is None:
        return _refused("there is no such finding any more")
    reason = wish.get("reason") or await _ask(state, found[1])
    if not isinstance(reason, str):
        return _refused("no reason was given")
    # The person may have taken a while to answer: what they looked at is looked up once more in the text as it is now.
    found = await _find(state, uri, wish.get("fingerprint"))
    workspace = state.roots.ready(uri)
    if found is None or workspace is None:
        return _refused("the finding went away meanwhile")
    result, finding = found
    until = until or default_until(workspace.policy, workspace.today)
    replacement = insertion(result.snapshot, finding, until=until, reason=reason, scope=scope)
    edit = to_workspace_edit(state, result.snapshot, [replacement]) if replacement is not None else None
    if edit is None:
        return await _elsewhere(state, result, finding, until, reason)
    return await _apply(state, edit, f"Suppress {finding.rule}")


def default_until(policy: Policy, today: date) -> date:
    """The last day that is written where nobody names one."""
    return last_day(today, policy.suppressions, policy.suppression_days)


async def _find(state: State, uri: str, fingerprint: Any) -> tuple[Result, Finding] | None:
    key = state.documents.key(uri)
    result = await result_of(state, key, Stage.FAST) if key is not None else None
    if result is None:
        return None
    return next(((result, f) for f in result.judged.findings if f.fingerprint == fingerprint), None)


async def _ask(state: State, finding: Finding) -> str | None:
    """Lets the person choose a reason; None if they would rather not."""
    answer = await state.server.window_show_message_request_async(
        types.ShowMessageRequestParams(
            type=types.MessageType.Info,
            message=f"Why is {finding.rule} no problem here? The answer is written beside the code.",
            actions=[types.MessageActionItem(title=reason) for reason in REASONS],
        )
    )
    return answer.title if answer is not None else None


async def _elsewhere(state: State, result: Result, finding: Finding, until: date, reason: str) -> dict[str, Any]:
    """There is no safe place for a comment (JSON has none): puts an entry into the policy instead."""
    entry = entry_for(finding, result.snapshot, until=until, reason=reason)
    root = state.roots.owner(result.snapshot.uri)
    edit = policy_edit(state, root, entry) if root else None
    if edit is not None:
        return await _apply(state, edit, f"Suppress {finding.rule} in the policy")
    text = (
        f"{result.snapshot.path} has no safe place for a comment. Put this into {POLICY_FILE}:\n{appended('', entry)}"
    )
    state.show_warning(text)
    return _refused(text)


async def _apply(state: State, edit: types.WorkspaceEdit, label: str) -> dict[str, Any]:
    if not state.client.applies_edits:
        return _refused("this client takes no edits from a server")
    answer = await state.server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit=edit, label=label))
    if not answer.applied:
        return _refused(answer.failure_reason or "the client did not apply the edit")
    return {"applied": True}


def _refused(why: str) -> dict[str, Any]:
    return {"applied": False, "why": why}


FEATURE = Command(COMMAND, _handle)
