"""The guard: throughput, one prompt, one key in a prompt file; beside detect-secrets and, where installed, Presidio."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable

import values
from answerable.detect.detector import Cancel
from answerable.guard.check import Guard
from answerable.guard.placeholders import PlaceholderMap
from answerable.guard.settings import GuardSettings
from answerable.session.fast import FastConfig, build
from answerable.text.document import Document
from answerable.text.edits import ContentChange
from answerable.text.languages import BY_ID
from answerable.text.lines import Encoding
from measuring import ms, quantile, show, sources, text_of

MEGABYTES = 10


def _prose(size: int) -> str:
    """Sentences of the library's own docstrings, with a personal value or a secret in every hundredth."""
    text = "".join(path.read_text(encoding="utf-8", errors="replace") for path in sources())
    lines = [line.strip() for line in text.split("\n") if " " in line.strip() and not set("=(){}[]") & set(line)]
    planted = (*values.PERSONAL, *values.SECRETS[:4])
    parts: list[str] = []
    length = 0
    while length < size:
        line = lines[len(parts) % len(lines)]
        if len(parts) % 100 == 0:
            line += f" {planted[len(parts) // 100 % len(planted)]}"
        parts.append(line)
        length += len(line) + 1
    return "\n".join(parts)


def _code(size: int) -> str:
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in sources())[:size]


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of the processor: other work on the machine counts little."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def test_throughput_of_redaction() -> None:
    rows = []
    for name, make in (("code", _code), ("prose, values in it", _prose)):
        text = make(MEGABYTES * 1_000_000)
        guard = Guard()
        guard.check("jane@acme.com 1234567")  # what is loaded once
        first = _cpu(lambda guard=guard, text=text: guard.redact(text, PlaceholderMap()))  # type: ignore[misc]
        rows.append((f"guard redact, {name}", f"{len(text) / 1e6 / first:.1f} MB/s", ""))
    text = _code(1_000_000)
    peer = _detect_secrets(text)
    ours = _cpu(lambda: Guard().redact(text, PlaceholderMap()))
    rows.append(("guard redact, 1 MB of code, made anew", f"{1 / ours:.2f} MB/s", "1.0x"))
    rows.append(("detect-secrets, the same (finds, does not redact)", f"{1 / peer:.2f} MB/s", f"{ours / peer:.2f}x"))
    presidio = _presidio(text[:100_000])
    if presidio is not None:
        rows.append(("Presidio, 100 kB of it", f"{0.1 / presidio:.2f} MB/s", f"{ours * 0.1 / presidio:.3f}x"))
    show("Throughput, processor time", ("", "", "as fast as ours"), rows)


def test_one_prompt_and_one_key() -> None:
    guard = Guard()
    rows = []
    for name, size in (("a prompt of 2 kB", 2_000), ("a prompt of 100 kB", 100_000), ("2,000 lines", 70_000)):
        text = _prose(size)
        guard.check(text)
        times = [_cpu(lambda text=text, at=at: guard.check(text + "x" * at)) for at in range(30)]  # type: ignore[misc]
        rows.append((name, ms(quantile(times, 0.5)), ms(quantile(times, 0.95))))
    show("One check, a key after another, processor time", ("", "median", "p95"), rows)


def test_one_key_in_the_fast_stage() -> None:
    """All detectors that run at every key, as in the server: on a prompt file and on Python, both of 2,000 lines."""
    detectors = build(FastConfig(guard=GuardSettings()))[0]
    rows = []
    python = text_of(2_000)
    for name, language, text in (
        ("AGENTS.md", "markdown", "\n".join(_prose(200_000).split("\n")[:2_000])),
        ("a.py", "python", python),
    ):
        document = Document(f"file:///{name}", name, BY_ID[language], 1, text)
        place = (text.count("\n") // 2, 0)
        times: dict[str, list[float]] = {}
        for key in range(40):
            document.change(key + 2, [ContentChange("x", (place, place))], Encoding.UTF16)
            snapshot = document.snapshot()
            times.setdefault("parsing", []).append(_cpu(lambda snapshot=snapshot: snapshot.tree))  # type: ignore[misc]
            for detector in detectors:
                if detector.applies(snapshot):
                    spent = _cpu(lambda one=detector, snapshot=snapshot: one.scan(snapshot, Cancel()))  # type: ignore[misc]
                    times.setdefault(detector.name, []).append(spent)
        every = [sum(one[10:][key] for one in times.values()) for key in range(30)]
        rows.append((f"{name}, all of it", ms(quantile(every, 0.5)), ms(quantile(every, 0.95))))
        rows += (
            (f"{name}, {part}", ms(quantile(spent[10:], 0.5)), ms(quantile(spent[10:], 0.95)))
            for part, spent in times.items()
        )
    show("One key in 2,000 lines, the fast stage, processor time", ("", "median", "p95"), rows)


def _detect_secrets(text: str) -> float:
    from detect_secrets.core.scan import scan_line
    from detect_secrets.settings import default_settings

    def work() -> None:
        with default_settings():
            for line in text.split("\n"):
                list(scan_line(line))

    return _cpu(work)


def _presidio(text: str) -> float | None:
    if importlib.util.find_spec("presidio_analyzer") is None:
        return None
    from answerable.guard.names import _analyzer

    analyzer = _analyzer()
    return _cpu(lambda: analyzer.analyze(text, language="en"))
