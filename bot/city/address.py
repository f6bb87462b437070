"""Spotting an address inside what a resident wrote: street as written, what it may mean, house number.

Decides only where an address stands and which streets fit; asking back is left to the caller.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.city import address_words as say
from bot.city.address_sentence import Reading, Sentence
from bot.city.stopwords import STOPWORDS
from bot.city.street import StreetRegister, street_key
from bot.city.street_words import OPENINGS, core
from bot.city.text import words

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
    sentence = Sentence(text)
    reading = _exact(sentence, register) or _approximate(sentence, register) or _unknown(sentence)
    return _mention(sentence, reading) if reading else _number_only(sentence)


def spot_house_number(text: str) -> str | None:
    """Read the number of a short answer to "which house number?" ("14", "die 14a", "nein, zwölf").

    Only for an answer to that question: elsewhere a bare number may be an age or an amount.
    """
    sentence = Sentence(text)
    if len(sentence.words) > _BARE_ANSWER:
        return None
    numbers = (sentence.house_number(position)[0] for position in range(len(sentence.words)))
    return next((number for number in numbers if number), None)


def _exact(sentence: Sentence, register: StreetRegister) -> Reading | None:
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


def _meant_as_street(sentence: Sentence, reading: Reading, key: str) -> bool:
    if reading.number:
        return True
    if key in say.QUARTERS_TOO:
        return False
    if key not in say.EVERYDAY or sentence.nearly_all(reading):
        return True
    opened = sentence.folded[reading.first] in OPENINGS
    return sentence.about_address and (opened or sentence.placed(reading.first))


def _denied(sentence: Sentence, reading: Reading) -> bool:
    return "nicht" in sentence.folded[max(0, reading.first - 3) : reading.first]


def _longer(sentence: Sentence, register: StreetRegister, inner: Reading) -> Reading | None:
    """The longer name with a slip that this one is part of: "Klener Werth" is not "Werth"."""
    for first in range(max(0, inner.first - 2), inner.first):
        if sentence.folded[first] in say.NO_STREETS - OPENINGS:
            continue
        slips, names = register.nearest(sentence.key(first, inner.last))
        if slips == 1 and _opens_alike(sentence, first, inner.last, register, names):
            return sentence.read(first, inner.last, names, slips)
    return None


def _approximate(sentence: Sentence, register: StreetRegister) -> Reading | None:
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


def _may_be_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing at its edges forbids to take a run of words for a misspelled street."""
    head, tail = sentence.folded[first], sentence.folded[last - 1]
    if tail in say.NUMBER_WORDS or tail in say.NO_STREETS or sentence.cut_off(first, last):
        return False
    if last - first == 1:
        return len(head) > 2 and head not in STOPWORDS and head not in say.NO_PLACES | say.CALENDAR
    return head in OPENINGS or head not in say.NO_STREETS


def _stands_out(sentence: Sentence, reading: Reading) -> bool:
    """Whether a run of words without number and street ending may be a misspelled street all the same."""
    key = sentence.key(reading.first, reading.last)
    if sentence.nearly_all(reading):
        return len(key) > 4
    if len(key) > 8 and key not in say.EVERYDAY and sentence.words[reading.last - 1].text[0].isupper():
        return True
    opened = sentence.folded[reading.first] in OPENINGS and reading.last - reading.first > 1
    return (opened or sentence.before(reading.first) in say.LOCATIVE) and len(core(key)) > 6


def _fitting(sentence: Sentence, register: StreetRegister, reading: Reading, *, street_like: bool) -> Reading | None:
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


def _opens_alike(sentence: Sentence, first: int, last: int, register: StreetRegister, names: tuple[str, ...]) -> bool:
    """An "in der" before a street is part of the name only where the name begins with it."""
    opening = sentence.folded[first]
    if opening not in OPENINGS or last - first == 1:
        return True
    return all(words(name)[0].folded == opening for name in names if name in register.streets)


