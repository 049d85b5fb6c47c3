"""What a policy may say: the model of ``answerable.toml``.

Every field carries its description, from which `docs/settings.md` and the JSON Schema are made, and a mark that tells
what an untrusted workspace may do with it (`policy.trust`). A section that does not exist yet is added as one more
class, in a file of its own under `policy/sections/`, and one more field of `Policy`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from answerable.findings.model import Confidence, Severity
from answerable.policy.fields import Day, PathPattern, RulePattern, Section, SeverityName, off
from answerable.policy.matching import path_matches, rule_matches, specificity
from answerable.policy.sections.guard import GuardPolicy
from answerable.policy.sections.ledger import LedgerPolicy
from answerable.policy.sections.origin import OriginSettings
from answerable.policy.sections.packages import Packages
from answerable.policy.sections.review import Review
from answerable.policy.trust import Untrusted

POLICY_FILE = "answerable.toml"
"""The policy's file name, at the root of a repository and in the user's configuration directory."""


class Scan(Section):
    """Which files are looked at, and when a finding makes `answerable scan` fail."""

    include: Annotated[tuple[PathPattern, ...], Untrusted.NEVER] = Field(
        default=(),
        description="Look only at files that match one of these patterns, written as in `.gitignore`. "
        "Empty: look at every file.",
        examples=[["src/", "*.py"]],
    )
    exclude: Annotated[tuple[PathPattern, ...], Untrusted.NEVER] = Field(
        default=(".git/", ".hg/", ".svn/", "node_modules/", ".venv/", "venv/", "__pycache__/"),
        description="Leave out files that match one of these patterns, written as in `.gitignore`; a later "
        "`!pattern` takes a file in again. What `.gitignore` leaves out is left out as well.",
        examples=[["third_party/", "*.min.js"]],
    )
    max_file_bytes: Annotated[int, Untrusted.RAISE] = Field(
        default=2 * 1024 * 1024,
        ge=1024,
        le=100 * 1024 * 1024,
        description="Larger files are not analysed but listed as left out. Source that a person writes stays far "
        "below two mebibytes; what lies above is generated or data, and at that size every key typed already costs "
        "milliseconds before the first rule has run.",
        examples=[5_000_000],
    )
    threshold: Annotated[SeverityName, Untrusted.LOWER] = Field(
        default=Severity.WARNING,
        description="`answerable scan` ends with exit code 1 when it has a finding of this severity or above. "
        "Lesser findings are shown all the same.",
        examples=["error"],
        json_schema_extra={"default": Severity.WARNING.label},
    )


class Rules(Section):
    """Which rules count, and how much."""

    packs: Annotated[tuple[str, ...], Untrusted.NEVER] = Field(
        default=("code", "llm", "tests"),
        description="The packs of rules that we ship and you want. A later layer's list takes the place of an "
        "earlier one's.",
        examples=[["code"]],
    )
    paths: Annotated[tuple[Path, ...], Untrusted.NEVER] = Field(
        default=(),
        description="More Semgrep rules: YAML files, or directories of them, relative to the policy file. "
        "In a repository's policy they must lie inside the repository.",
        examples=[["security/rules"]],
    )
    disable: Annotated[tuple[RulePattern, ...], Untrusted.NEVER] = Field(
        default=(),
        description="Rules whose findings are dropped: ids, or patterns with `*`.",
        examples=[["python.request-without-timeout", "javascript.*"]],
    )
    severity: Annotated[dict[RulePattern, SeverityName], Untrusted.TO_THE_TOP] = Field(
        default={},
        description="Severity by rule, in place of the rule's own: `hint`, `info`, `warning` or `error`. "
        "The most specific of the patterns that match decides.",
        examples=[{"python.*": "error"}],
    )
    minimum_confidence: Annotated[Confidence, Untrusted.LOWER] = Field(
        default=Confidence.LOW,
        description="Drop findings of less confidence than this: `low` (drop none), `medium` or `high`.",
        examples=["medium"],
    )


class Detectors(Section):
    """Which detectors run."""

    semgrep: Annotated[bool, Untrusted.RAISE] = Field(
        default=True, description="Insecure code: Semgrep rules, ours and yours.", examples=[False]
    )
    secrets: Annotated[bool, Untrusted.RAISE] = Field(
        default=True, description="Credentials: providers' token formats, then generic passwords.", examples=[False]
    )
    hidden_text: Annotated[bool, Untrusted.RAISE] = Field(
        default=True,
        description="Text a person does not see but a model reads: invisible characters, reversed order, look-alikes.",
        examples=[False],
    )
    agents: Annotated[bool, Untrusted.RAISE] = Field(
        default=True,
        description="What the settings of AI agents and their servers give away: wildcards, modes that ask nothing, "
        "packages without a version, hooks that run what they fetched.",
        examples=[False],
    )
    residue: Annotated[bool, Untrusted.RAISE] = Field(
        default=True,
        description="What a chat left in code, what comments excuse or put off, and licences that do not go together.",
        examples=[False],
    )
    packages: Annotated[bool, Untrusted.RAISE] = Field(
        default=True,
        description="Packages that may not exist: imports and entries of manifests that nothing in the project vouches "
        "for, and names a slip away from known ones. Nothing is asked of any registry.",
        examples=[False],
    )
    prompts: Annotated[bool, Untrusted.RAISE] = Field(
        default=True,
        description="Personal data, confidential terms and orders to a model, where prompts are written: in files that "
        "agents read, and in texts that code hands to a model. `[guard]` decides what counts.",
        examples=[False],
    )


class Semgrep(Section):
    """Limits of the Semgrep engine's processes."""

    timeout_seconds: Annotated[float, Untrusted.NEVER] = Field(
        default=30.0,
        gt=0,
        le=3600,
        description="An engine process that works longer than this on one file is ended, and the file listed as "
        "not checked.",
        examples=[60],
    )
    rule_timeout_seconds: Annotated[float, Untrusted.NEVER] = Field(
        default=5.0,
        gt=0,
        le=3600,
        description="How long one rule may take on one file before the engine gives that rule up there.",
        examples=[10],
    )
    max_memory_mb: Annotated[int, Untrusted.NEVER] = Field(
        default=2048,
        ge=128,
        le=1_048_576,
        description="An engine process that holds more memory than this, in mebibytes, is ended.",
        examples=[4096],
    )
    jobs: Annotated[int, Untrusted.NEVER] = Field(
        default=0,
        ge=0,
        le=256,
        description="How many engine processes `answerable scan` runs side by side; 0: one for each processor.",
        examples=[4],
    )


