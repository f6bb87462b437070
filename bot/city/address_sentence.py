"""A text as the search for addresses sees it: its words, what surrounds them, and the house number behind a word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.city import address_words as say
from bot.city.number import read_number
from bot.city.stopwords import STOPWORDS
from bot.city.street_words import written_out
from bot.city.text import Word, words

_LONGEST_NAME = 5
_YEAR = re.compile(r"(19|20)\d\d")
# "3.12." is a date, "19:30" a time, "1. Stock" a floor, "50+" an age, "30-Zone" a word.
_OTHER_NUMBER = re.compile(r"\.\s?\d|[:,]\d|\.\s?[a-zäöü]|\+|-[A-Za-z]{2}")


@dataclass(frozen=True)
class Reading:
    """Words `first` to `last` (excluded) read as a street; `end` is where the house number ends in the text."""

    first: int
    last: int
    names: tuple[str, ...]
    number: str | None
    end: int
    slips: int = 0


class Sentence:
    """A text split into words, with what has to be known about the surroundings of an address."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.folded = [word.folded for word in self.words]
        self._parts = [written_out(folded) for folded in self.folded]
        self.about_address = not say.ADDRESS_TALK.isdisjoint(self.folded)

    def windows(self) -> Iterator[tuple[int, int]]:
        """All runs of words without a number among them, longest first."""
        for size in range(min(_LONGEST_NAME, len(self.words)), 0, -1):
            for first in range(len(self.words) - size + 1):
                if not any(folded[0].isdigit() for folded in self.folded[first : first + size]):
                    yield first, first + size

    def key(self, first: int, last: int) -> str:
        """The street key of a run of words."""
        return "".join(self._parts[first:last])

    def before(self, first: int) -> str:
        """The folded word before a position, "" at the start."""
        return self.folded[first - 1] if first else ""

    def cut_off(self, first: int, last: int) -> bool:
        """Whether a run of words leaves out the beginning of a name: "Koch Straße" of "Robert Koch Straße"."""
        if not first:
            return False
        before = self.words[first - 1]
        if self.text[before.end : self.words[first].start] == "-":
            return True
        named = before.text[0].isupper() and before.folded not in STOPWORDS | say.NO_STREETS | say.LOCATIVE
        separate = self.folded[last - 1] in say.SEPARATE_ENDINGS and last - first == 2
        return named and separate and not self.folded[first].endswith("er")

    def read(self, first: int, last: int, names: tuple[str, ...], slips: int = 0) -> Reading:
        """Take a run of words for a street, with the number that follows."""
        number, end = self.house_number(last)
        return Reading(first, last, names, number, end, slips)

    def nearly_all(self, reading: Reading) -> bool:
        """Whether there is hardly more in the text than this street."""
        others = len(self.words) - (reading.last - reading.first) - (1 if reading.number else 0)
        return others <= 1

    def placed(self, first: int) -> bool:
        """Whether "in/an/auf (der)" stands before."""
        before = self.before(first)
        return before in say.PLACING or (before in ("der", "dem", "den") and self.before(first - 1) in say.PLACING)

    def house_number(self, position: int) -> tuple[str | None, int]:
        """Read a house number that starts at a word; gives it and where it ends in the text."""
        if position < len(self.words) and self.folded[position] in say.NUMBER_WORDS:
            position += 1
        if position >= len(self.words):
            return None, 0
        word = self.words[position]
        following = self.words[position + 1] if position + 1 < len(self.words) else None
        if following and (following.folded in say.UNITS or following.folded.startswith("jaehrig")):
            return None, 0
        if re.fullmatch(r"\d{1,4}[a-z]?", word.folded):
            return self._digits(word, following)
        value = read_number(word.text)
        if value is None or word.folded.isdigit():
            return None, 0
        return self._with_letter(str(value), word, following)

    def _digits(self, word: Word, following: Word | None) -> tuple[str | None, int]:
        if _OTHER_NUMBER.match(self.text, word.end) or _YEAR.fullmatch(word.folded):
            return None, 0
        if re.search(r"\d[.:,]\s?$", self.text[: word.start]):
            return None, 0
        if word.folded in say.EMERGENCY_NUMBERS or (word.folded[0] == "0" and len(word.folded) > 1):
            return None, 0
        return self._with_letter(word.folded, word, following)

    def _with_letter(self, number: str, word: Word, following: Word | None) -> tuple[str, int]:
        if following is None:
            return number, word.end
        between = self.text[word.end : following.start]
        if between.strip() == "" and number.isdigit() and re.fullmatch(r"[a-h]", following.folded):
            return number + following.folded, following.end
        if re.fullmatch(r"\s?[-–/]\s?", between) and re.fullmatch(r"\d{1,4}[a-z]?", following.folded):
            return number, following.end
        return number, word.end
