"""What the detectors that run in process say together."""

from __future__ import annotations

from answerable.detect.detector import Cancel
from answerable.session import fast
from answerable.text.snapshot import Snapshot


def test_a_credential_in_agents_settings_is_told_once() -> None:
    detectors, problems = fast.build(fast.FastConfig())
    assert problems == []
    token = "glpat-" + "x7Kq2mZp9RtV4wYb8NcL"
    text = f'{{"mcpServers": {{"a": {{"url": "https://a.example", "headers": {{"X-Token": "{token}"}}}}}}}}'

    def said(written: str) -> list[str]:
        report = fast.run(detectors, Snapshot.of(written, ".mcp.json"), Cancel(), lambda name, error: None)
        return [one.rule for one in report.findings]

    assert said(text) == ["secrets.gitlab-pat"]
    assert said(text.replace(token, "abcdef1234567890abcdef")) == ["agents.servers.inline-secret"]
    assert said(text.replace(token, "${TOKEN}")) == []
