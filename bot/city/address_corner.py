"""Two streets named together: a corner ("Gathe Ecke Karlstraße") or a choice ("Viktorstr. oder Viktoriastr. 14").

Which of the two the bins of a house belong to, only who lives there can say: both are given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.city.address_reading import Reading, numbered, read
from bot.city.address_sentence import Sentence
from bot.city.address_words import BETWEEN_STREETS, CORNERS, EVERYDAY
from bot.city.street import StreetRegister

_JOINING = CORNERS | {"oder", "und", "bzw", "beziehungsweise", "mit", "&", "+"}


@dataclass(frozen=True)
class Corner:
    """Two readings that stand together, in the order of the text.

    Attributes:
        sides: the readings.
        choice: "oder", "und": either may be meant as a whole; else one house lies at both.
    """

    sides: tuple[Reading, Reading]
    choice: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All streets that may be meant."""
        return tuple(dict.fromkeys(name for side in self.sides for name in side.names))

    @property
    def number(self) -> str | None:
        """The house number, where only one was given."""
        numbers = {side.number for side in self.sides if side.number}
        return numbers.pop() if len(numbers) == 1 else None

    @property
    def clear(self) -> bool:
        """Whether the number says which street it is: "Hofaue 20 Ecke Gathe"."""
        return not self.choice and self.sides[0].number is not None and self.sides[1].number is None


def corner(sentence: Sentence, register: StreetRegister, reading: Reading) -> Corner | None:
    """The corner that a street is one side of, if there is one."""
    for begin, windows in _neighbours(sentence, reading):
        for first, last in windows:
            other = _street(sentence, register, first, last)
            if other and not set(other.names) & set(reading.names):
                sides = (other, reading) if other.first < reading.first else (reading, other)
                return Corner(sides, choice=begin.isdisjoint(CORNERS))
    return None


def _neighbours(sentence: Sentence, reading: Reading) -> Iterator[tuple[set[str], Iterator[tuple[int, int]]]]:
    """What stands between this street and another one, and the runs of words that may be the other one."""
    after = _behind(sentence, reading)
    begin = after
    while begin < len(sentence.words) and sentence.folded[begin] in BETWEEN_STREETS:
        begin += 1
    joined = _joined(sentence, after, begin, reading)
    if joined and begin < len(sentence.words):
        yield joined, sentence.windows_from(begin)
    last = reading.first
    while last and sentence.folded[last - 1] in BETWEEN_STREETS:
        last -= 1
    joined = _joined(sentence, last, reading.first, reading)
    if joined and last:
        number = 1 if sentence.folded[last - 1][0].isdigit() else 0
        yield joined, sentence.windows_until(last - number)


def _behind(sentence: Sentence, reading: Reading) -> int:
    """The first word behind a street and its number."""
    rest = range(reading.last, len(sentence.words))
    return next((p for p in rest if sentence.words[p].start >= reading.end), len(sentence.words))


def _joined(sentence: Sentence, first: int, last: int, reading: Reading) -> set[str]:
    """The words and signs that join two streets; nothing where nothing does."""
    said = set(sentence.folded[first:last])
    begin = sentence.words[first - 1].end if first else 0
    end = sentence.words[last].start if last < len(sentence.words) else len(sentence.text)
    said |= set("/&+") & set(sentence.text[begin:end])
    if first == last and not CORNERS.isdisjoint(sentence.folded[max(0, reading.first - 2) : reading.first]):
        said.add("ecke")
    return said & _JOINING


def _street(sentence: Sentence, register: StreetRegister, first: int, last: int) -> Reading | None:
    """The other street: a known name, or a misspelled one that has a street's ending."""
    key = sentence.key(first, last)
    names = register.exact(key)
    if not names and re.search(r"(str|strasse|weg|platz|allee)$", key):
        names = register.near(key)
    other = numbered(sentence, read(sentence, first, last, names))
    return other if names and (other.number or key not in EVERYDAY) else None
