"""`make accuracy`: labelled cases in, recall and false alarms out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
INSECURE = 'import os\nfrom flask import request\n\ndef view():\n    os.system("ls " + request.args["d"])\n'
SAFE = 'import subprocess\n\ndef view():\n    subprocess.run(["ls", "--", "/srv"], check=True)\n'


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "accuracy.py"), str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)


def measured(folder: Path, *arguments: str) -> dict[str, Any]:
    done = run(folder, "--json", *arguments)
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert isinstance(data, dict)
    return data


def sarif(path: Path, *results: tuple[str, int, str], cwes: dict[str, int] | None = None) -> str:
    """A log with these results (path, line, rule); the rules' weaknesses in tags, as many tools write them."""
    rules = [
        {"id": rule, "properties": {"tags": ["security", f"external/cwe/cwe-{number:03}"]}}
        for rule, number in (cwes or {}).items()
    ]
    found = [
        {
            "ruleId": rule,
            "message": {"text": "x"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}}],
        }
        for uri, line, rule in results
    ]
    runs = [{"tool": {"driver": {"name": "t", "rules": rules}}, "results": found}]
    path.write_text(json.dumps({"version": "2.1.0", "runs": runs}))
    return str(path)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    for name, text in {
        "CWE-078/insecure/a.py": INSECURE,
        "CWE-078/secure/a.py": SAFE,
        "cwe_89/insecure_1.py": "x = 1\n",
        "cwe_89/secure_1.py": "x = 1\n",
        "notes.txt": "no label\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.mark.engine
def test_a_scan_of_ones_own(cases: Path) -> None:
    data = measured(cases)
    assert data["all"] == {
        "unsafe": 2, "found": 1, "recall": 0.5, "exact": 1, "exact_recall": 0.5,
        "safe": 2, "flagged": 0, "false_alarm_rate": 0.0, "tpr_minus_fpr": 0.5,
    }  # fmt: skip
    assert data["cwe"]["78"]["recall"] == 1
    assert data["cwe"]["89"]["recall"] == 0
    assert data["unlabelled_files"] == 1


def test_what_another_tool_wrote(cases: Path, tmp_path: Path) -> None:
    log = sarif(
        tmp_path / "log.sarif",
        ("CWE-078/insecure/a.py", 5, "r1"),
        ((cases / "cwe_89/insecure_1.py").as_uri(), 1, "r1"),
        ("./cwe_89/secure_1.py", 1, "r2"),
        cwes={"r1": 78},
    )
    data = measured(cases, "--sarif", log)
    assert (data["all"]["found"], data["all"]["exact"], data["all"]["flagged"]) == (2, 1, 1)
    assert data["cwe"]["89"]["tpr_minus_fpr"] == 0
    table = run(cases, "--sarif", log).stdout
    assert "CWE-78" in table
    assert "1 file has no label" in table


def test_a_table_of_labels(cases: Path, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        (cases / f"Case0000{number}.java").write_text("class C {}\n")
    (cases / "expectedresults-1.csv").write_text(
        "# test name, category, real vulnerability, cwe, version\n"
        "Case00001,cmdi,true,78\nCase00002,sqli,true,CWE-89\nCase00003,sqli,false,89\n"
    )
    log = sarif(tmp_path / "log.sarif", ("Case00001.java", 1, "r"), ("Case00003.java", 1, "r"), cwes={"r": 78})
    data = measured(cases, "--sarif", log)
    assert (data["all"]["unsafe"], data["all"]["found"], data["all"]["exact"]) == (2, 1, 1)
    assert (data["all"]["safe"], data["all"]["flagged"]) == (1, 1)


def test_comments_name_the_line_and_the_rule(tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    lines = ["# ruleid: mine", "a()", "# ok: mine", "b()", "# ruleid: mine", "# ok: other", "c()", "d()"]
    (folder / "a.py").write_text("\n".join(lines))
    found = [("a.py", 2, "mine"), ("a.py", 4, "theirs"), ("a.py", 7, "other")]
    known = sarif(tmp_path / "known.sarif", *found, cwes={"mine": 1, "other": 2})
    data = measured(folder, "--sarif", known)["all"]
    assert (data["unsafe"], data["found"], data["exact"]) == (2, 2, 1)
    assert (data["safe"], data["flagged"]) == (2, 1), "a comment excuses its own rule only"
    strange = sarif(tmp_path / "strange.sarif", *found)
    assert measured(folder, "--sarif", strange)["all"]["flagged"] == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("file,verdict\na.py,true\n", "labels.csv:1: the first line has to name the columns"),
        (
            "file,vulnerable\nCWE-078/insecure/a.py,perhaps\n",
            "labels.csv:2: vulnerable is 'perhaps'; write true or false",
        ),
        ("file,vulnerable\nz.py,true\n", "labels.csv:2: no file in"),
        ("file,vulnerable\na.py,true\n", "labels.csv:2: several files in"),
        ("file,vulnerable,cwe\nnotes.txt,true,SQL\n", "labels.csv:2: cwe is 'SQL'"),
    ],
)
def test_labels_that_cannot_be_read(cases: Path, text: str, says: str) -> None:
    (cases / "labels.csv").write_text(text)
    done = run(cases)
    assert done.returncode == 2
    assert says in done.stderr


def test_a_folder_without_labels_and_a_log_that_is_none(cases: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "a.py").write_text("x = 1\n")
    assert "no case is labelled" in run(tmp_path / "plain").stderr
    (tmp_path / "no.sarif").write_text("[]")
    done = run(cases, "--sarif", str(tmp_path / "no.sarif"))
    assert done.returncode == 2
    assert "no SARIF log" in done.stderr
    assert run(tmp_path / "absent").returncode == 2
