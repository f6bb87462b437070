"""Streets that are not written as they are called: with slips, or with a part left out.

The less a run of words looks like a street, the more must speak for it: a number, a place, talk of pickups.
"""

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from bot.city import address_words as say
from bot.city.address_number import number_after
from bot.city.address_reading import Reading, nearly_all, read, with_number
from bot.city.address_sentence import Sentence
from bot.city.stopwords import STOPWORDS
from bot.city.street import StreetRegister, street_key
from bot.city.street_words import OPENINGS, core
from bot.city.text import words

_SHORTEST_PART = 3
_NO_BEGINNING = say.NO_STREETS - OPENINGS
_NO_FIRST_WORD = (STOPWORDS | say.NO_STREETS | say.LOCATIVE) - OPENINGS - say.FIRST_WORDS
_NO_NAME = STOPWORDS | say.NO_PLACES | say.CALENDAR | say.PICKUP_TALK
_NO_STREET = say.LOCATIVE | say.NO_STREETS | say.NO_STREET_NAMES


def longer(sentence: Sentence, register: StreetRegister, inner: Reading) -> Reading | None:
    """The longer name with a slip that this one is part of: "Klener Werth" is not "Werth"."""
    for first in range(max(0, inner.first - 2), inner.first):
        if sentence.folded[first] in _NO_BEGINNING or not sentence.may_be_one(first, inner.last):
            continue
        slips, names = register.nearest(sentence.key(first, inner.last))
        if slips == 1 and _opens_alike(sentence, first, inner.last, register, names):
            return read(sentence, first, inner.last, names, slips)
    return None


def approximate(sentence: Sentence, register: StreetRegister) -> Reading | None:
    """The run of words that is nearest to a street, if one is near enough for what speaks for it."""
    readings = [
        fitting
        for last in range(1, len(sentence.words) + 1)
        for reading in _runs(sentence, last)
        if (fitting := _fitting(sentence, register, reading))
    ]
    return min(readings, key=lambda r: (r.slips, r.number is None, r.first - r.last), default=None)


def _runs(sentence: Sentence, last: int) -> Iterator[Reading]:
    """The runs of words that end here, all with the number that follows."""
    number = number_after(sentence, last)
    end = sentence.words[last - 1].end
    for first, _ in sentence.windows_until(last):
        yield with_number(Reading(first, last, (), None, sentence.words[first].start, end), number)


def _may_be_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing at its edges forbids to take a run of words for a misspelled street."""
    head, tail = sentence.folded[first], sentence.folded[last - 1]
    if tail in say.NUMBER_WORDS or tail in say.NO_STREETS or sentence.cut_off(first, last):
        return False
    if last - first == 1:
        return len(head) > 2 and head not in _NO_NAME
    # "Von-Eynern-Straße": a hyphen makes of any word the beginning of a name.
    return head not in _NO_FIRST_WORD or sentence.between(first) == "-"


def _stands_out(sentence: Sentence, reading: Reading) -> bool:
    """Whether a run of words without number and street ending may be a misspelled street all the same."""
    key = sentence.key(reading.first, reading.last)
    if nearly_all(sentence, reading):
        return len(key) > 4
    if len(key) > 8 and key not in say.EVERYDAY and sentence.words[reading.last - 1].text[0].isupper():
        return True
    opened = sentence.folded[reading.first] in OPENINGS and reading.last - reading.first > 1
    return (opened or sentence.before(reading.first) in say.LOCATIVE) and len(core(key)) > 6


def _fitting(sentence: Sentence, register: StreetRegister, reading: Reading) -> Reading | None:
    first, last = reading.first, reading.last
    key = sentence.key(first, last)
    street_like = _street_like(sentence, first, last)
    part = _left_of(sentence, register, reading, key) if reading.number and not street_like else ()
    if part:
        return replace(reading, names=part, slips=1)
    if not _may_be_name(sentence, first, last):
        return None
    if not (street_like or reading.number or _stands_out(sentence, reading)):
        return None
    slips, names = register.nearest(key)
    if names and _opens_alike(sentence, first, last, register, names):
        sure = street_like or reading.number or slips == 1
        meant = any(meant_as_street(sentence, reading, street_key(name)) for name in names)
        return replace(reading, names=names, slips=slips) if sure and meant else None
    names = register.ending(key) if street_like else ()
    return replace(reading, names=names, slips=1) if names else None


def _left_of(sentence: Sentence, register: StreetRegister, reading: Reading, key: str) -> tuple[str, ...]:
    """The names that this is a part of, where it is said of a place."""
    if len(key) <= _SHORTEST_PART or not _may_be_part(sentence, reading, key):
        return ()
    return tuple(name for name in register.part(key) if _placed_alike(sentence, reading.first, key, name))


def _may_be_part(sentence: Sentence, reading: Reading, key: str) -> bool:
    """Whether "Luisen 8" or "Berliner 5" is said of a place, not of a person or a thing."""
    if key in say.NO_PLACES or sentence.before(reading.first) in say.BEFORE_PERSON:
        return False
    if sentence.placed(reading.first):
        return True
    # A "Berg" behind an unknown word is part of a name that is not known.
    opens = reading.first == 0 or sentence.before(reading.first) in STOPWORDS
    if key in say.EVERYDAY_PARTS and not opens:
        return False
    if sentence.about_address or nearly_all(sentence, reading):
        return True
    return reading.first == 0 or (sentence.about_pickup and key not in say.EVERYDAY_PARTS)


def _placed_alike(sentence: Sentence, first: int, key: str, name: str) -> bool:
    """Whether the words before a part allow the whole: "Am Rathaus" is another place than the Rathausstraße."""
    before, article = sentence.before(first - 1), sentence.before(first)
    neuter = article in say.PLACING_NEUTER or (article == "dem" and before in say.PLACING)
    if not neuter and article != "zur" and not (article == "der" and before in ("an", "auf")):
        return True
    whole = street_key(name)
    if words(name)[0].folded in OPENINGS:
        return core(whole) == key
    return neuter and whole.endswith(say.NEUTER_ENDINGS)


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
        return named and sentence.folded[last - 2] not in _NO_STREET
    if len(word) > 6 and word.endswith((*say.STREET_ENDINGS, "str")):
        return True
    single = word.replace("ss", "s")
    ends = {single[-length:] for length in (5, 6, 7) if last - first > 1 or len(single) > length + 2}
    return any(OSA.distance(end, "strase") <= 1 for end in ends)


def meant_as_street(sentence: Sentence, reading: Reading, key: str) -> bool:
    """Whether a name that is also an everyday word or a quarter is meant as a street here."""
    if reading.number:
        return True
    if key in say.QUARTERS_TOO:
        return False
    if key not in say.EVERYDAY or nearly_all(sentence, reading):
        return True
    opened = sentence.folded[reading.first] in OPENINGS
    return sentence.about_address and (opened or sentence.placed(reading.first))
