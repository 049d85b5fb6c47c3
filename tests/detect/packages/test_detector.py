"""What is said of imports and manifests, where it stands, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.detector import Cancel
from answerable.detect.packages import Facts, PackagesDetector
from answerable.detect.packages.facts import World
from answerable.findings.model import Severity
from answerable.text.snapshot import Snapshot
from texts import texts

PROJECT = Facts(
    python=World(homes=frozenset({""}), declared=frozenset({"requests", "pyyaml", "google-cloud-storage"})),
    node=World(homes=frozenset({""}), declared=frozenset({"express", "@types/estree", "@acme/tokens"})),
    silent=frozenset({"acme_internal"}),
)
DETECTOR = PackagesDetector(lambda fresh: PROJECT)


def found(path: str, text: str, detector: PackagesDetector = DETECTOR) -> list[tuple[str, str]]:
    """Rule and flagged text of every finding."""
    snapshot = Snapshot.of(text, path)
    report = detector.scan(snapshot, Cancel())
    return [(one.rule.removeprefix("packages."), text[one.span.start : one.span.end]) for one in report.findings]


def test_spans_are_code_points_of_the_package_alone() -> None:
    text = '"""é 🎉"""\r\nimport os, madeup_thing.inner as x\r\nfrom reqeusts.auth import y\r\n'
    assert found("a.py", text) == [("unknown-import", "madeup_thing"), ("near-miss", "reqeusts")]
    script = 'const é = "🎉"; const x = require("@made/up-thing/inner");\nimport y from "exprses";\n'
    assert found("a.js", script) == [("unknown-import", "@made/up-thing"), ("near-miss", "exprses")]


def test_a_near_miss_names_what_was_meant_and_is_a_warning() -> None:
    [finding] = DETECTOR.scan(Snapshot.of("import reqeusts\n", "a.py"), Cancel()).findings
    assert finding.severity is Severity.WARNING
    assert finding.message.startswith("`reqeusts` is almost the name of `requests`")
    assert finding.cwe == ("CWE-1357", "CWE-829")
    assert finding.lesson is not None


@pytest.mark.parametrize(
    ("path", "text", "fixed"),
    [
        ("requirements.txt", "# é🎉\r\nreqeusts[socks]>=2  # x\r\n", "# é🎉\r\nrequests[socks]>=2  # x\r\n"),
        ("package.json", '{"dependencies": {"lodahs": "4"}}', '{"dependencies": {"lodash": "4"}}'),
        ("a.js", 'import x from "exprses/lib/router";\n', 'import x from "express/lib/router";\n'),
    ],
)
def test_a_near_miss_is_put_right_where_the_name_stands_by_itself(path: str, text: str, fixed: str) -> None:
    [finding] = DETECTOR.scan(Snapshot.of(text, path), Cancel()).findings
    [[replacement]] = [fix.replacements for fix in finding.fixes]
    assert text[: replacement.span.start] + replacement.text + text[replacement.span.end :] == fixed


def test_a_module_that_is_used_further_on_is_not_renamed_at_its_import_alone() -> None:
    [finding] = DETECTOR.scan(Snapshot.of("import reqeusts\nreqeusts.get(1)\n", "a.py"), Cancel()).findings
    assert finding.fixes == ()


@pytest.mark.parametrize(
    "text",
    [
        "from __future__ import annotations\n",
        "from . import madeup\nfrom .madeup import x\n",
        "try:\n    import madeup_a\nexcept ImportError:\n    import madeup_b\n",
        "try:\n    import madeup_a\nexcept (KeyError, ModuleNotFoundError):\n    pass\nelse:\n    import madeup_b\n",
        "try:\n    import madeup_a\nexcept:\n    pass\n",
        "if TYPE_CHECKING:\n    import madeup_a\n",
        "if typing.TYPE_CHECKING:\n    from madeup_a import b\n",
        "import importlib.util\nif importlib.util.find_spec('madeup_a'):\n    import madeup_a\n",
        "found = find_spec('madeup_a')\ndef f():\n    import madeup_a\n",
        "import contextlib\nwith contextlib.suppress(ImportError):\n    import madeup_a\n",
        "if sys.version_info >= (3, 11):\n    import madeup_a\n",
        "import madeup_a\nimportorskip('madeup_a')\n",
        "import yaml, google.cloud.storage, requests.adapters\n",
        "import acme_internal.things\n",
        "import urllib2, distutils.core, tomllib\n",
        "import _speedups, service_pb2, vim\n",
        "text = 'import madeup_a'\n# import madeup_b\n",
        "!pip install madeup-a\nimport madeup_a\n",
    ],
)
def test_python_left_alone(text: str) -> None:
    assert found("a.py", text) == []


@pytest.mark.parametrize(
    "text",
    [
        'import "./madeup"; import x from "../madeup"; import y from "/madeup";',
        'import x from "@/madeup"; import y from "~/madeup"; import z from "#madeup"; import q from "$lib/madeup";',
        'import x from "virtual:madeup"; import y from "https://esm.sh/madeup"; import z from "npm:madeup@1";',
        'import fs from "node:fs"; import p from "path/posix"; import t from "fs/promises";',
        'try { require("madeup-thing"); } catch (e) {}',
        'import("madeup-thing").catch(() => null);',
        'import type { Node } from "estree";',
        'import x from "express/lib/router"; import t from "@acme/tokens/dark";',
        'import logo from "logo.svg"; import css from "!!raw-loader!x"; import C from "Components/Button";',
        "const x = require(name); const y = require(`madeup-${x}`);",
        'declare module "madeup-thing" { export const x: 1 }\nimport { x } from "madeup-thing";',
        '// import x from "madeup-thing"\nconst s = \'require("madeup-thing")\';',
    ],
)
def test_scripts_left_alone(text: str) -> None:
    assert found("a.ts", text + "\n") == []


def test_what_is_optional_in_one_place_and_needed_in_another_is_told() -> None:
    text = "try:\n    import madeup_a\nexcept ValueError:\n    pass\nfinally:\n    import madeup_b\n"
    assert found("a.py", text) == [("unknown-import", "madeup_a"), ("unknown-import", "madeup_b")]


def test_each_package_is_told_once_in_a_file() -> None:
    assert found("a.py", "import madeup_a\nimport madeup_a.b\nfrom madeup_a import c\n") == [
        ("unknown-import", "madeup_a")
    ]


def test_nothing_is_said_where_no_manifest_stands_above() -> None:
    nested = Facts(python=World(homes=frozenset({"services/shop"}), declared=frozenset({"requests"})))
    detector = PackagesDetector(lambda fresh: nested)
    assert found("services/shop/src/a.py", "import madeup_a\n", detector) == [("unknown-import", "madeup_a")]
    assert found("services/a.py", "import madeup_a\n", detector) == []
    assert found("a.py", "import madeup_a\n", PackagesDetector(lambda fresh: Facts())) == []


def test_a_script_with_its_own_list_of_dependencies_is_a_project() -> None:
    head = '# /// script\n# dependencies = ["rich>=13", "madeup-a"]\n# ///\n'
    alone = PackagesDetector(lambda fresh: Facts())
    assert found("a.py", f"{head}import rich, madeup_a, madeup_b\n", alone) == [("unknown-import", "madeup_b")]


def test_a_project_in_the_dark_is_not_judged() -> None:
    dark = Facts(python=World(homes=frozenset({""}), broken=("pyproject.toml",)))
    assert found("a.py", "import madeup_a\n", PackagesDetector(lambda fresh: dark)) == []
    large = Facts(python=World(homes=frozenset({""})), complete=False)
    assert found("a.py", "import madeup_a\n", PackagesDetector(lambda fresh: large)) == []


def test_what_was_added_a_moment_ago_counts() -> None:
    added = Facts(python=World(homes=frozenset({""}), declared=frozenset({"madeup-a"})))
    assert found("a.py", "import madeup_a\n", PackagesDetector(lambda fresh: added if fresh else PROJECT)) == []


def test_entries_of_manifests() -> None:
    locked = frozenset({"requests"})
    facts = Facts(python=World(homes=frozenset({""}), locked=locked, locks=(("uv.lock", locked),)))
    detector = PackagesDetector(lambda fresh: facts)
    text = '[project]\r\nname = "é🎉"\r\ndependencies = ["requests>=2", "madeup-a[x]>=1", "reqeusts", "sqlite3"]\r\n'
    assert found("pyproject.toml", text, detector) == [
        ("not-locked", "madeup-a"),
        ("near-miss", "reqeusts"),
        ("standard-library", "sqlite3"),
    ]
    assert found("requirements.txt", "requests\n-r x.txt\n# madeup\nmadeup-a\nreqeusts==1 # x\n", detector) == [
        ("near-miss", "reqeusts")
    ]
    named = frozenset({"express"})
    node = Facts(node=World(locked=named, locks=(("package-lock.json", named),), modules=frozenset({"@acme/ui"})))
    json = '{"dependencies": {"express": "4", "madeup-a": "1", "@acme/ui": "1", "x-y": "workspace:*", "lodahs": "4"}}'
    assert found("web/package.json", json, PackagesDetector(lambda fresh: node)) == [
        ("not-locked", "madeup-a"),
        ("near-miss", "lodahs"),
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", "[project\n"),
        ("Pipfile", "[packages]\nx = \n"),
        ("package.json", '{"dependencies": {'),
        ("uv.lock", "[[package]]\nname = \n"),
        ("package-lock.json", "[]"),
        ("yarn.lock", "{}"),
        ("pnpm-lock.yaml", "a: 1\n"),
    ],
)
def test_what_cannot_be_read_is_named_as_unchecked(path: str, text: str) -> None:
    report = DETECTOR.scan(Snapshot.of(text, path), Cancel())
    assert [(skip.path, skip.detector, skip.failure) for skip in report.skipped] == [(path, "packages", True)]
    report = DETECTOR.scan(Snapshot.of(text, f"tests/fixtures/{path}"), Cancel())
    assert [skip.failure for skip in report.skipped] == [False]


NAMES = [
    "pyproject.toml",
    "requirements.txt",
    "package.json",
    "setup.cfg",
    "Pipfile",
    "a.py",
    "a.ts",
    "uv.lock",
    "yarn.lock",
]


@given(st.sampled_from(NAMES), texts())
def test_nothing_breaks_it_and_spans_lie_in_the_text(path: str, text: str) -> None:
    snapshot = Snapshot.of(text, path)
    for finding in DETECTOR.scan(snapshot, Cancel()).findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)


PYTHON_NAMES = st.from_regex(r"[a-z][a-z_]{2,12}", fullmatch=True)


@given(st.lists(PYTHON_NAMES, min_size=1, max_size=5, unique=True))
def test_what_is_declared_is_never_told(names: list[str]) -> None:
    facts = Facts(
        python=World(homes=frozenset({""}), declared=frozenset(name.replace("_", "-").strip("-") for name in names))
    )
    facts = Facts(python=World(homes=facts.python.homes, declared=facts.python.declared, modules=frozenset(names)))
    text = "".join(f"import {name}_ as x\nimport {name}\n" for name in names)
    told = {package for _, package in found("a.py", text, PackagesDetector(lambda fresh: facts))}
    assert not told & set(names)
