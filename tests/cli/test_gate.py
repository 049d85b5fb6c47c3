"""`answerable gate` and `answerable review` as processes, with a real repository and a real ledger."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from answerable.interop.git import Repository
from answerable.ledger.log import Ledger
from answerable.session.books import open_ledger
from opened_blocks import open_block
from repositories import GitRepository

pytestmark = pytest.mark.e2e

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "gate.schema.json").read_text("utf-8"))
HUMAN = "import os\n\n\ndef where():\n    return os.getcwd()\n"
BLOCK = """\
def total(orders, rate):
    result = 0
    for order in orders:
        if order.cancelled:
            continue
        result += order.amount * rate
    return result
"""
ID = "b" * 32
# In two parts, so that this file holds nothing that looks like a credential.
SECRET = 'key = "AKIA' + 'Q3EGRIBXK7WLM2ZT"\n'
# Without the engine a run takes half a second; what it finds has tests of its own.
POLICY = "[detectors]\nsemgrep = false\n"


class Project:
    """A repository with a ledger."""

    def __init__(self, root: Path) -> None:
        self.git = GitRepository.create(root)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "answerable", *arguments],
            cwd=self.git.root,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def on_a_terminal(self, answer: str, *arguments: str) -> tuple[int, str]:
        """Runs a command whose standard streams are a terminal, and types an answer; its exit code, what it showed."""
        import pty

        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "answerable", *arguments],
            cwd=self.git.root,
            env={**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "120"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        ) as process:
            os.close(theirs)
            os.write(ours, f"{answer}\n".encode())
            said = b""
            # Linux says with an error that the other side is gone.
            with contextlib.suppress(OSError):
                while chunk := os.read(ours, 65536):
                    said += chunk
        os.close(ours)
        return process.returncode, said.decode().replace("\r\n", "\n")

    def gate(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        done = self.run("gate", *(arguments or ("--staged",)), "--format", "json")
        assert done.stderr == ""
        data = json.loads(done.stdout)
        jsonschema.Draft202012Validator(SCHEMA).validate(data)
        return done.returncode, data

    @property
    def ledger(self) -> Ledger:
        return open_ledger(Repository.at(self.git.root), self.git.root)

    def records(self, kind: str) -> list[dict[str, Any]]:
        return [dict(record.body) for record in self.ledger.records() if record.kind == kind]

    def paste(
        self, path: str = "a.py", before: str = HUMAN + "\n", block: str = BLOCK, id_: str = ID, **more: Any
    ) -> None:
        """Writes a file with a block in it, as an agent would have, and stages it."""
        self.git.write(path, before + block)
        open_block(self.ledger, block, path, block=id_, start=before.count("\n") + 1, **more)
        self.git.git("add", "--all")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "ledger"))
    made = Project(tmp_path / "repo")
    made.git.write("answerable.toml", POLICY)
    made.git.commit("first")
    return made


def test_a_clean_commit_passes(project: Project) -> None:
    project.git.write("a.py", HUMAN)
    project.git.git("add", "--all")
    code, data = project.gate()
    assert (code, data["passed"], data["blocks"], data["findings"]) == (0, True, [], [])
    assert "no ledger of this repository yet" in data["remarks"][0]
    assert not (project.git.root.parent / "ledger").exists()


def test_the_whole_way(project: Project) -> None:
    """A block is stopped, listed, signed, passes, is edited, is stopped again, is signed again, is committed."""
    project.paste()
    code, data = project.gate()
    assert (code, data["passed"]) == (1, False)
    [block] = data["blocks"]
    assert (block["block"], block["path"], block["state"]) == (ID, "a.py", "unreviewed")
    assert block["ranges"] == [{"start_line": 7, "end_line": 13}]
    said = project.run("gate", "--staged").stdout
    assert "a.py:7-13  unreviewed  AI (claude-code, claude-opus-4-5)  bbbbbbbbbbbb\n" in said
    assert "1 block nobody answers for in 1 file with new lines.\n" in said

    listed = json.loads(project.run("review", "list", "--format", "json").stdout)
    assert [(b["path"], b["start_line"], b["end_line"], b["needs_review"]) for b in listed["blocks"]] == [
        ("a.py", 7, 13, True)
    ]
    signed = project.run("review", "sign", "-y", "bbbb")
    assert signed.returncode == 0
    assert signed.stdout == "signed  a.py:7-13  block bbbbbbbbbbbb, record 1\n"
    [record] = project.records("review.signed")
    assert record["reviewer"] == {"name": "A Person", "email": "person@example.invalid"}
    assert project.gate()[0] == 0
    assert project.run("review", "list").stdout == "No block asks for a review.\n"

    project.git.write("a.py", HUMAN + "\n" + BLOCK.replace("cancelled", "void"))
    project.git.git("add", "--all")
    code, data = project.gate()
    assert (code, [(b["state"], b["changed_lines"]) for b in data["blocks"]]) == (1, [("residual", [10])])
    assert "signed it: line 10\n" in project.run("gate", "--staged").stdout
    listing = project.run("review", "list").stdout
    assert "edited after A Person <person@example.invalid> signed it: line 10\n" in listing
    assert project.run("review", "sign", "-y", "a.py").returncode == 0
    assert project.gate()[0] == 0
    project.git.git("commit", "--quiet", "-m", "total")
    assert project.gate()[0] == 0
    assert project.gate("--range", "HEAD~1..HEAD")[0] == 0


def test_a_rejected_block(project: Project) -> None:
    project.paste(origin="pasted")
    assert project.run("review", "reject", "-y", "a.py:9", "--statement", "no tests").returncode == 0
    [record] = project.records("review.rejected")
    assert record["statement"] == "no tests"
    code, data = project.gate()
    assert (code, data["blocks"][0]["state"]) == (1, "rejected")
    assert "rejected by A Person" in project.run("gate", "--staged").stdout


def test_new_findings_stop_a_commit_and_show_no_secret(project: Project) -> None:
    project.git.write("old.py", SECRET)
    project.git.commit("old")
    project.git.write("old.py", SECRET + "\nx = 1\n")
    project.git.git("add", "--all")
    assert project.gate()[0] == 0
    project.git.write("old.py", SECRET + "\nx = 1\nagain = 2\n" + SECRET.replace("key", "other"))
    project.git.git("add", "--all")
    code, data = project.gate()
    assert (code, [(f["path"], f["start"]["line"]) for f in data["findings"]]) == (1, [("old.py", 5)])
    done = project.run("gate", "--staged")
    assert "1 new finding in 1 file with new lines." in done.stdout
    assert SECRET.split('"')[1] not in done.stdout + json.dumps(data)
    assert project.gate("--staged", "--threshold", "error")[0] == 1


def test_an_override_is_a_record(project: Project) -> None:
    project.paste()
    project.git.write("b.py", SECRET)
    project.git.write("latin.py", b"name = 'caf\xe9'\n")
    project.git.git("add", "--all")
    assert project.gate()[0] == 3
    done = project.run("gate", "--staged", "--override", " the release is burning ")
    assert done.returncode == 0
    assert done.stdout.endswith("It passes: the override is on record.\n")
    [record] = project.records("gate.overridden")
    assert (record["reason"], record["staged"], record["blocks"]) == ("the release is burning", True, [ID])
    assert record["reviewer"]["email"] == "person@example.invalid"
    assert [f if isinstance(f, str) else f["rule"] for f in record["findings"]] == [
        "secrets.aws-access-token",
        "not checked: latin.py: not valid UTF-8 (byte 11, line 1); save it as UTF-8",
    ]
    assert project.run("gate", "--staged", ANSWERABLE_OVERRIDE="again").returncode == 0
    assert len(project.records("gate.overridden")) == 2
    # Nothing to override, nothing on record.
    project.git.git("reset", "--quiet", "--hard")
    assert project.run("gate", "--staged", "--override", "for nothing").returncode == 0
    assert len(project.records("gate.overridden")) == 2


def test_an_override_that_cannot_be_put_on_record_does_not_hold(project: Project) -> None:
    project.paste()
    names = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL")
    done = project.run("gate", "--staged", "--override", "x", **dict.fromkeys(names, ""))
    assert done.returncode == 2
    assert "cannot be put on record, so it does not hold" in done.stderr
    assert project.records("gate.overridden") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Give --staged or --range A..B."),
        (("--staged", "--range", "A..B"), "Give --staged or --range A..B."),
        (("--staged", "--override", " "), "--override needs a reason"),
        (("--range", "HEAD"), "HEAD is no range of commits; write it as A..B"),
    ],
)
def test_wrong_use(project: Project, arguments: tuple[str, ...], message: str) -> None:
    done = project.run("gate", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_where_git_cannot_say(project: Project, tmp_path: Path) -> None:
    done = project.run("gate", "--range", "nowhere..HEAD")
    assert (done.returncode, done.stdout) == (3, "")
    assert "could not be checked: there is no commit nowhere" in done.stderr
    outside = Project.__new__(Project)
    outside.git = GitRepository(tmp_path)
    done = outside.run("gate", "--staged")
    assert done.returncode == 2
    assert "is in no git repository" in done.stderr
    (project.git.root / ".git" / "HEAD").write_text("nonsense")
    done = project.run("gate", "--staged")
    assert done.returncode == 3
    assert "broken" in done.stderr


def test_a_broken_ledger_is_not_passed_over(project: Project) -> None:
    project.paste()
    (project.ledger.directory / "ledger.json").write_text("{")
    done = project.run("gate", "--staged")
    assert done.returncode == 3
    assert "could not be checked" in done.stderr


def test_before_the_first_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by the variable: the ledger of the days before the first commit has to be found after it.
    monkeypatch.delenv("ANSWERABLE_LEDGER", raising=False)
    project = Project(tmp_path / "young")
    project.git.write("answerable.toml", POLICY + f"# {tmp_path}\n")
    project.paste()
    code, data = project.gate()
    assert (code, [b["path"] for b in data["blocks"]]) == (1, ["a.py"])
    project.git.commit("first of all")
    listed = json.loads(project.run("review", "list", "--format", "json").stdout)
    assert [b["block"] for b in listed["blocks"]] == [ID]


def test_a_range_in_a_clone_without_a_ledger(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in CI: only what notes say is known; what they do not say is a failure, not a pass."""
    project.git.write("answerable.toml", POLICY + "[review]\ngit_note = true\n")
    base = project.git.commit("policy")
    project.paste()
    assert project.run("review", "sign", "-y", "a.py").returncode == 0
    project.git.commit("signed")
    assert project.run("hooks", "run", "post-commit").returncode == 0
    clone = Project.__new__(Project)
    clone.git = GitRepository(tmp_path / "clone")

    def fresh() -> None:
        shutil.rmtree(clone.git.root, ignore_errors=True)
        project.git.git("clone", "--quiet", project.git.root.as_uri(), str(clone.git.root))

    fresh()
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "elsewhere"))
    code, data = clone.gate("--range", f"{base}..HEAD")
    assert (code, data["blocks"]) == (3, [])
    assert "no ledger here and no note" in data["skipped"][0]["reason"]
    for way_out in ("review.git_note = true", "git push origin refs/notes/answerable", "git fetch origin refs/notes/"):
        assert way_out in data["remarks"][0]
    fetch = ("fetch", "--quiet", "origin", "refs/notes/answerable:refs/notes/answerable")
    clone.git.git(*fetch)
    code, data = clone.gate("--range", f"{base}..HEAD")
    assert (code, data["blocks"], data["skipped"]) == (0, [], [])

    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "ledger"))
    other = BLOCK.replace("total", "sum_of_all")
    project.paste("b c.py", before="", block=other, origin="suspected-ai")
    project.git.commit("unsigned")
    assert project.run("hooks", "run", "post-commit").returncode == 0
    project.git.git("mv", "b c.py", "d\u00eb.py")
    project.git.write("d\u00eb.py", "# moved\n" + other)
    project.git.commit("moved")
    assert project.run("hooks", "run", "post-commit").returncode == 0
    fresh()
    clone.git.git(*fetch)
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "elsewhere"))
    code, data = clone.gate("--range", f"{base}..HEAD")
    assert code == 1
    [block] = data["blocks"]
    assert (block["path"], block["ranges"], block["origin"]) == (
        "d\u00eb.py",
        [{"start_line": 2, "end_line": 8}],
        "suspected-ai",
    )
    assert block["why"] == "says the note of the commit"

    # Signed, then edited: the note also tells which lines nobody has signed, and they are followed.
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "ledger"))
    assert project.run("review", "sign", "-y", "d\u00eb.py").returncode == 0
    project.git.write("d\u00eb.py", "# moved\n" + other.replace("cancelled", "void"))
    project.git.commit("edited")
    assert project.run("hooks", "run", "post-commit").returncode == 0
    before = project.git.git("rev-parse", "HEAD~1")
    project.git.write("d\u00eb.py", "# moved\n# again\n" + other.replace("cancelled", "void"))
    project.git.commit("moved again")
    assert project.run("hooks", "run", "post-commit").returncode == 0
    fresh()
    clone.git.git(*fetch)
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "elsewhere"))
    code, data = clone.gate("--range", f"{before}..HEAD")
    assert (code, [(b["state"], b["changed_lines"]) for b in data["blocks"]]) == (1, [("residual", [6])])


