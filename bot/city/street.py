"""The city's streets: finding one however it is written, and the pickup area of an address.

Does not know sentences; spotting an address inside a question is `bot.city.address`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.city.errors import CalendarMissing, HouseNumberInvalid, HouseNumberNeeded, StreetAmbiguous, StreetUnknown
from bot.city.street_elsewhere import common_elsewhere, common_word, first_name
from bot.city.street_index import NearKeys, plain
from bot.city.street_parts import NameParts, name_words
from bot.city.street_sound import sound
from bot.city.street_words import CORNER, SUFFIXES, core
from bot.city.text import without_umlauts

_HOUSE_NUMBER = re.compile(r"([1-9]\d{0,3})\s*([a-z])?")
_MOST_CANDIDATES = 4
_NEAR_ENOUGH_TO_SUGGEST = 0.55
_SHORTEST_PLAIN = 5
_SHORTEST_ENDING = 4
_SIDES = 2
_LONG = 8


@dataclass(frozen=True)
class StreetPart:
    """A stretch of a street that belongs to one pickup area.

    Attributes:
        first, last: house numbers, both included; None = from the start / to the end.
        parity: "odd", "even" or None for both sides.
    """

    area: str
    first: int | None = None
    last: int | None = None
    parity: str | None = None

    def contains(self, number: int) -> bool:
        """Tell whether a house number lies in this stretch."""
        if self.first is not None and number < self.first:
            return False
        if self.last is not None and number > self.last:
            return False
        return self.parity is None or (self.parity == "even") == (number % 2 == 0)


@dataclass(frozen=True)
class Street:
    """A street with its quarter and district; more than one part means the house number decides."""

    name: str
    quarter: str
    district: str
    parts: tuple[StreetPart, ...]

    @cached_property
    def key(self) -> str:
        """What all spellings of the name have in common."""
        return street_key(self.name)

    def area(self, house_number: str | None) -> str:
        """Give the pickup area of an address in this street.

        Raises:
            HouseNumberNeeded: the street is split and no number was given.
            HouseNumberInvalid: the number is none, or lies in no part.
            CalendarMissing: the street belongs to no area.
        """
        if not self.parts:
            raise CalendarMissing(self.name)
        number = None if house_number is None else read_house_number(self.name, house_number)
        if len(self.parts) == 1:
            return self.parts[0].area
        if number is None:
            raise HouseNumberNeeded(self.name)
        for part in self.parts:
            if part.contains(number):
                return part.area
        raise HouseNumberInvalid(self.name, house_number or "")


def read_house_number(street: str, text: str) -> int:
    """Read the number of "14", "14a" or "14-16" (its first).

    Raises:
        HouseNumberInvalid: "0", "abc".
    """
    match = _HOUSE_NUMBER.match(text.strip().lower())
    if not match:
        raise HouseNumberInvalid(street, text)
    return int(match.group(1))


class StreetRegister:
    """All streets, found by name."""

    def __init__(self, streets: Iterable[Street]) -> None:
        self.streets = {street.name: street for street in streets}
        words_of = {name: name_words(name) for name in self.streets}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_plain_key: dict[str, list[str]] = defaultdict(list)
        for name, parts in words_of.items():
            key = "".join(parts)
            self._by_key[key].append(name)
            self._by_plain_key[plain(key)].append(name)
        self.parts = NameParts(words_of)

    @cached_property
    def _near(self) -> NearKeys:
        """Made when a name is first misspelled, so that a long list is read quickly."""
        return NearKeys(self._by_key)

    @cached_property
    def _near_endings(self) -> NearKeys:
        """The same for last words; needed only where no whole name is near."""
        return NearKeys(e for e in self.parts.endings() if len(core(e)) > _SHORTEST_ENDING)

    def exact(self, key: str) -> tuple[str, ...]:
        """Names whose key is exactly this one, or would be without umlauts ("kolner strasse")."""
        if key in self._by_key or len(key) < _SHORTEST_PLAIN:
            return tuple(self._by_key.get(key, ()))
        names = self._by_plain_key.get(plain(key), ())
        return tuple(name for name in names if _umlauts(key) <= _umlauts(self.streets[name].key))

    def part(self, key: str) -> tuple[str, ...]:
        """Names that this is a part of."""
        return _told_apart(key, self.parts.any(key))

    def ending(self, key: str) -> tuple[str, ...]:
        """Names whose last words are these, for people who leave out a first name ("Ebertstraße")."""
        return _told_apart(key, self.parts.ending(key))

    def near(self, key: str) -> tuple[str, ...]:
        """The names with the fewest typing slips, if those are few enough to be the same word."""
        return self.nearest(key)[1]

    def nearest(self, key: str) -> tuple[int, tuple[str, ...]]:
        """What `near` finds, with the number of slips; a left out first name counts as one."""
        allowed, ended = allowed_slips(key), key.endswith(SUFFIXES)
        left_out = self.ending(key) if ended else ()
        if not allowed or common_word(key) or (common_elsewhere(key) and not left_out):
            return 0, ()
        slips, keys = self._near.closest(key, allowed)
        if all(_begins_otherwise(key, k) for k in keys):
            keys = []
        if slips != 1 and left_out:
            return 1, left_out
        names = tuple(dict.fromkeys((*(name for k in keys for name in self._by_key[k]), *left_out)))
        return (slips, names) if names else self._nearest_ending(key) if ended else (0, ())

    def _nearest_ending(self, key: str) -> tuple[int, tuple[str, ...]]:
        """Names without their first words, and with a slip in the others."""
        slips, keys = self._near_endings.closest(key, 1)
        names = tuple(dict.fromkeys(name for k in keys for name in self.parts.ending(k)))
        return (slips + 1, names) if names else (0, ())

    def similar(self, key: str) -> tuple[str, ...]:
        """Names worth offering when nothing fits, nearest first; maybe none."""
        hits = self._near.similar(key, _NEAR_ENOUGH_TO_SUGGEST, _MOST_CANDIDATES)
        names = (*self.parts.any(key), *(name for k in hits for name in self._by_key[k]))
        return tuple(dict.fromkeys(names))[:_MOST_CANDIDATES]

    def find(self, text: str) -> Street:
        """Find the street somebody means.

        Raises:
            StreetAmbiguous: several fit equally well, or a corner was named.
            StreetUnknown: none fits; carries the nearest names.
        """
        names = self._fitting(text) or self._of_corner(text)
        if len(names) == 1:
            return self.streets[names[0]]
        if names:
            raise StreetAmbiguous(text, names[:_MOST_CANDIDATES])
        key = street_key(text)
        raise StreetUnknown(text, self.similar(key) if key else ())

    def _fitting(self, text: str) -> tuple[str, ...]:
        key, parts = street_key(text), name_words(text)
        if names := self.exact(key) or self.parts.abbreviated(parts):
            return names
        # With "Straße" a slip is as likely as a first name left out: "Wagnerstr." may be the Wegnerstraße.
        return self.near(key) or self.part(key) if key.endswith(SUFFIXES) else self.part(key) or self.near(key)

    def _of_corner(self, text: str) -> tuple[str, ...]:
        """The streets of "Gathe Ecke Karlstraße"."""
        sides = [side for side in CORNER.split(text) if side.strip()]
        if len(sides) < _SIDES:
            return ()
        return tuple(dict.fromkeys(name for side in sides for name in self._fitting(side)))


def street_key(text: str) -> str:
    """Make street names comparable: "Fr.-Ebert-Str." and "friedrich ebert strasse" share one key."""
    return "".join(name_words(text))


def _umlauts(key: str) -> int:
    """How many umlauts a key has, which people leave out but do not add: Händelstraße is not the Handelstraße."""
    return len(key) - len(without_umlauts(key))


def _told_apart(key: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Without a single name where most towns have a street called like its part; but a person's may be shortened."""
    if len(names) == 1 and common_elsewhere(key) and ("-" not in names[0] or first_name(key)):
        return ()
    return names


def _begins_otherwise(key: str, other: str) -> bool:
    """Whether two short names differ in their first letter alone: Dieselstraße is another street than Kieselstraße."""
    short = len(core(other)) < _LONG
    return short and plain(key)[1:] == plain(other)[1:] and sound(key)[:1] != sound(other)[:1]


def allowed_slips(key: str) -> int:
    """How many slips still make the same name; what many names share does not count."""
    length = len(core(key))
    if length < 3 or len(plain(key)) < 4:
        return 0
    if length < 9:
        return 1
    return 2 if length < 16 else 3
