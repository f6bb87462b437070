"""Streets that the city does not have: "Musterstraße 5", "am Broadway 7". Told by their form and place alone."""

import re

from bot.city import address_words as say
from bot.city.address_reading import Reading, read
from bot.city.address_sentence import Sentence
from bot.city.stopwords import STOPWORDS
from bot.city.street import StreetRegister


def unknown_street(sentence: Sentence, register: StreetRegister) -> Reading | None:
    """A street that the city does not have: "Musterstraße 5", "am Broadway 7"."""
    for last in range(1, len(sentence.words) + 1):
        reading = read(sentence, last - 1, last, ())
        word = sentence.words[last - 1]
        if _called_street(sentence, reading) or (
            reading.number and word.text[0].isupper() and _placed_name(sentence, reading)
        ):
            first = _begin_of_name(sentence, last - 1)
            if sentence.folded[first] not in say.NO_STREETS and not sentence.folded[first].isdigit():
                return read(sentence, _begin_of_place(sentence, register, first, last), last, ())
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


def _begin_of_place(sentence: Sentence, register: StreetRegister, first: int, last: int) -> int:
    """Go back over "Am" and "An der" where they begin the name: in capitals, or lest the rest is part of another."""
    begin = first
    if sentence.before(first) in say.PLACING_NEUTER | {"zur"}:
        begin = first - 1
    elif first > 1 and sentence.before(first - 1) in ("an", "auf") and sentence.before(first) in ("der", "dem", "den"):
        begin = first - 2
    capital = begin < first and sentence.words[begin].text[0].isupper()
    return begin if capital or register.part(sentence.key(first, last)) else first
