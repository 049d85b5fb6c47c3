"""The walls around the tests themselves: without these, a test could pass for the wrong reason."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

# RFC 5737, RFC 2606: an address and a name that belong to nobody.
ADDRESS = "192.0.2.1"
NAME = "somewhere.invalid"


def test_a_connection_to_another_machine_is_refused_and_remembered(network_guard: ModuleType) -> None:
    with socket.socket() as outward, pytest.raises(network_guard.NetworkForbidden, match=r"192\.0\.2\.1"):
        outward.connect((ADDRESS, 443))
    assert network_guard.ATTEMPTS.pop() == f"socket.connect '{ADDRESS}'"


def test_asking_for_the_address_of_another_machine_is_refused(network_guard: ModuleType) -> None:
    with pytest.raises(network_guard.NetworkForbidden):
        socket.getaddrinfo(NAME, 443)
    assert network_guard.ATTEMPTS.pop() == f"socket.getaddrinfo '{NAME}'"


def test_a_datagram_to_another_machine_is_refused(network_guard: ModuleType) -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as outward,
        pytest.raises(network_guard.NetworkForbidden),
    ):
        outward.sendto(b"x", (ADDRESS, 53))
    assert network_guard.ATTEMPTS.pop() == f"socket.sendto '{ADDRESS}'"


def test_loopback_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_programs_that_tests_start_are_walled_in_too() -> None:
    attempt = f"import socket; socket.socket().connect(({ADDRESS!r}, 443))"
    done = subprocess.run([sys.executable, "-c", attempt], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        f"NetworkForbidden: socket.connect to '{ADDRESS}': nothing may leave the machine"
    )


def test_the_home_directory_is_not_the_real_one(own_home: Path) -> None:
    show = "import pathlib, platformdirs; print(pathlib.Path.home()); print(platformdirs.user_data_dir('answerable'))"
    printed = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True).stdout
    home, data = printed.splitlines()
    assert Path(home) == own_home
    assert Path(data).is_relative_to(own_home)
    assert Path.home() == own_home
