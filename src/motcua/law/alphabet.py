"""The order of the Vietnamese alphabet, in which lists of names stand: đ comes after d, ă and â after a; tones last."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_LETTERS)}
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: their order in dictionaries."""
_NUMBERS, _BEFORE = 0x1000, 0x100000
"""Signs stand before numbers, numbers before letters."""
_SIGNS = re.compile(r"[0-9]+|.", re.DOTALL)


def in_alphabet(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """A key to sort words by: letters first, then tones, then the words as they are.

    >>> sorted(["Đầu tư", "Dân số", "Y tế", "An toàn", "Ăn uống", "Dẫn độ"], key=in_alphabet)
    ['An toàn', 'Ăn uống', 'Dẫn độ', 'Dân số', 'Đầu tư', 'Y tế']
    """
    letters: list[int] = []
    tones: list[int] = []
    for letter in _SIGNS.findall(unicodedata.normalize("NFC", text.casefold())):
        if letter.isdecimal():  # Phường 2 stands before Phường 10
            letters.append(_NUMBERS + min(int(letter), _BEFORE - _NUMBERS - 1))
            tones.append(0)
            continue
        plain = unicodedata.normalize("NFD", letter)
        tone = next((sign for sign in plain if sign in _TONES), "")
        bare = unicodedata.normalize("NFC", plain.replace(tone, "")) if tone else letter
        letters.append(_PLACE[bare] + _BEFORE if bare in _PLACE else min(ord(bare[0]), _NUMBERS - 1))
        tones.append(_TONES.index(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones), text
