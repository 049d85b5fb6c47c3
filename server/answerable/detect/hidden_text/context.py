"""When an invisible character belongs where it stands.

Emoji sequences (UTS #51), variation sequences (the Unicode Standard, 23.4), joiners in the scripts that need them
(UAX #31, 2.3.1), zero-width spaces in scripts that write no others, and the marks that belong to one script.
"""

from __future__ import annotations

import re
import unicodedata

from answerable.detect.hidden_text.characters import RUN, is_variation_selector

# Extended_Pictographic of emoji-data.txt, with the blocks it reserves for emoji to come.
_PICTOGRAPH = re.compile(
    "[©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⎈⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-★☇-☒☔-⚅⚐-✅✈-✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣-❧➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙"
    "\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a"
    "\U0001f23c-\U0001f23f\U0001f249-\U0001faff\U0001fc00-\U0001fffd]"
)
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")

# The three subdivision flags that Unicode recommends for interchange (emoji-sequences.txt): England, Scotland, Wales.
_BLACK_FLAG = "\U0001f3f4"
_FLAG_TAGS = frozenset(
    "".join(chr(0xE0000 + ord(c)) for c in code) + "\U000e007f" for code in ("gbeng", "gbsct", "gbwls")
)

_HAN = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Bases of StandardizedVariants.txt other than ideographs: CJK punctuation, Myanmar, Phags-pa, Manichaean, zero.
_VARIANT_BASE = re.compile(
    "[0\u3001\u3002\uff00-\uffef\u1000-\u109f\ua840-\ua877\U00010ac0-\U00010aff\U00013000-\U0001345f]"
)

# Scripts whose letters join or stack, so that ZWJ and ZWNJ change what a word looks like.
_JOINING = re.compile(
    "[\u0600-\u074f\u0750-\u077f\u07c0-\u07ff\u0840-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u194f"
    "\u1a20-\u1aaf\u1b00-\u1c4f\ua840-\ua8ff\ua930-\ua9ff\uaa60-\uaa7f\uaae0-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010ac0-\U00010aff\U00010d00-\U00010d3f\U00010f30-\U00010faf\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
# Scripts that write no space between words; U+200B tells a renderer where a line may break.
_UNSPACED = re.compile("[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9df]")
_JAMO = re.compile("[\u1100-\u115e\u1161-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")

# A character -> where the one before it must come from, for marks that belong to a single script.
_OWN_SCRIPT = (
    (re.compile("[\u180b-\u180f]"), re.compile("[\u1800-\u18af]")),
    (re.compile("[\u17b4\u17b5]"), re.compile("[\u1780-\u17d3]")),
    (re.compile("[\U0001d173-\U0001d17a]"), re.compile("[\U0001d100-\U0001d1ff]")),
    (re.compile("[\U0001bca0-\U0001bca3]"), re.compile("[\U0001bc00-\U0001bc9f]")),
)


def wanted(text: str, index: int) -> bool:
    """Whether the zero-width character there does the work it was made for.

    A tag character never is by itself: see `wanted_tags`. Two joiners or two variation selectors in a row never are.
    """
    char = text[index]
    if is_variation_selector(char):
        return _wanted_selector(text, index)
    if char == "\u200d":
        return _joins_emoji(text, index) or _joins_letters(text, index)
    if char == "\u200c":
        return _joins_letters(text, index)
    if char == "\u200b":
        return _touches(_UNSPACED, text, index)
    if char == "\ufeff":
        return index == 0
    if char in "\u115f\u1160":
        return bool(_JAMO.match(_before(text, index)) or _JAMO.match(text[index + 1 : index + 2]))
    if char == "\u034f":
        before = _before(text, index)
        return not before.isascii() and unicodedata.category(before)[0] in "LM"
    before = _before(text, index)
    return any(mark.match(char) and script.match(before) for mark, script in _OWN_SCRIPT)


def wanted_tags(text: str, start: int, end: int) -> bool:
    """Whether the tag characters ``text[start:end]`` make one of the flags that Unicode recommends for interchange."""
    return follows_black_flag(text, start) and text[start:end] in _FLAG_TAGS


def follows_black_flag(text: str, index: int) -> bool:
    """Whether the character before is the base of the regional flags."""
    return _before(text, index) == _BLACK_FLAG


def is_emoji(char: str) -> bool:
    """Whether this one character can begin an emoji; false for no character."""
    return bool(_PICTOGRAPH.match(char) or _REGIONAL.match(char))


def _before(text: str, index: int) -> str:
    return text[index - 1] if index else ""


def _wanted_selector(text: str, index: int) -> bool:
    char, before, after = text[index], _before(text, index), text[index + 1 : index + 2]
    if not before or (after and is_variation_selector(after)):
        return False
    if char in "\ufe0e\ufe0f":
        # Any symbol may ask for its text or emoji form; writers do so for more of them than the standard lists.
        return before in "0123456789#*" or is_emoji(before) or unicodedata.category(before) in ("So", "Sm", "Sk", "Po")
    if "\ufe00" <= char <= "\ufe02" and unicodedata.category(before) == "Sm" and not before.isascii():
        return True
    if _VARIANT_BASE.match(before):
        return char in "\ufe00\ufe01\ufe02"
    # Ideographic variation sequences: VS17 to VS256, and VS1 to VS3 for compatibility ideographs.
    return bool(_HAN.match(before)) and (char in "\ufe00\ufe01\ufe02" or char > "\uffff")


def _joins_emoji(text: str, index: int) -> bool:
    at = index - 1
    while at >= 0 and text[at] == "\ufe0f":
        at -= 1
    # A skin tone, which may stand between a person and the joiner, lies among the pictographs.
    return at >= 0 and bool(_PICTOGRAPH.match(text[at]) and _PICTOGRAPH.match(text[index + 1 : index + 2]))


def _joins_letters(text: str, index: int) -> bool:
    return _touches(_JOINING, text, index)


def _touches(script: re.Pattern[str], text: str, index: int) -> bool:
    """Whether the character stands alone beside one of this script, combining marks in between left out."""
    before, after = index - 1, text[index + 1 : index + 2]
    if (before >= 0 and RUN.match(text[before])) or (after and RUN.match(after)):
        return False
    while before > 0 and unicodedata.category(text[before])[0] == "M" and not script.match(text[before]):
        before -= 1
    return bool((before >= 0 and script.match(text[before])) or script.match(after))
