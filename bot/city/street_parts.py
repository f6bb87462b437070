"""What people leave out of street names, and how they shorten the words that are left.

"Luisen" for Luisenstraße, "Diek" for Am Diek, "Ebertstraße" for Friedrich-Ebert-Straße, "N. Friedrichstr."
for Neue Friedrichstraße. A part may belong to several names; then all of them are given.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.city.street_words import LEVELS, SUFFIXES, written_out
from bot.city.text import fold_word

_SHORTEST = 2
_LONGEST_ABBREVIATION = 6
_WORD = re.compile(r"\w+")


class NameParts:
    """Parts of street names with the names that they are left of."""

    def __init__(self, words_of: Mapping[str, Sequence[str]]) -> None:
        self._by_stub: dict[str, list[str]] = defaultdict(list)
        self._by_tail: dict[str, list[str]] = defaultdict(list)
        self._by_other: dict[str, list[str]] = defaultdict(list)
        for name, parts in words_of.items():
            key = "".join(parts)
            tails = _tails(key, parts)
            for stub in _stubs(key):
                self._by_stub[stub].append(name)
            for tail in tails:
                self._by_tail[tail].append(name)
                for stub in _stubs(tail):
                    self._by_other[stub].append(name)
            if len(parts) > 1 and parts[0].endswith("er"):
                # The town or quarter that a name begins with: "Beyenburger" of Beyenburger Furt.
                self._by_other[parts[0]].append(name)

    def ending(self, key: str) -> tuple[str, ...]:
        """Names whose last words are these, for people who leave out a first name ("Ebertstraße")."""
        return tuple(self._by_tail.get(key, ()))

    def any(self, key: str) -> tuple[str, ...]:
        """Names that this is a part of in whatever way ("Freiheit", "Beyenburger")."""
        most_likely = (*self._by_stub.get(key, ()), *self._by_tail.get(key, ()))
        if most_likely and not key.endswith("er"):
            return tuple(dict.fromkeys(most_likely))
        return tuple(dict.fromkeys((*most_likely, *self._by_other.get(key, ()))))

    def abbreviated(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Names whose first words begin like these and whose last words are these ("n", "friedrichstrasse")."""
        for size in range(1, len(parts)):
            openings, tail = parts[:size], "".join(parts[size:])
            if any(len(opening) < _LONGEST_ABBREVIATION for opening in openings):
                names = tuple(n for n in self._by_tail.get(tail, ()) if _opened_by(name_words(n), openings, tail))
                if names:
                    return names
        return ()

    def endings(self) -> list[str]:
        """All last words that look like a street by themselves."""
        return [tail for tail in self._by_tail if tail.endswith(SUFFIXES)]


def name_words(name: str) -> list[str]:
    """The folded words of a name, abbreviations written out."""
    folded = (fold_word(word) for word in _WORD.findall(name))
    return [written_out(word) for word in folded if word]


def _opened_by(parts: Sequence[str], openings: Sequence[str], tail: str) -> bool:
    if "".join(parts[len(openings) :]) != tail:
        return False
    return all(part.startswith(opening) for part, opening in zip(parts, openings, strict=False))


def _stubs(key: str) -> list[str]:
    """What is left of a name when people leave out "Straße"."""
    if not key.endswith(SUFFIXES):
        return []
    without_end = [key.removesuffix(end) for end in SUFFIXES if key.endswith(end)]
    return [stub for stub in without_end if len(stub) > _SHORTEST]


def _tails(key: str, parts: Sequence[str]) -> list[str]:
    """The last words of a name, as long as they tell more than "Straße"; also Grünewalder of "Obergrünewalder"."""
    tails = ["".join(parts[first:]) for first in range(1, len(parts))]
    if key.startswith(LEVELS):
        tails += [key.removeprefix(level) for level in LEVELS if key.startswith(level)]
    return [tail for tail in tails if tail not in SUFFIXES and len(tail) > _SHORTEST]