def test_a_range_judged_by_the_ledger(project: Project) -> None:
    project.paste()
    project.git.commit("unsigned")
    project.git.git("checkout", "--quiet", "-b", "other", "HEAD~1")
    project.git.write("c.py", "x = 1\n")
    project.git.commit("meanwhile")
    code, data = project.gate("--range", "other..main")
    assert (code, [b["path"] for b in data["blocks"]]) == (1, ["a.py"])
    assert "have no note" in data["remarks"][0]
    code, data = project.gate("--range", "main..other")
    assert (code, data["blocks"]) == (0, [])
    done = project.run("gate", "--range", "other..main", "--override", "known")
    assert done.returncode == 0
    assert [record["commit_range"] for record in project.records("gate.overridden")] == ["other..main"]


def test_a_shallow_clone(project: Project, tmp_path: Path) -> None:
    base = project.git.commit("second", **{"a.py": HUMAN})
    project.git.commit("third", **{"b.py": "x = 1\n"})
    project.git.git("clone", "--quiet", "--depth", "1", project.git.root.as_uri(), str(tmp_path / "shallow"))
    clone = Project.__new__(Project)
    clone.git = GitRepository(tmp_path / "shallow")
    done = clone.run("gate", "--range", f"{base}..HEAD")
    assert done.returncode == 3
    assert "unshallow" in done.stderr
    clone.git.write("c.py", HUMAN)
    clone.git.git("add", "--all")
    assert clone.gate()[0] == 0


