"""Who owns a path: the examples of GitHub's "About code owners", and what it says does not work."""

from __future__ import annotations

import pytest

from answerable.interop.codeowners import CodeOwners, is_owner

EXAMPLE = """\
# This is a comment.
*       @global-owner1 @global-owner2

*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
/packages/a\\ b/ @spacer
"""
OWNERS = CodeOwners.parse(EXAMPLE)


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("README.md", ("@global-owner1", "@global-owner2")),
        ("src/deep/x.js", ("@js-owner",)),
        ("main.go", ("docs@example.com",)),
        ("a/notes.txt", ("@octo-org/octocats",)),
        ("build/logs/today/x.js", ("@octocat",)),
        ("docs/a.md", ("@doctocat",)),
        ("src/docs/a.md", ("@global-owner1", "@global-owner2")),
        ("src/apps/x/y.py", ("@octocat",)),
        ("scripts/x.sh", ("@doctocat", "@octocat")),
        ("deeply/nested/logs/x", ("@octocat",)),
        ("logs", ("@octocat",)),
        ("apps/main.py", ("@octocat",)),
        ("apps/github/x.js", ()),
        ("packages/a b/c.txt", ("@spacer",)),
    ],
)
def test_the_last_line_that_matches_decides(path: str, owners: tuple[str, ...]) -> None:
    assert OWNERS.owners(path) == owners


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("docs/*", "docs/getting-started.md", True),
        ("docs/*", "docs/build-app/troubleshooting.md", False),
        ("docs/*", "src/docs/x.md", False),
        ("docs/**", "docs/build-app/troubleshooting.md", True),
        ("docs", "docs/x", True),
        ("docs", "a/docs", True),
        ("docs", "mydocs", False),
        ("/docs", "a/docs", False),
        ("*.JS", "a.js", False),
        ("a/**/z.py", "a/z.py", True),
        ("a/**/z.py", "a/b/c/z.py", True),
        ("**/z", "z/in", True),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("*", "any/thing.py", True),
        ("/*", "any/thing.py", False),
        ("/*", "thing.py", True),
        ("/", "any/thing.py", True),
        ("a.b", "aXb", False),
    ],
)
def test_patterns(pattern: str, path: str, matches: bool) -> None:
    assert bool(CodeOwners.parse(f"{pattern} @x").owners(path)) is matches


@pytest.mark.parametrize("line", ["!src/ @x", "\\#x @x", "[ab].py @x", "src/ x", "src/ @", "src/ @a @b c"])
def test_a_wrong_line_is_passed_over_and_told(line: str) -> None:
    found = CodeOwners.parse(f"* @all\r\n{line}\r\n", "CODEOWNERS")
    assert found.owners("src/a.py") == ("@all",)
    [problem] = found.problems
    assert (problem.path, problem.line) == ("CODEOWNERS", 2)


@pytest.mark.parametrize(
    ("email", "owners", "expected"),
    [
        ("ann@example.com", ("ann@example.com",), True),
        ("ANN@example.com", ("ann@Example.com",), True),
        ("ann@example.com", ("@ann",), True),
        ("ann@example.com", ("@org/team",), True),
        ("bob@example.com", ("@org/team",), False),
        ("7+Octocat@users.noreply.github.com", ("@octocat",), True),
        ("octocat@users.noreply.github.com", ("@octocat",), True),
        ("ann@example.com", ("@circle",), False),
        ("ann@example.com", (), False),
    ],
)
def test_whether_a_person_is_an_owner(email: str, owners: tuple[str, ...], expected: bool) -> None:
    people = {"@ann": ["ann@example.com"], "@Org/team": ["@ann"], "@circle": ["@circle2"], "@circle2": ["@circle"]}
    assert is_owner(email, owners, people) is expected
