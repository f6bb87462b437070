"""Words of a sentence taken for a street, with the house number that belongs to it."""

from dataclasses import dataclass, replace

from bot.city.address_number import HouseNumber, number_after, number_before
from bot.city.address_sentence import Sentence


@dataclass(frozen=True)
class Reading:
    """Words `first` to `last` (excluded) read as a street.

    Attributes:
        start, end: where the address lies in the text, with a number directly before or behind it.
        slips: how far the names are from what was written.
    """

    first: int
    last: int
    names: tuple[str, ...]
    number: str | None
    start: int
    end: int
    slips: int = 0


def read(sentence: Sentence, first: int, last: int, names: tuple[str, ...], slips: int = 0) -> Reading:
    """Take a run of words for a street, with the number that follows."""
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    return with_number(Reading(first, last, names, None, start, end, slips), number_after(sentence, last))


def numbered(sentence: Sentence, reading: Reading) -> Reading:
    """The reading with the number before it, if there is none behind it."""
    return reading if reading.number else with_number(reading, number_before(sentence, reading.first))


def with_number(reading: Reading, found: HouseNumber | None) -> Reading:
    """Give a reading its number and stretch it over both."""
    if found is None:
        return reading
    start, end = min(reading.start, found.start), max(reading.end, found.end)
    return replace(reading, number=found.number, start=start, end=end)


def nearly_all(sentence: Sentence, reading: Reading) -> bool:
    """Whether there is hardly more in the text than this street."""
    others = len(sentence.words) - (reading.last - reading.first) - (1 if reading.number else 0)
    return others <= 1
