"""A project's folder read into facts: manifests, locks, environments, its own modules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.packages import PackagesDetector
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


def told(root: Path, files: dict[str, str]) -> dict[str, list[str]]:
    """By file: the flagged names in the programs of a project with these files."""
    write(root, files)
    detector = PackagesDetector(Project(Settings(root)))
    found: dict[str, list[str]] = {}
    for name, text in files.items():
        snapshot = Snapshot.of(text, name)
        if snapshot.language.grammar in ("python", "javascript", "typescript", "tsx"):
            spans = [finding.span for finding in detector.scan(snapshot, Cancel()).findings]
            found[name] = [text[span.start : span.end] for span in spans]
    return found


PYTHON = "import zz_missing\nimport acme_one, acme_two\n"


@pytest.mark.parametrize(
    "files",
    [
        {
            "requirements.txt": "-r deps/base.txt\n-c pins.txt\n",
            "deps/base.txt": "acme-one\n-r two.in",
            "deps/two.in": "acme-two",
        },
        {
            "requirements.txt": "-e git+https://example.com/x.git#egg=acme_one\n./wheels/acme_two-1.0-py3-none-any.whl\n",
        },
        {"requirements.txt": "git+https://example.com/acme-one.git@v1\ngit+ssh://git@example.com/me/acme_two\n"},
        {
            "setup.py": "reqs = open('reqs.txt').read()\nsetup(extras_require={'x': ['acme-two>=1']})\n",
            "reqs.txt": "acme-one\n",
        },
        {"setup.cfg": "[options]\ninstall_requires = file: reqs.txt\n", "reqs.txt": "acme-one\nacme-two\n"},
        {
            "environment-dev.yml": "dependencies:\n  - python=3.11\n  - conda-forge::acme-one=1\n"
            "  - pip:\n    - acme-two==1\n"
        },
        {"pixi.toml": '[dependencies]\nacme-one = "*"\n[pypi-dependencies]\nacme-two = "*"\n'},
        {
            "pyproject.toml": '[project]\nname = "x"\n[dependency-groups]\ndev = ["acme-one", {include-group = "x"}]\n'
            '[tool.pixi.pypi-dependencies]\nacme-two = "*"\n'
        },
        {
            "pyproject.toml": '[tool.poetry.group.x.dependencies]\nacme-one = {git = "https://example.com/x"}\n'
            '[tool.rye]\ndev-dependencies = ["acme-two"]\n'
        },
        {
            "pyproject.toml": '[project]\nname = "x"\n[tool.hatch.envs.x]\ndependencies = ["acme-one"]\n'
            '[tool.tox]\nlegacy_tox_ini = """\n[testenv]\ndeps =\n    acme-two\n"""\n'
        },
        {
            "requirements.txt": "six\n",
            "Makefile": "x:\n\tpip install acme-one\n",
            "ci/Dockerfile": "RUN uv add acme-two\n",
        },
        {"requirements.txt": "six\n", "lib/acme_one/x.py": "", "proto/acme_two/v1.proto": ""},
        {
            "pyproject.toml": '[project]\nname = "acme-one"\n[build-system]\nrequires = ["maturin"]\n',
            "Cargo.toml": '[lib]\nname = "acme_two"\n',
        },
    ],
)
def test_wherever_a_python_project_says_what_it_needs(
    tmp_path: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    assert told(tmp_path, {**files, "a.py": PYTHON})["a.py"] == ["zz_missing"]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"pyproject.toml": "[tool.ruff]\nline-length = 100\n"},
        {"pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n[tool.uv]\npackage = false\n'},
        {"setup.cfg": "[flake8]\nmax-line-length = 100\n"},
        {"package.json": '{"type": "module"}'},
        {"package.json": "{}"},
    ],
)
def test_a_project_that_declares_nothing_is_left_alone(
    tmp_path: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    programs = {"a.py": "import numpy, zz_missing\n", "b.js": 'import x from "lodash"; import y from "zz-missing";\n'}
    assert told(tmp_path, {**files, **programs}) == {"a.py": [], "b.js": []}


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"tsconfig.json": '{"compilerOptions": {"paths": {"@ui/*": ["x/*"], "cfg": ["x"]}}}'}, "@ui/button cfg"),
        ({"components/Button.css": "", "src/hooks/x.ts": ""}, "components/Button hooks @hooks/x"),
        ({"vue.config.js": "alias: { 'store-x': 1 }"}, "store-x/user"),
        ({"build/webpack.base.js": "alias: { styles: 1 }"}, "styles/dark"),
        ({"packages/ui/package.json": '{"name": "@acme/ui"}'}, "@acme/ui/button"),
        ({"package.json": '{"devDependencies": {"@wordpress/scripts": "1"}}'}, "@wordpress/i18n react jquery"),
        ({"package.json": '{"devDependencies": {"@docusaurus/core": "1"}}'}, "@theme/Layout @site/src/x @generated/y"),
        ({"deno.json": '{"imports": {"std-x": "jsr:@std/x"}}'}, "std-x"),
    ],
)
def test_whatever_a_node_project_calls_its_own(tmp_path: Path, files: dict[str, str], names: str) -> None:
    lines = [f'import "{name}";\n' for name in ("zz-missing", *names.split())]
    files = {"package.json": '{"dependencies": {"express": "4"}}', **files, "src/a.ts": "".join(lines)}
    assert told(tmp_path, files)["src/a.ts"] == ["zz-missing"]


def test_a_list_of_requirements_that_names_itself_or_lies_outside_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"outside.txt": "acme-two\n"})
    root = tmp_path / "project"
    files = {"requirements.txt": "-r more.txt\n-r ../outside.txt\n", "more.txt": "acme-one\n-r requirements.txt\n"}
    assert told(root, {**files, "a.py": PYTHON})["a.py"] == ["zz_missing"]


def test_lists_are_followed_however_many_and_wherever_they_lie(tmp_path: Path) -> None:
    root = tmp_path / "project"
    write(root, {f"r{n}.txt": f"-r r{n + 1}.txt\n" for n in range(3_000)} | {"r3000.txt": "-r ../common.list\n"})
    write(root, {"requirements.txt": "-r r0.txt\n"})
    write(tmp_path, {"common.list": "httpx\n"})
    (tmp_path / "elsewhere").mkdir()
    (root / "shared").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    world = Project(Settings(root))().python
    assert "httpx" in world.declared
    assert "shared" in world.modules


def test_a_manifest_too_long_to_be_read_leaves_the_project_in_the_dark(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": '[project]\nname = "x"\n' + "# long\n" * 300_000})
    assert Project(Settings(tmp_path))().python.broken == ("pyproject.toml",)


def test_a_change_that_somebody_knows_of_is_seen_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"requirements.txt": "requests\n"})
    project = Project(Settings(tmp_path))
    project(True)
    write(tmp_path, {"requirements.txt": "requests\nhttpx\n"})
    assert project(True).python.declared == {"requests"}
    project.changed()
    assert project(True).python.declared == {"requests", "httpx"}


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
    monkeypatch.setattr("answerable.session.project._SHARE", -1)
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
