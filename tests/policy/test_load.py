"""Policies read from where they lie, and what is said of files that cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from answerable.findings.model import Severity
from answerable.policy.layers import LayerName
from answerable.policy.load import LoadedPolicy, Source, load_policy, policy_files, user_policy
from answerable.policy.model import Policy

Make = Callable[[Mapping[str, str | bytes]], Path]
NOTHING = "Until then nothing in it counts."


@pytest.fixture
def load(make_workspace: Make, tmp_path: Path) -> Callable[..., LoadedPolicy]:
    """Loads a workspace of these files; `user` is the text of the person's own policy."""

    def from_files(
        files: Mapping[str, str | bytes], *, user: str | None = None, settings: object = None, trusted: bool = True
    ) -> LoadedPolicy:
        own = tmp_path / "own" / "answerable.toml"
        if user is not None:
            own.parent.mkdir()
            own.write_text(user)
        return load_policy(make_workspace(files), settings=settings, user=own, trusted=trusted)

    return from_files


def shown(loaded: LoadedPolicy) -> list[str]:
    """The problems, with the directories of this test taken off."""
    return [f"{Path(problem.path).name}{str(problem)[len(problem.path) :]}" for problem in loaded.problems]


def test_nothing_written_is_the_built_in_policy(load: Callable[..., LoadedPolicy], tmp_path: Path) -> None:
    loaded = load({})
    assert loaded.problems == ()
    assert loaded.sources == ()
    baseline = loaded.policy.secrets.baseline
    assert baseline == tmp_path / "workspace" / ".secrets.baseline"
    assert loaded.policy.model_copy(update={"secrets": Policy().secrets}) == Policy()


def test_without_a_folder_there_is_no_baseline_and_the_persons_own_policy_counts(tmp_path: Path) -> None:
    own = tmp_path / "answerable.toml"
    own.write_text("[scan]\nthreshold = 'error'\n")
    loaded = load_policy(None, user=own)
    assert loaded.policy.secrets.baseline is None
    assert loaded.policy.scan.threshold is Severity.ERROR
    assert loaded.sources == (Source(LayerName.USER, own),)


def test_by_default_the_persons_own_policy_is_where_the_platform_puts_it(own_home: Path) -> None:
    place = user_policy()
    assert place.is_relative_to(own_home)
    place.parent.mkdir(parents=True)
    place.write_text("[scan]\nthreshold = 'hint'\n")
    try:
        assert load_policy(None).policy.scan.threshold is Severity.HINT
    finally:
        place.unlink()
        place.parent.rmdir()


def test_later_layers_win(load: Callable[..., LoadedPolicy], tmp_path: Path) -> None:
    loaded = load(
        {
            "answerable.toml": "[scan]\nthreshold = 'error'\nmax_file_bytes = 2000\n"
            "[rules]\ndisable = ['a']\nseverity = { x = 'hint', y = 'hint' }\n[editor]\nidle_ms = 1\n"
        },
        user="[scan]\nmax_file_bytes = 3000\n[rules]\ndisable = ['b']\n[rules.severity]\ny = 'error'\n",
        settings={"editor": {"idle_ms": 7}},
    )
    policy = loaded.policy
    assert loaded.problems == ()
    assert (policy.scan.threshold, policy.scan.max_file_bytes) == (Severity.ERROR, 3000)
    assert policy.rules.disable == ("a", "b")
    assert policy.rules.severity == {"x": Severity.HINT, "y": Severity.ERROR}
    assert policy.editor.idle_ms == 7
    root = tmp_path / "workspace"
    assert loaded.source(LayerName.REPOSITORY) == root / "answerable.toml"
    assert [source.layer for source in loaded.sources] == [LayerName.REPOSITORY, LayerName.USER, LayerName.EDITOR]


def test_pyproject_is_read_where_there_is_no_file_of_ours(load: Callable[..., LoadedPolicy], tmp_path: Path) -> None:
    loaded = load({"pyproject.toml": "[project]\nname = 'x'\n[tool.answerable.scan]\nthreshold = 'hint'\n"})
    assert loaded.policy.scan.threshold is Severity.HINT
    assert loaded.sources == (Source(LayerName.REPOSITORY, tmp_path / "workspace" / "pyproject.toml"),)


