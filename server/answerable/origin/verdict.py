"""From evidence to a verdict: log-odds, a threshold, and one rule: how it came decides, what it says may only help.

The scale. `settings.prior` is the share of arriving texts that an AI wrote, before anything is known; each piece of
evidence adds its weight to the logarithm of those odds. So the confidence of `suspected-ai` is the probability of an
AI, for a person who works with one about as often as the prior says. The weights of the shapes were set so that a paste
of four new lines comes out at about 0.65 and a stream at above 0.9, which is what the recordings gave: a large new
insert is a person's own doing less than 0.4 times an hour, a stream or a run of completions not at all
(docs/origin.md).
"""

from __future__ import annotations

from math import exp, log

from answerable.origin import signals
from answerable.origin.arrival import Arrival, Context
from answerable.origin.model import Evidence, Origin, Verdict

_REPEATED = 0.25
"""What a second shape of the same text adds of its weight: it tells mostly what the first one did."""
_KNOWN = 0.4
_CERTAIN = 0.99
_TYPING = "typing"


def judged(arrival: Arrival, context: Context) -> Verdict:
    """Where this text came from. Every piece of evidence is kept, the strongest first."""
    shapes = sorted(_asked(signals.SHAPES, arrival, context), key=lambda each: -each.weight)
    others = _asked(signals.OTHERS, arrival, context)
    repeated = [Evidence(e.signal, round(e.weight * _REPEATED, 2), e.detail) for e in shapes[1:]]
    evidence = tuple(sorted([*shapes[:1], *repeated, *others], key=lambda each: -abs(each.weight)))
    declared = _declared(context, evidence)
    if declared is not None:
        return declared
    prior = context.settings.prior
    probability = _probability(log(prior / (1 - prior)) + sum(each.weight for each in evidence))
    if shapes and probability >= context.settings.suspect_at:
        return Verdict(Origin.SUSPECTED_AI, round(probability, 3), evidence)
    tool = max((-each.weight for each in evidence if each.signal in signals.TOOLS), default=0.0)
    if tool >= 1.5:
        return Verdict(Origin.TOOL, round(1 - probability, 3), evidence)
    if context.seen.any < _KNOWN and arrival.twins == 1 and arrival.places == 1 and _from_outside(arrival, context):
        return Verdict(Origin.PASTED, round(0.9 * (1 - context.seen.any), 3), evidence)
    return Verdict(Origin.UNKNOWN, round(1 - probability, 3), evidence)


def typed(characters: int, share: float) -> Verdict:
    """Typing was seen: so many characters, which are this share of the text."""
    detail = f"{characters} of its characters ({share:.0%}) were seen being typed"
    return Verdict(Origin.HUMAN, round(min(share, _CERTAIN), 3), (Evidence(_TYPING, -4.0, detail),))


def _asked(asked: tuple[signals.Signal, ...], arrival: Arrival, context: Context) -> list[Evidence]:
    return [evidence for signal in asked if (evidence := signal(arrival, context)) is not None]


def _declared(context: Context, evidence: tuple[Evidence, ...]) -> Verdict | None:
    said = [each for each in context.declarations if each.kind.is_ai] or [
        each for each in context.declarations if each.kind.is_tool
    ]
    if not said:
        return None
    # Of several, the one that names most: an agent's hook knows model and session, the editor only that it happened.
    best = max(said, key=lambda each: sum(value is not None for value in (each.tool, each.model, each.session)))
    origin = Origin.DECLARED_AI if best.kind.is_ai else Origin.TOOL
    return Verdict(origin, _CERTAIN, evidence, tool=best.tool, model=best.model, session=best.session)


def _from_outside(arrival: Arrival, context: Context) -> bool:
    """Whether it is more than a line, and came at once: nobody wants to be asked about every line they copied."""
    settings = context.settings
    longest = max(piece.length for piece in arrival.pieces)
    return longest >= settings.large_characters and arrival.line_ends >= 2


def _probability(odds: float) -> float:
    if odds >= 0:
        return 1 / (1 + exp(-odds))
    return exp(odds) / (1 + exp(odds))
