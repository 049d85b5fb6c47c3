"""The user's directories are where platformdirs has them."""

from __future__ import annotations

import platformdirs
import pytest

from answerable.files import directories


@pytest.mark.parametrize("value", [None, "", " ", "/somewhere/else"])
def test_directories_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert str(directories.config()) == platformdirs.user_config_dir("answerable", appauthor=False)
    assert str(directories.cache()) == platformdirs.user_cache_dir("answerable", appauthor=False)
    assert str(directories.data()) == platformdirs.user_data_dir("answerable", appauthor=False)
    assert str(directories.state()) == platformdirs.user_state_dir("answerable", appauthor=False)
