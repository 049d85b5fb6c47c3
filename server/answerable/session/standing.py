"""Where the ledger's blocks stand in a text, and whether somebody answers for them as they are now.

A signature is of a content. It holds wherever that content stands unchanged, whatever file or commit it is in, and not
one line further: a block whose signed content is not there any more is residual.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from answerable.interop.codeowners import CodeOwners, is_owner
from answerable.origin.model import Block, Origin, ReviewState, Verdict
from answerable.origin.prints import LineRange, Place, PrintedText, locate, occurrences
from answerable.policy.matching import path_matches
from answerable.policy.sections.review import Review as ReviewPolicy
from answerable.session.history import History, Print, Review
from answerable.text.snapshot import Snapshot
from answerable.text.spans import Span

# How much of a block must be there: in the file it was last seen in, and in any other.
_SHARE_HERE = 0.25
_SHARE_ELSEWHERE = 0.5


@dataclass(frozen=True, slots=True)
class Rules:
    """What a team asks of a review."""

    policy: ReviewPolicy
    owners: CodeOwners | None = None
    """None where the policy does not ask for owners, or there is no such file."""

    def needs_review(self, path: str, origin: Origin) -> bool:
        return origin.needs_review and not path_matches(self.policy.exclude, path)

    def may_sign(self, path: str, email: str) -> bool:
        """Whether a signature of this person counts for the file."""
        owners = self.owners.owners(path) if self.owners is not None else ()
        return not owners or is_owner(email, owners, self.policy.people)

    def people_needed(self, path: str) -> int:
        return 2 if path_matches(self.policy.second_person, path) else 1


@dataclass(frozen=True, slots=True)
class Standing:
    """A block in one text."""

    history: History
    path: str
    place: Place
    state: ReviewState
    why: str = ""
    """What is missing, where it is not reviewed and that needs saying."""
    changed: tuple[int, ...] = ()
    """Of a residual block: the lines, from 1, that were not there when it was signed."""
    open: frozenset[int] = frozenset()
    """The lines, from 1, that somebody still has to answer for; empty for a block that needs no review."""
    signers: tuple[Review, ...] = ()
    """The signatures that hold for it as it stands."""

    @property
    def lines(self) -> LineRange:
        """From its first line to its last."""
        return LineRange(self.place.ranges[0].start, self.place.ranges[-1].end)

    @property
    def needs_review(self) -> bool:
        return bool(self.open)

    def block(self, snapshot: Snapshot) -> Block:
        """As a block of this text, with the whole extent of its lines."""
        lines = snapshot.lines
        last = min(self.lines.end, len(lines)) - 1
        span = Span(lines.span(self.lines.start - 1).start, lines.span(last).end)
        verdict = Verdict(
            self.history.origin,
            self.history.confidence,
            self.history.evidence,
            tool=self.history.tool,
            model=self.history.model,
            session=self.history.session,
        )
        return Block(self.history.id, span, verdict, self.history.opened, self.state, self.changed)


class Finder:
    """Finds blocks in texts. Made once for many texts."""

    def __init__(self, histories: Iterable[History], rules: Rules) -> None:
        self._histories = {history.id: history for history in histories}
        self._rules = rules
        self._by_digest: defaultdict[str, set[str]] = defaultdict(set)
        for history in self._histories.values():
            for print_ in history.prints:
                for digest in print_:
                    self._by_digest[digest].add(history.id)

    def __bool__(self) -> bool:
        return bool(self._histories)

    def in_text(self, path: str, text: PrintedText) -> list[Standing]:
        """The blocks that stand in the text, in its order; also those of people and tools, which need no review. Of
        blocks that lie over one another those that are what the lines are."""
        return _settled(self.everywhere(path, text))

    def everywhere(self, path: str, text: PrintedText) -> list[Standing]:
        """Every block that stands in the text, whatever lies over it."""
        found: list[Standing] = []
        for history in self._candidates(path, text):
            for place in _places(history, path, text):
                found.append(self._standing(history, path, place, text))
        return found

    def _candidates(self, path: str, text: PrintedText) -> Iterator[History]:
        hits: Counter[str] = Counter()
        for digest in text.positions:
            hits.update(self._by_digest.get(digest, ()))
        for id_, count in hits.items():
            history = self._histories[id_]
            share = _SHARE_HERE if same_file(history.path, path) else _SHARE_ELSEWHERE
            # Lines that occur twice in the block count once here.
            if any(count >= share * len(set(print_)) for print_ in history.prints):
                yield history

    def _standing(self, history: History, path: str, place: Place, text: PrintedText) -> Standing:
        standing = Standing(history, path, place, ReviewState.UNREVIEWED)
        everything = frozenset(text.solid(place))
        needed = self._rules.needs_review(path, history.origin)
        if history.reviews and not history.reviews[-1].signed:
            review = history.reviews[-1]
            why = f"rejected by {review.reviewer}"
            return replace(standing, state=ReviewState.REJECTED, why=why, open=everything if needed else frozenset())
        signed = history.signatures
        holding = [review for review in signed if _holds(review.print, place, text)]
        counting = [review for review in holding if self._rules.may_sign(path, review.email)]
        people = {review.email.lower() for review in counting}
        if counting and len(people) >= self._rules.people_needed(path):
            return replace(standing, state=ReviewState.REVIEWED, signers=tuple(counting))
        why, state, changed = "", ReviewState.UNREVIEWED, tuple[int, ...]()
        if counting:
            why = f"signed by {counting[-1].reviewer}; this path needs a second person"
        elif holding:
            why = f"signed by {holding[-1].reviewer}, whom CODEOWNERS does not name for this path"
        elif signed:
            state = ReviewState.RESIDUAL
            changed = _changed(signed[-1].print, place, text)
            why = f"edited after {signed[-1].reviewer} signed it"
        return replace(
            standing,
            state=state,
            why=why,
            changed=changed,
            open=everything if needed else frozenset(),
            signers=tuple(holding),
        )


def same_file(one: str, other: str) -> bool:
    """Whether two paths can be of one file: an editor may have opened a directory inside the repository."""
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")


def _places(history: History, path: str, text: PrintedText) -> list[Place]:
    """Where a block stands: every whole copy of its latest look, else the best place of any look it had."""
    latest = history.prints[0]
    whole = list(occurrences(latest, text))
    here = same_file(history.path, path)
    near = history.start_line if here else None
    share = _SHARE_HERE if here else _SHARE_ELSEWHERE
    if len(whole) > 1 and text.tells(latest):
        return whole
    best: Place | None = None
    for print_ in history.prints:
        place = locate(print_, text, near=near, share=share)
        if place is not None and (best is None or _better(place, best)):
            best = place
        if best is not None and best.intact:
            break
    return [best] if best is not None else []


def _better(one: Place, other: Place) -> bool:
    return (one.intact, one.matched) > (other.intact, other.matched)


def _holds(print_: Print, place: Place, text: PrintedText) -> bool:
    """Whether the signed content stands here, whole, and nothing else is in the block."""
    return any(place.lines <= whole.lines for whole in occurrences(print_, text))


def _changed(print_: Print, place: Place, text: PrintedText) -> tuple[int, ...]:
    """The lines of the block that were not signed; where it only lost some, or they changed places, its first."""
    before = locate(print_, text, near=place.ranges[0].start)
    solid = text.solid(place)
    if before is None:
        return solid
    changed = {*before.changed, *(number for number in solid if number not in before.lines)}
    starts = [part.start for part in before.ranges[1:]] or [before.ranges[0].start]
    return tuple(sorted(changed or starts))


def _settled(found: list[Standing]) -> list[Standing]:
    """Where blocks lie over one another: a later block that stands there whole is what the lines are, rather than an
    earlier one that was edited until it looks like that; and what is signed as it stands answers for its lines.

    So an agent that writes its own block anew, or a copy of it with changes, leaves one thing to read and not two; and
    so does a text that both an agent's hook and an editor told of.
    """
    found = _without_twins(found)
    whole = [each for each in found if each.place.intact]
    answered = {line for each in found if each.state is ReviewState.REVIEWED for line in each.place.lines}
    settled: list[Standing] = []
    for each in found:
        if not each.place.intact and any(_explains(other, each) for other in whole):
            continue
        rest = each.open - answered
        if each.open and not rest:
            continue
        settled.append(replace(each, open=rest) if each.open else each)
    return sorted(settled, key=lambda each: (each.place.ranges, each.history.opened, each.history.id))


def _without_twins(found: list[Standing]) -> list[Standing]:
    """Of blocks that stand whole in the very same lines and wait for somebody, the one that tells most: one that was
    rejected, else one whose origin was declared, else the first."""
    twins: defaultdict[frozenset[int], list[Standing]] = defaultdict(list)
    for each in found:
        if each.place.intact and each.open:
            twins[frozenset(each.place.lines)].append(each)
    kept = {id(min(group, key=_tells_most)) for group in twins.values()}
    return [each for each in found if not (each.place.intact and each.open) or id(each) in kept]


def _tells_most(each: Standing) -> tuple[bool, bool, datetime, str]:
    history = each.history
    return (
        each.state is not ReviewState.REJECTED,
        history.origin is not Origin.DECLARED_AI,
        history.opened,
        history.id,
    )


def _explains(whole: Standing, edited: Standing) -> bool:
    later = whole.history.opened >= edited.history.opened
    return later and whole.history.id != edited.history.id and edited.place.lines <= whole.place.lines
