"""The three passes as one: what is reported, what is left out and counted, and what must never be written anywhere."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.detector import Cancel, Cancelled, Detector
from answerable.detect.secrets import library
from answerable.detect.secrets.detector import SecretsDetector
from answerable.detect.secrets.examples import expand
from answerable.findings.fingerprint import with_fingerprints
from answerable.findings.model import Confidence, Report, Severity, Skipped
from answerable.text.snapshot import Snapshot

from .conftest import Find, Found
from .test_baseline import baseline, entry

GITHUB = expand("ghp_{alnum:30}{github}").text
AWS = expand("AKIA{base32:16}").text
RANDOM = expand("{alnum:40}").text
SEVERAL = f"""# 🔐 é
token = "{GITHUB}"
aws_access_key_id = "{AWS}"
password = "hunt3r-2!"
url = "postgres://app:p0st-gr3s@db.internal/app"
f("{RANDOM}")
"""


def test_it_is_a_detector(detector: SecretsDetector) -> None:
    as_one: Detector = detector
    assert as_one.name == "secrets"
    assert as_one.applies(Snapshot.of("", "a.bin"))


def test_each_secret_is_reported_once_with_its_place(find: Find) -> None:
    expected = [
        ("github-pat", GITHUB),
        ("aws-access-token", AWS),
        ("generic.password", "hunt3r-2!"),
        ("url-credentials", "p0st-gr3s"),
        ("high-entropy", RANDOM),
    ]
    assert find(SEVERAL) == [Found(rule, SEVERAL.index(secret), secret) for rule, secret in expected]


def test_a_provider_key_is_an_error_and_a_guess_a_warning(report: Callable[..., Report]) -> None:
    levels = {one.rule: (one.severity, one.confidence) for one in report(SEVERAL).findings}
    assert levels["secrets.github-pat"] == (Severity.ERROR, Confidence.HIGH)
    assert levels["secrets.generic.password"] == (Severity.WARNING, Confidence.MEDIUM)
    assert levels["secrets.high-entropy"] == (Severity.WARNING, Confidence.LOW)


def test_a_finding_says_what_it_is_what_to_do_and_why(report: Callable[..., Report]) -> None:
    finding = report(f'x = "{GITHUB}"').findings[0]
    assert finding.message == (
        "GitHub personal access token (classic) in the text. "
        "Revoke it and issue another, and read that from the environment or a secret store."
    )
    assert "its built-in checksum is right" in finding.why
    assert finding.cwe == ("CWE-798",)
    assert "OWASP Top 10 for LLM applications 2025 LLM02" in [str(control) for control in finding.controls]
    assert finding.lesson is not None
    assert finding.references


def test_the_fix_puts_a_typed_placeholder_in_its_place(report: Callable[..., Report]) -> None:
    text = f'🔑 = "{GITHUB}"  # keep'
    (fix,) = report(text).findings[0].fixes
    (replacement,) = fix.replacements
    fixed = text[: replacement.span.start] + replacement.text + text[replacement.span.end :]
    assert fixed == '🔑 = "<GITHUB_PAT>"  # keep'
    assert report(fixed).findings == ()


def test_no_value_is_in_any_field_of_a_finding(report: Callable[..., Report]) -> None:
    snapshot = Snapshot.of(SEVERAL, "a.py")
    findings = with_fingerprints(snapshot, report(SEVERAL, "a.py").findings)
    assert len(findings) == 5
    for finding in findings:
        assert finding.sensitive
        secret = SEVERAL[finding.span.start : finding.span.end]
        assert secret not in repr(dataclasses.replace(finding))
        assert secret[:8] not in repr(finding)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120), st.sampled_from(["a.py", "b.env", "c.md"]))
def test_a_redacted_secret_leaves_no_part_of_itself(text: str, path: str) -> None:
    detector = _detector()
    whole = f"{text}\ntoken: {GITHUB}\n{text}"
    redacted = whole
    for finding in reversed(detector.scan(Snapshot.of(whole, path), Cancel()).findings):
        redacted = redacted[: finding.span.start] + "<>" + redacted[finding.span.end :]
    assert GITHUB[4:12] not in redacted
    assert redacted.count("<>") >= 1


@given(
    st.lists(
        st.sampled_from(["token = '" + GITHUB + "'\n", "x = 1\n", "# 🔐\r\n", "password='hunt3r-2!'\n"]), max_size=6
    )
)
def test_the_answer_depends_on_the_text_alone(parts: list[str]) -> None:
    text = "".join(parts)
    warm = _detector().scan(Snapshot.of(text, "a.py"), Cancel())
    library._answers = library.Memory(64)
    assert _detector().scan(Snapshot.of(text, "a.py"), Cancel()) == warm
    assert len(warm.findings) == text.count("token") + text.count("password")


_kept: list[SecretsDetector] = []


def _detector() -> SecretsDetector:
    if not _kept:
        _kept.append(SecretsDetector.load())
    return _kept[0]


def test_what_a_comment_excuses_is_counted(report: Callable[..., Report], detector: SecretsDetector) -> None:
    text = f'a = "{GITHUB}"  # pragma: allowlist secret\n# gitleaks:allow\nb = "{AWS}"  # gitleaks:allow\n'
    found = report(text, "src/a.py")
    assert found.findings == ()
    assert found.skipped == (
        Skipped("src/a.py", "1 secret left out: pragma: allowlist secret", "secrets", failure=False),
        Skipped("src/a.py", "1 secret left out: gitleaks:allow", "secrets", failure=False),
    )
    strict = SecretsDetector.load(honour_pragma=False)
    assert len(strict.scan(Snapshot.of(text, "src/a.py"), Cancel()).findings) == 2


def test_what_the_baseline_lists_is_counted(tmp_path: Path) -> None:
    path = tmp_path / ".secrets.baseline"
    path.write_text(baseline(**{"src/a.py": [entry("hunt3r-2!", 4), entry("ghp", 2, "GitHub Token")]}), "utf-8")
    detector = SecretsDetector.load(baseline=path)
    assert detector.problems == ()
    found = detector.scan(Snapshot.of(SEVERAL, "src/a.py"), Cancel())
    assert [one.rule for one in found.findings] == [
        "secrets.aws-access-token",
        "secrets.url-credentials",
        "secrets.high-entropy",
    ]
    assert [one.reason for one in found.skipped] == ["2 secrets left out: the baseline of detect-secrets"]
    assert not found.skipped[0].failure
    assert len(detector.scan(Snapshot.of(SEVERAL, "src/b.py"), Cancel()).findings) == 5


def test_a_broken_baseline_and_a_broken_table_are_problems_and_the_rest_works(tmp_path: Path) -> None:
    known, table = tmp_path / ".secrets.baseline", tmp_path / "gitleaks.toml"
    known.write_text("{", "utf-8")
    table.write_text('[[rules]]\nid = "x"\nregex = "("\n', "utf-8")
    detector = SecretsDetector.load([table], baseline=known)
    assert [problem.path for problem in detector.problems] == [str(table), str(known)]
    assert len(detector.scan(Snapshot.of(SEVERAL, "a.py"), Cancel()).findings) == 5


def test_a_teams_rules_and_allowlists_hold_for_all_passes(tmp_path: Path) -> None:
    table = tmp_path / "gitleaks.toml"
    table.write_text(
        "[[rules]]\nid = 'acme-key'\ndescription = 'Acme key'\nregex = '''acme_[a-z0-9]{12}'''\nkeywords = ['acme_']\n"
        "[allowlist]\npaths = ['''^vendor/''']\nstopwords = ['hunt3r']\n",
        "utf-8",
    )
    detector = SecretsDetector.load([table])
    acme = expand("acme_{lownum:12}").text
    found = detector.scan(Snapshot.of(SEVERAL + acme, "a.py"), Cancel())
    assert [one.rule for one in found.findings][-1] == "secrets.acme-key"
    assert "secrets.generic.password" not in [one.rule for one in found.findings]
    assert [one.reason for one in found.skipped] == ["1 secret left out: an allowlist of a table"]
    assert not detector.applies(Snapshot.of(SEVERAL, "vendor/a.py"))
    assert "acme-key" in [rule.id for rule in detector.rules]


def test_without_the_second_pass() -> None:
    detector = SecretsDetector.load(second_pass=False)
    found = detector.scan(Snapshot.of(SEVERAL, "a.py"), Cancel())
    assert [one.rule for one in found.findings][-1] == "secrets.url-credentials"
    assert "high-entropy" not in [rule.id for rule in detector.rules]


def test_a_library_that_is_missing_is_a_failure_that_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise library.Unavailable("detect-secrets cannot be loaded: no module")

    monkeypatch.setattr(library, "_plugins", missing)
    monkeypatch.setattr(library, "_answers", library.Memory(8))
    found = _detector().scan(Snapshot.of(SEVERAL, "a.py"), Cancel())
    assert found.skipped == (Skipped("a.py", "detect-secrets cannot be loaded: no module", "secrets"),)
    assert len(found.findings) == 4


def test_every_rule_that_is_reported_is_listed(detector: SecretsDetector, report: Callable[..., Report]) -> None:
    ids = {f"secrets.{rule.id}" for rule in detector.rules}
    assert {finding.rule for finding in report(SEVERAL).findings} <= ids


def test_cancelled_work_stops(detector: SecretsDetector) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        detector.scan(Snapshot.of(SEVERAL, "a.py"), cancel)


def test_threads_get_the_same_answer(detector: SecretsDetector, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshots = [Snapshot.of(SEVERAL + f"# {n}\nf('{expand('{alnum:40}', str(n)).text}')", "a.py") for n in range(16)]
    alone = [detector.scan(snapshot, Cancel()) for snapshot in snapshots]
    monkeypatch.setattr(library, "_answers", library.Memory(8))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda snapshot: detector.scan(snapshot, Cancel()), snapshots)) == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0" * 5000,
        "\ufeff",
        "\ud800\udfff password='\ud800'",
        "password=",
        'password="',
        "-----BEGIN PRIVATE KEY-----",
        "://:@",
        "eyJ" * 3000,
        "'" * 20_000,
        "password='" * 500,
    ],
)
def test_odd_texts_are_scanned(text: str, report: Callable[..., Report]) -> None:
    assert report(text, "odd.bin").findings == ()


def test_a_secret_in_the_midst_of_what_looks_binary(find: Find) -> None:
    text = "\0\x01\ufffd" * 2000 + GITHUB + "\0\x02" * 2000
    assert find(text, "x.bin") == [Found("github-pat", 6000, GITHUB)]


def test_a_large_file_of_one_line(find: Find) -> None:
    text = "function(a,b){return a.b(c)};" * 60_000 + f'k="{GITHUB}";' + "var x=1;" * 60_000
    assert find(text, "app.js") == [Found("github-pat", text.index(GITHUB), GITHUB)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "package-lock.json",
            '"integrity": "sha512-{b64:86}==", "resolved": "https://registry.example.org/a/-/a-1.0.0.tgz"',
        ),
        ("go.sum", "github.com/pkg/errors v0.9.1 h1:{b64:43}="),
        ("Cargo.lock", 'checksum = "{hex:64}"'),
        ("a.py", 'COMMIT = "{hex:40}"'),
        ("a.py", 'REQUEST = "{uuid}"'),
        ("id_rsa.pub", "ssh-rsa AAAAB3NzaC1yc2E{b64:350} me@host"),
        ("a.pem", "-----BEGIN CERTIFICATE-----\n{b64:64}\n{b64:64}\n-----END CERTIFICATE-----"),
        ("a.ipynb", '"image/png": "iVBORw0KGgo{b64:4000}"'),
        ("app.js.map", '"mappings": "AAAA,{b64:400};ACAA"'),
        ("a.svg", '<path d="M10 10h4v4h-4z{digit:30}"/>'),
        ("a.css", "background: url(data:image/png;base64,{b64:300})"),
    ],
)
def test_what_is_random_by_nature_is_left_alone(path: str, text: str, find: Find) -> None:
    assert find(expand(text).text, path) == []


def test_a_private_key_is_one_secret_from_beginning_to_end(find: Find) -> None:
    for kind in ("RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PRIVATE KEY"):
        key = expand(f"{{pem:{kind}}}").text
        for text in (f"# 🔑\n{key}\n", f"# 🔑\r\n{key}\r\n".replace("\n", "\r\n").replace("\r\r", "\r")):
            (found,) = find(text, "id_rsa")
            assert found.rule == "private-key"
            assert found.secret.startswith("-----BEGIN")
            assert found.secret.endswith("PRIVATE KEY-----")
    # As a Google service account has it: in JSON, the line ends escaped.
    escaped = json.dumps({"private_key": expand("{pem:PRIVATE KEY}").text + "\n"})
    (found,) = find(escaped, "sa.json")
    assert found.secret == escaped[len('{"private_key": "') : -len('\\n"}')]
