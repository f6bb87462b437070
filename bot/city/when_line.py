"""A message as the readers of time see it: its words with slips in words of time mended. Knows no meaning."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.city import when_words as say
from bot.city.text import Word, words

# What a reader found: the code, "" for nothing, and how many words belong to it.
Read = tuple[str, int]
NOTHING: Read = ("", 0)
# Shorter words have neighbours that mean something else ("Wolke", "Monat").
_SHORTEST = 6
_MENDABLE = tuple(sorted(word for word in say.MENDABLE if len(word) >= _SHORTEST))


@dataclass(frozen=True)
class Line:
    """A message.

    Attributes:
        text: as it was written.
        words: its words with their places.
        folded: the words for comparing, slips in words of time mended ("übermorgn").
    """

    text: str
    words: tuple[Word, ...]
    folded: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Line":
        """Take a message."""
        found = tuple(words(text))
        return cls(text, found, tuple(_mended(word.folded) for word in found))

    def __len__(self) -> int:
        return len(self.words)

    def at(self, position: int) -> str:
        """The folded word at a position, "" outside the text."""
        return self.folded[position] if 0 <= position < len(self.folded) else ""

    def written(self, position: int) -> str:
        """The word at a position as it was written, "" outside the text."""
        return self.words[position].text if 0 <= position < len(self.words) else ""

    def gap(self, position: int) -> str:
        """What stands between a word and the next one, or the end."""
        end = self.words[position + 1].start if position + 1 < len(self.words) else len(self.text)
        return self.text[self.words[position].end : end]

    def skip(self, position: int, passed: Iterable[str]) -> int:
        """The position, or the next one if a word that may be passed over stands there."""
        return position + (self.at(position) in passed)


def read_first(readers: Iterable[Callable[[Line, int], Read]], line: Line, position: int) -> Read:
    """What the first reader finds that finds something."""
    return next((found for read in readers if (found := read(line, position))[0]), NOTHING)


@lru_cache(maxsize=4096)
def _mended(folded: str) -> str:
    """The word of time that is one slip away and begins alike, unless the word is one of its own."""
    if len(folded) < _SHORTEST - 1 or folded in say.VOCABULARY or folded in say.NO_SLIPS or folded.isdigit():
        return folded
    alike = process.extract(folded, _MENDABLE, scorer=OSA.distance, score_cutoff=1, limit=None)
    return next((word for word, _, _ in alike if word[0] == folded[0]), folded)
