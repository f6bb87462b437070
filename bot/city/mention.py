"""Everything a text mentions of the city – address, bin, time, district, item – without overlaps.

One place decides who owns a word: in "Papierstraße 5" the street does, not the paper. Also masks the
mentions, so that what is asked is learned apart from what it is asked about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.city.address import AddressMention, spot_address
from bot.city.district import DistrictRegister
from bot.city.rhythm import spot_rhythm
from bot.city.stream import Stream
from bot.city.stream_words import StreamWords
from bot.city.street import StreetRegister
from bot.city.text import fold
from bot.city.waste_search import WasteCatalogue
from bot.city.when import spot_when

KINDS = ("street", "house_number", "stream", "when", "district", "quarter", "waste_item", "rhythm")

_MASKS = {
    "street": "xadresse",
    "house_number": "xhausnummer",
    "stream": "xtonne",
    "when": "xzeit",
    "district": "xbezirk",
    "quarter": "xbezirk",
    "waste_item": "xding",
    "rhythm": "xrhythmus",
}
# Streams that are subjects of their own: their questions differ from those about the four bins.
_TELLING_STREAMS = frozenset((Stream.BULKY, Stream.CHRISTMAS_TREE, Stream.HAZARDOUS, Stream.ELECTRICAL, Stream.DEPOSIT))
# Letters of other scripts than the Latin one, which folding would leave no trace of.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u3040-\u9fff\uac00-\ud7af]")
# "Hofaue, und zwar Hausnummer 20" is one address.
_BETWEEN_STREET_AND_NUMBER = 3
_TELLING_TIMES = ("day", "tonight", "week", "weekend", "holiday")


@dataclass(frozen=True)
class Mention:
    """A piece of text that names something of the city.

    Attributes:
        kind: one of `KINDS`.
        value: canonical where it is known (street name, stream, time code), else as written.
    """

    kind: str
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Spotter:
    """What is needed to find mentions; part of the city."""

    streets: StreetRegister
    streams: StreamWords
    districts: DistrictRegister
    waste: WasteCatalogue

    def spot(self, text: str, lemmas: Mapping[str, str] | None = None) -> list[Mention]:
        """Find all mentions in a text, in its order.

        Args:
            lemmas: folded words of the text with their folded lemmas, where somebody knows them.
        """
        address = spot_address(text, self.streets)
        if address is not None and self._is_district(address):
            address = None
        taken: list[Mention] = []
        _take(taken, self._rhythm(text))
        _take(taken, self._address(text, address) if address else [])
        # What lies between street and number ("Hofaue, Nummer 20") is part of the address.
        start, end = (address.start, address.end) if address else (0, 0)
        for mentions in (self._streams(text), self._when(text), self._district(text), self._items(text, lemmas)):
            _take(taken, [m for m in mentions if m.end <= start or m.start >= end])
        return sorted(taken, key=lambda m: (m.start, m.kind))

    def _address(self, text: str, address: AddressMention) -> list[Mention]:
        found = []
        start, end = _place_of_street(text, address)
        if address.query:
            street = address.streets[0] if len(address.streets) == 1 else address.query
            found.append(Mention("street", start, end, street))
        if address.house_number:
            found.append(Mention("house_number", *_place_of_number(text, address, start, end), address.house_number))
        return found

    def _is_district(self, address: AddressMention) -> bool:
        """Whether only part of a street's name was said, and that is a district: "Katernberg"."""
        whole = any(fold(street) == fold(address.query) for street in address.streets)
        found = None if whole or address.house_number else self.districts.spot(address.query)
        return found is not None and (found.start, found.end) == (0, len(address.query))

    def _streams(self, text: str) -> list[Mention]:
        return [Mention("stream", m.start, m.end, m.stream.value) for m in self.streams.spot(text)]

    def _when(self, text: str) -> list[Mention]:
        when = spot_when(text)
        return [Mention("when", when.start, when.end, when.code)] if when else []

    def _rhythm(self, text: str) -> list[Mention]:
        return [Mention("rhythm", m.start, m.end, m.rhythm) for m in spot_rhythm(text)]

    def _district(self, text: str) -> list[Mention]:
        found = self.districts.spot(text)
        if found is None:
            return []
        mentions = [Mention("district", found.start, found.end, found.district)]
        if found.quarter:
            mentions.append(Mention("quarter", found.start, found.end, found.quarter))
        return mentions

    def _items(self, text: str, lemmas: Mapping[str, str] | None) -> list[Mention]:
        return [
            Mention("waste_item", m.start, m.end, m.items[0].name if m.sure else m.query)
            for m in self.waste.spot(text, lemmas, only_listed=True)
        ]


def mask(text: str, mentions: list[Mention]) -> str:
    """Replace mentions and numbers by what they are: "Hofaue 20 Papier?" -> "xadresse xtonne?"."""
    masked, position = [], 0
    for mention in sorted(_one_address(text, mentions), key=lambda m: (m.start, m.kind != "street")):
        if mention.start < position:
            continue
        masked += [text[position : mention.start], " ", _mask_word(mention), " "]
        position = mention.end
    masked.append(text[position:])
    plain = re.sub(r"\d+", "0", "".join(masked))
    return f"{plain} xschrift" if _OTHER_SCRIPT.search(text) else plain


def _one_address(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with street and house number as one, where hardly anything stands between them."""
    found = {mention.kind: mention for mention in mentions}
    street, number = found.get("street"), found.get("house_number")
    if not street or not number:
        return mentions
    first, last = sorted((street, number), key=lambda m: m.start)
    if len(text[first.end : last.start].split()) > _BETWEEN_STREET_AND_NUMBER:
        return mentions
    whole = Mention("street", first.start, max(first.end, last.end), street.value)
    return [whole, *(mention for mention in mentions if mention not in (street, number))]


def _mask_word(mention: Mention) -> str:
    word = _MASKS[mention.kind]
    if mention.kind == "stream" and mention.value in _TELLING_STREAMS:
        return f"{word} {mention.value.replace('_', '')}"
    if mention.kind == "when" and mention.value.split(":")[0] in _TELLING_TIMES:
        return f"{word} {word}{mention.value.split(':')[0]}"
    return word


def _place_of_street(text: str, address: AddressMention) -> tuple[int, int]:
    """Where the street stands without its number; of a corner, or where it is put together, the whole address."""
    at = text.find(address.query, address.start, address.end) if address.query else -1
    return (at, at + len(address.query)) if at >= 0 else (address.start, address.end)


def _place_of_number(text: str, address: AddressMention, start: int, end: int) -> tuple[int, int]:
    """Where the house number stands, the place nearest to the street; of one in words, the whole address."""
    number = re.fullmatch(r"(\d+)([a-z]?)", address.house_number or "")
    if number is None:
        return address.start, address.end
    written = re.compile(rf"\b{number[1]}\s?{number[2]}(?![^\W_])", re.IGNORECASE)
    places = [m.span() for m in written.finditer(text) if m.end() <= start or m.start() >= end or not address.query]
    nearest = min(places, key=lambda place: max(start - place[1], place[0] - end), default=None)
    return nearest or (address.start, address.end)


def _take(taken: list[Mention], mentions: list[Mention]) -> None:
    """Add mentions that overlap nothing taken earlier; parts of one mention share their place."""
    before = list(taken)
    taken += [m for m in mentions if all(m.end <= t.start or t.end <= m.start for t in before)]