def test_a_pyproject_that_does_not_speak_of_us_is_no_source(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"pyproject.toml": "[project]\nname = 'x'\n"})
    assert (loaded.sources, loaded.problems) == ((), ())


def test_of_both_files_ours_counts_and_the_other_is_reported(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load(
        {
            "answerable.toml": "[scan]\nthreshold = 'hint'\n",
            "pyproject.toml": "[project]\nname = 'x'\n\n[tool.answerable]\nscan.threshold = 'error'\n",
        }
    )
    assert loaded.policy.scan.threshold is Severity.HINT
    assert shown(loaded) == [
        "pyproject.toml:4: `[tool.answerable]` is not read, because answerable.toml lies beside it. "
        "Keep one of the two."
    ]


@pytest.mark.parametrize("text", ["[tool]\nanswerable = 3\n", "[tool]\nanswerable = ['x']\n"])
def test_a_table_of_ours_that_is_none(load: Callable[..., LoadedPolicy], text: str) -> None:
    assert shown(load({"pyproject.toml": text})) == [
        "pyproject.toml:2: `tool.answerable` must be a table. Write `[tool.answerable]` and the keys below it."
    ]


@pytest.mark.parametrize("text", ["tool = 3\n", "[[tool]]\nanswerable = 1\n", "tool = { answerable = {} }\n"])
def test_a_strange_tool_table_harms_nobody(load: Callable[..., LoadedPolicy], text: str) -> None:
    loaded = load({"pyproject.toml": text})
    assert loaded.problems == ()
    assert loaded.policy.scan == Policy().scan


def test_a_bad_key_in_pyproject_has_its_line(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"pyproject.toml": "[project]\nname = 'x'\n[tool.answerable.scan]\n\nexlude = ['a']\n"})
    assert shown(loaded) == ["pyproject.toml:5: `scan.exlude` is not a key of the policy. Did you mean `scan.exclude`?"]


BAD_KEYS = """\
[scan]
threshold = 'hint'
max_file_bytes = 'much'
[rules]
disable = [
  'a',
  1,
]
paths = ['nowhere']
[suppressions]
max_days = 30
max_day = 30
[[suppressions.entries]]
rule = 'x'
path = 'y'
until = 2027-01-31T00:00:00Z
"""


def test_a_bad_key_does_not_stop_the_others(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"answerable.toml": BAD_KEYS})
    assert [(problem.line, problem.key) for problem in loaded.problems] == [
        (3, "scan.max_file_bytes"),
        (7, "rules.disable[1]"),
        (9, "rules.paths[0]"),
        (12, "suppressions.max_day"),
        (16, "suppressions.entries[0].until"),
    ]
    policy = loaded.policy
    assert (policy.scan.threshold, policy.rules.disable, policy.suppressions.max_days) == (Severity.HINT, ("a",), 30)
    assert policy.suppressions.entries == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[scan]\nthreshold = \n", 2),
        ("[scan\n", 1),
        ("a = 1\na = 2\n", 2),
        ("\n\nx = 'abc\n", 3),
        ("x = [1,\n2", 2),
        ("[scan]\n[scan]\n", 2),
        ("x = 1\n\x00\n", 2),
    ],
)
def test_invalid_toml_names_the_line(load: Callable[..., LoadedPolicy], text: str, line: int) -> None:
    (problem,) = load({"answerable.toml": text}).problems
    assert problem.line == line
    assert problem.message.startswith("This is not valid TOML: ")
    assert "(at" not in problem.message
    assert problem.remedy == f"Mend this line. {NOTHING}"


def test_toml_nested_without_end_is_a_problem(load: Callable[..., LoadedPolicy]) -> None:
    (problem,) = load({"answerable.toml": "x = " + "[" * 100_000}).problems
    assert problem.message.startswith("This is not valid TOML")


def test_a_number_of_thousands_of_digits_is_a_problem(load: Callable[..., LoadedPolicy]) -> None:
    (problem,) = load({"answerable.toml": f"version = {'1' * 5000}"}).problems
    assert problem.message.startswith("This is not valid TOML")


