"""The hook as an agent's host runs it: a process of its own, JSON in, an answer the host obeys out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from answerable.cli.guard.settings_cache import SettingsCache, stamp
from answerable.guard.settings import GuardSettings
from answerable.ledger.log import Ledger
from answerable.ledger.record import Record
from answerable.policy.load import load_policy
from hook_calls import call

pytestmark = pytest.mark.e2e

TOKEN = "glpat-" + "x7Kq2mZp9RtV4wYb8NcL"
MAIL = "jane.roe@" + "acme-corp.com"


def claude(event: str, where: Path, **fields: Any) -> dict[str, Any]:
    return {"session_id": "s-1", "transcript_path": "/t", "cwd": str(where), "hook_event_name": event, **fields}


def hook(data: Any, *arguments: str, where: Path) -> tuple[int, Any, str]:
    """Exit code, the answer's JSON (None for none), the standard error."""
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    done = subprocess.run(
        [sys.executable, "-m", "answerable", "guard", "hook", *arguments], input=raw, capture_output=True, cwd=where
    )
    told = done.stdout.decode()
    return done.returncode, json.loads(told) if told else None, done.stderr.decode()


def test_a_clean_prompt_goes_on_without_a_word(tmp_path: Path) -> None:
    assert hook(claude("UserPromptSubmit", tmp_path, prompt="Why?"), where=tmp_path) == (0, None, "")


def test_a_secret_stops_a_prompt_and_a_version_that_may_be_sent_is_handed_back(tmp_path: Path) -> None:
    code, answer, error = hook(claude("UserPromptSubmit", tmp_path, prompt=f"Why?\nuse {TOKEN} 🎉"), where=tmp_path)
    assert (code, error) == (0, "")
    assert answer["decision"] == "block"
    assert "a credential (GITLAB_PAT on line 2)" in answer["reason"]
    assert answer["reason"].endswith("This version may be sent:\n\nWhy?\nuse <GITLAB_PAT_1> 🎉")
    assert "transcript" in answer["reason"]
    assert TOKEN not in json.dumps(answer)


def test_personal_data_is_warned_of_and_goes_on(tmp_path: Path) -> None:
    code, answer, _ = hook(claude("UserPromptSubmit", tmp_path, prompt=f"Write to {MAIL}"), where=tmp_path)
    assert (code, "decision" in answer) == (0, False)
    assert "personal data (EMAIL on line 1)" in answer["systemMessage"]
    assert MAIL not in json.dumps(answer)


def test_a_person_may_override_with_a_reason(tmp_path: Path) -> None:
    prompt = f"answerable: override -- a revoked token, for the bug report\nuse {TOKEN}"
    _, answer, _ = hook(claude("UserPromptSubmit", tmp_path, prompt=prompt), where=tmp_path)
    assert "decision" not in answer
    assert "because of an override" in answer["systemMessage"]
    _, answer, _ = hook(
        claude("UserPromptSubmit", tmp_path, prompt=f"answerable: override --\n{TOKEN}"), where=tmp_path
    )
    assert answer["decision"] == "block"


def test_a_tools_input_with_a_secret_is_denied(tmp_path: Path) -> None:
    tool = {"command": f"curl -H 'PRIVATE-TOKEN: {TOKEN}' https://gitlab.example/api"}
    _, answer, _ = hook(claude("PreToolUse", tmp_path, tool_name="Bash", tool_input=tool), where=tmp_path)
    assert answer["hookSpecificOutput"]["permissionDecision"] == "deny"
    assert TOKEN not in json.dumps(answer)


def test_what_a_tool_read_is_masked_and_personal_data_can_be_restored(tmp_path: Path) -> None:
    response = {"type": "text", "file": {"filePath": "a.env", "content": f"T={TOKEN}\nM={MAIL}\n", "numLines": 2}}
    data = claude("PostToolUse", tmp_path, tool_name="Read", tool_input={"file_path": "a.env"}, tool_response=response)
    _, answer, error = hook(data, where=tmp_path)
    content = answer["hookSpecificOutput"]["updatedToolOutput"]["file"]["content"]
    assert (content, error) == ("T=<GITLAB_PAT_1>\nM=<EMAIL_1>\n", "")
    restored = subprocess.run(
        [sys.executable, "-m", "answerable", "guard", "restore", "--session", "s-1"],
        input=b"I wrote to <EMAIL_1> with <GITLAB_PAT_1>.",
        capture_output=True,
        cwd=tmp_path,
    )
    assert restored.stdout.decode() == f"I wrote to {MAIL} with <GITLAB_PAT_1>."


