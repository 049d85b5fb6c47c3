"""What every test gets: a home of its own, no network, and the code of this checkout."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

# No deadline: a slow machine is not a failure. On CI the same examples every time: a red run must mean the change.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

TESTS = Path(__file__).resolve().parent
WALLS = TESTS / "support" / "walls"
HOMES = ("HOME", "USERPROFILE")
DIRECTORIES = {
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
    "APPDATA": "appdata",
    "LOCALAPPDATA": "localappdata",
}
SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A Person",
    "GIT_AUTHOR_EMAIL": "person@example.invalid",
    "GIT_COMMITTER_NAME": "A Person",
    "GIT_COMMITTER_EMAIL": "person@example.invalid",
}
LEAKS = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "GIT_DIR", "GIT_WORK_TREE")
"""Variables of whoever runs the tests that change what programs print or where git looks."""


def load_network_guard() -> ModuleType:
    spec = importlib.util.spec_from_file_location("network_guard", WALLS / "sitecustomize.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NETWORK = load_network_guard()


def pytest_sessionstart() -> None:
    # A shell starts what it puts in the background with interrupts ignored, and children inherit that; the tests of
    # what an interrupt does would then wait for ever.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    import answerable

    tested = Path(answerable.__file__).resolve()
    if not tested.is_relative_to(TESTS.parent):
        pytest.exit(f"these are the tests of {TESTS.parent}, but Python imports answerable from {tested}", returncode=4)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home directory that starts empty, for this process and all that it starts."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in HOMES:
            patch.setenv(name, str(home))
        for name, directory in DIRECTORIES.items():
            (home / directory).mkdir(mode=0o700)
            patch.setenv(name, str(home / directory))
        for name, value in SETTINGS.items():
            patch.setenv(name, value)
        for name in LEAKS:
            patch.delenv(name, raising=False)
        patch.setenv("PYTHONPATH", str(WALLS))
        yield home


@pytest.fixture(scope="session")
def network_guard() -> ModuleType:
    """The module that forbids the network, with the attempts it saw."""
    return NETWORK


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fails a test that tried to leave the machine, also when the code under test swallowed the error."""
    before = len(NETWORK.ATTEMPTS)
    yield
    attempts = NETWORK.ATTEMPTS[before:]
    del NETWORK.ATTEMPTS[before:]
    assert attempts == []


@pytest.fixture(scope="session")
def server_command() -> list[str]:
    """The words that start the real server on stdio."""
    return [sys.executable, "-m", "answerable", "serve"]


@pytest.fixture
def make_workspace(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes files, given by their path inside it, into a directory of this test; text as UTF-8, as it is."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "workspace"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return root

    return make


@pytest.fixture
def sample_workspace(tmp_path: Path) -> Path:
    """A copy of tests/fixtures/workspace that a test may change."""
    return Path(shutil.copytree(TESTS / "fixtures" / "workspace", tmp_path / "sample"))
