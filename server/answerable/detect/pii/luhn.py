"""The Luhn check (ISO/IEC 7812-1, annex B), which payment cards and several national numbers share."""

from __future__ import annotations

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn(digits: str) -> bool:
    """Whether the last of these ASCII digits is the right check digit for the others."""
    numbers = [ord(char) - 48 for char in reversed(digits)]
    return (sum(numbers[::2]) + sum(_DOUBLED[number] for number in numbers[1::2])) % 10 == 0