def test_the_index_of_git_commit_with_paths(project: Project) -> None:
    """`git commit FILE` commits from an index of its own, and that is what its hook must look at."""
    project.git.write("b.py", "x = 1\n")
    project.git.commit("second")
    hooks = project.git.root / ".git" / "hooks"
    (hooks / "pre-commit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m answerable gate --staged\n')
    (hooks / "pre-commit").chmod(0o755)
    project.paste()
    project.git.write("b.py", "x = 2\n")
    project.git.git("commit", "--quiet", "-m", "only b", "b.py")
    assert project.git.git("log", "-1", "--format=%s") == "only b"
    assert project.git.git("commit", "-m", "a too", check=False) == ""
    assert project.git.git("log", "-1", "--format=%s") == "only b"


@pytest.mark.parametrize("verb", ["sign", "reject", "not-ai"])
def test_without_a_terminal_nobody_is_asked_and_nothing_is_done(project: Project, verb: str) -> None:
    project.paste()
    for more in ((), ("--format", "json")):
        done = project.run("review", verb, "a.py", *more)
        assert (done.returncode, done.stdout) == (2, "")
        assert "there is no terminal to ask on" in done.stderr
        assert "--yes" in done.stderr
    assert len(list(project.ledger.records())) == 1
    assert project.run("review", verb, "-y", "a.py").returncode == 0
    assert len(list(project.ledger.records())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of our own takes a pty")
@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_one_sees_what_one_signs(project: Project, answer: str) -> None:
    project.paste(block=BLOCK + "    " + SECRET)
    assert project.run("review", "sign", "-y", "--reason", "known", "a.py").returncode == 0
    project.git.write("a.py", HUMAN + "\n" + BLOCK.replace("cancelled", "void") + "    " + SECRET)
    code, said = project.on_a_terminal(answer, "review", "sign", "--reason", "still known", "a.py")
    assert "a.py:7-14  residual  AI (claude-code, claude-opus-4-5)  bbbbbbbbbbbb" in said
    assert "edited after A Person <person@example.invalid> signed it: line 10" in said
    assert "     9 │     for order in orders:" in said
    assert "  + 10 │         if order.void:" in said
    assert "error  secrets.aws-access-token  line 14: " in said
    assert SECRET.split('"')[1] not in said
    assert "Sign: this block? [y/N]" in said
    assert (code, len(project.records("review.signed"))) == ((0, 2) if answer == "y" else (130, 1))


def test_not_ai_is_said_once(project: Project) -> None:
    project.paste(origin="pasted")
    first = project.run("review", "not-ai", "-y", ID)
    assert first.stdout == "not AI  a.py  block bbbbbbbbbbbb, record 1\n"
    assert project.gate()[0] == 0
    assert project.run("review", "not-ai", "-y", ID).stdout == first.stdout
    assert [record["origin"] for record in project.records("block.declared")] == ["human"]


def test_a_ledger_that_somebody_changed_is_not_believed(project: Project) -> None:
    """A signature that was forged by hand answers for nothing; a torn last line is no forgery."""
    project.paste()
    assert project.run("review", "sign", "-y", "a.py").returncode == 0
    segment = project.ledger.layout.segment(0)
    good = segment.read_bytes()
    segment.write_bytes(good + b'{"body":{"half')
    assert project.gate()[0] == 0
    assert project.run("review", "list").returncode == 0
    segment.write_bytes(
        good.replace(b'"pasted"', b'"human!"').replace(b'"tool":"claude-code"', b'"tool":"claude-cool"')
    )
    code, data = project.gate()
    assert (code, data["passed"], data["skipped"][0]["path"]) == (3, False, "ledger")
    assert "record 0 " in data["skipped"][0]["reason"]
    assert "`answerable ledger verify`" in data["skipped"][0]["reason"]
    for command in (("list",), ("sign", "-y", "a.py"), ("reject", "-y", "a.py"), ("not-ai", "-y", "a.py")):
        done = project.run("review", *command)
        assert (done.returncode, done.stdout) == (3, "")
        assert "record 0 " in done.stderr
    assert segment.read_bytes().count(b"\n") == 2
    assert project.run("gate", "--staged", "--override", "known").returncode == 0


def test_signing_is_refused(project: Project) -> None:
    project.paste(block=BLOCK + "    " + SECRET)
    refused = project.run("review", "sign", "-y", ID)
    assert refused.returncode == 1
    assert "open findings of level error: secrets.aws-access-token in line 14" in refused.stderr
    assert project.records("review.signed") == []
    assert project.run("review", "sign", "-y", ID, "--reason", "test account").returncode == 0
    assert [record["reason"] for record in project.records("review.signed")] == ["test account"]
    stopped = project.run("gate", "--staged")
    assert stopped.returncode == 1
    assert "`answerable: ignore[secrets.aws-access-token] until DATE -- reason`" in stopped.stdout
    assert 'ANSWERABLE_OVERRIDE="reason" git commit' in stopped.stdout
    assert '--override "reason"' in stopped.stdout


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("cccc", "no block in these files has an id that begins with cccc"),
        ("a.py:1", "line 1 of a.py is in no block"),
        ("nowhere.py", "nowhere.py does not exist"),
        ("answerable.toml", "no block in answerable.toml asks for a review"),
        ("bbbb", "bbbb is the beginning of several ids"),
    ],
)
def test_no_such_block(project: Project, target: str, message: str) -> None:
    project.paste()
    project.paste("b.py", block=BLOCK.replace("total", "count_everything"), id_="b" * 31 + "c")
    done = project.run("review", "sign", "-y", target)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_block_that_was_moved_is_listed_where_it_is(project: Project) -> None:
    project.paste()
    project.git.write("a.py", HUMAN)
    project.git.write("lib/deep/sums.py", "# sums\n" + BLOCK)
    listed = json.loads(project.run("review", "list", "--format", "json").stdout)
    assert [(b["path"], b["start_line"]) for b in listed["blocks"]] == [("lib/deep/sums.py", 2)]


