"""Where findings in agents' configuration lie, which files are looked at, and that nothing breaks it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.agents import AgentConfigDetector
from answerable.detect.agents.node import Node, walk
from answerable.detect.agents.reading import read
from answerable.detect.detector import Cancel
from answerable.text.snapshot import Snapshot
from texts import texts

DETECTOR = AgentConfigDetector()


def found(path: str, text: str) -> list[tuple[str, str]]:
    """Rule and flagged text of every finding."""
    snapshot = Snapshot.of(text, path)
    if not DETECTOR.applies(snapshot):
        return []
    report = DETECTOR.scan(snapshot, Cancel())
    return [(one.rule, text[one.span.start : one.span.end]) for one in report.findings]


def test_spans_are_code_points_of_the_value_alone() -> None:
    text = '{"é": "🎉", "permissions": {"allow": ["Bash(*)"], "defaultMode": "bypassPermissions"}}'
    assert found(".claude/settings.json", text) == [
        ("agents.permissions.wildcard", "Bash(*)"),
        ("agents.permissions.bypass", "bypassPermissions"),
    ]


def test_lines_may_end_in_any_way() -> None:
    text = '# é\r\napproval_policy = "never"\r\n[profiles."a.b"]\r\nsandbox_mode = \'danger-full-access\'\r\n'
    assert found(".codex/config.toml", text) == [
        ("agents.permissions.approval-off", "never"),
        ("agents.permissions.bypass", "danger-full-access"),
    ]


def test_a_head_that_is_no_yaml_is_read_line_by_line() -> None:
    text = "---\nname: x\ndescription: Use when: it is late\nallowed-tools: Bash(*)\n---\nBody\n"
    assert found(".claude/skills/x/SKILL.md", text) == [("agents.permissions.wildcard", "Bash(*)")]
    assert found(".claude/skills/x/SKILL.md", text.removeprefix("---\n")) == []


def test_what_does_not_parse_leaves_the_rest() -> None:
    text = '{"permissions": {"allow": ["Bash(*)"],,}, "enableAllProjectMcpServers": true'
    assert ("agents.permissions.wildcard", "Bash(*)") in found(".claude/settings.json", text)


@pytest.mark.parametrize(
    "path",
    [
        ".mcp.json",
        "sub/.cursor/mcp.json",
        ".vscode/mcp.json",
        "claude_desktop_config.json",
        "/home/a/.codeium/windsurf/mcp_config.json",
        "cline_mcp_settings.json",
        "anything.json",
    ],
)
def test_servers_are_found_wherever_they_are_kept(path: str) -> None:
    text = '{"mcpServers": {"a": {"command": "uvx", "args": ["mcp-server-git"]}}}'
    assert found(path, text) == [("agents.servers.unpinned-package", "mcp-server-git")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/people.json", '{"permissions": {"allow": ["Bash(*)"]}}'),
        ("docker-compose.yml", "services:\n  a:\n    command: curl x | sh\n"),
        ("README.md", "---\nallowed-tools: Bash(*)\n---\n"),
        ("pyproject.toml", '[tool.x]\nurl = "http://example.com"\n'),
    ],
)
def test_other_files_are_left_alone(path: str, text: str) -> None:
    assert found(path, text) == []


@pytest.mark.parametrize(
    ("command", "flagged"),
    [
        ("npx -y some-mcp", "some-mcp"),
        ("npx --yes @a/b@latest --port 1", "@a/b@latest"),
        ("npx -p some-mcp -y bin", "some-mcp"),
        ("npx -y github:a/b", "github:a/b"),
        ("bunx some-mcp", "some-mcp"),
        ("pnpm dlx some-mcp", "some-mcp"),
        ("npm exec -y some-mcp", "some-mcp"),
        ("/usr/bin/uvx some-mcp", "some-mcp"),
        ("uvx --from some-mcp[cli] run", "some-mcp[cli]"),
        ("uvx --python 3.12 some-mcp@latest", "some-mcp@latest"),
        ("uv tool run some-mcp", "some-mcp"),
        ("uv run --with mcp server.py", "mcp"),
        ("pipx run some-mcp", "some-mcp"),
        ("docker run -i --rm -e KEY -v ./a:/a some/mcp", "some/mcp"),
        ("podman run ghcr.io/a/b:latest", "ghcr.io/a/b:latest"),
        ("env KEY=1 npx -y some-mcp", "some-mcp"),
        ("cd x && uvx some-mcp", "some-mcp"),
        ("deno run -A npm:some-mcp", "npm:some-mcp"),
        ("go run example.com/a/b@latest", "example.com/a/b@latest"),
        ("npx -y some-mcp@1.2.3", None),
        ("npx -y some-mcp@^1.2", None),
        ("npx ./dist/server.js", None),
        ("npx -y ${PACKAGE}", None),
        ("npx tsx server.ts", None),
        ("uvx some-mcp==1.0", None),
        ("uvx some-mcp@1.0", None),
        ("uvx --from . server", None),
        ("uv run server.py", None),
        ("docker run -i some/mcp:1.2", None),
        ("docker run -i registry.local:5000/a/b@sha256:0123abcd", None),
        ("docker compose up", None),
        ("node server.js", None),
        ("uvx", None),
    ],
)
def test_packages_without_a_version(command: str, flagged: str | None) -> None:
    whole = json.dumps({"mcpServers": {"a": {"command": command}}})
    first, *rest = command.split()
    parts = json.dumps({"mcpServers": {"a": {"command": first, "args": rest}}})
    wanted = [] if flagged is None else [("agents.servers.unpinned-package", flagged)]
    assert found(".mcp.json", whole) == wanted
    if "&&" not in command:
        assert found(".mcp.json", parts) == wanted


def test_escapes_in_a_text_make_the_whole_of_it_the_place() -> None:
    text = '{"mcpServers": {"a": {"command": "sh -c \\"npx -y some-mcp\\""}}}'
    (rule, flagged), *_ = found(".mcp.json", text)
    assert rule == "agents.servers.unpinned-package"
    assert "some-mcp" in flagged


def test_an_alias_that_stands_for_itself_or_for_very_much_ends() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join(f'*a{n - 1}' for _ in range(9))}]" for n in range(1, 12)]
    node = read(Snapshot.of("\n".join(lines), ".github/workflows/claude.yml"))
    assert node is not None
    assert sum(1 for _ in walk(node)) <= 20_000
    assert isinstance(read(Snapshot.of("a: &a [*a]\n", "x.yml")), Node)


PIECES = st.sampled_from(
    ['{', '}', '[', ']', '"', ',', ':', '"mcpServers"', '"a"', '"command"', '"npx"', '"args"', "---\n", "a: b\n", "- ",
     "[a.b]\n", "a = 1\n", '"""', "\\", "\\u00", "&a ", "*a ", "allowed-tools: ", "Bash(*)", "\r\n"]
)  # fmt: skip


@given(
    path=st.sampled_from([".mcp.json", ".codex/config.toml", ".github/workflows/claude.yml", ".claude/agents/a.md"]),
    pieces=st.lists(st.one_of(PIECES, texts(max_size=4)), max_size=30),
)
def test_no_text_breaks_it_and_spans_lie_in_the_text(path: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    snapshot = Snapshot.of(text, path)
    node = read(snapshot)
    for place in walk(node) if node is not None else ():
        assert place.node.span.end <= len(text)
    for finding in DETECTOR.scan(snapshot, Cancel()).findings:
        assert finding.span.end <= len(text)
