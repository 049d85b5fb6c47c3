"""The development environment: a virtual environment and every cache, all of them outside the checkout.

Run as ``scripts/run COMMAND…``. Uses the standard library only, since it runs before anything is installed. pip is
called through its ordinary command line, so the machine's own settings (index, certificates, proxies) apply.

Each checkout has an environment of its own, because an editable install points at one checkout: with a shared one, a
second clone would silently test the code of the first. The environment is named after everything that decides its
content, so a changed dependency gives a new one and going back finds the old one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
CONSTRAINTS = CHECKOUT / "requirements" / "constraints.txt"
LAYOUT = 2
"""Raised when this file changes what an environment looks like, so that older ones are not taken for it."""
KEPT_ENVIRONMENTS = 3
"""How many environments of one checkout stay: switching between branches or Pythons should not rebuild each time."""


class SetupError(Exception):
    """The environment could not be made; the message says what to do."""


def cache_root() -> Path:
    """Where everything that can be made again lives: ``$ANSWERABLE_CACHE``, or a directory under the user's cache."""
    if chosen := os.environ.get("ANSWERABLE_CACHE"):
        return Path(chosen).expanduser().absolute()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache").absolute() / "answerable-dev"


def checkout_cache() -> Path:
    """The part of the cache that belongs to this checkout."""
    digest = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:8]
    return cache_root() / "checkouts" / f"{CHECKOUT.name}-{digest}"


def requirements() -> list[str]:
    """What the environment holds besides Answerable itself, read from pyproject.toml."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
    ]


def environment_key() -> str:
    """A short digest of all that decides what the environment holds."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    # Extras are for users: none is installed here, so none should make everybody's environment anew.
    ours = {key: value for key, value in project["project"].items() if key != "optional-dependencies"}
    parts = [
        json.dumps([project["build-system"], ours, project["dependency-groups"]], sort_keys=True),
        CONSTRAINTS.read_text(encoding="utf-8") if CONSTRAINTS.exists() else "",
        sys.version,
        sys.base_prefix,
        platform.machine(),
        str(LAYOUT),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


@contextlib.contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Two ``make`` at once must not build one environment together. Without fcntl (Windows) there is no lock."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as handle:
        try:
            import fcntl
        except ImportError:
            yield
            return
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)


