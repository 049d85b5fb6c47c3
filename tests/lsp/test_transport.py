"""The client's process is missed however soon it dies."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

import psutil

from answerable.lsp.transport import ClientProcess, watch_client


def _client() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)


async def _missed(client: ClientProcess) -> None:
    left = asyncio.Event()
    await asyncio.wait_for(watch_client(client, left.set, interval=0.01), timeout=30)
    assert left.is_set()


async def test_a_client_that_dies_before_it_is_looked_at_again_is_missed() -> None:
    process = _client()
    client = ClientProcess(process.pid)
    process.kill()
    process.wait()
    await _missed(client)


async def test_a_client_whose_parent_has_not_taken_note_of_its_death_is_missed() -> None:
    process = _client()
    client = ClientProcess(process.pid)
    process.kill()
    await _missed(client)
    process.wait()


async def test_another_process_under_the_same_id_is_not_the_client() -> None:
    client = ClientProcess(os.getpid())
    assert not client.gone
    client._started = psutil.Process().create_time() - 60
    assert client.gone


async def test_a_process_that_cannot_be_seen_is_left_to_the_end_of_the_input() -> None:
    process = _client()
    process.kill()
    process.wait()
    assert not ClientProcess(process.pid).gone
