"""The handshake, malformed messages, and the end of a server whose client is gone."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.e2e


class Wire:
    """A client that writes bytes and reads messages."""

    def __init__(self, command: list[str], root: Path) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root
        )

    def raw(self, body: bytes, length: int | None = None) -> None:
        assert self.process.stdin is not None
        header = f"Content-Length: {len(body) if length is None else length}\r\n\r\n".encode()
        self.process.stdin.write(header + body)
        self.process.stdin.flush()

    def send(self, **message: Any) -> None:
        self.raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def read(self) -> Any:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def answer(self, identity: object) -> Any:
        """The response to a request; what the server says meanwhile is passed over."""
        while True:
            message = self.read()
            if "method" not in message and message.get("id") == identity:
                return message

    def initialize(self, **params: Any) -> Any:
        self.send(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}, **params})
        result = self.answer(1)
        self.send(method="initialized", params={})
        return result

    def still_works(self) -> None:
        self.send(id=99, method="workspace/executeCommand", params={"command": "answerable.status", "arguments": []})
        assert self.answer(99)["result"]["server"]


@pytest.fixture
def wire(server_command: list[str], tmp_path: Path) -> Iterator[Wire]:
    wire = Wire(server_command, tmp_path)
    yield wire
    wire.process.kill()
    wire.process.wait()
    for stream in (wire.process.stdin, wire.process.stdout, wire.process.stderr):
        assert stream is not None
        with contextlib.suppress(OSError):
            stream.close()


def test_a_request_before_initialize_is_refused(wire: Wire) -> None:
    wire.send(id=7, method="textDocument/hover", params={"textDocument": {"uri": "x"}, "position": {"line": 0}})
    assert wire.answer(7)["error"]["code"] in (-32002, -32602)
    wire.send(id=8, method="shutdown")
    assert wire.answer(8)["error"]["code"] == -32002
    wire.initialize()
    wire.still_works()


def test_notifications_before_initialize_are_dropped(wire: Wire) -> None:
    item = {"uri": "file:///a.py", "languageId": "python", "version": 1, "text": ""}
    wire.send(method="textDocument/didOpen", params={"textDocument": item})
    wire.initialize()
    wire.send(id=2, method="workspace/executeCommand", params={"command": "answerable.status"})
    assert wire.answer(2)["result"]["documents"] == []


def test_a_second_initialize_is_refused(wire: Wire) -> None:
    wire.initialize()
    wire.send(id=5, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}})
    assert wire.answer(5)["error"]["code"] == -32600


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[]", -32600),
        (b"[1, 2]", -32600),
        (b'"text"', -32600),
        (b"17", -32600),
        (b"null", -32600),
        (b"{}", -32600),
        (b'{"jsonrpc": "2.0"}', None),
        (b'{"jsonrpc": "1.0", "id": 3, "method": "shutdown"}', None),
        (b"[" * 100_000, None),
    ],
)
def test_malformed_messages_are_answered_and_survived(wire: Wire, body: bytes, code: int | None) -> None:
    wire.initialize()
    wire.raw(body)
    if code is not None:
        answer = wire.answer(None)
        assert answer["error"]["code"] == code
    wire.still_works()


def test_broken_parameters_are_an_error_of_that_request(wire: Wire) -> None:
    wire.initialize()
    wire.send(id=12, method="textDocument/hover", params={"textDocument": 5})
    assert wire.answer(12)["error"]["code"] == -32602
    wire.send(method="textDocument/didChange", params={"nonsense": True})
    wire.send(method="textDocument/didOpen", params=None)
    wire.send(method="$/unheardOf", params={})
    wire.send(id=13, method="textDocument/unheardOf", params={})
    assert wire.answer(13)["error"]["code"] == -32601
    wire.still_works()


def test_unknown_commands_and_arguments(wire: Wire) -> None:
    wire.initialize()
    wire.send(id=2, method="workspace/executeCommand", params={"command": "answerable.nothing", "arguments": []})
    assert wire.answer(2)["error"]["code"] == -32602
    for number, arguments in enumerate(([], [5], [{}], [{"uri": "x", "scope": "world"}], [{"uri": 5}]), 3):
        wire.send(
            id=number,
            method="workspace/executeCommand",
            params={"command": "answerable.suppress", "arguments": arguments},
        )
        assert wire.answer(number)["result"]["applied"] is False


def test_shutdown_then_exit_ends_with_zero(wire: Wire) -> None:
    wire.initialize()
    wire.send(id=2, method="shutdown")
    wire.answer(2)
    wire.send(
        id=3,
        method="textDocument/hover",
        params={"textDocument": {"uri": "x"}, "position": {"line": 0, "character": 0}},
    )
    assert wire.answer(3)["error"]["code"] == -32600
    wire.send(method="exit")
    assert wire.process.wait(20) == 0


def test_exit_without_shutdown_ends_with_one(wire: Wire) -> None:
    wire.initialize()
    wire.send(method="exit")
    assert wire.process.wait(20) == 1


def test_the_end_of_the_input_ends_the_server_and_its_engine(wire: Wire, tmp_path: Path) -> None:
    wire.initialize(rootUri=tmp_path.as_uri())
    item = {"uri": (tmp_path / "a.py").as_uri(), "languageId": "python", "version": 1, "text": "x = eval(input())\n"}
    wire.send(method="textDocument/didOpen", params={"textDocument": item})
    while (message := wire.read()).get("method") != "textDocument/publishDiagnostics" or not message["params"][
        "diagnostics"
    ]:
        pass
    children = psutil.Process(wire.process.pid).children(recursive=True)
    assert wire.process.stdin is not None
    wire.process.stdin.close()
    assert wire.process.wait(20) == 1
    assert psutil.wait_procs(children, timeout=20)[1] == []


@pytest.mark.skipif(sys.platform == "win32", reason="the pipe is kept open by a process group Windows does not have")
def test_the_server_ends_when_its_client_dies_though_the_pipe_stays_open(
    server_command: list[str], tmp_path: Path
) -> None:
    """The client's child holds the pipe open, as a shell between an editor and its server does."""
    script = (
        "import json, subprocess, sys, os, time\n"
        "server = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "keeper = subprocess.Popen(['sleep', '60'], pass_fds=[server.stdin.fileno(), server.stdout.fileno()])\n"
        "body = json.dumps({'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params':\n"
        "    {'processId': os.getpid(), 'rootUri': None, 'capabilities': {}}}).encode()\n"
        "server.stdin.write(b'Content-Length: %d\\r\\n\\r\\n' % len(body) + body)\n"
        "server.stdin.flush()\n"
        "server.stdout.readline()\n"
        "print(server.pid, keeper.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    client = subprocess.Popen(
        [sys.executable, "-c", script, *server_command], stdout=subprocess.PIPE, cwd=tmp_path, text=True
    )
    assert client.stdout is not None
    server_id, keeper_id = map(int, client.stdout.readline().split())
    server = psutil.Process(server_id)
    client.kill()
    client.wait()
    try:
        assert psutil.wait_procs([server], timeout=20)[1] == []
    finally:
        os.kill(keeper_id, signal.SIGKILL)


def test_a_client_that_does_not_read_does_not_stop_the_loop(wire: Wire, tmp_path: Path) -> None:
    """Far more output than a pipe holds, and the requests behind it are still worked on."""
    wire.initialize(rootUri=tmp_path.as_uri())
    for number in range(400):
        wire.send(
            id=1000 + number,
            method="workspace/executeCommand",
            params={"command": "answerable.status", "arguments": []},
        )
    wire.send(id=2, method="shutdown")
    assert wire.answer(2)["result"] is None
