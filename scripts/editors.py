"""Puts real editors where the tests find them: ``scripts/run python scripts/editors.py``.

Two Neovims, unpacked into the cache and not installed: the one of Debian 12 (0.7, the oldest that distributions still
ship, with ``vim.lsp.start_client``) and a current one (0.11 or later, with ``vim.lsp.config``). They come from the
machine's own Debian mirror through an apt state of their own (lists, status, archives), which needs no root and leaves
the machine's packages alone. Each runs through the dynamic loader and C library it was built for, since the newer one
wants a newer glibc than an older machine has. Emacs cannot be moved (its image holds absolute paths), so it is
installed through apt-get where that is allowed.

Where there is no apt (macOS, other distributions) the editors on PATH are used; the tests say what is missing.
On CI with apt, a missing editor is an error: a suite that skips everything is green and says nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from environment import SetupError, cache_root, install_packages, may_install_packages, only_one

DEBIAN_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


@dataclass(frozen=True, slots=True)
class Edition:
    """A Neovim of some Debian suite; the first suite that the mirror still has is taken."""

    name: str
    suites: tuple[str, ...]


EDITIONS = (
    Edition("nvim-legacy", ("bookworm",)),
    Edition("nvim-current", ("forky", "sid")),
)


def say(message: str) -> None:
    print(f"[editors] {message}", file=sys.stderr, flush=True)


def editors_directory() -> Path:
    """Where the tests look: one executable for each editor that was unpacked."""
    return cache_root() / "editors" / "bin"


def debian_mirror() -> str | None:
    """The address of the Debian archive that this machine's apt uses, or None when it is not a Debian."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return None
    if "ID=debian" not in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        return None
    listing = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    for line in listing.splitlines():
        address, release, component = line.rsplit(" ", 2)
        # Updates and security live in suites, and sometimes in archives, of their own; third parties name no suite.
        if component == "main" and release.isalpha() and address.rstrip("/").endswith("/debian"):
            return address
    return None


def apt_options(state: Path) -> list[str]:
    """Options that make apt work on a state of its own instead of the machine's."""
    settings = {
        "Dir::State": state,
        "Dir::State::lists": state / "lists",
        "Dir::State::status": state / "status",
        "Dir::Cache": state / "cache",
        "Dir::Cache::archives": state / "archives",
        "Dir::Etc::sourcelist": "/dev/null",
        "Dir::Etc::sourceparts": state / "sources",
        "Dir::Etc::preferencesparts": "/dev/null",
        # As root apt would download as another user, who cannot read the cache in root's home.
        "APT::Sandbox::User": "root",
        "APT::Update::Post-Invoke-Success::": "",
    }
    return [option for name, value in settings.items() for option in ("-o", f"{name}={value}")]


