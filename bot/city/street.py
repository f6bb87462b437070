"""The city's streets: finding one however it is written, and the pickup area of an address.

Does not know sentences; spotting an address inside a question is `bot.city.address`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.errors import HouseNumberInvalid, HouseNumberNeeded, StreetAmbiguous, StreetUnknown
from bot.city.street_words import SUFFIXES, common_elsewhere, core, written_out
from bot.city.text import without_umlauts, words

_HOUSE_NUMBER = re.compile(r"([1-9]\d{0,3})\s*([a-z])?")
_MOST_CANDIDATES = 4
_NEAR_ENOUGH_TO_SUGGEST = 0.55
_SHORTEST_PLAIN = 5
_SHORTEST_STUB = 2
_EDGE = 4


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

    def area(self, house_number: str | None) -> str:
        """Give the pickup area of an address in this street.

        Raises:
            HouseNumberNeeded: the street is split and no number was given.
            HouseNumberInvalid: the number is none, or lies in no part.
        """
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
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_plain_key: dict[str, list[str]] = defaultdict(list)
        self._by_stub: dict[str, list[str]] = defaultdict(list)
        self._by_tail: dict[str, list[str]] = defaultdict(list)
        for name in self.streets:
            key = street_key(name)
            self._by_key[key].append(name)
            self._by_plain_key[_plain(key)].append(name)
            for stub in _stubs(key):
                self._by_stub[stub].append(name)
            for tail in _tails(name):
                self._by_tail[tail].append(name)
        self._keys = list(self._by_key)
        self._plain_keys = list(self._by_plain_key)
        self._tails = [tail for tail in self._by_tail if tail.endswith(SUFFIXES) and len(core(tail)) > _SHORTEST_STUB]
        edges = [*self._plain_keys, *map(_plain, self._tails)]
        self._beginnings = {key[:_EDGE] for key in edges}
        self._endings = {key[-_EDGE:] for key in edges}

    def exact(self, key: str) -> tuple[str, ...]:
        """Names whose key is exactly this one, or would be without umlauts ("kolner strasse")."""
        if key in self._by_key or len(key) < _SHORTEST_PLAIN:
            return tuple(self._by_key.get(key, ()))
        names = self._by_plain_key.get(_plain(key), ())
        closer = [name for name in names if without_umlauts(street_key(name)) == without_umlauts(key)]
        return tuple(closer or names)

    def without_suffix(self, key: str) -> tuple[str, ...]:
        """Names that become this key when "Straße", "Weg" … is left out ("kölner" -> Kölner Straße)."""
        return tuple(self._by_stub.get(key, ()))

    def ending(self, key: str) -> tuple[str, ...]:
        """Names whose last words are these, for people who leave out a first name ("Ebertstraße")."""
        return () if common_elsewhere(key) else tuple(self._by_tail.get(key, ()))

    def near(self, key: str) -> tuple[str, ...]:
        """The names with the fewest typing slips, if those are few enough to be the same word."""
        return self.nearest(key)[1]

    def nearest(self, key: str) -> tuple[int, tuple[str, ...]]:
        """What `near` finds, with the number of slips; a left out first name counts as one."""
        plain, allowed = _plain(key), _allowed_slips(key)
        if not allowed or common_elsewhere(key) or not self._begins_or_ends_alike(plain):
            return 0, ()
        slips, keys = _closest(plain, self._plain_keys, allowed)
        names = [name for k in keys for name in self._by_plain_key[k]]
        # Where the slip is in the umlaut itself, the spelled out form is nearer.
        fewer, keys = _closest(key, self._keys, slips - 1 if names else allowed)
        names = [name for k in keys for name in self._by_key[k]] or names
        if names:
            return fewer or slips, tuple(names)
        slips, keys = _closest(key, self._tails, 1)
        if not keys:
            return 0, ()
        return slips + 1, tuple(dict.fromkeys(name for k in keys for name in self._by_tail[k]))

    def _begins_or_ends_alike(self, plain: str) -> bool:
        """One slip leaves the beginning or the end of a long name as it is; most words share neither."""
        if len(plain) <= 2 * _EDGE:
            return True
        return plain[:_EDGE] in self._beginnings or plain[-_EDGE:] in self._endings

    def similar(self, key: str) -> tuple[str, ...]:
        """Names worth offering when nothing fits, nearest first; maybe none."""
        hits = process.extract(
            key,
            self._keys,
            scorer=OSA.normalized_similarity,
            score_cutoff=_NEAR_ENOUGH_TO_SUGGEST,
            limit=_MOST_CANDIDATES,
        )
        return tuple(name for k, _, _ in hits for name in self._by_key[k])

    def find(self, text: str) -> Street:
        """Find the street somebody means.

        Raises:
            StreetAmbiguous: several fit equally well.
            StreetUnknown: none fits; carries the nearest names.
        """
        key = street_key(text)
        for names in (self.exact(key), self.without_suffix(key), self.near(key), self.ending(key)):
            if len(names) == 1:
                return self.streets[names[0]]
            if names:
                raise StreetAmbiguous(text, names[:_MOST_CANDIDATES])
        raise StreetUnknown(text, self.similar(key) if key else ())


def street_key(text: str) -> str:
    """Make street names comparable: "Fr.-Ebert-Str." and "friedrich ebert strasse" share one key."""
    return "".join(written_out(word.folded) for word in words(text))


def _allowed_slips(key: str) -> int:
    """How many slips still make the same name; what many names share does not count."""
    length = len(core(key))
    if length < 3 or len(_plain(key)) < 4:
        return 0
    if length < 9:
        return 1
    return 2 if length < 16 else 3


def _plain(key: str) -> str:
    """The key without what a slip would count twice: umlauts and ß are written as two letters."""
    return without_umlauts(key).replace("ss", "s")


def _closest(key: str, keys: list[str], allowed: int) -> tuple[int, list[str]]:
    if allowed < 1:
        return 0, []
    hits = process.extract(key, keys, scorer=OSA.distance, score_cutoff=allowed, limit=_MOST_CANDIDATES)
    best = min((distance for _, distance, _ in hits), default=0)
    return best, [found for found, distance, _ in hits if distance == best]


def _stubs(key: str) -> list[str]:
    """What is left of a name when people leave out "Straße" or "Am"."""
    without_end = [key.removesuffix(end) for end in SUFFIXES if key.endswith(end)]
    return [stub for stub in without_end if len(stub) > _SHORTEST_STUB]


def _tails(name: str) -> list[str]:
    """The last words of a name, as long as they tell more than "Straße"."""
    parts = [written_out(word.folded) for word in words(name)]
    tails = ["".join(parts[first:]) for first in range(1, len(parts))]
    return [tail for tail in tails if tail not in SUFFIXES and len(tail) > _SHORTEST_STUB]
