"""Hover, code actions, commands, settings, folders, notebooks: what the server answers beside diagnostics."""

from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from lsprotocol import types

from lsp_editor import PROFILES, Editor, command_of, plain, running, text_edits

pytestmark = [pytest.mark.e2e, pytest.mark.engine]

INJECTION = "import os\nfrom flask import request\n\ndef f():\n    os.system('ls ' + request.args['d'])\n"
RULE = "python.os-command-injection"
FOUND = f"{RULE}@4:14-4:39"
CODE_RULE = """\
rules:
- id: team.no-frobnicate
  languages: [python]
  severity: WARNING
  message: Do not frobnicate $X.
  pattern: frobnicate($X)
  fix: defrobnicate($X)
"""


async def test_hover_tells_lesson_controls_and_why(editor: Editor) -> None:
    uri = editor.open("a.py", INJECTION)
    await editor.sees(uri, FOUND)
    hover = await editor.hover(uri, 4, 20)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    for part in (RULE, "CWE-78", "subprocess.run", "NIST AI 600-1 2024", "line 5"):
        assert part in hover.contents.value
    assert await editor.hover(uri, 0, 0) is None
    assert await editor.hover(editor.uri("nothing.py"), 0, 0) is None


@pytest.mark.parametrize("profile", ["neovim-0.11", "vscode-1.65"])
async def test_a_fix_is_offered_and_does_what_it_says(tmp_path: Path, server_command: list[str], profile: str) -> None:
    (tmp_path / "answerable.toml").write_text('[rules]\npaths = ["team.yaml"]\n')
    (tmp_path / "team.yaml").write_text(CODE_RULE)
    async with running(server_command, tmp_path, PROFILES[profile]()) as editor:
        uri = editor.open("a.py", "# 🎉\nfrobnicate('🎉', 1)\nfrobnicate(2)\n")
        await editor.sees(uri, "team.no-frobnicate@2:0-2:13")
        [fix, *_] = await editor.actions(uri, 2, 3)
        assert isinstance(fix, types.CodeAction)
        assert fix.is_preferred
        [edit] = text_edits(fix.edit)
        assert (edit.range.start, edit.range.end) == (types.Position(2, 0), types.Position(2, 13))
        assert edit.new_text == "defrobnicate(2)"


async def test_a_secret_can_be_redacted(neovim: Editor) -> None:
    token = "glpat-" + "x7Kq2mZp9RtV4wYb8NcL"
    uri = neovim.open("settings.py", f"TOKEN = '{token}'\n")
    await neovim.sees(uri, "secrets.gitlab-pat@0:9-0:35")
    actions = await neovim.actions(uri, 0, 12)
    redact = next(action for action in actions if action.title.startswith("Redact"))
    assert isinstance(redact, types.CodeAction)
    [edit] = text_edits(redact.edit)
    neovim.type(uri, (0, edit.range.start.character), (0, edit.range.end.character), edit.new_text)
    await neovim.sees(uri)
    assert token not in str(actions)


@pytest.mark.parametrize("scope", ["line", "file"])
async def test_suppressing_asks_for_a_reason_and_sets_a_date(neovim: Editor, scope: str) -> None:
    asked: list[types.ShowMessageRequestParams] = []
    applied: list[types.ApplyWorkspaceEditParams] = []

    @neovim.client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)
    def ask(params: types.ShowMessageRequestParams) -> types.MessageActionItem:
        asked.append(params)
        assert params.actions
        return params.actions[1]

    @neovim.client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        applied.append(params)
        return types.ApplyWorkspaceEditResult(applied=True)

    uri = neovim.open("a.py", INJECTION)
    await neovim.sees(uri, FOUND)
    commands = [command_of(action) for action in await neovim.actions(uri, 4, 20)]
    [command] = [each for each in commands if each["arguments"][0]["scope"] == scope]
    await neovim.command(command["command"], *command["arguments"])
    assert len(asked) == 1
    [edit] = text_edits(applied[0].edit)
    until = date.today() + timedelta(days=90)
    word = "ignore" if scope == "line" else "ignore-file"
    assert f"# answerable: {word}[{RULE}] until {until} -- Test or example code" in edit.new_text
    place = (edit.range.start.line, edit.range.start.character)
    neovim.type(uri, place, (edit.range.end.line, edit.range.end.character), edit.new_text)
    await neovim.sees(uri)
    status = await neovim.status()
    assert status["documents"][0]["suppressed"] == 1


