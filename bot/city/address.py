"""Spotting an address inside what a resident wrote: street as written, what it may mean, house number.

Decides only where an address stands and which streets fit; asking back is left to the caller.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.city import address_words as say
from bot.city.address_corner import Corner, corner
from bot.city.address_near import approximate, longer, meant_as_street
from bot.city.address_number import HouseNumber, number_after, number_named
from bot.city.address_reading import Reading, numbered, read
from bot.city.address_sentence import Sentence
from bot.city.address_unknown import unknown_street
from bot.city.street import StreetRegister
from bot.city.street_words import SUFFIXES

_CUT_SHORT = re.compile(r"(\w{4,})(?:strt|srt|stt|st|sr|tr)")
# "Nicht Hofaue, Gathe": a comma or "sondern" ends what is denied.
_END_OF_DENIAL = re.compile(r"[,;:]|\bsondern\b", re.IGNORECASE)
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
    """Find the address in a text, the surest reading first; None when there is none.

    Of a corner both streets are given, and a query that `StreetRegister.find` takes apart again.
    """
    sentence = Sentence(text)
    reading = _exact(sentence, register) or approximate(sentence, register)
    both = corner(sentence, register, reading) if reading else None
    if both and not _denied(sentence, both.sides[1]):
        return _mention(sentence, both.sides[0]) if both.clear else _corner_mention(sentence, both)
    reading = reading or unknown_street(sentence, register)
    return _mention(sentence, _with_any_number(sentence, register, reading)) if reading else _number_only(sentence)


def spot_house_number(text: str) -> str | None:
    """Read the number of a short answer to "which house number?" ("14", "die 14a", "nein, zwölf").

    Only for an answer to that question: elsewhere a bare number may be an age or an amount.
    """
    sentence = Sentence(text)
    if len(sentence.words) > _BARE_ANSWER:
        return None
    numbers = (_no_emergency(number_after(sentence, position)) for position in range(len(sentence.words)))
    return next((found.number for found in numbers if found), None)


def _exact(sentence: Sentence, register: StreetRegister) -> Reading | None:
    readings = []
    for first, last in sentence.windows():
        key = sentence.key(first, last)
        names = () if sentence.hyphened(first) else _names(sentence, register, key, first, last)
        if names and not _goes_on(sentence, key, last):
            reading = numbered(sentence, read(sentence, first, last, names))
            if meant_as_street(sentence, reading, key):
                readings.append(reading)
    if not readings:
        return None
    # "Nicht Hofaue, sondern Gathe 5": what is denied comes last, what has a number first.
    best = min(readings, key=lambda r: (_denied(sentence, r), r.number is None, r.first - r.last, r.first))
    return longer(sentence, register, best) or best


def _goes_on(sentence: Sentence, key: str, last: int) -> bool:
    """Whether a name without "Straße" gets it from the next word: "In der Mirke Straße" is the Mirker."""
    following = sentence.parts(last, last + 1)
    return following in (["strasse"], ["weg"], ["platz"]) and not key.endswith(SUFFIXES)


def _names(sentence: Sentence, register: StreetRegister, key: str, first: int, last: int) -> tuple[str, ...]:
    return (
        register.exact(key)
        or _abbreviated(sentence, register, first, last)
        or _cut_short(sentence, register, key, last)
    )


def _cut_short(sentence: Sentence, register: StreetRegister, key: str, last: int) -> tuple[str, ...]:
    """ "Kolpingst 3", "Brüdersrt 4": what is left of "Straße" before a number, where a street is called like that."""
    cut = _CUT_SHORT.fullmatch(key)
    if not cut or last >= len(sentence.words) or not sentence.folded[last][0].isdigit():
        return ()
    return register.exact(cut[1] + "strasse")


def _abbreviated(sentence: Sentence, register: StreetRegister, first: int, last: int) -> tuple[str, ...]:
    if not sentence.abbreviates(first, last):
        return ()
    return register.parts.abbreviated(sentence.parts(first, last))


def _with_any_number(sentence: Sentence, register: StreetRegister, reading: Reading) -> Reading:
    """The reading with a number from wherever one is given: around it, called one, or behind its other mention."""
    reading = numbered(sentence, reading)
    if reading.number:
        return reading
    named = number_named(sentence)
    number = named.number if named else _number_of_other_mention(sentence, register, reading)
    return replace(reading, number=number) if number else reading


def _number_of_other_mention(sentence: Sentence, register: StreetRegister, reading: Reading) -> str | None:
    """The number of "Mirke 8, wann gelbe Tonne (In der Mirke)"."""
    for first, last in sentence.windows():
        if first < reading.last and reading.first < last:
            continue
        found = number_after(sentence, last)
        if found and set(reading.names) & set(register.parts.any(sentence.key(first, last))):
            return found.number
    return None


def _denied(sentence: Sentence, reading: Reading) -> bool:
    """Whether "nicht Hofaue" or "von der Hofaue weggezogen" says that another street is meant."""
    before = sentence.words[max(0, reading.first - 3) : reading.first]
    origin = {word.folded for word in before[-2:]} & {"von", "aus", "vom"}
    if origin and not say.MOVING.isdisjoint(sentence.folded):
        return True
    ends = (word.end for word in before if word.folded == "nicht")
    return any(not _END_OF_DENIAL.search(sentence.text[end : reading.start]) for end in ends)


def _number_only(sentence: Sentence) -> AddressMention | None:
    for position, (word, _) in enumerate(pairwise(sentence.words)):
        found = _no_emergency(number_after(sentence, position)) if word.folded in say.NUMBER_WORDS else None
        if found and (word.folded in say.HOUSE_NUMBER_WORDS or _answers(sentence, position)):
            return AddressMention(word.start, found.end, "", (), found.number)
    return None


def _no_emergency(found: HouseNumber | None) -> HouseNumber | None:
    return None if found and found.number in say.EMERGENCY_NUMBERS else found


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
    return AddressMention(reading.start, reading.end, _written(sentence, reading), reading.names, reading.number)


def _corner_mention(sentence: Sentence, both: Corner) -> AddressMention:
    start, end = both.sides[0].start, max(side.end for side in both.sides)
    query = " / ".join(_written(sentence, side) for side in both.sides)
    named = None if both.number else number_named(sentence)
    return AddressMention(start, end, query, both.names, named.number if named else both.number)


def _written(sentence: Sentence, reading: Reading) -> str:
    return sentence.text[sentence.words[reading.first].start : sentence.words[reading.last - 1].end]
