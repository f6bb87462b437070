"""The ten city districts and their quarters, found by the names people give them."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.text import fold, words

_LONGEST_NAME = 3
_SHORTEST_FUZZY = 7


@dataclass(frozen=True)
class Quarter:
    """A quarter and its nicknames ("Ölberg")."""

    name: str
    nicknames: tuple[str, ...] = ()


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

    def spot(self, text: str) -> DistrictMention | None:
        """Find the first district or quarter named in a text, the longest name first."""
        found = words(text)
        for size in range(min(_LONGEST_NAME, len(found)), 0, -1):
            for first in range(len(found) - size + 1):
                window = found[first : first + size]
                hit = self._lookup("".join(word.folded for word in window))
                if hit:
                    return DistrictMention(window[0].start, window[-1].end, *hit)
        return None

    def _lookup(self, key: str) -> tuple[str, str | None] | None:
        if key in self._by_key:
            return self._by_key[key]
        # People add "er" and "s": "Barmer", "Vohwinkels".
        for ending in ("er", "s"):
            if key.endswith(ending) and len(key) > 6 and key.removesuffix(ending) in self._by_key:
                return self._by_key[key.removesuffix(ending)]
        if len(key) < _SHORTEST_FUZZY:
            return None
        hit = process.extractOne(key, self._keys, scorer=OSA.distance, score_cutoff=1)
        return self._by_key[hit[0]] if hit else None
