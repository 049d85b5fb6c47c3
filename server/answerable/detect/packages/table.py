"""The rules about packages: what they tell (``rules/packages/packages.toml``); what they look for is code."""

from __future__ import annotations

from functools import cache

from answerable.detect import cards
from answerable.detect.cards import Card


@cache
def shipped() -> tuple[Card, ...]:
    """The rules that come with Answerable, by id."""
    return tuple(rule.card for rule in cards.shipped("packages", lambda where: where["check"]))


@cache
def by_name() -> dict[str, Card]:
    """The same by the last part of their ids."""
    return {card.id.rpartition(".")[2]: card for card in shipped()}