@pytest.mark.parametrize("there", [True, False])
async def test_where_no_comment_can_stand_the_policy_gets_an_entry(
    tmp_path: Path, server_command: list[str], there: bool
) -> None:
    policy = tmp_path / "answerable.toml"
    if there:
        policy.write_text("version = 1\n")
    applied: list[types.ApplyWorkspaceEditParams] = []
    async with running(server_command, tmp_path, PROFILES["vscode-1.65"]()) as editor:

        @editor.client.feature(types.WORKSPACE_APPLY_EDIT)
        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            applied.append(params)
            return types.ApplyWorkspaceEditResult(applied=True)

        token = "glpat-" + "x7Kq2mZp9RtV4wYb8NcL"
        uri = editor.open("config.json", f'{{"token": "{token}"}}\n', "json")
        [shown] = await editor.sees(uri, "secrets.gitlab-pat@0:11-0:37")
        fingerprint = plain(shown.data)["fingerprint"]
        await editor.command(
            "answerable.suppress", {"uri": uri, "fingerprint": fingerprint, "scope": "line", "reason": "A test account"}
        )
        edit = applied[0].edit
        if there:
            [edited] = text_edits(edit)
            policy.write_text("version = 1\n" + edited.new_text)
        else:
            assert edit.document_changes is not None
            created, changed = edit.document_changes
            assert isinstance(created, types.CreateFile)
            assert isinstance(changed, types.TextDocumentEdit)
            [edited] = [item for item in changed.edits if isinstance(item, types.TextEdit)]
            policy.write_text(edited.new_text)
        event = types.FileEvent(uri=policy.as_uri(), type=types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await editor.sees(uri)
        assert token not in policy.read_text()


async def test_a_reason_nobody_gives_suppresses_nothing(neovim: Editor) -> None:
    @neovim.client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)
    def ask(params: types.ShowMessageRequestParams) -> None:
        return None

    uri = neovim.open("a.py", INJECTION)
    [shown] = await neovim.sees(uri, FOUND)
    fingerprint = plain(shown.data)["fingerprint"]
    answer = await neovim.command("answerable.suppress", {"uri": uri, "fingerprint": fingerprint, "scope": "line"})
    assert plain(answer)["applied"] is False


async def test_suppression_comments_that_do_not_hold_are_reported(neovim: Editor) -> None:
    lines = INJECTION.splitlines()
    lines[4] += f"  # answerable: ignore[{RULE}] until 2020-01-31 -- mended next week"
    lines += ["", "x = 1  # answerable: ignore[python.eval]"]
    uri = neovim.open("a.py", "\n".join(lines) + "\n")
    start, end = lines[4].index("answerable"), len(lines[4])
    seen = await neovim.sees(
        uri,
        FOUND,
        f"answerable.suppression.expired@4:{start}-4:{end}",
        f"answerable.suppression.malformed@6:{lines[6].index('answerable')}-6:{len(lines[6])}",
    )
    assert "2020-01-31" in seen[1].message


async def test_status_tells_what_is_going_on(neovim: Editor) -> None:
    uri = neovim.open("a.py", INJECTION)
    await neovim.sees(uri, FOUND)
    status = await neovim.status()
    [workspace] = status["workspaces"]
    assert workspace["rules"]["loaded"] > 40
    assert workspace["engine"]["scans"] >= 1
    assert workspace["detectors"] == ["secrets", "hidden-text", "agents", "residue", "packages", "guard", "semgrep"]
    assert status["latency"]["full"]["runs"] == 1
    assert status["documents"] == [
        {
            "uri": uri,
            "version": 1,
            "stage": "full",
            "findings": 1,
            "suppressed": 0,
            "lastMilliseconds": status["documents"][0]["lastMilliseconds"],
            "leftOut": None,
            "originLeftOut": None,
            "staleChanges": 0,
        }
    ]
    assert status["crashes"] == {}


async def test_the_first_check_shows_its_progress(neovim: Editor) -> None:
    uris = [neovim.open(f"{number}.py", INJECTION) for number in range(3)]
    for uri in uris:
        await neovim.sees(uri, FOUND)
    for _ in range(500):
        reports = [report for token in neovim.client.progress_reports.values() for report in token]
        if reports and getattr(reports[-1], "kind", None) == "end":
            break
        await asyncio.sleep(0.02)
    kinds = [report.kind for report in reports]
    assert kinds[0] == "begin"
    assert kinds[-1] == "end"
    assert set(kinds[1:-1]) <= {"report"}


