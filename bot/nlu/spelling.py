"""Reads a misspelled word as the known one it is a single slip away from; knows only the words it was given."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5
# Rarer words may be slips themselves.
_OFTEN = 3
_REMEMBERED = 4096


class Spelling:
    """Words as they are written, and those that others are corrected to."""

    def __init__(self, known: Iterable[str], often: Iterable[str]) -> None:
        """Know words; only those that occur often are what a misspelled one can mean."""
        self.known = frozenset(known)
        self.often = sorted(often)
        self._correct = lru_cache(_REMEMBERED)(self._look_up)

    @classmethod
    def learn(cls, texts: Iterable[str], right: Iterable[str] = ()) -> "Spelling":
        """Know the words of texts that were folded before; those of `right` are not corrected to, but left alone."""
        count = Counter(word for text in texts for word in set(text.split()))
        known = {*count, *(word for text in right for word in text.split())}
        return cls(known, (word for word, times in count.items() if times >= _OFTEN and len(word) >= _SHORTEST))

    def correct(self, text: str) -> str:
        """Give a folded text with its unknown words read as known ones, where one slip lies between."""
        return " ".join(self._correct(word) for word in text.split())

    def correct_all(self, texts: Sequence[str]) -> list[str]:
        """Correct many texts."""
        return [self.correct(text) for text in texts]

    def _look_up(self, word: str) -> str:
        if word in self.known or len(word) < _SHORTEST:
            return word
        hit = process.extractOne(word, self.often, scorer=OSA.distance, score_cutoff=1)
        return hit[0] if hit else word
