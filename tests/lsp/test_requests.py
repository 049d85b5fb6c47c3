"""What a request leaves behind when it is answered: nothing."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from answerable.lsp.server import AnswerableServer


class Sink:
    """Takes what the server writes, and knows which requests were answered."""

    def __init__(self) -> None:
        self.answered: set[object] = set()

    def write(self, data: bytes) -> None:
        message = json.loads(data.partition(b"\r\n\r\n")[2] or data)
        if "method" not in message:
            self.answered.add(message.get("id"))

    def close(self) -> None:
        pass


async def test_an_answered_request_is_let_go_of() -> None:
    server, sink = AnswerableServer(), Sink()
    protocol = server.protocol
    protocol.set_writer(sink)

    def send(method: str, params: Any, **ids: int) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params, **ids}
        protocol.handle_message(protocol.structure_message(message))

    async def answered(identity: int) -> None:
        for _ in range(2_000):
            if identity in sink.answered:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"no answer to {identity}")

    try:
        send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=1)
        await answered(1)
        for identity in range(2, 30):
            send("workspace/executeCommand", {"command": "answerable.status"}, id=identity)
            await answered(identity)
        await asyncio.sleep(0)
        assert protocol._request_futures == {}
    finally:
        await server.close()