class Secrets(Section):
    """How credentials are looked for."""

    tables: Annotated[tuple[Path, ...], Untrusted.NEVER] = Field(
        default=(),
        description="More token formats: TOML files in the form of gitleaks, relative to the policy file. "
        "In a repository's policy they must lie inside the repository.",
        examples=[["security/gitleaks.toml"]],
    )
    baseline: Annotated[Path | None, BeforeValidator(off), Untrusted.NEVER] = Field(
        default=Path(".secrets.baseline"),
        description="The baseline of detect-secrets, relative to the policy file: what it lists is known and not "
        'reported again. `""` for none.',
        examples=["security/secrets.baseline"],
    )
    second_pass: Annotated[bool, Untrusted.RAISE] = Field(
        default=True,
        description="After the token formats, look for generic passwords with the detectors of detect-secrets.",
        examples=[False],
    )
    honour_pragma: Annotated[bool, Untrusted.LOWER] = Field(
        default=True,
        description="Let the comment `pragma: allowlist secret` of detect-secrets excuse a line.",
        examples=[False],
    )


class Entry(Section):
    """A suppression kept in the policy instead of beside the code."""

    rule: RulePattern = Field(
        description="The rule's id, or a pattern with `*`.", examples=["secrets.generic.password"]
    )
    path: PathPattern = Field(
        description="The files it holds for: a pattern written as in `.gitignore`.", examples=["config/dev.json"]
    )
    until: Day | None = Field(
        default=None,
        description="The last day on which it holds.",
        examples=["2027-01-31"],
    )
    reason: str = Field(default="", description="Why, for whoever reads it later.", examples=["a test account"])


