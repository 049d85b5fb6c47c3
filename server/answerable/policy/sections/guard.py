"""``[guard]``: what must not leave in a prompt, and what is done about it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from answerable.findings.decision import Decision
from answerable.policy.fields import PathPattern, RulePattern, Section
from answerable.policy.trust import Untrusted

_DIGEST = re.compile(r"[0-9a-f]{16,64}\$[0-9a-f]{64}")

# fmt: off
_REGIONS = (
    "US", "CA", "GB", "IE", "DE", "FR", "ES", "IT", "NL", "BE", "CH", "AT", "PT", "PL",
    "CZ", "SE", "DK", "NO", "FI", "AU", "NZ", "IN", "BR", "MX", "ZA", "SG", "JP",
)
# fmt: on


class Fail(StrEnum):
    """What a guard does that cannot do its work."""

    OPEN = "open"
    CLOSED = "closed"


def _region(value: str) -> str:
    if re.fullmatch(r"[A-Z]{2}", value) is None:
        raise ValueError("a region is named by its two letters of ISO 3166, such as `DE`")
    return value


def _digest(value: str) -> str:
    if _DIGEST.fullmatch(value) is None:
        raise ValueError("a digest is what `answerable guard terms hash` prints: a salt, `$` and 64 hexadecimal digits")
    return value


def _term(value: str) -> str:
    if sum(map(str.isalnum, value)) < 2:
        raise ValueError("a term needs two letters or digits at least, or it would be found everywhere")
    return value


class Term(Section):
    """Something that is confidential by itself: the name of a project or a customer, a host, a path."""

    text: Annotated[str, AfterValidator(_term)] | None = Field(
        default=None,
        description="The term, in any case and with any white space between its words; `*` stands for any run of "
        "letters, digits and the signs of a name.",
        examples=["Project Nightjar"],
    )
    digest: Annotated[str, AfterValidator(_digest)] | None = Field(
        default=None,
        description="In place of `text`: a salted digest as `answerable guard terms hash` prints it, so that the list "
        "itself reveals nothing.",
        examples=["5f2c0a9d3be14477$9d2c…"],
    )
    kind: Literal["term", "host", "path"] = Field(
        default="term",
        description="How it is found: `term` as whole words; `host` as a host name with whatever stands below it; "
        "`path` as a path with whatever lies below it.",
        examples=["host"],
    )
    label: str = Field(
        default="TERM",
        pattern=r"^[A-Z][A-Z0-9_]{0,40}$",
        description="What its placeholders are called.",
        examples=["PROJECT"],
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Term:
        if (self.text is None) == (self.digest is None):
            raise ValueError("a term has either `text` or `digest`")
        return self


class Where(Section):
    """Other decisions for some paths or some hosts."""

    path: PathPattern | None = Field(
        default=None,
        description="The files it holds for: a pattern written as in `.gitignore`. Without one, it holds for every "
        "text, those that belong to no file included.",
        examples=["tests/"],
    )
    host: str | None = Field(
        default=None,
        description="The host it holds for: `claude-code`, `cursor`, `vscode`, `copilot`, `codex`, `editor` or `pipe`.",
        examples=["cursor"],
    )
    secrets: Decision | None = Field(default=None, description="In place of `guard.secrets`.", examples=["warn"])
    pii: Decision | None = Field(default=None, description="In place of `guard.pii`.", examples=["block"])
    confidential: Decision | None = Field(
        default=None, description="In place of `guard.confidential`.", examples=["block"]
    )
    hidden: Decision | None = Field(default=None, description="In place of `guard.hidden`.", examples=["block"])
    permissions: Decision | None = Field(
        default=None, description="In place of `guard.permissions`.", examples=["block"]
    )


class GuardPolicy(Section):
    """What must not leave in a prompt, and what is done about it."""

    secrets: Annotated[Decision, Untrusted.RAISE] = Field(
        default=Decision.BLOCK,
        description="What is done about a credential: `allow`, `warn` or `block`.",
        examples=["warn"],
    )
    pii: Annotated[Decision, Untrusted.RAISE] = Field(
        default=Decision.WARN, description="What is done about personal data.", examples=["block"]
    )
    confidential: Annotated[Decision, Untrusted.RAISE] = Field(
        default=Decision.BLOCK, description="What is done about a confidential term.", examples=["warn"]
    )
    hidden: Annotated[Decision, Untrusted.RAISE] = Field(
        default=Decision.WARN,
        description="What is done about hidden text, and about sentences that give the model orders.",
        examples=["block"],
    )
    permissions: Annotated[Decision, Untrusted.RAISE] = Field(
        default=Decision.WARN,
        description="What is done when an agent is about to allow itself more: a wildcard or a mode that asks nothing "
        "in a file that says what agents may do, another agent started without limits, a change of this policy.",
        examples=["block"],
    )
    samples: Annotated[Decision, Untrusted.RAISE] = Field(
        default=Decision.WARN,
        description="The strictest that is done about values set aside for documentation and tests, such as "
        "`example.com` or the card number 4242 4242 4242 4242.",
        examples=["allow"],
    )
    decisions: Annotated[dict[RulePattern, Decision], Untrusted.NEVER] = Field(
        default={},
        description="Decisions by rule, in place of those by kind. The most specific of the patterns that match "
        "decides; `guard.where` comes before it.",
        examples=[{"pii.payment-card": "block", "pii.ip-address": "allow"}],
    )
    disable: Annotated[tuple[RulePattern, ...], Untrusted.NEVER] = Field(
        default=(),
        description="Rules of the guard that are not looked for at all: ids, or patterns with `*`.",
        examples=[["pii.mac-address"]],
    )
    where: Annotated[tuple[Where, ...], Untrusted.NEVER] = Field(
        default=(),
        description="Other decisions for some paths or some hosts; of several that hold the last one counts, key by "
        "key.",
    )
    unreadable: Annotated[tuple[PathPattern, ...], Untrusted.FREE] = Field(
        default=(),
        description="Files that no agent may read, whatever they hold: patterns written as in `.gitignore`.",
        examples=[["secrets/", "*.pem", ".env"]],
    )
    terms: Annotated[tuple[Term, ...], Untrusted.FREE] = Field(
        default=(), description="What is confidential by itself: names of projects and customers, hosts, paths."
    )
    packs: Annotated[tuple[Literal["health", "finance"], ...], Untrusted.NEVER] = Field(
        default=(),
        description="More to look for in one trade: `health` (the identifiers that HIPAA names) and `finance` (account "
        "data, and wording that asks for regulated advice). A later layer's list takes the place of an earlier one's.",
        examples=[["health"]],
    )
    regions: Annotated[tuple[Annotated[str, AfterValidator(_region)], ...], Untrusted.NEVER] = Field(
        default=_REGIONS,
        description="Whose telephone numbers and national identifiers are looked for, by ISO 3166. Those that tell "
        "their country themselves are found without.",
        examples=[["DE", "AT", "CH"]],
    )
    presidio: Annotated[bool, Untrusted.RAISE] = Field(
        default=False,
        description="Look for names and addresses too, with Presidio's language model, where "
        "`pip install answerable[presidio]` and a model are installed. It costs a second at the start and gigabytes.",
        examples=[True],
    )
    prompt_files: Annotated[tuple[PathPattern, ...], Untrusted.FREE] = Field(
        default=(),
        description="More files in which prompts are written, beside those that the usual tools read (`AGENTS.md`, "
        "`CLAUDE.md`, `*.prompt.md` …): patterns written as in `.gitignore`.",
        examples=[["prompts/"]],
    )
    fail: Annotated[Fail, Untrusted.RAISE] = Field(
        default=Fail.CLOSED,
        description="What a hook does that cannot check: `closed` stops what could not be checked where a finding "
        "would have stopped it, `open` lets it pass and says so.",
        examples=["open"],
    )
    restore_hours: Annotated[int, Untrusted.LOWER] = Field(
        default=24,
        ge=0,
        le=8760,
        description="How long personal data can be put back into a model's answer with `answerable guard restore`; "
        "after that, what was kept for it is deleted. 0 keeps nothing.",
        examples=[8],
    )
