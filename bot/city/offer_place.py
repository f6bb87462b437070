"""Where in the city an offer should be: a district or quarter as people name it, or a place that the city has not."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.district import DistrictRegister
from bot.city.fragment import is_elsewhere
from bot.city.lexicon import NO_LEXICON, Lexicon
from bot.city.stopwords import STOPWORDS
from bot.city.text import fold

_PART = r"(?:stadtteil|stadtbezirk|bezirk|viertel|quartier|ortsteil|ortschaft)"
_NAME = r"([^\W\d_]{3,}(?:-[^\W\d_]{3,})*)"
_OF_PART = re.compile(rf"\b{_PART}\s+{_NAME}", re.IGNORECASE)
_IN = re.compile(rf"\b(?:in|aus|bei|richtung|nähe(?: von)?)\s+{_NAME}", re.IGNORECASE)
_NO_PLACE = re.compile(r".*(?:strasse|str|weg|platz|allee|hof|halle|ferien|zimmer|kurs|gruppe)$")
_THE_CITY = frozenset(("wuppertal", "wuppi", "wtal", "tal"))
# Alike enough to be the same name misspelled.
_ALIKE = 0.8


@dataclass(frozen=True)
class PlaceWish:
    """A district, maybe with a quarter in it; or the name of a place that is none of Wuppertal's."""

    district: str | None = None
    quarter: str | None = None
    unknown: str | None = None


class PlaceReader:
    """Reads places; knows all districts and quarters."""

    def __init__(
        self, districts: DistrictRegister, lexicon: Lexicon = NO_LEXICON, knows: Callable[[str], bool] = lambda _: False
    ) -> None:
        """Take the register, German words and a test for other words of offers: neither are places."""
        self._districts = districts
        self._lexicon = lexicon
        self._knows = knows
        self._by_key: dict[str, PlaceWish] = {}
        for district in districts.districts:
            for quarter in district.quarters:
                for name in (quarter.name, *quarter.nicknames):
                    self._by_key[fold(name)] = PlaceWish(district.name, quarter.name)
            for name in (district.name, *district.nicknames):
                self._by_key[fold(name)] = PlaceWish(district.name)

    def read(self, text: str) -> PlaceWish:
        """Read where something should be; empty when a text says nothing about it."""
        found = self._districts.spot(text)
        if found:
            return PlaceWish(found.district, found.quarter)
        for pattern, surely in ((_OF_PART, True), (_IN, False)):
            for named in pattern.finditer(text):
                if place := self._named(named.group(1), surely, text):
                    return place
        return PlaceWish()

    def _named(self, name: str, surely: bool, text: str) -> PlaceWish | None:
        key = fold(name)
        if key in STOPWORDS or key in _THE_CITY or _NO_PLACE.match(key):
            return None
        near = process.extractOne(key, list(self._by_key), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
        if near and key not in self._lexicon.words:
            return self._by_key[near[0]]
        elsewhere = is_elsewhere(f"in {name}") and is_elsewhere(text)
        strange = key not in self._lexicon.words and not self._knows(name)
        return PlaceWish(unknown=name) if surely or elsewhere or strange else None
