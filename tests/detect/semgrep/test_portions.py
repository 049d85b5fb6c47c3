"""A long text in portions: each definition in one of them, what it depends on with it, and the same found."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable

import pytest

from answerable.detect.detector import Cancel
from answerable.detect.semgrep import detector as detector_module
from answerable.detect.semgrep import portions as module
from answerable.detect.semgrep.detector import SemgrepDetector
from answerable.detect.semgrep.limits import Limits
from answerable.detect.semgrep.portions import portions
from answerable.detect.semgrep.rule import RuleSet
from answerable.text.snapshot import Snapshot

MakeDetector = Callable[..., SemgrepDetector]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is long, and each definition a portion of its own."""
    monkeypatch.setattr(module, "_LONG", 0)
    monkeypatch.setattr(module, "_PORTION", 1)
    monkeypatch.setattr(module, "_MOST_OUTSIDE", 1.0)
    monkeypatch.setattr(module, "max", lambda *sizes: 1, raising=False)


def cut(path: str, text: str) -> list[list[str]]:
    """The lines with text of each portion."""
    snapshot = Snapshot.of(textwrap.dedent(text), path)
    return [[line for line in part.text.decode().split("\n") if line.strip(" ;")] for part in portions(snapshot)]


@pytest.mark.usefixtures("small")
def test_each_definition_is_in_one_portion_and_the_rest_in_all() -> None:
    text = """
        import os
        def a(): pass
        LIMIT = 3
        @app.route("/")
        def b(): pass
        class C:
            def d(self): pass
        """
    rest = ["import os", "LIMIT = 3"]
    assert cut("a.py", text) == [
        ["import os", "def a(): pass", "LIMIT = 3"],
        [*rest, '@app.route("/")', "def b(): pass"],
        [*rest, "class C:", "    def d(self): pass"],
    ]


@pytest.mark.usefixtures("small")
def test_definitions_that_share_a_variable_outside_stay_together() -> None:
    text = """
        mode = "safe"
        def a(): return mode
        def b(): return 1
        def c():
            global mode, other
            mode = input()
        def d(): return other
        def e(): return 2
        """
    bodies = [[line for line in lines if line.startswith("def")] for lines in cut("a.py", text)]
    assert bodies == [
        ["def a(): return mode", "def c():", "def d(): return other"],
        ["def b(): return 1"],
        ["def e(): return 2"],
    ]


@pytest.mark.usefixtures("small")
def test_statements_of_javascript_that_pass_values_on_are_in_all_portions() -> None:
    text = """
        const names = rows.map((row) => row.name)
        let mode = 'a'
        function plain() {}
        const arrow = () => 1, made = function () {}
        app.get('/x', (req, res) => { res.end() })
        rows.forEach((row) => { use(row) })
        const wrapped = wrap(() => 1)
        export class Shown { run() {} }
        function sets() { mode = 'b' }
        function reads() { return mode }
        """
    rest = [
        "const names = rows.map((row) => row.name)",
        "let mode = 'a'",
        "rows.forEach((row) => { use(row) })",
        "const wrapped = wrap(() => 1)",
    ]
    own = [[line for line in lines if line not in rest] for lines in cut("a.js", text)]
    assert own == [
        ["function plain() {}"],
        ["const arrow = () => 1, made = function () {}"],
        ["app.get('/x', (req, res) => { res.end() })"],
        ["export class Shown { run() {} }"],
        ["function sets() { mode = 'b' }", "function reads() { return mode }"],
    ]
    assert all(set(rest) <= set(lines) for lines in cut("a.js", text))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("a.py", "def a(): pass\ndef b(: pass\n", id="does not parse"),
        pytest.param("a.py", "def a(): pass\rdef b(): pass\n", id="a line end no parser knows"),
        pytest.param("a.py", "def a(): pass\n", id="one definition"),
        pytest.param("a.rb", "def a; end\ndef b; end\n", id="another language"),
    ],
)
def test_what_cannot_be_divided_is_left_in_one_piece(path: str, text: str) -> None:
    assert cut(path, text) == []


def test_a_short_text_and_one_that_is_mostly_no_definitions_are_left_in_one_piece() -> None:
    definitions = "".join(f"def f{number}():\n    return {number}\n" for number in range(2000))
    assert len(cut("a.py", definitions)) > 5
    assert cut("a.py", definitions[:20_000]) == []
    assert cut("a.py", definitions + "x = 1\n" * 20_000) == []


def test_an_edit_in_one_definition_leaves_the_other_portions_as_they_were() -> None:
    text = "".join(f"def f{number}():\n    return {number}\n" for number in range(3000))
    before = [part.text for part in portions(Snapshot.of(text, "a.py"))]
    after = [
        part.text for part in portions(Snapshot.of(text.replace("return 1500\n", "x = 1\n    return x\n"), "a.py"))
    ]
    assert len(set(after) - set(before)) == 1


@pytest.mark.engine
def test_a_long_text_is_found_the_same_in_portions(
    sample_rules: RuleSet, make_detector: MakeDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = Snapshot.of(inspect.getsource(inspect), "inspect.py")
    assert len(portions(snapshot)) > 5
    detector = make_detector(sample_rules, limits=Limits(standbys=0, rule_seconds=120))
    monkeypatch.setattr("answerable.detect.semgrep.jobs._WORTH_A_PROCESS", 1)
    found = detector.scan(snapshot, Cancel())
    monkeypatch.setattr(detector_module, "portions", lambda snapshot: ())
    expected = make_detector(sample_rules, limits=Limits(standbys=0, rule_seconds=120)).scan(snapshot, Cancel())
    assert len(expected.findings) > 50
    assert found == expected


@pytest.mark.engine
def test_after_an_edit_only_the_portion_it_is_in_is_read_again(
    sample_rules: RuleSet, make_detector: MakeDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.detect.semgrep.jobs._WORTH_A_PROCESS", 1)
    text = inspect.getsource(inspect)
    detector = make_detector(sample_rules, limits=Limits(standbys=0, rule_seconds=120))
    report, answer = detector._scan(Snapshot.of(text, "a.py"), module.slices.whole(Snapshot.of(text, "a.py")), Cancel())
    assert answer is not None
    parts = len(portions(Snapshot.of(text, "a.py")))
    again = detector.scan(Snapshot.of(text.replace("    return ", "    x = 1\n    return ", 1), "a.py"), Cancel())
    assert detector.health().remembered == parts - 1
    assert [f.rule for f in again.findings] == [f.rule for f in report.findings]
