"""The ten city districts and their quarters, found by the names people give them."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.position import Position, middle
from bot.city.text import fold, words

_LONGEST_NAME = 3
_SHORTEST_FUZZY = 7
_CENTRE = "-Mitte"
# Names that are everyday words, with what stands before them when the quarter is meant.
_EVERYDAY = {"hoehe": ("auf der",), "zoo": ("am", "beim")}
# One slip away from a name, but words of their own; "Barmer" is a health insurance.
_OTHER_WORDS = frozenset(("schneller", "oberarmen", "unterarmen", "barmer"))


@dataclass(frozen=True)
class Quarter:
    """A quarter, its nicknames ("Ölberg"), and where its middle is about; None when unknown."""

    name: str
    nicknames: tuple[str, ...] = ()
    position: Position | None = None


@dataclass(frozen=True)
class District:
    """A city district with its quarters and other spellings of its name."""

    name: str
    quarters: tuple[Quarter, ...]
    nicknames: tuple[str, ...] = ()


@dataclass(frozen=True)
class DistrictMention:
    """A district, or a quarter in it, named in a text."""

    start: int
    end: int
    district: str
    quarter: str | None


class DistrictRegister:
    """All districts and quarters, found by name."""

    def __init__(self, districts: Iterable[District]) -> None:
        self.districts = tuple(districts)
        self._by_key: dict[str, tuple[str, str | None]] = {}
        for district in self.districts:
            for quarter in district.quarters:
                for name in (quarter.name, *quarter.nicknames):
                    self._by_key[fold(name)] = (district.name, quarter.name)
        # A district's name wins over a quarter that is called the same.
        for district in self.districts:
            for name in (district.name, *district.nicknames):
                self._by_key[fold(name)] = (district.name, None)
        self._keys = [key for key in self._by_key if len(key) >= _SHORTEST_FUZZY]

    def position(self, district: str, quarter: str | None = None) -> Position | None:
        """About the middle of a quarter, or of a district: its centre if it has one; None when that is unknown."""
        quarters = {q.name: q for d in self.districts if d.name == district for q in d.quarters}
        one = quarters.get(quarter or f"{district}{_CENTRE}")
        return middle(q.position for q in ([one] if one else quarters.values()) if q.position)

    def spot(self, text: str) -> DistrictMention | None:
        """Find the first district or quarter named in a text, the longest name first."""
        found = words(text)
        for size in range(min(_LONGEST_NAME, len(found)), 0, -1):
            for first in range(len(found) - size + 1):
                window = found[first : first + size]
                key = "".join(word.folded for word in window)
                hit = self._lookup(key)
                if hit and (size == len(found) or _meant(key, [word.folded for word in found[:first]])):
                    return DistrictMention(window[0].start, window[-1].end, *hit)
        return None

    def _lookup(self, key: str) -> tuple[str, str | None] | None:
        if key in self._by_key:
            return self._by_key[key]
        if key in _OTHER_WORDS:
            return None
        # People add "er" and "s": "Elberfelder", "Heckinghauser", "Vohwinkels".
        for ending, instead in (("er", ""), ("er", "en"), ("s", "")):
            base = key.removesuffix(ending) + instead
            if key.endswith(ending) and len(key) > 6 and base in self._by_key:
                return self._by_key[base]
        if len(key) < _SHORTEST_FUZZY:
            return None
        hit = process.extractOne(key, self._keys, scorer=OSA.distance, score_cutoff=1)
        return self._by_key[hit[0]] if hit else None


def _meant(key: str, before: list[str]) -> bool:
    """Whether a quarter called like an everyday word is meant, by the words before it."""
    return key not in _EVERYDAY or any(" ".join(before).endswith(place) for place in _EVERYDAY[key])
