"""How long the engine takes for each rule, on the examples of all rules together.

What the engine itself says (`-json_time`) on one worker. The first rule that looks at a text pays for what all of them
need of it, so the rules are run in their order and in the reverse, and the quicker reading counts; that also takes out
most of what else the machine was doing. Figures compare rules of one run, not machines.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import examples
from answerable.detect.semgrep.analyzers import of_language
from answerable.detect.semgrep.engine import NO_ENGINE, Engine
from answerable.detect.semgrep.merged import merge
from answerable.detect.semgrep.process import EngineError, Run, command
from answerable.detect.semgrep.rule import Rule, RuleSet
from answerable.detect.semgrep.targets import targets
from answerable.text.languages import of_path

SLOW = 0.020
"""Seconds for a thousand lines that a rule should not take."""
_LINES = 1_000
# Fewer lines than these say nothing about a thousand.
_FEWEST = 200
_SECONDS = 120.0


def timed(rules: RuleSet, engine: Engine, cancel: Cancel) -> dict[str, float]:
    """Rule -> seconds for a thousand lines. Rules of a language with too few lines of examples are not in it.

    Raises `EngineError` and `Cancelled`.
    """
    by_analyzer: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules.rules:
        by_analyzer[rule.analyzers[0]].append(rule)
    found: dict[str, float] = {}
    for analyzer, mine in by_analyzer.items():
        texts = list(_texts(mine, analyzer))
        lines = sum(count for _, count in texts)
        if lines >= _FEWEST:
            entries = [(path, analyzer) for path, _ in texts]
            forth, back = (_run(order, entries, engine, cancel) for order in (mine, mine[::-1]))
            for name, times in forth.items():
                quicker = sum(min(one, other) for one, other in zip(times, back[name], strict=True))
                found[name] = quicker * _LINES / lines
    return found


def _texts(rules: Sequence[Rule], analyzer: str) -> Iterable[tuple[Path, int]]:
    """Examples of a thousand lines together, taken from all over the pack, each with its number of lines."""
    sources = list(dict.fromkeys(rule.source for rule in rules))
    step = max(len(sources) // 20, 1)
    total = 0
    for source in [source for start in range(step) for source in sources[start::step]]:
        for path in examples.beside(source):
            if total >= _LINES or analyzer not in of_language(of_path(path)):
                continue
            count = path.read_bytes().count(b"\n")
            total += count
            yield path, count


def _run(
    rules: Sequence[Rule], entries: Sequence[tuple[Path, str]], engine: Engine, cancel: Cancel
) -> dict[str, list[float]]:
    """Rule -> seconds for each entry."""
    if engine.path is None:
        raise EngineError(NO_ENGINE)
    listed = engine.folder.write("targets", targets(entries))
    try:
        line = command(engine.path, engine.rules_file(merge(rules)), listed, engine.limits)
        run = Run([line[0], "-json_time", *line[1:]], engine.folder.path, seconds=_SECONDS)
        try:
            return _read(run.answer(cancel, _SECONDS))
        finally:
            run.close()
    finally:
        listed.unlink(missing_ok=True)


def _read(said: bytes) -> dict[str, list[float]]:
    """Rule -> seconds for each text, in the order of their paths."""
    try:
        data = json.loads(said[said.index(b"{") :])["time"]
        names = [one if isinstance(one, str) else one["id"] for one in data["rules"]]
        texts = sorted(data["targets"], key=lambda target: str(target["path"]))
        spent = [dict(zip(names, text["match_times"], strict=True)) for text in texts]
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(f"the engine did not tell how long it took ({type(error).__name__})") from None
    return {name: [one[name] for one in spent] for name in names}