def download(suite: str, mirror: str, package: str, state: Path) -> list[Path]:
    """The .deb files of a package and of all it depends on, down to the C library, checked by apt's signatures.

    Raises SetupError when the suite or the package is not on the mirror.
    """
    shutil.rmtree(state, ignore_errors=True)
    for directory in ("lists/partial", "archives/partial", "cache", "sources"):
        (state / directory).mkdir(parents=True)
    # Nothing counts as installed, so that every dependency is fetched.
    (state / "status").touch()
    signed = f"Signed-By: {DEBIAN_KEYRING}\n" if DEBIAN_KEYRING.exists() else ""
    (state / "sources" / "debian.sources").write_text(
        f"Types: deb\nURIs: {mirror}\nSuites: {suite}\nComponents: main\n{signed}", encoding="utf-8"
    )
    options = apt_options(state)
    for command in (
        ["update"],
        ["install", "-y", "--no-install-recommends", "--download-only", package],
    ):
        done = subprocess.run(
            ["apt-get", "-q", *options, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise SetupError(f"apt-get {command[0]} for {suite}: {done.stdout.strip()[-800:]}")
    return sorted((state / "archives").glob("*.deb"))


def unpack(packages: list[Path], prefix: Path) -> None:
    for package in packages:
        subprocess.run(["dpkg-deb", "-x", str(package), str(prefix)], check=True)


def wrapper(prefix: Path) -> str:
    """A shell script that starts the Neovim unpacked in the prefix with the libraries it came with.

    The library path is the loader's argument, not an environment variable, so the language server that Neovim starts
    does not inherit it.
    """
    loaders = [path for path in prefix.rglob("ld-linux*.so.*") if path.is_file() and not path.is_symlink()]
    if not loaders:
        raise SetupError(f"no dynamic loader among the packages in {prefix}")
    libraries = ":".join(str(path) for path in sorted({path.parent for path in prefix.rglob("*.so.*")}))
    return (
        "#!/bin/sh\n"
        f"VIMRUNTIME='{prefix}/usr/share/nvim/runtime'\n"
        "export VIMRUNTIME\n"
        f"exec '{loaders[0]}' --library-path '{libraries}' '{prefix}/usr/bin/nvim' \"$@\"\n"
    )


def version_of(executable: Path) -> str | None:
    """The first line an editor says about its version, or None when it does not run."""
    try:
        done = subprocess.run([str(executable), "--version"], capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return None
    return done.stdout.splitlines()[0] if done.returncode == 0 and done.stdout else None


def provide_neovim(edition: Edition, mirror: str) -> str:
    """Unpacks one Neovim unless it is there already; returns its version line.

    Raises SetupError, with what each suite answered, when none could be had.
    """
    executable = editors_directory() / edition.name
    if executable.exists() and (version := version_of(executable)):
        return version
    troubles = []
    for suite in edition.suites:
        home = cache_root() / "editors" / f"{edition.name}-{suite}"
        prefix = home / "prefix"
        shutil.rmtree(home, ignore_errors=True)
        say(f"unpacking the Neovim of Debian {suite} into {prefix}")
        try:
            unpack(download(suite, mirror, "neovim", home / "apt"), prefix)
            executable.parent.mkdir(parents=True, exist_ok=True)
            executable.write_text(wrapper(prefix), encoding="utf-8")
        except (SetupError, subprocess.CalledProcessError) as problem:
            troubles.append(str(problem))
            continue
        finally:
            shutil.rmtree(home / "apt", ignore_errors=True)
        executable.chmod(0o755)
        if version := version_of(executable):
            return version
        executable.unlink()
        troubles.append(f"the Neovim of {suite} was unpacked and does not start")
    raise SetupError("; ".join(troubles))


def eglot_works() -> bool:
    """Whether the Emacs on PATH has eglot: built in since 29, Debian's elpa-eglot before."""
    emacs = shutil.which("emacs")
    if emacs is None:
        return False
    done = subprocess.run([emacs, "--batch", "--eval", "(require 'eglot)"], capture_output=True, check=False)
    return done.returncode == 0


def provide_emacs() -> str:
    """Installs Emacs with eglot where that is allowed and needed; returns what is there.

    Raises SetupError when it is missing and cannot be installed.
    """
    if not eglot_works():
        if not may_install_packages():
            raise SetupError("no Emacs with eglot, and no right to install it: apt install emacs-nox elpa-eglot")
        # Newer suites have eglot inside Emacs and no such package, so the two are asked for one after the other.
        for package in ("emacs-nox", "elpa-eglot"):
            problem = install_packages(package)
            if eglot_works():
                break
        else:
            raise SetupError(f"Emacs with eglot could not be installed: {problem}")
    emacs = shutil.which("emacs")
    assert emacs is not None
    return version_of(Path(emacs)) or emacs


def main() -> int:
    on_ci = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    has_apt = shutil.which("apt-get") is not None
    missing = 0
    with only_one(cache_root() / "editors" / "lock"):
        mirror = debian_mirror()
        for edition in EDITIONS:
            try:
                if mirror is None:
                    raise SetupError("no Debian mirror here; the nvim on PATH is used, where there is one")
                say(f"{edition.name}: {provide_neovim(edition, mirror)}")
            except SetupError as problem:
                missing += 1
                say(f"{edition.name}: {problem}")
        try:
            if has_apt or eglot_works():
                say(f"emacs: {provide_emacs()}")
            else:
                say("emacs: not here; install Emacs 29 or later (macOS: brew install emacs)")
        except SetupError as problem:
            missing += 1
            say(f"emacs: {problem}")
    return 1 if missing and on_ci and has_apt else 0


if __name__ == "__main__":
    sys.exit(main())
