"""Where the engine's binary is, and whether it runs."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_NAME = "semgrep-core.exe" if sys.platform == "win32" else "semgrep-core"
_VERSION = re.compile(r"version:\s*([0-9][\w.-]*)")


@dataclass(frozen=True, slots=True)
class Probe:
    """What the binary said when it was asked for its version."""

    path: Path | None
    version: str | None
    problem: str
    """Empty when it runs; else what is wrong and what to do."""


def find() -> Path | None:
    """The engine of the installed `semgrep` package, else one on PATH or beside this Python; None where there is none.

    The package itself is not imported: that takes a tenth of a second or more, and only its directory is of interest.
    """
    spec = importlib.util.find_spec("semgrep")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        packaged = Path(folder) / "bin" / _NAME
        if packaged.is_file():
            return packaged
    on_path = shutil.which(_NAME)
    if on_path is not None:
        return Path(on_path)
    beside = Path(sys.executable).parent / _NAME
    return beside if beside.is_file() else None


def identity(binary: Path | None) -> str:
    """Names this very build without running it: another binary, or the same path after an upgrade, differs."""
    if binary is None:
        return "none"
    try:
        stat = binary.stat()
    except OSError:
        return "none"
    return f"{binary}:{stat.st_size}:{stat.st_mtime_ns}"


def probe(binary: Path | None, seconds: float = 10.0) -> Probe:
    """Runs the engine once. Never raises."""
    if binary is None:
        return Probe(None, None, "There is no semgrep engine here. Install it with `pip install semgrep`.")
    try:
        done = subprocess.run(
            [str(binary), "-version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            env=environment(),
            check=False,
        )
    except OSError as error:
        return Probe(binary, None, f"{binary} cannot be started ({error.strerror}). Install semgrep again.")
    except subprocess.TimeoutExpired:
        return Probe(binary, None, f"{binary} did not answer within {seconds:g} s.")
    match = _VERSION.search(done.stdout.decode("utf-8", "replace"))
    if match is None:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1][:200] if said else f"exit code {done.returncode}"
        return Probe(binary, None, f"{binary} does not run ({reason}). Install semgrep again.")
    return Probe(binary, match[1], "")


def environment() -> dict[str, str]:
    """What the engine may see of our environment: enough to start, nothing that steers it or makes it report home."""
    kept = (
        "PATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "TMPDIR",
        "TEMP",
        "TMP",
        "SYSTEMROOT",
    )
    return {**{key: os.environ[key] for key in kept if key in os.environ}, "SEMGREP_SEND_METRICS": "off"}
