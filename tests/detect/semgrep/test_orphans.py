"""A waiting engine does not outlive the server, however early the server is killed."""

from __future__ import annotations

import subprocess
import sys

import psutil
import pytest

pytestmark = pytest.mark.engine

SERVER = """
import sys, time
from answerable.session.workspace import Workspace
from answerable.text.languages import BY_ID
workspace = Workspace.open(None)
workspace.semgrep.warm(BY_ID["python"])
print("started", flush=True)
time.sleep(60)
"""


def test_a_standby_of_a_killed_server_ends_though_it_was_still_reading_its_rules() -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE)
    assert server.stdout is not None
    try:
        assert server.stdout.readline() == b"started\n"
        engines = psutil.Process(server.pid).children(recursive=True)
        assert engines
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
    assert psutil.wait_procs(engines, timeout=60)[1] == []
