"""Which characters a text is spelt with, where a pattern leaves a choice: words, if possible."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby, islice
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Literal

from generator.model.patterns.tree import Characters

WORD = "example"
_DIGITS = "1234567890"
_HEXADECIMAL = "1234567890abcdef"
_GROUPS = (ascii_lowercase, ascii_uppercase, "1234567890", "-_", "/.:@+=,#", " ")
"""The characters that are preferred; of each group, the first that will do."""
_OTHERS = ("!\"$%&'()*;<>?[\\]^`{|}~", "\t\n\r", "\xe9\u0416\u4e2d\U0001f600")
_SURROGATES = range(0xD800, 0xE000)

Kind = Literal["literal", "letters", "figures", "signs"]
"""Of characters: a single one; a set in which words can be written; numbers; neither."""

STYLES = 9
"""In how many ways a run of characters is spelt, until one will do."""
_MIXED = {2: 3, 3: 5}
"""How many sorts of characters alternate, by the styles that mix them."""


@lru_cache(maxsize=1024)
def kind(characters: Characters) -> Kind:
    """Tell what can be written with a set of characters."""
    if characters.literal is not None:
        return "literal"
    if all(characters.admits(letter) or characters.admits(letter.upper()) for letter in WORD):
        return "letters"
    return "figures" if any(map(characters.admits, digits)) else "signs"


@lru_cache(maxsize=1024)
def is_plain(characters: Characters) -> bool:
    """Tell whether a set holds characters that can be printed and are in ASCII."""
    favourite = next(_favourites(characters), "")
    return favourite.isascii() and favourite.isprintable()


@lru_cache(maxsize=1024)
def is_wide(characters: Characters) -> bool:
    """Tell whether a set is meant for everything, as a dot is."""
    return all(map(characters.admits, "a0 -/:<"))


Slot = Characters | int
"""What stands at one place of a text: one of some characters, or what stands at another place."""


def spell(slots: Iterable[Slot], styles: Iterator[int]) -> str | None:
    """Write a text.

    Args:
        slots: Its places.
        styles: In which style each run of characters is written: 0 is the one that reads best.

    Returns:
        The text; None where a place admits no character.
    """
    text: list[str] = []
    for key, run in groupby(slots, _key):
        if key == "echo":
            text.extend(text[slot] for slot in run if isinstance(slot, int))
            continue
        places = [slot for slot in run if isinstance(slot, Characters)]
        style = 0 if key == "literal" else next(styles)
        for position, characters in enumerate(places):
            letter = _letter(characters, position, len(places), style)
            if letter is None:
                return None
            text.append(letter)
    return "".join(text)


def _key(slot: Slot) -> Kind | Literal["echo"]:
    return "echo" if isinstance(slot, int) else kind(slot)


def _letter(characters: Characters, position: int, length: int, style: int) -> str | None:
    """Return a character for a place in a run, None if there is none."""
    if characters.literal is not None:
        return characters.literal
    if style == 0:
        for letter in _wishes(characters, position, length):
            if characters.admits(letter):
                return letter
    if style < 2:
        return next(_favourites(characters), None)
    favourites = _all_favourites(characters)
    if not favourites:
        return None
    if style in _MIXED:
        return favourites[position % min(_MIXED[style], len(favourites))]
    return favourites[(style - 3) % len(favourites)]


def _wishes(characters: Characters, position: int, length: int) -> Iterator[str]:
    """Yield what reads well at a place of a run."""
    match kind(characters):
        case "letters" if length < len(WORD):
            yield from "aA"
        case "letters":
            letter = WORD[position % len(WORD)]
            if position >= len(WORD):
                yield _DIGITS[(position - len(WORD)) % len(_DIGITS)]
            yield from (letter, letter.upper())
        case "figures":
            letter = _HEXADECIMAL[position % len(_HEXADECIMAL)]
            yield from (letter, letter.upper(), _DIGITS[position % len(_DIGITS)])
        case _:
            pass


def _favourites(characters: Characters) -> Iterator[str]:
    """Yield the characters that are preferred, of each sort one."""
    for group in chain(_GROUPS, _OTHERS):
        yield from islice(filter(characters.admits, group), 1)
    yield from _edges(characters)


@lru_cache(maxsize=1024)
def _all_favourites(characters: Characters) -> tuple[str, ...]:
    return tuple(_favourites(characters))


def _edges(characters: Characters) -> Iterator[str]:
    """Yield admitted characters from where the spans of a set begin and end."""
    codes = (
        code
        for first, last in characters.spans
        for code in (first, last, first - 1, last + 1)
        if 0 <= code <= 0x10FFFF and code not in _SURROGATES
    )
    yield from (chr(code) for code in codes if characters.admits(chr(code)))
