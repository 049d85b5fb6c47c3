"""`answerable ledger` as a process, with a real repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from answerable.interop.git import Repository
from answerable.ledger.kinds import Kind
from answerable.ledger.log import Ledger
from answerable.ledger.place import VARIABLE, directory_for
from answerable.origin.prints import Digester
from ledgers import clock, guarded, opened, rejected, segment, signed
from repositories import GitRepository

pytestmark = pytest.mark.e2e

TEXT = """\
import os


def total(orders, rate):
    result = 0
    for order in orders:
        result += order.amount * rate
    return result
"""
BLOCK = "b" * 32
VERIFIER = Path(__file__).parents[2] / "docs" / "verify_ledger.py"


class Project:
    """A repository with a block in its ledger, read and signed; the block is lines 4 to 8 of shop.py."""

    def __init__(self, root: Path, directory: Path) -> None:
        self.git = GitRepository.create(root)
        self.root = self.git.root
        self.directory = directory
        (self.root / "shop.py").write_text(TEXT)
        self.git.commit("shop")
        self.commit = Repository.at(self.root).root_commit()

    def fill(self) -> Ledger:
        ledger = Ledger.open(self.directory, now=clock(step=timedelta(minutes=1)), repository=self.commit)
        digester = Digester(ledger.key)
        print_ = digester.lines(TEXT.split("\n\n\n")[1])
        where: dict[str, Any] = {"path": "shop.py", "start_line": 4, "end_line": 8, "lines": list(print_)}
        where["digest"] = digester.block(print_)
        ledger.append(Kind.BLOCK_OPENED, opened(BLOCK, **where))
        ledger.append(Kind.GUARD_WARNED, guarded())
        ledger.append(Kind.REVIEW_SIGNED, signed(BLOCK, **where))
        return ledger

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "answerable", "ledger", *arguments],
            cwd=self.root,
            env={**os.environ, VARIABLE: str(self.directory), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def json(self, *arguments: str) -> dict[str, Any]:
        done = self.run(*arguments, "--format", "json")
        assert done.returncode in (0, 1), done.stderr
        data = json.loads(done.stdout)
        assert isinstance(data, dict)
        assert data["version"] == 1
        return data


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "shop", tmp_path / "ledger")


def test_no_ledger_yet(project: Project) -> None:
    for command in ("show", "verify", "checkpoint", "prune"):
        done = project.run(command)
        assert done.returncode == 2
        assert f"Error: there is no ledger in {project.directory}." in done.stderr
    assert not project.directory.exists()


def test_show_prints_history(project: Project) -> None:
    project.fill()
    done = project.run("show")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == (
        "     0  2026-03-01 09:02:00Z  block.opened        shop.py:4-8  suspected-ai (87%)  block bbbbbbbbbbbb"
    )
    assert lines[1].endswith("guard.warned        claude-code prompt  warn  2 EMAIL")
    assert lines[2].endswith("A Person <person@example.invalid>: read and understood  block bbbbbbbbbbbb")
    assert [record["seq"] for record in project.json("show", "--kind", "guard.*")["records"]] == [1]
    assert [record["seq"] for record in project.json("show", "--since", "1", "--last", "1")["records"]] == [2]
    assert project.run("show", "--kind", "gaurd.*").returncode == 2


def test_the_history_of_a_line_is_found_by_what_stands_there(project: Project) -> None:
    project.fill()
    # Moved down, and to another file.
    (project.root / "shop.py").unlink()
    (project.root / "till.py").write_text("# moved\n" + TEXT)
    data = project.json("show", "--file", "till.py", "--line", "7")
    assert [record["seq"] for record in data["records"]] == [0, 2]
    assert data["subject"] == {"blocks": [BLOCK], "file": "till.py", "line": 7}
    assert data["tree"]["size"] == 3
    done = project.run("show", "--file", "till.py", "--line", "2")
    assert (done.returncode, done.stdout) == (0, "Line 2 of till.py is in no block that the ledger knows.\n")
    done = project.run("show", "--file", "till.py", "--line", "70")
    assert done.returncode == 2
    assert "till.py has 10 lines, and no line 70" in done.stderr
    assert project.run("show", "--file", "till.py").returncode == 2
    assert [record["seq"] for record in project.json("show", "--block", "bbbb")["records"]] == [0, 2]


def test_a_proof_of_a_line_is_checked_offline(project: Project, tmp_path: Path) -> None:
    project.fill()
    kept, proof = tmp_path / "kept", tmp_path / "proof.json"
    assert project.run("checkpoint", "-o", str(kept)).returncode == 0
    line = ("--file", "shop.py", "--line", "5")
    assert project.run("show", *line, "--proof", str(proof), "--checkpoint", str(kept)).returncode == 0
    command = [sys.executable, "-I", str(VERIFIER), "proof", str(proof), "--checkpoint", str(kept)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("holds: 2 records are in the ledger of 3 that was signed")
    # Younger than the last checkpoint: a new one is signed for it.
    ledger = Ledger.open(project.directory)
    ledger.append(Kind.REVIEW_REJECTED, rejected(BLOCK, path="shop.py"))
    assert project.run("show", *line, "--proof", str(proof), "--checkpoint", str(kept)).returncode == 0
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("holds: 3 records are in the ledger of 5 that was signed")


def test_verify_says_what_holds_and_what_that_means(project: Project, tmp_path: Path) -> None:
    project.fill()
    done = project.run("verify")
    assert done.returncode == 0
    assert "ok      3 records: none was changed, removed, reordered or cut off" in done.stdout
    assert "only a checkpoint kept elsewhere (--checkpoint FILE) tells" in done.stdout
    kept = tmp_path / "kept"
    signed_by = project.run("checkpoint", "-o", str(kept)).stderr.strip().rpartition(" ")[2]
    done = project.run("verify", "--checkpoint", str(kept), "--key", signed_by)
    assert done.returncode == 0
    assert "ok      consistent with the checkpoint over the first 3 records" in done.stdout
    assert f"signed  the first 3 records, by {signed_by}" in done.stdout
    assert project.json("verify", "--checkpoint", str(kept))["consistent_with"] == 3


def test_one_changed_byte_is_named(project: Project) -> None:
    ledger = project.fill()
    path = segment(ledger)
    path.write_bytes(path.read_bytes().replace(b'"count":2', b'"count":3'))
    done = project.run("verify")
    assert done.returncode == 1
    assert done.stdout.startswith("FAILED  record 1 was changed: record 2 has another hash for it\n")
    data = project.json("verify")
    assert data["clean"] is False
    assert data["problems"][0]["record"] == 1
    done = project.run("checkpoint")
    assert (done.returncode, done.stdout) == (1, "")
    assert "not signed: record 1 was changed" in done.stderr


def test_a_wrong_checkpoint_or_key_is_wrong_use(project: Project, tmp_path: Path) -> None:
    project.fill()
    (tmp_path / "x").write_text("hello")
    done = project.run("verify", "--checkpoint", str(tmp_path / "x"))
    assert done.returncode == 2
    assert f"Error: {tmp_path / 'x'} is no checkpoint" in done.stderr
    done = project.run("verify", "--key", "nonsense")
    assert done.returncode == 2
    assert "--key: it is no key as a ledger writes it" in done.stderr


def test_prune_by_the_policy(project: Project) -> None:
    ledger = project.fill()
    done = project.run("prune")
    assert done.stdout == "No record has been kept long enough to be pruned.\n"
    (project.root / "answerable.toml").write_text('[ledger]\nkeep = {"guard.*" = 1}\n')
    done = project.run("prune", "--dry-run")
    assert "1  guard.warned" in done.stdout
    assert b"EMAIL" in segment(ledger, 0).read_bytes()
    done = project.run("prune", "--yes")
    assert done.returncode == 0, done.stderr
    assert "1 record is a tombstone now" in done.stdout
    assert b"EMAIL" not in segment(ledger, 0).read_bytes()
    done = project.run("verify")
    assert "5 records, 1 of them pruned: none was changed" in done.stdout
    (project.root / "answerable.toml").write_text('[ledger]\nkeep = {"gaurd.*" = 1}\n')
    done = project.run("prune")
    assert done.returncode == 2
    assert "names no kind of record" in done.stderr


def test_a_commit_signs_a_checkpoint_when_one_is_due(project: Project) -> None:
    ledger = project.fill()
    (project.root / "answerable.toml").write_text("[ledger]\ncheckpoint_every = 5\n")
    command = [sys.executable, "-m", "answerable", "hooks", "run", "post-commit"]
    environment = {**os.environ, VARIABLE: str(project.directory)}
    kinds = []
    for _ in range(3):
        subprocess.run(command, cwd=project.root, env=environment, stdin=subprocess.DEVNULL, check=True)
        kinds.append([record.kind.value for record in ledger.records(since=3)])
    assert kinds[0] == ["commit.bound"]
    assert kinds[1] == kinds[0] * 2 + ["checkpoint"]
    assert kinds[2] == [*kinds[1], "commit.bound"]
    assert "signed  the first 5 records" in project.run("verify").stdout


def test_one_record_is_one_record(project: Project, tmp_path: Path) -> None:
    Ledger.open(project.directory, repository=project.commit).append(Kind.GUARD_WARNED, guarded())
    file = tmp_path / "ledger.zip"
    assert project.run("export", str(file)).stdout == f"{file}: 1 record\n"
    assert ": 1 record, verified\n" in project.run("import", str(file)).stdout
    assert "already has this 1 record;" in project.run("import", str(file)).stdout
    assert "answerable: 1 record, signed by" in project.run("checkpoint").stderr


def test_export_and_import(project: Project, tmp_path: Path) -> None:
    project.fill()
    file = tmp_path / "ledger.zip"
    assert project.run("export", str(file)).stdout == f"{file}: 3 records\n"
    done = project.run("import", str(file))
    assert done.returncode == 0, done.stderr
    copy = done.stdout.split(": 3 records")[0]
    assert project.run("verify", "--ledger", copy).returncode == 0
    assert len(project.json("show", "--ledger", copy)["records"]) == 3
    done = project.run("show", "--ledger", copy, "--file", "shop.py", "--line", "5")
    assert done.returncode == 2
    assert "key cannot be read" in done.stderr
    assert "already has these 3 records" in project.run("import", str(file)).stdout
    file.write_bytes(b"no")
    done = project.run("import", str(file))
    assert done.returncode == 2
    assert "is no exported ledger" in done.stderr


def test_the_ledger_of_another_repository_is_not_taken_for_ours(project: Project, tmp_path: Path) -> None:
    Ledger.open(project.directory, repository="cd" * 20)
    for command in ("show", "verify"):
        done = project.run(command)
        assert done.returncode == 2
        assert "is the ledger of the repository cdcdcdcdcdcdcdcd, not of" in done.stderr


def test_without_the_variable_it_lies_in_the_data_directory(project: Project) -> None:
    assert project.commit is not None
    project.directory = directory_for(project.commit)
    project.fill()
    assert "ok      3 records" in project.run("verify", **{VARIABLE: ""}).stdout


def test_an_agents_name_cannot_colour_the_terminal(project: Project) -> None:
    ledger = project.fill()
    ledger.append(Kind.BLOCK_OPENED, opened("c" * 32, tool="evil\x1b[31m\u202e", path="a\nb.py"))
    done = project.run("show")
    assert "\x1b" not in done.stdout
    assert "a\\x0ab.py:10-12  suspected-ai (87%, evil\\x1b[31m\\u202e)" in done.stdout
