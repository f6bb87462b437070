"""Reads offers.yml and offer_words.yml: prevention offers, and the everyday words for their filters."""

from datetime import date
from pathlib import Path
from typing import Any

from bot.city.offer import Offer
from bot.city.offer_search import OfferVocabulary
from bot.city.source import Source
from bot.city.text import fold
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.district_file import DistrictBook
from bot.sources.faults import Faults, field_name
from bot.sources.source_file import SourceBook

FILE = "offers.yml"
WORDS_FILE = "offer_words.yml"

_TUPLES = ("keywords", "weekdays", "audience", "languages")
_DATES = ("next_date", "valid_until")
_OTHERWISE_READ = ("source", "district", "quarter", *_TUPLES, *_DATES)


def read_offers(data_dir: Path, sources: SourceBook, districts: DistrictBook, faults: Faults) -> tuple[Offer, ...]:
    """Read all offers; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "offers", faults)
    if file is None:
        return ()
    sound = [entry for entry in file.entries("offers") if entry.sound]
    offers = (_offer(entry, file, sources, districts) for entry in sound)
    return tuple(offer for offer in offers if offer)


def _offer(entry: Entry, file: DataFile, sources: SourceBook, districts: DistrictBook) -> Offer | None:
    source = sources.of(entry, entry.values["title"], file)
    district, quarter = districts.place(entry)
    if source is None:
        return None
    _check_dates(entry, source)
    plain = {key: value for key, value in entry.values.items() if key not in _OTHERWISE_READ}
    return Offer(source=source, district=district, quarter=quarter, **plain, **_converted(entry))


def _converted(entry: Entry) -> dict[str, Any]:
    values = entry.values
    tuples = {key: tuple(values[key]) for key in _TUPLES if key in values}
    dates = {key: date.fromisoformat(values[key]) for key in _DATES if key in values}
    return {**tuples, **dates}


def _check_dates(entry: Entry, source: Source) -> None:
    """Hold dates against the day the source was checked, so that the result is the same on every day."""
    dates = {key: date.fromisoformat(entry.values[key]) for key in _DATES if key in entry.values}
    for key, day in dates.items():
        if day < source.as_of:
            entry.complain("date_past", key, field=field_name(key), date=day, as_of=source.as_of)
    if len(dates) == len(_DATES) and dates["next_date"] > dates["valid_until"]:
        entry.complain("date_order", "next_date", next=dates["next_date"], until=dates["valid_until"])


def read_offer_words(data_dir: Path, faults: Faults) -> OfferVocabulary:
    """Read the words for topics and audiences; what is wrong with them is in `faults`."""
    file = read_data(data_dir, WORDS_FILE, "offer_words", faults)
    if file is None:
        return OfferVocabulary({}, {})
    return OfferVocabulary(_words(file.entry("topics")), _words(file.entry("audiences")))


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
