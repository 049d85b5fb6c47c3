"""What an invisible run spells out.

Three ways are in use: tag characters, which mirror ASCII at U+E0000; variation selectors, 256 of them, one a byte; and
two zero-width characters that stand for the bits 0 and 1. What comes out is hostile: only ever show it `quoted`.
"""

from __future__ import annotations

SHOWN = 200
"""How many characters of a decoded text a message shows."""

_SEPARATORS = 3


def from_tags(run: str) -> str:
    """The ASCII that tag characters mirror; U+E0001 (a language tag begins) and U+E007F (it ends) say nothing."""
    return "".join(chr(ord(char) - 0xE0000) for char in run if char not in "\U000e0001\U000e007f")


def from_variation_selectors(run: str) -> str | None:
    """The UTF-8 text of a run of selectors (VS1 is byte 0, VS256 byte 255), or None where it is no readable text."""
    data = bytes(code - 0xFE00 if code < 0xE0000 else code - 0xE0100 + 16 for code in map(ord, run))
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return decoded if _readable(decoded) else None


def from_bits(run: str) -> str | None:
    """The text of a run made of two zero-width characters as bits, eight to a character, or None.

    Some schemes put a third character between the letters. Which of the two is 0 is tried both ways.
    """
    symbols = sorted(set(run), key=run.index)
    if not 2 <= len(symbols) <= _SEPARATORS:
        return None
    for separator in symbols if len(symbols) == _SEPARATORS else [""]:
        bits = run.replace(separator, "") if separator else run
        if len(bits) < 16 or len(bits) % 8:
            continue
        zero, one = (symbol for symbol in symbols if symbol != separator)
        for table in ({ord(zero): "0", ord(one): "1"}, {ord(zero): "1", ord(one): "0"}):
            word = bits.translate(table)
            data = bytes(int(word[at : at + 8], 2) for at in range(0, len(word), 8))
            try:
                decoded = data.decode("utf-8")
            except UnicodeDecodeError:
                continue
            if _readable(decoded):
                return decoded
    return None


def quoted(decoded: str, most: int = SHOWN) -> str:
    """The text in double quotes, cut, with everything escaped that is not printable or could end the quotes."""
    cut = decoded[:most]
    shown = "".join(_escaped(char) for char in cut)
    return f'"{shown}"' + ("…" if len(decoded) > most else "")


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char == "\n":
        return "\\n"
    if char == "\t":
        return "\\t"
    # str.isprintable is false for every control, format and unassigned character.
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _readable(decoded: str) -> bool:
    """Whether nobody would take this for chance: printable throughout, but for tabs and line ends."""
    return len(decoded) > 1 and all(char.isprintable() or char in "\t\r\n" for char in decoded)
