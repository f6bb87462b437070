"""Names near to a misspelled one, among very many: looks only at those that can be near.

To compare with every name of 60,000 takes tens of milliseconds. But of three slips at most one is in the first
five letters, or at most one in the last five: a near name shares with what was typed what is left of either
when one letter is left out. Only where both ends are the same letters, two slips in them may be missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city.street_sound import sound
from bot.city.text import without_umlauts

_EDGE = 5
_MOST = 8
_SHORT_LIST = 3000
# Slips before these endings are told apart from slips in them; without that most names would end alike.
_END = "strase"
_ENDS = (_END, "weg", "platz", "allee")
_SLIPS_IN_END = 2


class NearKeys:
    """Street keys, found by what was typed with slips."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = list(dict.fromkeys(keys))
        self._plain = [plain(key) for key in self._keys]
        self._sounds = [sound(key) for key in self._keys]
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._by_edge: dict[str, list[int]] = defaultdict(list)
        self._edges: dict[str, list[str]] = defaultdict(list)
        for position, key in enumerate(self._plain):
            self._by_sound[self._sounds[position]].append(position)
            for edge in _edges(key):
                self._by_edge[edge].append(position)
        for edge in self._by_edge:
            for shorter in _shortened(edge):
                self._edges[shorter].append(edge)

    def closest(self, key: str, allowed: int) -> tuple[int, list[str]]:
        """The keys with the fewest slips, if there are any with as few as allowed.

        What sounds the same has one slip, be it three letters that differ.
        """
        if allowed < 1:
            return 0, []
        typed, heard = plain(key), sound(key)
        candidates = self._candidates(typed)
        slips = dict.fromkeys(self._by_sound.get(heard, ()), 1)
        for written, spellings, more in ((typed, self._plain, 0), (key, self._keys, 0), (heard, self._sounds, 1)):
            if candidates and allowed >= more:
                choices = {position: spellings[position] for position in candidates}
                for position, distance in _near(written, choices, allowed - more):
                    slips[position] = min(slips.get(position, allowed), distance + more)
        best = min(slips.values(), default=0)
        return best, [self._keys[position] for position, count in slips.items() if count == best][:_MOST]

    def similar(self, key: str, least: float, most: int) -> list[str]:
        """Keys worth offering when none is near, the most similar first.

        Of a short list all are compared; of a long one there are enough that begin or end alike.
        """
        short = len(self._keys) <= _SHORT_LIST
        positions: Iterable[int] = range(len(self._keys)) if short else self._candidates(plain(key))
        choices = {position: self._keys[position] for position in positions}
        hits = process.extract(key, choices, scorer=OSA.normalized_similarity, score_cutoff=least, limit=most)
        return [found for found, _, _ in hits]

    def _candidates(self, typed: str) -> set[int]:
        sides = (*_edges(typed), *_before_misspelled_end(typed))
        alike = {edge for side in sides for shorter in _shortened(side) for edge in self._edges.get(shorter, ())}
        return {position for edge in alike for position in self._by_edge[edge]}


def plain(key: str) -> str:
    """The key without what a slip would count twice: umlauts and ß are written as two letters."""
    return without_umlauts(key).replace("ss", "s")


def _near(typed: str, choices: dict[int, str], allowed: int) -> list[tuple[int, int]]:
    hits = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=allowed, limit=_MOST)
    return [(position, int(distance)) for _, distance, position in hits]


def _edges(key: str) -> tuple[str, str]:
    """The first and the last letters, each with a sign for its side."""
    body = key
    if key.endswith(_ENDS):
        body = next(key.removesuffix(end) for end in _ENDS if key.endswith(end)) or key
    return "^" + key[:_EDGE], "$" + body[-_EDGE:]


def _before_misspelled_end(typed: str) -> Iterator[str]:
    """The last letters before what may be "strase" with slips, which leave the others fewer of them."""
    if typed.endswith(_ENDS) or len(typed) < _EDGE + len(_END):
        return
    for size in range(len(_END) - _SLIPS_IN_END, len(_END) + _SLIPS_IN_END + 1):
        if OSA.distance(typed[-size:], _END) <= _SLIPS_IN_END:
            yield "$" + typed[:-size][-_EDGE:]


def _shortened(edge: str) -> set[str]:
    """An edge without each of its letters; a short one, which may be all there is, also as it is."""
    shorter = {edge[:i] + edge[i + 1 :] for i in range(1, len(edge))}
    return shorter | {edge} if len(edge) <= _EDGE else shorter
