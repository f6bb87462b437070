"""Spotting an address inside what a resident wrote: street as written, what it may mean, house number.

Decides only where an address stands and which streets fit; asking back is left to the caller.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.city import address_words as say
from bot.city.number import read_number
from bot.city.stopwords import STOPWORDS
from bot.city.street import StreetRegister, street_key
from bot.city.street_words import OPENINGS, core, written_out
from bot.city.text import Word, words

_LONGEST_NAME = 5
_YEAR = re.compile(r"(19|20)\d\d")
# "3.12." is a date, "19:30" a time, "1. Stock" a floor, "50+" an age.
_OTHER_NUMBER = re.compile(r"\.\s?\d|[:,]\d|\.\s?[a-zäöü]|\+")
_BARE_ANSWER = 4
_ANSWER = 6


@dataclass(frozen=True)
class AddressMention:
    """An address as somebody wrote it.

    Attributes:
        query: the street as written; empty when only a house number was given.
        streets: names that fit; one = sure, several = ask, none = unknown.
        house_number: "14" or "14a" in lower case, None when not given.
    """

    start: int
    end: int
    query: str
    streets: tuple[str, ...]
    house_number: str | None


def spot_address(text: str, register: StreetRegister) -> AddressMention | None:
    """Find the address in a text, the surest reading first; None when there is none."""
    sentence = _Sentence(text)
    reading = _exact(sentence, register) or _approximate(sentence, register) or _unknown(sentence)
    return sentence.mention(reading) if reading else _number_only(sentence)


def spot_house_number(text: str) -> str | None:
    """Read the number of a short answer to "which house number?" ("14", "die 14a", "nein, zwölf").

    Only for an answer to that question: elsewhere a bare number may be an age or an amount.
    """
    sentence = _Sentence(text)
    if len(sentence.words) > _BARE_ANSWER:
        return None
    numbers = (sentence.house_number(position)[0] for position in range(len(sentence.words)))
    return next((number for number in numbers if number), None)


@dataclass(frozen=True)
class _Reading:
    """Words `first` to `last` (excluded) read as a street; `end` is where the house number ends in the text."""

    first: int
    last: int
    names: tuple[str, ...]
    number: str | None
    end: int
    slips: int = 0


class _Sentence:
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

    def read(self, first: int, last: int, names: tuple[str, ...], slips: int = 0) -> _Reading:
        """Take a run of words for a street, with the number that follows."""
        number, end = self.house_number(last)
        return _Reading(first, last, names, number, end, slips)

    def nearly_all(self, reading: _Reading) -> bool:
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

    def mention(self, reading: _Reading) -> AddressMention:
        """Give a reading its place in the text."""
        start, street_end = self.words[reading.first].start, self.words[reading.last - 1].end
        query = self.text[start:street_end]
        return AddressMention(start, max(reading.end, street_end), query, reading.names, reading.number)


def _exact(sentence: _Sentence, register: StreetRegister) -> _Reading | None:
    readings = []
    for first, last in sentence.windows():
        key = sentence.key(first, last)
        names = register.exact(key)
        # "Mirker" is more than "In der Mirke" when "Straße" follows.
        if names and not (last < len(sentence.words) and sentence.folded[last] in ("str", "strasse", "weg", "platz")):
            reading = sentence.read(first, last, names)
            if _meant_as_street(sentence, reading, key):
                readings.append(reading)
    if not readings:
        return None
    # "Nicht Hofaue, sondern Gathe 5": what is denied comes last, what has a number first.
    best = min(readings, key=lambda r: (_denied(sentence, r), r.number is None, r.first - r.last, r.first))
    return _longer(sentence, register, best) or best


def _meant_as_street(sentence: _Sentence, reading: _Reading, key: str) -> bool:
    if reading.number:
        return True
    if key in say.QUARTERS_TOO:
        return False
    if key not in say.EVERYDAY or sentence.nearly_all(reading):
        return True
    opened = sentence.folded[reading.first] in OPENINGS
    return sentence.about_address and (opened or sentence.placed(reading.first))


def _denied(sentence: _Sentence, reading: _Reading) -> bool:
    return "nicht" in sentence.folded[max(0, reading.first - 3) : reading.first]


def _longer(sentence: _Sentence, register: StreetRegister, inner: _Reading) -> _Reading | None:
    """The longer name with a slip that this one is part of: "Klener Werth" is not "Werth"."""
    for first in range(max(0, inner.first - 2), inner.first):
        if sentence.folded[first] in say.NO_STREETS - OPENINGS:
            continue
        slips, names = register.nearest(sentence.key(first, inner.last))
        if slips == 1 and _opens_alike(sentence, first, inner.last, register, names):
            return sentence.read(first, inner.last, names, slips)
    return None


def _approximate(sentence: _Sentence, register: StreetRegister) -> _Reading | None:
    readings = []
    for first, last in sentence.windows():
        if not _may_be_name(sentence, first, last):
            continue
        reading = sentence.read(first, last, ())
        street_like = _street_like(sentence, first, last)
        if street_like or reading.number or _stands_out(sentence, reading):
            fitting = _fitting(sentence, register, reading, street_like=street_like)
            if fitting:
                readings.append(fitting)
    return min(readings, key=lambda r: (r.slips, r.number is None, r.first - r.last), default=None)


def _may_be_name(sentence: _Sentence, first: int, last: int) -> bool:
    """Whether nothing at its edges forbids to take a run of words for a misspelled street."""
    head, tail = sentence.folded[first], sentence.folded[last - 1]
    if tail in say.NUMBER_WORDS or tail in say.NO_STREETS or sentence.cut_off(first, last):
        return False
    if last - first == 1:
        return len(head) > 2 and head not in STOPWORDS and head not in say.NO_PLACES | say.CALENDAR
    return head in OPENINGS or head not in say.NO_STREETS


def _stands_out(sentence: _Sentence, reading: _Reading) -> bool:
    """Whether a run of words without number and street ending may be a misspelled street all the same."""
    key = sentence.key(reading.first, reading.last)
    if sentence.nearly_all(reading):
        return len(key) > 4
    if len(key) > 8 and key not in say.EVERYDAY and sentence.words[reading.last - 1].text[0].isupper():
        return True
    opened = sentence.folded[reading.first] in OPENINGS and reading.last - reading.first > 1
    return (opened or sentence.before(reading.first) in say.LOCATIVE) and len(core(key)) > 6


def _fitting(sentence: _Sentence, register: StreetRegister, reading: _Reading, *, street_like: bool) -> _Reading | None:
    first, last = reading.first, reading.last
    key = sentence.key(first, last)
    slips, names = register.nearest(key)
    if names and _opens_alike(sentence, first, last, register, names):
        sure = street_like or reading.number or slips == 1
        meant = any(_meant_as_street(sentence, reading, street_key(name)) for name in names)
        return sentence.read(first, last, names, slips) if sure and meant else None
    close = sentence.about_address or sentence.placed(first) or sentence.nearly_all(reading)
    if reading.number and close and len(key) > 3:
        names = register.without_suffix(key) or register.ending(key)
    else:
        names = register.ending(key) if street_like else ()
    # Worse than any slip: these are only parts of names.
    return sentence.read(first, last, names, 9) if names else None


def _opens_alike(sentence: _Sentence, first: int, last: int, register: StreetRegister, names: tuple[str, ...]) -> bool:
    """An "in der" before a street is part of the name only where the name begins with it."""
    opening = sentence.folded[first]
    if opening not in OPENINGS or last - first == 1:
        return True
    return all(words(name)[0].folded == opening for name in names if name in register.streets)


def _street_like(sentence: _Sentence, first: int, last: int) -> bool:
    """Whether the last word looks like the end of a street name, be it with a slip."""
    word = sentence.folded[last - 1]
    if word in say.NOT_STREET_WORDS or word in say.SEPARATE_ENDINGS:
        named = last - first > 1 and word in say.SEPARATE_ENDINGS
        return named and sentence.folded[last - 2] not in say.LOCATIVE | say.NO_STREETS | say.NO_STREET_NAMES
    if len(word) > 6 and (word.endswith(say.STREET_ENDINGS) or word.endswith("str")):
        return True
    single = word.replace("ss", "s")
    ends = {single[-length:] for length in (5, 6, 7) if last - first > 1 or len(single) > length + 2}
    return any(OSA.distance(end, "strase") <= 1 for end in ends)


def _unknown(sentence: _Sentence) -> _Reading | None:
    """A street that the city does not have: "Musterstraße 5", "am Broadway 7"."""
    for last in range(1, len(sentence.words) + 1):
        reading = sentence.read(last - 1, last, ())
        word = sentence.words[last - 1]
        if _called_street(sentence, reading) or (
            reading.number and word.text[0].isupper() and _placed_name(sentence, reading)
        ):
            first = _begin_of_name(sentence, last - 1)
            if sentence.folded[first] not in say.NO_STREETS and not sentence.folded[first].isdigit():
                return sentence.read(first, last, ())
    return None


def _called_street(sentence: _Sentence, reading: _Reading) -> bool:
    word = sentence.folded[reading.first]
    if word in ("str", "strasse") or (word in say.SEPARATE_ENDINGS and reading.number):
        return _names_street(sentence, reading)
    if word in say.NOT_STREET_WORDS or len(word) < 6:
        return False
    if word.endswith(say.VAGUE_ENDINGS):
        return reading.number is not None
    return word.endswith(("strasse", "str"))


def _names_street(sentence: _Sentence, reading: _Reading) -> bool:
    """Whether the word before "Straße" is a name: with a number anything, else "Dortmunder", "Von-Stein-"."""
    if reading.first == 0:
        return False
    before = sentence.words[reading.first - 1]
    if before.folded in say.NO_STREET_NAMES | say.NO_STREETS | say.LOCATIVE or before.folded in STOPWORDS:
        return False
    hyphen = sentence.text[before.end : sentence.words[reading.first].start] == "-"
    return reading.number is not None or hyphen or (before.text[0].isupper() and before.folded.endswith("er"))


def _placed_name(sentence: _Sentence, reading: _Reading) -> bool:
    """ "Am Broadway 7": a name in its place with a number that counts nothing."""
    word = sentence.folded[reading.first]
    if word in say.NO_STREETS | say.NO_PLACES | say.CALENDAR or sentence.before(reading.first) not in say.LOCATIVE:
        return False
    following = re.match(r"\s*(\w)", sentence.text[reading.end :])
    return following is None or following.group(1).islower()


def _begin_of_name(sentence: _Sentence, position: int) -> int:
    """Go back over "Max-Muster-" and the name before a separate "Straße"."""
    if position and sentence.folded[position] in say.SEPARATE_ENDINGS:
        position -= 1
    while position and sentence.text[sentence.words[position - 1].end : sentence.words[position].start] == "-":
        position -= 1
    return position


def _number_only(sentence: _Sentence) -> AddressMention | None:
    for position, (word, _) in enumerate(pairwise(sentence.words)):
        number, end = sentence.house_number(position) if word.folded in say.NUMBER_WORDS else (None, 0)
        if number and (word.folded in say.HOUSE_NUMBER_WORDS or _answers(sentence, position)):
            return AddressMention(word.start, end, "", (), number)
    return None


def _answers(sentence: _Sentence, position: int) -> bool:
    """Whether "Nummer 14" stands as in an answer or a correction, not as in "Nummer 5 auf Plastik"."""
    before, after = sentence.before(position), sentence.folded[position + 2 : position + 3]
    return (
        len(sentence.words) <= _ANSWER
        and (not before or before in say.BEFORE_NUMBER)
        and after not in (["auf"], ["vom"])
    )
