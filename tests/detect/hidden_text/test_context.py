"""Text that is merely not English must be silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detect.detector import Cancel
from answerable.detect.hidden_text.detector import HiddenTextDetector
from answerable.text.snapshot import Snapshot

ZWJ, ZWNJ, ZWSP, TEXT, EMOJI = "\u200d", "\u200c", "\u200b", "\ufe0e", "\ufe0f"

WANTED = {
    "leading BOM": "\ufeffhello",
    "family": f"\U0001f468{ZWJ}\U0001f469{ZWJ}\U0001f467",
    "astronaut": f"\U0001f469\U0001f3fd{ZWJ}\U0001f680",
    "rainbow flag": f"\U0001f3f3{EMOJI}{ZWJ}\U0001f308",
    "heart on fire": f"\u2764{EMOJI}{ZWJ}\U0001f525",
    "woman running": f"\U0001f3c3\U0001f3fb{ZWJ}\u2640{EMOJI}",
    "keycaps": f"1{EMOJI}\u20e3 #{EMOJI}\u20e3 *{EMOJI}\u20e3",
    "national flag": "\U0001f1eb\U0001f1f7",
    "text style": f"\u2714{TEXT} \u2713{EMOJI}",
    "Persian": f"\u0645\u06cc{ZWNJ}\u062e\u0648\u0627\u0647\u0645",
    "Arabic initial form": f"\u0647{ZWJ} ",
    "Devanagari half form": f"\u0915\u094d{ZWJ}\u0937",
    "Sinhala": f"\u0dc1\u0dca{ZWJ}\u0dbb\u0dd3",
    "Malayalam": f"\u0d28\u0d4d{ZWNJ}",
    "Khmer": f"\u1780\u17b6{ZWSP}\u1793\u17c1\u17c7",
    "Thai": f"\u0e01\u0e48{ZWSP}\u0e01",
    "Mongolian": "\u1820\u180b\u182d\u180e\u1820",
    "ideographic variant": "\u845b\U000e0100\u57ce",
    "compatibility ideograph": "\u4e2d\ufe00",
    "mathematical variant": "\u2229\ufe00",
    "jamo with a filler": "\u115f\u1161",
    "Hebrew with a grapheme joiner": "\u05d0\u05bc\u034f\u05b0",
    "Hebrew with marks": "\u05e9\u05dc\u05d5\u05dd\u200f! \u200e(x)",
}  # fmt: skip


FRAMES = [("a.md", "{}"), ("a.md", "a {} b"), ("a.py", "# {}\n"), ("a.py", "x = '{}'\n"), ("AGENTS.md", "a\n{}\nb")]


@pytest.mark.parametrize("name", WANTED)
def test_characters_at_their_work_are_silent(found, name: str) -> None:
    # A byte order mark leads or is none.
    for path, frame in FRAMES[:1] if name == "leading BOM" else FRAMES:
        assert found(frame.format(WANTED[name]), path) == [], (path, frame)


UNWANTED = {
    "joiner between ASCII letters": (f"a{ZWJ}b", 1),
    "joiner after an emoji alone": (f"\U0001f600{ZWJ}a", 1),
    "joiner before an emoji alone": (f"a{ZWJ}\U0001f600", 1),
    "two joiners in Persian": (f"\u0645{ZWNJ}{ZWNJ}\u062e", 1),
    "zero-width space in Persian": (f"\u0645{ZWSP}\u062e", 1),
    "zero-width space in Chinese": (f"\u4e2d{ZWSP}\u4e2d", 1),
    "ideographic selector on a letter": ("a\U000e0100", 1),
    "selector after a selector": (f"\u2764{EMOJI}{EMOJI}", 2),
    "Mongolian selector on a letter": ("a\u180b", 1),
    "filler between letters": ("a\u1160b", 1),
}


@pytest.mark.parametrize(("text", "start"), UNWANTED.values(), ids=UNWANTED)
def test_characters_without_work_are_not(found, text: str, start: int) -> None:
    assert [(f[0], f[1]) for f in found(text, "a.md")] == [(start, "zero-width")]


PLAIN = st.text(st.sampled_from("abc xyz.,!\n\u00e9\u4e2d\u05e9\u0645\u0e01\u0915"), max_size=8)


@given(st.lists(st.tuples(PLAIN, st.sampled_from(sorted(set(WANTED.values()) - {WANTED["leading BOM"]}))), max_size=8))
def test_a_text_full_of_emoji_and_scripts_is_silent(parts: list[tuple[str, str]]) -> None:
    # A space around each: what is wanted in its own script need not be in another.
    text = "".join(f"{plain} {wanted} " for plain, wanted in parts)
    assert HiddenTextDetector().scan(Snapshot.of(text, "a.md"), Cancel()).findings == ()


ODD = st.text(
    st.sampled_from(
        "ab \n\"'#/\u0430\u03b1\u200b\u200d\ufe0f\U0001f600\u202e\u2066\u2069\u05e9\U000e0041\x1b\u2028\u3164"
    )
)


@given(st.lists(ODD, min_size=1, max_size=4), st.sampled_from(["a.py", "a.ts", "a.md", "a.json", "a.c", "AGENTS.md"]))
def test_the_answer_depends_on_the_text_alone(texts: list[str], path: str) -> None:
    used = HiddenTextDetector()
    for text in texts:
        snapshot = Snapshot.of(text, path)
        findings = used.scan(snapshot, Cancel()).findings
        assert findings == HiddenTextDetector().scan(Snapshot.of(text, path), Cancel()).findings
        assert all(0 <= f.span.start < f.span.end <= len(text) for f in findings)
        # What is told can be read by a person.
        assert all(f.message.replace(text, "").isprintable() or "“" in f.message for f in findings)


@given(ODD, st.sampled_from(["a.py", "a.ts", "a.md", "a.c"]))
def test_the_quick_fixes_leave_nothing_to_remove(text: str, path: str) -> None:
    detector = HiddenTextDetector()
    for _ in range(4):
        findings = detector.scan(Snapshot.of(text, path), Cancel()).findings
        edits = sorted(
            {edit for f in findings for fix in f.fixes for edit in fix.replacements}, key=lambda e: e.span, reverse=True
        )
        if not edits:
            break
        for edit in edits:
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert not edits
