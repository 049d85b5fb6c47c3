"""``[origin]``: how text that an AI wrote is told from text that a person wrote."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from answerable.policy.fields import Section
from answerable.policy.trust import Untrusted


class OriginSettings(Section):
    """When text that arrives in the editor becomes a block that somebody has to answer for."""

    enabled: Annotated[bool, Untrusted.RAISE] = Field(
        default=True,
        description="Look at how text arrives and keep blocks of it. What an agent's hook declares counts either way.",
        examples=[False],
    )
    suspect_at: Annotated[float, Untrusted.LOWER] = Field(
        default=0.6,
        ge=0.5,
        le=0.99,
        description="From this confidence on a block is `suspected-ai`. Below it, text from outside is `pasted`.",
        examples=[0.8],
    )
    prior: Annotated[float, Untrusted.RAISE] = Field(
        default=0.25,
        ge=0.01,
        le=0.9,
        description="The share of arriving pieces of text, before anything is known of one, that an AI wrote. Set it "
        "lower where few people work with assistants: every confidence goes down with it.",
        examples=[0.1],
    )
    large_lines: Annotated[int, Untrusted.LOWER] = Field(
        default=3,
        ge=1,
        le=100,
        description="A single insert of at least so many line ends, and `large_characters`, is a large one.",
        examples=[6],
    )
    large_characters: Annotated[int, Untrusted.LOWER] = Field(
        default=60,
        ge=20,
        le=10_000,
        description="A single insert, or a run of inserts, of fewer characters is never a block.",
        examples=[200],
    )
    completion_characters: Annotated[int, Untrusted.LOWER] = Field(
        default=15,
        ge=5,
        le=200,
        description="An insert of at least so many characters, not there before, is more than a key: a completion or a "
        "chunk of a stream.",
        examples=[30],
    )
    completion_count: Annotated[int, Untrusted.LOWER] = Field(
        default=3,
        ge=2,
        le=50,
        description="So many of them, each where the last one ended, are one block.",
        examples=[4],
    )
    completion_seconds: Annotated[float, Untrusted.RAISE] = Field(
        default=5.0,
        gt=0,
        le=60,
        description="The pause after which the next insert no longer belongs to the ones before.",
        examples=[3.0],
    )
    stream_characters_per_second: Annotated[float, Untrusted.LOWER] = Field(
        default=40.0,
        ge=20,
        le=10_000,
        description="Text that grows at one end faster than this is not typed. The fastest typists reach 20.",
        examples=[80],
    )
    declared_seconds: Annotated[float, Untrusted.NEVER] = Field(
        default=3.0,
        gt=0,
        le=60,
        description="How far apart an edit and what the editor declares of it may come, either way round.",
        examples=[5],
    )