def scripts_directory(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin")


def python_of(environment: Path) -> Path:
    return scripts_directory(environment) / ("python.exe" if os.name == "nt" else "python")


def may_install_packages() -> bool:
    """Whether apt-get is here and may be used without asking: as root, or through a sudo that wants no password."""
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() == 0:
        return True
    return bool(shutil.which("sudo")) and quietly(["sudo", "-n", "true"]) is None


def install_packages(*packages: str) -> str | None:
    """Installs Debian packages; None when that worked, else the end of what apt-get said."""
    say(f"installing {' '.join(packages)} through apt-get")
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    # A list that is a little old will often do, and the machine may be offline: what counts is the installation.
    quietly([*apt_get, "update"])
    return quietly([*apt_get, "install", "--no-install-recommends", *packages])


def quietly(command: list[str]) -> str | None:
    """Runs a command; None when it ended well, else the end of what it printed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return None if done.returncode == 0 else done.stdout.decode("utf-8", "replace").strip()[-2000:]


def create_environment(environment: Path) -> None:
    """An empty virtual environment with pip, also on Debian, where the standard library comes without ``ensurepip``."""
    create = [sys.executable, "-m", "venv", str(environment)]
    # The module can be there while the wheels it needs are not, so only trying tells.
    problem = quietly(create)
    if problem is None:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if may_install_packages() and install_packages(package) is None:
        shutil.rmtree(environment, ignore_errors=True)
        problem = quietly(create)
        if problem is None:
            return
    raise SetupError(
        f"{sys.executable} cannot make a virtual environment:\n{problem}\n"
        f"On Debian and Ubuntu: apt install {package}. Elsewhere: a Python that includes venv and ensurepip."
    )


def install(environment: Path) -> None:
    """Everything pyproject.toml asks for, at the versions pinned in requirements/, then this checkout itself."""
    pip = [str(python_of(environment)), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    pinned = ["-c", str(CONSTRAINTS)] if CONSTRAINTS.exists() else []
    # Without build isolation nothing is fetched outside the pinned versions.
    itself = ["--no-deps", "--no-build-isolation", "-e", str(CHECKOUT)]
    for arguments in ([*pinned, *requirements()], itself):
        # pip's long tale matters only when it fails; some machines' settings make it warn once for each package.
        log = environment / "pip.log"
        with log.open("w", encoding="utf-8") as output:
            done = subprocess.run(
                [*pip, *arguments],
                # With the same variables as every later command, pip leaves the compiled files where those look.
                env=variables(environment),
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode != 0:
            tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-40:])
            raise SetupError(f"pip could not install what Answerable needs. The end of what it said:\n{tail}")


def remove_old(kept: Path) -> None:
    """Drops all but the newest environments of this checkout, and the caches of checkouts that are gone."""
    others = sorted(
        (path for path in kept.parent.glob("venv-*") if path != kept),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    for path in others[KEPT_ENVIRONMENTS - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
    for marker in kept.parent.parent.glob("*/checkout"):
        if not Path(marker.read_text(encoding="utf-8").strip()).is_dir():
            shutil.rmtree(marker.parent, ignore_errors=True)


def ensure_environment() -> Path:
    """The environment of this checkout, made when it is missing.

    Raises SetupError when it cannot be made.
    """
    home = checkout_cache()
    environment = home / f"venv-{environment_key()}"
    ready = environment / "ready"
    if ready.exists():
        return environment
    with only_one(home / "lock"):
        if ready.exists():
            return environment
        began = time.monotonic()
        say(f"making the environment of this checkout in {environment}")
        (home / "checkout").write_text(f"{CHECKOUT}\n", encoding="utf-8")
        # An interrupted attempt leaves a half that nothing can tell from the whole.
        shutil.rmtree(environment, ignore_errors=True)
        create_environment(environment)
        install(environment)
        ready.touch()
        remove_old(environment)
        say(f"the environment is ready after {time.monotonic() - began:.0f} s")
    return environment


def variables(environment: Path) -> dict[str, str]:
    """The process environment for a command: the virtual environment first, and every tool's cache outside."""
    home = checkout_cache()
    result = dict(os.environ)
    # A PYTHONPATH or PYTHONHOME from elsewhere could put another copy of Answerable in front of this one. Where
    # compiled files may not be written, each start of the server would compile everything anew: twice the time.
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
        result.pop(name, None)
    result |= {
        "PATH": os.pathsep.join([str(scripts_directory(environment)), os.environ.get("PATH", os.defpath)]),
        "VIRTUAL_ENV": str(environment),
        "ANSWERABLE_CACHE": str(cache_root()),
        "PYTHONPYCACHEPREFIX": str(environment / "pycache"),
        "RUFF_CACHE_DIR": str(home / "ruff"),
        "MYPY_CACHE_DIR": str(home / "mypy"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(home / "hypothesis"),
        "PYTEST_ADDOPTS": f"{os.environ.get('PYTEST_ADDOPTS', '')} -o cache_dir={home / 'pytest'}".strip(),
    }
    return result


def clean() -> int:
    """Removes what these scripts wrote, and nothing else that may lie in a directory somebody chose."""
    for part in ("checkouts", "editors"):
        shutil.rmtree(cache_root() / part, ignore_errors=True)
    with contextlib.suppress(OSError):  # not empty, or never made
        cache_root().rmdir()
    say(f"removed the environments and editors in {cache_root()}")
    return 0


def say(message: str) -> None:
    print(f"[setup] {message}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    if not arguments:
        print("usage: scripts/run COMMAND [ARGUMENT…]", file=sys.stderr)
        return 2
    if arguments == ["--clean"]:
        return clean()
    try:
        environment = ensure_environment()
    except SetupError as problem:
        say(str(problem))
        return 1
    found = shutil.which(arguments[0], path=str(scripts_directory(environment))) or shutil.which(arguments[0])
    if found is None:
        say(f"no command {arguments[0]!r}, neither in the environment nor on PATH")
        return 127
    if os.name != "nt":  # on Windows exec returns to the caller at once
        os.execve(found, [arguments[0], *arguments[1:]], variables(environment))
    return subprocess.run([found, *arguments[1:]], env=variables(environment), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
