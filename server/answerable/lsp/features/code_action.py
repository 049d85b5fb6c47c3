"""textDocument/codeAction: apply a fix, redact a secret, suppress a finding, review a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from answerable.findings.model import Finding, Replacement
from answerable.lsp.analysis import result_of
from answerable.lsp.block_view import first_line, open_blocks, to_diagnostics
from answerable.lsp.convert import to_diagnostic, to_range, to_span
from answerable.lsp.documents import Piece
from answerable.lsp.edits import to_workspace_edit
from answerable.lsp.features.registry import Request
from answerable.lsp.features.review_block import COMMANDS
from answerable.lsp.features.suppress import COMMAND, SCOPES
from answerable.lsp.redaction import numbered, redacts
from answerable.lsp.state import State
from answerable.origin.model import Block
from answerable.policy.suppressions import Scope
from answerable.schedule import Result, Stage
from answerable.session.raising import raised
from answerable.text.spans import Span

_Action = types.CodeAction | types.Command


async def _handle(state: State, params: types.CodeActionParams) -> list[_Action]:
    uri = params.text_document.uri
    key = state.documents.key(uri)
    if key is None or not _wanted(params.context.only):
        return []
    result = await result_of(state, key, Stage.FAST)
    piece = state.documents.piece(uri, result.snapshot) if result is not None else None
    if result is None or piece is None:
        return []
    span = piece.outer(to_span(params.range, piece.lines, state.encoding))
    actions: list[_Action] = []
    findings = await numbered(state, result.snapshot, result.judged.findings)
    blocks = state.blocks_of(result.snapshot)
    for finding in raised(findings, blocks):
        if finding.span.overlaps(span):
            actions += _for_finding(state, result, piece, finding)
    actions += _redact_all(state, result, findings, span)
    for block in open_blocks(blocks):
        if first_line(block, result.snapshot.lines).overlaps(span):
            actions += _for_block(state, result, piece, block)
    if not state.client.action_literals:
        return [action for action in actions if isinstance(action, types.Command)]
    return actions


def _wanted(only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether the client asks for quick fixes; a kind stands for the kinds below it, the empty one for all."""
    quick = types.CodeActionKind.QuickFix.value
    kinds = [kind.value if isinstance(kind, types.CodeActionKind) else kind for kind in only or [""]]
    return any(kind in ("", quick) for kind in kinds)


def _for_finding(state: State, result: Result, piece: Piece, finding: Finding) -> Iterator[_Action]:
    local = piece.local(finding.span)
    if local is None:
        return
    diagnostic = to_diagnostic(finding, to_range(local, piece.lines, state.encoding))
    for number, fix in enumerate(finding.fixes):
        edit = to_workspace_edit(state, result.snapshot, fix.replacements)
        if edit is not None:
            yield types.CodeAction(
                title=fix.title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=number == 0,
                edit=edit,
            )
    if finding.detector == "suppression":
        return
    for scope in (Scope.LINE, Scope.FILE):
        title = f"Suppress {finding.rule} {SCOPES[scope]}, with a reason and an expiry date"
        argument = {"uri": piece.uri, "fingerprint": finding.fingerprint, "scope": scope.value}
        command = types.Command(title=title, command=COMMAND, arguments=[argument])
        if state.client.action_literals:
            yield types.CodeAction(
                title=title, kind=types.CodeActionKind.QuickFix, diagnostics=[diagnostic], command=command
            )
        else:
            yield command


def _redact_all(state: State, result: Result, findings: Sequence[Finding], span: Span) -> Iterator[_Action]:
    """One action for all that can be redacted in the document, offered on each of them where there are several."""
    redactable = [finding for finding in findings if redacts(finding)]
    here = any(finding.span.overlaps(span) for finding in redactable)
    replacements = [replacement for finding in redactable for replacement in finding.fixes[0].replacements]
    edit = to_workspace_edit(state, result.snapshot, _apart(replacements)) if here and len(redactable) > 1 else None
    if edit is not None:
        yield types.CodeAction(
            title=f"Redact all {len(redactable)} in this file", kind=types.CodeActionKind.QuickFix, edit=edit
        )


def _apart(replacements: Sequence[Replacement]) -> list[Replacement]:
    """Without those that overlap an earlier one: an edit must not touch one place twice."""
    kept: list[Replacement] = []
    for each in sorted(replacements, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or each.span.start >= kept[-1].span.end:
            kept.append(each)
    return kept


def _for_block(state: State, result: Result, piece: Piece, block: Block) -> Iterator[_Action]:
    diagnostics = list(to_diagnostics([block], piece, result.snapshot.lines, state.encoding))
    for title, name in COMMANDS:
        command = types.Command(
            title=f"{title} this block", command=name, arguments=[{"block": block.id, "uri": piece.uri}]
        )
        if state.client.action_literals:
            yield types.CodeAction(
                title=command.title, kind=types.CodeActionKind.QuickFix, diagnostics=diagnostics, command=command
            )
        else:
            yield command


FEATURE = Request(
    types.TEXT_DOCUMENT_CODE_ACTION,
    _handle,
    types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    [],
)