def test_values_masked_at_once_have_placeholders_of_their_own(tmp_path: Path) -> None:
    running = []
    for number in range(4):
        response = {"content": f"M=jane.roe{number}@acme-corp.com"}
        data = claude("PostToolUse", tmp_path, tool_name="Bash", tool_input={}, tool_response=response)
        command = [sys.executable, "-m", "answerable", "guard", "hook"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, text=True)
        assert process.stdin is not None
        process.stdin.write(json.dumps(data | {"session_id": "at-once"}))
        process.stdin.close()
        running.append(process)
    masked = []
    for process in running:
        assert process.stdout is not None
        masked.append(json.loads(process.stdout.read())["hookSpecificOutput"]["updatedToolOutput"]["content"])
        process.stdout.close()
        assert process.wait() == 0
    assert sorted(masked) == [f"M=<EMAIL_{number}>" for number in range(1, 5)]
    restored = subprocess.run(
        [sys.executable, "-m", "answerable", "guard", "restore", "--session", "at-once"],
        input=" ".join(masked).encode(),
        capture_output=True,
        cwd=tmp_path,
    )
    assert restored.stdout.decode() == " ".join(f"M=jane.roe{number}@acme-corp.com" for number in range(4))


def test_another_secret_of_a_conversation_has_another_placeholder(tmp_path: Path) -> None:
    contents = []
    for token in (TOKEN, TOKEN[:-1] + "M", TOKEN):
        data = claude("PostToolUse", tmp_path, tool_name="Bash", tool_input={}, tool_response={"content": token})
        told = call(json.dumps(data | {"session_id": "secrets"}).encode(), where=tmp_path)
        contents.append(told.answer["hookSpecificOutput"]["updatedToolOutput"]["content"])
    assert contents == ["<GITLAB_PAT_1>", "<GITLAB_PAT_2>", "<GITLAB_PAT_1>"]


def test_a_file_about_to_be_read_is_looked_into_where_its_output_cannot_be_masked(tmp_path: Path) -> None:
    (tmp_path / "a.env").write_text(f"T={TOKEN}\n")
    event = {"hook_event_name": "PreToolUse", "session_id": "x", "turn_id": "t", "cwd": str(tmp_path)}
    data = event | {"tool_name": "read_file", "tool_input": {"path": "a.env"}}
    _, answer, _ = hook(data, where=tmp_path)
    assert answer["hookSpecificOutput"]["permissionDecision"] == "deny"
    assert hook(data | {"tool_input": {"path": "none.env"}}, where=tmp_path) == (0, None, "")
    claudes = claude("PreToolUse", tmp_path, tool_name="Read", tool_input={"file_path": "a.env"})
    assert hook(claudes, where=tmp_path) == (0, None, "")


def test_an_attachment_is_a_part_of_the_prompt(tmp_path: Path) -> None:
    (tmp_path / "a.env").write_text(f"T={TOKEN}\n")
    data = {
        "hook_event_name": "beforeSubmitPrompt",
        "conversation_id": "c",
        "workspace_roots": [str(tmp_path)],
        "prompt": "Why?",
        "attachments": [{"type": "file", "filePath": str(tmp_path / "a.env")}],
    }
    _, answer, _ = hook(data, where=tmp_path)
    assert answer["continue"] is False
    assert (
        "what is attached to this prompt holds a credential (GITLAB_PAT on line 1 of a.env)" in answer["user_message"]
    )
    _, answer, _ = hook(data | {"prompt": f"\n{TOKEN}"}, where=tmp_path)
    assert (
        "this prompt holds credentials (GITLAB_PAT on line 2, GITLAB_PAT on line 1 of a.env)" in answer["user_message"]
    )


def test_a_host_that_cannot_stop_a_prompt_is_not_told_how_to_send_it(tmp_path: Path) -> None:
    data = {"timestamp": 1, "cwd": str(tmp_path), "sessionId": "c", "prompt": f"use {TOKEN}"}
    code, answer, told = hook(data, where=tmp_path)
    assert (code, answer) == (0, None)
    assert "GITLAB_PAT on line 1" in told
    assert "It was sent" in told
    assert "override" not in told
    assert "may be sent" not in told


