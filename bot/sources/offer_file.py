"""Reads the prevention offers: offers.yml, and what lies in the folder beside it in other formats."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.city.offer import Offer
from bot.city.offer_words import OfferVocabulary
from bot.sources.data_file import read_data
from bot.sources.district_file import DistrictBook, read_districts
from bot.sources.faults import Fault, Faults
from bot.sources.offer_csv import read_csv_offers
from bot.sources.offer_draft import FoundOffer, build_offer
from bot.sources.offer_hsds import read_hsds_offers
from bot.sources.offer_ics import read_ics_offers
from bot.sources.offer_reading import Surroundings
from bot.sources.offer_words_file import read_offer_words
from bot.sources.source_file import SourceBook, read_sources

FILE = "offers.yml"
FOLDER = "offers"

_READERS = {".csv": read_csv_offers, ".json": read_hsds_offers, ".ics": read_ics_offers}
# What people keep beside data: notes for each other.
_PASSED_OVER = (".md", ".txt")


def read_offers(
    data_dir: Path, sources: SourceBook, districts: DistrictBook, words: OfferVocabulary, faults: Faults
) -> tuple[Offer, ...]:
    """Read all offers; what is wrong with them is in `faults`."""
    return tuple(found.offer for found in find_offers(data_dir, Surroundings(sources, districts, words, faults)))


def find_offers(data_dir: Path, around: Surroundings) -> tuple[FoundOffer, ...]:
    """The same, with the places where they were found."""
    found = [*_of_yaml(data_dir, FILE, around), *_of_folder(data_dir, around)]
    _check_once(found)
    return tuple(found)


def surroundings(data_dir: Path, faults: Faults) -> Surroundings:
    """What offers are looked up in, for whoever reads nothing but offers."""
    sources, districts = read_sources(data_dir, faults), read_districts(data_dir, faults)
    return Surroundings(sources, districts, read_offer_words(data_dir, faults), faults)


def over_offers(data_dir: Path, today: date) -> tuple[tuple[Fault, ...], int]:
    """The real offers that are over by today, as faults for whoever keeps them, and the number of such examples.

    The running assistant leaves both out by itself; data is usable with them.
    """
    faults = Faults()
    found = find_offers(data_dir, surroundings(data_dir, faults))
    before = faults.all()
    for one in found:
        if not one.offer.example:
            one.complain_if_over(today)
    examples = sum(one.offer.example and one.offer.is_over(today) for one in found)
    return tuple(fault for fault in faults.all() if fault not in before), examples


def _of_yaml(data_dir: Path, name: str, around: Surroundings) -> Iterator[FoundOffer]:
    file = read_data(data_dir, name, "offers", around.faults)
    for entry in file.entries("offers") if file else ():
        if file and entry.sound and (source := around.sources.of(entry, entry.values["title"], file)):
            yield build_offer(entry, source, around.districts)


def _of_folder(data_dir: Path, around: Surroundings) -> Iterator[FoundOffer]:
    """All files of the folder in the order of their names; what is no such file is a fault."""
    for path in sorted((data_dir / FOLDER).glob("*")):
        name, kind = f"{FOLDER}/{path.name}", path.suffix.lower()
        if path.name.startswith(".") or kind in _PASSED_OVER:
            continue
        if kind == ".yml" and path.is_file():
            yield from _of_yaml(data_dir, name, around)
        elif kind in _READERS and path.is_file():
            yield from _READERS[kind](path, name, around)
        else:
            around.faults.add(name, None, "offer_file_unknown")


def _check_once(found: list[FoundOffer]) -> None:
    first: dict[str, FoundOffer] = {}
    for one in found:
        other = first.setdefault(one.offer.id, one)
        if other is not one:
            file, line = other.entry.place()
            entry, values = one.entry, {"title": one.offer.title, "file": file}
            if line is None:
                entry.complain("offer_twice_file", **values)
            else:
                entry.complain("offer_twice", line=line, **values)
