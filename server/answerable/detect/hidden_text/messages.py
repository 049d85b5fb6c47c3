"""What a person is told: which characters, where, what they spell, what to do."""

from __future__ import annotations

from answerable.detect.hidden_text.bidi import BidiLine, Order
from answerable.detect.hidden_text.characters import describe, describe_all
from answerable.detect.hidden_text.homoglyph import LookAlike, Reason
from answerable.detect.hidden_text.payload import quoted
from answerable.detect.hidden_text.places import Place

AGENT = " An AI agent reads this file as its instructions, and it reads what you cannot see."

_ORDERS = {
    Order.UNBALANCED: "A bidi control that is not closed on its line, or closes nothing, shows the line in another "
    "order than it runs",
    Order.CROSSING: "A bidi control that opens in one comment or string and is closed outside it can make code look "
    "like a comment",
    Order.IN_CODE: "A bidi control between the names and signs of code shows them in another order than they run",
    Order.OVERRIDE: "A bidi override shows letters in another order than they are written",
    Order.NEEDLESS: "A bidi control in a line without right-to-left text has nothing to order",
    Order.BALANCED: "Bidi controls, closed where they were opened, around right-to-left text",
}


def tags(run: str, spelt: str, *, flag: bool) -> str:
    what = f"{len(run)} invisible tag characters, from {describe(run[0])} on,"
    if len(run) == 1:
        what = f"An invisible tag character, {describe(run)},"
    if flag:
        return f"{what} make a regional flag {quoted(spelt)} that is not in general use; most readers see a black flag."
    if not spelt:
        return f"{what} say nothing that anybody sees. Remove them."
    return f"{what} spell {quoted(spelt)}: a person does not see it, a model reads it. Remove it."


def together(spelt: str) -> tuple[str, ...]:
    """What the tag characters of a document spell when they are read as one text; nothing for no text."""
    return (f"All tag characters of this file together spell {quoted(spelt)}.",) if spelt else ()


def zero_width(run: str, place: Place, decoded: str | None) -> str:
    if decoded is not None:
        return f"Invisible characters ({describe_all(run)}) encode {quoted(decoded)}. Remove them."
    one = "it" if len(run) == 1 else "them"
    return f"{describe_all(run)} in {place.value}: invisible, and still part of the text. Remove {one}."


def control(run: str, place: Place) -> str:
    if set(run) <= {"\u2028", "\u2029"}:
        return (
            f"{describe_all(run)} in {place.value}: a line end to some programs and to JavaScript, invisible to others."
        )
    return f"{describe_all(run)} in {place.value}: it acts instead of being shown. Remove it, or write it as an escape."


def bidi(line: BidiLine, controls: str) -> str:
    end = " Remove them unless you know why they are there." if line.order is Order.BALANCED else " Remove them."
    return f"{_ORDERS[line.order]}: {describe_all(controls)}.{end}"


def look_alike(name: LookAlike) -> str:
    letters = ", ".join(describe(char) for char in name.letters[:3]) + (", …" if len(name.letters) > 3 else "")
    said = {
        Reason.MIXED: f"“{name.word}” is not “{name.reads}”: it mixes alphabets, with {letters}.",
        Reason.TWIN: f"“{name.word}” is not “{name.reads}”, which this file also uses: it is written with {letters}.",
        Reason.ALIAS: f"Python reads “{name.word}” as “{name.reads}” (NFKC); a search for it misses: {letters}.",
        Reason.HOST: f"The host label “{name.word}” is not “{name.reads}”: it is written with {letters}.",
    }[name.reason]
    more = len(name.spans) - 1
    return said + (f" It stands {more} more time{'s' if more > 1 else ''} in this file." if more else "")