def test_a_file_the_policy_keeps_from_agents_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "answerable.toml").write_text('[guard]\nunreadable = ["*.pem"]\n')
    (tmp_path / "a.pem").write_text("nothing\n")
    data = claude("PreToolUse", tmp_path, tool_name="Read", tool_input={"file_path": str(tmp_path / "a.pem")})
    _, answer, _ = hook(data, where=tmp_path)
    assert answer["hookSpecificOutput"]["permissionDecision"] == "deny"
    assert "guard.unreadable" in answer["hookSpecificOutput"]["permissionDecisionReason"]
    assert answer["hookSpecificOutput"]["permissionDecisionReason"].endswith(" about to use: a.pem.")


@pytest.mark.parametrize(
    ("raw", "arguments", "message"),
    [
        (b"", (), "the standard input is empty"),
        (b"{", (), "the standard input is not JSON"),
        (b"[1]", (), "is no object"),
        (b"\xff\x00\x01", (), "is not JSON"),
        (b"[" * 100_000, (), "nested too deep"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, (), "nested too deep"),
        (b'{"hello": "world"}', (), "the JSON of no agent we know"),
        (b'{"hook_event_name": "UserPromptSubmit", "session_id": "1"}', (), "`prompt` is missing"),
        (b"{}", ("--host", "cursor"), "`hook_event_name` is missing"),
    ],
)
def test_what_cannot_be_understood_is_stopped_and_says_why(
    tmp_path: Path, raw: bytes, arguments: tuple[str, ...], message: str
) -> None:
    code, answer, error = hook(raw, *arguments, where=tmp_path)
    assert (code, answer) == (2, None)
    assert message in error
    assert "nothing was checked and it was stopped" in error


def test_a_policy_may_let_pass_what_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "answerable.toml").write_text('[guard]\nfail = "open"\n')
    code, answer, error = hook(b"{", where=tmp_path)
    assert (code, answer) == (0, None)
    assert "goes on unchecked" in error


@pytest.mark.parametrize("prompt", ["\udc80 \ud83d", "\0\0", "", "é" * 5000])
def test_strange_text_is_text(tmp_path: Path, prompt: str) -> None:
    assert hook(claude("UserPromptSubmit", tmp_path, prompt=prompt), where=tmp_path)[:2] == (0, None)
    code, answer, _ = hook(claude("UserPromptSubmit", tmp_path, prompt=f"{prompt} {TOKEN}"), where=tmp_path)
    assert (code, answer["decision"]) == (0, "block")


@pytest.mark.parametrize(
    ("prompt", "streams", "code"),
    [
        (TOKEN, ">&-", 2),
        (TOKEN, ">/dev/full", 2),
        (TOKEN, ">/dev/full 2>/dev/full", 2),
        (TOKEN, "2>&-", 0),
        ("Why?", ">&-", 0),
        (None, "<&-", 2),
        (None, "2>&-", 2),
        (None, "2>/dev/full", 2),
    ],
)
def test_streams_that_cannot_be_used_let_nothing_pass(
    tmp_path: Path, prompt: str | None, streams: str, code: int
) -> None:
    raw = b"{" if prompt is None else json.dumps(claude("UserPromptSubmit", tmp_path, prompt=prompt)).encode()
    command = ["sh", "-c", f'exec "$0" -m answerable guard hook {streams}', sys.executable]
    done = subprocess.run(command, input=raw, capture_output=True, cwd=tmp_path)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    # What stands on the standard output is the host's JSON or nothing.
    assert (json.loads(done.stdout)["decision"] == "block") if prompt and streams == "2>&-" else done.stdout == b""


def test_help_and_wrong_options_are_clicks(tmp_path: Path) -> None:
    code, _, error = hook(b"{}", "--host", "emacs", where=tmp_path)
    assert code == 2
    assert "is not one of" in error


def test_a_mistake_in_the_policy_of_the_guard_is_told_each_time_and_stops_as_the_policy_says(tmp_path: Path) -> None:
    for fail, stopped in (("closed", True), ("open", False)):
        (tmp_path / "answerable.toml").write_text(f'[guard]\nfail = "{fail}"\nsecrets = "warn"\npii = "never"\n')
        for _ in range(2):
            _, answer, error = hook(claude("UserPromptSubmit", tmp_path, prompt=TOKEN), where=tmp_path)
            assert "answerable.toml" in error
            assert ("decision" in answer) is stopped
            assert "guard.pii" in (answer["reason"] if stopped else answer["systemMessage"])


