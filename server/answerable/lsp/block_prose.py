"""A block in words: its diagnostic, its code lens, and the evidence in its hover."""

from __future__ import annotations

from answerable.lsp.prose import escaped
from answerable.origin.model import Block, Origin, ReviewState

_SHORT = {
    Origin.HUMAN: "Typed",
    Origin.DECLARED_AI: "AI-generated",
    Origin.SUSPECTED_AI: "Probably AI-generated",
    Origin.PASTED: "Pasted, origin unknown",
    Origin.TOOL: "Written by a tool",
    Origin.UNKNOWN: "Origin unknown",
}
_STATE = {
    ReviewState.UNREVIEWED: "not reviewed",
    ReviewState.REVIEWED: "reviewed",
    ReviewState.REJECTED: "rejected",
    ReviewState.RESIDUAL: "edited after its review",
}

_MOST_RUNS = 5


def headline(block: Block, lines: int) -> str:
    """The diagnostic's message: `Inserted block of 43 lines, probably AI-generated (87%), not reviewed`."""
    origin = _origin(block)
    if not origin.startswith("AI"):
        origin = origin[0].lower() + origin[1:]
    return f"Inserted block of {_lines(lines)}, {origin}, {_STATE[block.state]}{_which(block)}"


def lens(block: Block, findings: int) -> str:
    """The code lens's first part: origin, model if known, state, and how many findings lie inside."""
    parts = [_origin(block)]
    if block.verdict.model:
        parts.append(block.verdict.model)
    parts.append(_STATE[block.state])
    if findings:
        parts.append(f"{findings} finding{'s' if findings > 1 else ''} inside")
    return " · ".join(parts)


def explain_block(block: Block, lines: int, *, markdown: bool) -> str:
    """The headline and every piece of evidence, with what it weighed; the strongest first."""
    mark = escaped if markdown else str
    head = headline(block, lines)
    parts = [f"**{mark(head)}**" if markdown else head]
    who = [f"{name} {value}" for name, value in (("tool", block.verdict.tool), ("model", block.verdict.model)) if value]
    if who:
        parts.append(mark("Declared: " + ", ".join(who)))
    for piece in block.verdict.evidence:
        side = "for" if piece.weight > 0 else "against"
        parts.append(f"- {mark(piece.detail)} ({mark(piece.signal)}, {abs(piece.weight):.1f} {side} an AI)")
    if not block.verdict.evidence:
        parts.append(mark("There is no evidence on record for this block."))
    return "\n\n".join(parts[:1]) + "\n\n" + "\n".join(parts[1:])


def _origin(block: Block) -> str:
    text = _SHORT[block.verdict.origin]
    if block.verdict.origin is Origin.SUSPECTED_AI:
        return f"{text} ({block.verdict.confidence:.0%})"
    if block.verdict.origin is Origin.DECLARED_AI and block.verdict.tool:
        return f"{text} by {block.verdict.tool}"
    return text


def _which(block: Block) -> str:
    """` (lines 12, 15 and 16)`: what of a residual block nobody has read."""
    if block.state is not ReviewState.RESIDUAL or not block.changed:
        return ""
    runs: list[list[int]] = []
    for line in block.changed:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    told = [str(first) if first == last else f"{first} to {last}" for first, last in runs]
    shown = told if len(told) <= _MOST_RUNS else [*told[:_MOST_RUNS], f"{len(told) - _MOST_RUNS} more"]
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f" (line{'' if len(block.changed) == 1 else 's'} {listed})"


def _lines(count: int) -> str:
    return f"{count} line{'' if count == 1 else 's'}"
