"""The command ``answerable.status``: is it working, on what, how fast, and what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from answerable import __version__
from answerable.lsp.features.registry import Command
from answerable.lsp.state import State
from answerable.schedule import Schedule, Stage
from answerable.session.workspace import Workspace


async def _handle(state: State, arguments: Sequence[Any]) -> dict[str, Any]:
    return status(state)


def status(state: State) -> dict[str, Any]:
    """Everything as plain JSON. Holds paths, rule ids, counts and reasons; never a line of anybody's code."""
    return {
        "version": 1,
        "server": __version__,
        "client": state.client.name,
        "diagnostics": "pull" if state.client.pulls else "push",
        "positionEncoding": state.encoding.value,
        "workspaces": [_workspace(workspace) for workspace in state.roots],
        "documents": [_document(state, document.uri, document.stale) for document in state.documents],
        "skipped": _skipped(state),
        "latency": _latency(state.schedule),
        "crashes": {
            feature: {"count": count, "last": state.health.last.get(feature, "")}
            for feature, count in sorted(state.health.crashes.items())
        },
    }


def _workspace(workspace: Workspace) -> dict[str, Any]:
    per_language = Counter(name for rule in workspace.rules.rules for name in rule.analyzers)
    return {
        "root": str(workspace.root) if workspace.root else None,
        "policy": [str(source.path) for source in workspace.loaded.sources if source.path],
        "trusted": workspace.loaded.trusted,
        "rules": {"loaded": len(workspace.rules.rules), "byLanguage": dict(sorted(per_language.items()))},
        "detectors": [detector.name for detector in workspace.detectors],
        "problems": [str(problem) for problem in workspace.problems],
        "engine": _engine(workspace),
    }


def _engine(workspace: Workspace) -> dict[str, Any] | None:
    if workspace.semgrep is None:
        return None
    health = workspace.semgrep.health()
    return {
        "path": health.path,
        "version": health.version,
        "standby": health.standby,
        "scans": health.scans,
        "restarts": health.restarts,
        "failures": health.failures,
        "lastFailure": health.last_failure,
        "lastMilliseconds": _milliseconds(health.last_seconds),
    }


def _document(state: State, uri: str, stale: int) -> dict[str, Any]:
    result = state.schedule.result(uri)
    if result is None:
        return {"uri": uri, "stage": None, "leftOut": state.left_out.get(uri), "staleChanges": stale}
    return {
        "uri": uri,
        "version": result.snapshot.version,
        "stage": result.stage.name.lower(),
        "findings": len(result.judged.findings),
        "suppressed": len(result.judged.suppressed),
        "lastMilliseconds": _milliseconds(result.seconds),
        "leftOut": None,
        "originLeftOut": state.provenance.unfollowed(uri),
        "staleChanges": stale,
    }


def _skipped(state: State) -> list[dict[str, str]]:
    skipped = [{"path": uri, "reason": reason, "detector": ""} for uri, reason in state.left_out.items()]
    for document in state.documents:
        result = state.schedule.result(document.uri)
        for each in result.skipped if result else ():
            skipped.append({"path": each.path, "reason": each.reason, "detector": each.detector})
    return skipped


def _latency(schedule: Schedule) -> dict[str, Any]:
    return {
        stage.name.lower(): {
            "runs": len(schedule.latency[stage].recent),
            "p50Milliseconds": _milliseconds(schedule.latency[stage].quantile(0.5)),
            "p95Milliseconds": _milliseconds(schedule.latency[stage].quantile(0.95)),
        }
        for stage in Stage
    }


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 2)


FEATURE = Command("answerable.status", _handle)
