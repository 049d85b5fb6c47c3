"""`answerable guard` as a process: pipes, files, exit codes, and nothing written that should not be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import values

pytestmark = pytest.mark.e2e


def run(*words: str, given: bytes | str = b"", cwd: Path) -> subprocess.CompletedProcess[bytes]:
    data = given.encode() if isinstance(given, str) else given
    command = [sys.executable, "-m", "answerable", "guard", *words]
    return subprocess.run(command, input=data, capture_output=True, cwd=cwd, check=False, timeout=120)


SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "guard.schema.json").read_text("utf-8"))


def answers(done: subprocess.CompletedProcess[bytes]) -> list[Any]:
    """Every line of the output, each of which is what docs/guard.schema.json says."""
    given = [json.loads(line) for line in done.stdout.splitlines()]
    for answer in given:
        jsonschema.validate(answer, SCHEMA)
    return given


def test_check_tells_people_what_and_where(tmp_path: Path) -> None:
    done = run("check", given="hi\nmail jane@acme.com", cwd=tmp_path)
    first, last = done.stdout.decode().splitlines()
    assert first.startswith("stdin:2:6: warn EMAIL: ")
    assert last.startswith("warn: 1 personal value;")
    assert done.returncode == 1
    assert run("check", given="hello", cwd=tmp_path).returncode == 0


def test_check_tells_programs_in_the_documented_form(tmp_path: Path) -> None:
    done = run("check", "--format", "json", given="😀 jane@acme.com", cwd=tmp_path)
    (answer,) = answers(done)
    (finding,) = answer.pop("findings")
    assert answer == {"version": 1, "decision": "warn", "redacted": "😀 <EMAIL_1>"}
    assert finding["rule"] == "pii.email"
    assert (finding["kind"], finding["label"], finding["start"], finding["end"]) == ("pii", "EMAIL", 2, 15)
    assert finding["severity"] == "warning"


def test_many_texts_are_answered_line_by_line_and_at_once(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "answerable", "guard", "check", "--format", "jsonl", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for text, decision in (("hello", "allow"), ("jane@acme.com", "warn"), (values.github_token(), "block")):
        process.stdin.write(json.dumps({"text": text}).encode() + b"\n")
        process.stdin.flush()
        # An answer comes before the next question is asked.
        assert json.loads(process.stdout.readline())["decision"] == decision
    process.stdin.close()
    assert process.wait(30) == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"", "empty"),
        (b"nonsense", "not JSON"),
        (b"[1]", "no object"),
        (b'{"txt": "x"}', "no `text`"),
        (b'{"text": 5}', "must be a string"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b'{"text": "x", "path": 1}', "`path`"),
        (b'{"text": "x", "text": "y"}', "a field twice"),
        (b'{"text": "x", "id": NaN}', "a number that is none"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "must be a string"),
    ],
)
def test_a_malformed_line_is_answered_in_its_turn(tmp_path: Path, line: bytes, says: str) -> None:
    done = run(
        "check", "--format", "jsonl", "--batch", given=b'{"text":"a"}\n' + line + b'\n{"text":"b"}\n', cwd=tmp_path
    )
    first, second, third = answers(done)
    assert (first["decision"], third["decision"]) == ("allow", "allow")
    assert second["line"] == 2
    assert says in second["error"] or "nested" in second["error"]
    assert done.returncode == 2


def test_lone_surrogates_and_nul_are_text_like_any_other(tmp_path: Path) -> None:
    done = run("check", "-f", "jsonl", "--batch", given=b'{"text":"\\ud800\\u0000 jane@acme.com"}\n', cwd=tmp_path)
    (answer,) = answers(done)
    assert (answer["findings"][0]["start"], answer["redacted"]) == (3, "\ud800\0 <EMAIL_1>")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\xfe\xffbinary\x00",
        b"caf\xe9 and \xff\xfe",
        "\ufeffmark".encode(),
        "\ufeffsixteen".encode("utf-16-le"),
        "sixteen".encode("utf-16-le"),
        b"\r\n\r mixed \n",
        b"\xed\xa0\x80",
    ],
)
def test_every_byte_that_is_not_sensitive_comes_out_again(tmp_path: Path, data: bytes) -> None:
    assert run("redact", given=data, cwd=tmp_path).stdout == data


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16", "utf-16-le"])
def test_a_value_is_found_in_a_text_of_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "café {} «x»\r\n"
    done = run("redact", given=text.format(values.github_token()).encode(encoding), cwd=tmp_path)
    assert done.stdout == text.format("<GITHUB_PAT_1>").encode(encoding)


def test_ten_megabytes_are_redacted(tmp_path: Path) -> None:
    filler = b"The quick brown fox jumps over the lazy dog, and says so.\n" * 172_414
    done = run("redact", given=filler + values.github_token().encode(), cwd=tmp_path)
    assert (done.returncode, done.stdout == filler + b"<GITHUB_PAT_1>") == (0, True)


def test_a_pattern_of_a_teams_table_that_does_not_compile_is_named_and_the_others_count(tmp_path: Path) -> None:
    (tmp_path / "answerable.toml").write_text('[secrets]\ntables = ["team.toml"]\n')
    (tmp_path / "team.toml").write_text(
        "[[rules]]\nid = 'broken'\nregex = 'x(?<=y'\n[[rules]]\nid = 'acme'\nregex = 'acme_[a-z0-9]{20}'\n"
    )
    for words in (("check",), ("redact",), ("check", "-f", "jsonl", "--batch")):
        given = "acme_abcdefghij0123456789"
        done = run(*words, given=json.dumps({"text": given}) if "--batch" in words else given, cwd=tmp_path)
        assert b"rule `broken`: `regex` does not compile" in done.stderr
        assert done.returncode == 2
        assert b"ACME" in done.stdout


def test_redact_and_restore_through_pipes(tmp_path: Path) -> None:
    token = values.github_token()
    text = f"Mail jane@acme.com, token {token}\xff\n".encode("latin-1")
    redacted = run("redact", given=text, cwd=tmp_path)
    assert redacted.stdout == b"Mail <EMAIL_1>, token <GITHUB_PAT_1>\xff\n"
    assert redacted.returncode == 0
    restored = run("restore", given=b"Dear <EMAIL_1> <GITHUB_PAT_1> <EMAIL_7>", cwd=tmp_path)
    assert restored.stdout == b"Dear jane@acme.com <GITHUB_PAT_1> <EMAIL_7>"
    assert restored.returncode == 3
    assert b"<EMAIL_7> left as it stands" in restored.stderr
    assert b"<GITHUB_PAT_1>" not in restored.stderr
    assert run("restore", given=b"Dear <EMAIL_1> <GITHUB_PAT_1>", cwd=tmp_path).returncode == 0


def test_a_named_session_goes_on(tmp_path: Path) -> None:
    first = run("redact", "--session", "a/b", given="jane@acme.com joe@acme.com", cwd=tmp_path)
    second = run("redact", "--session", "a/b", given="joe@acme.com ann@acme.com", cwd=tmp_path)
    assert first.stdout == b"<EMAIL_1> <EMAIL_2>"
    assert second.stdout == b"<EMAIL_2> <EMAIL_3>"
    assert run("restore", "--session", "a/b", given="<EMAIL_3>", cwd=tmp_path).stdout == b"ann@acme.com"
    missing = run("restore", "--session", "other", given="<EMAIL_3>", cwd=tmp_path)
    assert (missing.returncode, missing.stdout) == (3, b"")
    assert b"guard.restore_hours" in missing.stderr


def test_files_are_named_and_a_missing_one_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("jane@acme.com")
    done = run("check", "-f", "jsonl", "a.txt", "missing.txt", cwd=tmp_path)
    found, missing = answers(done)
    assert (found["path"], found["decision"]) == ("a.txt", "warn")
    assert missing["path"] == "missing.txt"
    assert "no such file" in missing["error"]
    assert done.returncode == 2


def test_a_policy_decides_and_a_broken_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "answerable.toml").write_text('[guard]\npii = "block"\n[[guard.terms]]\ntext = "Nightjar"\n')
    done = run("check", "-f", "json", given="jane@acme.com", cwd=tmp_path)
    assert answers(done)[0]["decision"] == "block"
    (tmp_path / "answerable.toml").write_text('[guard]\npii = "forbid"\n')
    broken = run("check", "-f", "json", given="jane@acme.com", cwd=tmp_path)
    assert answers(broken)[0]["decision"] == "warn"
    assert b"guard.pii" in broken.stderr
    assert broken.returncode == 2


def test_terms_are_hashed_and_found_again(tmp_path: Path) -> None:
    done = run("terms", "hash", given="Project Nightjar\nAcme\n", cwd=tmp_path)
    one, two = done.stdout.decode().split()
    assert "ightjar" not in one
    assert one.partition("$")[0] == two.partition("$")[0]
    (tmp_path / "answerable.toml").write_text(f'[[guard.terms]]\ndigest = "{one}"\nlabel = "PROJECT"\n')
    found = run("redact", given="about PROJECT nightjar, and ACME", cwd=tmp_path)
    assert found.stdout == b"about <PROJECT_1>, and ACME"


def test_nothing_that_is_written_holds_a_value(tmp_path: Path, own_home: Path) -> None:
    token, mail = values.github_token(7), "ruth.planted@acme.com"
    text = f"{mail} {token} {values.private_key(7)}"
    before = set(own_home.rglob("*"))
    for words in (
        ("check",),
        ("check", "-f", "json"),
        ("redact",),
        ("redact", "--session", "planted"),
        ("redact", "--config", "nowhere"),
    ):
        done = run(*words, given=text, cwd=tmp_path)
        for output in (done.stdout, done.stderr):
            assert token.encode() not in output
            assert mail.encode() not in output
    written = [path for path in {*own_home.rglob("*"), *tmp_path.rglob("*")} if path.is_file()]
    assert {path for path in written if path not in before}
    for path in written:
        data = path.read_bytes()
        assert token.encode() not in data
        assert mail.encode() not in data
        assert values.private_key(7)[40:80].encode() not in data
        if os.name == "posix" and "guard" in path.parts:
            assert path.stat().st_mode & 0o077 == 0