def test_a_broken_pyproject_is_ours_to_report_only_where_it_speaks_of_us(load: Callable[..., LoadedPolicy]) -> None:
    assert load({"pyproject.toml": "[project\n"}).problems == ()
    assert shown(load({"pyproject.toml": "[tool.answerable\n"}))[0].startswith("pyproject.toml:1: This is not valid")
    assert load({"pyproject.toml": "[tool.answerable\n", "answerable.toml": ""}).problems == ()


def test_what_is_not_utf_8_is_named_with_its_line(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"answerable.toml": b"[scan]\n# caf\xe9\nthreshold = 'hint'\n"})
    assert shown(loaded) == [f"answerable.toml:2: This is not UTF-8. Save it with the encoding UTF-8. {NOTHING}"]
    assert loaded.policy.scan.threshold is Severity.WARNING


def test_a_byte_order_mark_is_allowed(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"answerable.toml": b"\xef\xbb\xbf[scan]\r\nthreshold = 'hint'\r\nx = 1\r\n"})
    assert loaded.policy.scan.threshold is Severity.HINT
    assert [problem.line for problem in loaded.problems] == [3]


def test_a_directory_in_place_of_the_file(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"answerable.toml/inner": "x", "pyproject.toml": "[tool.answerable]\nversion = 1\n"})
    assert shown(loaded)[-1] == (
        f"answerable.toml: This is a directory. Put a file of this name in its place. {NOTHING}"
    )
    # What lies in the place of our file is a mistake; falling back on the other file would hide it.
    assert loaded.sources == ()


def test_a_loop_of_links(load: Callable[..., LoadedPolicy], make_workspace: Make) -> None:
    root = make_workspace({})
    (root / "answerable.toml").symlink_to("pyproject.toml")
    (root / "pyproject.toml").symlink_to("answerable.toml")
    (problem,) = load({}).problems
    assert Path(problem.path).name == "answerable.toml"
    assert problem.message.startswith("This cannot be read: ")


