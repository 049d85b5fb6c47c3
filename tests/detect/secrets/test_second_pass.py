"""detect-secrets behind us: exact places where it cuts, no settings touched, one line one answer from any thread."""

from __future__ import annotations

import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from answerable.detect.detector import Cancel, Cancelled
from answerable.detect.secrets import library, second_pass, suspicion
from answerable.detect.secrets.examples import expand

from .conftest import Found

RANDOM = expand("{alnum:40}").text


def looked_at(text: str, path: str) -> list[tuple[int, str]]:
    return list(suspicion.pieces(text, text.encode("utf-8", "replace"), path))


def found(text: str, path: str = "a.py") -> list[Found]:
    candidates = second_pass.scan(looked_at(text, path), path, Cancel())
    return [Found(c.rule.id, c.span.start, text[c.span.start : c.span.end]) for c in candidates]


def test_a_random_string() -> None:
    assert found(f'f("{RANDOM}")') == [Found("high-entropy", 3, RANDOM)]


def test_hexadecimal_digits_need_a_telling_word() -> None:
    digits = expand("{hex:38}").text
    assert found(f'sign(private, "{digits}")') == [Found("high-entropy", 15, digits)]
    assert found(f'paint(colour, "{digits}")') == []


def test_the_place_is_right_behind_emoji_and_carriage_returns() -> None:
    text = f'# 🔐 é\r\nx = 1\r\n# 日本\r\ny = f("{RANDOM}")  # 🔑\r\n'
    assert found(text) == [Found("high-entropy", text.index(RANDOM), RANDOM)]


def test_what_it_cuts_is_widened_to_the_whole_token() -> None:
    token = expand("ghp_{alnum:30}{github}").text
    seen = {line.type: (line.start, line.end, line.cut_end) for line in library.seen_in(f"x = {token} # y", "a.py")}
    assert seen["GitHub Token"] == (4, 4 + len(token), 7)


@pytest.mark.parametrize(
    "line",
    [
        'sha256 = "{hex:64}"',
        '"integrity": "sha512-{b64:86}=="',
        'commit = "{hex:40}"',
        'request_id = "{uuid}"',
        'x = "{hex:40}"',
        'etag = "{alnum:40}"',
        'agent = "agent_{alnum:30}"',
        'author = "{hex:24}"',
        'name = "TheNameOfAClassThatIsVeryLongIndeed"',
        'alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"',
        'image = "data:image/png;base64,{b64:120}"',
        'text = "VGhlc2UgYXJlbid0IHRoZSBkcm9pZHMgeW91J3JlIGxvb2tpbmcgZm9y"',
        'password = get_secret("{alnum:8}")',
    ],
)
def test_what_is_random_and_no_secret(line: str) -> None:
    assert found(expand(line).text) == []


@pytest.mark.parametrize("path", ["package-lock.json", "web/yarn.lock", "bundle.min.js", "app.js.map", "swagger.json"])
def test_generated_files_are_not_asked_about(path: str) -> None:
    assert found(f'secret = "{RANDOM}"', path) == []
    assert found(f'f("{RANDOM}")', "a.json") != []


def test_settings_of_the_process_are_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import detect_secrets.plugins.base
    import detect_secrets.settings

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the settings are shared by the whole process")

    for module in (detect_secrets.settings, detect_secrets.plugins.base):
        monkeypatch.setattr(module, "get_settings", refuse)
    fresh = expand('f("{alnum:40}")', "settings").text
    assert len(found(fresh)) == 1


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        found(expand('f("{alnum:40}", "0123456789abcdef0123456789")', "logged").text)
    assert caplog.records == []


def test_threads_get_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [expand('key("{alnum:40}")\nsecret = "{hex:32}"\ny("{uuid}")\n' * 5, str(n)).text for n in range(24)]
    alone = [found(text) for text in texts]
    monkeypatch.setattr(library, "_answers", library.Memory(16))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(found, texts)) == alone
    assert all(alone)


def test_the_cache_is_bounded_and_holds_no_text() -> None:
    cache = library.Memory(2)
    for key in (b"a", b"b", b"a", b"c"):
        if cache.get(key) is None:
            cache.put(key, ())
    assert [cache.get(key) for key in (b"a", b"b", b"c")] == [(), None, ()]
    library.seen_in(f'key("{RANDOM}")', "a.py")
    assert RANDOM not in repr(vars(library._answers))


def test_of_a_very_long_line_the_surroundings_are_looked_at() -> None:
    text = "// é 🔐\n" + "x=1;" * 5000 + f'f("{RANDOM}");' + "y=2;" * 5000
    assert found(text, "a.js") == [Found("high-entropy", text.index(RANDOM), RANDOM)]


def test_cancelled_work_stops() -> None:
    cancel = Cancel()
    cancel.cancel()
    text = f'f("{RANDOM}")'
    with pytest.raises(Cancelled):
        list(second_pass.scan(looked_at(text, "a.py"), "a.py", cancel))


def test_a_library_that_cannot_be_loaded_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    library._plugins.cache_clear()
    monkeypatch.setitem(sys.modules, "detect_secrets.plugins.keyword", None)
    try:
        with pytest.raises(library.Unavailable, match="cannot be loaded"):
            library.seen_in(expand('f("{alnum:40}")', "unavailable").text, "a.py")
    finally:
        library._plugins.cache_clear()


def test_the_client_that_would_ask_a_vendor_is_not_imported() -> None:
    program = (
        "import sys\n"
        "from answerable.detect.secrets import library\n"
        "library.seen_in('x', 'a.py')\n"
        "assert 'detect_secrets.plugins.slack' in sys.modules\n"
        "assert 'requests' not in sys.modules, 'it was'\n"
        "import requests\n"
        "assert requests.get\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