def test_a_changed_policy_counts_at_the_next_prompt(tmp_path: Path) -> None:
    policy = tmp_path / "answerable.toml"
    policy.write_text('[guard]\nsecrets = "warn"\n')
    event = claude("UserPromptSubmit", tmp_path, prompt=TOKEN)
    assert "decision" not in hook(event, where=tmp_path)[1]
    assert "decision" not in hook(event, where=tmp_path)[1]
    policy.write_text('[guard]\nsecrets = "block"\n')
    assert hook(event, where=tmp_path)[1]["decision"] == "block"


def test_settings_come_back_from_the_cache_as_they_went_in(tmp_path: Path) -> None:
    policy = tmp_path / "answerable.toml"
    policy.write_text(
        '[guard]\npii = "block"\nsamples = "allow"\ndecisions = { "pii.*" = "warn" }\ndisable = ["pii.mac-address"]\n'
        'unreadable = [".env"]\npacks = ["health"]\nregions = ["DE"]\nfail = "open"\nrestore_hours = 1\n'
        '[[guard.terms]]\ntext = "Project Nightjar"\nlabel = "PROJECT"\n'
        '[[guard.where]]\npath = "tests/"\nhost = "cursor"\nsecrets = "warn"\n'
        '[secrets]\ntables = ["t.toml"]\nsecond_pass = false\n'
    )
    (tmp_path / "t.toml").write_text("")
    settings = GuardSettings.of(load_policy(tmp_path).policy)
    cache = SettingsCache(tmp_path / "cache", tmp_path)
    now = stamp([policy])
    assert cache.load(now) is None
    cache.save(now, settings)
    assert cache.load(now) == settings
    [file] = (tmp_path / "cache").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    os.utime(policy, ns=(1, 1))
    assert cache.load(stamp([policy])) is None
    file.write_text('{"stamp": [], "settings": {}}')
    assert cache.load([]) is None


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shop"
    root.mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "ledger"))
    return root


def records(repository: Path) -> list[Record]:
    return list(Ledger.open(repository.parent / "ledger").records())


def test_what_was_stopped_masked_and_overridden_is_on_record_without_the_value(repository: Path) -> None:
    hook(claude("UserPromptSubmit", repository, prompt=f"{TOKEN} and {TOKEN}"), where=repository)
    hook(claude("UserPromptSubmit", repository, prompt=f"answerable: override -- revoked\n{TOKEN}"), where=repository)
    response = {"content": f"M={MAIL}\n"}
    data = claude("PostToolUse", repository, tool_name="Read", tool_input={"file_path": "a"}, tool_response=response)
    hook(data, where=repository)
    hook(claude("UserPromptSubmit", repository, prompt="Why?"), where=repository)
    stopped, overridden, masked = records(repository)
    assert [stopped.kind, overridden.kind, masked.kind] == ["guard.warned", "guard.overridden", "guard.redacted"]
    [label] = stopped.body["labels"]
    assert (label["kind"], label["label"], label["count"]) == ("secret", "GITLAB_PAT", 2)
    assert (stopped.body["host"], stopped.body["decision"], stopped.body["session"]) == ("claude-code", "block", "s-1")
    assert overridden.body["reason"] == "revoked"
    assert overridden.body["labels"][0]["digest"] == label["digest"]
    assert masked.body["labels"][0]["label"] == "EMAIL"
    for path in repository.parent.rglob("*"):
        if path.is_file() and ".git" not in path.parts:
            assert TOKEN.encode() not in path.read_bytes()
            assert MAIL.encode() not in path.read_bytes()


