"""Reads offer_words.yml: the everyday words for the filters of offers."""

from pathlib import Path

from bot.city.offer_words import OfferVocabulary
from bot.city.text import fold
from bot.sources.data_file import Entry, read_data
from bot.sources.faults import Faults

FILE = "offer_words.yml"


def read_offer_words(data_dir: Path, faults: Faults) -> OfferVocabulary:
    """Read the words for topics, audiences and languages, and how they count; what is wrong is in `faults`."""
    file = read_data(data_dir, FILE, "offer_words", faults)
    if file is None:
        return OfferVocabulary({}, {})
    return OfferVocabulary(
        _words(file.entry("topics")),
        _words(file.entry("audiences")),
        _words(file.entry("languages")),
        weak=file.texts("weak"),
        whole=file.texts("whole"),
    )


def _words(entry: Entry | None) -> dict[str, tuple[str, ...]]:
    """The words per filter value; a word leads to one value only, or nobody could tell which is meant."""
    if entry is None or not entry.sound:
        return {}
    names: dict[str, str] = {}
    for key in entry.values:
        _claim_words(entry, key, names)
    return {key: entry.words(key) for key in entry.values}


def _claim_words(entry: Entry, key: str, names: dict[str, str]) -> None:
    for index, word in enumerate(entry.words(key)):
        other = names.setdefault(fold(word), key)
        if other != key:
            entry.complain("word_twice", key, index, word=word, key=key, other=other)
