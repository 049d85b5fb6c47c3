"""The laws of redaction, over texts made of anything with values planted between."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

import texts
import values
from answerable.findings.decision import Decision
from answerable.guard.check import Guard
from answerable.guard.placeholders import PLACEHOLDER, PlaceholderMap
from answerable.text.spans import Span

_GUARD = Guard()
_GAPS = (
    " ",
    "\n",
    ", ",
    "😀",
    ' "',
    "' ",
    "=",
    " token: ",
    " password = ",
    "<",
    ">",
    "/",
    "?x=",
    "&y=",
    "\\n",
    ". ",
    "|",
)


def planted(chosen: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts of chance, nasty pieces and values, in any order."""
    pieces = st.one_of(
        st.sampled_from(chosen), st.sampled_from(_GAPS), st.text(max_size=12), st.sampled_from(texts.NASTY)
    )
    return st.lists(pieces, max_size=14).map("".join)


@given(planted((*values.SECRETS, *values.PERSONAL)))
def test_redacted_text_checks_clean_and_redacting_twice_changes_nothing(text: str) -> None:
    session = PlaceholderMap()
    redacted = _GUARD.redact(text, session).text
    assert _GUARD.check(redacted).findings == ()
    assert _GUARD.redact(redacted, session).text == redacted
    assert _GUARD.redact(redacted, PlaceholderMap()).text == redacted


_FILLER = "".join(f"line {number} of a text that is long and holds nothing\n" for number in range(400))


@settings(max_examples=10)
@given(st.lists(planted((*values.SECRETS, *values.PERSONAL)), min_size=2, max_size=3))
def test_the_same_of_a_text_so_long_that_only_parts_are_checked_again(pieces: list[str]) -> None:
    text = (_FILLER * 2).join(["", *(f"{piece}\n" for piece in pieces), ""])
    redacted = _GUARD.redact(text, PlaceholderMap()).text
    assert _GUARD.check(redacted).findings == ()
    assert redacted.endswith(_FILLER)


@given(planted(values.PERSONAL))
def test_what_was_personal_can_be_put_back(text: str) -> None:
    session = PlaceholderMap()
    done = _GUARD.redact(text, session)
    if all(found.restorable for found in done.check.findings):
        assert session.restore(done.text) == text


@given(planted(values.PERSONAL))
def test_outside_the_values_it_is_the_same(text: str) -> None:
    done = _GUARD.redact(text, PlaceholderMap())
    if not done.check.findings:
        assert done.text == text
    # What stands between the placeholders stands in the original, in the same order.
    at = 0
    for part in PLACEHOLDER.split(done.text)[::3]:
        found = text.find(part, at)
        assert found >= 0 or any(one.removed for one in done.check.findings)
        at = max(at, found)


@given(
    st.sampled_from(values.SECRETS), st.sampled_from(_GAPS), st.sampled_from(_GAPS), st.text(" \n.,;é漢😀", max_size=5)
)
def test_no_character_of_a_secret_is_left(secret: str, before: str, after: str, around: str) -> None:
    text = f"{around}{before}{secret}{after}{around}"
    session = PlaceholderMap()
    done = _GUARD.redact(text, session)
    assert done.check.decision is Decision.BLOCK
    assert len(done.text) <= len(text) - len(secret) + 40
    left = PLACEHOLDER.sub("", done.text)
    assert not any(secret[at : at + 4] in left for at in range(len(secret) - 3))
    assert secret not in str(session.dump())
    assert session.restore(done.text) == done.text


def test_the_same_value_has_the_same_placeholder() -> None:
    session = PlaceholderMap()
    first = _GUARD.redact("jane@acme.com, joe@acme.com, jane@acme.com", session)
    second = _GUARD.redact("joe@acme.com and ann@acme.com", session)
    assert first.text == "<EMAIL_1>, <EMAIL_2>, <EMAIL_1>"
    assert second.text == "<EMAIL_2> and <EMAIL_3>"
    assert session.restore("Dear <EMAIL_3>, <EMAIL_9>") == "Dear ann@acme.com, <EMAIL_9>"


def test_a_placeholder_that_stands_in_the_text_already_is_not_given_out() -> None:
    session = PlaceholderMap()
    done = _GUARD.redact("<EMAIL_1> jane@acme.com", session)
    assert done.text == "<EMAIL_1> <EMAIL_2>"
    assert session.restore(done.text) == "<EMAIL_1> jane@acme.com"


def test_a_session_is_kept_whole() -> None:
    session = PlaceholderMap()
    text = f"jane@acme.com {values.github_token()}"
    redacted = _GUARD.redact(text, session).text
    again = PlaceholderMap.load(session.dump())
    assert _GUARD.redact(text, again).text == redacted
    assert again.restore(redacted) == session.restore(redacted) == "jane@acme.com <GITHUB_PAT_1>"


@given(planted((*values.SECRETS, *values.PERSONAL)), st.data())
def test_a_part_holds_no_half_of_a_value(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = Span(start, data.draw(st.integers(start, len(text))))
    session = PlaceholderMap()
    whole = _GUARD.redact(text, session)
    done = _GUARD.redact_part(text, part, session)
    for found in whole.check.findings:
        value = text[found.span.start : found.span.end]
        if found.span.overlaps(part) and len(value) > 8:
            assert value[:8] not in done.text or value[:8] in whole.text
            assert value[-8:] not in done.text or value[-8:] in whole.text


def test_a_part_is_known_by_what_stands_around_it() -> None:
    text = 'password = "Tr0ub4dor&3xyz!"\nplain words\n'
    value = Span(text.index("Tr0"), text.index('"\n'))
    done = _GUARD.redact_part(text, value, PlaceholderMap())
    assert done.text == "<PASSWORD_1>"
    assert [found.span for found in done.check.findings] == [Span(0, len(value))]
    words = Span(text.index("plain"), len(text) - 1)
    assert _GUARD.redact_part(text, words, PlaceholderMap()).text == "plain words"