def test_a_link_that_leads_nowhere(load: Callable[..., LoadedPolicy], make_workspace: Make) -> None:
    (make_workspace({}) / "answerable.toml").symlink_to("gone.toml")
    assert shown(load({})) == [f"answerable.toml: This link leads nowhere. Mend the link or remove it. {NOTHING}"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(load: Callable[..., LoadedPolicy], make_workspace: Make) -> None:
    os.mkfifo(make_workspace({}) / "answerable.toml")
    assert shown(load({})) == [f"answerable.toml: This is not a plain file. Put a plain file in its place. {NOTHING}"]


def test_a_file_that_may_not_be_read(load: Callable[..., LoadedPolicy], monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests may be root, whom no mode keeps out.
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert shown(load({"answerable.toml": "[scan]\n"})) == [
        f"answerable.toml: This cannot be read: Permission denied. Make it a file you may read. {NOTHING}"
    ]


def test_a_file_too_large_for_a_policy(load: Callable[..., LoadedPolicy]) -> None:
    (problem,) = load({"answerable.toml": "#" * (1024 * 1024 + 1)}).problems
    assert problem.message == "This is too large for a policy."


def test_the_root_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    loaded = load_policy(tmp_path / "file", user=tmp_path / "none")
    assert loaded.problems == ()


def test_paths_of_a_repository_are_relative_to_its_file(load: Callable[..., LoadedPolicy], tmp_path: Path) -> None:
    loaded = load(
        {
            "answerable.toml": "[rules]\npaths = ['sec', './sec/../sec/a.yaml']\n[secrets]\ntables = ['t.toml']\n"
            "baseline = 'sec/base'\n",
            "sec/a.yaml": "",
            "sec/base": "{}",
            "t.toml": "",
        }
    )
    root = (tmp_path / "workspace").resolve()
    assert loaded.problems == ()
    assert loaded.policy.rules.paths == (root / "sec", root / "sec" / "a.yaml")
    assert loaded.policy.secrets.tables == (root / "t.toml",)
    assert loaded.policy.secrets.baseline == root / "sec" / "base"


def test_paths_out_of_the_repository_are_refused(load: Callable[..., LoadedPolicy], tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("")
    loaded = load(
        {
            "answerable.toml": f"[rules]\npaths = [\n  '../outside.yaml',\n  {str(outside)!r},\n  'inside.yaml',\n]\n"
            "[secrets]\nbaseline = '../../x'\n",
            "inside.yaml": "",
        }
    )
    out = "leads out of the workspace. Copy what it names into the workspace. Until then it does not count."
    assert shown(loaded) == [
        f"answerable.toml:3: `rules.paths[0]` `../outside.yaml` {out}",
        f"answerable.toml:4: `rules.paths[1]` `{outside}` {out}",
        f"answerable.toml:8: `secrets.baseline` `../../x` {out}",
    ]
    root = (tmp_path / "workspace").resolve()
    assert loaded.policy.rules.paths == (root / "inside.yaml",)
    # The refused baseline leaves the usual one.
    assert loaded.policy.secrets.baseline == root / ".secrets.baseline"


def test_links_out_of_the_repository_are_refused_too(load: Callable[..., LoadedPolicy], make_workspace: Make) -> None:
    root = make_workspace({"answerable.toml": "[rules]\npaths = ['link', 'loop']\n"})
    (root / "link").symlink_to(root.parent)
    (root / "loop").symlink_to("loop")
    loaded = load({})
    assert loaded.policy.rules.paths == ()
    first, second = shown(loaded)
    assert first.startswith("answerable.toml:2: `rules.paths[0]` `link` leads out of the workspace.")
    # Python resolves a loop of links to an error, or to something that is not there, by its version.
    assert second.startswith("answerable.toml:2: `rules.paths[1]` `loop` ")


def test_a_baseline_by_its_usual_name_that_links_out_is_left_alone(
    load: Callable[..., LoadedPolicy], make_workspace: Make
) -> None:
    root = make_workspace({})
    (root / ".secrets.baseline").symlink_to(root.parent / "elsewhere")
    assert load({}).policy.secrets.baseline is None


def test_a_path_no_system_has(load: Callable[..., LoadedPolicy]) -> None:
    (problem,) = load({"answerable.toml": '[rules]\npaths = ["a\\u0000b"]\n'}).problems
    assert "cannot be followed" in problem.message


def test_a_person_may_name_any_place_for_themselves(load: Callable[..., LoadedPolicy], tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("")
    (tmp_path / "workspace").mkdir()
    loaded = load({}, user="[rules]\npaths = ['../mine.yaml']\n")
    assert loaded.problems == ()
    assert loaded.policy.rules.paths == ((tmp_path / "mine.yaml").resolve(),)


def test_the_editors_settings_may_come_from_the_workspace_and_stay_in_it(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({}, settings={"rules": {"paths": [".."]}})
    assert [problem.path for problem in loaded.problems] == ["editor settings"]
    assert "leads out of the workspace" in loaded.problems[0].message
    nowhere = load_policy(None, settings={"rules": {"paths": ["x"]}}, user=Path("/nowhere"))
    assert "needs an open folder" in nowhere.problems[0].message


def test_packs_we_do_not_ship(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"answerable.toml": "[rules]\npacks = ['cod', 'code', 'secrets']\n"})
    assert loaded.policy.rules.packs == ("code",)
    first, second = (problem.remedy for problem in loaded.problems)
    assert first == "Did you mean `code`?"
    # The tables of token formats lie beside the packs and are none.
    assert second.startswith("There are: code")
    assert "secrets" not in second
    assert [problem.line for problem in loaded.problems] == [2, 2]
    assert load({"answerable.toml": "[rules]\npacks = []\n"}).policy.rules.packs == ()


@pytest.mark.parametrize(
    "settings",
    [
        {"scan": {"threshold": "error"}},
        {"scan.threshold": "error"},
        {"scan": {"threshold": "error", "exclude": None}, "rules": None, "rules.severity": {"x": None}},
        {"scan": {"threshold": "error"}, "trace": {"server": "verbose"}, "server.path": "/bin/x"},
    ],
)
def test_the_ways_editors_send_settings(load: Callable[..., LoadedPolicy], settings: object) -> None:
    loaded = load({}, settings=settings)
    assert loaded.problems == ()
    assert loaded.policy.scan.threshold is Severity.ERROR


@pytest.mark.parametrize("settings", [{}, {"scan": None}, {"scan": {"threshold": None}}, None])
def test_settings_that_say_nothing_are_no_source(load: Callable[..., LoadedPolicy], settings: object) -> None:
    loaded = load({}, settings=settings)
    assert (loaded.sources, loaded.problems) == ((), ())


def test_wrong_settings_of_an_editor_are_problems(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({}, settings={"scan": {"thresold": "error", "max_file_bytes": True}, "scan.exclude": ["x/"]})
    assert shown(loaded) == [
        "editor settings: `scan.max_file_bytes` must be a whole number. "
        "Until then it does not count; the other keys do.",
        "editor settings: `scan.thresold` is not a key of the policy. Did you mean `scan.threshold`?",
    ]
    assert "x/" in loaded.policy.scan.exclude


@pytest.mark.parametrize("settings", ["error", ["x"], 3, True])
def test_settings_that_are_no_table(load: Callable[..., LoadedPolicy], settings: object) -> None:
    assert shown(load({}, settings=settings)) == [
        "editor settings: The settings are not a table of keys. Send an object for the section `answerable`."
    ]


WEAKENING = """\
[scan]
exclude = ["*"]
threshold = "hint"
[rules]
disable = ["*.eval"]
[suppressions]
honour_comments = true
honour_nosemgrep = true
[secrets]
baseline = "b"
honour_pragma = true
"""


def test_an_untrusted_workspace_can_only_strengthen(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"answerable.toml": WEAKENING, "b": "{}"}, trusted=False)
    policy = loaded.policy
    assert not loaded.trusted
    assert policy.scan.threshold is Severity.HINT
    assert policy.looks_at("a.py")
    assert policy.rules.disable == ()
    assert not policy.suppressions.honour_comments
    assert not policy.suppressions.honour_nosemgrep
    assert not policy.secrets.honour_pragma
    assert policy.secrets.baseline is None
    assert [problem.line for problem in loaded.problems] == [2, 5, 7, 8, 10, 11]
    assert all("not trusted" in problem.message for problem in loaded.problems)


def test_in_an_untrusted_workspace_the_editor_weakens_nothing_and_the_person_decides(
    load: Callable[..., LoadedPolicy],
) -> None:
    loaded = load(
        {},
        user="[suppressions]\nhonour_comments = true\n[scan]\nthreshold = 'info'\n[rules]\ndisable = ['a']\n",
        settings={"scan": {"threshold": "warning"}, "rules": {"disable": ["b"]}},
        trusted=False,
    )
    assert loaded.policy.suppressions.honour_comments
    assert loaded.policy.scan.threshold is Severity.INFO
    assert loaded.policy.rules.disable == ("a",)
    assert [problem.key for problem in loaded.problems] == ["scan.threshold", "rules.disable"]


def test_trusted_the_same_file_counts(load: Callable[..., LoadedPolicy]) -> None:
    loaded = load({"answerable.toml": WEAKENING, "b": "{}"})
    assert loaded.problems == ()
    assert not loaded.policy.looks_at("a.py")
    assert loaded.policy.rules.disable == ("*.eval",)


def test_every_file_that_can_change_the_policy_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    assert policy_files(tmp_path, own) == (tmp_path / "answerable.toml", tmp_path / "pyproject.toml", own)
    assert policy_files(None, None) == ()


def test_a_named_file_stands_in_for_the_repositorys_own(make_workspace: Make, tmp_path: Path) -> None:
    root = make_workspace({"answerable.toml": "[scan]\nthreshold = 'hint'\n"})
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "rules").mkdir(parents=True)
    named = elsewhere / "ci.toml"
    named.write_text("[scan]\nthreshold = 'error'\n[rules]\npaths = ['rules']\n")
    loaded = load_policy(root, user=tmp_path / "none", repository=named)
    assert loaded.problems == ()
    assert loaded.policy.scan.threshold is Severity.ERROR
    assert loaded.policy.rules.paths == (elsewhere / "rules",)
    assert loaded.sources == (Source(LayerName.REPOSITORY, named),)
