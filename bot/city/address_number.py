"""House numbers around a street in a text: behind it, before it, or named elsewhere as one.

Most numbers that residents write are none: dates, times, amounts, ages, floors. What speaks for and against
one is decided here.
"""

import re
from dataclasses import dataclass

from bot.city import address_words as say
from bot.city.address_sentence import Sentence
from bot.city.number import read_number

_MOST_FILLERS = 4
_MOST_WORDS = 4
_BEGINNINGS = tuple("null ein zw drei vier fuen fun fuff sech sieb acht neun zehn elf hundert".split())
_YEAR = re.compile(r"(19|20)\d\d")
_DIGITS = re.compile(r"\d{1,4}[a-z]?")
_LETTER = re.compile(r"[a-k]")
# "3.12." is a date, "19:30" a time, "50+" an age, "30-Zone" a word; "20,42103" is a number and a postcode.
_OTHER_NUMBER = re.compile(r"\.\s?\d|:\d|,(?!\d{5}\b)\d|\+(?!\s?\d)|-[A-Za-z]{2}|\s?[%€°]")
_AFTER_OTHER = re.compile(r"\d[.:,]\s?$")
_RANGE = re.compile(r"\s?[-–/+]\s?|\s?bis\s?")


@dataclass(frozen=True)
class HouseNumber:
    """A house number, and where it stands in the text."""

    number: str
    start: int
    end: int


def number_after(sentence: Sentence, position: int) -> HouseNumber | None:
    """The number that begins at a word: "14", "Nr. 14", "Haus 14", "und zwar die Nummer 14"."""
    at = position
    while at < len(sentence.words) and at - position < _MOST_FILLERS and _introduces(sentence.folded[at]):
        at += 1
    introduced = sentence.folded[position:at]
    if not introduced or introduced == ["haus"] or not say.NUMBER_WORDS.isdisjoint(introduced):
        return read_at(sentence, at)
    # "Hofaue, die 12": only where nothing is counted.
    found = read_at(sentence, at)
    closing = found and (sentence.ends_clause(at) or not sentence.text[found.end :].strip(" .!?"))
    return found if closing and introduced[-1] in ("die", "der", "haus", "warte", "moment") else None


def number_before(sentence: Sentence, first: int) -> HouseNumber | None:
    """The number before a street: "12 Hofaue", "Nr. 7, Hofaue", "Hausnummer 33 in der Wiesenstraße"."""
    at = first - 1
    while at >= 0 and first - at <= 2 and sentence.folded[at] in say.LOCATIVE:
        at -= 1
    if at > 0 and _LETTER.fullmatch(sentence.folded[at]) and sentence.folded[at - 1].isdigit():
        at -= 1
    if at < 0:
        return None
    begin = next((b for b in range(max(0, at - _MOST_WORDS + 1), at + 1) if _reaches(sentence, b, at)), at)
    found = read_at(sentence, begin)
    if found is None or re.search(r"[.:]", sentence.text[found.end : sentence.words[first].start]):
        return None
    before = sentence.before(begin)
    named = before in say.NUMBER_WORDS or before in ("haus", "die")
    digits = sentence.folded[begin][0].isdigit()
    apart = first - at > 1 and not _LETTER.fullmatch(sentence.folded[at + 1])
    plain = digits and before not in say.BEFORE_OTHER_NUMBERS and (begin == 0 or not apart)
    return found if named or plain else None


def number_named(sentence: Sentence) -> HouseNumber | None:
    """A number that is called one, wherever it stands: "Hofaue in Elberfeld, Hausnummer 5"."""
    for position, folded in enumerate(sentence.folded):
        if folded in say.NUMBER_WORDS and sentence.before(position) not in say.BEFORE_OTHER_NUMBERS:
            found = number_after(sentence, position)
            following = sentence.folded[position + 2 : position + 3]
            if found and (folded in say.HOUSE_NUMBER_WORDS or following not in (["auf"], ["vom"])):
                return found
    return None


def read_at(sentence: Sentence, at: int) -> HouseNumber | None:
    """Read a number in digits or words that begins exactly here, if nothing says that it counts something."""
    if at >= len(sentence.words):
        return None
    if _DIGITS.fullmatch(sentence.folded[at]):
        return _digits(sentence, at)
    if not sentence.folded[at].startswith(_BEGINNINGS):
        return None
    for last in range(min(at + _MOST_WORDS, len(sentence.words)), at, -1):
        value = read_number("".join(sentence.folded[at:last]))
        if value is not None:
            # "Eins von beiden" chooses.
            chosen = sentence.folded[last : last + 1] == ["von"]
            return (
                None if chosen or _counts(sentence, value, last - 1) else _lettered(sentence, str(value), at, last - 1)
            )
    return None


def _introduces(folded: str) -> bool:
    return folded in say.NUMBER_WORDS or folded in say.BEFORE_HOUSE_NUMBER


def _reaches(sentence: Sentence, begin: int, last: int) -> bool:
    """Whether the words from here to there are one number: "zwei und zwanzig", "14 b"."""
    found = read_at(sentence, begin)
    return found is not None and found.end == sentence.words[last].end


def _digits(sentence: Sentence, at: int) -> HouseNumber | None:
    word = sentence.words[at]
    if _OTHER_NUMBER.match(sentence.text, word.end) or _YEAR.fullmatch(word.folded):
        return None
    if _AFTER_OTHER.search(sentence.text[: word.start]) or (word.folded[0] == "0" and len(word.folded) > 1):
        return None
    value = int(re.sub(r"\D", "", word.folded))
    if _counts(sentence, value, at) or _orders(sentence, at):
        return None
    return _lettered(sentence, word.folded, at, at)


def _orders(sentence: Sentence, at: int) -> bool:
    """Whether this is "3. Stock" or "24. Dezember", not the end of a sentence."""
    following = sentence.folded[at + 1 : at + 2]
    return bool(following) and sentence.between(at).startswith(".") and following[0] in say.ORDERED


def _counts(sentence: Sentence, value: int, at: int) -> bool:
    """Whether the next word is what there are so many of."""
    if at + 1 >= len(sentence.words) or any(sign in ",;:?!()\n/" for sign in sentence.between(at)):
        return False
    following = sentence.words[at + 1]
    if len(following.folded) == 1 and following.folded in say.UNITS:
        # "12 G" ends an address, "12 g Salz" does not.
        return not (following.text.isupper() or sentence.ends_clause(at + 1))
    most = next((most for words, most in say.COUNTED if following.folded in words), 0)
    return value <= most or following.folded in say.UNITS or following.folded.startswith("jaehrig")


def _lettered(sentence: Sentence, number: str, first: int, last: int) -> HouseNumber:
    """The number with its letter ("12 a"); of a range the first, which stands for the house."""
    start, end = sentence.words[first].start, sentence.words[last].end
    if last + 1 < len(sentence.words):
        following, between = sentence.words[last + 1], sentence.between(last)
        if between.strip() == "" and number.isdigit() and _LETTER.fullmatch(following.folded):
            return HouseNumber(number + following.folded, start, following.end)
        if _RANGE.fullmatch(between) and _DIGITS.fullmatch(following.folded):
            return HouseNumber(number, start, following.end)
    return HouseNumber(number, start, end)