async def test_settings_come_from_the_editor_and_may_change(tmp_path: Path, server_command: list[str]) -> None:
    off = {"rules": {"disable": [RULE]}}
    async with running(server_command, tmp_path, PROFILES["neovim-0.11"](), configuration=off) as editor:
        uri = editor.open("a.py", INJECTION)
        await _ready(editor, uri, "full")
        await editor.sees(uri)
        editor.client.set_configuration({"answerable": {}})
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
        await editor.sees(uri, FOUND)


async def test_settings_sent_along_reach_a_client_that_cannot_be_asked(
    tmp_path: Path, server_command: list[str]
) -> None:
    bare = types.ClientCapabilities()
    async with running(server_command, tmp_path, bare) as editor:
        uri = editor.open("a.py", INJECTION)
        await editor.sees(uri, FOUND)
        settings = {"answerable": {"rules": {"severity": {RULE: "hint"}}}}
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=settings))
        for _ in range(500):
            shown = await editor.diagnostics(uri)
            if shown and shown[0].severity is types.DiagnosticSeverity.Hint:
                break
            await asyncio.sleep(0.02)
        assert shown[0].severity is types.DiagnosticSeverity.Hint


@pytest.mark.parametrize("how", ["watched", "saved"])
async def test_a_changed_policy_or_rule_file_counts_at_once(
    tmp_path: Path, server_command: list[str], how: str
) -> None:
    capabilities = PROFILES["vscode-1.65"]() if how == "watched" else types.ClientCapabilities()
    policy, rules = tmp_path / "answerable.toml", tmp_path / "team.yaml"
    async with running(server_command, tmp_path, capabilities) as editor:
        uri = editor.open("a.py", "frobnicate(1)\n")
        await editor.sees(uri)
        await _ready(editor, uri, "full")

        def tell(path: Path, kind: types.FileChangeType) -> None:
            if how == "watched":
                event = types.FileEvent(uri=path.as_uri(), type=kind)
                editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            else:
                editor.save(editor.open(path.name, path.read_text(), "toml"))

        if how == "watched":
            assert types.WORKSPACE_DID_CHANGE_WATCHED_FILES in editor.registered
        rules.write_text(CODE_RULE)
        policy.write_text('[rules]\npaths = ["team.yaml"]\n')
        tell(policy, types.FileChangeType.Created)
        await editor.sees(uri, "team.no-frobnicate@0:0-0:13")
        rules.write_text(CODE_RULE.replace("frobnicate", "other"))
        tell(rules, types.FileChangeType.Changed)
        await editor.sees(uri)