def test_what_an_agent_wrote_is_a_declared_block(repository: Path) -> None:
    old = "import os\n\n\ndef kept():\n    return os.sep\n"
    new = "def added(name):\n    return os.path.join(name, 'added')\n"
    (repository / "a.py").write_text(f"{old}\n\n{new}")
    edit = {"file_path": str(repository / "a.py"), "old_string": old, "new_string": f"{old}\n\n{new}"}
    data = claude("PostToolUse", repository, tool_name="Edit", tool_input=edit, tool_response={"success": True})
    assert hook(data | {"model": "claude-opus-4-5"}, where=repository) == (0, None, "")
    [opened] = records(repository)
    body = opened.body
    assert (body["origin"], body["path"], body["tool"]) == ("declared-ai", "a.py", "claude-code")
    assert (body["model"], body["session"]) == ("claude-opus-4-5", "s-1")
    assert (body["start_line"], body["end_line"], len(body["lines"])) == (8, 9, 2)
    listed = subprocess.run(
        [sys.executable, "-m", "answerable", "review", "list"], capture_output=True, cwd=repository, text=True
    )
    assert "a.py" in listed.stdout


def test_without_a_place_for_the_ledger_the_hook_says_so_and_goes_on(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "file").write_text("")
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(repository / "file" / "ledger"))
    code, answer, error = hook(claude("UserPromptSubmit", repository, prompt=TOKEN), where=repository)
    assert (code, answer["decision"]) == (0, "block")
    assert "nothing was recorded" in error


def test_what_an_agent_wrote_elsewhere_is_no_part_of_this_repositorys_account(repository: Path) -> None:
    outside = repository.parent / "scratch.py"
    text = "def scratch_work_of_an_agent():\n    return 'somewhere else'\n"
    outside.write_text(text)
    for path in (outside, repository / ".." / "scratch.py"):
        write = {"file_path": str(path), "content": text}
        data = claude("PostToolUse", repository, tool_name="Write", tool_input=write, tool_response={})
        assert hook(data, where=repository)[0] == 0
    assert records(repository) == []


@pytest.mark.parametrize(
    ("before", "new", "lines"),
    [
        ("def f():\n    return compute(1)\n\n\n", "def f():\n    return compute(1)\n", (5, 6)),
        ("import os\r\n\r\n", "def added(name):\n    return os.sep + name\n", (3, 4)),
    ],
)
def test_what_was_written_is_found_by_whole_lines(
    repository: Path, before: str, new: str, lines: tuple[int, int]
) -> None:
    end = "\r\n" if "\r\n" in before else "\n"
    (repository / "a.py").write_bytes((before + new.replace("\n", end)).encode())
    edit = {"file_path": "a.py", "old_string": "nothing of it\n", "new_string": new}
    data = claude("PostToolUse", repository, tool_name="Edit", tool_input=edit, tool_response={})
    assert hook(data, where=repository)[0] == 0
    [opened] = records(repository)
    assert (opened.body["start_line"], opened.body["end_line"]) == lines


def patched(repository: Path, **texts: str) -> dict[str, Any]:
    """Codex's patch that adds these files, which are there already."""
    patch = ""
    for name, text in texts.items():
        (repository / f"{name}.py").write_text(text)
        patch += f"*** Add File: {name}.py\n" + "".join(f"+{line}\n" for line in text.splitlines())
    tool_input = {
        "command": f"*** Begin Patch\n{patch}*** Add File: a\0b\n+x = no_file_has_such_a_name\n*** End Patch\n"
    }
    data = claude("PostToolUse", repository, tool_name="apply_patch", tool_input=tool_input, tool_response="Done")
    return data | {"turn_id": "t-1"}


def test_what_was_said_of_a_block_is_not_said_again(repository: Path) -> None:
    data = patched(repository, one="def one_more_function(): ...\n", two="def another_function(): ...\n")
    for _ in range(2):
        assert hook(data, where=repository)[0] == 0
    assert [record.body["path"] for record in records(repository)] == ["one.py", "two.py"]
    assert hook(data | {"session_id": "s-2"}, where=repository)[0] == 0
    (repository / "one.py").write_text("\ndef one_more_function(): ...\n")
    assert hook(data, where=repository)[0] == 0
    told = [(record.body["path"], record.body["session"], record.body["start_line"]) for record in records(repository)]
    assert told[2:] == [("one.py", "s-2", 1), ("two.py", "s-2", 1), ("one.py", "s-1", 2)]


def test_what_a_hook_declares_counts_whether_or_not_arrivals_are_looked_at(repository: Path) -> None:
    (repository / "answerable.toml").write_text("[origin]\nenabled = false\n")
    data = patched(repository, one="def one_more_function(): ...\n")
    assert call(json.dumps(data).encode(), where=repository).code == 0
    assert [record.body["origin"] for record in records(repository)] == ["declared-ai"]


