"""Reads one file of offers within the small city, and gives what came of it."""

from pathlib import Path

from bot.city.offer import Offer
from bot.sources.faults import Faults
from bot.sources.offer_file import FILE, find_offers, surroundings
from tests.sources.small_city import write_city


def read_file(folder: Path, name: str, content: str | bytes) -> tuple[list[Offer], list[str]]:
    """The offers of a file in the folder `offers`, and the report about it, line by line."""
    city = write_city(folder / "city")
    path = city / "offers" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    faults = Faults()
    found = find_offers(city, surroundings(city, faults))
    offers = [one.offer for one in found if one.entry.place()[0] != FILE]
    return offers, [str(fault) for fault in faults.all()]


def fault_of(folder: Path, name: str, content: str | bytes) -> str:
    """The only fault of a file."""
    _, report = read_file(folder, name, content)
    assert len(report) == 1, report
    return report[0]