async def test_an_import_is_declared_as_soon_as_the_manifest_says_so(tmp_path: Path, server_command: list[str]) -> None:
    manifest = tmp_path / "requirements.txt"
    manifest.write_text("requests\n")
    async with running(server_command, tmp_path, PROFILES["vscode-1.65"]()) as editor:
        uri = editor.open("a.py", "import requests\nimport madeup_thing.inner\n")
        await editor.sees(uri, "packages.unknown-import@1:7-1:19")
        manifest.write_text("requests\nmadeup-thing\n")
        event = types.FileEvent(uri=manifest.as_uri(), type=types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await editor.sees(uri)


async def test_a_broken_policy_is_named_and_the_rest_goes_on(tmp_path: Path, server_command: list[str]) -> None:
    (tmp_path / "answerable.toml").write_text('[scan]\nthreshold = "warning"\n\n[rules]\ndisabel = ["x"]\n')
    async with running(server_command, tmp_path, PROFILES["neovim-0.11"]()) as editor:
        uri = editor.open("a.py", INJECTION)
        await editor.sees(uri, FOUND)
        messages = [message.message for message in editor.client.messages]
        [told] = [message for message in messages if "answerable.toml" in message]
        assert "answerable.toml:5" in told
        assert "disabel" in told
        assert "disable" in told.replace("disabel", "")
        assert (await editor.status())["workspaces"][0]["problems"]


async def test_each_folder_has_its_own_policy(tmp_path: Path, server_command: list[str]) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (two / "answerable.toml").write_text(f'[rules]\ndisable = ["{RULE}"]\n')
    async with running(server_command, tmp_path, PROFILES["neovim-0.11"](), folders=[one, two]) as editor:
        first, second = editor.open("one/a.py", INJECTION), editor.open("two/a.py", INJECTION)
        await editor.sees(first, FOUND)
        await _ready(editor, second, "full")
        await editor.sees(second)
        event = types.WorkspaceFoldersChangeEvent([], [types.WorkspaceFolder(two.as_uri(), "two")])
        editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        await editor.sees(second, FOUND)


async def test_documents_the_policy_leaves_out_show_nothing_and_are_listed(
    tmp_path: Path, server_command: list[str]
) -> None:
    (tmp_path / "answerable.toml").write_text('[scan]\nexclude = ["old/"]\nmax_file_bytes = 2000\n')
    async with running(server_command, tmp_path, PROFILES["vscode-pull"]()) as editor:
        out, long = editor.open("old/a.py", INJECTION), editor.open("b.py", INJECTION + "#" * 2000)
        await editor.sees(out)
        await editor.sees(long)
        reasons = {item["path"]: item["reason"] for item in (await editor.status())["skipped"]}
        assert "scan.exclude" in reasons[out]
        assert "scan.max_file_bytes" in reasons[long]
        editor.replace(long, INJECTION)
        await editor.sees(long, FOUND)


async def test_the_cells_of_a_notebook_are_one_module(neovim: Editor) -> None:
    book, cells = neovim.uri("n.ipynb"), [neovim.uri(f"n.ipynb#{number}") for number in range(3)]
    texts = [
        "%pip install flask\nfrom flask import request\nimport os\n",
        "# A heading",
        "d = request.args['d']\nos.system('ls ' + d)",
    ]
    kinds = [types.NotebookCellKind.Code, types.NotebookCellKind.Markup, types.NotebookCellKind.Code]
    document = types.NotebookDocument(
        uri=book,
        notebook_type="jupyter-notebook",
        version=1,
        cells=[types.NotebookCell(kind, uri) for kind, uri in zip(kinds, cells, strict=True)],
    )
    items = [
        types.TextDocumentItem(uri=cells[number], language_id="python", version=1, text=texts[number])
        for number in (0, 2)
    ]
    neovim.client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(document, items))
    await neovim.sees(cells[2], f"{RULE}@1:10-1:19")
    await neovim.sees(cells[0])
    content = types.NotebookDocumentCellContentChanges(
        types.VersionedTextDocumentIdentifier(2, cells[2]),
        [types.TextDocumentContentChangePartial(types.Range(types.Position(0, 0), types.Position(0, 0)), "\n")],
    )
    change = types.NotebookDocumentChangeEvent(cells=types.NotebookDocumentCellChanges(text_content=[content]))
    neovim.client.notebook_document_did_change(
        types.DidChangeNotebookDocumentParams(types.VersionedNotebookDocumentIdentifier(2, book), change)
    )
    await neovim.sees(cells[2], f"{RULE}@2:10-2:19")
    structure = types.NotebookDocumentCellChangeStructure(
        array=types.NotebookCellArrayChange(start=2, delete_count=1, cells=[]),
        did_close=[types.TextDocumentIdentifier(cells[2])],
    )
    change = types.NotebookDocumentChangeEvent(cells=types.NotebookDocumentCellChanges(structure=structure))
    neovim.client.notebook_document_did_change(
        types.DidChangeNotebookDocumentParams(types.VersionedNotebookDocumentIdentifier(3, book), change)
    )
    await neovim.sees(cells[2])
    neovim.client.notebook_document_did_close(
        types.DidCloseNotebookDocumentParams(types.NotebookDocumentIdentifier(book), [])
    )
    assert (await neovim.status())["documents"] == []


async def test_a_request_can_be_cancelled(neovim: Editor) -> None:
    uri = neovim.open("a.py", INJECTION * 300)
    params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(4, 20))
    waiting = neovim.client.protocol.send_request(types.TEXT_DOCUMENT_HOVER, params, msg_id="h")
    neovim.client.cancel_request(types.CancelParams(id="h"))
    done, _ = await asyncio.wait([asyncio.wrap_future(waiting)], timeout=20)
    assert len(done) == 1
    await neovim.status()


