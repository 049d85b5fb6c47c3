"""What the benchmarks share: sources of a given length, a raw client, quantiles, and one table for the terminal."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from queue import Queue
from typing import Any

from rich.console import Console
from rich.table import Table

from answerable.session.workspace import Workspace

VULNERABLE = (
    "\n\ndef bench_target():\n    import os\n    from flask import request\n    os.system('ls ' + request.args['d'])\n"
)


def sources() -> list[Path]:
    """Python's own library without its tests: well-kept code that is on every machine."""
    root = Path(sysconfig.get_paths()["stdlib"])
    left_out = {"test", "tests", "site-packages", "idlelib", "lib2to3", "turtledemo", "__pycache__"}
    return sorted(p for p in root.rglob("*.py") if left_out.isdisjoint(p.relative_to(root).parts))


def text_of(lines: int) -> str:
    """Real Python of about so many lines, that parses, with one finding at its end."""
    parts: list[str] = []
    count = 0
    for path in sources():
        text = path.read_text(encoding="utf-8", errors="replace")
        # A future import may stand at the beginning of a file only.
        if text.count("\n") < 60 or "from __future__" in text:
            continue
        own = text.splitlines(keepends=True)
        for node in ast.parse(text).body:
            part = own[node.lineno - 1 - len(getattr(node, "decorator_list", [])) : node.end_lineno]
            if count + len(part) > lines - 7 or not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import):
                continue
            parts += part
            count += len(part)
        if count > lines - 20:
            break
    return "".join(parts) + VULNERABLE


def copy_of(lines: int, target: Path) -> int:
    """Copies library files into a folder until they have so many lines; how many they have."""
    count = 0
    for path in sources():
        if count >= lines:
            break
        copy = target / path.relative_to(path.anchor).relative_to(*path.relative_to(path.anchor).parts[:1])
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        count += path.read_bytes().count(b"\n")
    return count


def merged_rules(folder: Path) -> Path:
    """Every shipped rule in one JSON file, as the engine takes it."""
    workspace = Workspace.open(None, today=lambda: date(2026, 1, 1))
    target = folder / "rules.json"
    target.write_text(json.dumps({"rules": [dict(rule.raw) for rule in workspace.rules.rules]}))
    workspace.close()
    return target


def quantile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


class Wire:
    """A client that notes when each message came, from a thread of its own."""

    def __init__(self, root: Path, capabilities: dict[str, Any] | None = None) -> None:
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "answerable", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
        )
        self.messages: Queue[tuple[float, dict[str, Any]]] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        params = {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities or {}}
        self.send(id=1, method="initialize", params=params)
        self.ready = self.until(lambda message: message.get("id") == 1)[0] - self.begun
        self.send(method="initialized", params={})

    def send(self, **message: Any) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def until(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = 120) -> tuple[float, dict[str, Any]]:
        """The next message like this, and when it came; others are dropped."""
        while True:
            at, message = self.messages.get(timeout=seconds)
            if wanted(message):
                return at, message

    def diagnostics(self, uri: str, version: int) -> tuple[float, list[Any]]:
        at, message = self.until(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics"
                and m["params"]["uri"] == uri
                and m["params"].get("version") == version
            )
        )
        return at, message["params"]["diagnostics"]

    def open(self, uri: str, text: str) -> float:
        item = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": item})
        return time.perf_counter()

    def insert(self, uri: str, version: int, line: int, character: int, text: str) -> float:
        at = {"line": line, "character": character}
        change = {"range": {"start": at, "end": at}, "text": text}
        document = {"uri": uri, "version": version}
        self.send(method="textDocument/didChange", params={"textDocument": document, "contentChanges": [change]})
        return time.perf_counter()

    def status(self) -> dict[str, Any]:
        self.send(id=2, method="workspace/executeCommand", params={"command": "answerable.status", "arguments": []})
        return dict(self.until(lambda message: message.get("id") == 2)[1]["result"])

    def close(self) -> None:
        self.send(id=3, method="shutdown")
        self.until(lambda message: message.get("id") == 3)
        self.send(method="exit")
        self.process.wait(20)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while True:
            length = 0
            while line := self.process.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            if not length:
                return
            message = json.loads(self.process.stdout.read(length))
            self.messages.put((time.perf_counter(), message))


@contextmanager
def serving(root: Path) -> Iterator[Wire]:
    wire = Wire(root)
    try:
        yield wire
        wire.close()
    finally:
        wire.process.kill()
        wire.process.wait()


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints one table."""
    table = Table(*header, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    console = Console(width=120)
    console.print()
    console.print(table)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"
