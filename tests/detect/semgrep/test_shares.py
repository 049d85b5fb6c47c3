"""Rules dealt out over processes find what they find together."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.semgrep import shares
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.engine import Engine
from answerable.detect.semgrep.jobs import Job, Jobs
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.process import EngineError
from answerable.detect.semgrep.rule import RuleSet
from answerable.text.snapshot import Snapshot

PYTHON = Snapshot.of("", "a.py").language

TEXT = b"x" * 40_000

# Fails for one share of the rules, and hangs for the other.
ONE_FAILS = """
rules = open(arguments["-rules"]).read()
if "py.eval" {} rules:
    sys.exit(1)
time.sleep(600)
"""


@pytest.fixture
def job(sample_rules: RuleSet) -> Job:
    """The rules for Python in two shares."""
    job = Jobs(sample_rules, 2).of(PYTHON)
    assert job is not None
    assert len(job.shares) == 2
    return job


def test_every_rule_is_in_one_share_and_the_dear_ones_in_both(sample_rules: RuleSet) -> None:
    python = [rule for rule in sample_rules.rules if "python" in rule.analyzers]
    dear = [rule for rule in python if rule.raw.get("mode") == "taint"]
    cheap = [rule for rule in python if rule not in dear]
    job = Jobs(RuleSet((dear[0], cheap[0], dear[1], *cheap[1:])), 2).of(PYTHON)
    assert job is not None
    contents = [share.content.decode() for share in job.shares]
    assert sum(content.count('"id"') for content in contents) == job.rules.content.decode().count('"id"')
    assert [content.count('"mode": "taint"') for content in contents] == [1, 1]


@pytest.mark.parametrize(("rules", "most"), [(25, 1), (19, 4)])
def test_few_rules_or_one_processor_are_one_share(sample_rules: RuleSet, rules: int, most: int) -> None:
    python = [rule for rule in sample_rules.rules if not {"python", "regex", "generic"}.isdisjoint(rule.analyzers)]
    assert len(python) == 25
    job = Jobs(RuleSet(tuple(python[:rules])), most).of(PYTHON)
    assert job is not None
    assert job.shares == ()


@pytest.mark.engine
def test_a_long_text_is_found_the_same_in_shares(
    sample_rules: RuleSet, make_detector: Callable[..., SemgrepDetector]
) -> None:
    text = inspect.getsource(inspect)
    assert len(text) > 40_000
    snapshot = Snapshot.of(text + "x = = 1\n", "inspect.py")
    together, apart = (make_detector(sample_rules, limits=Limits(standbys=0, rule_seconds=120)) for _ in range(2))
    together._jobs, apart._jobs = Jobs(sample_rules, 1), Jobs(sample_rules, 2)
    expected = together.scan(snapshot, Cancel())
    assert len(expected.findings) > 50
    assert [skip.reason for skip in expected.skipped] == [
        f"line {text.count(chr(10)) + 1} could not be parsed, so that findings may be missing there and elsewhere"
    ]
    assert apart.scan(snapshot, Cancel()) == expected
    assert (together.health().scans, apart.health().scans) == (1, 2)


@pytest.mark.parametrize("which", ["in", "not in"])
def test_when_one_share_fails_the_others_are_ended(job: Job, fake_engine: Callable[[str], Path], which: str) -> None:
    engine = Engine(Limits(scan_seconds=600), path=fake_engine(ONE_FAILS.format(which)))
    with pytest.raises(EngineError, match="could not be read"):
        shares.scan(engine, job, TEXT, Cancel())
    engine.stop()


def test_cancelling_reaches_every_share(job: Job, fake_engine: Callable[[str], Path]) -> None:
    engine = Engine(Limits(), path=fake_engine("time.sleep(600)"))
    cancel = Cancel()
    threading.Timer(0.3, cancel.cancel).start()
    with pytest.raises(Cancelled):
        shares.scan(engine, job, TEXT, cancel)
    engine.stop()


def test_a_short_text_is_read_by_one_process(job: Job, fake_engine: Callable[[str], Path]) -> None:
    engine = Engine(Limits(), path=fake_engine("answer()"))
    shares.scan(engine, job, TEXT, Cancel())
    assert (engine.health().scans, engine.health().waiting) == (2, 0)
    shares.scan(engine, job, b"x", Cancel())
    assert engine.health().scans == 3
    engine.stop()