def _street_like(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the last word looks like the end of a street name, be it with a slip."""
    word = sentence.folded[last - 1]
    if word in say.NOT_STREET_WORDS or word in say.SEPARATE_ENDINGS:
        named = last - first > 1 and word in say.SEPARATE_ENDINGS
        return named and sentence.folded[last - 2] not in say.LOCATIVE | say.NO_STREETS | say.NO_STREET_NAMES
    if len(word) > 6 and word.endswith((*say.STREET_ENDINGS, "str")):
        return True
    single = word.replace("ss", "s")
    ends = {single[-length:] for length in (5, 6, 7) if last - first > 1 or len(single) > length + 2}
    return any(OSA.distance(end, "strase") <= 1 for end in ends)


def _unknown(sentence: Sentence) -> Reading | None:
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


def _called_street(sentence: Sentence, reading: Reading) -> bool:
    word = sentence.folded[reading.first]
    if word in ("str", "strasse") or (word in say.SEPARATE_ENDINGS and reading.number):
        return _names_street(sentence, reading)
    if word in say.NOT_STREET_WORDS or len(word) < 6:
        return False
    if word.endswith(say.VAGUE_ENDINGS):
        return reading.number is not None
    return word.endswith(("strasse", "str"))


def _names_street(sentence: Sentence, reading: Reading) -> bool:
    """Whether the word before "Straße" is a name: with a number anything, else "Dortmunder", "Von-Stein-"."""
    if reading.first == 0:
        return False
    before = sentence.words[reading.first - 1]
    if before.folded in say.NO_STREET_NAMES | say.NO_STREETS | say.LOCATIVE or before.folded in STOPWORDS:
        return False
    hyphen = sentence.text[before.end : sentence.words[reading.first].start] == "-"
    return reading.number is not None or hyphen or (before.text[0].isupper() and before.folded.endswith("er"))


def _placed_name(sentence: Sentence, reading: Reading) -> bool:
    """Whether "am Broadway 7" stands here: a name in its place with a number that counts nothing."""
    word = sentence.folded[reading.first]
    if word in say.NO_STREETS | say.NO_PLACES | say.CALENDAR or sentence.before(reading.first) not in say.LOCATIVE:
        return False
    following = re.match(r"\s*(\w)", sentence.text[reading.end :])
    return following is None or following.group(1).islower()


def _begin_of_name(sentence: Sentence, position: int) -> int:
    """Go back over "Max-Muster-" and the name before a separate "Straße"."""
    if position and sentence.folded[position] in say.SEPARATE_ENDINGS:
        position -= 1
    while position and sentence.text[sentence.words[position - 1].end : sentence.words[position].start] == "-":
        position -= 1
    return position


def _number_only(sentence: Sentence) -> AddressMention | None:
    for position, (word, _) in enumerate(pairwise(sentence.words)):
        number, end = sentence.house_number(position) if word.folded in say.NUMBER_WORDS else (None, 0)
        if number and (word.folded in say.HOUSE_NUMBER_WORDS or _answers(sentence, position)):
            return AddressMention(word.start, end, "", (), number)
    return None


def _answers(sentence: Sentence, position: int) -> bool:
    """Whether "Nummer 14" stands as in an answer or a correction, not as in "Nummer 5 auf Plastik"."""
    before, after = sentence.before(position), sentence.folded[position + 2 : position + 3]
    return (
        len(sentence.words) <= _ANSWER
        and (not before or before in say.BEFORE_NUMBER)
        and after not in (["auf"], ["vom"])
    )


def _mention(sentence: Sentence, reading: Reading) -> AddressMention:
    """Give a reading its place in the text."""
    start, street_end = sentence.words[reading.first].start, sentence.words[reading.last - 1].end
    query = sentence.text[start:street_end]
    return AddressMention(start, max(reading.end, street_end), query, reading.names, reading.number)
