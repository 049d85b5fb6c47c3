"""Whether letters read like a word or like chance."""

from __future__ import annotations

from answerable.text.later import compiled_later

# How surprising one letter is after another, in bits (9 for nine and more): a row for each letter a to z and one for
# the beginning of a word, a column for each letter and one for its end. Counted over the 13,000 different words in the
# names and comments of Python 3.11's standard library. At eight letters 99 words of 100 score below 4.8 and 95 random
# strings of 100 above.
_SURPRISE = (
    "954497595963449593436677696",
    "365637884593674694464989584",
    "396738835944672794635899694",
    "477527793995874795565899792",
    "584365697985538673348665792",
    "497644892994773694554989693",
    "587728654995755794465889992",
    "388628993986663895656999793",
    "564556599994524595439596957",
    "395638995967983696572989792",
    "576626583995956786366859792",
    "387527993984873798555899493",
    "257628994976574398565999794",
    "484335385966765798436699893",
    "664486696964425493454657995",
    "387636864974883593545989594",
    "698677988896867896571879993",
    "385627693976564695446789693",
    "685737754976775598435889692",
    "486727943996774694455879583",
    "545646695993426493439999996",
    "277917993998675796679989994",
    "376536942985744694469878993",
    "564635964995676396527786683",
    "766656785996546396448769971",
    "497716993997874797668989684",
    "454444554875455474345657889",
)
_EDGE = 26
_CHUNK = compiled_later(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def surprise(word: str) -> float:
    """Mean bits a letter of an ASCII word, its edges counted; English sits near 3.8, chance near 5.9."""
    last, total = _EDGE, 0
    for char in word.lower():
        index = ord(char) - 97
        total += ord(_SURPRISE[last][index]) - 48
        last = index
    total += ord(_SURPRISE[last][_EDGE]) - 48
    return total / (len(word) + 1)


def is_word(letters: str) -> bool:
    """Whether these ASCII letters could be a word of English, or a name made like one; one or two always could."""
    return len(letters) < 3 or surprise(letters) <= (4.8 if len(letters) >= 6 else 5.2)


def chunks(text: str) -> list[str]:
    """The runs of letters and of digits in it, camel case taken apart: ``dbPass_word2`` is db, Pass, word, 2."""
    return _CHUNK.findall(text)


def reads_as_words(text: str) -> float:
    """The share of its letters and digits, 0 to 1, that lie in words of four letters and more."""
    parts = chunks(text)
    total = sum(map(len, parts))
    return (
        sum(len(part) for part in parts if len(part) >= 4 and part.isalpha() and is_word(part)) / total
        if total
        else 0.0
    )


def scrambled(parts: list[str]) -> bool:
    """Whether these runs of letters together, eight and more, read like chance though each alone might be a word."""
    total = sum(map(len, parts))
    return total >= 8 and sum(surprise(part) * len(part) for part in parts) / total > 4.9
