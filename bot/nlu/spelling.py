"""Reads a misspelled word as the known one it is a slip or two away from; knows only the words it was given."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5
# Rarer words may be slips themselves.
_OFTEN = 3
_REMEMBERED = 4096


class Spelling:
    """Words as they are written, and those that others are corrected to."""

    def __init__(
        self, known: Iterable[str], often: Iterable[str], *, shortest: int = _SHORTEST, two_slips_from: int = 0
    ) -> None:
        """Know words; only those that occur often are what a misspelled one can mean.

        Args:
            shortest: how long a word must be to be corrected.
            two_slips_from: how long it must be to be corrected by two slips; 0 for never.
        """
        self.known = frozenset(known)
        self.often = sorted(often)
        self._shortest = shortest
        self._two_slips_from = two_slips_from
        self.word = lru_cache(_REMEMBERED)(self._look_up)

    @classmethod
    def learn(cls, texts: Iterable[str], right: Iterable[str] = ()) -> "Spelling":
        """Know the words of texts that were folded before; those of `right` are not corrected to, but left alone."""
        count = Counter(word for text in texts for word in set(text.split()))
        known = {*count, *(word for text in right for word in text.split())}
        return cls(known, (word for word, times in count.items() if times >= _OFTEN and len(word) >= _SHORTEST))

    def correct(self, text: str) -> str:
        """Give a folded text with its unknown words read as known ones, where one slip lies between."""
        return " ".join(self.word(word) for word in text.split())

    def _look_up(self, word: str) -> str:
        if word in self.known or len(word) < self._shortest:
            return word
        slips = 2 if self._two_slips_from and len(word) >= self._two_slips_from else 1
        hit = process.extractOne(word, self.often, scorer=OSA.distance, score_cutoff=slips)
        return hit[0] if hit else word
