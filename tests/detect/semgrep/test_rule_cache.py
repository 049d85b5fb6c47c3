"""The cache gives back what was put in, or nothing."""

from __future__ import annotations

import hashlib
import stat
import textwrap
from pathlib import Path

import pytest

from answerable.detect.semgrep import rule_files
from answerable.detect.semgrep.rule import RuleSet
from answerable.detect.semgrep.rule_cache import RuleCache
from answerable.detect.semgrep.rules import load_rules

TEXT = textwrap.dedent(
    """\
    rules:
    - id: a
      languages: [python, regex]
      severity: WARNING
      message: Grüße
      pattern-either:
      - pattern: $X == $X
      paths: {include: [src/], exclude: ["*.test.py"]}
      metadata:
        cwe: [CWE-697]
        confidence: low
        owasp: A1
        references: [https://example.invalid]
        controls: [{framework: f, edition: e, id: i, relation: evidences}]
        lesson: {why: y, wrong: w, right: r}
    - id: b
      languages: [nonesuch]
      severity: WARNING
      message: m
      pattern: x
    """
)


@pytest.fixture
def rules(tmp_path: Path) -> RuleSet:
    path = tmp_path / "rules" / "a.yaml"
    path.parent.mkdir()
    path.write_text(TEXT)
    return load_rules([path], ask_engine=False)


def test_a_set_comes_back_as_it_was(tmp_path: Path, rules: RuleSet) -> None:
    cache = RuleCache(tmp_path / "cache")
    assert cache.get("key") is None
    cache.put("key", rules)
    assert cache.get("key") == rules
    assert cache.get("other") is None
    assert len(rules.rules) == len(rules.problems) == 1


def test_only_its_owner_can_read_it(tmp_path: Path, rules: RuleSet) -> None:
    folder = tmp_path / "new" / "cache"
    RuleCache(folder).put("key", rules)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()] == [("key.json", 0o600)]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"WARNING", b"ERROR!!"),
        lambda content: b"{}\n{}",
        lambda content: b"\xff" * 100,
        lambda content: content + b" ",
    ],
)
def test_a_damaged_entry_is_none_at_all(tmp_path: Path, rules: RuleSet, damage: object) -> None:
    cache = RuleCache(tmp_path)
    cache.put("key", rules)
    path = tmp_path / "key.json"
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get("key") is None
    cache.put("key", rules)
    assert cache.get("key") == rules


def test_an_entry_of_another_shape_is_none_at_all(tmp_path: Path) -> None:
    body = b'{"digest": "x", "problems": [], "rules": [{"id": "a"}]}'
    (tmp_path / "key.json").write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    assert RuleCache(tmp_path).get("key") is None


def test_the_key_holds_everything_that_matters(tmp_path: Path) -> None:
    cache = RuleCache(tmp_path)
    one = [(Path("/r/a.yaml"), b"x"), (Path("/r/b.yaml"), b"y")]
    keys = [
        cache.key(one, "engine 1"),
        cache.key(one, "engine 2"),
        cache.key(one[::-1], "engine 1"),
        cache.key([(Path("/r/a.yaml"), b"x"), (Path("/r/c.yaml"), b"y")], "engine 1"),
        cache.key([(Path("/r/a.yaml"), b"xy"), (Path("/r/b.yaml"), b"")], "engine 1"),
        cache.key(one[:1], "engine 1"),
        cache.key([(Path("/r/a.yaml"), b"x/r/b.yaml\0/r/b.yamly")], "engine 1"),
    ]
    assert len(set(keys)) == len(keys)
    assert cache.key(one, "engine 1") == keys[0]


def test_old_entries_are_thinned_out(tmp_path: Path, rules: RuleSet) -> None:
    cache = RuleCache(tmp_path / "cache")
    for number in range(30):
        cache.put(f"key{number}", rules)
    assert len(list((tmp_path / "cache").iterdir())) == 20
    assert cache.get("key29") == rules


def test_a_place_that_cannot_be_written_is_no_failure(tmp_path: Path, rules: RuleSet) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    cache = RuleCache(blocked / "cache")
    cache.put("key", rules)
    assert cache.get("key") is None


def test_unchanged_rules_are_not_read_again(
    tmp_path: Path, fake_engine: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(fake_engine)
    engine = fake_engine("answer()")
    path = tmp_path / "a.yaml"
    path.write_text(TEXT)
    reads: list[int] = []
    real = rule_files.read
    monkeypatch.setattr(rule_files, "read", lambda files, engine: reads.append(1) or real(files, engine))
    cache = RuleCache(tmp_path / "cache")
    first = load_rules([path], cache=cache, engine=engine)
    assert load_rules([path], cache=cache, engine=engine) == first
    assert reads == [1]
    path.write_text(TEXT.replace("Grüße", "Tschüs"))
    assert load_rules([path], cache=cache, engine=engine).rules[0].message == "Tschüs"
    assert reads == [1, 1]


def test_a_set_the_engine_has_not_judged_is_not_kept(tmp_path: Path, fake_engine: object) -> None:
    assert callable(fake_engine)
    path = tmp_path / "a.yaml"
    path.write_text(TEXT)
    cache = RuleCache(tmp_path / "cache")
    assert [rule.id for rule in load_rules([path], cache=cache, engine=fake_engine("sys.exit(1)")).rules] == ["a"]
    assert not (tmp_path / "cache").exists()
