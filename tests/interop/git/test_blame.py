"""Which commit of a range a line comes from, and what it was called there."""

from __future__ import annotations

from answerable.interop.git import Repository
from answerable.interop.git.blame import Source, blame
from repositories import GitRepository


def test_lines_of_a_range(repo: GitRepository) -> None:
    body = "".join(f"line {number}\n" for number in range(10))
    base = repo.commit("one", a=body)
    two = repo.commit("two", a="new 1\n" + body + "new 2\n")
    repo.git("mv", "a", 'odd "nämé\t')
    three = repo.commit("three", **{'odd "nämé\t': "new 0\nnew 1\n" + body + "new 2\n"})
    found = blame(Repository.at(repo.root), base, three, 'odd "nämé\t')
    assert found == {1: Source(three, 'odd "nämé\t', 1), 2: Source(two, "a", 1), 13: Source(two, "a", 12)}
    repo.git("mv", 'odd "nämé\t', "back")
    four = repo.commit("four")
    assert blame(Repository.at(repo.root), base, four, "back") == found


def test_all_of_history(repo: GitRepository) -> None:
    one = repo.commit("one", a="1\n2\n")
    assert blame(Repository.at(repo.root), None, one, "a") == {1: Source(one, "a", 1), 2: Source(one, "a", 2)}
