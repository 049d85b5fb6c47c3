"""What a team asks of a review, and what a commit writes down."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from answerable.policy.fields import PathPattern, Section
from answerable.policy.trust import Untrusted


class Review(Section):
    """Who answers for a block that an AI wrote or that was pasted, and what is written down at a commit."""

    exclude: Annotated[tuple[PathPattern, ...], Untrusted.NEVER] = Field(
        default=(),
        description="Blocks in files that match one of these patterns, written as in `.gitignore`, need no review.",
        examples=[["docs/", "*.md"]],
    )
    codeowners: Annotated[bool, Untrusted.RAISE] = Field(
        default=False,
        description="A signature counts only from a person whom the repository's `CODEOWNERS` names for the file, by "
        "the rules GitHub documents: the last pattern that matches decides. Where it names nobody, anybody may sign.",
        examples=[True],
    )
    people: Annotated[dict[str, tuple[str, ...]], Untrusted.NEVER] = Field(
        default={},
        description="The addresses behind the @names and teams of `CODEOWNERS`, as git has them in `user.email`, or "
        "further @names. `NAME@users.noreply.github.com` is known to be @NAME without an entry.",
        examples=[{"@octocat": ["octocat@example.com"], "@octo-org/security": ["@octocat"]}],
    )
    second_person: Annotated[tuple[PathPattern, ...], Untrusted.NEVER] = Field(
        default=(),
        description="In files that match one of these patterns a block counts as reviewed only when two different "
        "people have signed it as it is.",
        examples=[["src/auth/", "*.tf"]],
    )
    git_note: Annotated[bool, Untrusted.NEVER] = Field(
        default=False,
        description="At a commit, also attach a git note under `refs/notes/answerable` that tells which of its lines "
        "come from which block and who has signed them. `answerable gate --range` reads it where there is no ledger, "
        "as in CI. Notes are pushed and fetched only when you say so: `git push origin refs/notes/answerable`.",
        examples=[True],
    )
    git_ai_note: Annotated[bool, Untrusted.NEVER] = Field(
        default=False,
        description="At a commit, also attach a note in the form of git-ai (`authorship/3.0.0`) under `refs/notes/ai`, "
        "unless the commit has one. It holds no prompts.",
        examples=[True],
    )
    assisted_by: Annotated[bool, Untrusted.NEVER] = Field(
        default=False,
        description="Add the Linux kernel's trailer `Assisted-by: AGENT:MODEL` to the message of a commit for each "
        "agent and model that declared code in it.",
        examples=[True],
    )