class Suppressions(Section):
    """What a person must say to excuse a finding, and for how long it holds."""

    honour_comments: Annotated[bool, Untrusted.LOWER] = Field(
        default=True,
        description="Let a comment `answerable: ignore[rule] until 2027-01-31 -- reason` excuse a finding. "
        "False shows everything, as an audit wants it.",
        examples=[False],
    )
    honour_nosemgrep: Annotated[bool, Untrusted.LOWER] = Field(
        default=True,
        description="Let Semgrep's own comment `nosemgrep` excuse a finding of Semgrep. It has no reason and no "
        "date: switch this off where both are asked for in earnest.",
        examples=[False],
    )
    require_reason: Annotated[bool, Untrusted.RAISE] = Field(
        default=True, description="A suppression without a reason does not hold.", examples=[False]
    )
    require_expiry: Annotated[bool, Untrusted.RAISE] = Field(
        default=True, description="A suppression without a last day does not hold.", examples=[False]
    )
    max_days: Annotated[int, Untrusted.LOWER] = Field(
        default=180,
        ge=1,
        le=36_500,
        description="A suppression whose last day lies further ahead than this many days does not hold.",
        examples=[365],
    )
    entries: Annotated[tuple[Entry, ...], Untrusted.NEVER] = Field(
        default=(),
        description="Suppressions for files whose language has no comments, such as JSON, or for many files at once.",
    )


class Editor(Section):
    """How the language server behaves while somebody types."""

    quiet_ms: Annotated[int, Untrusted.FREE] = Field(
        default=150,
        ge=0,
        le=60_000,
        description="Milliseconds without a key before the Semgrep rules run on what was changed.",
        examples=[400],
    )
    idle_ms: Annotated[int, Untrusted.FREE] = Field(
        default=2000,
        ge=0,
        le=600_000,
        description="Milliseconds without a key before the whole file is checked once more.",
        examples=[5000],
    )
    max_findings: Annotated[int, Untrusted.RAISE] = Field(
        default=500,
        ge=1,
        le=100_000,
        description="At most so many findings are shown for one file, the most severe first; one more tells how "
        "many were left out.",
        examples=[100],
    )
    default_suppression_days: Annotated[int, Untrusted.FREE] = Field(
        default=90,
        ge=1,
        le=36_500,
        description="How many days from today the quick fix that suppresses a finding proposes as the last day; "
        "never more than `suppressions.max_days`.",
        examples=[30],
    )


class Policy(Section):
    """What a team has decided. `Policy()` is the built-in policy; every key can be left out."""

    version: Annotated[Literal[1], Untrusted.FREE] = Field(
        default=1, description="The version of this format.", examples=[1]
    )
    scan: Scan = Scan()
    rules: Rules = Rules()
    detectors: Detectors = Detectors()
    semgrep: Semgrep = Semgrep()
    secrets: Secrets = Secrets()
    suppressions: Suppressions = Suppressions()
    origin: OriginSettings = OriginSettings()
    review: Review = Review()
    editor: Editor = Editor()
    guard: GuardPolicy = GuardPolicy()
    ledger: LedgerPolicy = LedgerPolicy()
    packages: Packages = Packages()

    @property
    def suppression_days(self) -> int:
        """How many days from today a suppression offered by us may last."""
        return min(self.editor.default_suppression_days, self.suppressions.max_days)

    def looks_at(self, path: str) -> bool:
        """Whether the policy wants this file (relative to the root, ``/`` between the parts) looked at at all."""
        if path_matches(self.scan.exclude, path):
            return False
        return not self.scan.include or path_matches(self.scan.include, path)

    def disabled(self, rule: str) -> bool:
        """Whether the rule with this id was switched off."""
        return any(rule_matches(pattern, rule) for pattern in self.rules.disable)

    def severity(self, rule: str, own: Severity) -> Severity:
        """The severity of the rule with this id, whose own severity is `own`."""
        matching = [pattern for pattern in self.rules.severity if rule_matches(pattern, rule)]
        return self.rules.severity[max(matching, key=specificity)] if matching else own
