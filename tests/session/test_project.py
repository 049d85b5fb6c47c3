"""A project's folder read into facts: manifests, locks, environments, its own modules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from answerable.session.project import Project, Settings
from answerable.session.workspace import Workspace
from answerable.text.snapshot import Snapshot


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def test_what_a_python_project_declares_locks_and_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    write(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "My.Shop"\ndependencies = ["Requests[socks]>=2"]\n'
            '[dependency-groups]\ndev = ["pytest", {include-group = "x"}]\n[tool.poetry.group.docs.dependencies]\n'
            'python = "3"\nSphinx = "*"\n',
            "requirements/dev.txt": "-r base.txt\nblack==24.1 ; python_version > '3'  # x\n",
            "setup.cfg": "[options]\ninstall_requires =\n    attrs>=1\n    six\n[options.extras_require]\nx = rich\n",
            "api/Pipfile": '[packages]\nflask = "*"\n[requires]\npython_version = "3.11"\n',
            "tox.ini": "[testenv]\ndeps =\n    py3: hypothesis\n",
            "uv.lock": 'version = 1\n[[package]]\nname = "urllib3"\n',
            "Pipfile.lock": '{"_meta": {}, "default": {"Click": {}}, "develop": {}}',
            "src/shop/models.py": "",
            "native/fast.pyx": "",
            ".venv/pyvenv.cfg": "home = /usr\n",
            ".venv/lib/python3.11/site-packages/numpy/__init__.py": "",
            ".venv/lib/python3.11/site-packages/six.py": "",
            ".venv/lib/python3.11/site-packages/PyYAML-6.dist-info/top_level.txt": "_yaml\nyaml\n",
            ".venv/lib/python3.11/site-packages/__editable___x_finder.py": "MAPPING = {'linked': '/x'}\n",
        },
    )
    world = Project(Settings(tmp_path))().python
    assert world.declared >= {
        "requests",
        "pytest",
        "sphinx",
        "black",
        "attrs",
        "six",
        "rich",
        "flask",
        "hypothesis",
        "my-shop",
    }
    assert not world.declared & {"python", "python-version", "x"}
    assert world.locks == (("Pipfile.lock", frozenset({"click"})), ("uv.lock", frozenset({"urllib3"})))
    assert world.modules >= {"shop", "models", "fast", "src"}
    assert world.installed >= {"numpy", "six", "yaml", "linked"}
    assert world.homes == {"", "requirements", "api"}
    assert world.broken == ()


def test_what_a_node_project_declares_locks_and_has(tmp_path: Path) -> None:
    yarn = '# yarn lockfile v1\n\n"@a/b@^1", c@~2:\n  version "2"\n'
    write(
        tmp_path,
        {
            "package.json": '{"name": "shop", "dependencies": {"express": "4"}, "peerDependencies": {"react": "18"}}',
            "packages/ui/package.json": '{"name": "@shop/ui"}',
            "package-lock.json": '{"packages": {"": {}, '
            '"node_modules/a/node_modules/@x/y": {}}, "dependencies": {"old": {}}}',
            "packages/ui/yarn.lock": yarn,
            "pnpm-lock.yaml": "lockfileVersion: '9.0'\npackages:\n\n"
            "  '@p/q@1.0.0':\n    x: 1\n  r@2.0.0(z@1):\n    x: 1\n",
            "tsconfig.json": '{"compilerOptions": {"paths": {"design/*": ["src/*"]}}} // é',
            "src/globals.d.ts": "declare module 'ambient-thing' { }\n",
            "node_modules/lodash/index.js": "",
            "node_modules/@scope/inner/index.js": "",
        },
    )
    world = Project(Settings(tmp_path))().node
    assert world.declared == {"express", "react"}
    assert world.locked >= {"@x/y", "old", "@a/b", "c", "@p/q", "r"}
    assert world.modules >= {"shop", "@shop/ui"}
    assert world.installed == {"lodash", "@scope/inner"}
    assert "design" in world.mentioned
    assert "ambient-thing" in world.mentioned


def test_what_cannot_be_read_is_kept_in_mind(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"pyproject.toml": "[project\n", "uv.lock": "x", "tests/fixtures/pyproject.toml": "[", "package.json": "{"},
    )
    facts = Project(Settings(tmp_path))()
    assert facts.python.broken == ("pyproject.toml", "uv.lock")
    assert facts.node.broken == ("package.json",)


def test_a_change_is_seen_and_no_change_is_the_same_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("answerable.session.project._PAUSE", -1)
    write(tmp_path, {"requirements.txt": "requests\n"})
    project = Project(Settings(tmp_path))
    first = project()
    assert project(True) is first
    write(tmp_path, {"requirements.txt": "requests\nhttpx\n"})
    assert project() is first
    assert project(True).python.declared == {"requests", "httpx"}
    write(tmp_path, {"src/helper.py": ""})
    assert "helper" in project(True).python.modules


def test_the_environment_of_the_policy_takes_the_place_of_others(tmp_path: Path) -> None:
    for name in (".venv", "envs/dev"):
        module = "one" if name == ".venv" else "two"
        write(tmp_path, {f"{name}/pyvenv.cfg": "", f"{name}/lib/python3.12/site-packages/{module}.py": ""})
    (tmp_path / "answerable.toml").write_text('[packages]\nenvironment = "envs/dev"\nknown = ["Acme_Internal"]\n')
    workspace = Workspace.open(tmp_path)
    try:
        assert workspace.problems == ()
        text = "import one\nimport two\nimport acme_internal\n"
        findings = workspace.check(Snapshot.of(text, "a.py")).findings
        assert [(one.rule, text[one.span.start : one.span.end]) for one in findings] == [
            ("packages.unknown-import", "one")
        ]
    finally:
        workspace.close()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_round_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"requirements.txt": "requests\n"})
    (tmp_path / "round").symlink_to(tmp_path)
    assert Project(Settings(tmp_path))().python.declared == {"requests"}
