"""Reads places.yml: recycling yards, hazardous waste sites, advice centres and other places."""

from pathlib import Path

from bot.city.place import Place
from bot.city.stream import Stream
from bot.sources.data_file import DataFile, Entry, read_data
from bot.sources.district_file import DistrictBook
from bot.sources.faults import Faults
from bot.sources.name_book import NameBook
from bot.sources.opening_hours import OpeningHoursInvalid, OsmOpeningHours
from bot.sources.position import read_position
from bot.sources.source_file import SourceBook

FILE = "places.yml"


def read_places(data_dir: Path, sources: SourceBook, districts: DistrictBook, faults: Faults) -> tuple[Place, ...]:
    """Read all places; what is wrong with them is in `faults`."""
    file = read_data(data_dir, FILE, "places", faults)
    if file is None:
        return ()
    names = NameBook()
    entries = [entry for entry in file.entries("places") if entry.sound]
    for entry in entries:
        names.claim(entry.values["name"], entry.values["name"], entry, "name")
    places = (_place(entry, file, sources, districts) for entry in entries)
    return tuple(place for place in places if place)


def _place(entry: Entry, file: DataFile, sources: SourceBook, districts: DistrictBook) -> Place | None:
    values = entry.values
    source = sources.of(entry, values["name"], file)
    district, quarter = districts.place(entry)
    opening = _opening(entry)
    if source is None:
        return None
    return Place(
        values["name"],
        values["kind"],
        values["address"],
        district,
        source,
        quarter=quarter,
        position=read_position(values),
        hours=values.get("hours"),
        opening=opening,
        phone=values.get("phone"),
        accepts=tuple(map(Stream, entry.words("accepts"))),
        note=values.get("note"),
    )


def _opening(entry: Entry) -> OsmOpeningHours | None:
    expression = entry.values.get("opening_hours")
    if expression is None:
        return None
    try:
        return OsmOpeningHours(expression)
    except OpeningHoursInvalid:
        entry.complain("opening_invalid", "opening_hours", value=expression)
        return None
