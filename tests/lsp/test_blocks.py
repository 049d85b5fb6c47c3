"""Blocks in the editor: a paste is shown, answered for, edited, found again after closing, and kept in the ledger."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from lsp_editor import PATIENCE, PROFILES, Editor, brief, plain, running

pytestmark = [pytest.mark.e2e, pytest.mark.engine]

BEFORE = "import os\n\n\ndef old():\n    return os.getcwd()\n"
PASTED = '''

def total_of_orders(orders, currency="EUR"):
    """Adds up what a customer has ordered."""
    amounts = {}
    for order in orders:
        if order.currency != currency:
            continue
        amounts.setdefault(order.customer, 0)
        amounts[order.customer] += order.quantity * order.price
    return sorted(amounts.items(), key=lambda pair: pair[1], reverse=True)


def report_of_orders(orders):
    lines = []
    for customer, amount in total_of_orders(orders):
        lines.append(f"{customer:<30} {amount:>12.2f}")
    return "\\n".join(lines)
'''
LINES = PASTED.strip("\n").count("\n") + 1


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    root.mkdir()
    for arguments in (["init", "-q"], ["config", "user.name", "Ann"], ["config", "user.email", "ann@example.com"]):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
    (root / "shop.py").write_text(BEFORE)
    subprocess.run(["git", "-C", str(root), "add", "."], check=True)
    subprocess.run(["git", "-C", str(root), "commit", "-qm", "first"], check=True)
    return root


@pytest.fixture
async def editor(repository: Path, server_command: list[str]) -> AsyncIterator[Editor]:
    async with running(server_command, repository, PROFILES["neovim-0.11"]()) as editor:
        yield editor


async def until(editor: Editor, uri: str, *codes: str) -> list[types.Diagnostic]:
    """Waits until exactly these rules and origins are shown."""
    shown: list[str] = []
    for _ in range(int(PATIENCE / 0.05)):
        found = await editor.diagnostics(uri)
        shown = [str(diagnostic.code) for diagnostic in found]
        if shown == list(codes):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"expected {list(codes)}, the editor shows {shown}")


async def paste(editor: Editor, uri: str, text: str = PASTED) -> None:
    line = BEFORE.count("\n")
    editor.type(uri, (line, 0), (line, 0), text)


async def lenses(editor: Editor, uri: str) -> list[tuple[int, str, str]]:
    params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
    found = await editor.client.text_document_code_lens_async(params) or []
    return [(lens.range.start.line, lens.command.title, lens.command.command) for lens in found if lens.command]


def block_of(diagnostic: types.Diagnostic) -> str:
    block = plain(diagnostic.data)["block"]
    assert isinstance(block, str)
    return block


async def test_a_paste_is_a_block_with_its_evidence_and_what_can_be_done(editor: Editor) -> None:
    uri = editor.open("shop.py", BEFORE)
    await paste(editor, uri)
    [shown] = await until(editor, uri, "origin.suspected-ai")
    assert brief(shown) == "origin.suspected-ai@7:0-7:44"
    assert shown.severity == types.DiagnosticSeverity.Information
    assert shown.message.startswith(f"Inserted block of {LINES} lines, probably AI-generated (")
    assert shown.message.endswith("%), not reviewed")
    hover = await editor.hover(uri, 7, 5)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "large-insert" in hover.contents.value
    assert "total_of_orders" not in hover.contents.value
    [(line, title, command), *rest] = await lenses(editor, uri)
    assert (line, command) == (7, "")
    assert title.endswith("%) · not reviewed")
    assert rest == [
        (7, "Review", "answerable.signBlock"),
        (7, "Not AI", "answerable.notAi"),
        (7, "Reject", "answerable.rejectBlock"),
    ]
    titles = [action.title for action in await editor.actions(uri, 7, 3)]
    assert titles == ["Review this block", "Not AI this block", "Reject this block"]


async def test_signed_edited_and_signed_again(editor: Editor) -> None:
    uri = editor.open("shop.py", BEFORE)
    await paste(editor, uri)
    [shown] = await until(editor, uri, "origin.suspected-ai")
    wish = {"block": block_of(shown), "statement": "I read it."}
    assert plain(await editor.command("answerable.signBlock", wish)) == {"recorded": True}
    await until(editor, uri)
    assert [title for _, title, _ in await lenses(editor, uri)] == [
        title for _, title, _ in await lenses(editor, uri) if title.endswith("· reviewed")
    ]
    editor.type(uri, (9, 4), (9, 11), "sums")
    [shown] = await until(editor, uri, "origin.suspected-ai")
    assert shown.message.endswith("edited after its review (line 10)")
    assert plain(await editor.command("answerable.signBlock", wish)) == {"recorded": True}
    await until(editor, uri)


async def test_rejected_and_not_an_ais(editor: Editor) -> None:
    uri = editor.open("shop.py", BEFORE)
    await paste(editor, uri)
    [shown] = await until(editor, uri, "origin.suspected-ai")
    wish = {"block": block_of(shown), "statement": "Too clever."}
    assert plain(await editor.command("answerable.rejectBlock", wish)) == {"recorded": True}
    for _ in range(200):
        [shown] = await until(editor, uri, "origin.suspected-ai")
        if shown.message.endswith("rejected"):
            break
        await asyncio.sleep(0.05)
    assert shown.message.endswith("rejected")
    assert plain(await editor.command("answerable.notAi", {"block": block_of(shown)})) == {"recorded": True}
    await until(editor, uri)
    assert await lenses(editor, uri) == []


async def test_an_open_error_keeps_a_block_from_being_signed_without_a_reason(editor: Editor) -> None:
    asked: list[str] = []

    @editor.client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)
    def ask(params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
        asked.append(params.message)
        assert params.actions
        return params.actions[0] if len(asked) != 2 else None

    uri = editor.open("shop.py", BEFORE)
    await paste(editor, uri, PASTED + "\n\ndef run(rule):\n    return eval(rule)\n")
    shown = await until(editor, uri, "origin.suspected-ai", "python.eval-non-constant")
    # A warning in a block nobody has reviewed is an error, and says why.
    assert shown[1].severity == types.DiagnosticSeverity.Error
    assert "nobody has reviewed" in shown[1].message
    wish = {"block": block_of(shown[0])}
    editor.type(uri, (27, 11), (27, 21), "os.system(rule)")
    await asyncio.sleep(0)
    answer = plain(await editor.command("answerable.signBlock", wish))
    assert answer == {"recorded": True} or "open findings" in answer["why"]
    assert asked[0] == "Sign lines 6 to 28 of shop.py?"


async def test_what_the_client_declares_counts(editor: Editor) -> None:
    uri = editor.open("shop.py", BEFORE)
    await paste(editor, uri)
    editor.client.protocol.notify(
        "answerable/editOrigin",
        {"uri": uri, "version": 2, "kind": "agent", "tool": "claude-code", "model": "claude-opus-4-5"},
    )
    [shown] = await until(editor, uri, "origin.declared-ai")
    assert shown.message == f"Inserted block of {LINES} lines, AI-generated by claude-code, not reviewed"
    [(_, title, _), *_] = await lenses(editor, uri)
    assert title == "AI-generated by claude-code · claude-opus-4-5 · not reviewed"


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"kind": "paste"}, "`uri` is missing"),
        ({"uri": "file:///x", "kind": "magic"}, "`kind` is `magic`"),
        ({"uri": "file:///x", "kind": "paste", "version": "1"}, "`version` is no whole number"),
        ({"uri": "file:///x", "kind": "paste", "tool": 1}, "`tool` is no text"),
    ],
)
async def test_a_declaration_that_says_nothing_is_told(editor: Editor, params: Any, message: str) -> None:
    editor.client.protocol.notify("answerable/editOrigin", params)
    for _ in range(200):
        if any(message in shown.message for shown in editor.client.messages):
            break
        await asyncio.sleep(0.02)
    assert any(message in shown.message for shown in editor.client.messages)
    assert (await editor.status())["crashes"] == {}


async def test_a_declared_range_outside_the_document_is_drawn_to_it(editor: Editor) -> None:
    uri = editor.open("shop.py", BEFORE)
    await paste(editor, uri)
    everything = {"start": {"line": 5, "character": 0}, "end": {"line": 10**9, "character": 10**9}}
    editor.client.protocol.notify(
        "answerable/editOrigin", {"uri": uri, "version": 2, "kind": "agent", "range": everything}
    )
    await until(editor, uri, "origin.declared-ai")


async def test_a_block_is_there_again_when_its_file_is_opened_again(
    repository: Path, server_command: list[str]
) -> None:
    async with running(server_command, repository, PROFILES["neovim-0.11"]()) as first:
        uri = first.open("shop.py", BEFORE)
        await paste(first, uri)
        [shown] = await until(first, uri, "origin.suspected-ai")
        (repository / "shop.py").write_text(BEFORE + PASTED)
        first.save(uri)
        first.close(uri)
    (repository / "shop.py").rename(repository / "moved.py")
    async with running(server_command, repository, PROFILES["vscode-pull"]()) as second:
        uri = second.open("moved.py", "# moved\n" + BEFORE + PASTED)
        [again] = await until(second, uri, "origin.suspected-ai")
        assert block_of(again) == block_of(shown)
        assert again.range.start.line == 8


async def test_what_a_checkout_brings_is_no_block(editor: Editor, repository: Path) -> None:
    uri = editor.open("shop.py", BEFORE)
    (repository / "shop.py").write_text(BEFORE + PASTED)
    await paste(editor, uri)
    await asyncio.sleep(1.0)
    assert await editor.diagnostics(uri) == []


async def test_a_client_that_wants_them_gets_marks(repository: Path, server_command: list[str]) -> None:
    capabilities = PROFILES["vscode-pull"]()
    capabilities.experimental = {"answerable": {"blocks": True}}
    marks: list[Any] = []
    async with running(server_command, repository, capabilities) as editor:

        @editor.client.feature("answerable/blocks")
        def blocks(params: Any) -> None:
            marks.append(plain(params))

        uri = editor.open("shop.py", BEFORE)
        await paste(editor, uri)
        await until(editor, uri, "origin.suspected-ai")
        for _ in range(200):
            if marks and marks[-1]["blocks"]:
                break
            await asyncio.sleep(0.02)
        [block] = marks[-1]["blocks"]
        assert marks[-1]["uri"] == uri
        assert (block["origin"], block["state"], block["findings"]) == ("suspected-ai", "unreviewed", 0)
        assert block["range"]["start"] == {"line": 5, "character": 0}


async def test_without_a_place_for_the_ledger_blocks_are_shown_and_the_person_is_told(
    repository: Path, server_command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "file" / "ledger"))
    async with running(server_command, repository, PROFILES["neovim-0.11"]()) as editor:
        uri = editor.open("shop.py", BEFORE)
        await paste(editor, uri)
        await until(editor, uri, "origin.suspected-ai")
        for _ in range(200):
            if any("nothing is recorded" in shown.message for shown in editor.client.messages):
                break
            await asyncio.sleep(0.02)
        assert any("nothing is recorded" in shown.message for shown in editor.client.messages)


@pytest.mark.parametrize("end", ["close", "exit"])
async def test_a_paste_is_recorded_though_its_document_is_closed_at_once(
    repository: Path, server_command: list[str], end: str
) -> None:
    async with running(server_command, repository, PROFILES["neovim-0.11"]()) as first:
        uri = first.open("shop.py", BEFORE)
        await paste(first, uri)
        if end == "close":
            (repository / "shop.py").write_text(BEFORE + PASTED)
            first.save(uri)
            first.close(uri)
    (repository / "shop.py").write_text(BEFORE + PASTED)
    listed = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "answerable", "review", "list"],
        cwd=repository,
        capture_output=True,
        text=True,
    )
    assert "shop.py:8-23" in listed.stdout, listed.stdout + listed.stderr


async def test_saving_keeps_the_lines_that_changed_since_the_review(editor: Editor, repository: Path) -> None:
    uri = editor.open("shop.py", BEFORE)
    await paste(editor, uri)
    [shown] = await until(editor, uri, "origin.suspected-ai")
    wish = {"block": block_of(shown), "statement": "I read it."}
    assert plain(await editor.command("answerable.signBlock", wish)) == {"recorded": True}
    await until(editor, uri)
    editor.type(uri, (9, 4), (9, 11), "sums")
    await until(editor, uri, "origin.suspected-ai")
    (repository / "shop.py").write_text(BEFORE + PASTED.replace("amounts = {}", "sums = {}"))
    editor.save(uri)
    await asyncio.sleep(1)
    [shown] = await until(editor, uri, "origin.suspected-ai")
    assert shown.message.endswith("edited after its review (line 10)")


async def test_a_ledger_that_cannot_be_written_is_said_to_who_signs(
    repository: Path, server_command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "file" / "ledger"))
    async with running(server_command, repository, PROFILES["neovim-0.11"]()) as editor:
        uri = editor.open("shop.py", BEFORE)
        await paste(editor, uri)
        [shown] = await until(editor, uri, "origin.suspected-ai")
        wish = {"block": block_of(shown), "statement": "I read it."}
        answer = plain(await editor.command("answerable.signBlock", wish))
        assert answer["recorded"] is False
        assert "cannot be made" in answer["why"]
        assert (await editor.status())["crashes"] == {}