@pytest.mark.parametrize("name", ["", "x" * 5000, "\ud800", "\0", "\x1b[2J"])
def test_no_name_that_a_host_gives_loses_the_record(repository: Path, name: str) -> None:
    names = {"session_id": name, "model": name}
    data = patched(repository, one="def one_more_function(): ...\n")
    told = call(json.dumps(data | names | {"tool_name": "apply_patch" + name}).encode(), where=repository)
    assert "nothing was recorded" not in told.err
    prompt = f"answerable: override -- {name or 'revoked'} {'y' * 5000}\n{TOKEN}"
    told = call(json.dumps(claude("UserPromptSubmit", repository, prompt=prompt) | names).encode(), where=repository)
    assert told.err == ""
    assert [record.kind for record in records(repository)] == ["block.opened", "guard.overridden"]
    assert max(len(record.line) for record in records(repository)) < 4000


def test_blocks_of_one_call_are_recorded_together_or_not_at_all(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from answerable.ledger.log import Writer

    taken: list[int] = []
    seal = Writer.seal

    def counted(writer: Writer, bodies: Any) -> Any:
        done = seal(writer, bodies)
        taken.append(len(done))
        return done

    monkeypatch.setattr(Writer, "seal", counted)
    data = patched(repository, one="def one_more_function(): ...\n", two="def another_function(): ...\n")
    told = call(json.dumps(data).encode(), where=repository)
    assert (told.code, taken) == (0, [2])
    assert "has no name" in told.err


@pytest.mark.parametrize("path", ["a\0b.py", "a\ud800b.py", "loop"])
def test_a_path_that_is_none_is_said_and_the_agent_goes_on(repository: Path, path: str) -> None:
    (repository / "loop").symlink_to("loop")
    write = {"file_path": path, "content": "def some_work_of_an_agent(): ...\n", "edits": 5}
    data = claude("PostToolUse", repository, tool_name="Write", tool_input=write, tool_response={})
    assert hook(data, where=repository)[0] == 0
    assert records(repository) == []


@pytest.mark.parametrize(
    "command",
    [
        "answerable review sign -y refund.py",
        "git add . && /opt/bin/answerable review reject a.py",
        "ANSWERABLE_OVERRIDE=x git commit -m y",
        "answerable gate --staged --override 'because'",
        "answerable hooks uninstall claude-code",
    ],
)
def test_an_agent_does_not_answer_for_its_own_work(tmp_path: Path, command: str) -> None:
    data = claude("PreToolUse", tmp_path, tool_name="Bash", tool_input={"command": command})
    _, answer, _ = hook(data, where=tmp_path)
    assert answer["hookSpecificOutput"]["permissionDecision"] == "deny"


@pytest.mark.parametrize("command", ["answerable review list", "answerable gate --staged", "git commit -m sign"])
def test_an_agent_may_ask(tmp_path: Path, command: str) -> None:
    data = claude("PreToolUse", tmp_path, tool_name="Bash", tool_input={"command": command})
    assert hook(data, where=tmp_path) == (0, None, "")


def test_what_a_tool_gave_back_and_nobody_could_check_is_withheld(tmp_path: Path) -> None:
    event = claude("PostToolUse", tmp_path, tool_name="Bash", tool_input={}, tool_response={"stdout": TOKEN})
    note = {"stdout": "[Answerable withheld this: it could not be checked.]"}
    (tmp_path / "answerable.toml").write_text("[guard\n")
    code, answer, _ = hook(event, where=tmp_path)
    assert (code, answer["hookSpecificOutput"]["updatedToolOutput"]) == (0, note)
    assert "answerable.toml" in answer["systemMessage"]
    # A guard that fails in the midst of it, as one that runs out of time.
    (tmp_path / "answerable.toml").unlink()
    crashing = (
        "import answerable.guard.check as c\n"
        "def no(*a, **k): raise MemoryError\n"
        "c.Guard.check = no\n"
        "from answerable.cli.guard.hook import run\n"
        "import sys; sys.exit(run([]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", crashing], input=json.dumps(event), capture_output=True, text=True, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["hookSpecificOutput"]["updatedToolOutput"] == note
    assert "MemoryError" in answer["systemMessage"]