async def test_a_crash_in_one_feature_is_counted_shown_and_reaches_no_other(
    tmp_path: Path, server_command: list[str]
) -> None:
    script = tmp_path / "broken.py"
    script.write_text(
        "import sys\n"
        "import answerable.lsp.features.hover as hover\n"
        "async def broken(state, params):\n"
        "    raise ValueError('the text of somebody')\n"
        "object.__setattr__(hover.FEATURE, 'handle', broken)\n"
        "import answerable.detect.hidden_text.detector as hidden\n"
        "def fails(self, snapshot, cancel):\n"
        "    raise ValueError('the text of somebody')\n"
        "hidden.HiddenTextDetector.scan = fails\n"
        "from answerable.__main__ import main\n"
        "sys.argv[:] = ['answerable', 'serve']\n"
        "sys.exit(main())\n"
    )
    async with running([server_command[0], str(script)], tmp_path, PROFILES["neovim-0.11"]()) as editor:
        uri = editor.open("a.py", INJECTION + "# é\n")
        await editor.sees(uri, FOUND)
        assert await editor.hover(uri, 4, 20) is None
        assert await editor.hover(uri, 4, 20) is None
        status = await editor.status()
        assert status["crashes"]["textDocument/hover"]["count"] == 2
        assert status["crashes"]["hidden-text"]["count"] >= 1
        assert [item["detector"] for item in status["skipped"]] == ["hidden-text"]
        told = [message.message for message in editor.client.messages]
        assert len([message for message in told if "textDocument/hover" in message]) == 1
        assert "somebody" not in json.dumps(status) + str(told)
        assert await editor.actions(uri, 4, 20)


async def _ready(editor: Editor, uri: str, stage: str) -> None:
    for _ in range(1000):
        documents = {item["uri"]: item for item in (await editor.status())["documents"]}
        if documents.get(uri, {}).get("stage") == stage:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{uri} never came to the {stage} stage")


async def test_a_prompt_is_checked_and_handed_back_redacted(neovim: Editor) -> None:
    token, mail = "glpat-" + "x7Kq2mZp9RtV4wYb8NcL", "jane.roe@acme-corp.com"
    uri = neovim.open("AGENTS.md", f"Ask {mail}.\nUse {token}.\nMail {mail} again 🎉.\n", "markdown")
    shown = await neovim.sees(uri, "pii.email@0:4-0:26", "secrets.gitlab-pat@1:4-1:30", "pii.email@2:5-2:27")
    assert mail not in "".join(diagnostic.message for diagnostic in shown)
    answer = plain(await neovim.command("answerable.checkPrompt", {"uri": uri}))
    assert answer["decision"] == "block"
    assert next((f["kind"], f["start"], f["end"]) for f in answer["findings"]) == ("pii", 4, 26)
    copied = plain(await neovim.command("answerable.copyRedacted", {"uri": uri}))
    assert copied["text"] == "Ask <EMAIL_1>.\nUse <GITLAB_PAT_1>.\nMail <EMAIL_1> again 🎉.\n"
    part = {"start": {"line": 2, "character": 5}, "end": {"line": 2, "character": 27}}
    copied = plain(await neovim.command("answerable.copyRedacted", {"uri": uri, "range": part}))
    assert copied["text"] == "<EMAIL_1>"
    cut = {"start": {"line": 0, "character": 10}, "end": {"line": 1, "character": 20}}
    copied = plain(await neovim.command("answerable.copyRedacted", {"uri": uri, "range": cut}))
    assert copied["text"] == "<EMAIL_1>.\nUse <GITLAB_PAT_1>"
    assert [(f["start"], f["end"]) for f in copied["findings"]] == [(0, 22), (28, 54)]
    given = plain(await neovim.command("answerable.copyRedacted", {"text": f"to {mail}"}))
    assert given["text"] == "to <EMAIL_1>"
    for odd in (
        f"\0{token}",
        f"\ud800{token}",
        f"🎉{token}é",
        f"{token[:14]}\n{token[14:]}",
        f"{token[:9]}\0{token[9:]}",
    ):
        given = plain(await neovim.command("answerable.copyRedacted", {"text": odd, "uri": "\0"}))
        assert token[:9] not in given["text"]
    backwards = {"start": {"line": -1, "character": 1e300}, "end": {"line": 0, "character": 10**30}}
    wrongs = ({"uri": "file:///none"}, {"uri": uri, "range": {"start": 1}}, {"uri": uri, "range": backwards})
    for wrong in (None, 5, [token], {}, {"text": 5}, {"text": "x" * 10_000_001}, *wrongs):
        assert "why" in plain(await neovim.command("answerable.checkPrompt", wrong))
    assert (await neovim.status())["crashes"] == {}
    actions = await neovim.actions(uri, 0, 10)
    every = next(action for action in actions if action.title == "Redact all 3 in this file")
    assert isinstance(every, types.CodeAction)
    assert [edit.new_text for edit in text_edits(every.edit)] == ["<EMAIL_1>", "<GITLAB_PAT_1>", "<EMAIL_1>"]