def test_owners_are_those_of_the_last_commit(project: Project) -> None:
    project.git.write("answerable.toml", POLICY + "[review]\ncodeowners = true\n")
    project.git.commit("owners", CODEOWNERS="* @somebody\n")
    project.paste()
    project.git.write("CODEOWNERS", "* person@example.invalid\n")
    project.git.git("add", "--all")
    done = project.run("review", "sign", "-y", ID)
    assert done.returncode == 1
    assert "not among the owners of a.py (@somebody)" in done.stderr


def test_reviewing_outside_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(tmp_path / "ledger"))
    root = tmp_path / "plain"
    root.mkdir()
    (root / "answerable.toml").write_text(POLICY)
    (root / "a.py").write_text(BLOCK)
    open_block(open_ledger(None, root), BLOCK, "a.py")
    project = Project.__new__(Project)
    project.git = GitRepository(root)
    assert project.run("review", "sign", "-y", "a.py").returncode == 0
    assert project.run("review", "list").stdout == "No block asks for a review.\n"


def test_what_was_recorded_of_a_folder_outside_of_git_is_listed_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor opened the folder; whoever asks stands in a directory of it."""
    monkeypatch.delenv("ANSWERABLE_LEDGER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    root = tmp_path / "plain"
    (root / "lib").mkdir(parents=True)
    (root / "lib" / "a.py").write_text(BLOCK)
    open_block(open_ledger(None, root), BLOCK, "lib/a.py")
    project = Project.__new__(Project)
    project.git = GitRepository(root / "lib")
    listed = project.run("review", "list", "--format", "json")
    assert [(b["path"], b["start_line"]) for b in json.loads(listed.stdout)["blocks"]] == [("lib/a.py", 1)]


def test_hooks_at_work(project: Project) -> None:
    """Installed hooks stop a commit, bind what passes, and bind again what was rewritten."""
    project.git.write("answerable.toml", POLICY + "[review]\nassisted_by = true\n")
    project.git.commit("policy")
    assert project.run("hooks", "install", "git").returncode == 0
    project.paste()
    assert project.git.git("commit", "-m", "total", check=False) == ""
    assert project.run("review", "sign", "-y", "a.py").returncode == 0
    project.git.git("commit", "--quiet", "-m", "total")
    [bound] = project.records("commit.bound")
    assert bound["commit"] == project.git.git("rev-parse", "HEAD")
    assert bound["files"] == [{"path": "a.py", "ranges": [{"block": ID, "start_line": 7, "end_line": 13}]}]
    assert project.git.git("log", "-1", "--format=%B").splitlines() == [
        "total",
        "",
        "Assisted-by: claude-code:claude-opus-4-5",
    ]
    project.git.git("commit", "--quiet", "--amend", "-m", "better")
    commits = {record["commit"] for record in project.records("commit.bound")}
    assert project.git.git("rev-parse", "HEAD") in commits
    # A rebase tells of each commit it rewrote at its end.
    project.git.git("checkout", "--quiet", "-b", "base", "HEAD~1")
    project.git.write("z.py", "z = 1\n")
    project.git.commit("z")
    project.git.git("checkout", "--quiet", "main")
    project.git.git("rebase", "--quiet", "base")
    bound = project.records("commit.bound")[-1]
    assert bound["commit"] == project.git.git("rev-parse", "HEAD")
    assert [file["path"] for file in bound["files"]] == ["a.py"]


def test_pre_commit_s_manifest(project: Project) -> None:
    """What pre-commit would run, run: it installs the package and starts each entry at the top of the work tree."""
    import yaml

    manifest = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [(hook["id"], hook["stages"]) for hook in manifest] == [
        ("answerable-gate", ["pre-commit"]),
        ("answerable-bind", ["post-commit"]),
    ]
    for hook in manifest:
        assert {"id", "name", "entry", "language"} <= hook.keys()
        assert (hook["language"], hook["pass_filenames"], hook["always_run"]) == ("python", False, True)
    gate, bind = (hook["entry"].split()[1:] for hook in manifest)
    project.paste()
    assert project.run(*gate).returncode == 1
    assert project.run("review", "sign", "-y", "a.py").returncode == 0
    assert project.run(*gate).returncode == 0
    project.git.git("commit", "--quiet", "-m", "total")
    assert project.run(*bind).returncode == 0
    assert len(project.records("commit.bound")) == 1


def test_provenance_goes_to_other_tools_and_comes_back(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.paste()
    commit = project.git.commit("total")
    record = project.run("provenance", "export").stdout
    assert json.loads(record)["vcs"]["revision"] == commit
    assert json.loads(record)["files"][0]["conversations"][0]["ranges"] == [{"start_line": 7, "end_line": 13}]
    note = project.run("provenance", "export", "HEAD", "--format", "git-ai").stdout
    assert note.startswith("a.py\n  ")
    assert project.run("provenance", "export", "--format", "git-ai", "--write-notes").returncode == 0
    assert project.git.git("notes", "--ref=ai", "show", "HEAD") == note.strip()
    monkeypatch.setenv("ANSWERABLE_LEDGER", str(project.git.root.parent / "another"))
    done = project.run("provenance", "import", "--format", "git-ai", "HEAD~1..HEAD")
    assert done.stdout == "1 block opened, 0 known already, 0 ranges of people or of unknown origin left out.\n"
    project.git.write("../trace.jsonl", record)
    assert project.run("provenance", "import", "../trace.jsonl").returncode == 0
    assert project.gate("--range", "HEAD~1..HEAD")[0] == 1
    project.git.write("../trace.jsonl", record.replace('"end_line": 13', '"end_line": 1300'))
    done = project.run("provenance", "import", "../trace.jsonl")
    assert done.returncode == 3
    assert "lie outside of the file, which has 13" in done.stderr
    project.git.write("../trace.jsonl", "{")
    done = project.run("provenance", "import", "../trace.jsonl")
    assert (done.returncode, "line 1 is no JSON" in done.stderr) == (2, True)
