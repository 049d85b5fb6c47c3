"""The user's directories, as platformdirs has them, without its 10 ms of imports where a few lines say the same.

A hook has 80 ms from start to exit. On Linux the XDG Base Directory Specification gives all four; a test holds this to
what platformdirs says. Everywhere else platformdirs is asked.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def config() -> Path:
    """Where a person's own policy lies."""
    if sys.platform == "linux":
        return _xdg("XDG_CONFIG_HOME", ".config")
    import platformdirs

    return Path(platformdirs.user_config_dir("answerable", appauthor=False))


def cache() -> Path:
    """Where what can be made again is kept."""
    if sys.platform == "linux":
        return _xdg("XDG_CACHE_HOME", ".cache")
    import platformdirs

    return Path(platformdirs.user_cache_dir("answerable", appauthor=False))


def data() -> Path:
    """Where what must not be lost lies: ledgers."""
    if sys.platform == "linux":
        return _xdg("XDG_DATA_HOME", ".local/share")
    import platformdirs

    return Path(platformdirs.user_data_dir("answerable", appauthor=False))


def state() -> Path:
    """Where what is kept between two calls lies: sessions of placeholders."""
    if sys.platform == "linux":
        return _xdg("XDG_STATE_HOME", ".local/state")
    import platformdirs

    return Path(platformdirs.user_state_dir("answerable", appauthor=False))


def _xdg(variable: str, otherwise: str) -> Path:
    named = os.environ.get(variable, "")
    return Path(named if named.strip() else os.path.expanduser(f"~/{otherwise}")) / "answerable"  # noqa: PTH111
