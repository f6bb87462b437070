"""A text as the search for addresses sees it: its words, and what surrounds them. Knows no streets and no numbers."""

import re
from collections.abc import Iterator
from itertools import accumulate

from bot.city import address_words as say
from bot.city.stopwords import STOPWORDS
from bot.city.street_words import written_out
from bot.city.text import Word, fold_word, words

_LONGEST_NAME = 5
_SHORTEST_NAME = 5
# "Hofaue20", "Nr7", "12Hofaue"; short letters before digits are names of other things ("a4", "co2").
_GLUED = re.compile(r"([^\W\d]{3,}|[Nn]r)(\d{1,4}[a-z]?)|(\d{1,4})([^\W\d]{4,})")
_NO_NAMES = STOPWORDS | say.NO_STREETS | say.LOCATIVE


class Sentence:
    """A text split into words, with what has to be known about the surroundings of an address."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [part for word in words(text) for part in _unglued(word)]
        self.folded = [word.folded for word in self.words]
        self._parts = [self._written_out(position) for position in range(len(self.words))]
        # How many words with digits stand before each, so that a run of words is quickly told to have none.
        self._digits_before = [0, *accumulate(folded[0].isdigit() for folded in self.folded)]
        shortened = (len(word) == 1 or self.between(p).startswith(".") for p, word in enumerate(self.folded))
        self._short_before = [0, *accumulate(shortened)]
        self.about_address = not say.ADDRESS_TALK.isdisjoint(self.folded)
        self.about_pickup = self.about_address or not say.PICKUP_TALK.isdisjoint(self.folded)

    def _written_out(self, position: int) -> str:
        """A word without abbreviation; "St." behind a name is short for "Straße", before one for "Sankt"."""
        folded = self.folded[position]
        if folded.endswith("st") and self.between(position).startswith("."):
            following = self.folded[position + 1 : position + 2]
            closing = position > 0 and (not following or following[0][0].isdigit())
            if closing if folded == "st" else len(folded) > _SHORTEST_NAME:
                return folded + "rasse"
        return written_out(folded)

    def windows(self) -> Iterator[tuple[int, int]]:
        """All runs of words without a number among them, longest first."""
        for size in range(min(_LONGEST_NAME, len(self.words)), 0, -1):
            for first in range(len(self.words) - size + 1):
                if self.may_be_one(first, first + size):
                    yield first, first + size

    def windows_from(self, first: int) -> Iterator[tuple[int, int]]:
        """The runs of words that begin here, longest first."""
        for last in range(min(first + _LONGEST_NAME, len(self.words)), first, -1):
            if self.may_be_one(first, last):
                yield first, last

    def windows_until(self, last: int) -> Iterator[tuple[int, int]]:
        """The runs of words that end here, longest first."""
        for first in range(max(0, last - _LONGEST_NAME), last):
            if self.may_be_one(first, last):
                yield first, last

    def may_be_one(self, first: int, last: int) -> bool:
        """Whether no number stands within a run of words."""
        return self._digits_before[first] == self._digits_before[last]

    def key(self, first: int, last: int) -> str:
        """The street key of a run of words."""
        return "".join(self._parts[first:last])

    def parts(self, first: int, last: int) -> list[str]:
        """The words of a run, abbreviations written out."""
        return self._parts[first:last]

    def before(self, first: int) -> str:
        """The folded word before a position, "" at the start."""
        return self.folded[first - 1] if first else ""

    def between(self, position: int) -> str:
        """The signs between a word and the next one; after the last word all that follows."""
        end = self.words[position + 1].start if position + 1 < len(self.words) else len(self.text)
        return self.text[self.words[position].end : end]

    def ends_clause(self, position: int) -> bool:
        """Whether nothing belongs to this word that comes after it."""
        return position + 1 >= len(self.words) or any(sign in ",;:?!()\n" for sign in self.between(position))

    def abbreviates(self, first: int, last: int) -> bool:
        """Whether the run begins with a shortened word: "N. Friedrichstr.", "w hedtmann str"."""
        if last - first < 2 or (first and self.folded[first - 1][0].isdigit()):
            return False
        return self._short_before[first] < self._short_before[last - 1]

    def hyphened(self, first: int) -> bool:
        """Whether a hyphen joins a word to the one before it: "Benz" in "Carl-Benz-Straße"."""
        return first > 0 and self.between(first - 1) == "-" and not self.folded[first - 1][0].isdigit()

    def cut_off(self, first: int, last: int) -> bool:
        """Whether a run of words leaves out the beginning of a name: "Koch Straße" of "Robert Koch Straße"."""
        if not first:
            return False
        if self.hyphened(first):
            return True
        before = self.words[first - 1]
        if before.folded in _NO_NAMES:
            return False
        separate = self.folded[last - 1] in say.SEPARATE_ENDINGS and last - first == 2
        if separate:
            return before.text[0].isupper() and not self.folded[first].endswith("er")
        # "Rottsieper Höhe"
        return last - first == 1 and before.folded.endswith("er") and before.text[0].isupper()

    def placed(self, first: int) -> bool:
        """Whether "in/an/auf (der)" stands before."""
        before = self.before(first)
        return before in say.PLACING or (before in ("der", "dem", "den") and self.before(first - 1) in say.PLACING)


def _unglued(word: Word) -> list[Word]:
    """The word, or the two that a number and a name written together are."""
    match = _GLUED.fullmatch(word.text)
    if not match:
        return [word]
    cut = match.end(1) if match.group(1) else match.end(3)
    sides = ((word.text[:cut], word.start), (word.text[cut:], word.start + cut))
    return [Word(text, fold_word(text), start, start + len(text)) for text, start in sides]
