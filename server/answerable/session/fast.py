"""The detectors that run in process, and the promise that one of them failing leaves the others standing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from answerable.detect.agents import AgentConfigDetector
from answerable.detect.detector import Cancel, Cancelled, Detector
from answerable.detect.hidden_text.cards import CARDS
from answerable.detect.hidden_text.detector import HiddenTextDetector
from answerable.detect.packages import PackagesDetector
from answerable.detect.residue import ResidueDetector
from answerable.detect.secrets.detector import SecretsDetector
from answerable.findings.model import Finding, Report, Skipped
from answerable.findings.problems import Problem
from answerable.guard import packs
from answerable.guard.check import Guard
from answerable.guard.detector import GuardDetector
from answerable.guard.rules import known as guard_rules
from answerable.guard.settings import GuardSettings
from answerable.policy.model import Policy
from answerable.session.licence import licence_of
from answerable.session.project import Project
from answerable.session.project import Settings as ProjectSettings
from answerable.text.snapshot import Snapshot

Crashed = Callable[[str, BaseException], None]


@dataclass(frozen=True, slots=True)
class FastConfig:
    """What the fast detectors are made from; plain data, so that a worker process can make the same ones."""

    secrets: bool = True
    hidden_text: bool = True
    agents: bool = True
    residue: bool = True
    licence: str = ""
    """The project's own, an SPDX expression; empty where nobody knows."""
    tables: tuple[Path, ...] = ()
    """The team's own provider tables, beside the shipped ones."""
    baseline: Path | None = None
    second_pass: bool = True
    honour_pragma: bool = True
    project: ProjectSettings | None = None
    """None: nothing is said of packages, for there is no project to hold them against."""
    guard: GuardSettings | None = None
    """None: prompts are looked at like other documents."""

    @classmethod
    def of(cls, policy: Policy, root: Path | None = None) -> FastConfig:
        baseline = policy.secrets.baseline
        return cls(
            secrets=policy.detectors.secrets,
            hidden_text=policy.detectors.hidden_text,
            agents=policy.detectors.agents,
            residue=policy.detectors.residue,
            licence=licence_of(root) if root is not None and policy.detectors.residue else "",
            tables=policy.secrets.tables,
            baseline=baseline if baseline is not None and baseline.is_file() else None,
            second_pass=policy.secrets.second_pass,
            honour_pragma=policy.secrets.honour_pragma,
            project=_project(policy, root),
            guard=GuardSettings.of(policy) if policy.detectors.prompts else None,
        )


def _project(policy: Policy, root: Path | None) -> ProjectSettings | None:
    if root is None or not policy.detectors.packages:
        return None
    return ProjectSettings(root, policy.packages.environment, policy.packages.known)


def build(config: FastConfig) -> tuple[list[Detector], list[Problem]]:
    """The detectors this configuration asks for, and what is wrong with the files it names."""
    detectors: list[Detector] = []
    problems: list[Problem] = []
    if config.secrets:
        secrets = SecretsDetector.load(
            tables=config.tables,
            baseline=config.baseline,
            second_pass=config.second_pass,
            honour_pragma=config.honour_pragma,
        )
        detectors.append(secrets)
        problems.extend(secrets.problems)
    if config.hidden_text:
        detectors.append(HiddenTextDetector())
    if config.agents:
        detectors.append(AgentConfigDetector())
    if config.residue:
        detectors.append(ResidueDetector(config.licence))
    if config.project is not None:
        detectors.append(PackagesDetector(Project(config.project)))
    if config.guard is not None:
        detectors.append(GuardDetector(Guard(config.guard)))
    return detectors, problems


def known_rules(detectors: Iterable[Detector]) -> dict[str, str]:
    """The id of every rule these detectors may report, with the detector's name."""
    known: dict[str, str] = {}
    for detector in detectors:
        if isinstance(detector, SecretsDetector):
            known |= {f"{detector.name}.{rule.id}": detector.name for rule in detector.rules}
        elif isinstance(detector, HiddenTextDetector):
            known |= {card.rule: detector.name for card in CARDS}
        elif isinstance(detector, AgentConfigDetector | ResidueDetector | PackagesDetector):
            known |= {rule.id: detector.name for rule in detector.rules}
        elif isinstance(detector, GuardDetector):
            known |= dict.fromkeys(guard_rules(detector.packs), detector.name)
    return known


def rules_of_the_guard(policy: Policy) -> tuple[str, ...]:
    """What `guard.disable` and `guard.decisions` may name whichever detectors are on, with every pack: a policy may
    speak of one that it turns on in another layer. Of secrets, whose tables are not read here, whatever it names."""
    named = (*policy.guard.disable, *policy.guard.decisions)
    if not named:
        return ()
    own = (
        *guard_rules(packs.NAMES),
        *(card.rule for card in CARDS),
        *(rule.id for rule in AgentConfigDetector().rules),
    )
    return own if policy.detectors.secrets else (*own, *(one for one in named if one.startswith("secrets.")))


def run(detectors: Sequence[Detector], snapshot: Snapshot, cancel: Cancel, crashed: Crashed) -> Report:
    """All their findings. A detector that raises is reported as skipped and told to `crashed`; the others go on."""
    report = Report()
    for detector in detectors:
        cancel.check()
        if not detector.applies(snapshot):
            continue
        try:
            part = detector.scan(snapshot, cancel)
        except Cancelled:
            raise
        except Exception as error:  # noqa: BLE001 - a defect of one detector must not hide what the others find
            crashed(detector.name, error)
            # The type alone: an exception's message may quote the text.
            reason = f"the detector failed with {type(error).__name__}"
            part = Report(skipped=(Skipped(snapshot.path, reason, detector.name),))
        report = Report(
            (*report.findings, *part.findings), (*report.skipped, *part.skipped), (*report.secrets, *part.secrets)
        )
    return replace(report, findings=tuple(_told_once(report)))


def _told_once(report: Report) -> Iterator[Finding]:
    """The findings without credentials that agents' settings hold and that the detector of secrets has told of."""
    told = [one.span for one in report.findings if one.detector == SecretsDetector.name]
    told += report.secrets
    for one in report.findings:
        echo = one.sensitive and one.detector == AgentConfigDetector.name and any(map(one.span.overlaps, told))
        if not echo:
            yield one
