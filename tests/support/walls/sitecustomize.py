"""Forbids the network. Python imports a module of this name at its start, so child processes are bound by it too.

tests/conftest.py loads it by its path for the tests' own process, and puts its directory on PYTHONPATH for the
servers and command lines that tests start. An audit hook and not a patched ``socket``: it cannot be bypassed by code
that imported the original earlier, nor removed. Loopback and local sockets are allowed.
"""

import ipaddress
import sys

ATTEMPTS: list[str] = []
"""Every forbidden attempt, so that a test fails also when the code under test swallows the exception."""

NAMES_OF_THIS_MACHINE = {"", "localhost", "0.0.0.0", "::"}


class NetworkForbidden(RuntimeError):
    """Something tried to leave the machine while testing."""


def is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("utf-8", "replace")
    if host is None or host in NAMES_OF_THIS_MACHINE:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        if not isinstance(address, tuple):  # a path: a socket of this machine; None: connected before
            return
        host = address[0]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        host = arguments[0]
    else:
        return
    if not is_local(host):
        ATTEMPTS.append(f"{event} {host!r}")
        raise NetworkForbidden(f"{event} to {host!r}: nothing may leave the machine")


sys.addaudithook(forbid)
