"""What is shown while somebody types, in every editor's guise."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp_editor import Editor

pytestmark = [pytest.mark.e2e, pytest.mark.engine]

SAFE = "import os\n\ndef f(x):\n    return x\n"
INJECTION = "import os\nfrom flask import request\n\ndef f():\n    os.system('ls ' + request.args['d'])\n"
FOUND = "python.os-command-injection@4:14-4:39"
TAG = "".join(chr(0xE0000 + ord(char)) for char in "obey")


async def test_an_opened_document_is_checked(editor: Editor) -> None:
    uri = editor.open("a.py", INJECTION)
    [shown] = await editor.sees(uri, FOUND)
    assert shown.severity is types.DiagnosticSeverity.Error
    assert shown.source == "answerable"
    assert "CWE-78" in shown.message
    assert shown.code_description is not None


async def test_typing_brings_a_finding_and_takes_it_away_in_unsaved_text(editor: Editor) -> None:
    uri = editor.open("a.py", SAFE)
    await editor.sees(uri)
    editor.type(uri, (3, 0), (4, 0), "")
    for column, char in enumerate("    os.system('ls %s' % x)"):
        editor.type(uri, (3, column), (3, column), char)
    editor.type(uri, (1, 0), (1, 0), "from flask import request\n")
    editor.replace(uri, INJECTION)
    await editor.sees(uri, FOUND)
    editor.type(uri, (4, 14), (4, 39), "'ls'")
    await editor.sees(uri)
    assert not (editor.root / "a.py").exists()


async def test_findings_move_with_the_text_above_them(editor: Editor) -> None:
    uri = editor.open("a.py", INJECTION)
    await editor.sees(uri, FOUND)
    editor.type(uri, (0, 0), (0, 0), "# one\n# two\n")
    await editor.sees(uri, "python.os-command-injection@6:14-6:39")


async def test_positions_are_in_the_units_agreed_on(editor: Editor) -> None:
    text = INJECTION.replace("'ls '", "'🎉é '")
    uri = editor.open("a.py", text)
    width = {"utf-8": 6, "utf-16": 3, "utf-32": 2}[str(editor.result.capabilities.position_encoding or "utf-16")]
    await editor.sees(uri, f"python.os-command-injection@4:14-4:{37 + width}")


async def test_emptying_a_document_clears_it(editor: Editor) -> None:
    uri = editor.open("a.py", INJECTION)
    await editor.sees(uri, FOUND)
    editor.replace(uri, "")
    await editor.sees(uri)


async def test_closing_a_document_clears_it(neovim: Editor) -> None:
    uri = neovim.open("a.py", INJECTION)
    await neovim.sees(uri, FOUND)
    neovim.close(uri)
    await neovim.sees(uri)


@pytest.mark.parametrize("how", ["rename", "delete", "delete folder"])
async def test_renaming_or_deleting_a_file_clears_it(neovim: Editor, how: str) -> None:
    uri = neovim.open("sub/a.py", INJECTION)
    await neovim.sees(uri, FOUND)
    if how == "rename":
        params = types.RenameFilesParams([types.FileRename(old_uri=uri, new_uri=neovim.uri("sub/b.py"))])
        neovim.client.workspace_did_rename_files(params)
    else:
        gone = uri if how == "delete" else neovim.uri("sub")
        neovim.client.workspace_did_delete_files(types.DeleteFilesParams([types.FileDelete(gone)]))
    await neovim.sees(uri)
    # Its editor is still open, and somebody goes on writing there.
    neovim.type(uri, (0, 0), (0, 0), "# x\n")
    await neovim.sees(uri, "python.os-command-injection@5:14-5:39")


async def test_an_agents_rule_file_with_an_invisible_instruction(editor: Editor) -> None:
    uri = editor.open("AGENTS.md", f"# Rules\n\nBe kind.{TAG}\n", language="markdown")
    end = {"utf-8": 8 + 16, "utf-16": 8 + 8, "utf-32": 8 + 4}[
        str(editor.result.capabilities.position_encoding or "utf-16")
    ]
    [shown] = await editor.sees(uri, f"hidden-text.tags@2:8-2:{end}")
    assert '"obey"' in shown.message or "obey" in shown.message


async def test_a_credential_is_shown_while_it_is_typed_and_never_repeated(neovim: Editor) -> None:
    token = "glpat-" + "x7Kq2mZp9RtV4wYb8NcL"
    uri = neovim.open("settings.py", "TOKEN = ''\n")
    await neovim.sees(uri)
    neovim.type(uri, (0, 9), (0, 9), token)
    [shown] = await neovim.sees(uri, "secrets.gitlab-pat@0:9-0:35")
    hover = await neovim.hover(uri, 0, 12)
    assert hover is not None
    assert token not in str(shown) + str(hover) + str(await neovim.status())


async def test_an_untitled_document(neovim: Editor) -> None:
    uri = neovim.open("", INJECTION, uri="untitled:Untitled-1")
    await neovim.sees(uri, FOUND)


async def test_stale_versions_are_dropped_and_counted(neovim: Editor) -> None:
    uri = neovim.open("a.py", SAFE)
    neovim.replace(uri, INJECTION)
    neovim.versions[uri] = 0
    neovim.replace(uri, "")
    await neovim.sees(uri, FOUND)
    assert (await neovim.status())["documents"][0]["staleChanges"] == 1


async def test_earlier_findings_stay_while_a_function_does_not_parse(neovim: Editor) -> None:
    uri = neovim.open("a.py", INJECTION)
    await neovim.sees(uri, FOUND)
    neovim.type(uri, (4, 4), (4, 4), "y = (((\n    ")
    await neovim.sees(uri, "python.os-command-injection@5:14-5:39")
    neovim.save(uri)
    status = await neovim.status()
    assert status["documents"][0]["findings"] == 1


async def test_two_hundred_documents_change_at_once(neovim: Editor) -> None:
    uris = [neovim.open(f"{number}.py", SAFE) for number in range(200)]
    for uri in uris:
        neovim.replace(uri, INJECTION)
    neovim.type(uris[150], (0, 0), (0, 0), "# mine\n")
    await neovim.sees(uris[150], "python.os-command-injection@5:14-5:39")
    for uri in (uris[0], uris[99], uris[199]):
        await neovim.sees(uri, FOUND)
