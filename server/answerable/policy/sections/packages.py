"""How packages that nothing vouches for are looked for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from answerable.policy.fields import Section
from answerable.policy.trust import Untrusted


class Packages(Section):
    """Packages that may not exist: imports and manifests, held against what the project declares and has."""

    known: Annotated[tuple[str, ...], Untrusted.NEVER] = Field(
        default=(),
        description="Names of modules and packages that are all right though no manifest, lock or environment has "
        "them: those of a private registry, those that the program which runs the code brings along.",
        examples=[["acme_internal", "@acme/tokens"]],
    )
    environment: Annotated[str, Untrusted.NEVER] = Field(
        default="",
        description="The virtual environment whose packages the project's Python programs can import, relative to the "
        "policy file; in a repository's policy it must lie inside the repository. Empty: `.venv`, `venv` or `env` at "
        "the root, else the one that is active (`VIRTUAL_ENV`). It is read as files; nothing in it is run.",
        examples=["envs/shop"],
    )
