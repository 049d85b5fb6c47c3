"""SARIF logs: valid by the standard's schema, and saying what was found."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.fingerprint import MASK, with_fingerprints
from answerable.findings.model import Confidence, Control, Finding, Fix, Lesson, Replacement, Severity, Skipped
from answerable.findings.problems import Problem
from answerable.interop.outcome import Document, Outcome, Suppressed
from answerable.interop.sarif import artifact_location, log
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
ROOT = Path("/home/ann/repo") if os.name == "posix" else Path("C:/repo")
NOON = datetime(2026, 11, 21, 12, 0, 0, 250_000, tzinfo=UTC)


def outcome(
    documents: Iterable[Document] = (),
    *,
    skipped: tuple[Skipped, ...] = (),
    problems: tuple[Problem, ...] = (),
    shown: dict[str, str] | None = None,
) -> Outcome:
    return Outcome(
        root=ROOT,
        shown=shown or {},
        documents=tuple(documents),
        skipped=skipped,
        problems=problems,
        files=1,
        lines=3,
        rules=40,
        threshold=Severity.WARNING,
        begun=NOON,
        ended=NOON,
        seconds=0.0,
    )


def run_of(made: Outcome) -> dict[str, Any]:
    """The only run of the log, which must be valid and survive being written down."""
    data = json.loads(json.dumps(log(made)))
    problems = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in VALIDATOR.iter_errors(data)]
    assert problems == []
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    assert isinstance(run, dict)
    return run


TEXT = "import os\nname = '👩é'; os.system(name)\nkey = 'abcdefgh12345'\n"
SQL = Finding(
    rule="python.command-injection",
    detector="semgrep",
    span=Span(TEXT.index("os.system"), TEXT.index("(name)") + 6),
    severity=Severity.ERROR,
    message="The shell gets what a user wrote.",
    confidence=Confidence.HIGH,
    cwe=("CWE-78",),
    owasp=("A03:2021",),
    controls=(Control("NIST AI 600-1", "2024", "MS-2.6-004"),),
    lesson=Lesson("A shell reads more than a name. It runs it.", "os.system(name)", "subprocess.run([name])"),
    references=("https://docs.python.org/3/library/subprocess.html",),
    fixes=(Fix("Call without a shell", (Replacement(Span(TEXT.index("os.system"), TEXT.index("(name)")), "run"),)),),
)
KEY = Finding(
    rule="secrets.generic",
    detector="secrets",
    span=Span(TEXT.index("abcdefgh"), TEXT.index("12345") + 5),
    severity=Severity.WARNING,
    message="A credential in the source.",
    cwe=("CWE-798",),
    sensitive=True,
    fixes=(
        Fix("Read it from the environment", (Replacement(Span(TEXT.index("'abc"), len(TEXT) - 1), "os.environ['K']"),)),
        Fix("Move it to a file", (Replacement(Span(0, 0), "# abcdefgh12345\n"),)),
    ),
)


def document(*findings: Finding, text: str = TEXT, path: str = "src/app.py") -> Document:
    snapshot = Snapshot.of(text, path)
    return Document.of(snapshot, with_fingerprints(snapshot, findings))


def test_an_empty_scan_is_a_valid_log() -> None:
    run = run_of(outcome())
    assert run["results"] == []
    assert run["tool"]["driver"]["name"] == "Answerable"
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["invocations"][0]["exitCode"] == 0
    assert run["invocations"][0]["startTimeUtc"] == "2026-11-21T12:00:00.250Z"


def test_a_result_stands_where_the_finding_is_in_code_points_from_one() -> None:
    run = run_of(outcome([document(SQL)]))
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "src/app.py", "uriBaseId": "SRCROOT", "index": 0}
    assert physical["region"] == {
        "startLine": 2,
        "startColumn": 14,
        "endLine": 2,
        "endColumn": 29,
        "snippet": {"text": "os.system(name)"},
    }
    assert (result["ruleId"], result["ruleIndex"], result["level"], result["kind"]) == (
        "python.command-injection",
        0,
        "error",
        "fail",
    )
    assert result["message"] == {"text": "The shell gets what a user wrote."}
    assert run["artifacts"][0]["sourceLanguage"] == "python"


def test_a_rule_tells_its_lesson_weakness_and_controls() -> None:
    run = run_of(outcome([document(SQL)]))
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("python.command-injection", "PythonCommandInjection")
    assert rule["shortDescription"]["text"] == "A shell reads more than a name."
    assert rule["properties"] == {
        "tags": ["security", "external/cwe/cwe-078", "A03:2021"],
        "precision": "high",
        "security-severity": "8.0",
        "problem.severity": "error",
        "controls": ["NIST AI 600-1 2024 MS-2.6-004"],
    }
    assert rule["relationships"][0]["target"] == {"id": "CWE-78", "index": 0, "toolComponent": {"name": "CWE"}}
    assert "**Right**\n\n```\nsubprocess.run([name])\n```" in rule["help"]["markdown"]
    assert "Right: subprocess.run([name])" in rule["help"]["text"]
    (taxonomy,) = run["taxonomies"]
    assert [taxon["id"] for taxon in taxonomy["taxa"]] == ["CWE-78"]


def test_one_rule_and_one_file_are_described_once() -> None:
    again = replace(SQL, span=Span(0, 6))
    run = run_of(outcome([document(SQL, again)]))
    assert [result["ruleIndex"] for result in run["results"]] == [0, 0]
    assert len(run["tool"]["driver"]["rules"]) == len(run["artifacts"]) == 1


def test_fingerprints_are_ours_and_the_one_that_github_tracks() -> None:
    (found,) = document(SQL).findings
    (result,) = run_of(outcome([document(SQL)]))["results"]
    assert result["partialFingerprints"] == {
        "answerableFinding/v1": found.fingerprint,
        "primaryLocationLineHash": f"{found.fingerprint[:16]}:1",
    }


def test_a_fix_is_replacements_of_regions() -> None:
    (result,) = run_of(outcome([document(SQL)]))["results"]
    (fix,) = result["fixes"]
    assert fix["description"]["text"] == "Call without a shell"
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 14, "endLine": 2, "endColumn": 23},
            "insertedContent": {"text": "run"},
        }
    ]


def test_no_secret_is_written_down() -> None:
    over = replace(SQL, span=Span(0, len(TEXT) - 1))
    made = outcome([document(SQL, KEY, over)])
    assert "abcdefgh" not in json.dumps(log(made))
    run = run_of(made)
    assert run["redactionTokens"] == [MASK]
    snippets = [r["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] for r in run["results"]]
    assert snippets == [f"import os\nname = '👩é'; os.system(name)\nkey = '{MASK}'", "os.system(name)", MASK]
    (titles,) = [
        [fix["description"]["text"] for fix in result["fixes"]]
        for result in run["results"]
        if result["ruleId"] == "secrets.generic"
    ]
    assert titles == ["Read it from the environment"]


def test_a_suppressed_finding_is_told_with_its_reason_and_still_hides_its_secret() -> None:
    snapshot = Snapshot.of(TEXT, "src/app.py")
    (key,) = with_fingerprints(snapshot, [KEY])
    made = outcome(
        [Document.of(snapshot, (), (Suppressed(key, "a test account"), Suppressed(key, "", in_source=False)))]
    )
    assert "abcdefgh" not in json.dumps(log(made))
    first, second = run_of(made)["results"]
    assert first["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "a test account"}]
    assert second["suppressions"] == [{"kind": "external", "status": "accepted"}]


def test_what_was_not_checked_is_a_notification_and_a_failure_no_success() -> None:
    skipped = (
        Skipped("big.json", "52,428,800 bytes", failure=False),
        Skipped("sub/a.py", "timed out", detector="semgrep"),
    )
    problem = Problem(
        str(ROOT / "answerable.toml"), "`scan.treshold` is no key.", "Write `threshold`.", 3, "scan.treshold"
    )
    run = run_of(outcome(skipped=skipped, problems=(problem,), shown={"sub/a.py": "../x/sub/a.py"}))
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    big, slow = invocation["toolExecutionNotifications"]
    assert (big["level"], big["descriptor"]["id"], big["message"]["text"]) == (
        "note",
        "left-out",
        "big.json: 52,428,800 bytes",
    )
    assert (slow["level"], slow["descriptor"]["id"], slow["message"]["text"]) == (
        "error",
        "not-checked",
        "../x/sub/a.py: semgrep: timed out",
    )
    assert slow["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "sub/a.py", "uriBaseId": "SRCROOT"}
    (broken,) = invocation["toolConfigurationNotifications"]
    assert broken["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "answerable.toml", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 3},
    }


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü.py", "a%20b/%C3%BC.py"),
        (os.fsdecode(b"caf\xe9.py"), "caf%E9.py"),
        ("c:d.py", "c%3Ad.py"),
        ("100%.py", "100%25.py"),
        ("a#b?.py", "a%23b%3F.py"),
    ],
)
def test_a_path_is_escaped_as_a_uri(path: str, uri: str) -> None:
    assert artifact_location(path) == {"uri": uri, "uriBaseId": "SRCROOT"}


@pytest.mark.skipif(os.name != "posix", reason="an absolute path of POSIX")
def test_a_file_outside_the_root_has_an_absolute_uri() -> None:
    assert artifact_location("/etc/x y") == {"uri": "file:///etc/x%20y"}


def test_a_code_block_holds_backticks() -> None:
    lesson = Lesson("Why.", "", "a = ```x```")
    finding = replace(SQL, lesson=lesson)
    run = run_of(outcome([document(finding)]))
    assert "````\na = ```x```\n````" in run["tool"]["driver"]["rules"][0]["help"]["markdown"]


@given(st.text(max_size=80), st.data())
def test_any_text_makes_a_valid_log(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    finding = replace(SQL, span=Span(start, end), message=text or "x", fixes=())
    run = run_of(outcome([document(finding, text=text)]))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
